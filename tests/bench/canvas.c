/* SPDX-License-Identifier: MIT */

/* What a frame of the canvas costs the main thread, beside bare cairo that paints the same visible
 * boxes, lines and texts in the same run; the distance of frames beside an empty window; and the
 * memory above one. Each size runs in a process of its own, with either renderer.
 * Arguments: the sizes, in components; 100000 takes minutes and is measured only when asked for. */

#include "config.h"

#include <adwaita.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "generate.h"
#include "window/canvas-private.h"

#define WIDTH 1280
#define HEIGHT 800
#define N_FRAMES 40
#define N_DROPS 7
#define FEW_FRAMES 5            /* Of what takes long. */
#define LONG 200.0              /* Milliseconds. */

typedef struct
{
  LpCanvas      *canvas;
  GtkWindow     *window;
  LpDesign      *design;
  LpElement     *card;
  GskRenderNode *node;          /* Of the last frame, as GTK keeps it. */
  PangoLayout   *texts[2];
  GArray        *times;         /* double: milliseconds. */
  GArray        *bare_times;
  gint64         last_tick;
  double         x;
} Bench;

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static double
get_share (GArray *times,
           double  share)
{
  g_array_sort (times, compare_doubles);

  return times->len > 0
         ? g_array_index (times, double, MIN ((guint) (times->len * share), times->len - 1)) : 0;
}

/* Of this thread: neither other programs nor the linter count. */
static double
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static double
get_memory (void)
{
  g_autofree char *text = NULL;
  guint64 size = 0, resident = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &size, &resident);

  return resident * (double) sysconf (_SC_PAGESIZE) / (1 << 20);
}

static void
wait_for (double milliseconds)
{
  const gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

/* One frame: what GTK asks of the canvas. */
static void
paint_frame (Bench *bench)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  GTK_WIDGET_GET_CLASS (bench->canvas)->snapshot (GTK_WIDGET (bench->canvas), snapshot);
  g_clear_pointer (&bench->node, gsk_render_node_unref);
  bench->node = gtk_snapshot_free_to_node (snapshot);
}

static void
paint_bare_box (Bench        *bench,
                cairo_t      *cr,
                const LpRect *rect,
                gboolean      detail)
{
  const double radius = detail ? 10 : 0;

  cairo_new_sub_path (cr);
  cairo_arc (cr, rect->x + rect->width - radius, rect->y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, rect->x + rect->width - radius, rect->y + rect->height - radius, radius,
             0, G_PI_2);
  cairo_arc (cr, rect->x + radius, rect->y + rect->height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, rect->x + radius, rect->y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.8, 0.8, 0.8);
  cairo_stroke (cr);

  for (guint i = 0; detail && i < G_N_ELEMENTS (bench->texts); i++)
    {
      cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
      cairo_move_to (cr, rect->x + 58, rect->y + 8 + 20 * i);
      pango_cairo_show_layout (cr, bench->texts[i]);
    }
}

static void
paint_bare_line (Bench         *bench,
                 cairo_t       *cr,
                 const LpRoute *route,
                 gboolean       detail)
{
  cairo_set_source_rgb (cr, 0.1, 0.4, 0.7);
  for (guint i = 0; i < route->n_points; i++)
    cairo_line_to (cr, route->points[i].x, route->points[i].y);
  cairo_stroke (cr);
  if (detail)
    {
      cairo_move_to (cr, route->label.x - 20, route->label.y - 8);
      pango_cairo_show_layout (cr, bench->texts[1]);
    }
}

/* The visible boxes and lines are listed before the clock runs. */
static void
paint_bare (Bench *bench)
{
  LpCanvas *self = bench->canvas;
  const LpPoint corner = lp_canvas_to_drawing (self, 0, 0);
  const LpRect view = { corner.x, corner.y, WIDTH / self->zoom, HEIGHT / self->zoom };
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  const gboolean detail = self->zoom > 0.35;
  double begin;

  lp_scene_find_in (self->scene, &view, TRUE, seen);
  begin = get_time ();
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, self->zoom, self->zoom);
  cairo_translate (cr, -corner.x, -corner.y);
  for (guint i = 0; i < seen->len; i++)
    {
      const gboolean is_link = lp_element_get_kind (seen->pdata[i]) == LP_KIND_LINK;
      LpRect rect;

      cairo_set_line_width (cr, detail ? 1 + is_link : 1 / self->zoom);
      if (is_link)
        paint_bare_line (bench, cr, lp_scene_get_route (self->scene, seen->pdata[i]), detail);
      else if (lp_scene_get_rect (self->scene, seen->pdata[i], &rect))
        paint_bare_box (bench, cr, &rect, detail);
    }
  begin = get_time () - begin;
  g_array_append_val (bench->bare_times, begin);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
report (Bench      *bench,
        const char *what)
{
  const double bare = get_share (bench->bare_times, 0.5);
  const double median = get_share (bench->times, 0.5);

  g_print ("  %-38s p50 %8.2f  p95 %8.2f ms   bare cairo %7.2f   ratio %6.2f\n", what, median,
           get_share (bench->times, 0.95), bare, bare > 0 ? median / bare : 0);
  g_array_set_size (bench->times, 0);
  g_array_set_size (bench->bare_times, 0);
}

/* Frames of something that takes very long are few. */
static gboolean
wants_more (const Bench *bench,
            guint        n)
{
  return bench->times->len < n &&
         (bench->times->len < FEW_FRAMES ||
          g_array_index (bench->times, double, bench->times->len - 1) < LONG);
}

static void
time_frame (Bench *bench,
            double begin)
{
  paint_frame (bench);
  begin = get_time () - begin;
  g_array_append_val (bench->times, begin);
  paint_bare (bench);
}

/* A web server somewhere in the middle, and the pointer on it, in the widget. */
static LpPoint
look_at_card (Bench *bench)
{
  const LpScene *scene = lp_canvas_get_scene (bench->canvas);
  const guint n_boxes = lp_scene_get_n_boxes ((LpScene *) scene);
  LpRect rect;

  for (guint i = 0; i < n_boxes && bench->card == NULL; i++)
    {
      LpElement *box = lp_scene_get_box ((LpScene *) scene, (i + n_boxes * 4 / 5) % n_boxes);

      if (lp_element_get_kind (box) == LP_KIND_WEB_SERVER)
        bench->card = box;
    }
  lp_scene_get_rect ((LpScene *) scene, bench->card, &rect);
  lp_canvas_set_view (bench->canvas, 1, rect.x - WIDTH / 2, rect.y - HEIGHT / 2);

  return (LpPoint) { WIDTH / 2 + 20, HEIGHT / 2 + 20 };
}

static LpPoint
begin_drag (Bench *bench)
{
  const LpPoint at = look_at_card (bench);
  const LpPoint from = lp_canvas_to_drawing (bench->canvas, at.x, at.y);

  lp_canvas_select_one (bench->canvas, bench->card);
  paint_frame (bench);
  lp_canvas_begin_move (bench->canvas, from.x, from.y, NULL, 0);
  lp_canvas_move_gesture (bench->canvas, at.x + 16, at.y, 0);
  paint_frame (bench);

  return at;
}

static void
bench_drag (Bench *bench)
{
  const LpPoint at = begin_drag (bench);

  for (guint i = 0; wants_more (bench, N_FRAMES); i++)
    {
      const double begin = get_time ();

      lp_canvas_move_gesture (bench->canvas, at.x + 16 + 8 * (i % 20), at.y + 8 * (i % 7), 0);
      time_frame (bench, begin);
    }
  lp_canvas_cancel_gesture (bench->canvas);
  report (bench, "drag at 100 %");
}

static void
bench_drop (Bench *bench)
{
  for (guint i = 0; wants_more (bench, N_DROPS); i++)
    {
      const LpPoint at = begin_drag (bench);
      double begin;

      lp_canvas_move_gesture (bench->canvas, at.x + 8 * (2 + i % 3), at.y + 16, 0);
      paint_frame (bench);
      begin = get_time ();
      lp_canvas_end_gesture (bench->canvas, at.x + 8 * (2 + i % 3), at.y + 16);
      time_frame (bench, begin);
    }
  report (bench, "drop to painted, links rerouted");
}

static void
bench_pan (Bench *bench)
{
  look_at_card (bench);
  paint_frame (bench);
  for (guint i = 0; wants_more (bench, N_FRAMES); i++)
    {
      const double begin = get_time ();

      lp_canvas_pan (bench->canvas, i / 20 % 2 ? 33 : -33, i / 10 % 2 ? 21 : -21);
      time_frame (bench, begin);
    }
  report (bench, "pan at 100 %");
}

static void
bench_zoom (Bench *bench)
{
  look_at_card (bench);
  for (guint i = 0; wants_more (bench, N_FRAMES); i++)
    {
      const double begin = get_time ();

      lp_canvas_zoom_at (bench->canvas, bench->canvas->zoom * (i / 10 % 2 ? 1.1 : 1 / 1.1),
                         WIDTH / 2, HEIGHT / 2);
      time_frame (bench, begin);
    }
  report (bench, "zoom between 40 and 100 %");
}

static void
bench_whole (Bench *bench)
{
  LpRect bounds;
  double zoom;

  lp_scene_get_bounds (bench->canvas->scene, &bounds);
  zoom = CLAMP (MIN (WIDTH / bounds.width, HEIGHT / bounds.height), 0.005, 1);
  lp_canvas_set_view (bench->canvas, zoom, bounds.x, bounds.y);
  paint_frame (bench);
  while (wants_more (bench, N_FRAMES / 2))
    {
      const double begin = get_time ();

      lp_canvas_repaint (bench->canvas);
      time_frame (bench, begin);
    }
  report (bench, "whole design visible, all of it painted");

  while (wants_more (bench, N_FRAMES))
    {
      const double begin = get_time ();

      time_frame (bench, begin);
    }
  report (bench, "whole design visible, nothing new");
}

/* The distance of two frames, of which each shows something new. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Bench *bench = user_data;
  const gint64 now = g_get_monotonic_time ();
  const double passed = (now - bench->last_tick) / 1000.0;

  if (bench->last_tick > 0)
    g_array_append_val (bench->times, passed);
  bench->last_tick = now;
  bench->x += 8;
  if (bench->canvas != NULL)
    lp_canvas_move_gesture (bench->canvas, WIDTH / 2 + (int) bench->x % 160, HEIGHT / 2, 0);
  gtk_widget_queue_draw (widget);

  return G_SOURCE_CONTINUE;
}

static void
measure_frames (Bench     *bench,
                GtkWidget *widget)
{
  guint tick;

  wait_for (300);
  tick = gtk_widget_add_tick_callback (widget, tick_cb, bench, NULL);
  wait_for (1200);
  gtk_widget_remove_tick_callback (widget, tick);
}

static GtkWindow *
open_window (GtkWidget *content)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  adw_window_set_content (ADW_WINDOW (window), content);
  gtk_window_set_default_size (window, WIDTH, HEIGHT);
  gtk_window_present (window);
  wait_for (400);

  return window;
}

/* Says what an empty window takes: memory, and the distance of its frames. */
static void
run_empty (void)
{
  Bench bench = { .times = g_array_new (FALSE, FALSE, sizeof (double)) };
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWindow *window = open_window (content);

  measure_frames (&bench, GTK_WIDGET (window));
  g_print ("%g %g %g\n", get_memory (), get_share (bench.times, 0.5),
           get_share (bench.times, 0.95));
  gtk_window_destroy (window);
  g_array_unref (bench.times);
}

static void
bench_init (Bench *bench,
            guint  size)
{
  g_autoptr (LpDocument) document = NULL;
  double begin;

  *bench = (Bench) { .times = g_array_new (FALSE, FALSE, sizeof (double)) };
  bench->bare_times = g_array_new (FALSE, FALSE, sizeof (double));
  bench->design = generate_design (size, 1);
  document = lp_document_new (bench->design, NULL);
  bench->canvas = LP_CANVAS (lp_canvas_new ());
  for (guint i = 0; i < G_N_ELEMENTS (bench->texts); i++)
    bench->texts[i] = gtk_widget_create_pango_layout (GTK_WIDGET (bench->canvas),
                                                      i > 0 ? "round robin" : "HAProxy");
  lp_canvas_set_document (bench->canvas, document);
  begin = get_time ();
  lp_canvas_get_scene (bench->canvas);
  g_print ("  %-38s     %8.2f ms\n", "scene made, all links routed", get_time () - begin);
  bench->window = open_window (GTK_WIDGET (bench->canvas));
}

static void
run_size (guint  size,
          char **empty)
{
  Bench bench;

  bench_init (&bench, size);
  bench_drag (&bench);
  bench_drop (&bench);
  bench_pan (&bench);
  bench_zoom (&bench);
  bench_whole (&bench);

  begin_drag (&bench);
  measure_frames (&bench, GTK_WIDGET (bench.canvas));
  lp_canvas_cancel_gesture (bench.canvas);
  g_print ("  %-38s p50 %8.2f  p95 %8.2f ms   empty window p50 %s p95 %s\n",
           "distance of frames while dragging", get_share (bench.times, 0.5),
           get_share (bench.times, 0.95), empty[1], empty[2]);
  g_print ("  %-38s     %8.1f MiB\n", "resident above an empty window",
           get_memory () - g_ascii_strtod (empty[0], NULL));

  g_clear_pointer (&bench.node, gsk_render_node_unref);
  gtk_window_destroy (bench.window);
  g_object_unref (bench.design);
}

static char *
run_self (const char *program,
          const char *renderer,
          char      **arguments,
          gboolean    wants_output)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (wants_output ? G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                            : G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) command = NULL;
  g_autoptr (GSubprocess) process = NULL;
  char *output = NULL;

  g_strv_builder_add (words, program);
  g_strv_builder_addv (words, (const char **) arguments);
  command = g_strv_builder_end (words);
  g_subprocess_launcher_setenv (launcher, "GSK_RENDERER", renderer, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) command, NULL);
  if (process != NULL)
    g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, NULL);

  return output;
}

static void
run_renderer (const char *program,
              const char *renderer,
              char      **sizes)
{
  char *no_words[] = { (char *) "--empty", NULL };
  g_autofree char *output = run_self (program, renderer, no_words, TRUE);
  g_auto (GStrv) empty = g_strsplit (g_strchomp (output != NULL ? output : g_strdup ("")), " ", 3);

  if (g_strv_length (empty) < 3)
    return;
  for (guint i = 0; sizes[i] != NULL; i++)
    {
      char *words[] = { (char *) "--size", sizes[i], empty[0], empty[1], empty[2], NULL };

      g_print ("%s components, %s renderer\n", sizes[i], renderer);
      g_free (run_self (program, renderer, words, FALSE));
    }
}

/* Nothing of what is left behind belongs to the user. */
static void
use_own_folders (void)
{
  g_autofree char *folder = g_dir_make_tmp ("linchpin-bench-XXXXXX", NULL);

  if (folder == NULL)
    return;
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  static const char *const all[] = { "20", "100", "1000", "10000", NULL };
  static const char *const renderers[] = { "cairo", "gl" };

  setvbuf (stdout, NULL, _IOLBF, 0);
  if (!gtk_init_check ())
    {
      g_print ("No display: nothing is measured.\n");
      return EXIT_SUCCESS;
    }

  adw_init ();
  if (argc > 1 && g_str_equal (argv[1], "--empty"))
    {
      run_empty ();
      return EXIT_SUCCESS;
    }
  if (argc > 5 && g_str_equal (argv[1], "--size"))
    {
      run_size (MAX (atoi (argv[2]), 20), argv + 3);
      return EXIT_SUCCESS;
    }

  use_own_folders ();
  for (guint i = 0; i < G_N_ELEMENTS (renderers); i++)
    run_renderer (argv[0], renderers[i], argc > 1 ? argv + 1 : (char **) all);

  return EXIT_SUCCESS;
}
