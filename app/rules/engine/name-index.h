/* SPDX-License-Identifier: MIT */
/* name-index.h: which boxes bear the same names, or nearly the same. */

#pragma once

#include "analysis/graph.h"

G_BEGIN_DECLS

typedef struct
{
  guint        n;             /* Different names. */
  const char **names;         /* As people read them: of what has none, its kind’s title. */
  int         *by_node;       /* Of each node the number of its name. */
  guint       *n_bearers;     /* Of each name. */
} LpNameIndex;

/* The names are borrowed from @graph. Cost: O(nodes). */
LpNameIndex *lp_name_index_new      (const LpGraph *graph) G_GNUC_WARN_UNUSED_RESULT;
void     lp_name_index_free     (LpNameIndex       *self);

/* Of each name the first that differs from it at most in case, spaces and signs. Free with
 * g_free(). Cost: O(names). */
int     *lp_name_index_find_alike (const LpNameIndex *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
