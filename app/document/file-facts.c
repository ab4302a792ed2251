/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/file-facts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/text.h"

/* In bytes: what the file systems of today take. */
#define LONGEST_NAME 255

char *
lp_file_facts_dup_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return lp_text_to_line (name, LP_TEXT_NAME);
}

/* The character itself, something like it, or 0 for nothing. */
static gunichar
find_character (gunichar c)
{
  if (c == G_DIR_SEPARATOR)
    return '-';
  if (c == LP_TEXT_NO_CHARACTER)
    return 0xfffd;
  if (g_unichar_isspace (c))
    return ' ';

  return lp_text_is_hidden (c) ? 0 : c;
}

/* A dot at the beginning would hide the file. */
static gboolean
may_begin (gunichar c)
{
  return c != '.' && c != ' ';
}

char *
lp_file_facts_make_name (const char *name,
                         const char *suffix)
{
  const gsize most = LONGEST_NAME - strlen (suffix);
  GString *made = g_string_new (NULL);
  gsize length;

  g_return_val_if_fail (strlen (suffix) < LONGEST_NAME, NULL);

  for (; *name != '\0' && made->len < most; name += length)
    {
      gunichar c = find_character (lp_text_read (name, &length));

      if (c != 0 && (made->len > 0 || may_begin (c)))
        g_string_append_unichar (made, c);
    }

  if (made->len > most)
    g_string_truncate (made, g_utf8_find_prev_char (made->str, made->str + made->len) - made->str);
  g_strchomp (made->str);
  if (*made->str == '\0')
    g_string_assign (made, _("Untitled Design"));
  else
    g_string_truncate (made, strlen (made->str));

  return g_string_free (g_string_append (made, suffix), FALSE);
}
