/* SPDX-License-Identifier: MIT */
/* check.h: everything that a rule may read about one design, computed once, and the way to report
 * what it found. */

#pragma once

#include "analysis/failure.h"
#include "analysis/graph.h"
#include "rules/engine/brief.h"
#include "rules/engine/hops.h"
#include "rules/engine/name-index.h"

G_BEGIN_DECLS

typedef struct _LpTraffic LpTraffic;

typedef struct
{
  guint      n;
  const int *nodes;             /* In document order. */
} LpNodes;

struct _LpCheck
{
  LpDesign      *design;
  LpElement     *root;
  const LpGraph *graph;
  const LpBrief *brief;         /* The one of production where none was given. */
  const char    *site;          /* "www.foobar.com", or "". */

  LpNodes        kinds[LP_N_BOX_KINDS];
  const int     *servers;       /* Of each node: the server it stands in (or is), or -1. */

  guint          n_hops;
  const LpHop   *hops;

  /* The hops that leave node i are hops[hop_out[k]] for hop_out_start[i] <= k < hop_out_start[i +
   * 1]. */
  guint         *hop_out_start;
  guint         *hop_out;
  guint         *hop_in_start;
  guint         *hop_in;

  struct _LpCheckPrivate *priv;
};

/* An array of elements on the spot: LP_ELEMENTS (server, database). */
#define LP_ELEMENTS(...) ((LpElement *[]) { __VA_ARGS__, NULL })

/* Reports one fault. @elements are what is at fault: the fingerprint is made of them, so name
 * nothing else; details (a record, a port, an allow rule) stand for the box that holds them.
 * @witness is what proves it beyond them: boxes and links to highlight. Both end with NULL, or are
 * NULL. The message is a whole sentence that quotes names in “ ”. Returns: (transfer none): for
 * lp_finding_forbid_fix() */
LpFinding       *lp_check_report          (LpCheck           *self,
                                           const LpRule      *rule,
                                           LpElement *const  *elements,
                                           LpElement *const  *witness,
                                           const char        *format,
                                           ...) G_GNUC_PRINTF (5, 6);

/* The element that node @node is. */
LpElement       *lp_check_get_element     (LpCheck *self,
                                           int      node);

/* What a sentence calls an element, or a node: its name, and where others bear the same one the
 * server too, “MySQL on db-01”. Lives as long as the check. */
const char      *lp_check_name            (LpCheck   *self,
                                           LpElement *element);
const char      *lp_check_get_name        (LpCheck   *self,
                                           int        node);

/* The same for several, ended by NULL: “a”, “b” and “c”, or “a”, “b”, “c” and 9 more. The second is
 * for a sentence that says itself which server they are on. */
char            *lp_check_join_names      (LpCheck          *self,
                                           LpElement *const *elements) G_GNUC_WARN_UNUSED_RESULT;
char            *lp_check_join_bare_names (LpElement *const *elements) G_GNUC_WARN_UNUSED_RESULT;

/* Which boxes bear the same names. Computed once. */
const LpNameIndex   *lp_check_get_names       (LpCheck *self);

/* Of each node: whether a visitor’s requests get there. Where the drawing sends them through DNS,
 * as dns-in-data-path finds, they go on from there. Computed once. */
const guint8    *lp_check_get_reached     (LpCheck *self);

/* The links and boxes of a shortest way from a visitor to @node, ended by NULL; empty where there
 * is none. Of a long way only the end. */
GPtrArray       *lp_check_list_path       (LpCheck *self,
                                           int      node) G_GNUC_WARN_UNUSED_RESULT;

/* What alone takes @goal down. */
const LpFailures *lp_check_get_failures   (LpCheck *self,
                                           LpGoal   goal);

/* Whether with everything up a visitor can read and store. Before, nothing can be said of what
 * happens when a part fails. */
gboolean          lp_check_works          (LpCheck *self);

/* What two together take it down, too, but not in huge designs: @complete tells. */
const LpFailures *lp_check_get_fatal_pairs (LpCheck *self,
                                            LpGoal   goal);

/* What each hop joins (LpPair of pairs.h, by the number of the hop). Computed once. */
const guint8    *lp_check_get_pairs       (LpCheck *self);

/* Who talks to whom, and what the firewalls say to it. Computed once. */
const LpTraffic *lp_check_get_traffic     (LpCheck *self);

/* What the rules of one family share: what @make gives, computed once for each @key, which is a
 * literal. Freed with the check. */
gpointer         lp_check_get_shared      (LpCheck        *self,
                                           const char     *key,
                                           gpointer      (*make) (LpCheck *check),
                                           GDestroyNotify  destroy);

/* What the rules before this one have found (LpFinding). */
const GPtrArray *lp_check_get_findings    (LpCheck *self);

/* For the engine only. The findings belong to @findings, which is kept. */
LpCheck         *lp_check_new             (const LpGraph *graph,
                                           const LpBrief *brief,
                                           GPtrArray     *findings) G_GNUC_WARN_UNUSED_RESULT;
void             lp_check_free            (LpCheck       *self);
LpFailures      *lp_check_steal_failures  (LpCheck       *self,
                                           LpGoal         goal) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpCheck, lp_check_free)

G_END_DECLS
