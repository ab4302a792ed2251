/* SPDX-License-Identifier: MIT */
/* shapes-overlap: what lies under another shape cannot be read in an export. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/box.h"
#include "rules/catalogue.h"
#include "rules/check.h"
#include "rules/fix.h"

typedef struct
{
  LpElement *element;
  LpRect     rect;
} Shape;

static int
compare_left_edges (gconstpointer a,
                    gconstpointer b)
{
  const Shape *shape = a;
  const Shape *other = b;

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

/* The shapes that stand in @parent; lp_box_get_rect() would ask all containers around each of them.
 */
static GArray *
list_shapes (LpElement *parent)
{
  GArray *shapes = g_array_new (FALSE, FALSE, sizeof (Shape));
  LpElement *each = lp_element_get_first_child (parent);

  for (; each != NULL; each = lp_element_get_next_sibling (each))
    if (lp_kind_is_box (lp_element_get_kind (each)))
      {
        Shape shape = { each, {
          lp_element_get_number (each, LP_ATTRIBUTE_X),
          lp_element_get_number (each, LP_ATTRIBUTE_Y), 0, 0,
        } };

        lp_box_get_size (each, &shape.rect.width, &shape.rect.height);
        g_array_append_val (shapes, shape);
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
check_content (const LpRule *rule,
               LpCheck      *check,
               LpElement    *parent)
{
  g_autoptr (GArray) shapes = list_shapes (parent);
  g_autoptr (GTree) under = g_tree_new_full (compare_upper_edges, NULL, NULL, NULL);

  g_array_sort (shapes, compare_left_edges);
  for (guint i = 0; i < shapes->len; i++)
    {
      Shape *shape = &g_array_index (shapes, Shape, i);
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

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  /* What nobody has placed is arranged when it is opened. */
  if (lp_box_none_is_placed (check->design))
    return;

  check_content (rule, check, check->root);
  for (guint i = 0; i < check->graph->n_nodes; i++)
    if (lp_kind_is_container (check->graph->nodes[i].kind))
      check_content (rule, check, lp_check_get_element (check, i));
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
  .family = LP_FAMILY_STRUCTURE,
  .severity = LP_SEVERITY_INFO,
  .title = N_("Shapes overlap"),
  .why = N_("Where two shapes overlap, one hides the other’s name, ports or links. "
            "In an exported picture nobody can move them apart any more."),
  .advice = N_("Drag one of them away, or let Arrange place everything."),
  .check = check_design,
  .fix = fix,
};
