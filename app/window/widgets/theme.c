/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/widgets/theme.h"

#include <adwaita.h>

const LpStyle *
lp_theme_get_style (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    return lp_style_get (dark ? LP_THEME_CONTRAST_DARK : LP_THEME_CONTRAST_LIGHT);

  return lp_style_get (dark ? LP_THEME_DARK : LP_THEME_LIGHT);
}
