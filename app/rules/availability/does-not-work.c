/* SPDX-License-Identifier: MIT */
/* does-not-work: what is said of failures means nothing while the site does not work at all. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"

static gboolean
asks (LpFlow flow)
{
  return flow == LP_FLOW_REQUEST || flow == LP_FLOW_QUERY;
}

/* The first way that leads on from @node: one that is closed (@closed), or one that is open and
 * only not required. NULL where there is none. */
static const LpWay *
find_way (const LpConversations *conversations,
          int                    node,
          gboolean               closed)
{
  for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
    for (guint k = 0; k < conversations->list[i].n_ways; k++)
      {
        const LpConversation *each = &conversations->list[i];
        const LpWay *way = &conversations->ways[each->first_way + k];

        if (way->offered && (closed ? way->closed != LP_CLOSED_NOT
                                    : way->closed == LP_CLOSED_NOT && !each->required &&
                                      each->access != LP_ACCESS_READ && asks (each->flow)))
          return way;
      }

  return NULL;
}

/* The rest of the sentence: what stops a request at @stop, which is called @name. */
static char *
describe_stop (LpCheck    *check,
               int         stop,
               const char *name)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  const LpWay *closed = find_way (conversations, stop, TRUE);

  if (closed != NULL && closed->denial.firewall >= 0)
    return g_strdup_printf (_("a request gets as far as “%s”, and “%s” lets it go no further."),
                            name, lp_check_get_name (check, closed->denial.firewall));
  if (closed != NULL)
    return g_strdup_printf (_("a request gets as far as “%s”, and where it goes from there nobody "
                              "listens for it."), name);
  if (find_way (conversations, stop, FALSE) != NULL)
    return g_strdup_printf (_("a request gets as far as “%s”, and all that leads on from there "
                              "is marked as not required."), name);

  return g_strdup_printf (_("a request gets as far as “%s”, and nobody behind it serves it."),
                          name);
}

static void
report (const LpRule     *rule,
        LpCheck          *check,
        const LpFailures *failures,
        const char       *what)
{
  const int stop = failures->n_stops > 0 ? failures->stops[0] : -1;
  g_autoptr (GPtrArray) path = NULL;
  g_autofree char *why = NULL;

  if (stop < 0)
    {
      lp_check_report (check, rule, NULL, NULL, _("%s, even with everything up."), what);
      return;
    }

  path = lp_check_list_path (check, stop);
  why = describe_stop (check, stop, lp_check_get_name (check, stop));
  lp_check_report (check, rule, LP_ELEMENTS (lp_check_get_element (check, stop)),
                   (LpElement *const *) path->pdata, _("%s with everything up: %s"), what, why);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  if (lp_check_get_failures (check, LP_GOAL_READ)->state == LP_GOAL_DOWN)
    report (rule, check, lp_check_get_failures (check, LP_GOAL_READ), _("The site does not work"));
  else if (lp_check_get_failures (check, LP_GOAL_WRITE)->state == LP_GOAL_DOWN)
    report (rule, check, lp_check_get_failures (check, LP_GOAL_WRITE),
            _("Nothing can be stored"));
}

const LpRule lp_rule_does_not_work = {
  .key = "does-not-work",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("It does not work"),
  .why = N_("A request has to find its way from the visitor to what answers it: to an address that "
            "DNS names, past every firewall, to ports that are listened on. Here it stops although "
            "nothing has failed. Until that is mended nothing is said of what failures do to it."),
  .advice = N_("Link what is missing, let the firewalls pass what is drawn, and let the target "
               "listen on the port that is asked."),
  .check = check_design,
};
