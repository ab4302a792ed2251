/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "area.h"

struct _Area
{
  GtkWidget parent_instance;

  guint     n_frames;
};

G_DEFINE_FINAL_TYPE (Area, area, GTK_TYPE_WIDGET)

static void
area_snapshot (GtkWidget   *widget,
               GtkSnapshot *snapshot)
{
  const float shade = 0.5 + AREA_AREA (widget)->n_frames++ % 16 / 32.0;

  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { shade, shade, shade, 1 },
                             &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                  gtk_widget_get_height (widget)));
}

static void
area_class_init (AreaClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = area_snapshot;
}

static void
area_init (Area *self)
{
}

GtkWidget *
area_new (void)
{
  return g_object_new (AREA_TYPE, NULL);
}
