/* SPDX-License-Identifier: MIT */
/* widget-talkative: a widget that tells its port to everybody. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *widgets = &check->kinds[LP_KIND_WIDGET];

  for (guint i = 0; i < widgets->n; i++)
    lp_check_report (check, rule, LP_ELEMENTS (lp_check_get_element (check, widgets->nodes[i])),
                     NULL, _("%s talks too much."), lp_check_get_name (check, widgets->nodes[i]));
}

const LpRule lp_rule_widget_talkative = {
  .key = "widget-talkative",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Talkative widget"),
  .why = N_("A widget talks. Nobody needs that."),
  .advice = N_("Take it out."),
  .check = check_design,
};
