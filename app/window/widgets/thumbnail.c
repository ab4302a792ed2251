/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/widgets/thumbnail.h"

#include <adwaita.h>

#include "draw/output/export.h"
#include "file/templates.h"
#include "window/widgets/theme.h"

struct _LpThumbnail
{
  GtkWidget   parent_instance;

  char       *key;
  int         width;
  int         height;
  GdkTexture *texture;      /* NULL until it is drawn. */
  guint       waiting;
};

G_DEFINE_FINAL_TYPE (LpThumbnail, lp_thumbnail, GTK_TYPE_WIDGET)

static GdkTexture *
make_texture (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) stride * height);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static gboolean
draw_cb (gpointer user_data)
{
  LpThumbnail *self = user_data;
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autoptr (LpDesign) design = lp_template_open (self->key, NULL);
  cairo_surface_t *surface;

  self->waiting = 0;
  if (design == NULL)
    return G_SOURCE_REMOVE;

  surface = lp_export_thumbnail (design, self->width * scale, self->height * scale,
                                 lp_theme_get_style ());
  g_clear_object (&self->texture);
  self->texture = make_texture (surface);
  cairo_surface_destroy (surface);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

/* The window shall be there first. */
static void
draw_soon (LpThumbnail *self)
{
  if (self->waiting == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->waiting = g_idle_add_full (G_PRIORITY_LOW, draw_cb, self, NULL);
}

static void
lp_thumbnail_map (GtkWidget *widget)
{
  LpThumbnail *self = LP_THUMBNAIL (widget);

  GTK_WIDGET_CLASS (lp_thumbnail_parent_class)->map (widget);
  if (self->texture == NULL)
    draw_soon (self);
}

static void
lp_thumbnail_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&LP_THUMBNAIL (widget)->waiting, g_source_remove);

  GTK_WIDGET_CLASS (lp_thumbnail_parent_class)->unmap (widget);
}

static void
lp_thumbnail_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  LpThumbnail *self = LP_THUMBNAIL (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;
}

static void
lp_thumbnail_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  LpThumbnail *self = LP_THUMBNAIL (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT ((width - self->width) / 2, (height - self->height) / 2,
                                             self->width, self->height);

  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture, &area);
}

static void
lp_thumbnail_finalize (GObject *object)
{
  LpThumbnail *self = LP_THUMBNAIL (object);

  g_free (self->key);
  g_clear_object (&self->texture);

  G_OBJECT_CLASS (lp_thumbnail_parent_class)->finalize (object);
}

static void
lp_thumbnail_class_init (LpThumbnailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lp_thumbnail_finalize;
  widget_class->map = lp_thumbnail_map;
  widget_class->unmap = lp_thumbnail_unmap;
  widget_class->measure = lp_thumbnail_measure;
  widget_class->snapshot = lp_thumbnail_snapshot;

  gtk_widget_class_set_css_name (widget_class, "thumbnail");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lp_thumbnail_init (LpThumbnail *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (draw_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (draw_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (draw_soon), NULL);
}

GtkWidget *
lp_thumbnail_new (const char *key,
                  int         width,
                  int         height)
{
  LpThumbnail *self = g_object_new (LP_TYPE_THUMBNAIL, NULL);

  self->key = g_strdup (key);
  self->width = width;
  self->height = height;

  return GTK_WIDGET (self);
}
