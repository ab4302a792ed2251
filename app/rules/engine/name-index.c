/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/name-index.h"

#include <string.h>

#include "model/element.h"

/* Numbers texts in the order in which they come: open addressing. */
typedef struct
{
  guint        mask;
  guint       *slots;         /* Numbers plus one; 0 is free. */
  guint       *hashes;        /* By number. */
  const char **texts;
  guint        n;
} Register;

static void
register_init (Register *self,
               guint     n_most)
{
  guint n_slots;

  for (n_slots = 16; n_slots < 2 * n_most; n_slots *= 2)
    ;
  self->mask = n_slots - 1;
  self->slots = g_new0 (guint, n_slots);
  self->hashes = g_new (guint, n_most);
  self->texts = g_new (const char *, n_most);
  self->n = 0;
}

/* Keeps the texts. */
static void
register_clear (Register *self)
{
  g_free (self->slots);
  g_free (self->hashes);
}

static guint
register_number (Register   *self,
                 const char *text)
{
  guint hash = g_str_hash (text);
  guint slot = hash & self->mask;

  for (; self->slots[slot] != 0; slot = (slot + 1) & self->mask)
    {
      guint number = self->slots[slot] - 1;

      if (self->hashes[number] == hash && strcmp (self->texts[number], text) == 0)
        return number;
    }

  self->slots[slot] = self->n + 1;
  self->hashes[self->n] = hash;
  self->texts[self->n] = text;

  return self->n++;
}

LpNameIndex *
lp_name_index_new (const LpGraph *graph)
{
  LpNameIndex *self = g_new (LpNameIndex, 1);
  Register names;

  register_init (&names, graph->n_nodes);
  self->by_node = g_new (int, graph->n_nodes);
  self->n_bearers = g_new0 (guint, graph->n_nodes);

  for (guint i = 0; i < graph->n_nodes; i++)
    {
      const LpGraphNode *node = &graph->nodes[i];
      guint number = register_number (&names, *node->name != '\0' ? node->name
                                                                  : lp_kind_get_title (node->kind));

      self->by_node[i] = number;
      self->n_bearers[number]++;
    }

  self->n = names.n;
  self->names = names.texts;
  register_clear (&names);

  return self;
}

void
lp_name_index_free (LpNameIndex *self)
{
  if (self == NULL)
    return;

  g_free (self->names);
  g_free (self->by_node);
  g_free (self->n_bearers);
  g_free (self);
}

/* Only letters and digits, all small. */
static void
fold (const char *name,
      GString    *folded)
{
  g_autofree char *small = NULL;

  g_string_truncate (folded, 0);
  if (g_str_is_ascii (name))
    {
      for (; *name != '\0'; name++)
        if (g_ascii_isalnum (*name))
          g_string_append_c (folded, g_ascii_tolower (*name));
      return;
    }

  small = g_utf8_casefold (name, -1);
  for (const char *c = small; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isalnum (g_utf8_get_char (c)))
      g_string_append_unichar (folded, g_utf8_get_char (c));
}

int *
lp_name_index_find_alike (const LpNameIndex *self)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  g_autoptr (GStringChunk) chunk = g_string_chunk_new (4096);
  g_autofree int *firsts = g_new (int, self->n);
  int *alike = g_new (int, self->n);
  Register keys;

  register_init (&keys, self->n);
  for (guint i = 0; i < self->n; i++)
    {
      guint n_before = keys.n;
      guint key;

      fold (self->names[i], folded);
      key = register_number (&keys, folded->str);
      if (keys.n > n_before)
        {
          keys.texts[key] = g_string_chunk_insert_len (chunk, folded->str, folded->len);
          firsts[key] = i;
        }
      alike[i] = firsts[key];
    }

  g_free (keys.texts);
  register_clear (&keys);

  return alike;
}
