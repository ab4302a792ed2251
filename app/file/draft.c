/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/draft.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/format.h"
#include "file/reader.h"
#include "file/save.h"
#include "file/writer.h"

/* Three files of one name: the design, what it belongs to, and an empty one that its process holds
 * locked. The kernel lets go of the lock when the process is gone, which no file with a process
 * number in it can know. */
#define DESIGN ".linchpin"
#define ORIGIN ".origin"
#define LOCK ".lock"

#define GROUP "Origin"

struct _LpDraft
{
  char   *base;         /* The path without its ending; NULL before the first write. */
  int     lock;         /* A descriptor, or -1. */
  GFile  *original;     /* Or NULL. */
  char   *title;
  gint64  time;
};

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "linchpin", "recovery", NULL);
}

static char *
get_path (LpDraft    *self,
          const char *ending)
{
  return g_strconcat (self->base, ending, NULL);
}

LpDraft *
lp_draft_new (GFile *original)
{
  LpDraft *self = g_new0 (LpDraft, 1);

  self->lock = -1;
  self->title = g_strdup ("");
  lp_draft_set_original (self, original);

  return self;
}

void
lp_draft_free (LpDraft *self)
{
  if (self->lock >= 0)
    close (self->lock);
  g_clear_object (&self->original);
  g_free (self->title);
  g_free (self->base);
  g_free (self);
}

GFile *
lp_draft_find_original (LpDraft *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->original;
}

void
lp_draft_set_original (LpDraft *self,
                       GFile   *original)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (original == NULL || G_IS_FILE (original));

  g_set_object (&self->original, original);
}

const char *
lp_draft_get_title (LpDraft *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->title;
}

gint64
lp_draft_get_time (LpDraft *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->time;
}

/* Locks @path, or returns -1 where another process has it. A file that was deleted meanwhile is not
 * the one that others will see. */
static int
take_lock (const char *path,
           int         flags)
{
  int descriptor = open (path, O_RDWR | O_CLOEXEC | flags, 0600);
  struct stat info;

  if (descriptor < 0)
    return -1;

  if (flock (descriptor, LOCK_EX | LOCK_NB) == 0 && fstat (descriptor, &info) == 0 &&
      info.st_nlink > 0)
    return descriptor;

  close (descriptor);
  return -1;
}

/* Finds a name that nobody has, and takes it. */
static gboolean
claim (LpDraft  *self,
       GError  **error)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *name = g_uuid_string_random ();
  g_autofree char *base = g_build_filename (folder, name, NULL);
  g_autofree char *path = g_strconcat (base, LOCK, NULL);

  if (self->base != NULL)
    return TRUE;

  if (g_mkdir_with_parents (folder, 0700) != 0 ||
      (self->lock = take_lock (path, O_CREAT | O_EXCL)) < 0)
    {
      g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_UNWRITABLE,
                   _("Unsaved work cannot be kept in “%s”: %s"), folder, g_strerror (errno));
      return FALSE;
    }

  self->base = g_steal_pointer (&base);

  return TRUE;
}

static gboolean
save (LpDraft     *self,
      const char  *ending,
      GBytes      *bytes,
      GError     **error)
{
  g_autofree char *path = get_path (self, ending);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return lp_file_save (file, bytes, error);
}

static GBytes *
describe_origin (LpDraft *self)
{
  g_autoptr (GKeyFile) origin = g_key_file_new ();
  g_autofree char *uri = NULL;
  char *data;
  gsize size;

  if (self->original != NULL)
    {
      uri = g_file_get_uri (self->original);
      g_key_file_set_string (origin, GROUP, "Uri", uri);
    }
  g_key_file_set_string (origin, GROUP, "Title", self->title);
  data = g_key_file_to_data (origin, &size, NULL);

  return g_bytes_new_take (data, size);
}

gboolean
lp_draft_write_bytes (LpDraft     *self,
                      GBytes      *bytes,
                      const char  *title,
                      GError     **error)
{
  g_autoptr (GBytes) origin = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);
  g_return_val_if_fail (title != NULL, FALSE);

  g_free (self->title);
  self->title = g_strdup (title);
  self->time = g_get_real_time () / G_USEC_PER_SEC;
  origin = describe_origin (self);

  /* The origin first: a design without one would be offered as one that was never saved. */
  return claim (self, error) && save (self, ORIGIN, origin, error) &&
         save (self, DESIGN, bytes, error);
}

gboolean
lp_draft_write (LpDraft   *self,
                LpDesign  *design,
                GError   **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (LP_IS_DESIGN (design), FALSE);

  bytes = lp_file_write_bytes (design);

  return lp_draft_write_bytes (self, bytes, lp_element_get_text (lp_design_get_root (design),
                                                                 LP_ATTRIBUTE_TITLE), error);
}

void
lp_draft_discard (LpDraft *self)
{
  /* The lock is the last: as long as it is there, it says whose the others are. */
  static const char *const endings[] = { DESIGN, ORIGIN, LOCK };

  g_return_if_fail (self != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (endings) && self->base != NULL; i++)
    {
      g_autofree char *path = get_path (self, endings[i]);

      g_unlink (path);
    }

  if (self->lock >= 0)
    close (self->lock);
  self->lock = -1;
  g_clear_pointer (&self->base, g_free);
}

static void
read_origin (LpDraft *self)
{
  g_autoptr (GKeyFile) origin = g_key_file_new ();
  g_autofree char *path = get_path (self, ORIGIN);
  g_autofree char *uri = NULL;
  g_autofree char *title = NULL;

  g_key_file_load_from_file (origin, path, G_KEY_FILE_NONE, NULL);
  uri = g_key_file_get_string (origin, GROUP, "Uri", NULL);
  title = g_key_file_get_string (origin, GROUP, "Title", NULL);

  if (uri != NULL)
    self->original = g_file_new_for_uri (uri);
  if (title != NULL)
    {
      g_free (self->title);
      self->title = g_steal_pointer (&title);
    }
}

/* What the lock file @path stands for, or NULL where its process lives or it kept nothing. */
static LpDraft *
find_left_behind (const char *path)
{
  g_autoptr (LpDraft) self = lp_draft_new (NULL);
  g_autofree char *design = NULL;
  struct stat info;

  if ((self->lock = take_lock (path, 0)) < 0)
    return NULL;

  self->base = g_strndup (path, strlen (path) - strlen (LOCK));
  design = get_path (self, DESIGN);
  if (g_stat (design, &info) != 0)
    {
      lp_draft_discard (self);
      return NULL;
    }

  self->time = info.st_mtime;
  read_origin (self);

  return g_steal_pointer (&self);
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const LpDraft *left = *(LpDraft *const *) a;
  const LpDraft *right = *(LpDraft *const *) b;

  if (left->time != right->time)
    return left->time > right->time ? -1 : 1;

  return g_strcmp0 (left->base, right->base);
}

GPtrArray *
lp_draft_list (void)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lp_draft_free);
  g_autofree char *folder = get_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      LpDraft *draft = g_str_has_suffix (name, LOCK) ? find_left_behind (path) : NULL;

      if (draft != NULL)
        g_ptr_array_add (drafts, draft);
    }

  g_ptr_array_sort (drafts, compare_newest_first);

  return drafts;
}

LpDesign *
lp_draft_open (LpDraft  *self,
               GError  **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  LpDesign *design;

  g_return_val_if_fail (self != NULL && self->base != NULL, NULL);

  path = get_path (self, DESIGN);
  file = g_file_new_for_path (path);
  design = lp_file_read (file, error);
  if (design != NULL)
    lp_history_mark_unsaved (lp_design_get_history (design));

  return design;
}
