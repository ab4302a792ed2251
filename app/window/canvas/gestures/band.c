/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

/* The rubber band. Elements that were selected before stay so when it extends. */
typedef struct
{
  LpPoint    start;
  LpRect     rect;
  GPtrArray *before;
} Band;

static void
band_free (gpointer data)
{
  Band *band = data;

  g_ptr_array_unref (band->before);
  g_free (band);
}

static void
band_motion (LpCanvas        *self,
             double           x,
             double           y,
             GdkModifierType  state)
{
  Band *band = self->gesture_data;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  band->rect = (LpRect) { MIN (x, band->start.x), MIN (y, band->start.y),
                          ABS (x - band->start.x), ABS (y - band->start.y) };

  for (guint i = 0; i < band->before->len; i++)
    if (g_hash_table_add (seen, band->before->pdata[i]))
      g_ptr_array_add (found, band->before->pdata[i]);

  {
    g_autoptr (GPtrArray) inside = g_ptr_array_new ();

    /* As in other programs: to the right what is wholly inside, to the left whatever it touches. */
    lp_scene_find_in (lp_canvas_get_scene (self), &band->rect, x < band->start.x, inside);
    for (guint i = 0; i < inside->len; i++)
      if (g_hash_table_add (seen, inside->pdata[i]))
        g_ptr_array_add (found, inside->pdata[i]);
  }

  lp_canvas_select_many (self, (LpElement *const *) found->pdata, found->len);
}

static void
band_end (LpCanvas *self,
          double    x,
          double    y)
{
}

static void
band_cancel (LpCanvas *self)
{
  Band *band = self->gesture_data;

  lp_canvas_select_many (self, (LpElement *const *) band->before->pdata, band->before->len);
}

static void
band_snapshot (LpCanvas    *self,
               GtkSnapshot *snapshot)
{
  Band *band = self->gesture_data;
  LpRect rect = lp_canvas_rect_to_widget (self, &band->rect);
  GdkRGBA color;

  lp_canvas_get_accent (self, &color);
  lp_canvas_rounded_outline (snapshot, &rect, 2, 1, &color);
  color.alpha = 0.15;
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (rect.x, rect.y, rect.width, rect.height));
}

void
lp_canvas_begin_band (LpCanvas *self,
                      double    x,
                      double    y,
                      gboolean  extend)
{
  static const LpGesture gesture = { band_motion, band_end, band_cancel, band_snapshot, TRUE };
  Band *band = g_new0 (Band, 1);
  GListModel *selection = G_LIST_MODEL (self->selection);

  if (!extend)
    lp_canvas_select_many (self, NULL, 0);

  band->start = (LpPoint) { x, y };
  band->rect = (LpRect) { x, y, 0, 0 };
  band->before = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (selection); i++)
    g_ptr_array_add (band->before, g_list_model_get_item (selection, i));

  lp_canvas_begin_gesture (self, &gesture, band, band_free);
}
