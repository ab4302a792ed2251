/* SPDX-License-Identifier: MIT */
/* writes-lost: what the primary has confirmed and not yet passed on goes with it. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/database/takeovers.h"
#include "rules/engine/rule.h"

/* One of several replicas that has every write is the one to promote. */
static gboolean
all_are_asynchronous (const GArray *takeovers,
                      guint         first,
                      guint         end)
{
  for (guint i = first; i < end; i++)
    if (g_array_index (takeovers, LpTakeover, i).sync != LP_SYNC_ASYNC)
      return FALSE;

  return TRUE;
}

/* Where a majority has every write before it is confirmed, so has who takes over. */
static gboolean
has_quorum (LpCheck *check,
            int      node)
{
  return lp_element_get_choice (lp_check_get_element (check, node), LP_ATTRIBUTE_QUORUM) ==
         LP_QUORUM_MAJORITY;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GArray) takeovers = lp_takeovers_list (check);

  for (guint i = 0, end; i < takeovers->len; i = end)
    {
      const int primary = g_array_index (takeovers, LpTakeover, i).primary;
      g_autoptr (GPtrArray) replicas = NULL;
      g_autofree char *names = NULL;

      end = lp_takeovers_find_end (takeovers, i);
      if (!all_are_asynchronous (takeovers, i, end) || has_quorum (check, primary))
        continue;

      replicas = lp_takeovers_list_replicas (check, takeovers, i, end);
      names = lp_check_join_names (check, (LpElement **) replicas->pdata);
      lp_check_report (check, rule, (LpElement **) replicas->pdata,
                       LP_ELEMENTS (lp_check_get_element (check, primary)),
                       ngettext ("When “%s” fails, %s takes over by itself, without the writes "
                                 "that had not reached it yet.",
                                 "When “%s” fails, one of %s takes over by itself, without the "
                                 "writes that had not reached it yet.", replicas->len),
                       lp_check_get_name (check, primary), names);
    }
}

const LpRule lp_rule_writes_lost = {
  .key = "writes-lost",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Failover may lose the last writes"),
  .why = N_("With asynchronous replication the primary confirms a write before any replica has it. "
            "If it dies then, the replica that takes over does not know the write, though the "
            "visitor was told that it is stored. "
            "Mostly it is the last moment that is missing; with a replica that lags it is more."),
  .advice = N_("Use semi-synchronous or synchronous replication to a replica that may take over, "
               "or accept the loss and say how much of it is acceptable."),
  .check = check_design,
};
