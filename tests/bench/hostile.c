/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "hostile.h"

static LpElement *
add_box (LpDesign  *design,
         LpElement *parent,
         LpKind     kind,
         guint      number)
{
  g_autofree char *id = lp_design_make_id (design, lp_kind_get_row (kind)->key);
  g_autofree char *name = g_strdup_printf ("%s %u", lp_kind_get_row (kind)->title, number);
  LpElement *box = lp_element_new (kind);

  lp_element_set_text (box, LP_ATTRIBUTE_ID, id);
  lp_element_set_text (box, LP_ATTRIBUTE_NAME, name);
  lp_element_set_number (box, LP_ATTRIBUTE_X, number % 100 * 256);
  lp_element_set_number (box, LP_ATTRIBUTE_Y, number / 100 * 128);
  lp_design_add (design, box, parent != NULL ? parent : lp_design_get_root (design), NULL);
  g_object_unref (box);

  return box;
}

static void
add_link (LpDesign  *design,
          LpFlow     flow,
          LpElement *from,
          LpElement *to)
{
  g_autofree char *id = lp_design_make_id (design, "link");
  g_autoptr (LpElement) link = lp_link_new (flow, from, to);

  lp_element_set_text (link, LP_ATTRIBUTE_ID, id);
  lp_design_add (design, link, lp_design_get_root (design), NULL);
}

static void
add_listener (LpElement *box,
              int        port)
{
  g_autoptr (LpElement) listener = lp_element_new (LP_KIND_LISTEN);

  lp_element_set_number (listener, LP_ATTRIBUTE_LISTEN_PORT, port);
  lp_design_add (lp_element_get_design (box), listener, box, NULL);
}

static void
fill_parallel_links (LpDesign *design,
                     guint     n)
{
  LpElement *client = add_box (design, NULL, LP_KIND_CLIENT, 0);
  LpElement *web = add_box (design, NULL, LP_KIND_WEB_SERVER, 1);

  for (guint i = 0; i < n; i++)
    add_link (design, LP_FLOW_REQUEST, client, web);
}

static void
fill_allows (LpDesign *design,
             guint     n)
{
  LpElement *client = add_box (design, NULL, LP_KIND_CLIENT, 0);
  LpElement *server = add_box (design, NULL, LP_KIND_SERVER, 1);
  LpElement *web = add_box (design, server, LP_KIND_WEB_SERVER, 0);
  LpElement *firewall = add_box (design, server, LP_KIND_FIREWALL, 1);

  add_link (design, LP_FLOW_REQUEST, client, web);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LpElement) allow = lp_element_new (LP_KIND_ALLOW);
      g_autofree char *port = g_strdup_printf ("%u", 1 + i);

      lp_element_set_text (allow, LP_ATTRIBUTE_ALLOW_FROM, "any");
      lp_element_set_text (allow, LP_ATTRIBUTE_ALLOW_PORT, port);
      lp_design_add (design, allow, firewall, NULL);
    }
}

/* Many visitors, one load balancer, many web servers. */
static void
fill_star (LpDesign *design,
           guint     n)
{
  LpElement *balancer = add_box (design, NULL, LP_KIND_LOAD_BALANCER, 0);

  for (guint i = 0; i < n / 2; i++)
    {
      add_link (design, LP_FLOW_REQUEST, add_box (design, NULL, LP_KIND_CLIENT, i), balancer);
      add_link (design, LP_FLOW_REQUEST, balancer, add_box (design, NULL, LP_KIND_WEB_SERVER, i));
    }
}

/* The same through a switch: everybody may talk to everybody. */
static void
fill_switch (LpDesign *design,
             guint     n)
{
  LpElement *router = add_box (design, NULL, LP_KIND_ROUTER, 0);

  for (guint i = 0; i < n / 2; i++)
    {
      add_link (design, LP_FLOW_REQUEST, add_box (design, NULL, LP_KIND_WEB_SERVER, i), router);
      add_link (design, LP_FLOW_REQUEST, router, add_box (design, NULL, LP_KIND_APP_SERVER, i));
    }
}

static LpElement *
fill_path (LpDesign   *design,
           LpElement **first,
           LpKind      kind,
           guint       n)
{
  LpElement *last = NULL;

  for (guint i = 0; i < n; i++)
    {
      LpElement *box = add_box (design, NULL, kind, i);

      if (last != NULL)
        add_link (design, LP_FLOW_REQUEST, last, box);
      else
        *first = box;
      last = box;
    }

  return last;
}

static void
fill_chain (LpDesign *design,
            guint     n)
{
  LpElement *client = add_box (design, NULL, LP_KIND_CLIENT, 0);
  LpElement *first = NULL;

  fill_path (design, &first, LP_KIND_WEB_SERVER, n);
  add_link (design, LP_FLOW_REQUEST, client, first);
}

static void
fill_firewall_chain (LpDesign *design,
                     guint     n)
{
  LpElement *client = add_box (design, NULL, LP_KIND_CLIENT, 0);
  LpElement *web = add_box (design, NULL, LP_KIND_WEB_SERVER, 0);
  LpElement *first = NULL, *last;

  last = fill_path (design, &first, LP_KIND_FIREWALL, n);
  add_link (design, LP_FLOW_REQUEST, client, first);
  add_link (design, LP_FLOW_REQUEST, last, web);
}

static void
fill_ring (LpDesign *design,
           guint     n)
{
  LpElement *client = add_box (design, NULL, LP_KIND_CLIENT, 0);
  LpElement *first = NULL, *last;

  last = fill_path (design, &first, LP_KIND_APP_SERVER, n);
  add_link (design, LP_FLOW_REQUEST, last, first);
  add_link (design, LP_FLOW_REQUEST, client, first);
}

/* Everybody of one tier asks everybody of the next: n links. */
static void
fill_mesh (LpDesign *design,
           guint     n)
{
  LpElement *client = add_box (design, NULL, LP_KIND_CLIENT, 0);
  g_autoptr (GPtrArray) webs = g_ptr_array_new ();
  guint side = 1;

  for (; side * side < n; side++)
    ;
  for (guint i = 0; i < side; i++)
    {
      g_ptr_array_add (webs, add_box (design, NULL, LP_KIND_WEB_SERVER, i));
      add_link (design, LP_FLOW_REQUEST, client, webs->pdata[i]);
    }
  for (guint i = 0; i < side; i++)
    {
      LpElement *app = add_box (design, NULL, LP_KIND_APP_SERVER, i);

      for (guint k = 0; k < side; k++)
        add_link (design, LP_FLOW_REQUEST, webs->pdata[k], app);
    }
}

static void
fill_same_names (LpDesign *design,
                 guint     n)
{
  for (guint i = 0; i < n; i++)
    lp_element_set_text (add_box (design, NULL, LP_KIND_WEB_SERVER, i), LP_ATTRIBUTE_NAME, "Nginx");
}

/* Names that differ by their case only, each from each. */
static void
fill_similar_names (LpDesign *design,
                    guint     n)
{
  for (guint i = 0; i < n; i++)
    {
      char name[] = "abcdefghijklmnop";

      for (guint bit = 0; bit < 16; bit++)
        if (i & (1 << bit))
          name[bit] = g_ascii_toupper (name[bit]);
      lp_element_set_text (add_box (design, NULL, LP_KIND_WEB_SERVER, i), LP_ATTRIBUTE_NAME, name);
    }
}

static void
fill_overlapping_cards (LpDesign *design,
                        guint     n)
{
  for (guint i = 0; i < n; i++)
    {
      LpElement *box = add_box (design, NULL, LP_KIND_WEB_SERVER, i);

      lp_element_set_number (box, LP_ATTRIBUTE_X, i % 7);
      lp_element_set_number (box, LP_ATTRIBUTE_Y, i % 5);
    }
}

static void
fill_one_server (LpDesign *design,
                 guint     n)
{
  LpElement *client = add_box (design, NULL, LP_KIND_CLIENT, 0);
  LpElement *server = add_box (design, NULL, LP_KIND_SERVER, 1);

  for (guint i = 0; i < n; i++)
    {
      LpElement *web = add_box (design, server, LP_KIND_WEB_SERVER, i);

      add_listener (web, 80);
      add_link (design, LP_FLOW_REQUEST, client, web);
    }
}

static void
fill_listeners (LpDesign *design,
                guint     n)
{
  LpElement *client = add_box (design, NULL, LP_KIND_CLIENT, 0);
  LpElement *web = add_box (design, NULL, LP_KIND_WEB_SERVER, 1);

  for (guint i = 0; i < n; i++)
    {
      add_listener (web, 1 + i);
      add_link (design, LP_FLOW_REQUEST, client, web);
    }
}

static void
fill_nested_zones (LpDesign *design,
                   guint     n)
{
  LpElement *client = add_box (design, NULL, LP_KIND_CLIENT, 0);
  LpElement *zone = NULL;

  for (guint i = 0; i < n; i++)
    {
      zone = add_box (design, zone, LP_KIND_ZONE, i);
      lp_element_set_number (zone, LP_ATTRIBUTE_AVAILABILITY, 0.99);
    }
  add_link (design, LP_FLOW_REQUEST, client, add_box (design, zone, LP_KIND_WEB_SERVER, 0));
}

/* Load balancers that all stand in for each other behind one virtual IP. */
static void
fill_cluster (LpDesign *design,
              guint     n)
{
  LpElement *client = add_box (design, NULL, LP_KIND_CLIENT, 0);
  LpElement *vip = add_box (design, NULL, LP_KIND_VIRTUAL_IP, 1);
  LpElement *web = add_box (design, NULL, LP_KIND_WEB_SERVER, 2);
  LpElement *last = NULL;

  add_link (design, LP_FLOW_REQUEST, client, vip);
  for (guint i = 0; i < n; i++)
    {
      LpElement *balancer = add_box (design, NULL, LP_KIND_LOAD_BALANCER, 3 + i);

      add_link (design, LP_FLOW_REQUEST, vip, balancer);
      add_link (design, LP_FLOW_REQUEST, balancer, web);
      if (last != NULL)
        add_link (design, LP_FLOW_FAILOVER, last, balancer);
      last = balancer;
    }
}

static void
fill_replicas (LpDesign *design,
               guint     n)
{
  LpElement *client = add_box (design, NULL, LP_KIND_CLIENT, 0);
  LpElement *app = add_box (design, NULL, LP_KIND_APP_SERVER, 1);
  LpElement *primary = add_box (design, NULL, LP_KIND_DATABASE, 2);

  add_link (design, LP_FLOW_REQUEST, client, app);
  add_link (design, LP_FLOW_QUERY, app, primary);
  for (guint i = 0; i < n; i++)
    {
      LpElement *replica = add_box (design, NULL, LP_KIND_DATABASE, 3 + i);

      lp_element_set_number (replica, LP_ATTRIBUTE_ROLE, LP_ROLE_REPLICA);
      add_link (design, LP_FLOW_QUERY, app, replica);
      add_link (design, LP_FLOW_REPLICATION, primary, replica);
    }
}

static void
fill_records (LpDesign *design,
              guint     n)
{
  LpElement *dns = add_box (design, NULL, LP_KIND_DNS, 0);

  lp_element_set_text (lp_design_get_root (design), LP_ATTRIBUTE_SITE, "www.foobar.com");
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LpElement) record = lp_element_new (LP_KIND_RECORD);
      LpElement *balancer = add_box (design, NULL, LP_KIND_LOAD_BALANCER, 1 + i);

      lp_element_set_text (balancer, LP_ATTRIBUTE_ADDRESS, "8.8.8.8");
      lp_element_set_text (record, LP_ATTRIBUTE_RECORD_NAME, "www");
      lp_element_set_text (record, LP_ATTRIBUTE_RECORD_VALUE, "8.8.8.8");
      lp_design_add (design, record, dns, NULL);
    }
}

/* Fatal pairs, all in one rack: a load balancer and the web server behind the other one. */
static void
fill_rack (LpDesign *design,
           guint     n)
{
  LpElement *rack = add_box (design, NULL, LP_KIND_ZONE, 0);

  lp_element_set_text (rack, LP_ATTRIBUTE_LABEL_KIND, "rack");
  for (guint i = 0; i < n; i++)
    {
      LpElement *client = add_box (design, NULL, LP_KIND_CLIENT, i);

      for (guint k = 0; k < 2; k++)
        {
          LpElement *front = add_box (design, rack, LP_KIND_SERVER, 4 * i + k);
          LpElement *back = add_box (design, rack, LP_KIND_SERVER, 4 * i + 2 + k);
          LpElement *balancer = add_box (design, front, LP_KIND_LOAD_BALANCER, i);

          add_link (design, LP_FLOW_REQUEST, client, balancer);
          add_link (design, LP_FLOW_REQUEST, balancer,
                    add_box (design, back, LP_KIND_WEB_SERVER, i));
        }
    }
}

static const Hostile designs[] = {
  { "links between two", 10000, fill_parallel_links },
  { "rules of one firewall", 10000, fill_allows },
  { "a star", 10000, fill_star },
  { "a switch between all", 10000, fill_switch },
  { "a chain of web servers", 10000, fill_chain },
  { "a chain of firewalls", 10000, fill_firewall_chain },
  { "a ring of applications", 10000, fill_ring },
  { "a mesh, links", 10000, fill_mesh },
  { "all with one name", 5000, fill_same_names },
  { "names but for case", 5000, fill_similar_names },
  { "cards on one heap", 5000, fill_overlapping_cards },
  { "all on one server", 5000, fill_one_server },
  { "ports of one server", 5000, fill_listeners },
  { "zones in zones", 2000, fill_nested_zones },
  { "one cluster", 5000, fill_cluster },
  { "replicas", 5000, fill_replicas },
  { "records, one address", 5000, fill_records },
  { "pairs in one rack", 1000, fill_rack },
};

const Hostile *
hostile_list (guint *n_designs)
{
  *n_designs = G_N_ELEMENTS (designs);

  return designs;
}

LpDesign *
hostile_make (const Hostile *hostile)
{
  LpDesign *design = lp_design_new ();

  hostile->fill (design, hostile->n);
  lp_history_clear (lp_design_get_history (design));

  return design;
}
