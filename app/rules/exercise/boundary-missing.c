/* SPDX-License-Identifier: MIT */
/* boundary-missing: the newer edition grades the boundaries drawn around servers, nodes and
 * tiers. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/catalogue.h"
#include "rules/check.h"
#include "rules/brief.h"

static gboolean
holds (LpElement *container,
       LpKind     kind)
{
  if (kind == LP_KIND_DESIGN)
    return TRUE;

  for (LpElement *each = lp_element_next_in_tree (container, container); each != NULL;
       each = lp_element_next_in_tree (each, container))
    if (lp_element_get_kind (each) == kind)
      return TRUE;

  return FALSE;
}

static gboolean
is_drawn (LpCheck               *check,
          const LpBriefBoundary *boundary)
{
  const LpNodes *nodes = &check->kinds[boundary->kind];

  for (guint i = 0; i < nodes->n; i++)
    {
      LpElement *container = check->graph->nodes[nodes->nodes[i]].element;

      if (strcmp (lp_element_get_name (container), boundary->text) == 0 &&
          holds (container, boundary->holds))
        return TRUE;
    }

  return FALSE;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->brief->boundaries->len; i++)
    {
      const LpBriefBoundary *boundary;

      boundary = &g_array_index (check->brief->boundaries, LpBriefBoundary, i);
      if (is_drawn (check, boundary))
        continue;

      if (boundary->holds == LP_KIND_DESIGN)
        lp_check_report (check, rule, NULL, NULL, _("The boundary “%s” is missing."),
                         boundary->text);
      else
        lp_check_report (check, rule, NULL, NULL, _("The boundary “%s” around %s is missing."),
                         boundary->text, lp_kind_get_title (boundary->holds));
    }
}

const LpRule lp_rule_boundary_missing = {
  .key = "boundary-missing",
  .family = LP_FAMILY_EXERCISE,
  .severity = LP_SEVERITY_ERROR,
  .verdict = LP_VERDICT_MISSING,
  .title = N_("A boundary the task asks for is missing"),
  .why = N_("In this edition of the exercise the boundaries are graded: which parts stand "
            "together in "
            "a server, a node or a tier. They have exact names too."),
  .advice = N_("Draw a server or a zone with this name around the parts."),
  .check = check_design,
};
