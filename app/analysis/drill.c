/* SPDX-License-Identifier: MIT */
/* drill.c: the formula in one state, in words for each node. */
#include "config.h"

#include "analysis/drill.h"

#include "analysis/stop.h"

static gboolean
is_on_requests (const LpGraph *graph,
                guint          node)
{
  const guint *starts[] = { graph->out_start, graph->in_start };
  const guint *lists[] = { graph->out, graph->in };

  for (guint side = 0; side < G_N_ELEMENTS (lists); side++)
    for (guint k = starts[side][node]; k < starts[side][node + 1]; k++)
      {
        LpFlow flow = graph->links[lists[side][k]].flow;

        if (flow == LP_FLOW_REQUEST || flow == LP_FLOW_QUERY)
          return TRUE;
      }

  return FALSE;
}

/* Others have something to serve when a request leads to or from them. What is only in line passes
 * on what it gets. */
static gboolean
should_serve (const LpFormula *formula,
              guint            node)
{
  const LpGraphNode *n = &formula->graph->nodes[node];

  if (lp_kind_is_container (n->kind) || formula->conversations->relays[node])
    return FALSE;

  return lp_kind_is (n->kind, LP_TRAIT_SERVES) || is_on_requests (formula->graph, node);
}

/* A replica has nothing to write until it takes over: then somebody is served by it. */
static gboolean
is_standby (const LpFormula *formula,
            const guint8    *values,
            guint            node)
{
  const LpConversations *conversations = formula->conversations;

  if (formula->goal != LP_GOAL_WRITE || !formula->graph->nodes[node].replica)
    return FALSE;

  for (guint i = 0; i < conversations->n; i++)
    if (conversations->list[i].to == (int) node && formula->options[i].target >= 0 &&
        values[formula->options[i].some])
      return FALSE;

  return TRUE;
}

static LpState
judge (const LpFormula *formula,
       const guint8    *values,
       const guint8    *failed,
       guint            node)
{
  const LpServing *service = &formula->services[node];
  const LpGraphNode *n = &formula->graph->nodes[node];

  if (failed[node])
    return LP_STATE_FAILED;
  if (!values[service->alive])
    return LP_STATE_DOWN;
  if (n->kind == LP_KIND_DATABASE && n->replica && formula->goal == LP_GOAL_WRITE)
    return is_standby (formula, values, node) ? LP_STATE_UP : LP_STATE_SERVING;
  if (n->kind != LP_KIND_CLIENT && !should_serve (formula, node))
    return LP_STATE_UP;
  if (!values[service->some])
    return LP_STATE_CUT_OFF;

  return values[service->every] ? LP_STATE_SERVING : LP_STATE_PART;
}

/* What the first visitor that gets nothing meets. */
static void
trace (LpDrill         *self,
       const LpFormula *formula,
       const guint8    *values)
{
  self->stop = -1;
  for (guint i = 0; i < formula->n_visitors; i++)
    if (!values[formula->services[formula->visitors[i]].some])
      {
        self->links = lp_stop_trace (formula, values, formula->visitors[i], &self->n_links,
                                     &self->stop);
        return;
      }
}

LpDrill *
lp_drill_new (const LpGraph *graph,
              LpGoal         goal,
              const int     *failed,
              guint          n_failed)
{
  LpDrill *self = g_new0 (LpDrill, 1);
  g_autoptr (LpFormula) formula = lp_formula_new_for_drill (lp_conversations_get (graph), goal);
  g_autofree guint8 *values = g_new (guint8, formula->terms->len);
  g_autofree guint8 *is_failed = g_new0 (guint8, graph->n_nodes + 1);

  for (guint i = 0; i < n_failed; i++)
    is_failed[failed[i]] = TRUE;
  lp_formula_evaluate (formula, is_failed, values);

  self->goal = goal;
  self->n_nodes = graph->n_nodes;
  self->state = formula->known ? lp_goal_get_state (formula, values) : LP_GOAL_UNKNOWN;
  self->holds = self->state >= LP_GOAL_PART;
  self->states = g_new (LpState, graph->n_nodes);
  for (guint i = 0; i < graph->n_nodes; i++)
    self->states[i] = judge (formula, values, is_failed, i);
  trace (self, formula, values);

  return self;
}

void
lp_drill_free (LpDrill *self)
{
  if (self == NULL)
    return;

  g_free (self->states);
  g_free (self->links);
  g_free (self);
}

int *
lp_drill_dup_path (const LpGraph *graph,
                   LpGoal         goal,
                   int            client,
                   guint         *n_links)
{
  const LpFormula *formula = lp_formula_of_graph (graph, goal);
  g_autofree guint8 *values = g_new (guint8, formula->terms->len);

  *n_links = 0;
  lp_formula_evaluate (formula, NULL, values);
  if (graph->nodes[client].kind != LP_KIND_CLIENT || !values[formula->services[client].some])
    return NULL;

  return lp_stop_trace (formula, values, client, n_links, NULL);
}
