/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/reader.h"

#include "file/limits.h"
#include "file/load.h"
#include "file/parse.h"
#include "file/png-source.h"

LpDesign *
lp_file_read_bytes (GBytes  *bytes,
                    GError **error)
{
  g_autoptr (GBytes) text = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = lp_png_source_is_png (bytes) ? lp_png_source_read (bytes, error) : g_bytes_ref (bytes);
  if (text == NULL || !lp_file_check_text (text, LP_FILE_MAX_SIZE, error))
    return NULL;

  return lp_parse_text (text, NULL, error);
}

/**
 * lp_file_read:
 * @file: a .linchpin file, or a PNG file that Linchpin exported
 * @error: return location for what went wrong, in a sentence that needs no file name
 *
 * Reads a whole design. Either everything in the file is understood or
 * nothing is returned: half a design saved again would lose the other half.
 *
 * Returns: (transfer full) (nullable): the design
 */
LpDesign *
lp_file_read (GFile   *file,
              GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  bytes = lp_file_load (file, LP_FILE_MAX_SIZE, error);

  return bytes != NULL ? lp_file_read_bytes (bytes, error) : NULL;
}
