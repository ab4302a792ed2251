/* SPDX-License-Identifier: MIT */
/* shapes-overlap: what lies under another shape cannot be read in an export. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/index.h"
#include "model/box.h"
#include "rules/engine/fix.h"
#include "rules/engine/rule.h"

/* So many shapes are looked at two by two. */
#define A_FEW 32

typedef struct
{
  LpElement *element;
  LpRect     rect;      /* In its container. */
} Shape;

static int
compare_left_edges (gconstpointer a,
                    gconstpointer b,
                    gpointer      unused)
{
  const Shape *shape = *(Shape *const *) a;
  const Shape *other = *(Shape *const *) b;

  return (shape->rect.x > other->rect.x) - (shape->rect.x < other->rect.x);
}

/* In the sweep: shapes that do not overlap, so by their upper edges they lie in order. */
static int
compare_upper_edges (gconstpointer a,
                     gconstpointer b,
                     gpointer      unused)
{
  const Shape *shape = a;
  const Shape *other = b;

  return (shape->rect.y > other->rect.y) - (shape->rect.y < other->rect.y);
}

/* Of each node its shape. What a container holds comes behind it and makes it larger. */
static Shape *
list_shapes (const LpGraph *graph)
{
  Shape *shapes = g_new (Shape, graph->n_nodes);

  for (guint i = 0; i < graph->n_nodes; i++)
    {
      LpElement *element = graph->nodes[i].element;
      LpRect *rect = &shapes[i].rect;

      shapes[i].element = element;
      rect->x = lp_element_get_number (element, LP_ATTRIBUTE_X);
      rect->y = lp_element_get_number (element, LP_ATTRIBUTE_Y);
      lp_box_get_own_size (element, &rect->width, &rect->height);
    }

  for (guint i = graph->n_nodes; i > 0; i--)
    {
      int parent = graph->nodes[i - 1].parent;

      if (parent >= 0)
        lp_box_grow (&shapes[i - 1].rect, &shapes[parent].rect.width, &shapes[parent].rect.height);
    }

  return shapes;
}

/* The first shape that is still under the sweep line and overlaps @shape. Those that the line has
 * left are taken out on the way. */
static Shape *
find_overlap (GTree *under,
              Shape *shape)
{
  double lower = shape->rect.y + shape->rect.height;
  GTreeNode *node = g_tree_lower_bound (under, shape);
  GTreeNode *before = node != NULL ? g_tree_node_previous (node) : g_tree_node_last (under);

  while (before != NULL || node != NULL)
    {
      Shape *other = g_tree_node_key (before != NULL ? before : node);

      if (before == NULL && other->rect.y >= lower)
        return NULL;

      if (lp_rect_intersects (&other->rect, &shape->rect))
        return other;

      /* Above and still under the line: then nothing farther above reaches down here. */
      if (before != NULL && other->rect.x + other->rect.width > shape->rect.x)
        {
          before = NULL;
          continue;
        }

      g_tree_remove (under, other);
      node = g_tree_lower_bound (under, shape);
      if (before != NULL)
        before = node != NULL ? g_tree_node_previous (node) : g_tree_node_last (under);
    }

  return NULL;
}

/* A line sweeps over the shapes from left to right. Of two that overlap the one that reaches
 * farther stays under it. Cost: O(shapes × log shapes). */
static void
sweep (const LpRule *rule,
       LpCheck      *check,
       Shape       **shapes,
       guint         n)
{
  g_autoptr (GTree) under = g_tree_new_full (compare_upper_edges, NULL, NULL, NULL);

  g_qsort_with_data (shapes, n, sizeof *shapes, compare_left_edges, NULL);
  for (guint i = 0; i < n; i++)
    {
      Shape *shape = shapes[i];
      Shape *other = find_overlap (under, shape);

      if (other == NULL)
        {
          g_tree_insert (under, shape, NULL);
          continue;
        }

      lp_check_report (check, rule, LP_ELEMENTS (other->element, shape->element), NULL,
                       _("“%s” and “%s” overlap."), lp_check_name (check, other->element),
                       lp_check_name (check, shape->element));
      if (shape->rect.x + shape->rect.width > other->rect.x + other->rect.width)
        {
          g_tree_remove (under, other);
          if (find_overlap (under, shape) == NULL)
            g_tree_insert (under, shape, NULL);
        }
    }
}

/* Whether two of a few shapes overlap: most containers hold a few, which do not. */
static gboolean
any_overlap (Shape *const *shapes,
             guint         n)
{
  for (guint i = 1; i < n; i++)
    for (guint k = 0; k < i; k++)
      if (lp_rect_intersects (&shapes[i]->rect, &shapes[k]->rect))
        return TRUE;

  return FALSE;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  guint n = check->graph->n_nodes;
  g_autofree Shape *shapes = NULL;
  g_autofree Shape **siblings = NULL;
  g_autofree int *containers = NULL;
  g_autofree guint *start = NULL;
  g_autofree guint *nodes = NULL;

  /* What nobody has placed is arranged when it is opened. */
  if (lp_box_none_is_placed (check->design))
    return;

  shapes = list_shapes (check->graph);
  siblings = g_new (Shape *, n + 1);
  containers = g_new (int, n);
  for (guint i = 0; i < n; i++)
    containers[i] = check->graph->nodes[i].parent + 1;

  lp_index_new (containers, sizeof *containers, 0, n, n + 1, &start, &nodes);
  for (guint k = 0; k < n; k++)
    siblings[k] = &shapes[nodes[k]];
  for (guint i = 0; i <= n; i++)
    {
      guint n_inside = start[i + 1] - start[i];

      if (n_inside > A_FEW || any_overlap (siblings + start[i], n_inside))
        sweep (rule, check, siblings + start[i], n_inside);
    }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *other = lp_finding_find_element (finding, design, 0);
  LpElement *element = lp_finding_find_element (finding, design, 1);

  if (other == NULL || element == NULL)
    return FALSE;

  lp_fix_place (element, other);

  return TRUE;
}

const LpRule lp_rule_shapes_overlap = {
  .key = "shapes-overlap",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Shapes overlap"),
  .why = N_("Where two shapes overlap, one hides the other’s name, ports or links. "
            "In an exported picture nobody can move them apart any more."),
  .advice = N_("Drag one of them away, or let Arrange place everything."),
  .check = check_design,
  .fix = fix,
};
