/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/window-private.h"

#include <glib/gi18n.h>

#include "file/templates.h"
#include "model/box.h"
#include "window/dialogs/file-dialogs.h"
#include "document/file-facts.h"
#include "document/read-job.h"
#include "window/panels/recent.h"
#include "window/widgets/work-bar.h"

/* Reading a file in the background. When it is over the window may be closed, or may show something
 * else than what the file was meant for. */
typedef struct
{
  GWeakRef    window;
  GtkWidget  *bar;          /* A reference is held. */
  GFile      *file;
  gboolean    renews;       /* Takes the place of @document; else it is for a window without any. */
  LpDocument *document;     /* Weak. */
  guint64     revision;     /* What may be lost of it. */
} Reading;

static void
reading_free (Reading *reading)
{
  g_weak_ref_clear (&reading->window);
  g_clear_object (&reading->bar);
  g_clear_object (&reading->file);
  g_clear_weak_pointer (&reading->document);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* A picture (without a @stamp) is a place to read a design from, not one to save it to. */
static void
show_design (LpWindow *self,
             Reading  *reading,
             LpDesign *design,
             LpStamp  *stamp)
{
  GFile *home = stamp != NULL ? reading->file : NULL;
  g_autoptr (LpDocument) document = lp_document_new (design, home);

  if (home != NULL)
    lp_document_set_file (document, home, stamp);
  lp_window_set_document (self, document);
  lp_recent_add (reading->file);
  if (lp_box_none_is_placed (design))
    lp_window_arrange (self, NULL);
}

static LpWindow *
make_another (LpWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  LpWindow *another = lp_window_new (LP_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (another));

  return another;
}

/* Who began something else here in the meantime goes on with it. */
static void
open_design (LpWindow *self,
             Reading  *reading,
             LpDesign *design,
             LpStamp  *stamp)
{
  show_design (self->document == NULL ? self : make_another (self), reading, design, stamp);
}

static void ask_to_reload (LpWindow *self);

/* Only what the user has agreed to lose is lost. */
static void
renew_design (LpWindow *self,
              Reading  *reading,
              LpDesign *design,
              LpStamp  *stamp)
{
  LpHistory *history;
  gboolean busy;

  if (reading->document == NULL || self->document != reading->document)
    return;

  history = lp_document_get_history (self->document);
  busy = lp_history_is_open (history);
  lp_canvas_finish (self->canvas);
  if (!busy && (lp_document_is_saved (self->document) ||
                lp_history_get_revision (history) == reading->revision))
    show_design (self, reading, design, stamp);
  else
    ask_to_reload (self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (LpWindow) self = g_weak_ref_get (&reading->window);
  g_autofree char *name = lp_file_facts_dup_name (reading->file);
  g_autofree char *heading = g_strdup_printf (_("Could not open “%s”"), name);
  g_autoptr (GError) error = NULL;
  g_autoptr (LpStamp) stamp = NULL;
  g_autoptr (LpDesign) design = lp_read_job_finish (result, &stamp, &error);

  if (self == NULL)
    return;

  gtk_box_remove (self->works, reading->bar);
  g_clear_object (&self->reading);
  g_clear_object (&self->awaited);
  lp_window_update_actions (self);

  if (design != NULL && reading->renews)
    renew_design (self, reading, design, stamp);
  else if (design != NULL)
    open_design (self, reading, design, stamp);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lp_file_dialogs_failed (GTK_WINDOW (self), heading, error->message);
}

/* One file at a time is read for a window. */
static void
read_file (LpWindow   *self,
           GFile      *file,
           LpDocument *document)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Reading *reading = g_new0 (Reading, 1);

  g_weak_ref_init (&reading->window, self);
  reading->file = g_object_ref (file);
  reading->renews = document != NULL;
  g_set_weak_pointer (&reading->document, document);
  if (document != NULL)
    reading->revision = lp_history_get_revision (lp_document_get_history (document));
  else
    g_set_object (&self->awaited, file);
  reading->bar = g_object_ref_sink (lp_work_bar_new (_("Opening…"), cancellable));
  gtk_box_append (self->works, reading->bar);
  g_set_object (&self->reading, cancellable);
  lp_window_update_actions (self);

  lp_read_job_async (file, cancellable, read_cb, reading);
}

gboolean
lp_window_is_empty (LpWindow *self)
{
  g_return_val_if_fail (LP_IS_WINDOW (self), FALSE);

  return self->document == NULL && self->reading == NULL;
}

void
lp_window_open (LpWindow *self,
                GFile    *file)
{
  g_return_if_fail (LP_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  read_file (lp_window_is_empty (self) ? self : make_another (self), file, NULL);
}

/* The page with the templates is still seen for a moment when one of them has been chosen. */
void
lp_window_new_from (LpWindow   *self,
                    const char *template_key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LpDesign) design = lp_template_open (template_key, &error);
  g_autoptr (LpDocument) document = NULL;

  if (self->document != NULL)
    return;

  if (design == NULL)
    {
      lp_file_dialogs_failed (GTK_WINDOW (self), _("Could Not Begin a Design"), error->message);
      return;
    }

  document = lp_document_new (design, NULL);
  lp_window_set_document (self, document);
}

static void
files_chosen_cb (gpointer    object,
                 GListModel *files)
{
  guint n_files = g_list_model_get_n_items (files);
  g_autofree GFile **array = g_new (GFile *, n_files);

  for (guint i = 0; i < n_files; i++)
    {
      array[i] = g_list_model_get_item (files, i);
      g_object_unref (array[i]);        /* The list keeps it. */
    }

  g_application_open (G_APPLICATION (gtk_window_get_application (object)), array, n_files, "");
}

void
lp_window_choose_file (LpWindow *self)
{
  lp_file_dialogs_open (GTK_WINDOW (self), files_chosen_cb, (LpAsker) { self, NULL, NULL });
}

/* Asked about one design, the answer is about no other. */
static void
reload_answered_cb (gpointer    object,
                    gpointer    about,
                    const char *response)
{
  LpWindow *self = object;

  if (g_str_equal (response, "reload") && self->document == about && self->reading == NULL)
    read_file (self, lp_document_find_file (self->document), self->document);
}

static void
ask_to_reload (LpWindow *self)
{
  static const LpAnswer answers[] = {
    { "cancel", N_("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "reload", N_("_Discard and Reload"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autofree char *body = NULL;

  body = g_strdup_printf (_("“%s” has changes that are not saved. Reloading the file loses them."),
                          lp_document_get_title (self->document));
  lp_question_ask (GTK_WINDOW (self), _("Discard Your Changes?"), body,
                   answers, G_N_ELEMENTS (answers), reload_answered_cb,
                   (LpAsker) { self, g_object_ref (self->document), g_object_unref });
}

void
lp_window_reload (LpWindow *self)
{
  if (self->reading != NULL)
    return;

  lp_canvas_finish (self->canvas);
  if (lp_document_is_saved (self->document))
    read_file (self, lp_document_find_file (self->document), self->document);
  else
    ask_to_reload (self);
}

/* Whoever saves what there is does not want it to be replaced any more. */
void
lp_window_cancel_reload (LpWindow *self)
{
  if (self->reading != NULL && self->awaited == NULL)
    g_cancellable_cancel (self->reading);
}
