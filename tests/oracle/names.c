/* SPDX-License-Identifier: MIT */
/* What is offered: whom requests may go to, by weight and by name. */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "oracle/private.h"

#include "model/value.h"

/* What the name servers that a client asks say together. */
typedef struct
{
  Oracle    *oracle;
  guint64    servers;
  char      *apex;
  GPtrArray *todo;          /* Names to look up, each once. */
  GPtrArray *found;         /* Addresses, as text that GInetAddress writes. */
  gboolean   leads_out;
} Lookup;

guint
oracle_read_network (const char *text,
                     guint8      bytes[16],
                     guint      *prefix)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", 2);
  g_autoptr (GInetAddress) address = parts[0] != NULL ? g_inet_address_new_from_string (parts[0])
                                                      : NULL;
  guint size;

  if (address == NULL)
    return 0;

  size = g_inet_address_get_native_size (address);
  memcpy (bytes, g_inet_address_to_bytes (address), size);
  *prefix = 8 * size;
  if (parts[1] != NULL && !lp_value_read_digits (parts[1], 8 * size, prefix))
    return 0;

  return size;
}

static void
add_addresses (GPtrArray  *to,
               const char *list)
{
  gsize length;

  for (const char *word = lp_value_next_word (&list, &length); word != NULL;
       word = lp_value_next_word (&list, &length))
    {
      g_autofree char *text = g_strndup (word, length);
      g_autoptr (GInetAddress) address = NULL;

      *strchrnul (text, '/') = '\0';
      address = g_inet_address_new_from_string (text);
      if (address != NULL)
        g_ptr_array_add (to, g_inet_address_to_string (address));
    }
}

/* The public addresses of @box and of its server. */
static void
add_own_addresses (Oracle    *self,
                   int        box,
                   GPtrArray *to)
{
  add_addresses (to, lp_element_get_text (self->boxes[box], LP_ATTRIBUTE_ADDRESS));
  if (self->servers[box] >= 0 && self->servers[box] != box)
    add_addresses (to, lp_element_get_text (self->boxes[self->servers[box]],
                                            LP_ATTRIBUTE_ADDRESS));
}

static gboolean
have_in_common (GPtrArray *a,
                GPtrArray *b)
{
  for (guint i = 0; i < a->len; i++)
    if (g_ptr_array_find_with_equal_func (b, a->pdata[i], g_str_equal, NULL))
      return TRUE;

  return FALSE;
}

/* Names are compared in small letters and without the dot that may end a full one. */
static char *
clean (const char *name)
{
  char *small = g_ascii_strdown (name, -1);

  g_strstrip (small);
  while (g_str_has_suffix (small, "."))
    small[strlen (small) - 1] = '\0';

  return small;
}

/* foobar.com of www.foobar.com, foobar.co.uk of www.foobar.co.uk. */
static char *
dup_apex (const char *site)
{
  static const char *const second[] = { "co", "com", "org", "net", "ac", NULL };
  g_auto (GStrv) labels = g_strsplit (site, ".", -1);
  guint n = g_strv_length (labels);
  guint kept = 2;

  if (n >= 2 && strlen (labels[n - 1]) == 2 && g_strv_contains (second, labels[n - 2]))
    kept = 3;

  return g_strjoinv (".", labels + (n > kept ? n - kept : 0));
}

/* What a record calls a name: "@", "www", "www.foobar.com". */
static char *
dup_full (const char *name,
          const char *apex)
{
  char *small = clean (name);

  if (strcmp (small, "@") == 0)
    {
      g_free (small);
      return g_strdup (apex);
    }

  return small;
}

static gboolean
names (LpElement  *record,
       const char *wanted,
       const char *apex)
{
  g_autofree char *name = dup_full (lp_element_get_text (record, LP_ATTRIBUTE_RECORD_NAME), apex);
  g_autofree char *below = g_strconcat (name, ".", apex, NULL);

  return strcmp (name, wanted) == 0 || strcmp (below, wanted) == 0;
}

static gboolean
is_of_type (LpElement  *record,
            const char *type)
{
  return g_ascii_strcasecmp (lp_element_get_text (record, LP_ATTRIBUTE_RECORD_TYPE), type) == 0;
}

/* Whether @record says where @wanted is. */
static gboolean
answers (LpElement  *record,
         const char *wanted,
         const char *apex)
{
  return (is_of_type (record, "A") || is_of_type (record, "AAAA") ||
          is_of_type (record, "CNAME")) && names (record, wanted, apex);
}

gboolean
oracle_has_records (Oracle *self,
                    int     dns)
{
  g_autofree char *site = clean (lp_element_get_text (self->root, LP_ATTRIBUTE_SITE));
  g_autofree char *apex = dup_apex (site);

  if (*site == '\0')
    return FALSE;

  for (LpElement *each = lp_element_find_child (self->boxes[dns], LP_KIND_RECORD); each != NULL;
       each = lp_element_find_next (each))
    if (answers (each, site, apex))
      return TRUE;

  return FALSE;
}

static void
take_answer (Lookup    *self,
             LpElement *record)
{
  const char *value = lp_element_get_text (record, LP_ATTRIBUTE_RECORD_VALUE);
  char *name;

  if (!is_of_type (record, "CNAME"))
    {
      add_addresses (self->found, value);
      return;
    }

  name = dup_full (value, self->apex);
  if (strchr (name, '.') == NULL)
    {
      g_autofree char *label = name;

      name = g_strconcat (label, ".", self->apex, NULL);
    }

  if (g_ptr_array_find_with_equal_func (self->todo, name, g_str_equal, NULL))
    g_free (name);
  else
    g_ptr_array_add (self->todo, name);
}

/* "a CNAME leads out only to a name outside the site's zone, inside it dangles" */
static void
look_up (Lookup *self,
         guint   number)
{
  const char *name = self->todo->pdata[number];
  g_autofree char *zone = g_strconcat (".", self->apex, NULL);
  gboolean any = FALSE;

  for (guint i = 0; i < self->oracle->n; i++)
    if (self->servers & BIT (i))
      for (LpElement *each = lp_element_find_child (self->oracle->boxes[i], LP_KIND_RECORD);
           each != NULL;
           each = lp_element_find_next (each))
        if (answers (each, name, self->apex))
          {
            any = TRUE;
            take_answer (self, each);
          }

  if (!any && number > 0 && strcmp (name, self->apex) != 0 && !g_str_has_suffix (name, zone))
    self->leads_out = TRUE;
}

/* "external targets and those in a named pool, which may bear names of their own" */
static gboolean
bears_own_name (Oracle    *self,
                const Way *way)
{
  return self->kinds[way->target] == LP_KIND_EXTERNAL || *way->pool != '\0';
}

/* "name a public address of the target, of its server, or of a relay on the way (or of the relay's
 * server). A target without any public address is taken as named". */
static gboolean
is_named (Lookup    *self,
          const Way *way,
          gboolean   any_outside)
{
  Oracle *oracle = self->oracle;
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);

  if (bears_own_name (oracle, way))
    return TRUE;

  if (self->leads_out &&
      (!any_outside || oracle->kinds[way->target] == LP_KIND_CDN ||
       lp_element_get_boolean (oracle->boxes[way->target], LP_ATTRIBUTE_MANAGED)))
    return TRUE;

  add_own_addresses (oracle, way->target, addresses);
  for (guint i = 0; i + 1 < way->n_links; i++)
    add_own_addresses (oracle, way->relays[i], addresses);

  return addresses->len == 0 || have_in_common (addresses, self->found);
}

static void
offer_to (Lookup *self,
          int     client)
{
  Oracle *oracle = self->oracle;
  gboolean any_outside = FALSE;

  for (guint i = 0; i < oracle->ways->len; i++)
    {
      Way *way = oracle_way (oracle, i);

      if (way->source == client && oracle_is_carrying (way) && !bears_own_name (oracle, way))
        any_outside = any_outside || oracle->kinds[way->target] == LP_KIND_CDN ||
                      lp_element_get_boolean (oracle->boxes[way->target], LP_ATTRIBUTE_MANAGED);
    }

  for (guint i = 0; i < oracle->ways->len; i++)
    {
      Way *way = oracle_way (oracle, i);

      if (way->source == client && oracle_is_carrying (way) &&
          !is_named (self, way, any_outside))
        way->offered = FALSE;
    }
}

/* "from a client that asks a dns which has records for the site" */
static void
offer_by_name (Oracle *self,
               int     client)
{
  g_autofree char *site = clean (lp_element_get_text (self->root, LP_ATTRIBUTE_SITE));
  Lookup lookup = { .oracle = self };
  gboolean informed = FALSE;

  for (guint i = 0; i < self->ways->len; i++)
    {
      Way *way = oracle_way (self, i);

      if (way->source == client && way->flow == LP_FLOW_LOOKUP &&
          self->kinds[way->target] == LP_KIND_DNS)
        {
          lookup.servers |= BIT (way->target);
          informed = informed || oracle_has_records (self, way->target);
        }
    }

  if (!informed)
    return;

  lookup.apex = dup_apex (site);
  lookup.todo = g_ptr_array_new_with_free_func (g_free);
  lookup.found = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (lookup.todo, g_strdup (site));
  for (guint i = 0; i < lookup.todo->len; i++)
    look_up (&lookup, i);
  offer_to (&lookup, client);

  g_free (lookup.apex);
  g_ptr_array_unref (lookup.todo);
  g_ptr_array_unref (lookup.found);
}

void
oracle_offer_ways (Oracle *self)
{
  for (guint i = 0; i < self->ways->len; i++)
    {
      Way *way = oracle_way (self, i);

      if (oracle_is_carrying (way))
        for (guint k = 0; k < way->n_links; k++)
          if (lp_element_get_integer (way->links[k], LP_ATTRIBUTE_WEIGHT) == 0)
            way->offered = FALSE;
    }

  for (guint i = 0; i < self->n; i++)
    if (self->kinds[i] == LP_KIND_CLIENT)
      offer_by_name (self, i);
}
