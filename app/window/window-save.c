/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "file/format.h"
#include "file/writer.h"
#include "window/dialogs/file-dialogs.h"
#include "document/file-facts.h"
#include "document/save-job.h"
#include "window/panels/recent.h"
#include "window/widgets/work-bar.h"

#define SUFFIX ".linchpin"

/* One design to be saved. By the time a place is chosen or the file is written, the window may be
 * closed or show another. */
typedef struct
{
  LpDocument *document;
  GFile      *file;         /* NULL: the user is still to be asked. */
  gboolean    overwrites;   /* Whatever the file is by now. */
  gboolean    then_close;
} Order;

static Order *
order_new (LpDocument *document,
           GFile      *file,
           gboolean    overwrites,
           gboolean    then_close)
{
  Order *order = g_new0 (Order, 1);

  order->document = g_object_ref (document);
  g_set_object (&order->file, file);
  order->overwrites = overwrites;
  order->then_close = then_close;

  return order;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  g_object_unref (order->document);
  g_clear_object (&order->file);
  g_free (order);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Order, order_free)

/* An order that is being carried out, in the background. */
typedef struct
{
  GWeakRef   window;
  GtkWidget *bar;           /* A reference is held. */
  Order     *order;
  guint64    revision;      /* What is written. */
} Saving;

static void
saving_free (Saving *saving)
{
  g_weak_ref_clear (&saving->window);
  g_clear_object (&saving->bar);
  order_free (saving->order);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

/* What was changed while the file was being written is not in it. */
static void
adopt_saved (Saving  *saving,
             LpStamp *stamp)
{
  LpDocument *document = saving->order->document;
  LpHistory *history = lp_document_get_history (document);

  lp_document_set_file (document, saving->order->file, stamp);
  if (lp_history_get_revision (history) == saving->revision)
    lp_history_mark_saved (history);

  lp_recent_add (saving->order->file);
}

static void choose_place (LpWindow   *self,
                          Order      *order,
                          const char *suffix);
static void carry_out    (LpWindow   *self,
                          Order      *order);

static void
unexpected_answered_cb (gpointer    object,
                        gpointer    about,
                        const char *response)
{
  const Order *order = about;
  /* Translators: added to the name of a file. */
  g_autofree char *copy = g_strconcat (_(" (copy)"), SUFFIX, NULL);

  if (g_str_equal (response, "save"))
    carry_out (object, order_new (order->document, order->file, TRUE, order->then_close));
  else if (!g_str_equal (response, "cancel"))
    choose_place (object, order_new (order->document, NULL, TRUE, order->then_close),
                  g_str_equal (response, "copy") ? copy : SUFFIX);
}

/* The file or its folder is not what it was: what somebody else wrote there would be lost, or the
 * design would be where nobody looks for it. */
static void
ask_nevertheless (LpWindow    *self,
                  const Order *order,
                  gboolean     moved)
{
  static const LpAnswer changed_answers[] = {
    { "cancel", N_("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "save", N_("_Overwrite"), ADW_RESPONSE_DESTRUCTIVE },
    { "copy", N_("_Keep Both…"), ADW_RESPONSE_SUGGESTED },
  };
  static const LpAnswer moved_answers[] = {
    { "cancel", N_("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "save", N_("Save _There"), ADW_RESPONSE_DEFAULT },
    { "elsewhere", N_("Save _As…"), ADW_RESPONSE_SUGGESTED },
  };
  const char *body = moved ? _("Its folder is not the one it was in: perhaps its disk is not there "
                               "at the moment.")
                           : _("The file was changed since you began to work on it. What was "
                               "changed there is not in your design, and saving would lose it.");
  g_autofree char *name = lp_file_facts_dup_name (order->file);
  g_autofree char *heading = g_strdup_printf (moved ? _("Save “%s” There?")
                                                    : _("Overwrite “%s”?"), name);

  lp_question_ask (GTK_WINDOW (self), heading, body, moved ? moved_answers : changed_answers,
                   G_N_ELEMENTS (changed_answers), unexpected_answered_cb,
                   (LpAsker) { self, order_new (order->document, order->file, FALSE,
                                                order->then_close), order_free });
}

static void
say_not_saved (LpWindow     *self,
               const Order  *order,
               const GError *error)
{
  g_autofree char *name = lp_file_facts_dup_name (order->file);
  g_autofree char *heading = g_strdup_printf (_("Could not save “%s”"), name);

  if (g_error_matches (error, LP_FILE_ERROR, LP_FILE_ERROR_CHANGED))
    ask_nevertheless (self, order, FALSE);
  else if (g_error_matches (error, LP_FILE_ERROR, LP_FILE_ERROR_MOVED))
    ask_nevertheless (self, order, TRUE);
  else
    lp_file_dialogs_failed (GTK_WINDOW (self), heading, error->message);
}

static void begin (LpWindow *self);

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (LpWindow) self = g_weak_ref_get (&saving->window);
  const Order *order = saving->order;
  g_autoptr (GError) error = NULL;
  g_autoptr (LpStamp) stamp = NULL;
  gboolean saved = lp_save_job_finish (result, &stamp, &error);

  if (saved)
    adopt_saved (saving, stamp);
  if (self == NULL)
    return;

  gtk_box_remove (self->works, saving->bar);
  self->saving = FALSE;
  if (!saved)
    say_not_saved (self, order, error);
  else if (self->document == order->document)
    lp_window_forget_banners (self);
  lp_window_watch_file (self);
  lp_window_update_actions (self);

  begin (self);
  if (saved && order->then_close && self->document == order->document)
    gtk_window_close (GTK_WINDOW (self));
  lp_window_go_on_closing (self, saved);
}

/* The next order, if there is one: the bytes are what the design is now. */
static void
begin (LpWindow *self)
{
  g_autoptr (GBytes) bytes = NULL;
  LpStamp *expected;
  Saving *saving;
  Order *order;

  if (self->saving || (order = g_queue_pop_head (&self->orders)) == NULL)
    return;

  lp_window_cancel_reload (self);
  self->saving = TRUE;
  g_clear_object (&self->watch);
  lp_window_update_actions (self);

  saving = g_new0 (Saving, 1);
  g_weak_ref_init (&saving->window, self);
  saving->order = order;
  bytes = lp_file_write_bytes (lp_document_get_design (order->document));
  saving->revision = lp_history_get_revision (lp_document_get_history (order->document));
  expected = order->overwrites ? NULL : lp_document_find_stamp (order->document);
  saving->bar = g_object_ref_sink (lp_work_bar_new (_("Saving…"), NULL));
  gtk_box_append (self->works, saving->bar);

  lp_save_job_async (order->file, bytes, expected, saved_cb, saving);
}

/* Takes @order over. One after the other: the newest must be the last to be written. */
static void
carry_out (LpWindow *self,
           Order    *order)
{
  g_queue_push_tail (&self->orders, order);
  begin (self);
}

void
lp_window_forget_orders (LpWindow *self)
{
  g_queue_clear_full (&self->orders, order_free);
}

static void
place_chosen_cb (gpointer  object,
                 gpointer  about,
                 GFile    *file)
{
  const Order *order = about;

  carry_out (object, order_new (order->document, file, TRUE, order->then_close));
}

char *
lp_window_make_file_name (LpDocument *document,
                          const char *suffix)
{
  GFile *file = lp_document_find_file (document);
  LpElement *root = lp_design_get_root (lp_document_get_design (document));
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  if (file != NULL && g_str_has_suffix (name, SUFFIX))
    name[strlen (name) - strlen (SUFFIX)] = '\0';

  return lp_file_facts_make_name (name != NULL ? name
                                               : lp_element_get_text (root, LP_ATTRIBUTE_TITLE),
                                  suffix);
}

/* Takes @order over. */
static void
choose_place (LpWindow   *self,
              Order      *order,
              const char *suffix)
{
  GFile *file = lp_document_find_file (order->document);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char *name = lp_window_make_file_name (order->document, suffix);

  lp_file_dialogs_save (GTK_WINDOW (self), _("Save As"), name, SUFFIX, folder, place_chosen_cb,
                        (LpAsker) { self, order, order_free });
}

void
lp_window_save_as (LpWindow *self)
{
  g_return_if_fail (LP_IS_WINDOW (self) && self->document != NULL);

  lp_canvas_finish (self->canvas);
  choose_place (self, order_new (self->document, NULL, TRUE, FALSE), SUFFIX);
}

void
lp_window_save (LpWindow *self,
                gboolean  then_close)
{
  GFile *file;

  g_return_if_fail (LP_IS_WINDOW (self) && self->document != NULL);

  lp_canvas_finish (self->canvas);
  file = lp_document_find_file (self->document);
  if (file != NULL)
    carry_out (self, order_new (self->document, file, FALSE, then_close));
  else
    choose_place (self, order_new (self->document, NULL, TRUE, then_close), SUFFIX);
}
