/* SPDX-License-Identifier: MIT */
/* replication-reversed: changes flow from the primary to the replica and never back. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/database/copies.h"
#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpGraph *graph = check->graph;

  for (guint i = 0; i < check->n_hops; i++)
    {
      const LpHop *hop = &check->hops[i];
      LpFinding *finding;

      if (!lp_copies_replicates (check, hop) || !lp_copies_is_replica (check, hop->from) ||
          lp_copies_is_replica (check, hop->to))
        continue;

      finding = lp_check_report (check, rule, LP_ELEMENTS (graph->links[hop->first].element),
                                 LP_ELEMENTS (graph->nodes[hop->from].element,
                                              graph->links[hop->last].element,
                                              graph->nodes[hop->to].element),
                                 _("Replication leads from the replica “%s” to the primary “%s”."),
                                 lp_check_get_name (check, hop->from),
                                 lp_check_get_name (check, hop->to));

      /* Through a box in line it is more than one link: which ones, the author knows. */
      if (hop->first != hop->last)
        lp_finding_forbid_fix (finding);
    }
}

static void
turn (LpElement *link)
{
  LpElement *from = lp_link_get_from (link);
  LpElement *to = lp_link_get_to (link);

  lp_link_set_from (link, to);
  lp_link_set_to (link, from);
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *link = lp_finding_find_element (finding, design, 0);
  LpElement *from, *to;

  if (link == NULL)
    return FALSE;

  from = lp_link_get_from (link);
  to = lp_link_get_to (link);

  if (lp_rewire_find_link (to, from, LP_FLOW_REPLICATION) != NULL)
    {
      lp_design_remove (design, link);
      return TRUE;
    }

  turn (link);
  lp_rewire_drop_bends (design, link);
  lp_rewire_let_through (design, link);

  return TRUE;
}

const LpRule lp_rule_replication_reversed = {
  .key = "replication-reversed",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Replication runs the wrong way"),
  .why = N_("The primary takes the writes and sends each change to its replicas. Drawn from the "
            "replica to the primary, the primary would follow a database that nobody writes to, "
            "and the replica would never get the data."),
  .advice = N_("Draw the link from the primary to the replica, once."),
  .check = check_design,
  .fix = fix,
};
