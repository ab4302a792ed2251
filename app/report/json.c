/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "report/json.h"

#include "model/text.h"

/* Above the first plane JSON wants the two halves of UTF-16. */
static void
append_number (GString  *text,
               gunichar  c)
{
  if (c > 0xffff)
    g_string_append_printf (text, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10),
                            0xdc00 + (c & 0x3ff));
  else
    g_string_append_printf (text, "\\u%04x", c);
}

void
lp_json_append_text (GString    *text,
                     const char *value)
{
  gsize length;

  g_string_append_c (text, '"');
  for (; *value != '\0'; value += length)
    {
      const char *end = lp_text_skip_plain (value);
      gunichar c;

      g_string_append_len (text, value, end - value);
      value = end;
      if (*value == '\0')
        break;

      c = lp_text_read (value, &length);
      if (c == LP_TEXT_NO_CHARACTER)
        g_string_append_printf (text, "\\\\x%02x", (guchar) *value);
      else if (c == '"' || c == '\\')
        g_string_append_printf (text, "\\%c", c);
      else if (c == '\n')
        g_string_append (text, "\\n");
      else if (c == '\t')
        g_string_append (text, "\\t");
      else if (lp_text_is_hidden (c) || lp_text_is_order (value))
        append_number (text, c);
      else
        g_string_append_len (text, value, length);
    }
  g_string_append_c (text, '"');
}

static void
begin_line (LpJson *self)
{
  if (self->depth == 0)
    return;

  g_string_append (self->text, self->filled ? ",\n" : "\n");
  for (guint i = 0; i < self->depth; i++)
    g_string_append (self->text, "  ");
}

static void
begin_value (LpJson     *self,
             const char *key)
{
  begin_line (self);
  self->filled = TRUE;
  if (key == NULL)
    return;

  lp_json_append_text (self->text, key);
  g_string_append (self->text, ": ");
}

static void
begin (LpJson     *self,
       const char *key,
       char        bracket)
{
  begin_value (self, key);
  g_string_append_c (self->text, bracket);
  self->depth++;
  self->filled = FALSE;
}

static void
end (LpJson *self,
     char    bracket)
{
  g_return_if_fail (self->depth > 0);

  self->depth--;
  if (self->filled)
    {
      g_string_append_c (self->text, '\n');
      for (guint i = 0; i < self->depth; i++)
        g_string_append (self->text, "  ");
    }
  g_string_append_c (self->text, bracket);
  self->filled = TRUE;
}

void
lp_json_begin_object (LpJson     *self,
                      const char *key)
{
  begin (self, key, '{');
}

void
lp_json_end_object (LpJson *self)
{
  end (self, '}');
}

void
lp_json_begin_array (LpJson     *self,
                     const char *key)
{
  begin (self, key, '[');
}

void
lp_json_end_array (LpJson *self)
{
  end (self, ']');
}

void
lp_json_add_text (LpJson     *self,
                  const char *key,
                  const char *value)
{
  begin_value (self, key);
  if (value != NULL)
    lp_json_append_text (self->text, value);
  else
    g_string_append (self->text, "null");
}

void
lp_json_add_boolean (LpJson     *self,
                     const char *key,
                     gboolean    value)
{
  begin_value (self, key);
  g_string_append (self->text, value ? "true" : "false");
}

void
lp_json_add_integer (LpJson     *self,
                     const char *key,
                     gint64      value)
{
  begin_value (self, key);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

void
lp_json_add_number (LpJson     *self,
                    const char *key,
                    double      value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  begin_value (self, key);
  g_string_append (self->text, g_ascii_formatd (buffer, sizeof buffer, "%.12f", value));
}

void
lp_json_add_texts (LpJson            *self,
                   const char        *key,
                   const char *const *values)
{
  begin_value (self, key);
  g_string_append_c (self->text, '[');
  for (guint i = 0; values[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (self->text, ", ");
      lp_json_append_text (self->text, values[i]);
    }
  g_string_append_c (self->text, ']');
}
