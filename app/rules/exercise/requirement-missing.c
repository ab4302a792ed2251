/* SPDX-License-Identifier: MIT */
/* requirement-missing: what the task asks for and the drawing does not show gives no points. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/fix.h"
#include "rules/engine/rule.h"
#include "rules/exercise/requirements.h"

/* The elements at fault are those that are there: two of three. */
static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->brief->requirements->len; i++)
    {
      const LpBriefRequirement *requirement;
      g_autoptr (GPtrArray) elements = NULL;
      g_autofree char *who = NULL;
      g_autofree char *subject = NULL;
      LpFinding *finding;

      requirement = &g_array_index (check->brief->requirements, LpBriefRequirement, i);
      if (lp_requirement_counts_servers (requirement))
        continue;

      elements = lp_requirement_list_elements (requirement, check);
      if (elements->len >= requirement->least)
        continue;

      who = lp_brief_describe (&requirement->who);

      /* Translators: %s is a kind of component, e.g. “Web server” or “Database (Replica)”. */
      finding = lp_check_report (check, rule, (LpElement **) elements->pdata, NULL,
                                 _("%s: the task asks for %u, the drawing has %u."), who,
                                 requirement->least, elements->len);
      lp_finding_set_line (finding, i);
      subject = lp_brief_dup_subject (&requirement->who);
      lp_finding_set_subject (finding, subject);
    }
}

static guint
count (LpDesign         *design,
       const LpBriefWho *who)
{
  LpElement *root = lp_design_get_root (design);
  guint n = 0;

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    n += lp_brief_fits (who, each);

  return n;
}

/* Where another component of @kind belongs: the first server that has none, where it runs on
 * servers. */
static LpElement *
find_home (LpDesign *design,
           LpKind    kind)
{
  LpElement *root = lp_design_get_root (design);
  gboolean runs_on_server = kind != LP_KIND_CLIENT && kind != LP_KIND_DNS &&
                            kind != LP_KIND_MONITORING_SERVICE && kind != LP_KIND_VIRTUAL_IP &&
                            lp_kind_holds (LP_KIND_SERVER, kind);

  if (runs_on_server)
    for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
      if (lp_element_get_kind (each) == LP_KIND_SERVER &&
          lp_element_find_child (each, kind) == NULL)
        return each;

  return root;
}

/* A replica without its replication would be the next fault. */
static void
follow_primary (LpDesign  *design,
                LpElement *replica)
{
  LpElement *root = lp_design_get_root (design);

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_element_get_kind (each) == LP_KIND_DATABASE &&
        lp_element_get_choice (each, LP_ATTRIBUTE_ROLE) == LP_ROLE_PRIMARY)
      {
        lp_fix_add_link (design, LP_FLOW_REPLICATION, each, replica);
        return;
      }
}

static void
add (LpDesign         *design,
     const LpBriefWho *who)
{
  LpElement *home = find_home (design, who->kind);
  LpElement *element = lp_fix_add_component (design, who->kind, home, NULL);

  if (who->attribute != LP_ATTRIBUTE_ID)
    lp_element_set_string (element, who->attribute, who->value, NULL);

  if (who->kind == LP_KIND_DATABASE &&
      lp_element_get_choice (element, LP_ATTRIBUTE_ROLE) == LP_ROLE_REPLICA)
    follow_primary (design, element);

  if (who->kind == LP_KIND_APP_SERVER && lp_element_find_child (home, LP_KIND_APP_FILES) == NULL)
    lp_fix_add_component (design, LP_KIND_APP_FILES, home, element);
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  const LpBriefRequirement *requirement;
  guint n;

  requirement = &g_array_index (lp_finding_get_brief (finding)->requirements, LpBriefRequirement,
                                lp_finding_get_line (finding));
  n = count (design, &requirement->who);
  if (n >= requirement->least)
    return FALSE;

  for (; n < requirement->least; n++)
    add (design, &requirement->who);

  return TRUE;
}

const LpRule lp_rule_requirement_missing = {
  .key = "requirement-missing",
  .severity = LP_SEVERITY_ERROR,
  .verdict = LP_VERDICT_MISSING,
  .title = N_("Something the task asks for is missing"),
  .why = N_("The task lists what the infrastructure must have. "
            "What is not on the picture is not graded, however good the explanation is."),
  .advice = N_("Add it and link it in."),
  .check = check_design,
  .fix = fix,
};
