/* SPDX-License-Identifier: MIT */
/* name-server-lame: two name servers help only when both know the same. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/dns/records.h"
#include "rules/engine/groups.h"
#include "rules/engine/rule.h"

/* Where there are more, nobody has drawn them by hand. */
#define MAX_NAME_SERVERS 100

/* A resolver asks others, and needs no records. */
static gboolean
asks_others (LpCheck *check,
             int      dns)
{
  for (guint k = check->hop_out_start[dns]; k < check->hop_out_start[dns + 1]; k++)
    if (check->hops[check->hop_out[k]].flow == LP_FLOW_LOOKUP)
      return TRUE;

  return FALSE;
}

/* Name servers that one visitor asks are twins. */
static LpGroups *
join_twins (LpCheck *check)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  LpGroups *groups = lp_groups_new (check);

  for (guint i = 0; i < check->graph->n_nodes; i++)
    {
      int first = -1;

      for (guint k = conversations->start[i]; k < conversations->start[i + 1]; k++)
        {
          const LpConversation *each = &conversations->list[k];

          if (each->flow != LP_FLOW_LOOKUP || check->graph->nodes[each->to].kind != LP_KIND_DNS ||
              check->graph->nodes[i].kind != LP_KIND_CLIENT || asks_others (check, each->to))
            continue;

          if (first < 0)
            first = each->to;
          lp_groups_join (groups, first, each->to);
        }
    }

  return groups;
}

/* "DNS HOST" of all that lead on, also wildcards. */
static GHashTable *
list_known (const GArray *records)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const LpRecord *record = &g_array_index (records, LpRecord, i);

      if (lp_record_leads (record))
        g_hash_table_add (known, g_strdup_printf ("%d %s", record->dns, record->host));
    }

  return known;
}

static gboolean
knows (GHashTable *known,
       int         dns,
       const char *host)
{
  g_autofree char *key = g_strdup_printf ("%d %s", dns, host);
  const char *dot = strchr (host, '.');
  g_autofree char *wild = g_strdup_printf ("%d *%s", dns, dot != NULL ? dot : "");

  return g_hash_table_contains (known, key) || g_hash_table_contains (known, wild);
}

/* The first of @records that a twin of @dns holds and that @dns itself does not answer, or NULL. */
static const LpRecord *
find_missing (LpCheck      *check,
              const GArray *records,
              GHashTable   *known,
              LpGroups     *groups,
              int           dns)
{
  const LpSite *site = lp_records_get_site (check);

  for (guint i = 0; i < records->len; i++)
    {
      const LpRecord *record = &g_array_index (records, LpRecord, i);

      if (record->dns != dns && lp_record_leads (record) &&
          lp_groups_find (groups, record->dns) == lp_groups_find (groups, dns) &&
          (*site->host == '\0' || lp_site_has (site, record->host)) &&
          !knows (known, dns, record->host))
        return record;
    }

  return NULL;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *servers = &check->kinds[LP_KIND_DNS];
  g_autoptr (GArray) records = NULL;
  g_autoptr (GHashTable) known = NULL;
  g_autoptr (LpGroups) groups = NULL;

  if (servers->n < 2 || servers->n > MAX_NAME_SERVERS)
    return;

  records = lp_records_list (check);
  known = list_known (records);
  groups = join_twins (check);
  for (guint i = 0; i < servers->n; i++)
    {
      const LpRecord *missing = find_missing (check, records, known, groups, servers->nodes[i]);

      if (missing != NULL)
        lp_check_report (check, rule,
                         LP_ELEMENTS (check->graph->nodes[servers->nodes[i]].element),
                         LP_ELEMENTS (check->graph->nodes[missing->dns].element),
                         _("Visitors ask “%s” as well as “%s”, but it has no address for %s."),
                         lp_check_get_name (check, servers->nodes[i]),
                         lp_check_get_name (check, missing->dns), missing->host);
    }
}

const LpRule lp_rule_name_server_lame = {
  .key = "name-server-lame",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Name server that does not know the site"),
  .why = N_("Resolvers ask any of the name servers of a domain, so all of them have to hold the "
            "same records. One that holds the domain without this record answers that the name "
            "does not exist, and that visitor gets no page. One that does not hold the domain at "
            "all is passed over, but is no help when the other one fails."),
  .advice = N_("Copy the records, or let one name server fetch the whole zone from the other."),
  .check = check_design,
};
