/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (LpCanvas, lp_canvas, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ZOOM,
  PROP_FINDING,
  PROP_MINIMAP,
  PROP_OUTLINE,
  N_PROPS,
};

enum
{
  SIGNAL_PART_CLICKED,
  SIGNAL_MARK_CLICKED,
  SIGNAL_MESSAGE,
  SIGNAL_VIEW_CHANGED,
  N_SIGNALS,
};

/* What can be shown besides the drawing; each is a boolean property. */
static const char *const parts[] = { "finding", "minimap", "outline" };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* So many links are routed while the window waits: it takes no longer than a few frames. */
#define PATIENCE 400

LpScene *
lp_canvas_get_scene (LpCanvas *self)
{
  const LpPoint corner = lp_canvas_to_drawing (self, 0, 0);
  const LpRect view = {
    corner.x, corner.y, gtk_widget_get_width (GTK_WIDGET (self)) / self->zoom,
    gtk_widget_get_height (GTK_WIDGET (self)) / self->zoom,
  };

  lp_scene_set_view (self->scene, &view);
  if (lp_scene_update (self->scene, NULL))
    lp_canvas_soil (self);

  return self->scene;
}

static void
scene_ready_cb (gpointer user_data)
{
  LpCanvas *self = user_data;

  lp_canvas_get_scene (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lp_canvas_message (LpCanvas   *self,
                   const char *message)
{
  lp_canvas_announce (self, message);
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, message);
}

static void
lp_canvas_size_allocate (GtkWidget *widget,
                         int        width,
                         int        height,
                         int        baseline)
{
  LpCanvas *self = LP_CANVAS (widget);

  if (self->wants_fit && self->scene != NULL && width > 1 && height > 1)
    {
      self->wants_fit = FALSE;
      lp_canvas_fit (self);
    }

  lp_canvas_allocate_name (self);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
  lp_canvas_view_changed (self);
}

void
lp_canvas_view_changed (LpCanvas *self)
{
  g_signal_emit (self, signals[SIGNAL_VIEW_CHANGED], 0);
}

static void
history_edited_cb (LpCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
is_missing (LpCanvas  *self,
            LpElement *element)
{
  return element != NULL && lp_element_get_design (element) != self->design;
}

/* Whatever is remembered from before may have left the design. */
static void
forget_missing (LpCanvas *self)
{
  if (is_missing (self, self->edited))
    lp_canvas_end_name (self, FALSE);
  if (is_missing (self, self->hover) || is_missing (self, self->handle_element))
    lp_canvas_forget_hover (self);
  if (is_missing (self, self->link_from))
    self->link_from = NULL;
  lp_canvas_prune_selection (self);
}

static void
history_changed_cb (LpCanvas *self)
{
  lp_canvas_check_gesture (self);
  forget_missing (self);
  if (self->highlight != NULL)
    lp_canvas_show (self, NULL);

  lp_canvas_update_actions (self);
  lp_canvas_view_changed (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
theme_changed_cb (LpCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_document (LpCanvas *self)
{
  lp_canvas_cancel_gesture (self);
  lp_canvas_end_name (self, FALSE);
  lp_tiles_clear (self->tiles);
  g_clear_pointer (&self->highlight, g_hash_table_unref);
  g_clear_pointer (&self->marks, g_hash_table_unref);
  g_clear_pointer (&self->scene, lp_scene_free);
  g_list_store_remove_all (self->selection);
  g_hash_table_remove_all (self->selected);
  g_signal_group_set_target (self->history_signals, NULL);
  g_clear_pointer (&self->flying, g_array_unref);
  g_clear_pointer (&self->flight_lines, lp_flight_lines_free);
  lp_canvas_stop_view (self);
  lp_canvas_forget_hover (self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->link_from = NULL;
  self->added_revision = G_MAXUINT64;
  self->design = NULL;
  self->history = NULL;
  g_clear_object (&self->document);
}

void
lp_canvas_set_document (LpCanvas   *self,
                        LpDocument *document)
{
  g_return_if_fail (LP_IS_CANVAS (self));
  g_return_if_fail (document == NULL || LP_IS_DOCUMENT (document));

  if (self->document == document)
    return;

  leave_document (self);
  if (document == NULL)
    return;

  self->document = g_object_ref (document);
  self->design = lp_document_get_design (document);
  self->history = lp_design_get_history (self->design);
  self->scene = lp_scene_new (self->design);
  lp_scene_set_patience (self->scene, PATIENCE, scene_ready_cb, self);
  g_signal_group_set_target (self->history_signals, self->history);

  /* Fitting it changes how large the words about the zoom are: what is around the canvas has to be
   * laid out with it. */
  self->wants_fit = TRUE;
  lp_canvas_update_lens (self);
  lp_canvas_update_actions (self);
  lp_canvas_view_changed (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lp_canvas_set_marks (LpCanvas   *self,
                     GHashTable *marks)
{
  g_return_if_fail (LP_IS_CANVAS (self));

  if (self->scene == NULL)
    return;

  g_clear_pointer (&self->marks, g_hash_table_unref);
  self->marks = marks != NULL ? g_hash_table_ref (marks) : NULL;
  lp_canvas_update_lens (self);
  lp_canvas_announce_selection (self);
  if (self->lens != 0)
    lp_canvas_repaint (self);
  else
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Around a box, or around the whole way of a link. */
LpRect
lp_canvas_get_rect_of (LpCanvas  *self,
                       LpElement *element)
{
  LpScene *scene = lp_canvas_get_scene (self);
  LpRect rect = { 0 };

  if (lp_element_get_kind (element) != LP_KIND_LINK)
    {
      lp_scene_get_rect (scene, element, &rect);
    }
  else
    {
      const LpRoute *route = lp_scene_get_route (scene, element);

      for (guint i = 0; route != NULL && i < route->n_points; i++)
        {
          LpRect point = { route->points[i].x - 1, route->points[i].y - 1, 2, 2 };

          rect = lp_rect_union (&rect, &point);
        }
    }

  return rect;
}

void
lp_canvas_show (LpCanvas          *self,
                const char *const *ids)
{
  LpRect around = { 0 };

  g_return_if_fail (LP_IS_CANVAS (self));

  if (self->scene == NULL)
    return;

  g_clear_pointer (&self->highlight, g_hash_table_unref);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      LpElement *element = lp_design_find (self->design, ids[i]);
      LpRect rect;

      if (element == NULL)
        continue;
      if (self->highlight == NULL)
        self->highlight = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
      g_hash_table_add (self->highlight, g_object_ref (element));
      rect = lp_canvas_get_rect_of (self, element);
      around = lp_rect_union (&around, &rect);
    }

  if (self->highlight != NULL)
    lp_canvas_reveal (self, &around);
  else
    lp_canvas_update_lens (self);
  lp_canvas_repaint (self);
}

void
lp_canvas_set_drill (LpCanvas *self,
                     gboolean  drill)
{
  g_return_if_fail (LP_IS_CANVAS (self));

  if (self->drill == drill)
    return;

  self->drill = drill;
  if (drill)
    lp_canvas_select_many (self, NULL, 0);
  lp_canvas_update_actions (self);
}

void
lp_canvas_finish (LpCanvas *self)
{
  g_return_if_fail (LP_IS_CANVAS (self));

  lp_canvas_end_name (self, TRUE);
  lp_canvas_cancel_gesture (self);
}

/* What nobody sees is painted again when somebody does. */
static void
lp_canvas_unmap (GtkWidget *widget)
{
  lp_tiles_drop (LP_CANVAS (widget)->tiles);

  GTK_WIDGET_CLASS (lp_canvas_parent_class)->unmap (widget);
}

static void
lp_canvas_dispose (GObject *object)
{
  LpCanvas *self = LP_CANVAS (object);

  leave_document (self);
  g_clear_handle_id (&self->resting, g_source_remove);
  g_clear_object (&self->view_animation);
  g_clear_object (&self->flight);
  g_clear_object (&self->history_signals);
  g_clear_pointer (&self->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (lp_canvas_parent_class)->dispose (object);
}

static void
lp_canvas_finalize (GObject *object)
{
  LpCanvas *self = LP_CANVAS (object);

  /* The editor loses the keyboard last of all when the canvas goes. */
  g_clear_handle_id (&self->editor_timeout, g_source_remove);
  lp_tiles_free (self->tiles);
  g_array_unref (self->guides);
  g_object_unref (self->actions);
  g_object_unref (self->selection);
  g_hash_table_unref (self->selected);

  G_OBJECT_CLASS (lp_canvas_parent_class)->finalize (object);
}

static void
lp_canvas_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, lp_canvas_get_zoom (LP_CANVAS (object)));
      break;

    case PROP_FINDING:
    case PROP_MINIMAP:
    case PROP_OUTLINE:
      g_value_set_boolean (value, LP_CANVAS (object)->shows[id - PROP_FINDING]);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lp_canvas_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_ZOOM:
      lp_canvas_set_zoom (LP_CANVAS (object), g_value_get_double (value));
      break;

    case PROP_FINDING:
    case PROP_MINIMAP:
    case PROP_OUTLINE:
      LP_CANVAS (object)->shows[id - PROP_FINDING] = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lp_canvas_class_init (LpCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lp_canvas_dispose;
  object_class->finalize = lp_canvas_finalize;
  object_class->get_property = lp_canvas_get_property;
  object_class->set_property = lp_canvas_set_property;
  widget_class->unmap = lp_canvas_unmap;
  widget_class->snapshot = lp_canvas_snapshot;
  widget_class->size_allocate = lp_canvas_size_allocate;
  widget_class->query_tooltip = lp_canvas_query_tooltip;

  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0, G_MAXDOUBLE, 1,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                               G_PARAM_STATIC_STRINGS);
  for (guint i = PROP_FINDING; i < N_PROPS; i++)
    properties[i] = g_param_spec_boolean (parts[i - PROP_FINDING], NULL, NULL, i == PROP_MINIMAP,
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                          G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_PART_CLICKED] = g_signal_new ("part-clicked", LP_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 1, LP_TYPE_ELEMENT);
  signals[SIGNAL_MARK_CLICKED] = g_signal_new ("mark-clicked", LP_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 1, LP_TYPE_ELEMENT);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", LP_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_VIEW_CHANGED] = g_signal_new ("view-changed", LP_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 0);

  lp_canvas_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lp_canvas_init (LpCanvas *self)
{
  const LpActionRow *rows;
  guint n_rows;

  self->zoom = 1;
  self->selection = g_list_store_new (LP_TYPE_ELEMENT);
  self->selected = g_hash_table_new (NULL, NULL);
  self->tiles = lp_tiles_new ();
  self->guides = g_array_new (FALSE, FALSE, sizeof (LpGuide));
  self->history_signals = g_signal_group_new (LP_TYPE_HISTORY);
  g_signal_group_connect_swapped (self->history_signals, "edited",
                                  G_CALLBACK (history_edited_cb), self);
  g_signal_group_connect_swapped (self->history_signals, "changed",
                                  G_CALLBACK (history_changed_cb), self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (theme_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (theme_changed_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Drawing"), -1);
  rows = lp_canvas_list_actions (&n_rows);
  self->actions = lp_action_rows_make_group (rows, n_rows, GTK_WIDGET (self));
  self->shows[PROP_MINIMAP - PROP_FINDING] = TRUE;
  lp_canvas_add_menu_actions (self);
  lp_canvas_add_lens_action (self);
  lp_canvas_add_controllers (self);
  lp_canvas_add_drop_target (self);
}

GtkWidget *
lp_canvas_new (void)
{
  return g_object_new (LP_TYPE_CANVAS, NULL);
}
