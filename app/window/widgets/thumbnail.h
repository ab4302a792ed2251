/* SPDX-License-Identifier: MIT */
/* thumbnail.h: a design as a small picture, drawn when nothing else is to be done. */

#pragma once

#include <gtk/gtk.h>

#include "model/design.h"

G_BEGIN_DECLS

#define LP_TYPE_THUMBNAIL (lp_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (LpThumbnail, lp_thumbnail, LP, THUMBNAIL, GtkWidget)

/* Opens the template @key when it is first seen. */
GtkWidget *lp_thumbnail_new (const char *key,
                             int         width,
                             int         height) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
