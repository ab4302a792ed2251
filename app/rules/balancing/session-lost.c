/* SPDX-License-Identifier: MIT */
/* session-lost: whoever sends a visitor back to the same server cannot do so when it is gone. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"
#include "rules/engine/siblings.h"
#include "rules/engine/visited.h"

static gboolean
keeps_sessions (LpCheck *check,
                int      node)
{
  const int sessions = lp_element_get_choice (lp_check_get_element (check, node),
                                              LP_ATTRIBUTE_SESSIONS);

  return check->graph->nodes[node].fails &&
         (sessions == LP_SESSIONS_LOCAL || sessions == LP_SESSIONS_STICKY);
}

/* Of a single server the whole site hangs: that is more than sessions. */
static void
check_group (const LpRule *rule,
             LpCheck      *check,
             const GArray *group)
{
  const guint8 *visited = lp_visited_get (check);
  g_autoptr (GPtrArray) keepers = g_ptr_array_new_null_terminated (2, NULL, TRUE);
  g_autofree char *names = NULL;
  guint n_visited = 0;

  for (guint i = 0; i < group->len; i++)
    {
      const int node = g_array_index (group, int, i);

      if (!visited[node])
        continue;

      n_visited++;
      if (keeps_sessions (check, node))
        g_ptr_array_add (keepers, lp_check_get_element (check, node));
    }

  if (n_visited < 2 || keepers->len == 0)
    return;

  names = lp_check_join_names (check, (LpElement **) keepers->pdata);
  lp_check_report (check, rule, (LpElement **) keepers->pdata, NULL,
                   ngettext ("%s keeps sessions: when it fails, those whose session it had are "
                             "logged out.",
                             "%s each keep sessions: when one fails, those whose session it had "
                             "are logged out.", keepers->len), names);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (LpGroups) siblings = lp_siblings_new (check);
  g_autoptr (GPtrArray) groups = lp_groups_list (siblings, &check->kinds[LP_KIND_APP_SERVER]);

  for (guint i = 0; i < groups->len; i++)
    check_group (rule, check, groups->pdata[i]);
}

const LpRule lp_rule_session_lost = {
  .key = "session-lost",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Sessions fail with their server"),
  .why = N_("When the server that keeps a visitor’s session fails, another one answers, but it "
            "does not know who has logged in and what is in the cart. The site stays up, and part "
            "of the visitors start again. IP hash and sticky sessions change nothing about that."),
  .advice = N_("Keep sessions in a store that all application servers share, such as Redis, or in "
               "signed cookies."),
  .check = check_design,
};
