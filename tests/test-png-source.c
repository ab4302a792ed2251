/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/png-source.h"

#include <png.h>
#include <string.h>

#include "file/format.h"
#include "file/limits.h"
#include "file/reader.h"

#define DESIGN "<design xmlns=\"" LP_FILE_NAMESPACE "\" title=\"Grüße\"/>"

static void
append_cb (png_struct *png,
           png_byte   *data,
           png_size_t  size)
{
  g_byte_array_append (png_get_io_ptr (png), data, size);
}

static void
flush_cb (png_struct *png)
{
}

/* A picture of one pixel with a text; libpng’s own idea of one. */
static GBytes *
make_picture (const char *keyword,
              const char *text,
              int         compression,
              gboolean    at_end)
{
  GByteArray *bytes = g_byte_array_new ();
  png_struct *png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_info *info = png_create_info_struct (png);
  png_info *end = png_create_info_struct (png);
  png_byte pixel = 0;
  png_text entry = {
    .compression = compression, .key = (char *) keyword, .text = (char *) text,
    .itxt_length = strlen (text), .lang = (char *) "de", .lang_key = (char *) "Entwurf",
  };

  png_set_write_fn (png, bytes, append_cb, flush_cb);
  png_set_IHDR (png, info, 1, 1, 8, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_text (png, at_end ? end : info, &entry, 1);
  png_write_info (png, info);
  png_write_row (png, &pixel);
  png_write_end (png, end);
  png_destroy_info_struct (png, &end);
  png_destroy_write_struct (&png, &info);

  return g_byte_array_free_to_bytes (bytes);
}

static void
test_designs_travel_in_pictures (void)
{
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GBytes) picture = make_picture (LP_FILE_PNG_KEYWORD, DESIGN,
                                                 i & 1 ? PNG_ITXT_COMPRESSION_zTXt
                                                       : PNG_ITXT_COMPRESSION_NONE, i & 2);
      g_autoptr (GError) error = NULL;
      LpDesign *design = lp_file_read_bytes (picture, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (lp_element_get_text (lp_design_get_root (design), LP_ATTRIBUTE_TITLE), ==,
                       "Grüße");
      g_assert_finalize_object (design);
    }
}

static void
assert_refused (GBytes     *picture,
                const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lp_file_read_bytes (picture, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (error->domain, ==, LP_FILE_ERROR);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_pictures_of_others_are_refused (void)
{
  g_autoptr (GBytes) longer = make_picture ("linchpins", DESIGN, PNG_ITXT_COMPRESSION_NONE, FALSE);
  g_autoptr (GBytes) plain = make_picture (LP_FILE_PNG_KEYWORD, DESIGN, PNG_TEXT_COMPRESSION_NONE,
                                           FALSE);
  g_autoptr (GBytes) broken = make_picture (LP_FILE_PNG_KEYWORD, "<design",
                                            PNG_ITXT_COMPRESSION_NONE, FALSE);

  assert_refused (longer, "The picture carries no design: only PNG files exported by Linchpin "
                  "can be opened again");
  assert_refused (plain, "The picture carries no design: only PNG files exported by Linchpin "
                  "can be opened again");
  assert_refused (broken, "Line 1: the file ends here, before the design does; it is not whole");
}

static void
test_packed_designs_do_not_burst (void)
{
  g_autofree char *spaces = g_strnfill (LP_FILE_MAX_SIZE + 1, ' ');
  g_autoptr (GBytes) picture = make_picture (LP_FILE_PNG_KEYWORD, spaces,
                                             PNG_ITXT_COMPRESSION_zTXt, FALSE);

  g_assert_cmpuint (g_bytes_get_size (picture), <, 1000000);
  assert_refused (picture, "The design in the picture has more than 128 MiB, "
                  "which no drawing needs");
}

/* The byte that says whether the text is packed is 0 or 1; half of the others are below 0 where
 * char has a sign. */
static void
test_a_flag_is_one_of_two (void)
{
  g_autoptr (GBytes) picture = make_picture (LP_FILE_PNG_KEYWORD, DESIGN,
                                             PNG_ITXT_COMPRESSION_zTXt, FALSE);
  gsize size;
  const guint8 *data = g_bytes_get_data (picture, &size);
  const guint8 *keyword = memmem (data, size, LP_FILE_PNG_KEYWORD, sizeof LP_FILE_PNG_KEYWORD);
  const gsize place = keyword + sizeof LP_FILE_PNG_KEYWORD - data;

  g_assert_cmpuint (data[place], ==, 1);
  for (guint flag = 2; flag < 256; flag++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) changed = NULL;

      copy[place] = flag;
      changed = g_bytes_new (copy, size);
      assert_refused (changed, "The picture carries a design, but it is damaged");
    }
}

static void
test_damaged_pictures_break_nothing (void)
{
  g_autoptr (GBytes) picture = make_picture (LP_FILE_PNG_KEYWORD, DESIGN,
                                             PNG_ITXT_COMPRESSION_zTXt, FALSE);
  gsize size;
  const guint8 *data = g_bytes_get_data (picture, &size);

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (data, i);
      LpDesign *design = lp_file_read_bytes (cut, NULL);

      g_clear_object (&design);

      for (int bit = 0; bit < 8; bit++)
        {
          g_autofree guint8 *copy = g_memdup2 (data, size);
          g_autoptr (GBytes) changed = NULL;

          copy[i] ^= 1 << bit;
          changed = g_bytes_new (copy, size);
          design = lp_file_read_bytes (changed, NULL);
          g_clear_object (&design);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/png/carries", test_designs_travel_in_pictures);
  g_test_add_func ("/png/others", test_pictures_of_others_are_refused);
  g_test_add_func ("/png/bomb", test_packed_designs_do_not_burst);
  g_test_add_func ("/png/flag", test_a_flag_is_one_of_two);
  g_test_add_func ("/png/damaged", test_damaged_pictures_break_nothing);

  return g_test_run ();
}
