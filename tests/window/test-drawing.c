/* SPDX-License-Identifier: MIT */
/* A design drawn by hand from the empty window to the file and back. */
#include "config.h"

#include <glib/gstdio.h>

#include "draw/output/export.h"
#include "window/site.h"

/* From the middle of a side to the middle of the other box. */
static void
link_by_handle (LpWindow   *window,
                const char *from,
                double      x_share,
                double      y_share,
                const char *to)
{
  LpElement *source = driver_find_by_name (window, from);
  LpElement *target = driver_find_by_name (window, to);
  guint before = lp_design_get_n_links (driver_get_design (window));

  driver_click (driver_at_element (window, source, 0.4, 0.4), 1);
  driver_drag (driver_at_element (window, source, x_share, y_share),
               driver_at_element (window, target, 0.5, 0.5));
  g_assert_cmpuint (lp_design_get_n_links (driver_get_design (window)), ==, before + 1);
}

static guint
count_findings (LpWindow *window)
{
  LpFindings *checks;

  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  checks = lp_document_find_checks (lp_window_find_document (window));

  return lp_lint_result_get_n_findings (lp_findings_get_report (checks));
}

static GBytes *
make_picture (LpWindow *window)
{
  LpExportOptions options = LP_EXPORT_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  GBytes *picture = lp_export_to_bytes (driver_get_design (window), NULL,
                                        lp_export_find_format ("x.png"), &options, NULL, &error);

  g_assert_no_error (error);

  return picture;
}

static void
undo_all (LpWindow *window)
{
  while (lp_history_can_undo (driver_get_history (window)))
    driver_key ("<Control>z");
}

static void
redo_all (LpWindow *window)
{
  while (lp_history_can_redo (driver_get_history (window)))
    driver_key ("<Control><Shift>z");
}

static void
draw (LpWindow *window)
{
  static const struct { const char *kind; const char *name; double x; double y; } parts[] = {
    { "client", "Visitor", 330, 420 },
    { "dns", "DNS", 330, 140 },
    { "load-balancer", "HAProxy", 330, 600 },
    { "web-server", "Nginx", 600, 600 },
    { "app-server", "PHP-FPM", 820, 600 },
    { "database", "MySQL", 820, 400 },
    { "firewall", "Firewall", 600, 250 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      site_drag_from_palette (window, parts[i].kind, (LpPoint) { parts[i].x, parts[i].y });
      driver_type (parts[i].name);
      driver_key ("Return");
      g_assert_nonnull (driver_find_by_name (window, parts[i].name));
    }
}

static void
test_drawing_by_hand (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "linchpin-drawing.linchpin", NULL);
  g_autofree char *empty = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *again = NULL;
  g_autofree char *saved = NULL;
  g_autofree char *reopened = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GBytes) same = NULL;
  LpWindow *window;
  guint unlinked;

  g_assert_true (g_file_set_contents (path, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                            "<design xmlns=\"urn:linchpin:design:1\"/>\n",
                                      -1, NULL));
  window = driver_open_file (path);
  empty = driver_dup_text (window);

  draw (window);
  unlinked = count_findings (window);
  link_by_handle (window, "Visitor", 0.5, 0, "DNS");
  link_by_handle (window, "Visitor", 0.5, 1, "HAProxy");
  link_by_handle (window, "HAProxy", 1, 0.5, "Nginx");
  link_by_handle (window, "Nginx", 1, 0.5, "PHP-FPM");
  link_by_handle (window, "PHP-FPM", 0.5, 0, "MySQL");
  g_assert_cmpuint (count_findings (window), !=, unlinked);

  whole = driver_dup_text (window);
  picture = make_picture (window);
  undo_all (window);
  again = driver_dup_text (window);
  g_assert_cmpstr (again, ==, empty);
  redo_all (window);
  g_free (again);
  again = driver_dup_text (window);
  g_assert_cmpstr (again, ==, whole);

  driver_key ("<Control>s");
  driver_wait (lp_document_is_saved (lp_window_find_document (window)));
  driver_close (window);
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_cmpstr (saved, ==, whole);

  window = driver_open_file (path);
  reopened = driver_dup_text (window);
  g_assert_cmpstr (reopened, ==, whole);
  same = make_picture (window);
  g_assert_true (g_bytes_equal (picture, same));
  driver_close (window);
  g_unlink (path);
}

static void
test_adding_and_naming_is_one_step (void)
{
  LpWindow *window = driver_open ("");

  site_drag_from_palette (window, "web-server", (LpPoint) { 600, 400 });
  driver_type ("front");
  driver_key ("Return");
  g_assert_nonnull (driver_find_by_name (window, "front"));
  driver_key ("<Control>z");
  g_assert_cmpuint (lp_design_get_n_boxes (driver_get_design (window)), ==, 0);
  driver_key ("<Control><Shift>z");
  g_assert_nonnull (driver_find_by_name (window, "front"));
  driver_close (window);
}

static void
test_a_name_being_typed_is_saved (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "linchpin-typed.linchpin", NULL);
  g_autofree char *saved = NULL;
  LpWindow *window;

  g_assert_true (g_file_set_contents (path, "<design xmlns=\"urn:linchpin:design:1\">"
                                            "<dns id=\"dns\" x=\"0\" y=\"0\"/></design>",
                                      -1, NULL));
  window = driver_open_file (path);
  driver_double_click (driver_at_element (window, driver_get_element (window, "dns"), 0.5, 0.5));
  driver_type ("Route 53");
  driver_key ("<Control>s");
  driver_wait (lp_document_is_saved (lp_window_find_document (window)));
  driver_close (window);
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_nonnull (strstr (saved, "Route 53"));
  g_unlink (path);
}

static void
test_palette_drag_ends_where_it_is_let_go (void)
{
  LpWindow *window = driver_open ("<server id=\"s\" x=\"0\" y=\"0\""
                                  " width=\"400\" height=\"300\"/>");
  LpElement *server = driver_get_element (window, "s");
  LpElement *chip;
  double width, height;

  site_drag_from_palette (window, "firewall", driver_at_element (window, server, 0.5, 0.5));
  driver_key ("Return");
  chip = lp_element_find_child (server, LP_KIND_FIREWALL);
  g_assert_nonnull (chip);
  lp_box_get_size (chip, &width, &height);
  g_assert_cmpfloat (height, ==, LP_CHIP_HEIGHT);
  driver_close (window);
}

static void
test_palette_drag_that_leaves_adds_nothing (void)
{
  LpWindow *window = driver_open ("");
  GtkWidget *row = driver_find_widget (GTK_WIDGET (window), "cache");
  LpPoint from = driver_at_widget (row, 0.3, 0.5);

  driver_move (from);
  driver_press (1);
  driver_move ((LpPoint) { from.x + 30, from.y });
  driver_move ((LpPoint) { 500, 400 });
  driver_move ((LpPoint) { 520, 400 });
  driver_wait (lp_design_get_n_boxes (driver_get_design (window)) == 1);
  driver_move (from);
  driver_wait (lp_design_get_n_boxes (driver_get_design (window)) == 0);
  driver_release (1);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  driver_close (window);
}

static void
test_palette_drag_onto_a_link_stands_in_it (void)
{
  LpWindow *window = driver_open (
    "<client id=\"a\" x=\"0\" y=\"0\"/><web-server id=\"b\" x=\"600\" y=\"0\"/>"
    "<link id=\"l\" from=\"a\" to=\"b\" flow=\"request\" protocol=\"http\" port=\"80\"/>");
  LpElement *link = driver_get_element (window, "l");
  LpElement **links;
  guint n_links;

  site_drag_from_palette (window, "load-balancer", driver_at (window, 392, 28));
  driver_key ("Return");
  links = lp_element_get_links (lp_link_get_to (link), &n_links);
  g_assert_cmpint (lp_element_get_kind (lp_link_get_to (link)), ==, LP_KIND_LOAD_BALANCER);
  g_assert_cmpuint (n_links, ==, 2);
  link = links[0] == link ? links[1] : links[0];
  g_assert_true (lp_link_get_to (link) == driver_get_element (window, "b"));
  driver_key ("<Control>z");
  g_assert_cmpuint (lp_design_get_n_links (driver_get_design (window)), ==, 1);
  g_assert_cmpuint (lp_design_get_n_boxes (driver_get_design (window)), ==, 2);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  driver_close (window);
}

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);

  g_test_add_func ("/drawing/by-hand", test_drawing_by_hand);
  g_test_add_func ("/drawing/adding-and-naming-is-one-step", test_adding_and_naming_is_one_step);
  g_test_add_func ("/drawing/a-name-being-typed-is-saved", test_a_name_being_typed_is_saved);
  g_test_add_func ("/drawing/palette-drag-ends-where-it-is-let-go",
                   test_palette_drag_ends_where_it_is_let_go);
  g_test_add_func ("/drawing/palette-drag-that-leaves-adds-nothing",
                   test_palette_drag_that_leaves_adds_nothing);

  g_test_add_func ("/drawing/palette-drag-onto-a-link-stands-in-it",
                   test_palette_drag_onto_a_link_stands_in_it);

  return g_test_run ();
}
