/* SPDX-License-Identifier: MIT */
/* record-type-wrong: the type of a record says what its value is: an A record holds an IPv4
 * address. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/dns/records.h"
#include "rules/engine/rule.h"

/* What the value of each type has to be; LP_RECORD_NOTHING: anything. */
static const struct
{
  const char  *type;
  LpRecordForm form;
} types[] = {
  { "A", LP_RECORD_IPV4 },
  { "AAAA", LP_RECORD_IPV6 },
  { "CNAME", LP_RECORD_NAME },
  { "ALIAS", LP_RECORD_NAME },
  { "ANAME", LP_RECORD_NAME },
  { "MX", LP_RECORD_NOTHING },
  { "NS", LP_RECORD_NAME },
  { "TXT", LP_RECORD_NOTHING },
  { "SRV", LP_RECORD_NOTHING },
  { "SOA", LP_RECORD_NOTHING },
  { "PTR", LP_RECORD_NAME },
  { "CAA", LP_RECORD_NOTHING },
  { "SPF", LP_RECORD_NOTHING },
  { "DS", LP_RECORD_NOTHING },
  { "DNSKEY", LP_RECORD_NOTHING },
  { "TLSA", LP_RECORD_NOTHING },
  { "SSHFP", LP_RECORD_NOTHING },
  { "NAPTR", LP_RECORD_NOTHING },
  { "DNAME", LP_RECORD_NAME },
  { "SVCB", LP_RECORD_NOTHING },
  { "HTTPS", LP_RECORD_NOTHING },
};

/* FALSE where there is no such type. */
static gboolean
find_form (const char   *type,
           LpRecordForm *form)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (types[i].type, type) == 0)
      {
        *form = types[i].form;
        return TRUE;
      }

  return FALSE;
}

static const char *
describe_form (LpRecordForm form)
{
  switch (form)
    {
    case LP_RECORD_IPV4:
      return _("an IPv4 address");
    case LP_RECORD_IPV6:
      return _("an IPv6 address");
    default:
      return _("a name");
    }
}

static void
check_record (const LpRule   *rule,
              LpCheck        *check,
              const LpRecord *record)
{
  LpElement *const *elements = LP_ELEMENTS (record->element);
  LpRecordForm form;

  if (record->form == LP_RECORD_NOTHING || record->form == LP_RECORD_BROKEN)
    return;

  if (*record->type == '\0')
    lp_check_report (check, rule, elements, NULL, _("The record “%s” has no type. Its value %s is "
                                                    "%s."),
                     record->name, record->value, describe_form (record->form));
  else if (!find_form (record->type, &form))
    lp_check_report (check, rule, elements, NULL, _("The record “%s” has the type “%s”, which is "
                                                    "no usual one."),
                     record->name, record->type);
  else if (form != LP_RECORD_NOTHING && form != record->form)
    lp_check_report (check, rule, elements, NULL, _("The record “%s” is of type %s, which takes "
                                                    "%s, but %s is %s."),
                     record->name, record->type, describe_form (form), record->value,
                     describe_form (record->form));
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GArray) records = lp_records_list (check);

  for (guint i = 0; i < records->len; i++)
    check_record (rule, check, &g_array_index (records, LpRecord, i));
}

/* The domain itself can have no CNAME, and neither can a name that has other records. */
static const char *
get_alias_type (LpDesign  *design,
                LpElement *record)
{
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpSite) site = lp_site_new (graph);
  g_autofree char *host =
      lp_site_expand (site, lp_element_get_text (record, LP_ATTRIBUTE_RECORD_NAME));
  LpElement *each = lp_element_find_child (lp_element_get_parent (record), LP_KIND_RECORD);

  if (strcmp (host, site->apex) == 0)
    return "ALIAS";

  for (; each != NULL; each = lp_element_find_next (each))
    {
      g_autofree char *other =
          lp_site_expand (site, lp_element_get_text (each, LP_ATTRIBUTE_RECORD_NAME));

      if (each != record && strcmp (other, host) == 0)
        return "ALIAS";
    }

  return "CNAME";
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *record = lp_finding_find_element (finding, design, 0);
  const char *type;
  LpNetwork address;

  if (record == NULL)
    return FALSE;

  switch (lp_record_read (lp_element_get_text (record, LP_ATTRIBUTE_RECORD_VALUE), &address))
    {
    case LP_RECORD_IPV4:
      type = "A";
      break;
    case LP_RECORD_IPV6:
      type = "AAAA";
      break;
    case LP_RECORD_NAME:
      type = get_alias_type (design, record);
      break;
    default:
      return FALSE;
    }

  lp_element_set_text (record, LP_ATTRIBUTE_RECORD_TYPE, type);

  return TRUE;
}

const LpRule lp_rule_record_type_wrong = {
  .key = "record-type-wrong",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Wrong type of DNS record"),
  .why = N_("The type of a record says what its value is. An A record holds an IPv4 address, an "
            "AAAA record an IPv6 address, a CNAME record another name. “www is 8.8.8.8” is "
            "therefore an A record. As a CNAME it would send browsers to look for a machine that "
            "is called 8.8.8.8, which there is not."),
  .advice = N_("Choose the type that fits the value: A for an IPv4 address, AAAA for IPv6, CNAME "
               "for a name."),
  .check = check_design,
  .fix = fix,
};
