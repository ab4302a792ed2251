/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "doodle.h"

static const char *const names[] = {
  "Nginx", "MySQL", "db", "A name that is much longer than any card can hold, to be sure",
  "Файл", "服务器", "a&b <c>", "%s%n", "",
};

static const LpAttribute box_attributes[] = {
  LP_ATTRIBUTE_X, LP_ATTRIBUTE_Y, LP_ATTRIBUTE_X, LP_ATTRIBUTE_Y, LP_ATTRIBUTE_WIDTH,
  LP_ATTRIBUTE_HEIGHT,
};

static GPtrArray *
list (LpDesign *design,
      gboolean  links)
{
  LpElement *root = lp_design_get_root (design);
  GPtrArray *elements = g_ptr_array_new ();

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (links ? lp_element_get_kind (each) == LP_KIND_LINK
              : lp_kind_is_box (lp_element_get_kind (each)))
      g_ptr_array_add (elements, each);

  return elements;
}

static LpElement *
choose (GRand     *rand,
        GPtrArray *elements)
{
  if (elements->len == 0)
    return NULL;

  return g_ptr_array_index (elements, g_rand_int_range (rand, 0, elements->len));
}

/* Somewhere that holds a @kind: a container among a few tries, else the design itself. */
static LpElement *
choose_parent (GRand     *rand,
               LpDesign  *design,
               GPtrArray *boxes,
               LpKind     kind)
{
  for (guint i = 0; i < 4; i++)
    {
      LpElement *box = choose (rand, boxes);

      if (box != NULL && lp_kind_holds (lp_element_get_kind (box), kind) &&
          lp_kind_is_container (lp_element_get_kind (box)))
        return box;
    }

  return lp_design_get_root (design);
}

static void
set_place (GRand     *rand,
           LpElement *box)
{
  LpElement *parent = lp_element_get_parent (box);
  const gboolean inside = parent != NULL && lp_kind_is_box (lp_element_get_kind (parent));

  lp_element_set_number (box, LP_ATTRIBUTE_X, g_rand_int_range (rand, 2, inside ? 40 : 200) * 8);
  lp_element_set_number (box, LP_ATTRIBUTE_Y, g_rand_int_range (rand, 6, inside ? 40 : 150) * 8);
}

static void
add_box (GRand    *rand,
         LpDesign *design)
{
  g_autoptr (GPtrArray) boxes = list (design, FALSE);
  const LpKind kind = g_rand_int_range (rand, 0, LP_N_BOX_KINDS);
  LpElement *parent = choose_parent (rand, design, boxes, kind);
  g_autoptr (LpElement) box = lp_design_make_element (design, kind, parent);

  lp_design_add (design, box, parent, NULL);
  set_place (rand, box);
}

static void
add_link (GRand    *rand,
          LpDesign *design)
{
  g_autoptr (GPtrArray) boxes = list (design, FALSE);
  LpElement *from = choose (rand, boxes);
  LpElement *to = choose (rand, boxes);
  g_autoptr (LpElement) link = NULL;
  g_autofree char *id = NULL;

  if (from == NULL || from == to)
    return;

  link = lp_link_new (g_rand_int_range (rand, 0, LP_N_FLOWS), from, to);
  id = lp_design_make_id (design, "link");
  lp_element_set_text (link, LP_ATTRIBUTE_ID, id);
  lp_design_add (design, link, lp_design_get_root (design), NULL);
}

static void
add_bend (GRand     *rand,
          LpDesign  *design,
          LpElement *link)
{
  g_autoptr (LpElement) bend = lp_element_new (LP_KIND_BEND);

  lp_element_set_number (bend, LP_ATTRIBUTE_X, g_rand_int_range (rand, 0, 200) * 8);
  lp_element_set_number (bend, LP_ATTRIBUTE_Y, g_rand_int_range (rand, 0, 150) * 8);
  lp_design_add (design, bend, link, NULL);
}

/* What decides whom requests go to, and is written on cards and links. */
static void
edit_choice (GRand     *rand,
             LpElement *element)
{
  static const struct
  {
    LpAttribute attribute;
    int         most;
  } choices[] = {
    { LP_ATTRIBUTE_WEIGHT, 4 }, { LP_ATTRIBUTE_PRIORITY, 255 }, { LP_ATTRIBUTE_QUORUM, 1 },
    { LP_ATTRIBUTE_ROLE, 1 }, { LP_ATTRIBUTE_PROMOTION, 1 }, { LP_ATTRIBUTE_TRACKS, 1 },
    { LP_ATTRIBUTE_MANAGED, 1 },
  };
  static const LpAttribute texts[] = {
    LP_ATTRIBUTE_RELEASE, LP_ATTRIBUTE_HEALTH_CHECK, LP_ATTRIBUTE_ADDRESS, LP_ATTRIBUTE_POOL,
  };
  const LpKind kind = lp_element_get_kind (element);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (lp_attribute_is_of (choices[i].attribute, kind) && g_rand_boolean (rand))
      lp_element_set_number (element, choices[i].attribute,
                             g_rand_int_range (rand, 0, choices[i].most + 1));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (lp_attribute_is_of (texts[i], kind) && g_rand_boolean (rand))
      lp_element_set_text (element, texts[i], g_rand_boolean (rand) ? "blue" : "");
}

static void
edit_box (GRand    *rand,
          LpDesign *design)
{
  g_autoptr (GPtrArray) boxes = list (design, FALSE);
  LpElement *box = choose (rand, boxes);
  LpAttribute attribute;
  LpElement *parent;

  if (box == NULL)
    return;

  switch (g_rand_int_range (rand, 0, 9))
    {
    case 4:
      edit_choice (rand, box);
      break;

    case 0:
      lp_element_set_text (box, LP_ATTRIBUTE_NAME,
                           names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))]);
      break;

    case 1:
      lp_design_remove (design, box);
      break;

    case 2:
      parent = choose_parent (rand, design, boxes, lp_element_get_kind (box));
      if (lp_design_can_hold (parent, box))
        lp_design_move (design, box, parent, NULL);
      break;

    case 3:
      if (lp_kind_holds (lp_element_get_kind (box), LP_KIND_LISTEN))
        {
          g_autoptr (LpElement) listen = lp_element_new (LP_KIND_LISTEN);

          lp_element_set_number (listen, LP_ATTRIBUTE_LISTEN_PORT,
                                 g_rand_int_range (rand, 1, 65536));
          lp_design_add (design, listen, box, NULL);
        }
      break;

    default:
      attribute = box_attributes[g_rand_int_range (rand, 0, G_N_ELEMENTS (box_attributes))];
      lp_element_set_number (box, attribute, g_rand_int_range (rand, -10, 60) * 8 + 80);
      break;
    }
}

static void
edit_link (GRand    *rand,
           LpDesign *design)
{
  g_autoptr (GPtrArray) links = list (design, TRUE);
  g_autoptr (GPtrArray) boxes = list (design, FALSE);
  LpElement *link = choose (rand, links);
  LpElement *end = choose (rand, boxes);

  if (link == NULL)
    return;

  switch (g_rand_int_range (rand, 0, 7))
    {
    case 4:
      edit_choice (rand, link);
      break;

    case 5:
      if (end != lp_link_get_to (link))
        lp_link_set_from (link, end);
      break;

    case 0:
      lp_element_set_text (link, LP_ATTRIBUTE_LABEL,
                           names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))]);
      break;

    case 1:
      lp_design_remove (design, link);
      break;

    case 2:
      if (end != lp_link_get_from (link))
        lp_link_set_to (link, end);
      break;

    case 3:
      lp_element_set_number (link, LP_ATTRIBUTE_FLOW, g_rand_int_range (rand, 0, LP_N_FLOWS));
      break;

    default:
      add_bend (rand, design, link);
      break;
    }
}

LpDesign *
doodle_new (GRand *rand,
            guint  n_boxes)
{
  LpDesign *design = lp_design_new ();

  for (guint i = 0; i < n_boxes; i++)
    add_box (rand, design);
  for (guint i = 0; i < n_boxes; i++)
    add_link (rand, design);
  lp_history_clear (lp_design_get_history (design));

  return design;
}

void
doodle_edit (GRand    *rand,
             LpDesign *design)
{
  LpHistory *history = lp_design_get_history (design);

  switch (g_rand_int_range (rand, 0, 10))
    {
    case 0:
      add_box (rand, design);
      break;

    case 1:
      add_link (rand, design);
      break;

    case 2:
    case 3:
      edit_link (rand, design);
      break;

    case 4:
      if (lp_history_can_undo (history))
        lp_history_undo (history);
      break;

    case 5:
      if (lp_history_can_redo (history))
        lp_history_redo (history);
      break;

    default:
      edit_box (rand, design);
      break;
    }
}
