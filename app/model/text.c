/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/text.h"

#include <string.h>

/* Sorted. Unicode’s Default_Ignorable_Code_Point, which has all marks of direction, without what
 * only chooses between forms of a visible character (U+FE00 in emoji, U+180B in Mongolian); the
 * separators of lines and paragraphs; annotations and what will never be a character. The controls,
 * and the last two of each plane, are not in here. */
static const struct
{
  gunichar first;
  gunichar last;
} hidden[] = {
  { 0x00ad, 0x00ad },
  { 0x034f, 0x034f },
  { 0x061c, 0x061c },
  { 0x115f, 0x1160 },
  { 0x17b4, 0x17b5 },
  { 0x180e, 0x180e },
  { 0x200b, 0x200f },
  { 0x2028, 0x202e },
  { 0x2060, 0x206f },
  { 0x3164, 0x3164 },
  { 0xfdd0, 0xfdef },
  { 0xfeff, 0xfeff },
  { 0xffa0, 0xffa0 },
  { 0xfff0, 0xfffb },
  { 0x1bca0, 0x1bca3 },
  { 0x1d173, 0x1d17a },
  { 0xe0000, 0xe0fff },
};

#define NON_JOINER 0x200c
#define JOINER 0x200d

/* Letters of Arabic and all later blocks, and emoji: what joiners are for. */
#define FIRST_JOINED 0x600

gunichar
lp_text_read (const char *at,
              gsize      *length)
{
  gunichar c = (guchar) *at;

  *length = 1;
  if (c < 0x80)
    return c;

  c = g_utf8_get_char_validated (at, -1);
  if (c == (gunichar) -1 || c == (gunichar) -2)
    return LP_TEXT_NO_CHARACTER;

  *length = g_utf8_skip[(guchar) *at];

  return c;
}

/* Printable ASCII, but for what has a meaning in JSON, XML or an order. */
static inline gboolean
is_plain (char c)
{
  return c >= ' ' && c < 0x7f && c != '"' && c != '#' && c != '&' && c != '<' && c != '>' &&
         c != '\\';
}

const char *
lp_text_skip_plain (const char *at)
{
  while (is_plain (*at))
    at++;

  return at;
}

gboolean
lp_text_is_hidden (gunichar c)
{
  if (c < 0xa0)
    return c < 0x20 || c >= 0x7f;

  for (guint i = 0; i < G_N_ELEMENTS (hidden) && hidden[i].first <= c; i++)
    if (c <= hidden[i].last)
      return TRUE;

  return (c & 0xfffe) == 0xfffe;
}

gboolean
lp_text_is_order (const char *at)
{
  if (at[0] != '#' || at[1] != '#')
    return FALSE;

  for (at += 2; g_ascii_isalpha (*at); at++)
    ;

  return *at == '[';
}

/* Where the order is at the beginning of @line, or NULL. Blanks before it do not count. */
static const char *
find_order_first (const char *line)
{
  gsize length;

  while (*line != '\0' && g_unichar_isspace (lp_text_read (line, &length)))
    line += length;

  return g_str_has_prefix (line, "::") ? line : NULL;
}

gboolean
lp_text_is_order_first (const char *line)
{
  return find_order_first (line) != NULL;
}

static void
show (GString  *shown,
      gunichar  c,
      char      byte)
{
  if (c == LP_TEXT_NO_CHARACTER)
    g_string_append_printf (shown, "\\x%02x", (guchar) byte);
  else if (c < 0x20)
    g_string_append_unichar (shown, 0x2400 + c);
  else if (c == 0x7f)
    g_string_append_unichar (shown, 0x2421);
  else
    g_string_append_printf (shown, "\\u{%x}", c);
}

static gboolean
can_join (gunichar c)
{
  return c >= FIRST_JOINED && c != LP_TEXT_NO_CHARACTER && !lp_text_is_hidden (c);
}

/* Between letters that join, and within an emoji, a joiner is part of the spelling. */
static gboolean
joins (gunichar    before,
       gunichar    c,
       const char *after)
{
  gsize length;

  return (c == JOINER || c == NON_JOINER) && can_join (before) &&
         *after != '\0' && can_join (lp_text_read (after, &length));
}

static gboolean
must_show (gunichar    before,
           gunichar    c,
           const char *at,
           gsize       length,
           gboolean    one_line)
{
  return (lp_text_is_hidden (c) && !joins (before, c, at + length)) ||
         (one_line && lp_text_is_order (at));
}

static void
append_shown (GString    *shown,
              const char *text,
              gboolean    one_line)
{
  const char *plain = text;
  gunichar c, before = 0;
  gsize length;

  for (; *text != '\0'; text += length, before = c)
    {
      const char *end = lp_text_skip_plain (text);
      gboolean is_break;

      if (end > text)
        {
          length = end - text;
          c = end[-1];
          continue;
        }

      c = lp_text_read (text, &length);
      is_break = !one_line && (c == '\n' || c == '\r');
      if (!is_break && !must_show (before, c, text, length, one_line))
        continue;

      g_string_append_len (shown, plain, text - plain);
      plain = text + length;
      if (!is_break)
        show (shown, c, *text);
      else if (c == '\n' || text[1] != '\n')
        g_string_append_c (shown, '\n');
    }

  g_string_append_len (shown, plain, text - plain);
}

/* An order at the beginning shows its first colon as a number. */
static void
spoil_order_first (GString *line)
{
  const char *order = find_order_first (line->str);
  const gsize place = order != NULL ? order - line->str : 0;

  if (order == NULL)
    return;

  g_string_erase (line, place, 1);
  g_string_insert (line, place, "\\u{3a}");
}

static void
leave_out_middle (GString *line,
                  guint    most)
{
  const char *start, *end;
  gsize n, place;

  if (line->len <= most || (n = g_utf8_strlen (line->str, line->len)) <= most)
    return;

  start = g_utf8_offset_to_pointer (line->str, most / 3 * 2);
  end = g_utf8_offset_to_pointer (start, n - most + 1);
  place = start - line->str;
  g_string_erase (line, place, end - start);
  g_string_insert (line, place, "…");
}

char *
lp_text_to_line (const char *text,
                 guint       most)
{
  GString *line = g_string_sized_new (strlen (text));

  append_shown (line, text, TRUE);
  spoil_order_first (line);
  leave_out_middle (line, most);

  return g_string_free (line, FALSE);
}

char *
lp_text_to_lines (const char *text)
{
  GString *lines = g_string_new (NULL);

  append_shown (lines, text, FALSE);

  return g_string_free (lines, FALSE);
}

static gboolean
is_fit (gunichar c)
{
  if (c < 0x20)
    return c == '\t' || c == '\n' || c == '\r';

  return (c & 0xfffe) != 0xfffe && (c < 0xfdd0 || c > 0xfdef);
}

char *
lp_text_to_fit (const char *text)
{
  GString *fit = NULL;
  const char *plain = text;
  gsize length;

  for (text = lp_text_skip_plain (text); *text != '\0';
       text = lp_text_skip_plain (text + length))
    {
      gunichar c = lp_text_read (text, &length);

      if (is_fit (c))
        continue;

      if (fit == NULL)
        fit = g_string_new (NULL);
      g_string_append_len (fit, plain, text - plain);
      plain = text + length;
      show (fit, c, *text);
    }

  if (fit == NULL)
    return NULL;

  g_string_append_len (fit, plain, text - plain);

  return g_string_free (fit, FALSE);
}

static void
append_xml_character (GString    *xml,
                      gunichar    c,
                      const char *at,
                      gsize       length)
{
  if (c == '&')
    g_string_append (xml, "&amp;");
  else if (c == '<')
    g_string_append (xml, "&lt;");
  else if (c == '>')
    g_string_append (xml, "&gt;");
  else if (c == '"')
    g_string_append (xml, "&quot;");
  else if (!is_fit (c))
    show (xml, c, *at);
  else if (lp_text_is_hidden (c) || lp_text_is_order (at))
    g_string_append_printf (xml, "&#x%x;", c);
  else
    g_string_append_len (xml, at, length);
}

void
lp_text_append_xml (GString    *xml,
                    const char *text)
{
  gsize length;

  while (*text != '\0')
    {
      const char *end = lp_text_skip_plain (text);
      gunichar c;

      g_string_append_len (xml, text, end - text);
      if (*end == '\0')
        return;

      c = lp_text_read (end, &length);
      append_xml_character (xml, c, end, length);
      text = end + length;
    }
}
