/* SPDX-License-Identifier: MIT */
/* index.h: things by one of their numbers: links by source, listeners by node. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sorts @n things by counting. @keys is the number (an int, 0 to @n_keys - 1) of the first of them,
 * that of the next stands @stride bytes on. Those with number i are then (*sorted)[k] for
 * (*start)[i] <= k < (*start)[i + 1], in the order in which they came. Free both with g_free(). */
void lp_index_new (gconstpointer keys,
                   gsize         stride,
                   guint         n,
                   guint         n_keys,
                   guint       **start,
                   guint       **sorted);

G_END_DECLS
