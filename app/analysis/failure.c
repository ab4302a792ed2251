/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/failure.h"

#include <stdlib.h>

#include "analysis/order.h"
#include "analysis/stop-sets.h"

/* The search for pairs. A pair that takes the goal down meets every set of parts that is enough
 * for the goal, so that one of the two is in the proof. */
typedef struct
{
  LpFailures *failures;
  GArray     *pairs;        /* LpFatalPair */
  guint       max_pairs;
  guint8     *is_spof;      /* By node. */
  guint8     *in_proof;     /* By node: one set of events that is enough for the goal. */
  int         failed;       /* The part that is being tried. */
  int        *partner_of;   /* By node: the last part that it was found to be fatal with. */
} Search;

static void
add_spof_cb (int      event,
             gpointer data)
{
  GArray *spofs = data;

  g_array_append_val (spofs, event);
}

static int
compare_ints (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const LpFatalPair *p = a;
  const LpFatalPair *q = b;

  return p->first != q->first ? p->first - q->first : p->second - q->second;
}

static void
find_spofs (LpFailures       *self,
            const LpStopSets *sets)
{
  GArray *spofs = g_array_new (FALSE, FALSE, sizeof (int));

  lp_stop_sets_foreach (sets, add_spof_cb, spofs);
  g_array_sort (spofs, compare_ints);
  self->n_spofs = spofs->len;
  self->spofs = (int *) (gpointer) g_array_free (spofs, FALSE);
}

static void
mark_events (const LpNeeds *needs,
             int            node,
             GArray        *events,
             guint8        *marks)
{
  g_array_set_size (events, 0);
  lp_needs_list_events (needs, node, events);
  for (guint i = 0; i < events->len; i++)
    marks[g_array_index (events, int, i)] = TRUE;
}

/* Follows one target of each pool from the clients on and marks all that must be up for these. */
static void
find_proof (const LpNeeds *needs,
            guint8        *marks)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree guint8 *up = g_new (guint8, needs->graph->n_nodes);
  g_autofree guint *level = g_new (guint, needs->n_gates);
  g_autofree guint8 *seen = g_new0 (guint8, needs->n_gates);
  g_autofree guint *queue = g_new (guint, needs->n_gates);
  guint n = 0;

  lp_needs_solve (needs, NULL, up, level);
  for (guint i = 0; i < needs->n_clients; i++)
    queue[n++] = needs->first_client + i;

  for (guint i = 0; i < n; i++)
    {
      const LpGate *gate = &needs->gates[queue[i]];

      if (gate->type == LP_GATE_COMPONENT)
        mark_events (needs, queue[i], events, marks);

      for (guint k = gate->first_pool; k < gate[1].first_pool; k++)
        {
          int chosen = lp_needs_choose (needs, k, level);
          int target = chosen >= 0 ? needs->targets[chosen].gate : -1;

          if (target >= 0 && needs->pools[k].wants == LP_POOL_UP)
            mark_events (needs, target, events, marks);
          else if (target >= 0 && !seen[target])
            {
              seen[target] = TRUE;
              queue[n++] = target;
            }
        }
    }
}

static void
add_partner_cb (int      event,
                gpointer data)
{
  Search *self = data;
  LpFatalPair pair = { MIN (event, self->failed), MAX (event, self->failed) };

  if (event == self->failed || self->is_spof[event] || self->partner_of[event] == self->failed)
    return;
  self->partner_of[event] = self->failed;

  /* Both in the proof: it was found from the other side. */
  if (self->in_proof[event] && event < self->failed)
    return;

  if (self->pairs->len < self->max_pairs)
    g_array_append_val (self->pairs, pair);
  else
    self->failures->complete = FALSE;
}

static void
find_pairs (LpFailures    *self,
            const LpNeeds *needs,
            LpStopSets    *sets,
            guint          max_pairs,
            GCancellable  *cancellable)
{
  guint n_nodes = needs->graph->n_nodes;
  g_autofree guint8 *is_spof = g_new0 (guint8, n_nodes);
  g_autofree guint8 *in_proof = g_new0 (guint8, n_nodes);
  g_autofree int *partner_of = lp_graph_new_numbers (n_nodes);
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (LpFatalPair));
  Search search = { self, pairs, max_pairs, is_spof, in_proof, -1, partner_of };

  for (guint i = 0; i < self->n_spofs; i++)
    is_spof[self->spofs[i]] = TRUE;
  find_proof (needs, in_proof);

  self->complete = TRUE;
  for (guint i = 0; i < n_nodes && self->complete; i++)
    if (in_proof[i] && !is_spof[i])
      {
        search.failed = i;
        self->complete = !g_cancellable_is_cancelled (cancellable);
        if (self->complete)
          lp_stop_sets_foreach_after (sets, i, add_partner_cb, &search);
      }

  g_array_sort (pairs, compare_pairs);
  self->n_pairs = pairs->len;
  self->pairs = (LpFatalPair *) (gpointer) g_array_free (pairs, FALSE);
}

LpFailures *
lp_failures_new (const LpGraph *graph,
                 LpGoal         goal,
                 guint          max_pairs,
                 GCancellable  *cancellable)
{
  LpFailures *self = g_new0 (LpFailures, 1);
  g_autoptr (LpNeeds) needs = lp_needs_new (graph, goal);
  g_autoptr (LpOrder) order = lp_order_new (needs);
  g_autoptr (LpStopSets) sets = lp_stop_sets_new (needs, order);

  self->goal = goal;
  self->holds = lp_stop_sets_goal_holds (sets);
  if (!self->holds)
    return self;

  find_spofs (self, sets);
  if (max_pairs > 0)
    find_pairs (self, needs, sets, max_pairs, cancellable);

  return self;
}

void
lp_failures_free (LpFailures *self)
{
  if (self == NULL)
    return;

  g_free (self->spofs);
  g_free (self->pairs);
  g_free (self);
}

gboolean
lp_failures_has_spof (const LpFailures *self,
                      int               node)
{
  return self->n_spofs > 0 &&
         bsearch (&node, self->spofs, self->n_spofs, sizeof (int), compare_ints) != NULL;
}
