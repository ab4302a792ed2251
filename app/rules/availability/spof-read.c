/* SPDX-License-Identifier: MIT */
/* spof-read: the part whose failure alone takes the site down: the linchpin. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/availability/spof.h"
#include "rules/engine/rule.h"

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpFailures *failures = lp_check_get_failures (check, LP_GOAL_READ);

  lp_spof_report (rule, check, failures->spofs, failures->n_spofs,
                  _("the site is down. Nothing else can take its place."));
}

const LpRule lp_rule_spof_read = {
  .key = "spof-read",
  .severity = LP_SEVERITY_ERROR,
  .linchpin = TRUE,
  .title = N_("Single point of failure"),
  .why = N_("Every request needs this part, and what is left without it cannot answer: there is no "
            "second one, or it gets no requests, or it needs this one too. "
            "Every machine fails some day, and it has to be restarted for updates before that. "
            "Then no visitor sees the site until it is back."),
  .advice = N_("Add a second one, and in front of both something that notices a failure: a load "
               "balancer, or a virtual IP between two load balancers. Of databases that decide by "
               "majority it takes three."),
  .check = check_design,
};
