/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* Drawing a new link, or taking an end of an old one elsewhere: in both one end follows the
 * pointer. */
typedef struct
{
  LpElement *fixed;             /* The end that stays. */
  LpElement *link;              /* The link whose other end moves, or NULL for a new one. */
  gboolean   moves_from;        /* Of @link: its source moves, else its target. */
  LpPoint    end;               /* Where the pointer is. */
  LpElement *target;            /* The box there, or NULL. */
  gboolean   left;              /* @fixed: coming back means a link to itself. */
} Linking;

#define THRESHOLD 6
#define TIP_RADIUS 4

static void
linking_free (gpointer data)
{
  g_free (data);
}

/* A note says something, it asks nobody. */
gboolean
lp_canvas_may_link (LpElement *box)
{
  return !lp_kind_is (lp_element_get_kind (box), LP_TRAIT_UNLINKED);
}

/* How far @x, @y is outside of @rect. */
static double
get_distance (const LpRect *rect,
              double        x,
              double        y)
{
  return hypot (MAX (MAX (rect->x - x, x - rect->x - rect->width), 0),
                MAX (MAX (rect->y - y, y - rect->y - rect->height), 0));
}

/* The nearest card within reach: nobody has to meet its edge exactly. */
static LpElement *
find_near (LpCanvas *self,
           double    x,
           double    y)
{
  double reach = LP_CANVAS_REACH / self->zoom;
  LpRect around = lp_rect_grow (&(LpRect) { x, y, 0, 0 }, reach);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  LpElement *nearest = NULL;

  lp_scene_find_in (self->scene, &around, TRUE, found);
  for (guint i = 0; i < found->len; i++)
    {
      double distance;
      LpRect rect;

      if (!lp_scene_get_rect (self->scene, found->pdata[i], &rect))
        continue;
      distance = get_distance (&rect, x, y);
      if (distance > reach)
        continue;
      reach = distance;
      nearest = found->pdata[i];
    }

  return nearest;
}

/* Within the container of the other end is empty space: there more can be made. */
static LpElement *
find_target (LpCanvas *self,
             Linking  *linking,
             double    x,
             double    y)
{
  LpElement *target, *near;
  LpPick pick;

  lp_scene_pick (lp_canvas_get_scene (self), x, y, 0, &pick);
  target = pick.element;
  if (target != NULL && !lp_kind_is_box (lp_element_get_kind (target)))
    target = NULL;

  /* A card is meant rather than the container it stands in; the link’s own start only when the
   * pointer is on it. */
  if (target == NULL || lp_kind_is_container (lp_element_get_kind (target)))
    {
      near = find_near (self, x, y);
      if (near != NULL && near != linking->fixed)
        target = near;
    }
  if (target == NULL || !lp_canvas_may_link (target))
    return NULL;
  if (target == linking->fixed)
    return linking->left ? target : NULL;

  return lp_element_is_inside (linking->fixed, target) ? NULL : target;
}

static void
linking_motion (LpCanvas        *self,
                double           x,
                double           y,
                GdkModifierType  state)
{
  Linking *linking = self->gesture_data;
  LpRect rect;

  linking->end = (LpPoint) { x, y };
  if (lp_scene_get_rect (lp_canvas_get_scene (self), linking->fixed, &rect) &&
      !lp_rect_contains (&rect, x, y))
    linking->left = TRUE;

  linking->target = find_target (self, linking, x, y);
  self->drop_target = linking->target;
}

static void
reattach (LpCanvas *self,
          Linking  *linking)
{
  if (linking->target == NULL)
    return;

  lp_history_begin (self->history, _("Change of a Link’s End"));
  if (linking->moves_from)
    lp_link_set_from (linking->link, linking->target);
  else
    lp_link_set_to (linking->link, linking->target);

  /* Bends set by hand belonged to the old way. */
  lp_canvas_clear_bends (self, linking->link);
  lp_history_end (self->history);
}

static void
linking_end (LpCanvas *self,
             double    x,
             double    y)
{
  Linking *linking = self->gesture_data;
  LpPoint end = lp_canvas_to_widget (self, x, y);

  if (linking->link != NULL)
    reattach (self, linking);
  else if (linking->target != NULL)
    lp_canvas_add_link (self, linking->fixed, linking->target);
  else if (linking->left &&
           hypot (end.x - self->pressed.x, end.y - self->pressed.y) > THRESHOLD)
    lp_canvas_offer (self, x, y, linking->fixed);
}

LpPoint
lp_canvas_get_side (LpCanvas  *self,
                    LpElement *box,
                    LpPoint    point)
{
  LpRect rect = { 0 };

  lp_scene_get_rect (self->scene, box, &rect);
  if (ABS (point.x - rect.x - rect.width / 2) * rect.height >
      ABS (point.y - rect.y - rect.height / 2) * rect.width)
    return (LpPoint) { point.x > rect.x + rect.width / 2 ? rect.x + rect.width : rect.x,
                       rect.y + rect.height / 2 };

  return (LpPoint) { rect.x + rect.width / 2,
                     point.y > rect.y + rect.height / 2 ? rect.y + rect.height : rect.y };
}

static LpPoint
get_fixed_point (LpCanvas *self,
                 Linking  *linking)
{
  const LpRoute *route;

  if (linking->link != NULL)
    {
      route = lp_scene_get_route (self->scene, linking->link);
      if (route != NULL && route->n_points > 0)
        return route->points[linking->moves_from ? route->n_points - 1 : 0];
    }

  return lp_canvas_get_side (self, linking->fixed, linking->end);
}

/* Dashed while it leads to nothing. */
static void
snapshot_line (LpCanvas    *self,
               GtkSnapshot *snapshot,
               LpPoint      fixed,
               LpPoint      end,
               gboolean     dashed)
{
  LpPoint from = lp_canvas_to_widget (self, fixed.x, fixed.y);
  LpPoint to = lp_canvas_to_widget (self, end.x, end.y);
  const LpRect line = { MIN (from.x, to.x), MIN (from.y, to.y),
                        ABS (from.x - to.x), ABS (from.y - to.y) };
  const LpRect area = lp_rect_grow (&line, TIP_RADIUS);
  cairo_t *cr = lp_canvas_append_cairo (self, snapshot, &area);
  const double dashes[] = { 6, 4 };
  GdkRGBA color;

  lp_canvas_get_accent (self, &color);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 2);
  if (dashed)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, from.x, from.y);
  cairo_line_to (cr, to.x, to.y);
  cairo_stroke (cr);
  cairo_arc (cr, to.x, to.y, TIP_RADIUS, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
linking_snapshot (LpCanvas    *self,
                  GtkSnapshot *snapshot)
{
  Linking *linking = self->gesture_data;

  snapshot_line (self, snapshot, get_fixed_point (self, linking), linking->end,
                 linking->target == NULL);
}

/* To what is selected now: that is the other end as soon as Enter is pressed. */
void
lp_canvas_snapshot_key_link (LpCanvas    *self,
                             GtkSnapshot *snapshot)
{
  LpElement *only = lp_canvas_find_only (self);
  LpRect from, to;
  LpPoint end;

  if (self->link_from == NULL || only == NULL || only == self->link_from ||
      !lp_scene_get_rect (self->scene, self->link_from, &from) ||
      !lp_scene_get_rect (self->scene, only, &to))
    return;

  end = (LpPoint) { from.x + from.width / 2, from.y + from.height / 2 };
  end = lp_canvas_get_side (self, only, end);
  snapshot_line (self, snapshot, lp_canvas_get_side (self, self->link_from, end), end, FALSE);
}

static void
begin (LpCanvas  *self,
       Linking    begun)
{
  static const LpGesture gesture = { linking_motion, linking_end, NULL, linking_snapshot, TRUE };

  lp_canvas_begin_gesture (self, &gesture, g_memdup2 (&begun, sizeof begun), linking_free);
}

void
lp_canvas_begin_link (LpCanvas  *self,
                      LpElement *from,
                      double     x,
                      double     y)
{
  begin (self, (Linking) { .fixed = from, .end = { x, y } });
}

void
lp_canvas_begin_reattach (LpCanvas  *self,
                          LpElement *link,
                          LpHandle   handle)
{
  const LpRoute *route = lp_scene_get_route (lp_canvas_get_scene (self), link);
  gboolean moves_from = handle == LP_HANDLE_FROM;

  begin (self, (Linking) {
    .fixed = moves_from ? lp_link_get_to (link) : lp_link_get_from (link),
    .link = link,
    .moves_from = moves_from,
    .end = route->points[moves_from ? 0 : route->n_points - 1],
    .left = TRUE,
  });
}
