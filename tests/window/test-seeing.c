/* SPDX-License-Identifier: MIT */
/* Finding one’s way in a drawing: find bar, outline, overview, lenses, zooming and panning. */
#include "config.h"

#include "draw/scene/mark.h"
#include "window/canvas/canvas-private.h"
#include "window/panels/finding-card.h"
#include "window/panels/minimap.h"
#include "window/panels/outline.h"
#include "window/site.h"

#define TWO_WAYS \
  "<client id=\"visitor\" x=\"0\" y=\"0\"/>" \
  "<load-balancer id=\"lb\" name=\"HAProxy\" x=\"300\" y=\"0\"/>" \
  "<web-server id=\"a\" name=\"first\" x=\"600\" y=\"0\"/>" \
  "<web-server id=\"b\" name=\"second\" x=\"600\" y=\"200\"/>" \
  "<note id=\"n\" x=\"0\" y=\"400\">aside</note>" \
  "<link id=\"l\" from=\"visitor\" to=\"lb\" flow=\"request\" protocol=\"https\" port=\"8443\"/>" \
  "<link id=\"m\" from=\"lb\" to=\"a\" flow=\"request\"/>" \
  "<link id=\"o\" from=\"lb\" to=\"b\" flow=\"request\"/>"

static LpView
get_view (LpWindow *window)
{
  LpCanvas *canvas = driver_get_canvas (window);

  return (LpView) { canvas->zoom, canvas->origin };
}

static LpPoint
at_canvas (LpWindow *window,
           double    x_share,
           double    y_share)
{
  return driver_at_widget (GTK_WIDGET (driver_get_canvas (window)), x_share, y_share);
}

static GtkWidget *
get_part (LpWindow   *window,
          const char *name)
{
  GtkWidget *widget;

  driver_wait ((widget = driver_find_widget (GTK_WIDGET (window), name)) != NULL);

  return widget;
}

static const char *
get_count (LpWindow *window)
{
  return gtk_label_get_label (GTK_LABEL (get_part (window, "count")));
}

static const char *
get_selected_id (LpWindow *window)
{
  return lp_element_get_id (site_get_selected (window, 1));
}

static void
open_find (LpWindow   *window,
           const char *what)
{
  driver_key ("<Control>f");
  get_part (window, "count");
  driver_type (what);
}

static void
test_find_goes_round_and_leaves_what_it_found_selected (void)
{
  LpWindow *window = site_open ();

  open_find (window, "web");
  driver_key ("Return");
  driver_wait (g_str_equal (get_count (window), "1 of 3"));
  g_assert_cmpstr (get_selected_id (window), ==, "one");
  driver_key ("Return");
  g_assert_cmpstr (get_selected_id (window), ==, "nginx");
  driver_key ("Return");
  driver_key ("Return");
  g_assert_cmpstr (get_selected_id (window), ==, "one");
  driver_key ("<Control><Shift>g");
  g_assert_cmpstr (get_selected_id (window), ==, "two");
  driver_key ("Escape");
  driver_wait (driver_find_widget (GTK_WIDGET (window), "count") == NULL);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (driver_get_canvas (window))));
  g_assert_cmpstr (get_selected_id (window), ==, "two");
  site_close_undone (window);
}

/* By name, kind, address and port; of links by what is written on them. */
static void
test_find_looks_at_all_that_is_written (void)
{
  static const struct { const char *typed; const char *id; } rows[] = {
    { "mysql", "db" }, { "database", "db" }, { "10.0.0.9", "db" }, { "3307", "db" },
    { "8443", "l" }, { "lookup", "m" },
  };
  LpWindow *window = driver_open (
    "<client id=\"c\" name=\"Somebody\" x=\"0\" y=\"0\"/><dns id=\"d\" x=\"0\" y=\"200\"/>"
    "<server id=\"db\" name=\"MySQL database\" address=\"10.0.0.9\" x=\"300\" y=\"0\">"
    "<web-server id=\"w\" name=\"x\" x=\"16\" y=\"48\"/></server>"
    "<web-server id=\"v\" name=\"y\" x=\"600\" y=\"0\"><listen port=\"3307\" protocol=\"http\"/>"
    "</web-server>"
    "<link id=\"l\" from=\"c\" to=\"w\" flow=\"request\" protocol=\"https\" port=\"8443\"/>"
    "<link id=\"m\" from=\"c\" to=\"d\" flow=\"lookup\"/>");

  driver_key ("<Control>f");
  get_part (window, "count");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *id = i == 3 ? "v" : rows[i].id;

      driver_key ("<Control>a");
      driver_type (rows[i].typed);
      driver_key ("Return");
      g_assert_cmpstr (get_selected_id (window), ==, id);
    }
  driver_close (window);
}

static void
test_find_says_where_nothing_is (void)
{
  LpWindow *window = site_open ();

  driver_click (site_at (window, "db"), 1);
  open_find (window, "zebra");
  driver_wait (g_str_equal (get_count (window), "Nothing found"));
  g_assert_true (gtk_widget_has_css_class (get_part (window, "entry"), "error"));
  driver_key ("Return");
  driver_key ("Escape");
  g_assert_cmpstr (get_selected_id (window), ==, "db");
  site_close_undone (window);
}

static void
test_the_outline_and_the_drawing_have_one_selection (void)
{
  LpWindow *window = site_open ();
  GtkSelectionModel *model;
  g_autoptr (GtkBitset) chosen = NULL;

  driver_click (site_at (window, "db"), 1);
  driver_key ("<Control><Shift>o");
  model = gtk_list_view_get_model (GTK_LIST_VIEW (get_part (window, "list")));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 7);
  chosen = gtk_selection_model_get_selection (model);
  g_assert_cmpuint (gtk_bitset_get_size (chosen), ==, 1);
  g_assert_true (gtk_selection_model_is_selected (model, 5));
  driver_settle ();
  driver_key ("Up");
  driver_wait (g_str_equal (get_selected_id (window), "two"));
  driver_key ("Return");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (driver_get_canvas (window))));
  driver_click (site_at (window, "nginx"), 1);
  driver_wait (gtk_selection_model_is_selected (model, 2));
  site_close_undone (window);
}

static void
test_the_outline_is_searched_and_left (void)
{
  LpWindow *window = site_open ();
  GtkWidget *outline, *filter;

  driver_key ("<Control><Shift>o");
  get_part (window, "list");
  outline = driver_find_type (GTK_WIDGET (window), LP_TYPE_OUTLINE);
  filter = driver_find_widget (outline, "filter");
  gtk_widget_grab_focus (filter);
  driver_type ("fire");
  driver_key ("Return");
  g_assert_cmpstr (get_selected_id (window), ==, "wall");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (driver_get_canvas (window))));
  gtk_widget_grab_focus (driver_find_widget (outline, "list"));
  driver_key ("Escape");
  driver_wait (!gtk_widget_get_mapped (outline));
  site_close_undone (window);
}

/* The middle of the view is where the map was clicked, whatever the zoom. */
static void
test_the_overview_leads_to_where_it_is_clicked (void)
{
  static const double zooms[] = { 1, 2.5, 8 };
  LpWindow *window = site_open ();
  LpCanvas *canvas = driver_get_canvas (window);
  GtkWidget *map = driver_find_type (GTK_WIDGET (window), LP_TYPE_MINIMAP);

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      LpRect bounds;
      LpPoint middle;

      lp_canvas_set_zoom (canvas, zooms[i]);
      lp_canvas_pan (canvas, 900, 900);
      driver_wait (gtk_widget_get_mapped (map) && gtk_widget_get_width (map) > 0);
      driver_settle ();
      lp_scene_get_bounds (lp_canvas_get_scene (canvas), &bounds);
      driver_click (driver_at_widget (map, 0.5, 0.5), 1);
      middle = lp_canvas_to_drawing (canvas, gtk_widget_get_width (GTK_WIDGET (canvas)) / 2.0,
                                     gtk_widget_get_height (GTK_WIDGET (canvas)) / 2.0);
      g_assert_cmpfloat_with_epsilon (middle.x, bounds.x + bounds.width / 2, 8);
      g_assert_cmpfloat_with_epsilon (middle.y, bounds.y + bounds.height / 2, 8);
    }
  site_close_undone (window);
}

static void
test_the_overview_is_dragged_and_goes (void)
{
  LpWindow *window = site_open ();
  LpCanvas *canvas = driver_get_canvas (window);
  GtkWidget *map = driver_find_type (GTK_WIDGET (window), LP_TYPE_MINIMAP);
  LpView before;

  lp_canvas_set_zoom (canvas, 4);
  driver_wait (gtk_widget_get_mapped (map));
  driver_settle ();
  before = get_view (window);
  driver_drag (driver_at_widget (map, 0.5, 0.5), driver_at_widget (map, 0.8, 0.7));
  g_assert_cmpfloat (get_view (window).origin.x, >, before.origin.x);
  g_assert_cmpfloat (get_view (window).zoom, ==, before.zoom);
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  driver_key ("<Control>m");
  driver_wait (!gtk_widget_get_mapped (map));
  driver_key ("<Control>m");
  driver_wait (gtk_widget_get_mapped (map));
  driver_key ("<Shift>1");
  driver_wait (!gtk_widget_get_mapped (map));
  site_close_undone (window);
}

static void
use_lens (LpWindow   *window,
          const char *name)
{
  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  gtk_widget_activate_action (GTK_WIDGET (driver_get_canvas (window)), "canvas.lens", "s", name);
  driver_settle ();
}

static gboolean
is_bright (LpWindow   *window,
           const char *id)
{
  GHashTable *highlight = driver_get_canvas (window)->highlight;

  return highlight == NULL || g_hash_table_contains (highlight, driver_get_element (window, id));
}

static void
test_lenses_dim_what_is_not_asked_for (void)
{
  LpWindow *window = driver_open (TWO_WAYS);

  use_lens (window, "traffic");
  g_assert_true (is_bright (window, "visitor") && is_bright (window, "lb"));
  g_assert_true (is_bright (window, "l") && is_bright (window, "b"));
  g_assert_false (is_bright (window, "n"));
  use_lens (window, "security");
  g_assert_true (is_bright (window, "l"));
  g_assert_false (is_bright (window, "m") || is_bright (window, "a"));
  use_lens (window, "monitoring");
  g_assert_false (is_bright (window, "l") || is_bright (window, "visitor"));
  driver_key ("Escape");
  g_assert_true (is_bright (window, "n"));
  driver_close (window);
}

/* The visitor’s: nothing answers its request. */
static void
test_a_badge_leads_to_what_was_found (void)
{
  LpWindow *window = driver_open ("<client id=\"v\" name=\"Visitor\" x=\"0\" y=\"0\"/>\n"
                                  "<note id=\"n\" name=\"Note\" x=\"300\" y=\"0\"/>\n");
  LpCanvas *canvas = driver_get_canvas (window);
  LpElement *visitor = driver_get_element (window, "v");
  const LpMark *mark = NULL;
  LpRect box = site_get_rect (window, "v");
  LpRect badge;

  driver_wait ((mark = lp_scene_find_mark (canvas->scene, visitor)) != NULL);
  g_assert_cmpint (mark->level, !=, LP_MARK_NONE);
  g_assert_true (lp_mark_get_rect (mark, &box, FALSE, TRUE, &badge));
  driver_settle ();
  driver_click (driver_at (window, badge.x + badge.width / 2, badge.y + 4), 1);
  g_assert_true (site_get_selected (window, 1) == visitor);
  g_assert_true (is_bright (window, "v"));
  g_assert_false (is_bright (window, "n"));
  driver_wait (driver_find_type (GTK_WIDGET (window), LP_TYPE_FINDING_CARD) != NULL);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  driver_close (window);
}

static GtkWidget *
find_current_card (GtkWidget *root)
{
  if (LP_IS_FINDING_CARD (root) && gtk_widget_has_css_class (root, "current"))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_current_card (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_inside (GtkWidget *widget,
           GtkWidget *outer)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, outer, &bounds) && bounds.size.height > 0 &&
         bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= gtk_widget_get_height (outer);
}

/* Further down than cards are made at first, and nobody saw the list before. */
static void
test_a_badge_leads_to_the_last_of_many_cards (void)
{
  g_autoptr (GString) visitors = g_string_new (NULL);
  LpWindow *window;
  GtkWidget *panel, *card;
  LpMark mark = { .level = LP_MARK_ERROR };
  LpRect box = { 0, 0, 184, 56 };
  LpRect badge;

  for (int i = 1; i < 50; i++)
    g_string_append_printf (visitors, "<client id=\"v%d\" x=\"0\" y=\"%d\"/>\n", i, i * 96);
  g_string_append (visitors, "<client id=\"last\" name=\"Last\" x=\"0\" y=\"0\"/>\n");
  window = driver_open (visitors->str);
  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  lp_canvas_select (driver_get_canvas (window),
                    (LpElement *[]) { driver_get_element (window, "last"), NULL });
  gtk_widget_activate_action (GTK_WIDGET (driver_get_canvas (window)), "canvas.zoom-selection",
                              NULL);
  driver_settle ();
  g_assert_true (lp_mark_get_rect (&mark, &box, FALSE, TRUE, &badge));
  driver_click (driver_at (window, badge.x + badge.width / 2, badge.y + 4), 1);
  driver_wait ((panel = driver_find_widget (GTK_WIDGET (window), "findings")) != NULL);
  driver_wait ((card = find_current_card (panel)) != NULL && is_inside (card, panel));
  g_assert_true (g_strv_contains (
    lp_finding_get_elements (lp_finding_card_get_finding (LP_FINDING_CARD (card))), "last"));
  driver_close (window);
}

/* Hatched, not only of another colour: that is what these states look like (draw/mark.h). */
static void
test_the_lens_of_failures_shows_what_fails_with_what (void)
{
  LpWindow *window = driver_open (TWO_WAYS);

  use_lens (window, "failures");
  g_assert_true (is_bright (window, "lb"));
  g_assert_cmpint (site_get_state (window, "lb"), ==, LP_MARK_DOWN);
  g_assert_cmpint (site_get_state (window, "visitor"), ==, LP_MARK_CUT_OFF);
  g_assert_cmpint (site_get_state (window, "a"), ==, LP_MARK_UP);
  g_assert_false (is_bright (window, "a"));
  driver_click (site_at (window, "a"), 1);
  g_assert_cmpint (site_get_state (window, "a"), ==, LP_MARK_DOWN);
  g_assert_cmpint (site_get_state (window, "lb"), ==, LP_MARK_PART);
  g_assert_cmpint (site_get_state (window, "visitor"), ==, LP_MARK_PART);
  driver_key ("Delete");
  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  driver_settle ();
  g_assert_cmpint (site_get_state (window, "b"), ==, LP_MARK_DOWN);
  use_lens (window, "none");
  g_assert_cmpint (site_get_state (window, "b"), ==, LP_MARK_UP);
  driver_close (window);
}

static void
test_the_wheel_pans_and_zooms_at_the_pointer (void)
{
  LpWindow *window = site_open ();
  LpCanvas *canvas = driver_get_canvas (window);
  LpPoint place = site_at (window, "db");
  LpView before = get_view (window);
  LpPoint still;

  driver_move (place);
  driver_scroll (-1);
  g_assert_cmpfloat (get_view (window).origin.y, >, before.origin.y);
  g_assert_cmpfloat (get_view (window).origin.x, ==, before.origin.x);
  driver_hold ("Shift_L");
  driver_scroll (-1);
  driver_let_go ("Shift_L");
  g_assert_cmpfloat (get_view (window).origin.x, >, before.origin.x);

  still = lp_canvas_to_drawing (canvas, canvas->pointer.x, canvas->pointer.y);
  driver_hold ("Control_L");
  driver_scroll (3);
  g_assert_cmpfloat (canvas->zoom, >, before.zoom * 1.3);
  g_assert_cmpfloat_with_epsilon (lp_canvas_to_widget (canvas, still.x, still.y).x,
                                  canvas->pointer.x, 0.51);
  driver_scroll (40);
  g_assert_cmpfloat (canvas->zoom, ==, 8);
  driver_scroll (-80);
  g_assert_cmpfloat (canvas->zoom, ==, 0.05);
  driver_let_go ("Control_L");
  g_assert_cmpfloat_with_epsilon (lp_canvas_to_widget (canvas, still.x, still.y).y,
                                  canvas->pointer.y, 0.51);
  site_close_undone (window);
}

/* No test can touch the screen, so this begins where GTK has understood the fingers. */
static void
test_two_fingers_zoom_and_carry_along_what_is_between_them (void)
{
  LpWindow *window = site_open ();
  LpCanvas *canvas = driver_get_canvas (window);
  LpPoint between = lp_canvas_to_drawing (canvas, 300, 200);
  LpPoint now;

  lp_canvas_begin_pinch (canvas, 300, 200);
  lp_canvas_pinch (canvas, 1.5, 310, 220);
  lp_canvas_pinch (canvas, 2, 360, 250);
  g_assert_cmpfloat (canvas->zoom, ==, 2);
  now = lp_canvas_to_widget (canvas, between.x, between.y);
  g_assert_cmpfloat_with_epsilon (now.x, 360, 0.51);
  g_assert_cmpfloat_with_epsilon (now.y, 250, 0.51);
  lp_canvas_pinch (canvas, 100, 360, 250);
  g_assert_cmpfloat (canvas->zoom, ==, 8);
  site_close_undone (window);
}

static void
check_pan (LpWindow *window,
           guint     button)
{
  LpPoint from = site_at (window, "db");
  LpView before = get_view (window);

  driver_move (from);
  driver_press (button);
  driver_move (site_beside (from, 30, 20));
  driver_move (site_beside (from, 70, 50));
  driver_release (button);
  g_assert_cmpfloat_with_epsilon (get_view (window).origin.x, before.origin.x - 70, 0.01);
  g_assert_cmpfloat_with_epsilon (get_view (window).origin.y, before.origin.y - 50, 0.01);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
}

static void
test_the_middle_button_and_space_pan (void)
{
  LpWindow *window = site_open ();

  check_pan (window, 2);
  driver_hold ("space");
  check_pan (window, 1);
  driver_let_go ("space");
  driver_drag (site_at (window, "db"), site_beside (site_at (window, "db"), 40, 0));
  g_assert_cmpfloat (site_get_rect (window, "db").x, ==, 40);
  site_close_undone (window);
}

static void
test_the_view_follows_a_drag_to_its_edge (void)
{
  LpWindow *window = site_open ();
  LpView before = get_view (window);

  driver_move (site_at (window, "db"));
  driver_press (1);
  driver_move (site_beside (site_at (window, "db"), 40, 0));
  driver_move (at_canvas (window, 0.5, 0.5));
  driver_move (site_beside (at_canvas (window, 1, 0.5), -4, 0));
  driver_wait (get_view (window).origin.x > before.origin.x + 100);
  driver_release (1);
  g_assert_cmpfloat (site_get_rect (window, "db").x, >, 600);
  site_close_undone (window);
}

static void
test_zoom_to_all_and_to_the_selection (void)
{
  LpWindow *window = site_open ();
  LpCanvas *canvas = driver_get_canvas (window);
  LpRect view = { 0, 0, gtk_widget_get_width (GTK_WIDGET (canvas)),
                  gtk_widget_get_height (GTK_WIDGET (canvas)) };
  LpRect rect, all;

  lp_canvas_set_zoom (canvas, 5);
  driver_key ("<Shift>1");
  lp_scene_get_bounds (lp_canvas_get_scene (canvas), &all);
  all = lp_canvas_rect_to_widget (canvas, &all);
  rect = lp_rect_union (&view, &all);
  g_assert_cmpfloat (rect.width * rect.height, ==, view.width * view.height);

  driver_click (site_at (window, "db"), 1);
  driver_key ("<Shift>2");
  rect = site_get_rect (window, "db");
  rect = lp_canvas_rect_to_widget (canvas, &rect);
  g_assert_cmpfloat_with_epsilon (rect.x + rect.width / 2, view.width / 2, 1);
  view.height -= LP_CANVAS_LOWER_MARGIN - LP_CANVAS_FIT_MARGIN;
  g_assert_cmpfloat_with_epsilon (rect.y + rect.height / 2, view.height / 2, 1);
  driver_key ("0");
  g_assert_cmpfloat (canvas->zoom, ==, 1);
  driver_key ("plus");
  g_assert_cmpfloat (canvas->zoom, >, 1);
  driver_key ("minus");
  g_assert_cmpfloat_with_epsilon (canvas->zoom, 1, 0.001);
  site_close_undone (window);
}

/* The window is mirrored, the drawing is not: left is where the visitor stands. */
static void
test_from_right_to_left_only_the_window_is_mirrored (void)
{
  LpWindow *window;
  LpPoint canvas, palette, editor;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window = site_open ();
  canvas = at_canvas (window, 0.5, 0.5);
  palette = driver_at_widget (get_part (window, "filter"), 0.5, 0.5);
  g_assert_cmpfloat (palette.x, >, canvas.x);
  g_assert_cmpfloat (site_at (window, "visitor").x, <, site_at (window, "one").x);
  driver_drag (site_at (window, "db"), site_beside (site_at (window, "db"), 40, 0));
  g_assert_cmpfloat (site_get_rect (window, "db").x, ==, 40);
  driver_key ("Left");
  g_assert_cmpfloat (site_get_rect (window, "db").x, ==, 32);
  driver_key ("Return");
  get_part (window, "canvas-name");
  driver_settle ();
  editor = driver_at_widget (get_part (window, "canvas-name"), 0, 0.5);
  g_assert_cmpfloat (editor.x, >, site_at (window, "db").x - 92);
  g_assert_cmpfloat (editor.x, <, site_at (window, "db").x);
  driver_key ("Escape");
  site_close_undone (window);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

#define ADD(function) g_test_add_func ("/seeing/" #function, test_##function)

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);

  ADD (find_goes_round_and_leaves_what_it_found_selected);
  ADD (find_looks_at_all_that_is_written);
  ADD (find_says_where_nothing_is);
  ADD (the_outline_and_the_drawing_have_one_selection);
  ADD (the_outline_is_searched_and_left);
  ADD (the_overview_leads_to_where_it_is_clicked);
  ADD (the_overview_is_dragged_and_goes);
  ADD (lenses_dim_what_is_not_asked_for);
  ADD (a_badge_leads_to_what_was_found);
  ADD (a_badge_leads_to_the_last_of_many_cards);
  ADD (the_lens_of_failures_shows_what_fails_with_what);
  ADD (the_wheel_pans_and_zooms_at_the_pointer);
  ADD (two_fingers_zoom_and_carry_along_what_is_between_them);
  ADD (the_middle_button_and_space_pan);
  ADD (the_view_follows_a_drag_to_its_edge);
  ADD (zoom_to_all_and_to_the_selection);
  ADD (from_right_to_left_only_the_window_is_mirrored);

  return g_test_run ();
}
