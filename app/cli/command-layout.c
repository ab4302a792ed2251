/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/command.h"
#include "file/writer.h"
#include "layout/place.h"

int
lp_command_layout (const LpCommand *command,
                   int              argc,
                   char           **argv)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      N_("Write to FILE instead of standard output"), N_("FILE") },
    { NULL }
  };
  g_autoptr (LpDesign) design = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (!lp_command_parse (command, entries, &argc, argv, 1, 1))
    return LP_EXIT_USAGE;

  design = lp_command_open (argv[0]);
  if (design == NULL)
    return LP_EXIT_INPUT;

  if (!lp_place (design, &error))
    {
      lp_command_complain (argv[0], error);
      return LP_EXIT_OUTPUT;
    }

  bytes = lp_file_write_bytes (design);

  return lp_command_save (output, bytes);
}
