/* SPDX-License-Identifier: MIT */
/* picture-content.h: a design on the clipboard as pictures, which are drawn only when somebody
 * wants one. */

#pragma once

#include <gdk/gdk.h>

#include "model/design.h"

G_BEGIN_DECLS

#define LP_TYPE_PICTURE_CONTENT (lp_picture_content_get_type ())
G_DECLARE_FINAL_TYPE (LpPictureContent, lp_picture_content, LP, PICTURE_CONTENT, GdkContentProvider)

/* @design must not change any more. */
GdkContentProvider *lp_picture_content_new (LpDesign *design) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
