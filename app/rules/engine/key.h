/* SPDX-License-Identifier: MIT */
/* key.h: two numbers as one key of a hash table. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

static inline gint64
lp_key_make (guint a,
             guint b)
{
  return (gint64) ((guint64) a << 32 | b);
}

/* Multiplies by the golden ratio: g_int64_hash() looks at one half only. */
static inline guint
lp_key_hash (gconstpointer key)
{
  return (guint) ((*(const guint64 *) key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32);
}

/* Keys are gint64 that the table frees, values are numbers or borrowed. */
static inline GHashTable *
lp_key_table_new (void)
{
  return g_hash_table_new_full (lp_key_hash, g_int64_equal, g_free, NULL);
}

static inline gpointer
lp_key_table_find (GHashTable *table,
                   gint64      key)
{
  return g_hash_table_lookup (table, &key);
}

static inline void
lp_key_table_set (GHashTable *table,
                  gint64      key,
                  gpointer    value)
{
  g_hash_table_replace (table, g_memdup2 (&key, sizeof key), value);
}

G_END_DECLS
