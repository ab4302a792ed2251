/* SPDX-License-Identifier: MIT */
/* record-missing: without a record for its name nobody finds the site. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/dns/records.h"
#include "rules/engine/fix.h"
#include "rules/engine/rule.h"

static gboolean
is_answered (const GArray *records,
             const char   *site)
{
  for (guint i = 0; i < records->len; i++)
    {
      const LpRecord *record = &g_array_index (records, LpRecord, i);

      if (record->form != LP_RECORD_NOTHING && lp_record_answers (record, site))
        return TRUE;
    }

  return FALSE;
}

static void
report (const LpRule *rule,
        LpCheck      *check,
        const GArray *records)
{
  const LpNodes *dns = &check->kinds[LP_KIND_DNS];
  LpElement *holder = dns->n > 0 ? lp_check_get_element (check, dns->nodes[0]) : NULL;
  g_autofree char *wanted = lp_records_dup_wanted (check);
  LpFinding *finding;

  if (*check->site == '\0')
    finding = lp_check_report (check, rule, LP_ELEMENTS (holder), NULL,
                               _("“%s” holds no record, so it answers nothing."),
                               lp_check_name (check, holder));
  else if (holder != NULL)
    finding = lp_check_report (check, rule, LP_ELEMENTS (holder), NULL,
                               _("“%s” holds no record for %s."),
                               lp_check_name (check, holder), check->site);
  else
    finding = lp_check_report (check, rule, NULL, NULL,
                               _("Nothing says which address %s has: there is no "
                                 "DNS."), check->site);

  if (*check->site == '\0' || wanted == NULL)
    lp_finding_forbid_fix (finding);

  /* As long as the site has no name, nobody misses its record. */
  if (*check->site == '\0')
    lp_finding_weigh (finding, LP_SEVERITY_WARNING);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  gboolean has_dns = check->kinds[LP_KIND_DNS].n > 0;
  g_autoptr (GArray) records = lp_records_list (check);

  /* A site whose name nobody has said yet may still leave the DNS out. */
  if (*check->site == '\0' ? has_dns && records->len == 0
                           : (has_dns || check->kinds[LP_KIND_CLIENT].n > 0) &&
                             !is_answered (records, check->site))
    report (rule, check, records);
}

static LpElement *
add_dns (LpDesign *design)
{
  LpElement *root = lp_design_get_root (design);
  LpElement *dns = lp_fix_add_component (design, LP_KIND_DNS, root, NULL);
  g_autoptr (GPtrArray) clients = g_ptr_array_new ();

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_element_get_kind (each) == LP_KIND_CLIENT)
      g_ptr_array_add (clients, each);

  for (guint i = 0; i < clients->len; i++)
    lp_fix_add_link (design, LP_FLOW_LOOKUP, clients->pdata[i], dns);

  return dns;
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  const char *site = lp_element_get_text (lp_design_get_root (design), LP_ATTRIBUTE_SITE);
  const char *apex = lp_records_get_apex (site);
  g_autofree char *wanted = lp_records_dup_wanted_in (design);
  g_autofree char *name = apex == site ? g_strdup ("@") : g_strndup (site, apex - site - 1);
  g_autoptr (LpElement) record = lp_element_new (LP_KIND_RECORD);
  LpElement *dns = lp_finding_find_element (finding, design, 0);

  if (wanted == NULL)
    return FALSE;

  if (dns == NULL)
    dns = add_dns (design);

  lp_element_set_text (record, LP_ATTRIBUTE_RECORD_TYPE, lp_records_get_type (wanted));
  lp_element_set_text (record, LP_ATTRIBUTE_RECORD_NAME, name);
  lp_element_set_text (record, LP_ATTRIBUTE_RECORD_VALUE, wanted);
  lp_design_add (design, record, dns, NULL);

  return TRUE;
}

const LpRule lp_rule_record_missing = {
  .key = "record-missing",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("No DNS record for the site"),
  .why = N_("People type a name, but the network only knows addresses. DNS turns the one into the "
            "other with a record, "
            "for example: www is 8.8.8.8, type A. Without that record the browser does not know "
            "where to connect, so nobody finds the site."),
  .advice = N_("Add an A record for the site’s name with the address of the component that takes "
               "the requests."),
  .check = check_design,
  .fix = fix,
};
