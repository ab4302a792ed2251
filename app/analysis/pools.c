/* SPDX-License-Identifier: MIT */
/* pools.c: whom a source uses of those that it may ask, and what that is worth. */
#include "config.h"

#include "analysis/formula-private.h"

#include "analysis/site.h"
#include "model/element.h"
#include "model/value.h"

/* Whom a source uses of a pool. */
typedef enum
{
  USES_ALL,         /* Also the dead. */
  USES_ALIVE,
  USES_SERVING,
} Uses;

static gboolean
is_tier (LpKind kind)
{
  return kind == LP_KIND_WEB_SERVER || kind == LP_KIND_APP_SERVER;
}

/* Whether @conversation is in a pool of its source for the goal. */
static gboolean
counts (const LpFormulaBuilder *self,
        const LpConversation   *conversation)
{
  return lp_conversation_asks (conversation) &&
         lp_conversation_carries (conversation, self->goal) &&
         self->graph->nodes[conversation->to].kind != LP_KIND_APP_FILES &&
         (conversation->required || !is_tier (self->graph->nodes[conversation->from].kind));
}

static gboolean
asks_anybody (const LpFormulaBuilder *self,
              int                     node)
{
  for (guint i = self->conversations->start[node]; i < self->conversations->start[node + 1]; i++)
    if (lp_conversation_asks (&self->conversations->list[i]) &&
        self->graph->nodes[self->conversations->list[i].to].kind != LP_KIND_APP_FILES)
      return TRUE;

  return FALSE;
}

static gboolean
is_leaf_cache (const LpFormulaBuilder *self,
               int                     node)
{
  return self->graph->nodes[node].kind == LP_KIND_CACHE && !asks_anybody (self, node);
}

/* A static host beside an API: somebody else’s, or of a pool of its own. */
static gboolean
is_silent_host (const LpFormulaBuilder *self,
                int                     node)
{
  const LpConversations *conversations = self->conversations;

  if (!is_tier (self->graph->nodes[node].kind))
    return FALSE;

  for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
    if (lp_conversation_asks (&conversations->list[i]) && conversations->list[i].required &&
        self->graph->nodes[conversations->list[i].to].kind != LP_KIND_APP_FILES)
      return FALSE;
  if (self->graph->nodes[node].managed)
    return TRUE;

  for (guint k = self->in_start[node]; k < self->in_start[node + 1]; k++)
    {
      const LpConversation *each = &conversations->list[self->in[k]];

      if (lp_conversation_asks (each) && (self->graph->links[each->link].mask &
                                          LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_POOL)) != 0)
        return TRUE;
    }

  return FALSE;
}

/* It serves when it is alive, whatever else there is. */
static gboolean
is_leaf (const LpFormulaBuilder *self,
         int                     node)
{
  const LpKind kind = self->graph->nodes[node].kind;

  return kind == LP_KIND_QUEUE || kind == LP_KIND_EXTERNAL || kind == LP_KIND_APP_FILES ||
         is_leaf_cache (self, node) ||
         (kind != self->last_tier && is_silent_host (self, node));
}

/* Whether a balancer or a virtual IP, or what it asks, asks databases. */
static gboolean
leads_to_databases (const LpFormulaBuilder *self,
                    int                     node,
                    guint                   depth)
{
  if (self->graph->nodes[node].kind == LP_KIND_DATABASE)
    return TRUE;
  if (!lp_kind_is (self->graph->nodes[node].kind, LP_TRAIT_PASSES_ON) || depth > 8)
    return FALSE;

  for (guint i = self->conversations->start[node]; i < self->conversations->start[node + 1]; i++)
    if (lp_conversation_asks (&self->conversations->list[i]) &&
        leads_to_databases (self, self->conversations->list[i].to, depth + 1))
      return TRUE;

  return FALSE;
}

static gint64
get_pool (const LpFormulaBuilder *self,
          const LpConversation   *conversation)
{
  const LpGraphLink *link = &self->graph->links[conversation->link];
  const LpKind kind = self->graph->nodes[conversation->to].kind;

  if ((link->mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_POOL)) != 0)
    return link->pool;
  if (self->graph->nodes[conversation->from].kind == LP_KIND_CLIENT)
    return -1;
  if (kind == LP_KIND_EXTERNAL || kind == LP_KIND_QUEUE)
    return -2 - conversation->to;

  return leads_to_databases (self, conversation->to, 0) ? LP_KIND_DATABASE : kind;
}

/* Whether a web or application server gets what the goal asks from @target at all. */
static gboolean
is_something (const LpFormulaBuilder *self,
              int                     node,
              int                     target)
{
  const LpKind kind = self->graph->nodes[target].kind;

  if (!is_tier (self->graph->nodes[node].kind))
    return TRUE;

  return kind != LP_KIND_APP_FILES && !is_leaf_cache (self, target) &&
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
          (self->goal == LP_GOAL_READ || counts (self, each)) &&
          is_something (self, node, each->to))
        return TRUE;
    }

  return FALSE;
}

LpOption
lp_formula_make_option (LpFormulaBuilder     *self,
                        const LpConversation *conversation)
{
  const int to = conversation->to;
  const LpService *service = lp_formula_get (self, to);
  const LpGraphNode *node = &self->graph->nodes[to];
  LpOption entry = {
    .pool = get_pool (self, conversation),
    .target = to,
    .priority = self->graph->links[conversation->link].priority,
    .alive = lp_formula_alive_over (self, conversation),
    .holds = service->alive,
    .some = LP_TERM_FALSE,
    .every = LP_TERM_FALSE,
  };

  if (self->goal == LP_GOAL_WRITE && lp_formula_is_promoted (self, to))
    entry.some = entry.every = lp_formula_both (self, entry.alive,
                                                lp_formula_takeover (self, conversation->from, to));
  else if (node->kind == LP_KIND_CLIENT || !lp_conversation_carries (conversation, self->goal))
    return entry;
  else if (is_leaf (self, to))
    entry.some = entry.every = entry.alive;
  else
    {
      entry.some = lp_formula_both (self, entry.alive, service->some);
      entry.every = lp_formula_both (self, entry.alive, service->every);
    }

  return entry;
}

static void
keep (LpFormulaBuilder     *self,
      const LpConversation *conversation,
      const LpOption       *option)
{
  self->self->options[conversation - self->conversations->list] = *option;
}

/* The pool of a primary of @replica that @source may write to; FALSE for none. */
static gboolean
find_primary_pool (const LpFormulaBuilder *self,
                   int                     source,
                   int                     replica,
                   gint64                 *pool)
{
  const LpConversations *conversations = self->conversations;

  for (guint i = conversations->start[source]; i < conversations->start[source + 1]; i++)
    {
      const LpConversation *own = &conversations->list[i];

      if (!counts (self, own) || !own->offered)
        continue;
      for (guint k = self->in_start[replica]; k < self->in_start[replica + 1]; k++)
        {
          const LpConversation *each = &conversations->list[self->in[k]];

          if (each->flow == LP_FLOW_REPLICATION && each->from == own->to)
            {
              *pool = get_pool (self, own);
              return TRUE;
            }
        }
    }

  return FALSE;
}

/* A replica that @source only reads from now takes the place of its primary when that is gone. */
static void
add_standby (LpFormulaBuilder     *self,
             const LpConversation *conversation,
             GArray               *entries)
{
  LpOption entry;

  if (self->goal != LP_GOAL_WRITE || !lp_conversation_asks (conversation) ||
      !conversation->offered || !lp_formula_is_promoted (self, conversation->to))
    return;

  entry = lp_formula_make_option (self, conversation);
  if (!find_primary_pool (self, conversation->from, conversation->to, &entry.pool))
    return;

  entry.some = entry.every = lp_formula_both (self, entry.alive,
                                              lp_formula_takeover (self, conversation->from,
                                                                   conversation->to));
  entry.alive = entry.some;
  keep (self, conversation, &entry);
  g_array_append_val (entries, entry);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const LpOption *x = a, *y = b;

  if (x->pool != y->pool)
    return x->pool < y->pool ? -1 : 1;

  return x->target < y->target ? -1 : x->target > y->target;
}

/* The choices of @node by pool, in document order. A pool of which nothing is offered has an entry
 * without a target. */
static GArray *
list_entries (LpFormulaBuilder *self,
              int               node)
{
  const LpConversations *conversations = self->conversations;
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (LpOption));

  for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if (counts (self, each) && each->offered)
        {
          LpOption entry = lp_formula_make_option (self, each);

          keep (self, each, &entry);
          g_array_append_val (entries, entry);
        }
      else if (counts (self, each))
        {
          LpOption nobody = { .pool = get_pool (self, each), .target = -1 };

          g_array_append_val (entries, nobody);
        }
      else
        {
          add_standby (self, each, entries);
        }
    }
  g_array_sort (entries, compare_entries);

  return entries;
}

static gboolean
begins_with_word (const char *text,
                  const char *word)
{
  const gsize length = strlen (word);

  return g_ascii_strncasecmp (text, word, length) == 0 && !g_ascii_isalnum (text[length]);
}

static Uses
get_uses (const LpFormulaBuilder *self,
          int                     node)
{
  static const char *const shallow[] = { "tcp", "connect", "process", "ping" };
  const LpGraphNode *n = &self->graph->nodes[node];
  g_autofree char *check = NULL;

  if (n->kind != LP_KIND_LOAD_BALANCER)
    return USES_ALIVE;

  check = g_strstrip (g_strdup (n->element != NULL
                                  ? lp_element_get_text (n->element, LP_ATTRIBUTE_HEALTH_CHECK)
                                  : "GET /"));
  if (*check == '\0')
    return USES_ALL;
  for (guint i = 0; i < G_N_ELEMENTS (shallow); i++)
    if (begins_with_word (check, shallow[i]))
      return USES_ALIVE;

  return USES_SERVING;
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
               const LpOption            *entry)
{
  const LpKind kind = self->graph->nodes[node].kind;

  if (uses == USES_ALL)
    return LP_TERM_TRUE;
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
              const LpOption      *entries,
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
            const LpOption      *entries,
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
        const LpOption      *entries,
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
  g_autoptr (GArray) entries = list_entries (self, node);

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

      if (each->flow != LP_FLOW_LOOKUP)
        continue;

      asks = TRUE;
      alive = lp_formula_alive_over (self, each);
      self->self->options[i] = (LpOption) {
        .pool = G_MININT64, .target = each->to, .priority = -1,
        .alive = alive, .holds = alive, .some = alive, .every = alive,
      };
      lp_formula_append (all, alive);
      if (self->graph->nodes[each->to].kind == LP_KIND_DNS &&
          lp_site_is_known_to (site, self->graph, each->to))
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
  if (is_leaf (self, node))
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
