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

/* Case k is that what @failed[k] says has failed. */
static void
fail (Oracle        *self,
      State         *state,
      guint          n_cases,
      const guint64 *failed)
{
  memset (state, 0, sizeof *state);
  for (guint k = 0; k < n_cases; k++)
    for (guint64 rest = failed[k]; rest != 0; rest &= rest - 1)
      state->failed[__builtin_ctzll (rest)] |= BIT (k);
}

gboolean
oracle_is_up (Oracle  *self,
              int      box,
              guint64  failed)
{
  State state;

  fail (self, &state, 1, &failed);
  oracle_bring_to_life (self, &state);

  return (state.alive[box] & 1) != 0;
}

gboolean
oracle_serves (Oracle  *self,
               LpGoal   goal,
               int      box,
               guint64  failed,
               gboolean every)
{
  State state;

  g_return_val_if_fail (self->kinds[box] != LP_KIND_DATABASE, FALSE);

  fail (self, &state, 1, &failed);
  oracle_bring_to_life (self, &state);
  oracle_settle (self, &state, goal);

  return ((every ? state.every : state.some)[box] & 1) != 0;
}

void
oracle_judge_all (Oracle        *self,
                  LpGoal         goal,
                  guint          n,
                  const guint64 *failed,
                  LpGoalState   *states)
{
  gboolean unknown = !has_visitor (self);

  for (guint first = 0; first < n; first += 64)
    {
      guint n_cases = MIN (64, n - first);
      State state;
      Cases not_down, up;

      fail (self, &state, n_cases, failed + first);
      judge (self, &state, goal, &not_down, &up);
      for (guint k = 0; k < n_cases; k++)
        states[first + k] = unknown ? LP_GOAL_UNKNOWN
                            : up & BIT (k) ? LP_GOAL_UP
                            : not_down & BIT (k) ? LP_GOAL_PART : LP_GOAL_DOWN;
    }
}

LpGoalState
oracle_judge (Oracle  *self,
              LpGoal   goal,
              guint64  failed)
{
  LpGoalState state;

  oracle_judge_all (self, goal, 1, &failed, &state);

  return state;
}

GArray *
oracle_list_subsets (Oracle *self)
{
  GArray *subsets = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 subset = 0;

  do
    {
      g_array_append_val (subsets, subset);
      subset = (subset - self->events) & self->events;
    }
  while (subset != 0);

  return subsets;
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
