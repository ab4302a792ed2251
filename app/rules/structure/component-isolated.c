/* SPDX-License-Identifier: MIT */
/* component-isolated: a component that nothing talks to is forgotten or dead. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/promoters.h"
#include "rules/engine/rule.h"

/* What needs no link of its own: it belongs to its server, to a whole region, or to the reader.
 * Of firewalls not-on-path speaks. */
#define UNLINKED (LP_KIND_MASK (LP_KIND_SERVER) | LP_KIND_MASK (LP_KIND_ZONE) | \
                  LP_KIND_MASK (LP_KIND_NOTE) | LP_KIND_MASK (LP_KIND_FIREWALL))
#define UNLINKED_IN_SERVER (LP_KIND_MASK (LP_KIND_APP_FILES) | \
                            LP_KIND_MASK (LP_KIND_CERTIFICATE) | \
                            LP_KIND_MASK (LP_KIND_MONITORING_AGENT))

/* Where no server is, a certificate belongs to what ends TLS beside it: a CDN, a managed balancer.
 * */
static gboolean
has_neighbour (LpCheck *check,
               guint    node)
{
  const LpGraphNode *nodes = check->graph->nodes;

  for (guint i = 0; i < check->graph->n_nodes; i++)
    if (nodes[i].parent == nodes[node].parent &&
        (nodes[i].kind == LP_KIND_CDN || nodes[i].kind == LP_KIND_LOAD_BALANCER ||
         nodes[i].kind == LP_KIND_WEB_SERVER))
      return TRUE;

  return FALSE;
}

static gboolean
needs_link (LpCheck *check,
            guint    node)
{
  guint64 kind = LP_KIND_MASK (check->graph->nodes[node].kind);

  if (lp_promoters_have (check, node) ||
      (check->graph->nodes[node].kind == LP_KIND_CERTIFICATE && has_neighbour (check, node)))
    return FALSE;

  /* Where there is a site, user-cannot-reach-site says it louder. */
  if (check->graph->nodes[node].kind == LP_KIND_CLIENT)
    return check->kinds[LP_KIND_WEB_SERVER].n == 0 && check->kinds[LP_KIND_APP_SERVER].n == 0;

  return (kind & UNLINKED) == 0 && ((kind & UNLINKED_IN_SERVER) == 0 || check->servers[node] < 0);
}

/* Whether a server, a zone or the task would miss it, were it deleted: then only its author knows
 * where it belongs. */
static gboolean
is_missed (LpCheck *check,
           guint    node)
{
  LpElement *element = check->graph->nodes[node].element;
  LpElement *parent = lp_element_get_parent (element);
  guint least, most;

  if (lp_brief_find_count (check->brief, check->graph->nodes[node].kind, &least, &most) &&
      check->kinds[check->graph->nodes[node].kind].n <= least)
    return TRUE;

  for (LpElement *each = lp_element_get_first_child (parent);
       each != NULL && lp_kind_is_box (lp_element_get_kind (parent));
       each = lp_element_get_next_sibling (each))
    if (each != element && lp_kind_holds (lp_element_get_kind (each), LP_KIND_LISTEN))
      return FALSE;

  return lp_kind_is_box (lp_element_get_kind (parent)) ||
         check->graph->nodes[node].kind == LP_KIND_CLIENT;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpGraph *graph = check->graph;

  for (guint i = 0; i < graph->n_nodes; i++)
    if (graph->out_start[i] == graph->out_start[i + 1] &&
        graph->in_start[i] == graph->in_start[i + 1] && needs_link (check, i))
      {
        LpFinding *finding = lp_check_report (check, rule, LP_ELEMENTS (graph->nodes[i].element),
                                              NULL, _("“%s” is not linked to anything."),
                                              lp_check_get_name (check, i));

        if (is_missed (check, i))
          lp_finding_forbid_fix (finding);
      }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *element = lp_finding_find_element (finding, design, 0);

  if (element != NULL)
    lp_design_remove (design, element);

  return element != NULL;
}

const LpRule lp_rule_component_isolated = {
  .key = "component-isolated",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Component without links"),
  .why = N_("A component that nothing talks to plays no part in the design. Either a link was "
            "forgotten, and then the "
            "checks cannot see what depends on it, or it can go."),
  .advice = N_("Link it to what it works with, or delete it."),
  .check = check_design,
  .fix = fix,
};
