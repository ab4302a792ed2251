/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/dialogs/finding-dialogs.h"

#include <glib/gi18n.h>

#include "rules/engine/waiver.h"
#include "window/dialogs/fix-preview.h"
#include "window/widgets/question.h"
#include "window/widgets/text-row.h"

/* What a dialog is about, for as long as it is open. */
typedef struct
{
  LpFinding         *finding;
  LpDesign          *design;
  GWeakRef           object;
  LpFindingAnswered  answered;

  AdwMessageDialog  *dialog;
  GtkEditable       *reason;
  GtkEditable       *until;
  LpTextRow         *sentence;
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->finding);
  g_object_unref (question->design);
  g_weak_ref_clear (&question->object);
  g_free (question);
}

static Question *
ask (GtkWindow         *parent,
     LpFinding         *finding,
     LpDesign          *design,
     LpFindingAnswered  answered,
     gpointer           object,
     const char        *heading,
     const char        *yes,
     const char        *yes_label)
{
  Question *question = g_new0 (Question, 1);
  GtkWidget *dialog = lp_message_new (parent, heading, lp_finding_get_message (finding));

  question->finding = g_object_ref (finding);
  question->design = g_object_ref (design);
  question->dialog = ADW_MESSAGE_DIALOG (dialog);
  g_weak_ref_init (&question->object, object);
  question->answered = answered;

  adw_message_dialog_add_responses (question->dialog, "cancel", _("_Cancel"), yes, yes_label, NULL);
  adw_message_dialog_set_response_appearance (question->dialog, yes, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (question->dialog, yes);
  adw_message_dialog_set_close_response (question->dialog, "cancel");

  return question;
}

/* Takes @question over. */
static void
present (Question  *question,
         GCallback  callback)
{
  g_signal_connect_data (question->dialog, "response", callback, question, question_free, 0);
  gtk_window_present (GTK_WINDOW (question->dialog));
}

static void
tell (Question   *question,
      const char *words,
      const char *until)
{
  g_autoptr (GObject) object = g_weak_ref_get (&question->object);

  if (object != NULL)
    question->answered (object, question->finding, question->design, words, until);
}

static void
fix_response_cb (AdwMessageDialog *dialog,
                 const char       *response,
                 Question         *question)
{
  if (g_str_equal (response, "fix"))
    tell (question, NULL, NULL);
}

void
lp_finding_dialogs_fix (GtkWindow         *parent,
                        LpFinding         *finding,
                        LpDesign          *design,
                        LpFindingAnswered  answered,
                        gpointer           object)
{
  Question *question = ask (parent, finding, design, answered, object, _("Fix This?"), "fix",
                            _("_Fix"));
  g_auto (GStrv) changes = lp_fix_preview_list (finding, design);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; changes[i] != NULL; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *title = g_markup_escape_text (changes[i], -1);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }

  if (changes[0] == NULL)
    {
      adw_message_dialog_set_body (question->dialog,
                                   _("This fix does not help the design as it is now."));
      adw_message_dialog_set_response_enabled (question->dialog, "fix", FALSE);
      g_object_ref_sink (list);
      g_object_unref (list);
    }
  else
    {
      adw_message_dialog_set_extra_child (question->dialog, list);
    }

  present (question, G_CALLBACK (fix_response_cb));
}

static const char *
get_until (Question *question)
{
  const char *until = gtk_editable_get_text (question->until);

  return *until != '\0' ? until : NULL;
}

static void
check_answer_cb (Question *question)
{
  const char *until = get_until (question);
  gboolean valid = until == NULL || lp_waiver_is_day (until);
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (question->reason)));

  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (question->until), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (question->until), "error");

  adw_message_dialog_set_response_enabled (question->dialog, "accept", valid && *reason != '\0');
}

static void
accept_response_cb (AdwMessageDialog *dialog,
                    const char       *response,
                    Question         *question)
{
  if (g_str_equal (response, "accept"))
    tell (question, gtk_editable_get_text (question->reason), get_until (question));
}

static GtkEditable *
add_entry (GtkWidget  *list,
           const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);

  return GTK_EDITABLE (row);
}

void
lp_finding_dialogs_accept (GtkWindow         *parent,
                           LpFinding         *finding,
                           LpDesign          *design,
                           LpFindingAnswered  answered,
                           gpointer           object)
{
  Question *question = ask (parent, finding, design, answered, object, _("Accept This?"), "accept",
                            _("_Accept"));
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  question->reason = add_entry (list, _("Reason"));
  question->until = add_entry (list, _("Until, like 2027-01-31 (empty: for good)"));
  g_signal_connect_swapped (question->reason, "changed", G_CALLBACK (check_answer_cb), question);
  g_signal_connect_swapped (question->until, "changed", G_CALLBACK (check_answer_cb), question);

  adw_message_dialog_set_extra_child (question->dialog, list);
  check_answer_cb (question);
  present (question, G_CALLBACK (accept_response_cb));
}

static void
write_response_cb (AdwMessageDialog *dialog,
                   const char       *response,
                   Question         *question)
{
  if (g_str_equal (response, "write"))
    tell (question, lp_text_row_get_text (question->sentence), NULL);
}

void
lp_finding_dialogs_write (GtkWindow         *parent,
                          LpFinding         *finding,
                          LpDesign          *design,
                          LpFindingAnswered  answered,
                          gpointer           object)
{
  Question *question = ask (parent, finding, design, answered, object, _("Explain This"), "write",
                            _("_Keep"));
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = lp_text_row_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Your sentence for the answer"));
  question->sentence = LP_TEXT_ROW (row);
  lp_text_row_set_text (question->sentence, lp_finding_get_sentence (finding));

  adw_message_dialog_set_extra_child (question->dialog, list);
  present (question, G_CALLBACK (write_response_cb));
  gtk_widget_grab_focus (row);
}
