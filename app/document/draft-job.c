/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/draft-job.h"

#include "file/writer.h"

/* What a crash may cost at most, in milliseconds of work. */
#define PAUSE 1500

/* Where it did not work: how long to wait until the next try. */
#define PAUSE_AFTER_ERROR 5000

/* A revision that no design has. */
#define NOTHING G_MAXUINT64

struct _LpDraftJob
{
  GObject    parent_instance;

  LpDesign  *design;        /* NULL after the end. */
  LpDraft *draft;       /* Not touched here while a thread writes it. */
  GFile     *original;      /* To be told to the draft after that; or NULL. */
  LpStamp   *stamp;         /* With that; or NULL. */
  guint      waiting;       /* The source that will write, or 0. */
  gboolean   writing;
  gboolean   keeps;         /* At the end what is not saved stays on the disk. */
  guint64    written;       /* The revision that the draft has. */
  char      *error;         /* Why it has no other, or NULL. */
};

G_DEFINE_FINAL_TYPE (LpDraftJob, lp_draft_job, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

typedef struct
{
  LpDraft *draft;
  GBytes  *bytes;
  char    *title;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->bytes);
  g_free (job->title);
  g_free (job);
}

static void update    (LpDraftJob *self);
static void write_now (LpDraftJob *self);

static void
lp_draft_job_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  if (prop_id == PROP_ERROR)
    g_value_set_string (value, LP_DRAFT_JOB (object)->error);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
lp_draft_job_finalize (GObject *object)
{
  LpDraftJob *self = LP_DRAFT_JOB (object);

  g_clear_handle_id (&self->waiting, g_source_remove);
  g_clear_object (&self->design);
  g_clear_object (&self->original);
  g_clear_pointer (&self->stamp, lp_stamp_unref);
  g_clear_pointer (&self->draft, lp_draft_free);
  g_free (self->error);

  G_OBJECT_CLASS (lp_draft_job_parent_class)->finalize (object);
}

static void
lp_draft_job_class_init (LpDraftJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = lp_draft_job_finalize;
  object_class->get_property = lp_draft_job_get_property;

  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lp_draft_job_init (LpDraftJob *self)
{
}

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (lp_draft_write_bytes (job->draft, job->bytes, job->title, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
set_error (LpDraftJob   *self,
           const GError *error)
{
  const char *message = error != NULL ? error->message : NULL;

  if (g_strcmp0 (self->error, message) == 0)
    return;

  g_free (self->error);
  self->error = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* As soon as no thread is writing the draft. */
static void
tell_original (LpDraftJob *self)
{
  if (self->writing || self->original == NULL)
    return;

  lp_draft_set_original (self->draft, self->original);
  if (self->stamp != NULL)
    lp_draft_set_stamp (self->draft, self->stamp);
  g_clear_object (&self->original);
  g_clear_pointer (&self->stamp, lp_stamp_unref);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (LpDraftJob) self = user_data;
  g_autoptr (GError) error = NULL;

  self->writing = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    self->written = NOTHING;
  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
  tell_original (self);

  set_error (self, error);
  if (!self->keeps)
    update (self);
  else if (error == NULL)
    write_now (self);
}

static gboolean
write_cb (gpointer user_data)
{
  LpDraftJob *self = user_data;
  LpElement *root = lp_design_get_root (self->design);
  /* Not as the source of the task, which the thread may be the last to let go. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, written_cb, g_object_ref (self));
  Job *job = g_new0 (Job, 1);

  self->waiting = 0;
  self->writing = TRUE;

  /* The last window may be closed meanwhile; what it discards then has to go from the disk too. */
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
  self->written = lp_history_get_revision (lp_design_get_history (self->design));
  job->draft = self->draft;
  job->bytes = lp_file_write_bytes (self->design);
  job->title = g_strdup (lp_element_get_text (root, LP_ATTRIBUTE_TITLE));
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_in_thread);

  return G_SOURCE_REMOVE;
}

/* What is on the disk, or about to be, is enough for as long as nothing changes. */
static void
update (LpDraftJob *self)
{
  LpHistory *history = self->design != NULL ? lp_design_get_history (self->design) : NULL;

  if (self->writing)
    return;

  if (history == NULL || lp_history_is_saved (history))
    {
      g_clear_handle_id (&self->waiting, g_source_remove);
      self->written = 0;
      lp_draft_discard (self->draft);
      set_error (self, NULL);
    }
  else if (self->waiting == 0 && self->written != lp_history_get_revision (history))
    {
      self->waiting = g_timeout_add (self->error != NULL ? PAUSE_AFTER_ERROR : PAUSE, write_cb,
                                     self);
    }
}

/* Nobody will be there after the usual pause. */
static void
write_now (LpDraftJob *self)
{
  LpHistory *history = lp_design_get_history (self->design);

  g_clear_handle_id (&self->waiting, g_source_remove);
  if (lp_history_is_saved (history))
    update (self);
  else if (!self->writing && self->written != lp_history_get_revision (history))
    write_cb (self);
}

LpDraftJob *
lp_draft_job_new (LpDesign *design,
                  LpDraft  *draft)
{
  LpDraftJob *self;
  LpHistory *history;

  g_return_val_if_fail (LP_IS_DESIGN (design), NULL);
  g_return_val_if_fail (draft != NULL, NULL);

  self = g_object_new (LP_TYPE_DRAFT_JOB, NULL);
  self->design = g_object_ref (design);
  self->draft = draft;
  history = lp_design_get_history (design);
  g_signal_connect_object (history, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  if (!lp_history_is_saved (history))
    update (self);

  return self;
}

void
lp_draft_job_set_original (LpDraftJob *self,
                           GFile      *original,
                           LpStamp    *stamp)
{
  g_return_if_fail (LP_IS_DRAFT_JOB (self));

  g_set_object (&self->original, original);
  g_clear_pointer (&self->stamp, lp_stamp_unref);
  if (stamp != NULL)
    self->stamp = lp_stamp_ref (stamp);
  tell_original (self);
}

const char *
lp_draft_job_find_error (LpDraftJob *self)
{
  g_return_val_if_fail (LP_IS_DRAFT_JOB (self), NULL);

  return self->error;
}

void
lp_draft_job_leave (LpDraftJob *self)
{
  g_return_if_fail (LP_IS_DRAFT_JOB (self));

  self->keeps = TRUE;
  write_now (self);
}

void
lp_draft_job_end (LpDraftJob *self)
{
  g_return_if_fail (LP_IS_DRAFT_JOB (self));

  if (self->keeps)
    return;

  g_signal_handlers_disconnect_by_data (lp_design_get_history (self->design), self);
  g_clear_object (&self->design);
  update (self);
}
