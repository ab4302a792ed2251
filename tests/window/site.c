/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/site.h"

#include "window/canvas/canvas-private.h"

#define SITE \
  "<client id=\"visitor\" name=\"Visitor\" x=\"0\" y=\"0\"/>\n" \
  "<server id=\"one\" name=\"web-01\" x=\"320\" y=\"0\">\n" \
  "  <web-server id=\"nginx\" name=\"Nginx\" x=\"16\" y=\"48\"/>\n" \
  "  <firewall id=\"wall\" name=\"Firewall\" x=\"16\" y=\"120\"/>\n" \
  "</server>\n" \
  "<server id=\"two\" name=\"web-02\" x=\"320\" y=\"320\" width=\"320\" height=\"240\"/>\n" \
  "<database id=\"db\" name=\"MySQL\" x=\"0\" y=\"320\"/>\n" \
  "<link id=\"l\" from=\"visitor\" to=\"nginx\" flow=\"request\"/>\n"

LpWindow *
site_open (void)
{
  LpWindow *window = driver_open (SITE);

  lp_canvas_set_zoom (driver_get_canvas (window), 1);
  driver_settle ();

  return window;
}

LpRect
site_get_rect (LpWindow   *window,
               const char *id)
{
  LpRect rect;

  lp_box_get_rect (driver_get_element (window, id), &rect);

  return rect;
}

LpPoint
site_at (LpWindow   *window,
         const char *id)
{
  return driver_at_element (window, driver_get_element (window, id), 0.5, 0.5);
}

LpPoint
site_beside (LpPoint place,
             double  dx,
             double  dy)
{
  return (LpPoint) { place.x + dx, place.y + dy };
}

const char *
site_get_parent (LpWindow   *window,
                 const char *id)
{
  return lp_element_get_id (lp_element_get_parent (driver_get_element (window, id)));
}

LpMarkState
site_get_state (LpWindow   *window,
                const char *id)
{
  const LpMark *mark = lp_scene_find_mark (driver_get_canvas (window)->scene,
                                           driver_get_element (window, id));

  return mark != NULL ? mark->state : LP_MARK_UP;
}

LpElement *
site_get_selected (LpWindow *window,
                   guint     n_expected)
{
  GListModel *selection = lp_canvas_get_selection (driver_get_canvas (window));
  g_autoptr (LpElement) first = g_list_model_get_item (selection, 0);

  g_assert_cmpuint (g_list_model_get_n_items (selection), ==, n_expected);

  return first;
}

void
site_close_undone (LpWindow *window)
{
  g_autofree char *now = NULL;
  g_autofree char *before = NULL;

  while (lp_history_can_undo (driver_get_history (window)))
    lp_history_undo (driver_get_history (window));
  now = driver_dup_text (window);
  driver_close (window);

  window = driver_open (SITE);
  before = driver_dup_text (window);
  driver_close (window);
  g_assert_cmpstr (now, ==, before);
}

void
site_drag_from_palette (LpWindow   *window,
                        const char *kind,
                        LpPoint     to)
{
  guint before = lp_design_get_n_boxes (driver_get_design (window));
  GtkWidget *row = driver_find_widget (GTK_WIDGET (window), kind);
  LpPoint from = driver_at_widget (row, 0.3, 0.5);

  driver_move (from);
  driver_press (1);
  driver_move ((LpPoint) { from.x + 30, from.y });
  driver_move ((LpPoint) { (from.x + to.x) / 2, (from.y + to.y) / 2 });
  driver_move ((LpPoint) { to.x - 8, to.y });
  driver_wait (lp_design_get_n_boxes (driver_get_design (window)) == before + 1);
  driver_move (to);
  driver_release (1);
  driver_wait (!lp_history_is_open (driver_get_history (window)));
  g_assert_cmpuint (lp_design_get_n_boxes (driver_get_design (window)), ==, before + 1);
  driver_wait (driver_find_widget (GTK_WIDGET (window), "canvas-name") != NULL);
}
