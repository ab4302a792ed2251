/* SPDX-License-Identifier: MIT */
/* service-without-host: software runs on a machine, and the machine can fail too. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/box.h"
#include "rules/engine/rule.h"

static const LpKind services[] = {
  LP_KIND_LOAD_BALANCER, LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER, LP_KIND_DATABASE, LP_KIND_CACHE,
  LP_KIND_QUEUE,
};

/* What somebody else runs, itself or what it stands in, never fails by itself. */
static gboolean
is_homeless (LpCheck *check,
             int      node)
{
  return check->servers[node] < 0 && check->graph->nodes[node].fails;
}

static GPtrArray *
list_homeless (LpCheck *check)
{
  GPtrArray *homeless = g_ptr_array_new_null_terminated (8, NULL, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      const LpNodes *nodes = &check->kinds[services[i]];

      for (guint k = 0; k < nodes->n; k++)
        if (is_homeless (check, nodes->nodes[k]))
          g_ptr_array_add (homeless, lp_check_get_element (check, nodes->nodes[k]));
    }

  return homeless;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GPtrArray) homeless = list_homeless (check);

  /* A sketch without any server has one fault, not one for each box. */
  if (check->kinds[LP_KIND_SERVER].n == 0 && homeless->len > 1)
    {
      g_autofree char *names = lp_check_join_names (check, (LpElement **) homeless->pdata);

      lp_check_report (check, rule, (LpElement **) homeless->pdata, NULL,
                       _("No server is drawn: %s stand on no machine."), names);
      return;
    }

  for (guint i = 0; i < homeless->len; i++)
    lp_check_report (check, rule, LP_ELEMENTS (homeless->pdata[i]), NULL,
                     _("“%s” stands on no server."), lp_check_name (check, homeless->pdata[i]));
}

/* A server of its own around @element, which stays where it is on the picture. */
static void
wrap (LpDesign  *design,
      LpElement *element)
{
  LpElement *parent = lp_element_get_parent (element);
  gboolean arranged = !lp_box_none_is_placed (design);
  g_autoptr (LpElement) server = lp_design_make_element (design, LP_KIND_SERVER, parent);
  LpRect rect;

  lp_box_get_rect (element, &rect);
  lp_design_add (design, server, parent, element);
  if (arranged)
    lp_box_place (server, rect.x - LP_PADDING, rect.y - LP_HEADER);
  lp_design_move (design, element, server, NULL);
  if (arranged)
    lp_box_place (element, rect.x, rect.y);
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  for (guint i = 0; i < lp_finding_get_n_elements (finding); i++)
    {
      LpElement *element = lp_finding_find_element (finding, design, i);

      if (element == NULL)
        return FALSE;
      wrap (design, element);
    }

  return TRUE;
}

const LpRule lp_rule_service_without_host = {
  .key = "service-without-host",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Service without a server"),
  .why = N_("Every service runs on some machine, and it stops when the machine stops. As long as "
            "the picture does not "
            "show which one, nobody can count the servers or see which services fail together."),
  .advice = N_("Drop it into the server that it runs on. If somebody else runs it for you, mark it "
               "as managed."),
  .check = check_design,
  .fix = fix,
};
