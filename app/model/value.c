/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/value.h"

#include <glib-object.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/text.h"

G_DEFINE_QUARK (lp-attribute-error-quark, lp_attribute_error)

static gboolean
fail_choice (const LpAttributeRow *row,
             const char           *string,
             GError              **error)
{
  g_autoptr (GString) allowed = g_string_new (NULL);

  for (const LpChoice *choice = row->choices; choice->key != NULL; choice++)
    if (*choice->key != '\0')
      g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "", choice->key);

  g_set_error (error, LP_ATTRIBUTE_ERROR, LP_ATTRIBUTE_ERROR_INVALID,
               _("“%s” cannot be “%s”, only one of: %s"), row->key, string, allowed->str);
  return FALSE;
}

static gboolean
parse_choice (const LpAttributeRow *row,
              const char           *string,
              double               *number,
              GError              **error)
{
  for (guint i = 0; row->choices[i].key != NULL; i++)
    if (strcmp (row->choices[i].key, string) == 0)
      {
        *number = i;
        return TRUE;
      }

  return fail_choice (row, string, error);
}

static gboolean
parse_boolean (const LpAttributeRow *row,
               const char           *string,
               double               *number,
               GError              **error)
{
  if (strcmp (string, "true") == 0 || strcmp (string, "1") == 0)
    *number = TRUE;
  else if (strcmp (string, "false") == 0 || strcmp (string, "0") == 0)
    *number = FALSE;
  else
    {
      g_set_error (error, LP_ATTRIBUTE_ERROR, LP_ATTRIBUTE_ERROR_INVALID,
                   _("“%s” cannot be “%s”, only true or false"), row->key, string);
      return FALSE;
    }

  return TRUE;
}

gboolean
lp_value_read_digits (const char *string,
                      guint       maximum,
                      guint      *number)
{
  const char *c = string;
  guint value = 0;

  for (; g_ascii_isdigit (*c) && value <= maximum; c++)
    value = value * 10 + (*c - '0');
  if (c == string || *c != '\0' || value > maximum)
    return FALSE;

  *number = value;

  return TRUE;
}

/* As XML Schema spells numbers: no hexadecimal ones, no names, no spaces. */
static gboolean
read_number (const char *string,
             gboolean    whole,
             double     *number)
{
  const char *allowed = whole ? "0123456789+-" : "0123456789+-.eE";
  const char *c;
  char *end;
  int value = 0;

  /* Nearly all are a few digits, and reading a file is mostly reading those. */
  for (c = string; g_ascii_isdigit (*c) && c - string < 9; c++)
    value = value * 10 + (*c - '0');
  if (*c == '\0' && c != string)
    {
      *number = value;
      return TRUE;
    }

  *number = g_ascii_strtod (string, &end);

  return end != string && *end == '\0' && string[strspn (string, allowed)] == '\0' &&
         isfinite (*number);
}

static gboolean
parse_number (const LpAttributeRow *row,
              const char           *string,
              double               *number,
              GError              **error)
{
  gboolean whole = row->type == LP_VALUE_INTEGER;
  double value;

  if (!read_number (string, whole, &value))
    {
      g_set_error (error, LP_ATTRIBUTE_ERROR, LP_ATTRIBUTE_ERROR_INVALID,
                   whole ? _("“%s” is “%s”, which is not a whole number")
                         : _("“%s” is “%s”, which is not a number"),
                   row->key, string);
      return FALSE;
    }

  if ((row->minimum != 0 || row->maximum != 0) && (value < row->minimum || value > row->maximum))
    {
      g_set_error (error, LP_ATTRIBUTE_ERROR, LP_ATTRIBUTE_ERROR_INVALID,
                   _("“%s” is %s, it must be from %.10g to %.10g"),
                   row->key, string, row->minimum, row->maximum);
      return FALSE;
    }

  *number = value + 0.0;
  return TRUE;
}

/* No number or choice is nearly as long; and what is wrong with it is told in full. */
static gboolean
check_length (const LpAttributeRow *row,
              const char           *string,
              GError              **error)
{
  const gboolean is_text = row->type == LP_VALUE_TEXT;
  const gsize length = strlen (string);

  if (length <= (is_text ? LP_TEXT_MAX : LP_WORD_MAX))
    return TRUE;

  if (is_text)
    g_set_error (error, LP_ATTRIBUTE_ERROR, LP_ATTRIBUTE_ERROR_INVALID,
                 _("“%s” has more than %d KiB, which no drawing needs"),
                 row->key, LP_TEXT_MAX >> 10);
  else
    g_set_error (error, LP_ATTRIBUTE_ERROR, LP_ATTRIBUTE_ERROR_INVALID,
                 _("“%s” has more than %d characters"), row->key, LP_WORD_MAX);

  return FALSE;
}

/* XML Schema strips spaces around all but text. */
static gboolean
has_margins (const char *string)
{
  return *string != '\0' &&
         (g_ascii_isspace (*string) || g_ascii_isspace (string[strlen (string) - 1]));
}

char *
lp_value_new_text (const char *text)
{
  g_autofree char *fit = lp_text_to_fit (text);
  const char *kept = fit != NULL ? fit : text;
  gsize length = strlen (kept);

  if (length > LP_TEXT_MAX)
    for (length = LP_TEXT_MAX; (kept[length] & 0xc0) == 0x80; length--)
      ;

  return g_ref_string_new_len (kept, length);
}

gboolean
lp_attribute_parse (LpAttribute  attribute,
                    const char  *string,
                    LpValue     *value,
                    GError     **error)
{
  const LpAttributeRow *row = lp_attribute_get_row (attribute);
  g_autofree char *stripped = NULL;

  if (!check_length (row, string, error))
    return FALSE;

  if (row->type != LP_VALUE_TEXT && has_margins (string))
    string = stripped = g_strstrip (g_strdup (string));

  switch (row->type)
    {
    case LP_VALUE_TEXT:
      value->text = lp_value_new_text (string);
      return TRUE;

    case LP_VALUE_NUMBER:
    case LP_VALUE_INTEGER:
      return parse_number (row, string, &value->number, error);

    case LP_VALUE_BOOLEAN:
      return parse_boolean (row, string, &value->number, error);

    case LP_VALUE_CHOICE:
      return parse_choice (row, string, &value->number, error);

    case LP_VALUE_END:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static char *
format_number (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *start = buffer + 16;
  int rest;

  if (number < 0 || number >= 1e9 || number != floor (number))
    return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.12g", number));

  /* Nearly all are whole and small, and writing a file is mostly writing those. */
  rest = (int) number;
  *start = '\0';
  do
    *--start = '0' + rest % 10;
  while ((rest /= 10) > 0);

  return g_strdup (start);
}

char *
lp_attribute_format (LpAttribute    attribute,
                     const LpValue *value)
{
  const LpAttributeRow *row = lp_attribute_get_row (attribute);

  switch (row->type)
    {
    case LP_VALUE_TEXT:
      return g_strdup (value->text);

    case LP_VALUE_BOOLEAN:
      return g_strdup (value->number != 0 ? "true" : "false");

    case LP_VALUE_CHOICE:
      return g_strdup (row->choices[(int) value->number].key);

    case LP_VALUE_NUMBER:
    case LP_VALUE_INTEGER:
      return format_number (value->number);

    case LP_VALUE_END:
    default:
      g_return_val_if_reached (NULL);
    }
}

double
lp_attribute_clamp (LpAttribute attribute,
                    double      number)
{
  const LpAttributeRow *row = lp_attribute_get_row (attribute);

  if (isnan (number))
    return 0;

  if (row->type == LP_VALUE_INTEGER)
    number = round (number);
  if (row->minimum != 0 || row->maximum != 0)
    number = CLAMP (number, row->minimum, row->maximum);

  return number + 0.0;          /* No negative zero: it would be written as another text. */
}

gboolean
lp_value_equal (LpAttribute    attribute,
                const LpValue *a,
                const LpValue *b)
{
  switch (lp_attribute_get_row (attribute)->type)
    {
    case LP_VALUE_TEXT:
      return strcmp (a->text, b->text) == 0;

    case LP_VALUE_END:
      return a->end == b->end;

    default:
      return a->number == b->number;
    }
}

void
lp_value_copy (LpAttribute    attribute,
               const LpValue *from,
               LpValue       *to)
{
  *to = *from;

  if (lp_attribute_get_row (attribute)->type == LP_VALUE_TEXT)
    g_ref_string_acquire (to->text);
  else if (lp_attribute_get_row (attribute)->type == LP_VALUE_END)
    g_object_ref (to->end);
}

void
lp_value_clear (LpAttribute  attribute,
                LpValue     *value)
{
  if (lp_attribute_get_row (attribute)->type == LP_VALUE_TEXT)
    g_ref_string_release (value->text);
  else if (lp_attribute_get_row (attribute)->type == LP_VALUE_END)
    g_object_unref (value->end);
}

static gboolean
ends_word (char c)
{
  return c == ',' || g_ascii_isspace (c);
}

const char *
lp_value_next_word (const char **list,
                    gsize       *length)
{
  const char *word = *list;

  while (ends_word (*word))
    word++;
  for (*length = 0; word[*length] != '\0' && !ends_word (word[*length]); (*length)++)
    ;
  *list = word + *length;

  return *length > 0 ? word : NULL;
}

gboolean
lp_value_lists_share (const char *a,
                      const char *b)
{
  const char *word, *other;
  gsize length, other_length;

  while ((word = lp_value_next_word (&a, &length)) != NULL)
    {
      const char *rest = b;

      while ((other = lp_value_next_word (&rest, &other_length)) != NULL)
        if (length == other_length && strncmp (word, other, length) == 0)
          return TRUE;
    }

  return FALSE;
}
