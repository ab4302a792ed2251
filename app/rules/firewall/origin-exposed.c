/* SPDX-License-Identifier: MIT */
/* origin-exposed: what stands behind a load balancer or CDN must not be reached around it. Data is
 * db-exposed’s, entries without a firewall are entry-unprotected’s. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/firewall/exposure.h"
#include "rules/firewall/holes.h"
#include "rules/firewall/way-in.h"

#define ORIGINS (LP_KIND_MASK (LP_KIND_LOAD_BALANCER) | LP_KIND_MASK (LP_KIND_WEB_SERVER) | \
                 LP_KIND_MASK (LP_KIND_APP_SERVER))
#define FRONTS (LP_KIND_MASK (LP_KIND_LOAD_BALANCER) | LP_KIND_MASK (LP_KIND_CDN))

typedef struct
{
  guint8 *entries;              /* By node: visitors ask it, or a virtual IP before it. */
  int    *fronts;               /* By node: the load balancer or CDN that it is behind, or -1. */
} Origins;

/* Who is asked with a client certificate shows others the door (mutual TLS). */
static gboolean
is_verified (const LpConversations *conversations,
             const LpConversation  *conversation)
{
  const LpWay *way = &conversations->ways[conversation->first_way];
  const guint last = conversations->links[way->first_link + way->n_links - 1];
  LpElement *link = conversations->graph->links[last].element;

  return link != NULL && lp_element_get_boolean (link, LP_ATTRIBUTE_VERIFY);
}

/* Passes on what is known of the source of each request; virtual IPs are transparent. Returns
 * whether anything is new. */
static gboolean
pass_on (Origins               *self,
         const LpConversations *conversations)
{
  const LpGraphNode *nodes = conversations->graph->nodes;
  gboolean changed = FALSE;

  for (guint i = 0; i < conversations->n; i++)
    {
      const LpConversation *each = &conversations->list[i];
      const LpKind from = nodes[each->from].kind;
      int front = self->fronts[each->from];

      if (each->flow != LP_FLOW_REQUEST)
        continue;

      if ((from == LP_KIND_CLIENT ||
           (from == LP_KIND_VIRTUAL_IP && self->entries[each->from])) && !self->entries[each->to])
        {
          self->entries[each->to] = TRUE;
          changed = TRUE;
        }

      if ((LP_KIND_MASK (from) & FRONTS) != 0)
        front = each->from;
      if (front >= 0 && self->fronts[each->to] < 0 && front != each->to &&
          !is_verified (conversations, each))
        {
          self->fronts[each->to] = front;
          changed = TRUE;
        }
    }

  return changed;
}

/* A CDN is somewhere else: what it asks has an address, even where nobody says which. */
static gboolean
is_addressed (const LpExposure *exposure,
              int               node,
              int               front,
              LpWayIn           way)
{
  const LpAddressed addressed = lp_exposure_get_addressed (exposure, node);

  return addressed == LP_ADDRESSED_PUBLIC ||
         (addressed == LP_ADDRESSED_UNKNOWN && way == LP_WAY_IN_BY_RULE &&
          exposure->check->graph->nodes[front].kind == LP_KIND_CDN);
}

static void
check_node (const LpRule *rule,
            LpCheck      *check,
            int           node,
            int           front)
{
  const LpGraphNode *nodes = check->graph->nodes;
  const LpAllow *allow;
  int by;
  const LpWayIn way = lp_way_in_find (check, node, &allow, &by);

  if (!is_addressed (lp_exposure_get (check), node, front, way))
    return;

  switch (way)
    {
    case LP_WAY_IN_FREE:
      lp_check_report (check, rule, LP_ELEMENTS (nodes[node].element),
                       LP_ELEMENTS (nodes[front].element),
                       _("“%s” stands behind “%s”, but has a public address and no firewall: the "
                         "Internet reaches it directly."),
                       lp_check_get_name (check, node), lp_check_get_name (check, front));
      break;

    case LP_WAY_IN_BY_RULE:
      lp_holes_claim (check, allow);
      lp_check_report (check, rule, LP_ELEMENTS (allow->element, nodes[node].element),
                       LP_ELEMENTS (nodes[front].element),
                       _("“%s” stands behind “%s”, but “%s” lets the Internet reach it directly."),
                       lp_check_get_name (check, node), lp_check_get_name (check, front),
                       lp_check_get_name (check, by));
      break;

    case LP_WAY_IN_NONE:
    default:
      break;
    }
}

/* Whether a firewall stands in line before @node: what passes that is drawn. */
static gboolean
is_behind_firewall (const LpExposure *exposure,
                    int               node)
{
  const LpTraffic *traffic = lp_check_get_traffic (exposure->check);

  for (guint k = traffic->in_start[node]; k < traffic->in_start[node + 1]; k++)
    if (traffic->graph->nodes[traffic->legs[traffic->in[k]].from].kind == LP_KIND_FIREWALL)
      return TRUE;

  return exposure->behind[node] >= 0;
}

/* By server: whether something on it is there for visitors. */
static guint8 *
mark_public_servers (LpCheck       *check,
                     const Origins *origins)
{
  guint8 *marks = g_new0 (guint8, check->graph->n_nodes + 1);

  for (guint i = 0; i < check->graph->n_nodes; i++)
    if (origins->entries[i] && check->servers[i] >= 0)
      marks[check->servers[i]] = TRUE;

  return marks;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  const LpExposure *exposure = lp_exposure_get (check);
  g_autofree guint8 *entries = g_new0 (guint8, check->graph->n_nodes + 1);
  g_autofree int *fronts = lp_graph_new_numbers (check->graph->n_nodes);
  Origins self = { entries, fronts };
  g_autofree guint8 *public_servers = NULL;

  /* What comes last in the drawing may come first on the way, but no way is long. */
  for (guint round = 0; round < 16 && pass_on (&self, conversations); round++)
    ;

  public_servers = mark_public_servers (check, &self);
  for (guint i = 0; i < check->graph->n_nodes; i++)
    {
      if ((LP_KIND_MASK (check->graph->nodes[i].kind) & ORIGINS) == 0 || fronts[i] < 0 ||
          entries[i] || !lp_exposure_is_ours (exposure, i) || is_behind_firewall (exposure, i) ||
          (check->servers[i] >= 0 && public_servers[check->servers[i]] &&
           !lp_exposure_is_guarded (exposure, i)))
        continue;

      check_node (rule, check, i, fronts[i]);
    }
}

const LpRule lp_rule_origin_exposed = {
  .key = "origin-exposed",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Way around the load balancer or CDN"),
  .why = N_("A load balancer or CDN checks, limits and encrypts what it passes on, and hides the "
            "servers behind it. If the Internet reaches one of those directly, attackers do not "
            "knock at the front: they talk to it past all of that, often in plain text, and can "
            "overload it alone. Addresses do not stay secret; all of them are scanned every day."),
  .advice = N_("Let the firewall of the server let in only what stands in front of it, and take "
               "away its public address where it needs none."),
  .check = check_design,
};
