/* SPDX-License-Identifier: MIT */
/* partial-failure: a part whose failure some visitors notice and others do not. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/availability/spof.h"
#include "rules/engine/rule.h"

/* What fails for reading fails for writing, too: it is one finding; and what takes all writing down
 * is said there. */
static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpFailures *reading = lp_check_get_failures (check, LP_GOAL_READ);
  const LpFailures *writing = lp_check_get_failures (check, LP_GOAL_WRITE);
  g_autofree int *events = g_new (int, MAX (reading->n_partials, writing->n_partials) + 1);
  guint n_events = 0;

  for (guint i = 0; i < reading->n_partials; i++)
    if (!lp_failures_has_spof (writing, reading->partials[i]))
      events[n_events++] = reading->partials[i];
  lp_spof_report (rule, check, events, n_events, _("some requests fail, and others do not."));

  n_events = 0;
  for (guint i = 0; i < reading->n_partials; i++)
    if (lp_failures_has_spof (writing, reading->partials[i]))
      events[n_events++] = reading->partials[i];
  lp_spof_report (rule, check, events, n_events,
                  _("some pages are still shown, and others are not."));

  n_events = 0;
  for (guint i = 0; i < writing->n_partials; i++)
    if (!lp_failures_has_partial (reading, writing->partials[i]) &&
        !lp_failures_has_spof (reading, writing->partials[i]))
      events[n_events++] = writing->partials[i];
  lp_spof_report (rule, check, events, n_events,
                  _("some changes are stored, and others are not."));
}

const LpRule lp_rule_partial_failure = {
  .key = "partial-failure",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Some requests fail"),
  .why = N_("After this failure part of the visitors get errors while the site works for the rest. "
            "That is hard to notice: whoever looks sees a page. "
            "Mostly something keeps sending requests to what is dead, because nobody looks whether "
            "it still answers."),
  .advice = N_("Give the load balancer a health check that asks for a page which needs everything "
               "behind it, so that it leaves out what cannot answer, and give everybody who sends "
               "requests a second one to send them to."),
  .check = check_design,
};
