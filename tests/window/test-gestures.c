/* SPDX-License-Identifier: MIT */
/* What a hand does on the canvas, one gesture after the other. */
#include "config.h"

#include "draw/scene.h"
#include "model/box.h"
#include "model/link.h"
#include "window/support.h"

#define SITE \
  "<client id=\"visitor\" name=\"Visitor\" x=\"0\" y=\"0\"/>\n" \
  "<server id=\"one\" name=\"web-01\" x=\"320\" y=\"0\">\n" \
  "  <web-server id=\"nginx\" name=\"Nginx\" x=\"16\" y=\"48\"/>\n" \
  "  <firewall id=\"wall\" name=\"Firewall\" x=\"16\" y=\"120\"/>\n" \
  "</server>\n" \
  "<server id=\"two\" name=\"web-02\" x=\"320\" y=\"320\" width=\"320\" height=\"240\"/>\n" \
  "<database id=\"db\" name=\"MySQL\" x=\"0\" y=\"320\"/>\n" \
  "<link id=\"l\" from=\"visitor\" to=\"nginx\" flow=\"request\"/>\n"

static LpWindow *
open_site (void)
{
  LpWindow *window = driver_open (SITE);

  lp_canvas_set_zoom (driver_get_canvas (window), 1);
  driver_settle ();

  return window;
}

static LpRect
get_rect (LpWindow   *window,
          const char *id)
{
  LpRect rect;

  lp_box_get_rect (driver_get_element (window, id), &rect);

  return rect;
}

static LpPoint
at (LpWindow   *window,
    const char *id)
{
  return driver_at_element (window, driver_get_element (window, id), 0.5, 0.5);
}

static LpPoint
beside (LpPoint place,
        double  dx,
        double  dy)
{
  return (LpPoint) { place.x + dx, place.y + dy };
}

static const char *
get_parent (LpWindow   *window,
            const char *id)
{
  return lp_element_get_id (lp_element_get_parent (driver_get_element (window, id)));
}

static LpElement *
get_selected (LpWindow *window,
              guint     n_expected)
{
  GListModel *selection = lp_canvas_get_selection (driver_get_canvas (window));
  g_autoptr (LpElement) first = g_list_model_get_item (selection, 0);

  g_assert_cmpuint (g_list_model_get_n_items (selection), ==, n_expected);

  return first;
}

/* Undoing everything leads back to what was there when the test began. */
static void
close_undone (LpWindow *window)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *now = NULL;
  g_autofree char *before = NULL;
  LpWindow *fresh;

  while (lp_history_can_undo (driver_get_history (window)))
    lp_history_undo (driver_get_history (window));
  now = driver_dup_text (window);
  driver_close (window);

  fresh = driver_open (SITE);
  before = driver_dup_text (fresh);
  driver_close (fresh);
  g_assert_cmpstr (now, ==, before);
}

static void
test_drag_is_one_step_on_the_grid (void)
{
  LpWindow *window = open_site ();
  LpPoint from = at (window, "db");

  driver_drag (from, beside (from, 43, 61));
  g_assert_cmpfloat (get_rect (window, "db").x, ==, 40);
  g_assert_cmpfloat (get_rect (window, "db").y, ==, 384);
  driver_key ("<Control>z");
  g_assert_cmpfloat (get_rect (window, "db").x, ==, 0);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  close_undone (window);
}

static void
test_alt_bypasses_the_grid (void)
{
  LpWindow *window = open_site ();
  LpPoint from = at (window, "db");

  driver_hold ("Alt_L");
  driver_drag (from, beside (from, 43, 61));
  driver_let_go ("Alt_L");
  g_assert_cmpfloat (get_rect (window, "db").x, ==, 43);
  g_assert_cmpfloat (get_rect (window, "db").y, ==, 381);
  close_undone (window);
}

static void
test_drag_into_a_server_and_out_again (void)
{
  LpWindow *window = open_site ();

  driver_drag (at (window, "db"), at (window, "two"));
  g_assert_cmpstr (get_parent (window, "db"), ==, "two");
  driver_drag (at (window, "db"), driver_at (window, 100, 400));
  g_assert_cmpstr (get_parent (window, "db"), ==, "");
  close_undone (window);
}

static void
test_a_server_keeps_its_size_while_what_it_holds_is_in_the_air (void)
{
  LpWindow *window = open_site ();
  LpRect before = get_rect (window, "one");
  LpPoint from = at (window, "nginx");

  driver_move (from);
  driver_press (1);
  driver_move (beside (from, 20, 20));
  driver_move (beside (from, 90, 60));
  g_assert_cmpfloat (get_rect (window, "one").width, ==, before.width);
  g_assert_cmpfloat (get_rect (window, "one").height, ==, before.height);
  driver_move (from);
  driver_release (1);
  g_assert_cmpfloat (get_rect (window, "one").width, ==, before.width);
  g_assert_cmpstr (get_parent (window, "nginx"), ==, "one");
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  close_undone (window);
}

static void
test_a_chip_stays_a_chip_in_its_server (void)
{
  LpWindow *window = open_site ();
  LpPoint from = at (window, "wall");

  driver_move (from);
  driver_press (1);
  driver_move (beside (from, 20, 6));
  driver_move (beside (from, 32, 8));
  g_assert_cmpfloat (get_rect (window, "wall").height, ==, LP_CHIP_HEIGHT);
  g_assert_cmpfloat (get_rect (window, "wall").x, ==, 320 + 16 + 32);
  driver_release (1);
  g_assert_cmpfloat (get_rect (window, "wall").x, ==, 320 + 16 + 32);
  close_undone (window);
}

static void
test_content_is_never_cut_by_resizing (void)
{
  LpWindow *window = open_site ();
  LpElement *server = driver_get_element (window, "one");
  LpRect content, rect;

  driver_click (driver_at_element (window, server, 0.5, 0.98), 1);
  driver_drag (driver_at_element (window, server, 1, 1), driver_at (window, 340, 20));
  rect = get_rect (window, "one");
  content = get_rect (window, "nginx");
  g_assert_cmpfloat (rect.x + rect.width, >=, content.x + content.width + LP_PADDING);
  driver_drag (driver_at_element (window, server, 1, 1), driver_at (window, 640, 280));
  g_assert_cmpfloat (get_rect (window, "one").width, ==, 320);
  g_assert_cmpfloat (get_rect (window, "one").height, ==, 280);
  close_undone (window);
}

static void
test_names_are_typed_in_place (void)
{
  LpWindow *window = open_site ();

  driver_double_click (at (window, "db"));
  driver_type ("db-01");
  driver_key ("Return");
  g_assert_nonnull (driver_find_by_name (window, "db-01"));
  driver_key ("F2");
  driver_type ("nonsense");
  driver_key ("Escape");
  g_assert_nonnull (driver_find_by_name (window, "db-01"));
  driver_key ("Return");
  driver_type ("db-02");
  driver_click (driver_at (window, 60, 220), 1);
  g_assert_nonnull (driver_find_by_name (window, "db-02"));
  close_undone (window);
}

static void
test_rubber_band_to_the_right_holds_to_the_left_touches (void)
{
  LpWindow *window = open_site ();

  driver_drag (driver_at (window, -16, 304), driver_at (window, 40, 400));
  get_selected (window, 0);
  driver_drag (driver_at (window, -16, 304), driver_at (window, 200, 400));
  g_assert_true (get_selected (window, 1) == driver_get_element (window, "db"));
  driver_drag (driver_at (window, 200, 400), driver_at (window, 100, 360));
  g_assert_true (get_selected (window, 1) == driver_get_element (window, "db"));
  driver_drag (driver_at (window, 200, 240), driver_at (window, 200, 240));
  get_selected (window, 0);
  close_undone (window);
}

static void
test_a_click_on_one_of_several_selects_it_alone (void)
{
  LpWindow *window = open_site ();

  driver_click (at (window, "visitor"), 1);
  driver_hold ("Shift_L");
  driver_click (at (window, "db"), 1);
  driver_let_go ("Shift_L");
  get_selected (window, 2);
  driver_move (at (window, "db"));
  driver_press (1);
  get_selected (window, 2);
  driver_release (1);
  g_assert_true (get_selected (window, 1) == driver_get_element (window, "db"));
  driver_hold ("Control_L");
  driver_click (at (window, "db"), 1);
  driver_let_go ("Control_L");
  get_selected (window, 0);
  close_undone (window);
}

static void
test_several_move_together (void)
{
  LpWindow *window = open_site ();
  LpPoint from = at (window, "db");

  driver_key ("<Control>a");
  driver_drag (from, beside (from, 80, 40));
  g_assert_cmpfloat (get_rect (window, "visitor").x, ==, 80);
  g_assert_cmpfloat (get_rect (window, "nginx").y, ==, 88);
  g_assert_cmpstr (get_parent (window, "nginx"), ==, "one");
  close_undone (window);
}

static void
test_control_drag_duplicates (void)
{
  LpWindow *window = open_site ();
  LpPoint from = at (window, "db");
  LpElement *copy;

  driver_click (from, 1);
  driver_move (from);
  driver_hold ("Control_L");
  driver_drag (from, beside (from, 0, 128));
  driver_let_go ("Control_L");
  copy = get_selected (window, 1);
  g_assert_cmpstr (lp_element_get_name (copy), ==, "MySQL 2");
  g_assert_cmpfloat (get_rect (window, "db").y, ==, 320);
  g_assert_cmpfloat (get_rect (window, lp_element_get_id (copy)).y, ==, 448);
  close_undone (window);
}

static void
test_links_are_drawn_from_servers_and_chips (void)
{
  LpWindow *window = open_site ();
  LpElement *chip = driver_get_element (window, "wall");
  LpElement *link;

  driver_click (at (window, "wall"), 1);
  driver_drag (driver_at_element (window, chip, 1, 0.5), at (window, "two"));
  link = get_selected (window, 1);
  g_assert_cmpint (lp_element_get_kind (link), ==, LP_KIND_LINK);
  g_assert_true (lp_link_get_from (link) == chip);
  g_assert_true (lp_link_get_to (link) == driver_get_element (window, "two"));
  close_undone (window);
}

static void
test_a_link_dropped_on_nothing_offers_what_could_be_there (void)
{
  LpWindow *window = open_site ();
  LpElement *database = driver_get_element (window, "db");
  LpElement *replica;

  driver_click (at (window, "db"), 1);
  driver_drag (driver_at_element (window, database, 0.5, 1), driver_at (window, 90, 500));
  driver_wait (driver_find_widget (GTK_WIDGET (window), "canvas-chooser") != NULL);
  driver_key ("Return");
  driver_wait (lp_design_get_n_links (driver_get_design (window)) == 2);
  replica = get_selected (window, 1);
  g_assert_cmpint (lp_element_get_kind (replica), ==, LP_KIND_DATABASE);
  driver_type ("replica");
  driver_key ("Return");
  g_assert_nonnull (driver_find_by_name (window, "replica"));
  driver_key ("<Control>z");
  g_assert_cmpuint (lp_design_get_n_links (driver_get_design (window)), ==, 1);
  close_undone (window);
}

static void
select_link (LpWindow *window)
{
  LpElement *link = driver_get_element (window, "l");

  lp_canvas_select (driver_get_canvas (window), (LpElement *[]) { link, NULL });
  driver_settle ();
}

/* Where the link meets its target. */
static LpPoint
at_end (LpWindow   *window,
        const char *id)
{
  g_autoptr (LpScene) scene = lp_scene_new (driver_get_design (window));
  const LpRoute *route;
  LpPoint end;

  lp_scene_update (scene, NULL);
  route = lp_scene_get_route (scene, driver_get_element (window, id));
  end = route->points[route->n_points - 1];

  return driver_at (window, end.x, end.y);
}

static void
test_ends_of_links_are_taken_elsewhere (void)
{
  LpWindow *window = open_site ();
  LpElement *link = driver_get_element (window, "l");

  select_link (window);
  driver_drag (at_end (window, "l"), at (window, "db"));
  g_assert_true (lp_link_get_to (link) == driver_get_element (window, "db"));
  driver_key ("<Control>z");
  driver_drag (at_end (window, "l"), driver_at (window, 100, 200));
  g_assert_true (lp_link_get_to (link) == driver_get_element (window, "nginx"));
  close_undone (window);
}

static void
test_a_firewall_dropped_on_a_link_stands_in_it (void)
{
  LpWindow *window = driver_open (
    "<client id=\"a\" x=\"0\" y=\"0\"/><web-server id=\"b\" x=\"600\" y=\"0\"/>"
    "<firewall id=\"f\" x=\"300\" y=\"200\"/>"
    "<link id=\"l\" from=\"a\" to=\"b\" flow=\"request\" protocol=\"http\" port=\"80\"/>");
  g_autofree char *before = driver_dup_text (window);
  g_autofree char *after = NULL;
  LpElement *wall = driver_get_element (window, "f");
  LpElement *link = driver_get_element (window, "l");
  LpElement **links;
  guint n_links;

  driver_drag (at (window, "f"), driver_at (window, 392, 28));
  g_assert_true (lp_link_get_to (link) == wall);
  links = lp_element_get_links (wall, &n_links);
  g_assert_cmpuint (n_links, ==, 2);
  link = links[0] == link ? links[1] : links[0];
  g_assert_true (lp_link_get_to (link) == driver_get_element (window, "b"));
  g_assert_cmpint (lp_link_get_port (link), ==, 80);
  driver_key ("<Control>z");
  after = driver_dup_text (window);
  g_assert_cmpstr (after, ==, before);
  driver_close (window);
}

static void
test_a_piece_of_a_link_bends_it (void)
{
  LpWindow *window = driver_open (
    "<client id=\"a\" x=\"0\" y=\"0\"/><web-server id=\"b\" x=\"600\" y=\"0\"/>"
    "<link id=\"l\" from=\"a\" to=\"b\" flow=\"request\"/>");
  g_autofree char *before = driver_dup_text (window);
  g_autofree char *after = NULL;
  LpElement *link = driver_get_element (window, "l");

  select_link (window);
  driver_drag (driver_at (window, 300, 28), driver_at (window, 300, 148));
  g_assert_nonnull (lp_element_find_child (link, LP_KIND_BEND));
  driver_key ("<Control>z");
  after = driver_dup_text (window);
  g_assert_cmpstr (after, ==, before);
  driver_key ("<Control><Shift>z");
  select_link (window);
  g_action_group_activate_action (G_ACTION_GROUP (lp_canvas_get_actions (driver_get_canvas (window))),
                                  "straighten", NULL);
  g_assert_null (lp_element_find_child (link, LP_KIND_BEND));
  driver_close (window);
}

static void
test_escape_takes_a_drag_back (void)
{
  LpWindow *window = open_site ();
  LpPoint from = at (window, "nginx");

  driver_move (from);
  driver_press (1);
  driver_move (beside (from, 200, 30));
  driver_move (beside (from, 300, 60));
  g_assert_cmpfloat (get_rect (window, "nginx").x, !=, 336);
  driver_key ("Escape");
  g_assert_cmpfloat (get_rect (window, "nginx").x, ==, 336);
  driver_move (beside (from, 100, 60));
  driver_release (1);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  close_undone (window);
}

static void
test_the_wheel_zooms_at_the_pointer_and_pans (void)
{
  LpWindow *window = open_site ();
  LpPoint before = at (window, "db");
  LpPoint after;

  driver_move (before);
  driver_hold ("Control_L");
  driver_scroll (3);
  driver_let_go ("Control_L");
  after = at (window, "db");
  g_assert_cmpfloat (lp_canvas_get_zoom (driver_get_canvas (window)), >, 1.4);
  g_assert_cmpfloat_with_epsilon (after.x, before.x, 1);
  g_assert_cmpfloat_with_epsilon (after.y, before.y, 1);
  driver_scroll (-1);
  g_assert_cmpfloat (at (window, "db").y, <, after.y - 10);
  close_undone (window);
}

static void
test_space_and_the_middle_button_pan (void)
{
  LpWindow *window = open_site ();
  LpPoint before = at (window, "db");
  LpPoint from = driver_at (window, 100, 200);

  driver_click (from, 1);
  driver_move (from);
  driver_hold ("space");
  driver_drag (from, beside (from, 50, 30));
  driver_let_go ("space");
  g_assert_cmpfloat_with_epsilon (at (window, "db").x, before.x + 50, 1);
  driver_move (from);
  driver_press (2);
  driver_move (beside (from, -20, 0));
  driver_move (beside (from, -50, -30));
  driver_release (2);
  g_assert_cmpfloat_with_epsilon (at (window, "db").x, before.x, 1);
  g_assert_cmpfloat_with_epsilon (at (window, "db").y, before.y, 1);
  close_undone (window);
}

static void
test_arrows_move_by_the_grid_and_with_shift_by_one (void)
{
  LpWindow *window = open_site ();

  driver_click (at (window, "db"), 1);
  driver_key ("Right");
  driver_key ("Down");
  g_assert_cmpfloat (get_rect (window, "db").x, ==, 8);
  g_assert_cmpfloat (get_rect (window, "db").y, ==, 328);
  driver_key ("<Shift>Left");
  g_assert_cmpfloat (get_rect (window, "db").x, ==, 7);
  close_undone (window);
}

static void
test_links_are_made_from_the_keyboard (void)
{
  LpWindow *window = open_site ();

  driver_click (at (window, "db"), 1);
  driver_key ("Escape");
  driver_key ("Tab");
  g_assert_true (get_selected (window, 1) == driver_get_element (window, "visitor"));
  driver_key ("c");
  while (get_selected (window, 1) != driver_get_element (window, "db"))
    driver_key ("Tab");
  driver_key ("Return");
  g_assert_cmpuint (lp_design_get_n_links (driver_get_design (window)), ==, 2);
  driver_key ("<Shift>Tab");
  close_undone (window);
}

static void
test_cut_copy_and_paste (void)
{
  LpWindow *window = open_site ();

  driver_click (at (window, "db"), 1);
  driver_key ("<Control>x");
  g_assert_cmpuint (lp_design_get_n_boxes (driver_get_design (window)), ==, 5);
  driver_move (driver_at (window, 100, 480));
  driver_key ("<Control>v");
  driver_wait (lp_design_get_n_boxes (driver_get_design (window)) == 6);
  g_assert_cmpstr (lp_element_get_name (get_selected (window, 1)), ==, "MySQL");
  driver_key ("<Control>v");
  driver_wait (lp_design_get_n_boxes (driver_get_design (window)) == 7);
  g_assert_cmpstr (lp_element_get_name (get_selected (window, 1)), ==, "MySQL 2");
  driver_key ("<Control>d");
  g_assert_cmpstr (lp_element_get_name (get_selected (window, 1)), ==, "MySQL 3");
  close_undone (window);
}

static void
count_cb (guint *n)
{
  ++*n;
}

static void
test_rubbish_on_the_clipboard_is_said (void)
{
  LpWindow *window = open_site ();
  LpCanvas *canvas = driver_get_canvas (window);
  guint n_messages = 0;

  g_signal_connect_swapped (canvas, "message", G_CALLBACK (count_cb), &n_messages);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (canvas)), "Hello <design>");
  driver_click (driver_at (window, 100, 200), 1);
  driver_key ("<Control>v");
  driver_wait (n_messages == 1);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  close_undone (window);
}

static void
test_alignment_and_order_are_steps (void)
{
  LpWindow *window = open_site ();

  driver_click (at (window, "visitor"), 1);
  driver_hold ("Shift_L");
  driver_click (driver_at_element (window, driver_get_element (window, "two"), 0.5, 0.9), 1);
  driver_let_go ("Shift_L");
  driver_key ("<Control><Shift>Left");
  g_assert_cmpfloat (get_rect (window, "two").x, ==, 0);
  driver_key ("<Control>l");
  driver_key ("Right");
  g_assert_cmpfloat (get_rect (window, "two").x, ==, 0);
  close_undone (window);
}

static void
test_the_menu_of_a_link_changes_its_flow (void)
{
  LpWindow *window = open_site ();
  GActionGroup *actions = G_ACTION_GROUP (lp_canvas_get_actions (driver_get_canvas (window)));
  LpElement *link = driver_get_element (window, "l");

  select_link (window);
  driver_key ("<Shift>F10");
  driver_wait (driver_find_widget (GTK_WIDGET (window), "canvas-menu") != NULL);
  driver_key ("Escape");
  g_action_group_activate_action (actions, "flow", g_variant_new_string ("metrics"));
  g_assert_cmpint (lp_link_get_flow (link), ==, LP_FLOW_METRICS);
  close_undone (window);
}

#define ADD(function) g_test_add_func ("/gestures/" #function, test_##function)

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);

  ADD (drag_is_one_step_on_the_grid);
  ADD (alt_bypasses_the_grid);
  ADD (drag_into_a_server_and_out_again);
  ADD (a_server_keeps_its_size_while_what_it_holds_is_in_the_air);
  ADD (a_chip_stays_a_chip_in_its_server);
  ADD (content_is_never_cut_by_resizing);
  ADD (names_are_typed_in_place);
  ADD (rubber_band_to_the_right_holds_to_the_left_touches);
  ADD (a_click_on_one_of_several_selects_it_alone);
  ADD (several_move_together);
  ADD (control_drag_duplicates);
  ADD (links_are_drawn_from_servers_and_chips);
  ADD (a_link_dropped_on_nothing_offers_what_could_be_there);
  ADD (ends_of_links_are_taken_elsewhere);
  ADD (a_firewall_dropped_on_a_link_stands_in_it);
  ADD (a_piece_of_a_link_bends_it);
  ADD (escape_takes_a_drag_back);
  ADD (the_wheel_zooms_at_the_pointer_and_pans);
  ADD (space_and_the_middle_button_pan);
  ADD (arrows_move_by_the_grid_and_with_shift_by_one);
  ADD (links_are_made_from_the_keyboard);
  ADD (cut_copy_and_paste);
  ADD (rubbish_on_the_clipboard_is_said);
  ADD (alignment_and_order_are_steps);
  ADD (the_menu_of_a_link_changes_its_flow);

  return g_test_run ();
}
