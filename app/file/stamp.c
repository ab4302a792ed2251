/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/stamp.h"

#include <errno.h>
#include <fcntl.h>

#include "file/target.h"

#define NO_FILE ""

struct _LpStamp
{
  char    *version;     /* Of the content; NULL where it is unknown. */
  gboolean is_etag;
  guint64  device;      /* Both 0 where they are unknown. */
  guint64  folder;
};

/* Takes @version over. */
static LpStamp *
make (char    *version,
      gboolean is_etag,
      guint64  device,
      guint64  folder)
{
  LpStamp *self = g_atomic_rc_box_new0 (LpStamp);

  self->version = version;
  self->is_etag = is_etag;
  self->device = device;
  self->folder = folder;

  return self;
}

LpStamp *
lp_stamp_new_from_etag (const char *etag)
{
  return make (g_strdup (etag), etag != NULL, 0, 0);
}

/* What is no file has no content that could be compared. */
static char *
make_version (const struct stat *info)
{
  if (info == NULL)
    return g_strdup (NO_FILE);

  if (!S_ISREG (info->st_mode))
    return NULL;

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%09ld %" G_GINT64_FORMAT,
                          (gint64) info->st_mtim.tv_sec, (long) info->st_mtim.tv_nsec,
                          (gint64) info->st_size);
}

LpStamp *
lp_stamp_new_from_stat (const struct stat *folder,
                        const struct stat *info)
{
  g_return_val_if_fail (folder != NULL, NULL);

  return make (make_version (info), FALSE, folder->st_dev, folder->st_ino);
}

static LpStamp *
make_here (const char *path)
{
  g_auto (LpSaveTarget) target = { .folder = -1 };
  struct stat folder, info;

  if (lp_target_open (&target, path) != 0 || fstat (target.folder, &folder) != 0)
    return make (NULL, FALSE, 0, 0);

  if (fstatat (target.folder, target.name, &info, 0) == 0)
    return lp_stamp_new_from_stat (&folder, &info);

  return errno == ENOENT ? lp_stamp_new_from_stat (&folder, NULL)
                         : make (NULL, FALSE, folder.st_dev, folder.st_ino);
}

static LpStamp *
make_far_away (GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_ETAG_VALUE, G_FILE_QUERY_INFO_NONE, NULL,
                            &error);
  if (info != NULL)
    return lp_stamp_new_from_etag (g_file_info_get_etag (info));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return make (g_strdup (NO_FILE), FALSE, 0, 0);

  return make (NULL, FALSE, 0, 0);
}

LpStamp *
lp_stamp_new (GFile *file)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  path = g_file_is_native (file) ? g_file_get_path (file) : NULL;

  return path != NULL ? make_here (path) : make_far_away (file);
}

LpStamp *
lp_stamp_ref (LpStamp *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  LpStamp *self = data;

  g_free (self->version);
}

void
lp_stamp_unref (LpStamp *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

gboolean
lp_stamp_knows_content (LpStamp *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->version != NULL;
}

gboolean
lp_stamp_is_there (LpStamp *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_strcmp0 (self->version, NO_FILE) != 0;
}

gboolean
lp_stamp_has_changed (LpStamp *self,
                      LpStamp *now)
{
  g_return_val_if_fail (self != NULL && now != NULL, FALSE);

  return self->version != NULL && now->version != NULL && !g_str_equal (now->version, NO_FILE) &&
         !g_str_equal (now->version, self->version);
}

gboolean
lp_stamp_has_moved (LpStamp *self,
                    LpStamp *now)
{
  g_return_val_if_fail (self != NULL && now != NULL, FALSE);

  if (self->folder == 0 || now->folder == 0 ||
      (self->device == now->device && self->folder == now->folder))
    return FALSE;

  return now->version == NULL || g_str_equal (now->version, NO_FILE) ||
         g_strcmp0 (now->version, self->version) != 0;
}

const char *
lp_stamp_find_etag (LpStamp *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->is_etag ? self->version : NULL;
}

void
lp_stamp_store (LpStamp    *self,
                GKeyFile   *file,
                const char *group)
{
  g_return_if_fail (self != NULL);

  if (self->version != NULL)
    g_key_file_set_string (file, group, self->is_etag ? "Etag" : "Version", self->version);
  g_key_file_set_uint64 (file, group, "Device", self->device);
  g_key_file_set_uint64 (file, group, "Folder", self->folder);
}

LpStamp *
lp_stamp_new_from_key_file (GKeyFile   *file,
                            const char *group)
{
  char *etag = g_key_file_get_string (file, group, "Etag", NULL);
  char *version = etag != NULL ? etag : g_key_file_get_string (file, group, "Version", NULL);

  return make (version, etag != NULL, g_key_file_get_uint64 (file, group, "Device", NULL),
               g_key_file_get_uint64 (file, group, "Folder", NULL));
}
