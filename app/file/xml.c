/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/xml.h"

#include <string.h>

/* U+FFFE and U+FFFF, which no XML may hold. */
static gboolean
is_no_character (const char *c,
                 const char *end)
{
  return end - c >= 3 && (guchar) c[0] == 0xef && (guchar) c[1] == 0xbf && (guchar) c[2] >= 0xbe;
}

/* What stands for the character at @c, or NULL where it stands for itself. @length is how much of
 * the text it is. */
static const char *
find_escape (const char *c,
             const char *end,
             gboolean    quoted,
             gsize      *length)
{
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

      if (is_no_character (c, end))
        {
          *length = 3;
          return "";
        }

      return NULL;
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
