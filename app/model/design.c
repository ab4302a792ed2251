/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/design-private.h"

#include <glib/gi18n-lib.h>

#include "model/element-private.h"
#include "model/numbering.h"

struct _LpDesign
{
  GObject     parent_instance;

  LpElement  *root;
  LpHistory  *history;
  GHashTable *by_id;            /* Boxes and links; neither key nor value is owned. */
  GHashTable *next_number;      /* From base to the number to try first for a new id. */
  guint       n_boxes;
  guint       n_links;
};

G_DEFINE_FINAL_TYPE (LpDesign, lp_design, G_TYPE_OBJECT)

static void
lp_design_finalize (GObject *object)
{
  LpDesign *self = LP_DESIGN (object);

  /* Whoever keeps an element longer must not find links in it that are gone. */
  for (LpElement *element = self->root; element != NULL;
       element = lp_element_next_in_tree (element, self->root))
    {
      element->design = NULL;
      g_clear_pointer (&element->links, g_ptr_array_unref);
    }

  g_object_unref (self->history);
  g_object_unref (self->root);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->next_number);

  G_OBJECT_CLASS (lp_design_parent_class)->finalize (object);
}

static void
lp_design_class_init (LpDesignClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lp_design_finalize;
}

static void
lp_design_init (LpDesign *self)
{
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->next_number = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->history = lp_history_new ();
  self->root = lp_element_new (LP_KIND_DESIGN);
  self->root->design = self;
}

LpDesign *
lp_design_new (void)
{
  return g_object_new (LP_TYPE_DESIGN, NULL);
}

void
lp_design_set_root (LpDesign  *self,
                    LpElement *root)
{
  self->root->design = NULL;
  g_object_unref (self->root);
  self->root = root;
  self->root->design = self;
}

LpElement *
lp_design_get_root (LpDesign *self)
{
  g_return_val_if_fail (LP_IS_DESIGN (self), NULL);

  return self->root;
}

LpHistory *
lp_design_get_history (LpDesign *self)
{
  g_return_val_if_fail (LP_IS_DESIGN (self), NULL);

  return self->history;
}

LpElement *
lp_design_find (LpDesign   *self,
                const char *id)
{
  g_return_val_if_fail (LP_IS_DESIGN (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, id);
}

/* Links know their ends by an attribute, the ends know their links by this. */
static void
attach (LpElement   *link,
        LpAttribute  attribute)
{
  const LpValue *value = lp_element_find_value (link, attribute);

  if (value == NULL)
    return;

  if (value->end->links == NULL)
    value->end->links = g_ptr_array_new ();
  if (attribute == LP_ATTRIBUTE_FROM || lp_link_get_from (link) != value->end)
    g_ptr_array_add (value->end->links, link);
}

static void
unattach (LpElement   *link,
          LpAttribute  attribute)
{
  const LpValue *value = lp_element_find_value (link, attribute);

  if (value != NULL && value->end->links != NULL)
    g_ptr_array_remove_fast (value->end->links, link);
}

static void
attach_both (LpElement *link)
{
  attach (link, LP_ATTRIBUTE_FROM);
  attach (link, LP_ATTRIBUTE_TO);
}

static void
unattach_both (LpElement *link)
{
  unattach (link, LP_ATTRIBUTE_FROM);
  unattach (link, LP_ATTRIBUTE_TO);
}

static void
count (LpDesign  *self,
       LpElement *element,
       int        difference)
{
  if (element->kind == LP_KIND_LINK)
    self->n_links += difference;
  else if (lp_kind_is_box (element->kind))
    self->n_boxes += difference;
}

void
lp_design_swap (LpElement   *element,
                LpAttribute  attribute,
                gboolean    *set,
                LpValue     *value)
{
  LpDesign *self = element->design;
  gboolean is_end = attribute == LP_ATTRIBUTE_FROM || attribute == LP_ATTRIBUTE_TO;

  if (self != NULL && attribute == LP_ATTRIBUTE_ID)
    g_hash_table_remove (self->by_id, lp_element_get_id (element));
  if (self != NULL && is_end)
    unattach_both (element);

  lp_element_swap (element, attribute, set, value);

  if (self != NULL && attribute == LP_ATTRIBUTE_ID)
    g_hash_table_insert (self->by_id, (gpointer) lp_element_get_id (element), element);
  if (self != NULL && is_end)
    attach_both (element);
}

gboolean
lp_design_insert (LpElement *parent,
                  LpElement *element,
                  LpElement *next)
{
  LpDesign *self = parent->design;
  gboolean unique = TRUE;

  lp_element_insert (parent, g_object_ref (element), next);
  if (self == NULL)
    return TRUE;

  for (LpElement *each = element; each != NULL; each = lp_element_next_in_tree (each, element))
    {
      each->design = self;
      count (self, each, 1);
      if (lp_element_has (each, LP_ATTRIBUTE_ID))
        unique &= g_hash_table_insert (self->by_id, (gpointer) lp_element_get_id (each), each);
      if (each->kind == LP_KIND_LINK)
        attach_both (each);
    }

  return unique;
}

void
lp_design_detach (LpElement *element)
{
  LpDesign *self = element->design;

  for (LpElement *each = element; self != NULL && each != NULL;
       each = lp_element_next_in_tree (each, element))
    {
      each->design = NULL;
      count (self, each, -1);
      if (lp_element_has (each, LP_ATTRIBUTE_ID))
        g_hash_table_remove (self->by_id, lp_element_get_id (each));
      if (each->kind == LP_KIND_LINK)
        unattach_both (each);
    }

  lp_element_detach (element->parent, element);
  g_object_unref (element);
}

void
lp_design_add (LpDesign  *self,
               LpElement *element,
               LpElement *parent,
               LpElement *next)
{
  g_return_if_fail (LP_IS_DESIGN (self));
  g_return_if_fail (LP_IS_ELEMENT (element) && element->parent == NULL);
  g_return_if_fail (LP_IS_ELEMENT (parent) && parent->design == self);
  g_return_if_fail (next == NULL || next->parent == parent);
  g_return_if_fail (lp_kind_holds (parent->kind, element->kind));

  lp_history_add (self->history, element, parent, next);
}

gboolean
lp_design_load (LpDesign  *self,
                LpElement *element)
{
  g_return_val_if_fail (LP_IS_DESIGN (self), FALSE);
  g_return_val_if_fail (LP_IS_ELEMENT (element) && element->parent == NULL, FALSE);
  g_return_val_if_fail (lp_kind_holds (LP_KIND_DESIGN, element->kind), FALSE);

  return lp_design_insert (self->root, element, NULL);
}

static void
remove_links_below (LpDesign  *self,
                    LpElement *element)
{
  for (LpElement *each = element; each != NULL; each = lp_element_next_in_tree (each, element))
    while (each->links != NULL && each->links->len > 0)
      lp_history_remove (self->history, g_ptr_array_index (each->links, each->links->len - 1));
}

void
lp_design_remove (LpDesign  *self,
                  LpElement *element)
{
  g_autofree char *label = NULL;

  g_return_if_fail (LP_IS_DESIGN (self));
  g_return_if_fail (LP_IS_ELEMENT (element) && element->design == self);
  g_return_if_fail (element != self->root);

  label = g_strdup_printf (_("Delete %s"), lp_kind_get_title (element->kind));
  lp_history_begin (self->history, label);
  remove_links_below (self, element);
  lp_history_remove (self->history, element);
  lp_history_end (self->history);
}

void
lp_design_move (LpDesign  *self,
                LpElement *element,
                LpElement *parent,
                LpElement *next)
{
  g_autoptr (LpElement) keep = g_object_ref (element);

  g_return_if_fail (LP_IS_DESIGN (self));
  g_return_if_fail (element->design == self && parent->design == self);
  g_return_if_fail (lp_kind_holds (parent->kind, element->kind));
  g_return_if_fail (!lp_element_is_inside (parent, element));

  if (element->parent == parent && (element->next == next || element == next))
    return;

  lp_history_begin (self->history, _("Move"));
  lp_history_remove (self->history, element);
  lp_history_add (self->history, element, parent, next);
  lp_history_end (self->history);
}

static guint
count_zones_around (LpElement *element)
{
  guint n = 0;

  for (; element != NULL; element = element->parent)
    n += element->kind == LP_KIND_ZONE;

  return n;
}

guint
lp_design_count_zones (LpElement *element)
{
  guint most = 0;

  g_return_val_if_fail (LP_IS_ELEMENT (element), 0);

  for (LpElement *child = element->first; child != NULL; child = child->next)
    {
      guint n = lp_design_count_zones (child);

      most = MAX (most, n);
    }

  return most + (element->kind == LP_KIND_ZONE);
}

gboolean
lp_design_has_room (LpElement *parent,
                    guint      n_zones)
{
  g_return_val_if_fail (LP_IS_ELEMENT (parent), FALSE);

  return n_zones == 0 || count_zones_around (parent) + n_zones <= LP_DESIGN_MAX_ZONES;
}

gboolean
lp_design_can_hold (LpElement *parent,
                    LpElement *element)
{
  return lp_kind_holds (parent->kind, element->kind) && !lp_element_is_inside (parent, element) &&
         lp_design_has_room (parent, lp_design_count_zones (element));
}

char *
lp_design_make_id (LpDesign   *self,
                   const char *base)
{
  guint number;

  g_return_val_if_fail (LP_IS_DESIGN (self), NULL);

  number = GPOINTER_TO_UINT (g_hash_table_lookup (self->next_number, base));
  for (number = MAX (1, number);; number++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%u", base, number);

      if (lp_design_find (self, id) == NULL)
        {
          g_hash_table_insert (self->next_number, g_strdup (base), GUINT_TO_POINTER (number + 1));
          return g_steal_pointer (&id);
        }
    }
}

static void
add_listener (LpElement       *element,
              const LpKindRow *row)
{
  g_autoptr (LpElement) listener = lp_element_new (LP_KIND_LISTEN);

  lp_element_set_number (listener, LP_ATTRIBUTE_LISTEN_PORT, row->port);
  lp_element_set_number (listener, LP_ATTRIBUTE_LISTEN_PROTOCOL, row->protocol);
  lp_design_insert (element, listener, NULL);
}

LpElement *
lp_design_make_element (LpDesign  *self,
                        LpKind     kind,
                        LpElement *parent)
{
  const LpKindRow *row = lp_kind_get_row (kind);
  g_autofree char *id = lp_design_make_id (self, row->key);
  LpElement *element = lp_element_new (kind);

  lp_element_set_text (element, LP_ATTRIBUTE_ID, id);
  if (kind != LP_KIND_NOTE)
    {
      g_autoptr (LpNumbering) names = lp_numbering_new (parent, NULL);
      g_autofree char *name = lp_numbering_take (names, row->software != NULL
                                                 ? row->software : lp_kind_get_title (kind));

      lp_element_set_text (element, LP_ATTRIBUTE_NAME, name);
    }
  if (row->software != NULL)
    lp_element_set_text (element, LP_ATTRIBUTE_SOFTWARE, row->software);
  if (lp_kind_holds (kind, LP_KIND_LISTEN) && row->port != 0)
    add_listener (element, row);

  return element;
}

guint
lp_design_get_n_boxes (LpDesign *self)
{
  g_return_val_if_fail (LP_IS_DESIGN (self), 0);

  return self->n_boxes;
}

guint
lp_design_get_n_links (LpDesign *self)
{
  g_return_val_if_fail (LP_IS_DESIGN (self), 0);

  return self->n_links;
}

gboolean
lp_design_id_is_valid (const char *id)
{
  const char *c;

  for (c = id; g_ascii_isalnum (*c) || *c == '-' || *c == '_' || *c == '.'; c++)
    ;

  return c != id && *c == '\0' && c - id <= LP_ID_MAX;
}
