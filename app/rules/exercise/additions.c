/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/exercise/additions.h"

#include "rules/balancing/make-cluster.h"
#include "rules/engine/fix.h"
#include "rules/engine/rewire.h"
#include "rules/monitoring/watchers.h"

/* What stands on no server of ours. */
#define OUTSIDE (LP_KIND_MASK (LP_KIND_CLIENT) | LP_KIND_MASK (LP_KIND_DNS) | \
                 LP_KIND_MASK (LP_KIND_CDN) | LP_KIND_MASK (LP_KIND_EXTERNAL) | \
                 LP_KIND_MASK (LP_KIND_VIRTUAL_IP) | LP_KIND_MASK (LP_KIND_MONITORING_SERVICE))

/* What a new component talks to where none like it shows how: the first kind that the design has,
 * in every one or in the first. */
typedef struct
{
  LpKind   kind;
  gboolean asks;                /* It asks them; else they ask it. */
  LpFlow   flow;
  gboolean every;
  LpKind   others[4];           /* LP_KIND_DESIGN ends them. */
} Habit;

static const Habit habits[] = {
  { LP_KIND_CLIENT, TRUE, LP_FLOW_LOOKUP, TRUE, { LP_KIND_DNS } },
  { LP_KIND_CLIENT, TRUE, LP_FLOW_REQUEST, FALSE,
    { LP_KIND_VIRTUAL_IP, LP_KIND_LOAD_BALANCER, LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER } },
  { LP_KIND_DNS, FALSE, LP_FLOW_LOOKUP, TRUE, { LP_KIND_CLIENT } },
  { LP_KIND_WEB_SERVER, FALSE, LP_FLOW_REQUEST, TRUE,
    { LP_KIND_LOAD_BALANCER, LP_KIND_VIRTUAL_IP, LP_KIND_CLIENT } },
  { LP_KIND_WEB_SERVER, TRUE, LP_FLOW_REQUEST, TRUE, { LP_KIND_APP_SERVER } },
  { LP_KIND_APP_SERVER, FALSE, LP_FLOW_REQUEST, TRUE, { LP_KIND_WEB_SERVER } },
  { LP_KIND_APP_SERVER, TRUE, LP_FLOW_QUERY, FALSE, { LP_KIND_DATABASE } },
  { LP_KIND_DATABASE, FALSE, LP_FLOW_QUERY, TRUE, { LP_KIND_APP_SERVER, LP_KIND_WEB_SERVER } },
  { LP_KIND_CACHE, FALSE, LP_FLOW_QUERY, TRUE, { LP_KIND_APP_SERVER } },
  { LP_KIND_QUEUE, FALSE, LP_FLOW_REQUEST, TRUE, { LP_KIND_APP_SERVER } },
};

/* Those of @kind before @new, in document order; primaries only, where they are asked. */
static GPtrArray *
list_others (LpDesign  *design,
             LpKind     kind,
             LpElement *new)
{
  LpElement *root = lp_design_get_root (design);
  GPtrArray *others = g_ptr_array_new ();

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_element_get_kind (each) == kind && each != new &&
        (kind != LP_KIND_DATABASE ||
         lp_element_get_choice (each, LP_ATTRIBUTE_ROLE) == LP_ROLE_PRIMARY))
      g_ptr_array_add (others, each);

  return others;
}

/* Of several the one on the server of @new stands in for all. */
static void
keep_neighbour (GPtrArray *others,
                LpElement *new)
{
  LpElement *server = lp_rewire_find_server (new);

  for (guint i = 0; i < others->len && server != NULL; i++)
    if (lp_rewire_find_server (others->pdata[i]) == server)
      {
        LpElement *neighbour = others->pdata[i];

        g_ptr_array_set_size (others, 0);
        g_ptr_array_add (others, neighbour);
        return;
      }
}

static void
follow_habit (LpDesign    *design,
              const Habit *habit,
              LpElement   *new)
{
  g_autoptr (GPtrArray) others = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (habit->others) && habit->others[i] != LP_KIND_DESIGN; i++)
    {
      g_clear_pointer (&others, g_ptr_array_unref);
      others = list_others (design, habit->others[i], new);
      if (others->len > 0)
        break;
    }

  keep_neighbour (others, new);
  for (guint i = 0; i < others->len && (habit->every || i == 0); i++)
    lp_rewire_let_through (design, lp_fix_add_link (design, habit->flow,
                                                    habit->asks ? new : others->pdata[i],
                                                    habit->asks ? others->pdata[i] : new));
}

static void
follow_habits (LpDesign  *design,
               LpElement *new)
{
  for (guint i = 0; i < G_N_ELEMENTS (habits); i++)
    if (habits[i].kind == lp_element_get_kind (new))
      follow_habit (design, &habits[i], new);
}

/* What stands on the server of @new as @other does on its own, or @other. */
static LpElement *
find_counterpart (LpElement *other,
                  LpElement *new)
{
  LpElement *server = lp_rewire_find_server (new);
  LpElement *found = NULL;

  if (server != NULL && server != lp_rewire_find_server (other))
    found = lp_element_find_child (server, lp_element_get_kind (other));

  return found != NULL ? found : other;
}

/* As @model is linked so is @new. FALSE where it is not linked at all. */
static gboolean
link_like (LpDesign  *design,
           LpElement *model,
           LpElement *new)
{
  LpElement *link = lp_element_find_child (lp_design_get_root (design), LP_KIND_LINK);
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  gboolean linked = FALSE;

  for (; link != NULL; link = lp_element_find_next (link))
    g_ptr_array_add (links, link);

  for (guint i = 0; i < links->len; i++)
    {
      LpElement *from = lp_link_resolve_from (lp_link_get_from (links->pdata[i]));
      LpElement *to = lp_link_resolve_to (lp_link_get_to (links->pdata[i]));
      LpFlow flow = lp_link_get_flow (links->pdata[i]);

      if ((from != model && to != model) || from == to || flow == LP_FLOW_RESPONSE ||
          flow == LP_FLOW_FAILOVER)
        continue;

      from = from == model ? new : find_counterpart (from, new);
      to = to == model ? new : find_counterpart (to, new);
      if (lp_rewire_find_link (from, to, flow) == NULL)
        lp_rewire_let_through (design, lp_rewire_copy_link (design, links->pdata[i], from, to));
      linked = TRUE;
    }

  return linked;
}

/* FALSE where there are not two load balancers to join. */
static gboolean
make_cluster (LpDesign *design)
{
  g_autoptr (GPtrArray) balancers = list_others (design, LP_KIND_LOAD_BALANCER, NULL);

  return balancers->len > 1 && lp_make_cluster (design, balancers);
}

/* A load balancer that is alone takes over what visitors asked before. */
static void
take_over (LpDesign  *design,
           LpElement *balancer)
{
  g_autoptr (GPtrArray) webs = list_others (design, LP_KIND_WEB_SERVER, NULL);
  g_autoptr (GPtrArray) clients = list_others (design, LP_KIND_CLIENT, NULL);

  for (guint i = 0; i < webs->len; i++)
    {
      for (guint k = 0; k < clients->len; k++)
        {
          LpElement *link = lp_rewire_find_link (clients->pdata[k], webs->pdata[i],
                                                 LP_FLOW_REQUEST);

          if (link != NULL)
            lp_rewire_redirect (design, link, balancer);
        }
      lp_rewire_let_through (design, lp_fix_add_link (design, LP_FLOW_REQUEST, balancer,
                                                      webs->pdata[i]));
    }
}

/* The first of its kind, and of its role, or NULL. */
static LpElement *
find_model (LpDesign  *design,
            LpElement *new)
{
  LpElement *root = lp_design_get_root (design);
  LpKind kind = lp_element_get_kind (new);

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (each != new && lp_element_get_kind (each) == kind &&
        (kind != LP_KIND_DATABASE || lp_element_get_choice (each, LP_ATTRIBUTE_ROLE) ==
                                       lp_element_get_choice (new, LP_ATTRIBUTE_ROLE)))
      return each;

  return NULL;
}

static void
link_in (LpDesign  *design,
         LpElement *new)
{
  LpElement *model = find_model (design, new);
  LpKind kind = lp_element_get_kind (new);

  if (kind == LP_KIND_LOAD_BALANCER && model != NULL)
    make_cluster (design);
  else if (kind == LP_KIND_LOAD_BALANCER)
    take_over (design, new);
  else if (kind == LP_KIND_FIREWALL)
    lp_rewire_open_firewall (design, new);
  else if (model == NULL || !link_like (design, model, new))
    follow_habits (design, new);
}

/* How well a component of @kind fits into @server: beside what it works with, not beside what
 * stands in front, not beside its like. */
static int
rate (LpElement *server,
      LpKind     kind)
{
  LpElement *balancer = lp_element_find_child (server, LP_KIND_LOAD_BALANCER);
  gboolean equips = kind == LP_KIND_FIREWALL || kind == LP_KIND_CERTIFICATE ||
                    kind == LP_KIND_MONITORING_AGENT;

  if (lp_element_find_child (server, kind) != NULL)
    return -1;
  if (kind == LP_KIND_CERTIFICATE)
    return balancer != NULL ? 3 : 1;
  if (equips)
    return 1;
  if (balancer != NULL)
    return -1;
  if (kind == LP_KIND_APP_FILES)
    return lp_element_find_child (server, LP_KIND_APP_SERVER) != NULL ? 3 : 0;
  if (kind == LP_KIND_LOAD_BALANCER)
    return lp_element_get_first_child (server) == NULL ? 3 : -1;

  return lp_element_find_child (server, LP_KIND_WEB_SERVER) != NULL ||
         lp_element_find_child (server, LP_KIND_APP_SERVER) != NULL ? 2 : 1;
}

/* Where another component of @kind belongs: on the server that fits best, or a new one. */
static LpElement *
find_home (LpDesign *design,
           LpKind    kind)
{
  LpElement *root = lp_design_get_root (design);
  LpElement *best = NULL;
  int rating = -1;

  if ((OUTSIDE & LP_KIND_MASK (kind)) != 0 || !lp_kind_holds (LP_KIND_SERVER, kind))
    return root;

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_element_get_kind (each) == LP_KIND_SERVER && rate (each, kind) > rating)
      {
        best = each;
        rating = rate (each, kind);
      }

  return best != NULL ? best : lp_fix_add_component (design, LP_KIND_SERVER, root, NULL);
}

/* An agent that sends nowhere, or a service that nobody sends to, would be the next fault. */
static void
watch (LpDesign *design,
       LpKind    kind)
{
  LpElement *service = lp_watchers_find_service (design);

  if (service == NULL)
    service = lp_watchers_add_service (design);

  if (kind == LP_KIND_MONITORING_AGENT)
    {
      lp_watchers_add_agent (design, find_home (design, kind), service);
      return;
    }

  for (LpElement *each = lp_design_get_root (design); each != NULL;
       each = lp_element_next_in_tree (each, lp_design_get_root (design)))
    if (lp_element_get_kind (each) == LP_KIND_MONITORING_AGENT &&
        lp_rewire_find_link (each, service, LP_FLOW_METRICS) == NULL)
      lp_rewire_let_through (design, lp_fix_add_link (design, LP_FLOW_METRICS, each, service));
}

/* A replica without its replication would be the next fault. */
static void
follow_primary (LpDesign  *design,
                LpElement *replica)
{
  g_autoptr (GPtrArray) primaries = list_others (design, LP_KIND_DATABASE, replica);

  if (primaries->len > 0)
    lp_rewire_let_through (design, lp_fix_add_link (design, LP_FLOW_REPLICATION,
                                                    primaries->pdata[0], replica));
}

void
lp_addition_make (LpDesign         *design,
                  const LpBriefWho *who)
{
  LpElement *home, *element;

  if (who->kind == LP_KIND_MONITORING_AGENT || who->kind == LP_KIND_MONITORING_SERVICE)
    {
      watch (design, who->kind);
      return;
    }

  /* The address comes with the cluster. */
  if (who->kind == LP_KIND_VIRTUAL_IP && make_cluster (design))
    return;

  home = find_home (design, who->kind);
  element = lp_fix_add_component (design, who->kind, home, NULL);
  if (who->attribute != LP_ATTRIBUTE_ID)
    lp_element_set_string (element, who->attribute, who->value, NULL);

  if (who->kind == LP_KIND_APP_SERVER && lp_element_find_child (home, LP_KIND_APP_FILES) == NULL)
    lp_fix_add_component (design, LP_KIND_APP_FILES, home, element);

  if (who->kind == LP_KIND_DATABASE &&
      lp_element_get_choice (element, LP_ATTRIBUTE_ROLE) == LP_ROLE_REPLICA)
    follow_primary (design, element);
  else
    link_in (design, element);
}
