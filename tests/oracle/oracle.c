/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "oracle/private.h"

#include <string.h>

Oracle *
oracle_new (LpDesign *design)
{
  Oracle *self = g_new0 (Oracle, 1);

  oracle_read (self, design);
  oracle_find_ways (self);
  oracle_offer_ways (self);
  oracle_open_ways (self);
  oracle_find_facts (self);
  oracle_find_pools (self);

  return self;
}

void
oracle_free (Oracle *self)
{
  for (guint i = 0; i < self->n; i++)
    for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
      g_ptr_array_unref (self->pools[goal][i]);
  g_array_unref (self->links);
  g_array_unref (self->ways);
  g_free (self);
}

/* "A visitor is a client with request links." */
static gboolean
is_visitor (Oracle *self,
            int     box)
{
  return self->kinds[box] == LP_KIND_CLIENT && self->asks[box];
}

static gboolean
has_visitor (Oracle *self)
{
  for (guint i = 0; i < self->n; i++)
    if (is_visitor (self, i))
      return TRUE;

  return FALSE;
}

guint64
oracle_get_events (Oracle *self)
{
  return self->events;
}

double
oracle_get_chance (Oracle *self,
                   int     box)
{
  return lp_element_get_number (self->boxes[box], LP_ATTRIBUTE_AVAILABILITY);
}

/* "one of the name servers that it asks, if any, is alive (of those that have records for the site,
 * where some have)" */
static Cases
finds_names (Oracle      *self,
             const State *state,
             int          client)
{
  Cases all = 0;
  Cases informed = 0;
  gboolean asks = FALSE;
  gboolean some_have = FALSE;

  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *way = oracle_way (self, i);

      if (way->source != client || way->flow != LP_FLOW_LOOKUP ||
          self->kinds[way->target] != LP_KIND_DNS)
        continue;

      asks = TRUE;
      all |= oracle_reach (self, state, way);
      if (oracle_has_records (self, way->target))
        {
          some_have = TRUE;
          informed |= oracle_reach (self, state, way);
        }
    }

  return !asks ? ALL_CASES : some_have ? informed : all;
}

/* "down when one visitor gets nothing, up when all are served by everybody, else in part" */
static void
judge (Oracle *self,
       State  *state,
       LpGoal  goal,
       Cases  *not_down,
       Cases  *up)
{
  oracle_bring_to_life (self, state);
  oracle_settle (self, state, goal);
  *not_down = *up = ALL_CASES;

  for (guint i = 0; i < self->n; i++)
    if (is_visitor (self, i))
      {
        Cases finds = self->pools[goal][i]->len > 0 ? finds_names (self, state, i) : 0;

        *not_down &= finds & oracle_satisfies (self, state, goal, i, FALSE);
        *up &= finds & oracle_satisfies (self, state, goal, i, TRUE);
      }
  *up &= *not_down;
}

static void
fail (Oracle  *self,
      State   *state,
      guint64  failed)
{
  memset (state, 0, sizeof *state);
  for (guint i = 0; i < self->n; i++)
    state->failed[i] = failed & BIT (i) ? ALL_CASES : 0;
}

gboolean
oracle_is_up (Oracle  *self,
              int      box,
              guint64  failed)
{
  State state;

  fail (self, &state, failed);
  oracle_bring_to_life (self, &state);

  return (state.alive[box] & 1) != 0;
}

gboolean
oracle_serves (Oracle  *self,
               LpGoal   goal,
               int      box,
               guint64  failed)
{
  State state;
  Cases serves;

  fail (self, &state, failed);
  oracle_bring_to_life (self, &state);
  oracle_settle (self, &state, goal);
  serves = state.some[box];
  if (self->kinds[box] == LP_KIND_DATABASE && goal == LP_GOAL_READ)
    serves &= oracle_reads (self, &state, box);
  else if (self->kinds[box] == LP_KIND_DATABASE)
    {
      Cases writes = 0;

      for (guint i = 0; i < self->n; i++)
        writes |= oracle_writes (self, &state, box, i);
      serves &= writes;
    }

  return (serves & 1) != 0;
}

LpGoalState
oracle_judge (Oracle  *self,
              LpGoal   goal,
              guint64  failed)
{
  State state;
  Cases not_down, up;

  /* "A design without a visitor has no verdict" */
  if (!has_visitor (self))
    return LP_GOAL_UNKNOWN;

  fail (self, &state, failed);
  judge (self, &state, goal, &not_down, &up);

  return up & 1 ? LP_GOAL_UP : not_down & 1 ? LP_GOAL_PART : LP_GOAL_DOWN;
}

gboolean
oracle_holds (Oracle  *self,
              LpGoal   goal,
              guint64  failed)
{
  return oracle_judge (self, goal, failed) >= LP_GOAL_PART;
}

/* The chance of each of 64 cases, of which case k has failed what @first and the low bits of k
 * say. */
static void
find_chances (Oracle      *self,
              const State *state,
              double       chances[64])
{
  for (guint k = 0; k < 64; k++)
    {
      chances[k] = 1;
      for (guint i = 0; i < self->n; i++)
        if (self->events & BIT (i))
          chances[k] *= state->failed[i] >> k & 1 ? 1 - oracle_get_chance (self, i)
                                                  : oracle_get_chance (self, i);
    }
}

/* Case @k of the block @block: number 64 * block + k counts in binary which events have failed. */
static guint
fill_block (Oracle  *self,
            State   *state,
            guint64  block)
{
  guint number = 0;

  memset (state, 0, sizeof *state);
  for (guint i = 0; i < self->n; i++)
    if (self->events & BIT (i))
      {
        for (guint k = 0; k < 64; k++)
          if ((64 * block + k) >> number & 1)
            state->failed[i] |= BIT (k);
        number++;
      }

  return number < 6 ? 1u << number : 64;
}

double
oracle_get_availability (Oracle *self,
                         LpGoal  goal,
                         double *full)
{
  guint n_events = __builtin_popcountll (self->events);
  double sum = 0;

  *full = 0;
  for (guint64 block = 0; block == 0 || block << 6 < BIT (n_events); block++)
    {
      State state;
      double chances[64];
      Cases not_down, up;
      guint n = fill_block (self, &state, block);

      find_chances (self, &state, chances);
      judge (self, &state, goal, &not_down, &up);
      for (guint k = 0; k < n; k++)
        {
          sum += not_down >> k & 1 ? chances[k] : 0;
          *full += up >> k & 1 ? chances[k] : 0;
        }
    }

  return sum;
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
oracle_dup_closed (Oracle *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *way = oracle_way (self, i);
      const char *id = lp_element_get_id (way->links[way->n_links - 1]);

      if (way->offered && !way->open &&
          !g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
        g_ptr_array_add (ids, (gpointer) id);
    }
  g_ptr_array_sort (ids, compare_strings);
  g_ptr_array_add (ids, NULL);

  return g_strjoinv (" ", (char **) ids->pdata);
}
