/* SPDX-License-Identifier: MIT */
/* traffic-openings.c: the rules that a firewall needs. */
#include "config.h"

#include <string.h>

#include "analysis/traffic-private.h"

/* A firewall sees no protocol beyond its transport. */
static guint
get_transports (const LpOpening *opening)
{
  return lp_protocol_get_row (opening->protocol)->transports;
}

static guint
opening_hash (gconstpointer key)
{
  const LpOpening *opening = key;

  return g_str_hash (opening->peer) * 31 + get_transports (opening) * 17 +
         (guint) opening->port * 2 + opening->out;
}

static gboolean
opening_equal (gconstpointer a,
               gconstpointer b)
{
  const LpOpening *left = a;
  const LpOpening *right = b;

  return get_transports (left) == get_transports (right) && left->port == right->port &&
         left->out == right->out && strcmp (left->peer, right->peer) == 0;
}

static const char *
get_peer (const LpTraffic *self,
          int              node)
{
  if (self->graph->nodes[node].kind == LP_KIND_CLIENT)
    return "any";

  return self->graph->nodes[self->servers[node] >= 0 ? self->servers[node] : node].id;
}

static void
add_opening (const LpOpening *opening,
             GHashTable      *known,
             GArray          *openings)
{
  if (g_hash_table_contains (known, opening))
    return;

  g_hash_table_add (known, g_memdup2 (opening, sizeof *opening));
  g_array_append_val (openings, *opening);
}

static void
add_door_openings (const LpTraffic  *self,
                   const LpCrossing *crossing,
                   gboolean          lacking,
                   GHashTable       *known,
                   GArray           *openings)
{
  g_autoptr (GArray) doors = NULL;

  if (crossing->out)
    return;

  doors = lp_traffic_list_doors (self, &self->legs[crossing->leg]);
  for (guint i = 0; i < doors->len; i++)
    {
      const LpDoor *door = &g_array_index (doors, LpDoor, i);
      const LpOpening opening = { "any", door->protocol, door->port, FALSE };

      if (!lacking || lp_traffic_ask (self, crossing, door) == LP_DECISION_DENIED)
        add_opening (&opening, known, openings);
    }
}

/* With @lacking only those of sources that are not let in. */
static void
add_openings (const LpTraffic  *self,
              const LpCrossing *crossing,
              gboolean          lacking,
              GHashTable       *known,
              GArray           *openings)
{
  const LpLeg *leg = &self->legs[crossing->leg];
  g_autoptr (GArray) sources = lp_traffic_list_sources (self, leg);

  for (guint i = 0; i < sources->len; i++)
    {
      int source = g_array_index (sources, int, i);
      LpOpening opening = {
        get_peer (self, crossing->out ? leg->to : source), leg->protocol, leg->port, crossing->out,
      };
      int rule;

      if (lp_traffic_passes (self, crossing->firewall, leg, source, crossing->out) &&
          (!lacking || lp_traffic_decide (self, crossing->firewall, leg, source, crossing->out,
                                          &rule) == LP_DECISION_DENIED))
        add_opening (&opening, known, openings);
    }

  add_door_openings (self, crossing, lacking, known, openings);
}

/* Where anybody may come nobody need be named. */
static void
drop_covered (GHashTable *known,
              GArray     *openings)
{
  guint kept = 0;

  for (guint i = 0; i < openings->len; i++)
    {
      LpOpening opening = g_array_index (openings, LpOpening, i);
      LpOpening open = { "any", opening.protocol, opening.port, opening.out };

      if (opening_equal (&opening, &open) || !g_hash_table_contains (known, &open))
        g_array_index (openings, LpOpening, kept++) = opening;
    }

  g_array_set_size (openings, kept);
}

static GArray *
list_openings (const LpTraffic *self,
               int              firewall,
               int              leg,
               gboolean         lacking)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (opening_hash, opening_equal, g_free, NULL);
  GArray *openings = g_array_new (FALSE, FALSE, sizeof (LpOpening));

  for (guint k = self->priv->crossing_start[firewall];
       k < self->priv->crossing_start[firewall + 1];
       k++)
    {
      const LpCrossing *crossing = &self->crossings[self->priv->crossing[k]];

      if (leg < 0 || crossing->leg == (guint) leg)
        add_openings (self, crossing, lacking, known, openings);
    }

  drop_covered (known, openings);

  return openings;
}

GArray *
lp_traffic_list_openings (const LpTraffic *self,
                          int              firewall)
{
  return list_openings (self, firewall, -1, FALSE);
}

GArray *
lp_traffic_list_missing (const LpTraffic *self,
                         int              firewall,
                         int              leg)
{
  return list_openings (self, firewall, leg, TRUE);
}
