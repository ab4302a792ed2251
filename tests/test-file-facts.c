/* SPDX-License-Identifier: MIT */
/* What files are called, and what is proposed to call one. */
#include "config.h"

#include "document/file-facts.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

#include "model/text.h"

static const struct
{
  const char *name;
  const char *made;
} names[] = {
  { "Secured web stack", "Secured web stack.linchpin" },
  { "Büro “é” 日本 👩", "Büro “é” 日本 👩.linchpin" },
  { "", "Untitled Design.linchpin" },
  { "\n\t ", "Untitled Design.linchpin" },
  { "...", "Untitled Design.linchpin" },
  { "a/b", "a-b.linchpin" },
  { "..", "Untitled Design.linchpin" },
  { "a\nb/../..\xe2\x80\xae" "c", "a b-..-..c.linchpin" },
  { ".hidden", "hidden.linchpin" },
  { " a \r\n", "a.linchpin" },
  { "a\x1b[31m\x7f\xc2\x9b" "b", "a[31mb.linchpin" },
  { "a\xe2\x80\x8b\xef\xbb\xbf\xc2\xad\xe2\x81\xa6" "b", "ab.linchpin" },
  { "a\xe2\x80\xa8" "b", "a b.linchpin" },
  { "a\xff" "b", "a\xef\xbf\xbd" "b.linchpin" },
};

static void
test_a_proposed_name_is_what_it_looks_like (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *made = lp_file_facts_make_name (names[i].name, ".linchpin");

      g_assert_cmpstr (made, ==, names[i].made);
    }
}

/* Letters of one to four bytes, so that the end falls on each of their bytes. */
static void
test_a_proposed_name_fits_into_any_folder (void)
{
  static const char *const letters[] = { "a", "é", "日", "👩" };
  g_autofree char *folder = g_dir_make_tmp ("linchpin-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    for (guint shift = 0; shift < 4; shift++)
      {
        g_autoptr (GString) name = g_string_new (NULL);
        g_autofree char *made = NULL, *path = NULL;
        int file;

        for (guint k = 0; k < shift; k++)
          g_string_append_c (name, 'x');
        for (guint k = 0; k < 1000; k++)
          g_string_append (name, letters[i]);
        made = lp_file_facts_make_name (name->str, " (copy).linchpin");
        path = g_build_filename (folder, made, NULL);
        g_assert_cmpuint (strlen (made), <=, 255);
        g_assert_cmpuint (strlen (made), >, 255 - strlen (letters[i]));
        g_assert_true (g_utf8_validate (made, -1, NULL));
        g_assert_true (g_str_has_suffix (made, " (copy).linchpin"));
        file = g_creat (path, 0600);
        g_assert_cmpint (file, >=, 0);
        g_close (file, NULL);
        g_unlink (path);
      }
  g_rmdir (folder);
}

static void
test_a_name_that_is_shown_hides_nothing (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/tmp/bad\nevil\xff\xe2\x80\xaeZ.linchpin");
  g_autofree char *name = lp_file_facts_dup_name (file);

  g_assert_cmpstr (name, ==, "bad␊evil\\xff\\u{202e}Z.linchpin");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/file-facts/proposed", test_a_proposed_name_is_what_it_looks_like);
  g_test_add_func ("/file-facts/long", test_a_proposed_name_fits_into_any_folder);
  g_test_add_func ("/file-facts/shown", test_a_name_that_is_shown_hides_nothing);

  return g_test_run ();
}
