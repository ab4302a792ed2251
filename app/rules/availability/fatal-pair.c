/* SPDX-License-Identifier: MIT */
/* fatal-pair: two failures that come together are one: look at what two parts share. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/availability/places.h"
#include "rules/engine/rule.h"

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

/* What is found in one place: the machines that pairs are made of, two by two. */
static GArray *
get_found (GHashTable *by_place,
           GArray     *order,
           int         place)
{
  GArray *found = g_hash_table_lookup (by_place, GINT_TO_POINTER (place + 1));

  if (found == NULL)
    {
      found = g_array_new (FALSE, FALSE, sizeof (Hosts));
      g_hash_table_insert (by_place, GINT_TO_POINTER (place + 1), found);
      g_array_append_val (order, place);
    }

  return found;
}

static char *
describe (LpCheck      *check,
          LpGoal        goal,
          int           place,
          const GArray *found)
{
  const Hosts *hosts = &g_array_index (found, Hosts, 0);
  g_autofree char *sentence =
      g_strdup_printf (goal == LP_GOAL_READ
                         ? _("If “%s” and “%s” fail together, the site is down, and both stand in "
                             "“%s”.")
                         : _("If “%s” and “%s” fail together, nothing can be stored, and both "
                             "stand in “%s”."),
                       lp_check_get_name (check, hosts->first),
                       lp_check_get_name (check, hosts->second), lp_check_get_name (check, place));
  guint n_others = found->len - 1;

  if (n_others == 0)
    return g_steal_pointer (&sentence);

  return g_strdup_printf (ngettext ("%s The same goes for %u other pair there.",
                                    "%s The same goes for %u other pairs there.", n_others),
                          sentence, n_others);
}

static void
report (const LpRule *rule,
        LpCheck      *check,
        LpGoal        goal,
        int           place,
        const GArray *found)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_null_terminated (2 * found->len, NULL, TRUE);
  g_autoptr (GHashTable) listed = g_hash_table_new (NULL, NULL);
  g_autofree char *message = describe (check, goal, place, found);

  for (guint i = 0; i < 2 * found->len; i++)
    {
      const Hosts *hosts = &g_array_index (found, Hosts, i / 2);
      LpElement *element = lp_check_get_element (check, i % 2 == 0 ? hosts->first : hosts->second);

      if (g_hash_table_add (listed, element))
        g_ptr_array_add (elements, element);
    }

  lp_check_report (check, rule, (LpElement **) elements->pdata,
                   LP_ELEMENTS (lp_check_get_element (check, place)), "%s", message);
}

/* Server and server, server and what is on the other: all the same pair of machines. What they
 * share is the fault: one finding for each place. */
static void
check_goal (const LpRule *rule,
            LpCheck      *check,
            LpGoal        goal,
            const int    *places,
            GHashTable   *told)
{
  const LpFailures *failures = lp_check_get_fatal_pairs (check, goal);
  g_autoptr (GHashTable) by_place = g_hash_table_new_full (NULL, NULL, NULL,
                                                           (GDestroyNotify) g_array_unref);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (int));

  skip_replicas (check, failures, told);
  for (guint i = 0; i < failures->n_pairs; i++)
    {
      const LpFatalPair *pair = &failures->pairs[i];
      Hosts hosts = { get_host (check, pair->first), get_host (check, pair->second) };
      int place = find_shared_place (check, places, pair);

      if (place < 0 || g_hash_table_contains (told, &hosts))
        continue;

      g_hash_table_add (told, g_memdup2 (&hosts, sizeof hosts));
      g_array_append_val (get_found (by_place, order, place), hosts);
    }

  for (guint i = 0; i < order->len; i++)
    {
      int place = g_array_index (order, int, i);

      report (rule, check, goal, place, get_found (by_place, order, place));
    }
}

/* Whether anything is a place that does not count as one failure already. */
static gboolean
has_places (LpCheck   *check,
            const int *places)
{
  const LpNodes *zones = &check->kinds[LP_KIND_ZONE];

  for (guint i = 0; i < zones->n; i++)
    if (places[zones->nodes[i]] == zones->nodes[i] && !check->graph->nodes[zones->nodes[i]].fails)
      return TRUE;

  return FALSE;
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
  if (!has_places (check, places))
    return;

  told = g_hash_table_new_full (hash_hosts, equal_hosts, g_free, NULL);
  check_goal (rule, check, LP_GOAL_READ, places, told);
  check_goal (rule, check, LP_GOAL_WRITE, places, told);
}

const LpRule lp_rule_fatal_pair = {
  .key = "fatal-pair",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Two failures with one cause"),
  .why = N_("Neither of the two parts takes the site down alone, but both together do. "
            "Because they stand in the same place, one accident can hit both: its power, its "
            "switch, work on the rack. "
            "After the single points of failure this is the next weakest spot."),
  .advice = N_("Move one of them to another place."),
  .check = check_design,
};
