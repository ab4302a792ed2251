/* SPDX-License-Identifier: MIT */
/* drill.c: what is left after some have failed, as text and JSON. */
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
  [LP_STATE_PART] = { "part", N_("serving in part") },
  [LP_STATE_CUT_OFF] = { "cut-off", N_("cut off") },
  [LP_STATE_DOWN] = { "down", N_("down with what it stands in") },
  [LP_STATE_FAILED] = { "failed", N_("failed") },
};

static const char *const goal_keys[LP_N_GOALS] = { "read", "write" };

static void
add_states (LpJson        *json,
            const LpGraph *graph,
            const LpDrill *drill)
{
  lp_json_begin_object (json, "states");
  for (guint i = 0; i < graph->n_nodes; i++)
    lp_json_add_text (json, graph->nodes[i].id, states[drill->states[i]].key);
  lp_json_end_object (json);
}

char *
lp_report_drill_to_json (const LpGraph *graph,
                         const int     *down,
                         guint          n_down)
{
  GString *text = g_string_new (NULL);
  LpJson json = LP_JSON_INIT (text);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < n_down; i++)
    g_ptr_array_add (ids, (gpointer) graph->nodes[down[i]].id);
  g_ptr_array_add (ids, NULL);

  lp_json_begin_object (&json, NULL);
  lp_json_add_texts (&json, "down", (const char *const *) ids->pdata);
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    {
      g_autoptr (LpDrill) drill = lp_drill_new (graph, goal, down, n_down);

      lp_json_begin_object (&json, goal_keys[goal]);
      lp_json_add_text (&json, "state", lp_goal_state_get_key (drill->state));
      lp_json_add_boolean (&json, "holds", drill->holds);
      add_states (&json, graph, drill);
      lp_json_end_object (&json);
    }
  lp_json_end_object (&json);
  g_string_append_c (text, '\n');

  return g_string_free (text, FALSE);
}

static char *
describe_lost (const LpGraph *graph,
               const LpDrill *drill)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < graph->n_nodes; i++)
    if (drill->states[i] >= LP_STATE_PART)
      g_string_append_printf (text, "  %s: %s\n", graph->nodes[i].id,
                              _(states[drill->states[i]].title));

  return g_string_free (text, FALSE);
}

char *
lp_report_drill_to_text (const LpGraph *graph,
                         const int     *down,
                         guint          n_down)
{
  static const char *const verdicts[LP_N_GOALS][4] = {
    { N_("Nobody visits"), N_("Visitors get no page"), N_("Visitors get some pages, others fail"),
      N_("Visitors still get every page") },
    { N_("Nobody visits"), N_("Nothing can be saved"),
      N_("Some changes are saved, others are lost"), N_("Changes can still be saved") },
  };
  g_autoptr (LpDrill) reading = lp_drill_new (graph, LP_GOAL_READ, down, n_down);
  g_autoptr (LpDrill) writing = lp_drill_new (graph, LP_GOAL_WRITE, down, n_down);
  g_autofree char *unread = describe_lost (graph, reading);
  g_autofree char *unwritten = describe_lost (graph, writing);
  GString *text = g_string_new (NULL);

  /* What is lost to both is listed once, after both. */
  g_string_append_printf (text, "%s\n", _(verdicts[LP_GOAL_READ][reading->state]));
  if (!g_str_equal (unread, unwritten))
    g_string_append (text, unread);
  g_string_append_printf (text, "%s\n", _(verdicts[LP_GOAL_WRITE][writing->state]));
  g_string_append (text, unwritten);

  return g_string_free (text, FALSE);
}
