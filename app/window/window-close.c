/* SPDX-License-Identifier: MIT */
/* Closing the window: after asking about what is not saved, and when what is written is written. */
#include "config.h"

#include "window/window-private.h"

#include <glib/gi18n.h>

#include "window/widgets/question.h"

/* What is written sooner needs no question, in milliseconds. */
#define SOON 300

static gboolean
is_writing (LpWindow *self)
{
  return self->saving || self->exports.length > 0;
}

/* The question is void; nobody answered it. */
static void
forget_wish (LpWindow *self)
{
  GtkWidget *question = self->waiting;

  g_clear_handle_id (&self->patience, g_source_remove);
  self->closes = FALSE;
  g_clear_weak_pointer (&self->waiting);
  if (question == NULL)
    return;

  gtk_window_set_transient_for (GTK_WINDOW (question), NULL);
  gtk_window_destroy (GTK_WINDOW (question));
}

static void
waiting_answered_cb (gpointer    object,
                     gpointer    about,
                     const char *response)
{
  LpWindow *self = object;

  g_clear_weak_pointer (&self->waiting);
  forget_wish (self);
  if (!g_str_equal (response, "close"))
    return;

  lp_window_forget_exports (self);
  self->left = self->saving;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
ask_to_wait_cb (gpointer user_data)
{
  static const LpAnswer answers[] = {
    { "keep", N_("_Keep Open"), ADW_RESPONSE_DEFAULT },
    { "close", N_("Close _Anyway"), ADW_RESPONSE_DESTRUCTIVE },
  };
  LpWindow *self = user_data;
  const char *heading = self->saving ? _("Still Saving") : _("Still Exporting");
  const char *body = self->saving
    ? _("The window closes as soon as the file is written. If you close it at once, your work is "
        "kept as a draft, which Linchpin offers you when it starts the next time.")
    : _("The window closes as soon as the picture is written. If you close it at once, there may "
        "be no picture.");
  GtkWidget *question;

  self->patience = 0;
  question = lp_question_ask (GTK_WINDOW (self), heading, body, answers, G_N_ELEMENTS (answers),
                              waiting_answered_cb, (LpAsker) { self, NULL, NULL });
  g_set_weak_pointer (&self->waiting, question);

  return G_SOURCE_REMOVE;
}

static void
wait_to_close (LpWindow *self)
{
  self->closes = TRUE;
  if (self->waiting != NULL)
    gtk_window_present (GTK_WINDOW (self->waiting));
  else if (self->patience == 0)
    self->patience = g_timeout_add (SOON, ask_to_wait_cb, self);
}

void
lp_window_go_on_closing (LpWindow *self,
                         gboolean  written)
{
  gboolean closes = self->closes;

  if (written && is_writing (self))
    return;

  forget_wish (self);
  if (written && closes)
    gtk_window_close (GTK_WINDOW (self));
}

void
lp_window_end_closing (LpWindow *self)
{
  forget_wish (self);
  g_clear_weak_pointer (&self->closing);
}

/* Asked about one design, the answer is about no other: that one is asked about by itself. */
static void
closing_answered_cb (gpointer    object,
                     gpointer    about,
                     const char *response)
{
  LpWindow *self = object;

  g_clear_weak_pointer (&self->closing);
  if (g_str_equal (response, "cancel"))
    return;

  if (g_str_equal (response, "save") && self->document == about)
    {
      lp_window_save (self, TRUE);
      return;
    }

  self->discarded = self->document == about;
  gtk_window_close (GTK_WINDOW (self));
  self->discarded = FALSE;
}

static void
ask_to_save (LpWindow *self)
{
  static const LpAnswer answers[] = {
    { "cancel", N_("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "discard", N_("_Discard"), ADW_RESPONSE_DESTRUCTIVE },
    { "save", N_("_Save"), ADW_RESPONSE_SUGGESTED },
  };
  g_autofree char *body = NULL;
  GtkWidget *question;

  body = g_strdup_printf (_("“%s” has changes that are not saved. They will be lost."),
                          lp_document_get_title (self->document));
  question = lp_question_ask (GTK_WINDOW (self), _("Save Changes?"), body,
                              answers, G_N_ELEMENTS (answers), closing_answered_cb,
                              (LpAsker) { self, g_object_ref (self->document), g_object_unref });
  g_set_weak_pointer (&self->closing, question);
}

gboolean
lp_window_may_close (LpWindow *self)
{
  if (self->left)
    return TRUE;

  if (is_writing (self))
    {
      wait_to_close (self);
      return FALSE;
    }

  lp_canvas_finish (self->canvas);
  if (self->document == NULL || self->discarded || lp_document_is_saved (self->document))
    return TRUE;

  if (self->closing != NULL)
    gtk_window_present (GTK_WINDOW (self->closing));
  else
    ask_to_save (self);

  return FALSE;
}
