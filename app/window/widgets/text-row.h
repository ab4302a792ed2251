/* SPDX-License-Identifier: MIT */
/* text-row.h: a row for more than a few words. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LP_TYPE_TEXT_ROW (lp_text_row_get_type ())
G_DECLARE_FINAL_TYPE (LpTextRow, lp_text_row, LP, TEXT_ROW, AdwPreferencesRow)

/* Signals:
 *   "changed": somebody types. */

GtkWidget  *lp_text_row_new      (void) G_GNUC_WARN_UNUSED_RESULT;

/* Valid until the text changes. */
const char *lp_text_row_get_text (LpTextRow  *self);

/* Keeps the cursor where the text is the same anyway. */
void        lp_text_row_set_text (LpTextRow  *self,
                                  const char *text);

G_END_DECLS
