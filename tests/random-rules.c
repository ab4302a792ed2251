/* SPDX-License-Identifier: MIT */
/* Firewalls of random designs: they let through what is drawn, and now and then a rule is missing
 * or wrong. */
#include "config.h"

#include "random-design.h"
#include "random-rules.h"

/* What a firewall has to let through. */
typedef struct
{
  LpElement *link;
  LpElement *source;
  LpElement *target;
} Need;

/* Where packets of @link come from and go to: replication is fetched. */
static Need
get_need (LpElement *link,
          gboolean   reverse)
{
  LpElement *from = lp_link_resolve_from (lp_link_get_from (link));
  LpElement *to = lp_link_resolve_to (lp_link_get_to (link));

  if ((lp_link_get_flow (link) == LP_FLOW_REPLICATION) != reverse)
    return (Need) { link, to, from };

  return (Need) { link, from, to };
}

/* Who comes over something in line or a virtual IP may be anybody. */
static gboolean
is_known (LpElement *source)
{
  LpKind kind = lp_element_get_kind (source);

  return kind != LP_KIND_CLIENT && kind != LP_KIND_VIRTUAL_IP && kind != LP_KIND_ROUTER &&
         kind != LP_KIND_FIREWALL;
}

/* One of the ways to name @element in a rule. */
static char *
dup_place (Maker     *self,
           LpElement *element)
{
  LpElement *parent = lp_element_get_parent (element);
  const char *address = lp_element_get_kind (parent) == LP_KIND_SERVER
                          ? lp_element_get_text (parent, LP_ATTRIBUTE_PRIVATE_ADDRESS) : "";

  if (!is_known (element) || maker_chance (self, 0.15))
    return g_strdup (maker_chance (self, 0.8) ? "any" : "0.0.0.0/0");

  switch (maker_draw (self, 5))
    {
    case 0:
      return g_strdup (*address != '\0' ? address : lp_element_get_id (element));
    case 1:
      return g_strdup (*address != '\0' ? "10.0.0.0/16" : "any");
    case 2:
      return g_strdup (lp_kind_is_container (lp_element_get_kind (parent))
                         ? lp_element_get_id (parent) : "any");
    default:
      return g_strdup (lp_element_get_id (element));
    }
}

static void
let_through (Maker      *self,
             LpElement  *firewall,
             const Need *need,
             gboolean    out)
{
  LpElement *allow = maker_add_part (self, LP_KIND_ALLOW, firewall);
  g_autofree char *place = dup_place (self, out ? need->target : need->source);
  LpFlow flow = lp_link_get_flow (need->link);
  LpProtocol protocol = lp_element_get_choice (need->link, LP_ATTRIBUTE_PROTOCOL);
  int port = lp_element_get_integer (need->link, LP_ATTRIBUTE_PORT);
  g_autofree char *number = NULL;

  if (out)
    maker_set (allow, LP_ATTRIBUTE_ALLOW_DIRECTION, "out");
  maker_set (allow, out ? LP_ATTRIBUTE_ALLOW_TO : LP_ATTRIBUTE_ALLOW_FROM, place);

  if (protocol == LP_PROTOCOL_NONE)
    protocol = lp_flow_get_protocol (flow, lp_element_get_kind (need->target));
  if (port == 0)
    port = lp_flow_get_port (flow, lp_element_get_kind (need->target), protocol);

  number = g_strdup_printf (maker_chance (self, 0.8) ? "%d" : "%d,8443", port);
  if (port > 0 && maker_chance (self, 0.8))
    maker_set (allow, LP_ATTRIBUTE_ALLOW_PORT, number);
  if (maker_chance (self, 0.6) || port == 0)
    maker_set (allow, LP_ATTRIBUTE_ALLOW_PROTOCOL, lp_protocol_get_row (protocol)->key);
}

/* Whether @need crosses the border of @container: inwards, or outwards. */
static gboolean
crosses (const Need *need,
         LpElement  *container,
         gboolean    out)
{
  gboolean source_in = lp_element_is_inside (need->source, container);
  gboolean target_in = lp_element_is_inside (need->target, container);

  return out ? source_in && !target_in : target_in && !source_in;
}

static void
configure (Maker     *self,
           LpElement *firewall,
           gboolean   in_line)
{
  LpElement *root = lp_design_get_root (self->design);
  LpElement *container = lp_element_get_parent (firewall);
  gboolean egress = !in_line && maker_chance (self, 0.15);

  for (LpElement *each = lp_element_find_child (root, LP_KIND_LINK); each != NULL;
       each = lp_element_find_next (each))
    for (int reverse = FALSE; reverse <= (lp_link_get_flow (each) == LP_FLOW_FAILOVER); reverse++)
      {
        Need need = get_need (each, reverse);

        if (in_line ? lp_link_get_from (each) == firewall : crosses (&need, container, FALSE))
          let_through (self, firewall, &need, FALSE);
        if (egress && crosses (&need, container, TRUE))
          let_through (self, firewall, &need, TRUE);
      }
}

static void
spoil (Maker     *self,
       LpElement *firewall)
{
  static const struct
  {
    LpAttribute attribute;
    const char *value;
  } flaws[] = {
    { LP_ATTRIBUTE_ALLOW_PORT, "9999" },
    { LP_ATTRIBUTE_ALLOW_PORT, "80-90" },
    { LP_ATTRIBUTE_ALLOW_FROM, "198.51.100.0/24" },
    { LP_ATTRIBUTE_ALLOW_FROM, "10.0.1.0/24" },
    { LP_ATTRIBUTE_ALLOW_FROM, "nobody" },
    { LP_ATTRIBUTE_ALLOW_PROTOCOL, "udp" },
    { LP_ATTRIBUTE_ALLOW_DIRECTION, "out" },
  };
  LpElement *rule = lp_element_find_child (firewall, LP_KIND_ALLOW);
  int flaw = maker_draw (self, G_N_ELEMENTS (flaws));

  while (rule != NULL && maker_chance (self, 0.5))
    rule = lp_element_find_next (rule);
  if (rule == NULL)
    return;

  if (maker_chance (self, 0.4))
    lp_design_remove (self->design, rule);
  else
    maker_set (rule, flaws[flaw].attribute, flaws[flaw].value);
}

static gboolean
is_linked (LpElement *box)
{
  guint n_links;

  lp_element_get_links (box, &n_links);

  return n_links > 0;
}

void
maker_add_firewalls (Maker  *self,
                     double  often,
                     guint   max_boxes)
{
  guint n_boxes = self->boxes->len;

  for (guint i = 0; i < n_boxes && self->boxes->len < max_boxes; i++)
    if (lp_kind_is_container (lp_element_get_kind (self->boxes->pdata[i])) &&
        maker_chance (self, often))
      maker_add_box (self, LP_KIND_FIREWALL, self->boxes->pdata[i]);

  for (guint i = 0; i < self->boxes->len; i++)
    {
      LpElement *box = self->boxes->pdata[i];
      gboolean in_line = is_linked (box);

      if (lp_element_get_kind (box) != LP_KIND_FIREWALL || maker_chance (self, 0.2) ||
          (!in_line && !lp_kind_is_container (lp_element_get_kind (lp_element_get_parent (box)))))
        continue;

      configure (self, box, in_line);
      if (maker_chance (self, 0.2))
        spoil (self, box);
      if (maker_chance (self, 0.1))
        maker_set (box, LP_ATTRIBUTE_POLICY, "allow");
    }
}
