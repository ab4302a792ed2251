/* SPDX-License-Identifier: MIT */
/* choices.h: what the inspector offers for an attribute, and what counts where nothing is set. */

#pragma once

#include "model/element.h"

G_BEGIN_DECLS

/* Whether one of a list is chosen. */
gboolean lp_choices_has          (LpAttribute   attribute);

/* What the file would have for each, and in @titles the words for people; a choice that counts
 * without being set is "" in the file. */
GStrv    lp_choices_list         (LpAttribute   attribute,
                                  LpElement    *element,
                                  GStrv        *titles) G_GNUC_WARN_UNUSED_RESULT;

/* What counts where the attribute is not set, for people; NULL where nothing does. */
char    *lp_choices_dup_standard (LpAttribute   attribute,
                                  LpElement    *element) G_GNUC_WARN_UNUSED_RESULT;

gboolean lp_choices_get_boolean  (LpAttribute   attribute,
                                  LpElement    *element);

/* How the value reads in a list: “443”, “HTTPS”; "" where nothing is set. */
char    *lp_choices_dup_words    (LpAttribute   attribute,
                                  LpElement    *element) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
