/* SPDX-License-Identifier: MIT */
/* formula.h: who serves, as formulas over what can fail. */

#pragma once

#include "analysis/conversation.h"

G_BEGIN_DECLS

typedef enum
{
  LP_GOAL_READ,       /* A page that needs stored data can be shown. */
  LP_GOAL_WRITE,      /* A change is stored. */
  LP_N_GOALS,
} LpGoal;

typedef enum
{
  LP_TERM_EVENT,      /* A node of the graph has not failed. */
  LP_TERM_ALL,        /* All below hold; of nothing: true. */
  LP_TERM_ANY,        /* One below holds; of nothing: false. */
  LP_TERM_CHOICE,     /* Where the first holds, the second counts, elsewhere the third. */
} LpTermType;

typedef struct
{
  LpTermType type;
  int        number;        /* EVENT: the node. Of what a node serves: that. Others: -1. */
  guint      first_below;
  guint      n_below;
} LpTerm;

#define LP_TERM_TRUE 0u
#define LP_TERM_FALSE 1u

/* One of those that a source may use: a conversation, by its number. */
typedef struct
{
  gint64 pool;      /* Options of one source with the same are alternatives. */
  int    target;    /* -1: it is in no pool. */
  guint  present;   /* It belongs to the pool: what only takes over does not always. */
  guint  alive;     /* To the source. */
  guint  some;      /* It is reached and serves somebody, */
  guint  every;     /* everybody. */
} LpOption;

/* What is said of one node or visitor. */
typedef struct
{
  guint alive;              /* It has not failed, nor what it stands in. */
  guint some;               /* It serves somebody; of a replica that takes over, for writing: it */
  guint every;              /* could. It serves everybody. */
} LpServing;

typedef struct
{
  const LpConversations *conversations;     /* Borrowed. */
  const LpGraph         *graph;
  LpGoal                 goal;
  GArray                *terms;             /* LpTerm */
  GArray                *below;             /* guint: numbers of terms. */
  guint                 *events;            /* By node: the term of its event; TRUE for none. */
  LpOption              *options;           /* By conversation. */
  LpServing             *services;          /* By node; of a client: what it gets. */
  guint                  n_visitors;
  int                   *visitors;          /* Nodes: clients that send requests. */
  gboolean               known;             /* If not, too much was left out to say anything. */
  guint                  some;              /* The goal is not down: each visitor gets something. */
  guint                  every;             /* The goal is up. */

  /* Terms come after those below them; those of a circle stand one behind the other. */
  guint                  n_some;            /* So many terms are all that @some depends on, */
  guint                  n_goal;            /* and so many what @some and @every do. */
  guint                 *circle_start;      /* By term: where its circle begins, */
  guint                 *circle_end;        /* and where it ends. */
  guint8                *mixed;             /* By term: a choice in its circle depends on that. */
  guint                 *user_start;        /* The terms that are above term i are users[k] for */
  guint                 *users;             /* user_start[i] <= k < user_start[i + 1]. */
} LpFormula;

/* Cost: O(nodes + conversations + terms). */
LpFormula *lp_formula_new      (const LpConversations *conversations,
                                LpGoal                 goal) G_GNUC_WARN_UNUSED_RESULT;

/* The same, once for each graph, which keeps it. From any thread. */
const LpFormula *lp_formula_of_graph (const LpGraph *graph,
                                      LpGoal         goal);

/* The same where everything may be taken down, also what never fails by itself. */
LpFormula *lp_formula_new_for_drill (const LpConversations *conversations,
                                     LpGoal                 goal) G_GNUC_WARN_UNUSED_RESULT;
void       lp_formula_free     (LpFormula             *self);

/* By term: whether it holds when the nodes with @failed (NULL: none) have failed; circles get their
 * least fixed point. Cost: O(terms), and for circles their size times the rounds they need. */
void       lp_formula_evaluate (const LpFormula       *self,
                                const guint8          *failed,
                                guint8                *values);

static inline const LpTerm *
lp_formula_get_term (const LpFormula *self,
                     guint            term)
{
  return &g_array_index (self->terms, LpTerm, term);
}

static inline const guint *
lp_formula_get_below (const LpFormula *self,
                      guint            term)
{
  const LpTerm *t = lp_formula_get_term (self, term);

  return t->n_below > 0 ? &g_array_index (self->below, guint, t->first_below) : NULL;
}

static inline gboolean
lp_formula_is_circle (const LpFormula *self,
                      guint            term)
{
  return self->circle_end[term] > self->circle_start[term] + 1;
}

/* Whether it is what a node serves: every circle has such terms. */
static inline gboolean
lp_formula_is_service (const LpFormula *self,
                       guint            term)
{
  const LpTerm *t = lp_formula_get_term (self, term);

  return t->number >= 0 && t->type != LP_TERM_EVENT;
}

/* The least fixed point of the circle whose first term is @first, from what is outside.
 * Where it is mixed, nodes come to serve round by round, and do not cease. Returns how many terms
 * were looked at. */
guint64    lp_formula_solve_circle (const LpFormula   *self,
                                    guint              first,
                                    guint8            *values);

/* The value of a term from those of what is below it. */
gboolean   lp_formula_compute  (const LpFormula       *self,
                                guint                  term,
                                const guint8          *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpFormula, lp_formula_free)

G_END_DECLS
