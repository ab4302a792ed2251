/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "report/facts.h"

#include <glib/gi18n-lib.h>

#include "analysis/drill.h"
#include "model/link.h"
#include "model/text.h"

/* What a goal then does, by its state. */
static const char *const phrases[LP_N_GOALS][LP_GOAL_UP + 1] = {
  [LP_GOAL_READ] = {
    [LP_GOAL_DOWN] = N_("reading stops"),
    [LP_GOAL_PART] = N_("reading goes on in part"),
    [LP_GOAL_UP] = N_("reading goes on"),
  },
  [LP_GOAL_WRITE] = {
    [LP_GOAL_DOWN] = N_("writing stops"),
    [LP_GOAL_PART] = N_("writing goes on in part"),
    [LP_GOAL_UP] = N_("writing goes on"),
  },
};

/* Where nothing has failed yet. */
static const char *const down_already[LP_N_GOALS] = {
  [LP_GOAL_READ] = N_("reading does not work even now"),
  [LP_GOAL_WRITE] = N_("writing does not work even now"),
};

/* In what state the goal is after @node has failed. Where some requests fail even now, a failure
 * can also help. */
static LpGoalState
get_state_after (const LpGraph    *graph,
                 const LpFailures *failures,
                 int               node)
{
  g_autoptr (LpDrill) drill = NULL;

  if (lp_failures_has_spof (failures, node))
    return LP_GOAL_DOWN;
  if (failures->state == LP_GOAL_UP)
    return lp_failures_has_partial (failures, node) ? LP_GOAL_PART : LP_GOAL_UP;

  drill = lp_drill_new (graph, failures->goal, &node, 1);

  return drill->state;
}

static const char *
describe_goal (const LpGraph    *graph,
               const LpFailures *failures,
               int               node)
{
  if (failures->state == LP_GOAL_DOWN)
    return _(down_already[failures->goal]);

  return _(phrases[failures->goal][get_state_after (graph, failures, node)]);
}

/* Itself, or what it stands in. */
static gboolean
is_managed (const LpGraph *graph,
            int            node)
{
  for (; node >= 0; node = graph->nodes[node].parent)
    if (graph->nodes[node].managed)
      return TRUE;

  return FALSE;
}

static char *
describe (const LpGraph           *graph,
          const LpFailures *const *failures,
          int                      node)
{
  g_autofree char *name = lp_text_to_line (lp_element_get_name (graph->nodes[node].element),
                                           LP_TEXT_NAME);

  if (is_managed (graph, node))
    return g_strdup_printf (_("Somebody else keeps “%s” up."), name);

  if (graph->nodes[node].guards)
    return g_strdup_printf (_("“%s” is a set of rules where it stands, not a machine that could "
                              "fail by itself."), name);

  if (!graph->nodes[node].fails || failures[LP_GOAL_READ]->state == LP_GOAL_UNKNOWN)
    return NULL;

  /* Translators: a part, then what happens to reading and to writing. */
  return g_strdup_printf (_("If “%s” fails: %s, %s."), name,
                          describe_goal (graph, failures[LP_GOAL_READ], node),
                          describe_goal (graph, failures[LP_GOAL_WRITE], node));
}

static void
add (GStrvBuilder            *facts,
     const LpGraph           *graph,
     const LpFailures *const *failures,
     LpElement               *element)
{
  int node = lp_graph_find_element (graph, element);
  g_autofree char *fact = node >= 0 ? describe (graph, failures, node) : NULL;

  if (fact != NULL)
    g_strv_builder_add (facts, fact);
}

char **
lp_facts_list (const LpGraph           *graph,
               const LpFailures *const *failures,
               LpElement               *element)
{
  g_autoptr (GStrvBuilder) facts = g_strv_builder_new ();

  if (lp_element_get_kind (element) == LP_KIND_LINK)
    {
      add (facts, graph, failures, lp_link_get_from (element));
      if (lp_link_get_to (element) != lp_link_get_from (element))
        add (facts, graph, failures, lp_link_get_to (element));
    }
  else
    {
      add (facts, graph, failures, element);
    }

  return g_strv_builder_end (facts);
}
