/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/availability/spof.h"

#include <glib/gi18n-lib.h>

/* What fails together: the server that @node stands in, or itself. */
static int
get_host (LpCheck *check,
          int      node)
{
  return check->servers[node] >= 0 ? check->servers[node] : node;
}

/* “If … fails”, of one server or of a component that stands alone. */
static char *
describe_failure (LpCheck     *check,
                  const int   *events,
                  guint        n_events,
                  LpElement  **elements)
{
  g_autofree char *names = NULL;

  if (n_events == 1)
    return g_strdup_printf (_("If “%s” fails"), lp_check_name (check, elements[0]));

  /* A server comes before what it holds; one that is managed is no event. */
  if (check->graph->nodes[events[0]].kind != LP_KIND_SERVER)
    {
      names = lp_check_join_names (check, elements);
      return g_strdup_printf (_("If one of %s fails"), names);
    }

  names = lp_check_join_bare_names (elements + 1);

  return g_strdup_printf (ngettext ("If “%s” fails, or %s on it",
                                    "If “%s” fails, or one of %s on it", n_events - 1),
                          lp_check_name (check, elements[0]), names);
}

/* The way of a request to the first of them that it gets to. */
static GPtrArray *
find_witness (LpCheck   *check,
              const int *events,
              guint      n_events)
{
  int host = get_host (check, events[0]);
  const guint8 *reached = lp_check_get_reached (check);

  for (guint i = 0; i < n_events; i++)
    if (reached[events[i]])
      return lp_check_list_path (check, events[i]);

  /* What is on the server of which only the server itself is an event. */
  for (guint i = host; i < check->graph->n_nodes && get_host (check, i) == host; i++)
    if (reached[i])
      return lp_check_list_path (check, i);

  return lp_check_list_path (check, events[0]);
}

static void
report (const LpRule *rule,
        LpCheck      *check,
        const int    *events,
        guint         n_events,
        const char   *down)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_null_terminated (n_events, NULL, TRUE);
  g_autoptr (GPtrArray) witness = find_witness (check, events, n_events);
  g_autofree char *failure = NULL;

  for (guint i = 0; i < n_events; i++)
    g_ptr_array_add (elements, lp_check_get_element (check, events[i]));

  failure = describe_failure (check, events, n_events, (LpElement **) elements->pdata);
  lp_check_report (check, rule, (LpElement **) elements->pdata, (LpElement **) witness->pdata,
                   _("%s, %s"), failure, down);
}

void
lp_spof_report (const LpRule *rule,
                LpCheck      *check,
                const int    *events,
                guint         n_events,
                const char   *down)
{
  guint first = 0;

  /* What stands in a server follows it in the document. */
  for (guint i = 1; i <= n_events; i++)
    if (i == n_events || get_host (check, events[i]) != get_host (check, events[first]))
      {
        report (rule, check, events + first, i - first, down);
        first = i;
      }
}
