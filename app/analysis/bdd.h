/* SPDX-License-Identifier: MIT */
/* bdd.h: Boolean functions as reduced ordered binary decision diagrams.
 *
 * R. E. Bryant, “Graph-Based Algorithms for Boolean Function Manipulation”, IEEE Transactions on
 * Computers C-35, 1986; their use for probabilities: A. Rauzy, “New algorithms for fault trees
 * analysis”, Reliability Engineering and System Safety 40, 1993. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Functions are numbers of nodes; equal functions have equal numbers. */
#define LP_BDD_FALSE 0u
#define LP_BDD_TRUE 1u

/* What operations give when there was no room, all steps were taken, or all was cancelled. */
#define LP_BDD_NONE G_MAXUINT32

typedef enum
{
  LP_BDD_AND,
  LP_BDD_OR,
  LP_BDD_NOT_AND,       /* Not the first, but the second. */
} LpBddOperation;

typedef struct
{
  guint32 variable;     /* Smaller than those of both functions below. */
  guint32 low;          /* The function when the variable is false. */
  guint32 high;
  guint32 next;         /* In its bucket. */
  double  lower;        /* The chance to be true, if that of each variable is its lowest, */
  double  upper;        /* and if it is its highest. */
} LpBddNode;

typedef struct _LpBddMemo LpBddMemo;
typedef struct _LpBddFrame LpBddFrame;

/* Functions come after those that they are made of. */
typedef struct
{
  guint32       n_nodes;
  guint32       max_nodes;
  guint32       n_allocated;
  LpBddNode    *nodes;
  guint32       n_buckets;
  guint32      *buckets;
  LpBddMemo    *memos;
  guint32       generation;     /* Of the memos that count. */
  guint32       n_frames;
  LpBddFrame   *frames;
  GArray       *variables;      /* Their chances to be true, lowest and highest. */
  guint64       n_steps;        /* Taken by all operations so far. */
  guint64       max_steps;      /* When they are so many, operations give up. */
  GCancellable *cancellable;    /* Not owned. */
} LpBdd;

LpBdd   *lp_bdd_new          (guint32         max_nodes,
                              GCancellable   *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void     lp_bdd_free         (LpBdd          *self);

/* Forgets all functions and variables. Cost: O(nodes). */
void     lp_bdd_reset        (LpBdd          *self);

/* The next variable; it comes after all others. Its chance to be true is between @lower and
 * @upper. */
guint32  lp_bdd_add_variable (LpBdd          *self,
                              double          lower,
                              double          upper);
guint32  lp_bdd_apply        (LpBdd          *self,
                              LpBddOperation  operation,
                              guint32         a,
                              guint32         b);

/* Forgets all functions but @roots and renumbers these. Cost: O(nodes). */
void     lp_bdd_collect      (LpBdd          *self,
                              guint32        *roots,
                              guint           n_roots);

/* By variable: how the chance of @root changes with that of the variable, all being their lowest.
 * Free with g_free(). Cost: O(nodes). */
double  *lp_bdd_dup_slopes   (const LpBdd    *self,
                              guint32         root) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpBdd, lp_bdd_free)

G_END_DECLS
