/* SPDX-License-Identifier: MIT */
/* style.h: the colours and line patterns of the drawing, as tables for each theme. */

#pragma once

#include "model/flow.h"
#include "model/kind.h"

G_BEGIN_DECLS

typedef enum
{
  LP_THEME_LIGHT,
  LP_THEME_DARK,
  LP_THEME_CONTRAST_LIGHT,
  LP_THEME_CONTRAST_DARK,
  LP_N_THEMES,
} LpTheme;

/* 0xRRGGBB. The drawing has no half-transparent colours: what is seen is what the table says. */
typedef guint32 LpColor;

/* How the kinds of one role look. */
typedef struct
{
  LpColor tint;             /* The tile behind the icon, and port pills. */
  LpColor ink;              /* The icon, and the text of port pills. */
} LpHueStyle;

typedef struct
{
  LpColor fill;
  LpColor text;
} LpBadgeStyle;

typedef struct
{
  LpColor line;             /* Also the text of its label. */
  double  width;
  double  dashes[4];        /* On and off, in drawing units; all 0 is a solid line. */
} LpFlowStyle;

typedef struct
{
  LpColor      paper;                      /* Behind everything. */
  LpColor      text;
  LpColor      dim_text;                   /* Second lines, addresses, legend. */
  LpColor      card;
  LpColor      card_border;
  LpColor      server;
  LpColor      server_border;
  LpColor      zone;
  LpColor      zone_border;
  LpColor      note;
  LpColor      note_border;
  LpColor      note_fold;
  LpColor      note_text;
  LpColor      hatch;                      /* Over what is down. */
  double       border_width;
  LpBadgeStyle pin;                        /* Of a single point of failure. */
  LpBadgeStyle info;
  LpBadgeStyle warning;
  LpBadgeStyle error;
  LpHueStyle   hues[LP_N_HUES];
  LpFlowStyle  flows[LP_N_FLOWS];
} LpStyle;

const LpStyle *lp_style_get      (LpTheme theme);

/* As WCAG 2 defines it: from 1 to 21. */
double         lp_style_contrast (LpColor a,
                                  LpColor b);

G_END_DECLS
