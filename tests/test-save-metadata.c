/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/metadata.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "saving.h"

#define ACCESS "system.posix_acl_access"
#define DEFAULT "system.posix_acl_default"

/* A list as the kernel has it (acl(5)): a version, then who may do what. */
typedef struct
{
  guint16 tag;
  guint16 permissions;
  guint32 id;
} Entry;

typedef struct
{
  guint32 version;
  Entry   entries[5];
} List;

enum
{
  OWNER = 0x01,
  USER = 0x02,
  GROUP = 0x04,
  MASK = 0x10,
  OTHERS = 0x20,
};

/* User 1234 may read and write, the group only read, others nothing. The bits of the mode say that
 * the group may write: they are those of the mask. */
static const List list = {
  .version = GUINT32_TO_LE (2),
  .entries = {
    { GUINT16_TO_LE (OWNER), GUINT16_TO_LE (6), GUINT32_TO_LE (G_MAXUINT32) },
    { GUINT16_TO_LE (USER), GUINT16_TO_LE (6), GUINT32_TO_LE (1234) },
    { GUINT16_TO_LE (GROUP), GUINT16_TO_LE (4), GUINT32_TO_LE (G_MAXUINT32) },
    { GUINT16_TO_LE (MASK), GUINT16_TO_LE (6), GUINT32_TO_LE (G_MAXUINT32) },
    { GUINT16_TO_LE (OTHERS), GUINT16_TO_LE (0), GUINT32_TO_LE (G_MAXUINT32) },
  },
};

static gboolean
set (const char *path,
     const char *name,
     const void *value,
     gsize       size)
{
  if (setxattr (path, name, value, size, 0) == 0)
    return TRUE;

  g_assert_cmpint (errno, ==, ENOTSUP);
  g_test_skip ("this file system has no such attributes");

  return FALSE;
}

static void
assert_has (const char *path,
            const char *name,
            const void *value,
            gsize       size)
{
  char there[2000];
  ssize_t length = getxattr (path, name, there, sizeof there);

  g_assert_cmpint (length, >=, 0);
  g_assert_cmpmem (there, length, value, size);
}

static void
assert_has_no (const char *path,
               const char *name)
{
  g_assert_cmpint (getxattr (path, name, NULL, 0), ==, -1);
  g_assert_cmpint (errno, ==, ENODATA);
}

static void
test_a_list_of_who_may_read_stays (Saving       *f,
                                   gconstpointer unused)
{
  struct stat info;

  saving_assert_saves (f->path, "old");
  if (!set (f->path, ACCESS, &list, sizeof list))
    return;

  for (guint i = 0; i < 2; i++)
    {
      saving_assert_saves (f->path, "new");
      assert_has (f->path, ACCESS, &list, sizeof list);
      saving_stat (f->path, &info);
      g_assert_cmpint (info.st_mode & 07777, ==, 0660);
    }
}

static void
test_attributes_stay_whatever_they_say (Saving       *f,
                                        gconstpointer unused)
{
  g_autofree char *large = g_strnfill (700, 'x');

  saving_assert_saves (f->path, "old");
  if (!set (f->path, "user.empty", "", 0))
    return;

  set (f->path, "user.large", large, 700);
  set (f->path, "user.zero", "a\0b", 3);
  set (f->path, "user.xdg.comment", "Ü", 2);
  saving_assert_saves (f->path, "new");
  assert_has (f->path, "user.empty", "", 0);
  assert_has (f->path, "user.large", large, 700);
  assert_has (f->path, "user.zero", "a\0b", 3);
  assert_has (f->path, "user.xdg.comment", "Ü", 2);
}

/* The folder’s list is for new files: an old one without a list stays without. */
static void
test_the_list_of_the_folder_is_for_new_files (Saving       *f,
                                              gconstpointer unused)
{
  g_autofree char *other = g_build_filename (f->folder, "b.linchpin", NULL);
  struct stat info;

  saving_assert_saves (f->path, "old");
  g_chmod (f->path, 0600);
  if (!set (f->folder, DEFAULT, &list, sizeof list))
    return;

  saving_assert_saves (f->path, "new");
  assert_has_no (f->path, ACCESS);
  saving_stat (f->path, &info);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);

  saving_assert_saves (other, "one");
  assert_has (other, ACCESS, &list, sizeof list);
  g_unlink (other);
}

static void
test_all_permissions_stay (Saving       *f,
                           gconstpointer unused)
{
  static const mode_t modes[] = { 0200, 0600, 0606, 0640, 0755, 0777, 02664, 04700, 01666 };
  struct stat info;

  saving_become_user (f->folder);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      saving_assert_saves (f->path, "old");
      g_chmod (f->path, modes[i]);
      saving_assert_saves (f->path, "new");
      saving_stat (f->path, &info);
      g_assert_cmpint (info.st_mode & 07777, ==, modes[i]);
      g_chmod (f->path, 0600);
      saving_assert_content (f->path, "new");
    }
  saving_become_root ();
}

/* What is not needed to use the file must not keep it from being saved; and it is kept for who may
 * set it. */
static void
test_attributes_of_the_system_are_no_hindrance (Saving       *f,
                                                gconstpointer unused)
{
  if (!saving_is_root ())
    return;

  saving_assert_saves (f->path, "old");
  if (setxattr (f->path, "trusted.linchpin", "a", 1, 0) != 0 ||
      setxattr (f->path, "security.linchpin", "b", 1, 0) != 0)
    {
      g_test_skip ("this file system has no such attributes");
      return;
    }

  saving_assert_saves (f->path, "new");
  assert_has (f->path, "trusted.linchpin", "a", 1);
  assert_has (f->path, "security.linchpin", "b", 1);

  g_assert_cmpint (chown (f->path, SAVING_USER, SAVING_USER), ==, 0);
  saving_become_user (f->folder);
  saving_assert_saves (f->path, "newer");
  saving_assert_content (f->path, "newer");
  saving_become_root ();
}

/* As on the file systems of other systems. */
static void
test_without_attributes_all_is_as_before (Saving       *f,
                                          gconstpointer unused)
{
  int old = open ("/proc/self/status", O_RDONLY);
  struct stat info;
  int new;

  saving_assert_saves (f->path, "new");
  new = open (f->path, O_RDWR);
  g_assert_cmpint (fstat (new, &info), ==, 0);
  info.st_mode = 0640;
  g_assert_true (lp_metadata_copy (old, &info, new));
  g_assert_cmpint (fstat (new, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0640);
  close (old);
  close (new);
}

int
main (int   argc,
      char *argv[])
{
  saving_begin ();
  g_test_init (&argc, &argv, NULL);

  SAVING_ADD ("/save/metadata/list", test_a_list_of_who_may_read_stays);
  SAVING_ADD ("/save/metadata/attributes", test_attributes_stay_whatever_they_say);
  SAVING_ADD ("/save/metadata/folder", test_the_list_of_the_folder_is_for_new_files);
  SAVING_ADD ("/save/metadata/permissions", test_all_permissions_stay);
  SAVING_ADD ("/save/metadata/system", test_attributes_of_the_system_are_no_hindrance);
  SAVING_ADD ("/save/metadata/none", test_without_attributes_all_is_as_before);

  return saving_end (g_test_run ());
}
