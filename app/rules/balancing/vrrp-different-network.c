/* SPDX-License-Identifier: MIT */
/* vrrp-different-network: VRRP is spoken by multicast, which no router passes on. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/network.h"
#include "rules/engine/rule.h"

/* Where nobody writes down the size of a network, this much of an IPv4 address is taken to be
 * common to it: smaller ones are usual, larger ones are not. */
#define WIDEST_PREFIX 16
#define WIDEST_PREFIX_IPV6 48

/* What people write into a zone’s kind when they mean one segment. */
static const char *const segments[] = { "network", "subnet", "lan", "vlan", "segment" };

static gboolean
read_address (LpElement *server,
              LpNetwork *address)
{
  if (!lp_network_parse (lp_element_get_text (server, LP_ATTRIBUTE_PRIVATE_ADDRESS), address))
    return FALSE;

  if (address->prefix == address->n_bits)
    address->prefix = address->n_bits == 32 ? WIDEST_PREFIX : WIDEST_PREFIX_IPV6;

  return TRUE;
}

static gboolean
are_apart (LpElement *a,
           LpElement *b)
{
  LpNetwork left, right;

  if (!read_address (a, &left) || !read_address (b, &right) || left.n_bits != right.n_bits)
    return FALSE;

  return !lp_network_contains (&left, &right) && !lp_network_contains (&right, &left);
}

/* The innermost zone around @element that is called a network, or NULL. */
static LpElement *
find_segment (LpElement *element)
{
  for (; element != NULL; element = lp_element_get_parent (element))
    {
      const char *kind;

      if (lp_element_get_kind (element) != LP_KIND_ZONE)
        continue;

      kind = lp_element_get_text (element, LP_ATTRIBUTE_LABEL_KIND);
      for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
        if (g_ascii_strcasecmp (kind, segments[i]) == 0)
          return element;
    }

  return NULL;
}

static void
check_pair (const LpRule *rule,
            LpCheck      *check,
            const LpHop  *hop)
{
  LpElement *from = check->graph->nodes[hop->from].element;
  LpElement *to = check->graph->nodes[hop->to].element;
  LpElement *from_segment = find_segment (from);
  LpElement *to_segment = find_segment (to);

  if (from_segment != NULL && to_segment != NULL && from_segment != to_segment)
    {
      lp_check_report (check, rule, LP_ELEMENTS (from, to),
                       LP_ELEMENTS (from_segment, to_segment,
                                    check->graph->links[hop->first].element),
                       _("“%s” is in “%s” and “%s” in “%s”: by multicast they do not hear each "
                         "other’s VRRP."),
                       lp_check_name (check, from), lp_check_name (check, from_segment),
                       lp_check_name (check, to), lp_check_name (check, to_segment));
      return;
    }

  if (check->servers[hop->from] < 0 || check->servers[hop->to] < 0)
    return;

  from_segment = check->graph->nodes[check->servers[hop->from]].element;
  to_segment = check->graph->nodes[check->servers[hop->to]].element;
  if (are_apart (from_segment, to_segment))
    lp_check_report (check, rule, LP_ELEMENTS (from, to),
                     LP_ELEMENTS (from_segment, to_segment,
                                  check->graph->links[hop->first].element),
                     _("“%s” (%s) and “%s” (%s) are not in one network: by multicast they do not "
                       "hear each other’s VRRP."),
                     lp_check_name (check, from),
                     lp_element_get_text (from_segment, LP_ATTRIBUTE_PRIVATE_ADDRESS),
                     lp_check_name (check, to),
                     lp_element_get_text (to_segment, LP_ATTRIBUTE_PRIVATE_ADDRESS));
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->n_hops; i++)
    {
      const LpHop *hop = &check->hops[i];

      if (hop->flow == LP_FLOW_FAILOVER &&
          check->graph->nodes[hop->from].kind == LP_KIND_LOAD_BALANCER &&
          check->graph->nodes[hop->to].kind == LP_KIND_LOAD_BALANCER)
        check_pair (rule, check, hop);
    }
}

const LpRule lp_rule_vrrp_different_network = {
  .key = "vrrp-different-network",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Cluster across networks"),
  .why = N_("The members of a cluster hear each other by multicast, which does not leave their "
            "network. In different networks each of them believes that the other is dead and "
            "takes the address. An address also belongs to one network and cannot move to "
            "another."),
  .advice = N_("Put the members into one network. Where that cannot be, use VRRP by unicast and "
               "a provider’s floating address, and accept this finding with that reason."),
  .check = check_design,
};
