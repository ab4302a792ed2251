/* SPDX-License-Identifier: MIT */
/* banner.h: a line across the window about what needs an answer, with the buttons to give it. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What it may say; what comes first here is shown first. */
typedef enum
{
  LP_BANNER_GONE,           /* The file is not there any more. */
  LP_BANNER_UNGUARDED,      /* A crash would cost what is not saved. */
  LP_BANNER_RECOVERED,      /* This is work of an earlier run. */
  LP_BANNER_CHANGED,        /* The file was changed by somebody else. */
  LP_BANNER_LOST,           /* There is work of an earlier run. It is about no document. */
  LP_N_BANNERS,
} LpBannerKind;

#define LP_TYPE_BANNER (lp_banner_get_type ())
G_DECLARE_FINAL_TYPE (LpBanner, lp_banner, LP, BANNER, AdwBin)

void lp_banner_say     (LpBanner     *self,
                        LpBannerKind  kind,
                        const char   *text);
void lp_banner_unsay   (LpBanner     *self,
                        LpBannerKind  kind);

/* The user has read what is shown. */
void lp_banner_dismiss (LpBanner     *self);

G_END_DECLS
