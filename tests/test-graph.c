/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/graph.h"

#include "sketch.h"

static const LpGraphNode *
get_node (const LpGraph *graph,
          const char    *id)
{
  int number = lp_graph_find (graph, id);

  g_assert_cmpint (number, >=, 0);

  return &graph->nodes[number];
}

/* The ids of the ends of a link, as they count and as drawn. */
static char *
describe_link (const LpGraph *graph,
               guint          link)
{
  const LpGraphLink *l = &graph->links[link];

  return g_strdup_printf ("%s-%s (%s-%s)",
                          graph->nodes[l->from].id, graph->nodes[l->to].id,
                          graph->nodes[l->drawn_from].id, graph->nodes[l->drawn_to].id);
}

static void
test_containers_come_before_what_they_hold (void)
{
  g_autoptr (LpDesign) design = sketch_new ("zone outer\n"
                                            "  zone inner\n"
                                            "    server one\n"
                                            "      web-server web\n"
                                            "  server two\n"
                                            "client visitor\n");
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  static const char *const ids[] = { "outer", "inner", "one", "web", "two", "visitor" };
  static const int parents[] = { -1, 0, 1, 2, 0, -1 };

  g_assert_cmpuint (graph->n_nodes, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      g_assert_cmpstr (graph->nodes[i].id, ==, ids[i]);
      g_assert_cmpint (graph->nodes[i].parent, ==, parents[i]);
      g_assert_cmpint (lp_graph_find (graph, ids[i]), ==, i);
      g_assert_cmpint (lp_graph_find_element (graph, graph->nodes[i].element), ==, i);
    }
  g_assert_cmpint (lp_graph_find (graph, "nobody"), ==, -1);
  g_assert_cmpint (lp_graph_find_element (graph, lp_design_get_root (design)), ==, -1);
  g_assert_cmpint (lp_graph_get_server (graph, 3), ==, 2);
  g_assert_cmpint (lp_graph_get_server (graph, 2), ==, -1);
}

static void
test_what_can_fail (void)
{
  static const struct
  {
    const char *line;
    gboolean    fails;
    double      availability;
  } rows[] = {
    { "client x", FALSE, 1 },
    { "client x availability=0.5 managed=false", FALSE, 1 },
    { "dns x", FALSE, 1 },
    { "dns x managed=false", TRUE, 0.9999 },
    { "load-balancer x", TRUE, 0.9995 },
    { "load-balancer x availability=0.5", TRUE, 0.5 },
    { "load-balancer x managed=true availability=0.5", FALSE, 1 },
    { "virtual-ip x availability=0.5", FALSE, 1 },
    { "router x", FALSE, 1 },
    { "router x managed=false", TRUE, 0.9995 },
    { "server x", TRUE, 0.999 },
    { "server x managed=true", FALSE, 1 },
    { "app-files x", TRUE, 0.9995 },
    { "firewall x", TRUE, 0.9999 },
    { "certificate x", FALSE, 1 },
    { "monitoring-agent x", FALSE, 1 },
    { "monitoring-service x managed=false", FALSE, 1 },
    { "zone x", FALSE, 1 },
    { "zone x availability=0.9", TRUE, 0.9 },
    { "zone x availability=1", TRUE, 1 },
    { "zone x availability=0.9 managed=true", FALSE, 1 },
    { "note x", FALSE, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LpDesign) design = sketch_new (rows[i].line);
      g_autoptr (LpGraph) graph = lp_graph_new (design);

      g_test_message ("%s", rows[i].line);
      g_assert_cmpint (graph->nodes[0].fails, ==, rows[i].fails);
      g_assert_cmpfloat (graph->nodes[0].availability, ==, rows[i].availability);
    }
}

static void
test_links_of_a_server_mean_its_front_or_its_last (void)
{
  g_autoptr (LpDesign) design = sketch_new ("client visitor\n"
                                            "server all\n"
                                            "  database db\n"
                                            "  database db2\n"
                                            "  app-server app\n"
                                            "  web-server web\n"
                                            "server bare\n"
                                            "  cache cache\n"
                                            "visitor -> all request\n"
                                            "all -> bare request\n"
                                            "web -> app request\n");
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  static const char *const links[] = {
    "visitor-web (visitor-all)",
    "db-bare (all-bare)",
    "web-app (web-app)",
  };

  g_assert_cmpuint (graph->n_links, ==, G_N_ELEMENTS (links));
  for (guint i = 0; i < graph->n_links; i++)
    {
      g_autofree char *link = describe_link (graph, i);

      g_assert_cmpstr (link, ==, links[i]);
    }
}

static void
test_lists_have_the_links_in_document_order (void)
{
  g_autoptr (LpDesign) design = sketch_new ("client a\n"
                                            "web-server b\n"
                                            "web-server c\n"
                                            "a -> c request\n"
                                            "b -> c metrics\n"
                                            "a -> b request\n"
                                            "c -> c response\n");
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  static const guint out_start[] = { 0, 2, 3, 4 };
  static const guint out[] = { 0, 2, 1, 3 };
  static const guint in_start[] = { 0, 0, 1, 4 };
  static const guint in[] = { 2, 0, 1, 3 };

  g_assert_cmpmem (graph->out_start, sizeof out_start, out_start, sizeof out_start);
  g_assert_cmpmem (graph->out, sizeof out, out, sizeof out);
  g_assert_cmpmem (graph->in_start, sizeof in_start, in_start, sizeof in_start);
  g_assert_cmpmem (graph->in, sizeof in, in, sizeof in);
}

static void
test_pools_are_named_or_by_kind (void)
{
  g_autoptr (LpDesign) design = sketch_new ("web-server web\n"
                                            "app-server a\n"
                                            "app-server b\n"
                                            "cache c\n"
                                            "web -> a request\n"
                                            "web -> b request\n"
                                            "web -> a request pool=x\n"
                                            "web -> c request pool=x\n"
                                            "web -> c request\n"
                                            "web -> c request required=true\n");
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  const LpGraphLink *links = graph->links;

  g_assert_cmpuint (links[0].pool, ==, links[1].pool);
  g_assert_cmpuint (links[2].pool, !=, links[0].pool);
  g_assert_cmpuint (links[2].pool, ==, links[3].pool);
  g_assert_cmpuint (links[4].pool, !=, links[0].pool);
  g_assert_true (links[0].required);
  g_assert_false (links[3].required);
  g_assert_false (links[4].required);
  g_assert_true (links[5].required);
}

static void
test_firewalls_on_links_stand_in_line (void)
{
  g_autoptr (LpDesign) design = sketch_new ("server one\n"
                                            "  firewall guard\n"
                                            "  firewall line\n"
                                            "  web-server web\n"
                                            "zone z\n"
                                            "  firewall outside\n"
                                            "firewall lost\n"
                                            "line -> web metrics\n");
  g_autoptr (LpGraph) graph = lp_graph_new (design);

  g_assert_true (get_node (graph, "guard")->guards);
  g_assert_false (get_node (graph, "line")->guards);
  g_assert_true (get_node (graph, "outside")->guards);
  g_assert_false (get_node (graph, "lost")->guards);
}

static void
test_roles_and_modes (void)
{
  g_autoptr (LpDesign) design = sketch_new ("database p\n"
                                            "database r role=replica promotion=automatic\n"
                                            "virtual-ip v\n"
                                            "virtual-ip w mode=active-active\n"
                                            "load-balancer l mode=active-active\n"
                                            "p -> r query access=read\n"
                                            "p -> r query access=write\n"
                                            "p -> r query access=read-write\n"
                                            "p -> r query\n");
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  static const LpAccess accesses[] = {
    LP_ACCESS_READ, LP_ACCESS_WRITE, LP_ACCESS_READ_WRITE, LP_ACCESS_READ_WRITE,
  };

  g_assert_false (get_node (graph, "p")->replica);
  g_assert_false (get_node (graph, "p")->promotes);
  g_assert_true (get_node (graph, "r")->replica);
  g_assert_true (get_node (graph, "r")->promotes);
  g_assert_false (get_node (graph, "v")->active_active);
  g_assert_true (get_node (graph, "w")->active_active);
  for (guint i = 0; i < G_N_ELEMENTS (accesses); i++)
    g_assert_cmpint (graph->links[i].access, ==, accesses[i]);
}

static void
test_graphs_are_made_by_hand_too (void)
{
  LpGraphNode *nodes = g_new0 (LpGraphNode, 3);
  LpGraphLink *links = g_new0 (LpGraphLink, 1);
  g_autoptr (LpGraph) graph = NULL;

  nodes[0] = (LpGraphNode) { .id = "server", .kind = LP_KIND_SERVER, .parent = -1 };
  nodes[1] = (LpGraphNode) { .id = "firewall", .kind = LP_KIND_FIREWALL, .parent = 0 };
  nodes[2] = (LpGraphNode) { .id = "web", .kind = LP_KIND_WEB_SERVER, .parent = 0 };
  links[0] = (LpGraphLink) { .from = 2, .to = 2, .flow = LP_FLOW_REQUEST, .required = TRUE };

  graph = lp_graph_new_take (nodes, 3, links, 1);
  g_assert_true (graph->nodes[1].guards);
  g_assert_cmpuint (graph->out_start[3], ==, 1);
  g_assert_cmpint (lp_graph_find (graph, "web"), ==, 2);
  g_assert_cmpint (lp_graph_find (graph, "nobody"), ==, -1);
}

static void
test_an_empty_design_is_an_empty_graph (void)
{
  g_autoptr (LpDesign) design = lp_design_new ();
  g_autoptr (LpGraph) graph = lp_graph_new (design);

  g_assert_cmpuint (graph->n_nodes, ==, 0);
  g_assert_cmpuint (graph->n_links, ==, 0);
  g_assert_cmpint (lp_graph_find (graph, "x"), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/graph/order", test_containers_come_before_what_they_hold);
  g_test_add_func ("/graph/events", test_what_can_fail);
  g_test_add_func ("/graph/servers", test_links_of_a_server_mean_its_front_or_its_last);
  g_test_add_func ("/graph/lists", test_lists_have_the_links_in_document_order);
  g_test_add_func ("/graph/pools", test_pools_are_named_or_by_kind);
  g_test_add_func ("/graph/guards", test_firewalls_on_links_stand_in_line);
  g_test_add_func ("/graph/roles", test_roles_and_modes);
  g_test_add_func ("/graph/by-hand", test_graphs_are_made_by_hand_too);
  g_test_add_func ("/graph/empty", test_an_empty_design_is_an_empty_graph);

  return g_test_run ();
}
