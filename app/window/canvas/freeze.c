/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

/* A container that what it holds keeps open would collapse as soon as that is lifted, and would
 * not be there to drop it back into. So its size is written down as long as the gesture lasts. */
typedef struct
{
  LpElement *element;
  gboolean   had_width;
  gboolean   had_height;
  double     width;
  double     height;
} Frozen;

static void
freeze (GArray    *frozen,
        LpElement *container)
{
  Frozen row = {
    .element = container,
    .had_width = lp_element_has (container, LP_ATTRIBUTE_WIDTH),
    .had_height = lp_element_has (container, LP_ATTRIBUTE_HEIGHT),
    .width = lp_element_get_number (container, LP_ATTRIBUTE_WIDTH),
    .height = lp_element_get_number (container, LP_ATTRIBUTE_HEIGHT),
  };

  for (guint i = 0; i < frozen->len; i++)
    if (g_array_index (frozen, Frozen, i).element == container)
      return;

  g_array_append_val (frozen, row);
}

/* The containers around @elements, in a step that is open. */
GArray *
lp_canvas_freeze (LpElement *const *elements,
                  guint             n_elements)
{
  GArray *frozen = g_array_new (FALSE, FALSE, sizeof (Frozen));

  for (guint i = 0; i < n_elements; i++)
    for (LpElement *around = lp_element_get_parent (elements[i]);
         around != NULL && lp_kind_is_container (lp_element_get_kind (around));
         around = lp_element_get_parent (around))
      freeze (frozen, around);

  for (guint i = 0; i < frozen->len; i++)
    {
      LpElement *container = g_array_index (frozen, Frozen, i).element;
      double width, height;

      lp_box_get_size (container, &width, &height);
      lp_element_set_number (container, LP_ATTRIBUTE_WIDTH, width);
      lp_element_set_number (container, LP_ATTRIBUTE_HEIGHT, height);
    }

  return frozen;
}

void
lp_canvas_thaw (GArray *frozen)
{
  for (guint i = 0; i < frozen->len; i++)
    {
      const Frozen *row = &g_array_index (frozen, Frozen, i);

      if (row->had_width)
        lp_element_set_number (row->element, LP_ATTRIBUTE_WIDTH, row->width);
      else
        lp_element_unset (row->element, LP_ATTRIBUTE_WIDTH);
      if (row->had_height)
        lp_element_set_number (row->element, LP_ATTRIBUTE_HEIGHT, row->height);
      else
        lp_element_unset (row->element, LP_ATTRIBUTE_HEIGHT);
    }
}
