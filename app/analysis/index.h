/* SPDX-License-Identifier: MIT */
/* index.h: things by one of their numbers: links by source, listeners by node. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sorts @n @things of @size bytes by counting. Each has a number (an int, 0 to @n_keys - 1) @offset
 * bytes behind its begin. Those with number i are then (*sorted)[k] for (*start)[i] <= k <
 * (*start)[i + 1], in the order in which they came. Free both with g_free(). */
void lp_index_new (gconstpointer things,
                   gsize         size,
                   gsize         offset,
                   guint         n,
                   guint         n_keys,
                   guint       **start,
                   guint       **sorted);

G_END_DECLS
