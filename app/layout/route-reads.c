/* SPDX-License-Identifier: MIT */

#include "config.h"

#include "layout/route-reads.h"

#define MOST_PLACES 16
#define MOST_ASKED 256          /* Of the newest; a link with a thousand bends looks everywhere. */
#define SPARE_AREA (256.0 * 256.0) /* That a place may cover for nothing. */

void
lp_route_reads_note (LpRouteReads *self,
                     const LpRect *rect)
{
  for (guint i = self->n > MOST_ASKED ? self->n - MOST_ASKED : 0; i < self->n; i++)
    if (lp_route_area_holds (&self->areas[i], rect))
      return;

  if (self->n == self->size)
    {
      self->size += MAX (4, self->size / 4);
      self->areas = g_renew (LpRouteArea, self->areas, self->size);
    }
  self->areas[self->n++] = lp_route_area_new (rect);
}

void
lp_route_reads_cut (LpRouteReads *self,
                    guint         n)
{
  self->n = MIN (n, self->n);
}

static gboolean
holds (const LpRouteArea *outer,
       const LpRouteArea *inner)
{
  return outer->left <= inner->left && outer->top <= inner->top &&
         outer->right >= inner->right && outer->bottom >= inner->bottom;
}

static LpRouteArea
unite (const LpRouteArea *a,
       const LpRouteArea *b)
{
  return (LpRouteArea) {
    MIN (a->left, b->left), MIN (a->top, b->top),
    MAX (a->right, b->right), MAX (a->bottom, b->bottom),
  };
}

/* Whether two areas cover just what the one around both covers. */
static gboolean
are_one (const LpRouteArea *a,
         const LpRouteArea *b)
{
  if (a->left > b->right || b->left > a->right || a->top > b->bottom || b->top > a->bottom)
    return FALSE;

  return (a->left == b->left && a->right == b->right) ||
         (a->top == b->top && a->bottom == b->bottom) || holds (a, b) || holds (b, a);
}

/* Makes area @i part of a later one. */
static gboolean
join_later (LpRouteReads *self,
            guint         i)
{
  for (guint k = i + 1; k < self->n; k++)
    if (are_one (&self->areas[i], &self->areas[k]))
      {
        self->areas[k] = unite (&self->areas[i], &self->areas[k]);
        return TRUE;
      }

  return FALSE;
}

void
lp_route_reads_tidy (LpRouteReads *self)
{
  guint kept = 0;

  for (guint i = 0; i < self->n; i++)
    if (!join_later (self, i))
      self->areas[kept++] = self->areas[i];

  if (kept != self->size)
    self->areas = g_renew (LpRouteArea, self->areas, kept);
  self->n = self->size = kept;
}

void
lp_route_reads_clear (LpRouteReads *self)
{
  g_clear_pointer (&self->areas, g_free);
  self->n = self->size = 0;
}

gboolean
lp_route_reads_touch (const LpRouteReads *self,
                      guint               first,
                      guint               end,
                      const LpRect       *rect)
{
  const double right = rect->x + rect->width, bottom = rect->y + rect->height;

  for (guint i = first; i < end; i++)
    {
      const LpRouteArea *area = &self->areas[i];

      if (area->left <= right && area->right >= rect->x &&
          area->top <= bottom && area->bottom >= rect->y)
        return TRUE;
    }

  return FALSE;
}

static double
get_size (const LpRouteArea *area)
{
  return ((double) area->right - area->left) * ((double) area->bottom - area->top);
}

/* Puts @area into the first of the places that has room for it, or into the last there can be. */
static void
put (LpRouteArea       *places,
     guint             *n_places,
     const LpRouteArea *area)
{
  for (guint i = 0; i < *n_places; i++)
    {
      const LpRouteArea both = unite (&places[i], area);

      if (i + 1 == MOST_PLACES ||
          get_size (&both) <= get_size (&places[i]) + get_size (area) + SPARE_AREA)
        {
          places[i] = both;
          return;
        }
    }

  places[(*n_places)++] = *area;
}

static guint
gather (const LpRouteReads *self,
        guint               first,
        guint               end,
        LpRouteArea        *places)
{
  guint n_places = 0;

  for (guint i = first; i < end; i++)
    put (places, &n_places, &self->areas[i]);

  return n_places;
}

void
lp_route_reads_for_index (const LpRouteReads *self,
                          guint               first,
                          guint               end,
                          LpRouteReadsChange  change,
                          LpRouteIndex       *index,
                          guint               id)
{
  LpRouteArea places[MOST_PLACES];
  const guint n_places = gather (self, first, end, places);

  for (guint i = 0; i < n_places; i++)
    change (index, &places[i], id);
}
