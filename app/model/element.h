/* SPDX-License-Identifier: MIT */
/* element.h: one thing of a design: a component, a server, a link, or a detail like a port. */

#pragma once

#include <glib-object.h>

#include "model/attribute.h"

G_BEGIN_DECLS

#define LP_TYPE_ELEMENT (lp_element_get_type ())
G_DECLARE_FINAL_TYPE (LpElement, lp_element, LP, ELEMENT, GObject)

LpElement  *lp_element_new        (LpKind     kind) G_GNUC_WARN_UNUSED_RESULT;

/* A copy with everything below it, in no design; ids stay, and so do the ends of links. */
LpElement  *lp_element_copy       (LpElement *self) G_GNUC_WARN_UNUSED_RESULT;

/* Puts @child, which stands nowhere yet, last into @self. Only while @self is in no design: there
 * it is an edit, lp_design_add(). */
void        lp_element_append     (LpElement *self,
                                   LpElement *child);

LpKind      lp_element_get_kind   (LpElement *self);

/* The line of the file in which it stood when it was read, or 0. */
guint       lp_element_get_line   (LpElement *self);
void        lp_element_set_line   (LpElement *self,
                                   guint      line);

/* "" for what has no id. */
const char *lp_element_get_id     (LpElement *self);

/* What people call it: its name, or its kind’s title where it has none. */
const char *lp_element_get_name   (LpElement *self);

/* The tree. NULL at its ends; no reference is given. */
struct _LpDesign *lp_element_get_design       (LpElement *self);
LpElement        *lp_element_get_parent       (LpElement *self);
LpElement        *lp_element_get_first_child  (LpElement *self);
LpElement        *lp_element_get_next_sibling (LpElement *self);
LpElement        *lp_element_get_prev_sibling (LpElement *self);

/* The first child of @kind, or the next sibling of the same kind. */
LpElement        *lp_element_find_child       (LpElement *self,
                                               LpKind     kind);
LpElement        *lp_element_find_next        (LpElement *self);

/* Whether @self is @ancestor or stands somewhere inside it. */
gboolean          lp_element_is_inside        (LpElement *self,
                                               LpElement *ancestor);

/* The next element in document order below @root (depth first), or NULL. */
LpElement        *lp_element_next_in_tree     (LpElement *self,
                                               LpElement *root);

/* LP_ATTRIBUTE_MASK () of what is set, together. */
LpAttributeMask lp_element_get_mask    (LpElement   *self);

/* Attributes. Where nothing is set the getters give what counts then. */
gboolean    lp_element_has         (LpElement   *self,
                                    LpAttribute  attribute);
double      lp_element_get_number  (LpElement   *self,
                                    LpAttribute  attribute);
int         lp_element_get_integer (LpElement   *self,
                                    LpAttribute  attribute);
gboolean    lp_element_get_boolean (LpElement   *self,
                                    LpAttribute  attribute);
int         lp_element_get_choice  (LpElement   *self,
                                    LpAttribute  attribute);
const char *lp_element_get_text    (LpElement   *self,
                                    LpAttribute  attribute);

/* As the file has it, "" where nothing is set; not for ends. */
char       *lp_element_dup_string  (LpElement   *self,
                                    LpAttribute  attribute) G_GNUC_WARN_UNUSED_RESULT;

/* Setters are edits of the design that the element is in: undo, the canvas and the checks hear of
 * each. Setting what counts anyway (a boolean, a choice, an empty text) takes the attribute
 * away. */
void        lp_element_set_number  (LpElement   *self,
                                    LpAttribute  attribute,
                                    double       number);
void        lp_element_set_text    (LpElement   *self,
                                    LpAttribute  attribute,
                                    const char  *text);
gboolean    lp_element_set_string  (LpElement   *self,
                                    LpAttribute  attribute,
                                    const char  *string,
                                    GError     **error);
void        lp_element_unset       (LpElement   *self,
                                    LpAttribute  attribute);

/* Attributes that are set, in the order of the file. */
guint       lp_element_get_n_set   (LpElement   *self);
LpAttribute lp_element_get_set     (LpElement   *self,
                                    guint        i);

/* What the file holds beyond our own names, as XML ready to be written again: attributes with a
 * space before each; comments and elements of other namespaces that stand before the element, or
 * last inside it. Copied; NULL for none. Not undoable. */
void               lp_element_set_foreign            (LpElement         *self,
                                                      const char        *attributes,
                                                      const char *const *before,
                                                      const char *const *content);
const char        *lp_element_get_foreign_attributes (LpElement         *self);
const char *const *lp_element_get_foreign_before     (LpElement         *self);
const char *const *lp_element_get_foreign_content    (LpElement         *self);

G_END_DECLS
