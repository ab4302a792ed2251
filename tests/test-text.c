/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/text.h"

#include <libxml/parser.h>
#include <string.h>

static const struct
{
  const char *text;
  const char *line;
} lines[] = {
  { "", "" },
  { "web-01 “é” 日本", "web-01 “é” 日本" },
  { "%s%n\\n", "%s%n\\n" },
  { "a\nb\r\nc\td", "a␊b␍␊c␉d" },
  { "\x01\x1b[31m\x7f", "␁␛[31m␡" },
  { "a\xc2\x9b" "b\xc2\x85\xc2\xad", "a\\u{9b}b\\u{85}\\u{ad}" },
  { "\xe2\x80\xae" "a\xe2\x81\xa6\xe2\x80\x8e", "\\u{202e}a\\u{2066}\\u{200e}" },
  { "a\xe2\x80\x8b\xef\xbb\xbf\xe3\x85\xa4", "a\\u{200b}\\u{feff}\\u{3164}" },
  { "a\xe2\x80\xa8\xe2\x80\xa9", "a\\u{2028}\\u{2029}" },
  { "\xf3\xa0\x81\x81\xf0\x9f\xbf\xbe", "\\u{e0041}\\u{1fffe}" },

  /* What is no UTF-8: lone bytes, an overlong zero, half a pair, beyond the last, cut off. */
  { "a\xff\x80", "a\\xff\\x80" },
  { "\xc0\x80\xed\xa0\x80", "\\xc0\\x80\\xed\\xa0\\x80" },
  { "\xf4\x90\x80\x80\xe2\x82", "\\xf4\\x90\\x80\\x80\\xe2\\x82" },

  /* Joiners, where they join and where they hide. */
  { "👩\xe2\x80\x8d👧 ❤\xef\xb8\x8f\xe2\x80\x8d🔥", "👩\xe2\x80\x8d👧 ❤\xef\xb8\x8f\xe2\x80\x8d🔥" },
  { "می\xe2\x80\x8cخ", "می\xe2\x80\x8cخ" },
  { "a\xe2\x80\x8d" "b\xe2\x80\x8d", "a\\u{200d}b\\u{200d}" },
  { "م\xe2\x80\x8d\xe2\x80\x8dم\xe2\x80\x8d", "م\\u{200d}\\u{200d}م\\u{200d}" },

  /* What build servers obey. */
  { "::error::a", "\\u{3a}:error::a" },
  { " \xc2\xa0::a", " \xc2\xa0\\u{3a}:a" },
  { "a ::error::a [::1]:80", "a ::error::a [::1]:80" },
  { "a ##[error]b ##vso[c] ###[", "a \\u{23}#[error]b \\u{23}#vso[c] #\\u{23}#[" },
  { "C## [x] #1", "C## [x] #1" },
};

static void
test_lines_hold_nothing_hidden (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *line = lp_text_to_line (lines[i].text, G_MAXUINT);
      g_autofree char *again = lp_text_to_line (line, G_MAXUINT);

      g_assert_cmpstr (line, ==, lines[i].line);
      g_assert_cmpstr (again, ==, line);
    }
}

static void
test_several_lines_keep_their_breaks (void)
{
  g_autofree char *text = lp_text_to_lines ("::a\r\nb\rc\n\nd\x1b\xe2\x80\xa8\t##[e]");

  g_assert_cmpstr (text, ==, "::a\nb\nc\n\nd␛\\u{2028}␉##[e]");
}

static void
test_the_middle_of_long_texts_is_left_out (void)
{
  g_autofree char *letters = g_strnfill (10000, 'x');
  g_auto (GStrv) nothing = g_strsplit (letters, "x", -1);
  g_autofree char *umlauts = g_strjoinv ("ü", nothing);
  g_autofree char *escapes = g_strjoinv ("\x1b", nothing);
  g_autofree char *text = g_strconcat ("begin", letters, "end", NULL);
  g_autofree char *line = lp_text_to_line (text, 30);
  g_autofree char *whole = lp_text_to_line (line, 30);
  const char *texts[] = { letters, umlauts, escapes };

  g_assert_cmpstr (line, ==, "beginxxxxxxxxxxxxxxx…xxxxxxend");
  g_assert_cmpstr (whole, ==, line);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint most = 1; most < 40; most++)
      {
        g_autofree char *part = lp_text_to_line (texts[i], most);

        g_assert_cmpint (g_utf8_strlen (part, -1), ==, most);
      }
}

static void
test_texts_that_fit_are_left_alone (void)
{
  g_autofree char *fit = lp_text_to_fit ("a\x01\x1b" "b\xef\xbf\xbf\xef\xb7\x90\xff\t\r\n");

  g_assert_cmpstr (fit, ==, "a␁␛b\\u{ffff}\\u{fdd0}\\xff\t\r\n");
  g_assert_null (lp_text_to_fit (fit));
  g_assert_null (lp_text_to_fit (""));
  g_assert_null (lp_text_to_fit ("é\t\n\r😀\xc2\x9b\xe2\x80\xae::##[x]"));
}

static char *
read_xml (const char *text)
{
  g_autoptr (GString) xml = g_string_new ("<a>");
  xmlDoc *document;
  xmlChar *content;
  char *copy;

  lp_text_append_xml (xml, text);
  for (const char *c = xml->str; *c != '\0'; c = g_utf8_next_char (c))
    g_assert_false (lp_text_is_hidden (g_utf8_get_char (c)) || lp_text_is_order (c));
  g_string_append (xml, "</a>");

  document = xmlReadMemory (xml->str, xml->len, NULL, NULL, 0);
  g_assert_nonnull (document);
  content = xmlNodeGetContent (xmlDocGetRootElement (document));
  copy = g_strdup ((char *) content);
  xmlFree (content);
  xmlFreeDoc (document);

  return copy;
}

static void
test_readers_of_xml_get_it_back (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *fit = lp_text_to_fit (lines[i].text);
      g_autofree char *content = read_xml (lines[i].text);

      g_assert_cmpstr (content, ==, fit != NULL ? fit : lines[i].text);
    }
}

/* Whatever the bytes are: a line is UTF-8, has nothing hidden but joiners, begins no order, and its
 * line is itself. */
static void
test_random_bytes (void)
{
  static const char *const pieces[] = {
    "::", "##[", " ", "\n", "\r", "\x1b", "\xc2\x9b", "\xe2\x80\xae", "\xe2\x80\x8d", "م", "a",
    "\xff", "\xe2\x80", "😀", "\xef\xbf\xbe", "#", ":", "[", "<", "&", "\xc2\xa0",
  };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint most = g_test_rand_int_range (1, 40);
      g_autofree char *line = NULL;
      g_autofree char *content = NULL;

      for (int n = g_test_rand_int_range (0, 30); n > 0; n--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

      line = lp_text_to_line (text->str, most);
      g_assert_true (g_utf8_validate (line, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (line, -1), <=, most);
      g_assert_false (lp_text_is_order_first (line));
      for (const char *c = line; *c != '\0'; c = g_utf8_next_char (c))
        {
          g_assert_true (g_utf8_get_char (c) == 0x200d || !lp_text_is_hidden (g_utf8_get_char (c)));
          g_assert_false (lp_text_is_order (c));
        }

      content = read_xml (text->str);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/line", test_lines_hold_nothing_hidden);
  g_test_add_func ("/text/lines", test_several_lines_keep_their_breaks);
  g_test_add_func ("/text/long", test_the_middle_of_long_texts_is_left_out);
  g_test_add_func ("/text/fit", test_texts_that_fit_are_left_alone);
  g_test_add_func ("/text/xml", test_readers_of_xml_get_it_back);
  g_test_add_func ("/text/random", test_random_bytes);

  return g_test_run ();
}
