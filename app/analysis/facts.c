/* SPDX-License-Identifier: MIT */
/* facts.c: what follows from the conversations whatever fails: who leads to databases, who serves
 * by being alive, who may hold a virtual IP. */
#include "config.h"

#include "analysis/formula-private.h"

#include <string.h>

#include "model/element.h"
#include "model/value.h"

/* Databases, and balancers and virtual IPs before them. */
static void
find_leading (LpFormulaBuilder *self)
{
  const LpConversations *conversations = self->conversations;
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < self->graph->n_nodes; i++)
    if (self->graph->nodes[i].kind == LP_KIND_DATABASE)
      {
        self->leading[i] = TRUE;
        g_array_append_val (queue, i);
      }

  for (guint i = 0; i < queue->len; i++)
    {
      const int node = g_array_index (queue, int, i);

      for (guint k = conversations->in_start[node]; k < conversations->in_start[node + 1]; k++)
        {
          const LpConversation *each = &conversations->list[conversations->in[k]];

          if (!lp_conversation_asks (each) || !lp_formula_passes_on (self, each->from) ||
              self->leading[each->from])
            continue;

          self->leading[each->from] = TRUE;
          g_array_append_val (queue, each->from);
        }
    }
}

static gboolean
is_leaf_cache (const LpGraph *graph,
               int            node)
{
  if (graph->nodes[node].kind != LP_KIND_CACHE)
    return FALSE;

  for (guint k = graph->out_start[node]; k < graph->out_start[node + 1]; k++)
    if (graph->links[graph->out[k]].flow == LP_FLOW_REQUEST &&
        graph->links[graph->out[k]].to != node)
      return FALSE;

  return TRUE;
}

/* A static host beside an API: somebody else’s, or of a pool of its own. */
static gboolean
is_silent_host (const LpFormulaBuilder *self,
                int                     node)
{
  const LpConversations *conversations = self->conversations;

  if (!lp_formula_is_tier (self, node))
    return FALSE;

  for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
    if (lp_conversation_asks (&conversations->list[i]) && conversations->list[i].required)
      return FALSE;
  if (self->graph->nodes[node].managed)
    return TRUE;

  for (guint k = conversations->in_start[node]; k < conversations->in_start[node + 1]; k++)
    {
      const LpConversation *each = &conversations->list[conversations->in[k]];

      if (lp_conversation_asks (each) && each->offered && each->pool != 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_leaf (const LpFormulaBuilder *self,
         int                     node)
{
  const LpKind kind = self->graph->nodes[node].kind;

  return kind == LP_KIND_QUEUE || kind == LP_KIND_EXTERNAL || kind == LP_KIND_APP_FILES ||
         is_leaf_cache (self->graph, node) || is_silent_host (self, node);
}

/* The numbers that @list names, as bits. */
static gboolean
read_router_ids (const char *list,
                 guint8      ids[256])
{
  const char *word;
  gboolean any = FALSE;
  gsize length;

  while ((word = lp_value_next_word (&list, &length)) != NULL)
    {
      g_autofree char *text = g_strndup (word, length);
      guint id;

      if (!lp_value_read_digits (text, 255, &id))
        continue;

      ids[id] = TRUE;
      any = TRUE;
    }

  return any;
}

/* Takes from @common what @node does not say; who says nothing agrees. */
static gboolean
agree_on_ids (const LpGraph *graph,
              int            node,
              guint8         common[256])
{
  guint8 own[256] = { FALSE };

  if (graph->nodes[node].element == NULL ||
      !read_router_ids (lp_element_get_text (graph->nodes[node].element, LP_ATTRIBUTE_ROUTER_ID),
                        own))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    common[i] = common[i] && own[i];

  return TRUE;
}

/* Whether the virtual IP and its members that say a router id have one in common. */
static gboolean
share_router_id (const LpGraph *graph,
                 int            vip,
                 const GArray  *members)
{
  guint8 common[256];
  gboolean said;

  memset (common, TRUE, sizeof common);
  said = agree_on_ids (graph, vip, common);
  for (guint i = 0; i < members->len; i++)
    said |= agree_on_ids (graph, g_array_index (members, int, i), common);

  return !said || memchr (common, TRUE, sizeof common) != NULL;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static gboolean
is_among (const GArray *members,
          int           node)
{
  return g_array_binary_search ((GArray *) members, &node, compare_numbers, NULL);
}

/* Whether @node hears another member: over a failover link that is open both ways. */
static gboolean
hears_member (const LpFormulaBuilder *self,
              int                     node,
              const GArray           *members)
{
  const LpConversations *conversations = self->conversations;

  for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
    if (conversations->list[i].flow == LP_FLOW_FAILOVER && conversations->list[i].open &&
        is_among (members, conversations->list[i].to))
      return TRUE;
  for (guint k = conversations->in_start[node]; k < conversations->in_start[node + 1]; k++)
    {
      const LpConversation *each = &conversations->list[conversations->in[k]];

      if (each->flow == LP_FLOW_FAILOVER && each->open && is_among (members, each->from))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_cluster (const LpFormulaBuilder *self,
            int                     vip,
            const GArray           *members)
{
  for (guint i = 0; i < members->len; i++)
    if (!hears_member (self, g_array_index (members, int, i), members))
      return FALSE;

  return share_router_id (self->graph, vip, members);
}

GArray *
lp_formula_list_members (const LpFormulaBuilder *self,
                         int                     vip)
{
  const LpConversations *conversations = self->conversations;
  GArray *members = g_array_new (FALSE, FALSE, sizeof (int));
  guint n = 0;

  for (guint i = conversations->start[vip]; i < conversations->start[vip + 1]; i++)
    if (lp_conversation_asks (&conversations->list[i]) && conversations->list[i].offered)
      g_array_append_val (members, conversations->list[i].to);

  g_array_sort (members, compare_numbers);
  for (guint i = 0; i < members->len; i++)
    if (n == 0 || g_array_index (members, int, i) != g_array_index (members, int, n - 1))
      g_array_index (members, int, n++) = g_array_index (members, int, i);
  if (n > 1 && !self->graph->nodes[vip].active_active)
    {
      g_array_set_size (members, n);
      n = is_cluster (self, vip, members) ? n : 1;
    }
  g_array_set_size (members, n);

  return members;
}

void
lp_formula_find_facts (LpFormulaBuilder *self)
{
  find_leading (self);
  for (guint i = 0; i < self->graph->n_nodes; i++)
    {
      g_autoptr (GArray) members = NULL;

      self->leaves[i] = is_leaf (self, i);
      if (self->graph->nodes[i].kind != LP_KIND_VIRTUAL_IP)
        continue;

      members = lp_formula_list_members (self, i);
      for (guint k = 0; k < members->len; k++)
        self->members[g_array_index (members, int, k)] = TRUE;
    }
}
