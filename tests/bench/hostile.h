/* SPDX-License-Identifier: MIT */
/* hostile.h: designs nobody draws, in which whatever is quadratic takes for ever. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title;
  guint       n;                /* Elements of what it is about. */
  void      (*fill) (LpDesign *design,
                     guint     n);
} Hostile;

const Hostile *hostile_list (guint         *n_designs);
LpDesign      *hostile_make (const Hostile *hostile) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
