/* SPDX-License-Identifier: MIT */
/* pools.c: whom a source uses of those that it may ask, and what that is worth. */
#include "config.h"

#include "analysis/formula-private.h"

#include "analysis/site.h"
#include "model/element.h"
#include "model/health-check.h"
#include "model/value.h"

/* Whom a source uses of a pool. */
typedef enum
{
  USES_ALL,         /* Also the dead. */
  USES_ALIVE,
  USES_SERVING,
} Uses;

/* Whether a load balancer has a back end: somebody that it may ask. */
static gboolean
asks_anybody (const LpFormulaBuilder *self,
              int                     node)
{
  for (guint i = self->conversations->start[node]; i < self->conversations->start[node + 1]; i++)
    if (lp_conversation_asks (&self->conversations->list[i]) &&
        self->conversations->list[i].offered)
      return TRUE;

  return FALSE;
}

/* Whether a web or application server gets what the goal asks from @target at all. */
static gboolean
is_something (const LpFormulaBuilder *self,
              int                     node,
              int                     target)
{
  const LpKind kind = self->graph->nodes[target].kind;

  if (!lp_formula_is_tier (self, node))
    return TRUE;

  return !(kind == LP_KIND_CACHE && self->leaves[target]) &&
         (kind != LP_KIND_LOAD_BALANCER || asks_anybody (self, target));
}

/* What is no leaf serves only where it leads on. For reading that may be something that it can do
 * without: it shows its own pages. */
static gboolean
leads_on (const LpFormulaBuilder *self,
          int                     node)
{
  for (guint i = self->conversations->start[node]; i < self->conversations->start[node + 1]; i++)
    {
      const LpConversation *each = &self->conversations->list[i];

      if (lp_conversation_asks (each) && each->offered &&
          lp_conversation_carries (each, self->goal) &&
          (self->goal == LP_GOAL_READ || each->required) &&
          is_something (self, node, each->to))
        return TRUE;
    }

  return FALSE;
}

/* A check that asks for anything sees who serves, whatever it asks for. */
static Uses
get_uses (const LpFormulaBuilder *self,
          int                     node)
{
  const LpGraphNode *n = &self->graph->nodes[node];

  if (n->kind != LP_KIND_LOAD_BALANCER)
    return USES_ALIVE;
  if (n->element == NULL)
    return USES_SERVING;

  switch (lp_health_check_get_depth (lp_element_get_text (n->element, LP_ATTRIBUTE_HEALTH_CHECK)))
    {
    case LP_DEPTH_NOTHING:
      return USES_ALL;
    case LP_DEPTH_PROCESS:
      return USES_ALIVE;
    default:
      return USES_SERVING;
    }
}

/* A balancer that keeps all but one in reserve: what is in a cluster means the cluster by that. */
static gboolean
uses_first (const LpFormulaBuilder *self,
            int                     node)
{
  const LpGraphNode *n = &self->graph->nodes[node];

  return n->kind == LP_KIND_LOAD_BALANCER && n->element != NULL && !self->members[node] &&
         lp_element_get_choice (n->element, LP_ATTRIBUTE_MODE) == LP_MODE_ACTIVE_PASSIVE &&
         lp_element_get_choice (n->element, LP_ATTRIBUTE_ALGORITHM) == LP_ALGORITHM_NONE;
}

/* What decides whether an entry is used. Drivers know which database takes what they ask. */
static guint
get_condition (const LpFormulaBuilder *self,
               int                     node,
               Uses                    uses,
               const LpOption         *entry)
{
  const LpKind kind = self->graph->nodes[node].kind;

  if (uses == USES_ALL)
    return entry->present;
  if (uses == USES_SERVING ||
      (self->graph->nodes[entry->target].kind == LP_KIND_DATABASE && kind != LP_KIND_CLIENT &&
       kind != LP_KIND_LOAD_BALANCER && kind != LP_KIND_VIRTUAL_IP))
    return entry->some;

  return entry->alive;
}

/* The first whose condition holds counts, and nobody else. */
static void
choose_first (LpFormulaBuilder *self,
              int               node,
              Uses              uses,
              const LpOption   *entries,
              guint             n,
              guint            *some,
              guint            *every)
{
  *some = *every = LP_TERM_FALSE;
  for (guint i = n; i-- > 0;)
    {
      const guint condition = get_condition (self, node, uses, &entries[i]);

      *some = lp_formula_choice (self, condition, entries[i].some, *some);
      *every = lp_formula_choice (self, condition, entries[i].every, *every);
    }
}

/* All that are used have to serve everybody, and one at least is. */
static void
choose_all (LpFormulaBuilder *self,
            int               node,
            Uses              uses,
            const LpOption   *entries,
            guint             n,
            guint            *some,
            guint            *every)
{
  GArray *any = lp_formula_take_list (self);
  GArray *used = lp_formula_take_list (self);
  GArray *all = lp_formula_take_list (self);

  for (guint i = 0; i < n; i++)
    {
      const guint condition = get_condition (self, node, uses, &entries[i]);

      lp_formula_append (any, entries[i].some);
      lp_formula_append (used, condition);
      if (entries[i].every != condition)
        lp_formula_append (all, lp_formula_choice (self, condition, entries[i].every,
                                                   LP_TERM_TRUE));
    }
  lp_formula_append (all, lp_formula_any (self, used));
  *some = lp_formula_any (self, any);
  *every = lp_formula_all (self, all);
}

/* A pool, in document order, without those that nobody offers. */
static void
choose (LpFormulaBuilder *self,
        int               node,
        const LpOption   *entries,
        guint             n,
        guint            *some,
        guint            *every)
{
  const Uses uses = get_uses (self, node);

  while (n > 0 && entries[0].target < 0)
    {
      entries++;
      n--;
    }
  if (uses_first (self, node))
    choose_first (self, node, uses, entries, n, some, every);
  else
    choose_all (self, node, uses, entries, n, some, every);
}

static void
use_all_pools (LpFormulaBuilder *self,
               int               node,
               GArray           *somes,
               GArray           *everies)
{
  g_autoptr (GArray) entries = lp_formula_list_options (self, node);

  for (guint i = 0, end; i < entries->len; i = end)
    {
      const LpOption *first = &g_array_index (entries, LpOption, i);
      guint some, every;

      for (end = i + 1;
           end < entries->len && g_array_index (entries, LpOption, end).pool == first->pool;
           end++)
        ;
      choose (self, node, first, end - i, &some, &every);
      lp_formula_append (somes, some);
      lp_formula_append (everies, every);
    }
}

/* The name servers that a visitor asks: one has to be alive, of those that know the site where some
 * do. */
static guint
make_names (LpFormulaBuilder *self,
            int               client)
{
  const LpConversations *conversations = self->conversations;
  g_autoptr (LpSite) site = lp_site_new (self->graph);
  GArray *all = lp_formula_take_list (self), *knowing = lp_formula_take_list (self);
  gboolean asks = FALSE, known = FALSE;
  GArray *drop;

  for (guint i = conversations->start[client]; i < conversations->start[client + 1]; i++)
    {
      const LpConversation *each = &conversations->list[i];
      guint alive;

      if (each->flow != LP_FLOW_LOOKUP || self->graph->nodes[each->to].kind != LP_KIND_DNS)
        continue;

      asks = TRUE;
      alive = lp_formula_alive_over (self, each);
      self->self->options[i] = (LpOption) {
        .pool = G_MININT64, .target = each->to, .present = LP_TERM_TRUE,
        .alive = alive, .some = alive, .every = alive,
      };
      lp_formula_append (all, alive);
      if (lp_site_is_known_to (site, self->graph, each->to))
        {
          known = TRUE;
          lp_formula_append (knowing, alive);
        }
    }

  drop = known ? all : knowing;
  lp_formula_give_list (self, drop);
  if (asks)
    return lp_formula_any (self, known ? knowing : all);

  lp_formula_give_list (self, all);

  return LP_TERM_TRUE;
}

gboolean
lp_formula_use_pools (LpFormulaBuilder *self,
                      int               node,
                      guint            *some,
                      guint            *every)
{
  const LpKind kind = self->graph->nodes[node].kind;
  GArray *somes, *everies;

  *some = *every = LP_TERM_TRUE;
  if (lp_kind_is_container (kind) || kind == LP_KIND_NOTE || self->conversations->relays[node])
    return FALSE;
  if (self->leaves[node])
    return TRUE;
  if (kind == LP_KIND_VIRTUAL_IP && !self->graph->nodes[node].active_active)
    return lp_formula_use_holder (self, node, some, every);
  if (kind != LP_KIND_DATABASE && kind != self->last_tier && kind != LP_KIND_CLIENT &&
      !leads_on (self, node))
    return FALSE;

  somes = lp_formula_take_list (self);
  everies = lp_formula_take_list (self);
  use_all_pools (self, node, somes, everies);
  if (kind == LP_KIND_CLIENT)
    {
      const guint names = make_names (self, node);

      /* Without a request there is nothing to get. */
      if (somes->len == 0)
        lp_formula_append (somes, LP_TERM_FALSE);
      lp_formula_append (somes, names);
      lp_formula_append (everies, names);
    }
  *some = lp_formula_all (self, somes);
  *every = kind == LP_KIND_CLIENT && *some == LP_TERM_FALSE ? LP_TERM_FALSE
                                                            : lp_formula_all (self, everies);

  return TRUE;
}
