/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/reader.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/format.h"
#include "file/writer.h"

#define HEAD "<design xmlns=\"" LP_FILE_NAMESPACE "\">\n"
#define TAIL "</design>\n"

static LpDesign *
read_text (const char *text,
           gssize      size,
           GError    **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size < 0 ? strlen (text) : (gsize) size);

  return lp_file_read_bytes (bytes, error);
}

static char *
write_text (LpDesign *design)
{
  g_autoptr (GBytes) bytes = lp_file_write_bytes (design);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (data, size);
}

/* tests/files/invalid/NAME.linchpin cannot be read, and NAME.expected says how. */
static void
test_file_is_refused (gconstpointer data)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "files", "invalid", NULL);
  g_autofree char *name = g_strconcat (data, ".linchpin", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *expected = NULL;
  g_autofree char *wanted = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  name = (g_free (name), g_strconcat (data, ".expected", NULL));
  expected = g_build_filename (folder, name, NULL);
  g_assert_true (g_file_get_contents (expected, &wanted, NULL, NULL));
  g_strchomp (wanted);

  g_assert_null (lp_file_read (file, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (error->domain, ==, LP_FILE_ERROR);
  g_assert_cmpstr (error->message, ==, wanted);
}

static void
assert_refused (const char  *text,
                gssize       size,
                LpFileError  code,
                const char  *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text (text, size, &error));
  g_assert_error (error, LP_FILE_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
}

/* What no editor would keep in a file of the repository. */
static void
test_bytes_that_are_no_text_are_refused (void)
{
  static const char utf16[] = "\xff\xfe<\0d\0e\0s\0i\0g\0n\0";

  assert_refused ("", 0, LP_FILE_ERROR_NOT_A_DESIGN, "The file is empty");
  assert_refused (HEAD "\0" TAIL, sizeof HEAD "\0" TAIL - 1, LP_FILE_ERROR_NOT_A_DESIGN,
                  "Line 2: there is a zero byte, this is not a text file");
  assert_refused (HEAD "\n<!-- \xc3( -->" TAIL, -1, LP_FILE_ERROR_NOT_A_DESIGN,
                  "Line 3: this is not text in UTF-8");
  assert_refused (utf16, sizeof utf16, LP_FILE_ERROR_NOT_A_DESIGN,
                  "Line 1: this is not text in UTF-8");
}

static void
test_encodings_other_than_utf8_are_not_believed (void)
{
  const char *text = "<?xml version='1.0' encoding='ISO-8859-1'?>" HEAD
                     "<client id=\"a\" name=\"Grüße\"/>" TAIL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LpDesign) design = read_text (text, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lp_element_get_name (lp_design_find (design, "a")), ==, "Grüße");
}

static void
assert_file_is_refused (const char  *path,
                        LpFileError  code,
                        const char  *message)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (lp_file_read (file, &error));
  g_assert_error (error, LP_FILE_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_what_is_no_file_is_refused (void)
{
  g_autofree char *folder = g_dir_make_tmp ("linchpin-reader-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "secret.linchpin", NULL);
  g_autofree char *below = g_build_filename (path, "below", NULL);

  assert_file_is_refused (folder, LP_FILE_ERROR_UNREADABLE, "This is a folder, not a design");
  assert_file_is_refused (path, LP_FILE_ERROR_UNREADABLE, "There is no such file");

  g_assert_true (g_file_set_contents (path, HEAD TAIL, -1, NULL));
  assert_file_is_refused (below, LP_FILE_ERROR_UNREADABLE, "There is no such file");

  /* Root may read everything. */
  g_chmod (path, 0);
  if (geteuid () != 0)
    assert_file_is_refused (path, LP_FILE_ERROR_UNREADABLE, "You may not read this file");

  g_unlink (path);
  g_rmdir (folder);
}

static void
test_200_megabytes_are_refused_at_once (void)
{
  g_autofree char *folder = g_dir_make_tmp ("linchpin-reader-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "large.linchpin", NULL);

  /* The disk has nothing of it but the length. */
  g_assert_true (g_file_set_contents (path, HEAD, -1, NULL));
  g_assert_cmpint (truncate (path, 200 * 1024 * 1024), ==, 0);
  assert_file_is_refused (path, LP_FILE_ERROR_TOO_LARGE,
                          "The file has more than 128 MiB, far more than is needed");
  g_unlink (path);
  g_rmdir (folder);

  if (g_file_test ("/dev/zero", G_FILE_TEST_EXISTS))
    assert_file_is_refused ("/dev/zero", LP_FILE_ERROR_TOO_LARGE,
                            "The file has more than 128 MiB, far more than is needed");
}

static char *
repeat (const char *head,
        const char *piece,
        guint       n,
        const char *tail)
{
  GString *text = g_string_new (head);

  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
  g_string_append (text, tail);

  return g_string_free (text, FALSE);
}

/* Each of these would take minutes, gigabytes or the whole stack if it were believed. */
static void
test_hostile_files_are_refused_soon (void)
{
  g_autofree char *zones = repeat (HEAD, "<zone id=\"z\">", 1000000, "");
  g_autofree char *foreign = repeat (HEAD, "<a xmlns=\"b\">", 1000000, "");
  g_autofree char *attributes = repeat (HEAD "<dns id=\"d\" ", "a=\"\" ", 1000000, "/>" TAIL);

  assert_refused (zones, -1, LP_FILE_ERROR_TOO_LARGE,
                  "Line 2: elements stand more than 64 deep in each other");
  assert_refused (foreign, -1, LP_FILE_ERROR_TOO_LARGE,
                  "Line 2: elements stand more than 64 deep in each other");
  assert_refused (attributes, -1, LP_FILE_ERROR_TOO_LARGE,
                  "Line 2: there are more than 256 attributes in one tag");
}

static void
test_lines_are_right_after_65535 (void)
{
  g_autofree char *text = repeat (HEAD, "\n", 100000, "<client\nid=\"a b\"\n/>" TAIL);

  assert_refused (text, -1, LP_FILE_ERROR_INVALID,
                  "Line 100002: the id “a b” may only have letters, digits, “-”, “_” and “.”");
}

static void
test_links_may_stand_before_what_they_join (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  LpDesign *design = read_text (HEAD
                                "<link id=\"l\" from=\"a\" to=\"b\" flow=\"request\"/>"
                                "<client id=\"a\"/><server id=\"s\"><web-server id=\"b\"/></server>"
                                TAIL, -1, &error);

  g_assert_no_error (error);
  g_assert_true (lp_link_get_to (lp_design_find (design, "l")) == lp_design_find (design, "b"));
  text = write_text (design);
  g_assert_cmpstr (text, ==,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   HEAD
                   "  <client id=\"a\"/>\n"
                   "  <server id=\"s\">\n"
                   "    <web-server id=\"b\"/>\n"
                   "  </server>\n"
                   "  <link id=\"l\" from=\"a\" to=\"b\" flow=\"request\"/>\n"
                   TAIL);
  g_assert_finalize_object (design);
}

static void
test_there_is_nothing_to_undo (void)
{
  g_autoptr (LpDesign) design = read_text (HEAD "<client id=\"a\"/>" TAIL, -1, NULL);
  LpHistory *history = lp_design_get_history (design);

  g_assert_false (lp_history_can_undo (history));
  g_assert_false (lp_history_can_redo (history));
  g_assert_true (lp_history_is_saved (history));
}

static void
test_texts_are_kept_to_the_letter (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LpDesign) again = NULL;
  g_autofree char *text = NULL;
  LpDesign *design = read_text (HEAD
                                "<note id=\"n\"> one\r\n<![CDATA[<two>]]>&amp;&#13;&#xfc; </note>"
                                "<client id=\"c\" name=\"&#9;&#10;a&quot;&apos;\tb\"/>"
                                TAIL, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lp_element_get_text (lp_design_find (design, "n"), LP_ATTRIBUTE_TEXT), ==,
                   " one\n<two>&\rü ");
  g_assert_cmpstr (lp_element_get_name (lp_design_find (design, "c")), ==, "\t\na\"' b");

  text = write_text (design);
  again = read_text (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lp_element_get_text (lp_design_find (again, "n"), LP_ATTRIBUTE_TEXT), ==,
                   " one\n<two>&\rü ");
  g_assert_cmpstr (lp_element_get_name (lp_design_find (again, "c")), ==, "\t\na\"' b");
  g_object_unref (design);
}

static void
test_what_is_said_anyway_is_left_out (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (LpDesign) design =
    read_text (HEAD
               "<dns id=\"d\" managed=\"true\" name=\"\" x=\" 0 \" availability=\"0.9999\"/>"
               "<database id=\"b\" promotion=\"manual\" role=\"primary\" managed=\"0\"/>"
               "<cache id=\"k\" managed=\"1\"/>"
               TAIL, -1, &error);

  g_assert_no_error (error);
  text = write_text (design);
  g_assert_cmpstr (text, ==,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   HEAD
                   "  <dns id=\"d\" availability=\"0.9999\" x=\"0\"/>\n"
                   "  <database id=\"b\"/>\n"
                   "  <cache id=\"k\" managed=\"true\"/>\n"
                   TAIL);
}

/* Cut off anywhere, or with any byte changed, a file is refused or read; it never breaks us. */
static void
test_damaged_files_break_nothing (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "files", "valid", "others.linchpin",
                                                 NULL);
  g_autofree char *text = NULL;
  g_autofree char *copy = NULL;
  gsize size;
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint n = g_test_slow () ? 1000000 : 5000;

  g_test_message ("seed %u", seed);
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  copy = g_malloc (size);

  /* All but the last, the line break. */
  for (gsize i = 0; i < size - 1; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (text, i, &error));
      g_assert_nonnull (error);
    }

  for (guint i = 0; i < n; i++)
    {
      LpDesign *design;

      memcpy (copy, text, size);
      for (int j = g_rand_int_range (rand, 1, 4); j > 0; j--)
        copy[g_rand_int_range (rand, 0, size)] =
          g_rand_boolean (rand) ? (char) g_rand_int (rand) : text[g_rand_int_range (rand, 0, size)];
      design = read_text (copy, size, NULL);
      if (design != NULL)
        {
          g_autofree char *once = write_text (design);
          g_autoptr (LpDesign) again = read_text (once, -1, NULL);
          g_autofree char *twice = again != NULL ? write_text (again) : NULL;

          g_assert_cmpstr (once, ==, twice);
          g_assert_finalize_object (design);
        }
    }
}

static void
add_refused_files (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "files", "invalid", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".linchpin"))
      {
        char *base = g_strndup (name, strlen (name) - strlen (".linchpin"));
        g_autofree char *path = g_strconcat ("/reader/refused/", base, NULL);

        g_test_add_data_func_full (path, base, test_file_is_refused, g_free);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_refused_files ();
  g_test_add_func ("/reader/no-text", test_bytes_that_are_no_text_are_refused);
  g_test_add_func ("/reader/encoding", test_encodings_other_than_utf8_are_not_believed);
  g_test_add_func ("/reader/no-file", test_what_is_no_file_is_refused);
  g_test_add_func ("/reader/large", test_200_megabytes_are_refused_at_once);
  g_test_add_func ("/reader/hostile", test_hostile_files_are_refused_soon);
  g_test_add_func ("/reader/lines", test_lines_are_right_after_65535);
  g_test_add_func ("/reader/order", test_links_may_stand_before_what_they_join);
  g_test_add_func ("/reader/history", test_there_is_nothing_to_undo);
  g_test_add_func ("/reader/texts", test_texts_are_kept_to_the_letter);
  g_test_add_func ("/reader/standard", test_what_is_said_anyway_is_left_out);
  g_test_add_func ("/reader/damaged", test_damaged_files_break_nothing);

  return g_test_run ();
}
