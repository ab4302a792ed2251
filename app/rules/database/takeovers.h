/* SPDX-License-Identifier: MIT */
/* takeovers.h: which replicas take the place of their primary by themselves. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

/* A primary that can fail, and a replica of it that then takes over. */
typedef struct
{
  int primary;      /* Numbers of nodes. */
  int replica;
  int sync;         /* LP_SYNC_… of the replication between them. */
} LpTakeover;

/* LpTakeover by primary, of replication that gets through. Cost: O(conversations). */
GArray  *lp_takeovers_list (LpCheck *check) G_GNUC_WARN_UNUSED_RESULT;

/* Where those of the primary of @first end. */
guint    lp_takeovers_find_end (const GArray *takeovers,
                                guint         first);

/* The elements of the replicas from @first to before @end, ended by NULL. */
GPtrArray *lp_takeovers_list_replicas (LpCheck      *check,
                                       const GArray *takeovers,
                                       guint         first,
                                       guint         end) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
