/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "report/wrap.h"

#include <string.h>

#include "model/text.h"

#define WIDTH 78

void
lp_report_wrap (GString    *text,
                const char *indent,
                const char *words)
{
  g_autofree char *blank = g_strdelimit (g_strdup (words), "\t\n\v\f\r", ' ');
  g_autofree char *line = lp_text_to_line (blank, G_MAXUINT);
  g_auto (GStrv) list = g_strsplit (line, " ", -1);
  gsize column = 0;

  for (guint i = 0; list[i] != NULL; i++)
    {
      gsize length = g_utf8_strlen (list[i], -1);

      if (length == 0)
        continue;
      /* What a build server would obey at the beginning of a line does not come there. */
      if (column > 0 && column + 1 + length > WIDTH && !lp_text_is_order_first (list[i]))
        {
          g_string_append_c (text, '\n');
          column = 0;
        }
      g_string_append (text, column == 0 ? indent : " ");
      g_string_append (text, list[i]);
      column += length + (column == 0 ? strlen (indent) : 1);
    }
  g_string_append_c (text, '\n');
}
