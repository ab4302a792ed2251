/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/command.h"
#include "report/catalogue.h"
#include "rules/engine/catalogue.h"

typedef struct
{
  const char *key;
  void      (*write) (const LpRule *only,
                      GString      *text);
} Format;

static const Format formats[] = {
  { "text", lp_report_rules_to_text },
  { "markdown", lp_report_rules_to_markdown },
  { "json", lp_report_rules_to_json },
};

static const Format *
find_format (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].key, key) == 0)
      return &formats[i];

  return NULL;
}

int
lp_command_rules (const LpCommand *command,
                  int              argc,
                  char           **argv)
{
  g_autofree char *key = NULL;
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &key, N_("text, markdown or json"), N_("FORMAT") },
    { NULL }
  };
  GString *text;
  const Format *format;
  const LpRule *only = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!lp_command_parse (command, entries, &argc, argv, 0, 1))
    return LP_EXIT_USAGE;

  format = find_format (key != NULL ? key : "text");
  if (format == NULL)
    return lp_command_refuse (command, _("“%s” is no format, only text, markdown and json are"),
                              key);
  if (argc == 1 && (only = lp_rules_find (argv[0])) == NULL)
    return lp_command_refuse (command, _("there is no rule “%s”"), argv[0]);

  text = g_string_new (NULL);
  format->write (only, text);
  bytes = g_string_free_to_bytes (text);

  return lp_command_save (NULL, bytes);
}
