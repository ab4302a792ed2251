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
  guint8                *members;       /* By node: it is a member of a virtual IP. */
  guint8                *leading;       /* By node: it leads to databases. */
  guint8                *leaves;        /* By node: it serves when it is alive. */
  guint                 *stamps;        /* By node: the last search that came there. */
  guint                  stamp;
  GPtrArray             *scratch;       /* GArray: lists of terms that are not used now. */
} LpFormulaBuilder;

/* Lists of terms: returned empty, given back when used. */
GArray  *lp_formula_take_list   (LpFormulaBuilder *self);
void     lp_formula_give_list   (LpFormulaBuilder *self,
                                 GArray           *list);

/* A new term, even if there is an equal one. */
guint    lp_formula_append_term (LpFormula        *self,
                                 LpTermType        type,
                                 int               number,
                                 const guint      *below,
                                 guint             n_below);

/* A term over @list, which is given back; equal ones are one. */
guint    lp_formula_all         (LpFormulaBuilder *self,
                                 GArray           *list);
guint    lp_formula_any         (LpFormulaBuilder *self,
                                 GArray           *list);
guint    lp_formula_both        (LpFormulaBuilder *self,
                                 guint             a,
                                 guint             b);
guint    lp_formula_either      (LpFormulaBuilder *self,
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

static inline const LpServing *
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

/* facts.c: what follows from the conversations whatever fails. */
void     lp_formula_find_facts   (LpFormulaBuilder *self);

/* The targets of a virtual IP that are offered (int), ascending; where one of them holds it only
 * those that could. */
GArray  *lp_formula_list_members (const LpFormulaBuilder *self,
                                  int                     vip) G_GNUC_WARN_UNUSED_RESULT;

/* databases.c: whether @node is a replica that takes over from its primary by itself. */
gboolean lp_formula_takes_over   (const LpFormulaBuilder *self,
                                  int                     node);

/* Whether @node, or a balancer or virtual IP that it asks, may write to a primary that @replica
 * takes over from. */
gboolean lp_formula_may_write    (LpFormulaBuilder *self,
                                  int               node,
                                  int               replica);

/* Where @replica has taken over for @source: a primary that it may write to is not alive. */
guint    lp_formula_promoted     (LpFormulaBuilder *self,
                                  int               source,
                                  int               replica);

/* Defines what is in terms of its own pools. */
void     lp_formula_define_database (LpFormulaBuilder *self,
                                     int               node,
                                     guint             some,
                                     guint             every);

/* options.c: whether @conversation is in a pool of its source for the goal. */
gboolean lp_formula_counts       (const LpFormulaBuilder *self,
                                  const LpConversation   *conversation);

/* What @source may use: LpOption, by pool, in each one for each target in document order. A pool of
 * which nothing is offered has one without a target. */
GArray  *lp_formula_list_options (LpFormulaBuilder *self,
                                  int               source) G_GNUC_WARN_UNUSED_RESULT;

/* What @target, asked by @source, serves where it is reached: somebody, or everybody. */
guint    lp_formula_serves       (LpFormulaBuilder *self,
                                  int               source,
                                  int               target,
                                  gboolean          every);

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

/* Pages come from web servers and applications. */
static inline gboolean
lp_formula_is_tier (const LpFormulaBuilder *self,
                    int                     node)
{
  return self->graph->nodes[node].kind == LP_KIND_WEB_SERVER ||
         self->graph->nodes[node].kind == LP_KIND_APP_SERVER;
}

/* What passes on what it is asked: balancers and virtual IPs. */
static inline gboolean
lp_formula_passes_on (const LpFormulaBuilder *self,
                      int                     node)
{
  return lp_kind_is (self->graph->nodes[node].kind, LP_TRAIT_PASSES_ON);
}

static inline gboolean
lp_conversation_carries (const LpConversation *conversation,
                         LpGoal                goal)
{
  return conversation->access == LP_ACCESS_READ_WRITE ||
         conversation->access == (goal == LP_GOAL_READ ? LP_ACCESS_READ : LP_ACCESS_WRITE);
}

G_END_DECLS
