/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/format.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (lp-file-error-quark, lp_file_error)

GError *
lp_file_error_new (LpFileError  code,
                   guint        line,
                   const char  *format,
                   ...)
{
  GError *error;
  va_list arguments;

  va_start (arguments, format);
  error = g_error_new_valist (LP_FILE_ERROR, code, format, arguments);
  va_end (arguments);

  /* Translators: put before what is wrong there: “Line 12: link “l1” has no “from””. */
  g_prefix_error (&error, _("Line %u: "), line);

  return error;
}
