/* SPDX-License-Identifier: MIT */
/* What a hand does on the canvas, one gesture after the other. */
#include "config.h"

#include "window/site.h"

static void
test_drag_is_one_step_on_the_grid (void)
{
  LpWindow *window = site_open ();
  LpPoint from = site_at (window, "db");

  driver_drag (from, site_beside (from, 43, 61));
  g_assert_cmpfloat (site_get_rect (window, "db").x, ==, 40);
  g_assert_cmpfloat (site_get_rect (window, "db").y, ==, 384);
  driver_key ("<Control>z");
  g_assert_cmpfloat (site_get_rect (window, "db").x, ==, 0);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  site_close_undone (window);
}

static void
test_alt_bypasses_the_grid (void)
{
  LpWindow *window = site_open ();
  LpPoint from = site_at (window, "db");

  driver_hold ("Alt_L");
  driver_drag (from, site_beside (from, 43, 61));
  driver_let_go ("Alt_L");
  g_assert_cmpfloat (site_get_rect (window, "db").x, ==, 43);
  g_assert_cmpfloat (site_get_rect (window, "db").y, ==, 381);
  site_close_undone (window);
}

static void
test_drag_into_a_server_and_out_again (void)
{
  LpWindow *window = site_open ();

  driver_drag (site_at (window, "db"), site_at (window, "two"));
  g_assert_cmpstr (site_get_parent (window, "db"), ==, "two");
  driver_drag (site_at (window, "db"), driver_at (window, 100, 400));
  g_assert_cmpstr (site_get_parent (window, "db"), ==, "");
  site_close_undone (window);
}

static void
test_a_server_keeps_its_size_while_what_it_holds_is_in_the_air (void)
{
  LpWindow *window = site_open ();
  LpRect before = site_get_rect (window, "one");
  LpPoint from = site_at (window, "nginx");

  driver_move (from);
  driver_press (1);
  driver_move (site_beside (from, 20, 20));
  driver_move (site_beside (from, 90, 60));
  g_assert_cmpfloat (site_get_rect (window, "one").width, ==, before.width);
  g_assert_cmpfloat (site_get_rect (window, "one").height, ==, before.height);
  driver_move (from);
  driver_release (1);
  g_assert_cmpfloat (site_get_rect (window, "one").width, ==, before.width);
  g_assert_cmpstr (site_get_parent (window, "nginx"), ==, "one");
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  site_close_undone (window);
}

static void
test_a_chip_stays_a_chip_in_its_server (void)
{
  LpWindow *window = site_open ();
  LpPoint from = site_at (window, "wall");

  driver_move (from);
  driver_press (1);
  driver_move (site_beside (from, 20, 6));
  driver_move (site_beside (from, 32, 8));
  g_assert_cmpfloat (site_get_rect (window, "wall").height, ==, LP_CHIP_HEIGHT);
  g_assert_cmpfloat (site_get_rect (window, "wall").x, ==, 320 + 16 + 32);
  driver_release (1);
  g_assert_cmpfloat (site_get_rect (window, "wall").x, ==, 320 + 16 + 32);
  site_close_undone (window);
}

static void
test_content_is_never_cut_by_resizing (void)
{
  LpWindow *window = site_open ();
  LpElement *server = driver_get_element (window, "one");
  LpRect content, rect;

  driver_click (driver_at_element (window, server, 0.5, 0.98), 1);
  driver_drag (driver_at_element (window, server, 1, 1), driver_at (window, 340, 20));
  rect = site_get_rect (window, "one");
  content = site_get_rect (window, "nginx");
  g_assert_cmpfloat (rect.x + rect.width, >=, content.x + content.width + LP_PADDING);
  driver_drag (driver_at_element (window, server, 1, 1), driver_at (window, 640, 280));
  g_assert_cmpfloat (site_get_rect (window, "one").width, ==, 320);
  g_assert_cmpfloat (site_get_rect (window, "one").height, ==, 280);
  site_close_undone (window);
}

static void
test_names_are_typed_in_place (void)
{
  LpWindow *window = site_open ();

  driver_double_click (site_at (window, "db"));
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
  site_close_undone (window);
}

static void
test_rubber_band_to_the_right_holds_to_the_left_touches (void)
{
  LpWindow *window = site_open ();

  driver_drag (driver_at (window, -16, 304), driver_at (window, 40, 400));
  site_get_selected (window, 0);
  driver_drag (driver_at (window, -16, 304), driver_at (window, 200, 400));
  g_assert_true (site_get_selected (window, 1) == driver_get_element (window, "db"));
  driver_drag (driver_at (window, 200, 400), driver_at (window, 100, 360));
  g_assert_true (site_get_selected (window, 1) == driver_get_element (window, "db"));
  driver_drag (driver_at (window, 200, 240), driver_at (window, 200, 240));
  site_get_selected (window, 0);
  site_close_undone (window);
}

static void
test_a_click_on_one_of_several_selects_it_alone (void)
{
  LpWindow *window = site_open ();

  driver_click (site_at (window, "visitor"), 1);
  driver_hold ("Shift_L");
  driver_click (site_at (window, "db"), 1);
  driver_let_go ("Shift_L");
  site_get_selected (window, 2);
  driver_move (site_at (window, "db"));
  driver_press (1);
  site_get_selected (window, 2);
  driver_release (1);
  g_assert_true (site_get_selected (window, 1) == driver_get_element (window, "db"));
  driver_hold ("Control_L");
  driver_click (site_at (window, "db"), 1);
  driver_let_go ("Control_L");
  site_get_selected (window, 0);
  site_close_undone (window);
}

static void
test_several_move_together (void)
{
  LpWindow *window = site_open ();
  LpPoint from = site_at (window, "db");

  driver_key ("<Control>a");
  driver_drag (from, site_beside (from, 80, 40));
  g_assert_cmpfloat (site_get_rect (window, "visitor").x, ==, 80);
  g_assert_cmpfloat (site_get_rect (window, "nginx").y, ==, 88);
  g_assert_cmpstr (site_get_parent (window, "nginx"), ==, "one");
  site_close_undone (window);
}

static void
test_control_drag_duplicates (void)
{
  LpWindow *window = site_open ();
  LpPoint from = site_at (window, "db");
  LpElement *copy;

  driver_click (from, 1);
  driver_move (from);
  driver_hold ("Control_L");
  driver_drag (from, site_beside (from, 0, 128));
  driver_let_go ("Control_L");
  copy = site_get_selected (window, 1);
  g_assert_cmpstr (lp_element_get_name (copy), ==, "MySQL 2");
  g_assert_cmpfloat (site_get_rect (window, "db").y, ==, 320);
  g_assert_cmpfloat (site_get_rect (window, lp_element_get_id (copy)).y, ==, 448);
  site_close_undone (window);
}

static void
test_escape_takes_a_drag_back (void)
{
  LpWindow *window = site_open ();
  LpPoint from = site_at (window, "nginx");

  driver_move (from);
  driver_press (1);
  driver_move (site_beside (from, 200, 30));
  driver_move (site_beside (from, 300, 60));
  g_assert_cmpfloat (site_get_rect (window, "nginx").x, !=, 336);
  driver_key ("Escape");
  g_assert_cmpfloat (site_get_rect (window, "nginx").x, ==, 336);
  driver_move (site_beside (from, 100, 60));
  driver_release (1);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  site_close_undone (window);
}

static void
test_the_wheel_zooms_at_the_pointer_and_pans (void)
{
  LpWindow *window = site_open ();
  LpPoint before = site_at (window, "db");
  LpPoint after;

  driver_move (before);
  driver_hold ("Control_L");
  driver_scroll (3);
  driver_let_go ("Control_L");
  after = site_at (window, "db");
  g_assert_cmpfloat (lp_canvas_get_zoom (driver_get_canvas (window)), >, 1.4);
  g_assert_cmpfloat_with_epsilon (after.x, before.x, 1);
  g_assert_cmpfloat_with_epsilon (after.y, before.y, 1);
  driver_scroll (-1);
  g_assert_cmpfloat (site_at (window, "db").y, <, after.y - 10);
  site_close_undone (window);
}

static void
test_space_and_the_middle_button_pan (void)
{
  LpWindow *window = site_open ();
  LpPoint before = site_at (window, "db");
  LpPoint from = driver_at (window, 100, 200);

  driver_click (from, 1);
  driver_move (from);
  driver_hold ("space");
  driver_drag (from, site_beside (from, 50, 30));
  driver_let_go ("space");
  g_assert_cmpfloat_with_epsilon (site_at (window, "db").x, before.x + 50, 1);
  driver_move (from);
  driver_press (2);
  driver_move (site_beside (from, -20, 0));
  driver_move (site_beside (from, -50, -30));
  driver_release (2);
  g_assert_cmpfloat_with_epsilon (site_at (window, "db").x, before.x, 1);
  g_assert_cmpfloat_with_epsilon (site_at (window, "db").y, before.y, 1);
  site_close_undone (window);
}

static void
test_arrows_move_by_the_grid_and_with_shift_by_one (void)
{
  LpWindow *window = site_open ();

  driver_click (site_at (window, "db"), 1);
  driver_key ("Right");
  driver_key ("Down");
  g_assert_cmpfloat (site_get_rect (window, "db").x, ==, 8);
  g_assert_cmpfloat (site_get_rect (window, "db").y, ==, 328);
  driver_key ("<Shift>Left");
  g_assert_cmpfloat (site_get_rect (window, "db").x, ==, 7);
  site_close_undone (window);
}

static void
test_cut_copy_and_paste (void)
{
  LpWindow *window = site_open ();

  driver_click (site_at (window, "db"), 1);
  driver_key ("<Control>x");
  g_assert_cmpuint (lp_design_get_n_boxes (driver_get_design (window)), ==, 5);
  driver_move (driver_at (window, 100, 480));
  driver_key ("<Control>v");
  driver_wait (lp_design_get_n_boxes (driver_get_design (window)) == 6);
  g_assert_cmpstr (lp_element_get_name (site_get_selected (window, 1)), ==, "MySQL");
  driver_key ("<Control>v");
  driver_wait (lp_design_get_n_boxes (driver_get_design (window)) == 7);
  g_assert_cmpstr (lp_element_get_name (site_get_selected (window, 1)), ==, "MySQL 2");
  driver_key ("<Control>d");
  g_assert_cmpstr (lp_element_get_name (site_get_selected (window, 1)), ==, "MySQL 3");
  site_close_undone (window);
}

static void
count_cb (guint *n)
{
  ++*n;
}

static void
test_rubbish_on_the_clipboard_is_said (void)
{
  LpWindow *window = site_open ();
  LpCanvas *canvas = driver_get_canvas (window);
  guint n_messages = 0;

  g_signal_connect_swapped (canvas, "message", G_CALLBACK (count_cb), &n_messages);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (canvas)), "Hello <design>");
  driver_click (driver_at (window, 100, 200), 1);
  driver_key ("<Control>v");
  driver_wait (n_messages == 1);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  site_close_undone (window);
}

static void
test_alignment_and_order_are_steps (void)
{
  LpWindow *window = site_open ();

  driver_click (site_at (window, "visitor"), 1);
  driver_hold ("Shift_L");
  driver_click (driver_at_element (window, driver_get_element (window, "two"), 0.5, 0.9), 1);
  driver_let_go ("Shift_L");
  driver_key ("<Control><Shift>Left");
  g_assert_cmpfloat (site_get_rect (window, "two").x, ==, 0);
  driver_key ("<Control>l");
  driver_key ("Right");
  g_assert_cmpfloat (site_get_rect (window, "two").x, ==, 0);
  site_close_undone (window);
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
  ADD (escape_takes_a_drag_back);
  ADD (the_wheel_zooms_at_the_pointer_and_pans);
  ADD (space_and_the_middle_button_pan);
  ADD (arrows_move_by_the_grid_and_with_shift_by_one);
  ADD (cut_copy_and_paste);
  ADD (rubbish_on_the_clipboard_is_said);
  ADD (alignment_and_order_are_steps);

  return g_test_run ();
}
