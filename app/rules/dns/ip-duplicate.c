/* SPDX-License-Identifier: MIT */
/* ip-duplicate: two machines with one address take each other's traffic. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/conversation.h"
#include "rules/engine/rule.h"

/* The outermost thing that @element stands in: the same private address may be used in another
 * place. */
static LpElement *
get_site (LpCheck   *check,
          LpElement *element)
{
  while (lp_element_get_parent (element) != check->root)
    element = lp_element_get_parent (element);

  return lp_element_get_kind (element) == LP_KIND_ZONE ? element : check->root;
}

typedef struct
{
  LpNetwork  address;
  LpElement *site;      /* Of private addresses, where they have to be unique. */
  LpElement *server;
  guint      place;     /* In the document. */
} Owner;

static int
compare_addresses (const Owner *owner,
                   const Owner *other)
{
  int difference = (int) owner->address.n_bits - other->address.n_bits;

  return difference != 0 ? difference
                         : memcmp (owner->address.bytes, other->address.bytes,
                                   sizeof owner->address.bytes);
}

static int
compare_owners (gconstpointer a,
                gconstpointer b)
{
  const Owner *owner = a;
  const Owner *other = b;
  int difference = compare_addresses (owner, other);

  if (difference == 0)
    difference = (owner->site > other->site) - (owner->site < other->site);

  return difference != 0 ? difference : (int) owner->place - (int) other->place;
}

static GArray *
list_owners (LpCheck *check)
{
  const LpGraph *graph = check->graph;
  const LpNodes *servers = &check->kinds[LP_KIND_SERVER];
  GArray *owners = g_array_sized_new (FALSE, FALSE, sizeof (Owner), 2 * servers->n);

  for (guint i = 0; i < servers->n; i++)
    {
      int server = servers->nodes[i];

      for (guint k = graph->address_start[server]; k < graph->address_start[server + 1]; k++)
        if (graph->addresses[k].valid)
          {
            Owner owner = {
              .address = graph->addresses[k].network,
              .server = graph->nodes[server].element,
              .place = owners->len,
            };

            g_array_append_val (owners, owner);
          }
    }

  return owners;
}

/* The servers among @n owners of one address, each once, ended by NULL. */
static GPtrArray *
list_servers (const Owner *owners,
              guint        n)
{
  GPtrArray *servers = g_ptr_array_new_null_terminated (n, NULL, TRUE);

  for (guint i = 0; i < n; i++)
    if (i == 0 || owners[i].server != owners[i - 1].server)
      g_ptr_array_add (servers, owners[i].server);

  return servers;
}

/* By node: the servers on which visitors ask something directly. */
static gpointer
mark_visited (LpCheck *check)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  guint8 *visited = g_new0 (guint8, check->graph->n_nodes + 1);

  for (guint i = 0; i < conversations->n; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if (check->graph->nodes[each->from].kind == LP_KIND_CLIENT && check->servers[each->to] >= 0)
        visited[check->servers[each->to]] = TRUE;
    }

  return visited;
}

/* One address for all servers that visitors ask is anycast: announced in several places, and each
 * visitor reaches the nearest. */
static gboolean
is_anycast (LpCheck     *check,
            const Owner *owners,
            guint        n)
{
  const guint8 *visited = lp_check_get_shared (check, "visited", mark_visited, g_free);

  if (!lp_network_is_public (&owners->address))
    return FALSE;

  for (guint i = 0; i < n; i++)
    if (!visited[lp_graph_find_element (check->graph, owners[i].server)])
      return FALSE;

  return TRUE;
}

static void
check_address (const LpRule *rule,
               LpCheck      *check,
               Owner        *owners,
               guint         n)
{
  guint end;

  if (is_anycast (check, owners, n))
    return;

  if (!lp_network_is_public (&owners->address))
    {
      for (guint i = 0; i < n; i++)
        owners[i].site = get_site (check, owners[i].server);
      qsort (owners, n, sizeof *owners, compare_owners);
    }

  for (guint i = 0; i < n; i = end)
    {
      g_autoptr (GPtrArray) servers = NULL;
      g_autofree char *names = NULL;

      for (end = i + 1; end < n && owners[end].site == owners[i].site; end++)
        ;

      servers = list_servers (owners + i, end - i);
      if (servers->len < 2)
        continue;

      names = lp_check_join_names (check, (LpElement **) servers->pdata);
      lp_check_report (check, rule, (LpElement **) servers->pdata, NULL,
                       _("%s have the same address."), names);
    }
}

/* Members of a cluster share the address of a virtual IP: only servers are looked at. */
static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GArray) list = list_owners (check);
  Owner *owners = (Owner *) list->data;
  guint end;

  g_array_sort (list, compare_owners);
  for (guint i = 0; i < list->len; i = end)
    {
      for (end = i + 1; end < list->len && compare_addresses (&owners[end], &owners[i]) == 0; end++)
        ;

      if (end - i > 1)
        check_address (rule, check, owners + i, end - i);
    }
}

const LpRule lp_rule_ip_duplicate = {
  .key = "ip-duplicate",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Same address twice"),
  .why = N_("In one network an address leads to one machine. If two have the same, the network "
            "delivers to one or the other by chance, and connections break. A virtual IP may move "
            "between machines, because a protocol makes sure that one of them holds it at a time; "
            "with anycast, routers in several places lead to the nearest one."),
  .advice = N_("Give each server an address of its own, or use a virtual IP for what they share."),
  .check = check_design,
};
