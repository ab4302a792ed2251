/* SPDX-License-Identifier: MIT */
/* fatal-pair: two failures that come together are one: look at what two parts share. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/availability/places.h"
#include "rules/catalogue.h"

static int
get_host (LpCheck *check,
          int      node)
{
  return check->servers[node] >= 0 ? check->servers[node] : node;
}

/* The place that both stand in, unless it is an event itself. */
static int
find_shared_place (LpCheck           *check,
                   const int         *places,
                   const LpFatalPair *pair)
{
  int place = places[pair->first];

  if (place < 0 || place != places[pair->second] || check->graph->nodes[place].fails ||
      get_host (check, pair->first) == get_host (check, pair->second))
    return -1;

  return place;
}

typedef struct
{
  int first;
  int second;
} Hosts;

static guint
hash_hosts (gconstpointer data)
{
  const Hosts *hosts = data;

  return (guint) hosts->first * 2654435761u ^ (guint) hosts->second;
}

static gboolean
equal_hosts (gconstpointer a,
             gconstpointer b)
{
  const Hosts *hosts = a;
  const Hosts *other = b;

  return hosts->first == other->first && hosts->second == other->second;
}

/* Two instances of one tier: if all of them are in one place, replicas-same-zone says it. */
static void
skip_replicas (LpCheck          *check,
               const LpFailures *failures,
               GHashTable       *told)
{
  const LpGraphNode *nodes = check->graph->nodes;

  for (guint i = 0; i < failures->n_pairs; i++)
    {
      const LpFatalPair *pair = &failures->pairs[i];
      Hosts hosts = { get_host (check, pair->first), get_host (check, pair->second) };

      if (nodes[pair->first].kind == nodes[pair->second].kind &&
          nodes[pair->first].kind != LP_KIND_SERVER)
        g_hash_table_add (told, g_memdup2 (&hosts, sizeof hosts));
    }
}

/* Server and server, server and what is on the other: all the same pair of machines. */
static void
check_goal (const LpRule *rule,
            LpCheck      *check,
            LpGoal        goal,
            const int    *places,
            GHashTable   *told)
{
  const LpFailures *failures = lp_check_get_failures (check, goal);

  skip_replicas (check, failures, told);
  for (guint i = 0; i < failures->n_pairs; i++)
    {
      const LpFatalPair *pair = &failures->pairs[i];
      Hosts hosts = { get_host (check, pair->first), get_host (check, pair->second) };
      int place = find_shared_place (check, places, pair);

      if (place < 0 || g_hash_table_contains (told, &hosts))
        continue;

      g_hash_table_add (told, g_memdup2 (&hosts, sizeof hosts));
      lp_check_report (check, rule,
                       LP_ELEMENTS (lp_check_get_element (check, hosts.first),
                                    lp_check_get_element (check, hosts.second)),
                       LP_ELEMENTS (lp_check_get_element (check, place)),
                       goal == LP_GOAL_READ
                         ? _("If “%s” and “%s” fail together, the site is down, and both stand in "
                             "“%s”.")
                         : _("If “%s” and “%s” fail together, nothing can be stored, and both "
                             "stand in “%s”."),
                       lp_check_get_name (check, hosts.first),
                       lp_check_get_name (check, hosts.second),
                       lp_check_get_name (check, place));
    }
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autofree int *places = NULL;
  g_autoptr (GHashTable) told = NULL;

  if (check->kinds[LP_KIND_ZONE].n == 0)
    return;

  places = lp_places_new (check);
  told = g_hash_table_new_full (hash_hosts, equal_hosts, g_free, NULL);
  check_goal (rule, check, LP_GOAL_READ, places, told);
  check_goal (rule, check, LP_GOAL_WRITE, places, told);
}

const LpRule lp_rule_fatal_pair = {
  .key = "fatal-pair",
  .family = LP_FAMILY_AVAILABILITY,
  .severity = LP_SEVERITY_INFO,
  .title = N_("Two failures with one cause"),
  .why = N_("Neither of the two parts takes the site down alone, but both together do. "
            "Because they stand in the same place, one accident can hit both: its power, its "
            "switch, work on the rack. "
            "After the single points of failure this is the next weakest spot."),
  .advice = N_("Move one of them to another place."),
  .check = check_design,
};
