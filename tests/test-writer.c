/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/writer.h"

#include <glib/gstdio.h>

#include "edits.h"
#include "file/format.h"
#include "file/reader.h"
#include "file/validate.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<design xmlns=\"" LP_FILE_NAMESPACE "\""
#define TAIL "</design>\n"

static void
assert_written (LpDesign   *design,
                const char *wanted)
{
  g_autoptr (GBytes) bytes = lp_file_write_bytes (design);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_strndup (data, size);

  g_assert_cmpstr (text, ==, wanted);
}

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "files", "valid", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

/* Everything in tests/files/valid is as the writer writes it. */
static void
test_canonical_files_keep_every_byte (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "files", "valid", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_files = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (GBytes) before = load (name);
      g_autoptr (GBytes) after = NULL;
      g_autoptr (GError) error = NULL;
      LpDesign *design = lp_file_read_bytes (before, &error);

      g_test_message ("%s", name);
      g_assert_no_error (error);
      after = lp_file_write_bytes (design);
      g_assert_cmpmem (g_bytes_get_data (after, NULL), g_bytes_get_size (after),
                       g_bytes_get_data (before, NULL), g_bytes_get_size (before));
      g_assert_finalize_object (design);
      n_files++;
    }

  g_assert_cmpuint (n_files, >, 1);
}

static void
test_an_empty_design_is_one_tag (void)
{
  g_autoptr (LpDesign) design = lp_design_new ();

  assert_written (design, HEAD "/>\n");
  lp_element_set_text (lp_design_get_root (design), LP_ATTRIBUTE_TITLE, "A");
  assert_written (design, HEAD " title=\"A\"/>\n");
}

static void
test_links_follow_boxes_and_remarks_follow_links (void)
{
  g_autoptr (LpDesign) design = lp_design_new ();
  LpElement *root = lp_design_get_root (design);
  LpElement *client = edits_add_box (design, root, LP_KIND_CLIENT, "client");
  g_autoptr (LpElement) link = lp_link_new (LP_FLOW_REQUEST, client, client);
  g_autoptr (LpElement) waiver = lp_element_new (LP_KIND_WAIVER);
  g_autoptr (LpElement) answer = lp_element_new (LP_KIND_ANSWER);

  lp_element_set_text (waiver, LP_ATTRIBUTE_RULE, "r");
  lp_element_set_text (answer, LP_ATTRIBUTE_TEXT, "Words");
  lp_element_set_text (link, LP_ATTRIBUTE_ID, "l");
  lp_design_add (design, waiver, root, client);
  lp_design_add (design, link, root, client);
  lp_design_add (design, answer, root, NULL);
  edits_add_box (design, root, LP_KIND_DNS, "dns");

  assert_written (design,
                  HEAD ">\n"
                  "  <client id=\"client\"/>\n"
                  "  <dns id=\"dns\"/>\n"
                  "  <link id=\"l\" from=\"client\" to=\"client\" flow=\"request\"/>\n"
                  "  <waiver rule=\"r\"/>\n"
                  "  <answer>Words</answer>\n"
                  TAIL);
}

static void
test_no_text_can_break_out (void)
{
  g_autoptr (LpDesign) design = lp_design_new ();
  LpElement *note = edits_add_box (design, lp_design_get_root (design), LP_KIND_NOTE, "n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LpDesign) again = NULL;
  g_autoptr (GError) error = NULL;

  lp_element_set_text (note, LP_ATTRIBUTE_NAME, "\"'<>&\t\n\r]]>");
  lp_element_set_text (note, LP_ATTRIBUTE_TEXT, "\"'<>&\t\n\r]]>&lt;");
  assert_written (design,
                  HEAD ">\n"
                  "  <note id=\"n\" name=\"&quot;'&lt;&gt;&amp;&#9;&#10;&#13;]]&gt;\">"
                  "\"'&lt;&gt;&amp;\t\n&#13;]]&gt;&amp;lt;</note>\n"
                  TAIL);

  bytes = lp_file_write_bytes (design);
  again = lp_file_read_bytes (bytes, &error);
  g_assert_no_error (error);
  note = lp_design_find (again, "n");
  g_assert_cmpstr (lp_element_get_name (note), ==, "\"'<>&\t\n\r]]>");
  g_assert_cmpstr (lp_element_get_text (note, LP_ATTRIBUTE_TEXT), ==, "\"'<>&\t\n\r]]>&lt;");
}

/* What came in by a clipboard or another program’s file must not make ours unreadable, and neither
 * is any of it lost. */
static void
test_what_xml_cannot_hold_is_shown (void)
{
  g_autoptr (LpDesign) design = lp_design_new ();
  LpElement *note = edits_add_box (design, lp_design_get_root (design), LP_KIND_NOTE, "n");
  const char shown[] = "a␁␟b\\u{fffe}\\u{ffff}ü\\xff\\xc3€😀";
  g_autofree char *wanted = g_strconcat (HEAD ">\n  <note id=\"n\" name=\"", shown, "\"/>\n" TAIL,
                                         NULL);

  lp_element_set_text (note, LP_ATTRIBUTE_NAME, "a\x01\x1f" "b\xef\xbf\xbe\xef\xbf\xbfü\xff\xc3€😀");
  g_assert_cmpstr (lp_element_get_name (note), ==, shown);
  assert_written (design, wanted);
}

static void
test_deep_designs_are_indented (void)
{
  g_autoptr (LpDesign) design = lp_design_new ();
  LpElement *parent = lp_design_get_root (design);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_autofree char *indent = g_strnfill (2 * 40, ' ');
  g_autofree char *deepest = g_strconcat ("\n", indent, "<zone id=\"z40\"/>\n", NULL);

  for (int i = 1; i <= 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("z%d", i);

      parent = edits_add_box (design, parent, LP_KIND_ZONE, id);
    }

  bytes = lp_file_write_bytes (design);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_nonnull (strstr (text, deepest));
}

static void
test_random_designs_are_written_as_they_are_read (void)
{
  guint32 start = g_test_rand_int ();
  guint n = g_test_slow () ? 20000 : 300;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (start + i);
      g_autoptr (LpDesign) design = lp_design_new ();
      g_autoptr (LpDesign) again = NULL;
      g_autoptr (GBytes) once = NULL;
      g_autoptr (GBytes) twice = NULL;
      g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;

      g_test_message ("seed %u", start + i);
      for (int j = 0; j < 80; j++)
        edits_make_random (rand, design);

      once = lp_file_write_bytes (design);
      again = lp_file_read_bytes (once, &error);
      g_assert_no_error (error);
      edits_check_indices (again);
      twice = lp_file_write_bytes (again);
      g_assert_true (g_bytes_equal (once, twice));
      g_assert_true (lp_file_validate (once, messages));
    }
}

static void
test_files_are_saved_and_read_back (void)
{
  g_autofree char *folder = g_dir_make_tmp ("linchpin-writer-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "Ü ber.linchpin", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LpDesign) design = lp_design_new ();
  g_autoptr (LpDesign) again = NULL;
  g_autoptr (GError) error = NULL;

  edits_add_box (design, lp_design_get_root (design), LP_KIND_CLIENT, "client");
  g_assert_true (lp_file_write (design, file, &error));
  g_assert_no_error (error);
  again = lp_file_read (file, &error);
  g_assert_no_error (error);
  g_assert_nonnull (lp_design_find (again, "client"));

  g_unlink (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/writer/canonical", test_canonical_files_keep_every_byte);
  g_test_add_func ("/writer/empty", test_an_empty_design_is_one_tag);
  g_test_add_func ("/writer/order", test_links_follow_boxes_and_remarks_follow_links);
  g_test_add_func ("/writer/escape", test_no_text_can_break_out);
  g_test_add_func ("/writer/unfit", test_what_xml_cannot_hold_is_shown);
  g_test_add_func ("/writer/indent", test_deep_designs_are_indented);
  g_test_add_func ("/writer/random", test_random_designs_are_written_as_they_are_read);
  g_test_add_func ("/writer/save", test_files_are_saved_and_read_back);

  return g_test_run ();
}
