/* SPDX-License-Identifier: MIT */
/* field.h: one attribute of the selected elements as a row in which it is seen and changed. */

#pragma once

#include <adwaita.h>

#include "model/design.h"

G_BEGIN_DECLS

#define LP_TYPE_FIELD (lp_field_get_type ())
G_DECLARE_FINAL_TYPE (LpField, lp_field, LP, FIELD, GObject)

/* @elements (LpElement) all have @attribute and are in one design. */
LpField     *lp_field_new           (LpAttribute   attribute,
                                     GPtrArray    *elements) G_GNUC_WARN_UNUSED_RESULT;

LpAttribute  lp_field_get_attribute (LpField      *self);
LpElement   *lp_field_get_element   (LpField      *self);

/* The row, and a second one for what is wrong with what was typed, or NULL. */
GtkWidget   *lp_field_get_row       (LpField      *self);
GtkWidget   *lp_field_find_message  (LpField      *self);

/* Shows what the design has now. Leaves alone what is being typed and cannot be read yet. */
void         lp_field_refresh       (LpField      *self);

gboolean     lp_field_has_focus     (LpField      *self);
void         lp_field_grab_focus    (LpField      *self);

G_END_DECLS
