/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/protocol.h"

static const LpProtocolRow rows[LP_N_PROTOCOLS] = {
  [LP_PROTOCOL_NONE] = { "", "", LP_TRANSPORT_TCP, 0, FALSE },
  [LP_PROTOCOL_HTTP] = { "http", "HTTP", LP_TRANSPORT_TCP, 80, FALSE },
  [LP_PROTOCOL_HTTPS] = { "https", "HTTPS", LP_TRANSPORT_TCP, 443, TRUE },
  [LP_PROTOCOL_FASTCGI] = { "fastcgi", "FastCGI", LP_TRANSPORT_TCP, 9000, FALSE },
  [LP_PROTOCOL_UWSGI] = { "uwsgi", "uWSGI", LP_TRANSPORT_TCP, 3031, FALSE },
  [LP_PROTOCOL_TCP] = { "tcp", "TCP", LP_TRANSPORT_TCP, 0, FALSE },
  [LP_PROTOCOL_UDP] = { "udp", "UDP", LP_TRANSPORT_UDP, 0, FALSE },
  [LP_PROTOCOL_DNS] = { "dns", "DNS", LP_TRANSPORT_TCP | LP_TRANSPORT_UDP, 53, FALSE },
  [LP_PROTOCOL_MYSQL] = { "mysql", "MySQL", LP_TRANSPORT_TCP, 3306, FALSE },
  [LP_PROTOCOL_POSTGRESQL] = { "postgresql", "PostgreSQL", LP_TRANSPORT_TCP, 5432, FALSE },
  [LP_PROTOCOL_REDIS] = { "redis", "Redis", LP_TRANSPORT_TCP, 6379, FALSE },
  [LP_PROTOCOL_MEMCACHED] = { "memcached", "memcached", LP_TRANSPORT_TCP, 11211, FALSE },
  [LP_PROTOCOL_AMQP] = { "amqp", "AMQP", LP_TRANSPORT_TCP, 5672, FALSE },
  [LP_PROTOCOL_NFS] = { "nfs", "NFS", LP_TRANSPORT_TCP, 2049, FALSE },
  [LP_PROTOCOL_VRRP] = { "vrrp", "VRRP", LP_TRANSPORT_VRRP, 0, FALSE },
  [LP_PROTOCOL_SSH] = { "ssh", "SSH", LP_TRANSPORT_TCP, 22, TRUE },
  [LP_PROTOCOL_ICMP] = { "icmp", "ICMP", LP_TRANSPORT_ICMP, 0, FALSE },
  [LP_PROTOCOL_ANY] = { "any", "any", LP_TRANSPORT_ANY, 0, FALSE },
};

const LpProtocolRow *
lp_protocol_get_row (LpProtocol protocol)
{
  g_return_val_if_fail (protocol < LP_N_PROTOCOLS, NULL);

  return &rows[protocol];
}
