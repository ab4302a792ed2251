/* SPDX-License-Identifier: MIT */
/* rule.h: what a rule is: a key, an explanation, a check and perhaps a fix. All that the file of a
 * rule has to include. */

#pragma once

#include "rules/engine/check.h"

G_BEGIN_DECLS

/* Texts are marked with N_() and translated where they are shown. */
struct _LpRule
{
  const char *key;          /* "spof-read"; never renamed: waivers and briefs name it. */
  LpSeverity  severity;     /* Where the brief does not say otherwise. */
  LpVerdict   verdict;      /* Where no brief expects it: fix, or missing for what briefs ask. */
  const char *title;        /* A few words, no full stop: "Single point of failure for reading". */
  const char *why;          /* Two to five plain sentences that a student can say aloud. */
  const char *advice;       /* What to do about it: one or two sentences. */
  gboolean    linchpin;     /* What it finds are single points of failure. */

  /* Looks at the whole design once and reports each fault with lp_check_report(). Linear, and
   * changes nothing. */
  void      (*check) (const LpRule *rule,
                      LpCheck      *check);

  /* Makes exactly @finding go away and adds no error, or returns FALSE where it cannot. Optional;
   * the caller (lp_fix_apply()) makes the edits one step, and takes them back on FALSE. */
  gboolean  (*fix)   (const LpRule *rule,
                      LpFinding    *finding,
                      LpDesign     *design);
};

G_END_DECLS
