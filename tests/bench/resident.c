/* SPDX-License-Identifier: MIT */
/* What the program has in memory with a design open and nothing to do, above an empty libadwaita
 * window of the same size. Arguments: the empty window, the program, the design. */
#include "config.h"

#include <gio/gio.h>
#include <stdlib.h>

#include "memory.h"

/* Seconds: as long as it takes to open, to check, and to rest after that. */
#define PAUSE 8

static Memory
measure (char **words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  Memory memory = { 0 };

  process = g_subprocess_newv ((const char *const *) words,
                               G_SUBPROCESS_FLAGS_STDERR_SILENCE |
                                 G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                               &error);
  if (process == NULL)
    g_error ("%s", error->message);

  g_usleep (PAUSE * G_USEC_PER_SEC);
  if (g_subprocess_get_identifier (process) != NULL)
    memory = memory_read (g_subprocess_get_identifier (process));
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, NULL);

  return memory;
}

int
main (int   argc,
      char *argv[])
{
  static const char *const renderers[] = { "cairo", "gl" };

  if (argc < 4 || g_getenv ("DISPLAY") == NULL)
    {
      g_print ("No display: nothing is measured.\n");
      return EXIT_SUCCESS;
    }

  for (guint i = 0; i < G_N_ELEMENTS (renderers); i++)
    {
      char *empty[] = { argv[1], NULL };
      char *ours[] = { argv[2], argv[3], NULL };
      const Memory nothing = { 0 };
      Memory reference, memory;

      g_setenv ("GSK_RENDERER", renderers[i], TRUE);
      reference = measure (empty);
      memory = measure (ours);
      g_print ("%s renderer\n", renderers[i]);
      memory_print ("empty window", &reference, &nothing);
      memory_print ("the program with a design, above it", &memory, &reference);
    }

  return EXIT_SUCCESS;
}
