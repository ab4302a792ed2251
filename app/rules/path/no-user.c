/* SPDX-License-Identifier: MIT */
/* no-user: every request begins with somebody who wants the site. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/fix.h"
#include "rules/engine/clients.h"
#include "rules/engine/rule.h"

/* Where visitors come in: the first kind that the design has. */
static const LpKind entries[] = {
  LP_KIND_VIRTUAL_IP, LP_KIND_LOAD_BALANCER, LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER,
};

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *clients = &check->kinds[LP_KIND_CLIENT];
  guint n_drawn = check->kinds[LP_KIND_ZONE].n + check->kinds[LP_KIND_NOTE].n;
  guint n_visitors = 0;

  for (guint i = 0; i < clients->n; i++)
    n_visitors += !lp_clients_is_operator (check, clients->nodes[i]);

  /* An empty page is no fault yet. */
  if (n_visitors == 0 && check->graph->n_nodes > n_drawn)
    lp_check_report (check, rule, NULL, NULL, _("There is no visitor who wants to see the site."));
}

static LpElement *
find_first (LpDesign *design,
            LpKind    kind)
{
  LpElement *root = lp_design_get_root (design);

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_element_get_kind (each) == kind)
      return each;

  return NULL;
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *root = lp_design_get_root (design);
  LpElement *client = lp_fix_add_component (design, LP_KIND_CLIENT, root, NULL);
  LpElement *dns = find_first (design, LP_KIND_DNS);
  LpElement *entry = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (entries) && entry == NULL; i++)
    entry = find_first (design, entries[i]);

  if (dns != NULL)
    lp_fix_add_link (design, LP_FLOW_LOOKUP, client, dns);
  if (entry != NULL)
    lp_fix_add_link (design, LP_FLOW_REQUEST, client, entry);

  return TRUE;
}

const LpRule lp_rule_no_user = {
  .key = "no-user",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("No visitor"),
  .why = N_("The story of a web infrastructure starts with somebody who wants to see the site. "
            "Without a visitor there is no request to follow, and nothing can be said about what "
            "happens when a part fails."),
  .advice = N_("Add a visitor and link it to the DNS and to where requests come in."),
  .check = check_design,
  .fix = fix,
};
