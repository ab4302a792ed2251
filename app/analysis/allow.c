/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/allow.h"

#include <string.h>

#include "model/design.h"

#define HIGHEST_PORT 65535
#define SEPARATORS ", "
#define WITH_PORTS (LP_TRANSPORT_TCP | LP_TRANSPORT_UDP)

static gboolean
is_any (const char *text)
{
  return *text == '\0' || g_ascii_strcasecmp (text, "any") == 0;
}

/* Reads a number at @text and moves behind it. */
static gboolean
parse_port (const char **text,
            int         *port)
{
  int number = 0;
  const char *c;

  for (c = *text; g_ascii_isdigit (*c) && number <= HIGHEST_PORT; c++)
    number = 10 * number + (*c - '0');

  if (c == *text || number < 1 || number > HIGHEST_PORT)
    return FALSE;

  *text = c;
  *port = number;

  return TRUE;
}

/* "443" or "8000-8010", up to a comma, a space or the end. */
static gboolean
parse_range (const char  **text,
             LpPortRange  *range)
{
  if (!parse_port (text, &range->first))
    return FALSE;

  range->last = range->first;
  if (**text == '-')
    {
      (*text)++;
      if (!parse_port (text, &range->last) || range->last < range->first)
        return FALSE;
    }

  return **text == '\0' || strchr (SEPARATORS, **text) != NULL;
}

gboolean
lp_allow_parse_ports (const char   *text,
                      LpPortRange **ranges,
                      guint        *n_ranges)
{
  g_autoptr (GArray) found = NULL;

  *ranges = NULL;
  *n_ranges = 0;
  if (is_any (text))
    return TRUE;

  found = g_array_new (FALSE, FALSE, sizeof (LpPortRange));
  for (text += strspn (text, SEPARATORS); *text != '\0'; text += strspn (text, SEPARATORS))
    {
      LpPortRange range;

      if (!parse_range (&text, &range))
        return FALSE;
      g_array_append_val (found, range);
    }

  *n_ranges = found->len;
  *ranges = (LpPortRange *) g_array_free (g_steal_pointer (&found), FALSE);

  return *n_ranges > 0;
}

/* What is passed through has no traffic of its own: named, it means what comes by it. */
static gboolean
is_on_the_way (LpKind kind)
{
  return lp_kind_is (kind, LP_TRAIT_TRANSPARENT);
}

static void
read_source (LpAllow       *self,
             const LpGraph *graph,
             const int     *servers,
             const int     *last_inside)
{
  const char *from = lp_element_get_text (self->element, self->out ? LP_ATTRIBUTE_ALLOW_TO
                                                                   : LP_ATTRIBUTE_ALLOW_FROM);
  int node;

  if (is_any (from))
    {
      self->source = LP_SOURCE_ANY;
    }
  else if (lp_network_parse (from, &self->network))
    {
      self->source = lp_network_is_all (&self->network) ? LP_SOURCE_ANY : LP_SOURCE_NETWORK;
    }
  else if ((node = lp_graph_find (graph, from)) >= 0)
    {
      self->source = LP_SOURCE_NODES;
      self->node = node;
      self->first = node;
      if (servers[node] >= 0 && !is_on_the_way (graph->nodes[node].kind))
        self->first = servers[node];
      self->last = last_inside[self->first];
    }
  else
    {
      self->source = LP_SOURCE_UNKNOWN;
    }
}

/* A protocol named alone means the port where it usually listens; a port named alone whatever has
 * ports. */
static void
read_service (LpAllow *self)
{
  LpProtocol protocol = lp_element_get_choice (self->element, LP_ATTRIBUTE_ALLOW_PROTOCOL);
  const LpProtocolRow *row = lp_protocol_get_row (protocol);
  const char *port = lp_element_get_text (self->element, LP_ATTRIBUTE_ALLOW_PORT);
  gboolean named = protocol != LP_PROTOCOL_NONE && protocol != LP_PROTOCOL_ANY;

  self->transports = named ? row->transports : LP_TRANSPORT_ANY;

  if (*port == '\0' && row->port != 0)
    {
      self->n_ranges = 1;
      self->ranges = g_new (LpPortRange, 1);
      self->ranges[0] = (LpPortRange) { row->port, row->port };
      return;
    }

  self->any_port = is_any (port);
  if (!self->any_port)
    {
      self->transports &= WITH_PORTS;
      lp_allow_parse_ports (port, &self->ranges, &self->n_ranges);
    }
}

void
lp_allow_init (LpAllow       *self,
               LpElement     *element,
               const LpGraph *graph,
               const int     *servers,
               const int     *last_inside)
{
  memset (self, 0, sizeof *self);
  self->element = element;
  self->out = lp_element_get_choice (element, LP_ATTRIBUTE_ALLOW_DIRECTION) == LP_DIRECTION_OUT;
  read_source (self, graph, servers, last_inside);
  read_service (self);
}

void
lp_allow_clear (LpAllow *self)
{
  g_clear_pointer (&self->ranges, g_free);
}

gboolean
lp_allow_has_port (const LpAllow *self,
                   LpTransport    transport,
                   int            port)
{
  if ((self->transports & transport) == 0)
    return FALSE;

  if (self->any_port || (transport & WITH_PORTS) == 0)
    return TRUE;

  for (guint i = 0; i < self->n_ranges; i++)
    if (port == 0 || (self->ranges[i].first <= port && port <= self->ranges[i].last))
      return TRUE;

  return FALSE;
}

gboolean
lp_allow_is_public (const LpAllow *self)
{
  return self->source == LP_SOURCE_ANY;
}

gboolean
lp_allow_is_any (const LpAllow *self)
{
  return self->source == LP_SOURCE_ANY && self->any_port &&
         (self->transports & LP_TRANSPORT_TCP) != 0;
}

static gboolean
covers_source (const LpAllow *self,
               const LpAllow *other)
{
  if (self->source == LP_SOURCE_ANY)
    return TRUE;

  if (self->source != other->source)
    return FALSE;

  switch (self->source)
    {
    case LP_SOURCE_NODES:
      return self->first <= other->first && other->last <= self->last;

    case LP_SOURCE_NETWORK:
      return lp_network_covers (&self->network, &other->network);

    case LP_SOURCE_ANY:
    case LP_SOURCE_UNKNOWN:
    default:
      return FALSE;
    }
}

static gboolean
covers_range (const LpAllow     *self,
              const LpPortRange *range)
{
  for (guint i = 0; i < self->n_ranges; i++)
    if (self->ranges[i].first <= range->first && range->last <= self->ranges[i].last)
      return TRUE;

  return FALSE;
}

static gboolean
covers_ports (const LpAllow *self,
              const LpAllow *other)
{
  if ((other->transports & ~self->transports) != 0)
    return FALSE;

  if (self->any_port || (other->transports & WITH_PORTS) == 0)
    return TRUE;

  if (other->any_port)
    return FALSE;

  for (guint i = 0; i < other->n_ranges; i++)
    if (!covers_range (self, &other->ranges[i]))
      return FALSE;

  return other->n_ranges > 0;
}

gboolean
lp_allow_covers (const LpAllow *self,
                 const LpAllow *other)
{
  return self->out == other->out && covers_source (self, other) && covers_ports (self, other);
}
