/* SPDX-License-Identifier: MIT */
/* db-exposed: a database that the Internet may reach is found and tried within hours. A visitor
 * who is drawn to ask the database is pair-illegal’s. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/firewall/exposure.h"
#include "rules/firewall/holes.h"

/* A server that says only a private address is not on the Internet. */
static gboolean
is_private (LpElement *server)
{
  const char *address = lp_element_get_text (server, LP_ATTRIBUTE_ADDRESS);
  LpNetwork network;

  if (*address == '\0')
    return lp_element_has (server, LP_ATTRIBUTE_PRIVATE_ADDRESS);

  return lp_network_parse (address, &network) && !lp_network_is_public (&network);
}

/* The rule of @firewall by which the Internet may reach @database, or NULL. Those that let in
 * everything are any-any’s. */
static const LpAllow *
find_rule (const LpTraffic *traffic,
           int              firewall,
           LpElement       *database)
{
  const LpAllow *allow = NULL;
  LpElement *each = lp_element_find_child (database, LP_KIND_LISTEN);

  if (each == NULL)
    allow = lp_traffic_find_public_rule (traffic, firewall, LP_TRANSPORT_TCP,
                                         lp_flow_get_port (LP_FLOW_QUERY, LP_KIND_DATABASE,
                                                           LP_PROTOCOL_NONE));
  for (; each != NULL && allow == NULL; each = lp_element_find_next (each))
    allow = lp_traffic_find_public_rule (traffic, firewall, LP_TRANSPORT_TCP,
                                         lp_element_get_integer (each, LP_ATTRIBUTE_LISTEN_PORT));

  return allow != NULL && !lp_allow_is_any (allow) ? allow : NULL;
}

static void
report (const LpRule  *rule,
        LpCheck       *check,
        int            firewall,
        int            database,
        const LpAllow *allow)
{
  const LpGraphNode *nodes = check->graph->nodes;

  lp_check_report (check, rule,
                   LP_ELEMENTS (allow->element, nodes[database].element), NULL,
                   _("“%s” lets the whole Internet reach “%s”."),
                   lp_check_get_name (check, firewall), lp_check_get_name (check, database));
}

static void
check_guards (const LpRule *rule,
              LpCheck      *check,
              int           firewall)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  int server = check->servers[firewall];
  LpElement *element = check->graph->nodes[server].element;

  if (is_private (element))
    return;

  for (LpElement *each = lp_element_find_child (element, LP_KIND_DATABASE); each != NULL;
       each = lp_element_find_next (each))
    {
      const LpAllow *allow = find_rule (traffic, firewall, each);

      if (allow != NULL)
        report (rule, check, firewall, lp_graph_find_element (check->graph, each), allow);
    }
}

/* Only where visitors come to the firewall at all. */
static void
check_in_line (const LpRule *rule,
               LpCheck      *check,
               int           firewall)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);

  for (guint k = traffic->out_start[firewall]; k < traffic->out_start[firewall + 1]; k++)
    {
      int node = traffic->legs[traffic->out[k]].to;
      const LpAllow *allow = NULL;

      if (check->graph->nodes[node].kind == LP_KIND_DATABASE)
        allow = find_rule (traffic, firewall, check->graph->nodes[node].element);
      if (allow != NULL)
        report (rule, check, firewall, node, allow);
    }
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpExposure *exposure = lp_exposure_get (check);

  for (guint i = 0; i < check->kinds[LP_KIND_FIREWALL].n; i++)
    {
      int firewall = check->kinds[LP_KIND_FIREWALL].nodes[i];

      if (check->graph->nodes[firewall].guards)
        check_guards (rule, check, firewall);
      else if ((exposure->marks[firewall] & (LP_EXPOSURE_BARE | LP_EXPOSURE_FILTERED)) != 0)
        check_in_line (rule, check, firewall);
    }
}

const LpRule lp_rule_db_exposed = {
  .key = "db-exposed",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Database open to the Internet"),
  .why = N_("Open databases are searched for all the time. Whoever finds one tries passwords "
            "and known holes, copies what is stored, and often deletes it and asks for ransom. "
            "Visitors need the web server; only the application needs the database."),
  .advice = N_("Let only the application servers and the replicas in on the database’s port."),
  .check = check_design,
};
