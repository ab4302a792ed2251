/* SPDX-License-Identifier: MIT */
/* designs.h: the designs of model.md's table, with what is to be found in them, and random ones. */

#pragma once

#include "analysis/failure.h"
#include "model/design.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *sketch;         /* For sketch_new(). */
  LpGoal      goal;
  const char *spofs;          /* Ids, sorted, with spaces between. */
  const char *partial;        /* The same, of partial SPOFs. */
  guint       n_pairs;
  const char *availability;   /* With six digits. */
  const char *full;           /* The same. */
  const char *hours;          /* A year, with one. */
} ModelRow;

const ModelRow *designs_get_model_rows (guint   *n_rows);

/* A design of all kinds, containers, cycles and attributes. At most @max_events of its parts can
 * fail. */
LpDesign       *designs_new_random     (GRand   *rand,
                                        guint    max_boxes,
                                        guint    max_events) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
