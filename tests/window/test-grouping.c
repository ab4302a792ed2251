/* SPDX-License-Identifier: MIT */
/* What is new finds room and its place among the others; servers are made around what is there. */
#include "config.h"

#include "window/site.h"

static LpElement *
add (LpWindow   *window,
     const char *kind,
     LpPoint     to)
{
  LpElement *added;

  site_drag_from_palette (window, kind, to);
  driver_key ("Escape");
  added = site_get_selected (window, 1);
  g_assert_cmpstr (lp_kind_get_row (lp_element_get_kind (added))->key, ==, kind);

  return added;
}

static void
assert_apart (LpElement *a,
              LpElement *b)
{
  LpRect left, right;

  lp_box_get_rect (a, &left);
  lp_box_get_rect (b, &right);
  g_assert_false (lp_rect_intersects (&left, &right));
}

static void
test_what_is_dropped_covers_nothing (void)
{
  LpWindow *window = site_open ();
  LpElement *nginx = driver_get_element (window, "nginx");
  LpElement *wall = driver_get_element (window, "wall");
  LpElement *agent = add (window, "monitoring-agent", site_at (window, "wall"));
  LpElement *card = add (window, "app-server", site_at (window, "nginx"));
  LpElement *other = add (window, "database", site_at (window, "db"));

  g_assert_true (lp_element_get_parent (agent) == driver_get_element (window, "one"));
  g_assert_true (lp_element_get_parent (card) == driver_get_element (window, "one"));
  assert_apart (agent, wall);
  assert_apart (agent, nginx);
  assert_apart (card, nginx);
  assert_apart (card, wall);
  assert_apart (card, agent);
  assert_apart (other, driver_get_element (window, "db"));
  site_close_undone (window);
}

static void
test_with_alt_it_stays_where_it_is_dropped (void)
{
  LpWindow *window = site_open ();
  LpRect before = site_get_rect (window, "db");
  LpRect after;

  driver_hold ("Alt_L");
  site_drag_from_palette (window, "database", site_at (window, "db"));
  driver_let_go ("Alt_L");
  driver_key ("Escape");
  lp_box_get_rect (site_get_selected (window, 1), &after);
  g_assert_true (lp_rect_intersects (&before, &after));
  site_close_undone (window);
}

/* By hand nobody meets the row to the pixel, and need not. */
static void
test_what_is_dropped_into_a_server_stands_in_line (void)
{
  LpWindow *window = site_open ();
  LpRect wall = site_get_rect (window, "wall");
  LpPoint near = driver_at (window, wall.x + wall.width + 90, wall.y + 22);
  LpRect beside, free;

  lp_box_get_rect (add (window, "monitoring-agent", near), &beside);
  g_assert_cmpfloat (beside.x, ==, wall.x + wall.width + 8);
  g_assert_cmpfloat (beside.y, ==, wall.y);

  driver_key ("Delete");
  driver_hold ("Alt_L");
  site_drag_from_palette (window, "monitoring-agent", near);
  driver_let_go ("Alt_L");
  driver_key ("Escape");
  lp_box_get_rect (site_get_selected (window, 1), &free);
  g_assert_cmpfloat (free.y, >, beside.y);
  site_close_undone (window);
}

/* Between two cards there is no room for a third, but it is meant for their link. */
static void
test_what_is_dropped_on_a_link_stands_in_it (void)
{
  LpWindow *window = site_open ();
  LpElement *wall = add (window, "firewall", driver_at (window, 250, 52));

  g_assert_true (lp_link_get_to (driver_get_element (window, "l")) == wall);
  g_assert_cmpuint (lp_design_get_n_links (driver_get_design (window)), ==, 2);
  site_close_undone (window);
}

static LpElement *
click_palette (LpWindow   *window,
               const char *kind)
{
  GtkWidget *row = driver_find_widget (GTK_WIDGET (window), kind);
  guint before = lp_design_get_n_boxes (driver_get_design (window));

  /* For a list it is a click only as long as it may become a double one. */
  g_object_set (gtk_settings_get_default (), "gtk-double-click-time", 60000, NULL);
  driver_click (driver_at_widget (row, 0.3, 0.5), 1);
  g_object_set (gtk_settings_get_default (), "gtk-double-click-time", 0, NULL);
  driver_wait (lp_design_get_n_boxes (driver_get_design (window)) == before + 1);
  driver_key ("Escape");

  return site_get_selected (window, 1);
}

static void
test_chips_fill_a_row_before_they_begin_another (void)
{
  LpWindow *window = site_open ();
  LpRect wall = site_get_rect (window, "wall");
  LpRect server = site_get_rect (window, "one");
  LpRect first, second;

  driver_click (site_at (window, "wall"), 1);
  lp_box_get_rect (click_palette (window, "certificate"), &first);
  lp_box_get_rect (click_palette (window, "app-files"), &second);
  g_assert_cmpfloat (first.y, ==, wall.y);
  g_assert_cmpfloat (first.x, ==, wall.x + wall.width + LP_GRID);
  g_assert_cmpfloat (second.y, >, wall.y);
  g_assert_cmpfloat (second.x, ==, server.x + LP_PADDING);
  site_close_undone (window);
}

static void
test_a_link_let_go_beside_a_card_ends_there (void)
{
  LpWindow *window = site_open ();
  LpElement *visitor = driver_get_element (window, "visitor");
  LpElement *database = driver_get_element (window, "db");
  LpPoint top = driver_at_element (window, database, 0.5, 0);

  driver_click (site_at (window, "visitor"), 1);
  driver_drag (driver_at_element (window, visitor, 0.5, 1), site_beside (top, 0, -6));
  g_assert_true (lp_link_get_to (site_get_selected (window, 1)) == database);
  driver_key ("<Control>z");
  driver_click (site_at (window, "visitor"), 1);
  driver_drag (driver_at_element (window, visitor, 0.5, 1), site_beside (top, 0, -16));
  driver_wait (driver_find_widget (GTK_WIDGET (window), "canvas-chooser") != NULL);
  driver_key ("Escape");
  site_close_undone (window);
}

static LpElement *
link_to_nothing (LpWindow   *window,
                 const char *from,
                 LpPoint     to)
{
  LpElement *source = driver_get_element (window, from);
  guint before = lp_design_get_n_boxes (driver_get_design (window));

  driver_click (site_at (window, from), 1);
  driver_drag (driver_at_element (window, source, 1, 0.5), to);
  driver_wait (driver_find_widget (GTK_WIDGET (window), "canvas-chooser") != NULL);
  driver_key ("Return");
  driver_wait (lp_design_get_n_boxes (driver_get_design (window)) == before + 1);
  driver_key ("Escape");

  return site_get_selected (window, 1);
}

/* The link is as long as it was drawn, and straight where it was drawn almost so. */
static void
test_what_a_link_is_drawn_to_begins_there (void)
{
  LpWindow *window = site_open ();
  LpRect database = site_get_rect (window, "db");
  LpRect rect;

  lp_box_get_rect (link_to_nothing (window, "db", driver_at (window, 98, 424)), &rect);
  g_assert_cmpfloat (rect.x, ==, database.x);
  g_assert_cmpfloat (rect.y, ==, 424);
  site_close_undone (window);
}

static void
test_within_its_own_server_a_link_offers_more (void)
{
  LpWindow *window = site_open ();
  LpElement *added = link_to_nothing (window, "wall", driver_at (window, 480, 160));

  g_assert_true (lp_element_get_parent (added) == driver_get_element (window, "one"));
  assert_apart (added, driver_get_element (window, "nginx"));
  site_close_undone (window);
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
test_a_server_is_put_around_and_dissolved (void)
{
  LpWindow *window = site_open ();
  LpRect visitor = site_get_rect (window, "visitor");
  LpRect database = site_get_rect (window, "db");
  LpElement *server;
  LpRect rect;

  select_two (window, "visitor", "db");
  driver_key ("<Control>g");
  driver_type ("both");
  driver_key ("Return");
  server = site_get_selected (window, 1);
  g_assert_cmpint (lp_element_get_kind (server), ==, LP_KIND_SERVER);
  g_assert_cmpstr (lp_element_get_name (server), ==, "both");
  g_assert_cmpstr (site_get_parent (window, "db"), ==, lp_element_get_id (server));
  rect = site_get_rect (window, "visitor");
  g_assert_true (lp_rect_equal (&rect, &visitor));
  rect = site_get_rect (window, "db");
  g_assert_true (lp_rect_equal (&rect, &database));

  driver_key ("<Control><Shift>g");
  site_get_selected (window, 2);
  g_assert_null (driver_find_by_name (window, "both"));
  rect = site_get_rect (window, "db");
  g_assert_true (lp_rect_equal (&rect, &database));
  g_assert_cmpuint (lp_design_get_n_links (driver_get_design (window)), ==, 1);
  site_close_undone (window);
}

static void
test_servers_are_put_in_zones_only (void)
{
  LpWindow *window = site_open ();

  driver_click (driver_at_element (window, driver_get_element (window, "two"), 0.5, 0.5), 1);
  driver_key ("<Control>g");
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  driver_key ("<Control><Alt>g");
  driver_key ("Escape");
  g_assert_cmpint (lp_element_get_kind (site_get_selected (window, 1)), ==, LP_KIND_ZONE);
  site_close_undone (window);
}

/* A file that had more could not be opened again. */
static void
test_no_more_zones_are_put_around_each_other_than_a_file_holds (void)
{
  g_autoptr (GString) zones = g_string_new (NULL);
  LpWindow *window;

  for (guint i = 0; i < LP_DESIGN_MAX_ZONES - 1; i++)
    g_string_append_printf (zones, "<zone id=\"z%u\" x=\"16\" y=\"40\">\n", i);
  for (guint i = 0; i < LP_DESIGN_MAX_ZONES - 1; i++)
    g_string_append (zones, "</zone>\n");
  window = driver_open (zones->str);

  for (guint i = 0; i < 2; i++)
    {
      driver_key ("<Control>a");
      driver_key ("<Control><Alt>g");
      driver_key ("Escape");
      g_assert_cmpuint (lp_design_get_n_boxes (driver_get_design (window)), ==,
                        LP_DESIGN_MAX_ZONES);
    }
  driver_close (window);
}

static void
test_what_was_linked_to_a_server_is_linked_to_what_it_meant (void)
{
  LpWindow *window = driver_open ("<client id=\"c\" x=\"0\" y=\"0\"/>\n"
                                  "<server id=\"s\" x=\"300\" y=\"0\">\n"
                                  "  <web-server id=\"w\" x=\"16\" y=\"48\"/>\n"
                                  "</server>\n"
                                  "<link id=\"l\" from=\"c\" to=\"s\" flow=\"request\"/>\n");

  driver_click (driver_at_element (window, driver_get_element (window, "s"), 0.5, 0.1), 1);
  driver_key ("<Control><Shift>g");
  g_assert_true (lp_link_get_to (driver_get_element (window, "l")) ==
                 driver_get_element (window, "w"));
  driver_close (window);
}

static void
test_a_copy_with_links_is_a_replica (void)
{
  LpWindow *window = site_open ();
  LpElement *nginx = driver_get_element (window, "nginx");
  LpElement *server = driver_get_element (window, "one");
  LpElement *copy, *link;

  driver_click (driver_at_element (window, server, 0.5, 0.1), 1);
  driver_key ("<Control><Shift>d");
  copy = site_get_selected (window, 1);
  g_assert_cmpstr (lp_element_get_name (copy), ==, "web-03");
  assert_apart (copy, server);
  assert_apart (copy, driver_get_element (window, "two"));
  g_assert_cmpuint (lp_design_get_n_links (driver_get_design (window)), ==, 2);
  link = lp_element_find_next (driver_get_element (window, "l"));
  g_assert_true (lp_link_get_from (link) == driver_get_element (window, "visitor"));
  g_assert_true (lp_link_get_to (link) != nginx);
  g_assert_cmpstr (lp_element_get_name (lp_link_get_to (link)), ==, "Nginx");
  g_assert_true (lp_element_is_inside (lp_link_get_to (link), copy));
  g_assert_cmpstr (lp_history_get_undo_label (driver_get_history (window)), ==,
                   "Duplicate with Links");
  site_close_undone (window);
}

/* Beside the server it stands in, as requests go to the right. */
static void
test_from_the_keyboard_what_is_added_is_linked (void)
{
  LpWindow *window = site_open ();
  LpRect server = site_get_rect (window, "one");
  LpRect nginx = site_get_rect (window, "nginx");
  LpElement *added;
  LpRect rect;

  driver_click (site_at (window, "nginx"), 1);
  driver_key ("a");
  driver_wait (driver_find_widget (GTK_WIDGET (window), "canvas-chooser") != NULL);
  driver_key ("Return");
  driver_wait (lp_design_get_n_links (driver_get_design (window)) == 2);
  driver_type ("PHP-FPM");
  driver_key ("Return");
  added = driver_find_by_name (window, "PHP-FPM");
  g_assert_cmpint (lp_element_get_kind (added), ==, LP_KIND_APP_SERVER);
  lp_box_get_rect (added, &rect);
  g_assert_cmpfloat (rect.x, >, server.x + server.width);
  g_assert_cmpfloat (rect.y, ==, nginx.y);
  driver_key ("Escape");
  driver_key ("Insert");
  driver_wait (driver_find_widget (GTK_WIDGET (window), "canvas-chooser") != NULL);
  driver_key ("Return");
  driver_wait (lp_design_get_n_boxes (driver_get_design (window)) == 8);
  driver_key ("Escape");
  g_assert_cmpuint (lp_design_get_n_links (driver_get_design (window)), ==, 2);
  site_close_undone (window);
}

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);

#define ADD(name) g_test_add_func ("/grouping/" #name, test_##name)
  ADD (what_is_dropped_covers_nothing);
  ADD (what_is_dropped_into_a_server_stands_in_line);
  ADD (with_alt_it_stays_where_it_is_dropped);
  ADD (what_is_dropped_on_a_link_stands_in_it);
  ADD (chips_fill_a_row_before_they_begin_another);
  ADD (a_link_let_go_beside_a_card_ends_there);
  ADD (what_a_link_is_drawn_to_begins_there);
  ADD (within_its_own_server_a_link_offers_more);
  ADD (a_server_is_put_around_and_dissolved);
  ADD (servers_are_put_in_zones_only);
  ADD (no_more_zones_are_put_around_each_other_than_a_file_holds);
  ADD (what_was_linked_to_a_server_is_linked_to_what_it_meant);
  ADD (a_copy_with_links_is_a_replica);
  ADD (from_the_keyboard_what_is_added_is_linked);

  return g_test_run ();
}
