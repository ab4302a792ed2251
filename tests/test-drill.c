/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/drill.h"

#include <string.h>

#include "analysis/failure.h"
#include "designs.h"
#include "oracle.h"
#include "sketch.h"

#define BIT(i) (G_GUINT64_CONSTANT (1) << (i))

static const char *const state_names[] = {
  [LP_STATE_UP] = "up",
  [LP_STATE_SERVING] = "serving",
  [LP_STATE_PART] = "part",
  [LP_STATE_CUT_OFF] = "cut-off",
  [LP_STATE_DOWN] = "down",
  [LP_STATE_FAILED] = "failed",
};

static LpDesign *
find_design (const char *name)
{
  guint n_rows;
  const ModelRow *rows = designs_get_model_rows (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    if (strcmp (rows[i].name, name) == 0)
      return sketch_new (rows[i].sketch);

  g_assert_not_reached ();
}

/* Lets @ids (with spaces between) fail and compares the states of those that are named in @expected
 * ("id=state …"), and the witness: the drawn targets of its links. */
static void
check_drill (const char *name,
             LpGoal      goal,
             const char *ids,
             gboolean    holds,
             const char *expected,
             const char *witness)
{
  g_autoptr (LpDesign) design = find_design (name);
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_auto (GStrv) failed_ids = g_strsplit (ids, " ", -1);
  g_auto (GStrv) pairs = g_strsplit (expected, " ", -1);
  g_autoptr (GArray) failed = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (LpDrill) drill = NULL;

  for (char **id = failed_ids; *id != NULL && **id != '\0'; id++)
    {
      int number = lp_graph_find (graph, *id);

      g_array_append_val (failed, number);
    }

  drill = lp_drill_new (graph, goal, (const int *) (gpointer) failed->data, failed->len);
  g_assert_cmpint (drill->holds, ==, holds);
  for (char **pair = pairs; *pair != NULL; pair++)
    {
      g_auto (GStrv) words = g_strsplit (*pair, "=", 2);

      g_test_message ("%s", words[0]);
      g_assert_cmpstr (state_names[drill->states[lp_graph_find (graph, words[0])]], ==, words[1]);
    }

  for (guint i = 0; i < drill->n_links; i++)
    g_string_append_printf (path, "%s%s", i > 0 ? " " : "",
                            graph->nodes[graph->links[drill->links[i]].to].id);
  g_assert_cmpstr (path->str, ==, witness);
}

static void
test_nothing_failed (void)
{
  check_drill ("task-2-write", LP_GOAL_WRITE, "", TRUE,
               "visitor=serving dns=up haproxy=serving web1=serving app1=serving db1=serving "
               "db2=up files1=up fw0=up tls=up agent0=up datadog=up s0=up", "");
  check_drill ("task-2-read", LP_GOAL_READ, "", TRUE, "db1=serving db2=serving", "");
}

static void
test_a_failed_server_takes_down_what_is_on_it (void)
{
  check_drill ("task-1-write", LP_GOAL_WRITE, "s1", FALSE,
               "s1=failed web1=down app1=down db1=down web2=cut-off app2=cut-off db2=up "
               "haproxy=cut-off visitor=cut-off",
               "haproxy web2 app2 db1");
}

static void
test_a_failed_name_service_is_met_first (void)
{
  check_drill ("task-1-read", LP_GOAL_READ, "dns db1", FALSE,
               "dns=failed haproxy=serving visitor=cut-off", "dns");
}

static void
test_a_balancer_without_back_end_is_cut_off (void)
{
  check_drill ("task-3-write-idle-balancer", LP_GOAL_WRITE, "lb1", FALSE,
               "lb1=failed lb2=cut-off vip=cut-off web1=serving", "vip lb2");
}

static void
test_a_replica_that_takes_over_serves (void)
{
  check_drill ("task-3-write-automatic", LP_GOAL_WRITE, "", TRUE, "db1=serving db2=up", "");
  check_drill ("task-3-write-automatic", LP_GOAL_WRITE, "db1", TRUE,
               "db1=failed db2=serving app1=serving", "");
  check_drill ("task-3-write-manual", LP_GOAL_WRITE, "db1", FALSE,
               "db1=failed db2=up app1=cut-off", "vip lb1 web1 app1 db1");
}

static void
test_application_files_are_needed (void)
{
  check_drill ("task-0-read", LP_GOAL_READ, "files", FALSE,
               "files=failed app=down mysql=serving nginx=cut-off", "nginx app");
}

/* Of what stands in the way of requests: of the rest a drill says no more than whether it is up. */
static void
check_who_serves (const LpDrill *drill,
                  const LpGraph *graph,
                  Oracle        *oracle,
                  guint64        failed)
{
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      LpKind kind = graph->nodes[i].kind;
      gboolean some, every;

      if (kind != LP_KIND_LOAD_BALANCER && kind != LP_KIND_VIRTUAL_IP && kind != LP_KIND_CDN &&
          kind != LP_KIND_WEB_SERVER && kind != LP_KIND_APP_SERVER)
        continue;

      some = oracle_serves (oracle, drill->goal, i, failed, FALSE);
      every = oracle_serves (oracle, drill->goal, i, failed, TRUE);
      g_assert_cmpint (drill->states[i] == LP_STATE_SERVING, ==, every);
      g_assert_cmpint (drill->states[i] == LP_STATE_PART, ==, some && !every);
    }
}

/* The states agree with who is up, and the witness is a path from a client through what is up but
 * does not serve, to where it stops. */
static void
check_random_drill (const LpGraph *graph,
                    Oracle        *oracle,
                    LpGoal         goal,
                    guint64        failed)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (LpDrill) drill = NULL;
  int at = -1;

  for (int i = 0; i < (int) graph->n_nodes; i++)
    if (failed & BIT (i))
      g_array_append_val (numbers, i);

  drill = lp_drill_new (graph, goal, (const int *) (gpointer) numbers->data, numbers->len);
  g_assert_cmpint (drill->state, ==, oracle_judge (oracle, goal, failed));
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      g_assert_cmpint (drill->states[i] == LP_STATE_FAILED, ==, (failed & BIT (i)) != 0);
      if (!graph->nodes[i].guards)
        g_assert_cmpint (drill->states[i] < LP_STATE_DOWN, ==, oracle_is_up (oracle, i, failed));
    }
  check_who_serves (drill, graph, oracle, failed);

  if (drill->holds)
    {
      g_assert_cmpuint (drill->n_links, ==, 0);
      g_assert_cmpint (drill->stop, ==, -1);
      return;
    }

  for (guint i = 0; i < drill->n_links; i++)
    {
      const LpGraphLink *link = &graph->links[drill->links[i]];

      if (i == 0)
        g_assert_cmpint (graph->nodes[link->from].kind, ==, LP_KIND_CLIENT);
      else
        g_assert_cmpint (link->from, ==, at);
      at = link->to;

      /* A client has what it wants, or a database stands in for another, and a request that
       * comes to it is still not served. */
      if (graph->nodes[at].kind != LP_KIND_CLIENT && !graph->nodes[at].promotes)
        g_assert_cmpint (drill->states[at], !=, LP_STATE_SERVING);
      if (i + 1 < drill->n_links)
        g_assert_cmpint (drill->states[at], <, LP_STATE_DOWN);
    }
  g_assert_cmpint (drill->n_links > 0 ? at : drill->stop, ==, drill->stop);
}

/* Every link of a working path starts where the request has come, and leads to what works. */
static void
check_paths (const LpGraph *graph,
             LpGoal         goal)
{
  g_autoptr (LpDrill) drill = lp_drill_new (graph, goal, NULL, 0);

  for (guint i = 0; i < graph->n_nodes; i++)
    {
      guint n_links;
      g_autofree int *links = lp_drill_dup_path (graph, goal, i, &n_links);
      g_autofree guint8 *reached = g_new0 (guint8, graph->n_nodes);

      g_assert_cmpint (links != NULL, ==, graph->nodes[i].kind == LP_KIND_CLIENT &&
                                          (drill->states[i] == LP_STATE_SERVING ||
                                           drill->states[i] == LP_STATE_PART));
      reached[i] = TRUE;
      for (guint k = 0; k < n_links; k++)
        {
          const LpGraphLink *link = &graph->links[links[k]];

          g_assert_true (reached[link->from]);
          reached[link->to] = TRUE;
          /* The state of a client tells what it gets, not what is asked of it. */
          if (link->flow != LP_FLOW_LOOKUP && graph->nodes[link->to].kind != LP_KIND_CLIENT &&
              !lp_kind_is (graph->nodes[link->to].kind, LP_TRAIT_RELAY))
            g_assert_true (drill->states[link->to] == LP_STATE_SERVING ||
                           drill->states[link->to] == LP_STATE_PART);
        }
    }
}

static void
test_random_drills_agree_with_the_oracle (void)
{
  guint32 start = g_test_rand_int ();

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (start + i);
      g_autoptr (LpDesign) design = designs_new_random (rand, 6 + i % 26, 64);
      g_autoptr (LpGraph) graph = lp_graph_new (design);
      g_autoptr (Oracle) oracle = oracle_new (design);
      guint64 all = BIT (graph->n_nodes) - 1;

      g_test_message ("seed %u", start + i);
      for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
        {
          check_random_drill (graph, oracle, goal, 0);
          check_random_drill (graph, oracle, goal,
                              BIT (g_rand_int_range (rand, 0, graph->n_nodes + 1)) & all);
          check_random_drill (graph, oracle, goal, g_rand_int (rand) & g_rand_int (rand) & all);
          check_paths (graph, goal);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/drill/nothing", test_nothing_failed);
  g_test_add_func ("/drill/server", test_a_failed_server_takes_down_what_is_on_it);
  g_test_add_func ("/drill/dns", test_a_failed_name_service_is_met_first);
  g_test_add_func ("/drill/idle", test_a_balancer_without_back_end_is_cut_off);
  g_test_add_func ("/drill/takeover", test_a_replica_that_takes_over_serves);
  g_test_add_func ("/drill/files", test_application_files_are_needed);
  g_test_add_func ("/drill/random", test_random_drills_agree_with_the_oracle);

  return g_test_run ();
}
