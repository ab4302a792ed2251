/* SPDX-License-Identifier: MIT */
/* capacity-n-minus-1: those who are left must carry the load of the one that failed. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"

static double
sum_demand (LpCheck *check)
{
  const LpNodes *clients = &check->kinds[LP_KIND_CLIENT];
  double demand = 0;

  for (guint i = 0; i < clients->n; i++)
    demand += lp_element_get_number (lp_check_get_element (check, clients->nodes[i]),
                                     LP_ATTRIBUTE_DEMAND);

  return demand;
}

/* Says nothing of a tier of which not everything is known. */
static void
check_tier (const LpRule *rule,
            LpCheck      *check,
            LpKind        kind,
            double        demand)
{
  const guint8 *reached = lp_check_get_reached (check);
  g_autoptr (GPtrArray) elements = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  g_autofree char *names = NULL;
  double sum = 0;
  double largest = 0;

  for (guint i = 0; i < check->kinds[kind].n; i++)
    {
      int node = check->kinds[kind].nodes[i];
      LpElement *element = lp_check_get_element (check, node);
      double capacity = lp_element_get_number (element, LP_ATTRIBUTE_CAPACITY);

      if (!reached[node])
        continue;
      if (!lp_element_has (element, LP_ATTRIBUTE_CAPACITY))
        return;

      sum += capacity;
      largest = MAX (largest, capacity);
      g_ptr_array_add (elements, element);
    }

  if (elements->len < 2 || sum - largest >= demand)
    return;

  names = lp_check_join_names (check, (LpElement **) elements->pdata);
  lp_check_report (check, rule, (LpElement **) elements->pdata, NULL,
                   _("When one of %s fails, the rest answers %.10g requests a second, "
                     "and visitors send %.10g."), names, sum - largest, demand);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  double demand = sum_demand (check);

  if (demand <= 0)
    return;

  check_tier (rule, check, LP_KIND_LOAD_BALANCER, demand);
  check_tier (rule, check, LP_KIND_WEB_SERVER, demand);
  check_tier (rule, check, LP_KIND_APP_SERVER, demand);
}

const LpRule lp_rule_capacity_n_minus_1 = {
  .key = "capacity-n-minus-1",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Too small when one fails"),
  .why = N_("Redundancy means that the others carry on when one fails, and then they carry its "
            "load too. "
            "If they are too small for that, they slow down, miss their health checks and fail one "
            "after the other. "
            "So a tier of n must be large enough with n − 1."),
  .advice = N_("Add an instance, or larger ones."),
  .check = check_design,
};
