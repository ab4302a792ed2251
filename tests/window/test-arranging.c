/* SPDX-License-Identifier: MIT */
/* Arrange by the button, its menu and the keyboard, and what sets elements in line by hand. */
#include "config.h"

#include "window/canvas/flight-lines.h"
#include "window/site.h"

/* Four in a row that is none, two of them in containers. */
#define ROW \
  "<zone id=\"zone\" x=\"3\" y=\"5\" width=\"360\" height=\"320\">\n" \
  "  <server id=\"host\" x=\"32\" y=\"64\">\n" \
  "    <web-server id=\"web\" x=\"16\" y=\"48\"/>\n" \
  "    <app-server id=\"app\" x=\"16\" y=\"152\"/>\n" \
  "  </server>\n" \
  "</zone>\n" \
  "<database id=\"a\" x=\"400\" y=\"40\"/>\n" \
  "<database id=\"b\" x=\"408\" y=\"200\"/>\n" \
  "<cache id=\"c\" x=\"432\" y=\"400\"/>\n" \
  "<link id=\"l\" from=\"web\" to=\"a\" flow=\"query\"/>\n"

static LpWindow *
open_row (void)
{
  LpWindow *window = driver_open (ROW);

  lp_canvas_set_zoom (driver_get_canvas (window), 1);
  driver_settle ();

  return window;
}

/* Elsewhere in the tests nothing moves by itself. */
static void
set_animations (gboolean on)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", on, NULL);
}

static void
wait_for_step (LpWindow *window)
{
  driver_wait (lp_history_can_undo (driver_get_history (window)));
  g_assert_cmpstr (lp_history_get_undo_label (driver_get_history (window)), ==, "Arrange");
}

static void
select_two (LpWindow   *window,
            const char *first,
            const char *second)
{
  driver_click (site_at (window, first), 1);
  driver_hold ("Shift_L");
  driver_click (site_at (window, second), 1);
  driver_let_go ("Shift_L");
  site_get_selected (window, 2);
}

static void
click_widget (LpWindow   *window,
              const char *name)
{
  GtkWidget *widget = NULL;

  driver_wait ((widget = driver_find_widget (GTK_WIDGET (window), name)) != NULL);
  driver_settle ();
  driver_click (driver_at_widget (widget, 0.5, 0.5), 1);
}

static void
test_the_button_arranges_and_the_toast_takes_back (void)
{
  LpWindow *window = site_open ();
  g_autofree char *before = driver_dup_text (window);
  g_autofree char *after = NULL;
  GtkWidget *undo = NULL;
  GtkWidget *arrange = driver_find_widget (GTK_WIDGET (window), "arrange");

  driver_click (driver_at_widget (arrange, 0.3, 0.5), 1);
  wait_for_step (window);
  g_assert_cmpfloat (site_get_rect (window, "visitor").x, <, site_get_rect (window, "one").x);
  driver_wait ((undo = driver_find_button (GTK_WIDGET (window), "Undo")) != NULL);
  driver_settle ();
  driver_click (driver_at_widget (undo, 0.5, 0.5), 1);
  driver_wait (!lp_history_can_undo (driver_get_history (window)));
  after = driver_dup_text (window);
  g_assert_cmpstr (before, ==, after);
  site_close_undone (window);
}

static void
test_escape_leaves_everything_as_it_was (void)
{
  LpWindow *window = site_open ();
  g_autofree char *before = driver_dup_text (window);
  g_autofree char *after = NULL;

  set_animations (TRUE);
  driver_keys_at_once ("<Control><Shift>l", "Escape");
  for (guint i = 0; i < 20; i++)
    driver_settle ();
  set_animations (FALSE);
  after = driver_dup_text (window);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  g_assert_false (lp_history_can_redo (driver_get_history (window)));
  site_close_undone (window);
}

/* Between two frames nobody has seen more than the beginning. */
static void
test_what_moves_can_be_taken_back (void)
{
  LpWindow *window = site_open ();
  LpCanvas *canvas = driver_get_canvas (window);
  g_autofree char *before = driver_dup_text (window);
  g_autofree char *after = NULL;

  g_assert_false (lp_canvas_take_back (canvas));
  set_animations (TRUE);
  driver_key ("<Control><Shift>l");
  while (!lp_history_can_undo (driver_get_history (window)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (lp_canvas_take_back (canvas));
  set_animations (FALSE);
  after = driver_dup_text (window);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  g_assert_false (lp_history_can_redo (driver_get_history (window)));
  g_assert_false (lp_canvas_take_back (canvas));
  site_close_undone (window);
}

/* What the canvas shows, as it is. */
static GBytes *
take_picture (LpCanvas *canvas)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (canvas));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderer *renderer =
    gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (canvas)));
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (GTK_WIDGET (canvas)),
                          gtk_widget_get_height (GTK_WIDGET (canvas)));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (renderer, node, NULL);

  return gdk_texture_save_to_png_bytes (texture);
}

/* Where the view stays it was once the last picture of the flight that stayed as well, in which
 * links are neither whole nor labelled. */
static void
test_links_are_there_again_after_the_flight (void)
{
  LpWindow *window = open_row ();
  LpCanvas *canvas = driver_get_canvas (window);
  g_autoptr (GBytes) landed = NULL;
  g_autoptr (GBytes) anew = NULL;

  select_two (window, "a", "b");
  set_animations (TRUE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.arrange-selection", NULL);
  wait_for_step (window);
  for (guint i = 0; i < 40; i++)
    driver_settle ();
  set_animations (FALSE);
  g_assert_false (lp_canvas_take_back (canvas));
  landed = take_picture (canvas);
  lp_canvas_set_zoom (canvas, 2);
  driver_settle ();
  lp_canvas_set_zoom (canvas, 1);
  driver_settle ();
  anew = take_picture (canvas);
  g_assert_true (g_bytes_equal (landed, anew));
  driver_close (window);
}

static gboolean
is_painted (LpFlightLines *lines,
            LpScene       *scene,
            double         share,
            double         x,
            double         y)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 8, 8);
  cairo_t *cr = cairo_create (surface);
  const guint32 *pixels;
  gboolean painted = FALSE;

  cairo_translate (cr, 4 - x, 4 - y);
  lp_flight_lines_paint (lines, scene, cr, lp_style_get (LP_THEME_LIGHT), share);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixels = (const guint32 *) cairo_image_surface_get_data (surface);
  for (guint i = 0; i < 64; i++)
    painted |= pixels[i] != 0;
  cairo_surface_destroy (surface);

  return painted;
}

/* A straight link whose ends move down by 200. */
static void
test_links_fly_from_the_old_way_to_the_new_one (void)
{
  g_autoptr (LpDesign) design = lp_design_new ();
  LpElement *root = lp_design_get_root (design);
  g_autoptr (LpElement) from = lp_design_make_element (design, LP_KIND_WEB_SERVER, root);
  g_autoptr (LpElement) to = lp_design_make_element (design, LP_KIND_APP_SERVER, root);
  g_autoptr (LpElement) link = lp_link_new (LP_FLOW_REQUEST, from, to);
  g_autoptr (LpScene) scene = lp_scene_new (design);
  g_autoptr (LpFlightLines) lines = NULL;
  LpRect rect;
  double y;

  lp_element_set_number (to, LP_ATTRIBUTE_X, 600);
  lp_design_add (design, from, root, NULL);
  lp_design_add (design, to, root, NULL);
  lp_design_add (design, link, root, NULL);
  lp_scene_update (scene, NULL);
  lp_box_get_rect (from, &rect);
  y = rect.y + rect.height / 2;
  lines = lp_flight_lines_new (scene);
  lp_element_set_number (from, LP_ATTRIBUTE_Y, rect.y + 200);
  lp_element_set_number (to, LP_ATTRIBUTE_Y, rect.y + 200);
  lp_scene_update (scene, NULL);

  g_assert_true (is_painted (lines, scene, 0, 400, y));
  g_assert_false (is_painted (lines, scene, 0, 400, y + 100));
  g_assert_true (is_painted (lines, scene, 0.5, 400, y + 100));
  g_assert_false (is_painted (lines, scene, 0.5, 400, y));
  g_assert_true (is_painted (lines, scene, 1, 400, y + 200));

  lp_design_remove (design, link);
  lp_scene_update (scene, NULL);
  g_assert_false (is_painted (lines, scene, 0.75, 400, y + 150));
}

static void
test_the_menu_turns_the_picture (void)
{
  LpWindow *window = site_open ();
  LpElement *root = lp_design_get_root (driver_get_design (window));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.arrange-direction", "s", "down");
  wait_for_step (window);
  g_assert_cmpint (lp_element_get_choice (root, LP_ATTRIBUTE_DIRECTION), ==, LP_DIRECTION_DOWN);
  g_assert_cmpfloat (site_get_rect (window, "visitor").y, <, site_get_rect (window, "one").y);
  driver_key ("<Control>z");
  g_assert_cmpint (lp_element_get_choice (root, LP_ATTRIBUTE_DIRECTION), ==, LP_DIRECTION_RIGHT);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  site_close_undone (window);
}

/* The answer comes when there is nobody to hear it. */
static void
test_the_window_may_close_meanwhile (void)
{
  LpWindow *window = open_row ();

  driver_key ("<Control><Shift>l");
  driver_close (window);
  window = open_row ();
  for (guint i = 0; i < 20; i++)
    driver_settle ();
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  driver_close (window);
}

static void
test_only_the_selection_is_arranged (void)
{
  LpWindow *window = open_row ();
  LpRect zone = site_get_rect (window, "zone"), third = site_get_rect (window, "c");

  select_two (window, "a", "b");
  click_widget (window, "arrange_selection");
  wait_for_step (window);
  g_assert_cmpfloat (site_get_rect (window, "zone").x, ==, zone.x);
  g_assert_cmpfloat (site_get_rect (window, "c").x, ==, third.x);
  g_assert_cmpfloat (site_get_rect (window, "c").y, ==, third.y);
  g_assert_cmpfloat (site_get_rect (window, "a").x, ==, 400);
  g_assert_true (site_get_rect (window, "b").x == 400 || site_get_rect (window, "b").y == 40);
  driver_close (window);
}

static void
test_what_is_locked_stays (void)
{
  LpWindow *window = open_row ();
  LpPoint from = site_at (window, "b");

  driver_click (from, 1);
  driver_key ("<Control>l");
  driver_drag (from, site_beside (from, 80, 80));
  g_assert_cmpfloat (site_get_rect (window, "b").x, ==, 408);
  driver_key ("<Control><Shift>l");
  driver_wait (g_strcmp0 (lp_history_get_undo_label (driver_get_history (window)), "Arrange") == 0);
  g_assert_cmpfloat (site_get_rect (window, "b").x, ==, 408);
  g_assert_cmpfloat (site_get_rect (window, "b").y, ==, 200);
  driver_close (window);
}

/* Two boxes bring the buttons, and each of these is one step. */
static void
test_buttons_set_in_line (void)
{
  LpWindow *window = open_row ();

  driver_click (site_at (window, "a"), 1);
  driver_settle ();
  g_assert_null (driver_find_widget (GTK_WIDGET (window), "align_left"));
  select_two (window, "a", "c");
  click_widget (window, "align_left");
  g_assert_cmpfloat (site_get_rect (window, "c").x, ==, 400);
  driver_key ("<Control>z");
  g_assert_cmpfloat (site_get_rect (window, "c").x, ==, 432);
  click_widget (window, "align_right");
  g_assert_cmpfloat (site_get_rect (window, "a").x, ==, 432);
  g_assert_cmpstr (lp_history_get_undo_label (driver_get_history (window)), ==, "Align Right");
  driver_key ("<Control>z");
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  driver_close (window);
}

static void
test_three_are_spread_evenly (void)
{
  LpWindow *window = open_row ();
  GtkWidget *button = NULL;

  select_two (window, "a", "b");
  driver_wait ((button = driver_find_widget (GTK_WIDGET (window), "distribute_down")) != NULL);
  g_assert_false (gtk_widget_is_sensitive (button));
  driver_hold ("Shift_L");
  driver_click (site_at (window, "c"), 1);
  driver_let_go ("Shift_L");
  click_widget (window, "distribute_down");
  g_assert_cmpfloat (site_get_rect (window, "a").y, ==, 40);
  g_assert_cmpfloat (site_get_rect (window, "b").y, ==, 220);
  g_assert_cmpfloat (site_get_rect (window, "c").y, ==, 400);
  driver_close (window);
}

/* What is dragged jumps into line with what is in a server in a zone, off the grid as that is. */
static void
test_guides_reach_into_containers (void)
{
  LpWindow *window = open_row ();
  LpPoint from = site_at (window, "c");
  double wanted = site_get_rect (window, "app").y;

  g_assert_cmpfloat (wanted, ==, 5 + 64 + 152);
  driver_drag (from, site_beside (from, 260, wanted - 400 + 3));
  g_assert_cmpfloat (site_get_rect (window, "c").y, ==, wanted);
  driver_close (window);
}

/* And what is in a container with what is outside of it: the tops of a server’s card and of a
 * box beside the zone, which is off the grid as the zone is. */
static void
test_guides_reach_out_of_containers (void)
{
  LpWindow *window = open_row ();
  LpPoint from = site_at (window, "web");
  double y = site_get_rect (window, "web").y;

  lp_box_place (driver_get_element (window, "a"), 400, y + 33);
  driver_settle ();
  driver_drag (from, site_beside (from, 0, 30));
  g_assert_cmpfloat (site_get_rect (window, "web").y, ==, y + 33);
  g_assert_cmpstr (site_get_parent (window, "web"), ==, "host");
  driver_close (window);
}

/* The gap between the zone’s server and one box is repeated to the next. */
static void
test_equal_gaps_across_containers (void)
{
  LpWindow *window = driver_open (
    "<zone id=\"zone\" x=\"0\" y=\"0\" width=\"260\" height=\"300\">\n"
    "  <web-server id=\"first\" x=\"20\" y=\"100\"/>\n"
    "</zone>\n"
    "<web-server id=\"second\" x=\"277\" y=\"103\"/>\n"
    "<web-server id=\"third\" x=\"560\" y=\"240\"/>\n");
  LpPoint from;
  double gap;

  lp_canvas_set_zoom (driver_get_canvas (window), 1);
  driver_settle ();
  gap = 277 - 20 - 184;
  from = site_at (window, "third");
  driver_drag (from, site_beside (from, 277 + 184 + gap - 560 + 2, 117 - 240));
  g_assert_cmpfloat (site_get_rect (window, "third").x, ==, 277 + 184 + gap);
  driver_close (window);
}

static void
test_containers_grow_with_what_is_in_them (void)
{
  LpWindow *window = open_row ();
  LpPoint from = site_at (window, "web");
  LpRect web, host, zone;

  driver_drag (from, site_beside (from, 40, 96));
  driver_drag (site_at (window, "app"), site_beside (site_at (window, "app"), 24, 200));
  web = site_get_rect (window, "app");
  host = site_get_rect (window, "host");
  zone = site_get_rect (window, "zone");
  g_assert_cmpstr (site_get_parent (window, "web"), ==, "host");
  g_assert_cmpfloat (host.x + host.width, >=, site_get_rect (window, "web").x + 184 + LP_PADDING);
  if (g_str_equal (site_get_parent (window, "app"), "host"))
    g_assert_cmpfloat (host.y + host.height, >=, web.y + web.height + LP_PADDING);
  g_assert_cmpfloat (zone.y + zone.height, >=, host.y + host.height + LP_PADDING);
  g_assert_cmpfloat (zone.x + zone.width, >=, host.x + host.width + LP_PADDING);
  driver_close (window);
}

/* In front of its brothers, and still behind nothing that is not in its server. */
static void
test_order_is_within_the_container (void)
{
  LpWindow *window = open_row ();
  LpElement *web = driver_get_element (window, "web"), *app = driver_get_element (window, "app");

  driver_click (site_at (window, "web"), 1);
  driver_key ("<Control><Shift>f");
  g_assert_true (lp_element_get_prev_sibling (web) == app);
  g_assert_cmpstr (site_get_parent (window, "web"), ==, "host");
  driver_key ("<Control><Shift>b");
  g_assert_true (lp_element_get_next_sibling (web) == app);
  g_assert_cmpstr (lp_history_get_undo_label (driver_get_history (window)), ==, "Send to Back");
  driver_close (window);
}

static void
test_selecting_by_kind_and_by_links (void)
{
  LpWindow *window = open_row ();

  driver_click (site_at (window, "a"), 1);
  gtk_widget_activate_action (GTK_WIDGET (driver_get_canvas (window)), "canvas.select-same", NULL);
  site_get_selected (window, 2);
  driver_click (site_at (window, "a"), 1);
  driver_key ("<Control><Shift>a");
  g_assert_true (site_get_selected (window, 3) == driver_get_element (window, "a"));
  driver_key ("<Control>a");
  site_get_selected (window, 5);
  driver_key ("Escape");
  site_get_selected (window, 0);
  driver_close (window);
}

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);

  g_test_add_func ("/arranging/button", test_the_button_arranges_and_the_toast_takes_back);
  g_test_add_func ("/arranging/escape", test_escape_leaves_everything_as_it_was);
  g_test_add_func ("/arranging/take-back", test_what_moves_can_be_taken_back);
  g_test_add_func ("/arranging/after-the-flight", test_links_are_there_again_after_the_flight);
  g_test_add_func ("/arranging/links-in-flight", test_links_fly_from_the_old_way_to_the_new_one);
  g_test_add_func ("/arranging/direction", test_the_menu_turns_the_picture);
  g_test_add_func ("/arranging/closed-meanwhile", test_the_window_may_close_meanwhile);
  g_test_add_func ("/arranging/selection", test_only_the_selection_is_arranged);
  g_test_add_func ("/arranging/locked", test_what_is_locked_stays);
  g_test_add_func ("/arranging/align", test_buttons_set_in_line);
  g_test_add_func ("/arranging/distribute", test_three_are_spread_evenly);
  g_test_add_func ("/arranging/guides-into-containers", test_guides_reach_into_containers);
  g_test_add_func ("/arranging/guides-out-of-containers", test_guides_reach_out_of_containers);
  g_test_add_func ("/arranging/equal-gaps", test_equal_gaps_across_containers);
  g_test_add_func ("/arranging/containers-grow", test_containers_grow_with_what_is_in_them);
  g_test_add_func ("/arranging/order", test_order_is_within_the_container);
  g_test_add_func ("/arranging/select", test_selecting_by_kind_and_by_links);

  return g_test_run ();
}
