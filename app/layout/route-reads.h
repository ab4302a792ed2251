/* SPDX-License-Identifier: MIT */
/* route-reads.h: where a link has looked. */

#pragma once

#include "layout/route-index.h"

G_BEGIN_DECLS

/* There are very many of these in a large design: no more room than they need. */
typedef struct
{
  LpRouteArea *areas;
  guint        n;
  guint        size;
} LpRouteReads;

/* Appends @rect, unless one of the last ones holds it. */
void     lp_route_reads_note  (LpRouteReads       *self,
                               const LpRect       *rect);

/* Forgets those from @n on. */
void     lp_route_reads_cut   (LpRouteReads       *self,
                               guint               n);

/* Makes one of those that together are a rectangle, and gives back the room that is left. */
void     lp_route_reads_tidy  (LpRouteReads       *self);
void     lp_route_reads_clear (LpRouteReads       *self);

/* Whether any of those from @first to before @end touches @rect. */
gboolean lp_route_reads_touch (const LpRouteReads *self,
                               guint               first,
                               guint               end,
                               const LpRect       *rect);

/* lp_route_index_add_area () or lp_route_index_remove_area (). */
typedef void (*LpRouteReadsChange) (LpRouteIndex      *index,
                                    const LpRouteArea *area,
                                    guint              id);

/* Has @index know, or forget, those from @first to before @end: few areas, which cover them all and
 * little else. The same reads give the same areas. */
void     lp_route_reads_for_index (const LpRouteReads *self,
                                   guint               first,
                                   guint               end,
                                   LpRouteReadsChange  change,
                                   LpRouteIndex       *index,
                                   guint               id);

G_END_DECLS
