/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/dialogs/file-dialogs.h"

#include <glib/gi18n.h>

/* Who is to be told, if they are still there. */
typedef struct
{
  GWeakRef       object;
  LpFilesChosen  files_chosen;
  LpFileChosen   file_chosen;
  LpAnswered     answered;
  char          *suffix;
} Question;

static Question *
question_new (gpointer object)
{
  Question *question = g_new0 (Question, 1);

  g_weak_ref_init (&question->object, object);

  return question;
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_weak_ref_clear (&question->object);
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

/* A native dialog belongs to nobody: it keeps itself until it is answered, or its window is
 * gone. */
static void
show (GtkFileChooserNative *chooser,
      GCallback             callback,
      Question             *question)
{
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
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
                      gpointer       object)
{
  GtkFileChooserNative *chooser;
  Question *question = question_new (object);

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
replace_response_cb (AdwMessageDialog *dialog,
                     const char       *response,
                     Question         *question)
{
  g_autoptr (GObject) object = g_weak_ref_get (&question->object);

  if (object != NULL && g_str_equal (response, "replace"))
    question->file_chosen (object, g_object_get_data (G_OBJECT (dialog), "file"));
}

/* The chooser asked about the name as typed, not about the one with the suffix. Takes @question
 * over. */
static void
ask_to_replace (GtkWindow *parent,
                GFile     *file,
                Question  *question)
{
  g_autofree char *name = g_file_get_basename (file);
  GtkWidget *dialog = adw_message_dialog_new (parent, NULL, NULL);

  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _("Replace “%s”?"), name);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                               _("There is a file of this name. Its content will be lost."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"), "replace", _("_Replace"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "replace",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (dialog), "file", g_object_ref (file), g_object_unref);
  g_signal_connect_data (dialog, "response", G_CALLBACK (replace_response_cb), question,
                         question_closure_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
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
        {
          Question *again = question_new (object);

          again->file_chosen = question->file_chosen;
          ask_to_replace (gtk_native_dialog_get_transient_for (dialog), file, again);
        }
      else
        {
          question->file_chosen (object, file);
        }
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
                      gpointer      object)
{
  GtkFileChooserNative *chooser;
  Question *question = question_new (object);

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

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             Question         *question)
{
  g_autoptr (GObject) object = g_weak_ref_get (&question->object);

  if (object != NULL)
    question->answered (object, response);
}

void
lp_file_dialogs_save_changes (GtkWindow  *parent,
                              const char *title,
                              LpAnswered  callback,
                              gpointer    object)
{
  GtkWidget *dialog;
  Question *question = question_new (object);

  g_return_if_fail (GTK_IS_WINDOW (parent));

  question->answered = callback;
  dialog = adw_message_dialog_new (parent, _("Save Changes?"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _("“%s” has changes that are not saved. They will be lost."),
                                  title);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"),
                                    "discard", _("_Discard"),
                                    "save", _("_Save"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question,
                         question_closure_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
lp_file_dialogs_reload (GtkWindow  *parent,
                        const char *title,
                        LpAnswered  callback,
                        gpointer    object)
{
  GtkWidget *dialog;
  Question *question = question_new (object);

  g_return_if_fail (GTK_IS_WINDOW (parent));

  question->answered = callback;
  dialog = adw_message_dialog_new (parent, _("Discard Your Changes?"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _("“%s” has changes that are not saved. Reloading the file "
                                    "loses them."),
                                  title);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"),
                                    "reload", _("_Discard and Reload"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "reload",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question,
                         question_closure_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
lp_file_dialogs_failed (GtkWindow  *parent,
                        const char *heading,
                        const char *reason)
{
  GtkWidget *dialog;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  dialog = adw_message_dialog_new (parent, heading, reason);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}
