/* SPDX-License-Identifier: MIT */
/* What the window says the design does: header, Failure tab, drill, badges, and what the inspector
 * asks for. */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "window/canvas/canvas-private.h"
#include "window/panels/inspector.h"
#include "window/site.h"

#define BALANCED \
  "<client id=\"v\" name=\"Visitor\" x=\"0\" y=\"0\"/>" \
  "<load-balancer id=\"lb\" name=\"HAProxy\" x=\"300\" y=\"0\"/>" \
  "<web-server id=\"a\" name=\"first\" x=\"620\" y=\"0\">" \
  "<listen port=\"80\" protocol=\"http\"/></web-server>" \
  "<web-server id=\"b\" name=\"second\" x=\"620\" y=\"200\">" \
  "<listen port=\"80\" protocol=\"http\"/></web-server>" \
  "<link id=\"l\" from=\"v\" to=\"lb\" flow=\"request\"/>" \
  "<link id=\"m\" from=\"lb\" to=\"a\" flow=\"request\"/>"
#define UP BALANCED "<link id=\"o\" from=\"lb\" to=\"b\" flow=\"request\"/>"
#define PART BALANCED "<link id=\"o\" from=\"lb\" to=\"b\" flow=\"request\" port=\"81\"/>"
#define DOWN \
  "<client id=\"v\" name=\"Visitor\" x=\"0\" y=\"0\"/>" \
  "<web-server id=\"a\" name=\"first\" x=\"400\" y=\"0\">" \
  "<listen port=\"443\" protocol=\"https\"/></web-server>" \
  "<link id=\"l\" from=\"v\" to=\"a\" flow=\"request\" port=\"80\" protocol=\"http\"/>"
#define UNKNOWN "<web-server id=\"a\" name=\"first\" x=\"0\" y=\"0\"/>"

static GtkWidget *
get_part (LpWindow   *window,
          const char *name)
{
  GtkWidget *widget;

  driver_wait ((widget = driver_find_widget (GTK_WIDGET (window), name)) != NULL);

  return widget;
}

static const char *
get_title (GtkWidget *row)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
}

static const char *
get_subtitle (GtkWidget *row)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
}

static const char *
get_words (LpWindow   *window,
           const char *label)
{
  return gtk_label_get_label (GTK_LABEL (get_part (window, label)));
}

static void
check (LpWindow *window)
{
  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  driver_settle ();
}

static GtkWidget *
open_failure (LpWindow *window)
{
  check (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-failure", NULL);

  return get_part (window, "read_row");
}

static void
test_the_header_and_the_tab_say_the_state (void)
{
  static const struct
  {
    const char *content;
    const char *verdict;        /* How it begins. */
    const char *title;
    const char *words;          /* In what stands below. */
  } rows[] = {
    { UP, "1 linchpin", "Reading works", "with every request answered" },
    { PART, "Works in part", "Reading works in part", "even while nothing has failed" },
    { DOWN, "Does not work", "Reading does not work", "“first” does not listen for HTTP 80" },
    { UNKNOWN, "Not complete", "Reading: not known", "No visitor" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LpWindow *window = driver_open (rows[i].content);
      GtkWidget *row = open_failure (window);

      g_test_message ("%s", rows[i].verdict);
      driver_wait (strcmp (get_title (row), rows[i].title) == 0);
      g_assert_nonnull (strstr (get_subtitle (row), rows[i].words));
      g_assert_true (g_str_has_prefix (get_words (window, "verdict_words"), rows[i].verdict));
      driver_close (window);
    }
}

/* A list of what is fatal for something that does not work would be a lie. */
static void
test_what_does_not_work_has_nothing_fatal (void)
{
  LpWindow *window = driver_open (DOWN);

  open_failure (window);
  driver_settle ();
  g_assert_null (driver_find_widget (GTK_WIDGET (window), "fatal"));
  driver_close (window);
}

static void
test_the_drill_says_the_state (void)
{
  LpWindow *window = driver_open (UP);
  LpMarkState state;

  open_failure (window);
  driver_click_button (GTK_WIDGET (window), "Start the Drill");
  driver_settle ();
  g_assert_true (g_str_has_suffix (get_words (window, "reading"), "Pages are shown"));
  driver_click (site_at (window, "a"), 1);
  driver_settle ();
  g_assert_true (g_str_has_suffix (get_words (window, "reading"),
                                   "Some pages are shown, others fail"));
  state = site_get_state (window, "lb");
  g_assert_cmpint (state, ==, LP_MARK_PART);
  driver_click (site_at (window, "b"), 1);
  driver_settle ();
  g_assert_true (g_str_has_suffix (get_words (window, "reading"), "No page can be shown"));
  driver_close (window);
}

static void
test_the_drill_says_what_is_closed (void)
{
  LpWindow *window = driver_open (DOWN);

  open_failure (window);
  driver_click_button (GTK_WIDGET (window), "Start the Drill");
  driver_settle ();
  g_assert_nonnull (strstr (get_words (window, "story"), "The request stops at “Visitor”."));
  g_assert_nonnull (strstr (get_words (window, "story"), "does not listen for HTTP 80"));
  g_assert_true (lp_scene_find_mark (driver_get_canvas (window)->scene,
                                     driver_get_element (window, "l"))->closed);
  driver_close (window);
}

/* Its reason is told at the pointer, wherever that is on it; a link that is open tells nothing. */
static void
test_a_closed_link_says_why (void)
{
  static const struct
  {
    const char *content;
    gboolean    told;
  } rows[] = { { DOWN, TRUE }, { UP, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LpWindow *window = driver_open (rows[i].content);
      LpCanvas *canvas = driver_get_canvas (window);
      g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
      const LpRoute *route;
      LpRect at = { 0 };

      check (window);
      route = lp_scene_get_route (lp_canvas_get_scene (canvas), driver_get_element (window, "l"));
      at = lp_canvas_rect_to_widget (canvas, &(LpRect) { route->points[0].x + 12,
                                                         route->points[0].y });
      g_assert_true (lp_canvas_query_tooltip (GTK_WIDGET (canvas), at.x, at.y, FALSE, tooltip) ==
                     rows[i].told);
      driver_close (window);
    }
}

static gboolean
is_asked_for (LpWindow   *window,
              const char *key)
{
  GtkWidget *inspector = driver_find_type (GTK_WIDGET (window), LP_TYPE_INSPECTOR);

  return driver_find_widget (inspector, key) != NULL;
}

static void
check_asked (LpWindow   *window,
             const char *id,
             const char *asked,
             const char *not_asked)
{
  g_auto (GStrv) yes = g_strsplit (asked, " ", -1);
  g_auto (GStrv) no = g_strsplit (not_asked, " ", -1);

  lp_canvas_select (driver_get_canvas (window),
                    (LpElement *[]) { driver_get_element (window, id), NULL });
  driver_settle ();
  for (guint i = 0; yes[i] != NULL; i++)
    {
      g_test_message ("%s %s", id, yes[i]);
      g_assert_true (is_asked_for (window, yes[i]));
    }
  for (guint i = 0; no[i] != NULL; i++)
    {
      g_test_message ("%s, not %s", id, no[i]);
      g_assert_false (is_asked_for (window, no[i]));
    }
}

static void
test_the_inspector_asks_for_what_means_something (void)
{
  LpWindow *window = driver_open (
    "<client id=\"v\" x=\"0\" y=\"0\"/>"
    "<virtual-ip id=\"vip\" x=\"300\" y=\"0\"/>"
    "<load-balancer id=\"lb\" x=\"600\" y=\"0\"/>"
    "<load-balancer id=\"alone\" x=\"600\" y=\"100\"/>"
    "<router id=\"r\" x=\"900\" y=\"0\"/>"
    "<database id=\"db\" x=\"1200\" y=\"0\"/>"
    "<database id=\"copy\" role=\"replica\" x=\"1200\" y=\"100\"/>"
    "<server id=\"s\" x=\"0\" y=\"200\"><firewall id=\"guard\" x=\"16\" y=\"60\"/>"
    "<app-server id=\"app\" x=\"16\" y=\"120\"/></server>"
    "<note id=\"n\" x=\"900\" y=\"200\">x</note>"
    "<cdn id=\"cdn\" x=\"900\" y=\"300\"/><queue id=\"q\" x=\"1200\" y=\"300\"/>"
    "<external id=\"e\" x=\"1200\" y=\"400\"/>"
    "<link id=\"v-vip\" from=\"v\" to=\"vip\" flow=\"request\"/>"
    "<link id=\"vip-lb\" from=\"vip\" to=\"lb\" flow=\"request\"/>"
    "<link id=\"vip-db\" from=\"vip\" to=\"db\" flow=\"query\"/>"
    "<link id=\"lb-r\" from=\"lb\" to=\"r\" flow=\"request\"/>"
    "<link id=\"r-app\" from=\"r\" to=\"app\" flow=\"request\"/>"
    "<link id=\"app-db\" from=\"app\" to=\"db\" flow=\"query\"/>"
    "<link id=\"db-copy\" from=\"db\" to=\"copy\" flow=\"replication\"/>");

  check_asked (window, "vip", "address router-id tracks mode", "priority managed availability");
  check_asked (window, "lb", "router-id priority health-check release capacity-qps", "address");
  check_asked (window, "alone", "health-check", "router-id priority");
  check_asked (window, "db", "quorum role backup", "promotion promoted-by");
  check_asked (window, "copy", "quorum role promotion", "promoted-by");
  check_asked (window, "guard", "policy", "address managed availability capacity-qps");
  check_asked (window, "n", "text", "name managed release capacity-qps");
  check_asked (window, "cdn", "address software managed", "release");
  check_asked (window, "q", "software release managed", "address");
  check_asked (window, "e", "address managed", "software release");
  check_asked (window, "v", "demand-qps", "managed release capacity-qps");
  check_asked (window, "v-vip", "pool weight", "priority required");
  check_asked (window, "vip-lb", "priority weight", "required");
  check_asked (window, "vip-db", "priority weight access", "required");
  check_asked (window, "r-app", "weight", "pool required priority");
  check_asked (window, "app-db", "pool weight required access", "priority");
  check_asked (window, "db-copy", "sync tls", "pool weight required priority");
  driver_close (window);
}

/* As a click in the list that drops down does: without a window manager it does not stay open. */
static void
choose (LpWindow   *window,
        const char *row,
        const char *words)
{
  AdwComboRow *combo = ADW_COMBO_ROW (get_part (window, row));
  GtkStringList *list = GTK_STRING_LIST (adw_combo_row_get_model (combo));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list)), place = 0;

  while (place < n && !g_str_equal (gtk_string_list_get_string (list, place), words))
    place++;
  g_assert_cmpuint (place, <, n);
  adw_combo_row_set_selected (combo, place);
  driver_settle ();
}

/* One choice makes room for the next: whoever promotes is chosen among what can fail. */
static void
test_who_promotes_a_replica_is_chosen (void)
{
  LpWindow *window = driver_open (
    "<server id=\"s\" name=\"mgr-01\" x=\"0\" y=\"0\"/>"
    "<database id=\"copy\" role=\"replica\" x=\"400\" y=\"0\"/>");
  LpElement *copy = driver_get_element (window, "copy");

  driver_click (site_at (window, "copy"), 1);
  driver_settle ();
  choose (window, "promotion", "Automatic");
  driver_wait (lp_element_get_choice (copy, LP_ATTRIBUTE_PROMOTION) == LP_PROMOTION_AUTOMATIC);
  choose (window, "promoted-by", "mgr-01");
  driver_wait (g_str_equal (lp_element_get_text (copy, LP_ATTRIBUTE_PROMOTED_BY), "s"));
  lp_history_undo (driver_get_history (window));
  lp_history_undo (driver_get_history (window));
  driver_settle ();
  g_assert_false (is_asked_for (window, "promoted-by"));
  driver_close (window);
}

static void
test_facts_stand_beside_the_reason (void)
{
  LpWindow *window = driver_open (UP);

  check (window);
  driver_click (site_at (window, "lb"), 1);
  driver_settle ();
  g_assert_cmpstr (get_words (window, "facts"), ==,
                   "If “HAProxy” fails: reading stops, writing stops.");
  driver_click (site_at (window, "a"), 1);
  driver_settle ();
  g_assert_nonnull (strstr (get_words (window, "facts"), "in part"));
  driver_click (site_at (window, "v"), 1);
  driver_settle ();
  g_assert_null (driver_find_widget (GTK_WIDGET (window), "facts"));
  driver_close (window);
}

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);

  g_test_add_func ("/verdict/state", test_the_header_and_the_tab_say_the_state);
  g_test_add_func ("/verdict/nothing-fatal", test_what_does_not_work_has_nothing_fatal);
  g_test_add_func ("/verdict/drill", test_the_drill_says_the_state);
  g_test_add_func ("/verdict/drill-closed", test_the_drill_says_what_is_closed);
  g_test_add_func ("/verdict/closed", test_a_closed_link_says_why);
  g_test_add_func ("/verdict/asked", test_the_inspector_asks_for_what_means_something);
  g_test_add_func ("/verdict/promoted", test_who_promotes_a_replica_is_chosen);
  g_test_add_func ("/verdict/facts", test_facts_stand_beside_the_reason);

  return g_test_run ();
}
