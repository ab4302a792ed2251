/* SPDX-License-Identifier: MIT */
/* All rules on random designs of every feature: what they say is about what is there, and each way
 * that is closed has a finding. */

#include "config.h"

#include "analysis/conversation.h"
#include "designs.h"
#include "rules/engine/lint.h"
#include "rules/engine/rule.h"

static gboolean
names (LpFinding     *finding,
       const LpGraph *graph,
       const LpWay   *way)
{
  const LpConversations *conversations = lp_conversations_get (graph);
  const char *const *ids = lp_finding_get_elements (finding);

  for (guint k = 0; k < way->n_links; k++)
    {
      LpElement *link = graph->links[conversations->links[way->first_link + k]].element;

      if (g_strv_contains (ids, lp_element_get_id (link)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_said (LpLintResult  *report,
         const LpGraph *graph,
         const LpWay   *way)
{
  static const char *const keys[] = { "flow-blocked", "vrrp-blocked", "metrics-blocked",
                                      "no-listener", NULL };

  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    {
      LpFinding *finding = lp_lint_result_get_finding (report, i);

      if (g_strv_contains (keys, lp_finding_get_rule (finding)->key) &&
          names (finding, graph, way))
        return TRUE;
    }

  return FALSE;
}

static void
test_what_is_closed_is_said (void)
{
  for (guint round = 0; round < 400; round++)
    {
      const guint32 seed = g_test_rand_int ();
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (LpDesign) design = designs_new_random (rand, 24, 12);
      g_autoptr (LpLintResult) report = lp_lint (design, NULL, NULL);
      const LpGraph *graph = lp_lint_result_get_graph (report);
      const LpConversations *conversations = lp_conversations_get (graph);

      g_test_message ("seed %u", seed);
      for (guint i = 0; i < conversations->n; i++)
        for (guint k = 0; k < conversations->list[i].n_ways; k++)
          {
            const LpConversation *each = &conversations->list[i];
            const LpWay *way = &conversations->ways[each->first_way + k];

            if (way->closed != LP_CLOSED_NOT && !is_said (report, graph, way))
              g_error ("Nothing says that the way from %s to %s is closed",
                       graph->nodes[each->from].id, graph->nodes[each->to].id);
          }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lint-random/what-is-closed-is-said", test_what_is_closed_is_said);

  return g_test_run ();
}
