/* SPDX-License-Identifier: MIT */
/* What stands where, what can fail, and what links mean. */
#include "config.h"

#include "oracle/private.h"

int
oracle_find (Oracle    *self,
             LpElement *element)
{
  for (guint i = 0; i < self->n; i++)
    if (self->boxes[i] == element)
      return i;

  return -1;
}

gboolean
oracle_is_inside (Oracle *self,
                  int     box,
                  int     container)
{
  for (; box >= 0; box = self->parents[box])
    if (box == container)
      return TRUE;

  return FALSE;
}

/* "A relay is a router, or a firewall that stands on links." */
gboolean
oracle_is_relay (Oracle *self,
                 int     box)
{
  return self->kinds[box] == LP_KIND_ROUTER ||
         (self->kinds[box] == LP_KIND_FIREWALL && self->linked[box]);
}

gboolean
oracle_is_replica (Oracle *self,
                   int     box)
{
  return self->kinds[box] == LP_KIND_DATABASE &&
         lp_element_get_choice (self->boxes[box], LP_ATTRIBUTE_ROLE) == LP_ROLE_REPLICA;
}

gboolean
oracle_is_passive (Oracle *self,
                   int     box)
{
  return self->kinds[box] == LP_KIND_VIRTUAL_IP &&
         lp_element_get_choice (self->boxes[box], LP_ATTRIBUTE_MODE) != LP_MODE_ACTIVE_ACTIVE;
}

/* "Servers, components, in-line boxes, and zones that state an availability. Never: client,
 * virtual-ip, certificate, monitoring-*, note; a firewall that stands in a server or a zone and on
 * no link; and what is managed or inside something managed." */
static gboolean
can_fail (Oracle *self,
          int     box)
{
  for (int above = box; above >= 0; above = self->parents[above])
    if (lp_element_get_boolean (self->boxes[above], LP_ATTRIBUTE_MANAGED))
      return FALSE;

  switch (self->kinds[box])
    {
    case LP_KIND_CLIENT:
    case LP_KIND_VIRTUAL_IP:
    case LP_KIND_CERTIFICATE:
    case LP_KIND_MONITORING_AGENT:
    case LP_KIND_MONITORING_SERVICE:
    case LP_KIND_NOTE:
      return FALSE;

    case LP_KIND_ZONE:
      return lp_element_has (self->boxes[box], LP_ATTRIBUTE_AVAILABILITY);

    case LP_KIND_FIREWALL:
      return self->linked[box] || self->parents[box] < 0;

    default:
      return TRUE;
    }
}

/* "A link may end on a server: it then means the server's front component (the first there is) or,
 * as a source, the last of that order." */
static int
resolve (Oracle   *self,
         int       box,
         gboolean  source)
{
  static const LpKind order[] = { LP_KIND_VIRTUAL_IP, LP_KIND_LOAD_BALANCER, LP_KIND_WEB_SERVER,
                                  LP_KIND_APP_SERVER, LP_KIND_DATABASE };

  if (self->kinds[box] == LP_KIND_SERVER)
    for (guint k = 0; k < G_N_ELEMENTS (order); k++)
      for (guint i = 0; i < self->n; i++)
        if (self->parents[i] == box &&
            self->kinds[i] == order[source ? G_N_ELEMENTS (order) - 1 - k : k])
          return i;

  return box;
}

static void
read_boxes (Oracle *self)
{
  for (LpElement *each = self->root; each != NULL;
       each = lp_element_next_in_tree (each, self->root))
    if (lp_kind_is_box (lp_element_get_kind (each)))
      {
        guint i = self->n++;

        g_assert_cmpuint (i, <, MAX_BOXES);
        self->boxes[i] = each;
        self->kinds[i] = lp_element_get_kind (each);
        self->parents[i] = oracle_find (self, lp_element_get_parent (each));
        self->servers[i] = self->kinds[i] == LP_KIND_SERVER ? (int) i
                           : self->parents[i] >= 0 ? self->servers[self->parents[i]] : -1;
      }
}

static void
read_links (Oracle *self)
{
  for (LpElement *each = lp_element_find_child (self->root, LP_KIND_LINK); each != NULL;
       each = lp_element_find_next (each))
    {
      Link link = { .element = each, .flow = lp_link_get_flow (each) };

      link.source = resolve (self, oracle_find (self, lp_link_get_from (each)), TRUE);
      link.target = resolve (self, oracle_find (self, lp_link_get_to (each)), FALSE);
      self->linked[link.source] = TRUE;
      self->linked[link.target] = TRUE;
      if (link.flow == LP_FLOW_REQUEST && link.source != link.target)
        self->asks[link.source] = TRUE;
      g_array_append_val (self->links, link);
    }
}

void
oracle_read (Oracle   *self,
             LpDesign *design)
{
  gboolean has[LP_N_KINDS] = { FALSE };

  self->root = lp_design_get_root (design);
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  read_boxes (self);
  read_links (self);

  for (guint i = 0; i < self->n; i++)
    {
      has[self->kinds[i]] = TRUE;
      if (can_fail (self, i))
        self->events |= BIT (i);
    }
  self->last_tier = has[LP_KIND_DATABASE] ? LP_KIND_DATABASE
                    : has[LP_KIND_APP_SERVER] ? LP_KIND_APP_SERVER : LP_KIND_WEB_SERVER;
}
