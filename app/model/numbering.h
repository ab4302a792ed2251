/* SPDX-License-Identifier: MIT */
/* numbering.h: names that tell apart what stands side by side. */

#pragma once

#include "model/element.h"

G_BEGIN_DECLS

typedef struct _LpNumbering LpNumbering;

/* Of the children of @parent, but of those in the set @except (or NULL). Cost: O(children). */
LpNumbering *lp_numbering_new  (LpElement   *parent,
                                GHashTable  *except) G_GNUC_WARN_UNUSED_RESULT;
void         lp_numbering_free (LpNumbering *self);

/* @wanted, or, where it is taken, the next number: after “web-01” “web-02”, after “Nginx”
 * “Nginx 2”. It is taken from now on; an empty name never is. Cost: O(1) on average. */
char        *lp_numbering_take (LpNumbering *self,
                                const char  *wanted) G_GNUC_WARN_UNUSED_RESULT;

/* The same for the name of @element, which it then bears. */
void         lp_numbering_give (LpNumbering *self,
                                LpElement   *element);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpNumbering, lp_numbering_free)

G_END_DECLS
