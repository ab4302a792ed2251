/* SPDX-License-Identifier: MIT */
/* foreign.h: what a file holds beyond our names, as XML that can stand anywhere in a design. */

#pragma once

#include <libxml/parser.h>

#include "model/element.h"

G_BEGIN_DECLS

/* Attributes as libxml2 hands them over: name, prefix, namespace, start and end of the value. */
typedef const xmlChar *LpXmlAttribute[5];

/* Appends one attribute. Each prefix is declared on the element that uses it, unless @prefixes has
 * it already: so the element can be moved, and copied to other designs. */
void lp_foreign_append_attribute   (GString              *xml,
                                    GPtrArray            *prefixes,
                                    const LpXmlAttribute  attribute);
void lp_foreign_append_declaration (GString              *xml,
                                    const xmlChar        *prefix,
                                    const xmlChar        *uri);

/* An element of another namespace with all below it, while it is being read. */
typedef struct _LpForeign LpForeign;

LpForeign *lp_foreign_new     (void);
void       lp_foreign_free    (LpForeign            *self);
guint      lp_foreign_depth   (LpForeign            *self);
void       lp_foreign_begin   (LpForeign            *self,
                               const xmlChar        *name,
                               const xmlChar        *prefix,
                               const xmlChar        *uri,
                               int                   n_namespaces,
                               const xmlChar       **namespaces,
                               int                   n_attributes,
                               const LpXmlAttribute *attributes);
void       lp_foreign_end     (LpForeign            *self);
void       lp_foreign_text    (LpForeign            *self,
                               const xmlChar        *text,
                               int                   length);
void       lp_foreign_comment (LpForeign            *self,
                               const xmlChar        *text);
void       lp_foreign_process (LpForeign            *self,
                               const xmlChar        *target,
                               const xmlChar        *data);

/* What was read so far, which is whole at depth 0; begins anew. */
char      *lp_foreign_steal   (LpForeign            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpForeign, lp_foreign_free)

G_END_DECLS
