/* SPDX-License-Identifier: MIT */
/* all-in-one: where one machine does everything, its parts fight for it and fall together. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/engine/tiers.h"

#define EVERYTHING (LP_TIER_WEB | LP_TIER_APP | LP_TIER_DATABASE)

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autofree guint8 *tiers = lp_tiers_new (check);
  g_autoptr (GPtrArray) servers = g_ptr_array_new ();
  g_autofree char *names = NULL;

  for (guint i = 0; i < check->graph->n_nodes; i++)
    if ((tiers[i] & EVERYTHING) == EVERYTHING)
      g_ptr_array_add (servers, check->graph->nodes[i].element);

  if (servers->len == 0)
    return;

  g_ptr_array_add (servers, NULL);
  names = lp_check_join_names (check, (LpElement *const *) servers->pdata);
  lp_check_report (check, rule, (LpElement *const *) servers->pdata, NULL,
                   ngettext ("%s carries web server, application and database at once.",
                             "%s each carry web server, application and database at once.",
                             servers->len - 1),
                   names);
}

const LpRule lp_rule_all_in_one = {
  .key = "all-in-one",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Every component on one server"),
  .why = N_("Web server, application and database share memory, processor and disk of one machine, "
            "so a busy one slows the others down. None of them can be scaled, updated or restarted "
            "without touching the rest."),
  .advice = N_("Give the tiers servers of their own, the database first."),
  .check = check_design,
};
