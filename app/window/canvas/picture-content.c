/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/picture-content.h"

#include "draw/output/export.h"

struct _LpPictureContent
{
  GdkContentProvider  parent_instance;

  LpDesign           *design;
};

G_DEFINE_FINAL_TYPE (LpPictureContent, lp_picture_content, GDK_TYPE_CONTENT_PROVIDER)

/* The best for other programs comes first. */
static const char *const suffixes[] = { "x.png", "x.svg" };

static GdkContentFormats *
lp_picture_content_ref_formats (GdkContentProvider *provider)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gdk_content_formats_builder_add_mime_type (builder,
                                               lp_export_find_format (suffixes[i])->mime_type);

  return gdk_content_formats_builder_free_to_formats (builder);
}

static GBytes *
draw (LpPictureContent  *self,
      const char        *mime_type,
      GError           **error)
{
  LpExportOptions options = { .scale = 2, .border = 16 };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      const LpExportFormat *format = lp_export_find_format (suffixes[i]);

      if (g_str_equal (format->mime_type, mime_type))
        return lp_export_to_bytes (self->design, NULL, format, &options, NULL, error);
    }

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, mime_type);

  return NULL;
}

static void
written_cb (GObject      *stream,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (stream), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
lp_picture_content_write_mime_type_async (GdkContentProvider  *provider,
                                          const char          *mime_type,
                                          GOutputStream       *stream,
                                          int                  io_priority,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);
  GError *error = NULL;
  GBytes *bytes = draw (LP_PICTURE_CONTENT (provider), mime_type, &error);

  g_task_set_priority (task, io_priority);
  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, bytes, (GDestroyNotify) g_bytes_unref);
  g_output_stream_write_all_async (stream, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                   io_priority, cancellable, written_cb, g_steal_pointer (&task));
}

static gboolean
lp_picture_content_write_mime_type_finish (GdkContentProvider  *provider,
                                           GAsyncResult        *result,
                                           GError             **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lp_picture_content_finalize (GObject *object)
{
  g_object_unref (LP_PICTURE_CONTENT (object)->design);

  G_OBJECT_CLASS (lp_picture_content_parent_class)->finalize (object);
}

static void
lp_picture_content_class_init (LpPictureContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lp_picture_content_finalize;
  provider_class->ref_formats = lp_picture_content_ref_formats;
  provider_class->write_mime_type_async = lp_picture_content_write_mime_type_async;
  provider_class->write_mime_type_finish = lp_picture_content_write_mime_type_finish;
}

static void
lp_picture_content_init (LpPictureContent *self)
{
}

GdkContentProvider *
lp_picture_content_new (LpDesign *design)
{
  LpPictureContent *self;

  g_return_val_if_fail (LP_IS_DESIGN (design), NULL);

  self = g_object_new (LP_TYPE_PICTURE_CONTENT, NULL);
  self->design = g_object_ref (design);

  return GDK_CONTENT_PROVIDER (self);
}
