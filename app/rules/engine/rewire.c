/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/rewire.h"

#include "analysis/traffic.h"

LpElement *
lp_rewire_find_server (LpElement *element)
{
  while (element != NULL && lp_element_get_kind (element) != LP_KIND_SERVER)
    element = lp_element_get_parent (element);

  return element;
}

LpElement *
lp_rewire_find_link (LpElement *from,
                     LpElement *to,
                     LpFlow     flow)
{
  guint n_links;
  LpElement **links = lp_element_get_links (from, &n_links);

  for (guint i = 0; i < n_links; i++)
    if (lp_link_get_from (links[i]) == from && lp_link_get_to (links[i]) == to &&
        lp_link_get_flow (links[i]) == flow)
      return links[i];

  return NULL;
}

static void
add_links_to (LpElement *drawn,
              GPtrArray *found)
{
  guint n_links;
  LpElement **links = lp_element_get_links (drawn, &n_links);

  for (guint i = 0; i < n_links; i++)
    if (lp_link_get_to (links[i]) == drawn)
      g_ptr_array_add (found, links[i]);
}

GPtrArray *
lp_rewire_list_links_to (LpElement *element)
{
  GPtrArray *found = g_ptr_array_new ();
  LpElement *server = lp_rewire_find_server (element);

  add_links_to (element, found);
  if (server != NULL && server != element && lp_link_resolve_to (server) == element)
    add_links_to (server, found);

  return found;
}

void
lp_rewire_drop_bends (LpDesign  *design,
                      LpElement *link)
{
  LpElement *bend;

  while ((bend = lp_element_find_child (link, LP_KIND_BEND)) != NULL)
    lp_design_remove (design, bend);
}

LpElement *
lp_rewire_find_listener (LpElement *element,
                         int        port)
{
  LpElement *each;

  for (each = lp_element_find_child (element, LP_KIND_LISTEN);
       each != NULL;
       each = lp_element_find_next (each))
    if (lp_element_get_integer (each, LP_ATTRIBUTE_LISTEN_PORT) == port)
      break;

  return each;
}

void
lp_rewire_listen (LpDesign   *design,
                  LpElement  *element,
                  int         port,
                  LpProtocol  protocol)
{
  g_autoptr (LpElement) listener = NULL;

  if (lp_rewire_find_listener (element, port) != NULL)
    return;

  listener = lp_element_new (LP_KIND_LISTEN);
  lp_element_set_number (listener, LP_ATTRIBUTE_LISTEN_PORT, port);
  lp_element_set_number (listener, LP_ATTRIBUTE_LISTEN_PROTOCOL, protocol);
  lp_design_add (design, listener, element, NULL);
}

LpElement *
lp_rewire_copy_link (LpDesign  *design,
                     LpElement *link,
                     LpElement *from,
                     LpElement *to)
{
  g_autoptr (LpElement) copy = lp_element_copy (link);
  g_autofree char *id = lp_design_make_id (design, "link");

  lp_element_set_text (copy, LP_ATTRIBUTE_ID, id);
  lp_link_set_from (copy, from);
  lp_link_set_to (copy, to);
  lp_design_add (design, copy, lp_design_get_root (design), lp_element_get_next_sibling (link));
  lp_rewire_drop_bends (design, copy);

  return copy;
}

static gboolean
says_the_same (LpElement   *a,
               LpElement   *b,
               LpAttribute  attribute)
{
  g_autofree char *left = lp_element_dup_string (a, attribute);
  g_autofree char *right = lp_element_dup_string (b, attribute);

  return g_str_equal (left, right);
}

/* Whether another link joins the source of @link with @to and carries the same. */
static gboolean
has_equal_link (LpElement *link,
                LpElement *to)
{
  guint n_links;
  LpElement **links = lp_element_get_links (to, &n_links);

  for (guint i = 0; i < n_links; i++)
    if (lp_link_get_from (links[i]) == lp_link_get_from (link) && lp_link_get_to (links[i]) == to &&
        says_the_same (links[i], link, LP_ATTRIBUTE_FLOW) &&
        says_the_same (links[i], link, LP_ATTRIBUTE_PROTOCOL) &&
        says_the_same (links[i], link, LP_ATTRIBUTE_PORT))
      return TRUE;

  return FALSE;
}

void
lp_rewire_redirect (LpDesign  *design,
                    LpElement *link,
                    LpElement *to)
{
  if (lp_link_get_to (link) == to)
    return;

  if (has_equal_link (link, to))
    {
      lp_design_remove (design, link);
      return;
    }

  lp_link_set_to (link, to);
  lp_rewire_drop_bends (design, link);
}

static gboolean
has_allow (LpElement       *firewall,
           const LpOpening *opening,
           const char      *port)
{
  const int direction = opening->out ? LP_DIRECTION_OUT : LP_DIRECTION_IN;
  const LpAttribute peer = opening->out ? LP_ATTRIBUTE_ALLOW_TO : LP_ATTRIBUTE_ALLOW_FROM;
  LpElement *each;

  for (each = lp_element_find_child (firewall, LP_KIND_ALLOW);
       each != NULL;
       each = lp_element_find_next (each))
    if (lp_element_get_choice (each, LP_ATTRIBUTE_ALLOW_DIRECTION) == direction &&
        g_str_equal (lp_element_get_text (each, peer), opening->peer) &&
        g_str_equal (lp_element_get_text (each, LP_ATTRIBUTE_ALLOW_PORT), port) &&
        lp_element_get_choice (each, LP_ATTRIBUTE_ALLOW_PROTOCOL) == (int) opening->protocol)
      return TRUE;

  return FALSE;
}

static void
add_allow (LpDesign        *design,
           LpElement       *firewall,
           const LpOpening *opening)
{
  g_autoptr (LpElement) allow = lp_element_new (LP_KIND_ALLOW);
  g_autofree char *port = opening->port > 0 ? g_strdup_printf ("%d", opening->port) : g_strdup ("");

  if (has_allow (firewall, opening, port))
    return;

  if (opening->out)
    lp_element_set_number (allow, LP_ATTRIBUTE_ALLOW_DIRECTION, LP_DIRECTION_OUT);
  lp_element_set_text (allow, opening->out ? LP_ATTRIBUTE_ALLOW_TO : LP_ATTRIBUTE_ALLOW_FROM,
                       opening->peer);
  lp_element_set_text (allow, LP_ATTRIBUTE_ALLOW_PORT, port);
  lp_element_set_number (allow, LP_ATTRIBUTE_ALLOW_PROTOCOL, opening->protocol);
  lp_design_add (design, allow, firewall, NULL);
}

static void
add_allows (LpDesign     *design,
            LpElement    *firewall,
            const GArray *openings)
{
  for (guint i = 0; i < openings->len; i++)
    add_allow (design, firewall, &g_array_index (openings, LpOpening, i));
}

static void
add_missing (LpDesign        *design,
             const LpTraffic *traffic,
             int              firewall,
             int              leg)
{
  g_autoptr (GArray) missing = lp_traffic_list_missing (traffic, firewall, leg);

  add_allows (design, traffic->graph->nodes[firewall].element, missing);
}

/* Opens the firewalls on leg @number and on those that go on behind what is in line. */
static void
open_way (LpDesign        *design,
          const LpTraffic *traffic,
          guint            number,
          guint8          *seen)
{
  const LpLeg *leg = &traffic->legs[number];

  if (seen[number])
    return;

  seen[number] = TRUE;
  for (guint k = 0; k < leg->n_crossings; k++)
    add_missing (design, traffic, traffic->crossings[leg->first_crossing + k].firewall, number);

  if (!lp_traffic_passes_through (traffic->graph->nodes[leg->to].kind))
    return;

  for (guint k = traffic->out_start[leg->to]; k < traffic->out_start[leg->to + 1]; k++)
    if (traffic->legs[traffic->out[k]].flow == leg->flow)
      open_way (design, traffic, traffic->out[k], seen);
}

void
lp_rewire_let_through (LpDesign  *design,
                       LpElement *link)
{
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpTraffic) traffic = lp_traffic_new (graph);
  g_autofree guint8 *seen = g_new0 (guint8, traffic->n_legs);

  for (guint i = 0; i < traffic->n_legs; i++)
    if (graph->links[traffic->legs[i].link].element == link)
      open_way (design, traffic, i, seen);
}

/* Whether what leg @number carries passes @firewall. */
static gboolean
crosses (const LpTraffic *traffic,
         guint            number,
         int              firewall)
{
  const LpLeg *leg = &traffic->legs[number];

  for (guint k = 0; k < leg->n_crossings; k++)
    if (traffic->crossings[leg->first_crossing + k].firewall == firewall)
      return TRUE;

  return FALSE;
}

void
lp_rewire_let_link_in (LpDesign  *design,
                       LpElement *link,
                       LpElement *firewall)
{
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpTraffic) traffic = lp_traffic_new (graph);
  int node = lp_graph_find_element (graph, firewall);
  gboolean passes = FALSE;

  for (guint i = 0; i < traffic->n_legs; i++)
    if (graph->links[traffic->legs[i].link].element == link && crosses (traffic, i, node))
      {
        add_missing (design, traffic, node, i);
        passes = TRUE;
      }

  /* It stands elsewhere on the way that the link is the end of. */
  if (!passes)
    add_missing (design, traffic, node, -1);
}

void
lp_rewire_open_firewall (LpDesign  *design,
                         LpElement *firewall)
{
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpTraffic) traffic = lp_traffic_new (graph);
  int node = lp_graph_find_element (graph, firewall);
  g_autoptr (GArray) openings = NULL;

  if (lp_traffic_is_specified (traffic, node))
    openings = lp_traffic_list_missing (traffic, node, -1);
  else
    openings = lp_traffic_list_openings (traffic, node);

  add_allows (design, firewall, openings);
}
