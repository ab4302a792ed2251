/* SPDX-License-Identifier: MIT */
/* options.c: whom a source may use, and what each is to it. */
#include "config.h"

#include "analysis/formula-private.h"

/* All that a virtual IP with one holder may use. */
#define POOL_HOLDER G_MAXINT64

static gboolean
has_one_holder (const LpFormulaBuilder *self,
                int                     node)
{
  return self->graph->nodes[node].kind == LP_KIND_VIRTUAL_IP &&
         !self->graph->nodes[node].active_active;
}

gboolean
lp_formula_counts (const LpFormulaBuilder *self,
                   const LpConversation   *conversation)
{
  return lp_conversation_asks (conversation) && conversation->required &&
         (lp_conversation_carries (conversation, self->goal) ||
          has_one_holder (self, conversation->from));
}

/* What passes on to databases stands for them. */
static gint64
get_pool (const LpFormulaBuilder *self,
          const LpConversation   *conversation)
{
  const gint64 pool = lp_conversation_get_pool (self->conversations, conversation);
  const gboolean is_kind = pool >= 0 && pool < LP_N_KINDS;

  if (has_one_holder (self, conversation->from))
    return POOL_HOLDER;

  return is_kind && self->leading[conversation->to] ? LP_KIND_DATABASE : pool;
}

guint
lp_formula_serves (LpFormulaBuilder *self,
                   int               source,
                   int               target,
                   gboolean          every)
{
  const LpServing *service = lp_formula_get (self, target);
  const guint own = every ? service->every : service->some;

  if (self->graph->nodes[target].kind == LP_KIND_CLIENT)
    return LP_TERM_FALSE;
  if (self->leaves[target])
    return service->alive;
  if (self->goal == LP_GOAL_WRITE && lp_formula_takes_over (self, target))
    return lp_formula_both (self, own, lp_formula_promoted (self, source, target));

  return own;
}

/* What @conversation is to its source, where it is in @pool. */
static LpOption
make_option (LpFormulaBuilder     *self,
             const LpConversation *conversation,
             gint64                pool,
             guint                 present)
{
  const int to = conversation->to;
  const guint alive = lp_formula_both (self, present, lp_formula_alive_over (self, conversation));

  return (LpOption) {
    .pool = pool,
    .target = to,
    .present = present,
    .alive = alive,
    .some = lp_formula_both (self, alive,
                             lp_formula_serves (self, conversation->from, to, FALSE)),
    .every = lp_formula_both (self, alive,
                              lp_formula_serves (self, conversation->from, to, TRUE)),
  };
}

/* What cannot carry the goal is there and leads nowhere. */
static LpOption
make_mute_option (LpFormulaBuilder     *self,
                  const LpConversation *conversation)
{
  return (LpOption) {
    .pool = get_pool (self, conversation), .target = conversation->to,
    .present = LP_TERM_TRUE, .alive = LP_TERM_FALSE, .some = LP_TERM_FALSE,
    .every = LP_TERM_FALSE,
  };
}

static void
append_option (LpFormulaBuilder     *self,
               const LpConversation *conversation,
               LpOption              option,
               GArray               *options)
{
  LpOption *kept = &self->self->options[conversation - self->conversations->list];

  if (kept->target < 0)
    *kept = option;
  g_array_append_val (options, option);
}

static void
add_option (LpFormulaBuilder     *self,
            const LpConversation *conversation,
            GArray               *options)
{
  if (!conversation->offered)
    {
      const LpOption nobody = { .pool = get_pool (self, conversation), .target = -1 };

      g_array_append_val (options, nobody);
      return;
    }

  append_option (self, conversation,
                 lp_conversation_carries (conversation, self->goal)
                   ? make_option (self, conversation, get_pool (self, conversation), LP_TERM_TRUE)
                   : make_mute_option (self, conversation),
                 options);
}

/* Whether what @conversation leads to is a primary of @replica, or passes writes on to one. */
static gboolean
leads_to_primary (LpFormulaBuilder     *self,
                  const LpConversation *conversation,
                  int                   replica)
{
  const LpConversations *conversations = self->conversations;

  if (lp_formula_passes_on (self, conversation->to))
    return lp_formula_may_write (self, conversation->to, replica);

  for (guint k = conversations->in_start[replica]; k < conversations->in_start[replica + 1]; k++)
    {
      const LpConversation *each = &conversations->list[conversations->in[k]];

      if (each->flow == LP_FLOW_REPLICATION && each->from == conversation->to)
        return !self->graph->nodes[each->from].replica;
    }

  return FALSE;
}

/* A replica takes the place of its primary when that is gone, in the pools of that, over whatever
 * the source has to it. */
static void
add_standby (LpFormulaBuilder     *self,
             const LpConversation *conversation,
             GArray               *options)
{
  const LpConversations *conversations = self->conversations;
  const int from = conversation->from;

  if (self->goal != LP_GOAL_WRITE || !conversation->offered ||
      !lp_formula_takes_over (self, conversation->to))
    return;

  for (guint i = conversations->start[from]; i < conversations->start[from + 1]; i++)
    {
      const LpConversation *other = &conversations->list[i];

      if (lp_formula_counts (self, other) && other->offered &&
          lp_conversation_carries (other, LP_GOAL_WRITE) &&
          leads_to_primary (self, other, conversation->to))
        append_option (self, conversation,
                       make_option (self, conversation, get_pool (self, other),
                                    lp_formula_promoted (self, from, conversation->to)),
                       options);
    }
}

static int
compare_options (gconstpointer a,
                 gconstpointer b)
{
  const LpOption *x = a, *y = b;

  if (x->pool != y->pool)
    return x->pool < y->pool ? -1 : 1;

  return x->target < y->target ? -1 : x->target > y->target;
}

/* Several conversations with one target are one option of a pool. */
static void
merge_options (LpFormulaBuilder *self,
               GArray           *options)
{
  guint n = 0;

  for (guint i = 0; i < options->len; i++)
    {
      const LpOption *each = &g_array_index (options, LpOption, i);
      LpOption *last = n > 0 ? &g_array_index (options, LpOption, n - 1) : NULL;

      if (last == NULL || compare_options (last, each) != 0)
        {
          g_array_index (options, LpOption, n++) = *each;
          continue;
        }

      last->present = lp_formula_either (self, last->present, each->present);
      last->alive = lp_formula_either (self, last->alive, each->alive);
      last->some = lp_formula_either (self, last->some, each->some);
      last->every = lp_formula_either (self, last->every, each->every);
    }
  g_array_set_size (options, n);
}

GArray *
lp_formula_list_options (LpFormulaBuilder *self,
                         int               source)
{
  const LpConversations *conversations = self->conversations;
  GArray *options = g_array_new (FALSE, FALSE, sizeof (LpOption));

  for (guint i = conversations->start[source]; i < conversations->start[source + 1]; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if (lp_formula_counts (self, each))
        add_option (self, each, options);
      if (lp_conversation_asks (each))
        add_standby (self, each, options);
    }
  g_array_sort (options, compare_options);
  merge_options (self, options);

  return options;
}
