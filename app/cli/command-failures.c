/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/command.h"
#include "report/failures.h"

/* Numbers of the nodes with the ids in @list, commas between; NULL after saying which is none. */
static GArray *
parse_down (const LpCommand *command,
            const LpGraph   *graph,
            const char      *list)
{
  g_auto (GStrv) ids = g_strsplit (list, ",", -1);
  g_autoptr (GArray) down = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; ids[i] != NULL; i++)
    {
      int node = lp_graph_find (graph, g_strstrip (ids[i]));

      if (node < 0)
        {
          lp_command_refuse (command, _("the design has no element “%s”"), ids[i]);
          return NULL;
        }
      g_array_append_val (down, node);
    }

  return g_steal_pointer (&down);
}

static char *
answer (const LpCommand *command,
        const LpGraph   *graph,
        const char      *list,
        gboolean         json,
        int              max_order)
{
  g_autoptr (GArray) down = NULL;

  if (list == NULL)
    return json ? lp_report_failures_to_json (graph, max_order)
                : lp_report_failures_to_text (graph, max_order);

  down = parse_down (command, graph, list);
  if (down == NULL)
    return NULL;

  return json ? lp_report_drill_to_json (graph, (int *) down->data, down->len)
              : lp_report_drill_to_text (graph, (int *) down->data, down->len);
}

int
lp_command_failures (const LpCommand *command,
                     int              argc,
                     char           **argv)
{
  g_autofree char *format = NULL;
  g_autofree char *down = NULL;
  int max_order = 2;
  const GOptionEntry entries[] = {
    { "down", 'd', 0, G_OPTION_ARG_STRING, &down, N_("What is left when these have failed"),
      N_("ID,…") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("text or json"), N_("FORMAT") },
    { "max-order", 0, 0, G_OPTION_ARG_INT, &max_order,
      N_("1: only single points of failure; 2: fatal pairs too"), N_("N") },
    { NULL }
  };
  g_autoptr (LpDesign) design = NULL;
  g_autoptr (LpGraph) graph = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (!lp_command_parse (command, entries, &argc, argv, 1, 1))
    return LP_EXIT_USAGE;
  if (format != NULL && strcmp (format, "text") != 0 && strcmp (format, "json") != 0)
    return lp_command_refuse (command, _("“%s” is no format, only text and json are"), format);
  if (max_order < 1 || max_order > 2)
    return lp_command_refuse (command, "%s", _("--max-order is 1 or 2"));

  design = lp_command_open (argv[0]);
  if (design == NULL)
    return LP_EXIT_INPUT;

  graph = lp_graph_new (design);
  text = answer (command, graph, down, g_strcmp0 (format, "json") == 0, max_order);
  if (text == NULL)
    return LP_EXIT_USAGE;

  bytes = g_bytes_new_take (text, strlen (text));

  return lp_command_save (NULL, bytes);
}
