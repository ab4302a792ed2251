/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/structure/same-names.h"

#include "analysis/index.h"
#include "model/attribute.h"

/* Boxes with one key in one scope, linked by their numbers. */
typedef struct
{
  int   first;
  int   last;
  guint n;
} Group;

static int
compare_firsts (gconstpointer a,
                gconstpointer b)
{
  return ((const Group *) a)->first - ((const Group *) b)->first;
}

/* Where the name of each node must be the only one: in its container, or (0) in the whole design.
 * Servers have names in the network: the whole design must tell them apart. */
static int *
list_scopes (const LpGraph *graph)
{
  int *scopes = g_new (int, graph->n_nodes);

  for (guint i = 0; i < graph->n_nodes; i++)
    scopes[i] = graph->nodes[i].kind == LP_KIND_SERVER ? 0 : graph->nodes[i].parent + 1;

  return scopes;
}

/* Goes through the scopes one after the other, so that the last group with a key is of the same
 * scope if it begins in it. */
static GArray *
find_groups (const LpGraph *graph,
             guint          n_keys,
             const int     *keys,
             int           *next)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_autofree int *scopes = list_scopes (graph);
  g_autofree int *of_key = lp_graph_new_numbers (n_keys);
  g_autofree guint *start = NULL;
  g_autofree guint *nodes = NULL;

  lp_index_new (scopes, sizeof *scopes, 0, graph->n_nodes, graph->n_nodes + 1, &start, &nodes);
  for (guint k = 0; k < graph->n_nodes; k++)
    {
      int node = nodes[k];
      int key = keys[node];
      Group *group = of_key[key] >= 0 ? &g_array_index (groups, Group, of_key[key]) : NULL;

      if (graph->nodes[node].kind == LP_KIND_NOTE ||
          (graph->nodes[node].mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_NAME)) == 0)
        continue;

      next[node] = -1;
      if (group != NULL && scopes[group->first] == scopes[node])
        {
          next[group->last] = node;
          group->last = node;
          group->n++;
        }
      else
        {
          of_key[key] = groups->len;
          g_array_append_val (groups, ((Group) { node, node, 1 }));
        }
    }

  return groups;
}

GPtrArray *
lp_same_names_find (LpCheck   *check,
                    const int *keys)
{
  const LpGraph *graph = check->graph;
  g_autofree int *next = g_new (int, graph->n_nodes);
  g_autoptr (GArray) groups = find_groups (graph, lp_check_get_names (check)->n, keys, next);
  GPtrArray *same = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  guint n = 0;

  for (guint i = 0; i < groups->len; i++)
    if (g_array_index (groups, Group, i).n > 1)
      g_array_index (groups, Group, n++) = g_array_index (groups, Group, i);
  g_array_set_size (groups, n);
  g_array_sort (groups, compare_firsts);

  for (guint i = 0; i < n; i++)
    {
      const Group *group = &g_array_index (groups, Group, i);
      GPtrArray *elements = g_ptr_array_new_null_terminated (group->n, NULL, TRUE);

      for (int node = group->first; node >= 0; node = next[node])
        g_ptr_array_add (elements, graph->nodes[node].element);
      g_ptr_array_add (same, elements);
    }

  return same;
}
