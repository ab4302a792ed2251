/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "model/locale.h"

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

static void
print_usage (FILE *stream)
{
  fprintf (stream, "%s\n\n", _("Usage: linchpin-cli COMMAND [OPTION…] FILE…"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "  %-9s %s\n", commands[i].name, _(commands[i].summary));
  fprintf (stream, "\n%s\n", _("“linchpin-cli COMMAND --help” tells more. “-” is standard input "
                               "or output."));
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
  const LpCommand *command;

  lp_locale_init ();

  /* libxml2 makes its tables when it is first used; two threads at once would spoil them. */
  xmlInitParser ();

  /* A full disk or a closed pipe is an answer of write(), not a reason to die without a word. */
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);

  if (argc < 2)
    {
      print_usage (stderr);
      return LP_EXIT_USAGE;
    }

  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 ||
      strcmp (argv[1], "help") == 0)
    {
      print_usage (stdout);
      return LP_EXIT_CLEAN;
    }

  if (strcmp (argv[1], "--version") == 0)
    {
      printf ("linchpin-cli %s\n", LP_VERSION);
      return LP_EXIT_CLEAN;
    }

  command = find_command (argv[1]);
  if (command == NULL)
    {
      fprintf (stderr, _("linchpin-cli: there is no command “%s”"), argv[1]);
      fprintf (stderr, "\n\n");
      print_usage (stderr);
      return LP_EXIT_USAGE;
    }

  return command->run (command, argc - 1, argv + 1);
}
