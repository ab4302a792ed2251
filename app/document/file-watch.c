/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/file-watch.h"

struct _LpFileWatch
{
  GObject       parent_instance;

  GFile        *file;
  GFileMonitor *monitor;
  char         *state;      /* What the file was last; NULL if it was not there. */
  guint         waiting;    /* The source that will look, or 0. */
};

G_DEFINE_FINAL_TYPE (LpFileWatch, lp_file_watch, G_TYPE_OBJECT)

/* Programs write in several steps: look when they have been quiet for so long, in milliseconds. */
#define QUIET 200

enum
{
  SIGNAL_CHANGED,
  SIGNAL_GONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Size, time and number of the file: what differs if somebody wrote it. NULL if it is not there. */
static char *
read_state (GFile *file)
{
  g_autoptr (GFileInfo) info = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_ETAG_VALUE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info == NULL)
    return NULL;

  return g_strdup_printf ("%s %" G_GOFFSET_FORMAT, g_file_info_get_etag (info),
                          g_file_info_get_size (info));
}

static gboolean
look_cb (gpointer user_data)
{
  LpFileWatch *self = user_data;
  g_autofree char *state = read_state (self->file);

  self->waiting = 0;
  if (g_strcmp0 (state, self->state) == 0)
    return G_SOURCE_REMOVE;

  g_free (self->state);
  self->state = g_steal_pointer (&state);
  g_signal_emit (self, signals[self->state == NULL ? SIGNAL_GONE : SIGNAL_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
event_cb (LpFileWatch *self)
{
  g_clear_handle_id (&self->waiting, g_source_remove);
  self->waiting = g_timeout_add (QUIET, look_cb, self);
}

static void
lp_file_watch_dispose (GObject *object)
{
  LpFileWatch *self = LP_FILE_WATCH (object);

  g_clear_handle_id (&self->waiting, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (lp_file_watch_parent_class)->dispose (object);
}

static void
lp_file_watch_finalize (GObject *object)
{
  LpFileWatch *self = LP_FILE_WATCH (object);

  g_clear_object (&self->file);
  g_free (self->state);

  G_OBJECT_CLASS (lp_file_watch_parent_class)->finalize (object);
}

static void
lp_file_watch_class_init (LpFileWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lp_file_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = lp_file_watch_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_GONE] = g_signal_new ("gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lp_file_watch_init (LpFileWatch *self)
{
}

LpFileWatch *
lp_file_watch_new (GFile *file)
{
  LpFileWatch *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (LP_TYPE_FILE_WATCH, NULL);
  self->file = g_object_ref (file);
  self->state = read_state (file);

  /* Where files cannot be watched nobody is told, as in every other program. */
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (event_cb), self,
                             G_CONNECT_SWAPPED);

  return self;
}
