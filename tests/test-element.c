/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/element.h"

#include "model/design.h"

static void
test_what_is_not_set_has_what_counts (void)
{
  g_autoptr (LpElement) database = lp_element_new (LP_KIND_DATABASE);

  g_assert_false (lp_element_has (database, LP_ATTRIBUTE_ROLE));
  g_assert_cmpint (lp_element_get_choice (database, LP_ATTRIBUTE_ROLE), ==, LP_ROLE_PRIMARY);
  g_assert_cmpfloat (lp_element_get_number (database, LP_ATTRIBUTE_AVAILABILITY), ==, 0.9995);
  g_assert_false (lp_element_get_boolean (database, LP_ATTRIBUTE_MANAGED));
  g_assert_cmpstr (lp_element_get_text (database, LP_ATTRIBUTE_BACKUP), ==, "");
  g_assert_cmpstr (lp_element_get_id (database), ==, "");
  g_assert_cmpstr (lp_element_get_name (database), ==, "Database");
  g_assert_cmpuint (lp_element_get_n_set (database), ==, 0);
}

static void
test_setting_what_counts_anyway_takes_it_away (void)
{
  g_autoptr (LpElement) dns = lp_element_new (LP_KIND_DNS);

  lp_element_set_number (dns, LP_ATTRIBUTE_MANAGED, FALSE);
  g_assert_true (lp_element_has (dns, LP_ATTRIBUTE_MANAGED));
  lp_element_set_number (dns, LP_ATTRIBUTE_MANAGED, TRUE);
  g_assert_false (lp_element_has (dns, LP_ATTRIBUTE_MANAGED));

  lp_element_set_text (dns, LP_ATTRIBUTE_NAME, "Names");
  g_assert_true (lp_element_has (dns, LP_ATTRIBUTE_NAME));
  lp_element_set_text (dns, LP_ATTRIBUTE_NAME, "");
  g_assert_false (lp_element_has (dns, LP_ATTRIBUTE_NAME));

  /* Numbers say more: 0 is a place. */
  lp_element_set_number (dns, LP_ATTRIBUTE_X, 0);
  g_assert_true (lp_element_has (dns, LP_ATTRIBUTE_X));
  lp_element_unset (dns, LP_ATTRIBUTE_X);
  g_assert_false (lp_element_has (dns, LP_ATTRIBUTE_X));
}

static void
test_attributes_come_in_the_order_of_the_file (void)
{
  for (int i = 0; i < 200; i++)
    {
      g_autoptr (LpElement) box = lp_element_new (LP_KIND_LOAD_BALANCER);
      g_autofree char *before = NULL;
      guint n = 0;

      for (int j = g_test_rand_int_range (0, 40); j > 0; j--)
        {
          LpAttribute attribute = g_test_rand_int_range (0, LP_N_ATTRIBUTES);
          const LpAttributeRow *row = lp_attribute_get_row (attribute);

          if ((row->kinds & LP_KIND_MASK (LP_KIND_LOAD_BALANCER)) == 0)
            continue;

          if (g_test_rand_bit ())
            lp_element_unset (box, attribute);
          else if (row->type == LP_VALUE_TEXT)
            lp_element_set_text (box, attribute, "text");
          else
            lp_element_set_number (box, attribute, 1);
        }

      for (guint j = 1; j < lp_element_get_n_set (box); j++)
        g_assert_cmpint (lp_element_get_set (box, j - 1), <, lp_element_get_set (box, j));
      for (guint j = 0; j < LP_N_ATTRIBUTES; j++)
        n += lp_element_has (box, j);
      g_assert_cmpuint (n, ==, lp_element_get_n_set (box));
    }
}

static void
test_strings_are_read_and_written_as_in_the_file (void)
{
  g_autoptr (LpElement) balancer = lp_element_new (LP_KIND_LOAD_BALANCER);
  g_autoptr (GError) error = NULL;
  g_autofree char *algorithm = NULL;
  g_autofree char *nothing = NULL;

  g_assert_true (lp_element_set_string (balancer, LP_ATTRIBUTE_ALGORITHM, "ip-hash", &error));
  g_assert_no_error (error);
  algorithm = lp_element_dup_string (balancer, LP_ATTRIBUTE_ALGORITHM);
  nothing = lp_element_dup_string (balancer, LP_ATTRIBUTE_X);
  g_assert_cmpstr (algorithm, ==, "ip-hash");
  g_assert_cmpstr (nothing, ==, "");

  g_assert_false (lp_element_set_string (balancer, LP_ATTRIBUTE_ALGORITHM, "random", &error));
  g_assert_error (error, LP_ATTRIBUTE_ERROR, LP_ATTRIBUTE_ERROR_INVALID);
  g_assert_cmpint (lp_element_get_choice (balancer, LP_ATTRIBUTE_ALGORITHM), ==,
                   LP_ALGORITHM_IP_HASH);
}

static void
test_numbers_are_made_to_fit_the_file (void)
{
  g_autoptr (LpElement) balancer = lp_element_new (LP_KIND_LOAD_BALANCER);

  lp_element_set_number (balancer, LP_ATTRIBUTE_X, 1e300);
  g_assert_cmpfloat (lp_element_get_number (balancer, LP_ATTRIBUTE_X), ==, 1000000);
  lp_element_set_number (balancer, LP_ATTRIBUTE_PRIORITY, 99.6);
  g_assert_cmpfloat (lp_element_get_number (balancer, LP_ATTRIBUTE_PRIORITY), ==, 100);
}

static LpElement *
append (LpElement *parent,
        LpKind     kind)
{
  g_autoptr (LpElement) child = lp_element_new (kind);

  lp_element_append (parent, child);

  return child;
}

static void
test_the_tree_can_be_walked (void)
{
  LpElement *zone = lp_element_new (LP_KIND_ZONE);
  LpElement *first = append (zone, LP_KIND_SERVER);
  LpElement *web = append (first, LP_KIND_WEB_SERVER);
  LpElement *port = append (web, LP_KIND_LISTEN);
  LpElement *note = append (zone, LP_KIND_NOTE);
  LpElement *second = append (zone, LP_KIND_SERVER);
  LpElement *const wanted[] = { zone, first, web, port, note, second };
  guint n = 0;

  for (LpElement *each = zone; each != NULL; each = lp_element_next_in_tree (each, zone))
    g_assert_true (each == wanted[n++]);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (wanted));

  g_assert_true (lp_element_find_child (zone, LP_KIND_SERVER) == first);
  g_assert_true (lp_element_find_next (first) == second);
  g_assert_null (lp_element_find_next (second));
  g_assert_null (lp_element_find_child (zone, LP_KIND_CLIENT));
  g_assert_true (lp_element_get_prev_sibling (second) == note);
  g_assert_true (lp_element_is_inside (port, first));
  g_assert_true (lp_element_is_inside (first, first));
  g_assert_false (lp_element_is_inside (first, port));

  g_assert_finalize_object (zone);
}

static void
test_copies_are_deep_and_their_own (void)
{
  static const char *const before[] = { "<!-- a -->", NULL };
  static const char *const content[] = { "<x:b xmlns:x=\"c\"/>", "<!-- d -->", NULL };
  LpElement *server = lp_element_new (LP_KIND_SERVER);
  LpElement *web = append (server, LP_KIND_WEB_SERVER);
  LpElement *copy;

  lp_element_set_text (web, LP_ATTRIBUTE_ID, "web");
  lp_element_set_foreign (web, " x:y=\"z\"", before, content);
  copy = lp_element_copy (server);
  lp_element_set_text (web, LP_ATTRIBUTE_ID, "other");
  lp_element_set_foreign (web, NULL, NULL, NULL);
  g_assert_null (lp_element_get_foreign_attributes (web));
  g_assert_finalize_object (server);

  web = lp_element_get_first_child (copy);
  g_assert_cmpstr (lp_element_get_id (web), ==, "web");
  g_assert_cmpstr (lp_element_get_foreign_attributes (web), ==, " x:y=\"z\"");
  g_assert_true (g_strv_equal (lp_element_get_foreign_before (web), before));
  g_assert_true (g_strv_equal (lp_element_get_foreign_content (web), content));
  g_assert_true (lp_element_get_parent (web) == copy);
  g_assert_finalize_object (copy);
}

/* An element may be kept longer than its design. */
static void
test_what_outlives_its_design_knows_none (void)
{
  LpDesign *design = lp_design_new ();
  LpElement *client = lp_element_new (LP_KIND_CLIENT);
  LpElement *link;
  guint n_links;

  lp_element_set_text (client, LP_ATTRIBUTE_ID, "client");
  lp_design_add (design, client, lp_design_get_root (design), NULL);
  link = lp_link_new (LP_FLOW_REQUEST, client, client);
  lp_element_set_text (link, LP_ATTRIBUTE_ID, "link");
  lp_design_add (design, link, lp_design_get_root (design), NULL);
  g_object_unref (link);
  g_assert_finalize_object (design);

  g_assert_null (lp_element_get_design (client));
  g_assert_null (lp_element_get_parent (client));
  lp_element_get_links (client, &n_links);
  g_assert_cmpuint (n_links, ==, 0);
  lp_element_set_text (client, LP_ATTRIBUTE_NAME, "alone");
  g_assert_finalize_object (client);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/element/not-set", test_what_is_not_set_has_what_counts);
  g_test_add_func ("/element/anyway", test_setting_what_counts_anyway_takes_it_away);
  g_test_add_func ("/element/order", test_attributes_come_in_the_order_of_the_file);
  g_test_add_func ("/element/strings", test_strings_are_read_and_written_as_in_the_file);
  g_test_add_func ("/element/fit", test_numbers_are_made_to_fit_the_file);
  g_test_add_func ("/element/tree", test_the_tree_can_be_walked);
  g_test_add_func ("/element/copy", test_copies_are_deep_and_their_own);
  g_test_add_func ("/element/outlives", test_what_outlives_its_design_knows_none);

  return g_test_run ();
}
