/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "report/wrap.h"

#include <string.h>

#define WIDTH 78

void
lp_report_wrap (GString    *text,
                const char *indent,
                const char *words)
{
  g_auto (GStrv) list = g_strsplit_set (words, " \n", -1);
  gsize column = 0;

  for (guint i = 0; list[i] != NULL; i++)
    {
      gsize length = g_utf8_strlen (list[i], -1);

      if (length == 0)
        continue;
      if (column > 0 && column + 1 + length > WIDTH)
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
