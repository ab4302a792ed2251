/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint/icon-shape.h"

#include <math.h>
#include <string.h>

#include "model/geometry.h"

/* Points on the way from the one before; the last of them is where it gets to. */
typedef struct
{
  enum { MOVE, LINE, CURVE, CLOSE, FILL } kind;
  LpPoint points[3];
} Step;

/* All that librsvg is needed for otherwise: six megabytes of memory before it has read anything. */
struct _LpIconShape
{
  GArray *steps;
};

typedef struct
{
  LpIconShape *shape;
  const char  *at;          /* What is read next. */
  LpPoint      point;       /* Where the path has got to. */
} Reader;

static void
add (Reader  *reader,
     Step     step,
     LpPoint  to)
{
  step.points[step.kind == CURVE ? 2 : 0] = to;
  g_array_append_val (reader->shape->steps, step);
  reader->point = to;
}

/* At @angle of an ellipse whose axes are those of the picture. */
static LpPoint
go_round (const LpPoint *centre,
          const LpPoint *radius,
          double         angle)
{
  return (LpPoint) { centre->x + radius->x * cos (angle), centre->y + radius->y * sin (angle) };
}

/* A piece of an ellipse, of a quarter at most, as one curve. */
static void
add_quarter (Reader        *reader,
             const LpPoint *centre,
             const LpPoint *radius,
             double         from,
             double         to)
{
  const double arm = 4.0 / 3 * tan ((to - from) / 4);
  const LpPoint start = go_round (centre, radius, from);
  const LpPoint end = go_round (centre, radius, to);
  const Step curve = {
    .kind = CURVE,
    .points = {
      { start.x - arm * radius->x * sin (from), start.y + arm * radius->y * cos (from) },
      { end.x + arm * radius->x * sin (to), end.y - arm * radius->y * cos (to) },
    },
  };

  add (reader, curve, end);
}

/* From the ends of an arc to its centre, as in appendix B.2.4 of SVG 2, without a rotation. */
static void
add_arc (Reader   *reader,
         LpPoint   radius,
         gboolean  large,
         gboolean  sweep,
         LpPoint   to)
{
  const double half_x = (reader->point.x - to.x) / 2, half_y = (reader->point.y - to.y) / 2;
  const double reach = hypot (half_x / radius.x, half_y / radius.y);
  const double grow = MAX (reach, 1), side = large == sweep ? -1 : 1;
  LpPoint centre, in, out;
  double share, from, angle;
  int n;

  radius = (LpPoint) { radius.x * grow, radius.y * grow };
  in = (LpPoint) { half_x / radius.x, half_y / radius.y };
  share = side * sqrt (MAX (1 / (in.x * in.x + in.y * in.y) - 1, 0));
  centre = (LpPoint) { (reader->point.x + to.x) / 2 + share * radius.x * in.y,
                       (reader->point.y + to.y) / 2 - share * radius.y * in.x };
  in = (LpPoint) { (reader->point.x - centre.x) / radius.x,
                   (reader->point.y - centre.y) / radius.y };
  out = (LpPoint) { (to.x - centre.x) / radius.x, (to.y - centre.y) / radius.y };
  from = atan2 (in.y, in.x);
  angle = atan2 (out.y, out.x) - from;
  if (sweep && angle < 0)
    angle += 2 * G_PI;
  else if (!sweep && angle > 0)
    angle -= 2 * G_PI;

  n = ceil (fabs (angle) / (G_PI_2 + 0.001));
  for (int i = 0; i < n; i++)
    add_quarter (reader, &centre, &radius, from + angle * i / n, from + angle * (i + 1) / n);
}

static gboolean
read_numbers (Reader *reader,
              double *numbers,
              guint   n)
{
  for (guint i = 0; i < n; i++)
    {
      char *end;

      numbers[i] = g_ascii_strtod (reader->at, &end);
      if (end == reader->at)
        return FALSE;
      reader->at = end;
    }

  return TRUE;
}

/* @command with its numbers; coordinates are never relative. */
static gboolean
read_step (Reader *reader,
           char    command)
{
  static const struct { char command; guint n; } lengths[] = {
    { 'M', 2 }, { 'L', 2 }, { 'H', 1 }, { 'V', 1 }, { 'A', 7 }, { 'Z', 0 },
  };
  double n[7] = { 0 };
  guint row = 0;

  while (row < G_N_ELEMENTS (lengths) && lengths[row].command != command)
    row++;
  if (row == G_N_ELEMENTS (lengths) || !read_numbers (reader, n, lengths[row].n))
    return FALSE;

  if (command == 'A' && (n[0] <= 0 || n[1] <= 0 || n[2] != 0))
    return FALSE;

  if (command == 'A')
    add_arc (reader, (LpPoint) { n[0], n[1] }, n[3] != 0, n[4] != 0, (LpPoint) { n[5], n[6] });
  else if (command == 'Z')
    add (reader, (Step) { .kind = CLOSE }, reader->point);
  else if (command == 'H')
    add (reader, (Step) { .kind = LINE }, (LpPoint) { n[0], reader->point.y });
  else if (command == 'V')
    add (reader, (Step) { .kind = LINE }, (LpPoint) { reader->point.x, n[0] });
  else
    add (reader, (Step) { .kind = command == 'M' ? MOVE : LINE }, (LpPoint) { n[0], n[1] });

  return TRUE;
}

static gboolean
read_path (Reader     *reader,
           const char *path)
{
  reader->at = path;
  while (*(reader->at += strspn (reader->at, " \n\t")) != '\0')
    {
      const char command = *reader->at++;

      if (!read_step (reader, command))
        return FALSE;
    }
  add (reader, (Step) { .kind = FILL }, reader->point);

  return TRUE;
}

static double
read_number (const char **names,
             const char **values,
             const char  *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return g_ascii_strtod (values[i], NULL);

  return 0;
}

/* With corners as round as its rx says, written as a path would be. */
static gboolean
read_rect (Reader      *reader,
           const char **names,
           const char **values)
{
  const double left = read_number (names, values, "x"), top = read_number (names, values, "y");
  const double right = left + read_number (names, values, "width");
  const double bottom = top + read_number (names, values, "height");
  const double r = read_number (names, values, "rx");
  const LpPoint radius = { r, r };
  const Step line = { .kind = LINE };

  add (reader, (Step) { .kind = MOVE }, (LpPoint) { left + r, top });
  add (reader, line, (LpPoint) { right - r, top });
  if (r > 0)
    add_arc (reader, radius, FALSE, TRUE, (LpPoint) { right, top + r });
  add (reader, line, (LpPoint) { right, bottom - r });
  if (r > 0)
    add_arc (reader, radius, FALSE, TRUE, (LpPoint) { right - r, bottom });
  add (reader, line, (LpPoint) { left + r, bottom });
  if (r > 0)
    add_arc (reader, radius, FALSE, TRUE, (LpPoint) { left, bottom - r });
  add (reader, line, (LpPoint) { left, top + r });
  if (r > 0)
    add_arc (reader, radius, FALSE, TRUE, (LpPoint) { left + r, top });
  add (reader, (Step) { .kind = CLOSE }, reader->point);
  add (reader, (Step) { .kind = FILL }, reader->point);

  return TRUE;
}

static void
start_element_cb (GMarkupParseContext  *context,
                  const char           *element,
                  const char          **names,
                  const char          **values,
                  gpointer              user_data,
                  GError              **error)
{
  Reader *reader = user_data;
  gboolean understood = strcmp (element, "svg") == 0;

  for (guint i = 0; names[i] != NULL && strcmp (element, "path") == 0; i++)
    if (strcmp (names[i], "d") == 0)
      understood = read_path (reader, values[i]);
  if (strcmp (element, "rect") == 0)
    understood = read_rect (reader, names, values);

  if (!understood)
    g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                 "<%s> is not what icons are drawn with", element);
}

LpIconShape *
lp_icon_shape_new (const char  *svg,
                   gssize       size,
                   GError     **error)
{
  static const GMarkupParser parser = { .start_element = start_element_cb };
  g_autoptr (LpIconShape) shape = g_new (LpIconShape, 1);
  g_autoptr (GMarkupParseContext) context = NULL;
  Reader reader = { .shape = shape };

  shape->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  context = g_markup_parse_context_new (&parser, 0, &reader, NULL);
  if (!g_markup_parse_context_parse (context, svg, size, error) ||
      !g_markup_parse_context_end_parse (context, error))
    return NULL;

  return g_steal_pointer (&shape);
}

void
lp_icon_shape_free (LpIconShape *shape)
{
  g_array_unref (shape->steps);
  g_free (shape);
}

void
lp_icon_shape_fill (const LpIconShape *shape,
                    cairo_t           *cr)
{
  for (guint i = 0; i < shape->steps->len; i++)
    {
      const Step *step = &g_array_index (shape->steps, Step, i);
      const LpPoint *points = step->points;

      switch (step->kind)
        {
        case MOVE:
          cairo_move_to (cr, points[0].x, points[0].y);
          break;

        case LINE:
          cairo_line_to (cr, points[0].x, points[0].y);
          break;

        case CURVE:
          cairo_curve_to (cr, points[0].x, points[0].y, points[1].x, points[1].y,
                          points[2].x, points[2].y);
          break;

        case CLOSE:
          cairo_close_path (cr);
          break;

        case FILL:
          cairo_fill (cr);
          break;

        default:
          g_assert_not_reached ();
        }
    }
}
