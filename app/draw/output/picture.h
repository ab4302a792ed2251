/* SPDX-License-Identifier: MIT */
/* picture.h: the drawing in its frame, ready to be painted as a file. */

#pragma once

#include "draw/output/export.h"

G_BEGIN_DECLS

/* All lengths are in drawing units, but for those in pixels. */
struct _LpPicture
{
  LpScene               *scene;
  const LpExportOptions *options;
  const LpStyle         *style;
  GHashTable            *only;          /* NULL: everything. */
  LpRect                 content;       /* What is painted of the scene. */
  double                 border;
  double                 title_height;
  double                 legend_height;
  double                 width;
  double                 height;
  double                 scale;         /* Pixels per unit. */
  int                    pixel_width;
  int                    pixel_height;
};

/* @options must outlive the picture. */
LpPicture *lp_picture_new       (LpDesign               *design,
                                 GHashTable             *marks,
                                 const LpExportOptions  *options) G_GNUC_WARN_UNUSED_RESULT;
void       lp_picture_free      (LpPicture              *picture);

/* The three ways to write it; NULL when memory or cairo failed. */
GBytes    *lp_picture_write_png (LpPicture              *picture,
                                 GError                **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes    *lp_picture_write_svg (LpPicture              *picture,
                                 GError                **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes    *lp_picture_write_pdf (LpPicture              *picture,
                                 GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpPicture, lp_picture_free)

G_END_DECLS
