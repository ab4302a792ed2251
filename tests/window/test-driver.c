/* SPDX-License-Identifier: MIT */
/* What all tests of the window count on: none leaves anything behind, and none loses patience with
 * a slow machine. */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "window/scratch.h"
#include "window/support.h"

static void
end_well (void)
{
  exit (0);
}

static void
fail_an_assertion (void)
{
  g_assert_not_reached ();
}

static void
warn (void)
{
  g_error ("on purpose");
}

static void
wait_in_vain (void)
{
  g_setenv ("LINCHPIN_TIMEOUT_MULTIPLIER", "0.001", TRUE);
  driver_wait (FALSE);
}

static void
be_told_to_end (void)
{
  raise (SIGTERM);
}

static void
use_what_is_not_there (void)
{
  raise (SIGSEGV);
}

static const struct
{
  const char *name;
  void      (*end) (void);
} ends[] = {
  { "well", end_well },
  { "assertion", fail_an_assertion },
  { "warning", warn },
  { "patience", wait_in_vain },
  { "told", be_told_to_end },
  { "crash", use_what_is_not_there },
};

/* Other things than such folders may come there meanwhile: caches. */
static guint
count_folders (void)
{
  g_autoptr (GDir) dir = g_dir_open (scratch_get (), 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, "linchpin-");

  return n;
}

/* Not what GLib calls a subprocess of a test, which ends otherwise than tests do. */
#define END "LINCHPIN_TEST_END"

static void
end_as_told (const char *name)
{
  LpWindow *window = driver_open_start ();

  g_assert_nonnull (window);
  g_print ("%s\n", scratch_get ());
  fflush (stdout);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_equal (ends[i].name, name))
      ends[i].end ();
}

/* The other process puts its folder into ours. */
static void
test_nothing_is_left_behind (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_setenv (launcher, END, ends[i].name, TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, "/proc/self/exe", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (child, NULL, NULL, &words, NULL, &error);
  g_assert_no_error (error);

  g_assert_nonnull (strstr (words, scratch_get ()));
  g_assert_true (g_subprocess_get_successful (child) == (i == 0));
  g_assert_cmpuint (count_folders (), ==, 0);
}

static void
test_patience_follows_the_machine (void)
{
  gint64 now = g_get_monotonic_time ();
  gint64 usual, slow;

  g_unsetenv ("LINCHPIN_TIMEOUT_MULTIPLIER");
  usual = driver_get_deadline () - now;
  g_setenv ("LINCHPIN_TIMEOUT_MULTIPLIER", "4", TRUE);
  slow = driver_get_deadline () - now;
  g_assert_cmpint (slow, >, 3 * usual);
  g_setenv ("LINCHPIN_TIMEOUT_MULTIPLIER", "0", TRUE);
  g_assert_cmpint (driver_get_deadline (), ==, G_MAXINT64);
  g_unsetenv ("LINCHPIN_TIMEOUT_MULTIPLIER");
}

int
main (int   argc,
      char *argv[])
{
  const char *end = g_getenv (END);

  driver_init (&argc, &argv);
  if (end != NULL)
    end_as_told (end);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat ("/driver/leaves-nothing/", ends[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_nothing_is_left_behind);
    }
  g_test_add_func ("/driver/patience", test_patience_follows_the_machine);

  return g_test_run ();
}
