/* SPDX-License-Identifier: MIT */
/* What random designs say of themselves, and what people draw by mistake or hardly ever. */
#include "config.h"

#include "random-rules.h"

#define PICK(maker, array) array[g_rand_int_range ((maker)->rand, 0, G_N_ELEMENTS (array))]

/* Links between anything, also the same twice or a box and itself. */
static void
add_wild_links (Maker *self)
{
  static const LpFlow flows[] = { LP_FLOW_REQUEST, LP_FLOW_REQUEST, LP_FLOW_REQUEST,
                                  LP_FLOW_QUERY, LP_FLOW_QUERY, LP_FLOW_LOOKUP,
                                  LP_FLOW_REPLICATION, LP_FLOW_FAILOVER, LP_FLOW_METRICS,
                                  LP_FLOW_FILES, LP_FLOW_MANAGE, LP_FLOW_RESPONSE };
  static const char *const ports[] = { "80", "443", "3306", "9000" };

  for (int n = self->boxes->len > 0 ? maker_draw (self, 6) : 0; n > 0; n--)
    {
      LpElement *to = maker_pick (self, self->boxes);
      LpFlow flow = PICK (self, flows);
      LpElement *link;

      if (flow == LP_FLOW_LOOKUP && lp_element_get_kind (to) != LP_KIND_DNS)
        continue;

      link = maker_link (self, maker_pick (self, self->boxes), to, flow);
      if (maker_chance (self, 0.6))
        maker_set (link, LP_ATTRIBUTE_PORT, PICK (self, ports));
    }
}

static void
add_wild_boxes (Maker *self,
                guint  max_boxes)
{
  static const LpKind kinds[] = { LP_KIND_ROUTER, LP_KIND_FIREWALL, LP_KIND_CACHE,
                                  LP_KIND_LOAD_BALANCER, LP_KIND_VIRTUAL_IP, LP_KIND_WEB_SERVER,
                                  LP_KIND_APP_SERVER, LP_KIND_DATABASE, LP_KIND_EXTERNAL,
                                  LP_KIND_QUEUE, LP_KIND_CDN, LP_KIND_APP_FILES, LP_KIND_CLIENT,
                                  LP_KIND_DNS, LP_KIND_MONITORING_AGENT, LP_KIND_NOTE,
                                  LP_KIND_MONITORING_SERVICE, LP_KIND_CERTIFICATE };

  for (int n = maker_draw (self, 3); n > 0 && self->boxes->len < max_boxes; n--)
    {
      LpKind kind = PICK (self, kinds);
      LpElement *parent = maker_pick (self, self->boxes);

      if (parent != NULL && !lp_kind_holds (lp_element_get_kind (parent), kind))
        parent = NULL;
      maker_add_box (self, kind, parent);
    }
}

/* Attributes that fit where they are, of this many in a hundred. */
static void
say_more_of_links (Maker *self,
                   double often)
{
  static const struct
  {
    LpAttribute attribute;
    const char *value;
  } terms[] = {
    { LP_ATTRIBUTE_POOL, "a" }, { LP_ATTRIBUTE_POOL, "b" }, { LP_ATTRIBUTE_REQUIRED, "false" },
    { LP_ATTRIBUTE_REQUIRED, "true" }, { LP_ATTRIBUTE_WEIGHT, "0" },
    { LP_ATTRIBUTE_WEIGHT, "20" }, { LP_ATTRIBUTE_PRIORITY, "50" },
    { LP_ATTRIBUTE_PRIORITY, "200" }, { LP_ATTRIBUTE_ACCESS, "read" },
    { LP_ATTRIBUTE_ACCESS, "write" }, { LP_ATTRIBUTE_SYNC, "sync" },
    { LP_ATTRIBUTE_PORT, "8088" },
  };
  LpElement *root = lp_design_get_root (self->design);

  for (LpElement *each = lp_element_find_child (root, LP_KIND_LINK); each != NULL;
       each = lp_element_find_next (each))
    {
      int term = maker_draw (self, G_N_ELEMENTS (terms));
      guint flows = lp_attribute_get_row (terms[term].attribute)->flows;

      if (maker_chance (self, often) && (flows >> lp_link_get_flow (each) & 1) != 0)
        maker_set (each, terms[term].attribute, terms[term].value);
    }
}

static void
say_more_of_boxes (Maker *self,
                   double often)
{
  static const struct
  {
    LpAttribute attribute;
    const char *value;
  } terms[] = {
    { LP_ATTRIBUTE_MANAGED, "true" }, { LP_ATTRIBUTE_MANAGED, "false" },
    { LP_ATTRIBUTE_MODE, "active-active" }, { LP_ATTRIBUTE_MODE, "active-passive" },
    { LP_ATTRIBUTE_TRACKS, "backends" }, { LP_ATTRIBUTE_ROUTER_ID, "51" },
    { LP_ATTRIBUTE_ROUTER_ID, "51 52" }, { LP_ATTRIBUTE_ROUTER_ID, "52" },
    { LP_ATTRIBUTE_PRIORITY, "100" }, { LP_ATTRIBUTE_PRIORITY, "150" },
    { LP_ATTRIBUTE_ROLE, "replica" }, { LP_ATTRIBUTE_PROMOTION, "automatic" },
    { LP_ATTRIBUTE_QUORUM, "majority" }, { LP_ATTRIBUTE_HEALTH_CHECK, "tcp" },
    { LP_ATTRIBUTE_HEALTH_CHECK, "" }, { LP_ATTRIBUTE_ALGORITHM, "" },
  };

  for (guint i = 0; i < self->boxes->len; i++)
    {
      LpElement *box = self->boxes->pdata[i];
      guint64 kind = LP_KIND_MASK (lp_element_get_kind (box));
      int term = maker_draw (self, G_N_ELEMENTS (terms));

      if (maker_chance (self, often) &&
          (lp_attribute_get_row (terms[term].attribute)->kinds & kind) != 0)
        maker_set (box, terms[term].attribute, terms[term].value);
    }
}

static void
say_availabilities (Maker *self)
{
  static const char *const values[] = { "0", "0.3", "0.5", "0.75", "0.9", "0.99", "1" };

  for (guint i = 0; i < self->boxes->len; i++)
    if (maker_chance (self, 0.25))
      maker_set (self->boxes->pdata[i], LP_ATTRIBUTE_AVAILABILITY, PICK (self, values));
}

void
maker_add_flaws (Maker *self,
                 guint  max_boxes)
{
  static const double chances[] = { 0, 0, 0.3, 0.8 };
  gboolean wild = maker_chance (self, 0.35);

  if (wild)
    {
      add_wild_boxes (self, max_boxes);
      add_wild_links (self);
    }
  say_more_of_links (self, wild ? 0.2 : 0.04);
  say_more_of_boxes (self, wild ? 0.3 : 0.15);
  say_availabilities (self);
  maker_add_firewalls (self, PICK (self, chances), max_boxes);
}

static gboolean
may_fail (LpElement *box)
{
  LpKind kind = lp_element_get_kind (box);

  if (kind == LP_KIND_ZONE ? !lp_element_has (box, LP_ATTRIBUTE_AVAILABILITY)
                           : lp_kind_get_row (kind)->availability == 0)
    return FALSE;

  for (LpElement *each = box; each != NULL; each = lp_element_get_parent (each))
    if (lp_element_get_kind (each) != LP_KIND_DESIGN &&
        lp_element_get_boolean (each, LP_ATTRIBUTE_MANAGED))
      return FALSE;

  return TRUE;
}

void
maker_limit_events (Maker *self,
                    guint  max_events)
{
  guint n_events;

  do
    {
      g_autoptr (GPtrArray) events = g_ptr_array_new ();

      for (guint i = 0; i < self->boxes->len; i++)
        if (may_fail (self->boxes->pdata[i]))
          g_ptr_array_add (events, self->boxes->pdata[i]);

      n_events = events->len;
      if (n_events > max_events)
        maker_set (maker_pick (self, events), LP_ATTRIBUTE_MANAGED, "true");
    }
  while (n_events > max_events);
}
