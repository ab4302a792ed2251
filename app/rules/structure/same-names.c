/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/structure/same-names.h"

typedef struct
{
  char      *name;
  LpElement *scope;
} Key;

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return g_str_hash (key->name) ^ g_direct_hash (key->scope);
}

static gboolean
equal_keys (gconstpointer a,
            gconstpointer b)
{
  const Key *key = a;
  const Key *other = b;

  return key->scope == other->scope && g_str_equal (key->name, other->name);
}

static void
free_key (gpointer data)
{
  Key *key = data;

  g_free (key->name);
  g_free (key);
}

/* Servers have names in the network: the whole design must tell them apart. */
static LpElement *
get_scope (LpCheck *check,
           guint    node)
{
  LpElement *element = lp_check_get_element (check, node);

  return check->graph->nodes[node].kind == LP_KIND_SERVER ? check->root
                                                           : lp_element_get_parent (element);
}

GPtrArray *
lp_same_names_find (LpCheck *check,
                    char  *(*make_key) (const char *name))
{
  const LpGraph *graph = check->graph;
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (hash_key, equal_keys, free_key, NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < graph->n_nodes; i++)
    {
      LpElement *element = graph->nodes[i].element;
      GPtrArray *group;
      Key key;

      if (graph->nodes[i].kind == LP_KIND_NOTE || !lp_element_has (element, LP_ATTRIBUTE_NAME))
        continue;

      key = (Key) { make_key (lp_element_get_name (element)), get_scope (check, i) };
      group = g_hash_table_lookup (by_key, &key);
      if (group == NULL)
        {
          group = g_ptr_array_new_null_terminated (1, NULL, TRUE);
          g_ptr_array_add (all, group);
          g_hash_table_insert (by_key, g_memdup2 (&key, sizeof key), group);
        }
      else
        {
          g_free (key.name);
        }
      g_ptr_array_add (group, element);
    }

  for (guint i = 0; i < all->len; i++)
    if (((GPtrArray *) all->pdata[i])->len > 1)
      g_ptr_array_add (groups, all->pdata[i]);
    else
      g_ptr_array_unref (all->pdata[i]);

  return groups;
}
