/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/tls/endpoints.h"

#include "model/box.h"
#include "rules/engine/fix.h"
#include "rules/engine/rewire.h"

#define DAYS 90                 /* What free certificate authorities give. */

static const LpGraphNode *
get_node (const LpEndpoints *self,
          int                node)
{
  return &self->check->graph->nodes[node];
}

gboolean
lp_endpoints_is_one (const LpEndpoints *self,
                     int                node)
{
  LpKind kind = get_node (self, node)->kind;

  return kind == LP_KIND_CDN || kind == LP_KIND_LOAD_BALANCER || kind == LP_KIND_WEB_SERVER ||
         kind == LP_KIND_APP_SERVER;
}

gboolean
lp_endpoints_passes_tls (const LpEndpoints *self,
                         int                node)
{
  return self->passes[node];
}

/* Whether the link or its target says that @leg is not encrypted; where nobody says anything, a
 * load balancer on the TCP layer passes on what it gets. */
static gboolean
is_said_clear (LpCheck     *check,
               const LpLeg *leg)
{
  const LpGraphLink *link = &check->graph->links[leg->link];

  return (link->protocol != LP_PROTOCOL_NONE || link->port != 0 || leg->listener != NULL) &&
         !lp_protocol_get_row (leg->protocol)->encrypted && !link->tls;
}

static gboolean
sends_in_clear (LpCheck *check,
                int      node)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);

  for (guint k = traffic->out_start[node]; k < traffic->out_start[node + 1]; k++)
    {
      const LpLeg *leg = &traffic->legs[traffic->out[k]];

      if (leg->flow == LP_FLOW_REQUEST && is_said_clear (check, leg))
        return TRUE;
    }

  return FALSE;
}

static void
find_passing (LpEndpoints *self)
{
  const LpNodes *balancers = &self->check->kinds[LP_KIND_LOAD_BALANCER];

  for (guint i = 0; i < balancers->n; i++)
    {
      const int node = balancers->nodes[i];

      self->passes[node] =
          lp_element_get_choice (get_node (self, node)->element, LP_ATTRIBUTE_LAYER) ==
            LP_LAYER_TCP &&
          !(lp_endpoints_has_certificate (self, node) && sends_in_clear (self->check, node));
    }
}

gboolean
lp_endpoints_is_encrypted (const LpEndpoints *self,
                           const LpLeg       *leg)
{
  return lp_protocol_get_row (leg->protocol)->encrypted ||
         self->check->graph->links[leg->link].tls ||
         (lp_endpoints_passes_tls (self, leg->from) &&
          (self->marks[leg->from] & LP_ENDPOINT_TLS) != 0);
}

static gboolean
listens_for_tls (const LpGraph *graph,
                 int            node)
{
  for (guint k = graph->listen_start[node]; k < graph->listen_start[node + 1]; k++)
    if (graph->listeners[k].protocol == LP_PROTOCOL_HTTPS)
      return TRUE;

  return FALSE;
}

/* What stands at the end of @leg hears of the visitors. Returns whether it passes on what is new
 * to it. */
static gboolean
tell (LpEndpoints *self,
      const LpLeg *leg)
{
  guint8 marks = LP_ENDPOINT_PUBLIC;
  guint8 old = self->marks[leg->to];

  if (lp_endpoints_is_encrypted (self, leg))
    marks |= LP_ENDPOINT_TLS;
  self->marks[leg->to] |= marks;

  return self->marks[leg->to] != old &&
         (lp_traffic_passes_through (get_node (self, leg->to)->kind) ||
          lp_endpoints_passes_tls (self, leg->to));
}

/* Nodes come onto the stack at most once for each of their two marks. */
static void
follow_visitors (LpEndpoints *self)
{
  const LpTraffic *traffic = lp_check_get_traffic (self->check);
  const LpNodes *clients = &self->check->kinds[LP_KIND_CLIENT];
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (int));

  g_array_append_vals (stack, clients->nodes, clients->n);
  while (stack->len > 0)
    {
      int node = g_array_index (stack, int, stack->len - 1);

      g_array_set_size (stack, stack->len - 1);
      for (guint k = traffic->out_start[node]; k < traffic->out_start[node + 1]; k++)
        {
          const LpLeg *leg = &traffic->legs[traffic->out[k]];

          if (leg->flow == LP_FLOW_REQUEST && tell (self, leg))
            g_array_append_val (stack, leg->to);
        }
    }
}

static void
mark_secure (LpEndpoints *self)
{
  const LpTraffic *traffic = lp_check_get_traffic (self->check);

  for (guint i = 0; i < traffic->n_legs; i++)
    if (traffic->legs[i].flow == LP_FLOW_REQUEST &&
        lp_endpoints_is_encrypted (self, &traffic->legs[i]))
      self->marks[traffic->legs[i].to] |=
          traffic->legs[i].protocol == LP_PROTOCOL_HTTPS ? LP_ENDPOINT_SECURE | LP_ENDPOINT_ASKED
                                                         : LP_ENDPOINT_ASKED;

  for (guint i = 0; i < self->check->graph->n_nodes; i++)
    if (lp_endpoints_is_one (self, i) && listens_for_tls (self->check->graph, i))
      self->marks[i] |= LP_ENDPOINT_SECURE;
}

static void
add_certificate_at (LpEndpoints *self,
                    int          place,
                    int          certificate)
{
  GArray *list = g_hash_table_lookup (self->certificates, GINT_TO_POINTER (place + 1));

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (int));
      g_hash_table_insert (self->certificates, GINT_TO_POINTER (place + 1), list);
    }
  g_array_append_val (list, certificate);
}

static void
place_certificates (LpEndpoints *self)
{
  const LpGraph *graph = self->check->graph;
  const LpNodes *certificates = &self->check->kinds[LP_KIND_CERTIFICATE];

  for (guint i = 0; i < certificates->n; i++)
    if (graph->nodes[certificates->nodes[i]].parent >= 0)
      add_certificate_at (self, graph->nodes[certificates->nodes[i]].parent,
                          certificates->nodes[i]);

  for (guint i = 0; i < graph->n_links; i++)
    {
      const LpGraphLink *link = &graph->links[i];

      if (graph->nodes[link->drawn_from].kind == LP_KIND_CERTIFICATE)
        add_certificate_at (self, link->drawn_to, link->drawn_from);
      else if (graph->nodes[link->drawn_to].kind == LP_KIND_CERTIFICATE)
        add_certificate_at (self, link->drawn_from, link->drawn_to);
    }
}

static gpointer
endpoints_new (LpCheck *check)
{
  LpEndpoints *self = g_new0 (LpEndpoints, 1);

  self->check = check;
  self->marks = g_new0 (guint8, check->graph->n_nodes);
  self->passes = g_new0 (guint8, check->graph->n_nodes + 1);
  self->certificates =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  place_certificates (self);
  find_passing (self);
  follow_visitors (self);
  mark_secure (self);

  return self;
}

static void
endpoints_free (gpointer data)
{
  LpEndpoints *self = data;

  g_free (self->marks);
  g_free (self->passes);
  g_hash_table_unref (self->certificates);
  g_free (self);
}

const LpEndpoints *
lp_endpoints_get (LpCheck *check)
{
  return lp_check_get_shared (check, "endpoints", endpoints_new, endpoints_free);
}

GArray *
lp_endpoints_list_certificates (const LpEndpoints *self,
                                int                node)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (int));

  for (; node >= 0; node = get_node (self, node)->parent)
    {
      GArray *here = g_hash_table_lookup (self->certificates, GINT_TO_POINTER (node + 1));

      if (here != NULL)
        g_array_append_vals (found, here->data, here->len);
    }

  return found;
}

gboolean
lp_endpoints_has_certificate (const LpEndpoints *self,
                              int                node)
{
  for (; node >= 0; node = get_node (self, node)->parent)
    if (g_hash_table_contains (self->certificates, GINT_TO_POINTER (node + 1)))
      return TRUE;

  return FALSE;
}

/* A certificate that stands on no server, in no zone and on no link, or NULL. */
static LpElement *
find_loose_certificate (LpDesign *design)
{
  LpElement *root = lp_design_get_root (design);
  LpElement *each;

  for (each = lp_element_find_child (root, LP_KIND_CERTIFICATE);
       each != NULL;
       each = lp_element_find_next (each))
    {
      guint n_links;

      lp_element_get_links (each, &n_links);
      if (n_links == 0)
        return each;
    }

  return NULL;
}

gboolean
lp_endpoints_add_certificate (LpDesign  *design,
                              LpElement *element)
{
  LpElement *server = lp_rewire_find_server (element);
  LpElement *certificate = find_loose_certificate (design);
  LpElement *root = lp_design_get_root (design);

  if (server == NULL)
    return FALSE;

  if (certificate != NULL)
    {
      lp_design_move (design, certificate, server, NULL);
      if (!lp_box_none_is_placed (design))
        lp_fix_place (certificate, NULL);
      return TRUE;
    }

  certificate = lp_fix_add_component (design, LP_KIND_CERTIFICATE, server, NULL);
  lp_element_set_text (certificate, LP_ATTRIBUTE_COVERS,
                       lp_element_get_text (root, LP_ATTRIBUTE_SITE));
  lp_element_set_number (certificate, LP_ATTRIBUTE_DAYS, DAYS);
  lp_element_set_text (certificate, LP_ATTRIBUTE_MINIMUM_VERSION, "1.2");

  return TRUE;
}
