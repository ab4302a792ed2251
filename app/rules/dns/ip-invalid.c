/* SPDX-License-Identifier: MIT */
/* ip-invalid: what is written as an address has to be one. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/dns/records.h"
#include "rules/engine/rule.h"

/* The size of the network may stand behind a slash. */
static void
check_box (const LpRule *rule,
           LpCheck      *check,
           int           node)
{
  const LpGraph *graph = check->graph;

  for (guint k = graph->address_start[node]; k < graph->address_start[node + 1]; k++)
    if (!graph->addresses[k].valid)
      lp_check_report (check, rule, LP_ELEMENTS (graph->nodes[node].element), NULL,
                       _("“%s” of “%s” is no IP "
                         "address."), graph->addresses[k].text, lp_check_get_name (check, node));
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GArray) records = lp_records_list (check);

  for (guint i = 0; i < check->graph->n_nodes; i++)
    check_box (rule, check, i);

  for (guint i = 0; i < records->len; i++)
    {
      const LpRecord *record = &g_array_index (records, LpRecord, i);

      if (record->form == LP_RECORD_BROKEN && lp_record_leads (record))
        lp_check_report (check, rule, LP_ELEMENTS (record->element), NULL,
                         _("“%s” in the record “%s” is no IP "
                           "address."), record->value, record->name);
    }
}

const LpRule lp_rule_ip_invalid = {
  .key = "ip-invalid",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Not an IP address"),
  .why = N_("An IPv4 address is four numbers from 0 to 255 with dots between, for example "
            "8.8.8.8. An IPv6 address is groups of hexadecimal digits with colons. Only to such "
            "a number can a connection be made."),
  .advice = N_("Correct the address. Neither a port nor a name belongs into it."),
  .check = check_design,
};
