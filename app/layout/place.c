/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/place.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "layout/level.h"
#include "layout/pack.h"
#include "model/box.h"

/* A link counts where its two ends part: between the two children of the innermost container
 * around both. */
static void
add_parting (GHashTable *partings,
             LpElement  *link)
{
  LpElement *from = lp_link_get_from (link);
  LpElement *to = lp_link_get_to (link);
  LpElement *around;
  LpParting parting = { .flow = lp_link_get_flow (link) };
  GArray *list;

  for (around = lp_element_get_parent (from); !lp_element_is_inside (to, around);
       around = lp_element_get_parent (around))
    ;

  for (parting.from = from; lp_element_get_parent (parting.from) != around;)
    parting.from = lp_element_get_parent (parting.from);
  for (parting.to = to; parting.to != around && lp_element_get_parent (parting.to) != around;)
    parting.to = lp_element_get_parent (parting.to);
  if (parting.from == parting.to || parting.to == around)
    return;

  list = g_hash_table_lookup (partings, around);
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (LpParting));
      g_hash_table_insert (partings, around, list);
    }
  g_array_append_val (list, parting);
}

static GHashTable *
collect_partings (LpDesign *design)
{
  GHashTable *partings = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (LpElement *link = lp_element_find_child (lp_design_get_root (design), LP_KIND_LINK);
       link != NULL; link = lp_element_find_next (link))
    add_parting (partings, link);

  return partings;
}

static void
snap_children (LpElement *container)
{
  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)))
      {
        double x = lp_element_get_number (child, LP_ATTRIBUTE_X);
        double y = lp_element_get_number (child, LP_ATTRIBUTE_Y);

        lp_pack_put (child, round (x / LP_GRID) * LP_GRID, round (y / LP_GRID) * LP_GRID);
      }
}

/* Inner containers first: only then is it known how large they are. */
static gboolean
place_content (LpElement   *container,
               GHashTable  *partings,
               GError     **error)
{
  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_container (lp_element_get_kind (child)))
      {
        lp_element_unset (child, LP_ATTRIBUTE_WIDTH);
        lp_element_unset (child, LP_ATTRIBUTE_HEIGHT);
        if (!place_content (child, partings, error))
          return FALSE;
      }

  if (lp_element_get_kind (container) == LP_KIND_SERVER)
    lp_pack_server (container);
  else if (!lp_level_place (container, g_hash_table_lookup (partings, container), error))
    return FALSE;

  snap_children (container);

  return TRUE;
}

static void
remove_bends (LpDesign *design)
{
  for (LpElement *link = lp_element_find_child (lp_design_get_root (design), LP_KIND_LINK);
       link != NULL; link = lp_element_find_next (link))
    {
      LpElement *bend;

      while ((bend = lp_element_find_child (link, LP_KIND_BEND)) != NULL)
        lp_design_remove (design, bend);
    }
}

gboolean
lp_place (LpDesign  *design,
          GError   **error)
{
  g_autoptr (GHashTable) partings = NULL;
  LpHistory *history;
  gboolean placed;

  g_return_val_if_fail (LP_IS_DESIGN (design), FALSE);

  history = lp_design_get_history (design);
  partings = collect_partings (design);

  lp_history_begin (history, _("Arrange"));
  remove_bends (design);
  placed = place_content (lp_design_get_root (design), partings, error);
  if (placed)
    lp_history_end (history);
  else
    lp_history_cancel (history);

  return placed;
}

static void
adopt (LpElement *element,
       LpElement *placed)
{
  static const LpAttribute places[] = {
    LP_ATTRIBUTE_X, LP_ATTRIBUTE_Y, LP_ATTRIBUTE_WIDTH, LP_ATTRIBUTE_HEIGHT,
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (lp_element_has (placed, places[i]))
        lp_element_set_number (element, places[i], lp_element_get_number (placed, places[i]));
      else
        lp_element_unset (element, places[i]);
    }
}

void
lp_place_adopt (LpDesign *design,
                LpDesign *placed)
{
  LpElement *root;

  g_return_if_fail (LP_IS_DESIGN (design));
  g_return_if_fail (LP_IS_DESIGN (placed));

  root = lp_design_get_root (design);
  lp_history_begin (lp_design_get_history (design), _("Arrange"));
  remove_bends (design);

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_kind_is_box (lp_element_get_kind (each)))
      {
        LpElement *answer = lp_design_find (placed, lp_element_get_id (each));

        if (answer != NULL && lp_element_get_kind (answer) == lp_element_get_kind (each))
          adopt (each, answer);
      }

  lp_history_end (lp_design_get_history (design));
}
