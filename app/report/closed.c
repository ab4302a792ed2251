/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "report/closed.h"

#include <glib/gi18n-lib.h>

#include "draw/scene/scene.h"
#include "model/box.h"

/* By link of the graph: the number plus one of the first way that ends with it and is closed; 0 for
 * those that are not. */
static guint *
list_closed (const LpGraph *graph)
{
  const LpConversations *conversations = lp_conversations_get (graph);
  guint *closed = g_new0 (guint, graph->n_links);

  for (guint i = 0; i < conversations->n_ways; i++)
    {
      const LpWay *way = &conversations->ways[i];
      const guint last = conversations->links[way->first_link + way->n_links - 1];

      if (way->offered && way->closed != LP_CLOSED_NOT && closed[last] == 0)
        closed[last] = i + 1;
    }

  for (guint i = 0; i < conversations->n_ways; i++)
    {
      const LpWay *way = &conversations->ways[i];

      for (guint k = 0; k < way->n_links && way->offered && way->closed == LP_CLOSED_NOT; k++)
        closed[conversations->links[way->first_link + k]] = 0;
    }

  return closed;
}

void
lp_report_mark_closed (GHashTable    *marks,
                       const LpGraph *graph)
{
  g_autofree guint *closed = list_closed (graph);

  for (guint i = 0; i < graph->n_links; i++)
    if (closed[i] != 0)
      lp_marks_get (marks, lp_element_get_id (graph->links[i].element))->closed = TRUE;
}

/* “HTTP 80”: what does not get through. */
static char *
describe_service (LpElement *link)
{
  const char *protocol = lp_protocol_get_row (lp_link_get_protocol (link))->title;
  const int port = lp_link_get_port (link);

  return port > 0 ? g_strdup_printf ("%s %d", protocol, port) : g_strdup (protocol);
}

static char *
describe (const LpGraph *graph,
          guint          number,
          guint          closed)
{
  const LpWay *way = &lp_conversations_get (graph)->ways[closed - 1];
  LpElement *link = graph->links[number].element;
  g_autofree char *service = describe_service (link);
  g_autofree char *name = NULL;

  if (way->closed == LP_CLOSED_BLOCKED && way->denial.firewall >= 0)
    {
      name = lp_box_dup_full_name (graph->nodes[way->denial.firewall].element);
      /* Translators: a firewall, and “HTTP 80”. */
      return g_strdup_printf (_("Closed: “%s” does not let %s through."), name, service);
    }

  name = lp_box_dup_full_name (graph->nodes[graph->links[number].to].element);

  return way->closed == LP_CLOSED_BLOCKED
         /* Translators: “HTTP 80”, and where it would go. */
         ? g_strdup_printf (_("Closed: no %s gets through to “%s”."), service, name)
         /* Translators: a component, and “HTTP 80”. */
         : g_strdup_printf (_("Closed: “%s” does not listen for %s."), name, service);
}

char *
lp_report_dup_closed (const LpGraph *graph,
                      const char    *id)
{
  g_autofree guint *closed = list_closed (graph);

  for (guint i = 0; i < graph->n_links; i++)
    if (closed[i] != 0 && g_str_equal (lp_element_get_id (graph->links[i].element), id))
      return describe (graph, i, closed[i]);

  return NULL;
}

char *
lp_report_dup_closed_from (const LpGraph *graph,
                           int            node,
                           guint          most)
{
  g_autofree guint *closed = list_closed (graph);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint k = graph->out_start[node]; k < graph->out_start[node + 1] && n < most; k++)
    {
      g_autofree char *sentence = NULL;

      if (closed[graph->out[k]] == 0)
        continue;
      sentence = describe (graph, graph->out[k], closed[graph->out[k]]);
      g_string_append_printf (text, "%s%s", n++ > 0 ? "\n" : "", sentence);
    }

  return n > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
