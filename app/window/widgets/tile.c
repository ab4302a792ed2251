/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/widgets/tile.h"

/* Style classes; ui/style.css has the colours. */
static const char *const hues[LP_N_HUES] = {
  [LP_HUE_GREY] = "hue-grey",
  [LP_HUE_TEAL] = "hue-teal",
  [LP_HUE_PURPLE] = "hue-purple",
  [LP_HUE_BLUE] = "hue-blue",
  [LP_HUE_GREEN] = "hue-green",
  [LP_HUE_ORANGE] = "hue-orange",
  [LP_HUE_RED] = "hue-red",
  [LP_HUE_YELLOW] = "hue-yellow",
};

void
lp_tile_set_icon (GtkWidget  *tile,
                  const char *icon_name,
                  LpHue       hue)
{
  const char *classes[] = { "tile", hues[hue], NULL };

  gtk_image_set_from_icon_name (GTK_IMAGE (tile), icon_name);
  gtk_widget_set_css_classes (tile, classes);
}

void
lp_tile_set_kind (GtkWidget *tile,
                  LpKind     kind)
{
  const LpKindRow *row = lp_kind_get_row (kind);
  g_autofree char *icon_name = g_strconcat (row->key, "-symbolic", NULL);

  lp_tile_set_icon (tile, icon_name, row->hue);
}

GtkWidget *
lp_tile_new (LpKind kind)
{
  GtkWidget *tile = g_object_new (GTK_TYPE_IMAGE,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "valign", GTK_ALIGN_CENTER,
                                  NULL);

  lp_tile_set_kind (tile, kind);

  return tile;
}
