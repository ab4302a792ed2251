/* SPDX-License-Identifier: MIT */
/* saving.h: a folder to save in, what is in it afterwards, and another user who does it. */

#pragma once

#include <gio/gio.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* Who the tests are between saving_become_user() and saving_become_root(). */
#define SAVING_USER 12345

typedef struct
{
  char *folder;
  char *path;           /* Of a file in it that is not there yet. */
} Saving;

/* Before g_test_init(): nothing goes to the real user’s state. */
void      saving_begin         (void);
int       saving_end           (int            status);

void      saving_set_up        (Saving        *f,
                                gconstpointer  unused);
void      saving_tear_down     (Saving        *f,
                                gconstpointer  unused);

#define SAVING_ADD(path, test) \
  g_test_add (path, Saving, NULL, saving_set_up, test, saving_tear_down)

gboolean  saving_save          (const char    *path,
                                const char    *text,
                                gsize          size,
                                GError       **error);
void      saving_assert_saves  (const char    *path,
                                const char    *text);
void      saving_assert_fails  (const char    *path,
                                int            code,
                                const char    *message);
void      saving_assert_content (const char   *path,
                                 const char   *text);
void      saving_stat          (const char    *path,
                                struct stat   *info);
guint     saving_count_files   (const char    *folder);

/* The folder of the drafts, and how many files are in it. */
char     *saving_get_recovery  (void);
guint     saving_count_kept    (void);

/* Root may write everything; this user only what is theirs, as @folder is from now on. Who is not
 * root stays who they are. */
void      saving_become_user   (const char    *folder);
void      saving_become_root   (void);

/* FALSE, and the test is skipped, for who cannot make the files of others. */
gboolean  saving_is_root       (void);

/* A file system of its own. FALSE, and the test is skipped, where nothing can be mounted. */
gboolean  saving_mount         (const char    *folder,
                                const char    *options);

G_END_DECLS
