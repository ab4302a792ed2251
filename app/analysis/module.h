/* SPDX-License-Identifier: MIT */
/* module.h: the chance that one module of a fault tree holds, from those of its leaves. */

#pragma once

#include "analysis/fault-tree.h"
#include "analysis/functions.h"

G_BEGIN_DECLS

/* An event or inner module, seen from the module that it is in. */
typedef struct
{
  guint  term;
  double slope;                     /* How the chance of the module changes with its own. */
} LpLeaf;

typedef struct
{
  const LpFaultTree *tree;
  double            *lower;         /* By term, of events and solved modules: the chance to hold */
  double            *upper;         /* is between these. */
  GArray            *leaves;        /* LpLeaf: those of solved modules, one after the other. */
  guint64            n_steps_left;  /* For all modules together. */

  /* One module. */
  guint              module;
  guint              trial;
  LpFunctions        functions;
  GArray            *terms;         /* guint: what is in it, what is below first. */
  guint             *slots;         /* By term: that of its function. */
  guint             *seen;          /* By term: the last trial that it has a slot in, */
  guint             *entered;       /* and that what it needs was listed in. */
  guint             *shadows;       /* By term of a mixed circle: the slot of what it will be; or NULL. */
  GArray            *uses;          /* guint, by slot: how many terms still need it. */
  guint              n_operations;  /* To combine all terms. */
} LpModules;

void     lp_modules_init  (LpModules         *self,
                           const LpFaultTree *tree,
                           guint              max_nodes,
                           guint64            max_steps,
                           GCancellable      *cancellable);
void     lp_modules_clear (LpModules         *self);

/* Puts the chance of @module in @lower and @upper, where those of its leaves must be, and appends
 * these to @leaves. Fails when cancelled. */
gboolean lp_modules_solve (LpModules         *self,
                           guint              module);

G_END_DECLS
