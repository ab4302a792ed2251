/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "model/locale.h"
#include "model/text.h"

static const LpCommand commands[] = {
  { "new", N_("[-o FILE]"), N_("Writes a new design from a template."),
    "linchpin-cli new --template task-1 -o 1-distributed.linchpin", lp_command_new },
  { "lint", N_("FILE…"), N_("Finds single points of failure and everything else that is wrong."),
    "linchpin-cli lint --brief task-1 1-distributed.linchpin", lp_command_lint },
  { "failures", N_("FILE"), N_("Single points of failure, fatal pairs and availability."),
    "linchpin-cli failures --down server-2,mysql-1 3-scale_up.linchpin", lp_command_failures },
  { "layout", N_("FILE"), N_("Gives every element a place."),
    "linchpin-cli layout sketch.linchpin -o sketch.linchpin", lp_command_layout },
  { "export", N_("FILE -o OUT"), N_("Draws a picture by the ending of OUT: png, svg, pdf; dot and "
                                    "mmd are text."),
    "linchpin-cli export 0-simple.linchpin -o 0-simple.png --scale 2", lp_command_export },
  { "validate", N_("FILE…"), N_("Says all that is wrong with files, with line numbers."),
    "linchpin-cli validate *.linchpin", lp_command_validate },
  { "rules", N_("[KEY]"), N_("Lists the rules, or explains one."),
    "linchpin-cli rules spof-read", lp_command_rules },
};

static char *
make_usage (void)
{
  GString *usage = g_string_new (_("Usage: linchpin-cli COMMAND [OPTION…] FILE…"));

  g_string_append (usage, "\n\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (usage, "  %-9s %s\n", commands[i].name, _(commands[i].summary));
  g_string_append_printf (usage, "\n%s\n", _("“linchpin-cli COMMAND --help” tells more. “-” is "
                                             "standard input or output."));

  return g_string_free (usage, FALSE);
}

static const LpCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];

  return NULL;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *usage = NULL;
  const LpCommand *command;

  lp_output_init ("linchpin-cli");
  lp_locale_init ();

  /* libxml2 makes its tables when it is first used; two threads at once would spoil them. */
  xmlInitParser ();

  /* A full disk or a closed pipe is an answer of write(), not a reason to die without a word. */
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);

  usage = make_usage ();
  if (argc < 2)
    {
      fputs (usage, stderr);
      return LP_EXIT_USAGE;
    }

  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 ||
      strcmp (argv[1], "help") == 0)
    {
      lp_output_print (usage);
      return LP_EXIT_CLEAN;
    }

  if (strcmp (argv[1], "--version") == 0)
    {
      lp_output_print ("linchpin-cli " LP_VERSION "\n");
      return LP_EXIT_CLEAN;
    }

  command = find_command (argv[1]);
  if (command == NULL)
    {
      g_autofree char *word = lp_text_to_line (argv[1], LP_TEXT_NAME);

      fprintf (stderr, _("linchpin-cli: there is no command “%s”"), word);
      fprintf (stderr, "\n\n%s", usage);
      return LP_EXIT_USAGE;
    }

  return command->run (command, argc - 1, argv + 1);
}
