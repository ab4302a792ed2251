/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/output/frame.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "draw/paint/badge.h"
#include "draw/scene/scene-private.h"
#include "draw/paint/strokes.h"
#include "draw/scene/words.h"

#define TITLE_HEIGHT 24.0
#define SITE_HEIGHT 20.0
#define TITLE_GAP 20.0

#define LEGEND_GAP 20.0         /* Above the legend. */
#define ROW_HEIGHT 28.0
#define SAMPLE 40.0
#define SAMPLE_GAP 8.0
#define ENTRY_GAP 28.0

double
lp_frame_get_title_height (LpDesign *design)
{
  g_autofree char *site = lp_words_for_site (design);
  const char *title = lp_element_get_text (lp_design_get_root (design), LP_ATTRIBUTE_TITLE);
  const gboolean has_title = *title != '\0';

  if (!has_title && site == NULL)
    return 0;

  return (has_title ? TITLE_HEIGHT : 0) + (site != NULL ? SITE_HEIGHT : 0) + TITLE_GAP;
}

void
lp_frame_paint_title (LpPen    *pen,
                      LpDesign *design,
                      double    x,
                      double    y,
                      double    width)
{
  const char *title = lp_element_get_text (lp_design_get_root (design), LP_ATTRIBUTE_TITLE);
  g_autofree char *site = lp_words_for_site (design);

  if (*title != '\0')
    {
      lp_pen_text_at (pen, LP_FONT_TITLE, pen->style->text, title,
                      x, y + TITLE_HEIGHT / 2, width, LP_ALIGN_LEFT);
      y += TITLE_HEIGHT;
    }
  if (site != NULL)
    lp_pen_text_at (pen, LP_FONT_SITE, pen->style->dim_text, site,
                    x, y + SITE_HEIGHT / 2, width, LP_ALIGN_LEFT);
}

static guint
list_flows (LpScene *scene)
{
  guint flows = 0;

  for (guint i = 0; i < scene->lines->len; i++)
    if (lp_scene_line (scene, i)->element != NULL)
      flows |= 1u << lp_scene_line (scene, i)->flow;

  return flows;
}

/* All that is marked. */
static LpMark
list_marks (LpScene *scene)
{
  GHashTableIter iter;
  gpointer value;
  LpMark all = { 0 };

  if (scene->marks == NULL)
    return all;

  g_hash_table_iter_init (&iter, scene->marks);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const LpMark *mark = value;

      all.pins |= mark->pins;
      all.parts |= mark->parts;
      all.closed |= mark->closed;
    }

  return all;
}

static const char *
describe_pins (guint pins)
{
  static const char *const words[] = {
    [LP_PIN_READ] = N_("single point of failure for reading"),
    [LP_PIN_WRITE] = N_("single point of failure for writing"),
    [LP_PIN_READ | LP_PIN_WRITE] = N_("single point of failure for reading (R), writing (W)"),
  };

  return _(words[pins]);
}

static const char *
describe_parts (guint parts)
{
  static const char *const words[] = {
    [LP_PIN_READ] = N_("if it fails, a part of the reading fails"),
    [LP_PIN_WRITE] = N_("if it fails, a part of the writing fails"),
    [LP_PIN_READ | LP_PIN_WRITE] = N_("if it fails, a part of the reading (R), writing (W) fails"),
  };

  return _(words[parts]);
}

/* Goes through the entries; without a pen it only measures. */
typedef struct
{
  LpPen  *pen;
  double  left;
  double  right;
  double  x;
  double  y;              /* The middle of the row. */
} Legend;

static void
make_room (Legend *legend,
           double  width)
{
  if (legend->x > legend->left && legend->x + width > legend->right)
    {
      legend->x = legend->left;
      legend->y += ROW_HEIGHT;
    }
}

static void
add_flow (Legend *legend,
          LpFlow  flow)
{
  g_autofree char *title = g_utf8_strdown (lp_flow_get_title (flow), -1);
  const double width = SAMPLE + SAMPLE_GAP + lp_lettering_measure (LP_FONT_SECOND, title);

  make_room (legend, width);
  if (legend->pen != NULL)
    {
      const LpPoint points[] = { { legend->x, legend->y }, { legend->x + SAMPLE, legend->y } };

      g_autoptr (LpStrokes) strokes = lp_strokes_new (legend->pen, FALSE);

      lp_strokes_add (strokes, flow, points, G_N_ELEMENTS (points));
      lp_strokes_paint (strokes);
      lp_pen_text_at (legend->pen, LP_FONT_SECOND, legend->pen->style->dim_text, title,
                      legend->x + SAMPLE + SAMPLE_GAP, legend->y, -1, LP_ALIGN_LEFT);
    }
  legend->x += width + ENTRY_GAP;
}

static void
add_pins (Legend     *legend,
          guint       pins,
          guint       parts,
          const char *words)
{
  const double badge = lp_mark_get_pin_width (pins, parts);
  const double width = badge + SAMPLE_GAP + lp_lettering_measure (LP_FONT_SECOND, words);

  make_room (legend, width);
  if (legend->pen != NULL)
    {
      lp_badge_paint_pin (legend->pen, pins, parts, legend->x, legend->y);
      lp_pen_text_at (legend->pen, LP_FONT_SECOND, legend->pen->style->dim_text, words,
                      legend->x + badge + SAMPLE_GAP, legend->y, -1, LP_ALIGN_LEFT);
    }
  legend->x += width + ENTRY_GAP;
}

/* Broken like a request. */
static void
add_closed (Legend *legend)
{
  const char *words = _("closed: nothing gets through");
  const double width = SAMPLE + SAMPLE_GAP + lp_lettering_measure (LP_FONT_SECOND, words);

  make_room (legend, width);
  if (legend->pen != NULL)
    {
      const LpPoint points[] = { { legend->x, legend->y }, { legend->x + SAMPLE, legend->y } };
      const LpRect gap = {
        legend->x + (SAMPLE - LP_MARK_BREAK) / 2 - 3, legend->y - LP_MARK_BREAK / 2,
        LP_MARK_BREAK, LP_MARK_BREAK,
      };
      g_autoptr (LpStrokes) strokes = lp_strokes_new (legend->pen, FALSE);

      lp_strokes_add (strokes, LP_FLOW_REQUEST, points, G_N_ELEMENTS (points));
      lp_strokes_paint (strokes);
      lp_badge_paint_break (legend->pen, legend->pen->style->flows[LP_FLOW_REQUEST].line, FALSE,
                            &gap);
      lp_pen_text_at (legend->pen, LP_FONT_SECOND, legend->pen->style->dim_text, words,
                      legend->x + SAMPLE + SAMPLE_GAP, legend->y, -1, LP_ALIGN_LEFT);
    }
  legend->x += width + ENTRY_GAP;
}

/* Returns the height. */
static double
lay_out (LpPen    *pen,
         LpScene  *scene,
         gboolean  marks,
         double    x,
         double    y,
         double    width)
{
  Legend legend = { pen, x, x + width, x, y + LEGEND_GAP + ROW_HEIGHT / 2 };
  const guint flows = list_flows (scene);
  const LpMark all = marks ? list_marks (scene) : (LpMark) { 0 };

  for (guint i = 0; i < LP_N_FLOWS; i++)
    if (flows & 1u << i)
      add_flow (&legend, i);
  if (all.closed)
    add_closed (&legend);
  if (all.pins != 0)
    add_pins (&legend, all.pins, 0, describe_pins (all.pins));
  if (all.parts != 0)
    add_pins (&legend, 0, all.parts, describe_parts (all.parts));

  return legend.x > x ? legend.y + ROW_HEIGHT / 2 - y : 0;
}

double
lp_frame_get_legend_height (LpScene  *scene,
                            gboolean  marks,
                            double    width)
{
  return lay_out (NULL, scene, marks, 0, 0, width);
}

void
lp_frame_paint_legend (LpPen    *pen,
                       LpScene  *scene,
                       gboolean  marks,
                       double    x,
                       double    y,
                       double    width)
{
  lay_out (pen, scene, marks, x, y, width);
}
