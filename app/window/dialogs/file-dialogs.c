/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/dialogs/file-dialogs.h"

#include <glib/gi18n.h>

#include "document/file-facts.h"

/* Who is to be told, if they are still there. */
typedef struct
{
  GWeakRef        object;
  gpointer        about;
  GDestroyNotify  free;
  LpFilesChosen   files_chosen;
  LpFileChosen    file_chosen;
  char           *suffix;
  GFile          *file;         /* What is asked about further, or NULL. */
} Question;

static Question *
question_new (LpAsker asker)
{
  Question *question = g_new0 (Question, 1);

  g_weak_ref_init (&question->object, asker.object);
  question->about = asker.about;
  question->free = asker.free;

  return question;
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_weak_ref_clear (&question->object);
  if (question->free != NULL)
    question->free (question->about);
  g_clear_object (&question->file);
  g_free (question->suffix);
  g_free (question);
}

static void
question_closure_free (gpointer  data,
                       GClosure *closure)
{
  question_free (data);
}

static void
add_filter (GtkFileChooser *chooser,
            const char     *name,
            const char     *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  if (suffix != NULL)
    gtk_file_filter_add_suffix (filter, suffix);
  else
    gtk_file_filter_add_pattern (filter, "*");
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
parent_gone_cb (GtkNativeDialog *chooser)
{
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

/* A native dialog belongs to nobody: it keeps itself until it is answered, or its window is
 * gone. */
static void
show (GtkFileChooserNative *chooser,
      GCallback             callback,
      Question             *question)
{
  GtkWindow *parent = gtk_native_dialog_get_transient_for (GTK_NATIVE_DIALOG (chooser));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (parent_gone_cb), chooser,
                           G_CONNECT_SWAPPED);
  g_signal_connect_data (chooser, "response", callback, question, question_closure_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
open_response_cb (GtkNativeDialog *dialog,
                  int              response,
                  Question        *question)
{
  g_autoptr (GObject) object = g_weak_ref_get (&question->object);
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT && object != NULL)
    {
      files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      question->files_chosen (object, files);
    }

  g_object_unref (dialog);
}

void
lp_file_dialogs_open (GtkWindow     *parent,
                      LpFilesChosen  callback,
                      LpAsker        asker)
{
  GtkFileChooserNative *chooser;
  Question *question = question_new (asker);

  g_return_if_fail (GTK_IS_WINDOW (parent));

  question->files_chosen = callback;
  chooser = gtk_file_chooser_native_new (_("Open"), parent, GTK_FILE_CHOOSER_ACTION_OPEN,
                                         _("_Open"), _("_Cancel"));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  add_filter (GTK_FILE_CHOOSER (chooser), _("Designs"), "linchpin");
  add_filter (GTK_FILE_CHOOSER (chooser), _("Pictures with a design inside"), "png");
  add_filter (GTK_FILE_CHOOSER (chooser), _("All files"), NULL);
  show (chooser, G_CALLBACK (open_response_cb), question);
}

static void
replace_answered_cb (gpointer    object,
                     gpointer    about,
                     const char *response)
{
  Question *question = about;

  if (g_str_equal (response, "replace"))
    question->file_chosen (object, question->about, question->file);
}

/* The chooser asked about the name as typed, not about the one with the suffix. */
static void
ask_to_replace (GtkWindow *parent,
                GFile     *file,
                gpointer   object,
                Question  *question)
{
  static const LpAnswer answers[] = {
    { "cancel", N_("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "replace", N_("_Replace"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autofree char *name = lp_file_facts_dup_name (file);
  g_autofree char *heading = g_strdup_printf (_("Replace “%s”?"), name);
  Question *again = question_new ((LpAsker) { object, question->about, question->free });

  question->about = NULL;
  question->free = NULL;
  again->file_chosen = question->file_chosen;
  again->file = g_object_ref (file);
  lp_question_ask (parent, heading, _("There is a file of this name. Its content will be lost."),
                   answers, G_N_ELEMENTS (answers), replace_answered_cb,
                   (LpAsker) { object, again, question_free });
}

static GFile *
add_suffix (GFile      *file,
            const char *suffix)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *longer = NULL;
  g_autoptr (GFile) folder = NULL;

  if (g_str_has_suffix (name, suffix))
    return g_object_ref (file);

  longer = g_strconcat (name, suffix, NULL);
  folder = g_file_get_parent (file);

  return g_file_get_child (folder, longer);
}

static void
save_response_cb (GtkNativeDialog *dialog,
                  int              response,
                  Question        *question)
{
  g_autoptr (GObject) object = g_weak_ref_get (&question->object);
  g_autoptr (GFile) typed = NULL;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT && object != NULL)
    {
      typed = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      file = add_suffix (typed, question->suffix);

      if (!g_file_equal (file, typed) && g_file_query_exists (file, NULL))
        ask_to_replace (gtk_native_dialog_get_transient_for (dialog), file, object, question);
      else
        question->file_chosen (object, question->about, file);
    }

  g_object_unref (dialog);
}

void
lp_file_dialogs_save (GtkWindow    *parent,
                      const char   *title,
                      const char   *name,
                      const char   *suffix,
                      GFile        *folder,
                      LpFileChosen  callback,
                      LpAsker       asker)
{
  GtkFileChooserNative *chooser;
  Question *question = question_new (asker);

  g_return_if_fail (GTK_IS_WINDOW (parent));

  question->file_chosen = callback;
  question->suffix = g_strdup (suffix);
  chooser = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE,
                                         _("_Save"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
  show (chooser, G_CALLBACK (save_response_cb), question);
}

void
lp_file_dialogs_failed (GtkWindow  *parent,
                        const char *heading,
                        const char *reason)
{
  GtkWidget *dialog;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  dialog = lp_message_new (parent, heading, reason);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}
