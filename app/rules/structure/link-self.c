/* SPDX-License-Identifier: MIT */
/* link-self: a link from a thing to itself says nothing. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpGraph *graph = check->graph;

  for (guint i = 0; i < graph->n_links; i++)
    {
      const LpGraphLink *link = &graph->links[i];

      if (link->drawn_from == link->drawn_to)
        lp_check_report (check, rule, LP_ELEMENTS (link->element),
                         LP_ELEMENTS (graph->nodes[link->from].element),
                         _("A link leads from “%s” to itself."),
                         lp_check_get_name (check, link->drawn_from));
      else if (link->from == link->to)
        lp_check_report (check, rule, LP_ELEMENTS (link->element),
                         LP_ELEMENTS (graph->nodes[link->from].element),
                         _("The link from “%s” to “%s” leads from “%s” to itself: a link to a "
                           "server means "
                           "the component in front, one from a server the last."),
                         lp_check_get_name (check, link->drawn_from),
                         lp_check_get_name (check, link->drawn_to),
                         lp_check_get_name (check, link->from));
    }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *link = lp_finding_find_element (finding, design, 0);

  if (link != NULL)
    lp_design_remove (design, link);

  return link != NULL;
}

const LpRule lp_rule_link_self = {
  .key = "link-self",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Link to itself"),
  .why = N_("A component does not send itself requests over the network. Such a link is a slip of "
            "the pointer, and "
            "it can hide that the link to the real target is missing."),
  .advice = N_("Delete it, or drag its end to the component it should reach."),
  .check = check_design,
  .fix = fix,
};
