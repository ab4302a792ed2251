/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/event-set.h"

/* A list in the making. What of the first operand stays is copied only when something behind it
 * does not. */
typedef struct
{
  guint32 head;
  guint32 last;
  guint32 kept;       /* Where what stays of the first operand, but is not copied yet, begins. */
} Builder;

void
lp_event_sets_init (LpEventSets *self)
{
  self->n_allocated = 1024;
  self->cells = g_new (LpEventCell, self->n_allocated);
  self->cells[0] = (LpEventCell) { 0, 0, 0 };
  self->n_cells = 1;
  self->n_steps = 0;
}

void
lp_event_sets_clear (LpEventSets *self)
{
  g_clear_pointer (&self->cells, g_free);
}

static inline guint32
add_cell (LpEventSets *self,
          guint32      event,
          guint32      rest)
{
  if (G_UNLIKELY (self->n_cells == self->n_allocated))
    {
      self->n_allocated *= 2;
      self->cells = g_renew (LpEventCell, self->cells, self->n_allocated);
    }

  self->cells[self->n_cells] = (LpEventCell) { event, rest, self->cells[rest].length + 1 };

  return self->n_cells++;
}

LpEventSet
lp_event_sets_add (LpEventSets *self,
                   LpEventSet   set,
                   guint32      event)
{
  return add_cell (self, event, set >> 1) << 1;
}

/* New cells lie side by side. What comes after each is filled in at the end. */
static inline void
append (LpEventSets *self,
        Builder     *builder,
        guint32      event)
{
  builder->last = add_cell (self, event, 0);
  if (builder->head == 0)
    builder->head = builder->last;
}

static inline void
copy_kept (LpEventSets *self,
           Builder     *builder,
           guint32      end)
{
  for (guint32 cell = builder->kept; cell != end; cell = self->cells[cell].rest)
    append (self, builder, self->cells[cell].event);
}

static inline guint32
finish (LpEventSets *self,
        Builder     *builder,
        guint32      rest)
{
  if (builder->head == 0)
    return rest;

  for (guint32 cell = builder->last; cell >= builder->head; cell--)
    {
      self->cells[cell].rest = rest;
      self->cells[cell].length = self->cells[rest].length + 1;
      rest = cell;
    }

  return rest;
}

static guint32
unite_lists (LpEventSets *self,
             guint32      a,
             guint32      b)
{
  Builder builder = { 0, 0, a };

  while (b != 0 && a != b)
    {
      guint32 event = self->cells[b].event;

      self->n_steps++;
      if (a != 0 && self->cells[a].event > event)
        a = self->cells[a].rest;
      else if (a != 0 && self->cells[a].event == event)
        {
          a = self->cells[a].rest;
          b = self->cells[b].rest;
        }
      else
        {
          copy_kept (self, &builder, a);
          builder.kept = a;
          if (a == 0)
            return finish (self, &builder, b);
          append (self, &builder, event);
          b = self->cells[b].rest;
        }
    }

  return finish (self, &builder, builder.kept);
}

static guint32
intersect_lists (LpEventSets *self,
                 guint32      a,
                 guint32      b)
{
  Builder builder = { 0, 0, a };

  while (a != 0 && b != 0 && a != b)
    {
      guint32 event = self->cells[b].event;

      self->n_steps++;
      if (self->cells[a].event > event)
        {
          copy_kept (self, &builder, a);
          a = self->cells[a].rest;
          builder.kept = a;
        }
      else
        {
          if (self->cells[a].event == event)
            a = self->cells[a].rest;
          b = self->cells[b].rest;
        }
    }

  if (a == 0 || a == b)
    return finish (self, &builder, builder.kept);

  copy_kept (self, &builder, a);

  return finish (self, &builder, 0);
}

static guint32
subtract_lists (LpEventSets *self,
                guint32      a,
                guint32      b)
{
  Builder builder = { 0, 0, a };

  while (a != 0 && b != 0 && a != b)
    {
      guint32 event = self->cells[b].event;

      self->n_steps++;
      if (self->cells[a].event > event)
        a = self->cells[a].rest;
      else
        {
          if (self->cells[a].event == event)
            {
              copy_kept (self, &builder, a);
              a = self->cells[a].rest;
              builder.kept = a;
            }
          b = self->cells[b].rest;
        }
    }

  if (a == 0 || b == 0)
    return finish (self, &builder, builder.kept);

  copy_kept (self, &builder, a);

  return finish (self, &builder, 0);
}

LpEventSet
lp_event_sets_unite (LpEventSets *self,
                     LpEventSet   a,
                     LpEventSet   b)
{
  if ((a & 1) == 0)
    return (b & 1) == 0 ? unite_lists (self, a >> 1, b >> 1) << 1
                        : subtract_lists (self, b >> 1, a >> 1) << 1 | 1;

  return (b & 1) == 0 ? subtract_lists (self, a >> 1, b >> 1) << 1 | 1
                      : intersect_lists (self, a >> 1, b >> 1) << 1 | 1;
}

LpEventSet
lp_event_sets_intersect (LpEventSets *self,
                         LpEventSet   a,
                         LpEventSet   b)
{
  if ((a & 1) == 0)
    return (b & 1) == 0 ? intersect_lists (self, a >> 1, b >> 1) << 1
                        : subtract_lists (self, a >> 1, b >> 1) << 1;

  return (b & 1) == 0 ? subtract_lists (self, b >> 1, a >> 1) << 1
                      : unite_lists (self, a >> 1, b >> 1) << 1 | 1;
}

LpEventSet
lp_event_sets_subtract (LpEventSets *self,
                        LpEventSet   a,
                        LpEventSet   b)
{
  return lp_event_sets_intersect (self, a, b ^ 1);
}

gboolean
lp_event_sets_equal (const LpEventSets *self,
                     LpEventSet         a,
                     LpEventSet         b)
{
  guint32 i = a >> 1;
  guint32 j = b >> 1;

  if (self->cells[i].length != self->cells[j].length)
    return FALSE;

  while (i != j && i != 0 && j != 0 && self->cells[i].event == self->cells[j].event)
    {
      i = self->cells[i].rest;
      j = self->cells[j].rest;
    }

  return i == j && (a & 1) == (b & 1);
}
