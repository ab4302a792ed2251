/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/availability.h"
#include "analysis/failure.h"
#include "draw/output/export.h"
#include "file/format.h"
#include "file/templates.h"
#include "file/writer.h"
#include "model/box.h"
#include "model/resource.h"

static void
test_every_template_opens_as_it_will_be_saved (void)
{
  guint n;
  const LpTemplate *templates = lp_template_list (&n);

  g_assert_cmpuint (n, ==, 5);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("templates/%s.linchpin", templates[i].key);
      g_autoptr (GBytes) before = lp_resource_find (path);
      g_autoptr (GBytes) after = NULL;
      g_autoptr (GError) error = NULL;
      LpDesign *design = lp_template_open (templates[i].key, &error);

      g_assert_no_error (error);
      after = lp_file_write_bytes (design);
      if (before != NULL)
        g_assert_cmpmem (g_bytes_get_data (after, NULL), g_bytes_get_size (after),
                         g_bytes_get_data (before, NULL), g_bytes_get_size (before));
      else
        g_assert_cmpuint (lp_design_get_n_boxes (design), ==, 0);
      g_assert_false (lp_history_can_undo (lp_design_get_history (design)));
      g_assert_true (lp_history_is_saved (lp_design_get_history (design)));
      g_assert_finalize_object (design);
    }
}

static void
test_an_unknown_key_names_those_there_are (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lp_template_open ("task-4", &error));
  g_assert_error (error, LP_FILE_ERROR, LP_FILE_ERROR_UNREADABLE);
  g_assert_cmpstr (error->message, ==,
                   "There is no template “task-4”, only these: "
                   "task-0, task-1, task-2, task-3, blank");
}

/* The grid, the headers of containers and the gaps between boxes are those of the canvas. */
static void
check_box (LpElement *box)
{
  LpElement *parent = lp_element_get_parent (box);
  gboolean inside = lp_element_get_kind (parent) != LP_KIND_DESIGN;
  LpRect rect, around;

  lp_box_get_rect (box, &rect);
  g_assert_cmpint ((int) rect.x % LP_GRID, ==, 0);
  g_assert_cmpint ((int) rect.y % LP_GRID, ==, 0);

  if (inside)
    {
      lp_box_get_rect (parent, &around);
      g_assert_cmpfloat (rect.y, >=, around.y + LP_HEADER);
      g_assert_cmpfloat (rect.x, >=, around.x + LP_PADDING);
      g_assert_cmpfloat (rect.x + rect.width, <=, around.x + around.width - LP_PADDING);
      g_assert_cmpfloat (rect.y + rect.height, <=, around.y + around.height - LP_PADDING);

      /* As set in the file: no template relies on servers that grow. */
      g_assert_cmpfloat (around.width, ==, lp_element_get_number (parent, LP_ATTRIBUTE_WIDTH));
      g_assert_cmpfloat (around.height, ==, lp_element_get_number (parent, LP_ATTRIBUTE_HEIGHT));
    }

  for (LpElement *other = lp_element_get_next_sibling (box); other != NULL;
       other = lp_element_get_next_sibling (other))
    if (lp_kind_is_box (lp_element_get_kind (other)))
      {
        lp_box_get_rect (other, &around);
        g_assert_false (lp_rect_intersects (&rect, &around));
      }
}

static void
test_boxes_stand_on_the_grid_and_apart (void)
{
  guint n;
  const LpTemplate *templates = lp_template_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LpDesign) design = lp_template_open (templates[i].key, NULL);
      LpElement *root = lp_design_get_root (design);

      for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
        if (lp_kind_is_box (lp_element_get_kind (each)))
          check_box (each);
    }
}

/* “For every additional element, why you are adding it.” */
static void
test_every_box_says_why_it_is_there (void)
{
  guint n;
  const LpTemplate *templates = lp_template_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LpDesign) design = lp_template_open (templates[i].key, NULL);
      LpElement *root = lp_design_get_root (design);

      for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
        if (lp_kind_is_box (lp_element_get_kind (each)))
          g_assert_cmpstr (lp_element_get_text (each, LP_ATTRIBUTE_WHY), !=, "");
    }
}

/* Worked out by hand for designs where the name service is ours, and where task 3 has neither
 * firewalls nor application files. */
static const struct
{
  const char *key;
  LpGoal      goal;
  guint       n_spofs;
  guint       n_pairs;
  const char *availability;
} numbers[] = {
  { "task-0", LP_GOAL_READ, 6, 0, "0.996904" },
  { "task-0", LP_GOAL_WRITE, 6, 0, "0.996904" },
  { "task-1", LP_GOAL_WRITE, 5, 12, "0.996900" },
  { "task-1", LP_GOAL_READ, 3, 19, "0.998393" },
  { "task-2", LP_GOAL_WRITE, 5, 12, "0.996900" },
  { "task-2", LP_GOAL_READ, 3, 19, "0.998393" },
  { "task-3", LP_GOAL_WRITE, 3, 12, "0.998394" },
  { "task-3", LP_GOAL_READ, 1, 16, "0.999891" },
};

static void
remove_all (LpDesign *design,
            LpKind    kind)
{
  LpElement *root = lp_design_get_root (design);
  LpElement *next;

  for (LpElement *each = root; each != NULL; each = next)
    {
      gboolean unwanted = lp_element_get_kind (each) == kind;

      next = unwanted ? lp_element_get_parent (each) : lp_element_next_in_tree (each, root);
      if (unwanted)
        lp_design_remove (design, each);
    }
}

static void
test_the_numbers_are_those_of_the_model (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (LpDesign) design = lp_template_open (numbers[i].key, NULL);
      g_autoptr (LpGraph) graph = NULL;
      g_autoptr (LpFailures) failures = NULL;
      g_autoptr (LpAvailability) availability = NULL;
      g_autofree char *value = NULL;

      lp_element_set_number (lp_design_find (design, "dns"), LP_ATTRIBUTE_MANAGED, FALSE);
      if (g_str_equal (numbers[i].key, "task-3"))
        {
          remove_all (design, LP_KIND_FIREWALL);
          remove_all (design, LP_KIND_APP_FILES);
        }

      graph = lp_graph_new (design);
      failures = lp_failures_new (graph, numbers[i].goal, 1000, NULL);
      g_assert_true (failures->holds);
      g_assert_cmpuint (failures->n_spofs, ==, numbers[i].n_spofs);
      g_assert_cmpuint (failures->n_pairs, ==, numbers[i].n_pairs);

      availability = lp_availability_new (graph, numbers[i].goal, LP_EXTENT_SOME, NULL);
      value = g_strdup_printf ("%.6f", lp_availability_get_value (availability));
      g_assert_cmpstr (value, ==, numbers[i].availability);
    }
}

/* On a repository page a picture is 830 px wide. */
static void
test_pictures_can_be_read_where_they_are_shown (void)
{
  guint n;
  const LpTemplate *templates = lp_template_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LpDesign) design = lp_template_open (templates[i].key, NULL);
      LpExportOptions options = LP_EXPORT_OPTIONS_INIT;
      LpExportFacts facts;

      lp_export_get_facts (design, NULL, &options, &facts);
      g_assert_true (lp_design_get_n_boxes (design) == 0 || facts.is_readable);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/templates/canonical", test_every_template_opens_as_it_will_be_saved);
  g_test_add_func ("/templates/unknown", test_an_unknown_key_names_those_there_are);
  g_test_add_func ("/templates/geometry", test_boxes_stand_on_the_grid_and_apart);
  g_test_add_func ("/templates/numbers", test_the_numbers_are_those_of_the_model);
  g_test_add_func ("/templates/readable", test_pictures_can_be_read_where_they_are_shown);
  g_test_add_func ("/templates/why", test_every_box_says_why_it_is_there);

  return g_test_run ();
}
