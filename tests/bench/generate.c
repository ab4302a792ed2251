/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "generate.h"

#include <math.h>

#define MAX_PER_TIER 5
#define COMPONENTS_PER_HOST 3
#define COLUMN 304
#define ROW 216
#define MARGIN 48
#define ZONE_WIDTH (5 * COLUMN + 2 * MARGIN)
#define ZONE_HEIGHT (MAX_PER_TIER * ROW + 2 * MARGIN)

typedef enum
{
  TIER_BALANCER,
  TIER_WEB,
  TIER_APP,
  TIER_PRIMARY,
  TIER_REPLICA,
  N_TIERS,
} Tier;

static const struct
{
  LpKind      kind;
  const char *name;
  guint       least;      /* In a service with all it should have. */
  guint       most;
  int         port;
  int         protocol;
} tiers[N_TIERS] = {
  [TIER_BALANCER] = { LP_KIND_LOAD_BALANCER, "HAProxy", 2, 2, 443, LP_PROTOCOL_HTTPS },
  [TIER_WEB] = { LP_KIND_WEB_SERVER, "Nginx", 2, MAX_PER_TIER, 80, LP_PROTOCOL_HTTP },
  [TIER_APP] = { LP_KIND_APP_SERVER, "PHP-FPM", 2, MAX_PER_TIER, 9000, LP_PROTOCOL_FASTCGI },
  [TIER_PRIMARY] = { LP_KIND_DATABASE, "MySQL", 1, 1, 3306, LP_PROTOCOL_MYSQL },
  [TIER_REPLICA] = { LP_KIND_DATABASE, "MySQL replica", 1, 2, 3306, LP_PROTOCOL_MYSQL },
};

typedef struct
{
  LpDesign  *design;
  GRand     *rand;
  guint      n_left;          /* Components still to make. */
  guint      n_services;
  guint      n_hosts;
  guint      columns;         /* Of services on the picture. */
  LpElement *dns;
  LpElement *monitoring;

  /* The service that is being made. */
  LpElement *zone;
  guint      n[N_TIERS];
  LpElement *members[N_TIERS][MAX_PER_TIER + 1];
} Generator;

static LpElement *
add_box (Generator  *self,
         LpElement  *parent,
         LpKind      kind,
         const char *name,
         double      x,
         double      y)
{
  g_autofree char *id = lp_design_make_id (self->design, lp_kind_get_row (kind)->key);
  LpElement *box = lp_element_new (kind);

  lp_element_set_text (box, LP_ATTRIBUTE_ID, id);
  lp_element_set_text (box, LP_ATTRIBUTE_NAME, name);
  lp_element_set_number (box, LP_ATTRIBUTE_X, x);
  lp_element_set_number (box, LP_ATTRIBUTE_Y, y);
  lp_design_add (self->design, box, parent, NULL);
  g_object_unref (box);

  if (!lp_kind_is_container (kind))
    self->n_left--;

  return box;
}

static LpElement *
add_link (Generator *self,
          LpFlow     flow,
          LpElement *from,
          LpElement *to)
{
  g_autofree char *id = lp_design_make_id (self->design, "link");
  LpElement *link = lp_link_new (flow, from, to);

  lp_element_set_text (link, LP_ATTRIBUTE_ID, id);
  lp_design_add (self->design, link, lp_design_get_root (self->design), NULL);
  g_object_unref (link);

  return link;
}

static void
add_listener (LpDesign  *design,
              LpElement *box,
              int        port,
              int        protocol)
{
  g_autoptr (LpElement) listener = lp_element_new (LP_KIND_LISTEN);

  lp_element_set_number (listener, LP_ATTRIBUTE_LISTEN_PORT, port);
  lp_element_set_number (listener, LP_ATTRIBUTE_LISTEN_PROTOCOL, protocol);
  lp_design_add (design, listener, box, NULL);
}

/* A server with the component that it is for, a firewall and an agent. */
static LpElement *
add_host (Generator *self,
          Tier       tier,
          guint      row)
{
  guint column = tier == TIER_REPLICA ? TIER_PRIMARY : tier;
  guint place = row + (tier == TIER_REPLICA ? self->n[TIER_PRIMARY] : 0);
  guint number = self->n_hosts++;
  g_autofree char *name = g_strdup_printf ("host-%u", number);
  g_autofree char *address = g_strdup_printf ("10.%u.%u.%u", number >> 16 & 255,
                                              number >> 8 & 255, number & 255);
  LpElement *server, *component, *agent;

  server = add_box (self, self->zone, LP_KIND_SERVER, name,
                    MARGIN + (column + 1) * COLUMN, MARGIN + place * ROW);
  lp_element_set_text (server, LP_ATTRIBUTE_PRIVATE_ADDRESS, address);

  component = add_box (self, server, tiers[tier].kind, tiers[tier].name, 16, 48);
  add_listener (self->design, component, tiers[tier].port, tiers[tier].protocol);
  if (tier == TIER_REPLICA)
    lp_element_set_number (component, LP_ATTRIBUTE_ROLE, LP_ROLE_REPLICA);
  if (tier == TIER_BALANCER)
    lp_element_set_number (component, LP_ATTRIBUTE_ALGORITHM, LP_ALGORITHM_ROUND_ROBIN);

  add_box (self, server, LP_KIND_FIREWALL, "nftables", 16, 112);
  agent = add_box (self, server, LP_KIND_MONITORING_AGENT, "Agent", 128, 112);
  add_link (self, LP_FLOW_METRICS, agent, self->monitoring);

  return component;
}

/* Every component of one tier talks to every one of another. */
static void
link_tiers (Generator *self,
            LpFlow     flow,
            Tier       from,
            Tier       to)
{
  for (guint i = 0; i < self->n[from]; i++)
    for (guint j = 0; j < self->n[to]; j++)
      {
        LpElement *link = add_link (self, flow, self->members[from][i], self->members[to][j]);

        if (to == TIER_REPLICA && flow == LP_FLOW_QUERY)
          lp_element_set_number (link, LP_ATTRIBUTE_ACCESS, LP_ACCESS_CHOICE_READ);
        if (from == TIER_BALANCER || from == TIER_WEB || flow == LP_FLOW_QUERY)
          lp_element_set_number (link, LP_ATTRIBUTE_PORT, tiers[to].port);
      }
}

/* How many of each tier, as far as the components that are left go. */
static void
choose_sizes (Generator *self)
{
  static const Tier dispensable[] = { TIER_REPLICA, TIER_APP, TIER_WEB, TIER_BALANCER };
  guint most = (self->n_left - 2) / COMPONENTS_PER_HOST;
  guint n = 0;

  for (Tier tier = 0; tier < N_TIERS; tier++)
    {
      self->n[tier] = g_rand_int_range (self->rand, tiers[tier].least, tiers[tier].most + 1);
      n += self->n[tier];
    }

  for (guint i = 0; i < G_N_ELEMENTS (dispensable); i++)
    for (guint least = dispensable[i] == TIER_REPLICA ? 0 : 1;
         n > most && self->n[dispensable[i]] > least;
         n--)
      self->n[dispensable[i]]--;
}

static void
link_service (Generator *self,
              LpElement *visitor,
              LpElement *vip)
{
  add_link (self, LP_FLOW_LOOKUP, visitor, self->dns);
  lp_element_set_number (add_link (self, LP_FLOW_REQUEST, visitor, vip), LP_ATTRIBUTE_PORT, 443);
  for (guint i = 0; i < self->n[TIER_BALANCER]; i++)
    add_link (self, LP_FLOW_REQUEST, vip, self->members[TIER_BALANCER][i]);
  if (self->n[TIER_BALANCER] > 1)
    add_link (self, LP_FLOW_FAILOVER,
              self->members[TIER_BALANCER][0], self->members[TIER_BALANCER][1]);

  link_tiers (self, LP_FLOW_REQUEST, TIER_BALANCER, TIER_WEB);
  link_tiers (self, LP_FLOW_REQUEST, TIER_WEB, TIER_APP);
  link_tiers (self, LP_FLOW_QUERY, TIER_APP, TIER_PRIMARY);
  link_tiers (self, LP_FLOW_QUERY, TIER_APP, TIER_REPLICA);
  link_tiers (self, LP_FLOW_REPLICATION, TIER_PRIMARY, TIER_REPLICA);

  for (Tier tier = 0; tier < N_TIERS; tier++)
    for (guint i = 0; i < self->n[tier]; i++)
      {
        LpElement *metrics = add_link (self, LP_FLOW_METRICS,
                                       self->members[tier][i], self->monitoring);

        lp_element_set_text (metrics, LP_ATTRIBUTE_LABEL, "QPS metrics");
      }
}

static void
add_service (Generator *self)
{
  guint number = self->n_services++;
  g_autofree char *name = g_strdup_printf ("Service %u", number);
  g_autofree char *address = g_strdup_printf ("198.18.%u.%u", number >> 8 & 255, number & 255);
  double x = (number % self->columns) * (ZONE_WIDTH + MARGIN) + COLUMN;
  double y = (number / self->columns) * (ZONE_HEIGHT + MARGIN);
  LpElement *visitor, *vip;

  self->zone = add_box (self, lp_design_get_root (self->design), LP_KIND_ZONE, name, x, y);
  lp_element_set_number (self->zone, LP_ATTRIBUTE_WIDTH, ZONE_WIDTH);
  lp_element_set_number (self->zone, LP_ATTRIBUTE_HEIGHT, ZONE_HEIGHT);

  choose_sizes (self);
  visitor = add_box (self, self->zone, LP_KIND_CLIENT, "Visitor", MARGIN, MARGIN);
  vip = add_box (self, self->zone, LP_KIND_VIRTUAL_IP, "Virtual IP", MARGIN, MARGIN + ROW);
  lp_element_set_text (vip, LP_ATTRIBUTE_ADDRESS, address);

  for (Tier tier = 0; tier < N_TIERS; tier++)
    for (guint i = 0; i < self->n[tier]; i++)
      self->members[tier][i] = add_host (self, tier, i);
  link_service (self, visitor, vip);
}

LpDesign *
generate_design (guint   n_components,
                 guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Generator self = { .design = lp_design_new (), .rand = rand, .n_left = n_components };
  LpElement *root = lp_design_get_root (self.design);

  g_return_val_if_fail (n_components >= 20, NULL);

  lp_element_set_text (root, LP_ATTRIBUTE_TITLE, "Generated");
  self.columns = fmax (1, floor (sqrt (n_components / 40.0)));
  self.dns = add_box (&self, root, LP_KIND_DNS, "DNS", 0, 0);
  self.monitoring = add_box (&self, root, LP_KIND_MONITORING_SERVICE, "Monitoring", 0, ROW);

  /* The smallest service has a visitor, a virtual IP and one server for each tier but replicas. */
  while (self.n_left >= 2 + (N_TIERS - 1) * COMPONENTS_PER_HOST)
    add_service (&self);
  while (self.n_left > 0)
    add_box (&self, self.zone, LP_KIND_CACHE, "Redis", MARGIN, MARGIN + (1 + self.n_left) * 64);
  lp_history_clear (lp_design_get_history (self.design));

  return self.design;
}
