/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "cli/command.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "file/limits.h"
#include "file/load.h"
#include "file/reader.h"
#include "file/save.h"
#include "layout/place.h"
#include "model/box.h"
#include "model/text.h"

static GOptionContext *
make_context (const LpCommand    *command,
              const GOptionEntry *entries)
{
  g_autofree char *usage = g_strconcat (command->name, " ", _(command->arguments), NULL);
  g_autofree char *example = g_strdup_printf (_("Example:\n  %s"), command->example);
  GOptionContext *context = g_option_context_new (usage);

  g_option_context_set_summary (context, _(command->summary));
  g_option_context_set_description (context, example);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_help_enabled (context, FALSE);

  return context;
}

/* GOption would put the program’s name before the command’s usage, and it exits by itself. */
static void
print_help (GOptionContext *context)
{
  g_autofree char *help = NULL;

  g_set_prgname ("linchpin-cli");
  help = g_option_context_get_help (context, TRUE, NULL);
  lp_output_print (help);
}

gboolean
lp_command_parse (const LpCommand    *command,
                  const GOptionEntry *entries,
                  int                *argc,
                  char              **argv,
                  int                 least,
                  int                 most)
{
  g_autoptr (GOptionContext) context = make_context (command, entries);
  g_autoptr (GError) error = NULL;

  for (int i = 1; i < *argc && strcmp (argv[i], "--") != 0; i++)
    if (strcmp (argv[i], "--help") == 0 || strcmp (argv[i], "-h") == 0)
      {
        print_help (context);
        exit (LP_EXIT_CLEAN);
      }

  if (!g_option_context_parse (context, argc, &argv, &error))
    {
      lp_command_refuse (command, "%s", error->message);
      return FALSE;
    }

  if (*argc > 1 && strcmp (argv[1], "--") == 0)
    {
      memmove (argv + 1, argv + 2, (*argc - 2) * sizeof *argv);
      --*argc;
    }

  --*argc;
  memmove (argv, argv + 1, *argc * sizeof *argv);
  if (*argc < least)
    lp_command_refuse (command, "%s", _("a file is missing"));
  else if (*argc > most)
    lp_command_refuse (command, _("“%s” is one too many"), argv[most]);

  return *argc >= least && *argc <= most;
}

int
lp_command_refuse (const LpCommand *command,
                   const char      *format,
                   ...)
{
  g_autofree char *message = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  line = lp_text_to_line (message, LP_TEXT_SENTENCE);
  fprintf (stderr, "linchpin-cli %s: %s\n", command->name, line);
  fprintf (stderr, _("“linchpin-cli %s --help” tells how it is used."), command->name);
  fprintf (stderr, "\n");

  return LP_EXIT_USAGE;
}

void
lp_command_warn (const char *name,
                 const char *message)
{
  g_autofree char *place = lp_text_to_line (name, LP_TEXT_SENTENCE);
  g_autofree char *line = lp_text_to_line (message, LP_TEXT_SENTENCE);

  fprintf (stderr, "linchpin-cli: %s: %s\n", place, line);
}

void
lp_command_complain (const char   *name,
                     const GError *error)
{
  lp_command_warn (name, error->message);
}

static GBytes *
load (const char *name,
      GError    **error)
{
  gboolean is_stream = strcmp (name, "-") == 0;
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (is_stream ? "/dev/stdin" : name);

  return lp_file_load (file, LP_FILE_MAX_SIZE, error);
}

GBytes *
lp_command_load (const char *name)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = load (name, &error);

  if (bytes == NULL)
    lp_command_complain (name, error);

  return bytes;
}

LpDesign *
lp_command_read (const char *name,
                 GError    **error)
{
  g_autoptr (GBytes) bytes = load (name, error);

  return bytes != NULL ? lp_file_read_bytes (bytes, error) : NULL;
}

LpDesign *
lp_command_open (const char *name)
{
  g_autoptr (GError) error = NULL;
  LpDesign *design = lp_command_read (name, &error);

  if (design == NULL)
    lp_command_complain (name, error);

  return design;
}

LpDesign *
lp_command_open_placed (const char *name)
{
  g_autoptr (LpDesign) design = lp_command_open (name);
  g_autoptr (GError) error = NULL;

  if (design == NULL)
    return NULL;

  if (lp_box_none_is_placed (design) && !lp_place (design, NULL, &error))
    {
      lp_command_complain (name, error);
      return NULL;
    }

  return g_steal_pointer (&design);
}

/* Whatever it is called: by a link, or as what standard input or output is. */
static gboolean
find_file (const char  *name,
           const char  *stream,
           struct stat *info)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (strcmp (name, "-") == 0 ? stream : name);
  const char *path = g_file_peek_path (file);

  return path != NULL && stat (path, info) == 0 && S_ISREG (info->st_mode);
}

gboolean
lp_command_spares (const LpCommand  *command,
                   const char       *output,
                   char            **inputs,
                   int               n_inputs)
{
  struct stat to, from;

  if (output == NULL || !find_file (output, "/dev/stdout", &to))
    return TRUE;

  for (int i = 0; i < n_inputs; i++)
    if (find_file (inputs[i], "/dev/stdin", &from) &&
        from.st_dev == to.st_dev && from.st_ino == to.st_ino)
      {
        lp_command_refuse (command, _("“%s” is what is read, and would be lost: say with -o where "
                                      "else to write"), output);
        return FALSE;
      }

  return TRUE;
}

int
lp_command_save (const char *name,
                 GBytes     *bytes)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (name == NULL || strcmp (name, "-") == 0)
    {
      lp_output_write (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      return LP_EXIT_CLEAN;
    }

  file = g_file_new_for_commandline_arg (name);
  if (lp_file_save (file, bytes, &error))
    return LP_EXIT_CLEAN;

  lp_command_complain (name, error);

  return LP_EXIT_OUTPUT;
}
