/* SPDX-License-Identifier: MIT */
/* standby-not-wired: a second load balancer that leads nowhere takes nothing over. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/fix.h"
#include "rules/engine/rule.h"

static gboolean
is_traffic (LpFlow flow)
{
  return flow == LP_FLOW_REQUEST || flow == LP_FLOW_QUERY;
}

static gboolean
leads_on (LpCheck *check,
          int      node)
{
  for (guint k = check->hop_out_start[node]; k < check->hop_out_start[node + 1]; k++)
    if (is_traffic (check->hops[check->hop_out[k]].flow))
      return TRUE;

  return FALSE;
}

/* The load balancer that @node would take over from: one it watches, else the first that has
 * servers behind it. */
static int
find_twin (LpCheck *check,
           int      node,
           int      first_wired)
{
  for (guint k = check->hop_out_start[node]; k < check->hop_out_start[node + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_out[k]];

      if (hop->flow == LP_FLOW_FAILOVER && leads_on (check, hop->to))
        return hop->to;
    }

  for (guint k = check->hop_in_start[node]; k < check->hop_in_start[node + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_in[k]];

      if (hop->flow == LP_FLOW_FAILOVER && leads_on (check, hop->from))
        return hop->from;
    }

  return first_wired;
}

/* One that has no link at all is component-isolated. */
static gboolean
is_linked (LpCheck *check,
           int      node)
{
  return check->hop_out_start[node] < check->hop_out_start[node + 1] ||
         check->hop_in_start[node] < check->hop_in_start[node + 1];
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *balancers = &check->kinds[LP_KIND_LOAD_BALANCER];
  int first_wired = -1;

  for (guint i = 0; i < balancers->n && first_wired < 0; i++)
    if (leads_on (check, balancers->nodes[i]))
      first_wired = balancers->nodes[i];

  for (guint i = 0; i < balancers->n && first_wired >= 0; i++)
    {
      int node = balancers->nodes[i];
      LpElement *element = lp_check_get_element (check, node);
      int twin;

      if (leads_on (check, node) || !is_linked (check, node))
        continue;

      twin = find_twin (check, node, first_wired);
      lp_check_report (check, rule, LP_ELEMENTS (element),
                       LP_ELEMENTS (lp_check_get_element (check, twin)),
                       _("“%s” is to take over from “%s”, but no link leads from it to a server."),
                       lp_check_name (check, element), lp_check_get_name (check, twin));
    }
}

/* The same of a design as find_twin() of a graph; NULL where there is none. */
static LpElement *
find_wired (LpDesign  *design,
            LpElement *standby)
{
  LpElement *link = lp_element_find_child (lp_design_get_root (design), LP_KIND_LINK);
  LpElement *first = NULL;

  for (; link != NULL; link = lp_element_find_next (link))
    {
      LpElement *from = lp_link_resolve_from (lp_link_get_from (link));
      LpElement *to = lp_link_resolve_to (lp_link_get_to (link));

      if (lp_link_get_flow (link) == LP_FLOW_FAILOVER && (from == standby || to == standby))
        return from == standby ? to : from;

      if (first == NULL && lp_element_get_kind (from) == LP_KIND_LOAD_BALANCER &&
          is_traffic (lp_link_get_flow (link)))
        first = from;
    }

  return first;
}

/* A copy of @link that starts at @from. */
static void
copy_link (LpDesign  *design,
           LpElement *link,
           LpElement *from)
{
  g_autoptr (LpElement) copy = lp_element_copy (link);
  g_autofree char *id = lp_design_make_id (design, "link");
  LpElement *bend;

  lp_element_set_text (copy, LP_ATTRIBUTE_ID, id);
  lp_link_set_from (copy, from);
  lp_design_add (design, copy, lp_element_get_parent (link), lp_element_get_next_sibling (link));
  while ((bend = lp_element_find_child (copy, LP_KIND_BEND)) != NULL)
    lp_design_remove (design, bend);
}

/* What takes over has to work as the other one did. */
static void
copy_settings (LpElement *twin,
               LpElement *standby)
{
  static const LpAttribute settings[] = {
    LP_ATTRIBUTE_ALGORITHM, LP_ATTRIBUTE_MODE, LP_ATTRIBUTE_LAYER, LP_ATTRIBUTE_HEALTH_CHECK,
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    if (lp_element_has (twin, settings[i]) && !lp_element_has (standby, settings[i]))
      {
        g_autofree char *value = lp_element_dup_string (twin, settings[i]);

        lp_element_set_string (standby, settings[i], value, NULL);
      }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *standby = lp_finding_find_element (finding, design, 0);
  LpElement *twin = standby != NULL ? find_wired (design, standby) : NULL;
  LpElement *each = lp_element_find_child (lp_design_get_root (design), LP_KIND_LINK);
  LpElement *next;

  for (; each != NULL && twin != NULL; each = next)
    {
      next = lp_element_find_next (each);
      if (is_traffic (lp_link_get_flow (each)) &&
          lp_link_resolve_from (lp_link_get_from (each)) == twin &&
          lp_link_resolve_to (lp_link_get_to (each)) != standby)
        copy_link (design, each, standby);
    }

  if (twin != NULL)
    copy_settings (twin, standby);

  return twin != NULL;
}

const LpRule lp_rule_standby_not_wired = {
  .key = "standby-not-wired",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Standby without links"),
  .why = N_("When the first load balancer fails, the second one gets all requests. "
            "If it is not linked to the servers, it can send them nowhere, and the failover leads "
            "from one dead end to another. "
            "It looks like redundancy, but it is none."),
  .advice = N_("Link it to the same servers as the one that it shall replace."),
  .check = check_design,
  .fix = fix,
};
