/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/templates.h"
#include "layout/pack.h"
#include "layout/place.h"
#include "model/box.h"

/* Whether @box stands below @card, in the way of what leaves its middle. */
static gboolean
is_below_middle (LpElement *box,
                 LpElement *card)
{
  LpRect rect, above;

  lp_box_get_rect (box, &rect);
  lp_box_get_rect (card, &above);
  above.x += above.width / 2 - 8;
  above.width = 16;

  return rect.y > above.y && rect.x < above.x + above.width && above.x < rect.x + rect.width;
}

static void
test_chips_leave_an_aisle_for_what_goes_on_below (void)
{
  g_autoptr (LpDesign) design = lp_template_open ("task-3", NULL);
  LpElement *link = lp_element_find_child (lp_design_get_root (design), LP_KIND_LINK);
  guint n_aisles = 0;

  lp_element_set_number (lp_design_get_root (design), LP_ATTRIBUTE_DIRECTION, LP_DIRECTION_DOWN);
  lp_place (design, NULL, NULL);
  for (; link != NULL; link = lp_element_find_next (link))
    {
      const LpFlow flow = lp_link_get_flow (link);
      LpElement *from = lp_link_get_from (link), *server = lp_element_get_parent (from);

      if ((flow != LP_FLOW_REQUEST && flow != LP_FLOW_QUERY) ||
          lp_element_get_kind (server) != LP_KIND_SERVER)
        continue;
      for (LpElement *chip = lp_element_get_first_child (server); chip != NULL;
           chip = lp_element_get_next_sibling (chip))
        g_assert_false (lp_box_is_chip (chip) && is_below_middle (chip, from));
      n_aisles++;
    }
  g_assert_cmpuint (n_aisles, ==, 12);
}

static void
test_nothing_is_blank_below_what_a_server_holds (void)
{
  g_autoptr (LpDesign) design = lp_template_open ("task-1", NULL);
  LpRect server, card;

  lp_place (design, NULL, NULL);
  lp_box_get_rect (lp_element_get_parent (lp_design_find (design, "haproxy")), &server);
  lp_box_get_rect (lp_design_find (design, "haproxy"), &card);
  g_assert_cmpfloat (server.y + server.height, ==, card.y + card.height + LP_PADDING);
}

/* Zones count as the first of what is in them. To ask the inner one twice, and so on, takes for
 * ever. */
static void
test_zones_ask_what_is_in_them_once (void)
{
  g_autoptr (LpElement) outer = lp_element_new (LP_KIND_ZONE);
  g_autoptr (LpElement) web = lp_element_new (LP_KIND_WEB_SERVER);
  LpElement *zone = outer;

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (LpElement) inner = lp_element_new (LP_KIND_ZONE);

      lp_element_append (zone, inner);
      zone = inner;
    }
  lp_element_append (zone, web);

  g_assert_cmpint (lp_pack_get_tier (outer), ==, lp_pack_get_tier (web));
  g_assert_cmpint (lp_pack_get_tier (outer), <, LP_PACK_TIER_BEHIND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pack/chips-leave-an-aisle-for-what-goes-on-below",
                   test_chips_leave_an_aisle_for_what_goes_on_below);
  g_test_add_func ("/pack/nothing-is-blank-below-what-a-server-holds",
                   test_nothing_is_blank_below_what_a_server_holds);
  g_test_add_func ("/pack/zones-ask-what-is-in-them-once", test_zones_ask_what_is_in_them_once);

  return g_test_run ();
}
