/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/box.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/design.h"

/* Estimates, so that a design has the same sizes whatever fonts a machine has. */
#define CARD_NAME_WIDTH 8.5     /* Of a character of a card’s name. */
#define CHIP_NAME_WIDTH 7.0
#define CARD_EXTRA 60           /* Icon and margins. */
#define SECOND_LINE_WIDTH 4.8   /* Of a character of a card’s second line. */
#define SECOND_LINE_EXTRA 68
#define CHIP_EXTRA 32
#define PILL_WIDTH 46
#define LARGEST_CARD 320
#define SMALLEST_CHIP 88

gboolean
lp_box_is_chip (LpElement *element)
{
  LpKind kind = lp_element_get_kind (element);
  LpElement *parent = lp_element_get_parent (element);
  guint n_links = 0;

  if (lp_kind_get_row (kind)->shape != LP_SHAPE_CHIP ||
      parent == NULL || lp_element_get_kind (parent) != LP_KIND_SERVER)
    return FALSE;

  if (kind == LP_KIND_FIREWALL)
    lp_element_get_links (element, &n_links);

  return n_links == 0;
}

static double
round_up (double length)
{
  return ceil (length / LP_GRID) * LP_GRID;
}

/* The length of the name without translation: the picture must not move with the language. Bytes
 * that go on a character do not count. */
static double
count_name (LpElement *element)
{
  const char *name = lp_element_get_text (element, LP_ATTRIBUTE_NAME);
  guint n = 0;

  if (*name == '\0')
    name = lp_kind_get_row (lp_element_get_kind (element))->title;

  for (; *name != '\0'; name++)
    n += (*name & 0xc0) != 0x80;

  return n;
}

/* What stands behind the name of a chip. */
static double
count_release (LpElement *element)
{
  const char *release = lp_element_get_text (element, LP_ATTRIBUTE_RELEASE);

  return *release != '\0' ? strlen (" - ") + g_utf8_strlen (release, -1) : 0;
}

static guint
count_choice (LpElement   *element,
              LpAttribute  attribute)
{
  const LpChoice *choices = lp_attribute_get_row (attribute)->choices;

  return strlen (choices[lp_element_get_choice (element, attribute)].key);
}

/* The length of the second line where it must not be cut: how requests are spread and who works. */
static guint
count_second_line (LpElement *element)
{
  switch (lp_element_get_kind (element))
    {
    case LP_KIND_LOAD_BALANCER:
      return count_choice (element, LP_ATTRIBUTE_ALGORITHM) + strlen (" - ") +
             count_choice (element, LP_ATTRIBUTE_MODE);

    case LP_KIND_VIRTUAL_IP:
      return strlen (lp_element_get_text (element, LP_ATTRIBUTE_ADDRESS)) + strlen (" - ") +
             count_choice (element, LP_ATTRIBUTE_MODE);

    default:
      return 0;
    }
}

static void
get_natural_size (LpElement *element,
                  double    *width,
                  double    *height)
{
  const LpKindRow *row = lp_kind_get_row (lp_element_get_kind (element));
  guint n_pills = 0;

  *width = row->width;
  *height = row->height;

  if (lp_box_is_chip (element))
    {
      *width = round_up (CHIP_EXTRA + CHIP_NAME_WIDTH * (count_name (element) +
                                                         count_release (element)));
      *width = CLAMP (*width, SMALLEST_CHIP, LARGEST_CARD);
      *height = LP_CHIP_HEIGHT;
    }
  else if (row->shape == LP_SHAPE_CARD || row->shape == LP_SHAPE_CHIP)
    {
      for (LpElement *each = lp_element_find_child (element, LP_KIND_LISTEN); each != NULL;
           each = lp_element_find_next (each))
        n_pills++;
      *width = fmax (CARD_EXTRA + CARD_NAME_WIDTH * count_name (element) + PILL_WIDTH * n_pills,
                     SECOND_LINE_EXTRA + SECOND_LINE_WIDTH * count_second_line (element));
      *width = round_up (*width);
      *width = CLAMP (*width, row->width, LARGEST_CARD);
    }
}

static double
get_set_or (LpElement   *element,
            LpAttribute  attribute,
            double       natural)
{
  if (!lp_element_has (element, attribute))
    return natural;

  return fmax (lp_element_get_number (element, attribute), LP_GRID);
}

LpElement *
lp_box_find_server (LpElement *element)
{
  LpElement *parent;

  g_return_val_if_fail (LP_IS_ELEMENT (element), NULL);

  parent = lp_element_get_parent (element);

  return parent != NULL && lp_element_get_kind (parent) == LP_KIND_SERVER ? parent : NULL;
}

char *
lp_box_dup_full_name (LpElement *element)
{
  LpElement *server = lp_box_find_server (element);
  const char *name;

  g_return_val_if_fail (LP_IS_ELEMENT (element), NULL);

  name = lp_element_get_name (element);

  /* TRANSLATORS: A component and the server it is on. */
  return server != NULL ? g_strdup_printf (_("%s on %s"), name, lp_element_get_name (server))
                        : g_strdup (name);
}

void
lp_box_get_own_size (LpElement *element,
                     double    *width,
                     double    *height)
{
  double natural_width = 0;
  double natural_height = 0;

  if (!lp_element_has (element, LP_ATTRIBUTE_WIDTH) ||
      !lp_element_has (element, LP_ATTRIBUTE_HEIGHT))
    get_natural_size (element, &natural_width, &natural_height);
  *width = get_set_or (element, LP_ATTRIBUTE_WIDTH, natural_width);
  *height = get_set_or (element, LP_ATTRIBUTE_HEIGHT, natural_height);
}

void
lp_box_grow (const LpRect *child,
             double       *width,
             double       *height)
{
  *width = MAX (*width, child->x + child->width + LP_PADDING);
  *height = MAX (*height, child->y + child->height + LP_PADDING);
}

void
lp_box_get_size (LpElement *element,
                 double    *width,
                 double    *height)
{
  lp_box_get_own_size (element, width, height);
  if (!lp_kind_is_container (lp_element_get_kind (element)))
    return;

  for (LpElement *child = lp_element_get_first_child (element); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)))
      {
        LpRect rect = {
          lp_element_get_number (child, LP_ATTRIBUTE_X),
          lp_element_get_number (child, LP_ATTRIBUTE_Y),
        };

        lp_box_get_size (child, &rect.width, &rect.height);
        lp_box_grow (&rect, width, height);
      }
}

LpPoint
lp_box_get_origin (LpElement *element)
{
  LpPoint origin = { 0, 0 };

  for (; element != NULL && lp_kind_is_box (lp_element_get_kind (element));
       element = lp_element_get_parent (element))
    {
      origin.x += lp_element_get_number (element, LP_ATTRIBUTE_X);
      origin.y += lp_element_get_number (element, LP_ATTRIBUTE_Y);
    }

  return origin;
}

void
lp_box_get_rect (LpElement *element,
                 LpRect    *rect)
{
  LpPoint origin = lp_box_get_origin (element);

  rect->x = origin.x;
  rect->y = origin.y;
  lp_box_get_size (element, &rect->width, &rect->height);
}

void
lp_box_place (LpElement *element,
              double     x,
              double     y)
{
  LpPoint origin = { 0, 0 };

  if (lp_element_get_parent (element) != NULL)
    origin = lp_box_get_origin (lp_element_get_parent (element));

  lp_element_set_number (element, LP_ATTRIBUTE_X, x - origin.x);
  lp_element_set_number (element, LP_ATTRIBUTE_Y, y - origin.y);
}

gboolean
lp_box_none_is_placed (LpDesign *design)
{
  LpElement *root = lp_design_get_root (design);

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_kind_is_box (lp_element_get_kind (each)) &&
        (lp_element_has (each, LP_ATTRIBUTE_X) || lp_element_has (each, LP_ATTRIBUTE_Y)))
      return FALSE;

  return lp_design_get_n_boxes (design) > 0;
}
