/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/command.h"
#include "file/templates.h"
#include "file/writer.h"

static LpDesign *
open_template (const LpCommand *command,
               const char      *key)
{
  g_autoptr (GError) error = NULL;
  LpDesign *design;

  if (strcmp (key, "blank") == 0)
    return lp_design_new ();

  design = lp_template_open (key, &error);
  if (design == NULL)
    lp_command_refuse (command, _("there is no template “%s”, only task-0, task-1, task-2, task-3 "
                                  "and blank"), key);

  return design;
}

int
lp_command_new (const LpCommand *command,
                int              argc,
                char           **argv)
{
  g_autofree char *template = NULL;
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "template", 't', 0, G_OPTION_ARG_STRING, &template,
      N_("Begin with task-0, task-1, task-2, task-3 or blank"), N_("NAME") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      N_("Write to FILE instead of standard output"), N_("FILE") },
    { NULL }
  };
  g_autoptr (LpDesign) design = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!lp_command_parse (command, entries, &argc, argv, 0, 0))
    return LP_EXIT_USAGE;

  design = open_template (command, template != NULL ? template : "blank");
  if (design == NULL)
    return LP_EXIT_USAGE;

  bytes = lp_file_write_bytes (design);

  return lp_command_save (output, bytes);
}
