/* SPDX-License-Identifier: MIT */
/* record-private: an address that only exists inside the network is no use to the whole world. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/dns/records.h"
#include "rules/engine/rule.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GArray) records = lp_records_list (check);

  for (guint i = 0; i < records->len; i++)
    {
      const LpRecord *record = &g_array_index (records, LpRecord, i);

      if (lp_record_leads (record) &&
          (record->form == LP_RECORD_IPV4 || record->form == LP_RECORD_IPV6) &&
          !lp_network_is_public (&record->address))
        lp_check_report (check, rule, LP_ELEMENTS (record->element), NULL,
                         _("The record “%s” points to %s, an address that the Internet does not "
                           "reach."),
                         record->name, record->value);
    }
}

const LpRule lp_rule_record_private = {
  .key = "record-private",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Public name with a private address"),
  .why = N_("Addresses like 10.0.0.2 or 192.168.1.5 are used again inside every network. "
            "The Internet does not carry traffic to them, so a visitor who gets such an address "
            "connects to a machine at home or to nothing."),
  .advice = N_("Put the public address of the entry into the record."),
  .check = check_design,
};
