/* SPDX-License-Identifier: MIT */
/* What is open: ports that somebody listens on, and firewalls that let through. */
#include "config.h"

#include <string.h>

#include "oracle/private.h"

#include "model/value.h"

/* What goes over a way. */
typedef struct
{
  guint transports;
  int   port;
} Service;

typedef struct
{
  Oracle  *oracle;
  Service  service;
  int      source;      /* Of the packets that open the connection. */
  int      target;
} Passage;

typedef enum
{
  RULES_IN,
  RULES_OUT,
  RULES_ALL,
} Rules;

/* Plain TCP or UDP carries whatever runs over it: who says only @protocol means its usual port. */
static gboolean
hears (LpElement  *listen,
       LpProtocol  protocol,
       int         port)
{
  LpProtocol heard = lp_element_get_choice (listen, LP_ATTRIBUTE_LISTEN_PROTOCOL);
  int heard_port = lp_element_get_integer (listen, LP_ATTRIBUTE_LISTEN_PORT);
  const LpProtocolRow *row = lp_protocol_get_row (protocol);

  if (port != 0 && heard_port != 0 && port != heard_port)
    return FALSE;

  if (protocol == heard || protocol == LP_PROTOCOL_NONE || protocol == LP_PROTOCOL_ANY ||
      heard == LP_PROTOCOL_NONE || heard == LP_PROTOCOL_ANY)
    return TRUE;

  if ((row->transports & lp_protocol_get_row (heard)->transports) == 0)
    return FALSE;

  if (heard == LP_PROTOCOL_TCP || heard == LP_PROTOCOL_UDP)
    return port != 0 || heard_port == 0 || row->port == heard_port;

  return protocol == LP_PROTOCOL_TCP || protocol == LP_PROTOCOL_UDP;
}

static int
get_first (const Way   *way,
           LpAttribute  attribute)
{
  for (guint i = 0; i < way->n_links; i++)
    if (lp_element_get_number (way->links[i], attribute) != 0)
      return lp_element_get_number (way->links[i], attribute);

  return 0;
}

/* Fills in what nobody says: by the listener, else by what is usual. */
static Service
complete (Oracle     *self,
          const Way  *way,
          int         listening,
          LpElement  *listen,
          LpProtocol  protocol,
          int         port)
{
  LpKind kind = self->kinds[listening];

  if (protocol == LP_PROTOCOL_NONE && listen != NULL)
    protocol = lp_element_get_choice (listen, LP_ATTRIBUTE_LISTEN_PROTOCOL);
  if (port == 0 && listen != NULL)
    port = lp_element_get_integer (listen, LP_ATTRIBUTE_LISTEN_PORT);
  if (protocol == LP_PROTOCOL_NONE)
    protocol = way->flow == LP_FLOW_REQUEST && port == 443 ? LP_PROTOCOL_HTTPS
                                                           : lp_flow_get_protocol (way->flow, kind);
  if (port == 0)
    port = lp_flow_get_port (way->flow, kind, protocol);

  return (Service) { lp_protocol_get_row (protocol)->transports, port };
}

/* "its target has no listen at all, or one whose port and protocol fit" */
static gboolean
find_service (Oracle    *self,
              const Way *way,
              Service   *service)
{
  int listening = way->flow == LP_FLOW_REPLICATION ? way->source : way->target;
  LpElement *listen = lp_element_find_child (self->boxes[listening], LP_KIND_LISTEN);
  LpProtocol protocol = get_first (way, LP_ATTRIBUTE_PROTOCOL);
  int port = get_first (way, LP_ATTRIBUTE_PORT);

  if (listen != NULL && (oracle_is_carrying (way) || way->flow == LP_FLOW_REPLICATION))
    {
      while (listen != NULL && !hears (listen, protocol, port))
        listen = lp_element_find_next (listen);
      if (listen == NULL)
        return FALSE;
    }
  else
    {
      listen = NULL;
    }
  *service = complete (self, way, listening, listen, protocol, port);

  return TRUE;
}

/* "443", "8000-8010", "80,443" */
static gboolean
port_fits (const char *list,
           int         port)
{
  gsize length;

  for (const char *word = lp_value_next_word (&list, &length); word != NULL;
       word = lp_value_next_word (&list, &length))
    {
      g_autofree char *text = g_strndup (word, length);
      g_auto (GStrv) ends = g_strsplit (text, "-", 2);
      guint first, last;

      if (lp_value_read_digits (ends[0], 65535, &first) && first > 0 &&
          lp_value_read_digits (ends[1] != NULL ? ends[1] : ends[0], 65535, &last) &&
          (int) first <= port && port <= (int) last)
        return TRUE;
    }

  return FALSE;
}

/* Whether one of the addresses in @list is in the network; @any: there is one. */
static gboolean
address_fits (const char   *list,
              const guint8 *network,
              guint         size,
              guint         prefix,
              gboolean     *any)
{
  gsize length;

  for (const char *word = lp_value_next_word (&list, &length); word != NULL;
       word = lp_value_next_word (&list, &length))
    {
      g_autofree char *text = g_strndup (word, length);
      guint8 bytes[16];
      guint own, i;
      guint own_size = oracle_read_network (text, bytes, &own);

      if (own_size == 0)
        continue;

      *any = TRUE;
      for (i = 0; own_size == size && i < prefix; i++)
        if ((bytes[i / 8] ^ network[i / 8]) >> (7 - i % 8) & 1)
          break;
      if (own_size == size && i == prefix)
        return TRUE;
    }

  return FALSE;
}

/* Visitors come from everywhere. Who has no address that we know may have any. */
static gboolean
network_fits (Oracle     *self,
              int         box,
              const char *text)
{
  guint8 network[16] = { 0 };
  guint prefix;
  guint size = oracle_read_network (text, network, &prefix);
  int server = self->servers[box];
  gboolean any = FALSE;

  if (size == 0)
    return FALSE;
  if (prefix == 0)
    return TRUE;
  if (self->kinds[box] == LP_KIND_CLIENT)
    return FALSE;

  return address_fits (lp_element_get_text (self->boxes[box], LP_ATTRIBUTE_ADDRESS),
                       network, size, prefix, &any) ||
         (server >= 0 &&
          (address_fits (lp_element_get_text (self->boxes[server], LP_ATTRIBUTE_ADDRESS),
                         network, size, prefix, &any) ||
           address_fits (lp_element_get_text (self->boxes[server], LP_ATTRIBUTE_PRIVATE_ADDRESS),
                         network, size, prefix, &any))) ||
         !any;
}

/* "An address, a network, an element’s id, or any"; an element stands for its machine. */
static gboolean
place_fits (Oracle     *self,
            int         box,
            const char *list)
{
  gsize length;
  const char *word = lp_value_next_word (&list, &length);

  if (word == NULL)
    return TRUE;

  for (; word != NULL; word = lp_value_next_word (&list, &length))
    {
      g_autofree char *text = g_strndup (word, length);
      gboolean fits = strcmp (text, "any") == 0;
      int named = -1;

      for (guint i = 0; i < self->n && named < 0; i++)
        if (strcmp (lp_element_get_id (self->boxes[i]), text) == 0)
          named = i;

      if (named >= 0)
        fits = fits || oracle_is_inside (self, box, named) ||
               (self->servers[named] >= 0 && self->servers[named] == self->servers[box]);
      else
        fits = fits || network_fits (self, box, text);
      if (fits)
        return TRUE;
    }

  return FALSE;
}

/* Whether @rule lets through what goes over @transport. */
static gboolean
lets_through (const Passage *passage,
              LpElement     *rule,
              guint          transport)
{
  LpProtocol protocol = lp_element_get_choice (rule, LP_ATTRIBUTE_ALLOW_PROTOCOL);
  const LpProtocolRow *row = lp_protocol_get_row (protocol);
  const char *port = lp_element_get_text (rule, LP_ATTRIBUTE_ALLOW_PORT);
  gboolean has_port = (transport & (LP_TRANSPORT_TCP | LP_TRANSPORT_UDP)) != 0;
  gboolean out = lp_element_get_choice (rule, LP_ATTRIBUTE_ALLOW_DIRECTION) == LP_DIRECTION_OUT;

  if (protocol != LP_PROTOCOL_NONE && (row->transports & transport) == 0)
    return FALSE;

  if (*port != '\0' && strcmp (port, "any") != 0)
    {
      if (!has_port || !port_fits (port, passage->service.port))
        return FALSE;
    }
  else if (*port == '\0' && row->port != 0 && has_port && row->port != passage->service.port)
    {
      return FALSE;
    }

  return place_fits (passage->oracle, out ? passage->target : passage->source,
                     lp_element_get_text (rule, out ? LP_ATTRIBUTE_ALLOW_TO
                                                    : LP_ATTRIBUTE_ALLOW_FROM));
}

/* "A firewall without any allow is not configured and lets through what is drawn"; "its out rules,
 * if it has any"; "policy="allow" denies nothing that no rule denies". */
static gboolean
denies (const Passage *passage,
        int            firewall,
        Rules          rules)
{
  LpElement *element = passage->oracle->boxes[firewall];
  LpElement *first = lp_element_find_child (element, LP_KIND_ALLOW);
  guint passed = 0;
  gboolean any = FALSE;

  if (first == NULL || lp_element_get_choice (element, LP_ATTRIBUTE_POLICY) == LP_POLICY_ALLOW)
    return FALSE;

  for (LpElement *each = first; each != NULL; each = lp_element_find_next (each))
    if (rules == RULES_ALL || (rules == RULES_OUT) ==
        (lp_element_get_choice (each, LP_ATTRIBUTE_ALLOW_DIRECTION) == LP_DIRECTION_OUT))
      {
        any = TRUE;
        for (guint transport = 1; transport <= LP_TRANSPORT_ANY; transport <<= 1)
          if ((transport & passage->service.transports) != 0 &&
              lets_through (passage, each, transport))
            passed |= transport;
      }

  if (rules == RULES_OUT && !any)
    return FALSE;

  return (passage->service.transports & ~passed) != 0;
}

/* Whether one of the firewalls that guard @container denies. */
static gboolean
is_guarded (const Passage *passage,
            int            container,
            Rules          rules)
{
  Oracle *self = passage->oracle;

  for (guint i = 0; i < self->n; i++)
    if (self->kinds[i] == LP_KIND_FIREWALL && !self->linked[i] && self->parents[i] == container &&
        denies (passage, i, rules))
      return TRUE;

  return FALSE;
}

static gboolean
passes (const Passage *passage,
        const Way     *way)
{
  Oracle *self = passage->oracle;
  int source = passage->source;
  int target = passage->target;
  /* "What stays within one server passes none." */
  gboolean within = self->servers[source] >= 0 && self->servers[source] == self->servers[target];

  for (int at = source; at >= 0; at = self->parents[at])
    if (self->kinds[at] == LP_KIND_ZONE ? !oracle_is_inside (self, target, at)
                                        : self->kinds[at] == LP_KIND_SERVER && !within)
      if (is_guarded (passage, at, RULES_OUT))
        return FALSE;

  for (guint i = 0; i + 1 < way->n_links; i++)
    if (self->kinds[way->relays[i]] == LP_KIND_FIREWALL &&
        denies (passage, way->relays[i], RULES_ALL))
      return FALSE;

  for (int at = target; at >= 0; at = self->parents[at])
    if (self->kinds[at] == LP_KIND_ZONE ? !oracle_is_inside (self, source, at)
                                        : self->kinds[at] == LP_KIND_SERVER && !within)
      if (is_guarded (passage, at, RULES_IN))
        return FALSE;

  return TRUE;
}

/* "Replication is fetched: its packets go from the replica to the primary." */
static gboolean
lets_pass (Oracle    *self,
           const Way *way,
           Service    service,
           int        source)
{
  Passage there = { self, service, source, way->target };
  Passage back = { self, service, way->target, source };

  if (way->flow == LP_FLOW_REPLICATION)
    return passes (&back, way);

  return passes (&there, way) && (way->flow != LP_FLOW_FAILOVER || passes (&back, way));
}

/* "A virtual IP is transparent: behind it, those who ask it are the source." Each box once. */
static guint64
find_askers (Oracle  *self,
             int      vip,
             guint64 *seen)
{
  guint64 askers = 0;

  *seen |= BIT (vip);
  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *way = oracle_way (self, i);

      if (way->target != vip || !way->offered || !oracle_is_carrying (way) ||
          (*seen & BIT (way->source)) != 0)
        continue;

      if (self->kinds[way->source] != LP_KIND_VIRTUAL_IP)
        {
          askers |= BIT (way->source);
        }
      else
        {
          guint64 behind = find_askers (self, way->source, seen);

          askers |= behind != 0 ? behind : BIT (way->source);
        }
    }

  return askers;
}

/* "A virtual IP is transparent": it passes packets on as they are. Where its link says nothing of
 * the service, what it was asked for counts, if that is heard. */
static gboolean
lets_pass_from (Oracle    *self,
                const Way *way,
                Service    usual,
                int        source,
                guint64    vips)
{
  LpElement *listen = lp_element_find_child (self->boxes[way->target], LP_KIND_LISTEN);
  gboolean any = FALSE;

  if ((vips & BIT (way->source)) == 0 || get_first (way, LP_ATTRIBUTE_PROTOCOL) != 0 ||
      get_first (way, LP_ATTRIBUTE_PORT) != 0)
    return lets_pass (self, way, usual, source);

  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *asking = oracle_way (self, i);
      LpProtocol protocol = get_first (asking, LP_ATTRIBUTE_PROTOCOL);
      int port = get_first (asking, LP_ATTRIBUTE_PORT);
      Service service = usual;
      LpElement *each = listen;

      if (asking->source != source || (vips & BIT (asking->target)) == 0 || !asking->offered ||
          !oracle_is_carrying (asking))
        continue;

      while (each != NULL && !hears (each, protocol, port))
        each = lp_element_find_next (each);
      if (listen == NULL || each != NULL)
        service = complete (self, way, way->target, each, protocol, port);
      if (!lets_pass (self, way, service, source))
        return FALSE;
      any = TRUE;
    }

  return any || lets_pass (self, way, usual, source);
}

void
oracle_open_ways (Oracle *self)
{
  for (guint i = 0; i < self->ways->len; i++)
    {
      Way *way = oracle_way (self, i);
      guint64 seen = 0;
      guint64 sources = 0;
      Service service = { 0, 0 };

      if (self->kinds[way->source] == LP_KIND_VIRTUAL_IP && oracle_is_carrying (way))
        sources = find_askers (self, way->source, &seen);
      if (sources == 0)
        sources = BIT (way->source);

      way->open = way->offered && find_service (self, way, &service);
      for (guint s = 0; s < self->n && way->open; s++)
        if (sources & BIT (s))
          way->open = lets_pass_from (self, way, service, s, seen);
    }
}
