/* SPDX-License-Identifier: MIT */
/* record-target-mismatch: the site's record must hold the address of what takes the requests. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/dns/records.h"
#include "rules/engine/rule.h"

/* What else has the address of @record, or NULL. */
static LpElement *
find_owner (LpCheck        *check,
            const LpRecord *record)
{
  const LpGraph *graph = check->graph;

  for (guint i = 0; i < graph->n_nodes; i++)
    if (graph->address_start[i] < graph->address_start[i + 1] &&
        lp_record_is_at (check, record, i))
      return graph->nodes[i].element;

  return NULL;
}

/* The first of @entries that has an address, else the first; @known tells whether all have. */
static int
find_first (LpCheck      *check,
            const GArray *entries,
            gboolean     *known)
{
  int first = -1;

  *known = TRUE;
  for (guint i = 0; i < entries->len; i++)
    {
      const int entry = g_array_index (entries, int, i);
      const GPtrArray *addresses = lp_records_list_addresses (check, entry);

      if (addresses->len == 0)
        *known = FALSE;
      else if (first < 0)
        first = entry;
    }

  return first >= 0 ? first : g_array_index (entries, int, 0);
}

/* Of the same family as the record, if there is one. */
static const char *
get_text (const LpRecord  *record,
          const GPtrArray *addresses)
{
  for (guint i = 0; i < addresses->len; i++)
    {
      const LpGraphAddress *address = addresses->pdata[i];

      if (address->network.n_bits == record->address.n_bits &&
          lp_network_is_public (&address->network))
        return address->text;
    }

  return ((const LpGraphAddress *) addresses->pdata[0])->text;
}

static gboolean
is_private_only (const GPtrArray *addresses)
{
  return addresses->len > 0 &&
         !lp_network_is_public (&((const LpGraphAddress *) addresses->pdata[0])->network);
}

static void
check_record (const LpRule   *rule,
              LpCheck        *check,
              const LpRecord *record,
              const GArray   *entries)
{
  LpElement *owner;
  LpElement *first;
  const GPtrArray *addresses;
  gboolean known;
  int entry;

  /* A private address is wrong in itself: record-private. That of a member of a cluster is real,
   * but record-one-of-many has something to say. */
  if (!lp_network_is_public (&record->address) || lp_record_names_any (check, record) ||
      lp_record_names_member (check, record))
    return;

  entry = find_first (check, entries, &known);
  first = lp_check_get_element (check, entry);
  addresses = lp_records_list_addresses (check, entry);
  owner = find_owner (check, record);

  /* An entry that has no public address, or does not say any, may have this one. */
  if (owner != NULL && (addresses->len == 0 || is_private_only (addresses)))
    lp_finding_forbid_fix (
        lp_check_report (check, rule, LP_ELEMENTS (record->element), LP_ELEMENTS (first, owner),
                         _("The record “%s” points to %s, which is “%s”, but visitors come "
                           "in at “%s”."),
                         record->name, record->value, lp_check_name (check, owner),
                         lp_check_name (check, first)));
  else if (owner != NULL || (known && !is_private_only (addresses)))
    lp_check_report (check, rule, LP_ELEMENTS (record->element), LP_ELEMENTS (first, owner),
                     _("The record “%s” points to %s, but visitors come in at “%s”, which is "
                       "%s."),
                     record->name, record->value, lp_check_name (check, first),
                     get_text (record, addresses));
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GArray) records = lp_records_list (check);
  const GArray *entries = lp_records_list_entries (check);
  g_autoptr (GPtrArray) found = lp_records_resolve (records, check->site);

  if (entries->len == 0)
    return;

  for (guint i = 0; i < found->len; i++)
    check_record (rule, check, found->pdata[i], entries);
}

/* Whether another record beside @record says @address for the same name. */
static gboolean
is_said (LpElement  *record,
         const char *address)
{
  LpElement *each = lp_element_find_child (lp_element_get_parent (record), LP_KIND_RECORD);
  const char *name = lp_element_get_text (record, LP_ATTRIBUTE_RECORD_NAME);

  for (; each != NULL; each = lp_element_find_next (each))
    if (each != record &&
        strcmp (lp_element_get_text (each, LP_ATTRIBUTE_RECORD_VALUE), address) == 0 &&
        g_ascii_strcasecmp (lp_element_get_text (each, LP_ATTRIBUTE_RECORD_NAME), name) == 0)
      return TRUE;

  return FALSE;
}

/* Of the same family as before, if there is one that nothing says yet. */
static const char *
choose (LpElement *record,
        GPtrArray *wanted)
{
  const char *type = lp_records_get_type (lp_element_get_text (record, LP_ATTRIBUTE_RECORD_VALUE));
  const char *other = NULL;

  for (guint i = 0; i < wanted->len; i++)
    if (!is_said (record, wanted->pdata[i]))
      {
        if (strcmp (lp_records_get_type (wanted->pdata[i]), type) == 0)
          return wanted->pdata[i];
        if (other == NULL)
          other = wanted->pdata[i];
      }

  return other;
}

/* Where all addresses of the entry are named already, the record is one too many. */
static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *record = lp_finding_find_element (finding, design, 0);
  g_autoptr (GPtrArray) wanted = lp_records_list_wanted_in (design);
  const char *address;

  if (record == NULL || wanted->len == 0)
    return FALSE;

  address = choose (record, wanted);
  if (address == NULL)
    {
      lp_design_remove (design, record);
      return TRUE;
    }

  lp_element_set_text (record, LP_ATTRIBUTE_RECORD_VALUE, address);
  lp_element_set_text (record, LP_ATTRIBUTE_RECORD_TYPE, lp_records_get_type (address));

  return TRUE;
}

const LpRule lp_rule_record_target_mismatch = {
  .key = "record-target-mismatch",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("DNS record points elsewhere"),
  .why = N_("The browser connects to whatever address the record holds. If that is not an address "
            "of the component that takes the requests, or of the router in front of it that passes "
            "them on (NAT), visitors end up somewhere else or nowhere, while every server works."),
  .advice = N_("Set the record to an address of the entry: of the virtual IP, the load balancer’s "
               "server, the web server, or of the router that passes its address on to them."),
  .check = check_design,
  .fix = fix,
};
