/* SPDX-License-Identifier: MIT */
/* entry-unprotected: what the Internet reaches first needs a firewall most. The other servers are
 * host-unprotected’s, ways around a firewall bypass-path’s. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/fix.h"
#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"
#include "rules/firewall/exposure.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpExposure *exposure = lp_exposure_get (check);
  g_autofree guint8 *reported = g_new0 (guint8, check->graph->n_nodes);

  for (guint i = 0; i < check->graph->n_nodes; i++)
    {
      int host = lp_exposure_get_host (exposure, i);
      LpElement *element = check->graph->nodes[host].element;
      LpFinding *finding;

      if ((exposure->marks[i] & LP_EXPOSURE_BARE) == 0 ||
          exposure->behind[i] >= 0 || reported[host] ||
          !lp_exposure_is_ours (exposure, i) || lp_exposure_is_guarded (exposure, i))
        continue;

      reported[host] = TRUE;
      finding = lp_check_report (check, rule, LP_ELEMENTS (element),
                                 LP_ELEMENTS (check->graph->nodes[i].element),
                                 _("The Internet reaches “%s” and meets no firewall on the way."),
                                 lp_check_name (check, element));

      /* In line, a firewall would be one more single point of failure. */
      if (lp_element_get_kind (element) != LP_KIND_SERVER)
        lp_finding_forbid_fix (finding);
    }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *server = lp_finding_find_element (finding, design, 0);

  if (server == NULL)
    return FALSE;

  lp_rewire_open_firewall (design,
                           lp_fix_add_component (design, LP_KIND_FIREWALL, server, NULL));

  return TRUE;
}

const LpRule lp_rule_entry_unprotected = {
  .key = "entry-unprotected",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("No firewall towards the Internet"),
  .why = N_("Every program that listens on a server can be attacked by everybody who reaches "
            "the server. Without a firewall that is the whole Internet, and not only on the "
            "ports of the site: remote logins and databases are tried out within minutes."),
  .advice = N_("Put a firewall on the server that visitors reach first, or in line before it, "
               "and let in only the ports of the site."),
  .check = check_design,
  .fix = fix,
};
