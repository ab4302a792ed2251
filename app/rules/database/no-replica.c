/* SPDX-License-Identifier: MIT */
/* no-replica: what is stored once is lost once. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/database/copies.h"
#include "rules/engine/fix.h"
#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"

/* What is managed, or in something managed, somebody else copies. */
static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const GPtrArray *groups = lp_copies_list (check);

  for (guint i = 0; i < groups->len; i++)
    {
      const GArray *group = groups->pdata[i];
      int node = g_array_index (group, int, 0);
      LpElement *database = check->graph->nodes[node].element;

      if (group->len == 1 && !lp_copies_is_replica (check, node) &&
          lp_copies_is_asked (check, node) &&
          check->graph->nodes[node].fails)
        lp_check_report (check, rule, LP_ELEMENTS (database), NULL,
                         _("The data is in “%s” only: no second database has a copy."),
                         lp_check_name (check, database));
    }
}

static LpElement *
add_replica (LpDesign  *design,
             LpElement *database)
{
  LpElement *server = lp_rewire_find_server (database);
  LpElement *parent = lp_element_get_parent (server != NULL ? server : database);
  LpElement *replica;

  if (server != NULL)
    parent = lp_fix_add_component (design, LP_KIND_SERVER, parent, server);
  replica = lp_fix_add_component (design, LP_KIND_DATABASE, parent,
                                  server != NULL ? NULL : database);

  lp_element_set_number (replica, LP_ATTRIBUTE_ROLE, LP_ROLE_REPLICA);
  lp_element_set_text (replica, LP_ATTRIBUTE_SOFTWARE,
                       lp_element_get_text (database, LP_ATTRIBUTE_SOFTWARE));

  return replica;
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *database = lp_finding_find_element (finding, design, 0);
  LpElement *replica, *link;

  if (database == NULL)
    return FALSE;

  replica = add_replica (design, database);
  link = lp_fix_add_link (design, LP_FLOW_REPLICATION, database, replica);
  lp_rewire_let_through (design, link);

  return TRUE;
}

const LpRule lp_rule_no_replica = {
  .key = "no-replica",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Single database"),
  .why = N_("What is stored there is on one machine only. While the machine is down nobody "
            "can read it, and if its disk is lost, so is everything since the last backup. "
            "A replica has a copy that is mostly seconds old, and can answer reads too."),
  .advice = N_("Add a replica on a server of its own and link it with replication."),
  .check = check_design,
  .fix = fix,
};
