/* SPDX-License-Identifier: MIT */
/* record-missing: without a record for its name nobody finds the site. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/dns/records.h"
#include "rules/engine/fix.h"
#include "rules/engine/rule.h"

static gboolean
is_answered (const GArray *records,
             const char   *host)
{
  for (guint i = 0; i < records->len; i++)
    {
      const LpRecord *record = &g_array_index (records, LpRecord, i);

      if (lp_record_leads (record) && lp_record_answers (record, host))
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
  g_autoptr (GPtrArray) wanted = lp_records_list_wanted (check);
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

  if (*check->site == '\0' || wanted->len == 0)
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
                             !is_answered (records, lp_records_get_site (check)->host))
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

static void
add_record (LpDesign   *design,
            LpElement  *dns,
            const char *name,
            const char *address)
{
  g_autoptr (LpElement) record = lp_element_new (LP_KIND_RECORD);

  lp_element_set_text (record, LP_ATTRIBUTE_RECORD_TYPE, lp_records_get_type (address));
  lp_element_set_text (record, LP_ATTRIBUTE_RECORD_NAME, name);
  lp_element_set_text (record, LP_ATTRIBUTE_RECORD_VALUE, address);
  lp_design_add (design, record, dns, NULL);
}

/* All name servers have to say the same, and all entries have to be found. */
static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *root = lp_design_get_root (design);
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpSite) site = lp_site_new (graph);
  g_autoptr (GPtrArray) wanted = lp_records_list_wanted_in (design);
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) servers = g_ptr_array_new ();

  if (wanted->len == 0)
    return FALSE;

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_element_get_kind (each) == LP_KIND_DNS)
      g_ptr_array_add (servers, each);
  if (servers->len == 0)
    g_ptr_array_add (servers, add_dns (design));

  name = strcmp (site->host, site->apex) == 0
           ? g_strdup ("@")
           : g_strndup (site->host, strlen (site->host) - strlen (site->apex) - 1);
  for (guint i = 0; i < servers->len; i++)
    for (guint k = 0; k < wanted->len; k++)
      add_record (design, servers->pdata[i], name, wanted->pdata[k]);

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
