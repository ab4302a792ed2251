/* SPDX-License-Identifier: MIT */
/* faults.h: system calls that fail, or before which the process is killed, by the linker’s help. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FAULT_ONCE,           /* One call fails. */
  FAULT_FROM_THEN_ON,   /* That and all after it, as when a disk is pulled out. */
  FAULT_HALF,           /* A write does half of what it should, then all fails. */
  FAULT_KILL,           /* The process ends before the call, or in the middle of a write. */
} Fault;

/* The call number @nth from now on fails with @number (an errno). */
void     faults_begin   (Fault     fault,
                         guint     nth,
                         int       number);

/* Whether it came to that call. */
gboolean faults_end     (void);

/* As where the file system has no files without a name. */
extern gboolean faults_no_unnamed_files;

/* The exit status of a process that was killed. */
#define FAULTS_KILLED 77

G_END_DECLS
