/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/draft.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/format.h"
#include "file/limits.h"
#include "file/load.h"
#include "file/lock.h"
#include "file/origin.h"
#include "file/png-source.h"
#include "file/reader.h"
#include "file/replace.h"
#include "file/target.h"
#include "file/writer.h"

/* Three files of one name: the design, what it belongs to, and the lock of its process. */
#define DESIGN ".linchpin"
#define ORIGIN ".origin"
#define LOCK ".lock"

#define TRIES 8

struct _LpDraft
{
  char     *base;       /* The path without its ending; NULL before the first write. */
  int       lock;       /* A descriptor, or -1. */
  LpOrigin  origin;
  gint64    time;
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
  lp_origin_set_title (&self->origin, "");
  lp_origin_set_file (&self->origin, original);

  return self;
}

void
lp_draft_free (LpDraft *self)
{
  lp_lock_release (&self->lock);
  lp_origin_clear (&self->origin);
  g_free (self->base);
  g_free (self);
}

GFile *
lp_draft_find_original (LpDraft *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->origin.file;
}

void
lp_draft_set_original (LpDraft *self,
                       GFile   *original)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (original == NULL || G_IS_FILE (original));

  lp_origin_set_file (&self->origin, original);
}

LpStamp *
lp_draft_find_stamp (LpDraft *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->origin.stamp;
}

void
lp_draft_set_stamp (LpDraft *self,
                      LpStamp   *stamp)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (stamp != NULL);

  lp_origin_set_stamp (&self->origin, stamp);
}

gboolean
lp_draft_is_original_newer (LpDraft *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return lp_origin_is_newer (&self->origin, self->time);
}

const char *
lp_draft_get_title (LpDraft *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->origin.title;
}

gint64
lp_draft_get_time (LpDraft *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->time;
}

static gboolean
fail (int      number,
      GError **error)
{
  g_autofree char *folder = get_folder ();
  gboolean is_full = number == ENOSPC || number == EDQUOT;

  g_set_error (error, LP_FILE_ERROR, is_full ? LP_FILE_ERROR_NO_SPACE : LP_FILE_ERROR_UNWRITABLE,
               _("Unsaved work cannot be kept in “%s”: %s"), folder, g_strerror (number));

  return FALSE;
}

/* Makes sure that the name is ours still. Somebody may have taken the lock for rubbish and deleted
 * it, or the whole folder; and if another process has seen that, the name is not ours any more. */
static gboolean
hold (LpDraft *self)
{
  g_autofree char *path = self->base != NULL ? get_path (self, LOCK) : NULL;

  if (path == NULL || lp_lock_is_held (self->lock))
    return path != NULL;

  lp_lock_release (&self->lock);
  self->lock = lp_lock_take (path, O_CREAT | O_EXCL);

  return self->lock >= 0;
}

/* Takes the name that it had before, if possible, or one that nobody has. */
static gboolean
claim (LpDraft  *self,
       GError  **error)
{
  g_autofree char *folder = get_folder ();
  int number = 0;

  if (lp_lock_is_held (self->lock))
    return TRUE;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (errno, error);

  for (guint i = 0; i < TRIES && !hold (self); i++)
    {
      g_autofree char *name = NULL;

      number = self->base != NULL ? errno : 0;
      if (number != 0 && number != EEXIST && number != EWOULDBLOCK)
        break;

      name = g_uuid_string_random ();
      g_free (self->base);
      self->base = g_build_filename (folder, name, NULL);
    }

  return self->lock >= 0 || fail (number, error);
}

static gboolean
save (LpDraft     *self,
      const char  *ending,
      GBytes      *bytes,
      GError     **error)
{
  g_autofree char *path = get_path (self, ending);
  g_auto (LpSaveTarget) target = { .folder = -1 };
  int number = lp_target_open (&target, path);
  struct stat written;

  if (number == 0)
    number = lp_replace (&target, bytes, -1, NULL, &written);
  if (number == 0)
    number = lp_target_sync (&target);

  return number == 0 || fail (number, error);
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

  lp_origin_set_title (&self->origin, title);
  self->time = g_get_real_time () / G_USEC_PER_SEC;
  lp_origin_ask (&self->origin);
  origin = lp_origin_describe (&self->origin);

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

  for (guint i = 0; i < G_N_ELEMENTS (endings) && hold (self); i++)
    {
      g_autofree char *path = get_path (self, endings[i]);

      g_unlink (path);
    }

  lp_lock_release (&self->lock);
  g_clear_pointer (&self->base, g_free);
}

/* Whether there is something of this name that we would not have written. */
static gboolean
is_foreign (const char *path)
{
  struct stat info;

  return lstat (path, &info) == 0 && !S_ISREG (info.st_mode);
}

/* What is left under the name @base, or NULL where its process lives or it kept nothing. A kill, or
 * somebody who clears up, can leave any of the three files without the others: without its lock it
 * is nobody’s, as its process would have taken that first. */
static LpDraft *
find_left_behind (const char *base)
{
  g_autoptr (LpDraft) self = lp_draft_new (NULL);
  g_autofree char *lock = g_strconcat (base, LOCK, NULL);
  g_autofree char *design = g_strconcat (base, DESIGN, NULL);
  g_autofree char *path = NULL;
  struct stat info;

  if (is_foreign (design) || (self->lock = lp_lock_take (lock, O_CREAT)) < 0)
    return NULL;

  self->base = g_strdup (base);
  if (lstat (design, &info) != 0)
    {
      if (errno == ENOENT)
        lp_draft_discard (self);
      return NULL;
    }

  self->time = info.st_mtime;
  path = get_path (self, ORIGIN);
  if (!is_foreign (path))
    lp_origin_read (&self->origin, path);

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

/* The name without its ending, or NULL where it is none of ours. */
static char *
find_base (const char *folder,
           const char *name)
{
  static const char *const endings[] = { DESIGN, ORIGIN, LOCK };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]) && !g_str_equal (name, endings[i]))
      {
        g_autofree char *own = g_strndup (name, strlen (name) - strlen (endings[i]));

        return g_build_filename (folder, own, NULL);
      }

  return NULL;
}

/* A set of all names in @folder without their endings. What writing has left unfinished is cleared
 * away: the whole one before it is still there. */
static GHashTable *
list_bases (const char *folder)
{
  GHashTable *bases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  int descriptor = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      char *base = find_base (folder, name);

      if (base != NULL)
        g_hash_table_add (bases, base);
      else if (g_str_has_prefix (name, LP_REPLACE_PREFIX))
        lp_replace_drop (descriptor, name);
    }

  if (descriptor >= 0)
    close (descriptor);

  return bases;
}

GPtrArray *
lp_draft_list (void)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) lp_draft_free);
  g_autofree char *folder = get_folder ();
  g_autoptr (GHashTable) bases = list_bases (folder);
  GHashTableIter iter;
  gpointer base;

  g_hash_table_iter_init (&iter, bases);
  while (g_hash_table_iter_next (&iter, &base, NULL))
    {
      LpDraft *draft = find_left_behind (base);

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
  g_autoptr (GBytes) bytes = NULL;
  LpDesign *design;

  g_return_val_if_fail (self != NULL && self->base != NULL, NULL);

  path = get_path (self, DESIGN);
  file = g_file_new_for_path (path);
  bytes = lp_file_load (file, LP_FILE_MAX_SIZE, error);
  design = bytes != NULL ? lp_file_read_bytes (bytes, error) : NULL;
  if (design == NULL)
    {
      g_autofree char *shown = g_filename_display_name (path);
      g_autofree char *where = g_strdup_printf (_("What was kept is in “%s”, and Linchpin cannot "
                                                  "read it."), shown);

      g_prefix_error (error, "%s ", where);
      return NULL;
    }

  /* Of a picture that was written over in place: that is no place to save a design to. */
  if (lp_png_source_is_png (bytes))
    lp_draft_set_original (self, NULL);
  lp_history_mark_unsaved (lp_design_get_history (design));

  return design;
}
