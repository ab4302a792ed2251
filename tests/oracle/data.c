/* SPDX-License-Identifier: MIT */
/* Who is alive, and what databases can do. */
#include "config.h"

#include "oracle/private.h"

/* "an app-server (or a web-server that queries a database itself) with files" */
static gboolean
runs_files (Oracle *self,
            int     box)
{
  if (self->kinds[box] == LP_KIND_APP_SERVER)
    return TRUE;

  for (guint i = 0; i < self->ways->len && self->kinds[box] == LP_KIND_WEB_SERVER; i++)
    {
      const Way *way = oracle_way (self, i);

      if (way->source == box && oracle_is_carrying (way) &&
          self->kinds[way->target] == LP_KIND_DATABASE)
        return TRUE;
    }

  return FALSE;
}

static Cases
are_relays_up (const State *state,
               const Way   *way)
{
  Cases up = ALL_CASES;

  for (guint i = 0; i + 1 < way->n_links; i++)
    up &= state->up[way->relays[i]];

  return up;
}

/* "only while one of its files is: those app-files on its server, or that it is linked to by
 * whatever flow. Linked files must be open to their server." */
static Cases
has_files (Oracle      *self,
           const State *state,
           int          box)
{
  Cases files = 0;
  gboolean any = FALSE;

  for (guint i = 0; i < self->n; i++)
    if (self->kinds[i] == LP_KIND_APP_FILES && self->servers[box] >= 0 &&
        self->servers[i] == self->servers[box])
      {
        any = TRUE;
        files |= state->up[i];
      }

  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *way = oracle_way (self, i);

      if (way->source != box || self->kinds[way->target] != LP_KIND_APP_FILES)
        continue;

      any = TRUE;
      if (way->open)
        files |= are_relays_up (state, way) & state->up[way->target];
    }

  return any ? files : ALL_CASES;
}

/* "An element is alive when it has not failed and every container around it is alive" */
void
oracle_bring_to_life (Oracle *self,
                      State  *state)
{
  for (guint i = 0; i < self->n; i++)
    state->up[i] = ~state->failed[i] &
                   (self->parents[i] >= 0 ? state->up[self->parents[i]] : ALL_CASES);

  for (guint i = 0; i < self->n; i++)
    state->alive[i] = state->up[i] & (runs_files (self, i) ? has_files (self, state, i)
                                                           : ALL_CASES);
}

/* "To a source a target is alive when it is, and a way of their conversation has only relays that
 * are." "What is offered but not open is closed: its target is to this source as one that is never
 * alive." */
Cases
oracle_reach (Oracle      *self,
              const State *state,
              const Way   *way)
{
  return way->open ? are_relays_up (state, way) & state->alive[way->target] : 0;
}

static gboolean
replicates (Oracle    *self,
            const Way *way)
{
  return way->flow == LP_FLOW_REPLICATION && self->kinds[way->source] == LP_KIND_DATABASE &&
         self->kinds[way->target] == LP_KIND_DATABASE;
}

static gboolean
has_quorum (Oracle *self,
            int     box)
{
  return lp_element_get_choice (self->boxes[box], LP_ATTRIBUTE_QUORUM) == LP_QUORUM_MAJORITY;
}

/* "its group: the databases with a quorum that replication links join" */
static guint64
find_group (Oracle *self,
            int     database)
{
  guint64 group = BIT (database);
  guint64 before;

  do
    {
      before = group;
      for (guint i = 0; i < self->ways->len; i++)
        {
          const Way *way = oracle_way (self, i);
          guint64 both = BIT (way->source) | BIT (way->target);

          if (replicates (self, way) && (group & both) != 0 && has_quorum (self, way->source) &&
              has_quorum (self, way->target))
            group |= both;
        }
    }
  while (group != before);

  return group;
}

/* "only while more than half of its group is alive" */
static Cases
has_majority (Oracle      *self,
              const State *state,
              int          database)
{
  guint64 group = find_group (self, database);
  Cases at_least[MAX_BOXES + 1] = { ALL_CASES };
  guint size = 0;

  if (!has_quorum (self, database))
    return ALL_CASES;

  for (guint i = 0; i < self->n; i++)
    if (group & BIT (i))
      {
        size++;
        for (guint k = size; k > 0; k--)
          at_least[k] |= at_least[k - 1] & state->alive[i];
      }

  return at_least[size / 2 + 1];
}

/* "A database serves read when alive, a replica only if not all replication to it is closed." */
Cases
oracle_reads (Oracle      *self,
              const State *state,
              int          database)
{
  gboolean any = FALSE;
  gboolean fed = FALSE;

  for (guint i = 0; i < self->ways->len && oracle_is_replica (self, database); i++)
    {
      const Way *way = oracle_way (self, i);

      if (way->target == database && replicates (self, way))
        {
          any = TRUE;
          fed = fed || way->open;
        }
    }

  return any && !fed ? 0 : state->alive[database] & has_majority (self, state, database);
}

/* "It commits when alive and, if replication with sync="sync" leads from it, one of these standbys
 * is alive." */
static Cases
commits (Oracle      *self,
         const State *state,
         int          database)
{
  Cases standby = 0;
  gboolean any = FALSE;

  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *way = oracle_way (self, i);

      if (way->source == database && way->flow == LP_FLOW_REPLICATION && way->sync)
        {
          any = TRUE;
          standby |= oracle_reach (self, state, way);
        }
    }

  return state->alive[database] & (any ? standby : ALL_CASES);
}

/* "when it is a replica with promotion="automatic", serving read, its primary is itself not alive,
 * that primary is one that the source may write to, and promoted-by, if it names an element, is
 * alive" */
Cases
oracle_is_promoted (Oracle      *self,
                    const State *state,
                    int          database,
                    int          source)
{
  LpElement *element = self->boxes[database];
  const char *manager = lp_element_get_text (element, LP_ATTRIBUTE_PROMOTED_BY);
  Cases promoted = 0;

  if (!oracle_is_replica (self, database) ||
      lp_element_get_choice (element, LP_ATTRIBUTE_PROMOTION) != LP_PROMOTION_AUTOMATIC)
    return 0;

  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *way = oracle_way (self, i);

      if (way->target == database && replicates (self, way) &&
          (self->writable[source] & BIT (way->source)) != 0)
        promoted |= ~state->alive[way->source];
    }

  for (guint i = 0; i < self->n && *manager != '\0'; i++)
    if (g_str_equal (lp_element_get_id (self->boxes[i]), manager))
      promoted &= state->alive[i];

  return promoted & oracle_reads (self, state, database);
}

Cases
oracle_writes (Oracle      *self,
               const State *state,
               int          database,
               int          source)
{
  if (oracle_is_replica (self, database))
    return oracle_is_promoted (self, state, database, source);

  return commits (self, state, database) & has_majority (self, state, database);
}
