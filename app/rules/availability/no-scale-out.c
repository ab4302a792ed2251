/* SPDX-License-Identifier: MIT */
/* no-scale-out: a tier of one instance that nothing distributes to cannot grow with the traffic. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/availability/single.h"
#include "rules/engine/rule.h"

/* Whether @node gets its requests from something that could send them to a second one as well. */
static gboolean
is_distributed_to (LpCheck *check,
                   int      node)
{
  for (guint k = check->hop_in_start[node]; k < check->hop_in_start[node + 1]; k++)
    {
      LpKind kind = check->graph->nodes[check->hops[check->hop_in[k]].from].kind;

      if (kind == LP_KIND_LOAD_BALANCER || kind == LP_KIND_VIRTUAL_IP)
        return TRUE;
    }

  return FALSE;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  static const LpKind kinds[] = { LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER };
  g_autoptr (GPtrArray) elements = g_ptr_array_new_null_terminated (2, NULL, TRUE);
  g_autofree char *names = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      int single = lp_single_find (check, kinds[i]);

      if (single >= 0 && !is_distributed_to (check, single))
        g_ptr_array_add (elements, lp_check_get_element (check, single));
    }

  if (elements->len == 0)
    return;

  names = lp_check_join_names (check, (LpElement **) elements->pdata);
  lp_check_report (check, rule, (LpElement **) elements->pdata, NULL,
                   ngettext ("There is one %s and nothing in front that could spread requests over "
                             "more.",
                             "There is one each of %s, and nothing in front that could spread "
                             "requests "
                             "over more.", elements->len), names);
}

const LpRule lp_rule_no_scale_out = {
  .key = "no-scale-out",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Cannot scale out"),
  .why = N_("One machine can answer only so many requests a second. When more visitors come, it "
            "gets slow and then refuses them, "
            "and a larger machine only moves the limit. With a load balancer in front, another "
            "server can be added whenever it is needed."),
  .advice = N_("Put a load balancer in front and add a second instance."),
  .check = check_design,
};
