/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/fault-tree.h"

typedef struct
{
  LpFaultTree   *tree;
  const LpNeeds *needs;
  const LpOrder *order;
  guint         *uses;          /* By node: how many nodes that matter it takes down. */
  int           *event_terms;   /* By node, -1 for none yet. */
  int           *up_terms;
  guint          n_slots;       /* A power of two. */
  int           *slots;         /* Terms by what is below them; -1 is free. */
  GArray        *events;        /* int: those of one node. */
} Builder;

static guint
append_term (LpFaultTree *self,
             LpTermType   type,
             int          number)
{
  LpTerm term = { type, number, -1, self->below->len, 0, FALSE };

  g_array_append_val (self->terms, term);

  return self->terms->len - 1;
}

static void
set_below (LpFaultTree *self,
           guint        term,
           GArray      *below)
{
  lp_fault_tree_get_term (self, term)->first_below = self->below->len;
  lp_fault_tree_get_term (self, term)->n_below = below->len;
  g_array_append_vals (self->below, below->data, below->len);
}

static int
compare_terms (gconstpointer a,
               gconstpointer b)
{
  guint i = *(const guint *) a;
  guint j = *(const guint *) b;

  return i < j ? -1 : i > j;
}

static void
sort_and_drop_doubles (GArray *terms)
{
  guint n = 0;

  g_array_sort (terms, compare_terms);
  for (guint i = 0; i < terms->len; i++)
    if (n == 0 || g_array_index (terms, guint, i) != g_array_index (terms, guint, n - 1))
      g_array_index (terms, guint, n++) = g_array_index (terms, guint, i);
  g_array_set_size (terms, n);
}

static gboolean
is_same (const LpFaultTree *self,
         guint              term,
         LpTermType         type,
         GArray            *below)
{
  const LpTerm *t = lp_fault_tree_get_term (self, term);

  if (t->type != type || t->n_below != below->len)
    return FALSE;

  for (guint i = 0; i < below->len; i++)
    if (g_array_index (self->below, guint, t->first_below + i) != g_array_index (below, guint, i))
      return FALSE;

  return TRUE;
}

/* The term over @below, which is one where it is asked for twice: two web servers with the same
 * application servers share one module. A term over one other is that other. */
static guint
share_term (Builder    *self,
            LpTermType  type,
            GArray     *below)
{
  guint hash = 2166136261u + type;
  guint slot;

  if (below->len == 1)
    return g_array_index (below, guint, 0);

  for (guint i = 0; i < below->len; i++)
    hash = (hash ^ g_array_index (below, guint, i)) * 16777619u;

  for (slot = (hash ^ hash >> 15) & (self->n_slots - 1);
       self->slots[slot] >= 0;
       slot = (slot + 1) & (self->n_slots - 1))
    if (is_same (self->tree, self->slots[slot], type, below))
      return self->slots[slot];

  self->slots[slot] = append_term (self->tree, type, -1);
  set_below (self->tree, self->slots[slot], below);

  return self->slots[slot];
}

static guint
get_event_term (Builder *self,
                int      node)
{
  if (self->event_terms[node] < 0)
    self->event_terms[node] = append_term (self->tree, LP_TERM_EVENT, node);

  return self->event_terms[node];
}

/* Containers first. Events that take down nothing else make a term, and so a module, of their
 * own. */
static guint
get_up_term (Builder *self,
             int      node)
{
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) own = NULL;

  if (self->up_terms[node] >= 0)
    return self->up_terms[node];

  all = g_array_new (FALSE, FALSE, sizeof (guint));
  own = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_set_size (self->events, 0);
  lp_needs_list_events (self->needs, node, self->events);
  for (guint i = 0; i < self->events->len; i++)
    {
      int event = g_array_index (self->events, int, i);
      guint term = get_event_term (self, event);

      g_array_append_val (self->uses[event] == 1 ? own : all, term);
    }

  if (own->len > 0)
    {
      guint term = share_term (self, LP_TERM_ALL, own);

      g_array_append_val (all, term);
    }
  self->up_terms[node] = share_term (self, LP_TERM_ALL, all);

  return self->up_terms[node];
}

static guint
get_target_term (Builder      *self,
                 const LpPool *pool,
                 guint         target)
{
  int gate = self->needs->targets[target].gate;

  return pool->wants == LP_POOL_SERVE ? self->order->positions[gate] : get_up_term (self, gate);
}

/* @cycle is that of the owner, or -1: what is part of a cycle is shared with nobody. */
static guint
get_pool_term (Builder *self,
               guint    number,
               int      cycle)
{
  const LpPool *pool = &self->needs->pools[number];
  g_autoptr (GArray) below = g_array_new (FALSE, FALSE, sizeof (guint));
  guint term;

  for (guint i = pool->first_target; i < pool[1].first_target; i++)
    {
      term = get_target_term (self, pool, i);
      g_array_append_val (below, term);
    }
  sort_and_drop_doubles (below);

  if (cycle < 0 || pool->wants != LP_POOL_SERVE)
    return share_term (self, LP_TERM_ANY, below);

  term = append_term (self->tree, LP_TERM_ANY, -1);
  set_below (self->tree, term, below);
  lp_fault_tree_get_term (self->tree, term)->cycle = cycle;

  return term;
}

/* Turns @below, the pools of a gate, into what it is together with its replicas. Without pools it
 * does not matter whether it or a replica is up. */
static void
add_standby (Builder *self,
             guint    term,
             GArray  *below,
             guint    up,
             guint    standby)
{
  LpTerm *t = lp_fault_tree_get_term (self->tree, term);
  guint parts[] = { up, standby, standby };
  guint n_parts = 2;

  t->type = LP_TERM_ANY;
  if (below->len > 0)
    {
      t->type = LP_TERM_TAKEOVER;
      self->tree->monotone = FALSE;
      parts[1] = append_term (self->tree, LP_TERM_ALL, -1);
      set_below (self->tree, parts[1], below);
      lp_fault_tree_get_term (self->tree, parts[1])->cycle =
        lp_fault_tree_get_term (self->tree, term)->cycle;
      n_parts = 3;
    }

  g_array_set_size (below, 0);
  g_array_append_vals (below, parts, n_parts);
}

static void
fill_gate (Builder *self,
           guint    term,
           int      cycle)
{
  guint gate = self->order->gates[term];
  LpGateType type = self->needs->gates[gate].type;
  guint end = self->needs->gates[gate + 1].first_pool;
  g_autoptr (GArray) pools = g_array_new (FALSE, FALSE, sizeof (guint));
  guint up = type == LP_GATE_COMPONENT ? get_up_term (self, gate) : 0;
  int standby = -1;

  lp_fault_tree_get_term (self->tree, term)->cycle = cycle;
  if (type == LP_GATE_NEVER)
    lp_fault_tree_get_term (self->tree, term)->type = LP_TERM_ANY;

  for (guint k = self->needs->gates[gate].first_pool; k < end; k++)
    {
      guint pool = get_pool_term (self, k, cycle);

      if (self->needs->pools[k].wants == LP_POOL_STANDBY)
        standby = pool;
      else
        g_array_append_val (pools, pool);
    }

  sort_and_drop_doubles (pools);
  if (standby >= 0)
    add_standby (self, term, pools, up, standby);
  else if (type == LP_GATE_COMPONENT)
    g_array_prepend_val (pools, up);
  set_below (self->tree, term, pools);
}

/* Appends to @outside what @term of a cycle needs that is not part of it. */
static void
list_outside (Builder *self,
              guint    term,
              GArray  *outside)
{
  LpTerm t = *lp_fault_tree_get_term (self->tree, term);

  for (guint i = 0; i < t.n_below; i++)
    {
      guint below = g_array_index (self->tree->below, guint, t.first_below + i);

      if (lp_fault_tree_get_term (self->tree, below)->cycle != t.cycle)
        g_array_append_val (outside, below);
      else if (below >= self->order->n_gates)
        list_outside (self, below, outside);
    }
}

static void
fill_group (Builder *self,
            guint    group)
{
  g_autoptr (GArray) outside = NULL;
  guint first = self->order->group_start[group];
  guint end = self->order->group_start[group + 1];
  int cycle = -1;

  if (end - first > 1)
    cycle = append_term (self->tree, LP_TERM_CYCLE, group);
  for (guint i = first; i < end; i++)
    fill_gate (self, i, cycle);
  if (cycle < 0)
    return;

  outside = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = first; i < end; i++)
    list_outside (self, i, outside);
  set_below (self->tree, cycle, outside);
}

static void
count_uses (Builder *self,
            int      node,
            guint8  *seen)
{
  if (seen[node])
    return;

  seen[node] = TRUE;
  g_array_set_size (self->events, 0);
  lp_needs_list_events (self->needs, node, self->events);
  for (guint i = 0; i < self->events->len; i++)
    self->uses[g_array_index (self->events, int, i)]++;
}

static void
count_all_uses (Builder *self)
{
  const LpNeeds *needs = self->needs;
  g_autofree guint8 *seen = g_new0 (guint8, needs->graph->n_nodes);

  for (guint i = 0; i < self->order->n_gates; i++)
    {
      const LpGate *gate = &needs->gates[self->order->gates[i]];

      if (gate->type == LP_GATE_COMPONENT)
        count_uses (self, self->order->gates[i], seen);
      for (guint k = gate->first_pool; k < gate[1].first_pool; k++)
        {
          const LpPool *pool = &needs->pools[k];

          if (pool->wants != LP_POOL_SERVE)
            for (guint t = pool->first_target; t < pool[1].first_target; t++)
              count_uses (self, needs->targets[t].gate, seen);
        }
    }
}

/* When a term was entered, was last come across and was left. */
typedef struct
{
  guint entered;
  guint met;
  guint left;
} Dates;

typedef struct
{
  guint term;
  guint next;
} Frame;

/* Depth first from the root. Returns the terms in the order in which they were left. */
static GArray *
walk (const LpFaultTree *self,
      Dates             *dates)
{
  GArray *left = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  Frame start = { self->root, 0 };
  guint date = 1;

  dates[self->root].entered = dates[self->root].met = date;
  g_array_append_val (frames, start);
  while (frames->len > 0)
    {
      Frame *frame = &g_array_index (frames, Frame, frames->len - 1);
      guint n;
      const guint *needed = lp_fault_tree_get_needed (self, frame->term, &n);

      date++;
      if (frame->next < n)
        {
          Frame below = { needed[frame->next++], 0 };

          dates[below.term].met = date;
          if (dates[below.term].entered == 0)
            {
              dates[below.term].entered = date;
              g_array_append_val (frames, below);
            }
        }
      else
        {
          dates[frame->term].left = dates[frame->term].met = date;
          g_array_append_val (left, frame->term);
          g_array_set_size (frames, frames->len - 1);
        }
    }

  return left;
}

/* A module is what is entered before and left after all below it was first and last met. */
static void
find_modules (LpFaultTree *self)
{
  g_autofree Dates *dates = g_new0 (Dates, self->terms->len);
  g_autofree guint *first = g_new (guint, self->terms->len);
  g_autofree guint *last = g_new (guint, self->terms->len);
  g_autoptr (GArray) left = walk (self, dates);

  for (guint i = 0; i < left->len; i++)
    {
      guint number = g_array_index (left, guint, i);
      LpTerm *term = lp_fault_tree_get_term (self, number);
      guint n;
      const guint *needed = lp_fault_tree_get_needed (self, number, &n);

      first[number] = G_MAXUINT;
      last[number] = 0;
      for (guint k = 0; k < n; k++)
        {
          first[number] = MIN (first[number], MIN (first[needed[k]], dates[needed[k]].entered));
          last[number] = MAX (last[number], MAX (last[needed[k]], dates[needed[k]].met));
        }

      term->module = number == self->root ||
                     (term->type != LP_TERM_CYCLE && (n > 1 || term->cycle >= 0) &&
                      first[number] > dates[number].entered && last[number] < dates[number].left);
      if (term->module)
        g_array_append_val (self->modules, number);
    }
}

LpFaultTree *
lp_fault_tree_new (const LpNeeds *needs,
                   const LpOrder *order)
{
  LpFaultTree *self = g_new0 (LpFaultTree, 1);
  guint n_nodes = needs->graph->n_nodes;
  g_autofree guint *uses = g_new0 (guint, n_nodes);
  g_autofree int *event_terms = lp_graph_new_numbers (n_nodes);
  g_autofree int *up_terms = lp_graph_new_numbers (n_nodes);
  g_autofree int *slots = NULL;
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) clients = g_array_new (FALSE, FALSE, sizeof (guint));
  Builder builder = { self, needs, order, uses, event_terms, up_terms, 16, NULL, events };

  self->terms = g_array_new (FALSE, TRUE, sizeof (LpTerm));
  self->below = g_array_new (FALSE, FALSE, sizeof (guint));
  self->modules = g_array_new (FALSE, FALSE, sizeof (guint));
  self->monotone = TRUE;

  while (builder.n_slots < 2 * (needs->n_pools + 2 * n_nodes))
    builder.n_slots *= 2;
  builder.slots = slots = lp_graph_new_numbers (builder.n_slots);

  count_all_uses (&builder);
  for (guint i = 0; i < order->n_gates; i++)
    append_term (self, LP_TERM_ALL, -1);
  for (guint group = 0; group < order->n_groups; group++)
    fill_group (&builder, group);

  for (guint i = 0; i < needs->n_clients; i++)
    g_array_append_val (clients, order->positions[needs->first_client + i]);
  self->root = append_term (self, LP_TERM_ALL, -1);
  set_below (self, self->root, clients);
  find_modules (self);

  return self;
}

void
lp_fault_tree_free (LpFaultTree *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->terms);
  g_array_unref (self->below);
  g_array_unref (self->modules);
  g_free (self);
}
