/* SPDX-License-Identifier: MIT */
/* backup-missing: replication copies mistakes as fast as everything else. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/database/copies.h"
#include "rules/engine/rule.h"

/* The database to name, or NULL: where one copy is backed up, all are; where somebody else runs
 * them, so does the backup. */
static LpElement *
find_unsaved (LpCheck      *check,
              const GArray *group)
{
  LpElement *found = NULL;

  for (guint i = 0; i < group->len; i++)
    {
      int node = g_array_index (group, int, i);
      LpElement *database = check->graph->nodes[node].element;

      if (*lp_element_get_text (database, LP_ATTRIBUTE_BACKUP) != '\0' ||
          !check->graph->nodes[node].fails)
        return NULL;
      if (found == NULL && !lp_copies_is_replica (check, node) && lp_copies_is_asked (check, node))
        found = database;
    }

  return found;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const GPtrArray *groups = lp_copies_list (check);

  for (guint i = 0; i < groups->len; i++)
    {
      LpElement *database = find_unsaved (check, groups->pdata[i]);

      if (database != NULL)
        lp_check_report (check, rule, LP_ELEMENTS (database), NULL,
                         _("How the data in “%s” is backed up is not said."),
                         lp_check_name (check, database));
    }
}

const LpRule lp_rule_backup_missing = {
  .key = "backup-missing",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Backup missing"),
  .why = N_("A replica is no backup. When somebody deletes a table by mistake, the replica "
            "deletes it a second later. Only a copy from before the mistake, kept somewhere "
            "else, brings the data back."),
  .advice = N_("Say how and how often the database is backed up, for example a nightly dump "
               "that is kept elsewhere."),
  .check = check_design,
};
