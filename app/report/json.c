/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "report/json.h"

#include <string.h>

static void
append_quoted (GString    *text,
               const char *value)
{
  g_string_append_c (text, '"');
  for (const char *c = value; *c != '\0'; c++)
    switch (*c)
      {
      case '"':
        g_string_append (text, "\\\"");
        break;

      case '\\':
        g_string_append (text, "\\\\");
        break;

      case '\n':
        g_string_append (text, "\\n");
        break;

      case '\t':
        g_string_append (text, "\\t");
        break;

      default:
        if ((guchar) *c < 0x20)
          g_string_append_printf (text, "\\u%04x", *c);
        else
          g_string_append_c (text, *c);
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

  append_quoted (self->text, key);
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
    append_quoted (self->text, value);
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
      append_quoted (self->text, values[i]);
    }
  g_string_append_c (self->text, ']');
}
