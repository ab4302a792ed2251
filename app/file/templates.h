/* SPDX-License-Identifier: MIT */
/* templates.h: what a new design can begin as. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

typedef struct
{
  const char *key;              /* "task-0"; the blank design is "blank". */
  const char *title;            /* Translatable. */
  const char *summary;          /* Translatable: what is in it, in one sentence. */
} LpTemplate;

const LpTemplate *lp_template_list (guint       *n_templates);

/* A design of its own, with nothing to undo. Fails only where no template has @key. */
LpDesign         *lp_template_open (const char  *key,
                                    GError     **error);

G_END_DECLS
