/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/scene/mark.h"
#include "draw/paint/paint.h"

#include "doodle.h"
#include "sketch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 700
#define HEIGHT 500

static cairo_surface_t *
new_surface (void)
{
  return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
}

static LpScene *
make_scene (LpDesign *design)
{
  LpScene *scene = lp_scene_new (design);

  lp_scene_update (scene, NULL);

  return scene;
}

/* The part of the drawing from @x, @y on, as it is in @clip (in pixels). */
static void
paint (cairo_surface_t *surface,
       LpScene         *scene,
       LpPaintOptions   options,
       double           scale,
       double           x,
       double           y,
       const LpRect    *clip)
{
  cairo_t *cr = cairo_create (surface);

  cairo_rectangle (cr, clip->x, clip->y, clip->width, clip->height);
  cairo_clip (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -x, -y);
  if (options.style == NULL)
    options.style = lp_style_get (LP_THEME_LIGHT);
  lp_paint (scene, cr, &options);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

static const LpRect everything = { 0, 0, WIDTH, HEIGHT };

static guint32
pixel_at (cairo_surface_t *surface,
          int              x,
          int              y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) +
                      y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) row)[x];
}

/* cairo counts an edge in fifteenths of a pixel, and where a clip cuts it, in 256ths; and it mixes
 * letters that touch in two ways, with what is in the clip. What is really forgotten differs by
 * more. */
#define A_LITTLE 40

static gboolean
is_same_pixel (guint32 a,
               guint32 b)
{
  for (guint shift = 0; shift < 32; shift += 8)
    if (abs ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)) > A_LITTLE)
      return FALSE;

  return TRUE;
}

/* The smallest rectangle (of pixels) around all that differs; no width where nothing does. */
static LpRect
find_difference (cairo_surface_t *a,
                 cairo_surface_t *b)
{
  LpRect difference = { 0 };

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      if (!is_same_pixel (pixel_at (a, x, y), pixel_at (b, x, y)))
        {
          const LpRect pixel = { x, y, 1, 1 };

          difference = lp_rect_union (&difference, &pixel);
        }

  return difference;
}

static double
measure_ink (cairo_surface_t *surface,
             const LpRect    *area)
{
  double ink = 0;

  for (int y = area->y; y < area->y + area->height; y++)
    for (int x = area->x; x < area->x + area->width; x++)
      ink += 255 - (pixel_at (surface, x, y) >> 8 & 0xff);

  return ink;
}

static void
assert_holds (const LpRect *outer,
              const LpRect *inner)
{
  g_assert_cmpfloat (inner->x, >=, outer->x - 1);
  g_assert_cmpfloat (inner->y, >=, outer->y - 1);
  g_assert_cmpfloat (inner->x + inner->width, <=, outer->x + outer->width + 1);
  g_assert_cmpfloat (inner->y + inner->height, <=, outer->y + outer->height + 1);
}

static void
add_random_mark (GRand      *rand,
                 GHashTable *marks,
                 LpElement  *element)
{
  if (g_rand_boolean (rand))
    *lp_marks_get (marks, lp_element_get_id (element)) = (LpMark) {
      .pins = g_rand_int_range (rand, 0, 4), .parts = g_rand_int_range (rand, 0, 4),
      .level = g_rand_int_range (rand, 0, 4), .n_findings = g_rand_int_range (rand, 0, 120),
      .state = g_rand_int_range (rand, 0, 4), .closed = g_rand_boolean (rand),
    };
}

static void
add_random_marks (GRand      *rand,
                  LpScene    *scene,
                  GHashTable *marks)
{
  for (guint i = 0; i < lp_scene_get_n_boxes (scene); i++)
    add_random_mark (rand, marks, lp_scene_get_box (scene, i));
  for (guint i = 0; i < lp_scene_get_n_links (scene); i++)
    add_random_mark (rand, marks, lp_scene_get_link (scene, i));
}

/* A canvas repaints no more than what the scene calls dirty. */
static void
test_edits_change_only_what_is_dirty (void)
{
  for (guint32 seed = 1; seed <= 12; seed++)
    {
      GRand *rand = g_rand_new_with_seed (seed);
      g_autoptr (LpDesign) design = doodle_new (rand, g_rand_int_range (rand, 2, 25));
      g_autoptr (LpScene) scene = make_scene (design);
      cairo_surface_t *before = new_surface ();
      cairo_surface_t *after = new_surface ();
      const LpPaintOptions options = { .marks = TRUE, .findings = TRUE };

      g_test_message ("seed %u", seed);
      paint (before, scene, options, 0.5, 0, 0, &everything);
      for (guint i = 0; i < 12; i++)
        {
          g_autoptr (GHashTable) marks = lp_marks_new ();
          LpRect dirty = { 0 };
          LpRect difference;

          for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
            doodle_edit (rand, design);
          add_random_marks (rand, scene, marks);
          lp_scene_set_marks (scene, marks);
          lp_scene_update (scene, &dirty);
          paint (after, scene, options, 0.5, 0, 0, &everything);
          difference = find_difference (before, after);
          dirty = (LpRect) { dirty.x / 2, dirty.y / 2, dirty.width / 2, dirty.height / 2 };
          if (difference.width > 0)
            assert_holds (&dirty, &difference);

          cairo_surface_destroy (before);
          before = after;
          after = new_surface ();
        }
      cairo_surface_destroy (before);
      cairo_surface_destroy (after);
      g_rand_free (rand);
    }
}

/* What meets the clip is painted, all of it. */
static void
test_tiles_make_the_whole (void)
{
  static const double scales[] = { 0.15, 0.5, 1, 2 };
  GRand *rand = g_rand_new_with_seed (3);
  g_autoptr (LpDesign) design = doodle_new (rand, 60);
  g_autoptr (LpScene) scene = make_scene (design);
  g_autoptr (GHashTable) marks = lp_marks_new ();
  const LpPaintOptions options = { .marks = TRUE, .findings = TRUE };

  add_random_marks (rand, scene, marks);
  lp_scene_set_marks (scene, marks);
  lp_scene_update (scene, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      cairo_surface_t *whole = new_surface ();
      cairo_surface_t *tiled = new_surface ();
      LpRect difference;

      paint (whole, scene, options, scales[i], 100, 60, &everything);
      for (int y = 0; y < HEIGHT; y += 125)
        for (int x = 0; x < WIDTH; x += 175)
          {
            const LpRect tile = { x, y, 175, 125 };

            paint (tiled, scene, options, scales[i], 100, 60, &tile);
          }
      difference = find_difference (whole, tiled);
      g_assert_cmpfloat (difference.width, ==, 0);
      cairo_surface_destroy (whole);
      cairo_surface_destroy (tiled);
    }
  g_rand_free (rand);
}

/* Marks cover only what their rectangle says, and that ends above the name and the ports. */
static void
test_badges_cover_neither_name_nor_port (void)
{
  g_autoptr (LpDesign) design =
    sketch_new ("database db name=MySQL x=100 y=100 quorum=majority\n"
                "  listen l port=3306\n"
                "server one x=100 y=220 address=8.8.8.8\n"
                "  firewall wall x=16 y=60\n");
  g_autoptr (LpScene) scene = make_scene (design);
  static const char *const ids[] = { "db", "one", "wall" };
  const LpPaintOptions options = { .marks = TRUE, .findings = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      cairo_surface_t *without = new_surface ();
      cairo_surface_t *with = new_surface ();
      LpElement *element = lp_design_find (design, ids[i]);
      g_autoptr (GHashTable) marks = lp_marks_new ();
      LpMark *mark = lp_marks_get (marks, ids[i]);
      LpRect box, badges, difference;

      paint (without, scene, options, 1, 0, 0, &everything);
      *mark = (LpMark) { .pins = 2, .parts = 1, .level = LP_MARK_ERROR, .n_findings = 12 };
      lp_scene_set_marks (scene, marks);
      lp_scene_update (scene, NULL);
      paint (with, scene, options, 1, 0, 0, &everything);
      lp_scene_set_marks (scene, NULL);

      lp_scene_get_rect (scene, element, &box);
      g_assert_true (lp_mark_get_rect (mark, &box, i == 2, TRUE, &badges));
      difference = find_difference (without, with);
      badges = lp_rect_grow (&badges, 2);
      assert_holds (&badges, &difference);
      g_assert_cmpfloat (difference.y + difference.height, <=, box.y + 10);
      cairo_surface_destroy (without);
      cairo_surface_destroy (with);
    }
}

/* A partial single point of failure differs in shape, too: painted grey on grey it still does. */
static void
test_a_partial_pin_is_hollow (void)
{
  g_autoptr (LpDesign) design = sketch_new ("database db x=100 y=100\n");
  g_autoptr (LpScene) scene = make_scene (design);
  const LpPaintOptions options = { .marks = TRUE };
  double ink[2];

  for (guint part = 0; part < 2; part++)
    {
      g_autoptr (GHashTable) marks = lp_marks_new ();
      LpMark *mark = lp_marks_get (marks, "db");
      cairo_surface_t *surface = new_surface ();
      LpRect box, badge;

      *mark = part ? (LpMark) { .parts = LP_PIN_READ } : (LpMark) { .pins = LP_PIN_READ };
      lp_scene_set_marks (scene, marks);
      lp_scene_update (scene, NULL);
      paint (surface, scene, options, 1, 0, 0, &everything);
      lp_scene_get_rect (scene, lp_design_find (design, "db"), &box);
      g_assert_true (lp_mark_get_rect (mark, &box, FALSE, TRUE, &badge));
      ink[part] = measure_ink (surface, &badge) / (badge.width * badge.height);
      cairo_surface_destroy (surface);
    }
  g_assert_cmpfloat (ink[1], <, 0.8 * ink[0]);
}

/* Of a closed link a piece is missing, before its target if there is room, and marks show that. */
static void
test_a_closed_link_is_broken (void)
{
  static const char *const sketches[] = {
    "web-server a x=20 y=40\n" "app-server b x=400 y=40\n" "a -> b request id=l\n",
    "web-server a x=20 y=40\n" "app-server b x=20 y=150\n" "a -> b request id=l\n",
    "web-server a x=20 y=40\n" "app-server b x=400 y=240\n" "a -> b request id=l\n",
    "app-server a x=20 y=40\n" "database b x=400 y=40\n" "a -> b query id=l\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sketches); i++)
    {
      g_autoptr (LpDesign) design = sketch_new (sketches[i]);
      g_autoptr (LpScene) scene = make_scene (design);
      g_autoptr (GHashTable) marks = lp_marks_new ();
      cairo_surface_t *whole = new_surface (), *broken = new_surface (), *plain = new_surface ();
      LpRect difference, bounds, label;

      paint (whole, scene, (LpPaintOptions) { .marks = TRUE }, 1, 0, 0, &everything);
      lp_marks_get (marks, "l")->closed = TRUE;
      lp_scene_set_marks (scene, marks);
      lp_scene_update (scene, NULL);
      paint (broken, scene, (LpPaintOptions) { .marks = TRUE }, 1, 0, 0, &everything);
      paint (plain, scene, (LpPaintOptions) { .marks = FALSE }, 1, 0, 0, &everything);

      difference = find_difference (whole, broken);
      g_assert_cmpfloat (difference.width, >, 4);
      g_assert_cmpfloat (difference.height, >, 4);
      g_assert_true (lp_scene_get_link_bounds (scene, lp_design_find (design, "l"), &bounds));
      assert_holds (&bounds, &difference);
      g_assert_true (lp_scene_get_label_rect (scene, lp_design_find (design, "l"), &label));
      label = lp_rect_grow (&label, -2);
      g_assert_false (lp_rect_intersects (&label, &difference));
      g_assert_cmpfloat (find_difference (whole, plain).width, ==, 0);
      cairo_surface_destroy (whole);
      cairo_surface_destroy (broken);
      cairo_surface_destroy (plain);
    }
}

/* The right end of a card looks the same whatever stands at its left. */
static void
test_a_long_name_leaves_the_ports_alone (void)
{
  g_autoptr (LpDesign) design = sketch_new ("web-server web x=100 y=100 name=w width=184\n"
                                            "  listen l port=65535 protocol=https\n");
  g_autoptr (LpScene) scene = make_scene (design);
  cairo_surface_t *short_name = new_surface ();
  cairo_surface_t *long_name = new_surface ();
  const LpPaintOptions options = { NULL };
  LpRect difference;

  paint (short_name, scene, options, 1, 0, 0, &everything);
  lp_element_set_text (lp_design_find (design, "web"), LP_ATTRIBUTE_NAME,
                       "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW");
  lp_scene_update (scene, NULL);
  paint (long_name, scene, options, 1, 0, 0, &everything);
  difference = find_difference (short_name, long_name);
  g_assert_cmpfloat (difference.width, >, 0);
  g_assert_cmpfloat (difference.x, >=, 100 + 56);
  g_assert_cmpfloat (difference.x + difference.width, <=, 100 + 184 - 8 - 55);
  cairo_surface_destroy (short_name);
  cairo_surface_destroy (long_name);
}

static void
test_what_is_not_highlighted_is_paler (void)
{
  g_autoptr (LpDesign) design = sketch_new ("web-server bright x=40 y=40\n"
                                            "web-server dim x=340 y=40\n");
  g_autoptr (LpScene) scene = make_scene (design);
  g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);
  cairo_surface_t *plain = new_surface ();
  cairo_surface_t *shown = new_surface ();
  const LpPaintOptions options = { NULL };
  const LpRect left = { 20, 20, 240, 100 }, right = { 320, 20, 240, 100 };

  paint (plain, scene, options, 1, 0, 0, &everything);
  g_hash_table_add (set, lp_design_find (design, "bright"));
  paint (shown, scene, (LpPaintOptions) { .highlight = set }, 1, 0, 0, &everything);
  g_assert_cmpfloat (measure_ink (shown, &left), ==, measure_ink (plain, &left));
  g_assert_cmpfloat (measure_ink (shown, &right), <, measure_ink (plain, &right) / 2);
  g_assert_cmpfloat (measure_ink (shown, &right), >, 0);
  cairo_surface_destroy (plain);
  cairo_surface_destroy (shown);
}

static void
test_only_the_wanted_is_painted (void)
{
  g_autoptr (LpDesign) design = sketch_new ("server one x=40 y=40\n"
                                            "  web-server web x=16 y=44\n"
                                            "database db x=440 y=84\n"
                                            "web -> db query\n");
  g_autoptr (LpScene) scene = make_scene (design);
  g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);
  cairo_surface_t *surface = new_surface ();
  const LpRect left = { 20, 20, 280, 300 };
  const LpRect gap = { 330, 80, 60, 60 };
  const LpRect right = { 430, 60, 220, 100 };
  const LpPaintOptions options = { .only = set };

  g_hash_table_add (set, lp_design_find (design, "one"));
  paint (surface, scene, options, 1, 0, 0, &everything);
  g_assert_cmpfloat (measure_ink (surface, &left), >, 0);
  g_assert_cmpfloat (measure_ink (surface, &gap), ==, 0);
  g_assert_cmpfloat (measure_ink (surface, &right), ==, 0);

  g_hash_table_add (set, lp_design_find (design, "db"));
  paint (surface, scene, options, 1, 0, 0, &everything);
  g_assert_cmpfloat (measure_ink (surface, &gap), >, 0);
  g_assert_cmpfloat (measure_ink (surface, &right), >, 0);
  cairo_surface_destroy (surface);
}

/* Down is a pattern, not a colour alone: some of the card has ink that had none. */
static void
test_what_is_down_is_hatched (void)
{
  g_autoptr (LpDesign) design = sketch_new ("web-server web x=40 y=40 width=400\n");
  g_autoptr (LpScene) scene = make_scene (design);
  g_autoptr (GHashTable) marks = lp_marks_new ();
  cairo_surface_t *surface = new_surface ();
  const LpRect empty = { 300, 50, 120, 36 };

  paint (surface, scene, (LpPaintOptions) { .marks = TRUE }, 1, 0, 0, &everything);
  g_assert_cmpfloat (measure_ink (surface, &empty), ==, 0);
  lp_marks_get (marks, "web")->state = LP_MARK_DOWN;
  lp_scene_set_marks (scene, marks);
  lp_scene_update (scene, NULL);
  paint (surface, scene, (LpPaintOptions) { .marks = TRUE }, 1, 0, 0, &everything);
  g_assert_cmpfloat (measure_ink (surface, &empty), >, 0);
  paint (surface, scene, (LpPaintOptions) { .marks = FALSE }, 1, 0, 0, &everything);
  g_assert_cmpfloat (measure_ink (surface, &empty), ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_an_element_alone_looks_as_in_the_drawing (void)
{
  g_autoptr (LpDesign) design = sketch_new ("server one x=0 y=0 address=8.8.8.8\n"
                                            "  web-server web x=16 y=44\n"
                                            "    listen l port=80\n"
                                            "  firewall wall x=16 y=116\n");
  g_autoptr (LpScene) scene = make_scene (design);
  cairo_surface_t *drawing = new_surface ();
  cairo_surface_t *alone = new_surface ();
  const LpPaintOptions options = { .style = lp_style_get (LP_THEME_LIGHT) };
  cairo_t *cr = cairo_create (alone);
  LpRect difference;

  paint (drawing, scene, options, 1, 0, 0, &everything);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  lp_paint_element (lp_design_find (design, "one"), cr, &options);
  cairo_destroy (cr);
  difference = find_difference (drawing, alone);
  g_assert_cmpfloat (difference.width, ==, 0);
  cairo_surface_destroy (drawing);
  cairo_surface_destroy (alone);
}

/* Every kind in every theme at every distance: nothing of it may warn. */
static void
test_everything_can_be_painted (void)
{
  GRand *rand = g_rand_new_with_seed (8);
  g_autoptr (LpDesign) design = doodle_new (rand, 120);
  g_autoptr (LpScene) scene = make_scene (design);
  g_autoptr (GHashTable) marks = lp_marks_new ();
  cairo_surface_t *surface = new_surface ();

  add_random_marks (rand, scene, marks);
  lp_scene_set_marks (scene, marks);
  lp_scene_update (scene, NULL);
  for (LpTheme theme = 0; theme < LP_N_THEMES; theme++)
    for (double scale = 0.01; scale < 8; scale *= 1.7)
      {
        const LpPaintOptions options = { .style = lp_style_get (theme), .marks = TRUE };

        paint (surface, scene, options, scale, 0, 0, &everything);
      }
  cairo_surface_destroy (surface);
  g_rand_free (rand);
}

static void
paint_dirty (cairo_surface_t *surface,
             LpScene         *scene,
             LpPaintOptions   options,
             double           scale)
{
  guint n_rects;
  const LpRect *rects = lp_scene_get_dirty (scene, &n_rects);

  for (guint i = 0; i < n_rects; i++)
    {
      const double left = floor (rects[i].x * scale), top = floor (rects[i].y * scale);
      const LpRect patch = {
        left, top, ceil ((rects[i].x + rects[i].width) * scale) - left,
        ceil ((rects[i].y + rects[i].height) * scale) - top,
      };
      const LpRect around = lp_rect_grow (&patch, LP_PAINT_OVERHANG + 1);

      paint (surface, scene, options, scale, 0, 0, &around);
    }
}

/* A window paints again what the scene says has changed, and keeps the rest. */
static void
test_what_is_not_dirty_looks_as_before (void)
{
  static const double scales[] = { 0.15, 0.5, 1 };

  for (guint32 seed = 1; seed <= 12; seed++)
    {
      GRand *rand = g_rand_new_with_seed (seed);
      g_autoptr (LpDesign) design = doodle_new (rand, 30);
      g_autoptr (LpScene) scene = make_scene (design);
      const LpPaintOptions options = { .marks = TRUE, .findings = TRUE };
      const double scale = scales[seed % G_N_ELEMENTS (scales)];
      cairo_surface_t *kept = new_surface (), *fresh = new_surface ();

      g_test_message ("seed %u", seed);
      paint (kept, scene, options, scale, 0, 0, &everything);
      for (guint i = 0; i < 20; i++)
        {
          g_autoptr (GHashTable) marks = lp_marks_new ();
          LpRect difference;

          doodle_edit (rand, design);
          add_random_marks (rand, scene, marks);
          if (i % 4 == 0)
            lp_scene_set_marks (scene, marks);
          if (lp_scene_update (scene, NULL))
            paint_dirty (kept, scene, options, scale);
          paint (fresh, scene, options, scale, 0, 0, &everything);
          difference = find_difference (kept, fresh);
          g_assert_cmpfloat (difference.width * difference.height, ==, 0);
        }
      cairo_surface_destroy (kept);
      cairo_surface_destroy (fresh);
      g_rand_free (rand);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paint/dirty", test_edits_change_only_what_is_dirty);
  g_test_add_func ("/paint/kept", test_what_is_not_dirty_looks_as_before);
  g_test_add_func ("/paint/tiles", test_tiles_make_the_whole);
  g_test_add_func ("/paint/badges", test_badges_cover_neither_name_nor_port);
  g_test_add_func ("/paint/partial", test_a_partial_pin_is_hollow);
  g_test_add_func ("/paint/closed", test_a_closed_link_is_broken);
  g_test_add_func ("/paint/long-name", test_a_long_name_leaves_the_ports_alone);
  g_test_add_func ("/paint/highlight", test_what_is_not_highlighted_is_paler);
  g_test_add_func ("/paint/only", test_only_the_wanted_is_painted);
  g_test_add_func ("/paint/down", test_what_is_down_is_hatched);
  g_test_add_func ("/paint/element", test_an_element_alone_looks_as_in_the_drawing);
  g_test_add_func ("/paint/everything", test_everything_can_be_painted);

  return g_test_run ();
}
