/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/command.h"
#include "file/png-source.h"
#include "file/reader.h"
#include "file/writer.h"
#include "layout/place.h"

static gboolean
find_direction (const char *key,
                int        *direction)
{
  const LpChoice *choices = lp_attribute_get_row (LP_ATTRIBUTE_DIRECTION)->choices;

  for (*direction = 0; choices[*direction].key != NULL; ++*direction)
    if (g_str_equal (choices[*direction].key, key))
      return TRUE;

  return FALSE;
}

/* The boxes of all @lists (ids with commas between them); NULL for no lists. FALSE after saying
 * which of them is none. */
static gboolean
find_boxes (const LpCommand  *command,
            LpDesign         *design,
            char            **lists,
            GPtrArray       **boxes)
{
  *boxes = lists != NULL ? g_ptr_array_new () : NULL;
  for (char **list = lists; list != NULL && *list != NULL; list++)
    {
      g_auto (GStrv) ids = g_strsplit (*list, ",", -1);

      for (char **id = ids; *id != NULL; id++)
        {
          LpElement *box = lp_design_find (design, *id);

          if (box == NULL || !lp_kind_is_box (lp_element_get_kind (box)))
            {
              lp_command_refuse (command, _("the design has no element “%s”"), *id);
              return FALSE;
            }
          g_ptr_array_add (*boxes, box);
        }
    }

  return TRUE;
}

int
lp_command_layout (const LpCommand *command,
                   int              argc,
                   char           **argv)
{
  g_autofree char *output = NULL;
  g_autofree char *key = NULL;
  g_auto (GStrv) only = NULL;
  const GOptionEntry entries[] = {
    { "direction", 0, 0, G_OPTION_ARG_STRING, &key,
      N_("Which way requests go: right or down"), N_("DIRECTION") },
    { "only", 0, 0, G_OPTION_ARG_STRING_ARRAY, &only,
      N_("Leave all but these elements where they are"), N_("ID,…") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      N_("Write to FILE instead of standard output"), N_("FILE") },
    { NULL }
  };
  g_autoptr (LpDesign) design = NULL;
  g_autoptr (GPtrArray) boxes = NULL;
  g_autoptr (GBytes) given = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  int direction = LP_DIRECTION_RIGHT;

  if (!lp_command_parse (command, entries, &argc, argv, 1, 1))
    return LP_EXIT_USAGE;
  if (key != NULL && !find_direction (key, &direction))
    return lp_command_refuse (command, _("“%s” is no direction, only right and down are"), key);

  given = lp_command_load (argv[0]);
  if (given == NULL)
    return LP_EXIT_INPUT;
  /* What is written is no picture any more. */
  if (lp_png_source_is_png (given) && !lp_command_spares (command, output, argv, argc))
    return LP_EXIT_USAGE;

  design = lp_file_read_bytes (given, &error);
  if (design == NULL)
    {
      lp_command_complain (argv[0], error);
      return LP_EXIT_INPUT;
    }

  /* The design remembers it: whoever arranges it next means the same. */
  if (key != NULL)
    lp_element_set_number (lp_design_get_root (design), LP_ATTRIBUTE_DIRECTION, direction);
  if (!find_boxes (command, design, only, &boxes))
    return LP_EXIT_USAGE;

  if (!lp_place (design, boxes, &error))
    {
      lp_command_complain (argv[0], error);
      return LP_EXIT_OUTPUT;
    }

  bytes = lp_file_write_bytes (design);

  return lp_command_save (output, bytes);
}
