/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/arrange-job.h"

#include <glib/gi18n.h>

#include "file/reader.h"
#include "file/writer.h"

/* The command line program: beside this one where it is installed, or where it was built. */
static char *
find_program (void)
{
  static const char *const places[] = { "linchpin-cli", "../cli/linchpin-cli" };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : g_strdup (LP_BIN_DIR);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }

  return g_find_program_in_path ("linchpin-cli");
}

/* Nobody reads more of a complaint. */
#define MOST_LETTERS 400

/* What the child said, or that it said nothing; killed from outside it cannot say anything. */
static GError *
make_error (GBytes *complaint)
{
  gsize size = 0;
  const char *data = complaint != NULL ? g_bytes_get_data (complaint, &size) : NULL;
  g_autofree char *all = data != NULL ? g_utf8_make_valid (data, size) : g_strdup ("");
  g_autofree char *words = NULL;
  long letters;

  g_strstrip (all);
  if (*all == '\0')
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED,
                                _("Finding places ended too early."));

  letters = g_utf8_strlen (all, -1);
  words = g_utf8_substring (all, 0, MIN (letters, MOST_LETTERS));

  return g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "%s%s", words,
                      letters > MOST_LETTERS ? "…" : "");
}

/* A large design takes a while to read: not in the thread that answers the user. */
static void
read_answer (GTask        *task,
             gpointer      unused,
             gpointer      answer,
             GCancellable *cancellable)
{
  GError *error = NULL;
  LpDesign *placed = lp_file_read_bytes (answer, &error);

  if (placed != NULL)
    g_task_return_pointer (task, placed, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GSubprocess *child = G_SUBPROCESS (source);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GBytes) complaint = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_subprocess_communicate_finish (child, result, &answer, &complaint, &error))
    {
      g_subprocess_force_exit (child);
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
        g_task_return_error (task, make_error (NULL));      /* It did not even read. */
      else
        g_task_return_error (task, g_steal_pointer (&error));
    }
  else if (!g_subprocess_get_successful (child))
    {
      g_task_return_error (task, make_error (complaint));
    }
  else
    {
      g_task_set_task_data (task, g_steal_pointer (&answer), (GDestroyNotify) g_bytes_unref);
      g_task_set_return_on_cancel (task, TRUE);
      g_task_run_in_thread (task, read_answer);
    }
}

/* The kernel takes no argument longer than 128 KiB. */
#define LONGEST_LIST 65536

static void
add_list (GPtrArray *arguments,
          GString   *list)
{
  g_ptr_array_add (arguments, g_strdup ("--only"));
  g_ptr_array_add (arguments, g_string_free (list, FALSE));
}

static void
add_ids (GPtrArray *arguments,
         GPtrArray *only)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < only->len; i++)
    {
      if (list->len > LONGEST_LIST)
        {
          add_list (arguments, list);
          list = g_string_new (NULL);
        }
      if (list->len > 0)
        g_string_append_c (list, ',');
      g_string_append (list, lp_element_get_id (only->pdata[i]));
    }
  add_list (arguments, list);
}

static GPtrArray *
make_arguments (const char *program,
                const char *direction,
                GPtrArray  *only)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (arguments, g_strdup (program));
  g_ptr_array_add (arguments, g_strdup ("layout"));
  if (direction != NULL)
    g_ptr_array_add (arguments, g_strdup_printf ("--direction=%s", direction));
  if (only != NULL)
    add_ids (arguments, only);
  g_ptr_array_add (arguments, g_strdup ("-"));
  g_ptr_array_add (arguments, NULL);

  return arguments;
}

void
lp_arrange_job_async (LpDesign            *design,
                      const char          *direction,
                      GPtrArray           *only,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *program = find_program ();
  g_autoptr (GPtrArray) arguments = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  g_return_if_fail (LP_IS_DESIGN (design));

  if (program == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                               _("The program “linchpin-cli” is missing."));
      return;
    }

  arguments = make_arguments (program, direction, only);
  child = g_subprocess_newv ((const char *const *) arguments->pdata,
                             G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                             G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  if (child == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  bytes = lp_file_write_bytes (design);
  g_subprocess_communicate_async (child, bytes, cancellable, answered_cb, g_steal_pointer (&task));
}

LpDesign *
lp_arrange_job_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
