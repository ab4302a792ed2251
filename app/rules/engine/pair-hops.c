/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/pair-hops.h"

#include "rules/engine/called.h"
#include "rules/engine/fix.h"

/* How many boxes in line one behind the other a fix looks through. */
#define MAX_IN_LINE 8

/* Who asks through a load balancer, a virtual IP or a proxy: one in front of the application is
 * asked by web servers, one in front of the databases by applications, and neither skips a tier. */
enum
{
  ASKED_BY_CLIENT = 1 << 0,
  ASKED_BY_WEB = 1 << 1,
  ASKED_BY_APP = 1 << 2,
  ASKED_BY_OTHERS = 1 << 3,
};

static guint8
get_asker (LpKind kind)
{
  switch (kind)
    {
    case LP_KIND_CLIENT:
      return ASKED_BY_CLIENT;
    case LP_KIND_WEB_SERVER:
      return ASKED_BY_WEB;
    case LP_KIND_APP_SERVER:
      return ASKED_BY_APP;
    case LP_KIND_CDN:
    case LP_KIND_LOAD_BALANCER:
    case LP_KIND_VIRTUAL_IP:
      return 0;
    default:
      return ASKED_BY_OTHERS;
    }
}

static gboolean
is_traffic (const LpHop *hop)
{
  return hop->flow == LP_FLOW_REQUEST || hop->flow == LP_FLOW_QUERY;
}

/* Whether an application server makes the pages of the web server @node: one that it asks, or that
 * stands beside it. What stands in a server follows it in the document. */
static gboolean
has_application (LpCheck *check,
                 int      node)
{
  const LpGraphNode *nodes = check->graph->nodes;
  int server = check->servers[node];

  for (guint k = check->hop_out_start[node]; k < check->hop_out_start[node + 1]; k++)
    if (nodes[check->hops[check->hop_out[k]].to].kind == LP_KIND_APP_SERVER)
      return TRUE;

  for (guint i = MAX (server, 0);
       server >= 0 && i < check->graph->n_nodes && check->servers[i] == server; i++)
    if (nodes[i].kind == LP_KIND_APP_SERVER)
      return TRUE;

  return FALSE;
}

/* Apache with mod_php runs the application itself and speaks SQL; Nginx does not. */
static gboolean
runs_application (LpCheck *check,
                  int      node)
{
  static const char *const runs_none[] = { "nginx", "lighttpd", "varnish", NULL };
  static const char *const runs_some[] = { "unit", "openresty", "passenger", NULL };
  LpElement *web = check->graph->nodes[node].element;

  if (lp_called_any (web, runs_none))
    return lp_called_any (web, runs_some);

  return lp_element_has (web, LP_ATTRIBUTE_SOFTWARE) || !has_application (check, node);
}

/* Tells the targets of @node who asks; those that pass it on come onto the stack. */
static guint
tell_targets (LpCheck *check,
              int      node,
              guint8  *askers,
              int     *stack,
              guint    depth)
{
  guint8 asker = get_asker (check->graph->nodes[node].kind);

  if (asker == 0)
    asker = askers[node];
  else if (asker == ASKED_BY_WEB && runs_application (check, node))
    asker = ASKED_BY_APP;

  for (guint k = check->hop_out_start[node]; k < check->hop_out_start[node + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_out[k]];

      if (!is_traffic (hop) || (askers[hop->to] | asker) == askers[hop->to])
        continue;

      askers[hop->to] |= asker;
      if (get_asker (check->graph->nodes[hop->to].kind) == 0)
        stack[depth++] = hop->to;
    }

  return depth;
}

/* Each node passes on at most once for each of the four bits. */
static guint8 *
find_askers (LpCheck *check)
{
  guint n_nodes = check->graph->n_nodes;
  guint8 *askers = g_new0 (guint8, n_nodes);
  g_autofree int *stack = g_new (int, 4 * n_nodes + 1);

  for (guint i = 0; i < n_nodes; i++)
    {
      guint depth = 0;

      if (get_asker (check->graph->nodes[i].kind) == 0)
        continue;

      depth = tell_targets (check, i, askers, stack, depth);
      while (depth > 0)
        {
          int node = stack[--depth];

          depth = tell_targets (check, node, askers, stack, depth);
        }
    }

  return askers;
}

static gboolean
skips (const LpGraphNode *from,
       guint8             askers,
       LpKind             to)
{
  if (get_asker (from->kind) != 0)
    return TRUE;

  if (askers == 0 || (askers & ASKED_BY_CLIENT) != 0)
    return TRUE;

  return to == LP_KIND_DATABASE && (askers & ASKED_BY_WEB) != 0;
}

static gboolean
passes_on (LpCheck *check,
           int      node)
{
  for (guint k = check->hop_out_start[node]; k < check->hop_out_start[node + 1]; k++)
    if (check->hops[check->hop_out[k]].flow == LP_FLOW_REQUEST)
      return TRUE;

  return FALSE;
}

static gboolean
is_asked_by (LpCheck *check,
             int      node,
             int      asker)
{
  for (guint k = check->hop_in_start[node]; k < check->hop_in_start[node + 1]; k++)
    {
      const LpHop *hop = &check->hops[check->hop_in[k]];

      if (is_traffic (hop) && hop->from == asker)
        return TRUE;
    }

  return FALSE;
}

/* An application may ask another one through the web server in front of that. Where the web server
 * asks it too, or nobody else asks the web server, the arrow is drawn the wrong way round. */
static gboolean
is_service (LpCheck     *check,
            const LpHop *hop)
{
  if (is_asked_by (check, hop->from, hop->to))
    return FALSE;

  for (guint k = check->hop_in_start[hop->to]; k < check->hop_in_start[hop->to + 1]; k++)
    {
      const LpHop *other = &check->hops[check->hop_in[k]];

      if (is_traffic (other) && other->from != hop->from)
        return TRUE;
    }

  return FALSE;
}

static LpPair
judge_traffic (LpCheck      *check,
               const LpHop  *hop,
               const guint8 *askers)
{
  const LpGraphNode *from = &check->graph->nodes[hop->from];
  const LpGraphNode *to = &check->graph->nodes[hop->to];
  LpPair pair = lp_pairs_look_up (from->kind, to->kind);

  if (pair == LP_PAIR_SKIPS && !skips (from, askers[hop->from], to->kind))
    return LP_PAIR_FINE;
  if (pair == LP_PAIR_SKIPS && from->kind == LP_KIND_WEB_SERVER &&
      runs_application (check, hop->from))
    return LP_PAIR_FINE;
  if (pair == LP_PAIR_SKIPS && to->kind == LP_KIND_APP_SERVER && !to->fails)
    return LP_PAIR_FINE;        /* Somebody else runs it, and what stands in front of it. */
  if (pair == LP_PAIR_UNUSUAL && from->kind == LP_KIND_APP_SERVER && is_service (check, hop))
    return LP_PAIR_FINE;
  if (to->kind == LP_KIND_CACHE && pair == LP_PAIR_EXPOSES && passes_on (check, hop->to))
    return LP_PAIR_FINE;

  return pair;
}

/* Flows that join only certain kinds. What is in line or not filled yet may stand for anything. */
static LpPair
judge_flow (LpCheck     *check,
            const LpHop *hop)
{
  LpKind from = check->graph->nodes[hop->from].kind;
  LpKind to = check->graph->nodes[hop->to].kind;
  gboolean fine;

  if (lp_hops_is_in_line (from) || lp_hops_is_in_line (to) ||
      from == LP_KIND_SERVER || to == LP_KIND_SERVER)
    return LP_PAIR_FINE;

  switch (hop->flow)
    {
    case LP_FLOW_LOOKUP:
      fine = to == LP_KIND_DNS;
      break;
    case LP_FLOW_REPLICATION:
      fine = from == to;
      break;
    case LP_FLOW_FAILOVER:
      fine = from == to || from == LP_KIND_VIRTUAL_IP || to == LP_KIND_VIRTUAL_IP;
      break;
    case LP_FLOW_METRICS:
      fine = to != LP_KIND_CLIENT;
      break;
    default:
      fine = TRUE;
    }

  return fine ? LP_PAIR_FINE : LP_PAIR_WRONG_FLOW;
}

guint8 *
lp_pairs_new (LpCheck *check)
{
  guint8 *pairs = g_new (guint8, check->n_hops);
  g_autofree guint8 *askers = find_askers (check);

  for (guint i = 0; i < check->n_hops; i++)
    {
      const LpHop *hop = &check->hops[i];

      pairs[i] = is_traffic (hop) ? judge_traffic (check, hop, askers) : judge_flow (check, hop);
    }

  return pairs;
}

/* The server that @element stands in, or NULL. */
static LpElement *
find_server (LpElement *element)
{
  while (element != NULL && lp_element_get_kind (element) != LP_KIND_SERVER)
    element = lp_element_get_parent (element);

  return element;
}

static LpElement *
find_link (LpElement *from,
           LpElement *to)
{
  guint n_links;
  LpElement **links = lp_element_get_links (from, &n_links);

  for (guint i = 0; i < n_links; i++)
    if (lp_link_get_from (links[i]) == from && lp_link_get_to (links[i]) == to &&
        (lp_link_get_flow (links[i]) == LP_FLOW_REQUEST ||
         lp_link_get_flow (links[i]) == LP_FLOW_QUERY))
      return links[i];

  return NULL;
}

/* Whether @tier may ask @target (NULL: one that has yet to be added) without needing more than
 * before: it does already, or has asked nobody yet. */
static gboolean
is_free (LpElement *tier,
         LpElement *target)
{
  guint n_links;
  LpElement **links = lp_element_get_links (tier, &n_links);

  if (target != NULL && find_link (tier, target) != NULL)
    return TRUE;

  for (guint i = 0; i < n_links; i++)
    if (lp_link_get_from (links[i]) == tier &&
        (lp_link_get_flow (links[i]) == LP_FLOW_REQUEST ||
         lp_link_get_flow (links[i]) == LP_FLOW_QUERY))
      return FALSE;

  return TRUE;
}

/* What stands on the server of @element, or is it. */
static LpElement *
find_tier (LpElement *element,
           LpKind     kind)
{
  LpElement *server = find_server (element);

  return server != NULL ? lp_element_find_child (server, kind) : NULL;
}

static LpElement *
add_tier (LpDesign  *design,
          LpKind     kind,
          LpElement *beside)
{
  LpElement *parent = lp_element_get_parent (beside);
  LpElement *tier = lp_fix_add_component (design, kind, parent, beside);

  if (kind == LP_KIND_APP_SERVER && lp_element_find_child (parent, LP_KIND_APP_FILES) == NULL)
    lp_fix_add_component (design, LP_KIND_APP_FILES, parent, tier);

  return tier;
}

LpKind
lp_pairs_get_asking_kind (LpElement *link)
{
  LpElement *from = lp_link_resolve_from (lp_link_get_from (link));

  for (int i = 0; i < MAX_IN_LINE && lp_hops_is_in_line (lp_element_get_kind (from)); i++)
    {
      guint n_links;
      LpElement **links = lp_element_get_links (from, &n_links);

      for (guint k = 0; k < n_links; k++)
        if (lp_link_get_to (links[k]) == from)
          {
            from = lp_link_resolve_from (lp_link_get_from (links[k]));
            break;
          }
    }

  return lp_element_get_kind (from);
}

/* Where there is one that asks @next already, or nobody yet, on either server: that one. An
 * application that has to be added stands beside the web server, nothing beside a database. */
static LpElement *
get_tier (LpDesign  *design,
          LpKind     kind,
          LpElement *before,
          LpElement *next,
          LpElement *to)
{
  LpElement *const ends[] = { to, before };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      LpElement *tier = find_tier (ends[i], kind);

      if (tier != NULL && tier != before && is_free (tier, next))
        return tier;
      if (tier != NULL && tier != before && find_server (before) == find_server (to))
        return NULL;
    }

  if (lp_element_get_kind (to) != LP_KIND_DATABASE)
    return add_tier (design, kind, to);

  return find_server (before) != NULL && kind == LP_KIND_APP_SERVER
    ? add_tier (design, kind, before) : NULL;
}

gboolean
lp_pairs_insert_tiers (LpDesign  *design,
                       LpElement *link)
{
  LpElement *from = lp_link_resolve_from (lp_link_get_from (link));
  LpElement *to = lp_link_resolve_to (lp_link_get_to (link));
  LpElement *before = from;
  const LpKind *tiers;
  guint n_tiers = lp_pairs_list_between (lp_pairs_get_asking_kind (link), lp_element_get_kind (to),
                                         &tiers);

  for (guint i = 0; i < n_tiers; i++)
    {
      LpElement *next = i + 1 < n_tiers ? find_tier (to, tiers[i + 1]) : to;
      LpElement *tier = get_tier (design, tiers[i], before, next, to);

      if (tier == NULL)
        return FALSE;
      if (find_link (before, tier) == NULL)
        lp_fix_add_link (design, LP_FLOW_REQUEST, before, tier);
      before = tier;
    }

  if (find_link (before, to) != NULL)
    lp_design_remove (design, link);
  else
    lp_link_set_from (link, before);

  return TRUE;
}
