/* SPDX-License-Identifier: MIT */
/* no-primary: where every database is a copy, nothing can be stored. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/database/copies.h"
#include "rules/engine/rule.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *databases = &check->kinds[LP_KIND_DATABASE];
  g_autoptr (GPtrArray) replicas = g_ptr_array_new_null_terminated (2, NULL, TRUE);
  g_autofree char *names = NULL;

  for (guint i = 0; i < databases->n; i++)
    {
      if (!lp_copies_is_replica (check, databases->nodes[i]))
        return;
      g_ptr_array_add (replicas, check->graph->nodes[databases->nodes[i]].element);
    }

  if (replicas->len == 0)
    return;

  names = lp_check_join_names (check, (LpElement **) replicas->pdata);
  lp_check_report (check, rule, (LpElement **) replicas->pdata, NULL,
                   ngettext ("%s is a replica, and there is no primary: nothing takes writes.",
                             "%s are all replicas: nothing takes writes.", replicas->len),
                   names);
}

const LpRule lp_rule_no_primary = {
  .key = "no-primary",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("No primary database"),
  .why = N_("Replicas only follow. Without a primary no database takes writes: visitors can "
            "read what was stored once, but nobody can buy or post anything."),
  .advice = N_("Give one database the role of the primary."),
  .check = check_design,
};
