/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "plain.h"

#include <string.h>

/* Rows of @n lists from @n_edges pairs; with @both each edge is in the lists of both its ends. */
static void
index_edges (guint         n,
             guint         n_edges,
             guint       (*edges)[2],
             gboolean      both,
             guint       **start,
             guint       **list,
             guint       **numbers)
{
  *start = g_new0 (guint, n + 2);
  *list = g_new (guint, both ? 2 * n_edges : n_edges);
  *numbers = g_new (guint, both ? 2 * n_edges : n_edges);

  for (guint i = 0; i < n_edges; i++)
    for (guint side = 0; side <= (guint) both; side++)
      (*start)[edges[i][side] + 2]++;
  for (guint i = 2; i < n + 2; i++)
    (*start)[i] += (*start)[i - 1];
  for (guint i = 0; i < n_edges; i++)
    for (guint side = 0; side <= (guint) both; side++)
      {
        guint place = (*start)[edges[i][side] + 1]++;

        (*list)[place] = edges[i][!side];
        (*numbers)[place] = i;
      }
}

static LpKind
find_last_tier (const LpGraph *graph)
{
  LpKind last = LP_KIND_WEB_SERVER;

  for (guint i = 0; i < graph->n_nodes; i++)
    if (graph->nodes[i].kind == LP_KIND_DATABASE)
      return LP_KIND_DATABASE;
    else if (graph->nodes[i].kind == LP_KIND_APP_SERVER)
      last = LP_KIND_APP_SERVER;

  return last;
}

Plain *
plain_new (const LpGraph *graph)
{
  Plain *self = g_new0 (Plain, 1);
  guint (*edges)[2] = g_malloc ((graph->n_links + 2 * graph->n_nodes) * sizeof *edges);
  LpKind last_tier = find_last_tier (graph);
  g_autofree guint *numbers = NULL;
  guint n_ends;

  self->n = graph->n_nodes + 2;
  self->source = graph->n_nodes;
  self->sink = graph->n_nodes + 1;

  for (guint i = 0; i < graph->n_nodes; i++)
    {
      const LpGraphNode *node = &graph->nodes[i];

      if (node->kind == LP_KIND_CLIENT || node->kind == last_tier)
        {
          edges[self->n_edges][0] = node->kind == LP_KIND_CLIENT ? self->source : i;
          edges[self->n_edges++][1] = node->kind == LP_KIND_CLIENT ? i : self->sink;
        }
    }
  n_ends = self->n_edges;
  for (guint i = 0; i < graph->n_nodes; i++)
    if (graph->nodes[i].parent >= 0)
      {
        edges[self->n_edges][0] = graph->nodes[i].parent;
        edges[self->n_edges++][1] = i;
      }
  for (guint i = 0; i < graph->n_links; i++)
    if (graph->links[i].flow <= LP_FLOW_QUERY && graph->links[i].required)
      {
        edges[self->n_edges][0] = graph->links[i].from;
        edges[self->n_edges++][1] = graph->links[i].to;
      }

  index_edges (self->n, self->n_edges, edges, FALSE, &self->out_start, &self->out, &numbers);
  index_edges (self->n, self->n_edges - n_ends, edges + n_ends, TRUE,
               &self->near_start, &self->near, &self->near_edge);
  g_free (edges);

  return self;
}

void
plain_free (Plain *self)
{
  g_free (self->out_start);
  g_free (self->out);
  g_free (self->near_start);
  g_free (self->near);
  g_free (self->near_edge);
  g_free (self);
}

typedef struct
{
  guint vertex;
  guint next;
  guint edge;         /* By which it was entered. */
} Frame;

/* What a depth-first search for articulation points needs. */
typedef struct
{
  guint  *date;
  guint  *low;
  guint8 *cuts;
  Frame  *frames;
} Scratch;

static void
scratch_init (Scratch *self,
              guint    n)
{
  self->date = g_new0 (guint, n);
  self->low = g_new (guint, n);
  self->cuts = g_new0 (guint8, n);
  self->frames = g_new (Frame, n);
}

static void
scratch_clear (Scratch *self)
{
  g_free (self->date);
  g_free (self->low);
  g_free (self->cuts);
  g_free (self->frames);
}

/* Blocks get the edges that are left on the stack above one that closes them; NULL: only cuts. */
typedef struct
{
  guint  n_stack;
  guint *stack;       /* Edges, as places in the lists. */
  void (*found) (const guint *edges,
                 guint        n_edges,
                 gpointer     data);
  gpointer data;
} Blocks;

static guint
search_from (guint        root,
             const guint *start,
             const guint *near,
             const guint *edge,
             Scratch     *s,
             guint       *dates,
             Blocks      *blocks)
{
  guint depth = 0, n_cuts = 0, below_root = 0;

  s->date[root] = s->low[root] = ++*dates;
  s->frames[depth++] = (Frame) { root, start[root], G_MAXUINT };

  while (depth > 0)
    {
      Frame *frame = &s->frames[depth - 1];
      guint v = frame->vertex;

      if (frame->next < start[v + 1])
        {
          guint place = frame->next++;
          guint w = near[place];

          if (edge[place] == frame->edge)
            continue;

          if (blocks != NULL && s->date[w] < s->date[v])
            blocks->stack[blocks->n_stack++] = place;
          if (s->date[w] == 0)
            {
              if (v == root)
                below_root++;
              s->date[w] = s->low[w] = ++*dates;
              s->frames[depth++] = (Frame) { w, start[w], edge[place] };
            }
          else
            {
              s->low[v] = MIN (s->low[v], s->date[w]);
            }
          continue;
        }

      if (--depth == 0)
        break;

      frame = &s->frames[depth - 1];
      s->low[frame->vertex] = MIN (s->low[frame->vertex], s->low[v]);
      if (s->low[v] < s->date[frame->vertex])
        continue;

      if (frame->vertex != root && !s->cuts[frame->vertex])
        {
          s->cuts[frame->vertex] = TRUE;
          n_cuts++;
        }
      if (blocks != NULL)
        {
          guint first = blocks->n_stack;

          while (edge[blocks->stack[--first]] != s->frames[depth].edge)
            ;
          blocks->found (blocks->stack + first, blocks->n_stack - first, blocks->data);
          blocks->n_stack = first;
        }
    }

  return n_cuts + (below_root > 1);
}

guint
plain_count_articulations (const Plain *self)
{
  Scratch scratch;
  guint n = 0, dates = 0;

  scratch_init (&scratch, self->n);
  for (guint i = 0; i < self->n; i++)
    if (scratch.date[i] == 0)
      n += search_from (i, self->near_start, self->near, self->near_edge, &scratch, &dates, NULL);
  scratch_clear (&scratch);

  return n;
}

static guint
sort_from_source (const Plain *self,
                  guint       *order,
                  guint       *number)
{
  g_autofree Frame *frames = g_new (Frame, self->n);
  g_autofree guint8 *seen = g_new0 (guint8, self->n);
  guint depth = 0, n = 0;

  frames[depth++] = (Frame) { self->source, self->out_start[self->source], 0 };
  seen[self->source] = TRUE;
  while (depth > 0)
    {
      Frame *frame = &frames[depth - 1];

      if (frame->next < self->out_start[frame->vertex + 1])
        {
          guint w = self->out[frame->next++];

          if (!seen[w])
            frames[depth++] = (Frame) { w, self->out_start[w], 0 };
          seen[w] = TRUE;
        }
      else
        {
          number[frame->vertex] = n;
          order[n++] = frame->vertex;
          depth--;
        }
    }

  return n;
}

guint
plain_count_dominators_of_sink (const Plain *self)
{
  g_autofree guint *order = g_new (guint, self->n);
  g_autofree guint *number = g_new (guint, self->n);
  g_autofree guint *in_start = g_new0 (guint, self->n + 2);
  g_autofree guint *in = g_new (guint, self->n_edges);
  g_autofree guint *dominator = g_new (guint, self->n);
  gboolean changed = TRUE;
  guint n, count = 0;

  memset (number, 0xff, self->n * sizeof (guint));
  n = sort_from_source (self, order, number);

  for (guint i = 0; i < self->n_edges; i++)
    in_start[self->out[i] + 2]++;
  for (guint i = 2; i < self->n + 2; i++)
    in_start[i] += in_start[i - 1];
  for (guint v = 0; v < self->n; v++)
    for (guint k = self->out_start[v]; k < self->out_start[v + 1]; k++)
      in[in_start[self->out[k] + 1]++] = v;

  /* Vertices are their numbers in postorder here; the source has the highest. */
  memset (dominator, 0xff, self->n * sizeof (guint));
  dominator[n - 1] = n - 1;
  while (changed)
    {
      changed = FALSE;
      for (guint i = n - 1; i-- > 0;)
        {
          guint best = G_MAXUINT;

          for (guint k = in_start[order[i]]; k < in_start[order[i] + 1]; k++)
            {
              guint a = number[in[k]];

              if (a == G_MAXUINT || dominator[a] == G_MAXUINT)
                continue;
              for (guint b = best; b != G_MAXUINT && a != b;)
                if (a < b)
                  a = dominator[a];
                else
                  b = dominator[b];
              best = a;
            }

          changed = changed || dominator[i] != best;
          dominator[i] = best;
        }
    }

  for (guint i = number[self->sink]; i < n - 1; i = dominator[i])
    count++;

  return count;
}

/* One biconnected component as a graph of its own. */
typedef struct
{
  const Plain *plain;
  guint       *local;       /* By vertex: its number in the component, if it is in it. */
  guint       *stamp;       /* By vertex: the last component that it was in. */
  guint        n_blocks;
  guint        n_pairs;
} BlockSearch;

static guint
get_local (BlockSearch *self,
           guint        vertex,
           guint       *n)
{
  if (self->stamp[vertex] != self->n_blocks)
    {
      self->stamp[vertex] = self->n_blocks;
      self->local[vertex] = (*n)++;
    }

  return self->local[vertex];
}

/* Counts the articulation points of the component without each of its vertices. */
static void
search_block (guint         n,
              guint         n_edges,
              guint       (*edges)[2],
              BlockSearch  *self)
{
  g_autofree guint (*rest)[2] = g_malloc (n_edges * sizeof *rest);
  guint *start, *near, *number;

  for (guint v = 0; v < n; v++)
    {
      Scratch scratch;
      guint n_rest = 0, dates = 0;

      for (guint i = 0; i < n_edges; i++)
        if (edges[i][0] != v && edges[i][1] != v)
          memcpy (rest[n_rest++], edges[i], sizeof *rest);

      index_edges (n, n_rest, rest, TRUE, &start, &near, &number);
      scratch_init (&scratch, n);
      self->n_pairs += search_from (v == 0, start, near, number, &scratch, &dates, NULL);
      scratch_clear (&scratch);
      g_free (start);
      g_free (near);
      g_free (number);
    }
}

static void
found_block_cb (const guint *places,
                guint        n_edges,
                gpointer     data)
{
  BlockSearch *self = data;
  const Plain *plain = self->plain;
  g_autofree guint (*edges)[2] = NULL;
  guint n = 0;

  if (n_edges < 3)
    return;

  self->n_blocks++;
  edges = g_malloc (n_edges * sizeof *edges);
  for (guint i = 0; i < n_edges; i++)
    {
      guint v = 0;
      guint lower = 0, upper = plain->n;

      /* The vertex in whose list the place is. */
      while (upper - lower > 1)
        {
          v = lower + (upper - lower) / 2;
          if (plain->near_start[v] <= places[i])
            lower = v;
          else
            upper = v;
        }
      edges[i][0] = get_local (self, lower, &n);
      edges[i][1] = get_local (self, plain->near[places[i]], &n);
    }

  search_block (n, n_edges, edges, self);
}

guint
plain_count_pairs_by_block (const Plain *self)
{
  g_autofree guint *local = g_new (guint, self->n);
  g_autofree guint *stamp = g_new0 (guint, self->n);
  g_autofree guint *stack = g_new (guint, 2 * self->n_edges);
  BlockSearch search = { self, local, stamp, 0, 0 };
  Blocks blocks = { 0, stack, found_block_cb, &search };
  Scratch scratch;
  guint dates = 0;

  scratch_init (&scratch, self->n);
  for (guint i = 0; i < self->n; i++)
    if (scratch.date[i] == 0)
      search_from (i, self->near_start, self->near, self->near_edge, &scratch, &dates, &blocks);
  scratch_clear (&scratch);

  return search.n_pairs;
}

/* How many clients (successors of the source) still have a way to the sink. */
static guint
count_served (const Plain *self,
              const guint *in_start,
              const guint *in,
              guint8      *seen,
              guint       *queue)
{
  guint n = 0, served = 0;

  seen[self->sink] = TRUE;
  queue[n++] = self->sink;
  for (guint i = 0; i < n; i++)
    for (guint k = in_start[queue[i]]; k < in_start[queue[i] + 1]; k++)
      {
        served += in[k] == self->source;
        if (!seen[in[k]] && in[k] != self->source)
          queue[n++] = in[k];
        seen[in[k]] = TRUE;
      }

  return served;
}

guint
plain_count_pairs_naively (const Plain *self,
                           guint        most,
                           guint       *n_tried)
{
  g_autofree guint *in_start = g_new0 (guint, self->n + 2);
  g_autofree guint *in = g_new (guint, self->n_edges);
  g_autofree guint8 *seen = g_new0 (guint8, self->n);
  g_autofree guint *queue = g_new (guint, self->n);
  guint all, n_pairs = 0;

  for (guint i = 0; i < self->n_edges; i++)
    in_start[self->out[i] + 2]++;
  for (guint i = 2; i < self->n + 2; i++)
    in_start[i] += in_start[i - 1];
  for (guint v = 0; v < self->n; v++)
    for (guint k = self->out_start[v]; k < self->out_start[v + 1]; k++)
      in[in_start[self->out[k] + 1]++] = v;

  all = count_served (self, in_start, in, seen, queue);
  *n_tried = 0;
  for (guint a = 0; a < self->source; a++)
    for (guint b = a + 1; b < self->source && *n_tried < most; b++)
      {
        memset (seen, 0, self->n);
        seen[a] = seen[b] = TRUE;
        n_pairs += count_served (self, in_start, in, seen, queue) < all;
        ++*n_tried;
      }

  return n_pairs;
}
