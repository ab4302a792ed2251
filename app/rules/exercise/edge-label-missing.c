/* SPDX-License-Identifier: MIT */
/* edge-label-missing: the newer edition grades what stands on the links. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/engine/brief.h"
#include "rules/engine/rule.h"

static gboolean
fits_end (LpCheck *check,
          LpKind   kind,
          int      node)
{
  return kind == LP_KIND_DESIGN || check->graph->nodes[node].kind == kind;
}

static gboolean
fits (LpCheck           *check,
      const LpBriefEdge *edge,
      const LpGraphLink *link)
{
  return link->flow == edge->flow && fits_end (check, edge->from, link->from) &&
         fits_end (check, edge->to, link->to);
}

static void
report (const LpRule      *rule,
        LpCheck           *check,
        const LpGraphLink *link,
        guint              line)
{
  const LpBriefEdge *edge = &g_array_index (check->brief->edges, LpBriefEdge, line);
  LpFinding *finding;

  finding = lp_check_report (check, rule, LP_ELEMENTS (link->element), NULL,
                             _("The link from “%s” to “%s” has to bear “%s”."),
                             lp_check_get_name (check, link->drawn_from),
                             lp_check_get_name (check, link->drawn_to), edge->text);
  lp_finding_set_line (finding, line);
}

/* Where one link with these words is enough, the first that could have them is at fault. */
static void
check_edge (const LpRule *rule,
            LpCheck      *check,
            guint         line)
{
  const LpBriefEdge *edge = &g_array_index (check->brief->edges, LpBriefEdge, line);
  const LpGraphLink *first = NULL;

  for (guint i = 0; i < check->graph->n_links; i++)
    {
      const LpGraphLink *link = &check->graph->links[i];

      if (!fits (check, edge, link))
        continue;

      if (strcmp (lp_element_get_text (link->element, LP_ATTRIBUTE_LABEL), edge->text) != 0)
        {
          if (edge->every)
            report (rule, check, link, line);
          else if (first == NULL)
            first = link;
        }
      else if (!edge->every)
        {
          return;
        }
    }

  if (first != NULL)
    report (rule, check, first, line);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->brief->edges->len; i++)
    check_edge (rule, check, i);
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *link = lp_finding_find_element (finding, design, 0);
  GArray *edges = lp_finding_get_brief (finding)->edges;

  if (link == NULL)
    return FALSE;

  lp_element_set_text (link, LP_ATTRIBUTE_LABEL,
                       g_array_index (edges, LpBriefEdge, lp_finding_get_line (finding)).text);

  return TRUE;
}

const LpRule lp_rule_edge_label_missing = {
  .key = "edge-label-missing",
  .severity = LP_SEVERITY_ERROR,
  .verdict = LP_VERDICT_MISSING,
  .title = N_("A link without the words the task asks for"),
  .why = N_("In this edition of the exercise certain links must say what they carry: the A record, "
            "HTTPS, replication, failover, QPS metrics. "
            "The words are compared exactly."),
  .advice = N_("Write these words on the link."),
  .check = check_design,
  .fix = fix,
};
