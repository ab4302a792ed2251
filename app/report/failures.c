/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "report/failures.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "analysis/availability.h"
#include "analysis/failure.h"
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

static GPtrArray *
list_spofs (const LpGraph    *graph,
            const LpFailures *failures)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < failures->n_spofs; i++)
    g_ptr_array_add (ids, (gpointer) graph->nodes[failures->spofs[i]].id);
  g_ptr_array_sort (ids, compare_ids);

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
append_ids (GString   *json,
            GPtrArray *ids)
{
  g_string_append_c (json, '[');
  for (guint i = 0; i < ids->len; i++)
    {
      g_string_append (json, i > 0 ? ", " : "");
      lp_json_append_text (json, ids->pdata[i]);
    }
  g_string_append_c (json, ']');
}

static void
append_pairs (GString *json,
              GArray  *pairs)
{
  g_string_append_c (json, '[');
  for (guint i = 0; i < pairs->len; i++)
    {
      g_string_append (json, i > 0 ? ", [" : "[");
      lp_json_append_text (json, g_array_index (pairs, Pair, i).first);
      g_string_append (json, ", ");
      lp_json_append_text (json, g_array_index (pairs, Pair, i).second);
      g_string_append_c (json, ']');
    }
  g_string_append_c (json, ']');
}

static void
append_number (GString    *json,
               const char *key,
               double      number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (json, "\"%s\": %s", key,
                          g_ascii_formatd (buffer, sizeof buffer, "%.12f", number));
}

static void
append_goal_json (GString       *json,
                  const LpGraph *graph,
                  LpGoal         goal,
                  int            max_order)
{
  g_autoptr (LpFailures) failures = lp_failures_new (graph, goal, max_order > 1 ? MAX_PAIRS : 0,
                                                     NULL);
  g_autoptr (LpAvailability) availability = NULL;
  g_autoptr (GPtrArray) spofs = NULL;
  g_autoptr (GArray) pairs = NULL;

  if (!failures->holds)
    {
      g_string_append (json, "{\"holds\": false, \"spof\": null, \"pairs\": null, "
                             "\"availability\": 0}");
      return;
    }

  spofs = list_spofs (graph, failures);
  pairs = list_pairs (graph, failures);
  availability = lp_availability_new (graph, goal, NULL);

  g_string_append (json, "{\"holds\": true, \"spof\": ");
  append_ids (json, spofs);
  g_string_append (json, ", \"pairs\": ");
  if (max_order > 1)
    append_pairs (json, pairs);
  else
    g_string_append (json, "null");
  g_string_append (json, ", ");
  append_number (json, "availability", lp_availability_get_value (availability));
  if (!lp_availability_is_exact (availability))
    {
      g_string_append (json, ", ");
      append_number (json, "at-least", availability->lower);
      g_string_append (json, ", ");
      append_number (json, "at-most", availability->upper);
    }
  if (max_order > 1 && !failures->complete)
    g_string_append (json, ", \"pairs-complete\": false");
  g_string_append_c (json, '}');
}

char *
lp_report_failures_to_json (const LpGraph *graph,
                            int            max_order)
{
  GString *json = g_string_new ("{");

  for (guint i = 0; i < G_N_ELEMENTS (goals); i++)
    {
      g_string_append_printf (json, "%s\"%s\": %*s", i > 0 ? ",\n " : "", goals[i].key,
                              i == 0 ? 1 : 0, "");
      append_goal_json (json, graph, goals[i].goal, max_order);
    }
  g_string_append (json, "}\n");

  return g_string_free (json, FALSE);
}

static void
append_availability (GString       *text,
                     const LpGraph *graph,
                     LpGoal         goal)
{
  g_autoptr (LpAvailability) availability = lp_availability_new (graph, goal, NULL);
  double value = lp_availability_get_value (availability);

  if (lp_availability_is_exact (availability))
    g_string_append_printf (text, _("available %.4f %%, %.1f hours down a year"),
                            value * 100, lp_availability_to_hours_down (value));
  else
    g_string_append_printf (text, _("available between %.4f %% and %.4f %%"),
                            availability->lower * 100, availability->upper * 100);
}

static void
append_goal_text (GString       *text,
                  const LpGraph *graph,
                  LpGoal         goal,
                  int            max_order)
{
  g_autoptr (LpFailures) failures = lp_failures_new (graph, goal, max_order > 1 ? MAX_PAIRS : 0,
                                                     NULL);
  g_autoptr (GPtrArray) spofs = NULL;
  g_autoptr (GArray) pairs = NULL;

  if (!failures->holds)
    {
      g_string_append (text, _("does not work, even when nothing has failed"));
      g_string_append_c (text, '\n');
      return;
    }

  spofs = list_spofs (graph, failures);
  pairs = list_pairs (graph, failures);
  append_availability (text, graph, goal);

  g_string_append_printf (text, "\n  %s\n", spofs->len == 0 ? _("No single point of failure")
                                                            : _("Single points of failure:"));
  for (guint i = 0; i < spofs->len; i++)
    g_string_append_printf (text, "    %s\n", (const char *) spofs->pdata[i]);

  if (max_order > 1)
    g_string_append_printf (text, "  %s\n", pairs->len == 0 ? _("No fatal pair")
                            : _("Fatal pairs:"));
  for (guint i = 0; i < pairs->len; i++)
    g_string_append_printf (text, "    %s + %s\n", g_array_index (pairs, Pair, i).first,
                            g_array_index (pairs, Pair, i).second);
  if (max_order > 1 && !failures->complete)
    g_string_append_printf (text, "  %s\n", _("There are more pairs than can be listed"));
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
