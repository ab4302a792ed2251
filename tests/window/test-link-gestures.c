/* SPDX-License-Identifier: MIT */
/* Links as they are drawn, bent and taken elsewhere. */
#include "config.h"

#include "draw/scene/scene.h"
#include "window/site.h"

static GActionGroup *
get_actions (LpWindow *window)
{
  return G_ACTION_GROUP (lp_canvas_get_actions (driver_get_canvas (window)));
}

static void
test_links_are_drawn_from_servers_and_chips (void)
{
  LpWindow *window = site_open ();
  LpElement *chip = driver_get_element (window, "wall");
  LpElement *link;

  driver_click (site_at (window, "wall"), 1);
  driver_drag (driver_at_element (window, chip, 1, 0.5), site_at (window, "two"));
  link = site_get_selected (window, 1);
  g_assert_cmpint (lp_element_get_kind (link), ==, LP_KIND_LINK);
  g_assert_true (lp_link_get_from (link) == chip);
  g_assert_true (lp_link_get_to (link) == driver_get_element (window, "two"));
  site_close_undone (window);
}

static void
test_a_link_dropped_on_nothing_offers_what_could_be_there (void)
{
  LpWindow *window = site_open ();
  LpElement *database = driver_get_element (window, "db");
  LpElement *replica;

  driver_click (site_at (window, "db"), 1);
  driver_drag (driver_at_element (window, database, 0.5, 1), driver_at (window, 90, 500));
  driver_wait (driver_find_widget (GTK_WIDGET (window), "canvas-chooser") != NULL);
  driver_key ("Return");
  driver_wait (lp_design_get_n_links (driver_get_design (window)) == 2);
  replica = site_get_selected (window, 1);
  g_assert_cmpint (lp_element_get_kind (replica), ==, LP_KIND_DATABASE);
  driver_type ("replica");
  driver_key ("Return");
  g_assert_nonnull (driver_find_by_name (window, "replica"));
  driver_key ("<Control>z");
  g_assert_cmpuint (lp_design_get_n_links (driver_get_design (window)), ==, 1);
  site_close_undone (window);
}

/* A DNS server asks nobody: whoever is put at the other end asks it. */
static void
test_what_is_put_beside_dns_asks_it (void)
{
  LpWindow *window = driver_open ("<dns id=\"d\" x=\"0\" y=\"0\"/>");
  LpElement *dns = driver_get_element (window, "d");
  LpElement **links;
  guint n_links;

  driver_click (site_at (window, "d"), 1);
  driver_drag (driver_at_element (window, dns, 1, 0.5), driver_at (window, 400, 28));
  driver_wait (driver_find_widget (GTK_WIDGET (window), "canvas-chooser") != NULL);
  driver_key ("Return");
  driver_wait (lp_design_get_n_links (driver_get_design (window)) == 1);
  driver_key ("Escape");
  links = lp_element_get_links (dns, &n_links);
  g_assert_true (lp_link_get_to (links[0]) == dns);
  g_assert_cmpint (lp_element_get_kind (lp_link_get_from (links[0])), ==, LP_KIND_CLIENT);
  g_assert_cmpint (lp_link_get_flow (links[0]), ==, LP_FLOW_LOOKUP);
  driver_key ("<Control>z");
  g_assert_cmpuint (lp_design_get_n_boxes (driver_get_design (window)), ==, 1);
  driver_close (window);
}

/* Each component offers something, and what it offers can be linked to it. */
static void
test_every_kind_offers_what_could_be_linked (void)
{
  for (LpKind kind = 0; kind < LP_N_BOX_KINDS; kind++)
    {
      g_autofree char *content = g_strdup_printf ("<%s id=\"k\" x=\"0\" y=\"0\"/>",
                                                  lp_kind_get_row (kind)->key);
      LpWindow *window;

      if (kind == LP_KIND_NOTE)
        continue;

      g_test_message ("%s", lp_kind_get_row (kind)->key);
      window = driver_open (content);
      driver_click (driver_at_element (window, driver_get_element (window, "k"), 0.5, 0.1), 1);
      driver_drag (driver_at_element (window, driver_get_element (window, "k"), 1, 0.5),
                   driver_at (window, 500, 28));
      driver_wait (driver_find_widget (GTK_WIDGET (window), "canvas-chooser") != NULL);
      driver_key ("Return");
      driver_wait (lp_design_get_n_links (driver_get_design (window)) == 1);
      driver_close (window);
    }
}

static void
select_link (LpWindow *window)
{
  LpElement *link = driver_get_element (window, "l");

  lp_canvas_select (driver_get_canvas (window), (LpElement *[]) { link, NULL });
  driver_settle ();
}

/* Where the link meets its target, or its source. */
static LpPoint
at_end (LpWindow   *window,
        const char *id,
        gboolean    of_target)
{
  g_autoptr (LpScene) scene = lp_scene_new (driver_get_design (window));
  const LpRoute *route;
  LpPoint end;

  lp_scene_update (scene, NULL);
  route = lp_scene_get_route (scene, driver_get_element (window, id));
  end = route->points[of_target ? route->n_points - 1 : 0];

  return driver_at (window, end.x, end.y);
}

static void
test_ends_of_links_are_taken_elsewhere (void)
{
  LpWindow *window = site_open ();
  LpElement *link = driver_get_element (window, "l");

  select_link (window);
  driver_drag (at_end (window, "l", TRUE), site_at (window, "db"));
  g_assert_true (lp_link_get_to (link) == driver_get_element (window, "db"));
  driver_key ("<Control>z");
  driver_drag (at_end (window, "l", FALSE), site_at (window, "db"));
  g_assert_true (lp_link_get_from (link) == driver_get_element (window, "db"));
  g_assert_true (lp_link_get_to (link) == driver_get_element (window, "nginx"));
  driver_key ("<Control>z");
  driver_drag (at_end (window, "l", TRUE), driver_at (window, 100, 200));
  g_assert_true (lp_link_get_to (link) == driver_get_element (window, "nginx"));
  site_close_undone (window);
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

  driver_drag (site_at (window, "f"), driver_at (window, 392, 28));
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

/* The drop goes to the middle of the link, in a server and beside it. */
static void
test_what_no_request_goes_through_stays_out_of_links (void)
{
  LpWindow *window = driver_open (
    "<client id=\"a\" x=\"0\" y=\"0\"/><server id=\"s\" x=\"400\" y=\"0\" width=\"600\" "
    "height=\"200\"><web-server id=\"b\" x=\"400\" y=\"72\"/></server>"
    "<monitoring-agent id=\"m\" x=\"0\" y=\"300\"/><firewall id=\"f\" x=\"400\" y=\"300\"/>"
    "<link id=\"l\" from=\"a\" to=\"b\" flow=\"request\"/>");
  LpElement *link = driver_get_element (window, "l");
  LpElement *web = driver_get_element (window, "b");
  double y = at_end (window, "l", TRUE).y;
  LpPoint beside = { driver_at (window, 300, 0).x, y };
  LpPoint inside = { driver_at (window, 600, 0).x, y };

  driver_drag (site_at (window, "m"), beside);
  g_assert_true (lp_link_get_to (link) == web);
  driver_key ("<Control>z");
  driver_drag (site_at (window, "f"), inside);
  g_assert_true (lp_link_get_to (link) == web);
  g_assert_cmpstr (site_get_parent (window, "f"), ==, "s");
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
  g_action_group_activate_action (get_actions (window), "straighten", NULL);
  g_assert_null (lp_element_find_child (link, LP_KIND_BEND));
  driver_close (window);
}

static void
test_links_are_made_from_the_keyboard (void)
{
  LpWindow *window = site_open ();

  driver_click (site_at (window, "db"), 1);
  driver_key ("Escape");
  driver_key ("Tab");
  g_assert_true (site_get_selected (window, 1) == driver_get_element (window, "visitor"));
  driver_key ("c");
  while (site_get_selected (window, 1) != driver_get_element (window, "db"))
    driver_key ("Tab");
  driver_key ("Return");
  g_assert_cmpuint (lp_design_get_n_links (driver_get_design (window)), ==, 2);
  driver_key ("<Shift>Tab");
  site_close_undone (window);
}

static void
test_the_menu_of_a_link_changes_its_flow (void)
{
  LpWindow *window = site_open ();
  LpElement *link = driver_get_element (window, "l");

  select_link (window);
  driver_key ("<Shift>F10");
  driver_wait (driver_find_widget (GTK_WIDGET (window), "canvas-menu") != NULL);
  driver_key ("Escape");
  g_action_group_activate_action (get_actions (window), "flow", g_variant_new_string ("metrics"));
  g_assert_cmpint (lp_link_get_flow (link), ==, LP_FLOW_METRICS);
  site_close_undone (window);
}

#define ADD(function) g_test_add_func ("/link-gestures/" #function, test_##function)

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);

  ADD (links_are_drawn_from_servers_and_chips);
  ADD (a_link_dropped_on_nothing_offers_what_could_be_there);
  ADD (what_is_put_beside_dns_asks_it);
  ADD (every_kind_offers_what_could_be_linked);
  ADD (ends_of_links_are_taken_elsewhere);
  ADD (a_firewall_dropped_on_a_link_stands_in_it);
  ADD (what_no_request_goes_through_stays_out_of_links);
  ADD (a_piece_of_a_link_bends_it);
  ADD (links_are_made_from_the_keyboard);
  ADD (the_menu_of_a_link_changes_its_flow);

  return g_test_run ();
}
