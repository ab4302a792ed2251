/* SPDX-License-Identifier: MIT */
/* export.h: the drawing as a file: PNG, SVG and PDF, without a display. */

#pragma once

#include <cairo.h>

#include "draw/scene/scene.h"
#include "draw/paint/style.h"

G_BEGIN_DECLS

typedef enum
{
  LP_BACKGROUND_WHITE,
  LP_BACKGROUND_TRANSPARENT,
  LP_BACKGROUND_DARK,
} LpBackground;

typedef struct
{
  double       scale;           /* Pixels per drawing unit, in a PNG. */
  int          width;           /* In pixels; counts instead of the scale unless it is 0. */
  LpBackground background;
  double       border;          /* Around the picture, in drawing units. */
  gboolean     marks;
  gboolean     legend;
  gboolean     title;
  GPtrArray   *selection;       /* Only these elements and the links between them; or NULL. */
  GBytes      *source;          /* The design’s file, to travel in a PNG; NULL: without. */
} LpExportOptions;

#define LP_EXPORT_OPTIONS_INIT \
  { .scale = 2, .border = 24, .marks = TRUE, .legend = TRUE, .title = TRUE }

typedef struct _LpPicture LpPicture;

typedef struct
{
  const char *suffix;           /* "png" */
  const char *title;            /* Translatable. */
  const char *mime_type;
  gboolean    has_pixels;       /* So that its size has limits. */
  GBytes   *(*write)            (LpPicture  *picture,
                                 GError    **error);
} LpExportFormat;

#define LP_EXPORT_ERROR (lp_export_error_quark ())
GQuark                lp_export_error_quark  (void);

enum
{
  LP_EXPORT_ERROR_SIZE,         /* Larger than what can be opened again. */
  LP_EXPORT_ERROR_FAILED,
};

const LpExportFormat *lp_export_get_formats  (guint                  *n_formats);

/* The format that @path ends in, or NULL. */
const LpExportFormat *lp_export_find_format  (const char             *path);

/* What is known of a picture before it is looked at. */
typedef struct
{
  int      width;           /* In pixels. */
  int      height;
  double   text_height;     /* Of its smallest texts where it is shown 830 px wide, as on a
                             * repository page; in pixels. */
  gboolean is_readable;     /* They are at least 9 px high. */
} LpExportFacts;

/* The picture as a file in memory: the caller saves it, puts it on the clipboard or on standard
 * output. @marks is from id to LpMark (lp_marks_new()), or NULL; @facts may be NULL. */
GBytes               *lp_export_to_bytes     (LpDesign               *design,
                                              GHashTable             *marks,
                                              const LpExportFormat   *format,
                                              const LpExportOptions  *options,
                                              LpExportFacts          *facts,
                                              GError                **error)
                                              G_GNUC_WARN_UNUSED_RESULT;

/* The same without painting. */
void                  lp_export_get_facts    (LpDesign               *design,
                                              GHashTable             *marks,
                                              const LpExportOptions  *options,
                                              LpExportFacts          *facts);

/* What to do where it is not readable; NULL where it is. */
char                 *lp_export_dup_warning  (const LpExportFacts    *facts);

/* The drawing without title and legend, fitted into @width × @height pixels. */
cairo_surface_t      *lp_export_thumbnail    (LpDesign               *design,
                                              int                     width,
                                              int                     height,
                                              const LpStyle          *style)
                                              G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
