/* SPDX-License-Identifier: MIT */
/* not-on-path: a firewall beside the road stops nobody. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/box.h"
#include "rules/engine/fix.h"
#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"
#include "rules/firewall/exposure.h"

static gboolean
is_passed (const LpTraffic *traffic,
           int              firewall)
{
  return traffic->in_start[firewall] < traffic->in_start[firewall + 1] &&
         traffic->out_start[firewall] < traffic->out_start[firewall + 1];
}

static gboolean
is_linked (const LpTraffic *traffic,
           int              firewall)
{
  return traffic->in_start[firewall] < traffic->in_start[firewall + 1] ||
         traffic->out_start[firewall] < traffic->out_start[firewall + 1];
}

/* The server that needs a firewall most: the first that visitors reach, else the first that
 * others do. */
static int
find_server (LpCheck *check)
{
  const LpExposure *exposure = lp_exposure_get (check);
  int found = -1;

  for (guint i = 0; i < check->graph->n_nodes; i++)
    {
      int server = check->servers[i];

      if (server < 0 || lp_exposure_is_guarded (exposure, i) || !lp_exposure_is_ours (exposure, i))
        continue;

      if ((exposure->marks[i] & LP_EXPOSURE_BARE) != 0)
        return server;
      if (found < 0 && (exposure->marks[i] & LP_EXPOSURE_INSIDE) != 0)
        found = server;
    }

  return found;
}

static void
check_firewall (const LpRule *rule,
                LpCheck      *check,
                int           firewall,
                int           server)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  LpElement *element = check->graph->nodes[firewall].element;

  if (is_linked (traffic, firewall))
    lp_finding_forbid_fix (
        lp_check_report (check, rule, LP_ELEMENTS (element), NULL,
                         _("“%s” stands at the end of a link: nothing passes through it."),
                         lp_check_name (check, element)));
  else if (server < 0)
    lp_finding_forbid_fix (
        lp_check_report (check, rule, LP_ELEMENTS (element), NULL,
                         _("“%s” is on no link, on no server and in no zone: it protects nothing."),
                         lp_check_name (check, element)));
  else
    lp_check_report (check, rule, LP_ELEMENTS (element),
                     LP_ELEMENTS (check->graph->nodes[server].element),
                     _("“%s” is on no link, on no server and in no zone: it protects nothing."),
                     lp_check_name (check, element));
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *firewalls = &check->kinds[LP_KIND_FIREWALL];
  const LpTraffic *traffic = lp_check_get_traffic (check);
  int server = -2;

  for (guint i = 0; i < firewalls->n; i++)
    {
      if (check->graph->nodes[firewalls->nodes[i]].guards ||
          is_passed (traffic, firewalls->nodes[i]))
        continue;

      if (server == -2)
        server = find_server (check);
      check_firewall (rule, check, firewalls->nodes[i], server);
    }
}

/* Onto the server that the finding shows. In line it would be one more single point of
 * failure. */
static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *firewall = lp_finding_find_element (finding, design, 0);

  for (const char *const *id = lp_finding_get_witness (finding);
       firewall != NULL && *id != NULL;
       id++)
    {
      LpElement *server = lp_design_find (design, *id);

      if (server == NULL || lp_element_get_kind (server) != LP_KIND_SERVER)
        continue;

      lp_design_move (design, firewall, server, NULL);
      if (!lp_box_none_is_placed (design))
        lp_fix_place (firewall, NULL);
      lp_rewire_open_firewall (design, firewall);
      return TRUE;
    }

  return FALSE;
}

const LpRule lp_rule_not_on_path = {
  .key = "not-on-path",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Firewall that protects nothing"),
  .why = N_("A firewall works only where traffic passes through it: on a server, where it "
            "guards what stands there, in a zone, which it guards from outside, or in line, with a "
            "link into it and a link out of it. "
            "Drawn beside the traffic it is decoration, and everything reaches the servers as "
            "if it were not there."),
  .advice = N_("Drop the firewall into the server or zone that it guards, or lead the link "
               "through it."),
  .check = check_design,
  .fix = fix,
};
