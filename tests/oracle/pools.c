/* SPDX-License-Identifier: MIT */
/* What a source needs: its pools, and through them whom. */
#include "config.h"

#include <string.h>

#include "oracle/private.h"

void
oracle_pool_free (Pool *pool)
{
  g_free (pool->key);
  g_array_unref (pool->entries);
  g_free (pool);
}

/* "links whose links bear the same pool are alternatives; without a name the pool is that of the
 * target’s kind, and of a client all unnamed ones are one pool. external and queue targets are a
 * pool each"; "a passive VIP has one pool". */
static char *
dup_key (Oracle    *self,
         const Way *way)
{
  LpKind kind = self->kinds[way->target];

  if (oracle_is_passive (self, way->source))
    return g_strdup ("holder");
  if (*way->pool != '\0')
    return g_strconcat ("pool ", way->pool, NULL);
  if (kind == LP_KIND_EXTERNAL || kind == LP_KIND_QUEUE)
    return g_strdup_printf ("box %d", way->target);
  if (self->kinds[way->source] == LP_KIND_CLIENT)
    return g_strdup ("unnamed");

  return g_strdup_printf ("kind %d", self->leading & BIT (way->target) ? LP_KIND_DATABASE : kind);
}

static Pool *
get_pool (Oracle    *self,
          LpGoal     goal,
          const Way *way)
{
  GPtrArray *pools = self->pools[goal][way->source];
  char *key = dup_key (self, way);
  Pool *pool;

  for (guint i = 0; i < pools->len; i++)
    {
      pool = pools->pdata[i];
      if (strcmp (pool->key, key) == 0)
        {
          g_free (key);
          return pool;
        }
    }

  pool = g_new (Pool, 1);
  pool->key = key;
  pool->entries = g_array_new (FALSE, FALSE, sizeof (PoolEntry));
  g_ptr_array_add (pools, pool);

  return pool;
}

static void
add_entry (Pool     *pool,
           int       target,
           guint     way,
           gboolean  promotable)
{
  PoolEntry entry = { target, way, promotable };
  guint at = 0;

  for (guint i = 0; i < pool->entries->len; i++)
    {
      const PoolEntry *other = &g_array_index (pool->entries, PoolEntry, i);

      if (other->way == way && other->promotable == promotable)
        return;
      if (other->target <= target)
        at = i + 1;
    }

  g_array_insert_val (pool->entries, at, entry);
}

/* "Links that cannot carry the goal and links of web and application servers with required="false"
 * are in no pool"; "What is not offered is nobody’s choice (a pool of which nothing is offered has
 * nothing to use)"; of a passive VIP: "one holder for both goals". */
static void
add_ways (Oracle *self,
          LpGoal  goal)
{
  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *way = oracle_way (self, i);
      gboolean passive = oracle_is_passive (self, way->source);

      if (oracle_is_carrying (way) && way->required && (way->carries[goal] || passive))
        {
          Pool *pool = get_pool (self, goal, way);

          if (way->offered)
            add_entry (pool, way->target, i, FALSE);
        }
    }
}

/* Primaries that @replica takes over from for @source. */
static guint64
find_primaries (Oracle *self,
                int     replica,
                int     source)
{
  guint64 primaries = 0;

  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *way = oracle_way (self, i);

      if (way->target == replica && way->flow == LP_FLOW_REPLICATION)
        primaries |= BIT (way->source);
    }

  return primaries & self->writable[source];
}

/* "The source needs an open conversation to the replica, whatever its access (it is in the pool of
 * the primary for this)" */
static void
add_replica (Oracle *self,
             guint   number)
{
  const Way *way = oracle_way (self, number);
  guint64 primaries = find_primaries (self, way->target, way->source);

  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *other = oracle_way (self, i);

      if (other->source != way->source || !oracle_is_carrying (other) || !other->offered ||
          !other->required || !other->carries[LP_GOAL_WRITE])
        continue;

      if ((primaries & BIT (other->target)) != 0 ||
          ((self->kinds[other->target] == LP_KIND_LOAD_BALANCER ||
            self->kinds[other->target] == LP_KIND_VIRTUAL_IP) &&
           (self->writable[other->target] & primaries) != 0))
        add_entry (get_pool (self, LP_GOAL_WRITE, other), way->target, number, TRUE);
    }
}

static void
add_replicas (Oracle *self)
{
  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *way = oracle_way (self, i);

      if (oracle_is_carrying (way) && way->offered && oracle_is_replica (self, way->target) &&
          lp_element_get_choice (self->boxes[way->target], LP_ATTRIBUTE_PROMOTION) ==
            LP_PROMOTION_AUTOMATIC)
        add_replica (self, i);
    }
}

static void
find_needs (Oracle *self,
            LpGoal  goal)
{
  guint64 *needs = self->needs[goal];

  for (guint i = 0; i < self->n; i++)
    for (guint p = 0; p < self->pools[goal][i]->len; p++)
      {
        const Pool *pool = self->pools[goal][i]->pdata[p];

        for (guint k = 0; k < pool->entries->len; k++)
          needs[i] |= BIT (g_array_index (pool->entries, PoolEntry, k).target);
      }

  for (guint k = 0; k < self->n; k++)
    for (guint i = 0; i < self->n; i++)
      if (needs[i] & BIT (k))
        needs[i] |= needs[k];
}

void
oracle_find_pools (Oracle *self)
{
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    {
      for (guint i = 0; i < self->n; i++)
        self->pools[goal][i] = g_ptr_array_new_with_free_func ((GDestroyNotify) oracle_pool_free);
      add_ways (self, goal);
    }

  add_replicas (self);
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    find_needs (self, goal);
}
