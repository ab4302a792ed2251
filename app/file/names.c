/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/names.h"

#include "file/format.h"

/* A power of two, several times the number of pairs of a kind and one of its attributes. */
#define N_SLOTS 2048

typedef struct
{
  const xmlChar *name;
  guint16        kind;          /* Of an attribute; LP_N_KINDS for names of kinds. */
  guint16        place;
} Slot;

struct _LpNames
{
  const xmlChar *uri;
  Slot           slots[N_SLOTS];
};

/* Where @name of @kind is, or the free slot where it would be. */
static Slot *
find_slot (LpNames       *self,
           guint          kind,
           const xmlChar *name)
{
  guint i = (GPOINTER_TO_SIZE (name) / 4 * 31 + kind * 67) % N_SLOTS;

  while (self->slots[i].name != NULL &&
         (self->slots[i].name != name || self->slots[i].kind != kind))
    i = (i + 1) % N_SLOTS;

  return &self->slots[i];
}

static void
add (LpNames    *self,
     xmlDict    *dictionary,
     guint       kind,
     const char *key,
     guint       place)
{
  const xmlChar *name = xmlDictLookup (dictionary, (const xmlChar *) key, -1);

  *find_slot (self, kind, name) = (Slot) { name, kind, place };
}

LpNames *
lp_names_new (xmlDict *dictionary)
{
  LpNames *self = g_new0 (LpNames, 1);

  self->uri = xmlDictLookup (dictionary, (const xmlChar *) LP_FILE_NAMESPACE, -1);

  for (guint kind = 0; kind < LP_N_KINDS; kind++)
    add (self, dictionary, LP_N_KINDS, lp_kind_get_row (kind)->key, kind);

  for (guint i = 0; i < LP_N_ATTRIBUTES; i++)
    {
      const LpAttributeRow *row = lp_attribute_get_row (i);

      for (guint kind = 0; kind < LP_N_KINDS && !row->content; kind++)
        if (lp_attribute_is_of (i, kind))
          add (self, dictionary, kind, row->key, i);
    }

  return self;
}

void
lp_names_free (LpNames *self)
{
  g_free (self);
}

gboolean
lp_names_is_ours (LpNames       *self,
                  const xmlChar *uri)
{
  return uri == self->uri;
}

gboolean
lp_names_find_kind (LpNames       *self,
                    const xmlChar *name,
                    LpKind        *kind)
{
  const Slot *slot = find_slot (self, LP_N_KINDS, name);

  *kind = slot->place;

  return slot->name != NULL;
}

gboolean
lp_names_find_attribute (LpNames       *self,
                         LpKind         kind,
                         const xmlChar *name,
                         LpAttribute   *attribute)
{
  const Slot *slot = find_slot (self, kind, name);

  *attribute = slot->place;

  return slot->name != NULL;
}
