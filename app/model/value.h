/* SPDX-License-Identifier: MIT */
/* value.h: what an attribute is set to, and how a file spells it. */

#pragma once

#include "model/attribute.h"

G_BEGIN_DECLS

/* How many bytes a text may have, and what is no text. More no drawing needs, and no file may
 * hold. */
#define LP_TEXT_MAX (1024 * 1024)
#define LP_WORD_MAX 100

/* Which member counts is the row's type. */
typedef union
{
  double             number;    /* Also of integers, booleans and choices. */
  char              *text;      /* A GRefString. */
  struct _LpElement *end;       /* A reference is held. */
} LpValue;

/* A number of digits only, up to @maximum (below 100 million). GLib’s g_ascii_string_to_unsigned()
 * refuses good ones now and then while another thread asks it for the first time: it takes any
 * errno for an error. */
gboolean              lp_value_read_digits (const char   *string,
                                            guint         maximum,
                                            guint        *number);

/* The next word of a list with blanks (or commas) between, and how long it is; NULL at its end.
 * @list goes on behind it. */
const char           *lp_value_next_word   (const char   **list,
                                            gsize         *length);

/* Whether two lists have a word in common. */
gboolean              lp_value_lists_share (const char    *a,
                                            const char    *b);

/* A GRefString of @text. What no file or picture could hold (typed or pasted controls) is shown
 * instead: ␛. Of what is too long for a file, so much as it may hold. */
char                 *lp_value_new_text    (const char    *text) G_GNUC_WARN_UNUSED_RESULT;

/* Reads @string as the file has it; not for ends. On failure the error says what would be right. */
gboolean              lp_attribute_parse   (LpAttribute    attribute,
                                            const char    *string,
                                            LpValue       *value,
                                            GError       **error);

/* The other way round: as the file has it. */
char                 *lp_attribute_format  (LpAttribute    attribute,
                                            const LpValue *value) G_GNUC_WARN_UNUSED_RESULT;


/* The nearest number that a file may hold. */
double                lp_attribute_clamp   (LpAttribute    attribute,
                                            double         number);

gboolean              lp_value_equal       (LpAttribute    attribute,
                                            const LpValue *a,
                                            const LpValue *b);
void                  lp_value_copy        (LpAttribute    attribute,
                                            const LpValue *from,
                                            LpValue       *to);
void                  lp_value_clear       (LpAttribute    attribute,
                                            LpValue       *value);

#define LP_ATTRIBUTE_ERROR (lp_attribute_error_quark ())
GQuark                lp_attribute_error_quark (void);

enum { LP_ATTRIBUTE_ERROR_INVALID };

G_END_DECLS
