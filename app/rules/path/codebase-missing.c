/* SPDX-License-Identifier: MIT */
/* codebase-missing: an application server without the application's files has nothing to run. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/conversation.h"
#include "rules/engine/fix.h"
#include "rules/engine/promoters.h"
#include "rules/engine/rule.h"

/* The server of @node, or what holds it where there is none: 0 is the design itself. */
static guint
get_place (LpCheck *check,
           int      node)
{
  int place = check->servers[node] >= 0 ? check->servers[node] : check->graph->nodes[node].parent;

  return place + 1;
}

/* Marks what is linked to files, by whatever flow and whichever way round. */
static void
mark_linked (LpCheck *check,
             guint8  *linked)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  const LpGraphNode *nodes = check->graph->nodes;

  for (guint i = 0; i < conversations->n; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if (nodes[each->to].kind == LP_KIND_APP_FILES)
        linked[each->from] = TRUE;
      if (nodes[each->from].kind == LP_KIND_APP_FILES)
        linked[each->to] = TRUE;
    }
}

/* What somebody else runs has its code there, and what promotes databases is none of the site’s. */
static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *apps = &check->kinds[LP_KIND_APP_SERVER];
  const LpNodes *files = &check->kinds[LP_KIND_APP_FILES];
  g_autofree guint8 *has_files = g_new0 (guint8, check->graph->n_nodes + 1);
  g_autofree guint8 *linked = g_new0 (guint8, check->graph->n_nodes + 1);

  mark_linked (check, linked);
  for (guint i = 0; i < files->n; i++)
    has_files[get_place (check, files->nodes[i])] = TRUE;

  for (guint i = 0; i < apps->n; i++)
    if (!has_files[get_place (check, apps->nodes[i])] && !linked[apps->nodes[i]] &&
        check->graph->nodes[apps->nodes[i]].fails &&
        !lp_promoters_have (check, apps->nodes[i]))
      lp_check_report (check, rule, LP_ELEMENTS (lp_check_get_element (check, apps->nodes[i])),
                       NULL, _("“%s” has no application files to run."),
                       lp_check_get_name (check, apps->nodes[i]));
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *app = lp_finding_find_element (finding, design, 0);
  LpElement *parent, *files;

  if (app == NULL)
    return FALSE;

  parent = lp_element_get_parent (app);
  files = lp_fix_add_component (design, LP_KIND_APP_FILES, parent, app);

  /* Only on a server is it clear whose they are. */
  if (lp_element_get_kind (parent) != LP_KIND_SERVER)
    lp_fix_add_link (design, LP_FLOW_FILES, app, files);

  return TRUE;
}

const LpRule lp_rule_codebase_missing = {
  .key = "codebase-missing",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Application files missing"),
  .why = N_("The application server is only the engine: it runs the code of the site. The code "
            "lies on the same server, where each deploy has to bring it to every copy, or on a "
            "file server that all of them read, which then must not fail."),
  .advice = N_("Add the application files beside the application server, or link it to the files "
               "that it reads over the network."),
  .check = check_design,
  .fix = fix,
};
