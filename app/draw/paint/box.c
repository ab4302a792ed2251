/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint/paint-private.h"

#include <math.h>
#include <string.h>

#include "draw/scene/words.h"
#include "model/box.h"

#define CARD_RADIUS 10
#define TILE 40.0
#define TILE_MARGIN 8
#define TILE_RADIUS 8
#define ICON 24.0
#define TEXT_LEFT 58            /* Of a card: the tile and its margins. */
#define SECOND_DOWN 10          /* From the middle of a card to its line below the name, */
#define SECOND_OF_THREE 3       /* and where there are two. */
#define THIRD_DOWN 16

#define PORT_HEIGHT 18.0
#define PORT_PADDING 7
#define PORT_GAP 4
#define LOCK 10.0
#define MIN_NAME 60             /* What ports leave to a name. */

#define CHIP_RADIUS 8
#define CHIP_ICON 16.0
#define CHIP_TEXT_LEFT 30

#define CONTAINER_RADIUS 14
#define CONTAINER_BORDER 1.5
#define HEADER_MIDDLE 21
#define HEADER_GAP 12           /* Between its two texts. */
#define MORE_GAP 8              /* Behind its name. */
#define SHORTEST_DETAIL 16

#define FOLD 14.0
#define NOTE_PADDING 12

#define HATCH_GAP 8.0

/* Of zones, and of what is down. */
static const double dashes[] = { 6, 4 };

static const LpHueStyle *
get_hue (const LpPen *pen,
         LpElement   *element)
{
  return &pen->style->hues[lp_kind_get_row (lp_element_get_kind (element))->hue];
}

/* Slanted lines over @rect, whose outline is the current path. */
static void
hatch (LpPen        *pen,
       const LpRect *rect,
       LpColor       ground)
{
  cairo_save (pen->cr);
  cairo_clip_preserve (pen->cr);
  cairo_new_path (pen->cr);
  for (double at = HATCH_GAP / 2; at < rect->width + rect->height; at += HATCH_GAP)
    {
      cairo_move_to (pen->cr, rect->x + at, rect->y);
      cairo_line_to (pen->cr, rect->x + at - rect->height, rect->y + rect->height);
    }
  lp_pen_stroke (pen, lp_color_mix (pen->style->hatch, ground, 0.55), 1.5);
  cairo_restore (pen->cr);
}

static void
paint_dashed (LpPen        *pen,
              const LpRect *rect,
              double        radius,
              LpColor       fill,
              LpColor       border,
              double        border_width,
              LpMarkState   state)
{
  const LpRect inside = lp_rect_grow (rect, -border_width / 2);

  lp_pen_round (pen, &inside, radius);
  lp_pen_fill (pen, fill);
  if (state == LP_MARK_DOWN)
    {
      hatch (pen, &inside, fill);
      lp_pen_round (pen, &inside, radius);
      border = pen->style->hatch;
    }

  cairo_save (pen->cr);
  cairo_set_dash (pen->cr, dashes, G_N_ELEMENTS (dashes), 0);
  lp_pen_stroke (pen, border, border_width);
  cairo_restore (pen->cr);
}

/* The ground and outline of anything with round corners. What is down is hatched and dashed, what
 * is cut off is dashed. */
static void
paint_ground (LpPen        *pen,
              const LpRect *rect,
              double        radius,
              LpColor       fill,
              LpColor       border,
              double        border_width,
              LpMarkState   state)
{
  if (state == LP_MARK_UP)
    lp_pen_box (pen, rect, radius, fill, border, border_width);
  else
    paint_dashed (pen, rect, radius, fill, border, border_width, state);
}

static void
paint_tile (LpPen        *pen,
            LpElement    *element,
            const LpRect *rect)
{
  const LpHueStyle *hue = get_hue (pen, element);
  const double size = MIN (TILE, rect->height - 2 * TILE_MARGIN);
  const double icon = round (ICON * size / TILE);
  const LpRect tile = {
    rect->x + TILE_MARGIN, round (rect->y + (rect->height - size) / 2), size, size,
  };

  if (size < 8)
    return;

  lp_pen_box (pen, &tile, TILE_RADIUS, hue->tint, 0, 0);
  lp_pen_icon (pen, lp_kind_get_row (lp_element_get_kind (element))->key, hue->ink,
               tile.x + (size - icon) / 2, tile.y + (size - icon) / 2, icon);
}

static double
measure_port (LpElement *listen)
{
  g_autofree char *text = lp_words_for_port (listen);

  return 2 * PORT_PADDING + lp_lettering_measure (LP_FONT_PORT, text) +
         (lp_words_port_is_encrypted (listen) ? LOCK + 1 : 0);
}

static void
paint_pill (LpPen            *pen,
            const LpHueStyle *hue,
            const char       *text,
            gboolean          lock,
            const LpRect     *rect)
{
  double left = rect->x + PORT_PADDING;

  lp_pen_box (pen, rect, rect->height / 2, hue->tint, 0, 0);
  if (lock)
    {
      lp_pen_icon (pen, "certificate", hue->ink,
                   left - 2, rect->y + (rect->height - LOCK) / 2, LOCK);
      left += LOCK;
    }
  lp_pen_text_at (pen, LP_FONT_PORT, hue->ink, text,
                  left, rect->y + rect->height / 2, -1, LP_ALIGN_LEFT);
}

/* The ports of a card, at its right end; those that find no place are counted. Returns where they
 * begin. */
static double
paint_ports (LpPen        *pen,
             LpElement    *element,
             const LpRect *rect,
             double        middle)
{
  const LpHueStyle *hue = get_hue (pen, element);
  const double farthest = rect->x + TEXT_LEFT + MIN_NAME;
  double right = rect->x + rect->width - TILE_MARGIN;
  g_autoptr (GPtrArray) ports = g_ptr_array_new ();

  for (LpElement *listen = lp_element_find_child (element, LP_KIND_LISTEN); listen != NULL;
       listen = lp_element_find_next (listen))
    g_ptr_array_add (ports, listen);

  for (guint i = ports->len; i > 0; i--)
    {
      LpElement *listen = g_ptr_array_index (ports, i - 1);
      const double width = measure_port (listen);
      const LpRect pill = { right - width, middle - PORT_HEIGHT / 2, width, PORT_HEIGHT };
      g_autofree char *text = lp_words_for_port (listen);

      if (pill.x < farthest && i < ports->len)
        {
          g_autofree char *more = g_strdup_printf ("+%u", i);

          lp_pen_text_at (pen, LP_FONT_PORT, pen->style->dim_text, more,
                          right, middle, -1, LP_ALIGN_RIGHT);
          return right - lp_lettering_measure (LP_FONT_PORT, more);
        }

      paint_pill (pen, hue, text, lp_words_port_is_encrypted (listen), &pill);
      right = pill.x - PORT_GAP;
    }

  return right;
}

/* As many of @words as find room in @width, joined; what is left out would be cut. */
static char *
fit_words (GStrv  words,
           LpFont font,
           double width)
{
  g_autofree char *line = g_strdup ("");

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *longer = i == 0 ? g_strdup (words[i])
                                       : g_strjoin (" · ", line, words[i], NULL);

      if (i > 0 && lp_lettering_measure (font, longer) > width)
        break;
      g_free (line);
      line = g_steal_pointer (&longer);
    }

  return g_steal_pointer (&line);
}

/* The lines below the name: how far each is below the middle of the card. */
static void
paint_lines (LpPen        *pen,
             const LpRect *rect,
             const char   *second,
             GStrv         more)
{
  const double middle = rect->y + rect->height / 2;
  const double left = rect->x + TEXT_LEFT;
  const double width = MAX (rect->x + rect->width - 10 - left, 0);
  g_autofree char *third = NULL;

  if (more[0] == NULL)
    {
      lp_pen_text_at (pen, LP_FONT_SECOND, pen->style->dim_text, second, left,
                      middle + SECOND_DOWN, width, LP_ALIGN_LEFT);
      return;
    }

  third = fit_words (more, LP_FONT_SECOND, width);
  lp_pen_text_at (pen, LP_FONT_SECOND, pen->style->dim_text, second, left,
                  middle + SECOND_OF_THREE, width, LP_ALIGN_LEFT);
  lp_pen_text_at (pen, LP_FONT_SECOND, pen->style->dim_text, third, left,
                  middle + THIRD_DOWN, width, LP_ALIGN_LEFT);
}

static void
paint_card (LpPen        *pen,
            LpElement    *element,
            const LpRect *rect,
            LpMarkState   state)
{
  const double middle = rect->y + rect->height / 2;
  const double left = rect->x + TEXT_LEFT;
  g_autofree char *second = NULL;
  g_auto (GStrv) more = NULL;
  const double name_middle = middle - lp_words_for_card (element, rect->height, &second, &more);
  double name_right;

  paint_ground (pen, rect, CARD_RADIUS, pen->style->card, pen->style->card_border,
                pen->style->border_width, state);
  paint_tile (pen, element, rect);
  if (!lp_pen_is_legible (pen, LP_FONT_SECOND))
    return;

  name_right = paint_ports (pen, element, rect, name_middle);
  lp_pen_text_at (pen, LP_FONT_NAME, pen->style->text, lp_element_get_name (element),
                  left, name_middle, MAX (name_right - 2 - left, 0), LP_ALIGN_LEFT);
  if (second != NULL)
    paint_lines (pen, rect, second, more);
}

static void
paint_chip (LpPen        *pen,
            LpElement    *element,
            const LpRect *rect,
            LpMarkState   state)
{
  const double middle = rect->y + rect->height / 2;
  g_autofree char *detail = lp_words_for_header (element);
  g_autofree char *text = g_strconcat (lp_element_get_name (element), detail != NULL ? " · " : NULL,
                                       detail, NULL);

  paint_ground (pen, rect, CHIP_RADIUS, pen->style->card, pen->style->card_border,
                pen->style->border_width, state);
  lp_pen_icon (pen, lp_kind_get_row (lp_element_get_kind (element))->key,
               get_hue (pen, element)->ink, rect->x + 8, middle - CHIP_ICON / 2, CHIP_ICON);
  lp_pen_text_at (pen, LP_FONT_CHIP, pen->style->text, text,
                  rect->x + CHIP_TEXT_LEFT, middle,
                  MAX (rect->width - CHIP_TEXT_LEFT - 8, 0), LP_ALIGN_LEFT);
}

static void
paint_server (LpPen        *pen,
              const LpRect *rect,
              LpMarkState   state)
{
  paint_ground (pen, rect, CONTAINER_RADIUS, pen->style->server, pen->style->server_border,
                MAX (CONTAINER_BORDER, pen->style->border_width), state);
}

static void
stroke_side (LpPen  *pen,
             double  x0,
             double  y0,
             double  x1,
             double  y1)
{
  LpPoint start = { x0, y0 }, end = { x1, y1 };
  double passed = 0;

  if (!lp_pen_clip_line (pen, &start, &end, &passed))
    return;

  cairo_set_dash (pen->cr, dashes, G_N_ELEMENTS (dashes), passed);
  cairo_move_to (pen->cr, start.x, start.y);
  cairo_line_to (pen->cr, end.x, end.y);
  cairo_stroke (pen->cr);
}

/* On a screen the sides are painted one by one and only where they are seen: no path is as long as
 * that around a zone. */
static void
paint_zone_outline (LpPen        *pen,
                    const LpRect *rect,
                    double        width)
{
  const LpRect line = lp_rect_grow (rect, -width / 2);
  const double left = line.x, right = line.x + line.width;
  const double top = line.y, bottom = line.y + line.height;
  const double radius = CONTAINER_RADIUS;
  const struct { double x, y, angle; } corners[] = {
    { left + radius, top + radius, G_PI }, { right - radius, top + radius, -G_PI_2 },
    { right - radius, bottom - radius, 0 }, { left + radius, bottom - radius, G_PI_2 },
  };

  cairo_save (pen->cr);
  lp_pen_set_color (pen, pen->style->zone_border);
  cairo_set_line_width (pen->cr, lp_pen_limit_width (pen, width));
  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      cairo_arc (pen->cr, corners[i].x, corners[i].y, radius, corners[i].angle,
                 corners[i].angle + G_PI_2);
      cairo_stroke (pen->cr);
    }
  stroke_side (pen, left + radius, top, right - radius, top);
  stroke_side (pen, left + radius, bottom, right - radius, bottom);
  stroke_side (pen, left, top + radius, left, bottom - radius);
  stroke_side (pen, right, top + radius, right, bottom - radius);
  cairo_restore (pen->cr);
}

static void
paint_zone (LpPen        *pen,
            const LpRect *rect,
            LpMarkState   state)
{
  const double width = MAX (CONTAINER_BORDER, pen->style->border_width);

  if (state != LP_MARK_UP || pen->is_paper)
    {
      paint_dashed (pen, rect, CONTAINER_RADIUS, pen->style->zone, pen->style->zone_border, width,
                    state);
      return;
    }

  lp_pen_box (pen, rect, CONTAINER_RADIUS, pen->style->zone, 0, 0);
  paint_zone_outline (pen, rect, width);
}

/* Hides the links behind a text of @width that begins at @x. */
static void
clear_behind_text (LpPen   *pen,
                   LpColor  ground,
                   double   x,
                   double   y,
                   double   width)
{
  lp_pen_set_color (pen, ground);
  cairo_rectangle (pen->cr, x - 3, y - 8, width + 6, 16);
  cairo_fill (pen->cr);
}

void
lp_paint_header (LpPen        *pen,
                 LpElement    *element,
                 const LpRect *rect)
{
  const gboolean is_zone = lp_element_get_kind (element) == LP_KIND_ZONE;
  const LpFont right_font = is_zone ? LP_FONT_SECOND : LP_FONT_ADDRESS;
  const LpColor ground = is_zone ? pen->style->zone : pen->style->server;
  const char *name = lp_element_get_name (element);
  const char *detail = is_zone ? lp_element_get_text (element, LP_ATTRIBUTE_LABEL_KIND)
                               : lp_words_for_address (element);
  const double left = rect->x + LP_PADDING, right = rect->x + rect->width - LP_PADDING;
  const double y = rect->y + HEADER_MIDDLE;
  g_autofree char *more = lp_words_for_header (element);
  double name_width, more_width, detail_width;

  if (!lp_pen_is_legible (pen, LP_FONT_HEADER))
    return;

  detail_width = *detail != '\0' ? lp_lettering_measure (right_font, detail) : 0;
  name_width = lp_lettering_measure (LP_FONT_HEADER, name);
  name_width = MIN (name_width, right - left);
  more_width = more != NULL ? lp_lettering_measure (LP_FONT_SECOND, more) + MORE_GAP : 0;
  if (more_width > right - left - name_width)
    more_width = 0;
  detail_width = MIN (detail_width, MAX (right - left - name_width - more_width - HEADER_GAP, 0));

  clear_behind_text (pen, ground, left, y, name_width);
  lp_pen_text_at (pen, LP_FONT_HEADER, is_zone ? pen->style->dim_text : pen->style->text, name,
                  left, y, name_width, LP_ALIGN_LEFT);
  if (more_width > 0)
    {
      const double x = left + name_width + MORE_GAP;

      clear_behind_text (pen, ground, x, y, more_width - MORE_GAP);
      lp_pen_text_at (pen, LP_FONT_SECOND, pen->style->dim_text, more, x, y, -1, LP_ALIGN_LEFT);
    }
  if (detail_width < SHORTEST_DETAIL)
    return;

  clear_behind_text (pen, ground, right - detail_width, y, detail_width);
  lp_pen_text_at (pen, right_font, pen->style->dim_text, detail, right, y, detail_width,
                  LP_ALIGN_RIGHT);
}

static void
paint_note (LpPen        *pen,
            LpElement    *element,
            const LpRect *rect)
{
  const LpRect text = {
    rect->x + NOTE_PADDING, rect->y + NOTE_PADDING - 2,
    rect->width - 2 * NOTE_PADDING, rect->height - 2 * NOTE_PADDING + 4,
  };
  const double left = rect->x + 0.5, right = rect->x + rect->width - 0.5;
  const double top = rect->y + 0.5, bottom = rect->y + rect->height - 0.5;
  const char *words = lp_element_get_text (element, LP_ATTRIBUTE_TEXT);

  cairo_move_to (pen->cr, left, top);
  cairo_line_to (pen->cr, right - FOLD, top);
  cairo_line_to (pen->cr, right, top + FOLD);
  cairo_line_to (pen->cr, right, bottom);
  cairo_line_to (pen->cr, left, bottom);
  cairo_close_path (pen->cr);
  lp_pen_fill (pen, pen->style->note);
  lp_pen_stroke (pen, pen->style->note_border, pen->style->border_width);

  cairo_move_to (pen->cr, right - FOLD, top);
  cairo_line_to (pen->cr, right - FOLD, top + FOLD);
  cairo_line_to (pen->cr, right, top + FOLD);
  cairo_close_path (pen->cr);
  lp_pen_fill (pen, pen->style->note_fold);
  lp_pen_stroke (pen, pen->style->note_border, pen->style->border_width);

  lp_pen_paragraph (pen, LP_FONT_NOTE, pen->style->note_text,
                    *words != '\0' ? words : lp_element_get_name (element), &text);
}

/* Too small for its icon: nobody stops people from drawing that. */
static gboolean
is_cramped (const LpRect *rect,
            LpShape       shape,
            gboolean      chip)
{
  if (shape == LP_SHAPE_SERVER || shape == LP_SHAPE_ZONE)
    return FALSE;

  return rect->width < (chip ? CHIP_TEXT_LEFT : TEXT_LEFT) + 16 ||
         rect->height < (chip ? CHIP_ICON : TILE);
}

void
lp_paint_box (LpPen        *pen,
              LpElement    *element,
              const LpRect *rect,
              gboolean      chip,
              LpMarkState   state)
{
  LpShape shape = lp_kind_get_row (lp_element_get_kind (element))->shape;

  cairo_save (pen->cr);
  if (is_cramped (rect, shape, chip))
    {
      cairo_rectangle (pen->cr, rect->x, rect->y, rect->width, rect->height);
      cairo_clip (pen->cr);
    }

  if (shape == LP_SHAPE_SERVER)
    paint_server (pen, rect, state);
  else if (shape == LP_SHAPE_ZONE)
    paint_zone (pen, rect, state);
  else if (shape == LP_SHAPE_NOTE)
    paint_note (pen, element, rect);
  else if (chip)
    paint_chip (pen, element, rect, state);
  else
    paint_card (pen, element, rect, state);

  cairo_restore (pen->cr);
}
