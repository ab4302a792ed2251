/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "file/reader.h"
#include "report/format.h"
#include "rules/engine/brief-reader.h"

#define MAX_JOBS 256

/* What the workers share. Each entry belongs to one of them. */
typedef struct
{
  LpReportEntry *entries;
  LpBrief       *brief;         /* For all files; NULL: what each design names. */
  guint          n_entries;
  guint          n_done;        /* Atomic. */
  gboolean       progress;
} Work;

static void
lint_one (gpointer data,
          gpointer user_data)
{
  LpReportEntry *entry = data;
  Work *work = user_data;
  g_autoptr (LpDesign) design = lp_command_read (entry->name, &entry->error);
  guint n_done;

  if (design != NULL)
    {
      LpBrief *brief = work->brief != NULL ? work->brief : lp_brief_get_for (design);

      entry->report = lp_lint (design, brief, NULL);
    }

  n_done = g_atomic_int_add (&work->n_done, 1) + 1;
  if (work->progress)
    fprintf (stderr, "\r%u/%u", n_done, work->n_entries);
}

/* As many at once as there are processors: each holds one design. */
static void
lint_all (Work *work,
          int   n_jobs)
{
  GThreadPool *pool = g_thread_pool_new (lint_one, work, n_jobs, FALSE, NULL);

  for (guint i = 0; i < work->n_entries; i++)
    g_thread_pool_push (pool, &work->entries[i], NULL);
  g_thread_pool_free (pool, FALSE, TRUE);

  if (work->progress)
    fprintf (stderr, "\r%*s\r", 24, "");
}

static int
judge (const Work *work,
       int         fail_on)
{
  int status = LP_EXIT_CLEAN;

  for (guint i = 0; i < work->n_entries; i++)
    {
      LpLintResult *report = work->entries[i].report;

      if (report == NULL)
        {
          lp_command_complain (work->entries[i].name, work->entries[i].error);
          status = LP_EXIT_INPUT;
          continue;
        }

      for (guint k = 0; k < lp_lint_result_get_n_findings (report); k++)
        {
          LpFinding *finding = lp_lint_result_get_finding (report, k);

          if (status == LP_EXIT_CLEAN && lp_report_is_open (finding) &&
              (int) lp_finding_get_severity (finding) >= fail_on)
            status = LP_EXIT_FOUND;
        }
    }

  return status;
}

static int
write_report (const Work           *work,
              const LpReportFormat *format,
              const char           *output)
{
  GString *text = g_string_new (NULL);
  gboolean color = output == NULL && isatty (STDOUT_FILENO) && g_getenv ("NO_COLOR") == NULL;
  g_autoptr (GBytes) bytes = NULL;

  format->write (work->entries, work->n_entries, color, text);
  bytes = g_string_free_to_bytes (text);

  return lp_command_save (output, bytes);
}

static gboolean
find_severity (const char *key,
               int        *fail_on)
{
  if (strcmp (key, "never") == 0)
    {
      *fail_on = LP_N_SEVERITIES;
      return TRUE;
    }

  for (LpSeverity severity = 0; severity < LP_N_SEVERITIES; severity++)
    if (strcmp (lp_severity_get_key (severity), key) == 0)
      {
        *fail_on = severity;
        return TRUE;
      }

  return FALSE;
}

/* A name of ours, or a teacher’s own file; "none" is production. */
static LpBrief *
open_brief (const LpCommand *command,
            const char      *name)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  LpBrief *brief;

  if (strcmp (name, "none") == 0)
    return lp_brief_ref (lp_brief_get_production ());

  brief = lp_brief_find (name);
  if (brief != NULL)
    return lp_brief_ref (brief);

  file = g_file_new_for_commandline_arg (name);
  brief = lp_brief_read (file, &error);
  if (brief == NULL)
    lp_command_complain (name, error);

  return brief;
}

static void
work_clear (Work *work)
{
  for (guint i = 0; i < work->n_entries; i++)
    {
      g_clear_object (&work->entries[i].report);
      g_clear_error (&work->entries[i].error);
    }
  g_free (work->entries);
  g_clear_pointer (&work->brief, lp_brief_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

int
lp_command_lint (const LpCommand  *command,
                 int               argc,
                 char            **argv)
{
  g_autofree char *brief = NULL;
  g_autofree char *format_key = NULL;
  g_autofree char *fail_on_key = NULL;
  g_autofree char *output = NULL;
  int n_jobs = g_get_num_processors ();
  const GOptionEntry entries[] = {
    { "brief", 'b', 0, G_OPTION_ARG_FILENAME, &brief,
      N_("A task, a file with one, or none; else what the design names"), N_("NAME") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format_key,
      N_("text, json, sarif or junit"), N_("FORMAT") },
    { "fail-on", 0, 0, G_OPTION_ARG_STRING, &fail_on_key,
      N_("Exit with 1 from here on: error, warning, info or never"), N_("SEVERITY") },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &n_jobs, N_("Files looked at together"), N_("N") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      N_("Write to FILE instead of standard output"), N_("FILE") },
    { NULL }
  };
  const LpReportFormat *format;
  g_auto (Work) work = { 0 };
  int fail_on, found, written;

  if (!lp_command_parse (command, entries, &argc, argv, 1, G_MAXINT))
    return LP_EXIT_USAGE;

  format = lp_report_format_find (format_key != NULL ? format_key : "text");
  if (format == NULL)
    return lp_command_refuse (command, _("“%s” is no format, only %s are"), format_key,
                              lp_report_format_list ());
  if (!find_severity (fail_on_key != NULL ? fail_on_key : "error", &fail_on))
    return lp_command_refuse (command, _("“%s” is no severity, only error, warning, info and "
                                         "never are"),
                              fail_on_key);
  if (n_jobs < 1 || n_jobs > MAX_JOBS)
    return lp_command_refuse (command, _("--jobs is from 1 to %d"), MAX_JOBS);
  if (!lp_command_spares (command, output, argv, argc) ||
      (brief != NULL && lp_brief_find (brief) == NULL &&
       !lp_command_spares (command, output, &brief, 1)))
    return LP_EXIT_USAGE;
  if (brief != NULL && (work.brief = open_brief (command, brief)) == NULL)
    return LP_EXIT_INPUT;

  work.n_entries = argc;
  work.entries = g_new0 (LpReportEntry, argc);
  for (int i = 0; i < argc; i++)
    work.entries[i].name = argv[i];
  work.progress = argc > 1 && isatty (STDERR_FILENO);

  lint_all (&work, n_jobs);
  found = judge (&work, fail_on);
  written = write_report (&work, format, output);

  return written != LP_EXIT_CLEAN ? written : found;
}
