/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/availability/places.h"

#include <string.h>

/* What people write as the kind of a boundary that can fail. */
static const char *const words[] = {
  "availability", "az", "building", "cabinet", "cloud", "data cent", "datacent", "isp", "provider",
  "rack", "region", "room",
};

static gboolean
is_place (LpElement *zone)
{
  g_autofree char *kind = g_utf8_casefold (lp_element_get_text (zone, LP_ATTRIBUTE_LABEL_KIND), -1);

  if (lp_element_has (zone, LP_ATTRIBUTE_AVAILABILITY))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (kind, words[i]))
      return TRUE;

  return FALSE;
}

int *
lp_places_new (LpCheck *check)
{
  const LpGraph *graph = check->graph;
  int *places = g_new (int, graph->n_nodes);

  /* Containers come before what they hold. A zone that is a place stands in itself. */
  for (guint i = 0; i < graph->n_nodes; i++)
    if (graph->nodes[i].kind == LP_KIND_ZONE && is_place (graph->nodes[i].element))
      places[i] = i;
    else
      places[i] = graph->nodes[i].parent >= 0 ? places[graph->nodes[i].parent] : -1;

  return places;
}

/* The place around @place. */
static int
get_outer (LpCheck   *check,
           const int *places,
           int        place)
{
  int parent = check->graph->nodes[place].parent;

  return parent >= 0 ? places[parent] : -1;
}

static gboolean
is_in (LpCheck   *check,
       const int *places,
       int        node,
       int        place)
{
  int around;

  for (around = places[node]; around >= 0 && around != place;
       around = get_outer (check, places, around))
    ;

  return around == place;
}

int
lp_places_find_common (LpCheck   *check,
                       const int *places,
                       LpKind     kind)
{
  const LpNodes *nodes = &check->kinds[kind];
  gboolean apart = FALSE;
  int common;

  if (nodes->n == 0)
    return -1;

  common = places[nodes->nodes[0]];
  for (guint i = 1; i < nodes->n && common >= 0; i++)
    {
      apart |= check->servers[nodes->nodes[i]] != check->servers[nodes->nodes[0]];
      while (common >= 0 && !is_in (check, places, nodes->nodes[i], common))
        common = get_outer (check, places, common);
    }

  return apart ? common : -1;
}
