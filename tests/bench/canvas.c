/* SPDX-License-Identifier: MIT */

/* What a frame of the canvas costs the main thread, beside bare cairo that paints the same visible
 * boxes, lines and texts in the same run; and the distance of frames while dragging, beside a
 * window of the same size that shows nothing but a colour, another one with each frame: in the same
 * process and by the same renderer, in turn. Each size runs in a process of its own.
 *
 * The memory is that of two more processes. One has the canvas in its window and drags a card for
 * N_SHOWN frames, the other the coloured area for as many; both rest then, as a user does who looks
 * at the design. What is counted is the resident set, shared libraries and all.
 *
 * Arguments: the sizes, in components; 100000 takes minutes and is measured only when asked for. */

#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "area.h"
#include "bare.h"
#include "generate.h"
#include "memory.h"
#include "window/canvas/canvas-private.h"

#define WIDTH 1280
#define HEIGHT 800
#define N_FRAMES 40
#define N_DROPS 7
#define N_SHOWN 60              /* Frames, before memory is measured. */
#define N_TURNS 3               /* Of ours and the reference. */
#define TURN 700                /* Milliseconds. */
#define REST 5500
#define FEW_FRAMES 5            /* Of what takes long. */
#define LONG 200.0              /* Milliseconds. */
#define MOST_LOADING 120        /* Seconds. */

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
  gboolean       is_area;       /* The reference is shown now. */
  gboolean       counts_frames;
  guint          n_shown;
  double         work[2];       /* Processor time of all threads for a frame: ours, the area’s. */
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
paint_bare (Bench *bench)
{
  const double took = bare_paint (bench->canvas, bench->texts, WIDTH, HEIGHT);

  g_array_append_val (bench->bare_times, took);
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
  begin = bare_get_time () - begin;
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
      const double begin = bare_get_time ();

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
      begin = bare_get_time ();
      lp_canvas_end_gesture (bench->canvas, at.x + 8 * (2 + i % 3), at.y + 16);
      time_frame (bench, begin);
    }
  report (bench, "drop to painted, links rerouted");
}

/* What the window says of the design, too; by the clock on the wall, because another thread finds
 * that out. */
static void
bench_checks (Bench *bench)
{
  for (guint i = 0; i < N_DROPS; i++)
    {
      const LpPoint at = begin_drag (bench);
      const gint64 begin = g_get_monotonic_time ();
      const gint64 end = begin + MOST_LOADING * G_USEC_PER_SEC;
      double passed;

      lp_canvas_end_gesture (bench->canvas, at.x + 8 * (3 + i % 2), at.y + 24);
      paint_frame (bench);
      while (!lp_document_is_checked (bench->canvas->document) && g_get_monotonic_time () < end)
        g_main_context_iteration (NULL, TRUE);
      passed = (g_get_monotonic_time () - begin) / 1000.0;
      g_array_append_val (bench->times, passed);
    }
  g_print ("  %-38s p50 %8.2f  p95 %8.2f ms\n", "drop to lint updated",
           get_share (bench->times, 0.5), get_share (bench->times, 0.95));
  g_array_set_size (bench->times, 0);
}

static void
bench_pan (Bench *bench)
{
  look_at_card (bench);
  paint_frame (bench);
  for (guint i = 0; wants_more (bench, N_FRAMES); i++)
    {
      const double begin = bare_get_time ();

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
      const double begin = bare_get_time ();

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
      const double begin = bare_get_time ();

      lp_canvas_repaint (bench->canvas);
      time_frame (bench, begin);
    }
  report (bench, "whole design visible, all of it painted");

  while (wants_more (bench, N_FRAMES))
    {
      const double begin = bare_get_time ();

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
    g_array_append_val (bench->is_area ? bench->bare_times : bench->times, passed);
  bench->last_tick = now;
  bench->x += 8;
  bench->n_shown++;
  if (!bench->is_area)
    lp_canvas_move_gesture (bench->canvas, WIDTH / 2 + (int) bench->x % 160, HEIGHT / 2, 0);
  gtk_widget_queue_draw (widget);

  return G_SOURCE_CONTINUE;
}

static double
get_work (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void
show_frames (Bench     *bench,
             GtkWidget *widget)
{
  double begin;
  guint tick;

  adw_window_set_content (ADW_WINDOW (bench->window), widget);
  wait_for (300);
  begin = get_work ();
  bench->is_area = !LP_IS_CANVAS (widget);
  bench->last_tick = 0;
  bench->n_shown = 0;
  tick = gtk_widget_add_tick_callback (widget, tick_cb, bench, NULL);
  wait_for (TURN);
  while (bench->n_shown < N_SHOWN && bench->counts_frames)
    wait_for (10);
  gtk_widget_remove_tick_callback (widget, tick);
  bench->work[bench->is_area] += (get_work () - begin) / MAX (bench->n_shown, 1) / N_TURNS;
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

static void
bench_frames (Bench *bench)
{
  g_autoptr (GtkWidget) canvas = g_object_ref (GTK_WIDGET (bench->canvas));
  g_autoptr (GtkWidget) area = g_object_ref_sink (area_new ());

  begin_drag (bench);
  for (guint i = 0; i < N_TURNS; i++)
    {
      show_frames (bench, area);
      show_frames (bench, canvas);
    }
  lp_canvas_cancel_gesture (bench->canvas);
  g_print ("  %-38s p50 %8.2f  p95 %8.2f ms   one colour p50 %6.2f p95 %6.2f   ratio %6.2f\n",
           "distance of frames while dragging", get_share (bench->times, 0.5),
           get_share (bench->times, 0.95), get_share (bench->bare_times, 0.5),
           get_share (bench->bare_times, 0.95),
           get_share (bench->times, 0.95) / fmax (get_share (bench->bare_times, 0.95), 1));
  g_print ("  %-38s     %8.2f ms                  one colour     %6.2f              ratio %6.2f\n",
           "work of all threads for such a frame", bench->work[FALSE], bench->work[TRUE],
           bench->work[FALSE] / MAX (bench->work[TRUE], 0.1));
}

static void
bench_init (Bench *bench,
            guint  size)
{
  g_autoptr (LpDocument) document = NULL;

  *bench = (Bench) { .times = g_array_new (FALSE, FALSE, sizeof (double)) };
  bench->bare_times = g_array_new (FALSE, FALSE, sizeof (double));
  if (size == 0)
    return;

  bench->design = generate_design (size, 1);
  document = lp_document_new (bench->design, NULL);
  bench->canvas = LP_CANVAS (lp_canvas_new ());
  lp_canvas_set_document (bench->canvas, document);
}

/* What a user sees who opens a large design: the links come in while he looks around. */
static void
bench_loading (Bench *bench)
{
  const gint64 begin = g_get_monotonic_time ();
  const gint64 end = begin + MOST_LOADING * G_USEC_PER_SEC;
  LpScene *scene = lp_canvas_get_scene (bench->canvas);
  double longest = 0;
  guint tick;

  bench->window = open_window (GTK_WIDGET (bench->canvas));
  bench->is_area = TRUE;
  tick = gtk_widget_add_tick_callback (GTK_WIDGET (bench->canvas), tick_cb, bench, NULL);
  while (lp_scene_is_routing (scene) && g_get_monotonic_time () < end)
    {
      const double before = bare_get_time ();

      g_main_context_iteration (NULL, TRUE);
      longest = fmax (longest, bare_get_time () - before);
    }
  gtk_widget_remove_tick_callback (GTK_WIDGET (bench->canvas), tick);
  g_print ("  %-38s     %8.2f ms, longest hold-up %.2f, distance of frames p50 %.2f p95 %.2f "
           "most %.2f\n",
           lp_scene_is_routing (scene) ? "NOT all links routed after" : "all links routed after",
           (g_get_monotonic_time () - begin) / 1000.0, longest,
           get_share (bench->bare_times, 0.5), get_share (bench->bare_times, 0.95),
           get_share (bench->bare_times, 1));
  g_array_set_size (bench->bare_times, 0);
  bench->last_tick = 0;
}

static void
bench_clear (Bench *bench)
{
  g_clear_pointer (&bench->node, gsk_render_node_unref);
  gtk_window_destroy (bench->window);
  g_clear_object (&bench->design);
  g_clear_pointer (&bench->times, g_array_unref);
  g_clear_pointer (&bench->bare_times, g_array_unref);
}

static void
run_size (guint size)
{
  Bench bench;
  double begin;

  bench_init (&bench, size);
  for (guint i = 0; i < G_N_ELEMENTS (bench.texts); i++)
    bench.texts[i] = gtk_widget_create_pango_layout (GTK_WIDGET (bench.canvas),
                                                     i > 0 ? "round robin" : "HAProxy");
  begin = bare_get_time ();
  lp_canvas_get_scene (bench.canvas);
  g_print ("  %-38s     %8.2f ms\n", "scene made",
           bare_get_time () - begin);
  bench_loading (&bench);
  bench_drag (&bench);
  bench_drop (&bench);
  bench_checks (&bench);
  bench_pan (&bench);
  bench_zoom (&bench);
  bench_whole (&bench);
  bench_frames (&bench);
  bench_clear (&bench);
}

/* With the canvas as a user has it, or with the reference where @size is 0. */
static void
run_memory (guint size)
{
  Bench bench;
  GtkWidget *content;
  Memory memory;

  bench_init (&bench, size);
  content = size > 0 ? GTK_WIDGET (bench.canvas) : area_new ();
  bench.window = open_window (content);
  bench.counts_frames = TRUE;
  if (size > 0)
    {
      while (lp_scene_is_routing (bench.canvas->scene))
        wait_for (20);
      begin_drag (&bench);
      g_clear_pointer (&bench.node, gsk_render_node_unref);
    }

  show_frames (&bench, content);
  if (size > 0)
    lp_canvas_end_gesture (bench.canvas, WIDTH / 2 + 80, HEIGHT / 2);
  wait_for (REST);
  memory = memory_read ("self");
  g_print ("%g %g %g %g %g %g\n", memory.resident, memory.own, memory.libraries, memory.files,
           memory.screen, memory.share);
  fflush (stdout);

  /* A profiler of the heap sees best what there is now. */
  _exit (EXIT_SUCCESS);
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

static Memory
find_memory (const char *program,
             const char *renderer,
             const char *size)
{
  char *words[] = { (char *) "--memory", (char *) size, NULL };
  g_autofree char *output = run_self (program, renderer, words, TRUE);
  Memory memory = { 0 };

  if (output != NULL)
    sscanf (output, "%lf %lf %lf %lf %lf %lf", &memory.resident, &memory.own, &memory.libraries,
            &memory.files, &memory.screen, &memory.share);

  return memory;
}

static void
run_renderer (const char *program,
              const char *renderer,
              char      **sizes)
{
  const Memory reference = find_memory (program, renderer, "0");

  for (guint i = 0; sizes[i] != NULL; i++)
    {
      char *words[] = { (char *) "--size", sizes[i], NULL };
      Memory memory;

      g_print ("%s components, %s renderer\n", sizes[i], renderer);
      g_free (run_self (program, renderer, words, FALSE));
      memory = find_memory (program, renderer, sizes[i]);
      memory_print ("resident above one colour", &memory, &reference);
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
  if (argc > 2 && g_str_equal (argv[1], "--memory"))
    {
      run_memory (atoi (argv[2]));
      return EXIT_SUCCESS;
    }
  if (argc > 2 && g_str_equal (argv[1], "--size"))
    {
      run_size (fmax (atoi (argv[2]), 20));
      return EXIT_SUCCESS;
    }

  use_own_folders ();
  for (guint i = 0; i < G_N_ELEMENTS (renderers); i++)
    run_renderer (argv[0], renderers[i], argc > 1 ? argv + 1 : (char **) all);

  return EXIT_SUCCESS;
}
