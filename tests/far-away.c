/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "far-away.h"

#define FAR_TYPE_AWAY (far_away_get_type ())
G_DECLARE_FINAL_TYPE (FarAway, far_away, FAR, AWAY, GObject)

struct _FarAway
{
  GObject  parent_instance;
  GFile   *here;
};

static void far_away_iface_init (GFileIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FarAway, far_away, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_FILE, far_away_iface_init))

static void
far_away_finalize (GObject *object)
{
  g_clear_object (&FAR_AWAY (object)->here);

  G_OBJECT_CLASS (far_away_parent_class)->finalize (object);
}

static void
far_away_class_init (FarAwayClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = far_away_finalize;
}

static void
far_away_init (FarAway *self)
{
}

static gboolean
far_away_is_native (GFile *file)
{
  return FALSE;
}

static char *
far_away_get_path (GFile *file)
{
  return NULL;
}

static char *
far_away_get_basename (GFile *file)
{
  return g_file_get_basename (FAR_AWAY (file)->here);
}

static char *
far_away_get_uri (GFile *file)
{
  return g_strdup ("far://away");
}

static GFileInfo *
far_away_query_info (GFile                *file,
                     const char           *attributes,
                     GFileQueryInfoFlags   flags,
                     GCancellable         *cancellable,
                     GError              **error)
{
  return g_file_query_info (FAR_AWAY (file)->here, attributes, flags, cancellable, error);
}

static GFileOutputStream *
far_away_replace (GFile             *file,
                  const char        *etag,
                  gboolean           make_backup,
                  GFileCreateFlags   flags,
                  GCancellable      *cancellable,
                  GError           **error)
{
  return g_file_replace (FAR_AWAY (file)->here, etag, make_backup, flags, cancellable, error);
}

static void
far_away_iface_init (GFileIface *iface)
{
  iface->is_native = far_away_is_native;
  iface->get_path = far_away_get_path;
  iface->get_basename = far_away_get_basename;
  iface->get_uri = far_away_get_uri;
  iface->query_info = far_away_query_info;
  iface->replace = far_away_replace;
}

GFile *
far_away_new (const char *path)
{
  FarAway *self = g_object_new (FAR_TYPE_AWAY, NULL);

  self->here = g_file_new_for_path (path);

  return G_FILE (self);
}
