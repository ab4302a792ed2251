/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/numbering.h"

#include <string.h>

/* More digits are no number that anybody counts on. */
#define MAX_DIGITS 9

struct _LpNumbering
{
  GHashTable *taken;            /* Set of names. */
  GHashTable *last;             /* From a name without its number to the last one given out. */
};

LpNumbering *
lp_numbering_new (LpElement  *parent,
                  GHashTable *except)
{
  LpNumbering *self;

  g_return_val_if_fail (LP_IS_ELEMENT (parent), NULL);

  self = g_new (LpNumbering, 1);
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (LpElement *child = lp_element_get_first_child (parent); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (except == NULL || !g_hash_table_contains (except, child))
      g_hash_table_add (self->taken, g_strdup (lp_element_get_name (child)));

  return self;
}

void
lp_numbering_free (LpNumbering *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->taken);
  g_hash_table_unref (self->last);
  g_free (self);
}

/* How many digits @name ends in. */
static gsize
count_digits (const char *name)
{
  gsize length = strlen (name);
  gsize n = 0;

  while (n < length && n < MAX_DIGITS && g_ascii_isdigit (name[length - n - 1]))
    n++;

  return n;
}

static guint
read_number (const char *digits)
{
  guint number = 0;

  for (; *digits != '\0'; digits++)
    number = number * 10 + g_ascii_digit_value (*digits);

  return number;
}

/* "web-" and 2 is "web-02" with two digits, "Nginx" and 2 is "Nginx 2" with none. */
static char *
make_name (const char *stem,
           gsize       n_digits,
           guint       number)
{
  return g_strdup_printf ("%s%s%0*u", stem, n_digits > 0 ? "" : " ", (int) n_digits, number);
}

static char *
count_on (LpNumbering *self,
          const char  *wanted)
{
  gsize n_digits = count_digits (wanted);
  gsize length = strlen (wanted) - n_digits;
  g_autofree char *stem = g_strndup (wanted, length);
  guint number = n_digits > 0 ? read_number (wanted + length) : 1;
  guint last = GPOINTER_TO_UINT (g_hash_table_lookup (self->last, stem));
  char *name = NULL;

  number = MAX (number, last);
  do
    {
      g_free (name);
      name = make_name (stem, n_digits, ++number);
    }
  while (g_hash_table_contains (self->taken, name));
  g_hash_table_insert (self->last, g_steal_pointer (&stem), GUINT_TO_POINTER (number));

  return name;
}

char *
lp_numbering_take (LpNumbering *self,
                   const char  *wanted)
{
  char *name;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (wanted != NULL, NULL);

  if (*wanted == '\0')
    return g_strdup ("");

  name = g_hash_table_contains (self->taken, wanted) ? count_on (self, wanted) : g_strdup (wanted);
  g_hash_table_add (self->taken, g_strdup (name));

  return name;
}

void
lp_numbering_give (LpNumbering *self,
                   LpElement   *element)
{
  const char *wanted = lp_element_get_text (element, LP_ATTRIBUTE_NAME);
  g_autofree char *name = lp_numbering_take (self, wanted);

  if (strcmp (name, wanted) != 0)
    lp_element_set_text (element, LP_ATTRIBUTE_NAME, name);
}
