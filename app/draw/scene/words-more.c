/* SPDX-License-Identifier: MIT */
/* words-more.c: what of an element decides what happens when something fails, or whom its requests
 * go to. */
#include "config.h"

#include "draw/scene/words.h"

#include <glib/gi18n-lib.h>

#include "model/health-check.h"
#include "model/link.h"

#define HEIGHT_OF_TWO 40
#define HEIGHT_OF_THREE 54
#define RISE_OF_TWO 9
#define RISE_OF_THREE 11

/* Takes @word. */
static void
add (GStrvBuilder *words,
     char         *word)
{
  g_autofree char *own = word;

  if (own != NULL && *own != '\0')
    g_strv_builder_add (words, own);
}

static gboolean
leads_on (LpElement *balancer)
{
  guint n_links;
  LpElement **links = lp_element_get_links (balancer, &n_links);

  for (guint i = 0; i < n_links; i++)
    if (lp_link_get_from (links[i]) == balancer &&
        (lp_link_get_flow (links[i]) == LP_FLOW_REQUEST ||
         lp_link_get_flow (links[i]) == LP_FLOW_QUERY))
      return TRUE;

  return FALSE;
}

static void
add_balancer (GStrvBuilder *words,
              LpElement    *balancer)
{
  const char *check = lp_element_get_text (balancer, LP_ATTRIBUTE_HEALTH_CHECK);

  if (lp_health_check_get_depth (check) != LP_DEPTH_NOTHING)
    /* Translators: of a load balancer, how it looks after its servers: “checks GET /health”. */
    add (words, g_strdup_printf (_("checks %s"), check));
  else if (leads_on (balancer))
    add (words, g_strdup (_("no health check")));
  if (lp_element_has (balancer, LP_ATTRIBUTE_PRIORITY))
    /* Translators: of VRRP. */
    add (words, g_strdup_printf (_("priority %d"),
                                 lp_element_get_integer (balancer, LP_ATTRIBUTE_PRIORITY)));
}

static gboolean
votes (LpElement *element)
{
  return lp_element_get_kind (element) == LP_KIND_DATABASE &&
         lp_element_get_choice (element, LP_ATTRIBUTE_QUORUM) == LP_QUORUM_MAJORITY;
}

/* How many databases decide together: those that replication joins. */
static guint
count_group (LpElement *database)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) group = g_ptr_array_new ();

  g_ptr_array_add (group, database);
  g_hash_table_add (seen, database);
  for (guint k = 0; k < group->len; k++)
    {
      guint n_links;
      LpElement **links = lp_element_get_links (group->pdata[k], &n_links);

      for (guint i = 0; i < n_links; i++)
        {
          LpElement *from = lp_link_resolve_from (lp_link_get_from (links[i]));
          LpElement *to = lp_link_resolve_to (lp_link_get_to (links[i]));
          LpElement *other = from == group->pdata[k] ? to : from;

          if (lp_link_get_flow (links[i]) == LP_FLOW_REPLICATION && votes (other) &&
              g_hash_table_add (seen, other))
            g_ptr_array_add (group, other);
        }
    }

  return group->len;
}

static void
add_database (GStrvBuilder *words,
              LpElement    *database)
{
  const gboolean replica = lp_element_get_choice (database, LP_ATTRIBUTE_ROLE) == LP_ROLE_REPLICA;

  if (votes (database))
    /* Translators: of so many databases more than half have to work. */
    add (words, g_strdup_printf (_("quorum of %u"), count_group (database)));
  if (replica && lp_element_get_choice (database, LP_ATTRIBUTE_PROMOTION) ==
                 LP_PROMOTION_AUTOMATIC)
    /* Translators: of a replica, which becomes the primary when that fails. */
    add (words, g_strdup (_("promoted automatically")));
}

/* Whoever runs it, where that is not as usual. */
static void
add_keeper (GStrvBuilder *words,
            LpElement    *element)
{
  const gboolean usual = lp_kind_get_row (lp_element_get_kind (element))->managed;
  const gboolean managed = lp_element_get_boolean (element, LP_ATTRIBUTE_MANAGED);

  if (managed && !usual)
    add (words, g_strdup (_("managed")));
  else if (usual && !managed)
    /* Translators: of a name service, say: nobody else runs it. */
    add (words, g_strdup (_("run by us")));
}

GStrv
lp_words_list_more (LpElement *element)
{
  const LpKind kind = lp_element_get_kind (element);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  g_return_val_if_fail (lp_kind_is_box (kind), NULL);

  if (kind == LP_KIND_LOAD_BALANCER)
    add_balancer (words, element);
  else if (kind == LP_KIND_DATABASE)
    add_database (words, element);
  else if (kind == LP_KIND_VIRTUAL_IP &&
           lp_element_get_choice (element, LP_ATTRIBUTE_TRACKS) == LP_TRACKS_BACKENDS)
    /* Translators: of a virtual IP, which moves when they fail. */
    add (words, g_strdup (_("follows its back ends")));
  else if (kind != LP_KIND_VIRTUAL_IP && !lp_kind_is_container (kind))
    add (words, g_strdup (lp_element_get_text (element, LP_ATTRIBUTE_ADDRESS)));

  add (words, g_strdup (lp_element_get_text (element, LP_ATTRIBUTE_RELEASE)));
  add_keeper (words, element);

  return g_strv_builder_end (words);
}

double
lp_words_for_card (LpElement  *element,
                   double      height,
                   char      **second,
                   GStrv      *more)
{
  g_auto (GStrv) none = g_new0 (char *, 1);

  *second = height >= HEIGHT_OF_TWO ? lp_words_for_box (element) : NULL;
  *more = height >= HEIGHT_OF_THREE ? lp_words_list_more (element) : g_steal_pointer (&none);
  if ((*second == NULL || **second == '\0') && (*more)[0] != NULL)
    {
      g_free (*second);
      *second = g_strjoinv (" · ", *more);
      g_strfreev (*more);
      *more = g_new0 (char *, 1);
    }

  if (*second == NULL || **second == '\0')
    {
      g_clear_pointer (second, g_free);
      return 0;
    }

  return (*more)[0] != NULL ? RISE_OF_THREE : RISE_OF_TWO;
}

char *
lp_words_for_header (LpElement *element)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  add (words, g_strdup (lp_element_get_text (element, LP_ATTRIBUTE_RELEASE)));
  add_keeper (words, element);
  list = g_strv_builder_end (words);

  return list[0] != NULL ? g_strjoinv (" · ", list) : NULL;
}

/* Whether two links of one source lead to alternatives: model.md has all cases, of these two boxes
 * side by side only need the plain ones. */
static gboolean
is_same_pool (LpElement *a,
              LpElement *b)
{
  const char *pool = lp_element_get_text (a, LP_ATTRIBUTE_POOL);
  const LpKind kind = lp_element_get_kind (lp_link_resolve_to (lp_link_get_to (a)));
  const LpKind other = lp_element_get_kind (lp_link_resolve_to (lp_link_get_to (b)));

  if (!g_str_equal (pool, lp_element_get_text (b, LP_ATTRIBUTE_POOL)))
    return FALSE;
  if (*pool != '\0' || lp_element_get_kind (lp_link_get_from (a)) == LP_KIND_CLIENT)
    return TRUE;
  if (kind == LP_KIND_EXTERNAL || kind == LP_KIND_QUEUE)
    return a == b;

  return kind == other;
}

static gboolean
is_shared_out (LpElement *link)
{
  return lp_link_get_flow (link) == LP_FLOW_REQUEST || lp_link_get_flow (link) == LP_FLOW_QUERY;
}

static double
get_weight (LpElement *link)
{
  return lp_element_has (link, LP_ATTRIBUTE_WEIGHT)
         ? lp_element_get_integer (link, LP_ATTRIBUTE_WEIGHT)
         : lp_attribute_get_row (LP_ATTRIBUTE_WEIGHT)->standard;
}

char *
lp_words_for_share (LpElement *link)
{
  LpElement *source = lp_link_get_from (link);
  double total = 0, own = get_weight (link);
  gboolean weighted = FALSE;
  guint n_links;
  LpElement **links = lp_element_get_links (source, &n_links);

  if (own <= 0)
    return g_strdup (_("no traffic"));

  for (guint i = 0; i < n_links; i++)
    if (lp_link_get_from (links[i]) == source && is_shared_out (links[i]) &&
        is_same_pool (link, links[i]))
      {
        total += get_weight (links[i]);
        weighted |= get_weight (links[i]) != 1;
      }

  /* Translators: the share of the requests that go this way. */
  return weighted ? g_strdup_printf (_("%.0f %%"), 100 * own / total) : NULL;
}
