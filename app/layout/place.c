/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/place.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "layout/clear.h"
#include "layout/level.h"
#include "layout/pack.h"
#include "model/box.h"

#define MARGIN 40               /* Of the drawing. */

static gboolean
is_locked (LpElement *box)
{
  return lp_element_get_boolean (box, LP_ATTRIBUTE_LOCKED);
}

static LpRect
get_rect (LpElement *box)
{
  LpRect rect = {
    lp_element_get_number (box, LP_ATTRIBUTE_X), lp_element_get_number (box, LP_ATTRIBUTE_Y),
  };

  lp_box_get_size (box, &rect.width, &rect.height);

  return rect;
}

/* Where content of @container may begin, relative to it. */
static LpPoint
get_origin (LpElement *container)
{
  if (lp_element_get_kind (container) == LP_KIND_DESIGN)
    return (LpPoint) { MARGIN, MARGIN };

  return (LpPoint) { LP_PADDING, LP_HEADER };
}

/* What cannot be undercut: a drawing has no edge. */
static LpPoint
get_least (LpElement *container)
{
  if (lp_element_get_kind (container) == LP_KIND_DESIGN)
    return (LpPoint) { -G_MAXDOUBLE, -G_MAXDOUBLE };

  return (LpPoint) { LP_PADDING, LP_HEADER - LP_GRID };
}

static void
snap (GArray *spots)
{
  for (guint i = 0; i < spots->len; i++)
    {
      LpRect *rect = &g_array_index (spots, LpSpot, i).rect;

      rect->x = round (rect->x / LP_GRID) * LP_GRID;
      rect->y = round (rect->y / LP_GRID) * LP_GRID;
    }
}

static void
shift (GArray *spots,
       double  dx,
       double  dy)
{
  for (guint i = 0; i < spots->len; i++)
    {
      LpRect *rect = &g_array_index (spots, LpSpot, i).rect;

      rect->x += dx;
      rect->y += dy;
    }
}

static LpPoint
get_corner (GArray *spots)
{
  LpPoint corner = { G_MAXDOUBLE, G_MAXDOUBLE };

  for (guint i = 0; i < spots->len; i++)
    {
      const LpRect *rect = &g_array_index (spots, LpSpot, i).rect;

      corner.x = MIN (corner.x, rect->x);
      corner.y = MIN (corner.y, rect->y);
    }

  return corner;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static double
get_median (GArray *numbers)
{
  g_array_sort (numbers, compare_doubles);

  return g_array_index (numbers, double, numbers->len / 2);
}

/* All go where what is pinned has its place in between; with one of it that is where it should
 * be. Takes what is pinned out of @spots. */
static void
follow_pinned (const LpPlan *plan,
               LpElement    *container,
               GArray       *spots)
{
  g_autoptr (GArray) xs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ys = g_array_new (FALSE, FALSE, sizeof (double));
  LpPoint least = get_least (container), corner;

  for (guint i = spots->len; i > 0; i--)
    {
      const LpSpot *spot = &g_array_index (spots, LpSpot, i - 1);
      double dx = lp_element_get_number (spot->element, LP_ATTRIBUTE_X) - spot->rect.x;
      double dy = lp_element_get_number (spot->element, LP_ATTRIBUTE_Y) - spot->rect.y;

      if (!lp_plan_is_pinned (plan, spot->element))
        continue;
      g_array_append_val (xs, dx);
      g_array_append_val (ys, dy);
      g_array_remove_index (spots, i - 1);
    }
  if (xs->len == 0 || spots->len == 0)
    return;

  corner = get_corner (spots);
  shift (spots, fmax (get_median (xs), least.x - corner.x),
         fmax (get_median (ys), least.y - corner.y));
}

static gboolean
find_spots (const LpPlan  *plan,
            LpElement     *container,
            GPtrArray     *boxes,
            GArray        *spots,
            GError       **error)
{
  if (lp_element_get_kind (container) != LP_KIND_SERVER)
    return lp_level_place (plan, container, boxes, get_origin (container), spots, error);

  lp_pack_server (plan, boxes, get_origin (container), spots);

  return TRUE;
}

static void
put (GArray *spots)
{
  for (guint i = 0; i < spots->len; i++)
    {
      const LpSpot *spot = &g_array_index (spots, LpSpot, i);

      lp_element_set_number (spot->element, LP_ATTRIBUTE_X, spot->rect.x);
      lp_element_set_number (spot->element, LP_ATTRIBUTE_Y, spot->rect.y);
    }
}

/* What holds something locked stays where it can, too. First what is locked itself, then the rest
 * of what is pinned, each clear of those before it. */
static GArray *
list_pinned (const LpPlan *plan,
             LpElement    *container)
{
  GArray *pinned = g_array_new (FALSE, FALSE, sizeof (LpRect));

  for (int locked = TRUE; locked >= FALSE; locked--)
    for (LpElement *child = lp_element_get_first_child (container); child != NULL;
         child = lp_element_get_next_sibling (child))
      if (lp_kind_is_box (lp_element_get_kind (child)) && lp_plan_is_pinned (plan, child) &&
          is_locked (child) == locked)
        {
          g_autoptr (GArray) alone = g_array_new (FALSE, FALSE, sizeof (LpSpot));
          LpSpot spot = { child, get_rect (child) };

          g_array_append_val (alone, spot);
          if (!locked)
            lp_clear_each (alone, pinned, FALSE);
          g_array_append_val (pinned, g_array_index (alone, LpSpot, 0).rect);
          put (alone);
        }

  return pinned;
}

/* Everything in @container. */
static gboolean
place_all (const LpPlan  *plan,
           LpElement     *container,
           GError       **error)
{
  gboolean is_server = lp_element_get_kind (container) == LP_KIND_SERVER;
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (LpSpot));
  g_autoptr (GArray) pinned = NULL;

  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)) &&
        !(is_server && lp_plan_is_pinned (plan, child)))
      g_ptr_array_add (boxes, child);

  if (!find_spots (plan, container, boxes, spots, error))
    return FALSE;

  follow_pinned (plan, container, spots);
  snap (spots);
  pinned = list_pinned (plan, container);
  lp_clear_each (spots, pinned, lp_plan_is_down (plan) && !is_server);
  put (spots);

  return TRUE;
}

/* What does not take part. */
static GArray *
list_others (LpElement  *container,
             GHashTable *except)
{
  GArray *others = g_array_new (FALSE, FALSE, sizeof (LpRect));

  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)) && !g_hash_table_contains (except, child))
      {
        LpRect rect = get_rect (child);

        g_array_append_val (others, rect);
      }

  return others;
}

/* Moves @spots, all in @container, out of the way of its other content. */
static void
settle (LpElement *container,
        GArray    *spots)
{
  g_autoptr (GHashTable) own = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) others = NULL;
  LpRect room = { 0 };

  for (guint i = 0; i < spots->len; i++)
    g_hash_table_add (own, g_array_index (spots, LpSpot, i).element);
  others = list_others (container, own);

  if (lp_element_get_kind (container) != LP_KIND_DESIGN)
    {
      lp_box_get_size (container, &room.width, &room.height);
      room.width -= LP_PADDING;
      room.height -= LP_PADDING;
    }
  lp_clear_block (spots, others, get_least (container), &room);
  put (spots);
}

/* The wanted boxes in @container; their upper left corner stays. */
static gboolean
place_wanted (const LpPlan  *plan,
              LpElement     *container,
              GPtrArray     *boxes,
              GError       **error)
{
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (LpSpot));
  LpPoint least = get_least (container), corner = { G_MAXDOUBLE, G_MAXDOUBLE }, now;

  for (guint i = 0; i < boxes->len; i++)
    {
      corner.x = fmin (corner.x, lp_element_get_number (boxes->pdata[i], LP_ATTRIBUTE_X));
      corner.y = fmin (corner.y, lp_element_get_number (boxes->pdata[i], LP_ATTRIBUTE_Y));
    }

  if (!find_spots (plan, container, boxes, spots, error))
    return FALSE;

  now = get_corner (spots);
  shift (spots, MAX (corner.x, least.x) - now.x, MAX (corner.y, least.y) - now.y);
  snap (spots);
  settle (container, spots);

  return TRUE;
}

static gboolean place_content (const LpPlan  *plan,
                               LpElement     *container,
                               gboolean       all,
                               GError       **error);

/* One with a narrow card is as wide as the others: side by side they are in line, and so are their
 * cards, which stand in the middle. */
static void
widen (LpElement *server)
{
  double width, height;

  lp_box_get_size (server, &width, &height);
  if (width < LP_PACK_LEAST_WIDTH)
    lp_element_set_number (server, LP_ATTRIBUTE_WIDTH, LP_PACK_LEAST_WIDTH);
}

/* A server that was larger while it was empty leaves nothing blank below what it holds. */
static void
shorten (LpElement *server)
{
  double width, height, content = 0;

  lp_box_get_size (server, &width, &height);
  for (LpElement *child = lp_element_get_first_child (server); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)))
      {
        const LpRect rect = get_rect (child);

        lp_box_grow (&rect, &width, &content);
      }
  if (content > 0 && content < height)
    lp_element_set_number (server, LP_ATTRIBUTE_HEIGHT, content);
}

/* Arranges what is in @box. If it @stays but becomes larger it must not lie on what is around
 * it. */
static gboolean
place_inside (const LpPlan  *plan,
              LpElement     *box,
              gboolean       all,
              gboolean       stays,
              GError       **error)
{
  LpRect before = get_rect (box), after;

  if (all)
    {
      lp_element_unset (box, LP_ATTRIBUTE_WIDTH);
      lp_element_unset (box, LP_ATTRIBUTE_HEIGHT);
    }
  if (!place_content (plan, box, all, error))
    return FALSE;
  if (all && lp_element_get_kind (box) == LP_KIND_SERVER)
    {
      widen (box);
      shorten (box);
    }

  after = get_rect (box);
  if (stays && (after.width > before.width || after.height > before.height))
    {
      g_autoptr (GArray) alone = g_array_new (FALSE, FALSE, sizeof (LpSpot));
      LpSpot spot = { box, after };

      g_array_append_val (alone, spot);
      settle (lp_element_get_parent (box), alone);
    }

  return TRUE;
}

/* Inner containers first: only then is it known how large they are. */
static gboolean
place_content (const LpPlan  *plan,
               LpElement     *container,
               gboolean       all,
               GError       **error)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    {
      LpKind kind = lp_element_get_kind (child);
      gboolean is_wanted = all || lp_plan_is_wanted (plan, child);
      gboolean moves = is_wanted && !lp_plan_is_pinned (plan, child);

      if (!lp_kind_is_box (kind) || is_locked (child))
        continue;
      if (lp_kind_is_container (kind) &&
          !place_inside (plan, child, is_wanted, !all && !moves, error))
        return FALSE;
      if (moves)
        g_ptr_array_add (wanted, child);
    }

  if (all)
    return place_all (plan, container, error);

  return wanted->len == 0 || place_wanted (plan, container, wanted, error);
}

static gboolean
has_moved (const LpPlan *plan,
           LpElement    *end)
{
  for (; lp_kind_is_box (lp_element_get_kind (end)); end = lp_element_get_parent (end))
    if (lp_plan_is_wanted (plan, end))
      return TRUE;

  return FALSE;
}

static void
remove_bends (LpDesign  *design,
              LpElement *link)
{
  LpElement *bend;

  while ((bend = lp_element_find_child (link, LP_KIND_BEND)) != NULL)
    lp_design_remove (design, bend);
}

static void
remove_old_bends (LpDesign     *design,
                  const LpPlan *plan)
{
  for (LpElement *link = lp_element_find_child (lp_design_get_root (design), LP_KIND_LINK);
       link != NULL; link = lp_element_find_next (link))
    if (has_moved (plan, lp_link_get_from (link)) || has_moved (plan, lp_link_get_to (link)))
      remove_bends (design, link);
}

gboolean
lp_place (LpDesign   *design,
          GPtrArray  *only,
          GError    **error)
{
  g_autoptr (LpPlan) plan = NULL;
  LpHistory *history;
  gboolean placed;

  g_return_val_if_fail (LP_IS_DESIGN (design), FALSE);

  history = lp_design_get_history (design);
  plan = lp_plan_new (design, only);

  lp_history_begin (history, _("Arrange"));
  remove_old_bends (design, plan);
  placed = place_content (plan, lp_design_get_root (design), only == NULL, error);
  if (placed)
    lp_history_end (history);
  else
    lp_history_cancel (history);

  return placed;
}

static void
adopt (LpElement         *element,
       LpElement         *placed,
       const LpAttribute *attributes,
       guint              n_attributes)
{
  for (guint i = 0; i < n_attributes; i++)
    {
      if (lp_element_has (placed, attributes[i]))
        lp_element_set_number (element, attributes[i],
                               lp_element_get_number (placed, attributes[i]));
      else
        lp_element_unset (element, attributes[i]);
    }
}

/* The child has taken away the bends of the links that it moved. */
static void
adopt_bends (LpDesign  *design,
             LpElement *link,
             LpElement *placed)
{
  if (lp_element_find_child (placed, LP_KIND_BEND) == NULL)
    remove_bends (design, link);
}

void
lp_place_adopt (LpDesign *design,
                LpDesign *placed)
{
  static const LpAttribute places[] = {
    LP_ATTRIBUTE_X, LP_ATTRIBUTE_Y, LP_ATTRIBUTE_WIDTH, LP_ATTRIBUTE_HEIGHT,
  };
  static const LpAttribute direction[] = { LP_ATTRIBUTE_DIRECTION };
  LpElement *root;

  g_return_if_fail (LP_IS_DESIGN (design));
  g_return_if_fail (LP_IS_DESIGN (placed));

  root = lp_design_get_root (design);
  lp_history_begin (lp_design_get_history (design), _("Arrange"));
  adopt (root, lp_design_get_root (placed), direction, G_N_ELEMENTS (direction));

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    {
      LpElement *answer = lp_design_find (placed, lp_element_get_id (each));

      if (answer == NULL || lp_element_get_kind (answer) != lp_element_get_kind (each))
        continue;
      if (lp_kind_is_box (lp_element_get_kind (each)))
        adopt (each, answer, places, G_N_ELEMENTS (places));
      else if (lp_element_get_kind (each) == LP_KIND_LINK)
        adopt_bends (design, each, answer);
    }

  lp_history_end (lp_design_get_history (design));
}
