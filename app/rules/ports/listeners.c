/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/ports/listeners.h"

#include "analysis/traffic.h"
#include "rules/engine/rewire.h"

/* Ports that nobody uses for anything else on purpose. 8000 or 9000 may be anybody’s. */
static const LpProtocol owners[] = {
  LP_PROTOCOL_SSH, LP_PROTOCOL_DNS, LP_PROTOCOL_HTTP, LP_PROTOCOL_HTTPS,
  LP_PROTOCOL_MYSQL, LP_PROTOCOL_POSTGRESQL, LP_PROTOCOL_REDIS, LP_PROTOCOL_MEMCACHED,
};

LpProtocol
lp_listeners_get_owner (int port)
{
  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    if (lp_protocol_get_row (owners[i])->port == port)
      return owners[i];

  return LP_PROTOCOL_NONE;
}

gboolean
lp_listeners_is_unusual (LpProtocol protocol,
                         int        port)
{
  LpProtocol owner = lp_listeners_get_owner (port);

  return owner != LP_PROTOCOL_NONE && owner != protocol &&
         lp_protocol_get_row (protocol)->port != 0;
}

guint
lp_listeners_get_transports (LpElement *listener)
{
  int protocol = lp_element_get_choice (listener, LP_ATTRIBUTE_LISTEN_PROTOCOL);

  return lp_protocol_get_row (protocol)->transports;
}

/* Plain TCP may carry anything. */
gboolean
lp_listeners_speaks (LpProtocol heard,
                     LpProtocol protocol)
{
  return heard == protocol || lp_protocol_get_row (heard)->port == 0 ||
         lp_protocol_get_row (protocol)->port == 0;
}

static LpElement *
find_own (LpElement *element,
          int        port,
          guint      transports)
{
  LpElement *each;

  for (each = lp_element_find_child (element, LP_KIND_LISTEN);
       each != NULL;
       each = lp_element_find_next (each))
    if (lp_element_get_integer (each, LP_ATTRIBUTE_LISTEN_PORT) == port &&
        (lp_listeners_get_transports (each) & transports) != 0)
      break;

  return each;
}

LpElement *
lp_listeners_find (LpElement *element,
                   int        port,
                   guint      transports)
{
  LpElement *server = lp_rewire_find_server (element);
  LpElement *found = NULL;

  if (server == NULL)
    return find_own (element, port, transports);

  for (LpElement *each = lp_element_get_first_child (server); each != NULL && found == NULL;
       each = lp_element_get_next_sibling (each))
    found = find_own (each, port, transports);

  return found;
}

int
lp_listeners_find_free (LpElement *element,
                        int        port,
                        guint      transports)
{
  for (int free = port + 1; free <= LP_LISTENERS_HIGHEST_PORT; free++)
    if (lp_listeners_find (element, free, transports) == NULL &&
        lp_listeners_get_owner (free) == LP_PROTOCOL_NONE)
      return free;

  return port;
}

/* Links that name no port follow by themselves, unless what is in line before tells them one. */
static GPtrArray *
list_links (LpDesign  *design,
            LpElement *listener)
{
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpTraffic) traffic = lp_traffic_new (graph);
  GPtrArray *links = g_ptr_array_new ();

  for (guint i = 0; i < traffic->n_legs; i++)
    if (traffic->legs[i].listener == listener)
      g_ptr_array_add (links, graph->links[traffic->legs[i].link].element);

  return links;
}

void
lp_listeners_move (LpDesign  *design,
                   LpElement *listener,
                   int        port)
{
  g_autoptr (GPtrArray) links = list_links (design, listener);

  lp_element_set_number (listener, LP_ATTRIBUTE_LISTEN_PORT, port);
  for (guint i = 0; i < links->len; i++)
    {
      LpKind from = lp_element_get_kind (lp_link_get_from (links->pdata[i]));

      if (lp_element_has (links->pdata[i], LP_ATTRIBUTE_PORT) || lp_traffic_passes_through (from))
        lp_element_set_number (links->pdata[i], LP_ATTRIBUTE_PORT, port);
      lp_rewire_let_through (design, links->pdata[i]);
    }
}
