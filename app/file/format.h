/* SPDX-License-Identifier: MIT */
/* format.h: the name of the format, and the ways in which reading and saving fail. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LP_FILE_NAMESPACE "urn:linchpin:design:1"

/* All versions there may ever be begin like this. */
#define LP_FILE_NAMESPACE_ANY "urn:linchpin:design:"

/* The keyword of the text chunk with which a picture carries its design. */
#define LP_FILE_PNG_KEYWORD "linchpin"

typedef enum
{
  LP_FILE_ERROR_UNREADABLE,     /* It is not there, not ours to read, a folder. */
  LP_FILE_ERROR_TOO_LARGE,
  LP_FILE_ERROR_NOT_A_DESIGN,   /* It is something else, or empty. */
  LP_FILE_ERROR_NEWER,          /* A later version of the format. */
  LP_FILE_ERROR_MALFORMED,      /* Not whole, or not XML. */
  LP_FILE_ERROR_INVALID,        /* It says something that a design cannot say. */
  LP_FILE_ERROR_BROKEN_LINK,
  LP_FILE_ERROR_UNWRITABLE,
  LP_FILE_ERROR_NO_SPACE,
  LP_FILE_ERROR_CHANGED,        /* Saving would undo what another program has written. */
  LP_FILE_ERROR_MOVED,          /* Saving would end in another folder than it was opened from. */
} LpFileError;

#define LP_FILE_ERROR (lp_file_error_quark ())
GQuark  lp_file_error_quark (void);

/* An error whose message begins with “Line 12: ”. */
GError *lp_file_error_new  (LpFileError  code,
                            guint        line,
                            const char  *format,
                            ...) G_GNUC_PRINTF (3, 4);

/* Where faults are collected @reason goes to @messages, and it is TRUE: go on. Where these are NULL
 * it is the @error. Takes @reason over. */
gboolean lp_file_error_tell (GPtrArray   *messages,
                             GError     **error,
                             GError      *reason);

/* Why @path could not be saved, and what to do about it. @number is an errno. */
GError *lp_file_error_new_unsaved (const char *path,
                                   int         number);

G_END_DECLS
