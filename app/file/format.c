/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/format.h"

#include <glib/gi18n-lib.h>

#include "model/text.h"

G_DEFINE_QUARK (lp-file-error-quark, lp_file_error)

GError *
lp_file_error_new (LpFileError  code,
                   guint        line,
                   const char  *format,
                   ...)
{
  g_autofree char *words = NULL;
  g_autofree char *sentence = NULL;
  GError *error;
  va_list arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  /* It quotes the file, which may hold anything. */
  sentence = lp_text_to_line (words, LP_TEXT_SENTENCE);
  error = g_error_new_literal (LP_FILE_ERROR, code, sentence);

  /* Translators: put before what is wrong there: “Line 12: link “l1” has no “from””. */
  g_prefix_error (&error, _("Line %u: "), line);

  return error;
}

gboolean
lp_file_error_tell (GPtrArray  *messages,
                    GError    **error,
                    GError     *reason)
{
  if (messages == NULL)
    {
      g_propagate_error (error, reason);
      return FALSE;
    }

  g_ptr_array_add (messages, g_strdup (reason->message));
  g_error_free (reason);

  return TRUE;
}
