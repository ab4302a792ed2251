/* SPDX-License-Identifier: MIT */
/* name-similar: “Web-01” and “web 01” are probably one thing, or ought to differ more. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/structure/same-names.h"

static int *
list_keys (LpCheck *check)
{
  const LpNameIndex *names = lp_check_get_names (check);
  g_autofree int *alike = lp_name_index_find_alike (names);
  int *keys = g_new (int, check->graph->n_nodes);

  for (guint i = 0; i < check->graph->n_nodes; i++)
    keys[i] = alike[names->by_node[i]];

  return keys;
}

/* Names that are just the same are the business of name-duplicate. */
static gboolean
are_all_equal (GPtrArray *group)
{
  for (guint i = 1; i < group->len; i++)
    if (!g_str_equal (lp_element_get_name (group->pdata[i]), lp_element_get_name (group->pdata[0])))
      return FALSE;

  return TRUE;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autofree int *keys = list_keys (check);
  g_autoptr (GPtrArray) groups = lp_same_names_find (check, keys);

  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *group = groups->pdata[i];
      g_autofree char *names = NULL;

      if (are_all_equal (group))
        continue;

      names = lp_check_join_names (check, (LpElement **) group->pdata);
      lp_check_report (check, rule, (LpElement **) group->pdata, NULL,
                       _("The names %s differ only in case, spaces or signs."), names);
    }
}

const LpRule lp_rule_name_similar = {
  .key = "name-similar",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Names that look alike"),
  .why = N_("Names that differ only by a capital letter or a space are often one thing drawn "
            "twice. "
            "If they are two things, readers will mix them up."),
  .advice = N_("Rename one of them, or delete it if it is the same thing."),
  .check = check_design,
};
