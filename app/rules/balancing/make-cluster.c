/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/balancing/make-cluster.h"

#include "rules/engine/fix.h"
#include "rules/engine/rewire.h"

#define ROUTER_ID "51"            /* The one of keepalived’s manual. */
#define HIGHEST_PRIORITY 150
#define PRIORITY_STEP 10

static gboolean
is_request (LpElement *link)
{
  return lp_link_get_flow (link) == LP_FLOW_REQUEST;
}

static LpElement *
get_source (LpElement *link)
{
  return lp_link_resolve_from (lp_link_get_from (link));
}

/* The virtual IP that leads to one of @balancers, or NULL. */
static LpElement *
find_address (GPtrArray *balancers)
{
  for (guint i = 0; i < balancers->len; i++)
    {
      g_autoptr (GPtrArray) links = lp_rewire_list_links_to (balancers->pdata[i]);

      for (guint k = 0; k < links->len; k++)
        if (lp_element_get_kind (get_source (links->pdata[k])) == LP_KIND_VIRTUAL_IP)
          return get_source (links->pdata[k]);
    }

  return NULL;
}

/* The address that visitors know already: of the first of @balancers that has one. */
static const char *
find_public_address (GPtrArray *balancers)
{
  for (guint i = 0; i < balancers->len; i++)
    {
      LpElement *server = lp_rewire_find_server (balancers->pdata[i]);
      const char *text = server != NULL ? lp_element_get_text (server, LP_ATTRIBUTE_ADDRESS) : "";

      if (*text != '\0')
        return text;
    }

  return "";
}

static LpElement *
add_address (LpDesign  *design,
             GPtrArray *balancers)
{
  LpElement *server = lp_rewire_find_server (balancers->pdata[0]);
  LpElement *beside = server != NULL ? server : balancers->pdata[0];
  LpElement *address = lp_fix_add_component (design, LP_KIND_VIRTUAL_IP,
                                             lp_element_get_parent (beside), beside);

  lp_element_set_text (address, LP_ATTRIBUTE_ADDRESS, find_public_address (balancers));
  lp_element_set_text (address, LP_ATTRIBUTE_ROUTER_ID, ROUTER_ID);

  return address;
}

/* Lets everybody who asks @balancer ask @address. Returns one of those links, or NULL. */
static LpElement *
redirect_requests (LpDesign  *design,
                   LpElement *balancer,
                   LpElement *address)
{
  g_autoptr (GPtrArray) links = lp_rewire_list_links_to (balancer);
  LpElement *redirected = NULL;

  for (guint i = 0; i < links->len; i++)
    {
      LpElement *link = links->pdata[i];
      LpElement *source = get_source (link);

      if (!is_request (link) || source == address)
        continue;

      lp_rewire_redirect (design, link, address);
      if (redirected == NULL)
        redirected = lp_rewire_find_link (lp_link_get_from (link), address, LP_FLOW_REQUEST);
    }

  return redirected;
}

static void
lead_to (LpDesign  *design,
         LpElement *address,
         LpElement *like,
         LpElement *balancer)
{
  LpElement *link;

  if (lp_rewire_find_link (address, balancer, LP_FLOW_REQUEST) != NULL)
    return;

  if (like != NULL)
    link = lp_rewire_copy_link (design, like, address, balancer);
  else
    link = lp_fix_add_link (design, LP_FLOW_REQUEST, address, balancer);

  lp_rewire_let_through (design, link);
}

static gboolean
passes_on (LpElement *balancer)
{
  guint n_links;
  LpElement **links = lp_element_get_links (balancer, &n_links);

  for (guint i = 0; i < n_links; i++)
    if (get_source (links[i]) == balancer && is_request (links[i]))
      return TRUE;

  return FALSE;
}

/* Gives @balancer, which asks nobody, what @model asks. */
static void
copy_backends (LpDesign  *design,
               LpElement *model,
               LpElement *balancer)
{
  guint n_links;
  LpElement **links = lp_element_get_links (model, &n_links);
  g_autofree LpElement **own = g_memdup2 (links, n_links * sizeof *links);

  for (guint i = 0; i < n_links; i++)
    if (lp_link_get_from (own[i]) == model && is_request (own[i]))
      lp_rewire_let_through (design, lp_rewire_copy_link (design, own[i], balancer,
                                                          lp_link_get_to (own[i])));
}

static void
join (LpDesign  *design,
      LpElement *a,
      LpElement *b)
{
  if (lp_rewire_find_link (a, b, LP_FLOW_FAILOVER) == NULL &&
      lp_rewire_find_link (b, a, LP_FLOW_FAILOVER) == NULL)
    lp_rewire_let_through (design, lp_fix_add_link (design, LP_FLOW_FAILOVER, a, b));
}

static void
set_priorities (GPtrArray *balancers)
{
  for (guint i = 0; i < balancers->len; i++)
    if (lp_element_has (balancers->pdata[i], LP_ATTRIBUTE_PRIORITY))
      return;

  for (guint i = 0; i < balancers->len; i++)
    lp_element_set_number (balancers->pdata[i], LP_ATTRIBUTE_PRIORITY,
                           MAX (HIGHEST_PRIORITY - PRIORITY_STEP * (int) i, 1));
}

gboolean
lp_make_cluster (LpDesign  *design,
                 GPtrArray *balancers)
{
  LpElement *address = find_address (balancers);
  LpElement *model = NULL;
  LpElement *like = NULL;

  if (address == NULL)
    address = add_address (design, balancers);

  for (guint i = 0; i < balancers->len; i++)
    {
      LpElement *redirected = redirect_requests (design, balancers->pdata[i], address);

      if (like == NULL)
        like = redirected;
      if (model == NULL && passes_on (balancers->pdata[i]))
        model = balancers->pdata[i];
    }

  for (guint i = 0; i < balancers->len; i++)
    {
      lead_to (design, address, like, balancers->pdata[i]);
      if (model != NULL && !passes_on (balancers->pdata[i]))
        copy_backends (design, model, balancers->pdata[i]);
      if (i > 0)
        join (design, balancers->pdata[i - 1], balancers->pdata[i]);
    }

  set_priorities (balancers);

  return TRUE;
}
