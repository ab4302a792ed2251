/* SPDX-License-Identifier: MIT */
/* pair-without-failover: two load balancers are a cluster only if one can take the other’s
 * place. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/balancing/clusters.h"
#include "rules/balancing/make-cluster.h"
#include "rules/engine/rule.h"
#include "rules/engine/siblings.h"

/* What is the same for all levels. */
typedef struct
{
  LpCheck    *check;
  LpGroups   *clusters;
  LpGroups   *siblings;         /* Components that do the same work. */
  GHashTable *records;          /* The values of all DNS records. */
} Context;

static gboolean
asks (LpCheck *check,
      int      from,
      int      node)
{
  for (guint k = check->hop_in_start[node]; k < check->hop_in_start[node + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_in[k]];

      if (hop->from == from && lp_clusters_is_traffic (hop))
        return TRUE;
    }

  return FALSE;
}

/* What finds out by itself that one of several is gone, and asks the next: not visitors, who ask
 * the address that they were given. */
static gboolean
chooses (LpKind kind)
{
  return kind == LP_KIND_LOAD_BALANCER || kind == LP_KIND_WEB_SERVER ||
         kind == LP_KIND_APP_SERVER || kind == LP_KIND_CDN;
}

/* Whether somebody asks all of @level and leaves out those that have failed. */
static gboolean
is_balanced (LpCheck      *check,
             const GArray *level)
{
  int first = g_array_index (level, int, 0);

  for (guint k = check->hop_in_start[first]; k < check->hop_in_start[first + 1]; k++)
    {
      int from = check->hops[check->hop_in[k]].from;
      guint i;

      if (!chooses (check->graph->nodes[from].kind))
        continue;

      for (i = 0; i < level->len && asks (check, from, g_array_index (level, int, i)); i++)
        ;
      if (i == level->len)
        return TRUE;
    }

  return FALSE;
}

/* Whether each of @level is asked, and only by one of several that do the same work: a proxy for
 * each application server. When it fails, whoever asks these takes another. */
static gboolean
serves_siblings (const Context *context,
                 const GArray  *level)
{
  LpCheck *check = context->check;
  int siblings = -1;

  for (guint i = 0; i < level->len; i++)
    {
      int node = g_array_index (level, int, i);
      guint n_asking = 0;

      for (guint k = check->hop_in_start[node]; k < check->hop_in_start[node + 1]; k++)
        {
          const LpHop *hop = &check->hops[check->hop_in[k]];
          int group = lp_groups_find (context->siblings, hop->from);

          if (!lp_clusters_is_traffic (hop))
            continue;
          if (!chooses (check->graph->nodes[hop->from].kind) ||
              (siblings >= 0 && group != siblings))
            return FALSE;

          siblings = group;
          n_asking++;
        }
      if (n_asking == 0)
        return FALSE;
    }

  return TRUE;
}

static GHashTable *
list_records (LpCheck *check)
{
  GHashTable *records = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < check->kinds[LP_KIND_DNS].n; i++)
    {
      LpElement *dns = check->graph->nodes[check->kinds[LP_KIND_DNS].nodes[i]].element;
      LpElement *each;

      for (each = lp_element_find_child (dns, LP_KIND_RECORD);
           each != NULL;
           each = lp_element_find_next (each))
        g_hash_table_add (records,
                          (gpointer) lp_element_get_text (each, LP_ATTRIBUTE_RECORD_VALUE));
    }

  return records;
}

/* Whether DNS names each of @level by an address of its own: visitors try the next one. */
static gboolean
is_named (const Context *context,
          const GArray  *level)
{
  const LpCheck *check = context->check;

  for (guint i = 0; i < level->len; i++)
    {
      int server = check->servers[g_array_index (level, int, i)];
      const char *address;

      if (server < 0)
        return FALSE;

      address = lp_element_get_text (check->graph->nodes[server].element, LP_ATTRIBUTE_ADDRESS);
      if (*address == '\0' || !g_hash_table_contains (context->records, address))
        return FALSE;
    }

  return TRUE;
}

/* The virtual IP that leads to more than one of @level but of which, without failover links, only
 * the first answers; or NULL. */
static LpElement *
find_stuck_address (LpCheck      *check,
                    const GArray *level)
{
  int member = g_array_index (level, int, 0);

  for (guint k = check->hop_in_start[member]; k < check->hop_in_start[member + 1]; k++)
    {
      const LpGraphNode *from = &check->graph->nodes[check->hops[check->hop_in[k]].from];

      if (from->kind == LP_KIND_VIRTUAL_IP)
        return from->active_active ? NULL : from->element;
    }

  return NULL;
}

static gboolean
has_failover (LpCheck *check,
              int      node)
{
  for (guint k = check->hop_out_start[node]; k < check->hop_out_start[node + 1]; k++)
    if (check->hops[check->hop_out[k]].flow == LP_FLOW_FAILOVER)
      return TRUE;
  for (guint k = check->hop_in_start[node]; k < check->hop_in_start[node + 1]; k++)
    if (check->hops[check->hop_in[k]].flow == LP_FLOW_FAILOVER)
      return TRUE;

  return FALSE;
}

static gboolean
all_have_failover (LpCheck      *check,
                   const GArray *level)
{
  for (guint i = 0; i < level->len; i++)
    if (!has_failover (check, g_array_index (level, int, i)))
      return FALSE;

  return TRUE;
}

static gboolean
are_joined (LpGroups     *clusters,
            const GArray *level)
{
  int first = lp_groups_find (clusters, g_array_index (level, int, 0));

  for (guint i = 1; i < level->len; i++)
    if (lp_groups_find (clusters, g_array_index (level, int, i)) != first)
      return FALSE;

  return TRUE;
}

static void
check_level (const LpRule  *rule,
             const Context *context,
             const GArray  *level)
{
  LpCheck *check = context->check;
  LpElement *stuck = find_stuck_address (check, level);
  g_autofree LpElement **elements = NULL;
  g_autofree char *names = NULL;

  if (is_balanced (check, level) || is_named (context, level) ||
      serves_siblings (context, level))
    return;

  elements = lp_clusters_dup_elements (check, level);
  names = lp_check_join_names (check, elements);
  if (!are_joined (context->clusters, level))
    lp_check_report (check, rule, elements, NULL,
                     _("%s do the same work, but nothing lets one take the other’s place."), names);
  else if (stuck != NULL && !all_have_failover (check, level))
    lp_check_report (check, rule, elements, LP_ELEMENTS (stuck),
                     _("“%s” leads to %s, but no failover link between them lets it move."),
                     lp_check_name (check, stuck), names);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GPtrArray) levels = lp_clusters_list_levels (check);
  g_autoptr (LpGroups) clusters = lp_clusters_new (check);
  g_autoptr (GHashTable) records = list_records (check);
  g_autoptr (LpGroups) siblings = lp_siblings_new (check);
  const Context context = { check, clusters, siblings, records };

  for (guint i = 0; i < levels->len; i++)
    if (((GArray *) levels->pdata[i])->len > 1)
      check_level (rule, &context, levels->pdata[i]);
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new ();

  for (guint i = 0; i < lp_finding_get_n_elements (finding); i++)
    {
      LpElement *member = lp_finding_find_element (finding, design, i);

      if (member == NULL)
        return FALSE;
      g_ptr_array_add (members, member);
    }

  return lp_make_cluster (design, members);
}

const LpRule lp_rule_pair_without_failover = {
  .key = "pair-without-failover",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Load balancers without failover"),
  .why = N_("A second load balancer helps only if visitors get to it when the first one fails. "
            "DNS goes on naming the first. In a cluster both share a virtual IP, and by VRRP "
            "(keepalived) the second takes that address over within seconds."),
  .advice = N_("Let visitors come to a virtual IP, link it to each load balancer, and join the "
               "load balancers with failover links."),
  .check = check_design,
  .fix = fix,
};
