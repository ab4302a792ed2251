/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/stop-sets-private.h"

static int
compare_numbers (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  const guint *numbers = data;
  guint i = numbers[*(const int *) a];
  guint j = numbers[*(const int *) b];

  return i < j ? -1 : i > j;
}

/* Numbers are given when first asked for, deepest component first, so that lists grow at their
 * heads. */
static LpEventSet
make_up_set (LpStopSets *self,
             int         node)
{
  GArray *events = self->scratch;
  LpEventSet set = LP_EVENT_SET_NONE;
  gboolean sorted = TRUE;
  guint last = 0;

  g_array_set_size (events, 0);
  lp_needs_list_events (self->needs, node, events);
  for (guint i = 0; i < events->len; i++)
    {
      int event = g_array_index (events, int, i);

      if (self->numbers[event] == 0)
        {
          g_array_append_val (self->events, event);
          self->numbers[event] = self->events->len - 1;
        }
      sorted = sorted && self->numbers[event] > last;
      last = self->numbers[event];
    }

  if (!sorted)
    g_array_sort_with_data (events, compare_numbers, self->numbers);
  for (guint i = 0; i < events->len; i++)
    set = lp_event_sets_add (&self->sets, set, self->numbers[g_array_index (events, int, i)]);

  return set;
}

static LpEventSet
get_up_set (LpStopSets *self,
            int         node)
{
  if (self->up[node] == LP_STOP_SETS_UNKNOWN)
    self->up[node] = make_up_set (self, node);

  return self->trial > 0 && self->downs[node] == self->trial ? LP_EVENT_SET_ALL : self->up[node];
}

LpEventSet
lp_stop_sets_make_pool (LpStopSets *self,
                        guint       number,
                        LpEventSet  least)
{
  const LpPool *pool = &self->needs->pools[number];
  LpEventSet set = LP_EVENT_SET_ALL;

  for (guint i = pool->first_target; i < pool[1].first_target; i++)
    {
      int target = self->needs->targets[i].gate;
      LpEventSet own = pool->wants == LP_POOL_SERVE ? self->serve[target]
                                                    : get_up_set (self, target);

      set = lp_event_sets_intersect (&self->sets, set, own);
      if (set == least)
        break;
    }

  return set;
}

/* Halves instead of one after the other: a gate may have thousands of pools. */
static LpEventSet
unite_pools (LpStopSets *self,
             guint       first,
             guint       end)
{
  guint middle = first + (end - first) / 2;

  if (first == end)
    return LP_EVENT_SET_NONE;
  if (end - first > 1)
    return lp_event_sets_unite (&self->sets,
                                unite_pools (self, first, middle),
                                unite_pools (self, middle, end));

  if (self->needs->pools[first].wants == LP_POOL_STANDBY)
    return LP_EVENT_SET_NONE;

  return self->pools[first];
}

/* The pool of replicas that take over is the last one of its gate. */
static gboolean
has_standby (const LpNeeds *needs,
             guint          gate)
{
  guint end = needs->gates[gate + 1].first_pool;

  return end > needs->gates[gate].first_pool && needs->pools[end - 1].wants == LP_POOL_STANDBY;
}

LpEventSet
lp_stop_sets_make_gate (LpStopSets *self,
                        guint       gate)
{
  guint end = self->needs->gates[gate + 1].first_pool;
  LpEventSet set, up, standby;

  if (self->needs->gates[gate].type == LP_GATE_NEVER)
    return LP_EVENT_SET_ALL;

  set = unite_pools (self, self->needs->gates[gate].first_pool, end);
  if (self->needs->gates[gate].type == LP_GATE_GROUP)
    return set;

  up = get_up_set (self, gate);
  if (!has_standby (self->needs, gate))
    return lp_event_sets_unite (&self->sets, set, up);

  /* While it is up its own pools count, while it is down only the replicas. */
  standby = lp_event_sets_intersect (&self->sets, up, self->pools[end - 1]);
  set = lp_event_sets_subtract (&self->sets, set, up);

  return lp_event_sets_unite (&self->sets, set, standby);
}

void
lp_stop_sets_assign (LpStopSets *self,
                     LpEventSet *set,
                     LpEventSet  value)
{
  if (self->trial > 0)
    {
      Change change = { set, *set };

      g_array_append_val (self->changes, change);
    }

  *set = value;
}

static void
make_pool_sets (LpStopSets *self,
                guint       gate)
{
  guint end = self->needs->gates[gate + 1].first_pool;

  for (guint pool = self->needs->gates[gate].first_pool; pool < end; pool++)
    lp_stop_sets_assign (self, &self->pools[pool],
                         lp_stop_sets_make_pool (self, pool, LP_STOP_SETS_UNKNOWN));
}

/* Solves again the gate at @place of a cycle. If it changed, those in the cycle that use it are
 * stale. */
static void
refresh_gate (LpStopSets *self,
              guint       place)
{
  guint gate = self->order->gates[place];
  LpEventSet set;

  self->stale[place] = FALSE;
  make_pool_sets (self, gate);
  set = lp_stop_sets_make_gate (self, gate);
  if (lp_event_sets_equal (&self->sets, set, self->serve[gate]))
    return;

  lp_stop_sets_assign (self, &self->serve[gate], set);
  for (guint k = self->needs->user_start[gate]; k < self->needs->user_start[gate + 1]; k++)
    {
      guint user = self->order->positions[self->needs->pools[self->needs->users[k]].owner];

      if (user != G_MAXUINT && self->order->groups[user] == self->order->groups[place])
        self->stale[user] = TRUE;
    }
}

/* Gates that need each other begin with everything and lose what does not stop them. They are gone
 * through to and fro, since what stands alone at one end may matter at the other. */
void
lp_stop_sets_solve_cycle (LpStopSets *self,
                          guint       first,
                          guint       end)
{
  gboolean changed = TRUE;

  for (guint i = first; i < end; i++)
    {
      lp_stop_sets_assign (self, &self->serve[self->order->gates[i]], LP_EVENT_SET_ALL);
      self->stale[i] = TRUE;
    }

  for (gboolean backwards = FALSE; changed; backwards = !backwards)
    {
      changed = FALSE;
      for (guint k = 0; k < end - first; k++)
        {
          guint place = backwards ? end - 1 - k : first + k;

          if (self->stale[place])
            {
              changed = TRUE;
              refresh_gate (self, place);
            }
        }
    }
}

static void
solve_group (LpStopSets *self,
             guint       group)
{
  guint first = self->order->group_start[group];
  guint end = self->order->group_start[group + 1];
  guint gate = self->order->gates[first];

  if (end - first > 1)
    {
      lp_stop_sets_solve_cycle (self, first, end);
      return;
    }

  make_pool_sets (self, gate);
  lp_stop_sets_assign (self, &self->serve[gate], lp_stop_sets_make_gate (self, gate));
}

LpStopSets *
lp_stop_sets_new (const LpNeeds *needs,
                  const LpOrder *order)
{
  LpStopSets *self = g_new0 (LpStopSets, 1);
  guint n_nodes = needs->graph->n_nodes;
  int nobody = -1;

  self->needs = needs;
  self->order = order;
  lp_event_sets_init (&self->sets);
  self->events = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_append_val (self->events, nobody);
  self->scratch = g_array_new (FALSE, FALSE, sizeof (int));
  self->numbers = g_new0 (guint, n_nodes);
  self->up = g_new (LpEventSet, n_nodes);
  for (guint i = 0; i < n_nodes; i++)
    self->up[i] = LP_STOP_SETS_UNKNOWN;
  self->serve = g_new (LpEventSet, needs->n_gates);
  self->pools = g_new (LpEventSet, needs->n_pools);
  self->stale = g_new (guint8, order->n_gates);

  for (guint group = 0; group < order->n_groups; group++)
    solve_group (self, group);

  /* The one thing that gets better when something fails: a primary that is up but lacks what it
   * needs, and goes down, so that a replica takes over. */
  self->monotone = TRUE;
  for (guint i = 0; i < order->n_gates; i++)
    {
      const LpGate *gate = &needs->gates[order->gates[i]];

      if (has_standby (needs, order->gates[i]) && gate[1].first_pool - gate->first_pool > 1)
        self->monotone = FALSE;
    }

  return self;
}

void
lp_stop_sets_free (LpStopSets *self)
{
  if (self == NULL)
    return;

  lp_event_sets_clear (&self->sets);
  g_array_unref (self->events);
  g_array_unref (self->scratch);
  g_free (self->numbers);
  g_free (self->up);
  g_free (self->serve);
  g_free (self->pools);
  g_free (self->stale);
  g_free (self->victim_start);
  g_free (self->victims);
  g_free (self->downs);
  g_free (self->dirty);
  g_free (self->queued);
  g_free (self->queue);
  g_clear_pointer (&self->changes, g_array_unref);
  g_free (self);
}

gboolean
lp_stop_sets_goal_holds (const LpStopSets *self)
{
  for (guint i = 0; i < self->needs->n_clients; i++)
    if (lp_event_set_is_open (self->serve[self->needs->first_client + i]))
      return FALSE;

  return TRUE;
}

void
lp_stop_sets_foreach (const LpStopSets *self,
                      void            (*found) (int       event,
                                                gpointer  data),
                      gpointer          data)
{
  g_autofree guint8 *seen_cells = g_new0 (guint8, self->sets.n_cells);
  g_autofree guint8 *seen = g_new0 (guint8, self->events->len);

  /* Lists share their ends: one that was seen from a cell on needs no second look. */
  for (guint i = 0; i < self->needs->n_clients; i++)
    for (guint32 cell = lp_event_set_get_list (self->serve[self->needs->first_client + i]);
         cell != 0 && !seen_cells[cell];
         cell = self->sets.cells[cell].rest)
      {
        guint32 event = self->sets.cells[cell].event;

        seen_cells[cell] = TRUE;
        if (!seen[event])
          found (g_array_index (self->events, int, event), data);
        seen[event] = TRUE;
      }
}

