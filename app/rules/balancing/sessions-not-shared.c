/* SPDX-License-Identifier: MIT */
/* sessions-not-shared: a session kept on one server is lost on the next request to another. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/balancing/clusters.h"
#include "rules/engine/rule.h"

/* Whether two requests of one visitor may go to different servers. */
static gboolean
scatters (LpCheck *check,
          int      balancer)
{
  LpElement *element = check->graph->nodes[balancer].element;

  return lp_element_get_choice (element, LP_ATTRIBUTE_ALGORITHM) != LP_ALGORITHM_IP_HASH &&
         !lp_clusters_keeps_reserve (check, balancer);
}

/* Marks what stands behind load balancers that scatter. */
static guint8 *
mark_behind (LpCheck *check)
{
  const LpNodes *balancers = &check->kinds[LP_KIND_LOAD_BALANCER];
  guint8 *marks = g_new0 (guint8, check->graph->n_nodes);
  g_autofree int *stack = g_new (int, check->graph->n_nodes);
  guint depth = 0;

  for (guint i = 0; i < balancers->n; i++)
    if (scatters (check, balancers->nodes[i]))
      {
        marks[balancers->nodes[i]] = TRUE;
        stack[depth++] = balancers->nodes[i];
      }

  while (depth > 0)
    {
      int node = stack[--depth];

      for (guint k = check->hop_out_start[node]; k < check->hop_out_start[node + 1]; k++)
        {
          const LpHop *hop = &check->hops[check->hop_out[k]];

          if (hop->flow != LP_FLOW_REQUEST || marks[hop->to])
            continue;

          marks[hop->to] = TRUE;
          stack[depth++] = hop->to;
        }
    }

  return marks;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *apps = &check->kinds[LP_KIND_APP_SERVER];
  g_autofree guint8 *behind = mark_behind (check);
  g_autoptr (GPtrArray) local = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  g_autofree char *names = NULL;
  guint n_behind = 0;

  for (guint i = 0; i < apps->n; i++)
    {
      LpElement *app = check->graph->nodes[apps->nodes[i]].element;

      if (!behind[apps->nodes[i]])
        continue;

      n_behind++;
      if (lp_element_get_choice (app, LP_ATTRIBUTE_SESSIONS) == LP_SESSIONS_LOCAL)
        g_ptr_array_add (local, app);
    }

  if (n_behind < 2 || local->len == 0)
    return;

  names = lp_check_join_names (check, (LpElement **) local->pdata);
  lp_check_report (check, rule, (LpElement **) local->pdata, NULL,
                   ngettext ("%s keeps the sessions to itself, but a visitor’s next request may "
                             "go to another server.",
                             "%s each keep the sessions to themselves, but a visitor’s next "
                             "request may go to another server.", local->len),
                   names);
}

const LpRule lp_rule_sessions_not_shared = {
  .key = "sessions-not-shared",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Sessions are not shared"),
  .why = N_("A session remembers who has logged in. When each application server keeps its own "
            "sessions and requests are spread over all of them, the next page comes from a "
            "server that has never seen the visitor, who is logged out again."),
  .advice = N_("Keep sessions in a store that all servers share, or let the load balancer send "
               "the same visitor to the same server (IP hash or sticky sessions)."),
  .check = check_design,
};
