/* SPDX-License-Identifier: MIT */
/* db-per-app: a database for each application server gives each half of the visitors half of the
 * data. */
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

      if (lp_primaries_judge (check, groups->pdata[i]) != LP_PRIMARIES_STRANGERS)
        continue;

      names = lp_check_join_names (check, (LpElement **) primaries->pdata);
      lp_check_report (check, rule, (LpElement **) primaries->pdata, NULL,
                       _("Servers that do the same work store in different databases: %s know "
                         "nothing of each other."), names);
    }
}

const LpRule lp_rule_db_per_app = {
  .key = "db-per-app",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("A database for each application server"),
  .why = N_("The load balancer sends a visitor now here, now there. When every application "
            "server writes to a database of its own and nothing copies the changes, what a "
            "visitor stored on one page is gone on the next."),
  .advice = N_("Let all application servers write to one primary, and make the other databases "
               "its replicas."),
  .check = check_design,
};
