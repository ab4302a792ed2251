/* SPDX-License-Identifier: MIT */
/* What is written on cards and links, and when it is written anew. */
#include "config.h"

#include "draw/scene/scene.h"
#include "draw/scene/words.h"

#include "sketch.h"

static LpScene *
make_scene (LpDesign *design)
{
  LpScene *scene = lp_scene_new (design);

  lp_scene_update (scene, NULL);

  return scene;
}

static void
test_a_link_says_what_is_asked_for (void)
{
  static const struct
  {
    const char *sketch;
    const char *label;
  } rows[] = {
    { "client a\nweb-server b\na -> b request protocol=https port=443\n", "HTTPS 443" },
    { "client a\nweb-server b\n  listen l port=8080 protocol=http\na -> b request\n", "HTTP 8080" },
    { "web-server a\napp-server b\na -> b request\n", "FastCGI 9000" },
    { "client a\ndns b\n  record r type=A name=www value=8.8.8.8\na -> b lookup\n",
      "A www → 8.8.8.8" },
    { "client a\ndns b\na -> b lookup\n", "DNS 53" },
    { "app-server a\ndatabase b\na -> b query\n", "MySQL 3306" },
    { "app-server a\ndatabase b\na -> b query access=read\n", "reads" },
    { "app-server a\ndatabase b\na -> b query access=write tls=true\n", "writes · TLS" },
    { "database a\ndatabase b\na -> b replication\n", "replication" },
    { "database a\ndatabase b\na -> b replication sync=semi-sync\n",
      "semi-synchronous replication" },
    { "load-balancer a\nload-balancer b\na -> b failover\n", "VRRP" },
    { "monitoring-agent a\nmonitoring-service b\na -> b metrics\n", "metrics" },
    { "web-server a\nmonitoring-service b\na -> b metrics\n", "QPS metrics" },
    { "web-server a\nclient b\na -> b response\n", NULL },
    { "app-server a\nexternal b\na -> b request\n", "HTTPS 443" },
    { "app-server a\napp-files b\na -> b files\n", "NFS 2049" },
    { "client a\nserver b\na -> b manage\n", "SSH 22" },
    { "load-balancer a\nweb-server b\nweb-server c\n"
      "a -> b request weight=3\na -> c request\n", "HTTP 80 · 75 %" },
    { "load-balancer a\nweb-server b\nweb-server c\n"
      "a -> b request\na -> c request weight=3\n", "HTTP 80 · 25 %" },
    { "load-balancer a\nweb-server b\nweb-server c\n"
      "a -> b request weight=1\na -> c request\n", "HTTP 80" },
    { "load-balancer a\nweb-server b\nweb-server c\n"
      "a -> b request weight=0\na -> c request\n", "HTTP 80 · no traffic" },
    { "app-server a\ndatabase b\nexternal c\n"
      "a -> b query\na -> c request weight=3\n", "MySQL 3306" },
    { "virtual-ip a\nload-balancer b\na -> b request priority=150\n", "HTTP 80 · priority 150" },
    { "virtual-ip a\ndatabase b\na -> b query priority=150\n", "MySQL 3306 · priority 150" },
    { "load-balancer a\nweb-server b\na -> b request weight=0 label=x\n", "x" },
    { "web-server a\nclient b\na -> b response label=back\n", "back" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LpDesign) design = sketch_new (rows[i].sketch);
      LpElement *root = lp_design_get_root (design);
      g_autofree char *label = lp_words_for_link (lp_element_find_child (root, LP_KIND_LINK));

      g_assert_cmpstr (label, ==, rows[i].label);
    }
}

static void
test_a_card_says_what_is_asked_for (void)
{
  static const struct
  {
    const char *sketch;
    const char *words;
  } rows[] = {
    { "load-balancer a algorithm=round-robin mode=active-active\n", "round robin · active-active" },
    { "load-balancer a algorithm=ip-hash\n", "IP hash" },
    { "load-balancer a name=HAProxy\n", "load balancer" },
    { "load-balancer a name=lb-01 software=HAProxy\n", "HAProxy" },
    { "database a\n", "primary" },
    { "database a role=replica\n", "replica" },
    { "virtual-ip a address=8.8.8.8\n", "8.8.8.8 · active-passive" },
    { "web-server a name=Nginx software=Nginx\n", "web server" },
    { "web-server a name=web-01 software=Nginx\n", "Nginx" },
    { "dns a\n  record r type=A name=www value=8.8.8.8\n", "A www → 8.8.8.8" },
    { "firewall a name=Wall\n  allow x from=any port=80\n  allow y from=any port=443\n",
      "allows 80, 443" },
    { "certificate a covers=www.foobar.com\n", "www.foobar.com" },
    { "firewall a name=Wall\n  allow x from=any port=80\n  allow y direction=out port=53\n",
      "allows 80 · out 53" },
    { "cache a\n", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LpDesign) design = sketch_new (rows[i].sketch);
      g_autofree char *words = lp_words_for_box (lp_design_find (design, "a"));

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* What decides what happens when something fails stands on a line of its own. */
static void
test_a_card_says_what_the_analysis_asks (void)
{
  static const struct
  {
    const char *sketch;
    const char *words;
  } rows[] = {
    { "load-balancer a\n", "" },
    { "load-balancer a\nweb-server b\na -> b request\n", "no health check" },
    { "load-balancer a health-check=tcp priority=150\nweb-server b\na -> b request\n",
      "checks tcp · priority 150" },
    { "virtual-ip a tracks=backends\n", "follows its back ends" },
    { "database a quorum=majority\n", "quorum of 1" },
    { "database a quorum=majority\ndatabase b quorum=majority\ndatabase c quorum=majority\n"
      "database d\na -> b replication\nc -> b replication\nc -> d replication\n",
      "quorum of 3" },
    { "database a role=replica promotion=automatic release=blue\n",
      "promoted automatically · blue" },
    { "database a promotion=automatic managed=true\n", "managed" },
    { "dns a managed=false\n", "run by us" },
    { "dns a managed=true\n", "" },
    { "cdn a address=1.2.3.4\n", "1.2.3.4" },
    { "web-server a release=green\n", "green" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LpDesign) design = sketch_new (rows[i].sketch);
      g_auto (GStrv) list = lp_words_list_more (lp_design_find (design, "a"));
      g_autofree char *words = g_strjoinv (" · ", list);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static gboolean
is_dirty (LpScene   *scene,
          LpElement *element)
{
  LpRect rect;
  guint n_rects;
  const LpRect *rects = lp_scene_get_dirty (scene, &n_rects);
  gboolean found = lp_scene_get_rect (scene, element, &rect) ||
                   lp_scene_get_label_rect (scene, element, &rect);

  g_assert_true (found);
  for (guint i = 0; i < n_rects; i++)
    if (lp_rect_contains (&rects[i], rect.x + rect.width / 2, rect.y + rect.height / 2))
      return TRUE;

  return FALSE;
}

/* Shares, the size of a quorum and “no health check” depend on other elements than the one that was
 * edited: also when that is undone, or removed. */
static void
test_what_is_written_elsewhere_follows (void)
{
  static const char *const sketch =
    "load-balancer lb x=0 y=0\nload-balancer idle x=0 y=600\n"
    "web-server a x=500 y=0\nweb-server b x=500 y=300\n"
    "database one x=900 y=0 quorum=majority\ndatabase two x=900 y=300 quorum=majority\n"
    "lb -> a request id=to-a weight=3\nlb -> b request id=to-b\n"
    "one -> two replication id=copies\n";
  static const struct
  {
    const char *edited;
    LpAttribute attribute;      /* LP_N_ATTRIBUTES: it is removed. */
    double      value;
    const char *follows;
  } rows[] = {
    { "to-a", LP_ATTRIBUTE_WEIGHT, 9, "to-b" },
    { "to-b", LP_ATTRIBUTE_WEIGHT, 2, "to-a" },
    { "to-a", LP_N_ATTRIBUTES, 0, "to-b" },
    { "to-b", LP_N_ATTRIBUTES, 0, "to-a" },
    { "to-b", LP_N_ATTRIBUTES, 0, "lb" },
    { "copies", LP_N_ATTRIBUTES, 0, "one" },
    { "copies", LP_ATTRIBUTE_FLOW, LP_FLOW_QUERY, "two" },
    { "two", LP_ATTRIBUTE_QUORUM, LP_QUORUM_NONE, "one" },
    { "two", LP_N_ATTRIBUTES, 0, "one" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LpDesign) design = sketch_new (sketch);
      g_autoptr (LpScene) scene = make_scene (design);
      LpElement *edited = lp_design_find (design, rows[i].edited);
      LpElement *follows = lp_design_find (design, rows[i].follows);

      g_test_message ("%s, %s", rows[i].edited, rows[i].follows);
      lp_scene_update (scene, NULL);
      if (rows[i].attribute == LP_N_ATTRIBUTES)
        lp_design_remove (design, edited);
      else
        lp_element_set_number (edited, rows[i].attribute, rows[i].value);
      lp_scene_update (scene, NULL);
      g_assert_true (is_dirty (scene, follows));
      lp_history_undo (lp_design_get_history (design));
      lp_scene_update (scene, NULL);
      g_assert_true (is_dirty (scene, follows));
    }
}

/* A link that leaves for another source leaves its share behind. */
static void
test_shares_follow_a_link_to_another_source (void)
{
  g_autoptr (LpDesign) design = sketch_new (
    "load-balancer lb x=0 y=0\nload-balancer idle x=0 y=600\n"
    "web-server a x=500 y=0\nweb-server b x=500 y=300\n"
    "lb -> a request id=to-a weight=3\nlb -> b request id=to-b\n");
  g_autoptr (LpScene) scene = make_scene (design);

  lp_scene_update (scene, NULL);
  lp_link_set_from (lp_design_find (design, "to-a"), lp_design_find (design, "idle"));
  lp_scene_update (scene, NULL);
  g_assert_true (is_dirty (scene, lp_design_find (design, "to-b")));
  g_assert_true (is_dirty (scene, lp_design_find (design, "idle")));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/link", test_a_link_says_what_is_asked_for);
  g_test_add_func ("/words/elsewhere", test_what_is_written_elsewhere_follows);
  g_test_add_func ("/words/source", test_shares_follow_a_link_to_another_source);
  g_test_add_func ("/words/more", test_a_card_says_what_the_analysis_asks);
  g_test_add_func ("/words/box", test_a_card_says_what_is_asked_for);

  return g_test_run ();
}
