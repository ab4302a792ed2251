/* SPDX-License-Identifier: MIT */
/* why-missing: for every additional element the task wants to hear why it is added. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/brief.h"
#include "rules/engine/rule.h"

/* Kinds that a task adds; notes and zones are the author’s own affair. */
static gboolean
is_asked_about (LpKind kind)
{
  return kind != LP_KIND_CLIENT && kind != LP_KIND_NOTE && kind != LP_KIND_ZONE &&
         kind != LP_KIND_ROUTER;
}

/* As many reasons as there are more elements than in the task before; which of two equal servers
 * is the new one nobody can say, so any reason counts. */
static void
check_kind (const LpRule  *rule,
            LpCheck       *check,
            const LpBrief *previous,
            LpKind         kind)
{
  const LpNodes *nodes = &check->kinds[kind];
  guint least = 0, most = 0;
  int wanted;

  lp_brief_find_count (previous, kind, &least, &most);
  wanted = (int) nodes->n - (int) least;
  for (guint i = 0; i < nodes->n; i++)
    wanted -= lp_element_has (check->graph->nodes[nodes->nodes[i]].element, LP_ATTRIBUTE_WHY);

  for (guint i = nodes->n; i > 0 && wanted > 0; i--)
    {
      LpElement *element = check->graph->nodes[nodes->nodes[i - 1]].element;

      if (lp_element_has (element, LP_ATTRIBUTE_WHY))
        continue;
      lp_check_report (check, rule, LP_ELEMENTS (element), NULL,
                       _("“%s” does not say why it is here."),
                       lp_check_get_name (check, nodes->nodes[i - 1]));
      wanted--;
    }
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpBrief *previous = NULL;

  if (check->brief->previous != NULL)
    previous = lp_brief_find (check->brief->previous);
  if (previous == NULL)
    return;

  for (LpKind kind = 0; kind < LP_N_BOX_KINDS; kind++)
    if (is_asked_about (kind))
      check_kind (rule, check, previous, kind);
}

const LpRule lp_rule_why_missing = {
  .key = "why-missing",
  .severity = LP_SEVERITY_WARNING,
  .verdict = LP_VERDICT_MISSING,
  .title = N_("No word on why it was added"),
  .why = N_("For every additional element the task asks why you are adding it. "
            "One sentence is enough. The best one says what would be worse without it."),
  .advice = N_("Write that sentence into “Why it is here”."),
  .check = check_design,
};
