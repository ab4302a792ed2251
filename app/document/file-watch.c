/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/file-watch.h"

struct _LpFileWatch
{
  GObject       parent_instance;

  GFile        *file;
  GFileMonitor *monitor;
  LpStamp      *stamp;      /* What the file was last. */
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

static gboolean
look_cb (gpointer user_data)
{
  LpFileWatch *self = user_data;
  g_autoptr (LpStamp) now = lp_stamp_new (self->file);
  gboolean gone = lp_stamp_is_there (self->stamp) && !lp_stamp_is_there (now);

  self->waiting = 0;
  if (!gone && !lp_stamp_has_changed (self->stamp, now))
    return G_SOURCE_REMOVE;

  lp_stamp_unref (self->stamp);
  self->stamp = g_steal_pointer (&now);
  g_signal_emit (self, signals[gone ? SIGNAL_GONE : SIGNAL_CHANGED], 0);

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
  g_clear_pointer (&self->stamp, lp_stamp_unref);

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
lp_file_watch_new (GFile   *file,
                   LpStamp *stamp)
{
  LpFileWatch *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (LP_TYPE_FILE_WATCH, NULL);
  self->file = g_object_ref (file);
  self->stamp = stamp != NULL ? lp_stamp_ref (stamp) : lp_stamp_new (file);

  /* Where files cannot be watched nobody is told, as in every other program. */
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (event_cb), self,
                             G_CONNECT_SWAPPED);

  /* Somebody may have been faster. */
  event_cb (self);

  return self;
}
