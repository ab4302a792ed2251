/* SPDX-License-Identifier: MIT */
/* What is found in the folder of the drafts, whoever left it there, and in whatever state. */
#include "config.h"

#include "file/draft.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "draw/output/export.h"
#include "file/format.h"
#include "file/templates.h"
#include "file/writer.h"
#include "saving.h"

static const char good_origin[] = "[Origin]\nUri=file:///home/me/a.linchpin\nTitle=Tall\n";

static char *
get_path (const char *name)
{
  g_autofree char *folder = saving_get_recovery ();

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);

  return g_build_filename (folder, name, NULL);
}

static void
put (const char *name,
     const char *content,
     gssize      size)
{
  g_autofree char *path = get_path (name);

  g_assert_true (g_file_set_contents (path, content, size, NULL));
}

static void
put_design (const char *name)
{
  g_autoptr (LpDesign) design = lp_template_open ("task-1", NULL);
  g_autoptr (GBytes) bytes = lp_file_write_bytes (design);

  put (name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
remove_file (const char *name)
{
  g_autofree char *path = get_path (name);

  g_assert_cmpint (g_remove (path), ==, 0);
}

static guint
count_offered (void)
{
  g_autoptr (GPtrArray) drafts = lp_draft_list ();

  return drafts->len;
}

/* The only one that is offered, and taken out of the list. */
static LpDraft *
take_only_one (void)
{
  g_autoptr (GPtrArray) drafts = lp_draft_list ();

  g_assert_cmpuint (drafts->len, ==, 1);

  return g_ptr_array_steal_index (drafts, 0);
}

static LpDraft *
begin_draft (void)
{
  LpDraft *draft = lp_draft_new (NULL);
  g_autoptr (LpDesign) design = lp_template_open ("task-1", NULL);
  g_autoptr (GError) error = NULL;

  lp_draft_write (draft, design, &error);
  g_assert_no_error (error);

  return draft;
}

/* Each row: which of the three files are left, and whether there is work in them. */
static const struct
{
  gboolean design;
  gboolean origin;
  gboolean lock;
} left[] = {
  { TRUE, TRUE, TRUE },
  { TRUE, TRUE, FALSE },
  { TRUE, FALSE, TRUE },
  { TRUE, FALSE, FALSE },
  { FALSE, TRUE, TRUE },
  { FALSE, TRUE, FALSE },
  { FALSE, FALSE, TRUE },
};

static void
test_whichever_files_are_left_work_is_offered_and_rests_go (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (left); i++)
    {
      g_autoptr (GPtrArray) drafts = NULL;

      if (left[i].design)
        put_design ("a.linchpin");
      if (left[i].origin)
        put ("a.origin", good_origin, -1);
      if (left[i].lock)
        put ("a.lock", "", 0);

      drafts = lp_draft_list ();
      g_assert_cmpuint (drafts->len, ==, left[i].design ? 1 : 0);
      if (left[i].design)
        {
          g_autoptr (LpDesign) design = lp_draft_open (drafts->pdata[0], NULL);

          g_assert_nonnull (design);
          g_assert_cmpstr (lp_draft_get_title (drafts->pdata[0]), ==,
                           left[i].origin ? "Tall" : "");
          g_assert_cmpuint (count_offered (), ==, 0);
          lp_draft_discard (drafts->pdata[0]);
        }
      g_assert_cmpuint (saving_count_kept (), ==, 0);
    }
}

/* Somebody was killed while they wrote over a picture in place. */
static void
test_a_picture_that_was_kept_belongs_to_no_file (void)
{
  g_autoptr (LpDesign) design = lp_template_open ("task-1", NULL);
  g_autoptr (GBytes) source = lp_file_write_bytes (design);
  LpExportOptions options = LP_EXPORT_OPTIONS_INIT;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (LpDesign) again = NULL;
  LpDraft *draft;

  options.source = source;
  picture = lp_export_to_bytes (design, NULL, lp_export_find_format ("x.png"), &options, NULL,
                                NULL);
  put ("a.linchpin", g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
  put ("a.origin", good_origin, -1);
  draft = take_only_one ();
  g_assert_nonnull (lp_draft_find_original (draft));
  again = lp_draft_open (draft, NULL);
  g_assert_nonnull (again);
  g_assert_null (lp_draft_find_original (draft));
  lp_draft_discard (draft);
  lp_draft_free (draft);
}

static const struct
{
  const char *content;
  gssize      size;
} damaged[] = {
  { "", 0 },
  { "\0\0\0\0", 4 },
  { "<design", -1 },
  { "<design xmlns=\"urn:linchpin:design:1\">", -1 },
  { "<design xmlns=\"urn:linchpin:design:999\"/>", -1 },
  { "\377\376", 2 },
  { "\211PNG\r\n\032\n", 8 },
};

static void
test_what_is_damaged_stays_until_somebody_discards_it (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr (GError) error = NULL;
      LpDraft *draft;

      put ("a.linchpin", damaged[i].content, damaged[i].size);
      put ("a.origin", good_origin, -1);
      draft = take_only_one ();
      g_assert_null (lp_draft_open (draft, &error));
      g_assert_nonnull (error);
      g_assert_cmpint (error->domain, ==, LP_FILE_ERROR);
      g_assert_nonnull (strstr (error->message, "a.linchpin"));

      /* The user may think about it until the next start. */
      lp_draft_free (draft);
      draft = take_only_one ();
      g_assert_cmpstr (lp_draft_get_title (draft), ==, "Tall");
      lp_draft_discard (draft);
      lp_draft_free (draft);
      g_assert_cmpuint (saving_count_kept (), ==, 0);
      g_assert_cmpuint (count_offered (), ==, 0);
    }
}

/* Each row: an origin, and the title and file that can still be read from it. */
static const struct
{
  const char *origin;
  const char *title;
  const char *uri;
} origins[] = {
  { good_origin, "Tall", "file:///home/me/a.linchpin" },
  { "", "", NULL },
  { "nothing of the kind", "", NULL },
  { "[Origin]\nTit", "", NULL },
  { "[Other]\nTitle=a\n", "", NULL },
  { "[Origin]\nTitle=a\n", "a", NULL },
  { "[Origin]\nTitle=\377\376\n", "", NULL },
  { "[Origin]\nTitle=a\nUri=\n", "a", NULL },
  { "[Origin]\nTitle=a\nUri=../../etc/passwd\n", "a", NULL },
  { "[Origin]\nTitle=a\nUri=file:///a\nDevice=-1\nFolder=x\nVersion=\377\n", "a", "file:///a" },
};

static void
test_a_damaged_origin_costs_only_the_name (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      g_autoptr (LpDraft) draft = NULL;
      g_autoptr (LpDesign) design = NULL;
      g_autofree char *uri = NULL;
      GFile *original;

      put_design ("a.linchpin");
      put ("a.origin", origins[i].origin, -1);
      draft = take_only_one ();
      design = lp_draft_open (draft, NULL);
      g_assert_nonnull (design);
      g_assert_cmpstr (lp_draft_get_title (draft), ==, origins[i].title);
      original = lp_draft_find_original (draft);
      uri = original != NULL ? g_file_get_uri (original) : NULL;
      g_assert_cmpstr (uri, ==, origins[i].uri);
      g_assert_false (lp_draft_is_original_newer (draft));
      lp_draft_discard (draft);
    }
}

/* Reading a pipe would never end. */
static void
test_an_origin_that_is_no_file_is_not_read (void)
{
  g_autofree char *other = get_path ("other");
  g_autofree char *origin = get_path ("a.origin");

  put ("other", good_origin, -1);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LpDraft) draft = NULL;
      g_autoptr (LpDesign) design = NULL;

      put_design ("a.linchpin");
      g_assert_cmpint (i == 0 ? symlink (other, origin) : mkfifo (origin, 0600), ==, 0);
      draft = take_only_one ();
      g_assert_cmpstr (lp_draft_get_title (draft), ==, "");
      design = lp_draft_open (draft, NULL);
      g_assert_nonnull (design);
      lp_draft_discard (draft);
      g_assert_cmpuint (saving_count_kept (), ==, 1);
    }
  remove_file ("other");
}

/* A temporary file of a dead process, of this version or an earlier one, and of one that lives. */
static void
test_unfinished_files_go_with_their_process (void)
{
  g_autofree char *alive = get_path (".linchpin-00000000-00000001");
  int lock;

  put (".linchpin-00000000-00000000", "half", -1);
  put (".linchpin-AbC123", "half", -1);
  put (".linchpin-00000000-00000001", "half", -1);
  lock = open (alive, O_RDWR | O_CLOEXEC);
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);

  g_assert_cmpuint (count_offered (), ==, 0);
  g_assert_cmpuint (saving_count_kept (), ==, 1);
  close (lock);
  g_assert_cmpuint (count_offered (), ==, 0);
  g_assert_cmpuint (saving_count_kept (), ==, 0);
}

static void
test_what_is_not_ours_is_left_alone (void)
{
  g_autofree char *folder = get_path ("folder.linchpin");
  g_autofree char *link_name = get_path ("link.linchpin");

  g_mkdir (folder, 0700);
  g_assert_cmpint (symlink ("/etc/passwd", link_name), ==, 0);
  put ("README", "Hello", -1);
  put (".linchpin", "", 0);
  put (".lock", "", 0);

  g_assert_cmpuint (count_offered (), ==, 0);
  g_assert_cmpuint (saving_count_kept (), ==, 5);

  remove_file ("README");
  remove_file (".linchpin");
  remove_file (".lock");
  remove_file ("folder.linchpin");
  remove_file ("link.linchpin");
}

/* Deletes all that ends so, as somebody does who clears up. */
static void
clear_up (const char *ending)
{
  g_autofree char *folder = saving_get_recovery ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ending))
      remove_file (name);
}

static void
test_a_lock_that_is_deleted_comes_back (void)
{
  g_autoptr (LpDraft) draft = begin_draft ();
  g_autoptr (LpDesign) design = lp_design_new ();

  clear_up (".lock");
  g_assert_true (lp_draft_write (draft, design, NULL));
  g_assert_cmpuint (count_offered (), ==, 0);
  g_assert_cmpuint (saving_count_kept (), ==, 3);

  clear_up (".lock");
  lp_draft_discard (draft);
  g_assert_cmpuint (saving_count_kept (), ==, 0);
}

/* What another process has seen meanwhile and offers, is not touched. */
static void
test_a_name_that_another_has_taken_is_left_to_it (void)
{
  g_autoptr (LpDraft) draft = begin_draft ();
  g_autoptr (LpDesign) design = lp_design_new ();
  g_autoptr (LpDraft) other = NULL;
  g_autoptr (LpDesign) kept = NULL;

  clear_up (".lock");
  other = take_only_one ();
  g_assert_true (lp_draft_write (draft, design, NULL));
  g_assert_cmpuint (saving_count_kept (), ==, 6);
  kept = lp_draft_open (other, NULL);
  g_assert_cmpstr (lp_element_get_text (lp_design_get_root (kept), LP_ATTRIBUTE_TITLE), ==,
                   "Distributed web infrastructure");

  lp_draft_discard (draft);
  g_assert_cmpuint (saving_count_kept (), ==, 3);
  lp_draft_discard (other);
}

static void
test_work_is_not_discarded_that_another_offers (void)
{
  g_autoptr (LpDraft) draft = begin_draft ();
  g_autoptr (LpDraft) other = NULL;

  clear_up (".lock");
  other = take_only_one ();
  lp_draft_discard (draft);
  g_assert_cmpuint (saving_count_kept (), ==, 3);
  lp_draft_discard (other);
}

static void
test_a_folder_that_is_deleted_comes_back (void)
{
  g_autoptr (LpDraft) draft = begin_draft ();
  g_autoptr (LpDesign) design = lp_design_new ();
  g_autofree char *folder = saving_get_recovery ();

  clear_up ("");
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_true (lp_draft_write (draft, design, NULL));
  g_assert_cmpuint (saving_count_kept (), ==, 3);
  lp_draft_discard (draft);
}

/* Whatever is in the way, it is told where, and nothing is left. */
static void
assert_says (const char *reason,
             int         code)
{
  g_autoptr (LpDraft) draft = lp_draft_new (NULL);
  g_autoptr (LpDesign) design = lp_template_open ("task-1", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = saving_get_recovery ();
  g_autofree char *wanted = g_strdup_printf ("Unsaved work cannot be kept in “%s”: %s", folder,
                                             reason);

  for (guint i = 0; i < 2; i++)
    {
      g_clear_error (&error);
      g_assert_false (lp_draft_write (draft, design, &error));
      g_assert_error (error, LP_FILE_ERROR, code);
      g_assert_cmpstr (error->message, ==, wanted);
    }
  lp_draft_discard (draft);
  g_assert_cmpuint (count_offered (), ==, 0);
}

static void
test_a_file_in_the_way_is_told (void)
{
  g_autofree char *recovery = saving_get_recovery ();
  g_autofree char *linchpin = g_path_get_dirname (recovery);
  const char *paths[] = { recovery, linchpin };

  g_assert_cmpint (g_mkdir_with_parents (linchpin, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_rmdir (paths[i]);
      g_assert_true (g_file_set_contents (paths[i], "", 0, NULL));
      assert_says ("Not a directory", LP_FILE_ERROR_UNWRITABLE);
      g_assert_cmpint (g_unlink (paths[i]), ==, 0);
    }
}

static void
test_a_full_disk_is_told (void)
{
  g_autofree char *folder = get_path ("");

  if (!saving_mount (folder, "size=4k"))
    return;

  put ("something", "x", -1);
  assert_says ("No space left on device", LP_FILE_ERROR_NO_SPACE);
  g_assert_cmpuint (saving_count_kept (), ==, 1);
  g_assert_cmpint (umount (folder), ==, 0);
}

static void
test_what_a_read_only_disk_holds_is_offered (void)
{
  g_autofree char *folder = get_path ("");
  g_autoptr (LpDraft) draft = NULL;
  g_autoptr (LpDesign) design = NULL;

  if (!saving_mount (folder, "size=64k"))
    return;

  put_design ("a.linchpin");
  put ("a.lock", "", 0);
  g_assert_cmpint (mount (NULL, folder, NULL, MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
  draft = take_only_one ();
  design = lp_draft_open (draft, NULL);
  g_assert_nonnull (design);
  g_assert_cmpint (umount2 (folder, MNT_DETACH), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *recovery = NULL;
  g_autofree char *linchpin = NULL;
  int status;

  saving_begin ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draft/left/files",
                   test_whichever_files_are_left_work_is_offered_and_rests_go);
  g_test_add_func ("/draft/left/damaged", test_what_is_damaged_stays_until_somebody_discards_it);
  g_test_add_func ("/draft/left/picture", test_a_picture_that_was_kept_belongs_to_no_file);
  g_test_add_func ("/draft/left/origin", test_a_damaged_origin_costs_only_the_name);
  g_test_add_func ("/draft/left/no-file", test_an_origin_that_is_no_file_is_not_read);
  g_test_add_func ("/draft/left/unfinished", test_unfinished_files_go_with_their_process);
  g_test_add_func ("/draft/left/foreign", test_what_is_not_ours_is_left_alone);
  g_test_add_func ("/draft/left/lock", test_a_lock_that_is_deleted_comes_back);
  g_test_add_func ("/draft/left/taken", test_a_name_that_another_has_taken_is_left_to_it);
  g_test_add_func ("/draft/left/offered", test_work_is_not_discarded_that_another_offers);
  g_test_add_func ("/draft/left/folder", test_a_folder_that_is_deleted_comes_back);
  g_test_add_func ("/draft/left/in-the-way", test_a_file_in_the_way_is_told);
  g_test_add_func ("/draft/left/full", test_a_full_disk_is_told);
  g_test_add_func ("/draft/left/read-only", test_what_a_read_only_disk_holds_is_offered);

  status = g_test_run ();
  recovery = saving_get_recovery ();
  linchpin = g_path_get_dirname (recovery);
  g_rmdir (recovery);
  g_rmdir (linchpin);

  return saving_end (status);
}
