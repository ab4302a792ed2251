/* SPDX-License-Identifier: MIT */
/* files.h: files to open and save, also such as take as long as a test wants. */

#pragma once

#include "window/support.h"

G_BEGIN_DECLS

/* A path in the folder of the test. */
char     *files_get_path    (const char *name);

/* A file in which @content is between the tags of a design; returns its path. Like a good program
 * it puts it there at once: what was there before is replaced. */
char     *files_make        (const char *name,
                             const char *content);

/* A picture of such a design, which carries it. */
char     *files_make_picture (const char *name,
                              const char *content);

/* The same with a pipe in its place: who reads it waits until files_give(). */
char     *files_make_slow   (const char *name);
void      files_give        (const char *path,
                             const char *content);

/* One that is full: who writes it waits until files_take(), which returns the design that comes, or
 * until somebody calls files_drain() again and again; or fails at files_break(). */
char     *files_make_stuck  (const char *name);
char     *files_take        (void);
void      files_drain       (void);
void      files_break       (void);

/* Another program changes the file; the user wants to see that, and waits for files_give(). */
void      files_begin_reload (LpWindow   *window,
                              const char *name);

char     *files_read        (const char *path);
gboolean  files_has         (const char *path,
                             const char *words);

/* As the file manager or the command line do. */
void      files_open        (const char *const *paths);

/* The window that shows the file, or NULL: a design that is in none. */
LpWindow *files_find_window (const char *path);

/* All windows of the program. */
guint     files_count_windows (void);

/* Whatever is unsaved is lost. */
void      files_close_all   (void);

G_END_DECLS
