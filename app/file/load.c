/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/load.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "file/format.h"
#include "file/limits.h"

#define BLOCK (256 * 1024)

static GBytes *
fail_to_open (const GError *reason,
              GError      **error)
{
  const char *message;

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    message = _("There is no such file");
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    message = _("This is a folder, not a design");
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    message = _("You may not read this file");
  else
    message = reason->message;

  g_set_error_literal (error, LP_FILE_ERROR, LP_FILE_ERROR_UNREADABLE, message);
  return NULL;
}

static GBytes *
fail_too_large (gsize    most,
                GError **error)
{
  g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_TOO_LARGE,
               _("The file has more than %d MiB, far more than is needed"), (int) (most >> 20));
  return NULL;
}

static gsize
guess_size (GFileInputStream *stream)
{
  g_autoptr (GFileInfo) info = NULL;

  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);

  return info != NULL ? g_file_info_get_size (info) : 0;
}

GBytes *
lp_file_load (GFile   *file,
              gsize    most,
              GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) reason = NULL;
  gssize length;
  gsize size;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if ((stream = g_file_read (file, NULL, &reason)) == NULL)
    return fail_to_open (reason, error);

  size = guess_size (stream);
  if (size > most)
    return fail_too_large (most, error);

  /* What has no size, such as a pipe, is read until it ends or is too much. */
  bytes = g_byte_array_sized_new (size + BLOCK);
  do
    {
      gsize filled = bytes->len;

      g_byte_array_set_size (bytes, filled + BLOCK);
      length = g_input_stream_read (G_INPUT_STREAM (stream), bytes->data + filled, BLOCK,
                                    NULL, &reason);
      g_byte_array_set_size (bytes, filled + MAX (length, 0));
    }
  while (length > 0 && bytes->len <= most);

  if (length < 0)
    return fail_to_open (reason, error);

  if (bytes->len > most)
    return fail_too_large (most, error);

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* Whether all eight bytes are ASCII and none is zero. */
static inline gboolean
are_plain (const char *bytes)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 word;

  memcpy (&word, bytes, sizeof word);

  return ((word | (word - ones)) & (ones << 7)) == 0;
}

/* Where it is not UTF-8, or zero; NULL for nowhere. As g_utf8_validate(), but quick where nearly
 * all is ASCII. */
static const char *
find_no_text (const char *start,
              const char *end)
{
  for (const char *c = start; c < end;)
    if (end - c >= 8 && are_plain (c))
      {
        c += 8;
      }
    else
      {
        gunichar character = *c != '\0' ? g_utf8_get_char_validated (c, end - c) : (gunichar) -1;

        if (character == (gunichar) -1 || character == (gunichar) -2)
          return c;

        c = g_utf8_next_char (c);
      }

  return NULL;
}

gboolean
lp_file_check_text (GBytes  *bytes,
                    gsize    most,
                    GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *end;

  if (size == 0)
    {
      g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_NOT_A_DESIGN, _("The file is empty"));
      return FALSE;
    }

  if (size > most)
    {
      fail_too_large (most, error);
      return FALSE;
    }

  if ((end = find_no_text (data, data + size)) != NULL)
    {
      const char *words = *end == '\0' ? _("there is a zero byte, this is not a text file")
                                       : _("this is not text in UTF-8");

      g_propagate_error (error, lp_file_error_new (LP_FILE_ERROR_NOT_A_DESIGN,
                                                   lp_limits_get_line (data, end), "%s", words));
      return FALSE;
    }

  return lp_limits_check (data, size, error);
}
