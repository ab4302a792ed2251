/* SPDX-License-Identifier: MIT */
/* offers.h: what answers to a task may speak of though no drawing shows it. */

#pragma once

#include "analysis/graph.h"

G_BEGIN_DECLS

typedef struct
{
  const char *key;      /* In briefs. */
  const char *title;    /* Translatable. */
  const char *text;     /* Translatable: a sentence to begin with. */

  /* Whether there is something in the design that it is about; NULL: always. */
  gboolean  (*fits) (const LpGraph *graph);
} LpOffer;

/* NULL where there is none of that key. */
const LpOffer *lp_offer_find (const char *key);

G_END_DECLS
