/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <math.h>

/* What is dragged jumps into line with what is around it when it is this near, on the screen. */
#define REACH 5

/* With more than this in view nobody could say what a guide is about. */
#define MAX_NEIGHBOURS 1500

/* Half the length of what ends a line that shows a distance. */
#define BAR 4

/* A box seen along one axis: the other one is across. */
typedef struct
{
  double low;
  double high;
  double across_low;
  double across_high;
} Span;

static Span
get_span (const LpRect *rect,
          gboolean      vertical)
{
  if (vertical)
    return (Span) { rect->y, rect->y + rect->height, rect->x, rect->x + rect->width };

  return (Span) { rect->x, rect->x + rect->width, rect->y, rect->y + rect->height };
}

/* The boxes in view, on all levels, that stay where they are. */
static GArray *
list_neighbours (LpCanvas   *self,
                 GHashTable *moving)
{
  LpScene *scene = lp_canvas_get_scene (self);
  LpPoint corner = lp_canvas_to_drawing (self, 0, 0);
  LpRect view = {
    corner.x, corner.y,
    gtk_widget_get_width (GTK_WIDGET (self)) / self->zoom,
    gtk_widget_get_height (GTK_WIDGET (self)) / self->zoom,
  };
  GArray *rects = g_array_new (FALSE, FALSE, sizeof (LpRect));
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  lp_scene_find_in (scene, &view, TRUE, found);
  for (guint i = 0; i < found->len && rects->len <= MAX_NEIGHBOURS; i++)
    {
      LpRect rect;

      if (!lp_canvas_is_among (found->pdata[i], moving) &&
          lp_scene_get_rect (scene, found->pdata[i], &rect))
        g_array_append_val (rects, rect);
    }
  if (rects->len > MAX_NEIGHBOURS)
    g_array_set_size (rects, 0);

  return rects;
}

/* The three lines of a box that can be in line with the same ones of others. */
static double
get_line (const Span *span,
          guint       i)
{
  return span->low + (span->high - span->low) * i / 2;
}

static void
try (double  wanted,
     double  now,
     double *best)
{
  if (fabs (wanted - now) < fabs (*best))
    *best = wanted - now;
}

/* The nearest box before @span (or after it) in the same row. */
static gboolean
find_beside (GArray     *neighbours,
             gboolean    vertical,
             const Span *span,
             gboolean    after,
             Span       *beside)
{
  gboolean found = FALSE;

  for (guint i = 0; i < neighbours->len; i++)
    {
      Span other = get_span (&g_array_index (neighbours, LpRect, i), vertical);

      if (other.across_high <= span->across_low || other.across_low >= span->across_high)
        continue;
      if (after ? other.low < span->high : other.high > span->low)
        continue;
      if (!found || (after ? other.low < beside->low : other.high > beside->high))
        *beside = other;
      found = TRUE;
    }

  return found;
}

/* As far from one neighbour as from the other, or as far as that is from the next one. */
static void
try_gaps (GArray     *neighbours,
          gboolean    vertical,
          const Span *span,
          double      reach,
          double     *best)
{
  Span inner = { span->low + reach, span->high - reach, span->across_low, span->across_high };
  Span before, after, next;
  gboolean has_before = find_beside (neighbours, vertical, &inner, FALSE, &before);
  gboolean has_after = find_beside (neighbours, vertical, &inner, TRUE, &after);
  double length = span->high - span->low;

  if (has_before && has_after)
    try ((before.high + after.low - length) / 2, span->low, best);
  if (has_before && find_beside (neighbours, vertical, &before, FALSE, &next))
    try (before.high + before.low - next.high, span->low, best);
  if (has_after && find_beside (neighbours, vertical, &after, TRUE, &next))
    try (after.low - (next.low - after.high) - length, span->low, best);
}

/* How much further along the axis it would be in line; the grid counts where nothing is near. */
static double
get_pull (GArray       *neighbours,
          const LpRect *rect,
          gboolean      vertical,
          double        reach)
{
  Span span = get_span (rect, vertical);
  double best = reach;

  for (guint i = 0; i < neighbours->len; i++)
    {
      Span other = get_span (&g_array_index (neighbours, LpRect, i), vertical);

      for (guint line = 0; line < 3; line++)
        try (get_line (&other, line), get_line (&span, line), &best);
    }
  if (best == reach)
    try_gaps (neighbours, vertical, &span, reach, &best);

  return best != reach ? best : lp_canvas_snap (span.low, 0) - span.low;
}

static void
add_guide (LpCanvas *self,
           gboolean  vertical,
           double    along,
           double    low,
           double    high)
{
  LpGuide guide = { FALSE, { along, low }, { along, high } };

  if (vertical)
    guide = (LpGuide) { FALSE, { low, along }, { high, along } };
  g_array_append_val (self->guides, guide);
}

static void
add_gap (LpCanvas   *self,
         gboolean    vertical,
         const Span *before,
         const Span *after)
{
  double across = (MAX (before->across_low, after->across_low) +
                   MIN (before->across_high, after->across_high)) / 2;
  LpGuide guide = { TRUE, { before->high, across }, { after->low, across } };

  if (vertical)
    guide = (LpGuide) { TRUE, { across, before->high }, { across, after->low } };
  g_array_append_val (self->guides, guide);
}

static void
add_lines (LpCanvas     *self,
           GArray       *neighbours,
           const LpRect *rect,
           gboolean      vertical)
{
  Span span = get_span (rect, vertical);

  for (guint line = 0; line < 3; line++)
    {
      double low = span.across_low, high = span.across_high;
      gboolean found = FALSE;

      for (guint i = 0; i < neighbours->len; i++)
        {
          Span other = get_span (&g_array_index (neighbours, LpRect, i), vertical);

          if (fabs (get_line (&other, line) - get_line (&span, line)) > 0.01)
            continue;
          low = MIN (low, other.across_low);
          high = MAX (high, other.across_high);
          found = TRUE;
        }
      if (found)
        add_guide (self, vertical, get_line (&span, line), low, high);
    }
}

static gboolean
is_same (double a,
         double b)
{
  return a > 0 && fabs (a - b) < 0.01;
}

static void
add_gaps (LpCanvas     *self,
          GArray       *neighbours,
          const LpRect *rect,
          gboolean      vertical)
{
  Span span = get_span (rect, vertical);
  Span before, after, next;
  gboolean has_before = find_beside (neighbours, vertical, &span, FALSE, &before);
  gboolean has_after = find_beside (neighbours, vertical, &span, TRUE, &after);

  if (has_before && has_after && is_same (span.low - before.high, after.low - span.high))
    {
      add_gap (self, vertical, &before, &span);
      add_gap (self, vertical, &span, &after);
    }
  if (has_before && find_beside (neighbours, vertical, &before, FALSE, &next) &&
      is_same (span.low - before.high, before.low - next.high))
    {
      add_gap (self, vertical, &next, &before);
      add_gap (self, vertical, &before, &span);
    }
  if (has_after && find_beside (neighbours, vertical, &after, TRUE, &next) &&
      is_same (after.low - span.high, next.low - after.high))
    {
      add_gap (self, vertical, &span, &after);
      add_gap (self, vertical, &after, &next);
    }
}

LpPoint
lp_canvas_snap_move (LpCanvas        *self,
                     const LpRect    *bounds,
                     LpPoint          by,
                     GHashTable      *moving,
                     GdkModifierType  state)
{
  g_autoptr (GArray) neighbours = NULL;
  LpRect rect = { bounds->x + by.x, bounds->y + by.y, bounds->width, bounds->height };

  g_array_set_size (self->guides, 0);
  if (state & GDK_ALT_MASK)
    return (LpPoint) { lp_canvas_snap (rect.x, state) - bounds->x,
                       lp_canvas_snap (rect.y, state) - bounds->y };

  neighbours = list_neighbours (self, moving);
  by.x += get_pull (neighbours, &rect, FALSE, REACH / self->zoom);
  by.y += get_pull (neighbours, &rect, TRUE, REACH / self->zoom);
  rect.x = bounds->x + by.x;
  rect.y = bounds->y + by.y;
  for (int vertical = 0; vertical <= 1; vertical++)
    {
      add_lines (self, neighbours, &rect, vertical);
      add_gaps (self, neighbours, &rect, vertical);
    }

  return by;
}

/* From the pixel @a to the pixel @b. No cairo here: what it paints would be carried to the graphics
 * card with each frame. */
static void
append_line (GtkSnapshot   *snapshot,
             LpPoint        a,
             LpPoint        b,
             const GdkRGBA *color)
{
  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT (MIN (a.x, b.x), MIN (a.y, b.y),
                                                  ABS (a.x - b.x) + 1, ABS (a.y - b.y) + 1));
}

/* Across a line that is upright, or not, at one of its ends. */
static void
append_bar (GtkSnapshot   *snapshot,
            LpPoint        end,
            gboolean       upright,
            const GdkRGBA *color)
{
  const double across = upright ? BAR : 0, along = upright ? 0 : BAR;

  append_line (snapshot, (LpPoint) { end.x - across, end.y - along },
               (LpPoint) { end.x + across, end.y + along }, color);
}

void
lp_canvas_snapshot_guides (LpCanvas    *self,
                           GtkSnapshot *snapshot)
{
  const GdkRGBA color = { 0.84, 0.2, 0.55, 1 };

  for (guint i = 0; i < self->guides->len; i++)
    {
      const LpGuide *guide = &g_array_index (self->guides, LpGuide, i);
      LpPoint from = lp_canvas_to_widget (self, guide->from.x, guide->from.y);
      LpPoint to = lp_canvas_to_widget (self, guide->to.x, guide->to.y);

      from = (LpPoint) { floor (from.x), floor (from.y) };
      to = (LpPoint) { floor (to.x), floor (to.y) };
      append_line (snapshot, from, to, &color);
      if (guide->gap)
        {
          append_bar (snapshot, from, from.y != to.y, &color);
          append_bar (snapshot, to, from.y != to.y, &color);
        }
    }
}
