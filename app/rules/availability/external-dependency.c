/* SPDX-License-Identifier: MIT */
/* external-dependency: what somebody else runs can fail too, and nobody here can repair it. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"

/* What it is there for may be said in its why: then it is stated. A switch or uplink is part of the
 * place. */
static gboolean
is_unstated (const LpGraphNode *node)
{
  return node->kind != LP_KIND_ROUTER && node->managed &&
         (node->mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_WHY)) == 0;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  g_autofree char *names = NULL;

  for (guint i = 0; i < check->graph->n_nodes; i++)
    if (is_unstated (&check->graph->nodes[i]))
      g_ptr_array_add (elements, lp_check_get_element (check, i));

  if (elements->len == 0)
    return;

  names = lp_check_join_names (check, (LpElement **) elements->pdata);
  lp_check_report (check, rule, (LpElement **) elements->pdata, NULL,
                   _("The design depends on somebody else for %s."), names);
}

const LpRule lp_rule_external_dependency = {
  .key = "external-dependency",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Depends on others"),
  .why = N_("The DNS provider and the monitoring service belong to somebody else. "
            "They are usually built redundantly and are no single point of failure of yours, but "
            "when they fail, you can only wait. "
            "Whoever defends a design should know what it depends on."),
  .advice = N_("Say in a sentence why each is there and what happens without it."),
  .check = check_design,
};
