/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/flow.h"

#include <glib/gi18n-lib.h>

static const LpFlowRow rows[LP_N_FLOWS] = {
  [LP_FLOW_LOOKUP] = {
    "lookup", N_("Lookup"), N_("A visitor asks for the address of a name."),
    LP_PROTOCOL_DNS },
  [LP_FLOW_REQUEST] = {
    "request", N_("Request"), N_("A page is asked for, towards the next tier."),
    LP_PROTOCOL_HTTP },
  [LP_FLOW_QUERY] = {
    "query", N_("Query"), N_("The application reads or writes stored data."),
    LP_PROTOCOL_MYSQL },
  [LP_FLOW_REPLICATION] = {
    "replication", N_("Replication"), N_("The primary sends its changes to a replica."),
    LP_PROTOCOL_MYSQL },
  [LP_FLOW_FAILOVER] = {
    "failover", N_("Failover"), N_("Members of a cluster watch each other."),
    LP_PROTOCOL_VRRP },
  [LP_FLOW_METRICS] = {
    "metrics", N_("Metrics"), N_("Metrics and logs go to the monitoring service."),
    LP_PROTOCOL_HTTPS },
  [LP_FLOW_FILES] = {
    "files", N_("Files"), N_("The application reads its files over the network."),
    LP_PROTOCOL_NFS },
  [LP_FLOW_MANAGE] = {
    "manage", N_("Management"), N_("Somebody who runs the site logs in to a server."),
    LP_PROTOCOL_SSH },
  [LP_FLOW_RESPONSE] = {
    "response", N_("Response"), N_("The answer on its way back. Only drawn, not checked."),
    LP_PROTOCOL_NONE },
};

/* The first row that fits decides. LP_N_KINDS stands for any kind. */
static const struct
{
  LpKind from;
  LpKind to;
  LpFlow flow;
} proposals[] = {
  { LP_N_KINDS, LP_KIND_DNS, LP_FLOW_LOOKUP },
  { LP_N_KINDS, LP_KIND_MONITORING_SERVICE, LP_FLOW_METRICS },
  { LP_KIND_MONITORING_AGENT, LP_N_KINDS, LP_FLOW_METRICS },
  { LP_KIND_APP_SERVER, LP_KIND_APP_FILES, LP_FLOW_FILES },
  { LP_KIND_DATABASE, LP_KIND_DATABASE, LP_FLOW_REPLICATION },
  { LP_KIND_LOAD_BALANCER, LP_KIND_LOAD_BALANCER, LP_FLOW_FAILOVER },
  { LP_N_KINDS, LP_KIND_DATABASE, LP_FLOW_QUERY },
  { LP_N_KINDS, LP_KIND_CACHE, LP_FLOW_QUERY },
};

const LpFlowRow *
lp_flow_get_row (LpFlow flow)
{
  g_return_val_if_fail (flow < LP_N_FLOWS, NULL);

  return &rows[flow];
}

const char *
lp_flow_get_title (LpFlow flow)
{
  return _(lp_flow_get_row (flow)->title);
}

LpFlow
lp_flow_propose (LpKind from,
                 LpKind to)
{
  for (guint i = 0; i < G_N_ELEMENTS (proposals); i++)
    if ((proposals[i].from == LP_N_KINDS || proposals[i].from == from) &&
        (proposals[i].to == LP_N_KINDS || proposals[i].to == to))
      return proposals[i].flow;

  return LP_FLOW_REQUEST;
}

LpFlow
lp_flow_get_real (LpFlow flow,
                  LpKind to)
{
  return to == LP_KIND_APP_FILES && (flow == LP_FLOW_REQUEST || flow == LP_FLOW_QUERY)
           ? LP_FLOW_FILES : flow;
}

LpProtocol
lp_flow_get_protocol (LpFlow flow,
                      LpKind to)
{
  const LpKindRow *target = to < LP_N_KINDS ? lp_kind_get_row (to) : NULL;

  if (target != NULL && target->protocol != LP_PROTOCOL_NONE &&
      (flow == LP_FLOW_REQUEST || (flow == LP_FLOW_QUERY && target->group == LP_GROUP_DATA)))
    return target->protocol;

  return rows[flow].protocol;
}

int
lp_flow_get_port (LpFlow     flow,
                  LpKind     to,
                  LpProtocol protocol)
{
  if (protocol == LP_PROTOCOL_NONE)
    protocol = lp_flow_get_protocol (flow, to);

  /* Gunicorn speaks HTTP to the web server in front of it, and not on 80. */
  if (to == LP_KIND_APP_SERVER && protocol == LP_PROTOCOL_HTTP)
    return 8000;

  return lp_protocol_get_row (protocol)->port;
}

gboolean
lp_flow_asks_listeners (LpFlow flow)
{
  return flow == LP_FLOW_REQUEST || flow == LP_FLOW_QUERY || flow == LP_FLOW_REPLICATION;
}

static gboolean
is_anything (LpProtocol protocol)
{
  return protocol == LP_PROTOCOL_NONE || protocol == LP_PROTOCOL_ANY;
}

static gboolean
is_bare (LpProtocol protocol)
{
  return protocol == LP_PROTOCOL_TCP || protocol == LP_PROTOCOL_UDP;
}

gboolean
lp_flow_fits_listener (LpFlow     flow,
                       LpProtocol protocol,
                       int        port,
                       LpProtocol heard,
                       int        heard_port)
{
  const LpProtocolRow *row = lp_protocol_get_row (protocol);

  if (!lp_flow_asks_listeners (flow) || (port != 0 && heard_port != 0 && port != heard_port))
    return FALSE;
  if (is_anything (protocol) || is_anything (heard) || protocol == heard)
    return TRUE;
  if ((row->transports & lp_protocol_get_row (heard)->transports) == 0)
    return FALSE;

  return is_bare (heard) ? port != 0 || heard_port == 0 || row->port == heard_port
                         : is_bare (protocol);
}

void
lp_flow_complete_service (LpFlow      flow,
                          LpKind      to,
                          LpProtocol  heard,
                          int         heard_port,
                          LpProtocol *protocol,
                          int        *port)
{
  flow = lp_flow_get_real (flow, to);
  if (*protocol == LP_PROTOCOL_NONE)
    *protocol = heard;
  if (*protocol == LP_PROTOCOL_NONE && flow == LP_FLOW_REQUEST && *port == 443)
    *protocol = LP_PROTOCOL_HTTPS;
  if (*protocol == LP_PROTOCOL_NONE)
    *protocol = lp_flow_get_protocol (flow, to);

  if (*port == 0)
    *port = heard_port;
  if (*port == 0)
    *port = lp_flow_get_port (flow, to, *protocol);
}
