/* SPDX-License-Identifier: MIT */
/* claim-false: a sentence that the analysis refutes is wrong, however well it reads. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/engine/rule.h"

/* What people write when they mean that nothing alone takes the site down. */
static const char *const no_spof[] = {
  "no single point of failure", "no single points of failure", "no spof",
  "no more single point", "without a single point of failure",
  "without any single point of failure",
  "aucun point unique de défaillance", "pas de point unique de défaillance", "aucun spof",
  NULL
};

/* And when they think that a replica can be written to. */
static const char *const replica_writes[] = {
  "replica takes writes", "replica accepts writes", "replica handles writes",
  "writes to the replica", "write to the replica",
  "both databases take writes", "both databases accept writes",
  "le réplica accepte les écritures", "la réplique accepte les écritures",
  NULL
};

/* On the replica itself it is shorter. */
static const char *const takes_writes[] = {
  "takes writes", "accepts writes", "handles writes", "accepte les écritures",
  NULL
};

/* Case counts only beyond ASCII, where none of the phrases has capitals. */
static gboolean
says (const char        *words,
      const char *const *phrases)
{
  for (guint i = 0; phrases[i] != NULL; i++)
    if (strcasestr (words, phrases[i]) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
has_spof (LpCheck *check)
{
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    {
      const LpFailures *failures = lp_check_get_failures (check, goal);

      if (!failures->holds || failures->n_spofs > 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_replica (LpCheck *check)
{
  const LpNodes *databases = &check->kinds[LP_KIND_DATABASE];

  for (guint i = 0; i < databases->n; i++)
    if (check->graph->nodes[databases->nodes[i]].replica)
      return TRUE;

  return FALSE;
}

/* @element is what the author says @words about, or NULL for an answer about the whole. */
static void
check_words (const LpRule *rule,
             LpCheck      *check,
             LpElement    *element,
             gboolean      replica,
             const char   *words)
{
  LpElement *const *elements = LP_ELEMENTS (element);

  if (*words == '\0')
    return;

  if (says (words, no_spof) && has_spof (check))
    lp_check_report (check, rule, elements, NULL,
                     _("A sentence says that there is no single point of failure, but there is "
                       "one: “%s”"),
                     words);

  if ((says (words, replica_writes) && has_replica (check)) ||
      (replica && says (words, takes_writes)))
    lp_check_report (check, rule, elements, NULL,
                     _("A sentence says that a replica takes writes, but only the primary does: "
                       "“%s”"),
                     words);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpGraph *graph = check->graph;

  for (guint i = 0; i < graph->n_nodes; i++)
    {
      const LpGraphNode *node = &graph->nodes[i];

      if (node->mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_WHY))
        check_words (rule, check, node->element, node->replica,
                     lp_element_get_text (node->element, LP_ATTRIBUTE_WHY));
      if (node->kind == LP_KIND_NOTE)
        check_words (rule, check, node->element, FALSE,
                     lp_element_get_text (node->element, LP_ATTRIBUTE_TEXT));
    }

  for (guint i = 0; i < graph->n_remarks; i++)
    if (lp_element_get_kind (graph->remarks[i]) == LP_KIND_ANSWER)
      check_words (rule, check, NULL, FALSE,
                   lp_element_get_text (graph->remarks[i], LP_ATTRIBUTE_TEXT));
}

const LpRule lp_rule_claim_false = {
  .key = "claim-false",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("A sentence that the drawing refutes"),
  .why = N_("What you write is compared with what the drawing does. "
            "A grader who sees a single point of failure on the picture and reads that there is "
            "none will doubt the rest too."),
  .advice = N_("Reword the sentence, or change the drawing so that it becomes true."),
  .check = check_design,
};
