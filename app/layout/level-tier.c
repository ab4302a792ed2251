/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/level-private.h"

#include "layout/pack.h"

/* A component’s kind says its tier. Links say the rest: what is asked by another of its own tier
 * stands behind it, and what only leads on stands before what it leads to. */

#define IN_LINE 5               /* How far before its target something in line stands. */
#define TIER_ASKED 25           /* Of what visitors ask, if nothing else is known of it. */
#define MAX_IN_LINE 4           /* One before the other. */
#define STEPS 1000              /* Between two tiers by kind. */

/* A request or query from one box to another. */
typedef struct
{
  guint    from;
  guint    to;
  gboolean level;               /* Both ends are what gives their boxes their tier. */
  gboolean dropped;             /* It leads back. */
} Step;

typedef struct
{
  LpLevel  *level;
  GArray   *steps;              /* Step, by where they come from. */
  guint    *first;              /* The first step of each box; one more at the end. */
  gboolean *in_line;            /* Its kind says nothing. */
  gboolean *asked;              /* By visitors. */
} Tiers;

#define STEP(tiers, i) (&g_array_index ((tiers)->steps, Step, (i)))
#define TIER(tiers, i) (LP_LEVEL_BOX ((tiers)->level, i)->tier)

static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  const Step *left = a, *right = b;

  return left->from < right->from ? -1 : left->from > right->from;
}

static void
collect_steps (Tiers *tiers)
{
  LpLevel *level = tiers->level;

  for (guint i = 0; i < level->edges->len; i++)
    {
      const LpCrossEdge *edge = &g_array_index (level->edges, LpCrossEdge, i);
      LpElement *link = level->links->pdata[i];
      LpFlow flow = lp_link_get_flow (link);
      Step step = { edge->from, edge->to };

      if (flow != LP_FLOW_REQUEST && flow != LP_FLOW_QUERY)
        continue;
      if (lp_element_get_kind (LP_LEVEL_BOX (level, step.from)->element) == LP_KIND_CLIENT)
        tiers->asked[step.to] = TRUE;
      if (LP_LEVEL_BOX (level, step.from)->hub || LP_LEVEL_BOX (level, step.to)->hub)
        continue;
      step.level = lp_pack_get_tier (lp_link_get_from (link)) == TIER (tiers, step.from) &&
                   lp_pack_get_tier (lp_link_get_to (link)) == TIER (tiers, step.to);
      g_array_append_val (tiers->steps, step);
    }

  g_array_sort (tiers->steps, compare_steps);
  for (guint i = 0, box = 0; box <= level->boxes->len; box++)
    {
      while (i < tiers->steps->len && STEP (tiers, i)->from < box)
        i++;
      tiers->first[box] = i;
    }
}

/* A router, say, or a server in which nothing is. */
static gboolean
says_nothing (const LpLevelBox *box)
{
  LpKind kind = lp_element_get_kind (box->element);

  return lp_kind_is (kind, LP_TRAIT_RELAY) ||
         (lp_kind_is_container (kind) && box->tier == LP_PACK_TIER_BEHIND);
}

/* The first tier that @box leads to, or G_MAXINT. */
static int
get_target (const Tiers *tiers,
            guint        box)
{
  int target = G_MAXINT;

  for (guint i = tiers->first[box]; i < tiers->first[box + 1]; i++)
    {
      guint to = STEP (tiers, i)->to;

      if (TIER (tiers, to) < LP_PACK_TIER_BEHIND)
        target = MIN (target, TIER (tiers, to) - (tiers->in_line[to] ? 0 : IN_LINE));
    }

  return target;
}

/* The first tier that leads to @box, or LP_PACK_TIER_BEHIND. */
static void
find_sources (const Tiers *tiers,
              int         *sources)
{
  for (guint i = 0; i < tiers->level->boxes->len; i++)
    sources[i] = tiers->asked[i] ? TIER_ASKED : LP_PACK_TIER_BEHIND;

  for (guint i = 0; i < tiers->steps->len; i++)
    {
      const Step *step = STEP (tiers, i);

      sources[step->to] = MIN (sources[step->to], TIER (tiers, step->from));
    }
}

/* What says nothing stands before what it leads to, or else with what leads to it. All at once in
 * each round: the order in which they were drawn must not count. */
static void
find_places_in_line (Tiers *tiers)
{
  guint n = tiers->level->boxes->len;
  g_autofree int *found = g_new (int, n);

  for (guint i = 0; i < n; i++)
    tiers->in_line[i] = says_nothing (LP_LEVEL_BOX (tiers->level, i));

  for (guint round = 0; round < 2 * MAX_IN_LINE; round++)
    {
      if (round >= MAX_IN_LINE)
        find_sources (tiers, found);
      else
        for (guint i = 0; i < n; i++)
          found[i] = get_target (tiers, i);

      for (guint i = 0; i < n; i++)
        if (tiers->in_line[i] &&
            (round < MAX_IN_LINE || TIER (tiers, i) >= LP_PACK_TIER_BEHIND))
          TIER (tiers, i) = MIN (TIER (tiers, i), found[i]);
    }
}

/* A cache that visitors ask, and that asks a load balancer or web servers, stands before these. */
static void
find_caches_in_front (Tiers *tiers)
{
  guint n = tiers->level->boxes->len;
  g_autofree int *last = g_new (int, n);

  for (guint i = 0; i < n; i++)
    last[i] = -1;
  for (guint i = 0; i < tiers->steps->len; i++)
    {
      const Step *step = STEP (tiers, i);

      last[step->to] = MAX (last[step->to], TIER (tiers, step->from));
    }

  for (guint i = 0; i < n; i++)
    if (lp_element_get_kind (LP_LEVEL_BOX (tiers->level, i)->element) == LP_KIND_CACHE)
      {
        int target = get_target (tiers, i);

        if (target < TIER (tiers, i) && last[i] < target)
          TIER (tiers, i) = target;
      }
}

/* A step that leads from a later tier to an earlier one says nothing, unless the box there is
 * asked by none before it and leads on to where the first one is: a load balancer between
 * applications. */
static void
drop_steps_back (Tiers *tiers)
{
  guint n = tiers->level->boxes->len;
  g_autofree int *first = g_new (int, n);
  g_autofree int *furthest = g_new0 (int, n);

  for (guint i = 0; i < n; i++)
    first[i] = G_MAXINT;
  for (guint i = 0; i < tiers->steps->len; i++)
    {
      const Step *step = STEP (tiers, i);

      first[step->to] = MIN (first[step->to], TIER (tiers, step->from));
      furthest[step->from] = MAX (furthest[step->from], TIER (tiers, step->to));
    }

  for (guint i = 0; i < tiers->steps->len; i++)
    {
      Step *step = STEP (tiers, i);
      int from = TIER (tiers, step->from), to = TIER (tiers, step->to);

      if (from == to)
        step->dropped = !step->level && !tiers->in_line[step->from] && !tiers->in_line[step->to];
      else if (from > to)
        step->dropped = first[step->to] < to || furthest[step->to] < from ||
                        tiers->in_line[step->to];
    }
}

typedef struct
{
  guint box;
  int   tier;
  guint number;
} Start;

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  const Start *left = a, *right = b;

  if (left->tier != right->tier)
    return left->tier < right->tier ? -1 : 1;
  return left->number < right->number ? -1 : left->number > right->number;
}

/* First tiers first: where links go round in a circle the one that leads back to the first of them
 * is dropped. As they were drawn would not do: once arranged, they would start elsewhere. */
static GArray *
list_starts (const Tiers *tiers)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (Start));

  for (guint i = 0; i < tiers->level->boxes->len; i++)
    {
      Start start = { i, TIER (tiers, i), LP_LEVEL_BOX (tiers->level, i)->number };

      g_array_append_val (starts, start);
    }
  g_array_sort (starts, compare_starts);

  return starts;
}

enum { NEW, OPEN, DONE };

/* All that can be reached from @start, behind all that it leads to. Not by recursion: a chain may
 * be long. */
static void
walk (Tiers  *tiers,
      guint   start,
      guchar *states,
      guint  *next,
      GArray *way,
      GArray *order)
{
  g_array_append_val (way, start);
  states[start] = OPEN;
  next[start] = tiers->first[start];

  while (way->len > 0)
    {
      guint box = g_array_index (way, guint, way->len - 1);
      Step *step;

      if (next[box] == tiers->first[box + 1])
        {
          states[box] = DONE;
          g_array_append_val (order, box);
          g_array_set_size (way, way->len - 1);
          continue;
        }

      step = STEP (tiers, next[box]++);
      if (step->dropped)
        continue;
      if (states[step->to] == OPEN)
        step->dropped = TRUE;
      else if (states[step->to] == NEW)
        {
          g_array_append_val (way, step->to);
          states[step->to] = OPEN;
          next[step->to] = tiers->first[step->to];
        }
    }
}

/* Each box behind all that lead to it, as few steps as that takes. */
static void
count_steps (Tiers *tiers)
{
  guint n = tiers->level->boxes->len;
  g_autoptr (GArray) starts = list_starts (tiers);
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guchar *states = g_new0 (guchar, n);
  g_autofree guint *next = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    if (states[g_array_index (starts, Start, i).box] == NEW)
      walk (tiers, g_array_index (starts, Start, i).box, states, next, way, order);

  for (guint i = 0; i < n; i++)
    TIER (tiers, i) *= STEPS;
  for (guint i = n; i > 0; i--)
    {
      guint box = g_array_index (order, guint, i - 1);

      for (guint k = tiers->first[box]; k < tiers->first[box + 1]; k++)
        if (!STEP (tiers, k)->dropped)
          TIER (tiers, STEP (tiers, k)->to) = MAX (TIER (tiers, STEP (tiers, k)->to),
                                                   TIER (tiers, box) + 1);
    }
}

void
lp_level_number_tiers (LpLevel *level)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_autofree guint *first = g_new (guint, level->boxes->len + 1);
  g_autofree gboolean *in_line = g_new (gboolean, level->boxes->len);
  g_autofree gboolean *asked = g_new0 (gboolean, level->boxes->len);
  Tiers tiers = { level, steps, first, in_line, asked };

  collect_steps (&tiers);
  find_places_in_line (&tiers);
  find_caches_in_front (&tiers);
  drop_steps_back (&tiers);
  count_steps (&tiers);
}
