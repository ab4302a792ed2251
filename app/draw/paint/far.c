/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint/paint-private.h"

/* Pixels that a pin has at least: from far away it says where to look. */
#define PIN_PIXELS 6

/* Boxes of one colour. cairo is much faster with one path of many than with many of one. */
typedef struct
{
  LpColor  color;
  GArray  *rects;           /* LpRect. */
} Batch;

struct _LpFarView
{
  LpPen     *pen;
  GPtrArray *batches;
};

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_array_unref (batch->rects);
  g_free (batch);
}

LpFarView *
lp_far_view_new (LpPen *pen)
{
  LpFarView *view = g_new (LpFarView, 1);

  view->pen = pen;
  view->batches = g_ptr_array_new_with_free_func (batch_free);

  return view;
}

static Batch *
get_batch (LpFarView *view,
           LpColor    color)
{
  Batch *batch;

  color = lp_pen_fade (view->pen, color);
  for (guint i = 0; i < view->batches->len; i++)
    {
      batch = g_ptr_array_index (view->batches, i);
      if (batch->color == color)
        return batch;
    }

  batch = g_new (Batch, 1);
  *batch = (Batch) { color, g_array_new (FALSE, FALSE, sizeof (LpRect)) };
  g_ptr_array_add (view->batches, batch);

  return batch;
}

void
lp_far_view_add_box (LpFarView    *view,
                     LpElement    *element,
                     const LpRect *rect)
{
  const LpKindRow *row = lp_kind_get_row (lp_element_get_kind (element));
  const LpHueStyle *hue = &view->pen->style->hues[row->hue];
  LpColor color = lp_color_mix (hue->tint, hue->ink, 0.25);

  if (row->shape == LP_SHAPE_NOTE)
    color = view->pen->style->note_fold;
  g_array_append_val (get_batch (view, color)->rects, *rect);
}

void
lp_far_view_add_pin (LpFarView    *view,
                     const LpRect *rect,
                     gboolean      half)
{
  const double size = MAX (PIN_PIXELS / view->pen->scale, 20);
  const LpRect pin = {
    rect->x + rect->width - size / 2, rect->y - size / 2, size, half ? size / 2 : size,
  };

  g_array_append_val (get_batch (view, view->pen->style->pin.fill)->rects, pin);
}

static int
compare_colors (gconstpointer a,
                gconstpointer b)
{
  const LpColor left = (*(Batch *const *) a)->color, right = (*(Batch *const *) b)->color;

  return left < right ? -1 : left > right;
}

/* In an order that does not depend on what else is seen: a part of a picture must look as in the
 * whole. */
void
lp_far_view_paint (LpFarView *view)
{
  cairo_t *cr = view->pen->cr;

  g_ptr_array_sort (view->batches, compare_colors);
  view->pen->fade = 0;
  for (guint i = 0; i < view->batches->len; i++)
    {
      const Batch *batch = g_ptr_array_index (view->batches, i);

      for (guint j = 0; j < batch->rects->len; j++)
        {
          const LpRect *rect = &g_array_index (batch->rects, LpRect, j);

          cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
        }
      lp_pen_set_color (view->pen, batch->color);
      cairo_fill (cr);
    }
  g_ptr_array_set_size (view->batches, 0);
}

void
lp_far_view_free (LpFarView *view)
{
  g_ptr_array_unref (view->batches);
  g_free (view);
}
