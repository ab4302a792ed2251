/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint/paint.h"

#include "draw/paint/badge.h"
#include "draw/paint/paint-private.h"
#include "draw/paint/strokes.h"
#include "model/box.h"

/* How much paler is what is not meant. */
#define DIM 0.75
/* Pixels per drawing unit below which nobody sees more than patches and lines. */
#define FAR_SCALE 0.22

#define FADE_DOWN 0.35
#define FADE_CUT_OFF 0.6

typedef struct
{
  LpPen                 pen;
  LpScene              *scene;
  const LpPaintOptions *options;
  GArray               *boxes;
  GArray               *lines;
} Painting;

static gboolean
is_in (LpElement  *element,
       GHashTable *set)
{
  for (; element != NULL; element = lp_element_get_parent (element))
    if (g_hash_table_contains (set, element))
      return TRUE;

  return FALSE;
}

gboolean
lp_paint_is_wanted (LpElement  *element,
                    GHashTable *only)
{
  if (only == NULL || is_in (element, only))
    return TRUE;

  return lp_element_get_kind (element) == LP_KIND_LINK &&
         is_in (lp_link_get_from (element), only) && is_in (lp_link_get_to (element), only);
}

static gboolean
is_wanted (const Painting *painting,
           LpElement      *element)
{
  return lp_paint_is_wanted (element, painting->options->only);
}

static const LpMark *
find_mark (const Painting *painting,
           LpElement      *element)
{
  return painting->options->marks ? lp_scene_find_mark (painting->scene, element) : NULL;
}

static LpMarkState
get_state (const Painting *painting,
           LpElement      *element)
{
  const LpMark *mark = find_mark (painting, element);

  return mark != NULL ? mark->state : LP_MARK_UP;
}

static double
get_dim (const Painting *painting,
         LpElement      *element)
{
  GHashTable *highlight = painting->options->highlight;

  return highlight == NULL || g_hash_table_contains (highlight, element) ? 0 : DIM;
}

static void
set_fade_of_box (Painting  *painting,
                 LpElement *box)
{
  static const double fades[] = {
    [LP_MARK_UP] = 0, [LP_MARK_PART] = 0, [LP_MARK_DOWN] = FADE_DOWN,
    [LP_MARK_CUT_OFF] = FADE_CUT_OFF,
  };

  const double dim = get_dim (painting, box), fade = fades[get_state (painting, box)];

  painting->pen.fade = MAX (dim, fade);
}

/* Nothing passes where one end is down. */
static void
set_fade_of_link (Painting  *painting,
                  LpElement *link)
{
  const gboolean is_up = get_state (painting, lp_link_get_from (link)) < LP_MARK_DOWN &&
                         get_state (painting, lp_link_get_to (link)) < LP_MARK_DOWN;
  const double dim = get_dim (painting, link), fade = is_up ? 0 : FADE_CUT_OFF;

  painting->pen.fade = MAX (dim, fade);
}

static void
paint_boxes (Painting *painting,
             gboolean  containers)
{
  for (guint i = 0; i < painting->boxes->len; i++)
    {
      const LpSceneBox *box = lp_scene_nth_box (painting->scene, painting->boxes, i);

      if (box->container != containers || !is_wanted (painting, box->element))
        continue;
      set_fade_of_box (painting, box->element);
      lp_paint_box (&painting->pen, box->element, &box->rect, box->chip,
                    get_state (painting, box->element));
    }
}

static void
paint_headers (Painting *painting)
{
  for (guint i = 0; i < painting->boxes->len; i++)
    {
      const LpSceneBox *box = lp_scene_nth_box (painting->scene, painting->boxes, i);

      if (!box->container || !is_wanted (painting, box->element))
        continue;
      set_fade_of_box (painting, box->element);
      lp_paint_header (&painting->pen, box->element, &box->rect);
    }
}

static void
paint_lines (Painting *painting,
             gboolean  is_far)
{
  g_autoptr (LpStrokes) strokes = lp_strokes_new (&painting->pen, is_far);

  for (guint i = 0; i < painting->lines->len; i++)
    {
      const LpSceneLine *line = lp_scene_nth_line (painting->scene, painting->lines, i);

      if (!is_wanted (painting, line->element))
        continue;
      set_fade_of_link (painting, line->element);
      lp_strokes_add (strokes, line->flow, line->route.points, line->route.n_points);
    }
  lp_strokes_paint (strokes);
}

static void
paint_labels (Painting *painting)
{
  for (guint i = 0; i < painting->lines->len; i++)
    {
      const LpSceneLine *line = lp_scene_nth_line (painting->scene, painting->lines, i);

      if (line->label_rect.width == 0 || !is_wanted (painting, line->element))
        continue;
      set_fade_of_link (painting, line->element);
      lp_paint_label (&painting->pen, line->flow, line->label, &line->label_rect);
    }
}

static void
paint_marks (Painting *painting)
{
  for (guint i = 0; i < painting->boxes->len; i++)
    {
      const LpSceneBox *box = lp_scene_nth_box (painting->scene, painting->boxes, i);
      const LpMark *mark = find_mark (painting, box->element);

      if (mark == NULL || !is_wanted (painting, box->element))
        continue;
      painting->pen.fade = get_dim (painting, box->element);
      lp_badge_paint (&painting->pen, mark, &box->rect, box->chip, painting->options->findings);
    }
}

static gboolean
is_closed (const Painting *painting,
           LpElement      *link)
{
  const LpMark *mark = find_mark (painting, link);

  return mark != NULL && mark->closed;
}

/* Over the lines, so that those of what shares a way with them do not close the gap. */
static void
paint_breaks (Painting *painting)
{
  for (guint i = 0; i < painting->lines->len; i++)
    {
      const LpSceneLine *line = lp_scene_nth_line (painting->scene, painting->lines, i);

      if (line->gap.width == 0 || !is_closed (painting, line->element) ||
          !is_wanted (painting, line->element))
        continue;
      set_fade_of_link (painting, line->element);
      lp_badge_paint_break (&painting->pen, painting->pen.style->flows[line->flow].line,
                            line->gap_is_vertical, &line->gap);
    }
}

static void
paint_dots_of_links (Painting *painting)
{
  for (guint i = 0; i < painting->lines->len; i++)
    {
      const LpSceneLine *line = lp_scene_nth_line (painting->scene, painting->lines, i);
      const LpMark *mark = find_mark (painting, line->element);

      if (mark == NULL || mark->level == LP_MARK_NONE || line->dot.width == 0 ||
          !is_wanted (painting, line->element))
        continue;
      set_fade_of_link (painting, line->element);
      lp_badge_paint_dot (&painting->pen, mark, &line->dot);
    }
}

static void
paint_far (Painting *painting)
{
  LpFarView *view = lp_far_view_new (&painting->pen);

  paint_lines (painting, TRUE);
  for (guint i = 0; i < painting->boxes->len; i++)
    {
      const LpSceneBox *box = lp_scene_nth_box (painting->scene, painting->boxes, i);

      if (box->container || !is_wanted (painting, box->element))
        continue;
      set_fade_of_box (painting, box->element);
      lp_far_view_add_box (view, box->element, &box->rect);
    }
  lp_far_view_paint (view);

  for (guint i = 0; i < painting->boxes->len; i++)
    {
      const LpSceneBox *box = lp_scene_nth_box (painting->scene, painting->boxes, i);
      const LpMark *mark = find_mark (painting, box->element);

      painting->pen.fade = get_dim (painting, box->element);
      if (mark != NULL && (mark->pins | mark->parts) != 0 && is_wanted (painting, box->element))
        lp_far_view_add_pin (view, &box->rect, mark->pins == 0);
    }
  lp_far_view_paint (view);
  lp_far_view_free (view);
}

static void
paint_near (Painting *painting)
{
  paint_lines (painting, FALSE);
  if (painting->options->marks)
    paint_breaks (painting);
  paint_headers (painting);
  paint_boxes (painting, FALSE);
  paint_labels (painting);
  if (painting->options->marks && painting->options->findings)
    paint_dots_of_links (painting);
  if (painting->options->marks)
    paint_marks (painting);
}

static LpRect
get_clip (cairo_t *cr)
{
  double left, top, right, bottom;

  cairo_clip_extents (cr, &left, &top, &right, &bottom);

  return (LpRect) { left, top, right - left, bottom - top };
}

void
lp_paint (LpScene              *scene,
          cairo_t              *cr,
          const LpPaintOptions *options)
{
  const LpRect clip = get_clip (cr);
  Painting painting = { .scene = scene, .options = options };
  g_autoptr (GArray) boxes = NULL;
  g_autoptr (GArray) lines = NULL;
  gboolean is_far;
  LpRect reach;

  lp_pen_init (&painting.pen, cr, options->style, options->scale);
  painting.pen.svg = options->svg;
  is_far = !painting.pen.is_paper && painting.pen.scale < FAR_SCALE;
  reach = lp_rect_grow (&clip, is_far ? LP_PAINT_OVERHANG / painting.pen.scale : 0);
  boxes = lp_scene_list_boxes (scene, &reach);
  lines = lp_scene_list_lines (scene, &reach);
  painting.boxes = boxes;
  painting.lines = lines;

  cairo_save (cr);
  paint_boxes (&painting, TRUE);
  if (is_far)
    paint_far (&painting);
  else
    paint_near (&painting);
  cairo_restore (cr);
}

static void
paint_tree (LpPen         *pen,
            LpElement     *element,
            const LpPoint *at)
{
  LpRect rect = { at->x, at->y };

  lp_box_get_size (element, &rect.width, &rect.height);
  lp_paint_box (pen, element, &rect, lp_box_is_chip (element), LP_MARK_UP);
  if (lp_kind_is_container (lp_element_get_kind (element)))
    lp_paint_header (pen, element, &rect);

  for (LpElement *child = lp_element_get_first_child (element); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)))
      {
        const LpPoint place = {
          at->x + lp_element_get_number (child, LP_ATTRIBUTE_X),
          at->y + lp_element_get_number (child, LP_ATTRIBUTE_Y),
        };

        paint_tree (pen, child, &place);
      }
}

void
lp_paint_element (LpElement            *element,
                  cairo_t              *cr,
                  const LpPaintOptions *options)
{
  LpPen pen;

  g_return_if_fail (lp_kind_is_box (lp_element_get_kind (element)));

  lp_pen_init (&pen, cr, options->style, options->scale);
  cairo_save (cr);
  paint_tree (&pen, element, &(LpPoint) { 0, 0 });
  cairo_restore (cr);
}
