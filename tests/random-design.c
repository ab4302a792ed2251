/* SPDX-License-Identifier: MIT */
/* Designs as people draw them, tier by tier, most of which work: databases first, then what asks
 * them, up to the visitors. What is wrong with them is made in random-flaws.c. */
#include "config.h"

#include "random-design.h"

#define PICK(maker, array) array[g_rand_int_range ((maker)->rand, 0, G_N_ELEMENTS (array))]

/* What the links between two tiers say of themselves. */
typedef struct
{
  LpFlow      flow;
  const char *protocol;
  const char *port;
} Speech;

static const Speech web_speech = { LP_FLOW_REQUEST, "http", "80" };
static const Speech app_speech = { LP_FLOW_REQUEST, "fastcgi", "9000" };
static const Speech entry_speech = { LP_FLOW_REQUEST, "https", "443" };
static const Speech data_speech = { LP_FLOW_QUERY, "mysql", "3306" };
static const Speech cache_speech = { LP_FLOW_QUERY, "redis", "6379" };
static const Speech queue_speech = { LP_FLOW_REQUEST, "amqp", "5672" };

gboolean
maker_chance (Maker  *self,
              double  of)
{
  return g_rand_double (self->rand) < of;
}

int
maker_draw (Maker *self,
            int    n)
{
  return g_rand_int_range (self->rand, 0, n);
}

gpointer
maker_pick (Maker     *self,
            GPtrArray *from)
{
  return from->len > 0 ? from->pdata[maker_draw (self, from->len)] : NULL;
}

void
maker_set (LpElement   *element,
           LpAttribute  attribute,
           const char  *string)
{
  g_autoptr (GError) error = NULL;

  lp_element_set_string (element, attribute, string, &error);
  g_assert_no_error (error);
}

LpElement *
maker_add_box (Maker     *self,
               LpKind     kind,
               LpElement *parent)
{
  g_autofree char *id = lp_design_make_id (self->design, lp_kind_get_row (kind)->key);
  g_autoptr (LpElement) box = lp_element_new (kind);

  lp_element_set_text (box, LP_ATTRIBUTE_ID, id);
  lp_design_add (self->design, box,
                 parent != NULL ? parent : lp_design_get_root (self->design), NULL);
  g_ptr_array_add (self->boxes, box);

  return box;
}

LpElement *
maker_add_part (Maker     *self,
                LpKind     kind,
                LpElement *parent)
{
  g_autoptr (LpElement) part = lp_element_new (kind);

  lp_design_add (self->design, part, parent, NULL);

  return part;
}

LpElement *
maker_link (Maker     *self,
            LpElement *from,
            LpElement *to,
            LpFlow     flow)
{
  g_autofree char *id = lp_design_make_id (self->design, "l");
  g_autoptr (LpElement) link = lp_link_new (flow, from, to);

  lp_element_set_text (link, LP_ATTRIBUTE_ID, id);
  lp_design_add (self->design, link, lp_design_get_root (self->design), NULL);

  return link;
}

/* With all that stands in it. */
void
maker_remove_box (Maker     *self,
                  LpElement *box)
{
  for (guint i = self->boxes->len; i-- > 0;)
    if (lp_element_is_inside (self->boxes->pdata[i], box))
      {
        g_ptr_array_remove_fast (self->servers, self->boxes->pdata[i]);
        g_ptr_array_remove_fast (self->zones, self->boxes->pdata[i]);
        if (self->boxes->pdata[i] != box)
          g_ptr_array_remove_index (self->boxes, i);
      }
  g_ptr_array_remove (self->boxes, box);
  lp_design_remove (self->design, box);
}

static void
say (LpElement    *link,
     const Speech *speech)
{
  maker_set (link, LP_ATTRIBUTE_PROTOCOL, speech->protocol);
  maker_set (link, LP_ATTRIBUTE_PORT, speech->port);
}

/* On a server of its own, on one that is there, in a zone, or nowhere. */
static LpElement *
place (Maker *self)
{
  LpElement *zone = maker_chance (self, 0.5) ? maker_pick (self, self->zones) : NULL;
  LpElement *server;
  g_autofree char *address = NULL;

  if (maker_chance (self, self->bare))
    return zone;
  if (self->servers->len > 0 && maker_chance (self, self->sharing))
    return maker_pick (self, self->servers);

  server = maker_add_box (self, LP_KIND_SERVER, zone);
  address = g_strdup_printf ("10.0.%d.%u", maker_draw (self, 2), 10 + self->servers->len);
  if (maker_chance (self, 0.8))
    maker_set (server, LP_ATTRIBUTE_PRIVATE_ADDRESS, address);
  g_ptr_array_add (self->servers, server);

  return server;
}

static LpElement *
add_component (Maker        *self,
               LpKind        kind,
               const Speech *speech)
{
  LpElement *box = maker_add_box (self, kind, place (self));

  if (speech != NULL && maker_chance (self, self->listening))
    {
      LpElement *listen = maker_add_part (self, LP_KIND_LISTEN, box);

      maker_set (listen, LP_ATTRIBUTE_LISTEN_PORT, speech->port);
      maker_set (listen, LP_ATTRIBUTE_LISTEN_PROTOCOL, speech->protocol);
    }

  return box;
}

static GPtrArray *
add_components (Maker        *self,
                LpKind        kind,
                const Speech *speech,
                int           n)
{
  GPtrArray *boxes = g_ptr_array_new ();

  while (n-- > 0)
    g_ptr_array_add (boxes, add_component (self, kind, speech));

  return boxes;
}

static LpElement *
add_balancer (Maker        *self,
              const Speech *speech)
{
  static const char *const checks[] = { "GET /health", "GET /health", "HEAD /", "mysql", "", "",
                                        "tcp", "connect", "ping", "process is there" };
  static const char *const modes[] = { "", "active-active", "active-passive" };
  static const char *const algorithms[] = { "", "round-robin", "ip-hash" };
  LpElement *box = add_component (self, LP_KIND_LOAD_BALANCER, speech);

  maker_set (box, LP_ATTRIBUTE_HEALTH_CHECK, PICK (self, checks));
  maker_set (box, LP_ATTRIBUTE_MODE, PICK (self, modes));
  maker_set (box, LP_ATTRIBUTE_ALGORITHM, PICK (self, algorithms));

  return box;
}

/* One thing in line, or two, between @sources and @targets. */
static void
ask_in_line (Maker        *self,
             GPtrArray    *sources,
             GPtrArray    *targets,
             const Speech *speech)
{
  LpKind kind = maker_chance (self, 0.6) ? LP_KIND_FIREWALL : LP_KIND_ROUTER;
  LpElement *first = maker_add_box (self, kind, maker_pick (self, self->zones));
  LpElement *last = maker_chance (self, 0.2) ? maker_add_box (self, LP_KIND_ROUTER, NULL) : first;
  LpFlow flow = maker_chance (self, 0.4) ? LP_FLOW_REQUEST : speech->flow;
  gboolean saying = maker_chance (self, 0.8);

  if (kind == LP_KIND_ROUTER)
    maker_set (first, LP_ATTRIBUTE_MANAGED, "false");

  for (guint i = 0; i < sources->len; i++)
    {
      LpElement *link = maker_link (self, sources->pdata[i], first, flow);

      if (saying)
        say (link, speech);
    }
  if (last != first)
    maker_link (self, first, last, flow);
  for (guint i = 0; i < targets->len; i++)
    {
      LpElement *link = maker_link (self, last, targets->pdata[i], speech->flow);

      if (saying)
        say (link, speech);
    }
}

/* Sources ask all targets, one each, or some. */
static void
ask (Maker        *self,
     GPtrArray    *sources,
     GPtrArray    *targets,
     const Speech *speech)
{
  double density = maker_chance (self, 0.7) ? 1 : 0.6;
  gboolean one_each = maker_chance (self, 0.2);
  gboolean saying = maker_chance (self, self->saying);

  if (sources->len > 0 && targets->len > 0 && maker_chance (self, self->in_line))
    {
      ask_in_line (self, sources, targets, speech);
      if (maker_chance (self, 0.6))
        return;
    }

  for (guint i = 0; i < sources->len; i++)
    for (guint k = 0; k < targets->len; k++)
      if (one_each ? k == i % targets->len : k == i % targets->len || maker_chance (self, density))
        {
          LpElement *link = maker_link (self, sources->pdata[i], targets->pdata[k],
                                        speech->flow);

          if (saying)
            say (link, speech);
        }
}

static void
replicate (Maker     *self,
           GPtrArray *databases)
{
  static const char *const syncs[] = { "async", "async", "sync", "semi-sync" };
  const char *sync = PICK (self, syncs);
  gboolean chain = maker_chance (self, 0.3);

  for (guint i = 1; i < databases->len; i++)
    if (maker_chance (self, 0.93))
      {
        LpElement *link = maker_link (self, databases->pdata[chain ? i - 1 : 0],
                                      databases->pdata[i], LP_FLOW_REPLICATION);

        maker_set (link, LP_ATTRIBUTE_SYNC, sync);
        if (maker_chance (self, self->saying))
          say (link, &data_speech);
      }
}

static GPtrArray *
make_databases (Maker *self)
{
  static const int numbers[] = { 0, 1, 1, 2, 2, 2, 3 };
  GPtrArray *databases = add_components (self, LP_KIND_DATABASE, &data_speech,
                                         PICK (self, numbers));
  gboolean primaries = maker_chance (self, 0.25);
  gboolean automatic = maker_chance (self, 0.5);

  for (guint i = 0; i < databases->len; i++)
    {
      LpElement *database = databases->pdata[i];

      if (primaries && maker_chance (self, 0.7))
        maker_set (database, LP_ATTRIBUTE_QUORUM, "majority");
      if (primaries || i == 0)
        continue;

      maker_set (database, LP_ATTRIBUTE_ROLE, "replica");
      if (automatic)
        maker_set (database, LP_ATTRIBUTE_PROMOTION, "automatic");
      if (automatic && maker_chance (self, 0.2))
        {
          LpElement *manager = maker_add_box (self, LP_KIND_APP_SERVER, place (self));

          maker_set (database, LP_ATTRIBUTE_PROMOTED_BY, lp_element_get_id (manager));
        }
    }
  replicate (self, databases);

  return databases;
}

/* Most links to replicas only read. */
static void
set_access (Maker     *self,
            GPtrArray *sources,
            double     strict)
{
  for (guint i = 0; i < sources->len; i++)
    {
      guint n_links;
      LpElement **links = lp_element_get_links (sources->pdata[i], &n_links);

      for (guint k = 0; k < n_links; k++)
        if (lp_link_get_from (links[k]) == sources->pdata[i] &&
            lp_link_get_flow (links[k]) == LP_FLOW_QUERY &&
            lp_element_get_kind (lp_link_get_to (links[k])) == LP_KIND_DATABASE &&
            lp_element_get_choice (lp_link_get_to (links[k]), LP_ATTRIBUTE_ROLE) ==
              LP_ROLE_REPLICA && maker_chance (self, strict))
          maker_set (links[k], LP_ATTRIBUTE_ACCESS, "read");
    }
}

static void
join_cluster (Maker     *self,
              LpElement *address,
              GPtrArray *members)
{
  gboolean wired = maker_chance (self, 0.85);

  if (maker_chance (self, 0.25))
    maker_set (address, LP_ATTRIBUTE_TRACKS, "backends");
  if (maker_chance (self, 0.2))
    maker_set (address, LP_ATTRIBUTE_MODE, "active-active");
  for (guint i = 1; i < members->len && wired; i++)
    maker_link (self, members->pdata[i - 1], members->pdata[i], LP_FLOW_FAILOVER);
}

/* Directly, over a virtual IP, or over a balancer. */
static void
ask_databases (Maker     *self,
               GPtrArray *sources,
               GPtrArray *databases)
{
  g_autoptr (GPtrArray) between = g_ptr_array_new ();
  int how = databases->len > 0 ? maker_draw (self, 6) : 2;

  if (how == 0)
    g_ptr_array_add (between, maker_add_box (self, LP_KIND_VIRTUAL_IP, NULL));
  else if (how == 1)
    g_ptr_array_add (between, add_balancer (self, &data_speech));

  ask (self, sources, between->len > 0 ? between : databases, &data_speech);
  if (between->len > 0)
    ask (self, between, databases, &data_speech);
  if (how == 0)
    join_cluster (self, between->pdata[0], databases);
  set_access (self, between->len > 0 ? between : sources, maker_chance (self, 0.7) ? 1 : 0.5);
}

static void
add_files (Maker     *self,
           GPtrArray *apps)
{
  static const LpFlow flows[] = { LP_FLOW_FILES, LP_FLOW_FILES, LP_FLOW_REQUEST, LP_FLOW_QUERY };
  gboolean own = maker_chance (self, 0.4);
  LpElement *shared = maker_chance (self, 0.2)
                        ? maker_add_box (self, LP_KIND_APP_FILES, place (self)) : NULL;

  for (guint i = 0; i < apps->len; i++)
    {
      LpElement *server = lp_element_get_parent (apps->pdata[i]);

      if (own && lp_element_get_kind (server) == LP_KIND_SERVER)
        maker_add_box (self, LP_KIND_APP_FILES, server);
      if (shared != NULL)
        maker_link (self, apps->pdata[i], shared, PICK (self, flows));
    }
}

/* What only applications ask besides: caches, queues, other people's services. */
static void
add_helpers (Maker     *self,
             GPtrArray *apps)
{
  if (maker_chance (self, 0.2))
    {
      g_autoptr (GPtrArray) caches = add_components (self, LP_KIND_CACHE, &cache_speech,
                                                     1 + maker_draw (self, 2));

      ask (self, apps, caches, &cache_speech);
    }
  if (maker_chance (self, 0.15))
    {
      g_autoptr (GPtrArray) queues = add_components (self, LP_KIND_QUEUE, &queue_speech, 1);

      ask (self, apps, queues, &queue_speech);
      if (maker_chance (self, 0.5))
        maker_link (self, queues->pdata[0], maker_add_box (self, LP_KIND_APP_SERVER, NULL),
                    LP_FLOW_REQUEST);
    }
  if (maker_chance (self, 0.15))
    {
      g_autoptr (GPtrArray) services = add_components (self, LP_KIND_EXTERNAL, NULL,
                                                       1 + maker_draw (self, 2));

      ask (self, apps, services, &entry_speech);
    }
}

static GPtrArray *
make_entries (Maker        *self,
              GPtrArray    *front,
              const Speech *speech)
{
  g_autoptr (GPtrArray) balancers = g_ptr_array_new ();
  GPtrArray *entries = g_ptr_array_new ();
  int n = maker_draw (self, 4);

  if (n == 0)
    {
      g_ptr_array_extend (entries, front, NULL, NULL);
      return entries;
    }

  while (balancers->len < (guint) MIN (n, 2))
    g_ptr_array_add (balancers, add_balancer (self, &entry_speech));
  ask (self, balancers, front, speech);

  if (balancers->len > 1 && maker_chance (self, 0.7))
    {
      LpElement *address = maker_add_box (self, LP_KIND_VIRTUAL_IP,
                                          maker_pick (self, self->zones));

      g_ptr_array_add (entries, address);
      ask (self, entries, balancers, &entry_speech);
      join_cluster (self, address, balancers);
    }
  else
    {
      g_ptr_array_extend (entries, balancers, NULL, NULL);
    }

  if (maker_chance (self, 0.1))
    {
      g_autoptr (GPtrArray) networks = add_components (self, LP_KIND_CDN, NULL, 1);

      ask (self, networks, entries, &entry_speech);
      g_ptr_array_set_size (entries, 0);
      g_ptr_array_extend (entries, networks, NULL, NULL);
    }

  return entries;
}

static void
start (Maker *self)
{
  static const double chances[] = { 0, 0, 0.3, 1 };

  self->bare = PICK (self, chances);
  self->sharing = PICK (self, chances) * 0.8;
  self->listening = PICK (self, chances);
  self->saying = 1 - PICK (self, chances);
  self->in_line = PICK (self, chances) * 0.3;

  for (int n = maker_draw (self, 4) - 1; n > 0; n--)
    {
      LpElement *zone = maker_add_box (self, LP_KIND_ZONE, maker_pick (self, self->zones));

      if (maker_chance (self, 0.4))
        maker_set (zone, LP_ATTRIBUTE_AVAILABILITY, "0.99");
      g_ptr_array_add (self->zones, zone);
    }
}

static void
make_design (Maker *self)
{
  g_autoptr (GPtrArray) clients = add_components (self, LP_KIND_CLIENT, NULL, 0);
  g_autoptr (GPtrArray) databases = make_databases (self);
  g_autoptr (GPtrArray) apps = add_components (self, LP_KIND_APP_SERVER, &app_speech,
                                               maker_draw (self, 3));
  g_autoptr (GPtrArray) webs = add_components (self, LP_KIND_WEB_SERVER, &web_speech,
                                               maker_draw (self, 3) + (apps->len == 0));
  g_autoptr (GPtrArray) entries = NULL;

  if (apps->len > 0)
    ask_databases (self, apps, databases);
  else
    ask_databases (self, webs, databases);
  add_files (self, apps);
  add_helpers (self, apps);
  ask (self, webs, apps, &app_speech);

  entries = make_entries (self, webs->len > 0 ? webs : apps,
                          webs->len > 0 ? &web_speech : &app_speech);
  for (int n = maker_chance (self, 0.2) ? 2 : 1; n > 0; n--)
    g_ptr_array_add (clients, maker_add_box (self, LP_KIND_CLIENT, NULL));
  ask (self, clients, entries, &entry_speech);

  maker_name_entries (self, clients, entries);
}

/* Few boxes are best reached by not drawing many; else some go again. */
static void
make_small_design (Maker *self,
                   guint  max_boxes)
{
  for (int attempt = 0; attempt < 12; attempt++)
    {
      g_clear_object (&self->design);
      self->design = lp_design_new ();
      g_ptr_array_set_size (self->boxes, 0);
      g_ptr_array_set_size (self->servers, 0);
      g_ptr_array_set_size (self->zones, 0);

      start (self);
      if (attempt > 2)
        self->bare = 1;
      make_design (self);
      if (self->boxes->len <= max_boxes)
        break;
    }

  while (self->boxes->len > max_boxes)
    maker_remove_box (self, maker_pick (self, self->boxes));
}

LpDesign *
designs_new_random (GRand *rand,
                    guint  max_boxes,
                    guint  max_events)
{
  Maker self = { .rand = rand };

  self.boxes = g_ptr_array_new ();
  self.servers = g_ptr_array_new ();
  self.zones = g_ptr_array_new ();

  make_small_design (&self, max_boxes);
  maker_add_flaws (&self, max_boxes);
  maker_limit_events (&self, max_events);

  g_ptr_array_unref (self.boxes);
  g_ptr_array_unref (self.servers);
  g_ptr_array_unref (self.zones);

  return self.design;
}
