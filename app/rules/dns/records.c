/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/dns/records.h"

#include <string.h>

#include "rules/engine/brief.h"

/* How many CNAMEs a name is followed through. */
#define MAX_ALIASES 8

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

GArray *
lp_records_list (LpCheck *check)
{
  GArray *records = g_array_new (FALSE, TRUE, sizeof (LpRecord));
  const LpNodes *dns = &check->kinds[LP_KIND_DNS];

  for (guint i = 0; i < dns->n; i++)
    {
      LpElement *holder = lp_check_get_element (check, dns->nodes[i]);
      LpElement *each = lp_element_find_child (holder, LP_KIND_RECORD);

      for (; each != NULL; each = lp_element_find_next (each))
        {
          LpRecord record = {
            .element = each,
            .dns = dns->nodes[i],
            .type = lp_element_get_text (each, LP_ATTRIBUTE_RECORD_TYPE),
            .name = lp_element_get_text (each, LP_ATTRIBUTE_RECORD_NAME),
            .value = lp_element_get_text (each, LP_ATTRIBUTE_RECORD_VALUE),
          };

          record.form = lp_record_read (record.value, &record.address);
          g_array_append_val (records, record);
        }
    }

  return records;
}

const char *
lp_records_get_apex (const char *host)
{
  const char *dot = strchr (host, '.');

  return dot != NULL && strchr (dot + 1, '.') != NULL ? dot + 1 : host;
}

/* The length of @name without the dot that ends a full name. */
static gsize
count_name (const char *name)
{
  gsize length = strlen (name);

  return length > 0 && name[length - 1] == '.' ? length - 1 : length;
}

gboolean
lp_record_answers (const LpRecord *record,
                   const char     *host)
{
  gsize length = count_name (record->name);
  gsize host_length = count_name (host);
  const char *apex = lp_records_get_apex (host);

  if (length == 0 || strcmp (record->name, "@") == 0)
    return apex == host;

  if (strcmp (record->name, "*") == 0)
    return apex != host;

  if (length > host_length || g_ascii_strncasecmp (record->name, host, length) != 0)
    return FALSE;

  /* “www” stands for www.foobar.com, but not for www.com. */
  return length == host_length || (host[length] == '.' && strchr (host + length + 1, '.') != NULL);
}

GPtrArray *
lp_records_resolve (const GArray *records,
                    const char   *site)
{
  GPtrArray *found = g_ptr_array_new ();
  const char *host = site;

  for (int alias = 0; alias < MAX_ALIASES && host != NULL; alias++)
    {
      const char *next = NULL;

      for (guint i = 0; i < records->len; i++)
        {
          const LpRecord *record = &g_array_index (records, LpRecord, i);

          if (!lp_record_answers (record, host))
            continue;

          if (record->form == LP_RECORD_IPV4 || record->form == LP_RECORD_IPV6)
            g_ptr_array_add (found, (gpointer) record);
          else if (record->form == LP_RECORD_NAME &&
                   g_ascii_strcasecmp (record->type, "CNAME") == 0)
            next = record->value;
        }

      host = found->len == 0 ? next : NULL;
    }

  return found;
}

GArray *
lp_records_list_entries (LpCheck *check)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (int));
  const LpNodes *clients = &check->kinds[LP_KIND_CLIENT];
  g_autofree guint8 *seen = g_new0 (guint8, check->graph->n_nodes);

  for (guint i = 0; i < clients->n; i++)
    {
      int client = clients->nodes[i];

      for (guint k = check->hop_out_start[client]; k < check->hop_out_start[client + 1]; k++)
        {
          const LpHop *hop = &check->hops[check->hop_out[k]];

          if (hop->flow != LP_FLOW_REQUEST || seen[hop->to])
            continue;

          seen[hop->to] = TRUE;
          g_array_append_val (entries, hop->to);
        }
    }

  return entries;
}

const char *
lp_records_get_address (LpElement *element)
{
  while (element != NULL && lp_element_get_kind (element) != LP_KIND_SERVER &&
         lp_element_get_kind (element) != LP_KIND_VIRTUAL_IP)
    element = lp_element_get_parent (element);

  return element != NULL ? lp_element_get_text (element, LP_ATTRIBUTE_ADDRESS) : "";
}

gboolean
lp_record_has_address (const LpRecord *record,
                       const char     *address)
{
  LpNetwork network;

  /* The mask that may stand with a server’s address is not part of it. */
  return (record->form == LP_RECORD_IPV4 || record->form == LP_RECORD_IPV6) &&
         lp_network_parse (address, &network) && network.n_bits == record->address.n_bits &&
         memcmp (network.bytes, record->address.bytes, network.n_bits / 8) == 0;
}

const char *
lp_records_get_type (const char *address)
{
  return strchr (address, ':') != NULL ? "AAAA" : "A";
}

char *
lp_records_dup_wanted (LpCheck *check)
{
  g_autoptr (GArray) entries = lp_records_list_entries (check);

  for (guint i = 0; i < entries->len; i++)
    {
      int entry = g_array_index (entries, int, i);
      const char *address = lp_records_get_address (lp_check_get_element (check, entry));
      const char *slash = strchr (address, '/');

      if (*address != '\0')
        return slash != NULL ? g_strndup (address, slash - address) : g_strdup (address);
    }

  return NULL;
}

char *
lp_records_dup_wanted_in (LpDesign *design)
{
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  g_autoptr (LpCheck) check = lp_check_new (graph, lp_brief_get_production (), findings);

  return lp_records_dup_wanted (check);
}
