/* SPDX-License-Identifier: MIT */
/* failures.c: what fails with what, as text and JSON. */
#include "config.h"

#include "report/failures.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "analysis/availability.h"
#include "analysis/failure.h"
#include "model/element.h"
#include "report/json.h"

/* More pairs than anybody reads; the answer says when it stops here. */
#define MAX_PAIRS 1000000

static const struct
{
  LpGoal      goal;
  const char *key;
  const char *title;
} goals[] = {
  { LP_GOAL_READ, "read", N_("Reading") },
  { LP_GOAL_WRITE, "write", N_("Writing") },
};

/* Ids sorted as texts: the answer does not depend on the order in the file. */
static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

typedef struct
{
  const char *first;
  const char *second;
} Pair;

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const Pair *left = a;
  const Pair *right = b;
  int first = strcmp (left->first, right->first);

  return first != 0 ? first : strcmp (left->second, right->second);
}

/* Ended by NULL. */
static GPtrArray *
list_ids (const LpGraph *graph,
          const int     *nodes,
          guint          n)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (ids, (gpointer) graph->nodes[nodes[i]].id);
  g_ptr_array_sort (ids, compare_ids);
  g_ptr_array_add (ids, NULL);

  return ids;
}

static GArray *
list_pairs (const LpGraph    *graph,
            const LpFailures *failures)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = 0; i < failures->n_pairs; i++)
    {
      Pair pair = { graph->nodes[failures->pairs[i].first].id,
                    graph->nodes[failures->pairs[i].second].id };

      if (strcmp (pair.first, pair.second) > 0)
        pair = (Pair) { pair.second, pair.first };
      g_array_append_val (pairs, pair);
    }
  g_array_sort (pairs, compare_pairs);

  return pairs;
}

static void
add_ids (LpJson        *json,
         const char    *key,
         const LpGraph *graph,
         const int     *nodes,
         guint          n)
{
  g_autoptr (GPtrArray) ids = list_ids (graph, nodes, n);

  lp_json_add_texts (json, key, (const char *const *) ids->pdata);
}

static void
add_pairs (LpJson           *json,
           const LpGraph    *graph,
           const LpFailures *failures)
{
  g_autoptr (GArray) pairs = list_pairs (graph, failures);

  lp_json_begin_array (json, "pairs");
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);
      const char *const ids[] = { pair->first, pair->second, NULL };

      lp_json_add_texts (json, NULL, ids);
    }
  lp_json_end_array (json);
}

/* Where it is not known exactly, also what it is at least and at most. */
static void
add_availability (LpJson        *json,
                  const LpGraph *graph,
                  LpGoal         goal,
                  LpExtent       extent)
{
  static const char *const keys[LP_N_EXTENTS][3] = {
    [LP_EXTENT_SOME] = { "availability", "at-least", "at-most" },
    [LP_EXTENT_FULL] = { "full", "full-at-least", "full-at-most" },
  };
  g_autoptr (LpAvailability) availability = lp_availability_new (graph, goal, extent, NULL);

  lp_json_add_number (json, keys[extent][0], lp_availability_get_value (availability));
  if (lp_availability_is_exact (availability))
    return;

  lp_json_add_number (json, keys[extent][1], availability->lower);
  lp_json_add_number (json, keys[extent][2], availability->upper);
}

static void
add_points (LpJson           *json,
            const LpGraph    *graph,
            const LpFailures *failures,
            int               max_order)
{
  add_ids (json, "spof", graph, failures->spofs, failures->n_spofs);
  if (failures->state == LP_GOAL_UP)
    add_ids (json, "partial", graph, failures->partials, failures->n_partials);
  else
    lp_json_add_text (json, "partial", NULL);
  if (max_order > 1)
    add_pairs (json, graph, failures);
  else
    lp_json_add_text (json, "pairs", NULL);
  if (max_order > 1 && !failures->complete)
    lp_json_add_boolean (json, "pairs-complete", FALSE);
}

static void
add_goal (LpJson        *json,
          const char    *key,
          const LpGraph *graph,
          LpGoal         goal,
          int            max_order)
{
  static const char *const unknown[] = { "spof", "partial", "pairs", "availability", "full" };
  g_autoptr (LpFailures) failures = lp_failures_new (graph, goal, max_order > 1 ? MAX_PAIRS : 0,
                                                     NULL);

  lp_json_begin_object (json, key);
  lp_json_add_text (json, "state", lp_goal_state_get_key (failures->state));
  if (failures->entangled)
    lp_json_add_boolean (json, "entangled", TRUE);
  if (failures->holds)
    add_points (json, graph, failures, max_order);
  else
    for (guint i = 0; i < 3; i++)
      lp_json_add_text (json, unknown[i], NULL);
  if (failures->state == LP_GOAL_UNKNOWN)
    for (guint i = 3; i < G_N_ELEMENTS (unknown); i++)
      lp_json_add_text (json, unknown[i], NULL);
  else
    for (LpExtent extent = 0; extent < LP_N_EXTENTS; extent++)
      add_availability (json, graph, goal, extent);
  if (failures->state == LP_GOAL_DOWN)
    add_ids (json, "stops", graph, failures->stops, failures->n_stops);
  lp_json_end_object (json);
}

/* Ways that are offered and do not get through: their last link, and why. */
static void
add_closed (LpJson        *json,
            const LpGraph *graph)
{
  const LpConversations *conversations = lp_conversations_get (graph);

  lp_json_begin_array (json, "closed");
  for (guint i = 0; i < conversations->n; i++)
    for (guint k = 0; k < conversations->list[i].n_ways; k++)
      {
        const LpConversation *each = &conversations->list[i];
        const LpWay *way = &conversations->ways[each->first_way + k];
        const guint last = conversations->links[way->first_link + way->n_links - 1];

        if (!way->offered || way->closed == LP_CLOSED_NOT)
          continue;

        lp_json_begin_object (json, NULL);
        lp_json_add_text (json, "link", lp_element_get_id (graph->links[last].element));
        lp_json_add_text (json, "why", lp_closed_get_rule (way->closed, each->flow));
        if (way->denial.firewall >= 0)
          lp_json_add_text (json, "by", graph->nodes[way->denial.firewall].id);
        lp_json_end_object (json);
      }
  lp_json_end_array (json);
}

char *
lp_report_failures_to_json (const LpGraph *graph,
                            int            max_order)
{
  GString *text = g_string_new (NULL);
  LpJson json = LP_JSON_INIT (text);

  lp_json_begin_object (&json, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (goals); i++)
    add_goal (&json, goals[i].key, graph, goals[i].goal, max_order);
  add_closed (&json, graph);
  lp_json_end_object (&json);
  g_string_append_c (text, '\n');

  return g_string_free (text, FALSE);
}

static void
append_availability (GString       *text,
                     const LpGraph *graph,
                     LpGoal         goal)
{
  g_autoptr (LpAvailability) some = lp_availability_new (graph, goal, LP_EXTENT_SOME, NULL);
  g_autoptr (LpAvailability) full = lp_availability_new (graph, goal, LP_EXTENT_FULL, NULL);
  const double value = lp_availability_get_value (some);

  if (!lp_availability_is_exact (some))
    {
      g_string_append_printf (text, _("available between %.4f %% and %.4f %%"),
                              lp_availability_to_percent (some->lower),
                              lp_availability_to_percent (some->upper));
      return;
    }

  g_string_append_printf (text, _("available %.4f %%, %.1f hours down a year"),
                          lp_availability_to_percent (value),
                          lp_availability_to_hours_down (value));
  if (lp_availability_is_exact (full) && value - full->lower > 1e-7)
    {
      g_string_append (text, "; ");
      g_string_append_printf (text, _("wholly %.4f %%, %.1f hours down or in part"),
                              lp_availability_to_percent (full->lower),
                              lp_availability_to_hours_down (full->lower));
    }
}

static void
append_ids (GString       *text,
            const LpGraph *graph,
            const int     *nodes,
            guint          n)
{
  g_autoptr (GPtrArray) ids = list_ids (graph, nodes, n);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "    %s\n", (const char *) ids->pdata[i]);
}

static void
append_points (GString          *text,
               const LpGraph    *graph,
               const LpFailures *failures)
{
  g_string_append_printf (text, "  %s\n", failures->n_spofs == 0
                          ? _("No single point of failure") : _("Single points of failure:"));
  append_ids (text, graph, failures->spofs, failures->n_spofs);
  if (failures->n_partials == 0)
    return;

  g_string_append_printf (text, "  %s\n", _("After one of these some requests fail:"));
  append_ids (text, graph, failures->partials, failures->n_partials);
}

static void
append_pairs (GString          *text,
              const LpGraph    *graph,
              const LpFailures *failures)
{
  g_autoptr (GArray) pairs = list_pairs (graph, failures);

  g_string_append_printf (text, "  %s\n", pairs->len == 0 ? _("No fatal pair")
                                                          : _("Fatal pairs:"));
  for (guint i = 0; i < pairs->len; i++)
    g_string_append_printf (text, "    %s + %s\n", g_array_index (pairs, Pair, i).first,
                            g_array_index (pairs, Pair, i).second);
  if (!failures->complete)
    g_string_append_printf (text, "  %s\n", _("There are more pairs than can be listed"));
}

static void
append_goal_text (GString       *text,
                  const LpGraph *graph,
                  LpGoal         goal,
                  int            max_order)
{
  g_autoptr (LpFailures) failures = lp_failures_new (graph, goal, max_order > 1 ? MAX_PAIRS : 0,
                                                     NULL);

  switch (failures->state)
    {
    case LP_GOAL_UNKNOWN:
      g_string_append_printf (text, "%s\n", failures->entangled
                              ? _("not known: the design is too entangled to say")
                              : _("not known: no visitor asks for anything"));
      return;

    case LP_GOAL_DOWN:
      g_string_append_printf (text, "%s\n", _("does not work, even when nothing has failed"));
      if (failures->n_stops > 0)
        g_string_append_printf (text, "  %s\n", _("A visitor’s request gets as far as:"));
      append_ids (text, graph, failures->stops, failures->n_stops);
      return;

    case LP_GOAL_PART:
      g_string_append_printf (text, "%s; ",
                              _("works in part: some requests fail even now"));
      break;

    case LP_GOAL_UP:
      break;
    }

  append_availability (text, graph, goal);
  g_string_append_c (text, '\n');
  append_points (text, graph, failures);
  if (max_order > 1)
    append_pairs (text, graph, failures);
}

char *
lp_report_failures_to_text (const LpGraph *graph,
                            int            max_order)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (goals); i++)
    {
      g_string_append_printf (text, "%s: ", _(goals[i].title));
      append_goal_text (text, graph, goals[i].goal, max_order);
    }

  return g_string_free (text, FALSE);
}
