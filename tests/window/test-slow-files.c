/* SPDX-License-Identifier: MIT */
/* Files that take their time, or for ever: the window goes on, and says what it waits for. */
#include "config.h"

#include <glib/gstdio.h>

#include "window/files.h"
#include "window/site.h"
#include "window/widgets/work-bar.h"

#define OURS "<web-server id=\"w\" name=\"Nginx\" x=\"200\" y=\"200\"/>\n"

/* Where the widget went, NULL as long as it has not. */
static GThread *went;

static void
gone_cb (gpointer  unused,
         GObject  *widget)
{
  went = g_thread_self ();
}

static void
watch_work (LpWindow *window)
{
  GtkWidget *bar = NULL;

  driver_wait ((bar = driver_find_type (GTK_WIDGET (window), LP_TYPE_WORK_BAR)) != NULL);
  went = NULL;
  g_object_weak_ref (G_OBJECT (bar), gone_cb, NULL);
}

static void
test_a_cancelled_reading_leaves_widgets_to_their_thread (void)
{
  g_autofree char *path = files_make_slow ("slow.linchpin");
  LpWindow *window = driver_open_start ();

  files_open ((const char *[]) { path, NULL });
  watch_work (window);
  driver_click_button (GTK_WIDGET (window), "Cancel");
  driver_wait (lp_window_is_empty (window));
  files_give (path, OURS);
  driver_wait (g_atomic_pointer_get (&went) != NULL);
  g_assert_true (went == g_thread_self ());
  driver_close (window);
}

static void
test_a_window_that_closes_while_reading_leaves_widgets_to_their_thread (void)
{
  g_autofree char *path = files_make_slow ("slow.linchpin");
  LpWindow *window = driver_open_start ();

  files_open ((const char *[]) { path, NULL });
  watch_work (window);
  driver_close (window);
  files_give (path, OURS);
  driver_wait (g_atomic_pointer_get (&went) != NULL);
  g_assert_true (went == g_thread_self ());
}

#define ADD(function) g_test_add_func ("/slow-files/" #function, test_##function)

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);

  ADD (a_cancelled_reading_leaves_widgets_to_their_thread);
  ADD (a_window_that_closes_while_reading_leaves_widgets_to_their_thread);

  return g_test_run ();
}
