/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/validate.h"

#include "file/limits.h"
#include "file/load.h"
#include "file/parse.h"
#include "file/png-source.h"
#include "file/schema.h"

gboolean
lp_file_validate (GBytes    *bytes,
                  GPtrArray *messages)
{
  g_autoptr (GBytes) text = NULL;
  g_autoptr (LpDesign) design = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (bytes != NULL, FALSE);
  g_return_val_if_fail (messages != NULL, FALSE);

  text = lp_png_source_is_png (bytes) ? lp_png_source_read (bytes, &error) : g_bytes_ref (bytes);
  if (text == NULL || !lp_file_check_text (text, LP_FILE_MAX_SIZE, &error))
    {
      g_ptr_array_add (messages, g_strdup (error->message));
      return FALSE;
    }

  /* The parser has the better words, and knows ids. What it lets pass the schema has to as well. */
  design = lp_parse_text (text, messages, NULL);

  return design != NULL && lp_schema_check (text, messages);
}
