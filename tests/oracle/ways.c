/* SPDX-License-Identifier: MIT */
/* Who talks to whom: the ways of all conversations. */
#include "config.h"

#include "oracle/private.h"

#include "model/pairs.h"

gboolean
oracle_is_carrying (const Way *way)
{
  return way->flow == LP_FLOW_REQUEST || way->flow == LP_FLOW_QUERY;
}

/* "over links of one flow (a request into a relay counts as whatever flow leaves it)" */
static gboolean
is_one_flow (const Way *way)
{
  for (guint i = 0; i + 1 < way->n_links; i++)
    {
      LpFlow flow = lp_link_get_flow (way->links[i]);

      if (flow != way->flow && flow != LP_FLOW_REQUEST)
        return FALSE;
    }

  return TRUE;
}

/* Whether all links of @way that say @attribute say the same; @both: two do. */
static gboolean
agree (const Way   *way,
       LpAttribute  attribute,
       gboolean    *both)
{
  double said = 0;

  for (guint i = 0; i < way->n_links; i++)
    if (lp_element_has (way->links[i], attribute))
      {
        double value = lp_element_get_number (way->links[i], attribute);

        if (said != 0 && value != said)
          return FALSE;
        if (said != 0)
          *both = TRUE;
        said = value;
      }

  return TRUE;
}

/* "where two links on the way both say protocol or port, it is the same; where they do not, a
 * request, query or lookup must join a pair that the table of pairs allows, of two kinds" */
static gboolean
fits_together (Oracle    *self,
               const Way *way)
{
  LpKind source = self->kinds[way->source];
  LpKind target = self->kinds[way->target];
  gboolean both = FALSE;
  LpPair pair;

  if (!agree (way, LP_ATTRIBUTE_PROTOCOL, &both) || !agree (way, LP_ATTRIBUTE_PORT, &both))
    return FALSE;
  if (both || way->n_links == 1 || (!oracle_is_carrying (way) && way->flow != LP_FLOW_LOOKUP))
    return TRUE;

  pair = lp_pairs_look_up (source, target);

  return source != target && (pair == LP_PAIR_FINE || pair == LP_PAIR_SKIPS);
}

/* "Of what several links of one way say, the first counts": the first that says it, or NULL. */
static LpElement *
find_first (const Way   *way,
            LpAttribute  attribute)
{
  for (guint i = 0; i < way->n_links; i++)
    if (lp_element_has (way->links[i], attribute))
      return way->links[i];

  return NULL;
}

static gboolean
is_required (Oracle    *self,
             const Way *way)
{
  LpElement *says = find_first (way, LP_ATTRIBUTE_REQUIRED);

  /* "from clients, balancers, VIPs and CDNs required says nothing" */
  if (self->kinds[way->source] != LP_KIND_WEB_SERVER &&
      self->kinds[way->source] != LP_KIND_APP_SERVER)
    return TRUE;

  return says != NULL ? lp_element_get_boolean (says, LP_ATTRIBUTE_REQUIRED)
                      : self->kinds[way->target] != LP_KIND_CACHE;
}

static void
read_terms (Oracle *self,
            Way    *way)
{
  LpElement *pool = find_first (way, LP_ATTRIBUTE_POOL);
  LpElement *priority = find_first (way, LP_ATTRIBUTE_PRIORITY);
  LpElement *sync = find_first (way, LP_ATTRIBUTE_SYNC);

  way->pool = pool != NULL ? lp_element_get_text (pool, LP_ATTRIBUTE_POOL) : "";
  way->priority = priority != NULL ? lp_element_get_integer (priority, LP_ATTRIBUTE_PRIORITY) : -1;
  way->sync = sync != NULL && lp_element_get_choice (sync, LP_ATTRIBUTE_SYNC) == LP_SYNC_FULL;
  way->required = is_required (self, way);
  way->offered = TRUE;

  way->carries[LP_GOAL_READ] = way->carries[LP_GOAL_WRITE] = TRUE;
  for (guint i = 0; i < way->n_links; i++)
    {
      int access = lp_element_get_choice (way->links[i], LP_ATTRIBUTE_ACCESS);

      if (access == LP_ACCESS_CHOICE_READ)
        way->carries[LP_GOAL_WRITE] = FALSE;
      else if (access == LP_ACCESS_CHOICE_WRITE)
        way->carries[LP_GOAL_READ] = FALSE;
    }
}

static void
add_way (Oracle    *self,
         const Way *way)
{
  Way added = *way;

  added.flow = lp_link_get_flow (way->links[way->n_links - 1]);
  if (!is_one_flow (&added) || !fits_together (self, &added))
    return;

  /* "also what a request or query to app-files is taken as" */
  if (self->kinds[added.target] == LP_KIND_APP_FILES && oracle_is_carrying (&added))
    added.flow = LP_FLOW_FILES;

  read_terms (self, &added);
  g_array_append_val (self->ways, added);
}

static gboolean
is_followed (const Link *link)
{
  return link->flow != LP_FLOW_RESPONSE && link->flow != LP_FLOW_MANAGE &&
         link->source != link->target;
}

static gboolean
has_passed (const Way *way,
            int        relay)
{
  for (guint i = 0; i < way->n_links; i++)
    if (way->relays[i] == relay)
      return TRUE;

  return FALSE;
}

/* Goes on over @link. */
static void
follow (Oracle     *self,
        Way         way,
        const Link *link)
{
  if (link->target == way.source || has_passed (&way, link->target))
    return;

  g_assert_cmpuint (way.n_links, <, MAX_HOPS);
  way.links[way.n_links++] = link->element;
  way.target = link->target;
  if (!oracle_is_relay (self, way.target))
    {
      add_way (self, &way);
      return;
    }

  way.relays[way.n_links - 1] = way.target;
  for (guint i = 0; i < self->links->len; i++)
    {
      const Link *next = &g_array_index (self->links, Link, i);

      if (next->source == way.target && is_followed (next))
        follow (self, way, next);
    }
}

void
oracle_find_ways (Oracle *self)
{
  self->ways = g_array_new (FALSE, FALSE, sizeof (Way));
  for (guint i = 0; i < self->links->len; i++)
    {
      const Link *link = &g_array_index (self->links, Link, i);

      if (is_followed (link) && !oracle_is_relay (self, link->source))
        follow (self, (Way) { .source = link->source }, link);
    }
}
