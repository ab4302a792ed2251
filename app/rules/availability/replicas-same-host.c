/* SPDX-License-Identifier: MIT */
/* replicas-same-host: two instances that fail together are one. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/fix.h"
#include "rules/engine/rule.h"

static const LpKind kinds[] = {
  LP_KIND_LOAD_BALANCER, LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER, LP_KIND_DATABASE, LP_KIND_CACHE,
};

/* What is of different software does different work: Redis and its Sentinel. */
static gboolean
is_alike (LpCheck *check,
          int      a,
          int      b)
{
  const char *one = lp_element_get_text (lp_check_get_element (check, a), LP_ATTRIBUTE_SOFTWARE);
  const char *other = lp_element_get_text (lp_check_get_element (check, b), LP_ATTRIBUTE_SOFTWARE);

  return *one == '\0' || *other == '\0' || g_ascii_strcasecmp (one, other) == 0;
}

/* Whether the two ends of @hop can stand in for each other. */
static gboolean
is_pair (LpCheck     *check,
         const LpHop *hop)
{
  return (hop->flow == LP_FLOW_REPLICATION || hop->flow == LP_FLOW_FAILOVER) &&
         check->servers[hop->from] == check->servers[hop->to] && hop->from != hop->to &&
         check->graph->nodes[hop->from].kind == check->graph->nodes[hop->to].kind &&
         is_alike (check, hop->from, hop->to);
}

/* Marks those among @nodes, which are of one kind and on one server, that share a task with another
 * one: the same source sends to both, or they replicate or watch each other. Cost: O(hops that end
 * there). */
static void
mark_redundant (LpCheck   *check,
                const int *nodes,
                guint      n_nodes,
                guint8    *redundant)
{
  g_autoptr (GHashTable) first = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n_nodes; i++)
    for (guint k = check->hop_in_start[nodes[i]]; k < check->hop_in_start[nodes[i] + 1]; k++)
      {
        const LpHop *hop = &check->hops[check->hop_in[k]];
        gpointer source = GINT_TO_POINTER (hop->from);
        gpointer other;

        if (is_pair (check, hop))
          redundant[hop->from] = redundant[hop->to] = TRUE;
        else if (hop->flow != LP_FLOW_REQUEST && hop->flow != LP_FLOW_QUERY)
          continue;
        else if (!g_hash_table_lookup_extended (first, source, NULL, &other))
          g_hash_table_insert (first, source, GINT_TO_POINTER (nodes[i]));
        else if (GPOINTER_TO_INT (other) != nodes[i] &&
                 is_alike (check, GPOINTER_TO_INT (other), nodes[i]))
          redundant[GPOINTER_TO_INT (other)] = redundant[nodes[i]] = TRUE;
      }
}

static void
check_host (const LpRule *rule,
            LpCheck      *check,
            const int    *nodes,
            guint         n_nodes,
            guint8       *redundant)
{
  g_autoptr (GPtrArray) elements = NULL;
  g_autofree char *names = NULL;

  if (n_nodes < 2 || check->servers[nodes[0]] < 0)
    return;

  mark_redundant (check, nodes, n_nodes, redundant);
  elements = g_ptr_array_new_null_terminated (n_nodes, NULL, TRUE);
  for (guint i = 0; i < n_nodes; i++)
    if (redundant[nodes[i]])
      g_ptr_array_add (elements, lp_check_get_element (check, nodes[i]));

  if (elements->len < 2)
    return;

  names = lp_check_join_names (check, (LpElement **) elements->pdata);
  lp_check_report (check, rule, (LpElement **) elements->pdata,
                   LP_ELEMENTS (lp_check_get_element (check, check->servers[nodes[0]])),
                   _("%s are there to replace each other, but stand on the same server, "
                     "“%s”."), names,
                   lp_check_get_name (check, check->servers[nodes[0]]));
}

/* What stands in one server follows in the document, so those of one kind are together. */
static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autofree guint8 *redundant = g_new0 (guint8, check->graph->n_nodes);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const LpNodes *nodes = &check->kinds[kinds[i]];
      guint first = 0;

      for (guint k = 1; k <= nodes->n; k++)
        if (k == nodes->n || check->servers[nodes->nodes[k]] != check->servers[nodes->nodes[first]])
          {
            check_host (rule, check, nodes->nodes + first, k - first, redundant);
            first = k;
          }
    }
}

/* The first stays. */
static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  for (guint i = 1; i < lp_finding_get_n_elements (finding); i++)
    {
      LpElement *element = lp_finding_find_element (finding, design, i);

      if (element == NULL)
        return FALSE;
      lp_fix_move_to_own_server (design, element);
    }

  return TRUE;
}

const LpRule lp_rule_replicas_same_host = {
  .key = "replicas-same-host",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Replicas on the same server"),
  .why = N_("The second instance is there for the moment when the first one fails. "
            "On the same server both stop together: one power supply, one restart, one full disk "
            "takes both. "
            "Redundancy counts machines, not programs."),
  .advice = N_("Put each of them on a server of its own."),
  .check = check_design,
  .fix = fix,
};
