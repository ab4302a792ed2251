/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/stamp.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "file/limits.h"

#define NO_FILE ""

struct _LpStamp
{
  char    *version;     /* Of the content; NULL where it is unknown. */
  char    *etag;        /* A part of that, in a network, or NULL. */
  guint64  device;      /* Both 0 where they are unknown. */
  guint64  folder;
};

/* Takes @version over. */
static LpStamp *
make (char    *version,
      guint64  device,
      guint64  folder)
{
  LpStamp *self = g_atomic_rc_box_new0 (LpStamp);

  self->version = version;
  self->device = device;
  self->folder = folder;

  return self;
}

LpStamp *
lp_stamp_new_unknown (void)
{
  return make (NULL, 0, 0);
}

LpStamp *
lp_stamp_new_without_file (void)
{
  return make (g_strdup (NO_FILE), 0, 0);
}

LpStamp *
lp_stamp_new_from_etag (const char *etag,
                        guint64     size)
{
  LpStamp *self = lp_stamp_new_unknown ();

  if (etag != NULL && *etag != '\0')
    {
      self->version = g_strdup_printf ("%s %" G_GUINT64_FORMAT, etag, size);
      self->etag = g_strdup (etag);
    }

  return self;
}

/* NULL where it cannot be read, or is none any more. */
static char *
read_digest (LpSaveTarget *target)
{
  const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
  int descriptor = openat (target->folder, target->name, flags);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar block[16384];
  ssize_t length = -1;

  if (descriptor < 0)
    return NULL;

  while ((length = read (descriptor, block, sizeof block)) > 0 || (length < 0 && errno == EINTR))
    g_checksum_update (checksum, block, MAX (length, 0));
  close (descriptor);

  return length == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

/* On a disk that knows whole seconds only (FAT, for one) two contents of one size may have the same
 * time. There the content itself is looked at, if it is no more than a design can have. */
static gboolean
is_coarse (const struct stat *info)
{
  return info->st_mtim.tv_nsec == 0 && info->st_size <= LP_FILE_MAX_SIZE;
}

/* What is no file has no content that could be compared. */
static char *
make_version (LpSaveTarget      *target,
              const struct stat *info,
              GBytes            *content)
{
  g_autofree char *facts = NULL;
  g_autofree char *digest = NULL;

  if (info == NULL)
    return g_strdup (NO_FILE);

  if (!S_ISREG (info->st_mode))
    return NULL;

  facts = g_strdup_printf ("%" G_GINT64_FORMAT ".%09ld %" G_GINT64_FORMAT,
                           (gint64) info->st_mtim.tv_sec, (long) info->st_mtim.tv_nsec,
                           (gint64) info->st_size);
  if (!is_coarse (info))
    return g_steal_pointer (&facts);

  digest = content != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content)
                           : read_digest (target);

  return digest != NULL ? g_strconcat (facts, " ", digest, NULL) : NULL;
}

LpStamp *
lp_stamp_new_from_target (LpSaveTarget      *target,
                          const struct stat *info,
                          GBytes            *content)
{
  struct stat folder = { 0 };

  g_return_val_if_fail (target != NULL, NULL);

  if (fstat (target->folder, &folder) != 0)
    return lp_stamp_new_unknown ();

  return make (make_version (target, info, content), folder.st_dev, folder.st_ino);
}

static LpStamp *
make_here (const char *path)
{
  g_auto (LpSaveTarget) target = { .folder = -1 };
  struct stat folder, info;

  if (lp_target_open (&target, path) != 0 || fstat (target.folder, &folder) != 0)
    return lp_stamp_new_unknown ();

  if (fstatat (target.folder, target.name, &info, 0) == 0)
    return lp_stamp_new_from_target (&target, &info, NULL);

  return errno == ENOENT ? lp_stamp_new_from_target (&target, NULL, NULL)
                         : make (NULL, folder.st_dev, folder.st_ino);
}

static LpStamp *
make_far_away (GFile *file)
{
  static const char attributes[] = G_FILE_ATTRIBUTE_ETAG_VALUE "," G_FILE_ATTRIBUTE_STANDARD_SIZE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = NULL;

  info = g_file_query_info (file, attributes, G_FILE_QUERY_INFO_NONE, NULL, &error);
  if (info != NULL)
    return lp_stamp_new_from_etag (g_file_info_get_etag (info), g_file_info_get_size (info));

  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? lp_stamp_new_without_file ()
                                                                   : lp_stamp_new_unknown ();
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
  g_free (self->etag);
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

  return self->etag;
}

void
lp_stamp_store (LpStamp    *self,
                GKeyFile   *file,
                const char *group)
{
  g_return_if_fail (self != NULL);

  if (self->version != NULL)
    g_key_file_set_string (file, group, "Version", self->version);
  if (self->etag != NULL)
    g_key_file_set_string (file, group, "Etag", self->etag);
  g_key_file_set_uint64 (file, group, "Device", self->device);
  g_key_file_set_uint64 (file, group, "Folder", self->folder);
}

LpStamp *
lp_stamp_new_from_key_file (GKeyFile   *file,
                            const char *group)
{
  LpStamp *self = make (g_key_file_get_string (file, group, "Version", NULL),
                        g_key_file_get_uint64 (file, group, "Device", NULL),
                        g_key_file_get_uint64 (file, group, "Folder", NULL));

  self->etag = g_key_file_get_string (file, group, "Etag", NULL);

  return self;
}
