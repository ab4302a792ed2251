/* SPDX-License-Identifier: MIT */
/* label-not-exact: the newer edition is graded by a program that knows the labels word for word. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/engine/brief.h"
#include "rules/engine/rule.h"
#include "rules/exercise/labels.h"

static gboolean
is_same_who (const LpBriefLabel *label,
             const LpBriefLabel *other)
{
  return label->who.kind == other->who.kind && label->who.attribute == other->who.attribute &&
         g_strcmp0 (label->who.value, other->who.value) == 0;
}

/* All texts for the same elements as line @line, ended by NULL; empty where an earlier line had
 * them. */
static const char **
list_texts (const LpBrief *brief,
            guint          line)
{
  const LpBriefLabel *labels = (const LpBriefLabel *) brief->labels->data;
  const char **texts = g_new0 (const char *, brief->labels->len + 1);
  guint n = 0;

  for (guint i = 0; i < line; i++)
    if (is_same_who (&labels[i], &labels[line]))
      return texts;

  for (guint i = line; i < brief->labels->len; i++)
    if (is_same_who (&labels[i], &labels[line]))
      texts[n++] = labels[i].text;

  return texts;
}

static void
check_label (const LpRule       *rule,
             LpCheck            *check,
             const LpBriefLabel *label,
             const char *const  *texts)
{
  const LpNodes *nodes = &check->kinds[label->who.kind];
  g_autoptr (GPtrArray) elements = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  g_autofree const char **wanted = NULL;

  for (guint i = 0; i < nodes->n; i++)
    if (lp_brief_fits (&label->who, lp_check_get_element (check, nodes->nodes[i])))
      g_ptr_array_add (elements, lp_check_get_element (check, nodes->nodes[i]));

  wanted = lp_labels_assign ((LpElement **) elements->pdata, texts);
  for (guint i = 0; i < elements->len; i++)
    if (wanted[i] != NULL)
      {
        LpFinding *finding;

        finding = lp_check_report (check, rule, LP_ELEMENTS (elements->pdata[i]), NULL,
                                   _("“%s” has to be called “%s”."),
                                   lp_element_get_name (elements->pdata[i]), wanted[i]);
        for (guint line = 0; line < check->brief->labels->len; line++)
          if (g_array_index (check->brief->labels, LpBriefLabel, line).text == wanted[i])
            lp_finding_set_line (finding, line);
      }
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->brief->labels->len; i++)
    {
      g_autofree const char **texts = list_texts (check->brief, i);

      if (texts[0] != NULL)
        check_label (rule, check, &g_array_index (check->brief->labels, LpBriefLabel, i), texts);
    }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *element = lp_finding_find_element (finding, design, 0);
  GArray *labels = lp_finding_get_brief (finding)->labels;

  if (element == NULL)
    return FALSE;

  lp_element_set_text (element, LP_ATTRIBUTE_NAME,
                       g_array_index (labels, LpBriefLabel, lp_finding_get_line (finding)).text);

  return TRUE;
}

const LpRule lp_rule_label_not_exact = {
  .key = "label-not-exact",
  .severity = LP_SEVERITY_ERROR,
  .verdict = LP_VERDICT_MISSING,
  .title = N_("Not the label the task asks for"),
  .why = N_("In this edition of the exercise the labels are compared word for word, capital "
            "letters and dashes included. "
            "A part with another name counts as missing."),
  .advice = N_("Rename it exactly so."),
  .check = check_design,
  .fix = fix,
};
