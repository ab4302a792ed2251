/* SPDX-License-Identifier: MIT */
/* names.h: our names in a parser’s dictionary, where equal names are equal pointers. */

#pragma once

#include <libxml/tree.h>

#include "model/attribute.h"

G_BEGIN_DECLS

typedef struct _LpNames LpNames;

LpNames  *lp_names_new            (xmlDict       *dictionary);
void      lp_names_free           (LpNames       *self);

/* For names and namespaces as the parser of the dictionary hands them over. Cost: O(1), no string
 * is read. */
gboolean  lp_names_is_ours        (LpNames       *self,
                                   const xmlChar *uri);
gboolean  lp_names_find_kind      (LpNames       *self,
                                   const xmlChar *name,
                                   LpKind        *kind);
gboolean  lp_names_find_attribute (LpNames       *self,
                                   LpKind         kind,
                                   const xmlChar *name,
                                   LpAttribute   *attribute);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpNames, lp_names_free)

G_END_DECLS
