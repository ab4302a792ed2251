/* SPDX-License-Identifier: MIT */
/* spof-write: the part without which the site can still be read, but nothing can be stored. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/availability/spof.h"
#include "rules/engine/rule.h"

/* What takes reading down too is one finding, and spof-read has it. */
static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpFailures *reading = lp_check_get_failures (check, LP_GOAL_READ);
  const LpFailures *writing = lp_check_get_failures (check, LP_GOAL_WRITE);
  g_autofree int *events = g_new (int, writing->n_spofs + 1);
  g_autofree int *partials = g_new (int, writing->n_spofs + 1);
  guint n_events = 0, n_partials = 0;

  for (guint i = 0; i < writing->n_spofs; i++)
    if (lp_failures_has_partial (reading, writing->spofs[i]))
      partials[n_partials++] = writing->spofs[i];
    else if (!lp_failures_has_spof (reading, writing->spofs[i]))
      events[n_events++] = writing->spofs[i];

  lp_spof_report (rule, check, events, n_events,
                  _("pages can still be read, but nothing can be stored. Nothing else can take its "
                    "place."));
  lp_spof_report (rule, check, partials, n_partials,
                  _("nothing can be stored, and only part of the requests for pages are "
                    "answered."));
}

const LpRule lp_rule_spof_write = {
  .key = "spof-write",
  .severity = LP_SEVERITY_ERROR,
  .linchpin = TRUE,
  .title = N_("Single point of failure for writing"),
  .why = N_("A change has to get to the database that takes writes, the primary, and be confirmed "
            "there. A replica has the data and can be read, but takes no writes. Here everything "
            "that is stored needs this part: it is the primary, or stands on the way to it, or is "
            "what the primary waits for. Without it visitors can look at the site but cannot log "
            "in, order or post."),
  .advice = N_("Let a replica take over by itself (automatic promotion), use databases that all "
               "take writes, give what is in between a second one, or accept it and say why."),
  .check = check_design,
};
