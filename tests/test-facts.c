/* SPDX-License-Identifier: MIT */
/* What stands beside an author’s sentence is what the analysis says, word for word. */
#include "config.h"

#include "analysis/drill.h"
#include "designs.h"
#include "report/facts.h"
#include "sketch.h"

static const char common[] =
  "client visitor\n"
  "dns dns\n"
  "server lb-01\n"
  "  load-balancer haproxy health-check=GET\n"
  "  firewall guard\n"
  "  certificate certificate\n"
  "server web-01\n"
  "  web-server nginx-1\n"
  "  app-server app-1\n"
  "  app-files files-1\n"
  "server web-02\n"
  "  web-server nginx-2\n"
  "  app-server app-2\n"
  "  app-files files-2\n"
  "server db-01\n"
  "  database primary\n"
  "server db-02\n"
  "  database replica role=replica\n"
  "visitor -> dns lookup\n"
  "visitor -> haproxy request\n"
  "haproxy -> nginx-1 request\n"
  "haproxy -> nginx-2 request\n"
  "nginx-1 -> app-1 request\n"
  "nginx-2 -> app-2 request\n"
  "app-1 -> replica query access=read\n"
  "app-2 -> replica query access=read\n"
  "primary -> replica replication\n";

static const char queries[] =
  "app-1 -> primary query\n"
  "app-2 -> primary query\n";

/* What is said of @id, with blanks between the sentences. */
static char *
tell (LpDesign   *design,
      const char *id)
{
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpFailures) reading = lp_failures_new (graph, LP_GOAL_READ, 0, NULL);
  g_autoptr (LpFailures) writing = lp_failures_new (graph, LP_GOAL_WRITE, 0, NULL);
  const LpFailures *failures[LP_N_GOALS] = { reading, writing };
  g_auto (GStrv) facts = lp_facts_list (graph, failures, lp_design_find (design, id));

  return g_strjoinv (" ", facts);
}

static void
check (LpDesign   *design,
       const char *id,
       const char *expected)
{
  g_autofree char *told = tell (design, id);

  g_assert_cmpstr (told, ==, expected);
}

static LpDesign *
make (const char *more)
{
  g_autofree char *text = g_strconcat (common, more, NULL);

  return sketch_new (text);
}

static void
test_facts_are_what_happens (void)
{
  g_autoptr (LpDesign) design = make (queries);

  lp_element_set_text (lp_design_find (design, "primary"), LP_ATTRIBUTE_NAME, "MySQL");
  check (design, "lb-01", "If “Server” fails: reading stops, writing stops.");
  check (design, "primary", "If “MySQL” fails: reading goes on, writing stops.");
  check (design, "web-01", "If “Server” fails: reading goes on, writing goes on.");

  lp_element_unset (lp_design_find (design, "haproxy"), LP_ATTRIBUTE_HEALTH_CHECK);
  check (design, "nginx-1",
         "If “Web server” fails: reading goes on in part, writing goes on in part.");
}

static void
test_what_cannot_fail_is_no_failure (void)
{
  g_autoptr (LpDesign) design = make (queries);

  check (design, "visitor", "");
  check (design, "certificate", "");
  check (design, "dns", "Somebody else keeps “DNS” up.");
  check (design, "guard",
         "“Firewall” is a set of rules where it stands, not a machine that could fail by itself.");

  lp_element_set_number (lp_design_find (design, "db-01"), LP_ATTRIBUTE_MANAGED, TRUE);
  check (design, "primary", "Somebody else keeps “Database” up.");
}

static void
test_what_does_not_work_is_said (void)
{
  g_autoptr (LpDesign) design = make ("");

  check (design, "db-02", "If “Server” fails: reading stops, writing does not work even now.");

  lp_design_remove (design, lp_design_find (design, "visitor"));
  check (design, "db-02", "");
}

static void
test_of_a_link_both_ends_are_told (void)
{
  g_autoptr (LpDesign) design = make ("primary -> db-02 replication id=copy\n");
  g_autofree char *told = NULL;
  LpElement *link = lp_element_find_child (lp_design_get_root (design), LP_KIND_LINK);

  while (lp_link_get_flow (link) != LP_FLOW_REPLICATION)
    link = lp_element_find_next (link);
  told = tell (design, lp_element_get_id (link));
  g_assert_cmpstr (told, ==,
                   "If “Database” fails: reading goes on, writing does not work even now. "
                   "If “Database” fails: reading stops, writing does not work even now.");
}

static const char *
get_phrase (LpGoal      goal,
            LpGoalState before,
            LpGoalState after)
{
  static const char *const phrases[LP_N_GOALS][LP_GOAL_UP + 1] = {
    { "", "reading stops", "reading goes on in part", "reading goes on" },
    { "", "writing stops", "writing goes on in part", "writing goes on" },
  };

  if (before == LP_GOAL_DOWN)
    return goal == LP_GOAL_READ ? "reading does not work even now"
                                : "writing does not work even now";

  return phrases[goal][after];
}

/* Whatever is drawn: the same as taking the part down and looking. */
static void
test_facts_are_those_of_the_drill (void)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int_range (0, G_MAXINT));
      g_autoptr (LpDesign) design = designs_new_random (rand, 20, 12);
      g_autoptr (LpGraph) graph = lp_graph_new (design);
      g_autoptr (LpDrill) now = lp_drill_new (graph, LP_GOAL_READ, NULL, 0);
      g_autoptr (LpDrill) now_too = lp_drill_new (graph, LP_GOAL_WRITE, NULL, 0);

      for (int node = 0; node < (int) graph->n_nodes; node++)
        {
          g_autoptr (LpDrill) reading = lp_drill_new (graph, LP_GOAL_READ, &node, 1);
          g_autoptr (LpDrill) writing = lp_drill_new (graph, LP_GOAL_WRITE, &node, 1);
          g_autofree char *told = tell (design, graph->nodes[node].id);
          g_autofree char *expected = NULL;

          if (!graph->nodes[node].fails || now->state == LP_GOAL_UNKNOWN)
            continue;

          expected = g_strdup_printf (": %s, %s.",
                                      get_phrase (LP_GOAL_READ, now->state, reading->state),
                                      get_phrase (LP_GOAL_WRITE, now_too->state, writing->state));
          g_assert_true (g_str_has_suffix (told, expected));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/facts/what-happens", test_facts_are_what_happens);
  g_test_add_func ("/facts/cannot-fail", test_what_cannot_fail_is_no_failure);
  g_test_add_func ("/facts/does-not-work", test_what_does_not_work_is_said);
  g_test_add_func ("/facts/links", test_of_a_link_both_ends_are_told);
  g_test_add_func ("/facts/drill", test_facts_are_those_of_the_drill);

  return g_test_run ();
}
