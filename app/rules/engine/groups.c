/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/groups.h"

/* Disjoint sets (Galler and Fischer 1964): the first node of each set stands for it. */
struct _LpGroups
{
  guint n;
  int  *above;
};

LpGroups *
lp_groups_new (LpCheck *check)
{
  LpGroups *self = g_new (LpGroups, 1);

  self->n = check->graph->n_nodes;
  self->above = g_new (int, self->n);
  for (guint i = 0; i < self->n; i++)
    self->above[i] = i;

  return self;
}

void
lp_groups_free (LpGroups *self)
{
  g_free (self->above);
  g_free (self);
}

int
lp_groups_find (LpGroups *self,
                int       node)
{
  while (self->above[node] != node)
    {
      self->above[node] = self->above[self->above[node]];
      node = self->above[node];
    }

  return node;
}

void
lp_groups_join (LpGroups *self,
                int       a,
                int       b)
{
  a = lp_groups_find (self, a);
  b = lp_groups_find (self, b);

  self->above[MAX (a, b)] = MIN (a, b);
}

GPtrArray *
lp_groups_list (LpGroups      *self,
                const LpNodes *nodes)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree GArray **by_first = g_new0 (GArray *, self->n);

  for (guint i = 0; i < nodes->n; i++)
    {
      int first = lp_groups_find (self, nodes->nodes[i]);

      if (by_first[first] == NULL)
        {
          by_first[first] = g_array_new (FALSE, FALSE, sizeof (int));
          g_ptr_array_add (groups, by_first[first]);
        }
      g_array_append_val (by_first[first], nodes->nodes[i]);
    }

  return groups;
}
