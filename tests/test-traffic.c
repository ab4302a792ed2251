/* SPDX-License-Identifier: MIT */
/* Whether traffic gets the services, listeners and firewalls that the drawing gives it. */

#include "config.h"

#include "analysis/traffic.h"
#include "model/design.h"
#include "sketch.h"

/* One line for each leg: "visitor > lb https 443 *" (the star: a listener has the port), then for
 * each firewall it passes "firewall +" (let in by a rule, which is counted from 1), "firewall p"
 * (by its policy), "firewall ?" (no rules yet) or "firewall -source" (denied). */
static char *
describe (const LpTraffic *traffic)
{
  const LpGraphNode *nodes = traffic->graph->nodes;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < traffic->n_legs; i++)
    {
      const LpLeg *leg = &traffic->legs[i];

      g_string_append_printf (text, "%s > %s %s %d%s", nodes[leg->from].id, nodes[leg->to].id,
                              lp_protocol_get_row (leg->protocol)->key, leg->port,
                              leg->listener != NULL ? " *" : "");

      for (guint k = 0; k < leg->n_crossings; k++)
        {
          const LpCrossing *crossing = &traffic->crossings[leg->first_crossing + k];

          g_assert_cmpuint (crossing->leg, ==, i);
          g_string_append_printf (text, ", %s ", nodes[crossing->firewall].id);
          if (crossing->decision == LP_DECISION_UNSPECIFIED)
            g_string_append_c (text, '?');
          else if (crossing->decision == LP_DECISION_DENIED)
            g_string_append_printf (text, "-%s", nodes[crossing->source].id);
          else if (crossing->rule == NULL)
            g_string_append_c (text, 'p');
          else
            for (LpElement *each = crossing->rule; each != NULL;
                 each = lp_element_get_prev_sibling (each))
              g_string_append_c (text, '+');
        }

      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

static void
assert_traffic (const char *sketch,
                const char *expected)
{
  g_autoptr (LpDesign) design = sketch_new (sketch);
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpTraffic) traffic = lp_traffic_new (graph);
  g_autofree char *text = describe (traffic);

  g_assert_cmpstr (text, ==, expected);
}

/* "any https 443, app mysql 3306" */
static void
assert_openings (const char *sketch,
                 const char *firewall,
                 const char *expected)
{
  g_autoptr (LpDesign) design = sketch_new (sketch);
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpTraffic) traffic = lp_traffic_new (graph);
  g_autoptr (GArray) openings =
      lp_traffic_list_openings (traffic, lp_graph_find (graph, firewall));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < openings->len; i++)
    {
      const LpOpening *opening = &g_array_index (openings, LpOpening, i);

      g_string_append_printf (text, "%s%s %s %d", i > 0 ? ", " : "", opening->peer,
                              lp_protocol_get_row (opening->protocol)->key, opening->port);
    }

  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_links_without_a_port_take_the_listener (void)
{
  assert_traffic ("client visitor\n"
                  "dns dns\n"
                  "web-server web\n"
                  "  listen d1 port=8080 protocol=http\n"
                  "app-server app\n"
                  "database db\n"
                  "visitor -> dns lookup\n"
                  "visitor -> web request\n"
                  "web -> app request\n"
                  "app -> db query\n",
                  "visitor > dns dns 53\n"
                  "visitor > web http 8080 *\n"
                  "web > app fastcgi 9000\n"
                  "app > db mysql 3306\n");
}

static void
test_a_port_finds_the_protocol (void)
{
  assert_traffic ("client visitor\n"
                  "web-server web\n"
                  "  listen d2 port=80 protocol=http\n"
                  "  listen d3 port=8443 protocol=https\n"
                  "visitor -> web request port=8443\n"
                  "visitor -> web request protocol=https\n"
                  "visitor -> web request port=443\n",
                  "visitor > web https 8443 *\n"
                  "visitor > web https 8443 *\n"
                  "visitor > web https 443\n");
}

static void
test_a_chain_speaks_one_service (void)
{
  assert_traffic ("client visitor\n"
                  "firewall fw\n"
                  "virtual-ip vip\n"
                  "load-balancer lb\n"
                  "  listen d4 port=80 protocol=http\n"
                  "  listen d5 port=443 protocol=https\n"
                  "visitor -> fw request protocol=https\n"
                  "fw -> vip request\n"
                  "vip -> lb request\n",
                  "visitor > fw https 443\n"
                  "fw > vip https 443, fw ?\n"
                  "vip > lb https 443 *\n");
  assert_traffic ("client visitor\n"
                  "router switch\n"
                  "web-server web\n"
                  "visitor -> switch request\n"
                  "switch -> web request protocol=https port=444\n",
                  "visitor > switch https 444\n"
                  "switch > web https 444\n");
}

static void
test_two_services_part_behind_a_firewall (void)
{
  assert_traffic ("client visitor\n"
                  "app-server app\n"
                  "firewall fw\n"
                  "  allow d6 from=any port=443\n"
                  "  allow d7 from=app port=3306\n"
                  "load-balancer lb\n"
                  "  listen d8 port=443 protocol=https\n"
                  "database db\n"
                  "  listen d9 port=3306 protocol=mysql\n"
                  "app -> fw request port=3306\n"
                  "visitor -> fw request protocol=https\n"
                  "fw -> lb request\n"
                  "fw -> db query\n",
                  "app > fw mysql 3306\n"
                  "visitor > fw https 443\n"
                  "fw > lb https 443 *, fw +\n"
                  "fw > db mysql 3306 *, fw ++\n");
}

static void
test_guards_see_what_comes_from_outside (void)
{
  assert_traffic ("client visitor\n"
                  "server one\n"
                  "  firewall guard\n"
                  "    allow d10 from=any port=80\n"
                  "  web-server web\n"
                  "  app-server app\n"
                  "visitor -> web request port=80\n"
                  "web -> app request\n"
                  "visitor -> app request port=9000\n",
                  "visitor > web http 80, guard +\n"
                  "web > app fastcgi 9000\n"
                  "visitor > app fastcgi 9000, guard -visitor\n");
}

static void
test_guards_of_zones_see_what_enters_the_zone (void)
{
  assert_traffic ("client visitor\n"
                  "zone dmz\n"
                  "  firewall group\n"
                  "    allow d10 from=any port=80\n"
                  "  server one\n"
                  "    web-server web\n"
                  "  server two\n"
                  "    app-server app\n"
                  "visitor -> web request port=80\n"
                  "web -> app request\n"
                  "visitor -> app request port=9000\n",
                  "visitor > web http 80, group +\n"
                  "web > app fastcgi 9000\n"
                  "visitor > app fastcgi 9000, group -visitor\n");
}

static void
test_what_goes_out_passes_the_rules_for_that (void)
{
  assert_traffic ("client visitor\n"
                  "zone back\n"
                  "  firewall group\n"
                  "    allow d10 direction=out to=db port=3306\n"
                  "    allow d11 from=any port=80\n"
                  "  server one\n"
                  "    web-server web\n"
                  "    firewall guard\n"
                  "      allow d12 direction=out to=app port=9000\n"
                  "server two\n"
                  "  app-server app\n"
                  "server three\n"
                  "  database db\n"
                  "visitor -> web request port=80\n"
                  "web -> app request\n"
                  "web -> db query\n",
                  "visitor > web http 80, guard -visitor, group ++\n"
                  "web > app fastcgi 9000, guard +, group -web\n"
                  "web > db mysql 3306, guard -web, group +\n");
}

/* A browser asks port 80 where only a name is typed, and tries HTTP/3 by itself. */
static void
test_doors_of_browsers_are_used (void)
{
  g_autoptr (LpDesign) design = sketch_new ("client visitor\n"
                                            "firewall fw\n"
                                            "  allow d10 from=any port=443\n"
                                            "  allow d11 from=any port=80 protocol=http\n"
                                            "  allow d12 from=any port=8080 protocol=http\n"
                                            "virtual-ip vip\n"
                                            "server one\n"
                                            "  load-balancer lb\n"
                                            "    listen d13 port=443 protocol=https\n"
                                            "    listen d14 port=443 protocol=udp\n"
                                            "    listen d15 port=80 protocol=http redirect=true\n"
                                            "    listen d16 port=8080 protocol=http\n"
                                            "visitor -> fw request protocol=https port=443\n"
                                            "fw -> vip request protocol=https port=443\n"
                                            "vip -> lb request protocol=https port=443\n");
  g_autoptr (LpGraph) graph = lp_graph_new (design);
  g_autoptr (LpTraffic) traffic = lp_traffic_new (graph);

  g_assert_true (traffic->used[0]);
  g_assert_true (traffic->used[1]);
  g_assert_false (traffic->used[2]);
}

static void
test_sources_are_ids_addresses_and_networks (void)
{
  const char *elements = "client visitor\n"
                         "zone back\n"
                         "  server one private-address=10.0.0.2\n"
                         "    app-server app\n"
                         "server two\n"
                         "  app-server other\n"
                         "server data\n"
                         "  database db\n"
                         "  firewall guard\n"
                         "    allow d11 from=%s protocol=mysql\n"
                         "app -> db query\n"
                         "other -> db query\n"
                         "visitor -> db query\n";
  static const char *const rows[][2] = {
    { "any", "+++" }, { "0.0.0.0/0", "+++" }, { "10.0.0.2", "++-" }, { "10.0.0.3", "-+-" },
    { "10.0.0.0/24", "++-" }, { "10.0.1.0/24", "-+-" }, { "2001:db8::/32", "-+-" },
    { "app", "+--" }, { "one", "+--" }, { "back", "+--" }, { "two", "-+-" }, { "visitor", "--+" },
    { "nobody", "---" }, { "10.0.0.2/99", "---" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) parts = g_strsplit (elements, "%s", 2);
      g_autofree char *text = g_strconcat (parts[0], rows[i][0], parts[1], NULL);
      g_autoptr (LpDesign) design = sketch_new (text);
      g_autoptr (LpGraph) graph = lp_graph_new (design);
      g_autoptr (LpTraffic) traffic = lp_traffic_new (graph);

      g_test_message ("from=%s", rows[i][0]);
      g_assert_cmpuint (traffic->n_crossings, ==, 3);
      for (guint k = 0; k < 3; k++)
        g_assert_cmpint (traffic->crossings[k].decision, ==,
                         rows[i][1][k] == '+' ? LP_DECISION_ALLOWED : LP_DECISION_DENIED);
    }
}

static void
test_ports_are_numbers_ranges_and_lists (void)
{
  static const struct
  {
    const char *rule;
    gboolean    passes;
  } rows[] = {
    { "port=443", TRUE }, { "port=any", TRUE }, { "port=400-500", TRUE }, { "port=80,443", TRUE },
    { "port=444", FALSE }, { "port=500-400", FALSE }, { "port=https", FALSE }, { "port=0", FALSE },
    { "protocol=https", TRUE }, { "protocol=http", FALSE }, { "protocol=http port=443", TRUE },
    { "protocol=udp", FALSE }, { "protocol=tcp", TRUE }, { "protocol=vrrp", FALSE },
    { "protocol=any", TRUE }, { "protocol=https port=any", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat ("client visitor\n"
                                           "firewall fw\n"
                                           "  allow d12 ",
                                           rows[i].rule,
                                           "\n"
                                           "web-server web\n"
                                           "visitor -> fw request\n"
                                           "fw -> web request port=443\n",
                                           NULL);
      g_autoptr (LpDesign) design = sketch_new (text);
      g_autoptr (LpGraph) graph = lp_graph_new (design);
      g_autoptr (LpTraffic) traffic = lp_traffic_new (graph);

      g_test_message ("%s", rows[i].rule);
      g_assert_cmpuint (traffic->n_crossings, ==, 1);
      g_assert_cmpint (traffic->crossings[0].decision == LP_DECISION_ALLOWED, ==, rows[i].passes);
      g_assert_cmpint (traffic->used[0], ==, rows[i].passes);
    }
}

static void
test_lookups_need_both_transports (void)
{
  assert_traffic ("client visitor\n"
                  "server names\n"
                  "  dns dns\n"
                  "  firewall guard\n"
                  "    allow d13 protocol=udp port=53\n"
                  "visitor -> dns lookup\n",
                  "visitor > dns dns 53, guard -visitor\n");
  assert_traffic ("client visitor\n"
                  "server names\n"
                  "  dns dns\n"
                  "  firewall guard\n"
                  "    allow d14 protocol=dns\n"
                  "visitor -> dns lookup\n",
                  "visitor > dns dns 53, guard +\n");
}

static void
test_failover_goes_both_ways (void)
{
  const char *sketch = "server a\n"
                       "  load-balancer one\n"
                       "  firewall guard-a\n"
                       "    allow d15 from=b protocol=vrrp\n"
                       "server b\n"
                       "  load-balancer two\n"
                       "  firewall guard-b\n"
                       "    allow d16 from=any port=80\n"
                       "one -> two failover\n";

  assert_traffic (sketch, "one > two vrrp 0, guard-b -one\n"
                          "two > one vrrp 0, guard-a +\n");
  assert_openings (sketch, "guard-b", "a vrrp 0");
}

static void
test_replication_is_fetched (void)
{
  assert_traffic ("server a\n"
                  "  database primary\n"
                  "    listen d17 port=3307 protocol=mysql\n"
                  "  firewall guard-a\n"
                  "server b\n"
                  "  database replica role=replica\n"
                  "    listen d18 port=3306 protocol=mysql\n"
                  "  firewall guard-b\n"
                  "primary -> replica replication\n",
                  "replica > primary mysql 3307 *, guard-a ?\n");
}

static void
test_members_of_a_cluster_are_asked_by_visitors (void)
{
  const char *elements = "client visitor\n"
                         "server a\n"
                         "  virtual-ip vip\n"
                         "  load-balancer one\n"
                         "  firewall guard-a\n"
                         "    allow rule-a from=any port=443\n"
                         "server b\n"
                         "  load-balancer two\n"
                         "  firewall guard-b\n"
                         "    allow rule-b from=%s port=443\n"
                         "visitor -> vip request port=443\n"
                         "vip -> one request\n"
                         "vip -> two request\n";
  g_auto (GStrv) parts = g_strsplit (elements, "%s", 2);
  g_autofree char *from_vip = g_strconcat (parts[0], "vip", parts[1], NULL);
  g_autofree char *from_a = g_strconcat (parts[0], "a", parts[1], NULL);

  assert_traffic (from_vip, "visitor > vip https 443\n"
                            "vip > one https 443, guard-a +\n"
                            "vip > two https 443, guard-b +\n");
  assert_traffic (from_a, "visitor > vip https 443\n"
                          "vip > one https 443, guard-a +\n"
                          "vip > two https 443, guard-b -visitor\n");
}

static void
test_policies_decide_where_no_rule_does (void)
{
  assert_traffic ("client visitor\n"
                  "firewall none\n"
                  "firewall open policy=allow\n"
                  "firewall shut policy=deny\n"
                  "  allow d21 from=any port=22\n"
                  "web-server web\n"
                  "visitor -> none request\n"
                  "none -> open request\n"
                  "open -> shut request\n"
                  "shut -> web request\n",
                  "visitor > none http 80\n"
                  "none > open http 80, none ?\n"
                  "open > shut http 80, open p\n"
                  "shut > web http 80, shut -visitor\n");
}

static void
test_openings_are_least_privilege (void)
{
  const char *sketch = "client visitor\n"
                       "server front\n"
                       "  web-server web\n"
                       "  monitoring-agent agent\n"
                       "  firewall guard\n"
                       "server app-1\n"
                       "  app-server one\n"
                       "  app-server one-more\n"
                       "server app-2\n"
                       "  app-server two\n"
                       "server data\n"
                       "  database db\n"
                       "  firewall guard-db\n"
                       "monitoring-service watch\n"
                       "visitor -> web request port=443\n"
                       "one -> web request port=443\n"
                       "one -> web request port=80\n"
                       "one -> db query\n"
                       "one-more -> db query\n"
                       "two -> db query\n"
                       "agent -> watch metrics\n";

  assert_openings (sketch, "guard", "any https 443, app-1 http 80");
  assert_openings (sketch, "guard-db", "app-1 mysql 3306, app-2 mysql 3306");
}

static void
test_rules_cover_narrower_ones (void)
{
  static const struct
  {
    const char *first;
    const char *second;
    gboolean    covers;
  } rows[] = {
    { "from=any", "from=one port=80", TRUE },
    { "from=any port=80", "from=one port=80", TRUE },
    { "from=any port=80", "from=one", FALSE },
    { "from=area port=1-100", "from=one port=80,90", TRUE },
    { "from=area port=1-100", "from=one port=80,900", FALSE },
    { "from=one port=80", "from=area port=80", FALSE },
    { "from=10.0.0.0/8", "from=10.1.0.0/16 port=80", TRUE },
    { "from=10.1.0.0/16", "from=10.0.0.0/8", FALSE },
    { "from=10.0.0.0/8", "from=one", FALSE },
    { "protocol=tcp", "protocol=https", TRUE },
    { "protocol=tcp", "protocol=dns", FALSE },
    { "port=1-65535", "protocol=vrrp", FALSE },
    { "from=any", "protocol=vrrp", TRUE },
    { "protocol=https", "port=443 protocol=tcp", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat ("zone area\n"
                                           "  server one\n"
                                           "firewall fw\n"
                                           "  allow d22 ",
                                           rows[i].first, "\n  allow d23 ", rows[i].second, "\n",
                                           NULL);
      g_autoptr (LpDesign) design = sketch_new (text);
      g_autoptr (LpGraph) graph = lp_graph_new (design);
      g_autoptr (LpTraffic) traffic = lp_traffic_new (graph);

      g_test_message ("%s over %s", rows[i].first, rows[i].second);
      g_assert_cmpuint (traffic->n_allows, ==, 2);
      g_assert_cmpint (lp_allow_covers (&traffic->allows[0], &traffic->allows[1]), ==,
                       rows[i].covers);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/traffic/links-without-a-port-take-the-listener",
                   test_links_without_a_port_take_the_listener);
  g_test_add_func ("/traffic/a-port-finds-the-protocol", test_a_port_finds_the_protocol);
  g_test_add_func ("/traffic/a-chain-speaks-one-service", test_a_chain_speaks_one_service);
  g_test_add_func ("/traffic/two-services-part-behind-a-firewall",
                   test_two_services_part_behind_a_firewall);
  g_test_add_func ("/traffic/zone-guards", test_guards_of_zones_see_what_enters_the_zone);
  g_test_add_func ("/traffic/out", test_what_goes_out_passes_the_rules_for_that);
  g_test_add_func ("/traffic/doors", test_doors_of_browsers_are_used);
  g_test_add_func ("/traffic/guards-see-what-comes-from-outside",
                   test_guards_see_what_comes_from_outside);
  g_test_add_func ("/traffic/sources-are-ids-addresses-and-networks",
                   test_sources_are_ids_addresses_and_networks);
  g_test_add_func ("/traffic/ports-are-numbers-ranges-and-lists",
                   test_ports_are_numbers_ranges_and_lists);
  g_test_add_func ("/traffic/lookups-need-both-transports", test_lookups_need_both_transports);
  g_test_add_func ("/traffic/failover-goes-both-ways", test_failover_goes_both_ways);
  g_test_add_func ("/traffic/replication-is-fetched", test_replication_is_fetched);
  g_test_add_func ("/traffic/members-of-a-cluster-are-asked-by-visitors",
                   test_members_of_a_cluster_are_asked_by_visitors);
  g_test_add_func ("/traffic/policies-decide-where-no-rule-does",
                   test_policies_decide_where_no_rule_does);
  g_test_add_func ("/traffic/openings-are-least-privilege", test_openings_are_least_privilege);
  g_test_add_func ("/traffic/rules-cover-narrower-ones", test_rules_cover_narrower_ones);

  return g_test_run ();
}
