/* SPDX-License-Identifier: MIT */
/* record-one-of-many: a second load balancer helps nobody whom DNS sends to the first. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/dns/records.h"
#include "rules/engine/brief.h"
#include "rules/engine/rule.h"

/* The first address of @entry that a record of this @form can hold, or NULL. */
static const LpGraphAddress *
find_address (LpCheck     *check,
              int          entry,
              LpRecordForm form)
{
  const GPtrArray *addresses = lp_records_list_addresses (check, entry);

  for (guint i = 0; addresses != NULL && i < addresses->len; i++)
    {
      const LpGraphAddress *address = addresses->pdata[i];

      if (lp_network_is_public (&address->network) &&
          address->network.n_bits == (form == LP_RECORD_IPV6 ? 128 : 32))
        return address;
    }

  return NULL;
}

/* The virtual IP among @entries behind which the component with the address of @record stands, or
 * -1. */
static int
find_virtual_ip (LpCheck        *check,
                 const GArray   *entries,
                 const LpRecord *record)
{
  for (guint i = 0; i < entries->len; i++)
    {
      int entry = g_array_index (entries, int, i);

      if (check->graph->nodes[entry].kind != LP_KIND_VIRTUAL_IP ||
          lp_record_names_entry (check, record, entry))
        continue;

      for (guint k = check->hop_out_start[entry]; k < check->hop_out_start[entry + 1]; k++)
        if (lp_record_is_at (check, record, check->hops[check->hop_out[k]].to))
          return entry;
    }

  return -1;
}

static void
check_virtual_ip (const LpRule   *rule,
                  LpCheck        *check,
                  const GArray   *entries,
                  const LpRecord *record)
{
  LpElement *element;
  LpFinding *finding;
  int virtual_ip = -1;

  if (lp_record_names_member (check, record))
    virtual_ip = find_virtual_ip (check, entries, record);
  if (virtual_ip < 0)
    return;

  element = lp_check_get_element (check, virtual_ip);
  finding = lp_check_report (check, rule, LP_ELEMENTS (record->element, element), NULL,
                             _("The record “%s” points to %s, one machine behind “%s”, and not to "
                               "“%s” itself."),
                             record->name, record->value, lp_check_get_name (check, virtual_ip),
                             lp_check_get_name (check, virtual_ip));
  if (find_address (check, virtual_ip, record->form) == NULL)
    lp_finding_forbid_fix (finding);
}

/* An address as a key, without the mask that may stand with it. */
static GBytes *
make_key (const LpNetwork *address)
{
  return g_bytes_new (address->bytes, address->n_bits / 8);
}

/* By node: whether one of @found holds an address of the entry. */
static guint8 *
mark_named (LpCheck      *check,
            const GArray *entries,
            GPtrArray    *found)
{
  guint8 *named = g_new0 (guint8, check->graph->n_nodes + 1);
  g_autoptr (GHashTable) addresses = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                                            (GDestroyNotify) g_bytes_unref, NULL);

  for (guint i = 0; i < found->len; i++)
    g_hash_table_add (addresses, make_key (&((LpRecord *) found->pdata[i])->address));

  for (guint i = 0; i < entries->len; i++)
    {
      const int entry = g_array_index (entries, int, i);
      const GPtrArray *own = lp_records_list_addresses (check, entry);

      for (guint k = 0; k < own->len && !named[entry]; k++)
        {
          g_autoptr (GBytes) key =
              make_key (&((const LpGraphAddress *) own->pdata[k])->network);

          named[entry] = g_hash_table_contains (addresses, key);
        }
    }

  return named;
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
  g_autofree guint8 *named = NULL;
  const LpRecord *record;
  gboolean any = FALSE;

  if (found->len == 0)
    return;

  record = found->pdata[0];
  named = mark_named (check, entries, found);
  g_ptr_array_add (elements, record->element);
  for (guint i = 0; i < entries->len; i++)
    {
      const int entry = g_array_index (entries, int, i);

      if (check->graph->nodes[entry].kind != LP_KIND_LOAD_BALANCER ||
          (find_address (check, entry, LP_RECORD_IPV4) == NULL &&
           find_address (check, entry, LP_RECORD_IPV6) == NULL))
        continue;

      if (named[entry])
        any = TRUE;
      else
        g_ptr_array_add (elements, check->graph->nodes[entry].element);
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
  const GArray *entries = lp_records_list_entries (check);
  g_autoptr (GPtrArray) found = lp_records_resolve (records, check->site);

  for (guint i = 0; i < found->len; i++)
    check_virtual_ip (rule, check, entries, found->pdata[i]);

  check_balancers (rule, check, entries, found);
}

/* Sets @record to the address of @element; FALSE where it has none that fits. */
static gboolean
point (LpElement *record,
       LpDesign  *design,
       LpElement *element)
{
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  g_autoptr (LpCheck) check = lp_check_new (graph, lp_brief_get_production (), findings);
  const int node = lp_graph_find_element (graph, element);
  LpNetwork old;
  LpRecordForm form =
      lp_record_read (lp_element_get_text (record, LP_ATTRIBUTE_RECORD_VALUE), &old);
  const LpGraphAddress *address = find_address (check, node, form);
  g_autofree char *text = NULL;

  if (address == NULL)
    address = find_address (check, node, form == LP_RECORD_IPV4 ? LP_RECORD_IPV6 : LP_RECORD_IPV4);
  if (address == NULL)
    return FALSE;

  text = g_strndup (address->text, strcspn (address->text, "/"));
  lp_element_set_text (record, LP_ATTRIBUTE_RECORD_VALUE, text);
  lp_element_set_text (record, LP_ATTRIBUTE_RECORD_TYPE, lp_records_get_type (text));

  return TRUE;
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
          if (!point (record, design, element))
            return FALSE;
          continue;
        }

      another = lp_element_copy (record);
      if (!point (another, design, element))
        return FALSE;
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
            "A virtual IP moves to a machine that works, and several A records give the browser "
            "another address to try."),
  .advice = N_("Let the record point to the virtual IP, or give the name one A record for each "
               "load balancer."),
  .check = check_design,
  .fix = fix,
};
