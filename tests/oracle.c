/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "oracle.h"

#include <string.h>

#define MAX_BOXES 64

typedef struct
{
  int         from;
  int         to;
  int         flow;
  gboolean    required;
  int         access;
  char       *pool;         /* The name, or "kind of" and the kind of the target. */
  guint       pool_number;  /* The same for the same pool. */
} Link;

struct _Oracle
{
  guint      n;
  LpElement *boxes[MAX_BOXES];
  guint64    bits[MAX_BOXES];
  LpKind     kinds[MAX_BOXES];
  guint64    events;
  guint64    needed[MAX_BOXES];     /* Must not have failed for the box to be up. */
  int        server[MAX_BOXES];
  gboolean   automatic[MAX_BOXES];
  gboolean   replica[MAX_BOXES];
  gboolean   active_active[MAX_BOXES];
  LpKind     last_tier;
  guint      n_links;
  Link      *links;
  Link     **counted[LP_N_GOALS][MAX_BOXES];    /* The links of a box that count. */
  guint      n_counted[LP_N_GOALS][MAX_BOXES];
};

static int
number_of (Oracle    *self,
           LpElement *element)
{
  for (guint i = 0; i < self->n; i++)
    if (self->boxes[i] == element)
      return i;

  return -1;
}

/* "servers, components, firewalls, and zones that state an availability. Never: client, virtual-
 * ip, certificate, monitoring-*, note, and whatever is managed." */
static gboolean
is_event (LpElement *element)
{
  LpKind kind = lp_element_get_kind (element);

  if (lp_element_get_boolean (element, LP_ATTRIBUTE_MANAGED))
    return FALSE;
  if (kind == LP_KIND_ZONE)
    return lp_element_has (element, LP_ATTRIBUTE_AVAILABILITY);

  return kind != LP_KIND_CLIENT && kind != LP_KIND_VIRTUAL_IP && kind != LP_KIND_CERTIFICATE &&
         kind != LP_KIND_MONITORING_AGENT && kind != LP_KIND_MONITORING_SERVICE &&
         kind != LP_KIND_NOTE;
}

/* "A link may end on a server: it then means the server's front component or, as a source, the
 * last." */
static int
resolve (Oracle   *self,
         int       box,
         gboolean  source)
{
  static const LpKind order[] = { LP_KIND_VIRTUAL_IP, LP_KIND_LOAD_BALANCER, LP_KIND_WEB_SERVER,
                                  LP_KIND_APP_SERVER, LP_KIND_DATABASE };
  int found = box;

  if (self->kinds[box] != LP_KIND_SERVER)
    return box;

  for (int k = 0; k < 5; k++)
    for (guint i = 0; i < self->n; i++)
      if (lp_element_get_parent (self->boxes[i]) == self->boxes[box] &&
          self->kinds[i] == order[source ? 4 - k : k] && found == box)
        found = i;

  return found;
}

static void
read_choices (Oracle *self,
              int     box)
{
  LpElement *element = self->boxes[box];

  if (self->kinds[box] == LP_KIND_DATABASE)
    {
      self->replica[box] = lp_element_get_choice (element, LP_ATTRIBUTE_ROLE) == LP_ROLE_REPLICA;
      self->automatic[box] = lp_element_get_choice (element, LP_ATTRIBUTE_PROMOTION) ==
                             LP_PROMOTION_AUTOMATIC;
    }
  else if (self->kinds[box] == LP_KIND_VIRTUAL_IP)
    {
      self->active_active[box] = lp_element_get_choice (element, LP_ATTRIBUTE_MODE) ==
                                 LP_MODE_ACTIVE_ACTIVE;
    }
}

static void
read_boxes (Oracle   *self,
            LpDesign *design)
{
  LpElement *root = lp_design_get_root (design);

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_kind_is_box (lp_element_get_kind (each)))
      {
        guint i = self->n++;

        g_assert_cmpuint (i, <, MAX_BOXES);
        self->boxes[i] = each;
        self->bits[i] = G_GUINT64_CONSTANT (1) << i;
        self->kinds[i] = lp_element_get_kind (each);
        self->server[i] = -1;
        if (is_event (each))
          self->events |= self->bits[i];
        for (LpElement *above = each; above != root; above = lp_element_get_parent (above))
          {
            self->needed[i] |= self->bits[number_of (self, above)];
            if (above != each && self->server[i] < 0 &&
                lp_element_get_kind (above) == LP_KIND_SERVER)
              self->server[i] = number_of (self, above);
          }
        read_choices (self, i);
      }
}

static void
read_links (Oracle   *self,
            LpDesign *design)
{
  self->links = g_new0 (Link, lp_design_get_n_links (design));

  for (LpElement *each = lp_element_get_first_child (lp_design_get_root (design));
       each != NULL;
       each = lp_element_get_next_sibling (each))
    if (lp_element_get_kind (each) == LP_KIND_LINK)
      {
        Link *link = &self->links[self->n_links++];
        const char *pool = lp_element_get_text (each, LP_ATTRIBUTE_POOL);

        link->from = resolve (self, number_of (self, lp_link_get_from (each)), TRUE);
        link->to = resolve (self, number_of (self, lp_link_get_to (each)), FALSE);
        link->flow = lp_element_get_choice (each, LP_ATTRIBUTE_FLOW);
        link->access = lp_element_get_choice (each, LP_ATTRIBUTE_ACCESS);
        link->required = lp_element_has (each, LP_ATTRIBUTE_REQUIRED)
                           ? lp_element_get_boolean (each, LP_ATTRIBUTE_REQUIRED)
                           : self->kinds[link->to] != LP_KIND_CACHE;
        link->pool = *pool != '\0' ? g_strdup (pool)
                                   : g_strdup_printf ("kind of %d", self->kinds[link->to]);
        while (strcmp (self->links[link->pool_number].pool, link->pool) != 0)
          link->pool_number++;
      }
}

/* "(A firewall inside a server and on no link guards the whole server; one that is on links
 * stands in line.)" */
static void
read_guards (Oracle *self)
{
  for (guint f = 0; f < self->n; f++)
    {
      gboolean linked = FALSE;

      if (self->kinds[f] != LP_KIND_FIREWALL || self->server[f] < 0)
        continue;

      for (guint k = 0; k < self->n_links; k++)
        linked = linked || self->links[k].from == (int) f || self->links[k].to == (int) f;

      for (guint i = 0; !linked && i < self->n; i++)
        if (self->server[i] == self->server[f] && self->kinds[i] != LP_KIND_FIREWALL)
          self->needed[i] |= self->bits[f];
        else if (self->server[i] == self->server[f])
          for (guint k = 0; k < self->n_links; k++)
            if (self->links[k].from == (int) i || self->links[k].to == (int) i)
              self->needed[i] |= self->bits[f];
    }
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

gboolean
oracle_is_up (Oracle  *self,
              int      box,
              guint64  failed)
{
  return (self->needed[box] & failed) == 0;
}

static gboolean
link_counts (Link   *link,
             LpGoal  goal)
{
  if (link->flow != LP_FLOW_REQUEST && link->flow != LP_FLOW_QUERY)
    return FALSE;
  if (!link->required)
    return FALSE;

  return link->access == LP_ACCESS_CHOICE_READ_WRITE ||
         link->access == (goal == LP_GOAL_READ ? LP_ACCESS_CHOICE_READ : LP_ACCESS_CHOICE_WRITE);
}

static gboolean
is_target (Oracle *self,
           int     x,
           int     t,
           LpGoal  goal)
{
  for (guint k = 0; k < self->n_links; k++)
    if (self->links[k].from == x && self->links[k].to == t && link_counts (&self->links[k], goal))
      return TRUE;

  return FALSE;
}

/* "… has all its targets as members if each has a failover link, in either direction, to another
 * of them" */
static gboolean
all_are_members (Oracle *self,
                 int     vip,
                 LpGoal  goal)
{
  for (guint t = 0; t < self->n; t++)
    {
      gboolean has_another = FALSE;

      if (!is_target (self, vip, t, goal))
        continue;

      for (guint k = 0; k < self->n_links; k++)
        if (self->links[k].flow == LP_FLOW_FAILOVER)
          {
            int from = self->links[k].from;
            int to = self->links[k].to;

            if (from == (int) t && to != (int) t && is_target (self, vip, to, goal))
              has_another = TRUE;
            if (to == (int) t && from != (int) t && is_target (self, vip, from, goal))
              has_another = TRUE;
          }

      if (!has_another)
        return FALSE;
    }

  return TRUE;
}

/* The links of @x that count, in document order. */
static guint
list_links (Oracle *self,
            int     x,
            LpGoal  goal,
            Link  **links)
{
  guint n = 0;

  for (guint k = 0; k < self->n_links; k++)
    if (self->links[k].from == x && link_counts (&self->links[k], goal))
      links[n++] = &self->links[k];

  /* "otherwise only the first, in document order of the links" */
  if (self->kinds[x] == LP_KIND_VIRTUAL_IP && !self->active_active[x] && n > 0 &&
      !all_are_members (self, x, goal))
    n = 1;

  return n;
}

Oracle *
oracle_new (LpDesign *design)
{
  Oracle *self = g_new0 (Oracle, 1);
  gboolean has[LP_N_KINDS] = { FALSE };

  read_boxes (self, design);
  read_links (self, design);
  read_guards (self);

  for (guint i = 0; i < self->n; i++)
    has[self->kinds[i]] = TRUE;
  self->last_tier = has[LP_KIND_DATABASE] ? LP_KIND_DATABASE
                    : has[LP_KIND_APP_SERVER] ? LP_KIND_APP_SERVER
                    : has[LP_KIND_WEB_SERVER] ? LP_KIND_WEB_SERVER : LP_N_KINDS;

  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    for (guint i = 0; i < self->n; i++)
      {
        self->counted[goal][i] = g_new (Link *, self->n_links);
        self->n_counted[goal][i] = list_links (self, i, goal, self->counted[goal][i]);
      }

  return self;
}

void
oracle_free (Oracle *self)
{
  for (guint i = 0; i < self->n_links; i++)
    g_free (self->links[i].pool);
  for (guint i = 0; i < self->n; i++)
    for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
      g_free (self->counted[goal][i]);
  g_free (self->links);
  g_free (self);
}

/* Whether @x serves if those in @serving do. */
static gboolean
serves (Oracle  *self,
        int      x,
        LpGoal   goal,
        guint64  failed,
        guint64  serving)
{
  Link **links = self->counted[goal][x];
  guint n = self->n_counted[goal][x];
  gboolean beyond_caches = FALSE;
  gboolean any_files = FALSE;
  gboolean files_up = FALSE;

  if (self->kinds[x] == LP_KIND_SERVER || self->kinds[x] == LP_KIND_ZONE ||
      self->kinds[x] == LP_KIND_NOTE)
    return FALSE;

  if (self->kinds[x] == LP_KIND_DATABASE && goal == LP_GOAL_WRITE)
    {
      if (self->replica[x])
        return FALSE;
      if (!oracle_is_up (self, x, failed))
        {
          for (guint k = 0; k < self->n_links; k++)
            if (self->links[k].flow == LP_FLOW_REPLICATION && self->links[k].from == x &&
                self->links[k].to != x && self->automatic[self->links[k].to] &&
                oracle_is_up (self, self->links[k].to, failed))
              return TRUE;
          return FALSE;
        }
    }

  if (!oracle_is_up (self, x, failed))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      gboolean one_serves = FALSE;

      beyond_caches = beyond_caches || self->kinds[links[i]->to] != LP_KIND_CACHE;
      for (guint j = 0; j < n; j++)
        if (links[i]->pool_number == links[j]->pool_number && (serving >> links[j]->to & 1))
          one_serves = TRUE;
      if (!one_serves)
        return FALSE;
    }

  if (self->kinds[x] != self->last_tier && self->kinds[x] != LP_KIND_CACHE && !beyond_caches)
    return FALSE;

  if (self->kinds[x] == LP_KIND_APP_SERVER && self->server[x] >= 0)
    for (guint f = 0; f < self->n; f++)
      if (self->kinds[f] == LP_KIND_APP_FILES && self->server[f] == self->server[x])
        {
          any_files = TRUE;
          files_up = files_up || oracle_is_up (self, f, failed);
        }

  return !any_files || files_up;
}

gboolean
oracle_holds (Oracle  *self,
              LpGoal   goal,
              guint64  failed)
{
  guint64 serving = 0;
  guint64 before;

  do
    {
      before = serving;
      for (guint x = 0; x < self->n; x++)
        if (!(serving >> x & 1) && serves (self, x, goal, failed, serving))
          serving |= self->bits[x];
    }
  while (serving != before);

  for (guint c = 0; c < self->n; c++)
    {
      gboolean any_lookup = FALSE, found = FALSE, served = FALSE;

      if (self->kinds[c] != LP_KIND_CLIENT)
        continue;

      for (guint k = 0; k < self->n_links; k++)
        if (self->links[k].from == (int) c && self->links[k].flow == LP_FLOW_LOOKUP)
          {
            any_lookup = TRUE;
            found = found || oracle_is_up (self, self->links[k].to, failed);
          }
        else if (self->links[k].from == (int) c && self->links[k].flow == LP_FLOW_REQUEST)
          served = served || (serving >> self->links[k].to & 1);

      if ((any_lookup && !found) || !served)
        return FALSE;
    }

  return TRUE;
}
