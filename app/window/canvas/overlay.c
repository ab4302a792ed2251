/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "draw/scene/mark.h"

#define MANY 300                /* Of what is selected and seen. */

/* As the painter draws the corners of boxes, in drawing units. */
static const double radii[] = {
  [LP_SHAPE_NONE] = 0,
  [LP_SHAPE_CARD] = 10,
  [LP_SHAPE_CHIP] = 9,
  [LP_SHAPE_SERVER] = 14,
  [LP_SHAPE_ZONE] = 14,
  [LP_SHAPE_NOTE] = 2,
};

void
lp_canvas_get_accent (LpCanvas *self,
                      GdkRGBA  *color)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));

  if (!gtk_style_context_lookup_color (style, "accent_color", color))
    gdk_rgba_parse (color, "#1c71d8");
}

/* For what is drawn on @area and nowhere else: all of it is carried to the graphics card with each
 * frame, and painted again. */
cairo_t *
lp_canvas_append_cairo (LpCanvas     *self,
                        GtkSnapshot  *snapshot,
                        const LpRect *area)
{
  const double left = fmax (floor (area->x), 0), top = fmax (floor (area->y), 0);
  const double right = fmin (ceil (area->x + area->width),
                             gtk_widget_get_width (GTK_WIDGET (self)));
  const double bottom = fmin (ceil (area->y + area->height),
                              gtk_widget_get_height (GTK_WIDGET (self)));

  return gtk_snapshot_append_cairo (snapshot,
                                    &GRAPHENE_RECT_INIT (left, top, MAX (right - left, 0),
                                                         MAX (bottom - top, 0)));
}

void
lp_canvas_rounded_outline (GtkSnapshot   *snapshot,
                           const LpRect  *rect,
                           double         radius,
                           double         width,
                           const GdkRGBA *color)
{
  GskRoundedRect outline;
  float widths[] = { width, width, width, width };
  GdkRGBA colors[] = { *color, *color, *color, *color };

  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (rect->x, rect->y,
                                                        rect->width, rect->height),
                                   radius);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static gboolean
is_visible (LpCanvas     *self,
            const LpRect *rect)
{
  LpRect all = { 0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                 gtk_widget_get_height (GTK_WIDGET (self)) };

  return lp_rect_intersects (rect, &all);
}

/* What of @outline the badges of @element leave free, as up to three rectangles: they stand on its
 * upper edge. */
static guint
list_free (LpCanvas     *self,
           LpElement    *element,
           const LpRect *box,
           const LpRect *outline,
           LpRect       *pieces)
{
  const LpMark *mark = lp_scene_find_mark (self->scene, element);
  double right = outline->x + outline->width;
  double bottom = outline->y + outline->height;
  LpRect badges;

  pieces[0] = *outline;
  if (mark == NULL || !lp_mark_get_rect (mark, box, lp_box_is_chip (element), TRUE, &badges))
    return 1;

  badges = lp_canvas_rect_to_widget (self, &badges);
  badges = lp_rect_grow (&badges, 1);
  pieces[0].width = badges.x - outline->x;
  pieces[1] = (LpRect) { badges.x, badges.y + badges.height, badges.width,
                         bottom - badges.y - badges.height };
  pieces[2] = (LpRect) { badges.x + badges.width, outline->y, right - badges.x - badges.width,
                         outline->height };

  return 3;
}

static void
outline_box (LpCanvas      *self,
             GtkSnapshot   *snapshot,
             LpElement     *element,
             double         width,
             const GdkRGBA *color)
{
  double radius = radii[lp_kind_get_row (lp_element_get_kind (element))->shape];
  LpRect rect, outline, pieces[3];
  guint n_pieces;

  if (!lp_scene_get_rect (self->scene, element, &rect))
    return;

  outline = lp_canvas_rect_to_widget (self, &rect);
  outline = (LpRect) { outline.x - width, outline.y - width,
                       outline.width + 2 * width, outline.height + 2 * width };
  if (!is_visible (self, &outline))
    return;

  n_pieces = list_free (self, element, &rect, &outline, pieces);
  for (guint i = 0; i < n_pieces; i++)
    {
      gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (pieces[i].x, pieces[i].y,
                                                             MAX (pieces[i].width, 0),
                                                             MAX (pieces[i].height, 0)));
      lp_canvas_rounded_outline (snapshot, &outline, radius * self->zoom + width, width, color);
      gtk_snapshot_pop (snapshot);
    }
}

static void
trace_link (LpCanvas  *self,
            cairo_t   *cr,
            LpElement *link)
{
  const LpRoute *route = lp_scene_get_route (self->scene, link);

  if (route == NULL)
    return;

  cairo_new_sub_path (cr);
  for (guint i = 0; i < route->n_points; i++)
    {
      LpPoint point = lp_canvas_to_widget (self, route->points[i].x, route->points[i].y);

      cairo_line_to (cr, point.x, point.y);
    }
}

/* Everything but the labels of @links, which have to be read. */
static void
clip_labels (LpCanvas  *self,
             cairo_t   *cr,
             GPtrArray *links)
{
  cairo_rectangle (cr, 0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                   gtk_widget_get_height (GTK_WIDGET (self)));
  for (guint i = 0; i < links->len; i++)
    {
      LpRect label;

      if (!lp_scene_get_label_rect (self->scene, links->pdata[i], &label))
        continue;
      label = lp_canvas_rect_to_widget (self, &label);
      cairo_rectangle (cr, label.x, label.y, label.width, label.height);
    }
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_clip (cr);
}

/* What of @area, grown by @more, is in the widget. */
static LpRect
get_seen (LpCanvas     *self,
          const LpRect *area,
          double        more)
{
  const LpRect grown = lp_rect_grow (area, more);
  const double left = MAX (grown.x, 0), top = MAX (grown.y, 0);
  const double right = fmin (grown.x + grown.width, gtk_widget_get_width (GTK_WIDGET (self)));
  const double bottom = fmin (grown.y + grown.height, gtk_widget_get_height (GTK_WIDGET (self)));

  return (LpRect) { left, top, MAX (right - left, 0), MAX (bottom - top, 0) };
}

static LpRect
get_area_of_links (LpCanvas  *self,
                   GPtrArray *links)
{
  LpRect area = { 0 };

  for (guint i = 0; i < links->len; i++)
    {
      LpRect rect;

      if (lp_scene_get_link_bounds (self->scene, links->pdata[i], &rect))
        area = lp_rect_union (&area, &rect);
    }

  return lp_canvas_rect_to_widget (self, &area);
}

/* A wide translucent stroke: it shows on every colour of flow. Of many its corners and ends are
 * square, which cairo strokes many times faster, and labels are not spared. */
static void
outline_links (LpCanvas      *self,
               GtkSnapshot   *snapshot,
               GPtrArray     *links,
               const GdkRGBA *color)
{
  const double width = MAX (7 * self->zoom, 5);
  LpRect area;
  cairo_t *cr;

  if (links->len == 0)
    return;

  area = get_area_of_links (self, links);
  area = get_seen (self, &area, width);
  cr = lp_canvas_append_cairo (self, snapshot, &area);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, 0.35);
  cairo_set_line_width (cr, width);
  if (links->len <= MANY)
    {
      clip_labels (self, cr, links);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
    }
  for (guint i = 0; i < links->len; i++)
    trace_link (self, cr, links->pdata[i]);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

void
lp_canvas_outline_link (LpCanvas    *self,
                        GtkSnapshot *snapshot,
                        LpElement   *link)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  GdkRGBA color;

  g_ptr_array_add (links, link);
  lp_canvas_get_accent (self, &color);
  outline_links (self, snapshot, links, &color);
}

/* Of so many that one node of each would cost more than all else. */
static void
outline_many (LpCanvas      *self,
              GtkSnapshot   *snapshot,
              GPtrArray     *boxes,
              const GdkRGBA *color)
{
  const LpRect all = { 0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                       gtk_widget_get_height (GTK_WIDGET (self)) };
  cairo_t *cr = lp_canvas_append_cairo (self, snapshot, &all);

  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 2);
  for (guint i = 0; i < boxes->len; i++)
    {
      LpRect rect;

      lp_scene_get_rect (self->scene, boxes->pdata[i], &rect);
      rect = lp_canvas_rect_to_widget (self, &rect);
      cairo_rectangle (cr, round (rect.x) - 1, round (rect.y) - 1,
                       round (rect.width) + 2, round (rect.height) + 2);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* Sorts what is selected and seen. */
static void
list_selected (LpCanvas  *self,
               GPtrArray *boxes,
               GPtrArray *links)
{
  GHashTableIter iter;
  gpointer element;

  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, &element, NULL))
    {
      const gboolean is_link = lp_element_get_kind (element) == LP_KIND_LINK;
      LpRect rect = { 0 };

      if (is_link ? !lp_scene_get_link_bounds (self->scene, element, &rect)
                  : !lp_scene_get_rect (self->scene, element, &rect))
        continue;
      rect = lp_canvas_rect_to_widget (self, &rect);
      if (is_visible (self, &rect))
        g_ptr_array_add (is_link ? links : boxes, element);
    }
}

static void
snapshot_selection (LpCanvas      *self,
                    GtkSnapshot   *snapshot,
                    const GdkRGBA *color)
{
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  g_autoptr (GPtrArray) links = g_ptr_array_new ();

  list_selected (self, boxes, links);
  if (boxes->len > MANY)
    outline_many (self, snapshot, boxes, color);
  else
    for (guint i = 0; i < boxes->len; i++)
      outline_box (self, snapshot, boxes->pdata[i], 2, color);
  outline_links (self, snapshot, links, color);
}

static void
snapshot_target (LpCanvas      *self,
                 GtkSnapshot   *snapshot,
                 const GdkRGBA *color)
{
  GdkRGBA fill = *color;
  GskRoundedRect clip;
  LpRect rect;

  if (self->drop_target == NULL || !lp_scene_get_rect (self->scene, self->drop_target, &rect))
    return;

  fill.alpha = 0.12;
  rect = lp_canvas_rect_to_widget (self, &rect);
  gsk_rounded_rect_init_from_rect (&clip,
                                   &GRAPHENE_RECT_INIT (rect.x, rect.y, rect.width, rect.height),
                                   radii[LP_SHAPE_CARD] * self->zoom);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  gtk_snapshot_append_color (snapshot, &fill, &clip.bounds);
  gtk_snapshot_pop (snapshot);
  outline_box (self, snapshot, self->drop_target, 3, color);
}

/* On an empty drawing: what to do first. */
static void
snapshot_hint (LpCanvas    *self,
               GtkSnapshot *snapshot)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width, height;
  GdkRGBA color;

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self),
                                           _("Drag components here, or double-click to add one"));
  pango_layout_set_width (layout, gtk_widget_get_width (GTK_WIDGET (self)) * PANGO_SCALE * 3 / 4);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_get_pixel_size (layout, NULL, &height);
  width = pango_layout_get_width (layout) / PANGO_SCALE;
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  color.alpha *= 0.65;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (
    (gtk_widget_get_width (GTK_WIDGET (self)) - width) / 2,
    (gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

void
lp_canvas_snapshot_overlay (LpCanvas    *self,
                            GtkSnapshot *snapshot)
{
  GdkRGBA color;

  if (lp_design_get_n_boxes (self->design) == 0)
    snapshot_hint (self, snapshot);

  lp_canvas_get_accent (self, &color);
  snapshot_target (self, snapshot, &color);
  snapshot_selection (self, snapshot, &color);
  lp_canvas_snapshot_key_link (self, snapshot);
  lp_canvas_snapshot_handles (self, snapshot);
  if (self->gesture != NULL && self->gesture->snapshot != NULL)
    self->gesture->snapshot (self, snapshot);
}
