/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/network.h"

#include <arpa/inet.h>
#include <string.h>

#include "model/value.h"

#define LONGEST 64

/* What RFC 6890 keeps out of the public Internet, as far as people draw it. */
static const char *const reserved[] = {
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "::1",
  "fc00::/7",
  "fe80::/10",
};

static gboolean
parse_prefix (const char *text,
              LpNetwork  *network)
{
  guint prefix;

  if (!lp_value_read_digits (text, network->n_bits, &prefix))
    return FALSE;

  network->prefix = prefix;

  return TRUE;
}

gboolean
lp_network_parse (const char *text,
                  LpNetwork  *network)
{
  char address[LONGEST];
  const char *slash = strchr (text, '/');
  gsize length = slash != NULL ? (gsize) (slash - text) : strlen (text);

  if (length >= sizeof address)
    return FALSE;

  memcpy (address, text, length);
  address[length] = '\0';
  memset (network, 0, sizeof *network);

  if (inet_pton (AF_INET, address, network->bytes) == 1)
    network->n_bits = 32;
  else if (inet_pton (AF_INET6, address, network->bytes) == 1)
    network->n_bits = 128;
  else
    return FALSE;

  network->prefix = network->n_bits;

  return slash == NULL || parse_prefix (slash + 1, network);
}

static gboolean
begins_equal (const LpNetwork *a,
              const LpNetwork *b,
              guint            n_bits)
{
  guint n_bytes = n_bits / 8;
  guint rest = n_bits % 8;

  if (memcmp (a->bytes, b->bytes, n_bytes) != 0)
    return FALSE;

  return rest == 0 || (a->bytes[n_bytes] ^ b->bytes[n_bytes]) >> (8 - rest) == 0;
}

gboolean
lp_network_contains (const LpNetwork *network,
                     const LpNetwork *address)
{
  return network->n_bits == address->n_bits && begins_equal (network, address, network->prefix);
}

gboolean
lp_network_covers (const LpNetwork *network,
                   const LpNetwork *inner)
{
  return network->prefix <= inner->prefix && lp_network_contains (network, inner);
}

gboolean
lp_network_is_all (const LpNetwork *network)
{
  return network->prefix == 0;
}

gboolean
lp_network_is_public (const LpNetwork *network)
{
  for (guint i = 0; i < G_N_ELEMENTS (reserved); i++)
    {
      LpNetwork block;

      if (lp_network_parse (reserved[i], &block) && lp_network_contains (&block, network))
        return FALSE;
    }

  return TRUE;
}
