/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/dns/records.h"

#include <string.h>

#include "rules/engine/brief.h"

/* How many CNAMEs a name is followed through. */
#define MAX_ALIASES 16

/* Types that say where to connect. */
static const char *const leading[] = { "", "A", "AAAA", "CNAME", "ALIAS", "ANAME" };

/* A colon stands in no name; digits and dots alone are an address, or were meant as one. */
static gboolean
looks_like_address (const char *text)
{
  return strchr (text, ':') != NULL || strspn (text, "0123456789./") == strlen (text);
}

LpRecordForm
lp_record_read (const char *text,
                LpNetwork  *address)
{
  if (*text == '\0')
    return LP_RECORD_NOTHING;

  if (strchr (text, '/') == NULL && lp_network_parse (text, address))
    return address->n_bits == 32 ? LP_RECORD_IPV4 : LP_RECORD_IPV6;

  return looks_like_address (text) ? LP_RECORD_BROKEN : LP_RECORD_NAME;
}

static gpointer
make_site (LpCheck *check)
{
  return lp_site_new (check->graph);
}

static void
free_site (gpointer site)
{
  lp_site_free (site);
}

const LpSite *
lp_records_get_site (LpCheck *check)
{
  return lp_check_get_shared (check, "site", make_site, free_site);
}

static void
clear_record (gpointer data)
{
  LpRecord *record = data;

  g_free (record->host);
  g_free (record->target);
}

static LpRecord
read_record (LpCheck   *check,
             int        dns,
             LpElement *element)
{
  const LpSite *site = lp_records_get_site (check);
  LpRecord record = {
    .element = element,
    .dns = dns,
    .type = lp_element_get_text (element, LP_ATTRIBUTE_RECORD_TYPE),
    .name = lp_element_get_text (element, LP_ATTRIBUTE_RECORD_NAME),
    .value = lp_element_get_text (element, LP_ATTRIBUTE_RECORD_VALUE),
  };

  record.form = lp_record_read (record.value, &record.address);
  record.host = lp_site_expand (site, record.name);
  if (record.form == LP_RECORD_NAME &&
      (lp_record_is (&record, "CNAME") || lp_record_is (&record, "ALIAS") ||
       lp_record_is (&record, "ANAME")))
    record.target = lp_site_expand (site, record.value);

  return record;
}

static GArray *
read_records (LpCheck *check)
{
  GArray *records = g_array_new (FALSE, TRUE, sizeof (LpRecord));
  const LpNodes *dns = &check->kinds[LP_KIND_DNS];

  g_array_set_clear_func (records, clear_record);
  for (guint i = 0; i < dns->n; i++)
    {
      LpElement *holder = lp_check_get_element (check, dns->nodes[i]);
      LpElement *each = lp_element_find_child (holder, LP_KIND_RECORD);

      for (; each != NULL; each = lp_element_find_next (each))
        {
          LpRecord record = read_record (check, dns->nodes[i], each);

          g_array_append_val (records, record);
        }
    }

  return records;
}

/* All records, and by their names (GPtrArray of LpRecord). */
typedef struct
{
  GArray     *records;
  GHashTable *by_host;
} Records;

static gpointer
make_records (LpCheck *check)
{
  Records *self = g_new0 (Records, 1);

  self->records = read_records (check);
  self->by_host = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < self->records->len; i++)
    {
      LpRecord *record = &g_array_index (self->records, LpRecord, i);
      GPtrArray *same = g_hash_table_lookup (self->by_host, record->host);

      record->by_host = self->by_host;
      if (same == NULL)
        {
          same = g_ptr_array_new ();
          g_hash_table_insert (self->by_host, record->host, same);
        }
      g_ptr_array_add (same, record);
    }

  return self;
}

static void
free_records (gpointer data)
{
  Records *self = data;

  g_hash_table_unref (self->by_host);
  g_array_unref (self->records);
  g_free (self);
}

GArray *
lp_records_list (LpCheck *check)
{
  const Records *self = lp_check_get_shared (check, "records", make_records, free_records);

  return g_array_ref (self->records);
}

gboolean
lp_record_is (const LpRecord *record,
              const char     *type)
{
  return g_ascii_strcasecmp (record->type, type) == 0;
}

gboolean
lp_record_leads (const LpRecord *record)
{
  for (guint i = 0; i < G_N_ELEMENTS (leading); i++)
    if (lp_record_is (record, leading[i]))
      return record->form != LP_RECORD_NOTHING;

  return FALSE;
}

static gboolean
is_wildcard_for (const LpRecord *record,
                 const char     *host)
{
  return g_str_has_prefix (record->host, "*.") && g_str_has_suffix (host, record->host + 1) &&
         strlen (host) >= strlen (record->host);
}

gboolean
lp_record_answers (const LpRecord *record,
                   const char     *host)
{
  return strcmp (record->host, host) == 0 || is_wildcard_for (record, host);
}

const GPtrArray *
lp_records_get_same (const GArray *records,
                     const char   *host)
{
  if (records->len == 0)
    return NULL;

  return g_hash_table_lookup (g_array_index (records, LpRecord, 0).by_host, host);
}

/* Adds those for exactly @host that lead on. */
static void
add_leading (const GArray *records,
             const char   *host,
             GPtrArray    *found)
{
  const GPtrArray *same = lp_records_get_same (records, host);

  for (guint i = 0; same != NULL && i < same->len; i++)
    if (lp_record_leads (same->pdata[i]))
      g_ptr_array_add (found, same->pdata[i]);
}

GPtrArray *
lp_records_find (const GArray *records,
                 const char   *host)
{
  GPtrArray *found = g_ptr_array_new ();

  add_leading (records, host, found);
  for (const char *dot = strchr (host, '.'); dot != NULL && found->len == 0;
       dot = strchr (dot + 1, '.'))
    {
      g_autofree char *wild = g_strconcat ("*", dot, NULL);

      add_leading (records, wild, found);
    }

  return found;
}

GPtrArray *
lp_records_resolve (const GArray *records,
                    const char   *site)
{
  GPtrArray *addresses = g_ptr_array_new ();
  g_autofree char *folded = g_ascii_strdown (site, -1);
  const char *host = folded;

  if (g_str_has_suffix (folded, "."))
    folded[strlen (folded) - 1] = '\0';

  for (guint alias = 0; alias < MAX_ALIASES && host != NULL && *host != '\0'; alias++)
    {
      g_autoptr (GPtrArray) found = lp_records_find (records, host);

      host = NULL;
      for (guint i = 0; i < found->len; i++)
        {
          const LpRecord *record = found->pdata[i];

          if (record->form == LP_RECORD_IPV4 || record->form == LP_RECORD_IPV6)
            g_ptr_array_add (addresses, (gpointer) record);
          else if (host == NULL)
            host = record->target;
        }
    }

  return addresses;
}

/* What bears a name of its own: other services, and what people split off into a pool. */
static gboolean
is_named_otherwise (const LpConversations *conversations,
                    const LpConversation  *conversation)
{
  const LpGraph *graph = conversations->graph;
  const guint link = conversations->links[conversations->ways[conversation->first_way].first_link];

  return graph->nodes[conversation->to].kind == LP_KIND_EXTERNAL ||
         (graph->links[link].mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_POOL)) != 0;
}

static gboolean
is_visit (const LpConversations *conversations,
          const LpConversation  *conversation)
{
  return conversations->graph->nodes[conversation->from].kind == LP_KIND_CLIENT &&
         conversation->flow == LP_FLOW_REQUEST &&
         lp_kind_is (conversations->graph->nodes[conversation->to].kind, LP_TRAIT_SERVES) &&
         !is_named_otherwise (conversations, conversation);
}

/* What visitors ask, and by which addresses. */
typedef struct
{
  GArray      *nodes;           /* int */
  GPtrArray  **addresses;       /* By node: LpGraphAddress, or NULL. */
  guint        n_nodes;
  GHashTable  *known;           /* GBytes: which address stands for which node. */
} Entries;

/* In place of a node. */
enum
{
  ANY_ENTRY = -1,
  MEMBERS = -2,                 /* What stands right behind a virtual IP among the entries. */
};

static GBytes *
make_key (int              node,
          const LpNetwork *address)
{
  struct
  {
    int       node;
    LpNetwork address;
  } key;

  /* The mask that may stand with a server’s address is not part of it. */
  memset (&key, 0, sizeof key);
  key.node = node;
  key.address.n_bits = address->n_bits;
  memcpy (key.address.bytes, address->bytes, sizeof key.address.bytes);

  return g_bytes_new (&key, sizeof key);
}

/* Notes that the addresses of @node and its server stand for @entry, and appends to @found those
 * that did not yet. */
static void
note_addresses (Entries   *self,
                LpCheck   *check,
                int        entry,
                int        node,
                GPtrArray *found)
{
  const LpGraph *graph = check->graph;
  const int places[] = { node, check->servers[node] };

  for (guint i = 0; i < G_N_ELEMENTS (places) && places[i] >= 0; i++)
    for (guint k = graph->address_start[places[i]]; k < graph->address_start[places[i] + 1]; k++)
      {
        const LpGraphAddress *address = &graph->addresses[k];

        if (address->listed && address->valid &&
            g_hash_table_add (self->known, make_key (entry, &address->network)) && found != NULL)
          g_ptr_array_add (found, (gpointer) address);
      }
}

static void
add_addresses (Entries *self,
               LpCheck *check,
               int      entry,
               int      node)
{
  note_addresses (self, check, entry, node, self->addresses[entry]);
  note_addresses (self, check, ANY_ENTRY, node, NULL);
}

static void
add_visit (Entries               *self,
           LpCheck               *check,
           const LpConversations *conversations,
           const LpConversation  *visit)
{
  if (self->addresses[visit->to] == NULL)
    {
      self->addresses[visit->to] = g_ptr_array_new ();
      g_array_append_val (self->nodes, visit->to);
      add_addresses (self, check, visit->to, visit->to);
    }

  for (guint i = visit->first_way; i < visit->first_way + visit->n_ways; i++)
    for (guint k = 0; k + 1 < conversations->ways[i].n_links; k++)
      add_addresses (self, check, visit->to,
                     check->graph->links[conversations->links[conversations->ways[i].first_link +
                                                              k]].to);
}

/* Addresses of what stands right behind a virtual IP among the entries. */
static void
add_members (Entries *self,
             LpCheck *check)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const int entry = g_array_index (self->nodes, int, i);

      if (check->graph->nodes[entry].kind != LP_KIND_VIRTUAL_IP)
        continue;

      for (guint k = check->hop_out_start[entry]; k < check->hop_out_start[entry + 1]; k++)
        note_addresses (self, check, MEMBERS, check->hops[check->hop_out[k]].to, NULL);
    }
}

static int
compare_public (gconstpointer a,
                gconstpointer b)
{
  const LpGraphAddress *first = *(const LpGraphAddress *const *) a;
  const LpGraphAddress *second = *(const LpGraphAddress *const *) b;

  return lp_network_is_public (&second->network) - lp_network_is_public (&first->network);
}

static gpointer
make_entries (LpCheck *check)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  Entries *self = g_new0 (Entries, 1);

  self->nodes = g_array_new (FALSE, FALSE, sizeof (int));
  self->n_nodes = check->graph->n_nodes;
  self->addresses = g_new0 (GPtrArray *, self->n_nodes + 1);
  self->known = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                       (GDestroyNotify) g_bytes_unref, NULL);
  for (guint i = 0; i < conversations->n; i++)
    if (is_visit (conversations, &conversations->list[i]))
      add_visit (self, check, conversations, &conversations->list[i]);
  add_members (self, check);
  for (guint i = 0; i < self->nodes->len; i++)
    g_ptr_array_sort (self->addresses[g_array_index (self->nodes, int, i)], compare_public);

  return self;
}

static void
free_entries (gpointer data)
{
  Entries *self = data;

  for (guint i = 0; i < self->n_nodes; i++)
    g_clear_pointer (&self->addresses[i], g_ptr_array_unref);
  g_free (self->addresses);
  g_array_unref (self->nodes);
  g_hash_table_unref (self->known);
  g_free (self);
}

static const Entries *
get_entries (LpCheck *check)
{
  return lp_check_get_shared (check, "entries", make_entries, free_entries);
}

const GArray *
lp_records_list_entries (LpCheck *check)
{
  return get_entries (check)->nodes;
}

const GPtrArray *
lp_records_list_addresses (LpCheck *check,
                           int      entry)
{
  return get_entries (check)->addresses[entry];
}

static gboolean
is_known (LpCheck        *check,
          const LpRecord *record,
          int             entry)
{
  g_autoptr (GBytes) key = NULL;

  if (record->form != LP_RECORD_IPV4 && record->form != LP_RECORD_IPV6)
    return FALSE;

  key = make_key (entry, &record->address);

  return g_hash_table_contains (get_entries (check)->known, key);
}

gboolean
lp_record_names_entry (LpCheck        *check,
                       const LpRecord *record,
                       int             entry)
{
  return is_known (check, record, entry);
}

gboolean
lp_record_names_any (LpCheck        *check,
                     const LpRecord *record)
{
  return is_known (check, record, ANY_ENTRY);
}

gboolean
lp_record_names_member (LpCheck        *check,
                        const LpRecord *record)
{
  return is_known (check, record, MEMBERS);
}

gboolean
lp_record_is_at (LpCheck        *check,
                 const LpRecord *record,
                 int             node)
{
  const LpGraph *graph = check->graph;
  const int places[] = { node, check->servers[node] };

  if (record->form != LP_RECORD_IPV4 && record->form != LP_RECORD_IPV6)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (places) && places[i] >= 0; i++)
    for (guint k = graph->address_start[places[i]]; k < graph->address_start[places[i] + 1]; k++)
      {
        const LpNetwork *network = &graph->addresses[k].network;

        if (graph->addresses[k].listed && graph->addresses[k].valid &&
            network->n_bits == record->address.n_bits &&
            memcmp (network->bytes, record->address.bytes, network->n_bits / 8) == 0)
          return TRUE;
      }

  return FALSE;
}

const char *
lp_records_get_type (const char *address)
{
  return strchr (address, ':') != NULL ? "AAAA" : "A";
}

static char *
dup_bare (const char *address)
{
  return g_strndup (address, strcspn (address, "/"));
}

GPtrArray *
lp_records_list_wanted (LpCheck *check)
{
  GPtrArray *wanted = g_ptr_array_new_with_free_func (g_free);
  const GArray *entries = lp_records_list_entries (check);

  for (guint i = 0; i < entries->len; i++)
    {
      const GPtrArray *addresses =
          lp_records_list_addresses (check, g_array_index (entries, int, i));

      for (guint k = 0; k < addresses->len; k++)
        {
          const LpGraphAddress *address = addresses->pdata[k];
          g_autofree char *text = dup_bare (address->text);

          if (lp_network_is_public (&address->network) &&
              !g_ptr_array_find_with_equal_func (wanted, text, g_str_equal, NULL))
            g_ptr_array_add (wanted, g_steal_pointer (&text));
        }
    }

  return wanted;
}

GPtrArray *
lp_records_list_wanted_in (LpDesign *design)
{
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  g_autoptr (LpCheck) check = lp_check_new (graph, lp_brief_get_production (), findings);

  return lp_records_list_wanted (check);
}
