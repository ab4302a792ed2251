/* SPDX-License-Identifier: MIT */
#include "config.h"

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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/templates/canonical", test_every_template_opens_as_it_will_be_saved);
  g_test_add_func ("/templates/unknown", test_an_unknown_key_names_those_there_are);
  g_test_add_func ("/templates/geometry", test_boxes_stand_on_the_grid_and_apart);
  g_test_add_func ("/templates/why", test_every_box_says_why_it_is_there);

  return g_test_run ();
}
