/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint/lettering.h"

#include <string.h>

#define LONG 1000000

static char *
repeat (const char *piece,
        guint       n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);

  return g_string_free (text, FALSE);
}

static void
assert_begins (PangoLayout *layout,
               const char  *text,
               guint        most)
{
  const char *shown = pango_layout_get_text (layout);
  const gsize length = strlen (shown) - strlen ("…");

  g_assert_cmpuint (length, <=, most);
  g_assert_true (g_str_has_suffix (shown, "…"));
  g_assert_true (g_utf8_validate (shown, -1, NULL));
  g_assert_cmpint (strncmp (shown, text, length), ==, 0);
}

/* Pango takes a hundred bytes for each. */
static void
test_of_a_long_text_only_what_shows_is_laid_out (void)
{
  static const char *const pieces[] = { "i", "€", "word ", "\n" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *text = repeat (pieces[i], LONG);
      g_autoptr (PangoLayout) note = lp_lettering_wrap (LP_FONT_NOTE, text, 200, 100);

      assert_begins (lp_lettering_get (LP_FONT_NAME, text, 200), text, 5000);
      assert_begins (lp_lettering_get (LP_FONT_NAME, text, -1), text, 5000);
      assert_begins (note, text, 10000);
    }
}

static void
test_what_fits_is_whole (void)
{
  g_autofree char *text = repeat ("Wide words, ", 100);
  g_autofree char *lines = repeat ("i\n", 50);
  g_autoptr (PangoLayout) note = lp_lettering_wrap (LP_FONT_NOTE, lines, 10, 50 * 20);

  g_assert_cmpstr (pango_layout_get_text (lp_lettering_get (LP_FONT_NAME, text, -1)), ==, text);
  g_assert_cmpstr (pango_layout_get_text (note), ==, lines);
  g_assert_false (pango_layout_is_ellipsized (note));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lettering/long", test_of_a_long_text_only_what_shows_is_laid_out);
  g_test_add_func ("/lettering/whole", test_what_fits_is_whole);

  return g_test_run ();
}
