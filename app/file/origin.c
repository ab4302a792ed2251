/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/origin.h"

#define GROUP "Origin"

void
lp_origin_set_file (LpOrigin *self,
                    GFile    *file)
{
  g_set_object (&self->file, file);
  g_clear_pointer (&self->stamp, lp_stamp_unref);
  if (file != NULL && g_file_is_native (file))
    self->stamp = lp_stamp_new (file);
}

void
lp_origin_ask (LpOrigin *self)
{
  if (self->file != NULL && self->stamp == NULL)
    self->stamp = lp_stamp_new (self->file);
}

void
lp_origin_set_stamp (LpOrigin *self,
                     LpStamp  *stamp)
{
  lp_stamp_ref (stamp);
  g_clear_pointer (&self->stamp, lp_stamp_unref);
  self->stamp = stamp;
}

void
lp_origin_set_title (LpOrigin   *self,
                     const char *title)
{
  char *own = g_strdup (title);

  g_free (self->title);
  self->title = own;
}

static gboolean
is_written_after (GFile *file,
                  gint64 time)
{
  const char *attribute = G_FILE_ATTRIBUTE_TIME_MODIFIED;
  g_autoptr (GFileInfo) info = g_file_query_info (file, attribute, G_FILE_QUERY_INFO_NONE, NULL,
                                                  NULL);

  return info != NULL && g_file_info_get_attribute_uint64 (info, attribute) > (guint64) time;
}

gboolean
lp_origin_is_newer (LpOrigin *self,
                    gint64    time)
{
  g_autoptr (LpStamp) now = NULL;

  if (self->file == NULL)
    return FALSE;

  if (self->stamp == NULL || !lp_stamp_knows_content (self->stamp))
    return is_written_after (self->file, time);

  now = lp_stamp_new (self->file);

  return lp_stamp_has_changed (self->stamp, now);
}

GBytes *
lp_origin_describe (LpOrigin *self)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *uri = self->file != NULL ? g_file_get_uri (self->file) : NULL;
  char *data;
  gsize size;

  g_key_file_set_string (keys, GROUP, "Title", self->title);
  if (uri != NULL)
    g_key_file_set_string (keys, GROUP, "Uri", uri);
  if (uri != NULL && self->stamp != NULL)
    lp_stamp_store (self->stamp, keys, GROUP);
  data = g_key_file_to_data (keys, &size, NULL);

  return g_bytes_new_take (data, size);
}

void
lp_origin_read (LpOrigin   *self,
                const char *path)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *uri = NULL;
  g_autofree char *title = NULL;

  g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, NULL);
  uri = g_key_file_get_string (keys, GROUP, "Uri", NULL);
  title = g_key_file_get_string (keys, GROUP, "Title", NULL);

  lp_origin_clear (self);
  self->title = title != NULL ? g_steal_pointer (&title) : g_strdup ("");
  if (uri != NULL && g_uri_peek_scheme (uri) != NULL)
    {
      self->file = g_file_new_for_uri (uri);
      self->stamp = lp_stamp_new_from_key_file (keys, GROUP);
    }
}

void
lp_origin_clear (LpOrigin *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_object (&self->file);
  g_clear_pointer (&self->stamp, lp_stamp_unref);
}
