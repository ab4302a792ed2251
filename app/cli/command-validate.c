/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "cli/command.h"
#include "file/validate.h"
#include "model/text.h"

static gboolean
validate (const char *name)
{
  g_autoptr (GBytes) bytes = lp_command_load (name);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *place = lp_text_to_line (name, LP_TEXT_SENTENCE);

  if (bytes == NULL)
    return FALSE;

  if (lp_file_validate (bytes, messages))
    {
      g_autofree char *line = g_strdup_printf ("%s: %s\n", place, _("valid"));

      lp_output_print (line);
      return TRUE;
    }

  for (guint i = 0; i < messages->len; i++)
    {
      g_autofree char *line = lp_text_to_line (messages->pdata[i], LP_TEXT_SENTENCE);

      fprintf (stderr, "%s: %s\n", place, line);
    }

  return FALSE;
}

int
lp_command_validate (const LpCommand *command,
                     int              argc,
                     char           **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  int status = LP_EXIT_CLEAN;

  if (!lp_command_parse (command, entries, &argc, argv, 1, G_MAXINT))
    return LP_EXIT_USAGE;

  for (int i = 0; i < argc; i++)
    if (!validate (argv[i]))
      status = LP_EXIT_INPUT;

  return status;
}
