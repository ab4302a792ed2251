/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/png-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "file/format.h"
#include "file/limits.h"

/* The chunks are walked by hand: libpng would decode the picture on its way to text that stands
 * behind it, and reports errors by longjmp(). */

static const char signature[] = "\x89PNG\r\n\x1a\n";

#define SIGNATURE_SIZE (sizeof signature - 1)
#define CHUNK_HEAD 8            /* Length and type. */
#define CHUNK_TAIL 4            /* Check sum. */

gboolean
lp_png_source_is_png (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= SIGNATURE_SIZE && memcmp (data, signature, SIGNATURE_SIZE) == 0;
}

static gboolean
fail_broken (GError **error)
{
  g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_MALFORMED,
               _("The picture carries a design, but it is damaged"));
  return FALSE;
}

/* Moves @text behind the next zero byte. */
static gboolean
skip_string (const char **text,
             const char  *end)
{
  const char *zero = memchr (*text, '\0', end - *text);

  *text = zero != NULL ? zero + 1 : end;

  return zero != NULL;
}

static GBytes *
inflate (const char  *data,
         gsize        size,
         GError     **error)
{
  g_autoptr (GConverter) inflater =
    G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GInputStream) packed = g_memory_input_stream_new_from_data (data, size, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (packed, inflater);
  g_autoptr (GByteArray) text = g_byte_array_new ();
  char buffer[16384];
  gssize length;

  while ((length = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL)) > 0)
    {
      if (text->len + length > LP_FILE_MAX_SIZE)
        {
          g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_TOO_LARGE,
                       _("The design in the picture has more than %d MiB, which no drawing needs"),
                       LP_FILE_MAX_SIZE >> 20);
          return NULL;
        }
      g_byte_array_append (text, (const guint8 *) buffer, length);
    }

  if (length < 0)
    {
      fail_broken (error);
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&text));
}

/* An international text chunk: the keyword and a zero byte, two bytes that say whether and how it
 * is compressed, the language and the keyword in it, each with a zero byte, and the text. */
static GBytes *
read_text (const char  *text,
           const char  *end,
           GError     **error)
{
  gboolean compressed;

  text += sizeof LP_FILE_PNG_KEYWORD;
  if (end - text < 2 || (text[0] != 0 && text[0] != 1) || text[1] != 0)
    {
      fail_broken (error);
      return NULL;
    }

  compressed = text[0] == 1;
  text += 2;
  if (!skip_string (&text, end) || !skip_string (&text, end))
    {
      fail_broken (error);
      return NULL;
    }

  return compressed ? inflate (text, end - text, error) : g_bytes_new (text, end - text);
}

static gboolean
is_ours (const char *type,
         const char *text,
         const char *end)
{
  return memcmp (type, "iTXt", 4) == 0 && end - text > (gssize) sizeof LP_FILE_PNG_KEYWORD &&
         memcmp (text, LP_FILE_PNG_KEYWORD, sizeof LP_FILE_PNG_KEYWORD) == 0;
}

GBytes *
lp_png_source_read (GBytes  *bytes,
                    GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *end = data + size;

  g_return_val_if_fail (lp_png_source_is_png (bytes), NULL);

  for (const char *chunk = data + SIGNATURE_SIZE; end - chunk >= CHUNK_HEAD + CHUNK_TAIL;)
    {
      const char *text = chunk + CHUNK_HEAD;
      guint32 length;

      memcpy (&length, chunk, sizeof length);
      length = GUINT32_FROM_BE (length);
      if (length > (gsize) (end - text - CHUNK_TAIL))
        break;

      if (is_ours (chunk + 4, text, text + length))
        return read_text (text, text + length, error);

      chunk = text + length + CHUNK_TAIL;
    }

  g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_NOT_A_DESIGN,
               _("The picture carries no design: only PNG files exported by Linchpin "
                 "can be opened again"));
  return NULL;
}
