/* SPDX-License-Identifier: MIT */
/* cname-dangling: an alias of what is not there is no way to anywhere. Names outside the domain
 * are in the hands of others, who are not drawn. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/dns/records.h"
#include "rules/engine/rule.h"

/* How many aliases are followed; more than that no resolver does. */
#define MAX_ALIASES 16

/* Whether the records say that others answer for @host: one of the names above it, below the domain
 * itself, has name servers. */
static gboolean
is_delegated (const GArray *records,
              const char   *apex,
              const char   *host)
{
  for (const char *name = host; name != NULL && strcmp (name, apex) != 0;)
    {
      const GPtrArray *same = lp_records_get_same (records, name);
      const char *dot = strchr (name, '.');

      for (guint i = 0; same != NULL && i < same->len; i++)
        if (lp_record_is (same->pdata[i], "NS"))
          return TRUE;

      name = dot != NULL ? dot + 1 : NULL;
    }

  return FALSE;
}

/* The alias that @found leads on by, or NULL. */
static const LpRecord *
find_alias (const GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    if (((const LpRecord *) found->pdata[i])->target != NULL)
      return found->pdata[i];

  return NULL;
}

static gboolean
has_address (const GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    if (((const LpRecord *) found->pdata[i])->target == NULL)
      return TRUE;

  return FALSE;
}

/* Whether following @record comes back to it. */
static gboolean
is_circle (const GArray   *records,
           const LpRecord *record)
{
  const LpRecord *at = record;

  for (guint i = 0; i < MAX_ALIASES; i++)
    {
      g_autoptr (GPtrArray) found = lp_records_find (records, at->target);

      if (has_address (found))
        return FALSE;

      at = find_alias (found);
      if (at == NULL)
        return FALSE;
      if (at == record)
        return TRUE;
    }

  return FALSE;
}

static void
check_record (const LpRule   *rule,
              LpCheck        *check,
              const GArray   *records,
              const LpRecord *record)
{
  const LpSite *site = lp_records_get_site (check);
  g_autoptr (GPtrArray) found = lp_records_find (records, record->target);

  if (found->len == 0 && lp_site_has (site, record->target) &&
      !is_delegated (records, site->apex, record->target))
    lp_check_report (check, rule, LP_ELEMENTS (record->element), NULL,
                     _("%s is an alias of %s, for which no record holds an address."), record->host,
                     record->target);
  else if (is_circle (records, record))
    lp_check_report (check, rule, LP_ELEMENTS (record->element), NULL,
                     _("%s is an alias of %s, and that leads back to %s: no address is ever "
                       "found."),
                     record->host, record->target, record->host);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GArray) records = lp_records_list (check);

  for (guint i = 0; i < records->len; i++)
    if (g_array_index (records, LpRecord, i).target != NULL)
      check_record (rule, check, records, &g_array_index (records, LpRecord, i));
}

const LpRule lp_rule_cname_dangling = {
  .key = "cname-dangling",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Alias that leads nowhere"),
  .why = N_("An alias has no address of its own: the resolver goes on and asks for the name behind "
            "it. When that name has no record, or leads back to where it began, no address is ever "
            "found, and the browser says that the site does not exist."),
  .advice = N_("Add an A record for the name that the alias leads to, or give this name an A "
               "record itself."),
  .check = check_design,
};
