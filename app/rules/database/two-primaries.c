/* SPDX-License-Identifier: MIT */
/* two-primaries: two databases that take writes for the same data drift apart. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/database/primaries.h"
#include "rules/engine/rule.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const GPtrArray *groups = lp_copies_list (check);

  for (guint i = 0; i < groups->len; i++)
    {
      g_autoptr (GPtrArray) primaries = lp_primaries_list (check, groups->pdata[i]);
      g_autofree char *names = NULL;

      if (lp_primaries_judge (check, groups->pdata[i]) != LP_PRIMARIES_RIVALS)
        continue;

      names = lp_check_join_names (check, (LpElement **) primaries->pdata);
      lp_check_report (check, rule, (LpElement **) primaries->pdata, NULL,
                       _("%s take writes for the same data, and not each gets the changes of the "
                         "other."), names);
    }
}

const LpRule lp_rule_two_primaries = {
  .key = "two-primaries",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Two primaries"),
  .why = N_("When two databases take writes for the same data, one visitor changes a record "
            "here and another changes it there. Nothing brings the two together, so each "
            "visitor sees a different truth: a split brain."),
  .advice = N_("Make one of them the primary and the others replicas. If both are meant to take "
               "writes, draw replication in both directions."),
  .check = check_design,
};
