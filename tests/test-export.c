/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/output/export.h"
#include "draw/paint/paint.h"
#include "file/png-source.h"
#include "file/reader.h"
#include "file/writer.h"

#include "doodle.h"
#include "sketch.h"

#include <libxml/parser.h>
#include <string.h>

#define TASK \
  "client visitor x=0 y=0\n" \
  "dns dns name=DNS x=0 y=200\n" \
  "  record r type=A name=www value=8.8.8.8\n" \
  "server one name=lb-01 address=8.8.8.8 x=320 y=0\n" \
  "  load-balancer haproxy name=HAProxy algorithm=round-robin mode=active-active x=16 y=44\n" \
  "    listen l port=443 protocol=https\n" \
  "visitor -> dns lookup\n" \
  "visitor -> haproxy request protocol=https port=443\n"

static LpDesign *
make_design (void)
{
  LpDesign *design = sketch_new (TASK);
  LpElement *root = lp_design_get_root (design);

  lp_element_set_text (root, LP_ATTRIBUTE_TITLE, "A & B <of> “C”");
  lp_element_set_text (root, LP_ATTRIBUTE_SITE, "www.foobar.com");
  lp_element_set_text (root, LP_ATTRIBUTE_BRIEF, "task-1");

  return design;
}

static GBytes *
export (LpDesign              *design,
        const char            *name,
        const LpExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = lp_export_to_bytes (design, NULL, lp_export_find_format (name), options, NULL,
                                      &error);

  g_assert_no_error (error);

  return bytes;
}

typedef struct
{
  const guint8 *at;
  gsize         left;
} Bytes;

static cairo_status_t
read_cb (void          *closure,
         unsigned char *data,
         unsigned int   length)
{
  Bytes *bytes = closure;

  if (length > bytes->left)
    return CAIRO_STATUS_READ_ERROR;

  memcpy (data, bytes->at, length);
  bytes->at += length;
  bytes->left -= length;

  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
decode (GBytes *png)
{
  Bytes bytes;
  cairo_surface_t *surface;

  bytes.at = g_bytes_get_data (png, &bytes.left);
  surface = cairo_image_surface_create_from_png_stream (read_cb, &bytes);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);

  return surface;
}

static guint32
pixel_at (cairo_surface_t *surface,
          int              x,
          int              y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) +
                      y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) row)[x];
}

static void
test_formats_are_found_by_ending (void)
{
  g_assert_cmpstr (lp_export_find_format ("a/b.c/x.PNG")->suffix, ==, "png");
  g_assert_cmpstr (lp_export_find_format ("x.svg")->suffix, ==, "svg");
  g_assert_null (lp_export_find_format ("x.gif"));
  g_assert_null (lp_export_find_format ("png"));
  g_assert_null (lp_export_find_format (""));
}

/* One drawing: the file has the pixels that the painter puts on a screen. */
static void
test_png_is_what_the_painter_paints (void)
{
  g_autoptr (LpDesign) design = make_design ();
  g_autoptr (LpScene) scene = lp_scene_new (design);
  const LpExportOptions options = { .scale = 1, .border = 10, .marks = TRUE };
  const LpPaintOptions paint = { .style = lp_style_get (LP_THEME_LIGHT), .marks = TRUE };
  g_autoptr (GBytes) png = export (design, "x.png", &options);
  cairo_surface_t *file = decode (png);
  const int width = cairo_image_surface_get_width (file);
  const int height = cairo_image_surface_get_height (file);
  cairo_surface_t *screen = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (screen);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, 10, 10);
  lp_scene_update (scene, NULL);
  lp_paint (scene, cr, &paint);
  cairo_destroy (cr);
  cairo_surface_flush (screen);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      g_assert_cmphex (pixel_at (file, x, y) & 0xffffff, ==, pixel_at (screen, x, y) & 0xffffff);

  cairo_surface_destroy (file);
  cairo_surface_destroy (screen);
}

/* The bands in which a large picture is painted leave no seam. */
static void
test_a_large_png_has_no_seams (void)
{
  g_autoptr (LpDesign) design = make_design ();
  const LpExportOptions options = { .width = 4000, .border = 8 };
  g_autoptr (GBytes) png = export (design, "x.png", &options);
  cairo_surface_t *file = decode (png);
  const int height = cairo_image_surface_get_height (file);
  cairo_surface_t *screen = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 4000, height);
  g_autoptr (LpScene) scene = lp_scene_new (design);
  const LpPaintOptions paint = { .style = lp_style_get (LP_THEME_LIGHT) };
  cairo_t *cr = cairo_create (screen);
  double scale;
  LpRect visitor, server;

  g_assert_cmpint (cairo_image_surface_get_width (file), ==, 4000);
  g_assert_cmpint (height, >, 600);
  lp_scene_update (scene, NULL);
  lp_scene_get_rect (scene, lp_design_find (design, "visitor"), &visitor);
  lp_scene_get_rect (scene, lp_design_find (design, "one"), &server);
  scale = 4000 / (server.x + server.width - visitor.x + 16);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, 8, 8);
  lp_paint (scene, cr, &paint);
  cairo_destroy (cr);
  cairo_surface_flush (screen);

  /* With another clip cairo rounds otherwise now and then. */
  for (int y = 0; y < height; y++)
    for (int x = 0; x < 4000; x++)
      for (guint shift = 0; shift < 24; shift += 8)
        {
          const int found = pixel_at (file, x, y) >> shift & 0xff;
          const int expected = pixel_at (screen, x, y) >> shift & 0xff;

          g_assert_cmpint (ABS (found - expected), <=, 2);
        }

  cairo_surface_destroy (file);
  cairo_surface_destroy (screen);
}

static void
test_a_png_carries_its_design (void)
{
  g_autoptr (LpDesign) design = make_design ();
  g_autoptr (GBytes) source = lp_file_write_bytes (design);
  LpExportOptions options = LP_EXPORT_OPTIONS_INIT;
  g_autoptr (GBytes) with = NULL;
  g_autoptr (GBytes) without = export (design, "x.png", &options);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LpDesign) again = NULL;

  options.source = source;
  with = export (design, "x.png", &options);
  found = lp_png_source_read (with, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (found, source));
  again = lp_file_read_bytes (with, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lp_design_get_n_boxes (again), ==, lp_design_get_n_boxes (design));

  g_assert_null (lp_png_source_read (without, &error));
}

static void
test_the_same_design_gives_the_same_bytes (void)
{
  guint n_formats;
  const LpExportFormat *formats = lp_export_get_formats (&n_formats);
  const LpExportOptions options = LP_EXPORT_OPTIONS_INIT;

  for (guint i = 0; i < n_formats; i++)
    if (strcmp (formats[i].suffix, "pdf") != 0)         /* It states when it was made. */
      {
        g_autoptr (LpDesign) first = make_design ();
        g_autoptr (LpDesign) second = make_design ();
        g_autofree char *name = g_strconcat ("x.", formats[i].suffix, NULL);
        g_autoptr (GBytes) a = export (first, name, &options);
        g_autoptr (GBytes) b = export (second, name, &options);

        g_assert_true (g_bytes_equal (a, b));
      }
}

static void
test_backgrounds (void)
{
  static const struct
  {
    LpBackground background;
    guint32      corner;
  } rows[] = {
    { LP_BACKGROUND_WHITE, 0xffffffff },
    { LP_BACKGROUND_TRANSPARENT, 0x00000000 },
    { LP_BACKGROUND_DARK, 0xff1e1e1e },
  };
  g_autoptr (LpDesign) design = make_design ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LpExportOptions options = LP_EXPORT_OPTIONS_INIT;
      g_autoptr (GBytes) png = NULL;
      cairo_surface_t *surface;

      options.background = rows[i].background;
      png = export (design, "x.png", &options);
      surface = decode (png);
      g_assert_cmphex (pixel_at (surface, 0, 0) | (i == 1 ? 0 : 0xff000000), ==, rows[i].corner);
      cairo_surface_destroy (surface);
    }
}

static void
collect_texts (xmlNode *node,
               GString *texts)
{
  for (; node != NULL; node = node->next)
    {
      if (strcmp ((const char *) node->name, "text") == 0 && node->type == XML_ELEMENT_NODE)
        {
          xmlChar *content = xmlNodeGetContent (node);

          g_string_append_printf (texts, "%s\n", (const char *) content);
          xmlFree (content);
        }
      collect_texts (node->children, texts);
    }
}

/* Whatever people write, an SVG is well-formed and has it as text. */
static void
test_svg_has_texts (void)
{
  static const char *const wanted[] = {
    "A & B <of> “C”\n", "www.foobar.com · task 1\n", "HAProxy\n", "443\n", "8.8.8.8\n",
    "A www → 8.8.8.8\n", "HTTPS 443\n", "round robin · active-active\n", "request\n",
    "</text><script>\n", "first line of a note\n", "a␛[0m\\u{fdd0}\n",
  };
  g_autoptr (LpDesign) design = make_design ();
  g_autoptr (LpElement) note = lp_design_make_element (design, LP_KIND_NOTE, NULL);
  const LpExportOptions options = LP_EXPORT_OPTIONS_INIT;
  g_autoptr (GString) texts = g_string_new (NULL);
  g_autoptr (GBytes) svg = NULL;
  xmlDoc *document;

  lp_element_set_text (lp_design_find (design, "dns"), LP_ATTRIBUTE_NAME, "</text><script>");
  lp_element_set_text (lp_design_find (design, "one"), LP_ATTRIBUTE_NAME, "a\x1b[0m\xef\xb7\x90");
  lp_element_set_text (note, LP_ATTRIBUTE_TEXT, "first line of a note\nsecond line");
  lp_design_add (design, note, lp_design_get_root (design), NULL);

  svg = export (design, "x.svg", &options);
  document = xmlReadMemory (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg), NULL, NULL,
                            XML_PARSE_NONET);
  g_assert_nonnull (document);
  collect_texts (xmlDocGetRootElement (document), texts);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (strstr (texts->str, wanted[i]) == NULL)
      g_error ("The SVG has no “%s”, only:\n%s", wanted[i], texts->str);
  xmlFreeDoc (document);
}

static void
test_pdf_is_one (void)
{
  g_autoptr (LpDesign) design = make_design ();
  const LpExportOptions options = LP_EXPORT_OPTIONS_INIT;
  g_autoptr (GBytes) pdf = NULL;

  lp_element_set_text (lp_design_get_root (design), LP_ATTRIBUTE_TITLE, "\x1b\xef\xb7\x90\xff");
  pdf = export (design, "x.pdf", &options);

  g_assert_cmpuint (g_bytes_get_size (pdf), >, 2000);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (pdf, NULL), "%PDF-"));
}

static void
test_what_nothing_opens_is_refused (void)
{
  g_autoptr (LpDesign) design = make_design ();
  LpExportOptions options = LP_EXPORT_OPTIONS_INIT;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  options.width = 50000;
  bytes = lp_export_to_bytes (design, NULL, lp_export_find_format ("x.png"), &options, NULL,
                              &error);
  g_assert_null (bytes);
  g_assert_error (error, LP_EXPORT_ERROR, LP_EXPORT_ERROR_SIZE);
  g_assert_nonnull (strstr (error->message, "50000 × "));
  g_clear_error (&error);

  bytes = lp_export_to_bytes (design, NULL, lp_export_find_format ("x.svg"), &options, NULL,
                              &error);
  g_assert_no_error (error);
}

static void
test_sizes_are_those_asked_for (void)
{
  g_autoptr (LpDesign) design = make_design ();
  LpExportOptions options = { .scale = 1 };
  LpExportFacts plain, twice, framed;

  lp_export_get_facts (design, NULL, &options, &plain);
  options.scale = 2;
  lp_export_get_facts (design, NULL, &options, &twice);
  g_assert_cmpint (twice.width, ==, 2 * plain.width);
  g_assert_cmpint (twice.height, ==, 2 * plain.height);

  options = (LpExportOptions) { .scale = 1, .border = 30, .title = TRUE, .legend = TRUE };
  lp_export_get_facts (design, NULL, &options, &framed);
  g_assert_cmpint (framed.width, ==, plain.width + 60);
  g_assert_cmpint (framed.height, >, plain.height + 60 + 60);

  options = (LpExportOptions) { .width = 1234 };
  lp_export_get_facts (design, NULL, &options, &plain);
  g_assert_cmpint (plain.width, ==, 1234);
}

static void
test_a_selection_leaves_out_the_rest (void)
{
  g_autoptr (LpDesign) design = make_design ();
  g_autoptr (GPtrArray) selection = g_ptr_array_new ();
  LpExportOptions options = { .scale = 1, .selection = selection };
  g_autoptr (GBytes) svg = NULL;
  g_autofree char *text = NULL;
  LpExportFacts facts;

  g_ptr_array_add (selection, lp_design_find (design, "haproxy"));
  lp_export_get_facts (design, NULL, &options, &facts);
  g_assert_cmpint (facts.width, ==, 208);
  g_assert_cmpint (facts.height, ==, 56);

  svg = export (design, "x.svg", &options);
  text = g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
  g_assert_nonnull (strstr (text, ">HAProxy<"));
  g_assert_null (strstr (text, ">lb-01<"));
}

static void
test_a_wide_picture_is_called_hard_to_read (void)
{
  g_autoptr (LpDesign) design = make_design ();
  const LpExportOptions options = LP_EXPORT_OPTIONS_INIT;
  g_autofree char *warning = NULL;
  LpExportFacts facts;

  lp_export_get_facts (design, NULL, &options, &facts);
  g_assert_true (facts.is_readable);
  g_assert_cmpfloat (facts.text_height, >=, 9);
  g_assert_null (lp_export_dup_warning (&facts));
  lp_element_set_number (lp_design_find (design, "one"), LP_ATTRIBUTE_X, 2000);
  lp_export_get_facts (design, NULL, &options, &facts);
  g_assert_false (facts.is_readable);
  g_assert_cmpfloat (facts.text_height, <, 9);
  warning = lp_export_dup_warning (&facts);
  g_assert_nonnull (strstr (warning, "pixels high"));
}

static void
test_nothing_is_a_picture_too (void)
{
  g_autoptr (LpDesign) design = lp_design_new ();
  const LpExportOptions options = LP_EXPORT_OPTIONS_INIT;
  guint n_formats;
  const LpExportFormat *formats = lp_export_get_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    {
      g_autofree char *name = g_strconcat ("x.", formats[i].suffix, NULL);
      g_autoptr (GBytes) bytes = export (design, name, &options);

      g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
    }
}

static void
test_thumbnails_fit (void)
{
  GRand *rand = g_rand_new_with_seed (4);
  g_autoptr (LpDesign) design = doodle_new (rand, 40);
  cairo_surface_t *surface = lp_export_thumbnail (design, 240, 150, lp_style_get (LP_THEME_LIGHT));
  guint n_painted = 0;

  cairo_surface_flush (surface);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 240);
  for (int y = 0; y < 150; y++)
    for (int x = 0; x < 240; x++)
      n_painted += pixel_at (surface, x, y) != 0;
  g_assert_cmpuint (n_painted, >, 1000);
  cairo_surface_destroy (surface);
  g_rand_free (rand);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/formats", test_formats_are_found_by_ending);
  g_test_add_func ("/export/png", test_png_is_what_the_painter_paints);
  g_test_add_func ("/export/bands", test_a_large_png_has_no_seams);
  g_test_add_func ("/export/source", test_a_png_carries_its_design);
  g_test_add_func ("/export/same", test_the_same_design_gives_the_same_bytes);
  g_test_add_func ("/export/backgrounds", test_backgrounds);
  g_test_add_func ("/export/svg", test_svg_has_texts);
  g_test_add_func ("/export/pdf", test_pdf_is_one);
  g_test_add_func ("/export/too-large", test_what_nothing_opens_is_refused);
  g_test_add_func ("/export/sizes", test_sizes_are_those_asked_for);
  g_test_add_func ("/export/selection", test_a_selection_leaves_out_the_rest);
  g_test_add_func ("/export/readable", test_a_wide_picture_is_called_hard_to_read);
  g_test_add_func ("/export/empty", test_nothing_is_a_picture_too);
  g_test_add_func ("/export/thumbnail", test_thumbnails_fit);

  return g_test_run ();
}
