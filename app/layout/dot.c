/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/dot.h"

#include <glib/gi18n-lib.h>
#include <graphviz/gvc.h>

G_DEFINE_QUARK (lp-dot-error-quark, lp_dot_error)

/* Beyond this many nodes the search for fewer crossings and straighter edges is cut short: there
 * may be half as many steps as nodes. */
#define MANY_NODES 150
#define SHARE 0.5

/* A step costs as much as there are nodes, which are many for few boxes where each is linked to
 * each. All steps together cost no more than here. */
#define VERY_MANY_NODES 10000

/* So much more than what holds boxes in their order do links pull. */
#define MORE_THAN_ORDER 8

/* cgraph takes its names and values as char *, constant or not. */
static char *
constant (const char *text)
{
  return (char *) text;
}

static void
set_number (void       *object,
            const char *name,
            double      number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.6f", number);
  agsafeset (object, constant (name), buffer, constant (""));
}

static void
set_graph_attributes (Agraph_t           *graph,
                      const LpDotSpacing *spacing,
                      guint               n_nodes)
{
  const double most = SHARE * VERY_MANY_NODES * VERY_MANY_NODES;

  agattr (graph, AGNODE, constant ("shape"), "box");
  agattr (graph, AGNODE, constant ("label"), "");
  agattr (graph, AGNODE, constant ("fixedsize"), "true");
  agattr (graph, AGEDGE, constant ("weight"), "1");
  agsafeset (graph, constant ("rankdir"), "LR", "");
  agsafeset (graph, constant ("splines"), "", "true");
  set_number (graph, "ranksep", spacing->between_tiers / POINTS_PER_INCH);
  set_number (graph, "nodesep", spacing->passing / POINTS_PER_INCH);

  if (n_nodes > MANY_NODES)
    {
      double share = MIN (SHARE, most / n_nodes / n_nodes);

      set_number (graph, "nslimit", share);
      set_number (graph, "nslimit1", share);
      set_number (graph, "mclimit", share);
    }
}

/* Where a link passes there is a point, which takes no room but keeps its distance. dot knows one
 * distance for all: that of boxes is made part of them. */
static void
add_nodes (Agraph_t            *graph,
           const LpDotBox      *boxes,
           guint                n_boxes,
           const LpOrdering    *crossing,
           const LpDotSpacing  *spacing,
           Agnode_t           **nodes)
{
  static const LpDotBox point = { 1, 1 };

  for (guint i = 0; i < crossing->nodes->len; i++)
    {
      guint number = g_array_index (crossing->nodes, LpCrossNode, i).number;
      const LpDotBox *box = number < n_boxes ? &boxes[number] : &point;
      double around = number < n_boxes ? spacing->in_tier - spacing->passing : 0;
      char name[16];

      g_snprintf (name, sizeof name, "%u", i);
      nodes[i] = agnode (graph, name, TRUE);
      set_number (nodes[i], "width", box->width / POINTS_PER_INCH);
      set_number (nodes[i], "height", (box->height + around) / POINTS_PER_INCH);
    }
}

static void
add_edges (Agraph_t          *graph,
           const LpOrdering  *crossing,
           Agnode_t         **nodes)
{
  for (guint i = 0; i < crossing->edges->len; i++)
    {
      const LpCrossEdge *edge = &g_array_index (crossing->edges, LpCrossEdge, i);

      set_number (agedge (graph, nodes[edge->from], nodes[edge->to], NULL, TRUE),
                  "weight", MORE_THAN_ORDER * edge->weight);
    }
}

static gboolean
is_tier_of_next (const LpOrdering *crossing,
                 guint             i)
{
  return i + 1 < crossing->nodes->len &&
         g_array_index (crossing->nodes, LpCrossNode, i).tier ==
         g_array_index (crossing->nodes, LpCrossNode, i + 1).tier;
}

static Agraph_t *
add_tier (Agraph_t *graph,
          guint     number)
{
  char name[16];
  Agraph_t *tier;

  g_snprintf (name, sizeof name, "tier%u", number);
  tier = agsubg (graph, name, TRUE);
  agsafeset (tier, constant ("rank"), "same", "");

  return tier;
}

/* One subgraph of equal rank for each tier, and one invisible edge from tier to tier, in case no
 * link leads from one to the next. Within a tier invisible edges from each to the next hold all in
 * their order; were one left out dot would change it. What is alone in its tier needs no subgraph:
 * dot looks into all of them for each node. */
static void
add_tiers (Agraph_t          *graph,
           const LpOrdering  *crossing,
           Agnode_t         **nodes)
{
  Agraph_t *tier = NULL;
  Agnode_t *first = NULL;

  for (guint i = 0; i < crossing->nodes->len; i++)
    {
      gboolean goes_on = i > 0 && is_tier_of_next (crossing, i - 1);

      if (goes_on)
        agsafeset (agedge (graph, nodes[i - 1], nodes[i], NULL, TRUE), constant ("weight"), "1",
                   "");
      else if (first != NULL)
        agsafeset (agedge (graph, first, nodes[i], NULL, TRUE), constant ("weight"), "0", "");

      if (!goes_on)
        {
          tier = is_tier_of_next (crossing, i)
                 ? add_tier (graph, g_array_index (crossing->nodes, LpCrossNode, i).tier) : NULL;
          first = nodes[i];
        }
      if (tier != NULL)
        agsubnode (tier, nodes[i], TRUE);
    }
}

/* Graphviz gives the middle of each box, upwards from the bottom. */
static void
read_places (Agnode_t         **nodes,
             const LpOrdering  *crossing,
             LpDotBox          *boxes,
             guint              n_boxes)
{
  double left = G_MAXDOUBLE;
  double top = G_MAXDOUBLE;

  for (guint i = 0; i < crossing->nodes->len; i++)
    {
      guint number = g_array_index (crossing->nodes, LpCrossNode, i).number;

      if (number >= n_boxes)
        continue;
      boxes[number].x = ND_coord (nodes[i]).x - boxes[number].width / 2;
      boxes[number].y = -ND_coord (nodes[i]).y - boxes[number].height / 2;
      left = MIN (left, boxes[number].x);
      top = MIN (top, boxes[number].y);
    }

  for (guint i = 0; i < n_boxes; i++)
    {
      boxes[i].x -= left;
      boxes[i].y -= top;
    }
}

gboolean
lp_dot_place (LpDotBox            *boxes,
              guint                n_boxes,
              const LpOrdering    *crossing,
              const LpDotSpacing  *spacing,
              GError             **error)
{
  g_autofree Agnode_t **nodes = g_new (Agnode_t *, crossing->nodes->len);
  GVC_t *context = gvContext ();
  Agraph_t *graph = agopen (constant ("level"), Agdirected, NULL);
  gboolean placed;

  set_graph_attributes (graph, spacing, crossing->nodes->len);
  add_nodes (graph, boxes, n_boxes, crossing, spacing, nodes);
  add_tiers (graph, crossing, nodes);
  add_edges (graph, crossing, nodes);

  placed = gvLayout (context, graph, "dot") == 0;
  if (placed)
    {
      read_places (nodes, crossing, boxes, n_boxes);
      gvFreeLayout (context, graph);
    }
  else
    {
      g_set_error (error, LP_DOT_ERROR, LP_DOT_ERROR_FAILED,
                   _("Graphviz could not arrange the design. "
                     "Is the package “graphviz” installed whole?"));
    }

  agclose (graph);
  gvFreeContext (context);

  return placed;
}
