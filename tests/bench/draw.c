/* SPDX-License-Identifier: MIT */

/* Processor times of the drawing beside those of bare cairo: as many round rectangles, lines and
 * cached texts, without anything that finds out what to paint. Both in turn, medians.
 * Arguments: the sizes, in components. */

#include "config.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <time.h>

#include "draw/output/export.h"
#include "draw/paint/paint.h"
#include "generate.h"

#define WIDTH 1600
#define HEIGHT 1000
#define PNG_WIDTH 4000
#define N_FRAMES 41
#define N_EXPORTS 3

typedef struct
{
  LpDesign        *design;
  LpScene         *scene;
  LpRect           bounds;
  GArray          *rects;       /* Of the boxes. */
  PangoLayout     *texts[4];
  cairo_surface_t *screen;
} Bench;

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

/* Of the processor: other programs do not count. */
static double
get_time (void)
{
  return clock () * 1000.0 / CLOCKS_PER_SEC;
}

static double
get_share (double *times,
           guint   n,
           double  share)
{
  qsort (times, n, sizeof *times, compare_doubles);

  return times[MIN ((guint) (n * share), n - 1)];
}

static void
bench_init (Bench *bench,
            guint  size)
{
  static const char *const texts[] = { "HAProxy", "round robin", "10.0.0.1", "HTTP 80" };

  bench->design = generate_design (size, 1);
  bench->scene = lp_scene_new (bench->design);
  bench->rects = g_array_new (FALSE, FALSE, sizeof (LpRect));
  bench->screen = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      cairo_t *cr = cairo_create (bench->screen);

      bench->texts[i] = pango_cairo_create_layout (cr);
      pango_layout_set_text (bench->texts[i], texts[i], -1);
      cairo_destroy (cr);
    }
}

static void
bench_clear (Bench *bench)
{
  lp_scene_free (bench->scene);
  g_object_unref (bench->design);
  g_array_unref (bench->rects);
  cairo_surface_destroy (bench->screen);
  for (guint i = 0; i < G_N_ELEMENTS (bench->texts); i++)
    g_object_unref (bench->texts[i]);
}

static void
remember_rects (Bench *bench)
{
  lp_scene_get_bounds (bench->scene, &bench->bounds);
  for (guint i = 0; i < lp_scene_get_n_boxes (bench->scene); i++)
    {
      LpRect rect;

      lp_scene_get_rect (bench->scene, lp_scene_get_box (bench->scene, i), &rect);
      g_array_append_val (bench->rects, rect);
    }
}

static void
round_rect (cairo_t      *cr,
            const LpRect *rect)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, rect->x + rect->width - 10, rect->y + 10, 10, -G_PI_2, 0);
  cairo_arc (cr, rect->x + rect->width - 10, rect->y + rect->height - 10, 10, 0, G_PI_2);
  cairo_arc (cr, rect->x + 10, rect->y + rect->height - 10, 10, G_PI_2, G_PI);
  cairo_arc (cr, rect->x + 10, rect->y + 10, 10, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
paint_bare_box (Bench        *bench,
                cairo_t      *cr,
                const LpRect *rect,
                gboolean      detail)
{
  if (detail)
    round_rect (cr, rect);
  else
    cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.8, 0.8, 0.8);
  cairo_stroke (cr);
  if (!detail)
    return;

  round_rect (cr, &(LpRect) { rect->x + 8, rect->y + 8, 40, 40 });
  cairo_set_source_rgb (cr, 0.85, 0.9, 0.95);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
  for (guint i = 0; i < 2; i++)
    {
      cairo_move_to (cr, rect->x + 58, rect->y + 8 + 20 * i);
      pango_cairo_show_layout (cr, bench->texts[i]);
    }
}

/* Lines: from each box to the next but two, which is about as many and as long. */
static void
paint_bare (Bench    *bench,
            cairo_t  *cr,
            double    scale)
{
  const gboolean detail = scale > 0.35;
  double left, top, right, bottom;
  LpRect clip;

  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  clip = (LpRect) { left, top, right - left, bottom - top };
  cairo_set_line_width (cr, detail ? 1 : 1 / scale);

  for (guint i = 0; i < bench->rects->len; i++)
    {
      const LpRect *rect = &g_array_index (bench->rects, LpRect, i);

      if (lp_rect_intersects (rect, &clip))
        paint_bare_box (bench, cr, rect, detail);
    }

  cairo_set_source_rgb (cr, 0.1, 0.4, 0.7);
  cairo_set_line_width (cr, detail ? 2 : 1 / scale);
  for (guint i = 0; i + 3 < bench->rects->len; i++)
    {
      const LpRect *a = &g_array_index (bench->rects, LpRect, i);
      const LpRect *b = &g_array_index (bench->rects, LpRect, i + 3);

      if (!lp_rect_intersects (a, &clip))
        continue;
      cairo_move_to (cr, a->x + a->width, a->y + a->height / 2);
      cairo_line_to (cr, b->x, a->y + a->height / 2);
      cairo_line_to (cr, b->x, b->y + b->height / 2);
      cairo_stroke (cr);
      if (detail)
        {
          cairo_move_to (cr, a->x + a->width + 8, a->y + a->height / 2);
          pango_cairo_show_layout (cr, bench->texts[3]);
        }
    }
}

static void
paint_screen (Bench    *bench,
              double    scale,
              double    x,
              double    y,
              gboolean  ours)
{
  const LpPaintOptions options = { .style = lp_style_get (LP_THEME_LIGHT) };
  cairo_t *cr = cairo_create (bench->screen);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -x, -y);
  if (ours)
    lp_paint (bench->scene, cr, &options);
  else
    paint_bare (bench, cr, scale);
  cairo_destroy (cr);
}

static void
report (const char *what,
        double     *ours,
        double     *bare,
        guint       n)
{
  const double median = get_share (ours, n, 0.5), late = get_share (ours, n, 0.95);
  const double other = get_share (bare, n, 0.5);

  g_print ("  %-34s %8.2f ms (p95 %8.2f)   bare cairo %8.2f   ratio %5.2f\n",
           what, median, late, other, median / other);
}

/* A card with links in the middle of the drawing. */
static LpElement *
find_card (Bench *bench)
{
  guint n_links;

  for (guint i = lp_scene_get_n_boxes (bench->scene) / 2; i > 0; i--)
    {
      LpElement *box = lp_scene_get_box (bench->scene, i);

      lp_element_get_links (box, &n_links);
      if (lp_element_get_kind (box) == LP_KIND_WEB_SERVER && n_links > 0)
        return box;
    }
  for (guint i = 0; i < lp_scene_get_n_boxes (bench->scene); i++)
    if (lp_element_get_kind (lp_scene_get_box (bench->scene, i)) == LP_KIND_WEB_SERVER)
      return lp_scene_get_box (bench->scene, i);

  return lp_scene_get_box (bench->scene, 0);
}

static void
bench_drag (Bench *bench)
{
  LpElement *card = lp_element_get_parent (find_card (bench));
  const double start = lp_element_get_number (card, LP_ATTRIBUTE_X);
  double ours[N_FRAMES], bare[N_FRAMES], update[N_FRAMES], none[N_FRAMES];
  LpRect rect;

  lp_scene_get_rect (bench->scene, card, &rect);
  for (guint i = 0; i < N_FRAMES; i++)
    {
      double begin = get_time ();

      lp_element_set_number (card, LP_ATTRIBUTE_X, start + 8 * (1 + i % 2));
      lp_scene_update (bench->scene, NULL);
      update[i] = get_time () - begin;
      paint_screen (bench, 1, rect.x - WIDTH / 2, rect.y - HEIGHT / 2, TRUE);
      ours[i] = get_time () - begin;

      begin = get_time ();
      paint_screen (bench, 1, rect.x - WIDTH / 2, rect.y - HEIGHT / 2, FALSE);
      bare[i] = none[i] = get_time () - begin;
    }
  report ("drag at 100 %, a frame", ours, bare, N_FRAMES);
  report ("  of it the update", update, none, N_FRAMES);
}

static void
bench_drop (Bench *bench)
{
  double ours[N_FRAMES], bare[N_FRAMES];

  for (guint i = 0; i < N_FRAMES; i++)
    {
      LpElement *parent = lp_element_get_parent (find_card (bench));
      g_autoptr (LpElement) box = lp_design_make_element (bench->design, LP_KIND_CACHE, parent);
      LpRect rect;
      double begin = get_time ();

      lp_scene_get_rect (bench->scene, parent, &rect);
      lp_design_add (bench->design, box, parent, NULL);
      lp_scene_update (bench->scene, NULL);
      paint_screen (bench, 1, rect.x - WIDTH / 2, rect.y - HEIGHT / 2, TRUE);
      ours[i] = get_time () - begin;

      begin = get_time ();
      paint_screen (bench, 1, rect.x - WIDTH / 2, rect.y - HEIGHT / 2, FALSE);
      bare[i] = get_time () - begin;
    }
  report ("drop to painted", ours, bare, N_FRAMES);
}

static void
bench_whole (Bench *bench)
{
  const double scale = MIN (WIDTH / bench->bounds.width, HEIGHT / bench->bounds.height);
  double ours[N_FRAMES], bare[N_FRAMES];

  for (guint i = 0; i < N_FRAMES; i++)
    {
      double begin = get_time ();

      paint_screen (bench, scale, bench->bounds.x, bench->bounds.y, TRUE);
      ours[i] = get_time () - begin;
      begin = get_time ();
      paint_screen (bench, scale, bench->bounds.x, bench->bounds.y, FALSE);
      bare[i] = get_time () - begin;
    }
  report ("whole design visible, a frame", ours, bare, N_FRAMES);
}

static cairo_status_t
count_cb (void                *length,
          const unsigned char *data,
          unsigned int         size)
{
  *(gsize *) length += size;

  return CAIRO_STATUS_SUCCESS;
}

static double
export_bare (Bench *bench)
{
  const double begin = get_time ();
  const double scale = PNG_WIDTH / bench->bounds.width;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, PNG_WIDTH,
                                                         ceil (bench->bounds.height * scale));
  cairo_t *cr = cairo_create (surface);
  gsize length = 0;

  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -bench->bounds.x, -bench->bounds.y);
  paint_bare (bench, cr, scale);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, count_cb, &length);
  cairo_surface_destroy (surface);

  return get_time () - begin;
}

static void
bench_export (Bench      *bench,
              const char *name)
{
  const LpExportOptions options = {
    .width = PNG_WIDTH, .border = 24, .legend = TRUE, .title = TRUE,
  };
  double ours[N_EXPORTS], bare[N_EXPORTS];

  for (guint i = 0; i < N_EXPORTS; i++)
    {
      const double begin = get_time ();
      g_autoptr (GError) error = NULL;
      const LpExportFormat *format = lp_export_find_format (name);
      g_autoptr (GBytes) bytes = lp_export_to_bytes (bench->design, NULL, format, &options, NULL,
                                                     &error);

      g_assert_no_error (error);
      ours[i] = get_time () - begin;
      bare[i] = export_bare (bench);
    }
  report (name, ours, bare, N_EXPORTS);
}

static void
bench_size (guint size)
{
  Bench bench = { NULL };
  double begin;

  bench_init (&bench, size);
  begin = get_time ();
  lp_scene_update (bench.scene, NULL);
  g_print ("%u components, %u boxes, %u links: scene made in %.1f ms\n", size,
           lp_scene_get_n_boxes (bench.scene), lp_scene_get_n_links (bench.scene),
           get_time () - begin);
  remember_rects (&bench);

  bench_drag (&bench);
  bench_drop (&bench);
  bench_whole (&bench);
  bench_export (&bench, "4,000 px.png");
  bench_export (&bench, "the same.svg");
  bench_export (&bench, "the same.pdf");
  bench_clear (&bench);
}

int
main (int   argc,
      char *argv[])
{
  if (argc < 2)
    {
      bench_size (20);
      bench_size (1000);
    }
  for (int i = 1; i < argc; i++)
    bench_size (fmax (atoi (argv[i]), 20));

  return EXIT_SUCCESS;
}
