/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/drill.h"
#include "report/failures.h"
#include "report/json.h"

static const struct
{
  const char *key;
  const char *title;
} states[] = {
  [LP_STATE_UP] = { "up", N_("up") },
  [LP_STATE_SERVING] = { "serving", N_("serving") },
  [LP_STATE_CUT_OFF] = { "cut-off", N_("cut off") },
  [LP_STATE_DOWN] = { "down", N_("down with what it stands in") },
  [LP_STATE_FAILED] = { "failed", N_("failed") },
};

static const char *const goal_keys[LP_N_GOALS] = { "read", "write" };

char *
lp_report_drill_to_json (const LpGraph *graph,
                         const int     *down,
                         guint          n_down)
{
  GString *json = g_string_new ("{\"down\": [");

  for (guint i = 0; i < n_down; i++)
    {
      g_string_append (json, i > 0 ? ", " : "");
      lp_json_append_text (json, graph->nodes[down[i]].id);
    }
  g_string_append_c (json, ']');

  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    {
      g_autoptr (LpDrill) drill = lp_drill_new (graph, goal, down, n_down);

      g_string_append_printf (json, ",\n \"%s\": {\"holds\": %s, \"states\": {", goal_keys[goal],
                              drill->holds ? "true" : "false");
      for (guint i = 0; i < graph->n_nodes; i++)
        {
          g_string_append (json, i > 0 ? ", " : "");
          lp_json_append_text (json, graph->nodes[i].id);
          g_string_append_printf (json, ": \"%s\"", states[drill->states[i]].key);
        }
      g_string_append (json, "}}");
    }
  g_string_append (json, "}\n");

  return g_string_free (json, FALSE);
}

static void
append_lost (GString       *text,
             const LpGraph *graph,
             const LpDrill *drill)
{
  for (guint i = 0; i < graph->n_nodes; i++)
    if (drill->states[i] >= LP_STATE_CUT_OFF)
      g_string_append_printf (text, "  %s: %s\n", graph->nodes[i].id,
                              _(states[drill->states[i]].title));
}

char *
lp_report_drill_to_text (const LpGraph *graph,
                         const int     *down,
                         guint          n_down)
{
  static const char *const verdicts[LP_N_GOALS][2] = {
    { N_("Visitors get no page"), N_("Visitors still get every page") },
    { N_("Nothing can be saved"), N_("Changes can still be saved") },
  };
  GString *text = g_string_new (NULL);

  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    {
      g_autoptr (LpDrill) drill = lp_drill_new (graph, goal, down, n_down);

      g_string_append_printf (text, "%s\n", _(verdicts[goal][drill->holds]));
      if (goal == LP_N_GOALS - 1)
        append_lost (text, graph, drill);
    }

  return g_string_free (text, FALSE);
}
