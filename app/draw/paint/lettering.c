/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint/lettering.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define SANS "Cantarell, Adwaita Sans, sans-serif"
#define MONO "Source Code Pro, Adwaita Mono, monospace"

/* Each takes some 4 KiB: enough of them for the largest screen full of text. Long ones take more,
 * about a hundred bytes for each of their own. */
#define MAX_ENTRIES 6000
#define MAX_BYTES (1024 * 1024)

/* No line of a drawing shows more bytes; and less than these is no letter. */
#define LONGEST_LINE 4096
#define NARROWEST_LETTER 2
#define LOWEST_LINE 8
#define LONGEST_LETTER 4        /* In bytes. */

/* Nothing is smaller than 11.5: on a page that shows a picture at 80 % it has still 9 pixels. */
static const LpFontRow fonts[LP_N_FONTS] = {
  [LP_FONT_TITLE] = { SANS, 18, 700, 12.6 },
  [LP_FONT_SITE] = { SANS, 12, 400, 8.4 },
  [LP_FONT_NAME] = { SANS, 13, 600, 9.1 },
  [LP_FONT_SECOND] = { SANS, 11.5, 400, 8.0 },
  [LP_FONT_HEADER] = { SANS, 12, 600, 8.4 },
  [LP_FONT_ADDRESS] = { MONO, 11.5, 400, 8.4 },
  [LP_FONT_CHIP] = { SANS, 11.5, 400, 8.0 },
  [LP_FONT_PORT] = { MONO, 11.5, 400, 8.4 },
  [LP_FONT_LABEL] = { SANS, 11.5, 400, 8.0 },
  [LP_FONT_NOTE] = { SANS, 11.5, 400, 8.0 },
  [LP_FONT_BADGE] = { SANS, 11.5, 700, 8.0 },
};

typedef struct
{
  LpFont       font;
  int          width;       /* In Pango’s units, or -1. */
  char        *text;
  PangoLayout *layout;
  cairo_surface_t *mask;    /* NULL until somebody asks. */
  double       mask_scale;
  int          mask_left;   /* In pixels. */
  int          mask_top;
} Entry;

/* Pango’s font maps belong to a thread, so all this does, too. */
typedef struct
{
  PangoContext         *context;
  PangoFontDescription *descriptions[LP_N_FONTS];
  GHashTable           *entries;
  gsize                 n_bytes;        /* Of their texts. */
} Lettering;

static guint
entry_hash (gconstpointer key)
{
  const Entry *entry = key;

  return (g_str_hash (entry->text) * 31 + entry->width) * LP_N_FONTS + entry->font;
}

static gboolean
entry_equal (gconstpointer a,
             gconstpointer b)
{
  const Entry *left = a, *right = b;

  return left->font == right->font && left->width == right->width &&
         strcmp (left->text, right->text) == 0;
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->text);
  g_object_unref (entry->layout);
  g_clear_pointer (&entry->mask, cairo_surface_destroy);
  g_free (entry);
}

static void
lettering_free (gpointer data)
{
  Lettering *self = data;

  g_hash_table_unref (self->entries);
  for (guint i = 0; i < LP_N_FONTS; i++)
    pango_font_description_free (self->descriptions[i]);
  g_object_unref (self->context);
  g_free (self);
}

static GPrivate own_lettering = G_PRIVATE_INIT (lettering_free);

/* Neither the screen’s resolution nor its hinting: what fits here fits everywhere. */
static PangoContext *
make_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);

  return context;
}

static Lettering *
get_lettering (void)
{
  Lettering *self = g_private_get (&own_lettering);

  if (self != NULL)
    return self;

  self = g_new0 (Lettering, 1);
  self->context = make_context ();
  self->entries = g_hash_table_new_full (entry_hash, entry_equal, NULL, entry_free);
  for (guint i = 0; i < LP_N_FONTS; i++)
    {
      self->descriptions[i] = pango_font_description_new ();
      pango_font_description_set_family (self->descriptions[i], fonts[i].family);
      pango_font_description_set_weight (self->descriptions[i], fonts[i].weight);
      pango_font_description_set_absolute_size (self->descriptions[i], fonts[i].size * PANGO_SCALE);
    }
  g_private_set (&own_lettering, self);

  return self;
}

const LpFontRow *
lp_lettering_get_font (LpFont font)
{
  g_return_val_if_fail (font < LP_N_FONTS, NULL);

  return &fonts[font];
}

static PangoLayout *
make_layout (Lettering  *self,
             LpFont      font,
             const char *text,
             int         width)
{
  PangoLayout *layout = pango_layout_new (self->context);

  pango_layout_set_font_description (layout, self->descriptions[font]);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, width);
  pango_layout_set_ellipsize (layout, width >= 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);

  return layout;
}

/* The beginning of @text, with an ellipsis; or NULL where it has no more than @most bytes. */
static char *
cut_off (const char *text,
         gsize       most)
{
  g_autofree char *start = NULL;

  if (strnlen (text, most + 1) <= most)
    return NULL;

  while ((text[most] & 0xc0) == 0x80)
    most--;
  start = g_strndup (text, most);

  return g_strconcat (start, "…", NULL);
}

static void
make_room (Lettering *self,
           gsize      n_bytes)
{
  if (g_hash_table_size (self->entries) >= MAX_ENTRIES || self->n_bytes + n_bytes > MAX_BYTES)
    {
      g_hash_table_remove_all (self->entries);
      self->n_bytes = 0;
    }
  self->n_bytes += n_bytes;
}

static Entry *
get_entry (LpFont      font,
           const char *text,
           double      width)
{
  Lettering *self = get_lettering ();
  g_autofree char *cut = cut_off (text, LONGEST_LINE);
  const Entry wanted = {
    .font = font, .width = width < 0 ? -1 : (int) (width * PANGO_SCALE),
    .text = cut != NULL ? cut : (char *) text,
  };
  Entry *entry = g_hash_table_lookup (self->entries, &wanted);

  if (entry != NULL)
    return entry;

  make_room (self, strlen (wanted.text));
  entry = g_memdup2 (&wanted, sizeof wanted);
  entry->text = g_strdup (wanted.text);
  entry->layout = make_layout (self, font, wanted.text, wanted.width);
  pango_layout_set_single_paragraph_mode (entry->layout, TRUE);
  g_hash_table_add (self->entries, entry);

  return entry;
}

PangoLayout *
lp_lettering_get (LpFont      font,
                  const char *text,
                  double      width)
{
  return get_entry (font, text, width)->layout;
}

static void
make_mask (Entry  *entry,
           double  scale)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (entry->layout, 0);
  PangoRectangle ink;
  cairo_t *cr;

  pango_layout_line_get_extents (line, &ink, NULL);
  g_clear_pointer (&entry->mask, cairo_surface_destroy);
  entry->mask_scale = scale;
  entry->mask_left = floor (ink.x * scale / PANGO_SCALE) - 1;
  entry->mask_top = floor (ink.y * scale / PANGO_SCALE) - 1;
  entry->mask = cairo_image_surface_create (CAIRO_FORMAT_A8,
                                            ceil (ink.width * scale / PANGO_SCALE) + 3,
                                            ceil (ink.height * scale / PANGO_SCALE) + 3);
  cr = cairo_create (entry->mask);
  cairo_translate (cr, -entry->mask_left, -entry->mask_top);
  cairo_scale (cr, scale, scale);
  pango_cairo_layout_line_path (cr, line);
  cairo_fill (cr);
  cairo_destroy (cr);
}

cairo_surface_t *
lp_lettering_get_mask (LpFont      font,
                       const char *text,
                       double      width,
                       double      scale,
                       double     *left,
                       double     *top)
{
  Entry *entry = get_entry (font, text, width);

  if (entry->mask == NULL || entry->mask_scale != scale)
    make_mask (entry, scale);

  *left = entry->mask_left / scale;
  *top = entry->mask_top / scale;

  return entry->mask;
}

PangoLayout *
lp_lettering_wrap (LpFont      font,
                   const char *text,
                   double      width,
                   double      height)
{
  const double n_columns = MAX (width, 1) / NARROWEST_LETTER + 1;
  const double n_lines = MAX (height, 0) / LOWEST_LINE + 1;
  g_autofree char *cut = cut_off (text, n_columns * n_lines * LONGEST_LETTER);
  PangoLayout *layout = make_layout (get_lettering (), font, cut != NULL ? cut : text,
                                     MAX (width, 1) * PANGO_SCALE);

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (layout, MAX (height, 0) * PANGO_SCALE);

  return layout;
}

double
lp_lettering_measure (LpFont      font,
                      const char *text)
{
  int width;

  pango_layout_get_size (lp_lettering_get (font, text, -1), &width, NULL);

  return (double) width / PANGO_SCALE;
}
