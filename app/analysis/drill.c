/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/drill.h"

typedef struct
{
  const LpNeeds *needs;
  const guint8  *failed;
  const guint8  *up;
  const guint   *level;
} Outcome;

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

/* A replica has nothing to write until it takes over. */
static gboolean
should_serve (const Outcome *outcome,
              guint          node)
{
  const LpGraphNode *n = &outcome->needs->graph->nodes[node];

  if (lp_kind_is_container (n->kind) || n->kind == LP_KIND_CLIENT)
    return FALSE;
  if (n->replica && outcome->needs->goal == LP_GOAL_WRITE)
    return FALSE;

  /* Others have something to serve when a request leads to or from them. */
  return lp_kind_is (n->kind, LP_TRAIT_SERVES) || is_on_requests (outcome->needs->graph, node);
}

/* Whether @node is a replica that has taken over from a primary. */
static gboolean
stands_in (const Outcome *outcome,
           guint          node)
{
  const LpNeeds *needs = outcome->needs;

  for (guint k = needs->user_start[node]; k < needs->user_start[node + 1]; k++)
    if (needs->pools[needs->users[k]].wants == LP_POOL_STANDBY &&
        !outcome->up[needs->pools[needs->users[k]].owner])
      return TRUE;

  return FALSE;
}

static LpState
find_state (const Outcome *outcome,
            guint          node)
{
  if (outcome->failed[node])
    return LP_STATE_FAILED;
  if (!outcome->up[node])
    return LP_STATE_DOWN;
  if (outcome->level[node] > 0 || stands_in (outcome, node))
    return LP_STATE_SERVING;

  return should_serve (outcome, node) ? LP_STATE_CUT_OFF : LP_STATE_UP;
}

static gboolean
has_what_it_wants (const Outcome *outcome,
                   const LpPool  *pool)
{
  for (guint i = pool->first_target; i < pool[1].first_target; i++)
    {
      int target = outcome->needs->targets[i].gate;

      if (pool->wants == LP_POOL_SERVE ? outcome->level[target] > 0 : outcome->up[target])
        return TRUE;
    }

  return FALSE;
}

/* Where a request goes on from @gate, which lacks something: a target that is up before one that
 * is not. */
static const LpTarget *
find_next (const Outcome *outcome,
           guint          gate,
           const guint8  *seen)
{
  const LpNeeds *needs = outcome->needs;
  const LpTarget *best = NULL;

  guint end = needs->gates[gate + 1].first_pool;

  for (guint k = needs->gates[gate].first_pool; k < end && best == NULL; k++)
    {
      const LpPool *pool = &needs->pools[k];

      if (pool->wants == LP_POOL_STANDBY || has_what_it_wants (outcome, pool))
        continue;

      for (guint i = pool->first_target; i < pool[1].first_target; i++)
        {
          const LpTarget *target = &needs->targets[i];

          if (target->gate >= (int) needs->graph->n_nodes || seen[target->gate])
            continue;
          if (best == NULL || (outcome->up[target->gate] && !outcome->up[best->gate]))
            best = target;
        }
    }

  return best;
}

static void
follow_request (LpDrill       *self,
                const Outcome *outcome)
{
  const LpNeeds *needs = outcome->needs;
  g_autofree guint8 *seen = g_new0 (guint8, needs->n_gates);
  GArray *links = g_array_new (FALSE, FALSE, sizeof (int));
  const LpTarget *next;
  guint gate;

  for (gate = needs->first_client; outcome->level[gate] > 0; gate++)
    ;
  self->stop = needs->clients[gate - needs->first_client];

  while ((next = find_next (outcome, gate, seen)) != NULL)
    {
      gate = self->stop = next->gate;
      seen[gate] = TRUE;
      g_array_append_val (links, next->link);
      if (!outcome->up[gate])
        break;
    }

  self->n_links = links->len;
  self->links = (int *) (gpointer) g_array_free (links, FALSE);
}

LpDrill *
lp_drill_new (const LpGraph *graph,
              LpGoal         goal,
              const int     *failed,
              guint          n_failed)
{
  LpDrill *self = g_new0 (LpDrill, 1);
  g_autoptr (LpNeeds) needs = lp_needs_new (graph, goal);
  g_autofree guint8 *has_failed = g_new0 (guint8, graph->n_nodes);
  g_autofree guint8 *up = g_new (guint8, graph->n_nodes);
  g_autofree guint *level = g_new (guint, needs->n_gates);
  Outcome outcome = { needs, has_failed, up, level };

  for (guint i = 0; i < n_failed; i++)
    has_failed[failed[i]] = TRUE;

  self->goal = goal;
  self->holds = lp_needs_solve (needs, has_failed, up, level);
  self->n_nodes = graph->n_nodes;
  self->states = g_new (LpState, graph->n_nodes);
  for (guint i = 0; i < graph->n_nodes; i++)
    self->states[i] = find_state (&outcome, i);
  for (guint i = 0; i < needs->n_clients; i++)
    if (self->states[needs->clients[i]] < LP_STATE_DOWN)
      self->states[needs->clients[i]] = level[needs->first_client + i] > 0 ? LP_STATE_SERVING
                                                                          : LP_STATE_CUT_OFF;

  self->stop = -1;
  if (!self->holds)
    follow_request (self, &outcome);

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

/* Depth first, so that each branch is followed to its end. The stack holds targets still to be
 * met. */
static void
follow_proof (const LpNeeds *needs,
              const guint   *level,
              guint          client,
              GArray        *links)
{
  g_autofree guint8 *seen = g_new0 (guint8, needs->n_gates);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (LpTarget));
  LpTarget start = { client, -1 };

  g_array_append_val (stack, start);
  while (stack->len > 0)
    {
      LpTarget at = g_array_index (stack, LpTarget, stack->len - 1);

      g_array_set_size (stack, stack->len - 1);
      if (at.link >= 0)
        g_array_append_val (links, at.link);
      if (at.gate < 0 || seen[at.gate])
        continue;
      seen[at.gate] = TRUE;

      for (guint k = needs->gates[at.gate + 1].first_pool; k-- > needs->gates[at.gate].first_pool;)
        {
          int target = lp_needs_choose (needs, k, level);
          LpTarget next;

          if (target < 0)
            continue;

          /* What need only be up is met, and asks for nothing itself. */
          next = needs->targets[target];
          if (needs->pools[k].wants != LP_POOL_SERVE)
            next.gate = -1;
          g_array_append_val (stack, next);
        }
    }
}

int *
lp_drill_dup_path (const LpGraph *graph,
                   LpGoal         goal,
                   int            client,
                   guint         *n_links)
{
  g_autoptr (LpNeeds) needs = lp_needs_new (graph, goal);
  g_autofree guint8 *up = g_new (guint8, graph->n_nodes);
  g_autofree guint *level = g_new (guint, needs->n_gates);
  GArray *links;
  guint i;

  lp_needs_solve (needs, NULL, up, level);
  for (i = 0; i < needs->n_clients && needs->clients[i] != client; i++)
    ;

  *n_links = 0;
  if (i == needs->n_clients || level[needs->first_client + i] == 0)
    return NULL;

  links = g_array_new (FALSE, FALSE, sizeof (int));
  follow_proof (needs, level, needs->first_client + i, links);
  *n_links = links->len;

  return (int *) (gpointer) g_array_free (links, FALSE);
}
