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

/* How far a thing is pushed if all are as low as they can be. */
typedef struct
{
  double at;
  double length;              /* Of the chain of distances that pushes it, ... */
  guint  first;               /* ... where the chain begins, ... */
  int    tight;               /* ... and its last distance, or -1. */
} Push;

static void
find_pushes (const LpRouteSlot     *slots,
             guint                  n_slots,
             const LpRouteDistance *distances,
             guint                  n_distances,
             Push                  *pushes)
{
  for (guint i = 0; i < n_slots; i++)
    pushes[i] = (Push) { slots[i].low, 0, i, -1 };

  for (guint i = 0; i < n_distances; i++)
    {
      const Push *a = &pushes[distances[i].a];
      Push *b = &pushes[distances[i].b];

      if (a->at + distances[i].gap > b->at)
        *b = (Push) { a->at + distances[i].gap, a->length + distances[i].gap, a->first, i };
    }
}

/* The slot that is pushed out of its range where room and length of the chain differ most, or
 * @n_slots. */
static guint
find_misfit (const LpRouteSlot *slots,
             guint              n_slots,
             const Push        *pushes)
{
  guint misfit = n_slots;
  double least = INFINITY;

  for (guint i = 0; i < n_slots; i++)
    {
      const double room = slots[i].high - slots[pushes[i].first].low;

      if (pushes[i].at <= slots[i].high + 1e-6 || pushes[i].tight < 0 ||
          room / pushes[i].length >= least)
        continue;
      misfit = i;
      least = room / pushes[i].length;
    }

  return misfit;
}

/* Of the distances that push @slot, the one that is farthest from what its things want. */
static guint
find_worst (const LpRouteSlot     *slots,
            const LpRouteDistance *distances,
            const Push            *pushes,
            guint                  slot)
{
  guint worst = pushes[slot].tight;
  double most = -INFINITY;

  for (guint k = slot; pushes[k].tight >= 0; k = distances[pushes[k].tight].a)
    {
      const LpRouteDistance *distance = &distances[pushes[k].tight];
      const double against = slots[distance->a].ideal - slots[distance->b].ideal;

      if (against > most)
        {
          worst = pushes[k].tight;
          most = against;
        }
    }

  return worst;
}

/* Shrinks the distances of each chain that does not fit, until all do. A chain that would not
 * fit even if nothing kept a distance, or only with all in one place, stands in a wrong order, and
 * is cut. */
static void
shrink (const LpRouteSlot *slots,
        guint              n_slots,
        LpRouteDistance   *distances,
        guint              n_distances)
{
  g_autofree Push *pushes = g_new (Push, n_slots);

  for (guint round = 0; round < MOST_SHRINKS; round++)
    {
      guint misfit;
      double room;

      find_pushes (slots, n_slots, distances, n_distances, pushes);
      misfit = find_misfit (slots, n_slots, pushes);
      if (misfit == n_slots)
        break;

      room = slots[misfit].high - slots[pushes[misfit].first].low;
      if (room <= 0)
        distances[find_worst (slots, distances, pushes, misfit)].gap = NO_DISTANCE;
      else
        for (guint k = misfit; pushes[k].tight >= 0; k = distances[pushes[k].tight].a)
          distances[pushes[k].tight].gap *= room / pushes[misfit].length;
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
      largest = fmax (largest, fabs (more) * share);
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

      largest = fmax (largest, fabs (at - slots[i].at));
      pulls[i] = at - free;
      slots[i].at = at;
    }

  return largest;
}

/* To whole parts of a unit, but within the range. */
static void
snap (LpRouteSlot *slot,
      guint        n_parts)
{
  const double at = round (slot->at * n_parts) / n_parts;

  slot->at = CLAMP (at, slot->low, slot->high);
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
      snap (&slots[i], 2);
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
    snap (&slots[i], 16);
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
      const double largest_of_ranges = sweep_ranges (slots, n_slots, pulls + n_distances);

      if (MAX (largest, largest_of_ranges) < CLOSE_ENOUGH)
        break;
    }
  tidy (slots, n_slots, distances, n_distances);
}
