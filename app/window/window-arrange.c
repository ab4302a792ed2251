/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/window-private.h"

#include <glib/gi18n.h>

#include "layout/place.h"
#include "model/box.h"
#include "document/arrange-job.h"
#include "window/dialogs/file-dialogs.h"
#include "window/widgets/work-bar.h"

typedef struct
{
  GWeakRef      window;
  GtkWidget    *bar;
  LpDocument   *document;       /* The window may show another by then, */
  GCancellable *cancellable;    /* and look for other places. */
  guint64       revision;
  gboolean      opening;        /* It never had places: there is nothing to go back to. */
  gboolean      partial;
} Arrangement;

static void
arrangement_free (Arrangement *arrangement)
{
  g_weak_ref_clear (&arrangement->window);
  g_clear_object (&arrangement->bar);
  g_clear_object (&arrangement->document);
  g_clear_object (&arrangement->cancellable);
  g_free (arrangement);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arrangement, arrangement_free)

/* The design as it is opened cannot be undone, unless somebody was quicker. */
static void
adopt (LpWindow          *self,
       LpDesign          *placed,
       const Arrangement *arrangement)
{
  LpHistory *history = lp_document_get_history (self->document);
  guint64 revision = lp_history_get_revision (history);

  if (arrangement->opening && revision == arrangement->revision &&
      lp_history_is_saved (history))
    {
      lp_place_adopt (lp_document_get_design (self->document), placed);
      lp_history_clear (history);
      lp_canvas_fit (self->canvas);
      return;
    }

  lp_canvas_arrange (self->canvas, placed, !arrangement->partial);
  if (lp_history_get_revision (history) != revision)
    lp_window_toast_undo (self, _("Arranged"));
  else
    lp_window_toast (self, _("Everything is in its place"));
}

static void
arranged_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Arrangement) arrangement = user_data;
  g_autoptr (LpWindow) self = g_weak_ref_get (&arrangement->window);
  g_autoptr (GError) error = NULL;
  g_autoptr (LpDesign) placed = lp_arrange_job_finish (result, &error);

  if (self == NULL)
    return;

  gtk_box_remove (self->works, arrangement->bar);
  if (self->arranging == arrangement->cancellable)
    g_clear_object (&self->arranging);
  lp_window_update_actions (self);

  if (self->document != arrangement->document)
    return;

  if (placed != NULL)
    adopt (self, placed, arrangement);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lp_file_dialogs_failed (GTK_WINDOW (self), _("Could Not Arrange the Design"), error->message);
}

static void
arrange (LpWindow   *self,
         const char *direction,
         GPtrArray  *only)
{
  LpDesign *design = lp_document_get_design (self->document);
  Arrangement *arrangement = g_new0 (Arrangement, 1);

  lp_canvas_finish (self->canvas);
  self->arranging = g_cancellable_new ();
  g_weak_ref_init (&arrangement->window, self);
  arrangement->document = g_object_ref (self->document);
  arrangement->cancellable = g_object_ref (self->arranging);
  arrangement->revision = lp_history_get_revision (lp_design_get_history (design));
  arrangement->opening = lp_box_none_is_placed (design);
  arrangement->partial = only != NULL;
  arrangement->bar = g_object_ref_sink (lp_work_bar_new (_("Arranging…"), self->arranging));
  gtk_box_append (self->works, arrangement->bar);

  lp_window_update_actions (self);
  lp_arrange_job_async (design, direction, only, self->arranging, arranged_cb, arrangement);
}

void
lp_window_arrange (LpWindow   *self,
                   const char *direction)
{
  g_return_if_fail (LP_IS_WINDOW (self) && self->document != NULL);

  if (self->arranging == NULL)
    arrange (self, direction, NULL);
}

/* Nobody waits for it any more. */
void
lp_window_cancel_arrange (LpWindow *self)
{
  g_cancellable_cancel (self->arranging);
  g_clear_object (&self->arranging);
}

/* Links go where their ends go. */
static GPtrArray *
list_selected_boxes (LpWindow *self)
{
  GListModel *selection = lp_canvas_get_selection (self->canvas);
  GPtrArray *boxes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (selection); i++)
    {
      g_autoptr (LpElement) element = g_list_model_get_item (selection, i);

      if (lp_kind_is_box (lp_element_get_kind (element)))
        g_ptr_array_add (boxes, g_steal_pointer (&element));
    }

  return boxes;
}

/* Of one alone only what is in it can be arranged. */
static gboolean
can_arrange (GPtrArray *boxes)
{
  return boxes->len > 1 ||
         (boxes->len == 1 && lp_kind_is_container (lp_element_get_kind (boxes->pdata[0])));
}

void
lp_window_arrange_selection (LpWindow *self)
{
  g_autoptr (GPtrArray) boxes = NULL;

  g_return_if_fail (LP_IS_WINDOW (self) && self->document != NULL);

  boxes = list_selected_boxes (self);
  if (self->arranging == NULL && can_arrange (boxes))
    arrange (self, NULL, boxes);
}

/* A choice in a menu: arranges that way, and the design remembers it. */
static void
direction_cb (GSimpleAction *action,
              GVariant      *value,
              gpointer       user_data)
{
  lp_window_arrange (user_data, g_variant_get_string (value, NULL));
}

/* Escape, wherever the keyboard is: as long as it is not done nothing has happened. */
static gboolean
key_cb (LpWindow *self,
        guint     key)
{
  if (key != GDK_KEY_Escape)
    return FALSE;
  if (self->arranging == NULL)
    return lp_canvas_take_back (self->canvas);

  g_cancellable_cancel (self->arranging);

  return TRUE;
}

void
lp_window_update_arrange (LpWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "arrange-direction");
  static const char *const names[] = { "win.arrange", "win.arrange-right", "win.arrange-down" };
  gboolean can = self->document != NULL && self->arranging == NULL;
  g_autoptr (GPtrArray) boxes = list_selected_boxes (self);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], can);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.arrange-selection",
                                 can && can_arrange (boxes));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), can);

  if (self->document != NULL)
    {
      LpElement *root = lp_design_get_root (lp_document_get_design (self->document));
      int direction = lp_element_get_choice (root, LP_ATTRIBUTE_DIRECTION);
      const LpChoice *choices = lp_attribute_get_row (LP_ATTRIBUTE_DIRECTION)->choices;

      g_simple_action_set_state (G_SIMPLE_ACTION (action),
                                 g_variant_new_string (choices[direction].key));
    }
}

/* A window that goes takes its selection with it. */
static void
selection_changed_cb (LpWindow *self)
{
  if (self->canvas != NULL)
    lp_window_update_arrange (self);
}

void
lp_window_init_arrange (LpWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "arrange-direction", .parameter_type = "s", .state = "'right'",
      .activate = direction_cb },
  };
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (lp_canvas_get_selection (self->canvas), "items-changed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
}
