/* SPDX-License-Identifier: MIT */
/* memory.h: what a process has in memory, by what it is for, as /proc knows it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In MiB. */
typedef struct
{
  double resident;      /* All of the following. */
  double own;           /* Heap, stacks, and what was mapped without a file. */
  double libraries;     /* As far as they were touched; other processes have most of them, too. */
  double files;         /* Fonts, caches of icons and types. */
  double screen;        /* Shared with the X server. */
  double share;         /* Of the resident set, with what is shared divided by who shares it. */
} Memory;

/* @pid may be "self". Everything is 0 where there is no such process. */
Memory memory_read  (const char   *pid);

void   memory_print (const char   *what,
                     const Memory *memory,
                     const Memory *reference);

G_END_DECLS
