/* SPDX-License-Identifier: MIT */
/* db-collocated: a database beside another tier competes with it for the same machine. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *databases = &check->kinds[LP_KIND_DATABASE];

  for (guint i = 0; i < databases->n; i++)
    {
      LpElement *database = check->graph->nodes[databases->nodes[i]].element;
      LpElement *server, *web, *app;

      if (check->servers[databases->nodes[i]] < 0)
        continue;

      server = check->graph->nodes[check->servers[databases->nodes[i]]].element;
      web = lp_element_find_child (server, LP_KIND_WEB_SERVER);
      app = lp_element_find_child (server, LP_KIND_APP_SERVER);

      /* With all three on one server all-in-one says it. */
      if ((web == NULL) == (app == NULL))
        continue;

      lp_check_report (check, rule, LP_ELEMENTS (server, database),
                       LP_ELEMENTS (web != NULL ? web : app),
                       _("“%s” shares the server “%s” with “%s”."), lp_element_get_name (database),
                       lp_element_get_name (server),
                       lp_element_get_name (web != NULL ? web : app));
    }
}

const LpRule lp_rule_db_collocated = {
  .key = "db-collocated",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Database shares a server"),
  .why = N_("A database wants memory and a fast disk, a web or application server wants "
            "processor time. On one machine they take it from each other, a busy day slows down "
            "both, and neither can be given a larger machine alone."),
  .advice = N_("Give the database a server of its own."),
  .check = check_design,
};
