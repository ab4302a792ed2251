/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/stop-sets-private.h"

/* A gate with more pools than this gets what they gained added instead of all of them united. */
#define FEW_POOLS 4

/* Which nodes each event takes down, of those whose being up matters. */
static void
index_victims (LpStopSets *self)
{
  guint n_events = self->events->len;

  self->victim_start = g_new0 (guint, n_events + 2);
  for (int pass = 0; pass <= 1; pass++)
    {
      for (guint node = 0; node < self->needs->graph->n_nodes; node++)
        {
          guint32 cell = 0;

          if (self->up[node] != LP_STOP_SETS_UNKNOWN)
            cell = lp_event_set_get_list (self->up[node]);
          for (; cell != 0; cell = self->sets.cells[cell].rest)
            if (pass == 0)
              self->victim_start[self->sets.cells[cell].event + 2]++;
            else
              self->victims[self->victim_start[self->sets.cells[cell].event + 1]++] = node;
        }

      for (guint i = 2; pass == 0 && i < n_events + 2; i++)
        self->victim_start[i] += self->victim_start[i - 1];
      if (pass == 0)
        self->victims = g_new (int, self->victim_start[n_events + 1]);
    }
}

static void
prepare_trials (LpStopSets *self)
{
  index_victims (self);
  self->downs = g_new0 (guint, self->needs->graph->n_nodes);
  self->dirty = g_new0 (guint, self->needs->n_pools);
  self->queued = g_new0 (guint, self->order->n_gates);
  self->queue = g_new (guint, self->order->n_gates);
  self->changes = g_array_new (FALSE, FALSE, sizeof (Change));
}

static void
push (LpStopSets *self,
      guint       gate)
{
  guint place = self->order->positions[gate];
  guint i;

  if (place == G_MAXUINT || self->queued[place] == self->trial)
    return;

  self->queued[place] = self->trial;
  for (i = self->n_queue++; i > 0 && self->queue[(i - 1) / 2] > place; i = (i - 1) / 2)
    self->queue[i] = self->queue[(i - 1) / 2];
  self->queue[i] = place;
}

static guint
pop (LpStopSets *self)
{
  guint top = self->queue[0];
  guint last = self->queue[--self->n_queue];
  guint i = 0;

  for (guint child = 1; child < self->n_queue; child = 2 * i + 1)
    {
      if (child + 1 < self->n_queue && self->queue[child + 1] < self->queue[child])
        child++;
      if (self->queue[child] >= last)
        break;
      self->queue[i] = self->queue[child];
      i = child;
    }
  self->queue[i] = last;

  return top;
}

/* Calls for the pools of @gate's users that want it as @wants says. */
static void
touch_users (LpStopSets *self,
             guint       gate,
             gboolean    serves)
{
  for (guint k = self->needs->user_start[gate]; k < self->needs->user_start[gate + 1]; k++)
    {
      guint pool = self->needs->users[k];

      if ((self->needs->pools[pool].wants == LP_POOL_SERVE) != serves)
        continue;

      self->dirty[pool] = self->trial;
      push (self, self->needs->pools[pool].owner);
    }
}

/* Makes the sets of the pools of @gate again of which a target has changed. Returns whether any
 * has. */
static gboolean
retry_pools (LpStopSets *self,
             guint       gate)
{
  guint end = self->needs->gates[gate + 1].first_pool;
  gboolean changed = FALSE;

  for (guint pool = self->needs->gates[gate].first_pool; pool < end; pool++)
    if (self->dirty[pool] == self->trial)
      {
        LpEventSet least = self->monotone ? self->pools[pool] : LP_EVENT_SET_NONE;
        LpEventSet set = lp_stop_sets_make_pool (self, pool, least);

        if (set == self->pools[pool])
          {
            self->dirty[pool] = 0;
            continue;
          }

        lp_stop_sets_assign (self, &self->pools[pool], set);
        changed = TRUE;
      }

  return changed;
}

/* The set of a gate of which some pools have changed. In what is monotone it has grown by what
 * these gained, which is quicker to add where there are many pools. */
static LpEventSet
retry_gate (LpStopSets *self,
            guint       gate)
{
  guint first = self->needs->gates[gate].first_pool;
  guint end = self->needs->gates[gate + 1].first_pool;
  gboolean down = self->needs->gates[gate].type == LP_GATE_COMPONENT &&
                  self->downs[gate] == self->trial;
  LpEventSet set = self->serve[gate];

  if (!retry_pools (self, gate) && !down)
    return set;
  if (end - first <= FEW_POOLS || !self->monotone)
    return lp_stop_sets_make_gate (self, gate);
  if (down)
    return LP_EVENT_SET_ALL;

  for (guint pool = first; pool < end; pool++)
    if (self->dirty[pool] == self->trial)
      set = lp_event_sets_unite (&self->sets, set, self->pools[pool]);

  return set;
}

static void
retry_cycle (LpStopSets *self,
             guint       group)
{
  guint first = self->order->group_start[group];
  guint end = self->order->group_start[group + 1];
  g_autofree LpEventSet *old = g_new (LpEventSet, end - first);

  for (guint i = first; i < end; i++)
    {
      old[i - first] = self->serve[self->order->gates[i]];
      self->queued[i] = self->trial;
    }

  lp_stop_sets_solve_cycle (self, first, end);

  for (guint i = first; i < end; i++)
    if (!lp_event_sets_equal (&self->sets, old[i - first], self->serve[self->order->gates[i]]))
      touch_users (self, self->order->gates[i], TRUE);
}

static void
report_client (LpStopSets *self,
               LpEventSet  before,
               LpEventSet  after,
               void      (*found) (int       event,
                                   gpointer  data),
               gpointer    data)
{
  LpEventSet gained = lp_event_sets_subtract (&self->sets, after, before);

  g_return_if_fail (!lp_event_set_is_open (gained));

  for (guint32 cell = lp_event_set_get_list (gained); cell != 0; cell = self->sets.cells[cell].rest)
    found (g_array_index (self->events, int, self->sets.cells[cell].event), data);
}

static void
run_trial (LpStopSets *self,
           void      (*found) (int       event,
                               gpointer  data),
           gpointer    data)
{
  guint solved = G_MAXUINT;

  while (self->n_queue > 0)
    {
      guint place = pop (self);
      guint gate = self->order->gates[place];
      guint group = self->order->groups[place];
      LpEventSet before = self->serve[gate];
      LpEventSet after;

      if (self->order->group_start[group + 1] - self->order->group_start[group] > 1)
        {
          if (group != solved)
            retry_cycle (self, group);
          solved = group;
          continue;
        }

      after = retry_gate (self, gate);
      if (lp_event_sets_equal (&self->sets, before, after))
        continue;

      lp_stop_sets_assign (self, &self->serve[gate], after);
      if (gate >= self->needs->first_client)
        report_client (self, before, after, found, data);
      else
        touch_users (self, gate, TRUE);
    }
}

void
lp_stop_sets_foreach_after (LpStopSets *self,
                            int         failed,
                            void      (*found) (int       event,
                                                gpointer  data),
                            gpointer    data)
{
  guint event = self->numbers[failed];
  guint32 n_cells = self->sets.n_cells;

  if (event == 0)
    return;
  if (self->victim_start == NULL)
    prepare_trials (self);

  self->trial++;
  for (guint k = self->victim_start[event]; k < self->victim_start[event + 1]; k++)
    {
      self->downs[self->victims[k]] = self->trial;
      push (self, self->victims[k]);
      touch_users (self, self->victims[k], FALSE);
    }

  run_trial (self, found, data);

  while (self->changes->len > 0)
    {
      Change *change = &g_array_index (self->changes, Change, self->changes->len - 1);

      *change->set = change->old;
      g_array_set_size (self->changes, self->changes->len - 1);
    }
  self->sets.n_cells = n_cells;
}
