/* SPDX-License-Identifier: MIT */
/* db-plaintext: what applications and databases tell each other can be read on the way, too. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/conversation.h"
#include "rules/engine/rule.h"

static gboolean
is_encrypted (const LpConversations *conversations,
              const LpConversation  *conversation,
              const LpWay           *way)
{
  LpProtocol protocol;
  int port;

  for (guint i = 0; i < way->n_links; i++)
    if (conversations->graph->links[conversations->links[way->first_link + i]].tls)
      return TRUE;

  lp_way_get_service (conversations, conversation, way, &protocol, &port);

  return lp_protocol_get_row (protocol)->encrypted;
}

/* The first way of @conversation that others can read, or NULL. */
static const LpWay *
find_readable (LpCheck               *check,
               const LpConversations *conversations,
               const LpConversation  *conversation)
{
  const int server = check->servers[conversation->from];

  if (server >= 0 && server == check->servers[conversation->to])
    return NULL;

  for (guint k = 0; k < conversation->n_ways; k++)
    {
      const LpWay *way = &conversations->ways[conversation->first_way + k];

      if (!is_encrypted (conversations, conversation, way))
        return way;
    }

  return NULL;
}

/* By the database that answers: the links of connections that others can read. */
static GPtrArray **
list_readable (LpCheck *check)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  GPtrArray **links = g_new0 (GPtrArray *, check->graph->n_nodes + 1);

  for (guint i = 0; i < conversations->n; i++)
    {
      const LpConversation *each = &conversations->list[i];
      /* Replication is fetched: the replica connects to the primary. */
      const int listener = each->flow == LP_FLOW_REPLICATION ? each->from : each->to;
      const LpWay *way = NULL;

      if ((each->flow == LP_FLOW_QUERY || each->flow == LP_FLOW_REPLICATION) &&
          check->graph->nodes[listener].kind == LP_KIND_DATABASE)
        way = find_readable (check, conversations, each);
      if (way == NULL)
        continue;

      if (links[listener] == NULL)
        links[listener] = g_ptr_array_new_null_terminated (4, NULL, TRUE);
      g_ptr_array_add (links[listener],
                       check->graph->links[conversations->links[way->first_link]].element);
    }

  return links;
}

static void
report (const LpRule *rule,
        LpCheck      *check,
        int           node,
        GPtrArray    *links)
{
  lp_check_report (check, rule, LP_ELEMENTS (check->graph->nodes[node].element),
                   (LpElement **) links->pdata,
                   ngettext ("%u connection to “%s” from another server is not encrypted.",
                             "%u connections to “%s” from other servers are not encrypted.",
                             links->len),
                   links->len, lp_check_get_name (check, node));
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autofree GPtrArray **links = list_readable (check);

  for (guint i = 0; i < check->graph->n_nodes; i++)
    if (links[i] != NULL)
      {
        report (rule, check, i, links[i]);
        g_ptr_array_unref (links[i]);
      }
}

const LpRule lp_rule_db_plaintext = {
  .key = "db-plaintext",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Database connections in plain text"),
  .why = N_("Queries, their answers and replication carry whatever the site stores. Without "
            "encryption whoever gets into the network between two machines can read it on the "
            "way, and even change it."),
  .advice = N_("Switch on TLS for the links to the database and for replication, and let the "
               "database refuse connections without it."),
  .check = check_design,
};
