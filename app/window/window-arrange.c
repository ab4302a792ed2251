/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/window-private.h"

#include <glib/gi18n.h>

#include "layout/place.h"
#include "model/box.h"
#include "window/arrange.h"
#include "window/file-dialogs.h"
#include "window/work-bar.h"

typedef struct
{
  GWeakRef    window;
  GtkWidget  *bar;
  LpDocument *document;     /* The window may show another by then. */
  gboolean    opening;      /* It never had places: there is nothing to go back to. */
} Arrangement;

static void
arrangement_free (Arrangement *arrangement)
{
  g_weak_ref_clear (&arrangement->window);
  g_clear_object (&arrangement->bar);
  g_clear_object (&arrangement->document);
  g_free (arrangement);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arrangement, arrangement_free)

/* The design as it is opened cannot be undone, unless somebody was quicker. */
static void
adopt (LpWindow *self,
       LpDesign *placed,
       gboolean  opening)
{
  LpHistory *history = lp_document_get_history (self->document);

  if (!opening || lp_history_can_undo (history))
    {
      lp_canvas_arrange (self->canvas, placed);
      return;
    }

  lp_place_adopt (lp_document_get_design (self->document), placed);
  lp_history_clear (history);
  lp_canvas_fit (self->canvas);
}

static void
arranged_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Arrangement) arrangement = user_data;
  g_autoptr (LpWindow) self = g_weak_ref_get (&arrangement->window);
  g_autoptr (GError) error = NULL;
  g_autoptr (LpDesign) placed = lp_arrange_finish (result, &error);

  if (self == NULL)
    return;

  gtk_box_remove (self->works, arrangement->bar);
  self->arranging = FALSE;
  lp_window_update_actions (self);

  if (placed != NULL && self->document == arrangement->document)
    adopt (self, placed, arrangement->opening);
  else if (placed == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lp_file_dialogs_failed (GTK_WINDOW (self), _("Could Not Arrange the Design"), error->message);
}

void
lp_window_arrange (LpWindow *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Arrangement *arrangement;

  g_return_if_fail (LP_IS_WINDOW (self) && self->document != NULL);

  arrangement = g_new0 (Arrangement, 1);
  g_weak_ref_init (&arrangement->window, self);
  arrangement->document = g_object_ref (self->document);
  arrangement->opening = lp_box_none_is_placed (lp_document_get_design (self->document));
  arrangement->bar = g_object_ref_sink (lp_work_bar_new (_("Arranging…"), cancellable));
  gtk_box_append (self->works, arrangement->bar);

  self->arranging = TRUE;
  lp_window_update_actions (self);
  lp_arrange_async (lp_document_get_design (self->document), cancellable, arranged_cb, arrangement);
}
