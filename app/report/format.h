/* SPDX-License-Identifier: MIT */
/* format.h: the table of formats in which findings leave the program. */

#pragma once

#include "rules/engine/lint.h"

G_BEGIN_DECLS

/* What became of one file: a report, or an error that says why there is none. */
typedef struct
{
  const char   *name;           /* As the user wrote it. */
  LpLintResult *report;
  GError       *error;
} LpReportEntry;

typedef struct
{
  const char *key;              /* "sarif" */
  void      (*write) (const LpReportEntry *entries,
                      guint                n_entries,
                      gboolean             color,
                      GString             *text);
} LpReportFormat;

const LpReportFormat *lp_report_format_find (const char *key);

/* "text, json, sarif, junit" */
const char           *lp_report_format_list (void);

/* Whether something there still has to be dealt with: waived findings, and issues that the task
 * wants named, have been. */
gboolean              lp_report_is_open     (LpFinding  *finding);

/* The rules that the brief switched off, ended by NULL; free with g_free(). */
const char          **lp_report_dup_off     (LpLintResult   *report);

/* One file each. Text is for people, in colour where @color; the others are for programs. */
void lp_report_write_text  (const LpReportEntry *entries,
                            guint                n_entries,
                            gboolean             color,
                            GString             *text);
void lp_report_write_json  (const LpReportEntry *entries,
                            guint                n_entries,
                            gboolean             color,
                            GString             *text);
void lp_report_write_sarif (const LpReportEntry *entries,
                            guint                n_entries,
                            gboolean             color,
                            GString             *text);
void lp_report_write_junit (const LpReportEntry *entries,
                            guint                n_entries,
                            gboolean             color,
                            GString             *text);

G_END_DECLS
