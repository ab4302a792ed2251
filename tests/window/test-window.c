/* SPDX-License-Identifier: MIT */
/* What stands around the canvas: start page, inspector, files, findings, export. */
#include "config.h"

#include <glib/gstdio.h>

#include "file/reader.h"
#include "file/writer.h"
#include "rules/engine/lint.h"
#include "window/panels/drill-box.h"
#include "window/support.h"

#define ONE_SERVER \
  "<server id=\"s\" name=\"web-01\" x=\"200\" y=\"200\">\n" \
  "<web-server id=\"w\" name=\"Nginx\" x=\"24\" y=\"48\"/>\n" \
  "</server>\n"
#define LOST_CACHE \
  "<cache id=\"c\" name=\"Redis\" x=\"200\" y=\"200\"/>\n"

static void
click_on (GtkWidget *widget)
{
  driver_settle ();
  driver_click (driver_at_widget (widget, 0.5, 0.5), 1);
}

static char *
make_path (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), name, NULL);
}

/* A file in which @content is; returns its path. */
static char *
make_file (const char *name,
           const char *content)
{
  g_autofree char *xml = g_strconcat ("<design xmlns=\"urn:linchpin:design:1\" title=\"Kept\">\n",
                                      content, "</design>\n", NULL);
  char *path = make_path (name);

  g_assert_true (g_file_set_contents (path, xml, -1, NULL));

  return path;
}

static void
test_begins_with_a_task (void)
{
  LpWindow *window = driver_open_start ();
  GtkWidget *card;

  g_assert_null (lp_window_find_document (window));
  driver_wait ((card = driver_find_widget (GTK_WIDGET (window), "task-1")) != NULL);
  click_on (card);
  driver_wait (lp_window_find_document (window) != NULL);

  g_assert_cmpuint (lp_design_get_n_boxes (driver_get_design (window)), >, 10);
  g_assert_true (lp_document_is_saved (lp_window_find_document (window)));
  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  driver_wait (driver_find_widget (GTK_WIDGET (window), "verdict") != NULL);

  driver_close (window);
}

static const char *
get_verdict (LpWindow *window)
{
  GtkWidget *verdict;

  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  driver_wait ((verdict = driver_find_widget (GTK_WIDGET (window), "verdict")) != NULL);

  return gtk_label_get_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (verdict))));
}

/* Nothing can fail for nobody: that is no praise. */
static void
test_without_a_visitor_a_design_is_not_complete (void)
{
  LpWindow *window = driver_open (ONE_SERVER);

  g_assert_true (g_str_has_prefix (get_verdict (window), "Not complete"));
  driver_close (window);

  window = driver_open ("<client id=\"c\" x=\"0\" y=\"0\"/>"
                        "<web-server id=\"w\" x=\"300\" y=\"0\"/>"
                        "<link id=\"l\" from=\"c\" to=\"w\" flow=\"request\"/>");
  g_assert_true (g_str_has_prefix (get_verdict (window), "1 linchpin"));
  driver_close (window);
}

static void
test_typing_a_name_is_one_step (void)
{
  LpWindow *window = driver_open (ONE_SERVER);
  LpElement *server = driver_get_element (window, "w");
  GtkWidget *inspector = driver_find_widget (GTK_WIDGET (window), "properties");
  GtkWidget *row;

  driver_click (driver_at_element (window, server, 0.5, 0.5), 1);
  driver_wait ((row = driver_find_widget (inspector, "software")) != NULL);
  row = driver_find_widget (inspector, "name");
  click_on (row);
  driver_key ("<Control>a");
  driver_type ("Apache");
  driver_wait (g_str_equal (lp_element_get_name (server), "Apache"));

  lp_history_undo (driver_get_history (window));
  g_assert_cmpstr (lp_element_get_name (server), ==, "Nginx");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Nginx");
  g_assert_false (lp_history_can_undo (driver_get_history (window)));

  driver_close (window);
}

static void
test_a_wrong_number_stays_with_its_reason (void)
{
  LpWindow *window = driver_open (ONE_SERVER);
  LpElement *server = driver_get_element (window, "w");
  GtkWidget *inspector = driver_find_widget (GTK_WIDGET (window), "properties");
  GtkWidget *row;

  driver_click (driver_at_element (window, server, 0.5, 0.5), 1);
  driver_wait ((row = driver_find_widget (inspector, "availability")) != NULL);
  gtk_widget_grab_focus (row);
  driver_type ("0.9x");
  driver_wait (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), "0.9x"));

  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpfloat (lp_element_get_number (server, LP_ATTRIBUTE_AVAILABILITY), ==, 0.9);

  driver_close (window);
}

static void
test_saves_and_reopens (void)
{
  g_autofree char *path = make_file ("kept.linchpin", ONE_SERVER);
  LpWindow *window = driver_open_file (path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  lp_element_set_text (driver_get_element (window, "w"), LP_ATTRIBUTE_NAME, "Apache");
  driver_wait (!lp_document_is_saved (lp_window_find_document (window)));
  before = driver_dup_text (window);
  driver_key ("<Control>s");
  driver_wait (lp_document_is_saved (lp_window_find_document (window)));
  driver_close (window);

  window = driver_open_file (path);
  after = driver_dup_text (window);
  g_assert_cmpstr (after, ==, before);

  driver_close (window);
  g_unlink (path);
}

static void
test_closing_asks_first (void)
{
  LpWindow *window = driver_open (ONE_SERVER);
  GtkWidget *dialog, *cancel;

  lp_element_set_text (driver_get_element (window, "w"), LP_ATTRIBUTE_NAME, "Apache");
  gtk_window_close (GTK_WINDOW (window));
  driver_wait ((dialog = driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  driver_wait ((cancel = driver_find_button (dialog, "Cancel")) != NULL);
  click_on (cancel);
  driver_wait (driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG) == NULL);

  g_assert_false (lp_document_is_saved (lp_window_find_document (window)));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window)));

  driver_close (window);
}

static void
test_a_file_changed_outside_is_told (void)
{
  g_autofree char *path = make_file ("changed.linchpin", ONE_SERVER);
  g_autofree char *again = NULL;
  LpWindow *window = driver_open_file (path);
  GtkWidget *reload;

  again = make_file ("changed.linchpin", ONE_SERVER LOST_CACHE);
  driver_wait ((reload = driver_find_button (GTK_WIDGET (window), "Reload")) != NULL);
  click_on (reload);
  driver_wait (lp_design_find (driver_get_design (window), "c") != NULL);

  driver_close (window);
  g_unlink (path);
}

static void
test_a_finding_is_fixed_and_taken_back (void)
{
  LpWindow *window = driver_open (LOST_CACHE);
  GtkWidget *fix, *dialog, *yes;

  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  driver_key ("<Alt>2");
  driver_wait ((fix = driver_find_button (GTK_WIDGET (window), "Fix…")) != NULL);
  click_on (fix);
  driver_wait ((dialog = driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  driver_wait ((yes = driver_find_button (dialog, "Fix")) != NULL);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  click_on (yes);
  driver_wait (lp_history_can_undo (driver_get_history (window)));

  lp_history_undo (driver_get_history (window));
  g_assert_nonnull (lp_design_find (driver_get_design (window), "c"));
  g_assert_false (lp_history_can_undo (driver_get_history (window)));

  driver_close (window);
}

static void
test_an_exported_picture_opens_again (void)
{
  g_autofree char *path = make_path ("picture.png");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  LpWindow *window = driver_open (ONE_SERVER);
  GtkWidget *dialog, *button, *chooser;
  g_autoptr (LpDesign) again = NULL;
  g_autoptr (GError) error = NULL;

  driver_key ("<Control>e");
  driver_wait ((dialog = driver_find_dialog (window, ADW_TYPE_WINDOW)) != NULL);
  driver_wait ((button = driver_find_button (dialog, "Export…")) != NULL);
  click_on (button);
  driver_wait ((chooser = driver_find_dialog (window, GTK_TYPE_FILE_CHOOSER_DIALOG)) != NULL);
  driver_wait ((button = driver_find_button (chooser, "Save")) != NULL);

  /* What is typed there, completions and all, is GTK’s: only the place matters here. */
  g_assert_true (gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, NULL));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "picture.png");
  driver_wait (gtk_widget_get_sensitive (button));
  click_on (button);
  driver_wait (g_file_query_exists (file, NULL));

  again = lp_file_read (file, &error);
  g_assert_no_error (error);
  g_assert_nonnull (lp_design_find (again, "w"));

  driver_close (window);
  g_unlink (path);
}

static void
test_the_drill_is_on_the_drawing (void)
{
  LpWindow *window = driver_open (ONE_SERVER);
  GtkWidget *start, *end;

  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  driver_key ("<Alt>3");
  driver_wait ((start = driver_find_button (GTK_WIDGET (window), "Start the Drill")) != NULL);
  click_on (start);
  driver_wait ((end = driver_find_button (GTK_WIDGET (window), "End")) != NULL);
  driver_click (driver_at_element (window, driver_get_element (window, "w"), 0.5, 0.5), 1);
  g_assert_false (lp_history_can_undo (driver_get_history (window)));
  click_on (end);
  driver_wait (driver_find_button (GTK_WIDGET (window), "Start the Drill") != NULL);

  driver_close (window);
}

/* What was checked is of another design by now: there is nothing to drill. */
static void
test_no_drill_without_a_report (void)
{
  g_autoptr (LpDesign) design = lp_design_new ();
  g_autoptr (LpLintResult) report = lp_lint (design, NULL, NULL);
  GtkWidget *box = g_object_ref_sink (g_object_new (LP_TYPE_DRILL_BOX, NULL));

  lp_drill_box_set_report (LP_DRILL_BOX (box), report);
  lp_drill_box_set_report (LP_DRILL_BOX (box), NULL);
  gtk_widget_activate_action (box, "drill.start", NULL);
  g_assert_null (lp_drill_box_find_marks (LP_DRILL_BOX (box)));

  lp_drill_box_set_report (LP_DRILL_BOX (box), report);
  gtk_widget_activate_action (box, "drill.start", NULL);
  g_assert_nonnull (lp_drill_box_find_marks (LP_DRILL_BOX (box)));
  lp_drill_box_end (LP_DRILL_BOX (box));
  g_assert_finalize_object (box);
}

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);

  g_test_add_func ("/window/begins-with-a-task", test_begins_with_a_task);
  g_test_add_func ("/window/without-a-visitor", test_without_a_visitor_a_design_is_not_complete);
  g_test_add_func ("/window/typing-a-name", test_typing_a_name_is_one_step);
  g_test_add_func ("/window/wrong-number", test_a_wrong_number_stays_with_its_reason);
  g_test_add_func ("/window/save-and-reopen", test_saves_and_reopens);
  g_test_add_func ("/window/closing", test_closing_asks_first);
  g_test_add_func ("/window/changed-outside", test_a_file_changed_outside_is_told);
  g_test_add_func ("/window/fix", test_a_finding_is_fixed_and_taken_back);
  g_test_add_func ("/window/export", test_an_exported_picture_opens_again);
  g_test_add_func ("/window/drill", test_the_drill_is_on_the_drawing);
  g_test_add_func ("/window/no-drill-without-a-report", test_no_drill_without_a_report);

  return g_test_run ();
}
