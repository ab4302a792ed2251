/* SPDX-License-Identifier: MIT */
/* ssh-public: remote logins that everybody may try are tried by everybody. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/firewall/exposure.h"
#include "rules/firewall/holes.h"

static gboolean
is_public_ssh (LpCheck *check,
               guint    number)
{
  const LpAllow *allow = &lp_check_get_traffic (check)->allows[number];

  return lp_holes_is_public (allow) && !lp_holes_is_any (allow) && lp_holes_is_ssh (allow);
}

static void
report (const LpRule *rule,
        LpCheck      *check,
        int           firewall,
        GPtrArray    *rules)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);

  for (guint k = traffic->allow_start[firewall]; k < traffic->allow_start[firewall + 1]; k++)
    if (is_public_ssh (check, k))
      lp_holes_claim (check, &traffic->allows[k]);

  lp_check_report (check, rule, (LpElement **) rules->pdata, NULL,
                   _("“%s” lets the Internet try to log in by SSH."),
                   lp_check_get_name (check, firewall));
}

/* Where the Internet has no address to come to, a rule is too wide and no more: wide-allow’s. */
static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpExposure *exposure = lp_exposure_get (check);

  for (guint i = 0; i < check->kinds[LP_KIND_FIREWALL].n; i++)
    {
      int firewall = check->kinds[LP_KIND_FIREWALL].nodes[i];
      g_autoptr (GPtrArray) rules = lp_holes_list (check, firewall, is_public_ssh);

      if (rules != NULL && lp_exposure_get_reach (exposure, firewall) != LP_ADDRESSED_PRIVATE)
        report (rule, check, firewall, rules);
    }
}

const LpRule lp_rule_ssh_public = {
  .key = "ssh-public",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("SSH open to the Internet"),
  .why = N_("Machines on the Internet try names and passwords on port 22 of every address, all "
            "day. One weak password or one hole in the SSH server is enough, and the server is "
            "theirs."),
  .advice = N_("Let SSH in only from the addresses of the people who need it, from a VPN or "
               "from one guarded machine (a bastion)."),
  .check = check_design,
};
