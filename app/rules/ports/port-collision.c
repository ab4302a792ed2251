/* SPDX-License-Identifier: MIT */
/* port-collision: a port of a machine belongs to the program that starts first. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/key.h"
#include "rules/engine/rule.h"
#include "rules/ports/listeners.h"

static gboolean
is_visited (LpElement *element)
{
  guint n_links;
  LpElement **links = lp_element_get_links (element, &n_links);

  for (guint i = 0; i < n_links; i++)
    if (lp_element_get_kind (lp_link_get_from (links[i])) == LP_KIND_CLIENT)
      return TRUE;

  return FALSE;
}

/* The one that is to move is named first: not the one that visitors know. */
static void
report (const LpRule *rule,
        LpCheck      *check,
        LpElement    *first,
        LpElement    *second)
{
  LpElement *a = lp_element_get_parent (first);
  LpElement *b = lp_element_get_parent (second);
  int port = lp_element_get_integer (first, LP_ATTRIBUTE_LISTEN_PORT);

  if (a == b)
    lp_check_report (check, rule, LP_ELEMENTS (second), NULL,
                     _("“%s” listens twice on port %d."), lp_check_name (check, a), port);
  else if (is_visited (b) && !is_visited (a))
    lp_check_report (check, rule, LP_ELEMENTS (first, b), NULL,
                     _("“%s” and “%s” on one server both listen on port %d."),
                     lp_check_name (check, a), lp_check_name (check, b), port);
  else
    lp_check_report (check, rule, LP_ELEMENTS (second, a), NULL,
                     _("“%s” and “%s” on one server both listen on port %d."),
                     lp_check_name (check, a), lp_check_name (check, b), port);
}

/* Returns the listener that had the place of @listener before, or NULL. */
static LpElement *
take_place (GHashTable            *taken,
            int                    host,
            const LpGraphListener *listener)
{
  guint transports = lp_protocol_get_row (listener->protocol)->transports;
  LpElement *other = NULL;

  for (guint transport = 1; transport < LP_TRANSPORT_ANY; transport <<= 1)
    {
      /* On which machine which transport and port. */
      gint64 key = lp_key_make (host, transport << 24 | listener->port);
      LpElement *here = lp_key_table_find (taken, key);

      if ((transports & transport) == 0)
        continue;

      if (here == NULL)
        lp_key_table_set (taken, key, listener->element);
      else if (other == NULL)
        other = here;
    }

  return other;
}

/* Once for each two components, whatever they share. */
static gboolean
is_new_pair (GHashTable *pairs,
             LpElement  *a,
             LpElement  *b)
{
  return g_hash_table_add (pairs, g_strconcat (lp_element_get_id (a), " ", lp_element_get_id (b),
                                               NULL));
}

/* How many listen on the machine of each node. */
static guint *
count_listeners (LpCheck *check)
{
  const LpGraph *graph = check->graph;
  guint *n_listeners = g_new0 (guint, graph->n_nodes);

  for (guint i = 0; i < graph->n_nodes; i++)
    n_listeners[check->servers[i] >= 0 ? check->servers[i] : (int) i] +=
        graph->listen_start[i + 1] - graph->listen_start[i];

  return n_listeners;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpGraph *graph = check->graph;
  g_autoptr (GHashTable) taken = lp_key_table_new ();
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint *n_listeners = count_listeners (check);

  for (guint i = 0; i < graph->n_nodes; i++)
    {
      int host = check->servers[i] >= 0 ? check->servers[i] : (int) i;

      for (guint k = graph->listen_start[i]; k < graph->listen_start[i + 1]; k++)
        {
          const LpGraphListener *listener = &graph->listeners[k];
          LpElement *other = NULL;

          if (listener->port > 0 && n_listeners[host] > 1)
            other = take_place (taken, host, listener);
          if (other != NULL &&
              is_new_pair (pairs, lp_element_get_parent (other), graph->nodes[i].element))
            report (rule, check, other, listener->element);
        }
    }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *listener = lp_finding_find_element (finding, design, 0);
  int port;

  if (listener == NULL || lp_element_get_kind (listener) != LP_KIND_LISTEN)
    return FALSE;

  port = lp_element_get_integer (listener, LP_ATTRIBUTE_LISTEN_PORT);
  if (lp_finding_get_n_elements (finding) == 1)
    lp_design_remove (design, listener);
  else
    lp_listeners_move (design, listener,
                       lp_listeners_find_free (lp_element_get_parent (listener), port,
                                               lp_listeners_get_transports (listener)));

  return TRUE;
}

const LpRule lp_rule_port_collision = {
  .key = "port-collision",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Two programs on one port"),
  .why = N_("At one address of a machine a port belongs to one program, TCP and UDP apart. The "
            "one that starts second finds it taken and gives up with “address already in use”, "
            "so a part of the site never starts."),
  .advice = N_("Let one of them listen on another port, or put it on another server."),
  .check = check_design,
  .fix = fix,
};
