/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/meaning.h"

#include "model/box.h"
#include "model/link.h"

static gboolean
is_on_links (LpElement *element)
{
  guint n_links;

  lp_element_get_links (element, &n_links);

  return n_links > 0;
}

/* A note says all it has to say in its text. */
static gboolean
has_name (LpElement *element)
{
  return lp_element_get_kind (element) != LP_KIND_NOTE;
}

/* A firewall on no link is rules, and no machine; a zone fails where its availability is said. */
static gboolean
can_fail (LpElement *element)
{
  const LpKind kind = lp_element_get_kind (element);

  if (kind == LP_KIND_FIREWALL)
    return is_on_links (element) ||
           lp_element_get_kind (lp_element_get_parent (element)) == LP_KIND_DESIGN;

  return kind == LP_KIND_ZONE || lp_kind_get_row (kind)->availability > 0;
}

/* What we deploy ourselves. */
static gboolean
is_released (LpElement *element)
{
  const LpKindRow *row = lp_kind_get_row (lp_element_get_kind (element));

  return row->availability > 0 && !row->managed;
}

static gboolean
takes_requests (LpElement *element)
{
  const LpKind kind = lp_element_get_kind (element);

  if (lp_kind_is (kind, LP_TRAIT_RELAY))
    return is_on_links (element);

  return kind == LP_KIND_SERVER || lp_kind_is (kind, LP_TRAIT_SERVES);
}

/* Of a firewall it is that of a network behind it. */
static gboolean
has_address (LpElement *element)
{
  return lp_element_get_kind (element) != LP_KIND_FIREWALL || is_on_links (element);
}

/* It holds a virtual IP in turn with others, or is about to. */
static gboolean
is_in_cluster (LpElement *element)
{
  guint n_links;
  LpElement **links = lp_element_get_links (element, &n_links);

  if (lp_element_get_kind (element) == LP_KIND_VIRTUAL_IP)
    return TRUE;

  for (guint i = 0; i < n_links; i++)
    if (lp_link_get_flow (links[i]) == LP_FLOW_FAILOVER ||
        lp_element_get_kind (lp_link_get_from (links[i])) == LP_KIND_VIRTUAL_IP)
      return TRUE;

  return FALSE;
}

static LpKind
get_source (LpElement *link)
{
  return lp_element_get_kind (lp_link_resolve_from (lp_link_get_from (link)));
}

static gboolean
has_priority (LpElement *element)
{
  return lp_element_get_kind (element) == LP_KIND_LINK ? get_source (element) == LP_KIND_VIRTUAL_IP
                                                       : is_in_cluster (element);
}

/* What is in line has no choice of its own. */
static gboolean
chooses (LpElement *link)
{
  return !lp_kind_is (get_source (link), LP_TRAIT_RELAY);
}

static gboolean
may_do_without (LpElement *link)
{
  const LpKind source = get_source (link);

  return chooses (link) && source != LP_KIND_CLIENT && source != LP_KIND_CDN &&
         source != LP_KIND_LOAD_BALANCER && source != LP_KIND_VIRTUAL_IP;
}

static gboolean
is_replica (LpElement *database)
{
  return lp_element_get_choice (database, LP_ATTRIBUTE_ROLE) == LP_ROLE_REPLICA;
}

static gboolean
is_promoted (LpElement *database)
{
  return is_replica (database) &&
         lp_element_get_choice (database, LP_ATTRIBUTE_PROMOTION) == LP_PROMOTION_AUTOMATIC;
}

static gboolean
is_for_incoming (LpElement *allow)
{
  return lp_element_get_choice (allow, LP_ATTRIBUTE_ALLOW_DIRECTION) == LP_DIRECTION_IN;
}

static gboolean
is_for_outgoing (LpElement *allow)
{
  return !is_for_incoming (allow);
}

static gboolean
may_redirect (LpElement *listen)
{
  const int protocol = lp_element_get_choice (listen, LP_ATTRIBUTE_LISTEN_PROTOCOL);

  return protocol == LP_PROTOCOL_NONE || protocol == LP_PROTOCOL_HTTP;
}

static const struct
{
  LpAttribute attribute;
  gboolean  (*means_something) (LpElement *element);
  gboolean    hides;            /* Also what is set: another attribute says the same here. */
} conditions[] = {
  { LP_ATTRIBUTE_NAME, has_name, TRUE },
  { LP_ATTRIBUTE_ADDRESS, has_address },
  { LP_ATTRIBUTE_PRIORITY, has_priority },
  { LP_ATTRIBUTE_ROUTER_ID, is_in_cluster },
  { LP_ATTRIBUTE_PROMOTION, is_replica },
  { LP_ATTRIBUTE_PROMOTED_BY, is_promoted },
  { LP_ATTRIBUTE_POOL, chooses },
  { LP_ATTRIBUTE_REQUIRED, may_do_without },
  { LP_ATTRIBUTE_ALLOW_FROM, is_for_incoming, TRUE },
  { LP_ATTRIBUTE_ALLOW_TO, is_for_outgoing, TRUE },
  { LP_ATTRIBUTE_LISTEN_REDIRECT, may_redirect },
  { LP_ATTRIBUTE_RELEASE, is_released },
  { LP_ATTRIBUTE_CAPACITY, takes_requests },
  { LP_ATTRIBUTE_AVAILABILITY, can_fail },
  { LP_ATTRIBUTE_MANAGED, can_fail },
};

gboolean
lp_meaning_has (LpElement   *element,
                LpAttribute  attribute)
{
  const LpAttributeRow *row = lp_attribute_get_row (attribute);
  const LpKind kind = lp_element_get_kind (element);

  if (!lp_attribute_is_of (attribute, kind) ||
      (row->flows != 0 && kind == LP_KIND_LINK &&
       (row->flows & 1u << lp_link_get_flow (element)) == 0))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (conditions[i].attribute == attribute)
      return conditions[i].means_something (element) ||
             (!conditions[i].hides && lp_element_has (element, attribute));

  return TRUE;
}
