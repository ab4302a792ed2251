/* SPDX-License-Identifier: MIT */

/* Places on a line: minimise the sum of weight × (at - ideal)² where some things keep a distance
 * and each stays in its range. Hildreth's method: satisfy one distance after the other, each as
 * far as it still pulls ("A quadratic programming procedure", 1957). Dwyer, Marriott and Stuckey
 * solve the same problem for graph layout ("Fast node overlap removal", Graph Drawing 2005). */

#include "config.h"

#include "layout/route-private.h"

#include <math.h>

#define MOST_SWEEPS 120
#define MOST_SHRINKS 80
#define NO_DISTANCE (-1e9)
#define CLOSE_ENOUGH 0.02

/* The first places possible if everything is pushed to the low end. @tight is the distance that
 * pushes, or -1. */
static void
find_earliest (const LpRouteSlot     *slots,
               guint                  n_slots,
               const LpRouteDistance *distances,
               guint                  n_distances,
               double                *earliest,
               int                   *tight)
{
  for (guint i = 0; i < n_slots; i++)
    {
      earliest[i] = slots[i].low;
      tight[i] = -1;
    }
  for (guint i = 0; i < n_distances; i++)
    {
      const LpRouteDistance *distance = &distances[i];

      if (earliest[distance->a] + distance->gap > earliest[distance->b])
        {
          earliest[distance->b] = earliest[distance->a] + distance->gap;
          tight[distance->b] = i;
        }
    }
}

/* Of the distances that push @slot, the one that is farthest from what its things want. */
static guint
find_worst (const LpRouteSlot     *slots,
            const LpRouteDistance *distances,
            const int             *tight,
            guint                  slot)
{
  guint worst = tight[slot];
  double most = -INFINITY;

  for (guint k = slot; tight[k] >= 0; k = distances[tight[k]].a)
    {
      const LpRouteDistance *distance = &distances[tight[k]];
      const double against = slots[distance->a].ideal - slots[distance->b].ideal;

      if (against > most)
        {
          worst = tight[k];
          most = against;
        }
    }

  return worst;
}

/* Makes the chain that pushes @slot fit. A chain that would not fit even if nothing kept a
 * distance stands in a wrong order, and is cut. FALSE if nothing pushes. */
static gboolean
shrink_chain (const LpRouteSlot *slots,
              LpRouteDistance   *distances,
              const int         *tight,
              guint              slot)
{
  double length = 0, room;
  guint first = slot;

  if (tight[slot] < 0)
    return FALSE;

  for (guint k = slot; tight[k] >= 0; k = distances[tight[k]].a)
    {
      length += distances[tight[k]].gap;
      first = distances[tight[k]].a;
    }
  room = slots[slot].high - slots[first].low;
  if (room < 0)
    distances[find_worst (slots, distances, tight, slot)].gap = NO_DISTANCE;
  else
    for (guint k = slot; tight[k] >= 0; k = distances[tight[k]].a)
      distances[tight[k]].gap *= room / length;

  return TRUE;
}

/* Shrinks the distances of each chain that does not fit, until all do. */
static void
shrink (const LpRouteSlot *slots,
        guint              n_slots,
        LpRouteDistance   *distances,
        guint              n_distances)
{
  g_autofree double *earliest = g_new (double, n_slots);
  g_autofree int *tight = g_new (int, n_slots);
  guint misfit = 0;

  for (guint round = 0; round < MOST_SHRINKS && misfit < n_slots; round++)
    {
      find_earliest (slots, n_slots, distances, n_distances, earliest, tight);
      for (misfit = 0; misfit < n_slots; misfit++)
        if (earliest[misfit] > slots[misfit].high + 1e-6 &&
            shrink_chain (slots, distances, tight, misfit))
          break;
    }
}

/* One round over all distances. Returns the largest correction. */
static double
sweep (LpRouteSlot           *slots,
       const LpRouteDistance *distances,
       guint                  n_distances,
       double                *pulls)
{
  double largest = 0;

  for (guint i = 0; i < n_distances; i++)
    {
      LpRouteSlot *a = &slots[distances[i].a], *b = &slots[distances[i].b];
      const double share = 1 / a->weight + 1 / b->weight;
      const double missing = distances[i].gap - (b->at - a->at);
      const double pull = MAX (0, pulls[i] + missing / share);
      const double more = pull - pulls[i];

      a->at -= more / a->weight;
      b->at += more / b->weight;
      pulls[i] = pull;
      largest = MAX (largest, fabs (more) * share);
    }

  return largest;
}

/* The same for the ranges; the pull of a range is what it takes to keep a slot inside. */
static double
sweep_ranges (LpRouteSlot *slots,
              guint        n_slots,
              double      *pulls)
{
  double largest = 0;

  for (guint i = 0; i < n_slots; i++)
    {
      const double free = slots[i].at - pulls[i];
      const double at = CLAMP (free, slots[i].low, slots[i].high);

      largest = MAX (largest, fabs (at - slots[i].at));
      pulls[i] = at - free;
      slots[i].at = at;
    }

  return largest;
}

/* Half units look crisp; then whatever rounding and impatience have left undone. */
static void
tidy (LpRouteSlot           *slots,
      guint                  n_slots,
      const LpRouteDistance *distances,
      guint                  n_distances)
{
  g_autofree double *latest = g_new (double, n_slots);

  for (guint i = 0; i < n_slots; i++)
    {
      slots[i].at = CLAMP (round (slots[i].at * 2) / 2, slots[i].low, slots[i].high);
      latest[i] = slots[i].high;
    }
  for (guint i = n_distances; i-- > 0;)
    latest[distances[i].a] = MIN (latest[distances[i].a],
                                  latest[distances[i].b] - distances[i].gap);
  for (guint i = 0; i < n_slots; i++)
    slots[i].at = MAX (slots[i].low, MIN (slots[i].at, latest[i]));
  for (guint i = 0; i < n_distances; i++)
    {
      LpRouteSlot *b = &slots[distances[i].b];

      b->at = MIN (b->high, MAX (b->at, slots[distances[i].a].at + distances[i].gap));
    }
  for (guint i = 0; i < n_slots; i++)
    slots[i].at = CLAMP (round (slots[i].at * 16) / 16, slots[i].low, slots[i].high);
}

void
lp_route_solve (LpRouteSlot     *slots,
                guint            n_slots,
                LpRouteDistance *distances,
                guint            n_distances)
{
  g_autofree double *pulls = g_new0 (double, n_distances + n_slots);

  for (guint i = 0; i < n_slots; i++)
    slots[i].at = CLAMP (slots[i].ideal, slots[i].low, slots[i].high);
  if (n_distances == 0)
    return;

  shrink (slots, n_slots, distances, n_distances);
  for (guint i = 0; i < MOST_SWEEPS; i++)
    {
      const double largest = sweep (slots, distances, n_distances, pulls);

      if (MAX (largest, sweep_ranges (slots, n_slots, pulls + n_distances)) < CLOSE_ENOUGH)
        break;
    }
  tidy (slots, n_slots, distances, n_distances);
}
