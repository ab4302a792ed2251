/* SPDX-License-Identifier: MIT */
/* fault-tree.h: when a goal holds, as one formula over the events, cut into modules.
 *
 * A module shares nothing with the rest of the formula, so that it counts there as one event. They
 * are found by Y. Dutuit and A. Rauzy, “A linear-time algorithm to find modules of fault trees”,
 * IEEE Transactions on Reliability 45, 1996; a cycle is one vertex to it. */

#pragma once

#include "analysis/order.h"

G_BEGIN_DECLS

typedef enum
{
  LP_TERM_EVENT,        /* A node of the graph has not failed. */
  LP_TERM_ALL,
  LP_TERM_ANY,
  LP_TERM_TAKEOVER,     /* Where the first holds, the second counts, elsewhere the third. */
  LP_TERM_CYCLE,        /* Gates that need each other. Below is what they need from outside. */
} LpTermType;

typedef struct
{
  LpTermType type;
  int        number;        /* EVENT: the node. CYCLE: the group of the order. Others: -1. */
  int        cycle;         /* The term of the cycle that it is part of, or -1. */
  guint      first_below;
  guint      n_below;
  gboolean   module;
} LpTerm;

/* Terms 0 … n_gates - 1 are the gates in their order. */
typedef struct
{
  GArray   *terms;          /* LpTerm */
  GArray   *below;          /* guint */
  guint     root;
  gboolean  monotone;       /* There is no LP_TERM_TAKEOVER: all terms increase with the events. */
  GArray   *modules;        /* guint: inner ones first, the root last. */
} LpFaultTree;

LpFaultTree *lp_fault_tree_new  (const LpNeeds *needs,
                                 const LpOrder *order) G_GNUC_WARN_UNUSED_RESULT;
void         lp_fault_tree_free (LpFaultTree   *self);

static inline LpTerm *
lp_fault_tree_get_term (const LpFaultTree *self,
                        guint              term)
{
  return &g_array_index (self->terms, LpTerm, term);
}

/* The terms that must be known before @term: those below it, or its cycle. */
static inline const guint *
lp_fault_tree_get_needed (const LpFaultTree *self,
                          guint              term,
                          guint             *n)
{
  const LpTerm *t = lp_fault_tree_get_term (self, term);

  *n = t->cycle >= 0 ? 1 : t->n_below;
  if (t->cycle >= 0)
    return (const guint *) &t->cycle;

  return t->n_below > 0 ? &g_array_index (self->below, guint, t->first_below) : NULL;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpFaultTree, lp_fault_tree_free)

G_END_DECLS
