/* SPDX-License-Identifier: MIT */
/* does-not-work: what is said of failures means nothing while the site does not work at all. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"

/* Why the first way that leads on from @node is closed, or NULL. */
static const LpWay *
find_closed (const LpConversations *conversations,
             int                    node)
{
  for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
    for (guint k = 0; k < conversations->list[i].n_ways; k++)
      {
        const LpWay *way = &conversations->ways[conversations->list[i].first_way + k];

        if (way->offered && way->closed != LP_CLOSED_NOT)
          return way;
      }

  return NULL;
}

static void
report (const LpRule     *rule,
        LpCheck          *check,
        const LpFailures *failures,
        const char       *what)
{
  const int stop = failures->stops[0];
  LpElement *element = lp_check_get_element (check, stop);
  const LpWay *closed = find_closed (lp_conversations_get (check->graph), stop);
  g_autoptr (GPtrArray) path = lp_check_list_path (check, stop);
  LpElement *const *witness = (LpElement *const *) path->pdata;
  const char *name = lp_check_name (check, element);

  if (closed == NULL)
    lp_check_report (check, rule, LP_ELEMENTS (element), witness,
                     _("%s with everything up: a request gets as far as “%s”, and nobody behind it "
                       "serves it."), what, name);
  else if (closed->denial.firewall >= 0)
    lp_check_report (check, rule, LP_ELEMENTS (element), witness,
                     _("%s with everything up: a request gets as far as “%s”, and “%s” lets it go "
                       "no further."), what, name, lp_check_get_name (check, closed->denial.firewall));
  else
    lp_check_report (check, rule, LP_ELEMENTS (element), witness,
                     _("%s with everything up: a request gets as far as “%s”, and nobody listens "
                       "where it goes from there."), what, name);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpFailures *reading = lp_check_get_failures (check, LP_GOAL_READ);
  const LpFailures *writing = lp_check_get_failures (check, LP_GOAL_WRITE);

  if (reading->n_stops > 0)
    report (rule, check, reading, _("The site does not work"));
  else if (writing->n_stops > 0)
    report (rule, check, writing, _("Nothing can be stored"));
}

const LpRule lp_rule_does_not_work = {
  .key = "does-not-work",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("It does not work"),
  .why = N_("A request has to find its way from the visitor to the stored data, past every firewall "
            "and to ports that are listened on. Here it stops although nothing has failed. "
            "Before that is mended there is nothing to say about failures."),
  .advice = N_("Link what is missing, let the firewalls pass what is drawn, and let the target "
               "listen on the port that is asked."),
  .check = check_design,
};
