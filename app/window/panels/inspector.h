/* SPDX-License-Identifier: MIT */
/* inspector.h: the properties of what is selected, or of the design when nothing is. */

#pragma once

#include "window/panels/panel.h"

G_BEGIN_DECLS

#define LP_TYPE_INSPECTOR (lp_inspector_get_type ())
G_DECLARE_FINAL_TYPE (LpInspector, lp_inspector, LP, INSPECTOR, LpPanel)

/* Puts the keyboard on the field of @attribute, if there is one. */
void lp_inspector_edit          (LpInspector *self,
                                 LpAttribute  attribute);

G_END_DECLS
