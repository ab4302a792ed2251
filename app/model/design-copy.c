/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/design-copy.h"

#include "model/design-private.h"
#include "model/element-private.h"

struct _LpCopier
{
  LpDesign  *design;
  LpDesign  *copy;
  gboolean   links;             /* Boxes come first: links look their ends up. */
  LpElement *next;              /* To be copied, or NULL where this part is done, */
  LpElement *parent;            /* and where that goes. */
};

/* Turns the ends of the links in the copy from the original’s elements to the copy’s own. */
static void
rewire (LpElement *link,
        LpDesign  *copy)
{
  static const LpAttribute ends[] = { LP_ATTRIBUTE_FROM, LP_ATTRIBUTE_TO };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      LpElement *original = lp_element_find_value (link, ends[i])->end;
      LpElement *own = lp_design_find (copy, lp_element_get_id (original));
      gboolean set = TRUE;
      LpValue value = { .end = g_object_ref (own) };

      lp_element_swap (link, ends[i], &set, &value);
      lp_value_clear (ends[i], &value);
    }
}

static void
begin_part (LpCopier *self,
            gboolean  links)
{
  self->links = links;
  self->parent = lp_design_get_root (self->copy);
  self->next = lp_design_get_root (self->design)->first;
  while (self->next != NULL && (self->next->kind == LP_KIND_LINK) != links)
    self->next = self->next->next;
}

LpCopier *
lp_copier_new (LpDesign *design)
{
  LpCopier *self;

  g_return_val_if_fail (LP_IS_DESIGN (design), NULL);

  self = g_new0 (LpCopier, 1);
  self->design = g_object_ref (design);
  self->copy = lp_design_new ();
  lp_design_set_root (self->copy, lp_element_copy_bare (lp_design_get_root (design)));
  begin_part (self, FALSE);

  return self;
}

void
lp_copier_free (LpCopier *self)
{
  g_object_unref (self->design);
  g_clear_object (&self->copy);
  g_free (self);
}

/* The next one in the order of the document that belongs to this part; @own is the copy of the one
 * before. */
static void
advance (LpCopier  *self,
         LpElement *own)
{
  LpElement *root = lp_design_get_root (self->design);

  if (self->next->first != NULL)
    {
      self->next = self->next->first;
      self->parent = own;
      return;
    }

  while (self->next->next == NULL && self->next->parent != root)
    {
      self->next = self->next->parent;
      self->parent = self->parent->parent;
    }
  do
    self->next = self->next->next;
  while (self->next != NULL && self->next->parent == root &&
         (self->next->kind == LP_KIND_LINK) != self->links);
}

LpDesign *
lp_copier_step (LpCopier *self,
                guint     n_elements)
{
  g_return_val_if_fail (self != NULL && self->copy != NULL, NULL);

  for (guint i = 0; i < n_elements; i++)
    {
      g_autoptr (LpElement) own = NULL;

      if (self->next == NULL && !self->links)
        begin_part (self, TRUE);
      if (self->next == NULL)
        {
          lp_history_clear (lp_design_get_history (self->copy));
          return g_steal_pointer (&self->copy);
        }

      own = lp_element_copy_bare (self->next);
      if (own->kind == LP_KIND_LINK)
        rewire (own, self->copy);
      lp_design_insert (self->parent, own, NULL);
      advance (self, own);
    }

  return NULL;
}

LpDesign *
lp_design_copy (LpDesign *self)
{
  g_autoptr (LpCopier) copier = NULL;

  g_return_val_if_fail (LP_IS_DESIGN (self), NULL);

  copier = lp_copier_new (self);

  return lp_copier_step (copier, G_MAXUINT);
}
