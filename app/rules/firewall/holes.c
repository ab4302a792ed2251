/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/firewall/holes.h"

#include <glib/gi18n-lib.h>

/* How many rules a sentence bears. */
#define MAX_DESCRIBED 4

/* A range of more ports was not made for the program that is drawn, nor a network of so many
 * addresses for one tier. */
#define MANY_PORTS 50
#define WIDE_IPV4 16
#define WIDE_IPV6 48

/* 10.0.0.0/8 is the largest private network, but for fc00::/7. */
#define BROADEST_PRIVATE 8

GPtrArray *
lp_holes_list (LpCheck       *check,
               int            firewall,
               LpHolesFilter  filter)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  GPtrArray *allows = NULL;

  for (guint i = traffic->allow_start[firewall]; i < traffic->allow_start[firewall + 1]; i++)
    if (filter (check, i))
      {
        if (allows == NULL)
          allows = g_ptr_array_new_null_terminated (2, NULL, TRUE);
        g_ptr_array_add (allows, traffic->allows[i].element);
      }

  return allows;
}

static void
describe (GString   *text,
          LpElement *allow)
{
  gboolean out = lp_element_get_choice (allow, LP_ATTRIBUTE_ALLOW_DIRECTION) == LP_DIRECTION_OUT;
  const char *peer = lp_element_get_text (allow, out ? LP_ATTRIBUTE_ALLOW_TO
                                                     : LP_ATTRIBUTE_ALLOW_FROM);
  const char *port = lp_element_get_text (allow, LP_ATTRIBUTE_ALLOW_PORT);
  LpProtocol protocol = lp_element_get_choice (allow, LP_ATTRIBUTE_ALLOW_PROTOCOL);

  g_string_append_printf (text, out ? "→ %s" : "%s →", *peer != '\0' ? peer : _("any"));
  if (protocol != LP_PROTOCOL_NONE)
    g_string_append_printf (text, " %s", lp_protocol_get_row (protocol)->title);
  if (*port != '\0')
    g_string_append_printf (text, " %s", port);
  else if (protocol == LP_PROTOCOL_NONE)
    g_string_append_printf (text, " %s", _("any"));
}

char *
lp_holes_describe (GPtrArray *allows)
{
  GString *text = g_string_new (NULL);
  guint n = MIN (allows->len, MAX_DESCRIBED);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      describe (text, allows->pdata[i]);
    }

  if (allows->len > n)
    g_string_append_printf (text, ngettext (" and %u more", " and %u more", allows->len - n),
                            allows->len - n);

  return g_string_free (text, FALSE);
}

static int
find_cover (const LpTraffic *traffic,
            int              firewall,
            guint            number)
{
  for (guint i = traffic->allow_start[firewall]; i < number; i++)
    if (lp_allow_covers (&traffic->allows[i], &traffic->allows[number]))
      return i;

  return -1;
}

/* By rule. Cost: O(rules²) within each firewall. */
static gpointer
list_covers (LpCheck *check)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpNodes *firewalls = &check->kinds[LP_KIND_FIREWALL];
  int *covers = lp_graph_new_numbers (traffic->n_allows);

  for (guint i = 0; i < firewalls->n; i++)
    {
      int firewall = firewalls->nodes[i];

      for (guint k = traffic->allow_start[firewall]; k < traffic->allow_start[firewall + 1]; k++)
        covers[k] = find_cover (traffic, firewall, k);
    }

  return covers;
}

int
lp_holes_find_cover (LpCheck *check,
                     guint    number)
{
  const int *covers = lp_check_get_shared (check, "covers", list_covers, g_free);

  return covers[number];
}

gboolean
lp_holes_is_public (const LpAllow *allow)
{
  const LpNetwork *network = &allow->network;

  if (allow->out || allow->source != LP_SOURCE_NETWORK)
    return !allow->out && allow->source == LP_SOURCE_ANY;

  return network->prefix < BROADEST_PRIVATE &&
         (network->n_bits == 32 || lp_network_is_public (network));
}

guint
lp_holes_count_ports (const LpAllow *allow)
{
  guint n = 0;

  if ((allow->transports & (LP_TRANSPORT_TCP | LP_TRANSPORT_UDP)) == 0)
    return 0;
  if (allow->any_port)
    return G_MAXUINT16;

  for (guint i = 0; i < allow->n_ranges; i++)
    n += allow->ranges[i].last - allow->ranges[i].first + 1;

  return MIN (n, G_MAXUINT16);
}

gboolean
lp_holes_is_any (const LpAllow *allow)
{
  return lp_holes_is_public (allow) && (allow->transports & LP_TRANSPORT_TCP) != 0 &&
         lp_holes_count_ports (allow) == G_MAXUINT16;
}

const LpAllow *
lp_holes_find_public (LpCheck     *check,
                      int          firewall,
                      LpTransport  transport,
                      int          port)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);

  for (guint k = traffic->allow_start[firewall]; k < traffic->allow_start[firewall + 1]; k++)
    if (lp_holes_is_public (&traffic->allows[k]) &&
        lp_allow_has_port (&traffic->allows[k], transport, port))
      return &traffic->allows[k];

  return NULL;
}

gboolean
lp_holes_is_ssh (const LpAllow *allow)
{
  return lp_element_get_choice (allow->element, LP_ATTRIBUTE_ALLOW_PROTOCOL) == LP_PROTOCOL_SSH ||
         lp_allow_has_port (allow, LP_TRANSPORT_TCP, lp_protocol_get_row (LP_PROTOCOL_SSH)->port);
}

gboolean
lp_holes_is_wide (LpCheck *check,
                  guint    number)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpAllow *allow = &traffic->allows[number];
  const guint widest = allow->network.n_bits == 32 ? WIDE_IPV4 : WIDE_IPV6;

  if (!traffic->used[number] || allow->out || lp_holes_is_any (allow))
    return FALSE;

  return (lp_holes_is_public (allow) && !traffic->visited[number]) ||
         (allow->source == LP_SOURCE_NETWORK && allow->network.prefix <= widest) ||
         lp_holes_count_ports (allow) > MANY_PORTS;
}

/* By rule. */
static gpointer
make_claims (LpCheck *check)
{
  return g_new0 (guint8, lp_check_get_traffic (check)->n_allows + 1);
}

void
lp_holes_claim (LpCheck       *check,
                const LpAllow *allow)
{
  guint8 *claims = lp_check_get_shared (check, "claims", make_claims, g_free);

  claims[allow - lp_check_get_traffic (check)->allows] = TRUE;
}

gboolean
lp_holes_is_claimed (LpCheck *check,
                     guint    number)
{
  const guint8 *claims = lp_check_get_shared (check, "claims", make_claims, g_free);

  return claims[number];
}

gboolean
lp_holes_remove (const LpRule *rule,
                 LpFinding    *finding,
                 LpDesign     *design)
{
  guint n = lp_finding_get_n_elements (finding);
  g_autofree LpElement **allows = g_new (LpElement *, n);

  /* They are known by their places, so all are found before the first goes. */
  for (guint i = 0; i < n; i++)
    {
      allows[i] = lp_finding_find_element (finding, design, i);
      if (allows[i] == NULL || lp_element_get_kind (allows[i]) != LP_KIND_ALLOW)
        return FALSE;
    }

  for (guint i = 0; i < n; i++)
    lp_design_remove (design, allows[i]);

  return TRUE;
}
