/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/order.h"

/* A gate whose targets are being visited. */
typedef struct
{
  guint gate;
  guint pool;
  guint target;
} Frame;

typedef struct
{
  const LpNeeds *needs;
  LpOrder       *order;
  guint          n_visited;
  guint         *index;       /* By gate: when it was first visited, from 1. */
  guint         *low;         /* The earliest that it leads back to. */
  guint          n_stack;
  guint         *stack;       /* Gates that are in no group yet. */
  guint          n_frames;
  Frame         *frames;
} Search;

static void
enter (Search *self,
       guint   gate)
{
  guint pool = self->needs->gates[gate].first_pool;

  self->index[gate] = self->low[gate] = ++self->n_visited;
  self->stack[self->n_stack++] = gate;
  self->frames[self->n_frames++] = (Frame) { gate, pool, self->needs->pools[pool].first_target };
}

static void
close_group (Search *self,
             guint   gate)
{
  LpOrder *order = self->order;
  guint first;

  for (first = self->n_stack; self->stack[first - 1] != gate; first--)
    ;

  /* What was entered last is nearest to what the group needs. */
  order->group_start[order->n_groups] = order->n_gates;
  while (self->n_stack >= first)
    {
      guint member = self->stack[--self->n_stack];

      order->positions[member] = order->n_gates;
      order->groups[order->n_gates] = order->n_groups;
      order->gates[order->n_gates++] = member;
    }
  order->n_groups++;
}

/* Returns the next gate that @frame needs to serve, or -1. */
static int
next_target (const Search *self,
             Frame        *frame)
{
  const LpPool *pools = self->needs->pools;

  while (frame->pool < self->needs->gates[frame->gate + 1].first_pool)
    {
      if (pools[frame->pool].wants == LP_POOL_SERVE &&
          frame->target < pools[frame->pool + 1].first_target)
        return self->needs->targets[frame->target++].gate;

      frame->pool++;
      frame->target = pools[frame->pool].first_target;
    }

  return -1;
}

static void
visit (Search *self,
       guint   root)
{
  enter (self, root);

  while (self->n_frames > 0)
    {
      Frame *frame = &self->frames[self->n_frames - 1];
      int target = next_target (self, frame);

      if (target >= 0)
        {
          if (self->index[target] == 0)
            enter (self, target);
          else if (self->order->positions[target] == G_MAXUINT)
            self->low[frame->gate] = MIN (self->low[frame->gate], self->index[target]);
          continue;
        }

      if (self->low[frame->gate] == self->index[frame->gate])
        close_group (self, frame->gate);
      if (--self->n_frames > 0)
        self->low[frame[-1].gate] = MIN (self->low[frame[-1].gate], self->low[frame->gate]);
    }
}

LpOrder *
lp_order_new (const LpNeeds *needs)
{
  LpOrder *self = g_new0 (LpOrder, 1);
  g_autofree guint *index = g_new0 (guint, needs->n_gates);
  g_autofree guint *low = g_new (guint, needs->n_gates);
  g_autofree guint *stack = g_new (guint, needs->n_gates);
  g_autofree Frame *frames = g_new (Frame, needs->n_gates);
  Search search = { needs, self, 0, index, low, 0, stack, 0, frames };

  self->gates = g_new (guint, needs->n_gates);
  self->positions = g_new (guint, needs->n_gates);
  self->groups = g_new (guint, needs->n_gates);
  self->group_start = g_new (guint, needs->n_gates + 1);
  for (guint i = 0; i < needs->n_gates; i++)
    self->positions[i] = G_MAXUINT;

  for (guint i = 0; i < needs->n_clients; i++)
    if (index[needs->first_client + i] == 0)
      visit (&search, needs->first_client + i);
  self->group_start[self->n_groups] = self->n_gates;

  return self;
}

void
lp_order_free (LpOrder *self)
{
  if (self == NULL)
    return;

  g_free (self->gates);
  g_free (self->positions);
  g_free (self->groups);
  g_free (self->group_start);
  g_free (self);
}
