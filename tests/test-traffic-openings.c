/* SPDX-License-Identifier: MIT */
/* Whether the rules that firewalls are given are what they need, in servers, in zones and in
 * line. */

#include "config.h"

#include "analysis/traffic.h"
#include "model/design.h"

/* What the derived rules let in is exactly what is drawn: written into the firewalls they deny
 * nothing, and none of them is left unused. */
static void
write_openings (LpDesign        *design,
                const LpTraffic *traffic)
{
  for (guint i = 0; i < traffic->graph->n_nodes; i++)
    {
      LpElement *firewall = traffic->graph->nodes[i].element;
      g_autoptr (GArray) openings = NULL;

      if (traffic->graph->nodes[i].kind != LP_KIND_FIREWALL)
        continue;

      openings = lp_traffic_list_openings (traffic, i);
      for (guint k = 0; k < openings->len; k++)
        {
          const LpOpening *opening = &g_array_index (openings, LpOpening, k);
          g_autoptr (LpElement) allow = lp_element_new (LP_KIND_ALLOW);
          g_autofree char *port = g_strdup_printf ("%d", opening->port);

          if (opening->out)
            lp_element_set_number (allow, LP_ATTRIBUTE_ALLOW_DIRECTION, LP_DIRECTION_OUT);
          lp_element_set_text (allow,
                               opening->out ? LP_ATTRIBUTE_ALLOW_TO : LP_ATTRIBUTE_ALLOW_FROM,
                               opening->peer);
          lp_element_set_number (allow, LP_ATTRIBUTE_ALLOW_PROTOCOL, opening->protocol);
          if (opening->port > 0)
            lp_element_set_text (allow, LP_ATTRIBUTE_ALLOW_PORT, port);
          lp_design_add (design, allow, firewall, NULL);
        }
    }
}

static void
add_redirect (LpElement *component)
{
  g_autoptr (LpElement) listener = lp_element_new (LP_KIND_LISTEN);

  lp_element_set_number (listener, LP_ATTRIBUTE_LISTEN_PORT, 80);
  lp_element_set_number (listener, LP_ATTRIBUTE_LISTEN_PROTOCOL, LP_PROTOCOL_HTTP);
  lp_element_set_number (listener, LP_ATTRIBUTE_LISTEN_REDIRECT, TRUE);
  lp_element_append (component, listener);
}

static LpDesign *
make_random_design (GRand *rand)
{
  static const LpKind kinds[] = { LP_KIND_CLIENT, LP_KIND_LOAD_BALANCER, LP_KIND_VIRTUAL_IP,
                                  LP_KIND_ROUTER, LP_KIND_FIREWALL, LP_KIND_FIREWALL,
                                  LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER, LP_KIND_DATABASE };
  static const LpFlow flows[] = { LP_FLOW_REQUEST, LP_FLOW_REQUEST, LP_FLOW_REQUEST,
                                  LP_FLOW_QUERY, LP_FLOW_FAILOVER, LP_FLOW_REPLICATION };
  LpDesign *design = lp_design_new ();
  LpElement *root = lp_design_get_root (design);
  g_autoptr (GPtrArray) servers = g_ptr_array_new ();
  g_autoptr (GPtrArray) components = g_ptr_array_new ();
  int n = g_rand_int_range (rand, 2, 16);

  g_ptr_array_add (servers, root);
  for (int i = 0; i < 6; i++)
    {
      const LpKind kind = i < 2 ? LP_KIND_ZONE : LP_KIND_SERVER;
      LpElement *parent = i == 0 ? root : servers->pdata[g_rand_int_range (rand, 0, MIN (i, 3))];
      g_autoptr (LpElement) place = lp_design_make_element (design, kind, parent);

      lp_design_add (design, place, parent, NULL);
      g_ptr_array_add (servers, place);
    }

  for (int i = 0; i < n; i++)
    {
      LpKind kind = kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))];
      LpElement *parent = servers->pdata[g_rand_int_range (rand, 0, servers->len)];
      g_autoptr (LpElement) component = lp_design_make_element (design, kind, parent);

      if (kind == LP_KIND_LOAD_BALANCER && g_rand_boolean (rand))
        add_redirect (component);
      lp_design_add (design, component, parent, NULL);
      g_ptr_array_add (components, component);
    }

  for (int i = 0; i < 2 * n; i++)
    {
      LpElement *from = components->pdata[g_rand_int_range (rand, 0, components->len)];
      LpElement *to = components->pdata[g_rand_int_range (rand, 0, components->len)];
      LpFlow flow = flows[g_rand_int_range (rand, 0, G_N_ELEMENTS (flows))];
      g_autofree char *id = lp_design_make_id (design, "link");
      g_autoptr (LpElement) link = NULL;

      if (from == to)
        continue;

      link = lp_link_new (flow, from, to);
      lp_element_set_text (link, LP_ATTRIBUTE_ID, id);
      if (g_rand_boolean (rand))
        lp_element_set_number (link, LP_ATTRIBUTE_PORT, g_rand_int_range (rand, 1, 9));
      lp_design_add (design, link, root, NULL);
    }

  return design;
}

static void
test_derived_rules_let_in_what_is_drawn (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      guint32 seed = g_test_rand_int ();
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (LpDesign) design = make_random_design (rand);
      g_autoptr (LpGraph) graph = lp_graph_new (design);
      g_autoptr (LpTraffic) traffic = lp_traffic_new (graph);
      g_autoptr (LpGraph) graph_after = NULL;
      g_autoptr (LpTraffic) after = NULL;

      g_test_message ("seed %u", seed);
      write_openings (design, traffic);
      graph_after = lp_graph_new (design);
      after = lp_traffic_new (graph_after);

      g_assert_cmpuint (after->n_crossings, ==, traffic->n_crossings);
      for (guint i = 0; i < after->n_crossings; i++)
        g_assert_cmpint (after->crossings[i].decision, ==, LP_DECISION_ALLOWED);
      for (guint i = 0; i < after->n_allows; i++)
        g_assert_true (after->used[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/traffic-openings/derived-rules-let-in-what-is-drawn",
                   test_derived_rules_let_in_what_is_drawn);

  return g_test_run ();
}
