/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/bdd.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_SIZE 256u
#define TERMINAL G_MAXUINT32
#define STEPS_BETWEEN_LOOKS 4096

/* The result of an operation, until another one takes its place. */
struct _LpBddMemo
{
  guint32 generation;
  guint32 operation;
  guint32 a;
  guint32 b;
  guint32 result;
};

/* An operation that waits for one of its halves. */
struct _LpBddFrame
{
  guint32 a;
  guint32 b;
  guint32 variable;
  guint32 low;
  guint   stage;
};

LpBdd *
lp_bdd_new (guint32       max_nodes,
            GCancellable *cancellable)
{
  LpBdd *self = g_new0 (LpBdd, 1);

  self->max_nodes = max_nodes;
  self->cancellable = cancellable;
  self->n_allocated = FIRST_SIZE;
  self->nodes = g_new (LpBddNode, self->n_allocated);
  self->nodes[LP_BDD_FALSE] = self->nodes[LP_BDD_TRUE] = (LpBddNode) { TERMINAL };
  self->n_nodes = 2;
  self->n_buckets = FIRST_SIZE;
  self->buckets = g_new0 (guint32, self->n_buckets);
  self->memos = g_new0 (LpBddMemo, self->n_buckets);
  self->generation = 1;
  self->marks = g_new0 (guint32, self->n_allocated);
  self->n_frames = 64;
  self->frames = g_new (LpBddFrame, self->n_frames);

  return self;
}

void
lp_bdd_free (LpBdd *self)
{
  if (self == NULL)
    return;

  g_free (self->nodes);
  g_free (self->buckets);
  g_free (self->memos);
  g_free (self->marks);
  g_free (self->frames);
  g_free (self);
}

static inline guint32
hash (guint32 a,
      guint32 b,
      guint32 c)
{
  guint64 h = ((guint64) a << 32 | b) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  h = (h ^ h >> 29 ^ c) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);

  return (guint32) (h >> 32);
}

static inline guint32
find_bucket (const LpBdd     *self,
             const LpBddNode *node)
{
  return hash (node->low, node->high, node->variable) & (self->n_buckets - 1);
}

/* Nodes, buckets and memos grow together. What was memorized is forgotten. */
static void
grow (LpBdd *self)
{
  self->n_allocated *= 2;
  self->nodes = g_renew (LpBddNode, self->nodes, self->n_allocated);
  self->n_buckets *= 2;
  self->buckets = g_renew (guint32, self->buckets, self->n_buckets);
  memset (self->buckets, 0, self->n_buckets * sizeof (guint32));
  g_free (self->memos);
  self->memos = g_new0 (LpBddMemo, self->n_buckets);
  g_free (self->marks);
  self->marks = g_new0 (guint32, self->n_allocated);

  for (guint32 i = 2; i < self->n_nodes; i++)
    {
      guint32 bucket = find_bucket (self, &self->nodes[i]);

      self->nodes[i].next = self->buckets[bucket];
      self->buckets[bucket] = i;
    }
}

/* The function that is @high where @variable is true and @low where it is not. */
static guint32
make (LpBdd   *self,
      guint32  variable,
      guint32  low,
      guint32  high)
{
  LpBddNode node = { variable, low, high, 0 };
  guint32 bucket;

  if (low == high)
    return low;

  bucket = find_bucket (self, &node);
  for (guint32 i = self->buckets[bucket]; i != 0; i = self->nodes[i].next)
    if (self->nodes[i].low == low && self->nodes[i].high == high &&
        self->nodes[i].variable == variable)
      return i;

  if (self->n_nodes >= self->max_nodes)
    return LP_BDD_NONE;
  if (self->n_nodes == self->n_allocated)
    {
      grow (self);
      bucket = find_bucket (self, &node);
    }

  node.next = self->buckets[bucket];
  self->nodes[self->n_nodes] = node;
  self->buckets[bucket] = self->n_nodes;

  return self->n_nodes++;
}

void
lp_bdd_reset (LpBdd *self)
{
  for (guint32 i = 2; i < self->n_nodes; i++)
    self->buckets[find_bucket (self, &self->nodes[i])] = 0;

  self->n_nodes = 2;
  self->generation++;
}

guint32
lp_bdd_get_variable (LpBdd   *self,
                     guint32  variable)
{
  return make (self, variable, LP_BDD_FALSE, LP_BDD_TRUE);
}

/* What needs no look below: whether one of both decides alone, or both are the same. */
static gboolean
is_plain (LpBddOperation  operation,
          guint32         a,
          guint32         b,
          guint32        *result)
{
  switch (operation)
    {
    case LP_BDD_AND:
      if (a == b || b == LP_BDD_TRUE || a == LP_BDD_FALSE)
        *result = a;
      else if (a == LP_BDD_TRUE || b == LP_BDD_FALSE)
        *result = b;
      else
        return FALSE;
      return TRUE;

    case LP_BDD_OR:
      if (a == b || b == LP_BDD_FALSE || a == LP_BDD_TRUE)
        *result = a;
      else if (a == LP_BDD_FALSE || b == LP_BDD_TRUE)
        *result = b;
      else
        return FALSE;
      return TRUE;

    case LP_BDD_NOT_AND:
    default:
      if (a == b || a == LP_BDD_TRUE)
        *result = LP_BDD_FALSE;
      else if (a == LP_BDD_FALSE || b == LP_BDD_FALSE)
        *result = b;
      else
        return FALSE;
      return TRUE;
    }
}

static inline LpBddMemo *
find_memo (LpBdd          *self,
           LpBddOperation  operation,
           guint32         a,
           guint32         b)
{
  return &self->memos[hash (a, b, operation) & (self->n_buckets - 1)];
}

static void
push (LpBdd   *self,
      guint32 *depth,
      guint32  a,
      guint32  b)
{
  if (*depth == self->n_frames)
    {
      self->n_frames *= 2;
      self->frames = g_renew (LpBddFrame, self->frames, self->n_frames);
    }

  self->frames[(*depth)++] = (LpBddFrame) { a, b, 0, 0, 0 };
}

/* Looks for the result of the topmost frame without going below, else prepares the frame for
 * that. */
static gboolean
find_result (LpBdd          *self,
             LpBddOperation  operation,
             LpBddFrame     *frame,
             guint32        *result)
{
  LpBddMemo *memo;

  if (is_plain (operation, frame->a, frame->b, result))
    return TRUE;

  if (operation != LP_BDD_NOT_AND && frame->a > frame->b)
    {
      guint32 a = frame->a;

      frame->a = frame->b;
      frame->b = a;
    }

  memo = find_memo (self, operation, frame->a, frame->b);
  if (memo->generation == self->generation && memo->operation == operation &&
      memo->a == frame->a && memo->b == frame->b)
    {
      *result = memo->result;
      return TRUE;
    }

  frame->variable = MIN (self->nodes[frame->a].variable, self->nodes[frame->b].variable);

  return FALSE;
}

/* Its own stack instead of recursion: diagrams are as deep as they have variables. */
guint32
lp_bdd_apply (LpBdd          *self,
              LpBddOperation  operation,
              guint32         a,
              guint32         b)
{
  guint32 depth = 0;
  guint32 result = LP_BDD_NONE;

  push (self, &depth, a, b);
  while (depth > 0)
    {
      LpBddFrame *frame = &self->frames[depth - 1];
      const LpBddNode *f = &self->nodes[frame->a];
      const LpBddNode *g = &self->nodes[frame->b];

      switch (frame->stage++)
        {
        case 0:
          if (++self->n_steps % STEPS_BETWEEN_LOOKS == 0 &&
              g_cancellable_is_cancelled (self->cancellable))
            return LP_BDD_NONE;

          if (find_result (self, operation, frame, &result))
            {
              depth--;
              break;
            }

          f = &self->nodes[frame->a];
          g = &self->nodes[frame->b];
          push (self, &depth,
                f->variable == frame->variable ? f->low : frame->a,
                g->variable == frame->variable ? g->low : frame->b);
          break;

        case 1:
          frame->low = result;
          push (self, &depth,
                f->variable == frame->variable ? f->high : frame->a,
                g->variable == frame->variable ? g->high : frame->b);
          break;

        default:
          result = make (self, frame->variable, frame->low, result);
          if (result == LP_BDD_NONE)
            return LP_BDD_NONE;
          *find_memo (self, operation, frame->a, frame->b) =
            (LpBddMemo) { self->generation, operation, frame->a, frame->b, result };
          depth--;
          break;
        }
    }

  return result;
}

void
lp_bdd_collect (LpBdd   *self,
                guint32 *roots,
                guint    n_roots)
{
  g_autofree guint32 *moved = g_new0 (guint32, self->n_nodes);
  guint32 n = 2;

  for (guint i = 0; i < n_roots; i++)
    moved[roots[i]] = 1;
  for (guint32 i = self->n_nodes; i-- > 2;)
    if (moved[i])
      moved[self->nodes[i].low] = moved[self->nodes[i].high] = 1;

  memset (self->buckets, 0, self->n_buckets * sizeof (guint32));
  moved[LP_BDD_FALSE] = LP_BDD_FALSE;
  moved[LP_BDD_TRUE] = LP_BDD_TRUE;
  for (guint32 i = 2; i < self->n_nodes; i++)
    if (moved[i])
      {
        LpBddNode node = self->nodes[i];
        guint32 bucket;

        node.low = moved[node.low];
        node.high = moved[node.high];
        bucket = find_bucket (self, &node);
        node.next = self->buckets[bucket];
        self->buckets[bucket] = n;
        self->nodes[n] = node;
        moved[i] = n++;
      }

  for (guint i = 0; i < n_roots; i++)
    roots[i] = moved[roots[i]];
  self->n_nodes = n;
  self->generation++;
}

/* By node: its chance to be true, and the chance to come to it from @root. @list has the nodes of
 * @root in ascending order, or is NULL for all up to it. */
static void
weigh (const LpBdd  *self,
       guint32       root,
       const GArray *list,
       const double *chances,
       double       *truths,
       double       *visits)
{
  guint n = list != NULL ? list->len : MAX (root, LP_BDD_TRUE) - 1;

  truths[LP_BDD_FALSE] = visits[LP_BDD_FALSE] = visits[LP_BDD_TRUE] = 0;
  truths[LP_BDD_TRUE] = 1;
  for (guint i = 0; i < n; i++)
    {
      guint32 number = list != NULL ? g_array_index (list, guint32, i) : i + 2;
      const LpBddNode *node = &self->nodes[number];
      double chance = chances[node->variable];

      truths[number] = chance * truths[node->high] + (1 - chance) * truths[node->low];
      visits[number] = 0;
    }

  visits[root] = 1;
  while (n-- > 0)
    {
      guint32 number = list != NULL ? g_array_index (list, guint32, n) : n + 2;
      const LpBddNode *node = &self->nodes[number];
      double chance = chances[node->variable];

      visits[node->high] += visits[number] * chance;
      visits[node->low] += visits[number] * (1 - chance);
    }
}

double
lp_bdd_evaluate (LpBdd        *self,
                 guint32       root,
                 const double *chances,
                 double        weight,
                 double       *slopes)
{
  guint n = MAX (root, LP_BDD_TRUE) + 1;
  g_autofree double *truths = g_new (double, n);
  g_autofree double *visits = g_new (double, n);

  weigh (self, root, NULL, chances, truths, visits);
  for (guint32 i = 2; slopes != NULL && i <= root; i++)
    {
      const LpBddNode *node = &self->nodes[i];

      slopes[node->variable] += weight * visits[i] * (truths[node->high] - truths[node->low]);
    }

  return truths[root];
}

static int
compare_nodes (gconstpointer a,
               gconstpointer b)
{
  guint32 i = *(const guint32 *) a;
  guint32 j = *(const guint32 *) b;

  return i < j ? -1 : i > j;
}

static void
mark_node (LpBdd   *self,
           GArray  *list,
           guint32  node)
{
  if (node <= LP_BDD_TRUE || self->marks[node] == self->mark)
    return;

  self->marks[node] = self->mark;
  g_array_append_val (list, node);
}

/* The nodes of @root (guint32) in ascending order: each comes after those below it. */
static GArray *
list_nodes (LpBdd   *self,
            guint32  root)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint32));

  self->mark++;
  mark_node (self, list, root);
  for (guint i = 0; i < list->len; i++)
    {
      LpBddNode node = self->nodes[g_array_index (list, guint32, i)];

      mark_node (self, list, node.low);
      mark_node (self, list, node.high);
    }
  g_array_sort (list, compare_nodes);

  return list;
}

typedef struct
{
  double  loss;
  guint32 node;
} Loss;

static int
compare_losses (gconstpointer a,
                gconstpointer b)
{
  double i = ((const Loss *) a)->loss;
  double j = ((const Loss *) b)->loss;

  return i < j ? 1 : i > j ? -1 : 0;
}

/* The nodes in @list by what it costs to do without, the most expensive first. */
static Loss *
rank_nodes (const LpBdd  *self,
            guint32       root,
            const GArray *list,
            const double *chances,
            gboolean      above)
{
  g_autofree double *truths = g_new (double, root + 1);
  g_autofree double *visits = g_new (double, root + 1);
  Loss *losses = g_new (Loss, list->len);

  weigh (self, root, list, chances, truths, visits);
  for (guint i = 0; i < list->len; i++)
    {
      guint32 node = g_array_index (list, guint32, i);

      losses[i] = (Loss) { visits[node] * (above ? 1 - truths[node] : truths[node]), node };
    }
  qsort (losses, list->len, sizeof (Loss), compare_losses);

  return losses;
}

guint32
lp_bdd_prune (LpBdd        *self,
              guint32       root,
              const double *chances,
              guint         max_nodes,
              gboolean      above)
{
  guint32 end = above ? LP_BDD_TRUE : LP_BDD_FALSE;
  g_autoptr (GArray) list = list_nodes (self, root);
  g_autofree Loss *losses = NULL;
  g_autofree guint32 *pruned = NULL;

  if (list->len <= max_nodes)
    return root;

  losses = rank_nodes (self, root, list, chances, above);
  pruned = g_new (guint32, root + 1);
  pruned[LP_BDD_FALSE] = LP_BDD_FALSE;
  pruned[LP_BDD_TRUE] = LP_BDD_TRUE;
  for (guint i = 0; i < list->len; i++)
    pruned[losses[i].node] = i < max_nodes ? LP_BDD_NONE : end;

  for (guint i = 0; i < list->len; i++)
    {
      guint32 number = g_array_index (list, guint32, i);
      LpBddNode node = self->nodes[number];

      if (pruned[number] != LP_BDD_NONE)
        continue;

      pruned[number] = make (self, node.variable, pruned[node.low], pruned[node.high]);
      if (pruned[number] == LP_BDD_NONE)
        return end;
    }

  return pruned[root];
}
