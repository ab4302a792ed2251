/* SPDX-License-Identifier: MIT */
/* record-one-of-many: a second load balancer helps nobody whom DNS sends to the first. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/dns/records.h"
#include "rules/engine/rule.h"

/* The virtual IP among @entries behind which the component with the address of @record stands, or
 * NULL. */
static LpElement *
find_virtual_ip (LpCheck        *check,
                 const GArray   *entries,
                 const LpRecord *record)
{
  const LpGraphNode *nodes = check->graph->nodes;

  for (guint i = 0; i < entries->len; i++)
    {
      int entry = g_array_index (entries, int, i);

      if (nodes[entry].kind != LP_KIND_VIRTUAL_IP ||
          lp_record_has_address (record, lp_records_get_address (nodes[entry].element)))
        continue;

      for (guint k = check->hop_out_start[entry]; k < check->hop_out_start[entry + 1]; k++)
        {
          LpElement *member = nodes[check->hops[check->hop_out[k]].to].element;

          if (lp_record_has_address (record, lp_records_get_address (member)))
            return nodes[entry].element;
        }
    }

  return NULL;
}

static void
check_virtual_ip (const LpRule   *rule,
                  LpCheck        *check,
                  const GArray   *entries,
                  const LpRecord *record)
{
  LpElement *virtual_ip = find_virtual_ip (check, entries, record);
  LpFinding *finding;

  if (virtual_ip == NULL)
    return;

  finding = lp_check_report (check, rule, LP_ELEMENTS (record->element, virtual_ip), NULL,
                             _("The record “%s” points to %s, one machine behind “%s”, and not to "
                               "“%s” itself."),
                             record->name, record->value, lp_check_name (check, virtual_ip),
                             lp_check_name (check, virtual_ip));
  if (*lp_records_get_address (virtual_ip) == '\0')
    lp_finding_forbid_fix (finding);
}

/* Whether one of @found holds the address of @element. */
static gboolean
is_named (GPtrArray *found,
          LpElement *element)
{
  for (guint i = 0; i < found->len; i++)
    if (lp_record_has_address (found->pdata[i], lp_records_get_address (element)))
      return TRUE;

  return FALSE;
}

/* Several load balancers that visitors reach each at its own address: DNS has to name them all. */
static void
check_balancers (const LpRule *rule,
                 LpCheck      *check,
                 const GArray *entries,
                 GPtrArray    *found)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  g_autofree char *names = NULL;
  const LpRecord *record;
  gboolean any = FALSE;

  if (found->len == 0)
    return;

  record = found->pdata[0];
  g_ptr_array_add (elements, record->element);
  for (guint i = 0; i < entries->len; i++)
    {
      const LpGraphNode *entry = &check->graph->nodes[g_array_index (entries, int, i)];

      if (entry->kind != LP_KIND_LOAD_BALANCER || *lp_records_get_address (entry->element) == '\0')
        continue;

      if (is_named (found, entry->element))
        any = TRUE;
      else
        g_ptr_array_add (elements, entry->element);
    }

  if (!any || elements->len == 1)
    return;

  names = lp_check_join_names (check, (LpElement **) elements->pdata + 1);
  lp_check_report (check, rule, (LpElement **) elements->pdata, NULL,
                   _("DNS sends every visitor to %s: nobody comes to %s."), record->value, names);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GArray) records = lp_records_list (check);
  g_autoptr (GArray) entries = lp_records_list_entries (check);
  g_autoptr (GPtrArray) found = lp_records_resolve (records, check->site);

  for (guint i = 0; i < found->len; i++)
    check_virtual_ip (rule, check, entries, found->pdata[i]);

  check_balancers (rule, check, entries, found);
}

/* The record moves to the virtual IP, or each load balancer gets one more record. */
static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *record = lp_finding_find_element (finding, design, 0);

  if (record == NULL)
    return FALSE;

  for (guint i = 1; i < lp_finding_get_n_elements (finding); i++)
    {
      LpElement *element = lp_finding_find_element (finding, design, i);
      g_autoptr (LpElement) another = NULL;

      if (element == NULL)
        return FALSE;

      if (lp_element_get_kind (element) == LP_KIND_VIRTUAL_IP)
        {
          lp_element_set_text (record, LP_ATTRIBUTE_RECORD_VALUE, lp_records_get_address (element));
          continue;
        }

      another = lp_element_copy (record);
      lp_element_set_text (another, LP_ATTRIBUTE_RECORD_VALUE, lp_records_get_address (element));
      lp_design_add (design, another, lp_element_get_parent (record),
                     lp_element_get_next_sibling (record));
    }

  return TRUE;
}

const LpRule lp_rule_record_one_of_many = {
  .key = "record-one-of-many",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("DNS names only one load balancer"),
  .why = N_("Two load balancers help only if visitors come to the second one when the first fails. "
            "DNS keeps sending them to the one address it knows. "
            "A virtual IP moves to whichever machine works, and several A records give the browser "
            "another address to try."),
  .advice = N_("Let the record point to the virtual IP, or give the name one A record for each "
               "load balancer."),
  .check = check_design,
  .fix = fix,
};
