/* SPDX-License-Identifier: MIT */
/* builder.h: a design put together tag by tag, checked on the way. */

#pragma once

#include "file/foreign.h"
#include "model/design.h"

G_BEGIN_DECLS

/* One tag as libxml2 hands it over, and the line in which it begins. */
typedef struct
{
  const xmlChar        *name;
  const xmlChar        *prefix;
  const xmlChar        *uri;
  int                   n_namespaces;
  const xmlChar       **namespaces;
  int                   n_attributes;
  const LpXmlAttribute *attributes;
  guint                 line;
} LpTag;

typedef struct _LpBuilder LpBuilder;

/* Names in the tags must be those of @dictionary. That ids are unique is noticed in the end; only
 * who remembers lines can say where they are not. With @messages (and lines) faults go there
 * instead of being errors, and unknown attributes are faults. */
LpBuilder *lp_builder_new       (xmlDict        *dictionary,
                                 gboolean        remember_lines,
                                 GPtrArray      *messages) G_GNUC_WARN_UNUSED_RESULT;
void       lp_builder_free      (LpBuilder      *self);

/* How many of our elements are open. */
guint      lp_builder_get_depth (LpBuilder      *self);

/* FALSE without an error: the tag is foreign, with all in it. After an error nothing but
 * lp_builder_free() may follow. */
gboolean   lp_builder_begin     (LpBuilder      *self,
                                 const LpTag    *tag,
                                 GError        **error);
void       lp_builder_end       (LpBuilder      *self);

/* @line is the line in which the text ends. */
gboolean   lp_builder_text      (LpBuilder      *self,
                                 const xmlChar  *text,
                                 int             length,
                                 guint           line,
                                 GError        **error);

/* Keeps what is foreign, before the next of our tags. Takes @piece over. */
void       lp_builder_keep      (LpBuilder      *self,
                                 char           *piece);

/* Joins the links with what they join. NULL without an error: there are messages, or two elements
 * have the same id. */
LpDesign  *lp_builder_finish    (LpBuilder      *self,
                                 GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpBuilder, lp_builder_free)

G_END_DECLS
