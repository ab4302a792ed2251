/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/kind.h"

#include "model/flow.h"
#include "model/resource.h"

static void
test_every_kind_is_found_by_its_key (void)
{
  for (guint i = 0; i < LP_N_KINDS; i++)
    {
      LpKind kind;

      g_assert_true (lp_kind_find (lp_kind_get_row (i)->key, &kind));
      g_assert_cmpint (kind, ==, i);
      g_assert_cmpstr (lp_kind_get_title (i), !=, "");
    }
}

static void
test_an_unknown_key_is_not_found (void)
{
  LpKind kind;

  g_assert_false (lp_kind_find ("", &kind));
  g_assert_false (lp_kind_find ("Server", &kind));
}

static void
test_every_kind_has_a_place (void)
{
  for (guint i = 0; i < LP_N_KINDS; i++)
    {
      guint n_holders = 0;

      for (guint j = 0; j < LP_N_KINDS; j++)
        n_holders += lp_kind_holds (j, i);
      g_assert_cmpint (n_holders > 0, ==, i != LP_KIND_DESIGN);
      g_assert_cmpint (lp_kind_holds (LP_KIND_DESIGN, i), ==,
                       lp_kind_is_box (i) || i == LP_KIND_LINK || i == LP_KIND_WAIVER ||
                       i == LP_KIND_ANSWER);
    }
}

static void
test_only_zones_and_servers_contain_boxes (void)
{
  for (guint i = 0; i < LP_N_KINDS; i++)
    for (guint j = 0; j < LP_N_BOX_KINDS; j++)
      if (lp_kind_holds (i, j) && i != LP_KIND_DESIGN)
        g_assert_true (lp_kind_is_container (i));

  g_assert_true (lp_kind_is_container (LP_KIND_ZONE));
  g_assert_true (lp_kind_is_container (LP_KIND_SERVER));
  g_assert_true (lp_kind_holds (LP_KIND_ZONE, LP_KIND_ZONE));
  g_assert_false (lp_kind_holds (LP_KIND_SERVER, LP_KIND_SERVER));
}

static void
test_every_box_can_be_drawn (void)
{
  for (guint i = 0; i < LP_N_BOX_KINDS; i++)
    {
      const LpKindRow *row = lp_kind_get_row (i);
      g_autofree char *path = g_strdup_printf ("icons/scalable/actions/%s-symbolic.svg", row->key);
      g_autoptr (GBytes) icon = lp_resource_find (path);

      g_assert_nonnull (icon);
      g_assert_cmpint (row->shape, !=, LP_SHAPE_NONE);
      g_assert_cmpfloat (row->width, >, 0);
      g_assert_cmpfloat (row->height, >, 0);
      g_assert_nonnull (row->summary);
      g_assert_cmpstr (lp_group_get_title (row->group), !=, "");
    }
}

static void
test_what_never_fails_is_as_the_model_says (void)
{
  static const LpKind never[] = {
    LP_KIND_CLIENT, LP_KIND_VIRTUAL_IP, LP_KIND_CERTIFICATE, LP_KIND_MONITORING_AGENT,
    LP_KIND_MONITORING_SERVICE, LP_KIND_NOTE, LP_KIND_ZONE,
  };
  guint64 mask = 0;

  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    mask |= LP_KIND_MASK (never[i]);

  for (guint i = 0; i < LP_N_BOX_KINDS; i++)
    g_assert_cmpint (lp_kind_get_row (i)->availability == 0, ==, (mask & LP_KIND_MASK (i)) != 0);

  g_assert_cmpfloat (lp_kind_get_row (LP_KIND_SERVER)->availability, ==, 0.999);
  g_assert_cmpfloat (lp_kind_get_row (LP_KIND_FIREWALL)->availability, ==, 0.9999);
  g_assert_cmpfloat (lp_kind_get_row (LP_KIND_DNS)->availability, ==, 0.9999);
  g_assert_cmpfloat (lp_kind_get_row (LP_KIND_DATABASE)->availability, ==, 0.9995);
}

static void
test_every_pair_has_a_flow (void)
{
  for (guint i = 0; i < LP_N_BOX_KINDS; i++)
    for (guint j = 0; j < LP_N_BOX_KINDS; j++)
      {
        LpFlow flow = lp_flow_propose (i, j);

        g_assert_cmpint (flow, <, LP_N_FLOWS);
        g_assert_cmpint (lp_flow_get_port (flow, j, LP_PROTOCOL_NONE), ==,
                         lp_flow_get_port (flow, j, lp_flow_get_protocol (flow, j)));
      }

  g_assert_cmpint (lp_flow_propose (LP_KIND_CLIENT, LP_KIND_DNS), ==, LP_FLOW_LOOKUP);
  g_assert_cmpint (lp_flow_propose (LP_KIND_CLIENT, LP_KIND_LOAD_BALANCER), ==, LP_FLOW_REQUEST);
  g_assert_cmpint (lp_flow_propose (LP_KIND_APP_SERVER, LP_KIND_DATABASE), ==, LP_FLOW_QUERY);
  g_assert_cmpint (lp_flow_propose (LP_KIND_DATABASE, LP_KIND_DATABASE), ==, LP_FLOW_REPLICATION);
  g_assert_cmpint (lp_flow_propose (LP_KIND_MONITORING_AGENT, LP_KIND_MONITORING_SERVICE), ==,
                   LP_FLOW_METRICS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/kind/found", test_every_kind_is_found_by_its_key);
  g_test_add_func ("/kind/unknown", test_an_unknown_key_is_not_found);
  g_test_add_func ("/kind/place", test_every_kind_has_a_place);
  g_test_add_func ("/kind/containers", test_only_zones_and_servers_contain_boxes);
  g_test_add_func ("/kind/drawn", test_every_box_can_be_drawn);
  g_test_add_func ("/kind/never-fails", test_what_never_fails_is_as_the_model_says);
  g_test_add_func ("/kind/flows", test_every_pair_has_a_flow);

  return g_test_run ();
}
