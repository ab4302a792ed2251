/* SPDX-License-Identifier: MIT */
/* capacity.c: follows the requests of visitors as far as the tier. Where one may end before, or
 * what is in front answers an unknown part itself, there is nothing to say. In doubt a tier counts
 * as able to do more. */
#include "config.h"

#include "rules/availability/capacity.h"

#include "analysis/conversation.h"

#define MAX_DEPTH 64

/* Whether all requests that get to a node pass the tier. */
typedef enum
{
  PASSES_UNKNOWN,
  PASSES_NOT,
  PASSES,
} Passes;

typedef struct
{
  LpCheck               *check;
  const LpConversations *conversations;
  LpTierLoad            *load;
  LpKind                 kind;
  int                    without;
  guint8                *passes;        /* By node: Passes. */
  guint8                *counted;       /* By node: its capacity is counted. */
  guint8                *listed;        /* By node: it is among the members. */
} Walk;

/* Whether one target at a time gets the requests. */
static gboolean
uses_one (const Walk *walk,
          int         node)
{
  const LpGraphNode *n = &walk->check->graph->nodes[node];

  if (n->kind == LP_KIND_VIRTUAL_IP)
    return !n->active_active;

  /* With a virtual IP, people mean the cluster by that mode. */
  return n->kind == LP_KIND_LOAD_BALANCER && walk->check->kinds[LP_KIND_VIRTUAL_IP].n == 0 &&
         lp_element_get_choice (n->element, LP_ATTRIBUTE_MODE) == LP_MODE_ACTIVE_PASSIVE &&
         lp_element_get_choice (n->element, LP_ATTRIBUTE_ALGORITHM) == LP_ALGORITHM_NONE;
}

/* What an answer may come from, not only pass through, tells nothing about what is behind. */
static gboolean
passes_all_on (LpKind kind)
{
  return kind == LP_KIND_LOAD_BALANCER || kind == LP_KIND_VIRTUAL_IP ||
         kind == LP_KIND_WEB_SERVER || kind == LP_KIND_APP_SERVER;
}

static gboolean
gets_requests (const Walk           *walk,
               const LpConversation *conversation)
{
  const int server = walk->check->servers[conversation->to];
  const LpKind source = walk->check->graph->nodes[conversation->from].kind;

  return (conversation->flow == LP_FLOW_REQUEST || conversation->flow == LP_FLOW_QUERY) &&
         conversation->offered && conversation->open &&
         (conversation->required ||
          (source != LP_KIND_WEB_SERVER && source != LP_KIND_APP_SERVER)) &&
         (walk->without < 0 || (conversation->to != walk->without && server != walk->without));
}

/* Returns what @node can answer. */
static double
add_member (Walk *walk,
            int   node)
{
  LpElement *element = lp_check_get_element (walk->check, node);
  const double capacity = lp_element_get_number (element, LP_ATTRIBUTE_CAPACITY);
  LpTierLoad *load = walk->load;

  if (walk->listed[node])
    return capacity;

  walk->listed[node] = TRUE;
  load->known &= lp_element_has (element, LP_ATTRIBUTE_CAPACITY);
  g_ptr_array_add (load->members, element);
  if (load->largest < 0 ||
      capacity > lp_element_get_number (lp_check_get_element (walk->check, load->largest),
                                        LP_ATTRIBUTE_CAPACITY))
    load->largest = node;

  return capacity;
}

static gboolean
passes (Walk *walk,
        int   node,
        guint depth);

/* Those of one pool are alternatives: they all have to lead to the tier. What else it needs for a
 * request makes no request less. */
static gboolean
all_pass (Walk *walk,
          int   node,
          guint depth)
{
  const LpConversations *conversations = walk->conversations;
  const gboolean is_client = walk->check->graph->nodes[node].kind == LP_KIND_CLIENT;
  const gboolean one = uses_one (walk, node);
  g_autoptr (GHashTable) ending = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) pools = g_hash_table_new (NULL, NULL);
  double largest = 0;

  for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
    {
      const LpConversation *each = &conversations->list[i];
      gpointer pool = GSIZE_TO_POINTER (lp_conversation_get_pool (conversations, each));

      if (!gets_requests (walk, each))
        continue;

      g_hash_table_add (pools, pool);
      if (one && walk->check->graph->nodes[each->to].kind == walk->kind)
        {
          const double capacity = add_member (walk, each->to);

          largest = MAX (largest, capacity);
        }
      else if (!passes (walk, each->to, depth + 1))
        g_hash_table_add (ending, pool);
    }
  walk->load->capacity += largest;

  /* A visitor’s pools are different requests. */
  return is_client ? g_hash_table_size (pools) > 0 && g_hash_table_size (ending) == 0
                   : g_hash_table_size (ending) < g_hash_table_size (pools);
}

static gboolean
passes (Walk *walk,
        int   node,
        guint depth)
{
  const LpKind kind = walk->check->graph->nodes[node].kind;

  if (kind == walk->kind)
    {
      const double capacity = add_member (walk, node);

      if (!walk->counted[node])
        walk->load->capacity += capacity;
      walk->counted[node] = TRUE;

      return TRUE;
    }

  /* What leads in circles never gets there. */
  if (walk->passes[node] == PASSES_UNKNOWN)
    {
      walk->passes[node] = PASSES_NOT;
      if (depth < MAX_DEPTH && passes_all_on (kind) && all_pass (walk, node, depth))
        walk->passes[node] = PASSES;
    }

  return walk->passes[node] == PASSES;
}

LpTierLoad *
lp_tier_load_new (LpCheck *check,
                  LpKind   kind,
                  int      without)
{
  LpTierLoad *load = g_new0 (LpTierLoad, 1);
  const LpNodes *clients = &check->kinds[LP_KIND_CLIENT];
  const guint n = check->graph->n_nodes + 1;
  g_autofree guint8 *passing = g_new0 (guint8, n);
  g_autofree guint8 *counted = g_new0 (guint8, n);
  g_autofree guint8 *listed = g_new0 (guint8, n);
  Walk walk = { check, lp_conversations_get (check->graph), load, kind, without,
                passing, counted, listed };

  load->members = g_ptr_array_new_null_terminated (2, NULL, TRUE);
  load->known = TRUE;
  load->largest = -1;
  for (guint i = 0; i < clients->n; i++)
    {
      const double demand = lp_element_get_number (lp_check_get_element (check, clients->nodes[i]),
                                                   LP_ATTRIBUTE_DEMAND);

      if (demand > 0 && all_pass (&walk, clients->nodes[i], 0))
        load->demand += demand;
    }
  load->known &= load->demand > 0;

  return load;
}

void
lp_tier_load_free (LpTierLoad *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->members);
  g_free (self);
}
