/* SPDX-License-Identifier: MIT */
/* request-cycle: a request that comes back to where it was never gets an answer. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/pair-hops.h"
#include "rules/engine/rule.h"

/* Tarjan's strongly connected components, without recursion: designs can be long chains.
 * R. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972). */
typedef struct
{
  LpCheck      *check;
  const guint8 *pairs;
  guint         count;
  guint        *number;         /* 0: not seen yet. */
  guint        *low;
  guint8       *open;
  guint        *next;           /* Of each node on the path: the hop to look at next. */
  GArray       *path;
  GArray       *stack;
} Search;

/* Links that lead back, and switches that everything passes, are no loop by themselves. Nobody
 * waits for what stands in a queue. */
static gboolean
counts (Search      *search,
        const LpHop *hop,
        LpPair       pair)
{
  const LpGraphNode *nodes = search->check->graph->nodes;

  return (hop->flow == LP_FLOW_REQUEST || hop->flow == LP_FLOW_QUERY) &&
         (pair == LP_PAIR_FINE || pair == LP_PAIR_SKIPS) && hop->from != hop->to &&
         !lp_hops_is_in_line (nodes[hop->from].kind) && !lp_hops_is_in_line (nodes[hop->to].kind) &&
         nodes[hop->from].kind != LP_KIND_QUEUE && nodes[hop->to].kind != LP_KIND_QUEUE &&
         nodes[hop->from].kind != LP_KIND_DNS && nodes[hop->to].kind != LP_KIND_DNS;
}

static void
enter (Search *search,
       int     node)
{
  search->number[node] = search->low[node] = ++search->count;
  search->open[node] = TRUE;
  search->next[node] = search->check->hop_out_start[node];
  g_array_append_val (search->path, node);
  g_array_append_val (search->stack, node);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* Takes the component that ends with @node off the stack. Two nodes or more are a loop. */
static void
close_component (Search *search,
                 int     node,
                 GArray *loops)
{
  guint first = search->stack->len;
  int top;

  do
    {
      top = g_array_index (search->stack, int, --first);
      search->open[top] = FALSE;
    }
  while (top != node);

  if (search->stack->len - first > 1)
    {
      int end = -1;

      g_array_append_vals (loops, &g_array_index (search->stack, int, first),
                           search->stack->len - first);
      g_array_append_val (loops, end);
    }
  g_array_set_size (search->stack, first);
}

static void
follow (Search *search,
        int     start,
        GArray *loops)
{
  LpCheck *check = search->check;

  enter (search, start);
  while (search->path->len > 0)
    {
      int node = g_array_index (search->path, int, search->path->len - 1);

      if (search->next[node] < check->hop_out_start[node + 1])
        {
          guint k = check->hop_out[search->next[node]++];
          int to = check->hops[k].to;

          if (!counts (search, &check->hops[k], search->pairs[k]))
            continue;

          if (search->number[to] == 0)
            enter (search, to);
          else if (search->open[to])
            search->low[node] = MIN (search->low[node], search->number[to]);
          continue;
        }

      g_array_set_size (search->path, search->path->len - 1);
      if (search->path->len > 0)
        {
          int before = g_array_index (search->path, int, search->path->len - 1);

          search->low[before] = MIN (search->low[before], search->low[node]);
        }
      if (search->low[node] == search->number[node])
        close_component (search, node, loops);
    }
}

/* Each loop as nodes in document order, ended by -1. */
static GArray *
find_loops (LpCheck *check)
{
  guint n = check->graph->n_nodes;
  GArray *loops = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree guint *numbers = g_new0 (guint, 3 * n + 1);
  g_autofree guint8 *open = g_new0 (guint8, n);
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (int));
  Search search = {
    .check = check, .pairs = lp_check_get_pairs (check),
    .number = numbers, .low = numbers + n, .next = numbers + 2 * n,
    .open = open, .path = path, .stack = stack,
  };

  for (guint i = 0; i < n; i++)
    if (search.number[i] == 0)
      follow (&search, i, loops);

  return loops;
}

static void
report (const LpRule *rule,
        LpCheck      *check,
        int          *nodes,
        guint         n_nodes)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_null_terminated (n_nodes, NULL, TRUE);
  g_autoptr (GPtrArray) links = g_ptr_array_new_null_terminated (n_nodes, NULL, TRUE);
  g_autoptr (GHashTable) inside = g_hash_table_new (NULL, NULL);
  g_autofree char *names = NULL;

  qsort (nodes, n_nodes, sizeof *nodes, compare_numbers);
  for (guint i = 0; i < n_nodes; i++)
    {
      g_ptr_array_add (elements, lp_check_get_element (check, nodes[i]));
      g_hash_table_add (inside, GINT_TO_POINTER (nodes[i]));
    }

  for (guint i = 0; i < n_nodes; i++)
    for (guint k = check->hop_out_start[nodes[i]]; k < check->hop_out_start[nodes[i] + 1]; k++)
      {
        const LpHop *hop = &check->hops[check->hop_out[k]];

        if ((hop->flow == LP_FLOW_REQUEST || hop->flow == LP_FLOW_QUERY) &&
            g_hash_table_contains (inside, GINT_TO_POINTER (hop->to)))
          g_ptr_array_add (links, check->graph->links[hop->last].element);
      }

  names = lp_check_join_names (check, (LpElement **) elements->pdata);
  lp_check_report (check, rule, (LpElement **) elements->pdata, (LpElement **) links->pdata,
                   _("Requests run in a circle between %s."), names);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GArray) loops = find_loops (check);
  guint first = 0;

  for (guint i = 0; i < loops->len; i++)
    if (g_array_index (loops, int, i) < 0)
      {
        report (rule, check, &g_array_index (loops, int, first), i - first);
        first = i + 1;
      }
}

const LpRule lp_rule_request_cycle = {
  .key = "request-cycle",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Requests in a circle"),
  .why = N_("A request that is passed on in a circle comes back to where it was and never gets an "
            "answer. "
            "Each round makes it more work, until the connections run out. "
            "The answer to a request takes the same connection back and is no request of its own."),
  .advice = N_("Take out the link that leads back, or draw it as an answer."),
  .check = check_design,
};
