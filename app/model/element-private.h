/* SPDX-License-Identifier: MIT */
/* element-private.h: what only the room itself may do to elements: changes that nobody records. */

#pragma once

#include "model/element.h"
#include "model/value.h"

G_BEGIN_DECLS

struct _LpElement
{
  GObject           parent_instance;

  LpKind            kind;
  guint             line;            /* Of the file; 0 for what was not read. */
  LpAttributeMask   set;             /* One bit for each attribute that is set: */
  LpValue          *values;          /* their values, in the order of the attributes. */
  struct _LpDesign *design;          /* Not owned. */
  LpElement        *parent;          /* Not owned. */
  LpElement        *prev;            /* Not owned. */
  LpElement        *next;            /* Owned by the parent. */
  LpElement        *first;
  LpElement        *last;
  GPtrArray        *links;           /* Links that end here, not owned; NULL for none. */
  struct _Foreign  *foreign;         /* What the file says beyond our names; NULL for nothing. */
};

/* Exchanges what is set with @value; @set says whether anything is, before and after. */
void     lp_element_swap      (LpElement   *self,
                               LpAttribute  attribute,
                               gboolean    *set,
                               LpValue     *value);

const LpValue *lp_element_find_value (LpElement   *self,
                                      LpAttribute  attribute);

/* Without what it holds. */
LpElement *lp_element_copy_bare (LpElement *self);

/* Puts @child (whose reference it takes) before @next, or last. */
void     lp_element_insert    (LpElement   *self,
                               LpElement   *child,
                               LpElement   *next);

/* Takes @child out; the caller gets the reference. */
void     lp_element_detach    (LpElement   *self,
                               LpElement   *child);

G_END_DECLS
