/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/widgets/question.h"

#include <glib/gi18n.h>

#include "model/text.h"

typedef struct
{
  GWeakRef       object;
  gpointer       about;
  GDestroyNotify free;
  LpAnswered     callback;
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_weak_ref_clear (&question->object);
  if (question->free != NULL)
    question->free (question->about);
  g_free (question);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Question         *question)
{
  g_autoptr (GObject) object = g_weak_ref_get (&question->object);

  /* The answer may be that its window goes: GTK 4.8 would look for that when the dialog does. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  if (object != NULL)
    question->callback (object, question->about, response);
}

static void
add_answer (AdwMessageDialog *dialog,
            const LpAnswer   *answer)
{
  adw_message_dialog_add_response (dialog, answer->response, _(answer->label));
  adw_message_dialog_set_response_appearance (dialog, answer->response, answer->appearance);
  if (answer->appearance == ADW_RESPONSE_SUGGESTED)
    adw_message_dialog_set_default_response (dialog, answer->response);
}

GtkWidget *
lp_message_new (GtkWindow  *parent,
                const char *heading,
                const char *body)
{
  g_autofree char *line = lp_text_to_line (heading, LP_TEXT_SENTENCE);
  g_autofree char *lines = lp_text_to_lines (body);

  return adw_message_dialog_new (parent, line, lines);
}

GtkWidget *
lp_question_ask (GtkWindow      *parent,
                 const char     *heading,
                 const char     *body,
                 const LpAnswer *answers,
                 guint           n_answers,
                 LpAnswered      callback,
                 LpAsker         asker)
{
  GtkWidget *dialog;
  Question *question;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (n_answers > 0, NULL);

  question = g_new0 (Question, 1);
  g_weak_ref_init (&question->object, asker.object);
  question->about = asker.about;
  question->free = asker.free;
  question->callback = callback;

  dialog = lp_message_new (parent, heading, body);
  for (guint i = 0; i < n_answers; i++)
    add_answer (ADW_MESSAGE_DIALOG (dialog), &answers[i]);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), answers[0].response);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));

  return dialog;
}
