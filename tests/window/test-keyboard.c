/* SPDX-License-Identifier: MIT */
/* Everything can be done without a pointer. */
#include "config.h"

#include "window/canvas/canvas-private.h"
#include "window/site.h"

static const char *
get_selected_id (LpWindow *window)
{
  return lp_element_get_id (site_get_selected (window, 1));
}

/* From the palette: its kind is typed, then its name. */
static void
add (LpWindow   *window,
     const char *kind,
     const char *name)
{
  driver_key ("<Control><Shift>p");
  driver_key ("<Control>a");
  driver_type (kind);
  driver_key ("Return");
  driver_wait (driver_find_widget (GTK_WIDGET (window), "canvas-name") != NULL);
  driver_type (name);
  driver_key ("Return");
  g_assert_nonnull (driver_find_by_name (window, name));
}

static void
go_to (LpWindow   *window,
       const char *name)
{
  LpElement *wanted = driver_find_by_name (window, name);
  guint n = 0;

  while (site_get_selected (window, 1) != wanted)
    {
      driver_key ("Tab");
      g_assert_cmpuint (++n, <, 20);
    }
}

static void
link_to (LpWindow   *window,
         const char *from,
         const char *to,
         LpFlow      flow)
{
  LpElement *link;

  go_to (window, from);
  driver_key ("c");
  go_to (window, to);
  driver_key ("Return");
  link = site_get_selected (window, 1);
  g_assert_cmpint (lp_element_get_kind (link), ==, LP_KIND_LINK);
  g_assert_true (lp_link_get_from (link) == driver_find_by_name (window, from));
  g_assert_cmpint (lp_link_get_flow (link), ==, flow);
  driver_key ("Escape");
  driver_key ("Tab");
}

static void
test_a_site_is_drawn_by_keys_alone (void)
{
  LpWindow *window = driver_open ("");
  LpElement *server;

  driver_move ((LpPoint) { 2, 2 });
  add (window, "visitor", "Visitor");
  add (window, "load", "HAProxy");
  driver_key ("Escape");
  add (window, "server", "web-01");
  server = driver_find_by_name (window, "web-01");
  add (window, "web", "Nginx");
  add (window, "application server", "PHP-FPM");
  add (window, "database", "MySQL");
  g_assert_true (lp_element_get_parent (driver_find_by_name (window, "MySQL")) == server);

  link_to (window, "Visitor", "HAProxy", LP_FLOW_REQUEST);
  link_to (window, "HAProxy", "Nginx", LP_FLOW_REQUEST);
  link_to (window, "Nginx", "PHP-FPM", LP_FLOW_REQUEST);
  link_to (window, "PHP-FPM", "MySQL", LP_FLOW_QUERY);
  g_assert_cmpuint (lp_design_get_n_links (driver_get_design (window)), ==, 4);

  for (guint i = 0; lp_history_can_undo (driver_get_history (window)); i++)
    {
      driver_key ("<Control>z");
      g_assert_cmpuint (i, <, 10);
    }
  g_assert_cmpuint (lp_design_get_n_boxes (driver_get_design (window)), ==, 0);
  driver_close (window);
}

#define CROSS \
  "<load-balancer id=\"middle\" x=\"400\" y=\"300\"/>" \
  "<client id=\"left\" x=\"0\" y=\"300\"/><web-server id=\"right\" x=\"800\" y=\"300\"/>" \
  "<web-server id=\"below\" x=\"400\" y=\"600\"/><note id=\"n\" x=\"400\" y=\"100\">n</note>" \
  "<link id=\"l\" from=\"left\" to=\"middle\" flow=\"request\"/>" \
  "<link id=\"m\" from=\"middle\" to=\"right\" flow=\"request\"/>"

static void
test_arrows_choose_the_other_end_of_a_link (void)
{
  LpWindow *window = driver_open (CROSS);
  g_autofree char *before = driver_dup_text (window);
  g_autofree char *after = NULL;
  LpElement *link;

  driver_click (site_at (window, "middle"), 1);
  driver_key ("c");
  driver_key ("Up");
  g_assert_cmpstr (get_selected_id (window), ==, "middle");
  driver_key ("Down");
  g_assert_cmpstr (get_selected_id (window), ==, "below");
  driver_key ("Return");
  link = site_get_selected (window, 1);
  g_assert_true (lp_link_get_to (link) == driver_get_element (window, "below"));
  driver_key ("<Control>z");

  driver_click (site_at (window, "middle"), 1);
  driver_key ("c");
  driver_key ("Right");
  driver_key ("Escape");
  g_assert_cmpstr (get_selected_id (window), ==, "right");
  driver_key ("Return");
  g_assert_nonnull (driver_find_widget (GTK_WIDGET (window), "canvas-name"));
  driver_key ("Escape");
  after = driver_dup_text (window);
  g_assert_cmpstr (after, ==, before);
  driver_close (window);
}

static void
test_alt_and_arrows_walk_along_links (void)
{
  LpWindow *window = driver_open (CROSS);

  driver_click (site_at (window, "left"), 1);
  driver_key ("<Alt>Right");
  g_assert_cmpstr (get_selected_id (window), ==, "middle");
  driver_key ("<Alt>Down");
  g_assert_cmpstr (get_selected_id (window), ==, "middle");
  driver_key ("<Alt>Right");
  g_assert_cmpstr (get_selected_id (window), ==, "right");
  driver_key ("<Alt>Left");
  g_assert_cmpstr (get_selected_id (window), ==, "middle");
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  driver_close (window);
}

static void
test_tab_walks_in_reading_order_and_back (void)
{
  static const char *const order[] = { "n", "left", "middle", "right", "below", "n" };
  LpWindow *window = driver_open (CROSS);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      driver_key ("Tab");
      g_assert_cmpstr (get_selected_id (window), ==, order[i]);
    }
  driver_key ("<Shift>Tab");
  g_assert_cmpstr (get_selected_id (window), ==, "below");
  driver_close (window);
}

/* By the grid, with Shift by one; what a held key does is one step. */
static void
test_arrows_move_the_selection (void)
{
  LpWindow *window = site_open ();
  LpHistory *history = driver_get_history (window);

  driver_click (site_at (window, "db"), 1);
  driver_key ("Right");
  g_assert_cmpfloat (site_get_rect (window, "db").x, ==, LP_GRID);
  driver_key ("<Shift>Down");
  g_assert_cmpfloat (site_get_rect (window, "db").y, ==, 321);
  driver_key ("<Control>z");
  driver_key ("<Control>z");
  g_assert_false (lp_history_can_undo (history));

  gtk_widget_activate_action (GTK_WIDGET (driver_get_canvas (window)), "canvas.move-right", NULL);
  gtk_widget_activate_action (GTK_WIDGET (driver_get_canvas (window)), "canvas.move-right", NULL);
  g_assert_cmpfloat (site_get_rect (window, "db").x, ==, 2 * LP_GRID);
  g_assert_cmpstr (lp_history_get_undo_label (history), ==, "Move of MySQL");
  driver_key ("<Control>z");
  g_assert_cmpfloat (site_get_rect (window, "db").x, ==, 0);
  site_close_undone (window);
}

static void
test_delete_takes_links_along_in_one_step (void)
{
  LpWindow *window = site_open ();

  driver_key ("<Control>a");
  driver_key ("Delete");
  g_assert_cmpuint (lp_design_get_n_boxes (driver_get_design (window)), ==, 0);
  g_assert_cmpuint (lp_design_get_n_links (driver_get_design (window)), ==, 0);
  g_assert_cmpstr (lp_history_get_undo_label (driver_get_history (window)), ==,
                   "Delete 5 Elements");
  driver_key ("<Control>z");
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  site_close_undone (window);
}

static void
test_f8_goes_from_finding_to_finding (void)
{
  LpWindow *window = site_open ();
  LpCanvas *canvas = driver_get_canvas (window);

  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  driver_key ("F8");
  driver_wait (canvas->highlight != NULL);
  g_assert_nonnull (driver_find_widget (GTK_WIDGET (window), "findings"));
  driver_key ("F8");
  driver_key ("<Shift>F8");
  driver_wait (canvas->highlight != NULL);
  site_close_undone (window);
}

static void
test_every_command_is_found_by_name (void)
{
  LpWindow *window = site_open ();
  double zoom = driver_get_canvas (window)->zoom;
  GtkWidget *list;

  driver_key ("<Control>k");
  driver_wait ((list = driver_find_dialog (window, ADW_TYPE_WINDOW)) != NULL);
  gtk_window_present (GTK_WINDOW (list));
  driver_move (driver_at_widget (list, 0.5, 0.5));
  driver_type ("zoom in");
  driver_key ("Return");
  driver_wait (driver_find_dialog (window, ADW_TYPE_WINDOW) == NULL);
  driver_wait (driver_get_canvas (window)->zoom > zoom);
  site_close_undone (window);
}

static void
test_the_shortcuts_are_shown (void)
{
  LpWindow *window = site_open ();
  GtkWidget *shortcuts;

  driver_key ("<Control>question");
  driver_wait ((shortcuts = driver_find_dialog (window, GTK_TYPE_SHORTCUTS_WINDOW)) != NULL);
  gtk_window_destroy (GTK_WINDOW (shortcuts));
  site_close_undone (window);
}

/* Letters, digits, signs and keys that delete belong to the entry that has the keyboard. */
static void
check_typing (LpWindow  *window,
              GtkWidget *entry)
{
  LpView before = { driver_get_canvas (window)->zoom, driver_get_canvas (window)->origin };
  g_autofree char *text = NULL;

  driver_key ("<Control>a");
  driver_type ("c0+-1f");
  driver_key ("BackSpace");
  driver_key ("Home");
  driver_key ("Delete");
  driver_key ("Right");
  driver_key ("Left");
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  g_assert_cmpstr (text, ==, "0+-1");
  g_assert_cmpfloat (driver_get_canvas (window)->zoom, ==, before.zoom);
  g_assert_cmpfloat (driver_get_canvas (window)->origin.x, ==, before.origin.x);
  g_assert_null (driver_get_canvas (window)->link_from);
}

static void
test_single_keys_never_steal_from_an_entry (void)
{
  LpWindow *window = site_open ();
  LpElement *db = driver_get_element (window, "db");
  LpRect before = site_get_rect (window, "db");

  driver_click (site_at (window, "db"), 1);
  driver_key ("<Control><Shift>p");
  check_typing (window, driver_find_widget (GTK_WIDGET (window), "filter"));
  driver_key ("Escape");
  driver_key ("<Control>f");
  check_typing (window, driver_find_widget (GTK_WIDGET (window), "entry"));
  driver_key ("Escape");
  driver_click (site_at (window, "db"), 1);
  driver_key ("Return");
  check_typing (window, driver_find_widget (GTK_WIDGET (window), "canvas-name"));
  driver_key ("Escape");
  g_assert_true (lp_element_get_design (db) != NULL);
  g_assert_cmpfloat (site_get_rect (window, "db").x, ==, before.x);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  site_close_undone (window);
}

/* What is typed on a link and is a protocol and a port is no mere label. */
static void
test_protocol_and_port_are_typed_on_the_link (void)
{
  static const struct { const char *typed; LpProtocol protocol; int port; } rows[] = {
    { "https", LP_PROTOCOL_HTTPS, 443 },
    { "8443", LP_PROTOCOL_HTTPS, 8443 },
    { "HTTP 8080", LP_PROTOCOL_HTTP, 8080 },
  };
  LpWindow *window = site_open ();
  LpElement *link = driver_get_element (window, "l");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      lp_canvas_select (driver_get_canvas (window), (LpElement *[]) { link, NULL });
      driver_key ("Return");
      driver_wait (driver_find_widget (GTK_WIDGET (window), "canvas-name") != NULL);
      driver_type (rows[i].typed);
      driver_key ("Return");
      g_assert_cmpint (lp_link_get_protocol (link), ==, rows[i].protocol);
      g_assert_cmpint (lp_link_get_port (link), ==, rows[i].port);
      g_assert_false (lp_element_has (link, LP_ATTRIBUTE_LABEL));
    }
  driver_key ("Return");
  driver_type ("8080 times a day");
  driver_key ("Return");
  g_assert_cmpstr (lp_element_get_text (link, LP_ATTRIBUTE_LABEL), ==, "8080 times a day");
  driver_key ("Return");
  driver_key ("BackSpace");
  driver_key ("Return");
  g_assert_false (lp_element_has (link, LP_ATTRIBUTE_LABEL));
  gtk_widget_activate_action (GTK_WIDGET (driver_get_canvas (window)), "canvas.protocol", "s",
                              "fastcgi");
  g_assert_cmpint (lp_link_get_protocol (link), ==, LP_PROTOCOL_FASTCGI);
  g_assert_cmpint (lp_link_get_port (link), ==, 9000);
  site_close_undone (window);
}

/* The words of the first item that does @action, or NULL. */
static char *
find_words (GMenuModel *menu,
            const char *action)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *own = NULL;
      char *words = NULL;

      if (g_menu_model_get_item_attribute (menu, i, "action", "s", &own) &&
          g_str_equal (own, action))
        g_menu_model_get_item_attribute (menu, i, "label", "s", &words);
      if (words == NULL && section != NULL)
        words = find_words (section, action);
      if (words != NULL)
        return words;
    }

  return NULL;
}

static void
check_menu (LpWindow   *window,
            const char *action,
            const char *expected)
{
  GtkWidget *button = driver_find_widget (GTK_WIDGET (window), "menu");
  g_autofree char *words = find_words (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)),
                                       action);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_the_menu_says_what_undo_would_do (void)
{
  LpWindow *window = site_open ();

  check_menu (window, "win.undo", NULL);
  lp_canvas_select (driver_get_canvas (window),
                    (LpElement *[]) { driver_get_element (window, "db"),
                                      driver_get_element (window, "one"),
                                      driver_get_element (window, "visitor"), NULL });
  driver_drag (site_at (window, "db"), site_beside (site_at (window, "db"), 40, 40));
  check_menu (window, "win.undo", "Undo Move of 3 Elements");
  driver_key ("<Control>z");
  check_menu (window, "win.undo", NULL);
  check_menu (window, "win.redo", "Redo Move of 3 Elements");
  site_close_undone (window);
}

/* Tab stays in the drawing; with Ctrl it leads out of it and, round the window, back. */
static void
test_control_tab_leaves_the_drawing (void)
{
  LpWindow *window = site_open ();
  GtkWidget *canvas = GTK_WIDGET (driver_get_canvas (window));
  guint n = 0;

  driver_key ("Tab");
  g_assert_true (gtk_widget_has_focus (canvas));
  driver_key ("<Control>Tab");
  g_assert_false (gtk_widget_has_focus (canvas));
  while (!gtk_widget_has_focus (canvas))
    {
      driver_key ("<Control>Tab");
      g_assert_cmpuint (++n, <, 200);
    }
  site_close_undone (window);
}

static void
test_enter_takes_a_part_down_in_the_drill (void)
{
  LpWindow *window = site_open ();
  GtkWidget *start;

  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  driver_key ("<Alt>3");
  driver_wait ((start = driver_find_button (GTK_WIDGET (window), "Start the Drill")) != NULL);
  gtk_widget_grab_focus (start);
  driver_key ("Return");
  driver_wait (driver_get_canvas (window)->drill);
  gtk_widget_grab_focus (GTK_WIDGET (driver_get_canvas (window)));
  driver_key ("Tab");
  while (!g_str_equal (get_selected_id (window), "nginx"))
    driver_key ("Tab");
  driver_key ("Return");
  g_assert_cmpint (site_get_state (window, "nginx"), ==, LP_MARK_DOWN);
  driver_key ("Right");
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  driver_key ("Return");
  g_assert_cmpint (site_get_state (window, "nginx"), !=, LP_MARK_DOWN);
  g_assert_null (driver_find_widget (GTK_WIDGET (window), "canvas-name"));
  site_close_undone (window);
}

#define ADD(function) g_test_add_func ("/keyboard/" #function, test_##function)

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);

  ADD (a_site_is_drawn_by_keys_alone);
  ADD (arrows_choose_the_other_end_of_a_link);
  ADD (alt_and_arrows_walk_along_links);
  ADD (tab_walks_in_reading_order_and_back);
  ADD (arrows_move_the_selection);
  ADD (delete_takes_links_along_in_one_step);
  ADD (f8_goes_from_finding_to_finding);
  ADD (every_command_is_found_by_name);
  ADD (the_shortcuts_are_shown);
  ADD (single_keys_never_steal_from_an_entry);
  ADD (protocol_and_port_are_typed_on_the_link);
  ADD (the_menu_says_what_undo_would_do);
  ADD (control_tab_leaves_the_drawing);
  ADD (enter_takes_a_part_down_in_the_drill);

  return g_test_run ();
}
