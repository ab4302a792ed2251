/* SPDX-License-Identifier: MIT */
/* protocol.h: the table of protocols that links speak, components listen to and firewalls let
 * through. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LP_PROTOCOL_NONE,
  LP_PROTOCOL_HTTP,
  LP_PROTOCOL_HTTPS,
  LP_PROTOCOL_FASTCGI,
  LP_PROTOCOL_UWSGI,
  LP_PROTOCOL_TCP,
  LP_PROTOCOL_UDP,
  LP_PROTOCOL_DNS,
  LP_PROTOCOL_MYSQL,
  LP_PROTOCOL_POSTGRESQL,
  LP_PROTOCOL_REDIS,
  LP_PROTOCOL_MEMCACHED,
  LP_PROTOCOL_AMQP,
  LP_PROTOCOL_NFS,
  LP_PROTOCOL_VRRP,
  LP_PROTOCOL_SSH,
  LP_PROTOCOL_ICMP,
  LP_PROTOCOL_ANY,
  LP_N_PROTOCOLS,
} LpProtocol;

/* What carries it: a firewall sees no more than this and the port. */
typedef enum
{
  LP_TRANSPORT_TCP = 1 << 0,
  LP_TRANSPORT_UDP = 1 << 1,
  LP_TRANSPORT_VRRP = 1 << 2,   /* IP protocol 112. */
  LP_TRANSPORT_ICMP = 1 << 3,
  LP_TRANSPORT_ANY = 0xf,
} LpTransport;

typedef struct
{
  const char *key;        /* In the file: "https". */
  const char *title;      /* On the picture: "HTTPS". Proper names, not translated. */
  guint       transports; /* LpTransport, together. */
  int         port;       /* Where it usually listens, or 0. */
  gboolean    encrypted;
} LpProtocolRow;

const LpProtocolRow *lp_protocol_get_row (LpProtocol protocol);

G_END_DECLS
