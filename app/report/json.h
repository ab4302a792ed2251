/* SPDX-License-Identifier: MIT */
/* json.h: writes JSON; whatever the texts hold, the result is well-formed. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  GString *text;
  guint    depth;
  gboolean filled;      /* The innermost object or array has something in it already. */
} LpJson;

/* Writes to the end of @text. Everything below takes a @key in objects and NULL in arrays and at
 * the top. */
#define LP_JSON_INIT(text) { (text), 0, FALSE }

void lp_json_begin_object (LpJson     *self,
                           const char *key);
void lp_json_end_object   (LpJson     *self);
void lp_json_begin_array  (LpJson     *self,
                           const char *key);
void lp_json_end_array    (LpJson     *self);

/* NULL is null. */
void lp_json_add_text     (LpJson     *self,
                           const char *key,
                           const char *value);
void lp_json_add_boolean  (LpJson     *self,
                           const char *key,
                           gboolean    value);
void lp_json_add_integer  (LpJson     *self,
                           const char *key,
                           gint64      value);

/* With twelve digits behind the point. */
void lp_json_add_number   (LpJson     *self,
                           const char *key,
                           double      value);

/* An array of texts on one line; @values ends with NULL. */
void lp_json_add_texts    (LpJson            *self,
                           const char        *key,
                           const char *const *values);

/* Only the text with its quotes, for those who write the rest themselves. Whatever is hidden in
 * @value has its number there, and a byte that is no UTF-8 becomes “\xff”. */
void lp_json_append_text  (GString           *text,
                           const char        *value);

G_END_DECLS
