/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/document.h"

#include <glib/gi18n.h>

#include "model/design-copy.h"
#include "document/draft-job.h"
#include "document/file-facts.h"
#include "model/text.h"

struct _LpDocument
{
  GObject       parent_instance;

  LpDesign     *design;
  GFile        *file;
  LpStamp      *stamp;          /* Of the file, or NULL. */
  char         *title;
  char         *subtitle;
  gboolean      saved;
  LpDraftJob   *autosave;

  LpFindings   *checks;
  guint64       checked;        /* The revision that @checks is about. */
  GCancellable *running;
  guint         waiting;        /* The source that will start the next checks, or 0. */
  LpCopier     *copier;         /* Of the design as it was at revision @copied, or NULL. */
  guint64       copied;
};

G_DEFINE_FINAL_TYPE (LpDocument, lp_document, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_SAVED,
  PROP_CHECKS,
  PROP_DRAFT_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
lp_document_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  LpDocument *self = LP_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;

    case PROP_SAVED:
      g_value_set_boolean (value, self->saved);
      break;

    case PROP_CHECKS:
      g_value_set_object (value, self->checks);
      break;

    case PROP_DRAFT_ERROR:
      g_value_set_string (value, lp_document_find_draft_error (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

void
lp_document_leave (LpDocument *self)
{
  g_return_if_fail (LP_IS_DOCUMENT (self));

  lp_draft_job_leave (self->autosave);
}

void
lp_document_end (LpDocument *self)
{
  g_return_if_fail (LP_IS_DOCUMENT (self));

  if (self->autosave != NULL)
    lp_draft_job_end (self->autosave);
  g_clear_object (&self->autosave);
}

static void
lp_document_dispose (GObject *object)
{
  LpDocument *self = LP_DOCUMENT (object);

  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_handle_id (&self->waiting, g_source_remove);
  g_clear_pointer (&self->copier, lp_copier_free);
  lp_document_end (self);

  G_OBJECT_CLASS (lp_document_parent_class)->dispose (object);
}

static void
lp_document_finalize (GObject *object)
{
  LpDocument *self = LP_DOCUMENT (object);

  g_clear_object (&self->design);
  g_clear_object (&self->file);
  g_clear_object (&self->checks);
  g_clear_pointer (&self->stamp, lp_stamp_unref);
  g_free (self->title);
  g_free (self->subtitle);

  G_OBJECT_CLASS (lp_document_parent_class)->finalize (object);
}

static void
lp_document_class_init (LpDocumentClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lp_document_dispose;
  object_class->finalize = lp_document_finalize;
  object_class->get_property = lp_document_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_SAVED] = g_param_spec_boolean ("saved", NULL, NULL, TRUE, flags);
  properties[PROP_CHECKS] = g_param_spec_object ("checks", NULL, NULL, LP_TYPE_FINDINGS, flags);
  properties[PROP_DRAFT_ERROR] = g_param_spec_string ("draft-error", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lp_document_init (LpDocument *self)
{
}

/* Takes @text over. */
static void
set_text (LpDocument  *self,
          char       **place,
          char        *text,
          guint        property)
{
  if (g_strcmp0 (*place, text) == 0)
    {
      g_free (text);
      return;
    }

  g_free (*place);
  *place = text;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static char *
make_subtitle (LpDocument *self)
{
  g_autofree char *name = NULL;

  if (self->file == NULL)
    return g_strdup (self->saved ? _("New design") : _("Not saved yet"));

  name = lp_file_facts_dup_name (self->file);

  return g_strdup_printf (self->saved ? _("%s · saved") : _("%s · unsaved changes"), name);
}

static char *
make_title (LpDocument *self)
{
  const char *title = lp_element_get_text (lp_design_get_root (self->design), LP_ATTRIBUTE_TITLE);

  if (*title != '\0')
    return lp_text_to_line (title, LP_TEXT_NAME);

  return self->file != NULL ? lp_file_facts_dup_name (self->file) : g_strdup (_("Untitled Design"));
}

static void
update (LpDocument *self)
{
  gboolean saved = lp_history_is_saved (lp_design_get_history (self->design));

  if (saved != self->saved)
    {
      self->saved = saved;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED]);
    }

  set_text (self, &self->title, make_title (self), PROP_TITLE);
  set_text (self, &self->subtitle, make_subtitle (self), PROP_SUBTITLE);
}

/* So many elements are copied at a time, in about four milliseconds: the window has to answer
 * meanwhile. */
#define COPIED_AT_ONCE 3000
#define PAUSE 100               /* Milliseconds. Who changes the design now, will again. */

static guint64
get_revision (LpDocument *self)
{
  return lp_history_get_revision (lp_design_get_history (self->design));
}

typedef struct
{
  GWeakRef document;
  guint64  revision;
} Run;

static void
run_free (Run *run)
{
  g_weak_ref_clear (&run->document);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

/* An answer about a design that has changed since then is dropped: another is on its way. */
static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (LpDocument) self = g_weak_ref_get (&run->document);
  g_autoptr (LpFindings) checks = lp_findings_job_run_finish (result, NULL);

  if (self == NULL || checks == NULL || run->revision != get_revision (self))
    return;

  g_clear_object (&self->running);
  g_set_object (&self->checks, checks);
  self->checked = run->revision;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKS]);
}

/* Takes @copy over. */
static void
check (LpDocument *self,
       LpDesign   *copy)
{
  Run *run = g_new0 (Run, 1);

  self->running = g_cancellable_new ();
  g_weak_ref_init (&run->document, self);
  run->revision = self->copied;
  lp_findings_job_run_async (copy, self->running, checked_cb, run);
}

static gboolean
check_cb (gpointer user_data)
{
  LpDocument *self = user_data;
  LpDesign *copy;

  if (self->copier != NULL && self->copied != get_revision (self))
    {
      g_clear_pointer (&self->copier, lp_copier_free);
      self->waiting = g_timeout_add (PAUSE, check_cb, self);
      return G_SOURCE_REMOVE;
    }
  if (self->copier == NULL)
    {
      self->copier = lp_copier_new (self->design);
      self->copied = get_revision (self);
    }

  copy = lp_copier_step (self->copier, COPIED_AT_ONCE);
  self->waiting = copy == NULL ? g_idle_add (check_cb, self) : 0;
  if (copy != NULL)
    {
      g_clear_pointer (&self->copier, lp_copier_free);
      check (self, copy);
    }

  return G_SOURCE_REMOVE;
}

static void
check_again (LpDocument *self)
{
  if (self->checks != NULL && self->checked == get_revision (self))
    return;

  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_pointer (&self->copier, lp_copier_free);
  g_clear_handle_id (&self->waiting, g_source_remove);
  self->waiting = g_idle_add (check_cb, self);
}

static void
changed_cb (LpDocument *self)
{
  update (self);
  check_again (self);
}

static void
draft_error_cb (LpDocument *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT_ERROR]);
}

/* Takes @draft over. */
static LpDocument *
make (LpDesign *design,
      GFile    *file,
      LpDraft  *draft)
{
  LpDocument *self = g_object_new (LP_TYPE_DOCUMENT, NULL);

  self->design = g_object_ref (design);
  self->autosave = lp_draft_job_new (design, draft);
  g_signal_connect_object (self->autosave, "notify::error", G_CALLBACK (draft_error_cb), self,
                           G_CONNECT_SWAPPED);
  self->saved = TRUE;
  g_set_object (&self->file, file);
  g_signal_connect_object (lp_design_get_history (design), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);

  return self;
}

LpDocument *
lp_document_new (LpDesign *design,
                 GFile    *file)
{
  g_return_val_if_fail (LP_IS_DESIGN (design), NULL);
  g_return_val_if_fail (file == NULL || G_IS_FILE (file), NULL);

  return make (design, file, lp_draft_new (file));
}

/* What the draft began from. Where it does not know that and is older than the file, it is as if
 * there had been no file then. */
static LpStamp *
find_base (LpDraft *draft,
           GFile   *original)
{
  LpStamp *stamp = lp_draft_find_stamp (draft);

  if (stamp != NULL && lp_stamp_knows_content (stamp))
    return lp_stamp_ref (stamp);

  return lp_draft_is_original_newer (draft) ? lp_stamp_new_without_file ()
                                            : lp_stamp_new (original);
}

LpDocument *
lp_document_new_recovered (LpDesign  *design,
                           LpDraft *draft)
{
  g_autoptr (LpStamp) stamp = NULL;
  GFile *original;
  LpDocument *self;

  g_return_val_if_fail (LP_IS_DESIGN (design), NULL);
  g_return_val_if_fail (draft != NULL, NULL);

  original = lp_draft_find_original (draft);
  if (original != NULL)
    stamp = find_base (draft, original);
  self = make (design, original, draft);
  self->stamp = g_steal_pointer (&stamp);

  return self;
}

LpDesign *
lp_document_get_design (LpDocument *self)
{
  g_return_val_if_fail (LP_IS_DOCUMENT (self), NULL);

  return self->design;
}

LpHistory *
lp_document_get_history (LpDocument *self)
{
  g_return_val_if_fail (LP_IS_DOCUMENT (self), NULL);

  return lp_design_get_history (self->design);
}

GFile *
lp_document_find_file (LpDocument *self)
{
  g_return_val_if_fail (LP_IS_DOCUMENT (self), NULL);

  return self->file;
}

LpStamp *
lp_document_find_stamp (LpDocument *self)
{
  g_return_val_if_fail (LP_IS_DOCUMENT (self), NULL);

  return self->stamp;
}

void
lp_document_set_file (LpDocument *self,
                      GFile      *file,
                      LpStamp    *stamp)
{
  g_return_if_fail (LP_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file));

  g_set_object (&self->file, file);
  g_clear_pointer (&self->stamp, lp_stamp_unref);
  if (stamp != NULL)
    self->stamp = lp_stamp_ref (stamp);
  if (self->autosave != NULL)
    lp_draft_job_set_original (self->autosave, file, stamp);
  update (self);
}

const char *
lp_document_get_title (LpDocument *self)
{
  g_return_val_if_fail (LP_IS_DOCUMENT (self), NULL);

  return self->title;
}

const char *
lp_document_get_subtitle (LpDocument *self)
{
  g_return_val_if_fail (LP_IS_DOCUMENT (self), NULL);

  return self->subtitle;
}

gboolean
lp_document_is_saved (LpDocument *self)
{
  g_return_val_if_fail (LP_IS_DOCUMENT (self), TRUE);

  return self->saved;
}

const char *
lp_document_find_draft_error (LpDocument *self)
{
  g_return_val_if_fail (LP_IS_DOCUMENT (self), NULL);

  return self->autosave != NULL ? lp_draft_job_find_error (self->autosave) : NULL;
}

LpFindings *
lp_document_find_checks (LpDocument *self)
{
  g_return_val_if_fail (LP_IS_DOCUMENT (self), NULL);

  return self->checks;
}

gboolean
lp_document_is_checked (LpDocument *self)
{
  g_return_val_if_fail (LP_IS_DOCUMENT (self), FALSE);

  return self->checks != NULL && self->checked == get_revision (self);
}
