/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/xml.h"

#include <string.h>

/* How many bytes to skip that no XML may hold: what is not UTF-8, U+FFFE and U+FFFF. 0 for none. */
static gsize
count_unfit (const char *c,
             const char *end)
{
  gunichar character;

  if ((guchar) *c < 0x80)
    return 0;

  character = g_utf8_get_char_validated (c, end - c);
  if (character == (gunichar) -1 || character == (gunichar) -2)
    return 1;

  return character == 0xfffe || character == 0xffff ? 3 : 0;
}

/* What stands for the character at @c, or NULL where it stands for itself. @length is how much of
 * the text it is. */
static const char *
find_escape (const char *c,
             const char *end,
             gboolean    quoted,
             gsize      *length)
{
  gsize unfit;

  *length = 1;

  switch (*c)
    {
    case '&':
      return "&amp;";

    case '<':
      return "&lt;";

    case '>':
      return "&gt;";

    case '"':
      return quoted ? "&quot;" : NULL;

    /* A reader makes a space of these in a value, and of a carriage return a line feed anywhere. */
    case '\t':
      return quoted ? "&#9;" : NULL;

    case '\n':
      return quoted ? "&#10;" : NULL;

    case '\r':
      return "&#13;";

    default:
      if ((guchar) *c < ' ')
        return "";

      unfit = count_unfit (c, end);
      *length = unfit > 0 ? unfit : (gsize) g_utf8_skip[(guchar) *c];
      return unfit > 0 ? "" : NULL;
    }
}

static void
append_escaped (GString    *xml,
                const char *text,
                gssize      length,
                gboolean    quoted)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);
  const char *plain = text;
  const char *c = text;

  while (c < end)
    {
      gsize skip;
      const char *escape = find_escape (c, end, quoted, &skip);

      if (escape != NULL)
        {
          g_string_append_len (xml, plain, c - plain);
          g_string_append (xml, escape);
          plain = c + skip;
        }
      c += skip;
    }

  g_string_append_len (xml, plain, end - plain);
}

void
lp_xml_append_value (GString    *xml,
                     const char *text,
                     gssize      length)
{
  append_escaped (xml, text, length, TRUE);
}

void
lp_xml_append_content (GString    *xml,
                       const char *text,
                       gssize      length)
{
  append_escaped (xml, text, length, FALSE);
}
