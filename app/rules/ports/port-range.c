/* SPDX-License-Identifier: MIT */
/* port-range: ports are numbers from 1 to 65535. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/allow.h"
#include "rules/catalogue.h"
#include "rules/check.h"
#include "rules/ports/listeners.h"

static gboolean
is_port (int port)
{
  return port >= 1 && port <= LP_LISTENERS_HIGHEST_PORT;
}

static void
check_links (const LpRule *rule,
             LpCheck      *check)
{
  for (guint i = 0; i < check->graph->n_links; i++)
    {
      LpElement *link = check->graph->links[i].element;
      int port = lp_element_get_integer (link, LP_ATTRIBUTE_PORT);

      if (lp_element_has (link, LP_ATTRIBUTE_PORT) && !is_port (port))
        lp_check_report (check, rule, LP_ELEMENTS (link), NULL,
                         _("The link from “%s” to “%s” has the port %d, which does not exist."),
                         lp_check_get_name (check, check->graph->links[i].drawn_from),
                         lp_check_get_name (check, check->graph->links[i].drawn_to), port);
    }
}

static gboolean
is_bad_listener (LpElement *listener)
{
  return lp_element_has (listener, LP_ATTRIBUTE_LISTEN_PORT) &&
         !is_port (lp_element_get_integer (listener, LP_ATTRIBUTE_LISTEN_PORT));
}

static gboolean
is_bad_allow (LpElement *allow)
{
  const char *text = lp_element_get_text (allow, LP_ATTRIBUTE_ALLOW_PORT);
  g_autofree LpPortRange *ranges = NULL;
  guint n;

  return !lp_allow_parse_ports (text, &ranges, &n);
}

/* The details of @kind in @element that are @bad, ended by NULL; NULL where there are none. */
static GPtrArray *
list_bad (LpElement  *element,
          LpKind      kind,
          gboolean  (*bad) (LpElement *detail))
{
  GPtrArray *found = NULL;
  LpElement *each;

  for (each = lp_element_find_child (element, kind);
       each != NULL;
       each = lp_element_find_next (each))
    if (bad (each))
      {
        if (found == NULL)
          found = g_ptr_array_new_null_terminated (2, NULL, TRUE);
        g_ptr_array_add (found, each);
      }

  return found;
}

static void
check_listeners (const LpRule *rule,
                 LpCheck      *check,
                 LpElement    *element)
{
  g_autoptr (GPtrArray) listeners = list_bad (element, LP_KIND_LISTEN, is_bad_listener);

  if (listeners != NULL)
    lp_check_report (check, rule, (LpElement **) listeners->pdata, NULL,
                     _("“%s” listens on %d, which is no port."), lp_check_name (check, element),
                     lp_element_get_integer (listeners->pdata[0], LP_ATTRIBUTE_LISTEN_PORT));
}

static void
check_firewall (const LpRule *rule,
                LpCheck      *check,
                LpElement    *element)
{
  g_autoptr (GPtrArray) allows = list_bad (element, LP_KIND_ALLOW, is_bad_allow);

  if (allows != NULL)
    lp_check_report (check, rule, (LpElement **) allows->pdata, NULL,
                     _("A rule of “%s” names the port “%s”, which is none: it lets nothing in."),
                     lp_check_name (check, element),
                     lp_element_get_text (allows->pdata[0], LP_ATTRIBUTE_ALLOW_PORT));
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->graph->n_nodes; i++)
    if (lp_kind_holds (check->graph->nodes[i].kind, LP_KIND_LISTEN))
      check_listeners (rule, check, check->graph->nodes[i].element);
    else if (lp_kind_holds (check->graph->nodes[i].kind, LP_KIND_ALLOW))
      check_firewall (rule, check, check->graph->nodes[i].element);

  check_links (rule, check);
}

const LpRule lp_rule_port_range = {
  .key = "port-range",
  .family = LP_FAMILY_PORTS,
  .severity = LP_SEVERITY_ERROR,
  .title = N_("No such port"),
  .why = N_("A port is a number of 16 bits, from 1 to 65535. Nothing can listen on any other, "
            "so what is drawn there cannot be configured."),
  .advice = N_("Write a port from 1 to 65535; a firewall rule also takes a range like "
               "8000-8010, or any."),
  .check = check_design,
};
