/* SPDX-License-Identifier: MIT */
/* edge-label-missing: the newer edition grades what stands on the links. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/brief.h"
#include "rules/catalogue.h"
#include "rules/check.h"
#include "rules/exercise/labels.h"

static gboolean
bears (LpElement  *link,
       const char *text)
{
  return strcmp (lp_element_get_text (link, LP_ATTRIBUTE_LABEL), text) == 0;
}

/* Links are the elements at fault: where one labelled link is enough, the first one. */
static void
check_edge (const LpRule      *rule,
            LpCheck           *check,
            const LpBriefEdge *edge)
{
  LpElement *first = NULL;
  LpElement *link = lp_element_find_child (check->root, LP_KIND_LINK);

  for (; link != NULL; link = lp_element_find_next (link))
    {
      if (!lp_labels_fit_edge (edge, link))
        continue;
      if (bears (link, edge->text))
        {
          if (!edge->every)
            return;
        }
      else if (edge->every)
        {
          lp_check_report (check, rule, LP_ELEMENTS (link), NULL,
                           _("The link from “%s” to “%s” has to bear “%s”."),
                           lp_element_get_name (lp_link_get_from (link)),
                           lp_element_get_name (lp_link_get_to (link)), edge->text);
        }
      else if (first == NULL)
        {
          first = link;
        }
    }

  if (first != NULL)
    lp_check_report (check, rule, LP_ELEMENTS (first), NULL,
                     _("The link from “%s” to “%s” has to bear “%s”."),
                     lp_element_get_name (lp_link_get_from (first)),
                     lp_element_get_name (lp_link_get_to (first)), edge->text);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->brief->edges->len; i++)
    check_edge (rule, check, &g_array_index (check->brief->edges, LpBriefEdge, i));
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *link = lp_finding_find_element (finding, design, 0);
  const char *text;

  if (link == NULL)
    return FALSE;

  text = lp_labels_find_for_link (lp_brief_get_for (design), link);
  if (text == NULL)
    return FALSE;

  lp_element_set_text (link, LP_ATTRIBUTE_LABEL, text);

  return TRUE;
}

const LpRule lp_rule_edge_label_missing = {
  .key = "edge-label-missing",
  .family = LP_FAMILY_EXERCISE,
  .severity = LP_SEVERITY_ERROR,
  .verdict = LP_VERDICT_MISSING,
  .title = N_("A link without the words the task asks for"),
  .why = N_("In this edition of the exercise certain links must say what they carry: the A record, "
            "HTTPS, replication, failover, QPS metrics. The words are compared exactly."),
  .advice = N_("Write these words on the link."),
  .check = check_design,
  .fix = fix,
};
