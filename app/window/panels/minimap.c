/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/minimap.h"

#include "window/canvas/canvas-private.h"

#define WIDTH 168
#define HEIGHT 108
#define MARGIN 6

struct _LpMinimap
{
  GtkWidget      parent_instance;

  LpCanvas      *canvas;        /* Not owned: it lives in the same window. */
  GskRenderNode *picture;       /* Of the boxes, as they were at @revision of @document. */
  LpDocument    *document;      /* Weak. */
  guint64        revision;
  LpTheme        theme;
  LpRect         bounds;        /* Of the drawing. */
  guint          update;
};

G_DEFINE_FINAL_TYPE (LpMinimap, lp_minimap, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CANVAS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static double
get_scale (LpMinimap *self)
{
  return MIN ((WIDTH - 2 * MARGIN) / MAX (self->bounds.width, 1),
              (HEIGHT - 2 * MARGIN) / MAX (self->bounds.height, 1));
}

static LpRect
to_map (LpMinimap    *self,
        const LpRect *rect)
{
  double scale = get_scale (self);
  double left = (WIDTH - self->bounds.width * scale) / 2;
  double top = (HEIGHT - self->bounds.height * scale) / 2;

  return (LpRect) { left + (rect->x - self->bounds.x) * scale,
                    top + (rect->y - self->bounds.y) * scale,
                    rect->width * scale, rect->height * scale };
}

static LpRect
get_view (LpMinimap *self)
{
  LpPoint corner = lp_canvas_to_drawing (self->canvas, 0, 0);

  return (LpRect) { corner.x, corner.y,
                    gtk_widget_get_width (GTK_WIDGET (self->canvas)) / self->canvas->zoom,
                    gtk_widget_get_height (GTK_WIDGET (self->canvas)) / self->canvas->zoom };
}

static void
set_color (cairo_t *cr,
           LpColor  color)
{
  cairo_set_source_rgb (cr, (color >> 16) / 255.0, (color >> 8 & 0xff) / 255.0,
                        (color & 0xff) / 255.0);
}

/* Boxes as patches in the colours of their roles: at this size no more could be told apart. */
static void
paint_boxes (LpMinimap     *self,
             cairo_t       *cr,
             const LpStyle *style)
{
  LpScene *scene = self->canvas->scene;

  for (guint i = 0; i < lp_scene_get_n_boxes (scene); i++)
    {
      LpElement *box = lp_scene_get_box (scene, i);
      const LpKindRow *row = lp_kind_get_row (lp_element_get_kind (box));
      LpRect rect;

      lp_scene_get_rect (scene, box, &rect);
      rect = to_map (self, &rect);
      cairo_rectangle (cr, rect.x, rect.y, MAX (rect.width, 1), MAX (rect.height, 1));
      if (lp_kind_is_container (lp_element_get_kind (box)))
        set_color (cr, style->card_border);
      else
        set_color (cr, style->hues[row->hue].ink);
      cairo_fill (cr);
    }
}

static void
update_picture (LpMinimap *self)
{
  guint64 revision = lp_history_get_revision (self->canvas->history);
  LpTheme theme = lp_canvas_get_theme (self->canvas);
  cairo_t *cr;

  /* While something is dragged the map waits: it is not worth a frame. */
  if (self->picture != NULL && self->document == self->canvas->document && self->theme == theme &&
      (self->revision == revision || lp_history_is_open (self->canvas->history)))
    return;

  g_clear_pointer (&self->picture, gsk_render_node_unref);
  g_set_weak_pointer (&self->document, self->canvas->document);
  self->revision = revision;
  self->theme = theme;
  lp_scene_get_bounds (lp_canvas_get_scene (self->canvas), &self->bounds);
  self->picture = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
  cr = gsk_cairo_node_get_draw_context (self->picture);
  paint_boxes (self, cr, lp_style_get (theme));
  cairo_destroy (cr);
}

static void
lp_minimap_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  LpMinimap *self = LP_MINIMAP (widget);
  LpRect view;
  GdkRGBA color;

  if (self->canvas == NULL || self->canvas->scene == NULL)
    return;

  update_picture (self);
  view = get_view (self);
  view = to_map (self, &view);
  lp_canvas_get_accent (self->canvas, &color);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
  gtk_snapshot_append_node (snapshot, self->picture);
  lp_canvas_rounded_outline (snapshot, &view, 3, 2, &color);
  color.alpha = 0.08;
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (view.x, view.y, view.width, view.height));
  gtk_snapshot_pop (snapshot);
}

static void
lp_minimap_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

/* Useful only where there is more than can be seen. */
static gboolean
update_cb (gpointer user_data)
{
  LpMinimap *self = user_data;
  gboolean wanted = FALSE;
  LpRect bounds, view;

  self->update = 0;

  /* While something is dragged it neither comes nor goes. */
  if (self->canvas->scene != NULL && lp_history_is_open (self->canvas->history))
    wanted = gtk_widget_get_visible (GTK_WIDGET (self));
  else if (self->canvas->scene != NULL)
    {
      g_object_get (self->canvas, "minimap", &wanted, NULL);
      lp_canvas_get_scene (self->canvas);
      lp_scene_get_bounds (self->canvas->scene, &bounds);
      view = get_view (self);
      wanted = wanted && bounds.width > 0 &&
               (bounds.x < view.x || bounds.y < view.y ||
                bounds.x + bounds.width > view.x + view.width ||
                bounds.y + bounds.height > view.y + view.height);
    }

  gtk_widget_set_visible (GTK_WIDGET (self), wanted);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

/* Not at once: this is heard in the middle of the layout. */
static void
view_changed_cb (LpMinimap *self)
{
  if (self->update == 0)
    self->update = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
}

static void
look_at (LpMinimap *self,
         double     x,
         double     y)
{
  double scale = get_scale (self);
  double left = (WIDTH - self->bounds.width * scale) / 2;
  double top = (HEIGHT - self->bounds.height * scale) / 2;
  LpRect view = get_view (self);

  lp_canvas_stop_view (self->canvas);
  lp_canvas_set_view (self->canvas, self->canvas->zoom,
                      self->bounds.x + (x - left) / scale - view.width / 2,
                      self->bounds.y + (y - top) / scale - view.height / 2);
}

static void
drag_begin_cb (LpMinimap *self,
               double     x,
               double     y)
{
  look_at (self, x, y);
}

static void
drag_update_cb (LpMinimap      *self,
                double          dx,
                double          dy,
                GtkGestureDrag *drag)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (drag, &x, &y))
    look_at (self, x + dx, y + dy);
}

static void
set_canvas (LpMinimap *self,
            LpCanvas  *canvas)
{
  self->canvas = canvas;
  if (canvas == NULL)
    return;

  g_signal_connect_object (canvas, "view-changed", G_CALLBACK (view_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "notify::minimap", G_CALLBACK (view_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
lp_minimap_finalize (GObject *object)
{
  g_clear_handle_id (&LP_MINIMAP (object)->update, g_source_remove);
  g_clear_pointer (&LP_MINIMAP (object)->picture, gsk_render_node_unref);
  g_clear_weak_pointer (&LP_MINIMAP (object)->document);

  G_OBJECT_CLASS (lp_minimap_parent_class)->finalize (object);
}

static void
lp_minimap_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  if (prop_id == PROP_CANVAS)
    set_canvas (LP_MINIMAP (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
lp_minimap_class_init (LpMinimapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = lp_minimap_finalize;
  object_class->set_property = lp_minimap_set_property;
  widget_class->snapshot = lp_minimap_snapshot;
  widget_class->measure = lp_minimap_measure;

  properties[PROP_CANVAS] = g_param_spec_object ("canvas", NULL, NULL, LP_TYPE_CANVAS,
                                                 G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "minimap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lp_minimap_init (LpMinimap *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}
