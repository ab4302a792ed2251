/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/reader.h"
#include "file/writer.h"

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

  g_assert_cmpuint (n_files, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/writer/canonical", test_canonical_files_keep_every_byte);

  return g_test_run ();
}
