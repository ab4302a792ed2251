/* SPDX-License-Identifier: MIT */
/* no-path-to-data: pages that need stored data cannot be made when no request gets to a database.
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"

static gboolean
is_any_reached (LpCheck *check,
                LpKind   kind)
{
  const guint8 *reached = lp_check_get_reached (check);

  for (guint i = 0; i < check->kinds[kind].n; i++)
    if (reached[check->kinds[kind].nodes[i]])
      return TRUE;

  return FALSE;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *databases = &check->kinds[LP_KIND_DATABASE];
  g_autoptr (GPtrArray) elements = NULL;
  g_autofree char *names = NULL;

  /* Without visitors, or where they do not even get to the site, others speak. */
  if (databases->n == 0 || is_any_reached (check, LP_KIND_DATABASE) ||
      (!is_any_reached (check, LP_KIND_WEB_SERVER) && !is_any_reached (check, LP_KIND_APP_SERVER)))
    return;

  elements = g_ptr_array_new_null_terminated (databases->n, NULL, TRUE);
  for (guint i = 0; i < databases->n; i++)
    g_ptr_array_add (elements, lp_check_get_element (check, databases->nodes[i]));

  names = lp_check_join_names (check, (LpElement **) elements->pdata);
  lp_check_report (check, rule, (LpElement **) elements->pdata, NULL,
                   ngettext ("No request of a visitor gets as far as the database %s.",
                             "No request of a visitor gets as far as one of the databases %s.",
                             elements->len), names);
}

const LpRule lp_rule_no_path_to_data = {
  .key = "no-path-to-data",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("No way to the data"),
  .why = N_("A dynamic page is made from stored data: the application asks the database for it. "
            "Here the chain from the visitor ends before any database, so such pages cannot be "
            "shown and nothing can be saved."),
  .advice = N_("Link the application server to the database."),
  .check = check_design,
};
