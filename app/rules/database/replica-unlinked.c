/* SPDX-License-Identifier: MIT */
/* replica-unlinked: a replica that nobody feeds is a copy of nothing. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/database/copies.h"
#include "rules/engine/fix.h"
#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"

static gboolean
is_fed (LpCheck *check,
        int      node)
{
  return lp_copies_follows (check, node, FALSE) || lp_copies_follows (check, node, TRUE);
}

/* The one primary of @nodes, -1 for none, -2 for several. */
static int
find_primary (LpCheck   *check,
              const int *nodes,
              guint      n)
{
  int primary = -1;

  for (guint i = 0; i < n; i++)
    if (!lp_copies_is_replica (check, nodes[i]))
      primary = primary == -1 ? nodes[i] : -2;

  return primary;
}

/* A link that runs the wrong way is found by replication-reversed, a design without a primary by
 * no-primary. */
static void
check_group (const LpRule *rule,
             LpCheck      *check,
             const GArray *group,
             int           any_primary)
{
  int primary = find_primary (check, (const int *) group->data, group->len);

  if (primary < 0)
    primary = any_primary;

  for (guint i = 0; i < group->len; i++)
    {
      int node = g_array_index (group, int, i);
      LpElement *replica = check->graph->nodes[node].element;
      LpFinding *finding;

      if (!lp_copies_is_replica (check, node) || is_fed (check, node) ||
          lp_copies_feeds (check, node, FALSE))
        continue;

      finding = lp_check_report (check, rule, LP_ELEMENTS (replica),
                                 primary >= 0 ? LP_ELEMENTS (check->graph->nodes[primary].element)
                                              : NULL,
                                 _("“%s” is a replica, but no replication leads to it."),
                                 lp_check_name (check, replica));
      if (primary < 0)
        lp_finding_forbid_fix (finding);
    }
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *databases = &check->kinds[LP_KIND_DATABASE];
  int any_primary = find_primary (check, databases->nodes, databases->n);
  const GPtrArray *groups;

  if (any_primary == -1)
    return;

  groups = lp_copies_list (check);
  for (guint i = 0; i < groups->len; i++)
    check_group (rule, check, groups->pdata[i], any_primary);
}

/* The primary that the finding shows beside the replica. */
static LpElement *
find_shown_primary (LpFinding *finding,
                    LpDesign  *design,
                    LpElement *replica)
{
  const char *const *ids = lp_finding_get_witness (finding);

  for (; *ids != NULL; ids++)
    {
      LpElement *element = lp_design_find (design, *ids);

      if (element != NULL && element != replica)
        return element;
    }

  return NULL;
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *replica = lp_finding_find_element (finding, design, 0);
  LpElement *primary = replica != NULL ? find_shown_primary (finding, design, replica) : NULL;

  if (primary == NULL)
    return FALSE;

  lp_rewire_let_through (design, lp_fix_add_link (design, LP_FLOW_REPLICATION, primary, replica));

  return TRUE;
}

const LpRule lp_rule_replica_unlinked = {
  .key = "replica-unlinked",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Replica without replication"),
  .why = N_("A replica gets its data from the primary, change by change. Without a replication "
            "link it never hears of any change, so it answers with old data or none, and nobody "
            "can fall back on it."),
  .advice = N_("Draw a replication link from the primary to the replica."),
  .check = check_design,
  .fix = fix,
};
