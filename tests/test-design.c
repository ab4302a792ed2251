/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/design.h"

#include "edits.h"
#include "file/writer.h"

typedef struct
{
  LpDesign  *design;
  LpElement *root;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer unused)
{
  f->design = lp_design_new ();
  f->root = lp_design_get_root (f->design);
}

static void
tear_down (Fixture      *f,
           gconstpointer unused)
{
  g_assert_finalize_object (f->design);
}

static LpElement *
add_made (Fixture   *f,
          LpKind     kind,
          LpElement *parent)
{
  g_autoptr (LpElement) element = lp_design_make_element (f->design, kind, parent);

  lp_design_add (f->design, element, parent, NULL);

  return element;
}

static void
test_a_new_component_is_complete (Fixture      *f,
                                  gconstpointer unused)
{
  LpElement *server = add_made (f, LP_KIND_SERVER, f->root);
  LpElement *first = add_made (f, LP_KIND_WEB_SERVER, server);
  LpElement *second = add_made (f, LP_KIND_WEB_SERVER, server);
  LpElement *note = add_made (f, LP_KIND_NOTE, f->root);
  LpElement *port = lp_element_find_child (first, LP_KIND_LISTEN);

  g_assert_cmpstr (lp_element_get_id (first), ==, "web-server-1");
  g_assert_cmpstr (lp_element_get_id (second), ==, "web-server-2");
  g_assert_cmpstr (lp_element_get_text (first, LP_ATTRIBUTE_NAME), ==, "Nginx");
  g_assert_cmpstr (lp_element_get_text (second, LP_ATTRIBUTE_NAME), ==, "Nginx 2");
  g_assert_cmpstr (lp_element_get_text (second, LP_ATTRIBUTE_SOFTWARE), ==, "Nginx");
  g_assert_cmpint (lp_element_get_integer (port, LP_ATTRIBUTE_LISTEN_PORT), ==, 80);
  g_assert_cmpint (lp_element_get_choice (port, LP_ATTRIBUTE_LISTEN_PROTOCOL), ==,
                   LP_PROTOCOL_HTTP);
  g_assert_false (lp_element_has (note, LP_ATTRIBUTE_NAME));
  g_assert_cmpuint (lp_design_get_n_boxes (f->design), ==, 4);
}

static void
test_ids_are_made_that_nobody_has (Fixture      *f,
                                   gconstpointer unused)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 3; i++)
    g_assert_true (g_hash_table_add (seen, lp_design_make_id (f->design, "a")));
  for (int i = 0; i < 3; i++)
    g_assert_true (g_hash_table_add (seen, g_strdup (lp_element_get_id (
                                       add_made (f, LP_KIND_CLIENT, f->root)))));
}

static void
test_ids_are_letters_digits_and_three_signs (Fixture      *f,
                                             gconstpointer unused)
{
  g_assert_true (lp_design_id_is_valid ("a"));
  g_assert_true (lp_design_id_is_valid ("Web-01_b.2"));
  g_assert_false (lp_design_id_is_valid (""));
  g_assert_false (lp_design_id_is_valid ("a b"));
  g_assert_false (lp_design_id_is_valid ("ü"));
  g_assert_false (lp_design_id_is_valid ("a\n"));
}

static void
test_elements_stand_where_they_are_put (Fixture      *f,
                                        gconstpointer unused)
{
  LpElement *first = add_made (f, LP_KIND_SERVER, f->root);
  LpElement *second = add_made (f, LP_KIND_SERVER, f->root);
  LpElement *web = add_made (f, LP_KIND_WEB_SERVER, first);
  LpElement *zone = add_made (f, LP_KIND_ZONE, f->root);

  g_assert_true (lp_design_can_hold (second, web));
  g_assert_false (lp_design_can_hold (first, second));
  g_assert_true (lp_design_can_hold (zone, first));
  g_assert_false (lp_design_can_hold (zone, zone));

  lp_design_move (f->design, web, second, NULL);
  g_assert_true (lp_element_get_parent (web) == second);
  g_assert_true (lp_design_find (f->design, "web-server-1") == web);

  lp_design_move (f->design, second, f->root, first);
  g_assert_true (lp_element_get_first_child (f->root) == second);
  g_assert_true (lp_element_get_next_sibling (second) == first);
  g_assert_true (lp_element_get_prev_sibling (first) == second);

  /* Where it stands already: no step. */
  lp_history_clear (lp_design_get_history (f->design));
  lp_design_move (f->design, second, f->root, first);
  lp_design_move (f->design, zone, f->root, NULL);
  g_assert_false (lp_history_can_undo (lp_design_get_history (f->design)));
}

static void
test_what_is_removed_takes_its_content_along (Fixture      *f,
                                              gconstpointer unused)
{
  LpElement *server = add_made (f, LP_KIND_SERVER, f->root);

  add_made (f, LP_KIND_WEB_SERVER, server);
  lp_design_remove (f->design, server);

  g_assert_null (lp_design_find (f->design, "server-1"));
  g_assert_null (lp_design_find (f->design, "web-server-1"));
  g_assert_cmpuint (lp_design_get_n_boxes (f->design), ==, 0);
  g_assert_cmpstr (lp_history_get_undo_label (lp_design_get_history (f->design)), ==,
                   "Delete Server");
  edits_check_indices (f->design);
}

static void
test_a_copy_changes_without_the_original (Fixture      *f,
                                          gconstpointer unused)
{
  LpElement *server = add_made (f, LP_KIND_SERVER, f->root);
  g_autoptr (LpElement) link = lp_link_new (LP_FLOW_REQUEST, server, server);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) copied = NULL;
  g_autoptr (GBytes) after = NULL;
  LpDesign *copy;

  lp_element_set_text (link, LP_ATTRIBUTE_ID, "l");
  lp_design_add (f->design, link, f->root, NULL);
  lp_element_set_text (f->root, LP_ATTRIBUTE_TITLE, "Title");
  lp_element_set_number (f->root, LP_ATTRIBUTE_LEGEND, FALSE);
  before = lp_file_write_bytes (f->design);

  copy = lp_design_copy (f->design);
  copied = lp_file_write_bytes (copy);
  g_assert_true (g_bytes_equal (before, copied));
  g_assert_true (lp_link_get_to (lp_design_find (copy, "l")) == lp_design_find (copy, "server-1"));
  g_assert_false (lp_history_can_undo (lp_design_get_history (copy)));

  lp_design_remove (copy, lp_design_find (copy, "server-1"));
  after = lp_file_write_bytes (f->design);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_finalize_object (copy);
}

/* Ten thousand elements are made, found and taken out again without a noticeable wait. */
static void
test_large_designs_take_no_quadratic_time (Fixture      *f,
                                           gconstpointer unused)
{
  LpElement *zone = add_made (f, LP_KIND_ZONE, f->root);
  LpHistory *history = lp_design_get_history (f->design);

  lp_history_begin (history, "Many");
  for (int i = 0; i < 10000; i++)
    {
      g_autoptr (LpElement) element = lp_element_new (LP_KIND_NOTE);
      g_autofree char *id = lp_design_make_id (f->design, "note");

      lp_element_set_text (element, LP_ATTRIBUTE_ID, id);
      lp_design_add (f->design, element, zone, NULL);
    }
  lp_history_end (history);
  g_assert_cmpuint (lp_design_get_n_boxes (f->design), ==, 10001);

  lp_history_undo (history);
  g_assert_cmpuint (lp_design_get_n_boxes (f->design), ==, 1);
  lp_history_redo (history);
  lp_design_remove (f->design, zone);
  g_assert_cmpuint (lp_design_get_n_boxes (f->design), ==, 0);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

static LpElement *
add_zones (LpDesign  *design,
           LpElement *parent,
           guint      n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LpElement) zone = lp_design_make_element (design, LP_KIND_ZONE, parent);

      lp_design_add (design, zone, parent, NULL);
      parent = zone;
    }

  return parent;
}

/* What a file may not hold nobody can draw. */
static void
test_zones_do_not_stand_in_each_other_without_end (Fixture      *f,
                                                   gconstpointer unused)
{
  LpElement *inner = add_zones (f->design, f->root, LP_DESIGN_MAX_ZONES - 2);
  LpElement *two = lp_element_get_parent (add_zones (f->design, f->root, 2));
  LpElement *three = lp_element_get_parent (lp_element_get_parent (add_zones (f->design, f->root,
                                                                              3)));
  g_autoptr (LpElement) server = lp_element_new (LP_KIND_SERVER);

  g_assert_cmpuint (lp_design_count_zones (f->root), ==, LP_DESIGN_MAX_ZONES - 2);
  g_assert_cmpuint (lp_design_count_zones (three), ==, 3);
  g_assert_true (lp_design_can_hold (inner, two));
  g_assert_false (lp_design_can_hold (inner, three));

  lp_design_move (f->design, two, inner, NULL);
  inner = lp_element_get_first_child (two);
  g_assert_false (lp_design_has_room (inner, 1));
  g_assert_true (lp_design_can_hold (inner, server));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/design/new", test_a_new_component_is_complete);
  ADD ("/design/make-id", test_ids_are_made_that_nobody_has);
  ADD ("/design/ids", test_ids_are_letters_digits_and_three_signs);
  ADD ("/design/move", test_elements_stand_where_they_are_put);
  ADD ("/design/remove", test_what_is_removed_takes_its_content_along);
  ADD ("/design/copy", test_a_copy_changes_without_the_original);
  ADD ("/design/zones", test_zones_do_not_stand_in_each_other_without_end);
  ADD ("/design/large", test_large_designs_take_no_quadratic_time);

  return g_test_run ();
}
