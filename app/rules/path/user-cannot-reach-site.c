/* SPDX-License-Identifier: MIT */
/* user-cannot-reach-site: a visitor from whom no requests lead to a web server sees nothing. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/clients.h"
#include "rules/engine/rule.h"

/* What shows pages; behind a balancer that may be application servers alone. */
static const LpKind site[] = { LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER };

/* Of each node: whether requests lead from it to the site. Where the drawing sends them through
 * DNS, dns-in-data-path says what is wrong. */
static guint8 *
find_leading (LpCheck *check)
{
  const LpGraph *graph = check->graph;
  guint8 *leading = g_new0 (guint8, graph->n_nodes);
  g_autofree int *stack = g_new (int, graph->n_nodes);
  guint depth = 0;

  for (guint i = 0; i < G_N_ELEMENTS (site); i++)
    for (guint k = 0; k < check->kinds[site[i]].n; k++)
      {
        stack[depth++] = check->kinds[site[i]].nodes[k];
        leading[check->kinds[site[i]].nodes[k]] = TRUE;
      }

  while (depth > 0)
    {
      int node = stack[--depth];

      for (guint k = graph->in_start[node]; k < graph->in_start[node + 1]; k++)
        {
          const LpGraphLink *link = &graph->links[graph->in[k]];

          if (leading[link->from] ||
              (link->flow != LP_FLOW_REQUEST &&
               (link->flow != LP_FLOW_LOOKUP || graph->nodes[link->to].kind != LP_KIND_DNS)))
            continue;

          leading[link->from] = TRUE;
          stack[depth++] = link->from;
        }
    }

  return leading;
}

/* Where @client sends requests, ended by NULL. */
static GPtrArray *
list_targets (LpCheck *check,
              int      client)
{
  GPtrArray *targets = g_ptr_array_new_null_terminated (2, NULL, TRUE);

  for (guint k = check->hop_out_start[client]; k < check->hop_out_start[client + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_out[k]];

      if (hop->flow == LP_FLOW_REQUEST)
        g_ptr_array_add (targets, lp_check_get_element (check, hop->to));
    }

  return targets;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *clients = &check->kinds[LP_KIND_CLIENT];
  g_autofree guint8 *leading = NULL;

  /* Where nothing could answer yet, the drawing has only begun. */
  if (check->kinds[LP_KIND_WEB_SERVER].n == 0 && check->kinds[LP_KIND_APP_SERVER].n == 0)
    return;

  leading = find_leading (check);
  for (guint i = 0; i < clients->n; i++)
    {
      int client = clients->nodes[i];
      g_autoptr (GPtrArray) targets = NULL;
      g_autofree char *names = NULL;

      if (leading[client] || lp_clients_is_operator (check, client))
        continue;

      targets = list_targets (check, client);
      names = lp_check_join_names (check, (LpElement **) targets->pdata);
      if (targets->len == 0)
        lp_check_report (check, rule, LP_ELEMENTS (lp_check_get_element (check, client)), NULL,
                         _("No request leads from “%s” to a web or application server."),
                         lp_check_get_name (check, client));
      else
        lp_check_report (check, rule, LP_ELEMENTS (lp_check_get_element (check, client)),
                         (LpElement **) targets->pdata,
                         _("The requests of “%s” go to %s, and from there to no web or application "
                           "server."),
                         lp_check_get_name (check, client), names);
    }
}

const LpRule lp_rule_user_cannot_reach_site = {
  .key = "user-cannot-reach-site",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Visitors cannot reach the site"),
  .why = N_("A page can be shown only if the visitor’s request gets to a server that makes it. "
            "Here no chain of links leads there, so the site is down even while every part of it "
            "works."),
  .advice = N_("Link the visitor to what takes requests first: the virtual IP, the load balancer "
               "or the web server. "
               "Then link on from there."),
  .check = check_design,
};
