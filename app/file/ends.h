/* SPDX-License-Identifier: MIT */
/* ends.h: the ends of links, which may follow later in the file. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

/* A link, and the ids of what it joins. */
typedef struct
{
  LpElement *link;
  char      *from;
  char      *to;
  guint      line;
} LpEnds;

/* An array of LpEnds that frees what they hold. */
GArray   *lp_ends_new_array (void) G_GNUC_WARN_UNUSED_RESULT;
void      lp_ends_clear     (LpEnds        *self);

/* With @messages, here and below, a fault goes there and it is TRUE. */
gboolean  lp_ends_check     (const LpEnds  *self,
                             GPtrArray     *messages,
                             GError       **error);

/* Joins all links of @array with the boxes of @design, in which there is no link yet. @lines knows
 * the ids of links, too; it may be NULL. */
gboolean  lp_ends_join_all  (const GArray  *array,
                             LpDesign      *design,
                             GHashTable    *lines,
                             GPtrArray     *messages,
                             GError       **error);

G_END_DECLS
