/* SPDX-License-Identifier: MIT */

/* Arrange beside plain dot with clusters: how pretty (both with our links, and dot with its own
 * splines: how often one link crosses another, and at how many places lines do, where links that
 * run together are one; bends, their length and the area of the picture), and how long it takes (of
 * the processor, Arrange with its links, in turn with dot; beyond a thousand components with one
 * dot for each service and one over all of them). Arguments: the sizes to time, in components. */

#include "config.h"

#include <graphviz/gvc.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "draw/scene/scene.h"
#include "file/templates.h"
#include "generate.h"
#include "layout/place.h"
#include "model/box.h"

#define N_ROUNDS 3
#define MOST_FOR_PLAIN_DOT 1000

/* Crossings. */

typedef struct
{
  LpPoint from;
  LpPoint to;
  guint   link;
} Piece;

/* Which side of the line along @piece the point lies on: its sign. */
static double
get_side (const Piece   *piece,
          const LpPoint *point)
{
  return (piece->to.x - piece->from.x) * (point->y - piece->from.y) -
         (piece->to.y - piece->from.y) * (point->x - piece->from.x);
}

static gboolean
is_crossing (const Piece *a,
             const Piece *b)
{
  return get_side (a, &b->from) * get_side (a, &b->to) < 0 &&
         get_side (b, &a->from) * get_side (b, &a->to) < 0;
}

/* How often a link crosses another one. */
static guint
count_crossings (GArray *pieces)
{
  guint n = 0;

  for (guint i = 0; i < pieces->len; i++)
    for (guint k = i + 1; k < pieces->len; k++)
      {
        const Piece *a = &g_array_index (pieces, Piece, i);
        const Piece *b = &g_array_index (pieces, Piece, k);

        n += a->link != b->link && is_crossing (a, b);
      }

  return n;
}

/* How often lines cross, for the eye: links that share a trunk are one. */
static guint
count_places (GArray *pieces)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < pieces->len; i++)
    for (guint k = 0; k < pieces->len; k++)
      {
        const Piece *a = &g_array_index (pieces, Piece, i);
        const Piece *b = &g_array_index (pieces, Piece, k);

        if (a->link != b->link && a->from.y == a->to.y && is_crossing (a, b))
          {
            gint64 place = (gint64) round (b->from.x) * 1000000 + (gint64) round (a->from.y);

            g_hash_table_add (places, g_memdup2 (&place, sizeof place));
          }
      }

  return g_hash_table_size (places);
}

/* Plain dot. */

typedef struct
{
  GVC_t      *context;
  Agraph_t   *graph;
  GHashTable *nodes;            /* From element to Agnode_t. */
} Dot;

static void
set_inches (Agnode_t   *node,
            const char *name,
            double      length)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.4f", length / POINTS_PER_INCH);
  agsafeset (node, (char *) name, buffer, (char *) "");
}

static void
dot_init (Dot *dot)
{
  dot->context = gvContext ();
  dot->graph = agopen ((char *) "plain", Agdirected, NULL);
  dot->nodes = g_hash_table_new (NULL, NULL);
  agattr (dot->graph, AGNODE, (char *) "shape", "box");
  agattr (dot->graph, AGNODE, (char *) "label", "");
  agattr (dot->graph, AGNODE, (char *) "fixedsize", "true");
  agattr (dot->graph, AGRAPH, (char *) "rankdir", "LR");
  agattr (dot->graph, AGRAPH, (char *) "ranksep", "1.4");
  agattr (dot->graph, AGRAPH, (char *) "nodesep", "0.6");
  agattr (dot->graph, AGRAPH, (char *) "margin", "32");
}

static void
dot_clear (Dot *dot)
{
  gvFreeLayout (dot->context, dot->graph);
  agclose (dot->graph);
  gvFreeContext (dot->context);
  g_hash_table_unref (dot->nodes);
}

static void
add_node (Dot       *dot,
          Agraph_t  *graph,
          LpElement *box)
{
  Agnode_t *node = agnode (graph, (char *) lp_element_get_id (box), TRUE);
  double width, height;

  lp_box_get_size (box, &width, &height);
  set_inches (node, "width", width);
  set_inches (node, "height", height);
  g_hash_table_insert (dot->nodes, box, node);
}

/* With @flat what is in a container counts as the container. */
static void
add_content (Dot       *dot,
             Agraph_t  *graph,
             LpElement *container,
             gboolean   flat)
{
  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    {
      g_autofree char *name = NULL;

      if (!lp_kind_is_box (lp_element_get_kind (child)))
        continue;
      if (flat || lp_element_get_first_child (child) == NULL ||
          !lp_kind_is_container (lp_element_get_kind (child)))
        {
          add_node (dot, graph, child);
          continue;
        }
      name = g_strconcat ("cluster-", lp_element_get_id (child), NULL);
      add_content (dot, agsubg (graph, name, TRUE), child, FALSE);
    }
}

static Agnode_t *
find_node (Dot       *dot,
           LpElement *end)
{
  Agnode_t *node = NULL;

  for (; end != NULL && node == NULL; end = lp_element_get_parent (end))
    node = g_hash_table_lookup (dot->nodes, end);

  return node;
}

static void
add_links (Dot      *dot,
           LpDesign *design)
{
  for (LpElement *link = lp_element_find_child (lp_design_get_root (design), LP_KIND_LINK);
       link != NULL; link = lp_element_find_next (link))
    {
      Agnode_t *from = find_node (dot, lp_link_get_from (link));
      Agnode_t *to = find_node (dot, lp_link_get_to (link));

      if (from != NULL && to != NULL && from != to)
        agedge (dot->graph, from, to, NULL, TRUE);
    }
}

static void
dot_run (Dot       *dot,
         LpDesign  *design,
         LpElement *container,
         gboolean   flat)
{
  dot_init (dot);
  add_content (dot, dot->graph, container, flat);
  add_links (dot, design);
  if (gvLayout (dot->context, dot->graph, "dot") != 0)
    g_error ("dot failed");
}

/* From the inside out: a container begins where its content needs it to. */
static void
take_places (Dot       *dot,
             LpElement *container)
{
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE;

  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    {
      Agnode_t *node = g_hash_table_lookup (dot->nodes, child);

      if (!lp_kind_is_box (lp_element_get_kind (child)))
        continue;
      if (node != NULL)
        {
          double width, height;

          lp_box_get_size (child, &width, &height);
          lp_element_set_number (child, LP_ATTRIBUTE_X, ND_coord (node).x - width / 2);
          lp_element_set_number (child, LP_ATTRIBUTE_Y, -ND_coord (node).y - height / 2);
        }
      else
        {
          take_places (dot, child);
        }
      left = fmin (left, lp_element_get_number (child, LP_ATTRIBUTE_X));
      top = fmin (top, lp_element_get_number (child, LP_ATTRIBUTE_Y));
    }
  if (lp_element_get_kind (container) == LP_KIND_DESIGN || left == G_MAXDOUBLE)
    return;

  lp_element_unset (container, LP_ATTRIBUTE_WIDTH);
  lp_element_unset (container, LP_ATTRIBUTE_HEIGHT);
  lp_element_set_number (container, LP_ATTRIBUTE_X, left - LP_PADDING);
  lp_element_set_number (container, LP_ATTRIBUTE_Y, top - LP_HEADER);
  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)))
      {
        lp_element_set_number (child, LP_ATTRIBUTE_X, LP_PADDING - left +
                               lp_element_get_number (child, LP_ATTRIBUTE_X));
        lp_element_set_number (child, LP_ATTRIBUTE_Y, LP_HEADER - top +
                               lp_element_get_number (child, LP_ATTRIBUTE_Y));
      }
}

#define PIECES_OF_CURVE 8

static void
add_curve (GArray       *pieces,
           const pointf *points,
           guint         link)
{
  Piece piece = { { points[0].x, points[0].y }, { 0 }, link };

  for (int i = 1; i <= PIECES_OF_CURVE; i++, piece.from = piece.to)
    {
      double t = (double) i / PIECES_OF_CURVE, u = 1 - t;
      double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;

      piece.to.x = a * points[0].x + b * points[1].x + c * points[2].x + d * points[3].x;
      piece.to.y = a * points[0].y + b * points[1].y + c * points[2].y + d * points[3].y;
      g_array_append_val (pieces, piece);
    }
}

static void
add_splines (GArray   *pieces,
             Agedge_t *edge,
             guint     link)
{
  const splines *all = ED_spl (edge);

  for (gsize i = 0; all != NULL && i < (gsize) all->size; i++)
    for (gsize k = 0; k + 3 < (gsize) all->list[i].size; k += 3)
      add_curve (pieces, &all->list[i].list[k], link);
}

/* What dot draws itself. */
static void
print_splines (Dot        *dot,
               const char *name)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  const boxf around = GD_bb (dot->graph);
  double length = 0;
  guint link = 0;

  for (Agnode_t *node = agfstnode (dot->graph); node != NULL; node = agnxtnode (dot->graph, node))
    for (Agedge_t *edge = agfstout (dot->graph, node); edge != NULL;
         edge = agnxtout (dot->graph, edge))
      add_splines (pieces, edge, link++);
  for (guint i = 0; i < pieces->len; i++)
    length += lp_point_distance (&g_array_index (pieces, Piece, i).from,
                                 &g_array_index (pieces, Piece, i).to);

  g_print ("%-12s %-16s %9u %9s %7s %10.0f %10.2f\n", name, "dot with splines",
           count_crossings (pieces), "-", "-", length,
           (around.UR.x - around.LL.x) * (around.UR.y - around.LL.y) / 1e6);
}

static void
place_plainly (LpDesign   *design,
               const char *name)
{
  Dot dot;

  dot_run (&dot, design, lp_design_get_root (design), FALSE);
  print_splines (&dot, name);
  take_places (&dot, lp_design_get_root (design));
  dot_clear (&dot);
}

/* One dot for each zone, and one over the zones. */
static void
run_by_service (LpDesign *design)
{
  LpElement *root = lp_design_get_root (design);
  Dot dot;

  for (LpElement *zone = lp_element_find_child (root, LP_KIND_ZONE); zone != NULL;
       zone = lp_element_find_next (zone))
    {
      dot_run (&dot, design, zone, FALSE);
      dot_clear (&dot);
    }
  dot_run (&dot, design, root, TRUE);
  dot_clear (&dot);
}

/* How pretty. */

typedef struct
{
  guint  n_crossings;
  guint  n_places;
  guint  n_bends;
  double length;
  double area;
} Beauty;

static GArray *
list_pieces (LpScene *scene,
             Beauty  *beauty)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  for (guint i = 0; i < lp_scene_get_n_links (scene); i++)
    {
      const LpRoute *route = lp_scene_get_route (scene, lp_scene_get_link (scene, i));

      beauty->n_bends += MAX (route->n_points, 2) - 2;
      for (guint k = 1; k < route->n_points; k++)
        {
          Piece piece = { route->points[k - 1], route->points[k], i };

          beauty->length += lp_point_distance (&piece.from, &piece.to);
          g_array_append_val (pieces, piece);
        }
    }

  return pieces;
}

static Beauty
measure (LpDesign *design)
{
  g_autoptr (LpScene) scene = lp_scene_new (design);
  g_autoptr (GArray) pieces = NULL;
  Beauty beauty = { 0 };
  LpRect bounds;

  lp_scene_update (scene, &bounds);
  lp_scene_get_bounds (scene, &bounds);
  beauty.area = bounds.width * bounds.height;
  pieces = list_pieces (scene, &beauty);
  beauty.n_crossings = count_crossings (pieces);
  beauty.n_places = count_places (pieces);

  return beauty;
}

static void
print_beauty (const char *name,
              const char *way,
              LpDesign   *design)
{
  Beauty beauty = measure (design);

  g_print ("%-12s %-16s %9u %9u %7u %10.0f %10.2f\n", name, way, beauty.n_crossings,
           beauty.n_places, beauty.n_bends, beauty.length, beauty.area / 1e6);
}

static void
forget_places (LpDesign *design)
{
  LpElement *root = lp_design_get_root (design);

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_kind_is_box (lp_element_get_kind (each)))
      {
        lp_element_unset (each, LP_ATTRIBUTE_X);
        lp_element_unset (each, LP_ATTRIBUTE_Y);
      }
}

static void
scatter (LpDesign *design)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  LpElement *root = lp_design_get_root (design);

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_kind_is_box (lp_element_get_kind (each)))
      {
        lp_element_set_number (each, LP_ATTRIBUTE_X, g_rand_int_range (random, 16, 1600));
        lp_element_set_number (each, LP_ATTRIBUTE_Y, g_rand_int_range (random, 44, 1000));
      }
}

static void
arrange (LpDesign *design,
         gboolean  down)
{
  lp_element_set_number (lp_design_get_root (design), LP_ATTRIBUTE_DIRECTION, down);
  if (!lp_place (design, NULL, NULL))
    g_error ("Arrange failed");
}

static void
compare_beauty (const char *name,
                LpDesign   *design)
{
  place_plainly (design, name);
  print_beauty (name, "dot, our links", design);
  for (int down = FALSE; down <= TRUE; down++)
    {
      forget_places (design);
      arrange (design, down);
      print_beauty (name, down ? "down" : "right", design);
      scatter (design);
      arrange (design, down);
      print_beauty (name, down ? "scattered, down" : "scattered, right", design);
    }
}

/* How long. */

static double
get_time (void)
{
  return clock () * 1000.0 / CLOCKS_PER_SEC;
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static double
get_median (double *times)
{
  qsort (times, N_ROUNDS, sizeof *times, compare_doubles);

  return times[N_ROUNDS / 2];
}

static void
compare_time (guint size)
{
  g_autoptr (LpDesign) design = generate_design (size, 1);
  double ours[N_ROUNDS], places[N_ROUNDS], theirs[N_ROUNDS], services[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (LpScene) scene = NULL;
      LpRect dirty;
      double start = get_time ();

      arrange (design, FALSE);
      places[i] = get_time () - start;
      scene = lp_scene_new (design);
      lp_scene_update (scene, &dirty);
      ours[i] = get_time () - start;

      start = get_time ();
      run_by_service (design);
      services[i] = get_time () - start;
      start = get_time ();
      if (size <= MOST_FOR_PLAIN_DOT)
        {
          Dot dot;

          dot_run (&dot, design, lp_design_get_root (design), FALSE);
          dot_clear (&dot);
        }
      theirs[i] = get_time () - start;
    }

  g_print ("%10u %11.1f %11.1f %11.1f %11.1f %8.2f %8.2f\n", size, get_median (ours),
           get_median (places), get_median (theirs), get_median (services),
           size <= MOST_FOR_PLAIN_DOT ? get_median (ours) / get_median (theirs) : NAN,
           get_median (ours) / get_median (services));
}

int
main (int    argc,
      char **argv)
{
  static const char *const templates[] = { "task-0", "task-1", "task-2", "task-3" };

  g_print ("%-12s %-16s %9s %9s %7s %10s %10s\n", "design", "way", "crossings", "of lines",
           "bends", "length", "area / 1e6");
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      g_autoptr (LpDesign) design = lp_template_open (templates[i], NULL);

      compare_beauty (templates[i], design);
    }
  for (guint size = 20; size <= 100; size *= 5)
    {
      g_autoptr (LpDesign) design = generate_design (size, 1);
      g_autofree char *name = g_strdup_printf ("%u", size);

      compare_beauty (name, design);
    }

  g_print ("\n%10s %11s %11s %11s %11s %8s %8s\n", "components", "Arrange ms", "places ms",
           "dot ms", "by service", "ratio", "ratio");
  for (int i = 1; i < argc; i++)
    compare_time (strtoul (argv[i], NULL, 10));

  return 0;
}
