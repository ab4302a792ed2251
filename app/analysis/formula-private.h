/* SPDX-License-Identifier: MIT */
/* formula-private.h: how formulas are put together. */

#pragma once

#include "analysis/formula.h"

G_BEGIN_DECLS

typedef struct
{
  LpFormula             *self;
  const LpConversations *conversations;
  const LpGraph         *graph;
  LpGoal                 goal;
  gboolean               everything_fails;
  LpKind                 last_tier;
  guint                 *slots;         /* A hash table of terms, by what is below them; 0: free. */
  guint                  n_slots;       /* A power of two. */
  guint                  n_shared;
  guint8                *members;       /* By node: it is a target of a virtual IP. */
  guint                 *in_start;      /* Conversations that lead to node i are in[k] for */
  guint                 *in;            /* in_start[i] <= k < in_start[i + 1]. */
  GPtrArray             *scratch;       /* GArray: lists of terms that are not used now. */
} LpFormulaBuilder;

/* Lists of terms: returned empty, given back when used. */
GArray  *lp_formula_take_list   (LpFormulaBuilder *self);
void     lp_formula_give_list   (LpFormulaBuilder *self,
                                 GArray           *list);

/* A term over @list, which is given back; equal ones are one. */
guint    lp_formula_all         (LpFormulaBuilder *self,
                                 GArray           *list);
guint    lp_formula_any         (LpFormulaBuilder *self,
                                 GArray           *list);
guint    lp_formula_both        (LpFormulaBuilder *self,
                                 guint             a,
                                 guint             b);
guint    lp_formula_choice      (LpFormulaBuilder *self,
                                 guint             condition,
                                 guint             then,
                                 guint             otherwise);
guint    lp_formula_not         (LpFormulaBuilder *self,
                                 guint             term);

/* Makes @term, which was reserved, the same as @value. */
void     lp_formula_define      (LpFormulaBuilder *self,
                                 guint             term,
                                 guint             value);

static inline const LpService *
lp_formula_get (const LpFormulaBuilder *self,
                int                     node)
{
  return &self->self->services[node];
}

static inline void
lp_formula_append (GArray *list,
                   guint   term)
{
  g_array_append_val (list, term);
}

/* formula-order.c: numbers the terms anew, and fills in what is known of their order. */
void     lp_formula_sort         (LpFormula        *self);

/* aliveness.c: defines what is alive; and what a conversation’s target is to its source. */
void     lp_formula_define_alive (LpFormulaBuilder *self);
guint    lp_formula_alive_over   (LpFormulaBuilder     *self,
                                  const LpConversation *conversation);

/* databases.c */
gboolean lp_formula_is_promoted  (const LpFormulaBuilder *self,
                                  int                     node);
void     lp_formula_define_database (LpFormulaBuilder *self,
                                     int               node,
                                     guint             pools);

/* What a replica is to @source where it may take over: it serves writes while its primary is not
 * alive. */
guint    lp_formula_takeover     (LpFormulaBuilder *self,
                                  int               source,
                                  int               replica);

/* What a conversation is to its source. */
LpOption lp_formula_make_option  (LpFormulaBuilder     *self,
                                  const LpConversation *conversation);

/* holder.c: the same as below for a virtual IP that one member holds. */
gboolean lp_formula_use_holder   (LpFormulaBuilder *self,
                                  int               node,
                                  guint            *some,
                                  guint            *every);

/* pools.c: what all pools of @node give together; FALSE (the function’s) where it is no component
 * that could serve. */
gboolean lp_formula_use_pools    (LpFormulaBuilder *self,
                                  int               node,
                                  guint            *some,
                                  guint            *every);

static inline gboolean
lp_conversation_asks (const LpConversation *conversation)
{
  return conversation->flow == LP_FLOW_REQUEST || conversation->flow == LP_FLOW_QUERY;
}

static inline gboolean
lp_conversation_carries (const LpConversation *conversation,
                         LpGoal                goal)
{
  return conversation->access == LP_ACCESS_READ_WRITE ||
         conversation->access == (goal == LP_GOAL_READ ? LP_ACCESS_READ : LP_ACCESS_WRITE);
}

G_END_DECLS
