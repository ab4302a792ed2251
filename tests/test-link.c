/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/link.h"

#include "edits.h"
#include "model/design.h"

typedef struct
{
  LpDesign  *design;
  LpElement *client;
  LpElement *server;
  LpElement *web;
  LpElement *database;
} Fixture;

static LpElement *
add_link (Fixture   *f,
          LpFlow     flow,
          LpElement *from,
          LpElement *to)
{
  g_autoptr (LpElement) link = lp_link_new (flow, from, to);
  g_autofree char *id = lp_design_make_id (f->design, "l");

  lp_element_set_text (link, LP_ATTRIBUTE_ID, id);
  lp_design_add (f->design, link, lp_design_get_root (f->design), NULL);

  return link;
}

static void
add_listener (Fixture    *f,
              LpElement  *box,
              int         port,
              LpProtocol  protocol)
{
  g_autoptr (LpElement) listener = lp_element_new (LP_KIND_LISTEN);

  lp_element_set_number (listener, LP_ATTRIBUTE_LISTEN_PORT, port);
  lp_element_set_number (listener, LP_ATTRIBUTE_LISTEN_PROTOCOL, protocol);
  lp_design_add (f->design, listener, box, NULL);
}

static void
set_up (Fixture      *f,
        gconstpointer unused)
{
  LpElement *root;

  f->design = lp_design_new ();
  root = lp_design_get_root (f->design);
  f->client = edits_add_box (f->design, root, LP_KIND_CLIENT, "client");
  f->server = edits_add_box (f->design, root, LP_KIND_SERVER, "server");
  f->database = edits_add_box (f->design, f->server, LP_KIND_DATABASE, "database");
  f->web = edits_add_box (f->design, f->server, LP_KIND_WEB_SERVER, "web");
}

static void
tear_down (Fixture      *f,
           gconstpointer unused)
{
  g_assert_finalize_object (f->design);
}

static void
test_ends_know_their_links (Fixture      *f,
                            gconstpointer unused)
{
  LpElement *link = add_link (f, LP_FLOW_REQUEST, f->client, f->web);
  LpElement *loop = add_link (f, LP_FLOW_REQUEST, f->client, f->client);
  guint n;

  g_assert_true (lp_link_get_from (link) == f->client);
  g_assert_true (lp_link_get_to (link) == f->web);
  lp_element_get_links (f->client, &n);
  g_assert_cmpuint (n, ==, 2);
  edits_check_indices (f->design);

  lp_link_set_to (link, f->client);
  lp_link_set_to (loop, f->web);
  edits_check_indices (f->design);

  lp_design_remove (f->design, f->client);
  g_assert_cmpuint (lp_design_get_n_links (f->design), ==, 0);
  lp_element_get_links (f->web, &n);
  g_assert_cmpuint (n, ==, 0);

  lp_history_undo (lp_design_get_history (f->design));
  g_assert_cmpuint (lp_design_get_n_links (f->design), ==, 2);
  edits_check_indices (f->design);
}

static void
test_a_link_to_a_server_means_its_front (Fixture      *f,
                                         gconstpointer unused)
{
  LpElement *root = lp_design_get_root (f->design);
  LpElement *empty = edits_add_box (f->design, root, LP_KIND_SERVER, "empty");

  g_assert_true (lp_link_resolve_to (f->server) == f->web);
  g_assert_true (lp_link_resolve_from (f->server) == f->database);
  g_assert_true (lp_link_resolve_to (f->database) == f->database);
  g_assert_true (lp_link_resolve_to (empty) == empty);
  g_assert_true (lp_link_resolve_from (empty) == empty);
}

static void
assert_service (LpElement  *link,
                LpProtocol  protocol,
                int         port)
{
  g_assert_cmpint (lp_link_get_protocol (link), ==, protocol);
  g_assert_cmpint (lp_link_get_port (link), ==, port);
}

static void
test_protocol_and_port_follow_what_is_said (Fixture      *f,
                                            gconstpointer unused)
{
  LpElement *link = add_link (f, LP_FLOW_REQUEST, f->client, f->web);

  assert_service (link, LP_PROTOCOL_HTTP, 80);

  lp_element_set_number (link, LP_ATTRIBUTE_PROTOCOL, LP_PROTOCOL_HTTPS);
  assert_service (link, LP_PROTOCOL_HTTPS, 443);
  lp_element_set_number (link, LP_ATTRIBUTE_PORT, 8443);
  assert_service (link, LP_PROTOCOL_HTTPS, 8443);

  lp_element_unset (link, LP_ATTRIBUTE_PROTOCOL);
  lp_element_unset (link, LP_ATTRIBUTE_PORT);
  add_listener (f, f->web, 8080, LP_PROTOCOL_HTTP);
  assert_service (link, LP_PROTOCOL_HTTP, 8080);

  /* A link to the machine is one to its front. */
  lp_link_set_to (link, f->server);
  assert_service (link, LP_PROTOCOL_HTTP, 8080);

  lp_element_set_number (link, LP_ATTRIBUTE_FLOW, LP_FLOW_FAILOVER);
  assert_service (link, LP_PROTOCOL_VRRP, 0);
}

static void
test_encryption_is_by_protocol_or_said (Fixture      *f,
                                        gconstpointer unused)
{
  LpElement *request = add_link (f, LP_FLOW_REQUEST, f->client, f->web);
  LpElement *query = add_link (f, LP_FLOW_QUERY, f->web, f->database);

  g_assert_false (lp_link_is_encrypted (request));
  lp_element_set_number (request, LP_ATTRIBUTE_PROTOCOL, LP_PROTOCOL_HTTPS);
  g_assert_true (lp_link_is_encrypted (request));

  g_assert_false (lp_link_is_encrypted (query));
  lp_element_set_number (query, LP_ATTRIBUTE_TLS, TRUE);
  g_assert_true (lp_link_is_encrypted (query));
}

static void
test_only_caches_can_be_missed (Fixture      *f,
                                gconstpointer unused)
{
  LpElement *cache = edits_add_box (f->design, f->server, LP_KIND_CACHE, "cache");
  LpElement *query = add_link (f, LP_FLOW_QUERY, f->web, f->database);
  LpElement *lookup = add_link (f, LP_FLOW_QUERY, f->web, cache);

  g_assert_true (lp_link_is_required (query));
  g_assert_false (lp_link_is_required (lookup));
  lp_element_set_number (query, LP_ATTRIBUTE_REQUIRED, FALSE);
  lp_element_set_number (lookup, LP_ATTRIBUTE_REQUIRED, TRUE);
  g_assert_false (lp_link_is_required (query));
  g_assert_true (lp_link_is_required (lookup));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/link/ends", test_ends_know_their_links);
  ADD ("/link/server", test_a_link_to_a_server_means_its_front);
  ADD ("/link/service", test_protocol_and_port_follow_what_is_said);
  ADD ("/link/encryption", test_encryption_is_by_protocol_or_said);
  ADD ("/link/required", test_only_caches_can_be_missed);

  return g_test_run ();
}
