/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "designs.h"

#define CHOOSE(rand, array) array[g_rand_int_range (rand, 0, G_N_ELEMENTS (array))]

static void
set (LpElement   *element,
     LpAttribute  attribute,
     const char  *string)
{
  g_autoptr (GError) error = NULL;

  lp_element_set_string (element, attribute, string, &error);
  g_assert_no_error (error);
}

static gboolean
chance (GRand *rand,
        double of)
{
  return g_rand_double (rand) < of;
}

static LpElement *
add_box (LpDesign  *design,
         LpElement *parent,
         LpKind     kind)
{
  g_autofree char *id = lp_design_make_id (design, lp_kind_get_row (kind)->key);
  LpElement *box = lp_element_new (kind);

  lp_element_set_text (box, LP_ATTRIBUTE_ID, id);
  lp_design_add (design, box, parent, NULL);
  g_object_unref (box);

  return box;
}

static void
decorate_box (GRand     *rand,
              LpElement *box)
{
  static const char *const availabilities[] = { "0", "0.3", "0.5", "0.75", "0.9", "0.99", "1" };
  LpKind kind = lp_element_get_kind (box);

  if (chance (rand, kind == LP_KIND_ZONE ? 0.5 : 0.3))
    set (box, LP_ATTRIBUTE_AVAILABILITY, CHOOSE (rand, availabilities));
  if (chance (rand, 0.1))
    set (box, LP_ATTRIBUTE_MANAGED, chance (rand, 0.5) ? "true" : "false");
  if (kind == LP_KIND_DNS && chance (rand, 0.5))
    set (box, LP_ATTRIBUTE_MANAGED, "false");
  if (kind == LP_KIND_VIRTUAL_IP && chance (rand, 0.5))
    set (box, LP_ATTRIBUTE_MODE, chance (rand, 0.7) ? "active-active" : "active-passive");
  if (kind == LP_KIND_DATABASE && chance (rand, 0.4))
    set (box, LP_ATTRIBUTE_ROLE, "replica");
  if (kind == LP_KIND_DATABASE && chance (rand, 0.6))
    set (box, LP_ATTRIBUTE_PROMOTION, "automatic");
}

/* Some kinds more often than others: a design of certificates says little. */
static LpKind
choose_kind (GRand *rand)
{
  static const LpKind kinds[] = {
    LP_KIND_DNS, LP_KIND_ROUTER,
    LP_KIND_LOAD_BALANCER, LP_KIND_LOAD_BALANCER, LP_KIND_VIRTUAL_IP, LP_KIND_VIRTUAL_IP,
    LP_KIND_SERVER, LP_KIND_SERVER, LP_KIND_SERVER, LP_KIND_SERVER, LP_KIND_ZONE, LP_KIND_ZONE,
    LP_KIND_WEB_SERVER, LP_KIND_WEB_SERVER, LP_KIND_WEB_SERVER,
    LP_KIND_APP_SERVER, LP_KIND_APP_SERVER, LP_KIND_APP_FILES, LP_KIND_APP_FILES,
    LP_KIND_DATABASE, LP_KIND_DATABASE, LP_KIND_DATABASE, LP_KIND_CACHE,
    LP_KIND_FIREWALL, LP_KIND_FIREWALL, LP_KIND_CERTIFICATE,
    LP_KIND_MONITORING_AGENT, LP_KIND_MONITORING_SERVICE,
    LP_KIND_NOTE, LP_KIND_CLIENT,
  };

  return CHOOSE (rand, kinds);
}

static LpElement *
choose_parent (GRand     *rand,
               LpDesign  *design,
               GPtrArray *boxes,
               LpKind     kind)
{
  for (int attempt = 0; attempt < 4 && boxes->len > 0; attempt++)
    {
      LpElement *parent = g_ptr_array_index (boxes, g_rand_int_range (rand, 0, boxes->len));

      if (lp_kind_holds (lp_element_get_kind (parent), kind) && chance (rand, 0.8))
        return parent;
    }

  return lp_design_get_root (design);
}

/* How far from the visitor a kind usually is. */
static int
tier_of (LpElement *box)
{
  switch (lp_element_get_kind (box))
    {
    case LP_KIND_CLIENT:
      return 0;
    case LP_KIND_VIRTUAL_IP:
      return 1;
    case LP_KIND_LOAD_BALANCER:
      return 2;
    case LP_KIND_WEB_SERVER:
      return 3;
    case LP_KIND_APP_SERVER:
      return 4;
    case LP_KIND_DATABASE:
    case LP_KIND_CACHE:
      return 5;
    default:
      return -1;
    }
}

static void
add_random_link (GRand     *rand,
                 LpDesign  *design,
                 LpElement *from,
                 LpElement *to,
                 LpFlow     flow)
{
  static const char *const accesses[] = { "read", "write", "read-write" };
  static const char *const pools[] = { "a", "b", "web" };
  g_autoptr (LpElement) link = lp_link_new (flow, from, to);
  g_autofree char *id = lp_design_make_id (design, "l");

  lp_element_set_text (link, LP_ATTRIBUTE_ID, id);
  if (flow == LP_FLOW_QUERY && chance (rand, 0.3))
    set (link, LP_ATTRIBUTE_ACCESS, CHOOSE (rand, accesses));
  if (chance (rand, 0.2))
    set (link, LP_ATTRIBUTE_POOL, CHOOSE (rand, pools));
  if (chance (rand, 0.1))
    set (link, LP_ATTRIBUTE_REQUIRED, chance (rand, 0.5) ? "true" : "false");

  lp_design_add (design, link, lp_design_get_root (design), NULL);
}

/* Any flow between any two boxes, also the same twice or a box and itself. */
static void
add_wild_link (GRand     *rand,
               LpDesign  *design,
               GPtrArray *boxes)
{
  LpElement *from = g_ptr_array_index (boxes, g_rand_int_range (rand, 0, boxes->len));
  LpElement *to = g_ptr_array_index (boxes, g_rand_int_range (rand, 0, boxes->len));
  LpFlow flow = chance (rand, 0.6) ? LP_FLOW_REQUEST : g_rand_int_range (rand, 0, LP_N_FLOWS);

  add_random_link (rand, design, from, to, flow);
}

/* What somebody might draw from @from to @to: towards the next tier, with lookups, replication and
 * failover where they belong, and now and then through something in line. -1: no link. */
static int
propose_flow (GRand     *rand,
              LpElement *from,
              LpElement *to)
{
  LpKind source = lp_element_get_kind (from);
  LpKind target = lp_element_get_kind (to);
  gboolean from_line = source == LP_KIND_FIREWALL || source == LP_KIND_ROUTER;
  gboolean to_line = target == LP_KIND_FIREWALL || target == LP_KIND_ROUTER;
  int step = tier_of (to) - tier_of (from);

  if (source == LP_KIND_CLIENT && target == LP_KIND_DNS)
    return LP_FLOW_LOOKUP;
  if (source == LP_KIND_DATABASE && target == LP_KIND_DATABASE)
    return chance (rand, 0.6) ? LP_FLOW_REPLICATION : -1;
  if (source == LP_KIND_LOAD_BALANCER && target == LP_KIND_LOAD_BALANCER)
    return chance (rand, 0.7) ? LP_FLOW_FAILOVER : -1;
  if (tier_of (from) >= 0 && (step == 1 || (step == 2 && chance (rand, 0.4))))
    return target == LP_KIND_DATABASE ? LP_FLOW_QUERY : LP_FLOW_REQUEST;
  if (from_line && tier_of (to) > 1)
    return chance (rand, 0.4) ? LP_FLOW_REQUEST : -1;
  if (to_line && tier_of (from) >= 0)
    return chance (rand, 0.2) ? LP_FLOW_REQUEST : -1;
  if (target == LP_KIND_SERVER && tier_of (from) >= 0)
    return chance (rand, 0.2) ? LP_FLOW_REQUEST : -1;

  return -1;
}

static void
add_likely_links (GRand     *rand,
                  LpDesign  *design,
                  GPtrArray *boxes)
{
  double density = chance (rand, 0.4) ? 1 : 0.3 + 0.7 * g_rand_double (rand);

  for (guint i = 0; i < boxes->len; i++)
    for (guint j = 0; j < boxes->len; j++)
      {
        LpElement *from = g_ptr_array_index (boxes, i);
        LpElement *to = g_ptr_array_index (boxes, j);
        int flow = i != j && chance (rand, density) ? propose_flow (rand, from, to) : -1;

        if (flow >= 0)
          add_random_link (rand, design, from, to, flow);
      }
}

/* Takes events away by having them managed, until there are few enough for brute force. */
static void
limit_events (GRand     *rand,
              GPtrArray *boxes,
              guint      max_events)
{
  for (guint n = 0; boxes->len > 0; n++)
    {
      LpElement *box = g_ptr_array_index (boxes, g_rand_int_range (rand, 0, boxes->len));
      guint n_events = 0;

      for (guint i = 0; i < boxes->len; i++)
        n_events += !lp_element_get_boolean (g_ptr_array_index (boxes, i), LP_ATTRIBUTE_MANAGED);
      if (n_events <= max_events)
        break;

      set (box, LP_ATTRIBUTE_MANAGED, "true");
    }
}

/* Some servers and one to three components of each tier, or the goals would hardly ever hold. */
static void
add_tiers (GRand     *rand,
           LpDesign  *design,
           GPtrArray *boxes,
           guint      n_boxes)
{
  static const LpKind tiers[] = {
    LP_KIND_ZONE, LP_KIND_SERVER, LP_KIND_VIRTUAL_IP, LP_KIND_LOAD_BALANCER,
    LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER, LP_KIND_DATABASE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (tiers); i++)
    if (chance (rand, 0.95))
      for (int n = g_rand_int_range (rand, 1, 4); n > 0 && boxes->len < n_boxes; n--)
        {
          LpElement *parent = choose_parent (rand, design, boxes, tiers[i]);

          g_ptr_array_add (boxes, add_box (design, parent, tiers[i]));
        }
}

LpDesign *
designs_new_random (GRand *rand,
                    guint  max_boxes,
                    guint  max_events)
{
  LpDesign *design = lp_design_new ();
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  guint n_boxes = g_rand_int_range (rand, 3, max_boxes + 1);
  guint n_wild = chance (rand, 0.5) ? 0 : g_rand_int_range (rand, 0, 2 * n_boxes);

  if (chance (rand, 0.95))
    g_ptr_array_add (boxes, add_box (design, lp_design_get_root (design), LP_KIND_CLIENT));
  if (chance (rand, 0.8))
    add_tiers (rand, design, boxes, n_boxes);
  while (boxes->len < n_boxes)
    {
      LpKind kind = choose_kind (rand);

      g_ptr_array_add (boxes, add_box (design, choose_parent (rand, design, boxes, kind), kind));
    }

  for (guint i = 0; i < boxes->len; i++)
    decorate_box (rand, g_ptr_array_index (boxes, i));
  if (n_wild == 0 || chance (rand, 0.7))
    add_likely_links (rand, design, boxes);
  for (guint i = 0; i < n_wild; i++)
    add_wild_link (rand, design, boxes);

  for (guint i = 0; i < boxes->len; i++)
    {
      LpElement *box = g_ptr_array_index (boxes, i);
      LpKind kind = lp_element_get_kind (box);

      if (lp_kind_get_row (kind)->availability > 0 ||
          (kind == LP_KIND_ZONE && lp_element_has (box, LP_ATTRIBUTE_AVAILABILITY)))
        g_ptr_array_add (events, box);
    }
  limit_events (rand, events, max_events);

  return design;
}
