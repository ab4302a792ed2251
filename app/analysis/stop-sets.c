/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/stop-sets.h"

#include <string.h>

#define UNKNOWN G_MAXUINT32

/* What to put back when the trial of a failure is over. */
typedef struct
{
  LpEventSet *set;
  LpEventSet  old;
} Change;

struct _LpStopSets
{
  const LpNeeds *needs;
  const LpOrder *order;
  LpEventSets    sets;
  gboolean       monotone;    /* More failures never stop less (lp_stop_sets_new()). */

  GArray        *events;      /* int: by number in the sets, which begin at 1, the node. */
  guint         *numbers;     /* By node, 0 for none yet. */
  LpEventSet    *up;          /* By node: what takes it down; UNKNOWN where nobody asked. */
  LpEventSet    *serve;       /* By gate. */
  LpEventSet    *pools;       /* By pool. */

  /* By number of an event: the nodes it takes down. NULL until the first trial. */
  guint         *victim_start;
  int           *victims;

  /* One trial. */
  guint          trial;       /* Its number: marks of other trials do not count. */
  guint         *downs;       /* By node: the last trial that took it down. */
  guint         *dirty;       /* By pool: the last trial that changed a target. */
  guint         *queued;      /* By place in the order. */
  guint          n_queue;
  guint         *queue;       /* A heap of places, the first on top. */
  GArray        *changes;     /* Change */
};

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
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (int));
  LpEventSet set = LP_EVENT_SET_NONE;
  gboolean sorted = TRUE;
  guint last = 0;

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
  if (self->up[node] == UNKNOWN)
    self->up[node] = make_up_set (self, node);

  return self->trial > 0 && self->downs[node] == self->trial ? LP_EVENT_SET_ALL : self->up[node];
}

/* The intersection of the sets of its targets. It may stop at @least where that is known to be
 * part of it; the first time all targets must be seen, so that it is known what takes them down. */
static LpEventSet
make_pool_set (LpStopSets *self,
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

/* From the sets of the pools as they are now. */
static LpEventSet
make_gate_set (LpStopSets *self,
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

static void
assign (LpStopSets *self,
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
    assign (self, &self->pools[pool], make_pool_set (self, pool, UNKNOWN));
}

/* Gates that need each other begin with everything and lose what does not stop them, round by
 * round. */
static void
solve_cycle (LpStopSets *self,
             guint       first,
             guint       end)
{
  gboolean changed;

  for (guint i = first; i < end; i++)
    assign (self, &self->serve[self->order->gates[i]], LP_EVENT_SET_ALL);

  do
    {
      changed = FALSE;
      for (guint i = first; i < end; i++)
        {
          guint gate = self->order->gates[i];
          LpEventSet set;

          make_pool_sets (self, gate);
          set = make_gate_set (self, gate);
          changed = changed || !lp_event_sets_equal (&self->sets, set, self->serve[gate]);
          assign (self, &self->serve[gate], set);
        }
    }
  while (changed);
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
      solve_cycle (self, first, end);
      return;
    }

  make_pool_sets (self, gate);
  assign (self, &self->serve[gate], make_gate_set (self, gate));
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
  self->numbers = g_new0 (guint, n_nodes);
  self->up = g_new (LpEventSet, n_nodes);
  memset (self->up, 0xff, n_nodes * sizeof (LpEventSet));
  self->serve = g_new (LpEventSet, needs->n_gates);
  self->pools = g_new (LpEventSet, needs->n_pools);

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
  g_free (self->numbers);
  g_free (self->up);
  g_free (self->serve);
  g_free (self->pools);
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
          guint32 cell = self->up[node] != UNKNOWN ? lp_event_set_get_list (self->up[node]) : 0;

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

/* The set of a gate of which some pools have changed. In what is monotone it has only grown by
 * what these gained. */
static LpEventSet
retry_gate (LpStopSets *self,
            guint       gate)
{
  gboolean grow = self->monotone && !has_standby (self->needs, gate);
  guint end = self->needs->gates[gate + 1].first_pool;
  LpEventSet set = self->serve[gate];

  for (guint pool = self->needs->gates[gate].first_pool; pool < end; pool++)
    if (self->dirty[pool] == self->trial)
      {
        LpEventSet least = self->monotone ? self->pools[pool] : LP_EVENT_SET_NONE;

        assign (self, &self->pools[pool], make_pool_set (self, pool, least));
        if (grow)
          set = lp_event_sets_unite (&self->sets, set, self->pools[pool]);
      }

  if (!grow)
    set = make_gate_set (self, gate);
  else if (self->needs->gates[gate].type == LP_GATE_COMPONENT && self->downs[gate] == self->trial)
    set = LP_EVENT_SET_ALL;

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

  solve_cycle (self, first, end);

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

      assign (self, &self->serve[gate], after);
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
