/* SPDX-License-Identifier: MIT */
/* holder.c: which member of a cluster holds a virtual IP, as VRRP (RFC 9568) decides it. */
#include "config.h"

#include "analysis/formula-private.h"

#include <string.h>

#include "model/element.h"
#include "model/value.h"

static const char *
get_router_ids (const LpGraph *graph,
                int            node)
{
  return graph->nodes[node].element != NULL &&
         (graph->nodes[node].mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_ROUTER_ID)) != 0
           ? lp_element_get_text (graph->nodes[node].element, LP_ATTRIBUTE_ROUTER_ID) : "";
}

/* Whether the virtual IP and its members that say a router id have one in common. */
static gboolean
share_router_id (const LpFormulaBuilder *self,
                 int                     vip,
                 const GArray           *members)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();
  const char *list = get_router_ids (self->graph, vip);
  const char *word;
  gsize length;

  if (*list != '\0')
    g_ptr_array_add (lists, (gpointer) list);
  for (guint i = 0; i < members->len; i++)
    {
      list = get_router_ids (self->graph, g_array_index (members, LpOption, i).target);
      if (*list != '\0')
        g_ptr_array_add (lists, (gpointer) list);
    }

  if (lists->len == 0)
    return TRUE;

  list = lists->pdata[0];
  while ((word = lp_value_next_word (&list, &length)) != NULL)
    {
      g_autofree char *id = g_strndup (word, length);
      gboolean all = TRUE;

      for (guint i = 1; i < lists->len; i++)
        all = all && lp_value_lists_share (id, lists->pdata[i]);
      if (all)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_member (const GArray *members,
           int           node)
{
  for (guint i = 0; i < members->len; i++)
    if (g_array_index (members, LpOption, i).target == node)
      return TRUE;

  return FALSE;
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
        is_member (members, conversations->list[i].to))
      return TRUE;
  for (guint k = self->in_start[node]; k < self->in_start[node + 1]; k++)
    {
      const LpConversation *each = &conversations->list[self->in[k]];

      if (each->flow == LP_FLOW_FAILOVER && each->open && is_member (members, each->from))
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
    if (!hears_member (self, g_array_index (members, LpOption, i).target, members))
      return FALSE;

  return share_router_id (self, vip, members);
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const LpOption *x = a, *y = b;

  return x->target < y->target ? -1 : x->target > y->target;
}

/* The highest priority first; equal ones, and none, in document order. */
static int
compare_priorities (gconstpointer a,
                    gconstpointer b)
{
  const LpOption *x = a, *y = b;

  if (x->priority != y->priority)
    return x->priority > y->priority ? -1 : 1;

  return compare_places (a, b);
}

/* What is offered to the virtual IP, each target once, in document order. */
static GArray *
list_members (LpFormulaBuilder *self,
              int               vip)
{
  const LpConversations *conversations = self->conversations;
  GArray *members = g_array_new (FALSE, FALSE, sizeof (LpOption));

  for (guint i = conversations->start[vip]; i < conversations->start[vip + 1]; i++)
    {
      const LpConversation *each = &conversations->list[i];
      const LpGraphNode *target = &self->graph->nodes[each->to];
      LpOption option;

      if (!lp_conversation_asks (each) || !each->offered || is_member (members, each->to))
        continue;

      option = lp_formula_make_option (self, each);
      if (option.priority < 0 && target->element != NULL && target->kind == LP_KIND_LOAD_BALANCER &&
          (target->mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_PRIORITY)) != 0)
        option.priority = lp_element_get_integer (target->element, LP_ATTRIBUTE_PRIORITY);
      self->self->options[i] = option;
      g_array_append_val (members, option);
    }
  g_array_sort (members, compare_places);

  return members;
}

/* The first in line that can hold it holds it, be it any good or not. */
gboolean
lp_formula_use_holder (LpFormulaBuilder *self,
                       int               node,
                       guint            *some,
                       guint            *every)
{
  g_autoptr (GArray) members = list_members (self, node);
  LpElement *element = self->graph->nodes[node].element;
  const gboolean backends = element != NULL &&
                            lp_element_get_choice (element, LP_ATTRIBUTE_TRACKS) ==
                              LP_TRACKS_BACKENDS;

  if (members->len > 1 && !is_cluster (self, node, members))
    g_array_set_size (members, 1);
  g_array_sort (members, compare_priorities);

  *some = *every = LP_TERM_FALSE;
  for (guint i = members->len; i-- > 0;)
    {
      const LpOption *member = &g_array_index (members, LpOption, i);
      const guint serves = lp_formula_both (self, member->holds,
                                            lp_formula_get (self, member->target)->some);
      const guint condition = backends ? serves : member->holds;

      *some = lp_formula_choice (self, condition, member->some, *some);
      *every = lp_formula_choice (self, condition, member->every, *every);
    }

  return members->len > 0;
}
