/* SPDX-License-Identifier: MIT */
/* network.h: IPv4 and IPv6 addresses and networks, as text and as bits. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An address is a network of one. */
typedef struct
{
  guint8 bytes[16];
  guint8 n_bits;        /* Of an address: 32 or 128. */
  guint8 prefix;        /* How many of them the network fixes. */
} LpNetwork;

/* Reads "10.0.0.2", "10.0.0.0/8", "2001:db8::1" or "::/0". Bits beyond the prefix are kept: with
 * “10.0.0.2/24” people write down an address and its network at once. */
gboolean lp_network_parse    (const char      *text,
                              LpNetwork       *network);

/* Whether the address of @address, whatever its prefix, is in @network. */
gboolean lp_network_contains (const LpNetwork *network,
                              const LpNetwork *address);

/* Whether every address of @inner is in @network. */
gboolean lp_network_covers   (const LpNetwork *network,
                              const LpNetwork *inner);

/* Whether it is all addresses of its family: 0.0.0.0/0 or ::/0. */
gboolean lp_network_is_all   (const LpNetwork *network);

/* Whether the Internet routes it: not private, link-local, loopback or the like. */
gboolean lp_network_is_public (const LpNetwork *network);

G_END_DECLS
