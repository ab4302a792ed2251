/* SPDX-License-Identifier: MIT */
/* tiers-not-split: a server that works for two tiers is maintained and scaled for both at once. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/fix.h"
#include "rules/engine/rule.h"
#include "rules/engine/tiers.h"

/* Databases beside others are for db-collocated, all three tiers together for all-in-one. */
#define OURS (LP_TIER_BALANCER | LP_TIER_WEB | LP_TIER_APP)

static gboolean
is_shared (guint tiers)
{
  guint ours = tiers & OURS;
  guint all = LP_TIER_WEB | LP_TIER_APP | LP_TIER_DATABASE;

  return (ours & (ours - 1)) != 0 && (tiers & all) != all;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autofree guint8 *tiers = lp_tiers_new (check);

  for (guint i = 0; i < check->graph->n_nodes; i++)
    if (is_shared (tiers[i]))
      lp_check_report (check, rule, LP_ELEMENTS (check->graph->nodes[i].element), NULL,
                       _("“%s” works for more than one tier."), lp_check_get_name (check, i));
}

/* The tier of the first card stays; the code base goes where its application goes. */
static LpElement *
find_to_move (LpElement *server,
              guint      stays)
{
  for (LpElement *child = lp_element_get_first_child (server); child != NULL;
       child = lp_element_get_next_sibling (child))
    {
      guint tier = lp_tier_of (lp_element_get_kind (child));

      if ((tier & OURS) != 0 && tier != stays)
        return child;
      if (lp_element_get_kind (child) == LP_KIND_APP_FILES && stays != LP_TIER_APP)
        return child;
    }

  return NULL;
}

static guint
find_first_tier (LpElement *server)
{
  guint first = 0;

  for (LpElement *child = lp_element_get_first_child (server); child != NULL && first == 0;
       child = lp_element_get_next_sibling (child))
    first = lp_tier_of (lp_element_get_kind (child)) & OURS;

  return first;
}

/* One new server for each tier that leaves. */
static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *server = lp_finding_find_element (finding, design, 0);
  LpElement *homes[LP_TIER_DATABASE] = { NULL };
  LpElement *moved;
  guint stays;

  if (server == NULL || (stays = find_first_tier (server)) == 0)
    return FALSE;

  while ((moved = find_to_move (server, stays)) != NULL)
    {
      guint tier = lp_tier_of (lp_element_get_kind (moved));

      if (tier == 0)
        tier = LP_TIER_APP;
      if (homes[tier] == NULL)
        homes[tier] = lp_fix_add_component (design, LP_KIND_SERVER, lp_element_get_parent (server),
                                            server);
      lp_design_move (design, moved, homes[tier], NULL);
      lp_fix_place (moved, NULL);
    }

  return TRUE;
}

const LpRule lp_rule_tiers_not_split = {
  .key = "tiers-not-split",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Tiers share a server"),
  .why = N_("When a server works for two tiers, neither can grow alone: another machine for one is "
            "another for both. An update or a crash of one part takes the other along."),
  .advice = N_("Give each tier servers of its own."),
  .check = check_design,
  .fix = fix,
};
