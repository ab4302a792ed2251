/* SPDX-License-Identifier: MIT */
/* holder.c: which member of a cluster holds a virtual IP, as VRRP (RFC 9568) decides it. */
#include "config.h"

#include "analysis/formula-private.h"

#include "model/element.h"

typedef struct
{
  LpOption option;
  int      priority;        /* -1: nobody says. */
} Member;

/* The highest priority first; equal ones, and none, in document order. */
static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  const Member *x = a, *y = b;

  if (x->priority != y->priority)
    return x->priority > y->priority ? -1 : 1;

  return x->option.target < y->option.target ? -1 : x->option.target > y->option.target;
}

/* What the first way that says so gives it, else what it says itself. */
static int
get_priority (const LpFormulaBuilder *self,
              int                     vip,
              int                     target)
{
  const LpConversations *conversations = self->conversations;
  LpElement *element = self->graph->nodes[target].element;

  for (guint i = conversations->start[vip]; i < conversations->start[vip + 1]; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if (each->to != target || !lp_conversation_asks (each))
        continue;
      for (guint k = each->first_way; k < each->first_way + each->n_ways; k++)
        if (conversations->ways[k].offered && conversations->ways[k].priority >= 0)
          return conversations->ways[k].priority;
    }

  return element != NULL && lp_element_has (element, LP_ATTRIBUTE_PRIORITY)
           ? lp_element_get_integer (element, LP_ATTRIBUTE_PRIORITY) : -1;
}

/* The members, in the order in which they hold the address. */
static GArray *
list_members (LpFormulaBuilder *self,
              int               vip)
{
  g_autoptr (GArray) options = lp_formula_list_options (self, vip);
  g_autoptr (GArray) numbers = lp_formula_list_members (self, vip);
  GArray *members = g_array_new (FALSE, FALSE, sizeof (Member));

  /* Both are in document order. */
  for (guint i = 0, k = 0; i < options->len && k < numbers->len; i++)
    {
      const LpOption *option = &g_array_index (options, LpOption, i);
      Member member = { *option, -1 };

      if (option->target != g_array_index (numbers, int, k))
        continue;

      k++;
      member.priority = get_priority (self, vip, option->target);
      g_array_append_val (members, member);
    }
  g_array_sort (members, compare_members);

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

  *some = *every = LP_TERM_FALSE;
  for (guint i = members->len; i-- > 0;)
    {
      const LpOption *member = &g_array_index (members, Member, i).option;
      guint holds = lp_formula_get (self, member->target)->alive;

      if (backends)
        holds = lp_formula_both (self, holds,
                                 lp_formula_serves (self, node, member->target, FALSE));
      *some = lp_formula_choice (self, holds, member->some, *some);
      *every = lp_formula_choice (self, holds, member->every, *every);
    }

  return members->len > 0;
}
