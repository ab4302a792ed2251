/* SPDX-License-Identifier: MIT */
/* exchange.h: the table of text formats of other programs that a design can be written in. */

#pragma once

#include "model/design.h"

G_BEGIN_DECLS

typedef struct
{
  const char *suffix;           /* "dot" */
  const char *title;            /* Translatable. */
  char     *(*write) (LpDesign *design);
} LpExchangeFormat;

/* The format that @path ends in, or NULL. */
const LpExchangeFormat *lp_exchange_find_format (const char *path);

/* Boxes, containers and links with their labels; no places: the other program arranges. */
char *lp_exchange_to_dot     (LpDesign *design) G_GNUC_WARN_UNUSED_RESULT;
char *lp_exchange_to_mermaid (LpDesign *design) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
