/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/pack.h"

#include <math.h>

#include "model/box.h"
#include "model/link.h"

#define CARD_GAP_X 120          /* Room for the label of a link between two cards. */
#define CARD_GAP_Y 48
#define CHIP_GAP 8
#define AISLE 24                /* Between chips, for requests that go on below. */
#define WIDEST_WITH_AISLE 280   /* A column does not grow beyond that for one. */
#define ROW_GAP 32
#define MIN_COLUMN (LP_PACK_LEAST_WIDTH - 2 * LP_PADDING)
#define MIN_CARD 184
#define N_COLUMNS 2
#define MANY_CARDS 4            /* From here on one column would be a tower. */

#define IN_LINE 5               /* How far before its target something in line stands. */

static int
get_tier_of_content (LpElement *container)
{
  int tier = LP_PACK_TIER_BEHIND;

  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)) && !lp_box_is_chip (child))
      {
        int tier_of_child = lp_pack_get_tier (child);

        tier = MIN (tier, tier_of_child);
      }

  return tier;
}

/* A firewall or router stands before the first component that it leads to. It asks no further than
 * that: in a drawing with loops there would be no end. */
static int
get_tier_in_line (LpElement *box)
{
  int tier = LP_PACK_TIER_BEHIND + IN_LINE;
  guint n_links;
  LpElement **links = lp_element_get_links (box, &n_links);

  for (guint i = 0; i < n_links; i++)
    {
      LpKind to = lp_element_get_kind (lp_link_resolve_to (lp_link_get_to (links[i])));
      const int next = lp_kind_get_row (to)->tier;

      if (lp_link_get_from (links[i]) == box && lp_link_get_flow (links[i]) == LP_FLOW_REQUEST &&
          next > 0)
        tier = MIN (tier, next);
    }

  return tier - IN_LINE;
}

int
lp_pack_get_tier (LpElement *box)
{
  LpKind kind = lp_element_get_kind (box);

  if (lp_kind_is_container (kind))
    return get_tier_of_content (box);
  if (lp_kind_is (kind, LP_TRAIT_RELAY))
    return get_tier_in_line (box);

  return lp_kind_get_row (kind)->tier;
}

/* A box with what says where it comes among others. */
typedef struct
{
  LpElement *element;
  LpRect     drawn;
  int        tier;
  guint      row;               /* In which it was drawn. */
} Item;

static int
compare_tops (gconstpointer a,
              gconstpointer b)
{
  const Item *left = a, *right = b;

  return left->drawn.y < right->drawn.y ? -1 : left->drawn.y > right->drawn.y;
}

/* What begins below the middle of the first of a row begins the next row. */
static void
number_rows (GArray *items)
{
  double middle = 0;
  guint row = 0;

  for (guint i = 0; i < items->len; i++)
    {
      Item *item = &g_array_index (items, Item, i);

      if (i > 0 && item->drawn.y > middle)
        row++;
      if (i == 0 || item->drawn.y > middle)
        middle = item->drawn.y + item->drawn.height / 2;
      item->row = row;
    }
}

static int
compare_reading (gconstpointer a,
                 gconstpointer b)
{
  const Item *left = a, *right = b;

  if (left->row != right->row)
    return left->row < right->row ? -1 : 1;

  return left->drawn.x < right->drawn.x ? -1 : left->drawn.x > right->drawn.x;
}

/* Cards in the way of a request, those of one tier as they were drawn: in rows that go to and
 * fro, see choose_column(). */
static int
compare_cards (gconstpointer a,
               gconstpointer b)
{
  const Item *left = a, *right = b;
  int side;

  if (left->tier != right->tier)
    return left->tier < right->tier ? -1 : 1;
  if (left->row != right->row)
    return left->row < right->row ? -1 : 1;

  side = left->drawn.x < right->drawn.x ? -1 : left->drawn.x > right->drawn.x;

  return left->row % 2 == 0 ? side : -side;
}

/* @boxes as they were drawn, or as they are where nothing was. */
static GArray *
list_items (const LpPlan *plan,
            GPtrArray    *boxes,
            gboolean      chips,
            GCompareFunc  compare)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));

  for (guint i = 0; i < boxes->len; i++)
    {
      Item item = { boxes->pdata[i], lp_plan_get_drawn (plan, boxes->pdata[i]) };

      if (lp_box_is_chip (item.element) != chips)
        continue;
      item.tier = lp_pack_get_tier (item.element);
      g_array_append_val (items, item);
    }

  g_array_sort (items, compare_tops);
  number_rows (items);
  g_array_sort (items, compare);

  return items;
}

static void
add_spot (GArray    *spots,
          LpElement *box,
          double     x,
          double     y)
{
  LpSpot spot = { box, { x, y, 0, 0 } };

  lp_box_get_size (box, &spot.rect.width, &spot.rect.height);
  g_array_append_val (spots, spot);
}

typedef struct
{
  double   x;
  double   width;
  double   widest;      /* Of its cards; chips keep within that. */
  double   bottom;      /* Where the next row begins. */
  double   row_top;     /* The row of chips that has room left, */
  double   row_x;       /* from here on. */
  gboolean has_row;
  gboolean has_aisle;   /* Chips stand at both edges: a request goes on between them. */
} Column;

/* Two in a row, the second row backwards, so that the way of a request never jumps. */
static guint
choose_column (guint place,
               guint n_columns)
{
  guint row = place / n_columns;
  guint column = place % n_columns;

  return row % 2 == 0 ? column : n_columns - 1 - column;
}

/* Whether a request goes on from @card to what is not in its server. */
static gboolean
leads_on (LpElement *card)
{
  guint n_links;
  LpElement **links = lp_element_get_links (card, &n_links);

  for (guint i = 0; i < n_links; i++)
    {
      const LpFlow flow = lp_link_get_flow (links[i]);

      if (lp_link_get_from (links[i]) == card &&
          (flow == LP_FLOW_REQUEST || flow == LP_FLOW_QUERY) &&
          !lp_element_is_inside (lp_link_get_to (links[i]), lp_element_get_parent (card)))
        return TRUE;
    }

  return FALSE;
}

static double
get_widest_item (GArray *items)
{
  double widest = 0;

  for (guint i = 0; i < items->len; i++)
    {
      double width, height;

      lp_box_get_size (g_array_index (items, Item, i).element, &width, &height);
      widest = MAX (widest, width);
    }

  return widest;
}

/* A column has an aisle if a request goes on from its lowest card, and chips are narrow enough.
 * Cards come in order, so the lowest one has the last word. */
static void
choose_aisles (GArray *cards,
               GArray *chips,
               Column *columns,
               guint   n_columns)
{
  const double needed = 2 * get_widest_item (chips) + AISLE;

  if (chips->len == 0 || needed > WIDEST_WITH_AISLE)
    return;

  for (guint i = 0; i < cards->len; i++)
    columns[choose_column (i, n_columns)].has_aisle =
      leads_on (g_array_index (cards, Item, i).element);
  for (guint c = 0; c < n_columns; c++)
    if (columns[c].has_aisle)
      columns[c].widest = columns[c].width = MAX (columns[c].width, needed);
}

/* Each in the middle of its column: what links them runs straight. */
static void
place_cards (GArray *cards,
             Column *columns,
             guint   n_columns,
             double  top,
             GArray *spots)
{
  for (guint i = 0; i < cards->len; i++)
    {
      Column *column = &columns[choose_column (i, n_columns)];
      double width, height;

      lp_box_get_size (g_array_index (cards, Item, i).element, &width, &height);
      column->widest = MAX (column->widest, width);
      column->width = MAX (column->width, width);
    }
  for (guint c = 1; c < n_columns; c++)
    columns[c].x = columns[c - 1].x + columns[c - 1].width + CARD_GAP_X;

  for (guint i = 0; i < cards->len; i++)
    {
      LpElement *card = g_array_index (cards, Item, i).element;
      Column *column = &columns[choose_column (i, n_columns)];
      double width, height;

      if (i > 0 && i % n_columns == 0)
        for (guint c = 0; c < n_columns; c++)
          top = MAX (top, columns[c].bottom + CARD_GAP_Y);

      lp_box_get_size (card, &width, &height);
      add_spot (spots, card, column->x + (column->width - width) / 2, top);
      column->bottom = top + height;
    }
}

/* Where its widest card begins. */
static double
get_left (const Column *column)
{
  return column->x + (column->width - column->widest) / 2;
}

static double
get_right (const Column *column)
{
  return get_left (column) + column->widest;
}

static gboolean
has_room (const Column *column,
          double        width)
{
  return column->row_x + width <= get_right (column);
}

static void
place_chip (LpElement *chip,
            Column    *columns,
            guint      n_columns,
            GArray    *spots)
{
  Column *column = &columns[0];
  double width, height;

  for (guint c = 1; c < n_columns; c++)
    if (columns[c].bottom < column->bottom)
      column = &columns[c];

  lp_box_get_size (chip, &width, &height);

  /* A row with room in it comes before a new one, in whichever column. */
  for (guint c = 0; c < n_columns; c++)
    if (columns[c].has_row && has_room (&columns[c], width))
      {
        column = &columns[c];
        break;
      }

  if (!column->has_row || !has_room (column, width))
    {
      column->row_top = column->bottom + (column->has_row ? CHIP_GAP : 2 * CHIP_GAP);
      column->row_x = get_left (column);
      column->bottom = column->row_top + height;
      column->has_row = TRUE;
    }

  /* With an aisle the second one of a row stands at the right edge. */
  if (column->has_aisle && column->row_x > get_left (column))
    column->row_x = get_right (column) - width;
  add_spot (spots, chip, column->row_x, column->row_top);
  column->row_x += width + (column->has_aisle ? AISLE : CHIP_GAP);
}

void
lp_pack_server (const LpPlan *plan,
                GPtrArray    *boxes,
                LpPoint       origin,
                GArray       *spots)
{
  g_autoptr (GArray) cards = list_items (plan, boxes, FALSE, compare_cards);
  g_autoptr (GArray) chips = list_items (plan, boxes, TRUE, compare_reading);
  Column columns[N_COLUMNS] = { 0 };
  guint n_columns = cards->len < MANY_CARDS ? 1 : N_COLUMNS;

  for (guint c = 0; c < n_columns; c++)
    columns[c] = (Column) { origin.x, MIN_COLUMN, cards->len > 0 ? MIN_CARD : MIN_COLUMN,
                            cards->len > 0 ? origin.y : origin.y - 2 * CHIP_GAP };

  if (lp_plan_is_down (plan))
    choose_aisles (cards, chips, columns, n_columns);
  place_cards (cards, columns, n_columns, origin.y, spots);
  for (guint i = 0; i < chips->len; i++)
    place_chip (g_array_index (chips, Item, i).element, columns, n_columns, spots);
}

static double
get_widest (GPtrArray *boxes)
{
  double widest = 0;

  for (guint i = 0; i < boxes->len; i++)
    {
      double width, height;

      lp_box_get_size (boxes->pdata[i], &width, &height);
      widest = MAX (widest, width);
    }

  return widest;
}

/* Returns where the next row begins. */
static double
pack_grid (const LpPlan *plan,
           GPtrArray    *boxes,
           LpPoint       origin,
           double        width,
           GArray       *spots)
{
  g_autoptr (GArray) items = list_items (plan, boxes, FALSE, compare_reading);
  double step = get_widest (boxes) + ROW_GAP;
  guint n_columns = MAX (1, (guint) ((width + ROW_GAP) / step));
  double top = origin.y, bottom = top;

  for (guint i = 0; i < items->len; i++)
    {
      LpElement *box = g_array_index (items, Item, i).element;
      double box_width, box_height;

      if (i % n_columns == 0)
        top = bottom;
      lp_box_get_size (box, &box_width, &box_height);
      add_spot (spots, box, origin.x + i % n_columns * step, top);
      bottom = MAX (bottom, top + box_height + ROW_GAP);
    }

  return bottom;
}

/* Servers and zones first, then cards: rows of the one and of the other are in line. */
void
lp_pack_rows (const LpPlan *plan,
              GPtrArray    *boxes,
              LpPoint       origin,
              double        width,
              GArray       *spots)
{
  for (int containers = TRUE; containers >= FALSE; containers--)
    {
      g_autoptr (GPtrArray) some = g_ptr_array_new ();

      for (guint i = 0; i < boxes->len; i++)
        if (lp_kind_is_container (lp_element_get_kind (boxes->pdata[i])) == containers)
          g_ptr_array_add (some, boxes->pdata[i]);
      origin.y = pack_grid (plan, some, origin, width, spots);
    }
}
