/* SPDX-License-Identifier: MIT */
/* record-target-mismatch: the site's record must hold the address of what takes the requests. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/dns/records.h"
#include "rules/engine/rule.h"

/* Whether @record names @entry, or what stands right behind it where that is a virtual IP: then the
 * address is real, but record-one-of-many has something to say. */
static gboolean
leads_to (LpCheck        *check,
          const LpRecord *record,
          int             entry)
{
  const LpGraphNode *nodes = check->graph->nodes;

  if (lp_record_has_address (record, lp_records_get_address (nodes[entry].element)))
    return TRUE;

  if (nodes[entry].kind == LP_KIND_VIRTUAL_IP)
    for (guint k = check->hop_out_start[entry]; k < check->hop_out_start[entry + 1]; k++)
      {
        LpElement *member = nodes[check->hops[check->hop_out[k]].to].element;

        if (lp_record_has_address (record, lp_records_get_address (member)))
          return TRUE;
      }

  return FALSE;
}

/* What else has the address of @record, or NULL. */
static LpElement *
find_owner (LpCheck        *check,
            const LpRecord *record)
{
  static const LpKind kinds[] = { LP_KIND_VIRTUAL_IP, LP_KIND_SERVER };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint k = 0; k < check->kinds[kinds[i]].n; k++)
      {
        LpElement *element = lp_check_get_element (check, check->kinds[kinds[i]].nodes[k]);

        if (lp_record_has_address (record, lp_records_get_address (element)))
          return element;
      }

  return NULL;
}

static void
check_record (const LpRule   *rule,
              LpCheck        *check,
              const LpRecord *record,
              const GArray   *entries)
{
  LpElement *owner;
  LpElement *first = NULL;
  const char *address = "";
  LpFinding *finding;

  /* A private address is wrong in itself: record-private. */
  if (!lp_network_is_public (&record->address))
    return;

  for (guint i = 0; i < entries->len; i++)
    {
      int entry = g_array_index (entries, int, i);

      if (leads_to (check, record, entry))
        return;

      if (*address == '\0')
        {
          first = lp_check_get_element (check, entry);
          address = lp_records_get_address (first);
        }
    }

  owner = find_owner (check, record);
  if (*address != '\0')
    {
      lp_check_report (check, rule, LP_ELEMENTS (record->element), LP_ELEMENTS (first, owner),
                       _("The record “%s” points to %s, but visitors come in at “%s”, which is "
                         "%s."),
                       record->name, record->value, lp_check_name (check, first), address);
    }
  else if (owner != NULL)
    {
      finding = lp_check_report (check, rule, LP_ELEMENTS (record->element),
                                 LP_ELEMENTS (first, owner),
                                 _("The record “%s” points to %s, which is “%s”, but visitors come "
                                   "in at “%s”."),
                                 record->name, record->value, lp_check_name (check, owner),
                                 lp_check_name (check, first));
      lp_finding_forbid_fix (finding);
    }
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GArray) records = lp_records_list (check);
  g_autoptr (GArray) entries = lp_records_list_entries (check);
  g_autoptr (GPtrArray) found = lp_records_resolve (records, check->site);

  if (entries->len == 0)
    return;

  for (guint i = 0; i < found->len; i++)
    check_record (rule, check, found->pdata[i], entries);
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *record = lp_finding_find_element (finding, design, 0);
  g_autofree char *wanted = lp_records_dup_wanted_in (design);

  if (record == NULL || wanted == NULL)
    return FALSE;

  lp_element_set_text (record, LP_ATTRIBUTE_RECORD_VALUE, wanted);
  lp_element_set_text (record, LP_ATTRIBUTE_RECORD_TYPE, lp_records_get_type (wanted));

  return TRUE;
}

const LpRule lp_rule_record_target_mismatch = {
  .key = "record-target-mismatch",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("DNS record points elsewhere"),
  .why = N_("The browser connects to whatever address the record holds. If that is not the address "
            "of the component that takes "
            "the requests, visitors end up somewhere else or nowhere, while every server works."),
  .advice = N_("Set the record to the address of the entry: of the virtual IP, the load balancer’s "
               "server or the web server."),
  .check = check_design,
  .fix = fix,
};
