/* SPDX-License-Identifier: MIT */
/* event-set.h: sets of events as sorted lists that share their ends, so that sets of neighbours
 * cost what they differ in.
 *
 * Where every component has one pool, the sets along a path are the path of a dominator tree, and
 * the intersection is the walk with two fingers of Cooper, Harvey and Kennedy (“A Simple, Fast
 * Dominance Algorithm”, 2001); lists instead of a tree carry that over to components with several
 * pools. Events are numbered so that what is deeper comes last. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A list, or with the lowest bit set everything but that list. */
typedef guint32 LpEventSet;

#define LP_EVENT_SET_NONE 0u
#define LP_EVENT_SET_ALL 1u

typedef struct
{
  guint32 event;      /* Greater than those of the rest. */
  guint32 rest;
  guint32 length;     /* Of the rest and this one. */
} LpEventCell;

/* All lists of one analysis. None is freed alone: remember n_cells and put it back to free all
 * that came after. */
typedef struct
{
  LpEventCell *cells;
  guint32      n_cells;
  guint32      n_allocated;
  guint64      n_steps;       /* Cells looked at so far. */
} LpEventSets;

void       lp_event_sets_init      (LpEventSets *self);
void       lp_event_sets_clear     (LpEventSets *self);

/* @set with @event, which is greater than all in it. */
LpEventSet lp_event_sets_add       (LpEventSets *self,
                                    LpEventSet   set,
                                    guint32      event);

/* These return @a itself where that is the result, and share its end or that of @b where they
 * can. */
LpEventSet lp_event_sets_unite     (LpEventSets *self,
                                    LpEventSet   a,
                                    LpEventSet   b);
LpEventSet lp_event_sets_intersect (LpEventSets *self,
                                    LpEventSet   a,
                                    LpEventSet   b);
LpEventSet lp_event_sets_subtract  (LpEventSets *self,
                                    LpEventSet   a,
                                    LpEventSet   b);

gboolean   lp_event_sets_equal     (const LpEventSets *self,
                                    LpEventSet         a,
                                    LpEventSet         b);

/* Whether it is everything but some events. */
static inline gboolean
lp_event_set_is_open (LpEventSet set)
{
  return (set & 1) != 0;
}

/* The first cell of its list, 0 at the end. */
static inline guint32
lp_event_set_get_list (LpEventSet set)
{
  return set >> 1;
}

G_END_DECLS
