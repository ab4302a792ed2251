/* SPDX-License-Identifier: MIT */
/* ssh-public: remote logins that everybody may try are tried by everybody. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/firewall/holes.h"

static gboolean
is_public_ssh (LpCheck *check,
               guint    number)
{
  return lp_holes_is_public_ssh (&lp_check_get_traffic (check)->allows[number]);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->kinds[LP_KIND_FIREWALL].n; i++)
    {
      int firewall = check->kinds[LP_KIND_FIREWALL].nodes[i];
      g_autoptr (GPtrArray) rules = lp_holes_list (check, firewall, is_public_ssh);

      if (rules != NULL)
        lp_check_report (check, rule, (LpElement **) rules->pdata, NULL,
                         _("“%s” lets the whole Internet try to log in by SSH (port 22)."),
                         lp_check_get_name (check, firewall));
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
