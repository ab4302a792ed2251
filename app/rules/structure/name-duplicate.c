/* SPDX-License-Identifier: MIT */
/* name-duplicate: two boxes with one name cannot be told apart in a finding or a configuration. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/structure/same-names.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GPtrArray) groups = lp_same_names_find (check,
                                                     lp_check_get_names (check)->by_node);

  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *group = groups->pdata[i];

      lp_check_report (check, rule, (LpElement **) group->pdata, NULL,
                       ngettext ("%u element is called “%s”.", "%u elements are called “%s”.",
                                 group->len),
                       group->len, lp_element_get_name (group->pdata[0]));
    }
}

static gboolean
is_taken (LpDesign   *design,
          const char *name)
{
  LpElement *root = lp_design_get_root (design);

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_kind_is_box (lp_element_get_kind (each)) &&
        g_str_equal (lp_element_get_name (each), name))
      return TRUE;

  return FALSE;
}

/* The first keeps its name. A number that is free in the whole design is free everywhere. */
static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  guint number = 2;

  for (guint i = 1; i < lp_finding_get_n_elements (finding); i++)
    {
      LpElement *element = lp_finding_find_element (finding, design, i);
      g_autofree char *name = NULL;

      if (element == NULL)
        return FALSE;

      do
        {
          g_free (name);
          name = g_strdup_printf ("%s %u", lp_element_get_name (element), number++);
        }
      while (is_taken (design, name));

      lp_element_set_text (element, LP_ATTRIBUTE_NAME, name);
    }

  return TRUE;
}

const LpRule lp_rule_name_duplicate = {
  .key = "name-duplicate",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Same name twice"),
  .why = N_("When two things have the same name, nobody can say which of them a sentence, an alarm "
            "or a line of "
            "configuration means. Machines find each other by name, so two servers must never "
            "share one."),
  .advice = N_("Give each its own name, for example with a number at the end."),
  .check = check_design,
  .fix = fix,
};
