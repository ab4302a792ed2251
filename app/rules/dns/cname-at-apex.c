/* SPDX-License-Identifier: MIT */
/* cname-at-apex: the domain itself has other records already, and a CNAME tolerates none beside it.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/dns/records.h"
#include "rules/engine/rule.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GArray) records = lp_records_list (check);
  const char *apex = lp_records_get_site (check)->apex;

  for (guint i = 0; i < records->len; i++)
    {
      const LpRecord *record = &g_array_index (records, LpRecord, i);

      /* What is no name at all has the wrong type first. */
      if (record->form == LP_RECORD_NAME && lp_record_is (record, "CNAME") &&
          strcmp (record->host, apex) == 0)
        lp_check_report (check, rule, LP_ELEMENTS (record->element), NULL,
                         _("The domain %s itself has a CNAME record, to %s."),
                         *apex != '\0' ? apex : record->name, record->value);
    }
}

const LpRule lp_rule_cname_at_apex = {
  .key = "cname-at-apex",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("CNAME for the domain itself"),
  .why = N_("A CNAME says: this name is only another name for that one, and has no other records. "
            "The domain itself, foobar.com for example, always has other records: those that say "
            "who its name servers are. So a CNAME is not allowed there: most providers refuse it, "
            "and where one is taken, mail and name servers of the domain may no longer be found."),
  .advice = N_("Give the domain an A record, or an ALIAS record where the provider has such."),
  .check = check_design,
};
