/* SPDX-License-Identifier: MIT */

/* Where labels stand in the drawings of the templates, as they were made and as Arrange leaves them
 * where requests go down. */

#include "config.h"

#include <math.h>

#include "draw/scene/scene.h"
#include "draw/scene/words.h"
#include "file/templates.h"
#include "layout/place.h"

static LpDesign *
open_template (guint    number,
               gboolean arranged)
{
  g_autofree char *key = g_strdup_printf ("task-%u", number);
  LpDesign *design = lp_template_open (key, NULL);

  if (arranged)
    {
      lp_element_set_number (lp_design_get_root (design), LP_ATTRIBUTE_DIRECTION,
                             LP_DIRECTION_DOWN);
      lp_place (design, NULL, NULL);
    }

  return design;
}

static LpElement *
get_first_link (LpDesign *design)
{
  return lp_element_find_child (lp_design_get_root (design), LP_KIND_LINK);
}

static gboolean
covers_line (const LpRect  *label,
             const LpRoute *route)
{
  for (guint i = 0; i + 1 < route->n_points; i++)
    {
      const LpPoint *a = &route->points[i], *b = a + 1;
      const LpRect line = { MIN (a->x, b->x), MIN (a->y, b->y), fabs (a->x - b->x),
                            fabs (a->y - b->y) };

      if (lp_rect_intersects (label, &line))
        return TRUE;
    }

  return FALSE;
}

static gboolean
say_the_same (LpElement *a,
              LpElement *b)
{
  g_autofree char *first = lp_words_for_link (a), *second = lp_words_for_link (b);

  return lp_link_get_flow (a) == lp_link_get_flow (b) && g_strcmp0 (first, second) == 0;
}

static void
assert_no_label_on_another (LpScene  *scene,
                            LpDesign *design)
{
  for (LpElement *link = get_first_link (design); link != NULL; link = lp_element_find_next (link))
    {
      LpRect label;

      /* Metrics meet in trunks, and those that leave together have one label. */
      if (!lp_scene_get_label_rect (scene, link, &label) ||
          lp_link_get_flow (link) == LP_FLOW_METRICS)
        continue;
      for (LpElement *other = get_first_link (design); other != NULL;
           other = lp_element_find_next (other))
        if (lp_link_get_from (other) != lp_link_get_from (link) && say_the_same (link, other))
          {
            g_test_message ("%s and %s", lp_element_get_id (link), lp_element_get_id (other));
            g_assert_false (covers_line (&label, lp_scene_get_route (scene, other)));
          }
    }
}

static void
test_no_label_is_taken_for_that_of_another (void)
{
  for (guint number = 0; number < 4; number++)
    for (int arranged = FALSE; arranged <= TRUE; arranged++)
      {
        g_autoptr (LpDesign) design = open_template (number, arranged);
        g_autoptr (LpScene) scene = lp_scene_new (design);

        g_test_message ("task-%u, arranged: %d", number, arranged);
        lp_scene_update (scene, NULL);
        assert_no_label_on_another (scene, design);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/route-labels/no-label-is-taken-for-that-of-another",
                   test_no_label_is_taken_for_that_of_another);

  return g_test_run ();
}
