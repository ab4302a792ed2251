/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/pack.h"

#include "model/box.h"
#include "model/link.h"

#define CARD_GAP_X 120          /* Room for the label of a link between two cards. */
#define CARD_GAP_Y 48
#define CHIP_GAP 8
#define ROW_GAP 32
#define MIN_COLUMN 184
#define N_COLUMNS 2
#define MANY_CARDS 4            /* From here on one column would be a tower. */

/* By kind, with room between for what stands in line. */
static const int tiers[LP_N_BOX_KINDS] = {
  [LP_KIND_CLIENT] = 0,
  [LP_KIND_DNS] = 0,
  [LP_KIND_MONITORING_SERVICE] = 0,
  [LP_KIND_VIRTUAL_IP] = 20,
  [LP_KIND_LOAD_BALANCER] = 30,
  [LP_KIND_WEB_SERVER] = 40,
  [LP_KIND_APP_SERVER] = 50,
  [LP_KIND_APP_FILES] = 50,
  [LP_KIND_CACHE] = 60,
  [LP_KIND_DATABASE] = 60,
};

#define TIER_BEHIND 70          /* Of what says nothing about its place. */
#define IN_LINE 5               /* How far before its target something in line stands. */

static int
get_tier_of_content (LpElement *container)
{
  int tier = TIER_BEHIND;

  for (LpElement *child = lp_element_get_first_child (container); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)) && !lp_box_is_chip (child))
      tier = MIN (tier, lp_pack_get_tier (child));

  return tier;
}

/* A firewall or router stands before the first component that it leads to. It asks no further than
 * that: in a drawing with loops there would be no end. */
static int
get_tier_in_line (LpElement *box)
{
  int tier = TIER_BEHIND + IN_LINE;
  guint n_links;
  LpElement **links = lp_element_get_links (box, &n_links);

  for (guint i = 0; i < n_links; i++)
    {
      LpKind to = lp_element_get_kind (lp_link_resolve_to (lp_link_get_to (links[i])));

      if (lp_link_get_from (links[i]) == box && lp_link_get_flow (links[i]) == LP_FLOW_REQUEST &&
          tiers[to] > 0)
        tier = MIN (tier, tiers[to]);
    }

  return tier - IN_LINE;
}

int
lp_pack_get_tier (LpElement *box)
{
  LpKind kind = lp_element_get_kind (box);

  switch (kind)
    {
    case LP_KIND_SERVER:
    case LP_KIND_ZONE:
      return get_tier_of_content (box);

    case LP_KIND_FIREWALL:
    case LP_KIND_ROUTER:
      return get_tier_in_line (box);

    case LP_KIND_CERTIFICATE:
    case LP_KIND_MONITORING_AGENT:
    case LP_KIND_NOTE:
      return TIER_BEHIND;

    default:
      return tiers[kind];
    }
}

static int
compare_tiers (gconstpointer a,
               gconstpointer b)
{
  return lp_pack_get_tier (*(LpElement *const *) a) - lp_pack_get_tier (*(LpElement *const *) b);
}

void
lp_pack_put (LpElement *box,
             double     x,
             double     y)
{
  if (lp_element_get_boolean (box, LP_ATTRIBUTE_LOCKED))
    return;

  lp_element_set_number (box, LP_ATTRIBUTE_X, x);
  lp_element_set_number (box, LP_ATTRIBUTE_Y, y);
}

/* Children in the way of a request; chips apart. Insertion keeps the document’s order within a
 * tier. */
static void
sort_content (LpElement *server,
              GPtrArray *cards,
              GPtrArray *chips)
{
  for (LpElement *child = lp_element_get_first_child (server); child != NULL;
       child = lp_element_get_next_sibling (child))
    {
      if (!lp_kind_is_box (lp_element_get_kind (child)))
        continue;
      if (lp_box_is_chip (child))
        {
          g_ptr_array_add (chips, child);
        }
      else
        {
          guint place = cards->len;

          while (place > 0 && compare_tiers (&cards->pdata[place - 1], &child) > 0)
            place--;
          g_ptr_array_insert (cards, place, child);
        }
    }
}

typedef struct
{
  double x;
  double width;
  double bottom;        /* Where the next row begins. */
  double row_top;       /* The row of chips that has room left, */
  double row_x;         /* from here on. */
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

static void
place_cards (GPtrArray *cards,
             Column    *columns,
             guint      n_columns)
{
  double top = LP_HEADER;

  for (guint i = 0; i < cards->len; i++)
    {
      Column *column = &columns[choose_column (i, n_columns)];
      double width, height;

      lp_box_get_size (cards->pdata[i], &width, &height);
      column->width = MAX (column->width, width);
    }
  for (guint c = 1; c < n_columns; c++)
    columns[c].x = columns[c - 1].x + columns[c - 1].width + CARD_GAP_X;

  for (guint i = 0; i < cards->len; i++)
    {
      Column *column = &columns[choose_column (i, n_columns)];
      double width, height;

      if (i > 0 && i % n_columns == 0)
        for (guint c = 0; c < n_columns; c++)
          top = MAX (top, columns[c].bottom + CARD_GAP_Y);

      lp_box_get_size (cards->pdata[i], &width, &height);
      lp_pack_put (cards->pdata[i], column->x, top);
      column->bottom = top + height;
    }
}

static void
place_chip (LpElement *chip,
            Column    *columns,
            guint      n_columns)
{
  Column *column = &columns[0];
  double width, height;

  for (guint c = 1; c < n_columns; c++)
    if (columns[c].bottom < column->bottom)
      column = &columns[c];

  lp_box_get_size (chip, &width, &height);

  /* A row with room in it comes before a new one, in whichever column. */
  for (guint c = 0; c < n_columns; c++)
    if (columns[c].row_top > 0 && columns[c].row_x + width <= columns[c].x + columns[c].width)
      {
        column = &columns[c];
        break;
      }

  if (column->row_top == 0 || column->row_x + width > column->x + column->width)
    {
      column->row_top = column->bottom + (column->row_top == 0 ? 2 * CHIP_GAP : CHIP_GAP);
      column->row_x = column->x;
      column->bottom = column->row_top + height;
    }

  lp_pack_put (chip, column->row_x, column->row_top);
  column->row_x += width + CHIP_GAP;
}

void
lp_pack_server (LpElement *server)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  g_autoptr (GPtrArray) chips = g_ptr_array_new ();
  Column columns[N_COLUMNS] = { 0 };
  guint n_columns;

  sort_content (server, cards, chips);
  n_columns = cards->len < MANY_CARDS ? 1 : N_COLUMNS;
  for (guint c = 0; c < n_columns; c++)
    columns[c] = (Column) { LP_PADDING, MIN_COLUMN,
                            cards->len > 0 ? LP_HEADER : LP_HEADER - 2 * CHIP_GAP };

  place_cards (cards, columns, n_columns);
  for (guint i = 0; i < chips->len; i++)
    place_chip (chips->pdata[i], columns, n_columns);
}

void
lp_pack_rows (GPtrArray *boxes,
              double     x,
              double     y,
              double     width)
{
  double left = x;
  double row_height = 0;

  for (guint i = 0; i < boxes->len; i++)
    {
      double box_width, box_height;

      lp_box_get_size (boxes->pdata[i], &box_width, &box_height);
      if (left > x && left + box_width > x + width)
        {
          left = x;
          y += row_height + ROW_GAP;
          row_height = 0;
        }

      lp_pack_put (boxes->pdata[i], left, y);
      left += box_width + ROW_GAP;
      row_height = MAX (row_height, box_height);
    }
}
