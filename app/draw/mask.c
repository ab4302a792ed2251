/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/mask.h"

#include <math.h>

void
lp_mask_paint (cairo_t         *cr,
               cairo_surface_t *mask,
               double           scale,
               double           x,
               double           y)
{
  double across = 1, down = 0;

  cairo_save (cr);
  cairo_user_to_device_distance (cr, &across, &down);
  if (fabs (across - scale) < 0.02 * scale && down == 0)
    {
      cairo_user_to_device (cr, &x, &y);
      cairo_identity_matrix (cr);
      x = round (x);
      y = round (y);
    }
  else
    {
      cairo_translate (cr, x, y);
      cairo_scale (cr, 1 / scale, 1 / scale);
      x = y = 0;
    }
  cairo_mask_surface (cr, mask, x, y);
  cairo_restore (cr);
}
