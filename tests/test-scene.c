/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/scene/scene.h"
#include "draw/scene/words.h"
#include "file/reader.h"
#include "model/box.h"

#include "doodle.h"
#include "sketch.h"

static LpScene *
make_scene (LpDesign *design)
{
  LpScene *scene = lp_scene_new (design);

  lp_scene_update (scene, NULL);

  return scene;
}

static const char *
id_of (LpElement *element)
{
  return element != NULL ? lp_element_get_id (element) : "nothing";
}

static void
describe_box (GString   *text,
              LpScene   *scene,
              LpElement *box)
{
  LpRect rect;
  g_autofree char *second = lp_words_for_box (box);

  g_assert_true (lp_scene_get_rect (scene, box, &rect));
  g_string_append_printf (text, "%s %g %g %g %g %s%s\n", id_of (box), rect.x, rect.y, rect.width,
                          rect.height, lp_box_is_chip (box) ? "chip " : "",
                          second != NULL ? second : "");
}

static void
describe_link (GString   *text,
               LpScene   *scene,
               LpElement *link)
{
  const LpRoute *route = lp_scene_get_route (scene, link);
  g_autofree char *label = lp_words_for_link (link);
  LpRect rect;

  g_string_append_printf (text, "%s", id_of (link));
  for (guint i = 0; i < route->n_points; i++)
    g_string_append_printf (text, " %g,%g", route->points[i].x, route->points[i].y);
  if (lp_scene_get_label_rect (scene, link, &rect))
    g_string_append_printf (text, " “%s” %g %g %g %g", label,
                            rect.x, rect.y, rect.width, rect.height);
  g_string_append_c (text, '\n');
}

static char *
describe (LpScene *scene)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lp_scene_get_n_boxes (scene); i++)
    describe_box (text, scene, lp_scene_get_box (scene, i));
  for (guint i = 0; i < lp_scene_get_n_links (scene); i++)
    describe_link (text, scene, lp_scene_get_link (scene, i));

  return g_string_free (text, FALSE);
}

/* tests/scenes/NAME.linchpin against NAME.expected. */
static void
test_scene_is_as_expected (gconstpointer data)
{
  const char *path = data;
  g_autofree char *expected_path = g_strconcat (path, ".expected", NULL);
  g_autofree char *design_path = g_strconcat (path, ".linchpin", NULL);
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (design_path);
  g_autoptr (GError) error = NULL;
  g_autoptr (LpDesign) design = lp_file_read (file, &error);
  g_autoptr (LpScene) scene = NULL;

  g_assert_no_error (error);
  scene = make_scene (design);
  found = describe (scene);
  if (g_getenv ("LP_UPDATE_EXPECTED") != NULL)
    g_file_set_contents (expected_path, found, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (expected_path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
}

/* A scene that lived through many edits is the one that a new scene of the result is. */
static void
test_edits_lead_where_a_new_scene_starts (void)
{
  for (guint32 seed = 1; seed <= 60; seed++)
    {
      GRand *rand = g_rand_new_with_seed (seed);
      g_autoptr (LpDesign) design = doodle_new (rand, g_rand_int_range (rand, 1, 25));
      g_autoptr (LpScene) scene = make_scene (design);

      g_test_message ("seed %u", seed);
      for (guint i = 0; i < 60; i++)
        {
          g_autoptr (LpScene) fresh = NULL;
          g_autofree char *found = NULL;
          g_autofree char *expected = NULL;

          for (int n = g_rand_int_range (rand, 1, 5); n > 0; n--)
            doodle_edit (rand, design);
          lp_scene_update (scene, NULL);
          fresh = make_scene (design);
          found = describe (scene);
          expected = describe (fresh);
          g_assert_cmpstr (found, ==, expected);
        }
      g_rand_free (rand);
    }
}

static void
test_boxes_are_where_the_model_says (void)
{
  GRand *rand = g_rand_new_with_seed (5);
  g_autoptr (LpDesign) design = doodle_new (rand, 200);
  g_autoptr (LpScene) scene = make_scene (design);

  g_assert_cmpuint (lp_scene_get_n_boxes (scene), ==, lp_design_get_n_boxes (design));
  g_assert_cmpuint (lp_scene_get_n_links (scene), ==, lp_design_get_n_links (design));
  for (guint i = 0; i < lp_scene_get_n_boxes (scene); i++)
    {
      LpElement *box = lp_scene_get_box (scene, i);
      LpRect found, expected;

      lp_scene_get_rect (scene, box, &found);
      lp_box_get_rect (box, &expected);
      g_assert_true (lp_rect_equal (&found, &expected));
    }
  g_rand_free (rand);
}

static void
test_nothing_changed_is_nothing_dirty (void)
{
  g_autoptr (LpDesign) design = sketch_new ("server one\n"
                                            "  web-server nginx x=16 y=44\n");
  g_autoptr (LpScene) scene = make_scene (design);
  LpRect dirty, nginx;

  g_assert_false (lp_scene_update (scene, &dirty));
  lp_scene_get_rect (scene, lp_design_find (design, "nginx"), &nginx);
  lp_element_set_text (lp_design_find (design, "nginx"), LP_ATTRIBUTE_NAME, "Web");
  g_assert_true (lp_scene_update (scene, &dirty));
  g_assert_cmpfloat (dirty.x, <=, nginx.x);
  g_assert_cmpfloat (dirty.x + dirty.width, >=, nginx.x + nginx.width);
  g_assert_false (lp_scene_update (scene, &dirty));
}

static void
check_pick (LpScene    *scene,
            double      x,
            double      y,
            LpPart      part,
            const char *id)
{
  LpPick pick;

  lp_scene_pick (scene, x, y, 4, &pick);
  g_assert_cmpstr (id_of (pick.element), ==, id);
  g_assert_cmpint (pick.part, ==, part);
}

static void
test_what_is_on_top_is_picked (void)
{
  g_autoptr (LpDesign) design =
    sketch_new ("zone zone x=0 y=0 width=800 height=400\n"
                "  server one x=32 y=64 width=280 height=200\n"
                "    web-server nginx x=16 y=44\n"
                "    firewall wall x=16 y=120\n"
                "  database db x=560 y=108\n"
                "client visitor x=400 y=600\n"
                "nginx -> db query label=reads\n");
  g_autoptr (LpScene) scene = make_scene (design);
  LpElement *link = lp_scene_get_link (scene, 0);
  LpRect label;
  LpPick pick;

  check_pick (scene, 100, 130, LP_PART_BOX, "nginx");
  check_pick (scene, 60, 200, LP_PART_BOX, "wall");
  check_pick (scene, 300, 250, LP_PART_BOX, "one");
  check_pick (scene, 60, 80, LP_PART_HEADER, "one");
  check_pick (scene, 400, 10, LP_PART_HEADER, "zone");
  check_pick (scene, 799, 300, LP_PART_BORDER, "zone");
  check_pick (scene, 500, 350, LP_PART_NONE, "nothing");
  check_pick (scene, 420, 610, LP_PART_BOX, "visitor");
  check_pick (scene, 2000, 2000, LP_PART_NONE, "nothing");
  check_pick (scene, 262, 136, LP_PART_LINK, id_of (link));

  g_assert_true (lp_scene_get_label_rect (scene, link, &label));
  lp_scene_pick (scene, label.x + label.width / 2, label.y + label.height / 2, 4, &pick);
  g_assert_cmpint (pick.part, ==, LP_PART_LABEL);
  g_assert_true (pick.element == link);
}

static void
test_bends_set_by_hand_are_picked (void)
{
  g_autoptr (LpDesign) design = sketch_new ("web-server nginx x=0 y=0\n"
                                            "database db x=400 y=400\n"
                                            "nginx -> db query\n");
  g_autoptr (LpScene) scene = make_scene (design);
  LpElement *link = lp_scene_get_link (scene, 0);
  LpPick pick;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LpElement) bend = lp_element_new (LP_KIND_BEND);

      lp_element_set_number (bend, LP_ATTRIBUTE_X, 296 + 40 * i);
      lp_element_set_number (bend, LP_ATTRIBUTE_Y, 200);
      lp_design_add (design, bend, link, NULL);
    }
  lp_scene_update (scene, NULL);
  lp_scene_pick (scene, 337, 201, 4, &pick);
  g_assert_cmpint (pick.part, ==, LP_PART_BEND);
  g_assert_cmpuint (pick.number, ==, 1);
}

static void
test_badges_are_picked (void)
{
  g_autoptr (LpDesign) design = sketch_new ("database db x=100 y=100\n");
  g_autoptr (LpScene) scene = make_scene (design);
  g_autoptr (GHashTable) marks = lp_marks_new ();
  LpRect dirty;

  check_pick (scene, 262, 96, LP_PART_NONE, "nothing");
  lp_marks_get (marks, "db")->pins = LP_PIN_WRITE;
  lp_scene_set_marks (scene, marks);
  g_assert_true (lp_scene_update (scene, &dirty));
  g_assert_true (lp_rect_contains (&dirty, 262, 86));
  check_pick (scene, 262, 96, LP_PART_MARK, "db");
  lp_scene_set_marks (scene, NULL);
  g_assert_true (lp_scene_update (scene, &dirty));
  check_pick (scene, 262, 96, LP_PART_NONE, "nothing");
}

/* An illegal link is drawn, and says so at the corner of its label. */
static void
test_dots_of_links_are_picked (void)
{
  g_autoptr (LpDesign) design = sketch_new ("client c x=0 y=0\n"
                                            "database db x=400 y=0\n"
                                            "c -> db query id=l port=3306\n");
  g_autoptr (LpScene) scene = make_scene (design);
  g_autoptr (GHashTable) marks = lp_marks_new ();
  LpRect label, dirty;
  LpPoint at;

  g_assert_true (lp_scene_get_label_rect (scene, lp_design_find (design, "l"), &label));
  at = (LpPoint) { label.x + label.width + 4, label.y - 4 };
  check_pick (scene, at.x, at.y, LP_PART_NONE, "nothing");
  lp_marks_get (marks, "l")->level = LP_MARK_ERROR;
  lp_scene_set_marks (scene, marks);
  g_assert_true (lp_scene_update (scene, &dirty));
  g_assert_true (lp_rect_contains (&dirty, at.x, at.y));
  check_pick (scene, at.x, at.y, LP_PART_MARK, "l");
}

static void
check_container (LpScene    *scene,
                 double      x,
                 double      y,
                 LpKind      kind,
                 GHashTable *except,
                 const char *id)
{
  LpElement *container = lp_scene_pick_container (scene, x, y, kind, except);

  if (lp_element_get_kind (container) == LP_KIND_DESIGN)
    g_assert_cmpstr (id, ==, "design");
  else
    g_assert_cmpstr (id_of (container), ==, id);
}

static void
test_the_innermost_container_that_may_hold_it_is_found (void)
{
  g_autoptr (LpDesign) design = sketch_new ("zone zone x=0 y=0 width=800 height=400\n"
                                            "  server one x=32 y=64 width=280 height=200\n"
                                            "    web-server nginx x=16 y=44\n");
  g_autoptr (LpScene) scene = make_scene (design);
  g_autoptr (GHashTable) except = g_hash_table_new (NULL, NULL);

  check_container (scene, 100, 130, LP_KIND_DATABASE, NULL, "one");
  check_container (scene, 100, 130, LP_KIND_SERVER, NULL, "zone");
  check_container (scene, 900, 130, LP_KIND_SERVER, NULL, "design");
  g_hash_table_add (except, lp_design_find (design, "one"));
  check_container (scene, 100, 130, LP_KIND_DATABASE, except, "zone");
  g_hash_table_add (except, lp_design_find (design, "zone"));
  check_container (scene, 100, 130, LP_KIND_DATABASE, except, "design");
}

static gboolean
is_in (const LpRect *outer,
       const LpRect *inner)
{
  return inner->x >= outer->x && inner->y >= outer->y &&
         inner->x + inner->width <= outer->x + outer->width &&
         inner->y + inner->height <= outer->y + outer->height;
}

/* Against looking at all of them. */
static void
test_rubber_band_finds_what_is_in_it (void)
{
  GRand *rand = g_rand_new_with_seed (9);
  g_autoptr (LpDesign) design = doodle_new (rand, 150);
  g_autoptr (LpScene) scene = make_scene (design);

  for (guint i = 0; i < 200; i++)
    {
      const LpRect band = {
        g_rand_int_range (rand, -100, 1500), g_rand_int_range (rand, -100, 1200),
        g_rand_int_range (rand, 1, i % 2 ? 900 : 60), g_rand_int_range (rand, 1, 900),
      };
      const gboolean touching = g_rand_boolean (rand);
      g_autoptr (GPtrArray) found = g_ptr_array_new ();
      gboolean is_free = TRUE;
      guint n_found = 0;

      lp_scene_find_in (scene, &band, touching, found);
      for (guint j = 0; j < lp_scene_get_n_boxes (scene); j++)
        {
          LpElement *box = lp_scene_get_box (scene, j);
          gboolean whole = touching && !lp_kind_is_container (lp_element_get_kind (box));
          LpRect rect;

          lp_scene_get_rect (scene, box, &rect);
          is_free &= !lp_rect_intersects (&band, &rect);
          if (whole ? !lp_rect_intersects (&band, &rect) : !is_in (&band, &rect))
            continue;
          g_assert_cmpuint (n_found, <, found->len);
          g_assert_true (g_ptr_array_index (found, n_found) == box);
          n_found++;
        }
      for (; n_found < found->len; n_found++)
        {
          LpElement *link = g_ptr_array_index (found, n_found);

          g_assert_cmpint (lp_element_get_kind (link), ==, LP_KIND_LINK);
        }
      g_assert_true (lp_scene_is_free (scene, &band) == is_free);
    }
  g_rand_free (rand);
}

static void
add_golden_tests (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "scenes", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_files = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".linchpin"))
      {
        g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".linchpin"));
        g_autofree char *test = g_strconcat ("/scene/", stem, NULL);

        g_test_add_data_func_full (test, g_build_filename (folder, stem, NULL),
                                   test_scene_is_as_expected, g_free);
        n_files++;
      }
  g_assert_cmpuint (n_files, >, 0);
}

static void
set_true_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
route_all (LpScene  *scene,
           gboolean *is_ready)
{
  do
    {
      while (lp_scene_is_routing (scene) && !*is_ready)
        g_main_context_iteration (NULL, TRUE);
      *is_ready = FALSE;
      lp_scene_update (scene, NULL);
    }
  while (lp_scene_is_routing (scene));
}

/* Links that another thread routes end where they would have been at once, whatever is edited
 * meanwhile. */
static void
test_patience_changes_nothing_in_the_end (void)
{
  for (guint32 seed = 1; seed <= 40; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (LpDesign) design = doodle_new (rand, g_rand_int_range (rand, 5, 25));
      g_autoptr (LpScene) patient = lp_scene_new (design);
      g_autoptr (LpScene) scene = make_scene (design);
      g_autofree char *found = NULL;
      g_autofree char *wanted = describe (scene);
      gboolean is_ready = FALSE;

      g_test_message ("seed %u", seed);
      lp_scene_set_patience (patient, 3, set_true_cb, &is_ready);
      lp_scene_update (patient, NULL);
      g_assert_true (lp_scene_is_routing (patient) == (lp_scene_get_n_links (scene) > 3));
      route_all (patient, &is_ready);
      found = describe (patient);
      g_assert_cmpstr (found, ==, wanted);

      for (guint i = 0; i < 20; i++)
        {
          g_autofree char *found_then = NULL;
          g_autofree char *wanted_then = NULL;

          doodle_edit (rand, design);
          lp_scene_update (patient, NULL);
          lp_scene_update (scene, NULL);
          if (i % 4 > 0)
            continue;
          route_all (patient, &is_ready);
          found_then = describe (patient);
          wanted_then = describe (scene);
          g_assert_cmpstr (found_then, ==, wanted_then);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_golden_tests ();
  g_test_add_func ("/scene/edits", test_edits_lead_where_a_new_scene_starts);
  g_test_add_func ("/scene/model", test_boxes_are_where_the_model_says);
  g_test_add_func ("/scene/unchanged", test_nothing_changed_is_nothing_dirty);
  g_test_add_func ("/scene/patience", test_patience_changes_nothing_in_the_end);
  g_test_add_func ("/scene/pick", test_what_is_on_top_is_picked);
  g_test_add_func ("/scene/pick-bend", test_bends_set_by_hand_are_picked);
  g_test_add_func ("/scene/pick-mark", test_badges_are_picked);
  g_test_add_func ("/scene/pick-dot-of-link", test_dots_of_links_are_picked);
  g_test_add_func ("/scene/pick-container", test_the_innermost_container_that_may_hold_it_is_found);
  g_test_add_func ("/scene/find-in", test_rubber_band_finds_what_is_in_it);

  return g_test_run ();
}
