/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/bdd.h"

#include <string.h>

#define FIRST_SIZE 256u
#define TERMINAL G_MAXUINT32
#define STEPS_BETWEEN_LOOKS 4096

typedef struct
{
  double lower;
  double upper;
} Chances;

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
  self->max_steps = G_MAXUINT64;
  self->cancellable = cancellable;
  self->n_allocated = FIRST_SIZE;
  self->nodes = g_new (LpBddNode, self->n_allocated);
  self->nodes[LP_BDD_FALSE] = (LpBddNode) { TERMINAL };
  self->nodes[LP_BDD_TRUE] = (LpBddNode) { TERMINAL, .lower = 1, .upper = 1 };
  self->n_nodes = 2;
  self->n_buckets = FIRST_SIZE;
  self->buckets = g_new0 (guint32, self->n_buckets);
  self->memos = g_new0 (LpBddMemo, self->n_buckets);
  self->generation = 1;
  self->n_frames = 64;
  self->frames = g_new (LpBddFrame, self->n_frames);
  self->variables = g_array_new (FALSE, FALSE, sizeof (Chances));

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
  g_free (self->frames);
  g_array_unref (self->variables);
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
  const Chances *chances = &g_array_index (self->variables, Chances, variable);
  LpBddNode node = { variable, low, high };
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
  node.lower = chances->lower * self->nodes[high].lower +
               (1 - chances->lower) * self->nodes[low].lower;
  node.upper = chances->upper * self->nodes[high].upper +
               (1 - chances->upper) * self->nodes[low].upper;
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
  g_array_set_size (self->variables, 0);
}

guint32
lp_bdd_add_variable (LpBdd  *self,
                     double  lower,
                     double  upper)
{
  Chances chances = { lower, upper };

  g_array_append_val (self->variables, chances);

  return make (self, self->variables->len - 1, LP_BDD_FALSE, LP_BDD_TRUE);
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
          if (++self->n_steps > self->max_steps ||
              (self->n_steps % STEPS_BETWEEN_LOOKS == 0 &&
               g_cancellable_is_cancelled (self->cancellable)))
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

double *
lp_bdd_dup_slopes (const LpBdd *self,
                   guint32      root)
{
  g_autofree double *visits = g_new0 (double, MAX (root, LP_BDD_TRUE) + 1);
  double *slopes = g_new0 (double, self->variables->len);

  /* The chance to come to each node on the way down from the root. */
  visits[root] = 1;
  for (guint32 i = root; i > LP_BDD_TRUE; i--)
    {
      const LpBddNode *node = &self->nodes[i];
      double chance = g_array_index (self->variables, Chances, node->variable).lower;

      if (visits[i] == 0)
        continue;

      slopes[node->variable] += visits[i] * (self->nodes[node->high].lower -
                                             self->nodes[node->low].lower);
      visits[node->high] += visits[i] * chance;
      visits[node->low] += visits[i] * (1 - chance);
    }

  return slopes;
}
