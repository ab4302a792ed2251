/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/format.h"

#include <errno.h>
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

GError *
lp_file_error_new_unsaved (const char *path,
                           int         number)
{
  g_autofree char *name = g_filename_display_basename (path);

  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return g_error_new (LP_FILE_ERROR, LP_FILE_ERROR_NO_SPACE,
                          _("“%s” was not saved: there is no space left for it. "
                            "Make room, or save it somewhere else."), name);

    case EROFS:
      return g_error_new (LP_FILE_ERROR, LP_FILE_ERROR_UNWRITABLE,
                          _("“%s” was not saved: the disk is read-only. "
                            "Save it somewhere else."), name);

    case EACCES:
    case EPERM:
      return g_error_new (LP_FILE_ERROR, LP_FILE_ERROR_UNWRITABLE,
                          _("“%s” was not saved: you may not write there. "
                            "Change the permissions, or save it somewhere else."), name);

    case ENOENT:
    case ENOTDIR:
      return g_error_new (LP_FILE_ERROR, LP_FILE_ERROR_UNWRITABLE,
                          _("“%s” was not saved: its folder is not there. "
                            "Save it somewhere else."), name);

    default:
      return g_error_new (LP_FILE_ERROR, LP_FILE_ERROR_UNWRITABLE,
                          _("“%s” was not saved: %s. Save it somewhere else."),
                          name, g_strerror (number));
    }
}
