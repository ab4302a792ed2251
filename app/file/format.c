/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/format.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (lp-file-error-quark, lp_file_error)

void
lp_file_prefix_line (GError **error,
                     guint    line)
{
  /* Translators: put before what is wrong there: “Line 12: link “l1” has no “from””. */
  g_prefix_error (error, _("Line %u: "), line);
}
