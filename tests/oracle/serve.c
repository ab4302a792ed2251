/* SPDX-License-Identifier: MIT */
/* Whom a source uses, and who serves. */
#include "config.h"

#include <string.h>

#include "oracle/private.h"

/* What a source has of one target of a pool. */
typedef struct
{
  int   target;
  int   priority;       /* Of a member of a virtual IP. */
  Cases present;        /* Where it belongs to the pool. */
  Cases reach;          /* Where it is alive to the source, over what is open. */
  Cases serves;         /* Where it serves somebody. */
  Cases use;            /* Where the source uses it. */
} Row;

typedef enum
{
  CHECK_NONE,
  CHECK_SHALLOW,        /* Whether it accepts a connection. */
  CHECK_PAGE,
} Check;

static Cases
target_serves (Oracle      *self,
               const State *state,
               LpGoal       goal,
               int          source,
               int          target,
               gboolean     every)
{
  Cases serves = every ? state->every[target] : state->some[target];

  if (self->kinds[target] == LP_KIND_DATABASE)
    serves &= goal == LP_GOAL_READ ? oracle_reads (self, state, target)
                                   : oracle_writes (self, state, target, source);

  return serves;
}

static gboolean
has_first_word (const char        *text,
                const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (text, words[i]) &&
        !g_ascii_isalnum (text[strlen (words[i])]) && text[strlen (words[i])] != '_')
      return TRUE;

  return FALSE;
}

/* "whose health-check begins with the word tcp, connect, process or ping"; "empty", or a word that
 * says that there is none */
static Check
get_check (LpElement *balancer)
{
  static const char *const none[] = { "none", "no", "off", "disabled", "-", NULL };
  static const char *const words[] = { "tcp", "connect", "process", "ping", NULL };
  g_autofree char *check = g_ascii_strdown (lp_element_get_text (balancer,
                                                                 LP_ATTRIBUTE_HEALTH_CHECK), -1);

  g_strstrip (check);
  if (*check == '\0' || has_first_word (check, none))
    return CHECK_NONE;
  if (has_first_word (check, words))
    return CHECK_SHALLOW;

  return CHECK_PAGE;
}

static Cases
get_use (Oracle      *self,
         const State *state,
         int          source,
         const Row   *row)
{
  LpElement *element = self->boxes[source];
  Check check;

  switch (self->kinds[source])
    {
    case LP_KIND_CLIENT:
      return row->reach;

    case LP_KIND_LOAD_BALANCER:
      check = get_check (element);
      return check == CHECK_NONE ? ALL_CASES
             : check == CHECK_SHALLOW ? row->reach : row->reach & row->serves;

    case LP_KIND_VIRTUAL_IP:
      if (!oracle_is_passive (self, source))
        return row->reach;
      /* Of the members the one that is itself alive, open or closed. */
      if ((self->members[source] & BIT (row->target)) == 0)
        return 0;
      return state->alive[row->target] &
             (lp_element_get_choice (element, LP_ATTRIBUTE_TRACKS) == LP_TRACKS_BACKENDS
                ? row->serves : ALL_CASES);

    default:
      return self->kinds[row->target] == LP_KIND_DATABASE ? row->reach & row->serves : row->reach;
    }
}

/* "load-balancer in mode="active-passive" without an algorithm, and no member of a virtual IP" */
static gboolean
uses_only_the_first (Oracle *self,
                     int     box)
{
  LpElement *element = self->boxes[box];

  if (oracle_is_passive (self, box))
    return TRUE;

  if (self->kinds[box] != LP_KIND_LOAD_BALANCER ||
      lp_element_get_choice (element, LP_ATTRIBUTE_MODE) != LP_MODE_ACTIVE_PASSIVE ||
      lp_element_get_choice (element, LP_ATTRIBUTE_ALGORITHM) != LP_ALGORITHM_NONE)
    return FALSE;

  for (guint i = 0; i < self->n; i++)
    if (self->members[i] & BIT (box))
      return FALSE;

  return TRUE;
}

/* "that of the VIP’s link to it, else its own" */
static int
get_priority (Oracle *self,
              int     vip,
              int     member)
{
  LpElement *element = self->boxes[member];

  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *way = oracle_way (self, i);

      if (way->source == vip && way->target == member && oracle_is_carrying (way) &&
          way->offered && way->priority >= 0)
        return way->priority;
    }

  return lp_element_has (element, LP_ATTRIBUTE_PRIORITY)
           ? lp_element_get_integer (element, LP_ATTRIBUTE_PRIORITY) : -1;
}

/* The rows are in document order: those of the same priority stay so. */
static void
keep_only_the_first (Row   *rows,
                     guint  n)
{
  for (guint i = 0; i < n; i++)
    for (guint k = i; k > 0 && rows[k - 1].priority < rows[k].priority; k--)
      {
        Row row = rows[k];

        rows[k] = rows[k - 1];
        rows[k - 1] = row;
      }

  for (guint i = 0; i < n; i++)
    for (guint k = i + 1; k < n; k++)
      rows[k].use &= ~rows[i].use;
}

static void
add_to_row (Oracle          *self,
            const State     *state,
            LpGoal           goal,
            int              source,
            const PoolEntry *entry,
            Row             *row)
{
  const Way *way = oracle_way (self, entry->way);
  Cases counts = ALL_CASES;

  if (entry->promotable)
    counts = oracle_is_promoted (self, state, entry->target, source);

  row->present |= counts;
  if (way->carries[goal] || entry->promotable)
    row->reach |= oracle_reach (self, state, way) & counts;
}

static guint
list_rows (Oracle      *self,
           const State *state,
           LpGoal       goal,
           int          source,
           const Pool  *pool,
           Row         *rows)
{
  guint n = 0;

  for (guint i = 0; i < pool->entries->len; i++)
    {
      const PoolEntry *entry = &g_array_index (pool->entries, PoolEntry, i);

      if (n == 0 || rows[n - 1].target != entry->target)
        rows[n++] = (Row) { .target = entry->target };
      add_to_row (self, state, goal, source, entry, &rows[n - 1]);
    }

  for (guint i = 0; i < n; i++)
    {
      if (oracle_is_passive (self, source))
        rows[i].priority = get_priority (self, source, rows[i].target);
      rows[i].serves = target_serves (self, state, goal, source, rows[i].target, FALSE);
      rows[i].use = rows[i].present & get_use (self, state, source, &rows[i]);
    }
  if (uses_only_the_first (self, source))
    keep_only_the_first (rows, n);

  return n;
}

/* "in each of its pools one that it uses is open to it and serves somebody"; everybody: "in each of
 * its pools it uses at least one, and all that it uses are open to it and serve everybody". */
Cases
oracle_satisfies (Oracle      *self,
                  const State *state,
                  LpGoal       goal,
                  int          box,
                  gboolean     every)
{
  GPtrArray *pools = self->pools[goal][box];
  Cases satisfied = ALL_CASES;

  for (guint p = 0; p < pools->len; p++)
    {
      Row rows[MAX_BOXES];
      guint n = list_rows (self, state, goal, box, pools->pdata[p], rows);
      Cases used = 0, good = 0, bad = 0;

      for (guint i = 0; i < n; i++)
        {
          Cases serves = rows[i].reach &
                         target_serves (self, state, goal, box, rows[i].target, every);

          used |= rows[i].use;
          good |= rows[i].use & serves;
          bad |= rows[i].use & ~serves;
        }
      satisfied &= every ? used & ~bad : good;
    }

  return satisfied;
}

static gboolean
is_leaf_cache (Oracle *self,
               int     box)
{
  return self->kinds[box] == LP_KIND_CACHE && !self->asks[box];
}

static gboolean
is_web_or_app (Oracle *self,
               int     box)
{
  return self->kinds[box] == LP_KIND_WEB_SERVER || self->kinds[box] == LP_KIND_APP_SERVER;
}

/* "a web or application server without required request and query links that is managed or that a
 * link with a named pool leads to" */
static gboolean
is_static_host (Oracle *self,
                int     box)
{
  gboolean named = FALSE;

  if (!is_web_or_app (self, box))
    return FALSE;

  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *way = oracle_way (self, i);

      if (!oracle_is_carrying (way))
        continue;
      if (way->source == box && way->required)
        return FALSE;
      if (way->target == box && way->offered && *way->pool != '\0')
        named = TRUE;
    }

  return named || lp_element_get_boolean (self->boxes[box], LP_ATTRIBUTE_MANAGED);
}

static gboolean
has_back_end (Oracle *self,
              int     box)
{
  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *way = oracle_way (self, i);

      if (way->source == box && oracle_is_carrying (way) && way->offered)
        return TRUE;
    }

  return FALSE;
}

/* "only if it has an offered conversation that can carry the goal (for web and application servers:
 * to something but leaf caches and files; a load balancer with no back end is none); for read it
 * may be one that is not required" */
static gboolean
has_something (Oracle *self,
               LpGoal  goal,
               int     box)
{
  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *way = oracle_way (self, i);

      if (way->source != box || !oracle_is_carrying (way) || !way->offered ||
          !way->carries[goal])
        continue;

      if (!is_web_or_app (self, box))
        return TRUE;
      if (!is_leaf_cache (self, way->target) && (goal == LP_GOAL_READ || way->required) &&
          (self->kinds[way->target] != LP_KIND_LOAD_BALANCER || has_back_end (self, way->target)))
        return TRUE;
    }

  return FALSE;
}

static Cases
serves (Oracle      *self,
        const State *state,
        LpGoal       goal,
        int          box,
        gboolean     every)
{
  Cases satisfied;

  switch (self->kinds[box])
    {
    case LP_KIND_CLIENT:
    case LP_KIND_SERVER:
    case LP_KIND_ZONE:
    case LP_KIND_NOTE:
    case LP_KIND_FIREWALL:
    case LP_KIND_ROUTER:
      return 0;

    case LP_KIND_QUEUE:
    case LP_KIND_EXTERNAL:
    case LP_KIND_APP_FILES:
      return state->alive[box];

    default:
      break;
    }

  if (is_leaf_cache (self, box) || is_static_host (self, box))
    return state->alive[box];

  satisfied = oracle_satisfies (self, state, goal, box, every);
  if (self->kinds[box] == LP_KIND_DATABASE)
    return satisfied;
  if (self->kinds[box] != self->last_tier && !has_something (self, goal, box))
    return 0;

  return state->alive[box] & satisfied;
}

/* The least fixed point of those that need each other, after all that they need. */
static void
settle_part (Oracle  *self,
             State   *state,
             LpGoal   goal,
             guint64  part,
             gboolean every)
{
  Cases *known = every ? state->every : state->some;
  gboolean changed;

  do
    {
      Cases found[MAX_BOXES];

      changed = FALSE;
      for (guint i = 0; i < self->n; i++)
        if (part & BIT (i))
          found[i] = known[i] | serves (self, state, goal, i, every);
      for (guint i = 0; i < self->n; i++)
        if ((part & BIT (i)) != 0 && found[i] != known[i])
          {
            known[i] = found[i];
            changed = TRUE;
          }
    }
  while (changed);
}

/* Those that @box needs and that need it, and itself. */
static guint64
find_part (Oracle *self,
           LpGoal  goal,
           int     box)
{
  guint64 part = BIT (box);

  for (guint i = 0; i < self->n; i++)
    if ((self->needs[goal][box] & BIT (i)) != 0 && (self->needs[goal][i] & BIT (box)) != 0)
      part |= BIT (i);

  return part;
}

static int
count (guint64 boxes)
{
  return __builtin_popcountll (boxes);
}

/* "Cycles: the least fixed point, of serves somebody first, then of serves everybody." Who is
 * needed needs fewer than who needs it, or they need each other. */
void
oracle_settle (Oracle *self,
               State  *state,
               LpGoal  goal)
{
  for (int every = FALSE; every <= TRUE; every++)
    for (int n_needed = 0; n_needed <= (int) self->n; n_needed++)
      for (guint i = 0; i < self->n; i++)
        if (count (self->needs[goal][i] | BIT (i)) == n_needed)
          settle_part (self, state, goal, find_part (self, goal, i), every);
}
