/* SPDX-License-Identifier: MIT */
/* does-not-work: what is said of failures means nothing while the site does not work at all. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"

/* The first way that leads on from @node and is closed, or NULL. */
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

/* Whether writing stops only because what leads on is marked as not required: its author knows that
 * the site only shows pages without it. */
static gboolean
is_meant (LpCheck          *check,
          const LpFailures *failures)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  const int stop = failures->n_stops > 0 ? failures->stops[0] : -1;

  if (stop < 0 || find_closed (conversations, stop) != NULL)
    return FALSE;

  for (guint i = conversations->start[stop]; i < conversations->start[stop + 1]; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if (lp_conversation_asks (each) && each->open && !each->required &&
          each->access != LP_ACCESS_READ)
        return TRUE;
    }

  return FALSE;
}

/* Whether @node is a visitor, and no record names what it asks. */
static gboolean
is_named_elsewhere (LpCheck *check,
                    int      node)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  gboolean any = FALSE;

  if (check->graph->nodes[node].kind != LP_KIND_CLIENT)
    return FALSE;

  for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if (!lp_conversation_asks (each))
        continue;
      for (guint k = 0; k < each->n_ways; k++)
        if (conversations->ways[each->first_way + k].named)
          return FALSE;
      any = TRUE;
    }

  return any;
}

/* The rest of the sentence: what stops a request at @stop, which is called @name. */
static char *
describe_stop (LpCheck    *check,
               int         stop,
               const char *name)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  const LpWay *closed = find_closed (conversations, stop);

  if (closed != NULL && closed->denial.firewall >= 0)
    return g_strdup_printf (_("a request gets as far as “%s”, and “%s” lets it go no further."),
                            name, lp_check_get_name (check, closed->denial.firewall));
  if (closed != NULL)
    return g_strdup_printf (_("a request gets as far as “%s”, and where it goes from there nobody "
                              "listens for it."), name);

  if (is_named_elsewhere (check, stop))
    return g_strdup_printf (_("the name of the site leads “%s” to nothing that it is linked to."),
                            name);

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
  const LpFailures *reading = lp_check_get_failures (check, LP_GOAL_READ);
  const LpFailures *writing = lp_check_get_failures (check, LP_GOAL_WRITE);

  if (reading->state == LP_GOAL_DOWN)
    report (rule, check, reading, _("The site does not work"));
  else if (writing->state == LP_GOAL_DOWN && !is_meant (check, writing))
    report (rule, check, writing, _("Nothing can be stored"));
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
