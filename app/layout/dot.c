/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/dot.h"

#include <glib/gi18n-lib.h>
#include <graphviz/gvc.h>

G_DEFINE_QUARK (lp-dot-error-quark, lp_dot_error)

/* Beyond this many boxes the search for fewer crossings and straighter edges is cut short. */
#define MANY_BOXES 150

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
                      guint               n_boxes)
{
  agattr (graph, AGNODE, constant ("shape"), "box");
  agattr (graph, AGNODE, constant ("label"), "");
  agattr (graph, AGNODE, constant ("fixedsize"), "true");
  agattr (graph, AGEDGE, constant ("weight"), "1");
  agattr (graph, AGEDGE, constant ("constraint"), "true");
  agsafeset (graph, constant ("rankdir"), spacing->down ? "TB" : "LR", "");
  agsafeset (graph, constant ("splines"), "", "true");
  set_number (graph, "ranksep", spacing->between_tiers / POINTS_PER_INCH);
  set_number (graph, "nodesep", spacing->in_tier / POINTS_PER_INCH);

  if (n_boxes > MANY_BOXES)
    {
      set_number (graph, "nslimit", 0.5);
      set_number (graph, "nslimit1", 0.5);
      set_number (graph, "mclimit", 0.5);
    }
}

static void
add_boxes (Agraph_t       *graph,
           const LpDotBox *boxes,
           guint           n_boxes,
           Agnode_t      **nodes)
{
  for (guint i = 0; i < n_boxes; i++)
    {
      char name[16];

      g_snprintf (name, sizeof name, "%u", i);
      nodes[i] = agnode (graph, name, TRUE);
      set_number (nodes[i], "width", boxes[i].width / POINTS_PER_INCH);
      set_number (nodes[i], "height", boxes[i].height / POINTS_PER_INCH);
    }
}

static void
add_edges (Agraph_t         *graph,
           const LpDotBox   *boxes,
           const LpDotEdge  *edges,
           guint             n_edges,
           Agnode_t        **nodes)
{
  for (guint i = 0; i < n_edges; i++)
    {
      const LpDotEdge *edge = &edges[i];
      Agedge_t *added = agedge (graph, nodes[edge->from], nodes[edge->to], NULL, TRUE);

      if (edge->weight == 0 || boxes[edge->from].tier >= boxes[edge->to].tier)
        agsafeset (added, constant ("constraint"), "false", "true");
      if (edge->weight > 1)
        set_number (added, "weight", edge->weight);
    }
}

static int
compare_ints (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* One subgraph of equal rank for each tier, and a chain of invisible edges that keeps the tiers in
 * their order, even where no link leads from one to the next. */
static void
add_tiers (Agraph_t       *graph,
           const LpDotBox *boxes,
           guint           n_boxes,
           Agnode_t      **nodes)
{
  g_autofree int *tiers = g_new (int, n_boxes);
  Agnode_t *before = NULL;

  for (guint i = 0; i < n_boxes; i++)
    tiers[i] = boxes[i].tier;
  qsort (tiers, n_boxes, sizeof *tiers, compare_ints);

  for (guint t = 0; t < n_boxes; t++)
    {
      Agraph_t *tier;
      Agnode_t *first = NULL;
      char name[16];

      if (t > 0 && tiers[t] == tiers[t - 1])
        continue;

      g_snprintf (name, sizeof name, "tier%d", tiers[t]);
      tier = agsubg (graph, name, TRUE);
      agsafeset (tier, constant ("rank"), "same", "");
      for (guint i = 0; i < n_boxes; i++)
        if (boxes[i].tier == tiers[t])
          {
            agsubnode (tier, nodes[i], TRUE);
            first = first == NULL ? nodes[i] : first;
          }

      if (before != NULL)
        agsafeset (agedge (graph, before, first, NULL, TRUE), constant ("weight"), "0", "1");
      before = first;
    }
}

/* Graphviz gives the middle of each box, upwards from the bottom. */
static void
read_places (Agnode_t **nodes,
             LpDotBox  *boxes,
             guint      n_boxes)
{
  double left = G_MAXDOUBLE;
  double top = G_MAXDOUBLE;

  for (guint i = 0; i < n_boxes; i++)
    {
      boxes[i].x = ND_coord (nodes[i]).x - boxes[i].width / 2;
      boxes[i].y = -ND_coord (nodes[i]).y - boxes[i].height / 2;
      left = MIN (left, boxes[i].x);
      top = MIN (top, boxes[i].y);
    }

  for (guint i = 0; i < n_boxes; i++)
    {
      boxes[i].x -= left;
      boxes[i].y -= top;
    }
}

gboolean
lp_dot_place (LpDotBox           *boxes,
              guint               n_boxes,
              const LpDotEdge    *edges,
              guint               n_edges,
              const LpDotSpacing *spacing,
              GError            **error)
{
  g_autofree Agnode_t **nodes = g_new (Agnode_t *, n_boxes);
  GVC_t *context = gvContext ();
  Agraph_t *graph = agopen (constant ("level"), Agdirected, NULL);
  gboolean placed;

  set_graph_attributes (graph, spacing, n_boxes);
  add_boxes (graph, boxes, n_boxes, nodes);
  add_tiers (graph, boxes, n_boxes, nodes);
  add_edges (graph, boxes, edges, n_edges, nodes);

  placed = gvLayout (context, graph, "dot") == 0;
  if (placed)
    {
      read_places (nodes, boxes, n_boxes);
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
