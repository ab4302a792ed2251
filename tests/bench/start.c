/* SPDX-License-Identifier: MIT */
/* How long it takes from the command to the window, beside an empty libadwaita window, in turn. */
#include "config.h"

#include <X11/Xlib.h>
#include <gio/gio.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>

#define N_RUNS 9
#define DEADLINE (20 * G_USEC_PER_SEC)

/* Until a window is on the screen that is no helper of the toolkit. */
static gboolean
wait_for_window (Display *display,
                 gint64   deadline)
{
  while (g_get_monotonic_time () < deadline)
    {
      struct pollfd poll_x = { ConnectionNumber (display), POLLIN };
      XEvent event;
      XWindowAttributes attributes;

      if (XPending (display) == 0)
        {
          poll (&poll_x, 1, 100);
          continue;
        }

      XNextEvent (display, &event);
      if (event.type == MapNotify &&
          XGetWindowAttributes (display, event.xmap.window, &attributes) &&
          attributes.width >= 300)
        return TRUE;
    }

  return FALSE;
}

/* In milliseconds, or -1. */
static double
measure (Display     *display,
         char       **words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  gint64 begin;
  double took = -1;

  XSync (display, True);
  begin = g_get_monotonic_time ();
  process = g_subprocess_newv ((const char *const *) words,
                               G_SUBPROCESS_FLAGS_STDERR_SILENCE |
                                 G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                               &error);
  if (process == NULL)
    g_error ("%s", error->message);

  if (wait_for_window (display, begin + DEADLINE))
    took = (g_get_monotonic_time () - begin) / 1000.0;

  g_subprocess_send_signal (process, SIGKILL);
  g_subprocess_wait (process, NULL, NULL);

  return took;
}

static int
compare (const void *a,
         const void *b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

int
main (int   argc,
      char *argv[])
{
  double ours[N_RUNS], empty[N_RUNS], ratios[N_RUNS];
  Display *display = XOpenDisplay (NULL);

  if (display == NULL)
    {
      g_print ("start: there is no display\n");
      return 77;
    }

  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  for (int i = -1; i < N_RUNS; i++)
    {
      double a = measure (display, (char *[]) { argv[1], NULL });
      double b = measure (display, (char *[]) { argv[2], argv[3], NULL });

      if (i < 0)
        continue;
      empty[i] = a;
      ours[i] = b;
      ratios[i] = b / a;
    }

  qsort (empty, N_RUNS, sizeof (double), compare);
  qsort (ours, N_RUNS, sizeof (double), compare);
  qsort (ratios, N_RUNS, sizeof (double), compare);
  g_print ("start: empty libadwaita window %.0f ms, linchpin %.0f ms, ratio %.2f (medians of %d)\n",
           empty[N_RUNS / 2], ours[N_RUNS / 2], ratios[N_RUNS / 2], N_RUNS);
  XCloseDisplay (display);

  return 0;
}
