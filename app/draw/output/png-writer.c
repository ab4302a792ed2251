/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/output/png-writer.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <png.h>
#include <string.h>

#define KEYWORD "linchpin"
#define BAND_PIXELS (1 << 20)

/* Large areas of one colour: a higher level takes three times as long for a tenth less. */
#define COMPRESSION_LEVEL 3

/* libpng leaves a function by longjmp: all that it may leave behind is in here. */
typedef struct
{
  GByteArray      *bytes;
  cairo_surface_t *surface;
  cairo_t         *cr;
  guint8          *row;
  char            *message;
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->bytes, g_byte_array_unref);
  g_clear_pointer (&work->cr, cairo_destroy);
  g_clear_pointer (&work->surface, cairo_surface_destroy);
  g_clear_pointer (&work->row, g_free);
  g_clear_pointer (&work->message, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static void
error_cb (png_structp     png,
          png_const_charp message)
{
  Work *work = png_get_error_ptr (png);

  work->message = g_strdup (message);
  longjmp (png_jmpbuf (png), 1);
}

static void
warning_cb (png_structp     png,
            png_const_charp message)
{
}

static void
write_cb (png_structp png,
          png_bytep   data,
          png_size_t  length)
{
  Work *work = png_get_io_ptr (png);

  g_byte_array_append (work->bytes, data, length);
}

static void
flush_cb (png_structp png)
{
}

static void
write_source (png_structp png,
              png_infop   info,
              GBytes     *source)
{
  gsize size;
  const char *data = g_bytes_get_data (source, &size);
  g_autofree char *text = g_strndup (data, size);
  png_text chunk = {
    .compression = PNG_ITXT_COMPRESSION_zTXt,
    .key = (char *) KEYWORD,
    .text = text,
    .itxt_length = strlen (text),
    .lang = (char *) "",
    .lang_key = (char *) "",
  };

  png_set_text (png, info, &chunk, 1);
}

static void
write_header (png_structp  png,
              png_infop    info,
              const LpPng *picture)
{
  const png_uint_32 per_metre = picture->resolution / 0.0254 + 0.5;

  png_set_user_limits (png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_compression_level (png, COMPRESSION_LEVEL);
  png_set_filter (png, 0, PNG_FILTER_NONE);
  png_set_IHDR (png, info, picture->width, picture->height, 8,
                picture->opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA,
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB_gAMA_and_cHRM (png, info, PNG_sRGB_INTENT_PERCEPTUAL);
  png_set_pHYs (png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
  if (picture->source != NULL)
    write_source (png, info, picture->source);
  png_write_info (png, info);
}

/* cairo’s pixels are premultiplied words, PNG’s are bytes that are not. */
static void
convert_row (const guint32 *pixels,
             guint8        *row,
             int            width,
             gboolean       opaque)
{
  for (int i = 0; i < width; i++)
    {
      const guint32 pixel = pixels[i];
      const guint alpha = pixel >> 24;
      guint red = pixel >> 16 & 0xff, green = pixel >> 8 & 0xff, blue = pixel & 0xff;

      if (!opaque && alpha > 0 && alpha < 255)
        {
          red = (red * 255 + alpha / 2) / alpha;
          green = (green * 255 + alpha / 2) / alpha;
          blue = (blue * 255 + alpha / 2) / alpha;
        }
      *row++ = red;
      *row++ = green;
      *row++ = blue;
      if (!opaque)
        *row++ = alpha;
    }
}

static void
paint_band (Work        *work,
            const LpPng *picture,
            int          top,
            int          height)
{
  work->cr = cairo_create (work->surface);
  cairo_rectangle (work->cr, 0, 0, picture->width, height);
  cairo_clip (work->cr);
  cairo_set_operator (work->cr, CAIRO_OPERATOR_CLEAR);
  cairo_paint (work->cr);
  cairo_set_operator (work->cr, CAIRO_OPERATOR_OVER);
  cairo_translate (work->cr, 0, -top);
  picture->paint (work->cr, picture->data);
  g_clear_pointer (&work->cr, cairo_destroy);
  cairo_surface_flush (work->surface);
}

static void
write_bands (png_structp  png,
             Work        *work,
             const LpPng *picture,
             int          band)
{
  const int stride = cairo_image_surface_get_stride (work->surface);

  for (int top = 0; top < picture->height; top += band)
    {
      const int height = MIN (band, picture->height - top);
      const guint8 *data;

      paint_band (work, picture, top, height);
      if (cairo_surface_status (work->surface) != CAIRO_STATUS_SUCCESS)
        png_error (png, cairo_status_to_string (cairo_surface_status (work->surface)));

      data = cairo_image_surface_get_data (work->surface);
      for (int y = 0; y < height; y++)
        {
          const guint32 *pixels = (const guint32 *) (data + (gsize) y * stride);

          convert_row (pixels, work->row, picture->width, picture->opaque);
          png_write_row (png, work->row);
        }
    }
}

static gboolean
run (png_structp  png,
     png_infop    info,
     Work        *work,
     const LpPng *picture,
     int          band)
{
  if (setjmp (png_jmpbuf (png)) != 0)
    return FALSE;

  png_set_write_fn (png, work, write_cb, flush_cb);
  write_header (png, info, picture);
  write_bands (png, work, picture, band);
  png_write_end (png, info);

  return TRUE;
}

GBytes *
lp_png_write (const LpPng  *picture,
              GError      **error)
{
  const int band = CLAMP (BAND_PIXELS / picture->width, 1, picture->height);
  g_auto (Work) work = { .bytes = g_byte_array_new () };
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, &work, error_cb, warning_cb);
  png_infop info = png_create_info_struct (png);
  gboolean done;

  work.surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, picture->width, band);
  work.row = g_malloc ((gsize) picture->width * 4);
  done = run (png, info, &work, picture, band);
  png_destroy_write_struct (&png, &info);

  if (!done)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _("The picture cannot be made: %s"), work.message);
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&work.bytes));
}
