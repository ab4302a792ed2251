/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/files.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "draw/output/export.h"
#include "file/reader.h"
#include "window/scratch.h"

char *
files_get_path (const char *name)
{
  return g_build_filename (scratch_get (), name, NULL);
}

static char *
wrap (const char *content)
{
  return g_strconcat ("<design xmlns=\"urn:linchpin:design:1\" title=\"Kept\">\n", content,
                      "</design>\n", NULL);
}

char *
files_make (const char *name,
            const char *content)
{
  g_autofree char *xml = wrap (content);
  char *path = files_get_path (name);

  g_assert_true (g_file_set_contents (path, xml, -1, NULL));

  return path;
}

char *
files_make_picture (const char *name,
                    const char *content)
{
  g_autofree char *xml = wrap (content);
  g_autoptr (GBytes) source = g_bytes_new (xml, strlen (xml));
  g_autoptr (LpDesign) design = lp_file_read_bytes (source, NULL);
  LpExportOptions options = LP_EXPORT_OPTIONS_INIT;
  g_autoptr (GBytes) bytes = NULL;
  char *path = files_get_path (name);

  options.source = source;
  bytes = lp_export_to_bytes (design, NULL, lp_export_find_format ("x.png"), &options, NULL, NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      g_bytes_get_size (bytes), NULL));

  return path;
}

char *
files_make_slow (const char *name)
{
  g_autofree char *pipe = files_get_path ("pipe");
  char *path = files_get_path (name);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (g_rename (pipe, path), ==, 0);

  return path;
}

void
files_begin_reload (LpWindow   *window,
                    const char *name)
{
  g_free (files_make (name, "<note id=\"theirs\" x=\"0\" y=\"0\">Theirs</note>\n"));
  driver_wait (driver_find_button (GTK_WIDGET (window), "Reload") != NULL);
  g_free (files_make_slow (name));
  driver_click_button (GTK_WIDGET (window), "Reload");
}

/* Nobody has read all of it yet. */
static gboolean
has_rest (int descriptor)
{
  int size;

  return ioctl (descriptor, FIONREAD, &size) == 0 && size > 0;
}

void
files_give (const char *path,
            const char *content)
{
  g_autofree char *xml = wrap (content);
  int descriptor = -1;

  driver_wait (descriptor >= 0 ||
               (descriptor = open (path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)) >= 0);
  g_assert_cmpint (write (descriptor, xml, strlen (xml)), ==, strlen (xml));
  driver_wait (!has_rest (descriptor));
  close (descriptor);
}

/* Of the pipe that was made last: nobody reads from it but this. */
static int stuck = -1;

char *
files_make_stuck (const char *name)
{
  char *path = files_make_slow (name);

  if (stuck >= 0)
    close (stuck);
  stuck = open (path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
  g_assert_cmpint (stuck, >=, 0);
  while (write (stuck, "\n", 1) == 1)
    ;

  return path;
}

/* Whether all of a file has come to @text. */
static gboolean
read_more (GString *text)
{
  char block[4096];
  ssize_t size = read (stuck, block, sizeof block);

  if (size > 0)
    g_string_append_len (text, block, size);

  return g_str_has_suffix (text->str, "</design>\n");
}

char *
files_take (void)
{
  GString *text = g_string_new (NULL);

  driver_wait (read_more (text));

  return g_strchug (g_string_free (text, FALSE));
}

void
files_drain (void)
{
  char block[65536];

  while (read (stuck, block, sizeof block) > 0)
    ;
}

void
files_break (void)
{
  close (stuck);
  stuck = -1;
}

char *
files_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

gboolean
files_has (const char *path,
           const char *words)
{
  g_autofree char *text = files_read (path);

  return strstr (text, words) != NULL;
}

void
files_open (const char *const *paths)
{
  guint n = g_strv_length ((char **) paths);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (files, g_file_new_for_path (paths[i]));
  g_application_open (g_application_get_default (), (GFile **) files->pdata, n, "");
}

LpWindow *
files_find_window (const char *path)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);
      LpDocument *document = LP_IS_WINDOW (window) ? lp_window_find_document (LP_WINDOW (window))
                                                   : NULL;
      GFile *file = document != NULL ? lp_document_find_file (document) : NULL;
      g_autofree char *own = file != NULL ? g_file_get_path (file) : NULL;

      if (document != NULL && g_strcmp0 (own, path) == 0)
        return LP_WINDOW (window);
    }

  return NULL;
}

guint
files_count_windows (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      n += LP_IS_WINDOW (window);
    }

  return n;
}

void
files_close_all (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    if (LP_IS_WINDOW (each->data))
      {
        driver_turn_to (each->data);
        driver_close (each->data);
      }
}
