/* SPDX-License-Identifier: MIT */
/* pairs.c: the table of which kind may ask which. */
#include "config.h"

#include "model/pairs.h"

#define ANY LP_N_KINDS
#define MAX_TIERS 2

/* Of requests and queries: who asks, who is asked. The first row that fits decides; where none does
 * they are fine. A tier that is skipped, or stands between visitors and data, is in the row.  What
 * touches DNS, firewalls and monitoring has rules of its own. A cache that passes requests on
 * exposes nothing. */
static const struct
{
  LpKind from;
  LpKind to;
  LpPair pair;
  guint  n_tiers;
  LpKind tiers[MAX_TIERS];      /* To be put in between, in order. */
} rows[] = {
  { LP_KIND_DNS, ANY, LP_PAIR_FINE },
  { LP_KIND_ROUTER, ANY, LP_PAIR_FINE },
  { LP_KIND_FIREWALL, ANY, LP_PAIR_FINE },
  { LP_KIND_CERTIFICATE, ANY, LP_PAIR_FINE },
  { LP_KIND_ZONE, ANY, LP_PAIR_FINE },
  { LP_KIND_NOTE, ANY, LP_PAIR_FINE },

  { LP_KIND_CLIENT, LP_KIND_CLIENT, LP_PAIR_MUTE },
  { ANY, LP_KIND_CLIENT, LP_PAIR_BACKWARDS },

  { LP_KIND_MONITORING_AGENT, ANY, LP_PAIR_FINE },
  { LP_KIND_MONITORING_SERVICE, ANY, LP_PAIR_FINE },
  { LP_KIND_APP_FILES, LP_KIND_DATABASE, LP_PAIR_PASSIVE },
  { LP_KIND_APP_FILES, ANY, LP_PAIR_FINE },

  { LP_KIND_WEB_SERVER, LP_KIND_APP_FILES, LP_PAIR_FINE },
  { LP_KIND_APP_SERVER, LP_KIND_APP_FILES, LP_PAIR_FINE },
  { ANY, LP_KIND_APP_FILES, LP_PAIR_MUTE },
  { ANY, LP_KIND_CERTIFICATE, LP_PAIR_MUTE },
  { ANY, LP_KIND_MONITORING_AGENT, LP_PAIR_MUTE },
  { ANY, LP_KIND_ZONE, LP_PAIR_MUTE },

  { LP_KIND_CLIENT, LP_KIND_APP_SERVER, LP_PAIR_SKIPS, 1, { LP_KIND_WEB_SERVER } },
  { LP_KIND_CLIENT, LP_KIND_DATABASE, LP_PAIR_EXPOSES,
    2, { LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER } },
  { LP_KIND_CLIENT, LP_KIND_CACHE, LP_PAIR_EXPOSES,
    2, { LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER } },
  { LP_KIND_CLIENT, LP_KIND_QUEUE, LP_PAIR_EXPOSES,
    2, { LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER } },
  { LP_KIND_LOAD_BALANCER, LP_KIND_DATABASE, LP_PAIR_SKIPS,
    2, { LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER } },
  { LP_KIND_VIRTUAL_IP, LP_KIND_APP_SERVER, LP_PAIR_SKIPS, 1, { LP_KIND_WEB_SERVER } },
  { LP_KIND_VIRTUAL_IP, LP_KIND_DATABASE, LP_PAIR_SKIPS,
    2, { LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER } },
  { LP_KIND_WEB_SERVER, LP_KIND_DATABASE, LP_PAIR_SKIPS, 1, { LP_KIND_APP_SERVER } },

  { LP_KIND_DATABASE, LP_KIND_LOAD_BALANCER, LP_PAIR_BACKWARDS },
  { LP_KIND_DATABASE, LP_KIND_VIRTUAL_IP, LP_PAIR_BACKWARDS },
  { LP_KIND_DATABASE, LP_KIND_WEB_SERVER, LP_PAIR_BACKWARDS },
  { LP_KIND_DATABASE, LP_KIND_APP_SERVER, LP_PAIR_BACKWARDS },

  /* There are designs that do it. */
  { LP_KIND_APP_SERVER, LP_KIND_WEB_SERVER, LP_PAIR_UNUSUAL },
  { LP_KIND_DATABASE, LP_KIND_CACHE, LP_PAIR_UNUSUAL },
};

/* The row that fits, or G_N_ELEMENTS (rows). */
static guint
find_row (LpKind from,
          LpKind to)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    if ((rows[i].from == ANY || rows[i].from == from) && (rows[i].to == ANY || rows[i].to == to))
      break;

  return i;
}

LpPair
lp_pairs_look_up (LpKind from,
                  LpKind to)
{
  guint row = find_row (from, to);

  return row < G_N_ELEMENTS (rows) ? rows[row].pair : LP_PAIR_FINE;
}

guint
lp_pairs_list_between (LpKind         from,
                       LpKind         to,
                       const LpKind **tiers)
{
  guint row = find_row (from, to);

  if (row == G_N_ELEMENTS (rows))
    return 0;

  *tiers = rows[row].tiers;

  return rows[row].n_tiers;
}
