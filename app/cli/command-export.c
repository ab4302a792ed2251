/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/command.h"
#include "draw/output/export.h"
#include "exchange/exchange.h"
#include "file/writer.h"
#include "report/marks.h"

typedef struct
{
  char    *output;
  char    *background;
  char    *format;
  double   scale;
  int      width;
  double   border;
  gboolean no_marks;
  gboolean no_legend;
  gboolean no_source;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->output);
  g_free (options->background);
  g_free (options->format);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static const char *const backgrounds[] = {
  [LP_BACKGROUND_WHITE] = "white",
  [LP_BACKGROUND_TRANSPARENT] = "transparent",
  [LP_BACKGROUND_DARK] = "dark",
};

static gboolean
find_background (const char   *name,
                 LpBackground *background)
{
  for (guint i = 0; i < G_N_ELEMENTS (backgrounds); i++)
    if (strcmp (backgrounds[i], name) == 0)
      {
        *background = i;
        return TRUE;
      }

  return FALSE;
}

/* Picture options from the words of the command line; says what is wrong with them. */
static gboolean
check_options (const LpCommand        *command,
               const Options          *options,
               const char             *ending,
               LpExportOptions        *picture,
               const LpExportFormat  **format)
{
  if (options->output == NULL)
    lp_command_refuse (command, "%s", _("say with -o where the picture goes"));
  else if (options->background != NULL &&
           !find_background (options->background, &picture->background))
    lp_command_refuse (command, _("“%s” is no background, only white, transparent and dark are"),
                       options->background);
  else if (!(options->scale > 0) || options->scale > 100)
    lp_command_refuse (command, "%s", _("--scale is above 0 and at most 100"));
  else if (options->width < 0)
    lp_command_refuse (command, "%s", _("--width is a number of pixels"));
  else if (!(options->border >= 0) || options->border > 1000)
    lp_command_refuse (command, "%s", _("--border is from 0 to 1000"));
  else if ((*format = lp_export_find_format (ending)) == NULL)
    lp_command_refuse (command, _("“%s” ends in none of .png, .svg, .pdf, .dot and .mmd"), ending);
  else
    {
      picture->scale = options->scale;
      picture->width = options->width;
      picture->border = options->border;
      picture->marks = !options->no_marks;
      picture->legend = !options->no_legend;
      return TRUE;
    }

  return FALSE;
}

static int
export_text (const char             *name,
             const char             *output,
             const LpExchangeFormat *format)
{
  g_autoptr (LpDesign) design = lp_command_open (name);
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (design == NULL)
    return LP_EXIT_INPUT;

  text = format->write (design);
  bytes = g_bytes_new_take (text, strlen (text));

  return lp_command_save (output, bytes);
}

static int
export (const char           *name,
        const Options        *options,
        LpExportOptions      *picture,
        const LpExportFormat *format)
{
  g_autoptr (LpDesign) design = lp_command_open_placed (name);
  g_autoptr (GHashTable) marks = NULL;
  g_autoptr (GBytes) source = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *warning = NULL;
  LpExportFacts facts;

  if (design == NULL)
    return LP_EXIT_INPUT;

  if (picture->marks)
    {
      g_autoptr (LpLintResult) report = lp_lint (design, lp_brief_get_for (design), NULL);

      marks = lp_report_to_marks (report);
    }
  if (!options->no_source)
    picture->source = source = lp_file_write_bytes (design);

  bytes = lp_export_to_bytes (design, marks, format, picture, &facts, &error);
  if (bytes == NULL)
    {
      lp_command_complain (options->output, error);
      return LP_EXIT_OUTPUT;
    }

  warning = lp_export_dup_warning (&facts);
  if (warning != NULL)
    lp_command_warn (options->output, warning);

  return lp_command_save (options->output, bytes);
}

int
lp_command_export (const LpCommand  *command,
                   int               argc,
                   char            **argv)
{
  g_auto (Options) options = { .scale = 2, .border = 24 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
      N_("The picture; its ending says the format"), N_("OUT") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &options.format, N_("The format, where OUT is -"),
      N_("FORMAT") },
    { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &options.scale, N_("Pixels per unit of the drawing (2)"),
      N_("N") },
    { "width", 0, 0, G_OPTION_ARG_INT, &options.width, N_("Width in pixels, instead of the scale"),
      N_("PX") },
    { "background", 0, 0, G_OPTION_ARG_STRING, &options.background,
      N_("white, transparent or dark"), N_("NAME") },
    { "border", 0, 0, G_OPTION_ARG_DOUBLE, &options.border,
      N_("Free space around the drawing (24)"), N_("N") },
    { "no-marks", 0, 0, G_OPTION_ARG_NONE, &options.no_marks,
      N_("Without marks of single points of failure"), NULL },
    { "no-legend", 0, 0, G_OPTION_ARG_NONE, &options.no_legend, N_("Without the legend"), NULL },
    { "no-source", 0, 0, G_OPTION_ARG_NONE, &options.no_source,
      N_("A PNG that does not carry the design"), NULL },
    { NULL }
  };
  LpExportOptions picture = LP_EXPORT_OPTIONS_INIT;
  const LpExportFormat *format = NULL;
  const LpExchangeFormat *text_format = NULL;
  g_autofree char *ending = NULL;

  if (!lp_command_parse (command, entries, &argc, argv, 1, 1))
    return LP_EXIT_USAGE;
  if (!lp_command_spares (command, options.output, argv, argc))
    return LP_EXIT_USAGE;

  ending = options.format != NULL ? g_strconcat (".", options.format, NULL)
                                  : g_strdup (options.output);
  if (options.output != NULL)
    text_format = lp_exchange_find_format (ending);
  if (text_format != NULL)
    return export_text (argv[0], options.output, text_format);

  if (!check_options (command, &options, ending, &picture, &format))
    return LP_EXIT_USAGE;

  return export (argv[0], &options, &picture, format);
}
