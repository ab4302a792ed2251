/* SPDX-License-Identifier: MIT */
/* offer.c: which conversations get traffic: what has a weight, and what the names of the site lead
 * visitors to. */
#include "config.h"

#include <string.h>

#include "analysis/opening.h"
#include "analysis/site.h"

/* Whether @node or its server has one of the addresses; @known tells whether it has any. */
static gboolean
has_address (const LpGraph *graph,
             int            node,
             const GArray  *addresses,
             gboolean      *known)
{
  const int places[] = { node, lp_graph_get_server (graph, node) };

  for (guint i = 0; i < G_N_ELEMENTS (places) && places[i] >= 0; i++)
    for (guint k = graph->address_start[places[i]]; k < graph->address_start[places[i] + 1]; k++)
      {
        const LpGraphAddress *own = &graph->addresses[k];

        if (!own->listed || !own->valid)
          continue;

        *known = TRUE;
        for (guint j = 0; j < addresses->len; j++)
          {
            const LpNetwork *named = &g_array_index (addresses, LpNetwork, j);

            if (named->n_bits == own->network.n_bits &&
                memcmp (named->bytes, own->network.bytes, named->n_bits / 8) == 0)
              return TRUE;
          }
      }

  return FALSE;
}

/* Whether the names lead to the end of @way, or to a relay on it that stands for it (NAT). */
static gboolean
is_named (const LpConversations *self,
          const LpConversation  *conversation,
          const LpWay           *way,
          const GArray          *addresses)
{
  const LpGraph *graph = self->graph;
  gboolean known = FALSE;

  for (guint i = 0; i < way->n_links; i++)
    {
      const int node = graph->links[self->links[way->first_link + i]].to;

      if (has_address (graph, node, addresses, &known))
        return TRUE;
    }

  return !known;
}

/* What a name that leads out of the drawn records may stand for. */
static gboolean
is_elsewhere (const LpGraph *graph,
              int            node)
{
  return graph->nodes[node].kind == LP_KIND_CDN || graph->nodes[node].managed;
}

static gboolean
bears_own_name (const LpConversations *self,
                const LpConversation  *conversation)
{
  return self->graph->nodes[conversation->to].kind == LP_KIND_EXTERNAL || conversation->pool != 0;
}

/* A payment service that visitors ask by its own name is not where the name of the site leads. */
static gboolean
has_elsewhere (const LpConversations *self,
               int                    client)
{
  for (guint i = self->start[client]; i < self->start[client + 1]; i++)
    if (lp_conversation_asks (&self->list[i]) && is_elsewhere (self->graph, self->list[i].to) &&
        !bears_own_name (self, &self->list[i]))
      return TRUE;

  return FALSE;
}

static void
name_ways (LpConversations       *self,
           int                    client,
           const LpSiteAddresses *addresses)
{
  const gboolean elsewhere = addresses->leads_out && has_elsewhere (self, client);

  for (guint i = self->start[client]; i < self->start[client + 1]; i++)
    {
      const LpConversation *each = &self->list[i];

      if (!lp_conversation_asks (each) || bears_own_name (self, each) ||
          (addresses->leads_out && (!elsewhere || is_elsewhere (self->graph, each->to))))
        continue;

      for (guint k = each->first_way; k < each->first_way + each->n_ways; k++)
        self->ways[k].named = is_named (self, each, &self->ways[k], addresses->addresses);
    }
}

/* The name servers that @client asks (int). */
static GArray *
list_name_servers (const LpConversations *self,
                   int                    client)
{
  GArray *servers = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = self->start[client]; i < self->start[client + 1]; i++)
    if (self->list[i].flow == LP_FLOW_LOOKUP &&
        self->graph->nodes[self->list[i].to].kind == LP_KIND_DNS)
      g_array_append_val (servers, self->list[i].to);

  return servers;
}

static gboolean
has_weight (const LpConversations *self,
            const LpWay           *way)
{
  for (guint k = 0; k < way->n_links; k++)
    if (self->graph->links[self->links[way->first_link + k]].weight == 0)
      return FALSE;

  return TRUE;
}

void
lp_opening_find_offered (LpConversations *self)
{
  g_autoptr (LpSite) site = lp_site_new (self->graph);

  for (guint i = 0; i < self->graph->n_nodes; i++)
    if (self->graph->nodes[i].kind == LP_KIND_CLIENT && *site->host != '\0')
      {
        g_autoptr (GArray) servers = list_name_servers (self, i);
        g_autoptr (LpSiteAddresses) addresses = lp_site_resolve (site, self->graph, servers);

        if (addresses->answers)
          name_ways (self, i, addresses);
      }

  for (guint i = 0; i < self->n; i++)
    for (guint k = 0; k < self->list[i].n_ways; k++)
      {
        LpWay *way = &self->ways[self->list[i].first_way + k];

        way->offered = way->named && (!lp_conversation_asks (&self->list[i]) ||
                                      has_weight (self, way));
      }
}
