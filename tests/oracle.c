/* SPDX-License-Identifier: MIT */
/* oracle.c: the words of model.md, slowly. */
#include "config.h"

#include "oracle.h"

#include <string.h>

#include "analysis/site.h"

#define MAX_BOXES 64

struct _Oracle
{
  LpDesign              *design;
  LpGraph               *graph;
  const LpConversations *talks;
  LpGoal                 goal;
  guint8                 alive[MAX_BOXES];
  guint8                 some[MAX_BOXES];
  guint8                 every[MAX_BOXES];
};

Oracle *
oracle_new (LpDesign *design)
{
  Oracle *self = g_new0 (Oracle, 1);

  self->design = g_object_ref (design);
  self->graph = lp_graph_new (design);
  self->talks = lp_conversations_get (self->graph);
  g_assert_cmpuint (self->graph->n_nodes, <=, MAX_BOXES);

  return self;
}

void
oracle_free (Oracle *self)
{
  lp_graph_free (self->graph);
  g_object_unref (self->design);
  g_free (self);
}

static LpElement *
box (Oracle *self,
     int     i)
{
  return self->graph->nodes[i].element;
}

static LpKind
kind (Oracle *self,
      int     i)
{
  return self->graph->nodes[i].kind;
}

/* "Never: client, virtual-ip, certificate, monitoring-*, note; a firewall that stands in a server or
 * a zone and on no link; and what is managed or inside something managed." */
static gboolean
can_fail (Oracle *self,
          int     i)
{
  static const guint64 never =
    LP_KIND_MASK (LP_KIND_CLIENT) | LP_KIND_MASK (LP_KIND_VIRTUAL_IP) |
    LP_KIND_MASK (LP_KIND_CERTIFICATE) | LP_KIND_MASK (LP_KIND_MONITORING_AGENT) |
    LP_KIND_MASK (LP_KIND_MONITORING_SERVICE) | LP_KIND_MASK (LP_KIND_NOTE);
  guint n_links;

  if (never & LP_KIND_MASK (kind (self, i)))
    return FALSE;
  if (kind (self, i) == LP_KIND_ZONE && !lp_element_has (box (self, i), LP_ATTRIBUTE_AVAILABILITY))
    return FALSE;
  lp_element_get_links (box (self, i), &n_links);
  if (kind (self, i) == LP_KIND_FIREWALL && self->graph->nodes[i].parent >= 0 && n_links == 0)
    return FALSE;
  for (LpElement *each = box (self, i); lp_element_get_parent (each) != NULL;
       each = lp_element_get_parent (each))
    if (lp_element_get_boolean (each, LP_ATTRIBUTE_MANAGED))
      return FALSE;

  return TRUE;
}

guint64
oracle_get_events (Oracle *self)
{
  guint64 events = 0;

  for (guint i = 0; i < self->graph->n_nodes; i++)
    if (can_fail (self, i))
      events |= G_GUINT64_CONSTANT (1) << i;

  return events;
}

double
oracle_get_chance (Oracle *self,
                   int     i)
{
  return can_fail (self, i) ? lp_element_get_number (box (self, i), LP_ATTRIBUTE_AVAILABILITY) : 1;
}

static gboolean
asks (const LpConversation *talk)
{
  return talk->flow == LP_FLOW_REQUEST || talk->flow == LP_FLOW_QUERY;
}

static gboolean
carries (Oracle               *self,
         const LpConversation *talk)
{
  return talk->access == LP_ACCESS_READ_WRITE ||
         (talk->access == LP_ACCESS_READ) == (self->goal == LP_GOAL_READ);
}

/* "To a source a target is alive when it is, and a way has only relays that are." Closed: never. */
static gboolean
reached (Oracle               *self,
         const LpConversation *talk)
{
  for (guint k = talk->first_way; k < talk->first_way + talk->n_ways; k++)
    {
      const LpWay *way = &self->talks->ways[k];
      gboolean good = way->offered && way->closed == LP_CLOSED_NOT;

      for (guint i = 0; i + 1 < way->n_links; i++)
        good = good && self->alive[self->graph->links[self->talks->links[way->first_link + i]].to];
      if (good)
        return self->alive[talk->to];
    }

  return FALSE;
}

static int
server_of (Oracle *self,
           int     i)
{
  while (i >= 0 && kind (self, i) != LP_KIND_SERVER)
    i = self->graph->nodes[i].parent;

  return i;
}

/* "An app-server (or a web-server that queries a database itself) with files, only while one of its
 * files is." */
static void
need_files (Oracle *self,
            int     i)
{
  gboolean has = FALSE, good = FALSE, queries = kind (self, i) == LP_KIND_APP_SERVER;

  for (guint k = self->talks->start[i]; k < self->talks->start[i + 1]; k++)
    queries = queries || (asks (&self->talks->list[k]) &&
                          kind (self, self->talks->list[k].to) == LP_KIND_DATABASE);
  if (!queries)
    return;

  for (guint k = 0; k < self->graph->n_nodes; k++)
    if (kind (self, k) == LP_KIND_APP_FILES && server_of (self, k) >= 0 &&
        server_of (self, k) == server_of (self, i))
      {
        has = TRUE;
        good = good || self->alive[k];
      }
  for (guint k = 0; k < self->talks->n; k++)
    {
      const LpConversation *talk = &self->talks->list[k];

      if (talk->from == i && kind (self, talk->to) == LP_KIND_APP_FILES)
        {
          has = TRUE;
          good = good || reached (self, talk);
        }
      else if (talk->to == i && kind (self, talk->from) == LP_KIND_APP_FILES)
        {
          has = TRUE;
          good = good || (talk->open && self->alive[talk->from]);
        }
    }
  self->alive[i] = self->alive[i] && (good || !has);
}

static void
find_alive (Oracle  *self,
            guint64  failed)
{
  for (guint i = 0; i < self->graph->n_nodes; i++)
    {
      const int parent = self->graph->nodes[i].parent;

      self->alive[i] = (parent < 0 || self->alive[parent]) &&
                       !(failed >> i & 1);
    }
  for (guint i = 0; i < self->graph->n_nodes; i++)
    if (kind (self, i) == LP_KIND_APP_SERVER || kind (self, i) == LP_KIND_WEB_SERVER)
      need_files (self, i);
}

gboolean
oracle_is_up (Oracle  *self,
              int      i,
              guint64  failed)
{
  find_alive (self, failed);

  return self->alive[i];
}

static gboolean
is_tier (Oracle *self,
         int     i)
{
  return kind (self, i) == LP_KIND_WEB_SERVER || kind (self, i) == LP_KIND_APP_SERVER;
}

static gboolean
asks_anybody (Oracle *self,
              int     i)
{
  for (guint k = self->talks->start[i]; k < self->talks->start[i + 1]; k++)
    if (asks (&self->talks->list[k]) &&
        kind (self, self->talks->list[k].to) != LP_KIND_APP_FILES)
      return TRUE;

  return FALSE;
}

static gboolean
is_last_tier (Oracle *self,
              int     i)
{
  static const LpKind tiers[] = { LP_KIND_DATABASE, LP_KIND_APP_SERVER, LP_KIND_WEB_SERVER };

  for (guint t = 0; t < G_N_ELEMENTS (tiers); t++)
    for (guint k = 0; k < self->graph->n_nodes; k++)
      if (kind (self, k) == tiers[t])
        return kind (self, i) == tiers[t];

  return FALSE;
}

/* "A web or application server without required request and query links that is managed or that a
 * link with a named pool leads to." */
static gboolean
is_silent (Oracle *self,
           int     i)
{
  gboolean named = lp_element_get_boolean (box (self, i), LP_ATTRIBUTE_MANAGED);

  for (guint k = 0; k < self->talks->n; k++)
    {
      const LpConversation *talk = &self->talks->list[k];

      if (asks (talk) && talk->from == i && talk->required &&
          kind (self, talk->to) != LP_KIND_APP_FILES)
        return FALSE;
      if (asks (talk) && talk->to == i)
        named = named || lp_element_has (self->graph->links[talk->link].element,
                                         LP_ATTRIBUTE_POOL);
    }

  return is_tier (self, i) && named;
}

static gboolean
is_leaf (Oracle *self,
         int     i)
{
  return kind (self, i) == LP_KIND_QUEUE || kind (self, i) == LP_KIND_EXTERNAL ||
         kind (self, i) == LP_KIND_APP_FILES ||
         (kind (self, i) == LP_KIND_CACHE && !asks_anybody (self, i)) ||
         (!is_last_tier (self, i) && is_silent (self, i));
}

static gboolean
is_fed (Oracle *self,
        int     i)
{
  guint n = 0, n_open = 0;

  for (guint k = 0; k < self->talks->n; k++)
    if (self->talks->list[k].to == i && self->talks->list[k].flow == LP_FLOW_REPLICATION)
      {
        n++;
        n_open += self->talks->list[k].open;
      }

  return n == 0 || n_open > 0;
}

static gboolean
votes (Oracle *self,
       int     i)
{
  return kind (self, i) == LP_KIND_DATABASE &&
         lp_element_get_choice (box (self, i), LP_ATTRIBUTE_QUORUM) == LP_QUORUM_MAJORITY;
}

static gboolean
has_majority (Oracle *self,
              int     i)
{
  guint8 in[MAX_BOXES] = { 0 };
  guint n = 0, n_alive = 0;
  gboolean grew = TRUE;

  in[i] = TRUE;
  while (grew)
    {
      grew = FALSE;
      for (guint k = 0; k < self->talks->n; k++)
        {
          const LpConversation *talk = &self->talks->list[k];

          if (talk->flow == LP_FLOW_REPLICATION && votes (self, talk->from) &&
              votes (self, talk->to) && in[talk->from] != in[talk->to])
            in[talk->from] = in[talk->to] = grew = TRUE;
        }
    }
  for (guint k = 0; k < self->graph->n_nodes; k++)
    {
      n += in[k];
      n_alive += in[k] && self->alive[k];
    }

  return !votes (self, i) || 2 * n_alive > n;
}

static gboolean
is_replica (Oracle *self,
            int     i)
{
  return lp_element_get_choice (box (self, i), LP_ATTRIBUTE_ROLE) == LP_ROLE_REPLICA;
}

static gboolean
reads (Oracle *self,
       int     i)
{
  return self->alive[i] && has_majority (self, i) && (!is_replica (self, i) || is_fed (self, i));
}

static gboolean
commits (Oracle *self,
         int     i)
{
  gboolean waits = FALSE, good = FALSE;

  for (guint k = self->talks->start[i]; k < self->talks->start[i + 1]; k++)
    {
      const LpConversation *talk = &self->talks->list[k];

      if (talk->flow != LP_FLOW_REPLICATION ||
          lp_element_get_choice (self->graph->links[talk->link].element, LP_ATTRIBUTE_SYNC) !=
            LP_SYNC_FULL)
        continue;
      waits = TRUE;
      good = good || reached (self, talk);
    }

  return good || !waits;
}

static gboolean
takes_over (Oracle *self,
            int     source,
            int     i)
{
  const char *promoter = lp_element_get_text (box (self, i), LP_ATTRIBUTE_PROMOTED_BY);
  const int by = *promoter != '\0' ? lp_graph_find (self->graph, promoter) : -1;

  if (lp_element_get_choice (box (self, i), LP_ATTRIBUTE_PROMOTION) != LP_PROMOTION_AUTOMATIC ||
      !reads (self, i) || (by >= 0 && !self->alive[by]))
    return FALSE;

  for (guint k = 0; k < self->talks->n; k++)
    if (self->talks->list[k].to == i && self->talks->list[k].flow == LP_FLOW_REPLICATION)
      {
        const int primary = self->talks->list[k].from;

        for (guint j = self->talks->start[source]; j < self->talks->start[source + 1]; j++)
          {
            const LpConversation *talk = &self->talks->list[j];

            if (talk->to == primary && asks (talk) && talk->offered && carries (self, talk) &&
                !is_replica (self, primary) && !self->alive[primary])
              return TRUE;
          }
      }

  return FALSE;
}

/* What @talk leads to, to its source. */
static gboolean
serves (Oracle               *self,
        const LpConversation *talk,
        const guint8         *who)
{
  if (!reached (self, talk))
    return FALSE;
  if (self->goal == LP_GOAL_WRITE && kind (self, talk->to) == LP_KIND_DATABASE &&
      is_replica (self, talk->to) &&
      lp_element_get_choice (box (self, talk->to), LP_ATTRIBUTE_PROMOTION) ==
        LP_PROMOTION_AUTOMATIC)
    return takes_over (self, talk->from, talk->to);
  if (kind (self, talk->to) == LP_KIND_CLIENT || !carries (self, talk))
    return FALSE;

  return is_leaf (self, talk->to) ? self->alive[talk->to] : who[talk->to];
}

static gboolean
leads_to_databases (Oracle *self,
                    int     i,
                    guint   depth)
{
  if (kind (self, i) == LP_KIND_DATABASE)
    return TRUE;
  if ((kind (self, i) != LP_KIND_LOAD_BALANCER && kind (self, i) != LP_KIND_VIRTUAL_IP) ||
      depth > 8)
    return FALSE;
  for (guint k = self->talks->start[i]; k < self->talks->start[i + 1]; k++)
    if (asks (&self->talks->list[k]) &&
        leads_to_databases (self, self->talks->list[k].to, depth + 1))
      return TRUE;

  return FALSE;
}

static char *
pool_of (Oracle               *self,
         const LpConversation *talk)
{
  LpElement *link = self->graph->links[talk->link].element;

  if (lp_element_has (link, LP_ATTRIBUTE_POOL))
    return g_strconcat ("named ", lp_element_get_text (link, LP_ATTRIBUTE_POOL), NULL);
  if (kind (self, talk->from) == LP_KIND_CLIENT)
    return g_strdup ("all");
  if (kind (self, talk->to) == LP_KIND_EXTERNAL || kind (self, talk->to) == LP_KIND_QUEUE)
    return g_strdup_printf ("own %d", talk->to);
  if (leads_to_databases (self, talk->to, 0))
    return g_strdup_printf ("kind %d", LP_KIND_DATABASE);

  return g_strdup_printf ("kind %d", kind (self, talk->to));
}

static gboolean
is_in_pool (Oracle               *self,
            const LpConversation *talk)
{
  return asks (talk) && carries (self, talk) && kind (self, talk->to) != LP_KIND_APP_FILES &&
         (talk->required || !is_tier (self, talk->from));
}

static gboolean
begins_with (const char *text,
             const char *word)
{
  return g_ascii_strncasecmp (text, word, strlen (word)) == 0 &&
         !g_ascii_isalnum (text[strlen (word)]);
}

static gboolean
is_of_cluster (Oracle *self,
               int     i)
{
  for (guint k = 0; k < self->talks->n; k++)
    if (self->talks->list[k].to == i && asks (&self->talks->list[k]) &&
        kind (self, self->talks->list[k].from) == LP_KIND_VIRTUAL_IP)
      return TRUE;

  return FALSE;
}

typedef struct
{
  const LpConversation *talk;
  gboolean              standby;        /* Only while it takes over. */
} Choice;

/* Whether a source may use @choice now. */
static gboolean
is_used (Oracle       *self,
         int           source,
         const Choice *choice)
{
  const gboolean balancer = kind (self, source) == LP_KIND_LOAD_BALANCER;
  g_autofree char *check = g_strstrip (g_strdup (
    balancer ? lp_element_get_text (box (self, source), LP_ATTRIBUTE_HEALTH_CHECK) : "tcp"));

  if (balancer && *check == '\0')
    return TRUE;
  if (choice->standby ||
      (balancer && !begins_with (check, "tcp") && !begins_with (check, "connect") &&
       !begins_with (check, "process") && !begins_with (check, "ping")))
    return serves (self, choice->talk, self->some);
  if (!balancer && kind (self, source) != LP_KIND_CLIENT &&
      kind (self, source) != LP_KIND_VIRTUAL_IP &&
      kind (self, choice->talk->to) == LP_KIND_DATABASE)
    return serves (self, choice->talk, self->some);

  return reached (self, choice->talk);
}

static int
compare_choices (gconstpointer a,
                 gconstpointer b)
{
  return ((const Choice *) a)->talk->to - ((const Choice *) b)->talk->to;
}

/* "In each of its pools one that it uses is open to it and serves somebody", or all do everybody. */
static gboolean
is_pool_good (Oracle   *self,
              int       source,
              GArray   *pool,
              gboolean  all)
{
  LpElement *element = box (self, source);
  const gboolean first = kind (self, source) == LP_KIND_LOAD_BALANCER &&
                         lp_element_get_choice (element, LP_ATTRIBUTE_MODE) ==
                           LP_MODE_ACTIVE_PASSIVE &&
                         lp_element_get_choice (element, LP_ATTRIBUTE_ALGORITHM) ==
                           LP_ALGORITHM_NONE && !is_of_cluster (self, source);
  guint n_used = 0, n_good = 0;

  g_array_sort (pool, compare_choices);
  for (guint i = 0; i < pool->len; i++)
    {
      const Choice *choice = &g_array_index (pool, Choice, i);

      if (!is_used (self, source, choice) || (first && n_used > 0))
        continue;
      n_used++;
      n_good += serves (self, choice->talk, all ? self->every : self->some);
    }

  return all ? n_used > 0 && n_good == n_used : n_good > 0;
}

static GHashTable *
list_pools (Oracle *self,
            int     source)
{
  GHashTable *pools = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) g_array_unref);

  for (guint pass = 0; pass < 2; pass++)
    for (guint k = self->talks->start[source]; k < self->talks->start[source + 1]; k++)
      {
        const LpConversation *talk = &self->talks->list[k];
        g_autofree char *name = NULL;
        Choice choice = { talk, pass == 1 };
        GArray *pool;

        if (pass == 0 && is_in_pool (self, talk))
          name = pool_of (self, talk);
        else if (pass == 1 && !is_in_pool (self, talk) && self->goal == LP_GOAL_WRITE &&
                 asks (talk) && talk->offered && kind (self, talk->to) == LP_KIND_DATABASE &&
                 is_replica (self, talk->to))
          for (guint j = self->talks->start[source]; j < self->talks->start[source + 1]; j++)
            for (guint r = 0; r < self->talks->n && name == NULL; r++)
              if (self->talks->list[r].flow == LP_FLOW_REPLICATION &&
                  self->talks->list[r].to == talk->to &&
                  self->talks->list[r].from == self->talks->list[j].to &&
                  is_in_pool (self, &self->talks->list[j]) && self->talks->list[j].offered)
                name = pool_of (self, &self->talks->list[j]);
        if (name == NULL)
          continue;

        pool = g_hash_table_lookup (pools, name);
        if (pool == NULL)
          {
            pool = g_array_new (FALSE, FALSE, sizeof (Choice));
            g_hash_table_insert (pools, g_steal_pointer (&name), pool);
          }
        if (talk->offered)
          g_array_append_val (pool, choice);
      }

  return pools;
}

static gboolean
are_pools_good (Oracle   *self,
                int       source,
                gboolean  all)
{
  g_autoptr (GHashTable) pools = list_pools (self, source);
  GHashTableIter iter;
  gpointer pool;

  g_hash_table_iter_init (&iter, pools);
  while (g_hash_table_iter_next (&iter, NULL, &pool))
    if (!is_pool_good (self, source, pool, all))
      return FALSE;

  return kind (self, source) != LP_KIND_CLIENT || g_hash_table_size (pools) > 0;
}

/* "A component that is none of these serves only if it has an offered conversation that can carry
 * the goal." */
static gboolean
leads_on (Oracle *self,
          int     i)
{
  for (guint k = self->talks->start[i]; k < self->talks->start[i + 1]; k++)
    {
      const LpConversation *talk = &self->talks->list[k];
      const LpKind to = kind (self, talk->to);

      if (!asks (talk) || !talk->offered || !carries (self, talk) ||
          (self->goal == LP_GOAL_WRITE && !is_in_pool (self, talk)))
        continue;
      if (!is_tier (self, i))
        return TRUE;
      if (to != LP_KIND_APP_FILES && (to != LP_KIND_CACHE || asks_anybody (self, talk->to)) &&
          (to != LP_KIND_LOAD_BALANCER || asks_anybody (self, talk->to)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
hears (Oracle *self,
       int     vip,
       int     member)
{
  for (guint k = 0; k < self->talks->n; k++)
    {
      const LpConversation *talk = &self->talks->list[k];
      const int other = talk->from == member ? talk->to : talk->from;

      if (talk->flow != LP_FLOW_FAILOVER || !talk->open ||
          (talk->from != member && talk->to != member))
        continue;
      for (guint j = self->talks->start[vip]; j < self->talks->start[vip + 1]; j++)
        if (asks (&self->talks->list[j]) && self->talks->list[j].offered &&
            self->talks->list[j].to == other)
          return TRUE;
    }

  return FALSE;
}

/* One id that nobody who says any contradicts. */
static gboolean
agree_on_id (Oracle *self,
             int     vip)
{
  gboolean said = FALSE;

  for (guint id = 0; id < 256; id++)
    {
      g_autofree char *wanted = g_strdup_printf (" %u ", id);
      gboolean all = TRUE;

      for (guint i = 0; i < self->graph->n_nodes; i++)
        {
          gboolean involved = (int) i == vip;
          g_autofree char *ids = NULL;

          for (guint k = self->talks->start[vip]; k < self->talks->start[vip + 1]; k++)
            involved = involved || (asks (&self->talks->list[k]) &&
                                    self->talks->list[k].offered &&
                                    self->talks->list[k].to == (int) i);
          if (!involved || !lp_element_has (box (self, i), LP_ATTRIBUTE_ROUTER_ID))
            continue;
          said = TRUE;
          ids = g_strconcat (" ", lp_element_get_text (box (self, i), LP_ATTRIBUTE_ROUTER_ID), " ",
                             NULL);
          all = all && strstr (ids, wanted) != NULL;
        }
      if (all)
        return TRUE;
    }

  return !said;
}

static int
priority_of (Oracle               *self,
             const LpConversation *talk)
{
  LpElement *link = self->graph->links[talk->link].element;

  if (lp_element_has (link, LP_ATTRIBUTE_PRIORITY))
    return lp_element_get_integer (link, LP_ATTRIBUTE_PRIORITY);
  if (kind (self, talk->to) == LP_KIND_LOAD_BALANCER &&
      lp_element_has (box (self, talk->to), LP_ATTRIBUTE_PRIORITY))
    return lp_element_get_integer (box (self, talk->to), LP_ATTRIBUTE_PRIORITY);

  return -1;
}

static gboolean
is_holder_good (Oracle *self,
                int     vip,
                gboolean all)
{
  const gboolean backends = lp_element_get_choice (box (self, vip), LP_ATTRIBUTE_TRACKS) ==
                            LP_TRACKS_BACKENDS;
  const LpConversation *only = NULL, *holder = NULL;
  gboolean cluster = agree_on_id (self, vip);
  guint n = 0;

  for (guint k = self->talks->start[vip]; k < self->talks->start[vip + 1]; k++)
    {
      const LpConversation *talk = &self->talks->list[k];

      if (!asks (talk) || !talk->offered)
        continue;
      n++;
      cluster = cluster && hears (self, vip, talk->to);
      if (only == NULL || talk->to < only->to)
        only = talk;
    }
  for (guint k = self->talks->start[vip]; k < self->talks->start[vip + 1]; k++)
    {
      const LpConversation *talk = &self->talks->list[k];

      if (!asks (talk) || !talk->offered || !self->alive[talk->to] ||
          (backends && !self->some[talk->to]) || (n > 1 && !cluster && talk->to != only->to))
        continue;
      if (holder == NULL || priority_of (self, talk) > priority_of (self, holder) ||
          (priority_of (self, talk) == priority_of (self, holder) && talk->to < holder->to))
        holder = talk;
    }

  return holder != NULL && serves (self, holder, all ? self->every : self->some);
}

static gboolean
are_names_answered (Oracle *self,
                    int     client)
{
  g_autoptr (LpSite) site = lp_site_new (self->graph);
  gboolean asked = FALSE, known = FALSE, good = FALSE, best = FALSE;

  for (guint k = self->talks->start[client]; k < self->talks->start[client + 1]; k++)
    {
      const LpConversation *talk = &self->talks->list[k];

      if (talk->flow != LP_FLOW_LOOKUP)
        continue;
      asked = TRUE;
      good = good || reached (self, talk);
      if (kind (self, talk->to) == LP_KIND_DNS && lp_site_is_known_to (site, self->graph, talk->to))
        {
          known = TRUE;
          best = best || reached (self, talk);
        }
    }

  return !asked || (known ? best : good);
}

static gboolean
is_good (Oracle   *self,
         int       i,
         gboolean  all)
{
  const LpKind k = kind (self, i);

  if (lp_kind_is_container (k) || k == LP_KIND_NOTE || self->talks->relays[i])
    return FALSE;
  if (k == LP_KIND_CLIENT)
    return are_names_answered (self, i) && are_pools_good (self, i, all);
  if (!self->alive[i])
    return FALSE;
  if (is_leaf (self, i))
    return TRUE;
  if (k == LP_KIND_VIRTUAL_IP &&
      lp_element_get_choice (box (self, i), LP_ATTRIBUTE_MODE) != LP_MODE_ACTIVE_ACTIVE)
    return is_holder_good (self, i, all);
  if (k == LP_KIND_DATABASE)
    return reads (self, i) && are_pools_good (self, i, FALSE) &&
           (self->goal == LP_GOAL_READ || (!is_replica (self, i) && commits (self, i)));
  if (!is_last_tier (self, i) && !leads_on (self, i))
    return FALSE;

  return are_pools_good (self, i, all);
}

static void
solve (Oracle *self)
{
  guint8 *sets[] = { self->some, self->every };

  for (guint all = 0; all < 2; all++)
    {
      gboolean changed = TRUE;

      memset (sets[all], 0, MAX_BOXES);
      for (guint round = 0; changed && round < 2 * MAX_BOXES; round++)
        {
          changed = FALSE;
          for (guint i = 0; i < self->graph->n_nodes; i++)
            {
              const gboolean good = is_good (self, i, all);

              changed = changed || good != sets[all][i];
              sets[all][i] = good;
            }
        }
    }
}

LpGoalState
oracle_judge (Oracle  *self,
              LpGoal   goal,
              guint64  failed)
{
  gboolean visited = FALSE, down = FALSE, part = FALSE;

  self->goal = goal;
  find_alive (self, failed);
  solve (self);
  for (guint i = 0; i < self->graph->n_nodes; i++)
    {
      guint n_links;
      LpElement **links = lp_element_get_links (box (self, i), &n_links);
      gboolean visitor = FALSE;

      for (guint k = 0; k < n_links && kind (self, i) == LP_KIND_CLIENT; k++)
        visitor = visitor || (lp_link_get_from (links[k]) == box (self, i) &&
                              lp_link_get_flow (links[k]) == LP_FLOW_REQUEST);
      if (!visitor)
        continue;
      visited = TRUE;
      down = down || !self->some[i];
      part = part || !self->every[i];
    }

  return !visited ? LP_GOAL_UNKNOWN : down ? LP_GOAL_DOWN : part ? LP_GOAL_PART : LP_GOAL_UP;
}

gboolean
oracle_holds (Oracle  *self,
              LpGoal   goal,
              guint64  failed)
{
  return oracle_judge (self, goal, failed) >= LP_GOAL_PART;
}
