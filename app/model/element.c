/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/element-private.h"

#include <string.h>

#include "model/design.h"
#include "model/history.h"

G_STATIC_ASSERT (LP_N_ATTRIBUTES <= 128);

typedef struct _Foreign
{
  char  *attributes;
  char **before;
  char **content;
} Foreign;

G_DEFINE_FINAL_TYPE (LpElement, lp_element, G_TYPE_OBJECT)

/* How many of 64 bits are set: two by two, four by four, bytes, all. The compiler would call a
 * function for it. */
static guint
count_bits (guint64 set)
{
  set -= set >> 1 & G_GUINT64_CONSTANT (0x5555555555555555);
  set = (set & G_GUINT64_CONSTANT (0x3333333333333333)) +
        (set >> 2 & G_GUINT64_CONSTANT (0x3333333333333333));
  set = (set + (set >> 4)) & G_GUINT64_CONSTANT (0x0f0f0f0f0f0f0f0f);

  return (guint) (set * G_GUINT64_CONSTANT (0x0101010101010101) >> 56);
}

static guint
count_set (LpAttributeMask set)
{
  return count_bits ((guint64) set) + count_bits ((guint64) (set >> 64));
}

static void
foreign_free (Foreign *foreign)
{
  g_free (foreign->attributes);
  g_strfreev (foreign->before);
  g_strfreev (foreign->content);
  g_free (foreign);
}

static void
lp_element_finalize (GObject *object)
{
  LpElement *self = LP_ELEMENT (object);
  LpElement *next;

  for (LpElement *child = self->first; child != NULL; child = next)
    {
      next = child->next;
      child->parent = child->prev = child->next = NULL;
      child->design = NULL;
      g_object_unref (child);
    }

  for (guint i = 0; i < count_set (self->set); i++)
    lp_value_clear (lp_element_get_set (self, i), &self->values[i]);
  g_free (self->values);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->foreign, foreign_free);

  G_OBJECT_CLASS (lp_element_parent_class)->finalize (object);
}

static void
lp_element_class_init (LpElementClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lp_element_finalize;
}

static void
lp_element_init (LpElement *self)
{
}

LpElement *
lp_element_new (LpKind kind)
{
  LpElement *self;

  g_return_val_if_fail (kind < LP_N_KINDS, NULL);

  self = g_object_new (LP_TYPE_ELEMENT, NULL);
  self->kind = kind;

  return self;
}

/* An odd number of values, three at least, is what malloc() gives without a rest. */
static guint
get_room (guint n_values)
{
  return n_values > 0 ? MAX (3, n_values | 1) : 0;
}

LpElement *
lp_element_copy_bare (LpElement *self)
{
  LpElement *copy = lp_element_new (self->kind);

  copy->set = self->set;
  copy->values = g_new (LpValue, get_room (count_set (self->set)));
  for (guint i = 0; i < count_set (self->set); i++)
    lp_value_copy (lp_element_get_set (self, i), &self->values[i], &copy->values[i]);
  lp_element_set_foreign (copy,
                          lp_element_get_foreign_attributes (self),
                          lp_element_get_foreign_before (self),
                          lp_element_get_foreign_content (self));

  return copy;
}

LpElement *
lp_element_copy (LpElement *self)
{
  LpElement *copy;

  g_return_val_if_fail (LP_IS_ELEMENT (self), NULL);

  copy = lp_element_copy_bare (self);
  for (LpElement *child = self->first; child != NULL; child = child->next)
    lp_element_insert (copy, lp_element_copy (child), NULL);

  return copy;
}

void
lp_element_append (LpElement *self,
                   LpElement *child)
{
  g_return_if_fail (LP_IS_ELEMENT (self) && self->design == NULL);
  g_return_if_fail (LP_IS_ELEMENT (child) && child->parent == NULL && child->design == NULL);
  g_return_if_fail (lp_kind_holds (self->kind, child->kind));

  lp_element_insert (self, g_object_ref (child), NULL);
}

LpKind
lp_element_get_kind (LpElement *self)
{
  g_return_val_if_fail (LP_IS_ELEMENT (self), LP_KIND_NOTE);

  return self->kind;
}

guint
lp_element_get_line (LpElement *self)
{
  g_return_val_if_fail (LP_IS_ELEMENT (self), 0);

  return self->line;
}

void
lp_element_set_line (LpElement *self,
                     guint      line)
{
  g_return_if_fail (LP_IS_ELEMENT (self));

  self->line = line;
}

const char *
lp_element_get_id (LpElement *self)
{
  return lp_element_get_text (self, LP_ATTRIBUTE_ID);
}

const char *
lp_element_get_name (LpElement *self)
{
  const char *name = lp_element_get_text (self, LP_ATTRIBUTE_NAME);

  return *name != '\0' ? name : lp_kind_get_title (self->kind);
}

struct _LpDesign *
lp_element_get_design (LpElement *self)
{
  g_return_val_if_fail (LP_IS_ELEMENT (self), NULL);

  return self->design;
}

LpElement *
lp_element_get_parent (LpElement *self)
{
  g_return_val_if_fail (LP_IS_ELEMENT (self), NULL);

  return self->parent;
}

LpElement *
lp_element_get_first_child (LpElement *self)
{
  g_return_val_if_fail (LP_IS_ELEMENT (self), NULL);

  return self->first;
}

LpElement *
lp_element_get_next_sibling (LpElement *self)
{
  g_return_val_if_fail (LP_IS_ELEMENT (self), NULL);

  return self->next;
}

LpElement *
lp_element_get_prev_sibling (LpElement *self)
{
  g_return_val_if_fail (LP_IS_ELEMENT (self), NULL);

  return self->prev;
}

LpElement *
lp_element_find_child (LpElement *self,
                       LpKind     kind)
{
  LpElement *child;

  g_return_val_if_fail (LP_IS_ELEMENT (self), NULL);

  for (child = self->first; child != NULL && child->kind != kind; child = child->next)
    ;

  return child;
}

LpElement *
lp_element_find_next (LpElement *self)
{
  LpElement *next;

  g_return_val_if_fail (LP_IS_ELEMENT (self), NULL);

  for (next = self->next; next != NULL && next->kind != self->kind; next = next->next)
    ;

  return next;
}

gboolean
lp_element_is_inside (LpElement *self,
                      LpElement *ancestor)
{
  for (; self != NULL; self = self->parent)
    if (self == ancestor)
      return TRUE;

  return FALSE;
}

LpElement *
lp_element_next_in_tree (LpElement *self,
                         LpElement *root)
{
  if (self->first != NULL)
    return self->first;

  while (self != root && self->next == NULL)
    self = self->parent;

  return self == root ? NULL : self->next;
}

/* Where @attribute is, or where it would have to be. */
static guint
find_place (LpElement   *self,
            LpAttribute  attribute)
{
  return count_set (self->set & (LP_ATTRIBUTE_MASK (attribute) - 1));
}

const LpValue *
lp_element_find_value (LpElement   *self,
                       LpAttribute  attribute)
{
  if ((self->set & LP_ATTRIBUTE_MASK (attribute)) == 0)
    return NULL;

  return &self->values[find_place (self, attribute)];
}

LpAttributeMask
lp_element_get_mask (LpElement *self)
{
  g_return_val_if_fail (LP_IS_ELEMENT (self), 0);

  return self->set;
}

gboolean
lp_element_has (LpElement   *self,
                LpAttribute  attribute)
{
  g_return_val_if_fail (LP_IS_ELEMENT (self), FALSE);

  return lp_element_find_value (self, attribute) != NULL;
}

double
lp_element_get_number (LpElement   *self,
                       LpAttribute  attribute)
{
  const LpValue *value;

  g_return_val_if_fail (LP_IS_ELEMENT (self), 0);

  value = lp_element_find_value (self, attribute);

  return value != NULL ? value->number : lp_attribute_get_standard (attribute, self->kind);
}

int
lp_element_get_integer (LpElement   *self,
                        LpAttribute  attribute)
{
  return (int) lp_element_get_number (self, attribute);
}

gboolean
lp_element_get_boolean (LpElement   *self,
                        LpAttribute  attribute)
{
  return lp_element_get_number (self, attribute) != 0;
}

int
lp_element_get_choice (LpElement   *self,
                       LpAttribute  attribute)
{
  return (int) lp_element_get_number (self, attribute);
}

const char *
lp_element_get_text (LpElement   *self,
                     LpAttribute  attribute)
{
  const LpValue *value;

  g_return_val_if_fail (LP_IS_ELEMENT (self), "");

  value = lp_element_find_value (self, attribute);

  return value != NULL ? value->text : "";
}

char *
lp_element_dup_string (LpElement   *self,
                       LpAttribute  attribute)
{
  const LpValue *value = lp_element_find_value (self, attribute);

  return value != NULL ? lp_attribute_format (attribute, value) : g_strdup ("");
}

void
lp_element_swap (LpElement   *self,
                 LpAttribute  attribute,
                 gboolean    *set,
                 LpValue     *value)
{
  guint n = count_set (self->set);
  guint i = find_place (self, attribute);
  gboolean had = (self->set & LP_ATTRIBUTE_MASK (attribute)) != 0;
  LpValue old = had ? self->values[i] : (LpValue) { 0 };

  if (*set && !had)
    {
      if (get_room (n) != get_room (n + 1))
        self->values = g_renew (LpValue, self->values, get_room (n + 1));
      memmove (self->values + i + 1, self->values + i, (n - i) * sizeof (LpValue));
      self->set |= LP_ATTRIBUTE_MASK (attribute);
    }
  else if (!*set && had)
    {
      memmove (self->values + i, self->values + i + 1, (n - i - 1) * sizeof (LpValue));
      self->set &= ~LP_ATTRIBUTE_MASK (attribute);
    }

  if (*set)
    self->values[i] = *value;

  *set = had;
  *value = old;
}

/* Takes @value over. */
static void
set_value (LpElement   *self,
           LpAttribute  attribute,
           gboolean     set,
           LpValue      value)
{
  const LpValue *now = lp_element_find_value (self, attribute);

  if (set == (now != NULL) && (!set || lp_value_equal (attribute, now, &value)))
    {
      if (set)
        lp_value_clear (attribute, &value);
      return;
    }

  if (self->design != NULL)
    {
      lp_history_set (lp_design_get_history (self->design), self, attribute, set, value);
      return;
    }

  lp_element_swap (self, attribute, &set, &value);
  if (set)
    lp_value_clear (attribute, &value);
}

/* Whether @value says no more than leaving it out. Numbers say more: x="0" is a place. */
static gboolean
is_standard (LpElement     *self,
             LpAttribute    attribute,
             const LpValue *value)
{
  switch (lp_attribute_get_row (attribute)->type)
    {
    case LP_VALUE_TEXT:
      return *value->text == '\0';

    case LP_VALUE_BOOLEAN:
    case LP_VALUE_CHOICE:
      return value->number == lp_attribute_get_standard (attribute, self->kind);

    default:
      return FALSE;
    }
}

static void
set_or_unset (LpElement   *self,
              LpAttribute  attribute,
              LpValue      value)
{
  if (is_standard (self, attribute, &value))
    {
      lp_value_clear (attribute, &value);
      lp_element_unset (self, attribute);
    }
  else
    {
      set_value (self, attribute, TRUE, value);
    }
}

void
lp_element_set_number (LpElement   *self,
                       LpAttribute  attribute,
                       double       number)
{
  g_return_if_fail (LP_IS_ELEMENT (self));
  g_return_if_fail (lp_attribute_get_row (attribute)->type != LP_VALUE_TEXT);
  g_return_if_fail (lp_attribute_get_row (attribute)->type != LP_VALUE_END);

  /* What cannot be written could not be read again. */
  set_or_unset (self, attribute, (LpValue) { .number = lp_attribute_clamp (attribute, number) });
}

void
lp_element_set_text (LpElement   *self,
                     LpAttribute  attribute,
                     const char  *text)
{
  g_return_if_fail (LP_IS_ELEMENT (self));
  g_return_if_fail (lp_attribute_get_row (attribute)->type == LP_VALUE_TEXT);
  g_return_if_fail (text != NULL);

  /* As for numbers: what cannot be written could not be read again. */
  set_or_unset (self, attribute, (LpValue) { .text = lp_value_new_text (text) });
}

gboolean
lp_element_set_string (LpElement    *self,
                       LpAttribute   attribute,
                       const char   *string,
                       GError      **error)
{
  LpValue value;

  g_return_val_if_fail (LP_IS_ELEMENT (self), FALSE);

  if (!lp_attribute_parse (attribute, string, &value, error))
    return FALSE;

  set_or_unset (self, attribute, value);

  return TRUE;
}

void
lp_element_unset (LpElement   *self,
                  LpAttribute  attribute)
{
  g_return_if_fail (LP_IS_ELEMENT (self));

  set_value (self, attribute, FALSE, (LpValue) { 0 });
}

guint
lp_element_get_n_set (LpElement *self)
{
  return count_set (self->set);
}

LpAttribute
lp_element_get_set (LpElement *self,
                    guint      i)
{
  LpAttributeMask set = self->set;

  g_return_val_if_fail (i < count_set (set), LP_ATTRIBUTE_ID);

  /* Takes the lowest bit away, @i times. */
  for (; i > 0; i--)
    set &= set - 1;

  return lp_attribute_get_first (set);
}

void
lp_element_set_foreign (LpElement         *self,
                        const char        *attributes,
                        const char *const *before,
                        const char *const *content)
{
  Foreign *foreign = NULL;

  g_return_if_fail (LP_IS_ELEMENT (self));

  /* The new pieces may be the old ones. */
  if (attributes != NULL || before != NULL || content != NULL)
    {
      foreign = g_new (Foreign, 1);
      foreign->attributes = g_strdup (attributes);
      foreign->before = g_strdupv ((char **) before);
      foreign->content = g_strdupv ((char **) content);
    }

  g_clear_pointer (&self->foreign, foreign_free);
  self->foreign = foreign;
}

const char *
lp_element_get_foreign_attributes (LpElement *self)
{
  return self->foreign != NULL ? self->foreign->attributes : NULL;
}

const char *const *
lp_element_get_foreign_before (LpElement *self)
{
  return self->foreign != NULL ? (const char *const *) self->foreign->before : NULL;
}

const char *const *
lp_element_get_foreign_content (LpElement *self)
{
  return self->foreign != NULL ? (const char *const *) self->foreign->content : NULL;
}

void
lp_element_insert (LpElement *self,
                   LpElement *child,
                   LpElement *next)
{
  LpElement *prev = next != NULL ? next->prev : self->last;

  child->parent = self;
  child->prev = prev;
  child->next = next;
  *(prev != NULL ? &prev->next : &self->first) = child;
  *(next != NULL ? &next->prev : &self->last) = child;
}

void
lp_element_detach (LpElement *self,
                   LpElement *child)
{
  *(child->prev != NULL ? &child->prev->next : &self->first) = child->next;
  *(child->next != NULL ? &child->next->prev : &self->last) = child->prev;
  child->parent = child->prev = child->next = NULL;
}
