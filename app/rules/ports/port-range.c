/* SPDX-License-Identifier: MIT */
/* port-range: ports are numbers from 1 to 65535. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/traffic.h"
#include "rules/engine/rule.h"
#include "rules/ports/listeners.h"

static gboolean
is_port (int port)
{
  return port >= 1 && port <= LP_LISTENERS_HIGHEST_PORT;
}

static void
check_links (const LpRule *rule,
             LpCheck      *check)
{
  for (guint i = 0; i < check->graph->n_links; i++)
    {
      const LpGraphLink *link = &check->graph->links[i];

      if ((link->mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_PORT)) != 0 && !is_port (link->port))
        lp_check_report (check, rule, LP_ELEMENTS (link->element), NULL,
                         _("The link from “%s” to “%s” has the port %d, which does not exist."),
                         lp_check_get_name (check, link->drawn_from),
                         lp_check_get_name (check, link->drawn_to), link->port);
    }
}

static gboolean
is_bad_listener (const LpGraphListener *listener)
{
  return !is_port (listener->port) && lp_element_has (listener->element, LP_ATTRIBUTE_LISTEN_PORT);
}

static void
check_listeners (const LpRule *rule,
                 LpCheck      *check,
                 int           node)
{
  const LpGraph *graph = check->graph;
  g_autoptr (GPtrArray) bad = NULL;

  for (guint k = graph->listen_start[node]; k < graph->listen_start[node + 1]; k++)
    if (is_bad_listener (&graph->listeners[k]))
      {
        if (bad == NULL)
          bad = g_ptr_array_new_null_terminated (2, NULL, TRUE);
        g_ptr_array_add (bad, graph->listeners[k].element);
      }

  if (bad != NULL)
    lp_check_report (check, rule, (LpElement **) bad->pdata, NULL,
                     _("“%s” listens on %d, which is no port."), lp_check_get_name (check, node),
                     lp_element_get_integer (bad->pdata[0], LP_ATTRIBUTE_LISTEN_PORT));
}

static gboolean
is_bad_allow (LpElement *allow)
{
  const char *text = lp_element_get_text (allow, LP_ATTRIBUTE_ALLOW_PORT);
  g_autofree LpPortRange *ranges = NULL;
  guint n;

  return !lp_allow_parse_ports (text, &ranges, &n);
}

static void
check_firewall (const LpRule *rule,
                LpCheck      *check,
                int           node)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  g_autoptr (GPtrArray) bad = NULL;

  for (guint k = traffic->allow_start[node]; k < traffic->allow_start[node + 1]; k++)
    if (is_bad_allow (traffic->allows[k].element))
      {
        if (bad == NULL)
          bad = g_ptr_array_new_null_terminated (2, NULL, TRUE);
        g_ptr_array_add (bad, traffic->allows[k].element);
      }

  if (bad != NULL)
    lp_check_report (check, rule, (LpElement **) bad->pdata, NULL,
                     _("A rule of “%s” names the port “%s”, which is none: it lets nothing "
                       "through."),
                     lp_check_get_name (check, node),
                     lp_element_get_text (bad->pdata[0], LP_ATTRIBUTE_ALLOW_PORT));
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->graph->n_nodes; i++)
    if (check->graph->nodes[i].kind == LP_KIND_FIREWALL)
      check_firewall (rule, check, i);
    else
      check_listeners (rule, check, i);

  check_links (rule, check);
}

const LpRule lp_rule_port_range = {
  .key = "port-range",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("No such port"),
  .why = N_("A port is a number of 16 bits, from 1 to 65535. Nothing can listen on any other, "
            "so what is drawn there cannot be configured."),
  .advice = N_("Write a port from 1 to 65535; a firewall rule also takes a range like "
               "8000-8010, or any."),
  .check = check_design,
};
