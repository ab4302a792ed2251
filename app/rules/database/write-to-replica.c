/* SPDX-License-Identifier: MIT */
/* write-to-replica: writes to a replica are refused, or make two truths. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/health-check.h"
#include "rules/database/copies.h"
#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"

static gboolean
writes (LpCheck     *check,
        const LpHop *hop)
{
  const LpGraphLink *links = check->graph->links;

  return hop->flow == LP_FLOW_QUERY && links[hop->first].access != LP_ACCESS_READ &&
         links[hop->last].access != LP_ACCESS_READ;
}

/* Whether @source writes to @database as well. */
static gboolean
writes_to (LpCheck *check,
           int      source,
           int      database)
{
  for (guint k = check->hop_out_start[source]; k < check->hop_out_start[source + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_out[k]];

      if (hop->to == database && writes (check, hop))
        return TRUE;
    }

  return FALSE;
}

/* Whether @source writes to a primary of @replica, too: then it need not mean to write here. */
static gboolean
knows_primary (LpCheck *check,
               int      source,
               int      replica)
{
  for (guint k = check->hop_in_start[replica]; k < check->hop_in_start[replica + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_in[k]];

      if (lp_copies_replicates (check, hop) && !lp_copies_is_replica (check, hop->from) &&
          writes_to (check, source, hop->from))
        return TRUE;
    }

  return FALSE;
}

/* Whether @source, which is linked to both, sends writes to whichever is the primary. */
static gboolean
follows_primary (LpCheck *check,
                 int      source,
                 int      replica)
{
  const LpGraphNode *node = &check->graph->nodes[source];

  switch (node->kind)
    {
    case LP_KIND_VIRTUAL_IP:
      return !node->active_active;

    /* The check may ask for the role. */
    case LP_KIND_LOAD_BALANCER:
      return lp_health_check_get_depth (lp_element_get_text (node->element,
                                                             LP_ATTRIBUTE_HEALTH_CHECK)) ==
             LP_DEPTH_WHOLE;

    /* A driver with the addresses of both needs the same right to what may become the primary. */
    default:
      return check->graph->nodes[replica].promotes;
    }
}

static void
report (const LpRule *rule,
        LpCheck      *check,
        const LpHop  *hop)
{
  const LpGraph *graph = check->graph;
  const gboolean unsaid = graph->links[hop->last].access != LP_ACCESS_WRITE &&
                          knows_primary (check, hop->from, hop->to);
  LpFinding *finding;

  if (unsaid && follows_primary (check, hop->from, hop->to))
    return;

  finding = lp_check_report (check, rule, LP_ELEMENTS (graph->links[hop->last].element),
                             LP_ELEMENTS (graph->nodes[hop->from].element,
                                          graph->links[hop->first].element,
                                          graph->nodes[hop->to].element),
                             unsaid
                               ? _("“%s” is not said to only read from “%s”, which is a replica.")
                               : _("“%s” writes to “%s”, which is a replica."),
                             lp_check_get_name (check, hop->from),
                             lp_check_get_name (check, hop->to));
  if (unsaid)
    lp_finding_weigh (finding, LP_SEVERITY_WARNING);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpGraph *graph = check->graph;

  for (guint i = 0; i < check->n_hops; i++)
    {
      const LpHop *hop = &check->hops[i];

      if (graph->nodes[hop->to].kind == LP_KIND_DATABASE && lp_copies_is_replica (check, hop->to) &&
          writes (check, hop))
        report (rule, check, hop);
    }
}

/* What feeds @replica, or NULL. */
static LpElement *
find_primary (LpElement *replica)
{
  guint n_links;
  LpElement **links = lp_element_get_links (replica, &n_links);

  for (guint i = 0; i < n_links; i++)
    if (lp_link_get_flow (links[i]) == LP_FLOW_REPLICATION &&
        lp_link_resolve_to (lp_link_get_to (links[i])) == replica)
      {
        LpElement *from = lp_link_resolve_from (lp_link_get_from (links[i]));

        if (lp_element_get_kind (from) == LP_KIND_DATABASE &&
            lp_element_get_choice (from, LP_ATTRIBUTE_ROLE) == LP_ROLE_PRIMARY)
          return from;
      }

  return NULL;
}

/* Where the application writes to the primary too, it means to read here. */
static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *link = lp_finding_find_element (finding, design, 0);
  LpElement *from, *replica, *primary;

  if (link == NULL)
    return FALSE;

  from = lp_link_get_from (link);
  replica = lp_link_resolve_to (lp_link_get_to (link));
  primary = find_primary (replica);

  if (primary == NULL || lp_rewire_find_link (from, primary, LP_FLOW_QUERY) != NULL)
    {
      lp_element_set_number (link, LP_ATTRIBUTE_ACCESS, LP_ACCESS_CHOICE_READ);
      return TRUE;
    }

  lp_rewire_redirect (design, link, primary);
  lp_rewire_let_through (design, link);

  return TRUE;
}

const LpRule lp_rule_write_to_replica = {
  .key = "write-to-replica",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Application writes to a replica"),
  .why = N_("A replica copies what the primary did. One that is set to read only refuses a write, "
            "and the visitor sees an error. One that is not takes it: the change is then in one "
            "database and not in the other, and replication may break on it."),
  .advice = N_("Let the application write to the primary. A link to the replica is for reads: "
               "set its access to reads."),
  .check = check_design,
  .fix = fix,
};
