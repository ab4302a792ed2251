/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "memory.h"

#include <stdio.h>
#include <string.h>

/* Which of its parts the mapping that @line begins belongs to; NULL if it begins none. */
static double *
find_part (Memory     *memory,
           const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 6);
  const char *name;

  if (g_strv_length (words) < 5 || strchr (words[0], '-') == NULL)
    return NULL;

  name = words[5] != NULL ? g_strstrip (words[5]) : "";
  if (g_str_has_prefix (name, "/SYSV") || g_str_has_prefix (name, "/dev/"))
    return &memory->screen;
  if (*name != '/')
    return &memory->own;

  return strstr (name, "/share/") != NULL || g_str_has_prefix (name, "/var/") ? &memory->files
                                                                             : &memory->libraries;
}

Memory
memory_read (const char *pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/smaps", pid);
  Memory memory = { 0 };
  double *part = &memory.own;
  char line[1024];
  FILE *file = fopen (path, "r");

  /* Line by line: the whole of it would be a megabyte to measure. */
  while (file != NULL && fgets (line, sizeof line, file) != NULL)
    {
      double *next = find_part (&memory, line);
      double size;

      if (next != NULL)
        part = next;
      else if (sscanf (line, "Rss: %lf kB", &size) == 1)
        *part += size / 1024;
      else if (sscanf (line, "Pss: %lf kB", &size) == 1)
        memory.share += size / 1024;
    }
  if (file != NULL)
    fclose (file);
  memory.resident = memory.own + memory.libraries + memory.files + memory.screen;

  return memory;
}

void
memory_print (const char   *what,
              const Memory *memory,
              const Memory *reference)
{
  g_print ("  %-38s     %8.1f MiB   own %.1f, libraries %.1f, files %.1f, screen %.1f; "
           "by share %.1f\n", what, memory->resident - reference->resident,
           memory->own - reference->own, memory->libraries - reference->libraries,
           memory->files - reference->files, memory->screen - reference->screen,
           memory->share - reference->share);
}
