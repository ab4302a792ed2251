/* SPDX-License-Identifier: MIT */
/* route-private.h: the router from inside. Each stage of a route is computed from the stage
 * before and from what is near, and remembers where it looked; so a change redoes exactly the
 * stages that would see it. */

#pragma once

#include "layout/route-grid.h"
#include "layout/route-reads.h"
#include "layout/route.h"

G_BEGIN_DECLS

#define LP_ROUTE_CORNER 4.0     /* Links end no closer than this to a corner. */
#define LP_ROUTE_GOOD_CORNER 24.0 /* And rather no closer than this. */
#define LP_ROUTE_TEXT_GAP 5.0   /* To a text in a header. */
#define LP_ROUTE_LOOK (2 * LP_ROUTE_MIN_GAP) /* How far a path can feel a box. */
#define LP_ROUTE_LABEL_ROUNDS 3
#define LP_ROUTE_LABEL_SPACE 3.0 /* Around a label. */
#define LP_ROUTE_DEEPEST 64     /* Containers in containers; also what ends a circle of parents. */
#define LP_ROUTE_TRUNK (1u << 31) /* Set in the numbers of trunks, which nobody outside sees. */
#define LP_ROUTE_NONE G_MAXUINT

typedef enum
{
  LP_AXIS_X,                  /* Upright pieces, which are placed by their x. */
  LP_AXIS_Y,
  LP_N_AXES,
} LpRouteAxis;

typedef struct
{
  LpRect rect;
  int    parent;
  guint  container : 1;
  guint  there : 1;
  guint  changed : 1;         /* Since the last update. */
  double left, right;         /* How far the texts of its header reach. */
  guint  open;                /* Equals the router's serial where the link at hand may enter. */
  LpRect old_rect;            /* As of the last update, if it was there. */
  guint  was_there : 1;
  guint  was_other : 1;       /* Parent or container changed, not just the rectangle. */
  GArray *links;              /* Numbers of the links that end here. */
  GArray *trunks;             /* The same of trunks, or NULL. */
  guint   is_hub : 1;
} LpRouteBox;

/* A straight piece of a link that can be shifted across its direction. */
typedef struct
{
  guint  link;
  guint  piece;
  double from, to;            /* Along its direction. */
  double start;               /* Where the search put it. */
  double low, high;           /* How far it can go. */
  double ideal;               /* Where it wants to be. */
  double weight;              /* How much. */
  double zone_low, zone_high; /* Where its neighbours can push it. */
  double at;                  /* Where it is now. */
  guint  cluster;
  guint  is_first : 1;        /* Begins at the link's source. */
  guint  is_end : 1;          /* Begins or ends at a box. */
  guint  is_alone : 1;        /* Nobody pushes it, and it pushes nobody. */
} LpRouteWire;

typedef struct
{
  LpRouteLink spec;
  LpPoint    *bends;
  guint       there : 1;
  guint       dirty : 1;      /* Its wires must be measured again, */
  guint       stale : 1;      /* and before that its path searched, */
  guint       urgent : 1;     /* even in a hurry, */
  guint       looked : 1;     /* for which it has been asked whether it is straight. */
  guint       unlisted : 1;   /* Labels do not mind its line. */
  guint       other : 1;      /* It is to join something else, or has another label. */
  guint       flipped : 1;    /* Known from target to source: its hub comes first. */
  guint       trunk;          /* That it follows up to its last point, or LP_ROUTE_NONE. */
  GArray     *leaves;         /* guint: of a trunk, who follows it. */
  double      offset;         /* Of a trunk: where it arrives, beside others. */
  guint       forks_serial;   /* In which growth of a cluster its forks were joined. */
  guint       crowd_serial;
  guint       straight : 1;
  guint       forced : 1;     /* Through containers; what is in them matters. */
  LpRect      line;           /* Of a straight link: where others find it. */
  guint       n_found;        /* Reads of the search, */
  guint       n_searched;     /* and with those up to the first shift. */
  guint       n_noted;        /* Reads that are in the index. */
  LpRouteReads reads;         /* Where search and shifts looked for boxes, and the search for
                               * other links LP_ROUTE_LOOK farther inside. */
  GArray     *found;          /* LpPoint: as searched. */
  GArray     *coarse;         /* LpPoint: that with each piece where it would like to be. */
  GArray     *placed;         /* LpPoint: the coarse points that the wires are of. */
  LpHeading   placed_heading;
  GArray     *upright;        /* As searched, with the upright pieces shifted. */
  GArray     *points;         /* As shown, from the end of the trunk on. */
  GArray     *whole;          /* LpPoint: as shown, trunk included; NULL without a trunk. */
  LpHeading   heading;        /* Of the first piece; level and upright pieces alternate. */
  GArray     *wires;          /* guint: the wire of each piece in the layer of its axis. */
  LpRoute     route;
  LpRouteReads regions;       /* What the label looks at. */
  LpRect      places[LP_ROUTE_LABEL_ROUNDS]; /* Of the label. */
  guint       leaves_label : 1; /* Another link bears it. */
  guint       labels_marked;  /* A bit for each round in which the label must be placed again. */
} LpRouteConnector;

/* All pieces of one direction, in clusters whose members can push each other. */
typedef struct
{
  GArray       *wires;        /* LpRouteWire, with holes. */
  GArray       *free_wires;   /* guint */
  LpRouteIndex *index;        /* Of zones. */
  GPtrArray    *clusters;     /* GArray of guint, or NULL for holes. */
  GArray       *free_clusters;
  GArray       *seeds;        /* guint: wires that have no cluster. */
} LpRouteLayer;

typedef struct
{
  LpRouteIndex *lines;        /* The pieces of all routes. */
  LpRouteIndex *regions;
  guint         n_with_regions; /* Links. */
  gboolean      all_are_marked; /* Of these, for the next round. */
  LpRouteIndex *places[LP_ROUTE_LABEL_ROUNDS];
  GArray       *dirty[LP_ROUTE_LABEL_ROUNDS]; /* guint */

  /* Scratch. */
  GArray       *found;
  GArray       *near_boxes;
  GArray       *near_containers;
  GArray       *near_kept;
  GArray       *near_lines;
  GArray       *near_alike;
  GArray       *near_labels;
} LpRouteLabels;

struct _LpRouter
{
  GArray       *boxes;
  GArray       *links;
  GArray       *trunks;       /* LpRouteConnector, by their numbers without LP_ROUTE_TRUNK. */
  GHashTable   *trunk_numbers; /* From what a trunk joins to its number. */
  GArray       *free_trunks;  /* guint */
  gboolean      crowds_are_stale;
  guint         crowd_serial;
  LpRouteIndex *box_index;
  LpRouteIndex *read_index;   /* Where a box changes the path of a link, */
  LpRouteIndex *wire_index;   /* and where only how far the path can be shifted. */
  LpRouteIndex *straight_index; /* Links that are straight. */
  LpRouteGrid  *grid;
  LpRouteLayer  layers[LP_N_AXES];
  LpRouteLabels labels;
  GArray       *changed_boxes; /* guint, as all below. */
  GArray       *dirty;        /* Links whose search must be redone. */
  GArray       *deferred;     /* The same, when nobody is in a hurry. */
  gboolean      hurry;
  GArray       *changed;
  GArray       *found;        /* Scratch of lp_router_look (), */
  GArray       *way;          /* and of the search: LpPoint. */
  guint         serial;
};

static inline LpRouteBox *
lp_router_box (const LpRouter *router,
               guint           box)
{
  return &g_array_index (router->boxes, LpRouteBox, box);
}

static inline gboolean
lp_router_has_box (const LpRouter *router,
                   gint64          box)
{
  return box >= 0 && box < router->boxes->len && lp_router_box (router, box)->there;
}

static inline LpRouteConnector *
lp_router_connector (const LpRouter *router,
                     guint           link)
{
  if (link & LP_ROUTE_TRUNK)
    return &g_array_index (router->trunks, LpRouteConnector, link & ~LP_ROUTE_TRUNK);

  return &g_array_index (router->links, LpRouteConnector, link);
}

/* The left or the right text in the header of a container, with some air; of no width where there
 * is none. */
static inline LpRect
lp_route_get_text (const LpRouteBox *box,
                   gboolean          right)
{
  const double reach = right ? box->right : box->left;
  const double width = reach > 0 ? MIN (reach + LP_ROUTE_TEXT_GAP, box->rect.width) : 0;

  return (LpRect) {
    box->rect.x + (right ? box->rect.width - width : 0), box->rect.y,
    width, MIN (LP_ROUTE_HEADER, box->rect.height),
  };
}

/* The end that a link is searched from: one that follows a trunk does not see the hub. */
static inline guint
lp_route_get_start (const LpRouteConnector *link)
{
  return link->trunk == LP_ROUTE_NONE ? link->spec.from : link->spec.to;
}

/* A rectangle that is @by larger on all sides. */
static inline LpRect
lp_rect_grown (LpRect rect,
               double by)
{
  return (LpRect) { rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by };
}

static inline gboolean
lp_rect_holds (const LpRect *outer,
               const LpRect *inner)
{
  return inner->x >= outer->x && inner->y >= outer->y &&
         inner->x + inner->width <= outer->x + outer->width &&
         inner->y + inner->height <= outer->y + outer->height;
}

static inline LpRect
lp_rect_between (LpPoint a,
                 LpPoint b)
{
  return (LpRect) { MIN (a.x, b.x), MIN (a.y, b.y), ABS (a.x - b.x), ABS (a.y - b.y) };
}

/* From point @piece of a way to the next. */
static inline LpRect
lp_route_get_line (const GArray *points,
                   guint         piece)
{
  const LpPoint *point = (const LpPoint *) points->data;

  return lp_rect_between (point[piece], point[piece + 1]);
}

/* The coordinate by which a piece is placed, and the one along which it runs. */
static inline double
lp_route_across (LpRouteAxis    axis,
                 const LpPoint *point)
{
  return axis == LP_AXIS_X ? point->x : point->y;
}

static inline double
lp_route_along (LpRouteAxis    axis,
                const LpPoint *point)
{
  return axis == LP_AXIS_X ? point->y : point->x;
}

/* What a box is to the link at hand. */
typedef enum
{
  LP_ROUTE_NOTHING,           /* One of its ends, or inside of one. */
  LP_ROUTE_OPEN,              /* A container that holds one of its ends. */
  LP_ROUTE_WALL,
} LpRouteRole;

/* Marks the containers that hold an end of @link; the roles below are then for this link. */
void          lp_router_begin_link   (LpRouter         *router,
                                      guint             link);
gboolean      lp_router_is_open      (LpRouter         *router,
                                      guint             link,
                                      guint             box);
LpRouteRole   lp_router_get_role     (LpRouter         *router,
                                      guint             link,
                                      guint             box);

/* The boxes that touch @rect, ascending, until the next call; noted as a read of @link. */
const GArray *lp_router_look         (LpRouter         *router,
                                      guint             link,
                                      const LpRect     *rect);

/* Forgets the reads of @link from @first on: all, those after the search, or those after the first
 * shift; and has the indices know those that they do not know yet. */
void          lp_router_forget_reads (LpRouter         *router,
                                      guint             link,
                                      guint             first);
void          lp_router_keep_reads   (LpRouter         *router,
                                      guint             link);

/* The straight links that touch @rect, ascending, until the next call. Within what was looked at
 * for boxes. */
const GArray *lp_router_look_for_links (LpRouter       *router,
                                      const LpRect     *rect);

/* Marks the links dirty that a straight link along @line is, or was, in the way of. */
void          lp_router_mark_searchers (LpRouter       *router,
                                      const LpRect     *line);

/* Whether a way along @piece crosses a straight link along @line. */
gboolean      lp_route_is_crossing   (const LpRect     *piece,
                                      const LpRect     *line);

/* Links that end on the same box are put in order there. */
gboolean      lp_route_share_end     (const LpRouteLink *a,
                                      const LpRouteLink *b);

/* Whether @box is inside of @container, at any depth. */
gboolean      lp_router_is_inside    (LpRouter         *router,
                                      guint             box,
                                      guint             container);

/* Ascending, each number once. */
void          lp_route_sort_numbers  (GArray           *numbers);

/* Brings changed boxes into the index and marks the links dirty that looked where they were or
 * are. The above and this in route-look.c. */
void          lp_router_take_boxes   (LpRouter         *router);
void          lp_router_mark_dirty   (LpRouter         *router,
                                      guint             link);
void          lp_router_mark_wires   (LpRouter         *router,
                                      guint             link);
void          lp_router_mark_urgent  (LpRouter         *router,
                                      guint             link);

/* Crowds, in route-crowd.c: finds out again which links follow which trunk. */
void          lp_router_assign_trunks (LpRouter        *router);
GHashTable   *lp_route_trunk_numbers_new (void);

/* In route-follow.c, as all up to the order of links. */
LpRouteConnector lp_route_connector_new (void);
void          lp_route_connector_clear (gpointer        connector);

/* Whether @link leaves the other links of a crowded box where they are. */
gboolean      lp_router_is_alone     (LpRouter         *router,
                                      guint             link);

/* Marks all links of @box dirty whose own way ends there. */
void          lp_router_mark_links_of (LpRouter        *router,
                                      guint             box);

/* Where the links that follow @trunk begin, and which way. FALSE where it leads nowhere. */
gboolean      lp_router_get_trunk_end (LpRouter        *router,
                                      guint             trunk,
                                      LpPoint          *point,
                                      LpHeading        *heading);

/* The route of a link that follows a trunk, from end to end. Returns whether it is another one. */
gboolean      lp_router_compose      (LpRouter         *router,
                                      guint             link);

/* The own way of @link is now @points: labels make room for it. */
void          lp_router_move_lines   (LpRouter         *router,
                                      guint             link,
                                      GArray           *points);

/* Labels for several links, in route-share.c: whether another link bears the label of this one;
 * how much of its first piece others of its lane run along, or 0; whether two do that. */
gboolean      lp_router_leaves_label (LpRouter         *router,
                                      guint             link);
double        lp_router_get_shared_way (LpRouter       *router,
                                      guint             link);
gboolean      lp_router_runs_together (LpRouter        *router,
                                      guint             a,
                                      guint             b);

/* Marks the labels dirty that depend on where @link runs. */
void          lp_router_mark_sharers (LpRouter         *router,
                                      guint             link);

/* An order of all links and trunks that depends on nothing but what they join. */
int           lp_router_compare_links (LpRouter        *router,
                                      guint             a,
                                      guint             b);

/* In route-update.c: of the piece from @a to @b; whether two ways are the same; and one without
 * the points where it goes straight on. */
LpHeading     lp_route_get_heading   (LpPoint           a,
                                      LpPoint           b);
gboolean      lp_route_is_same_way   (const GArray     *a,
                                      const GArray     *b);
void          lp_route_drop_points   (GArray           *points);

/* Where a leg of a path begins or ends: a box, or a point fixed by hand. */
typedef struct
{
  int      box;               /* -1 for a point. */
  LpRect   rect;              /* Of no size for a point. */
  int      heading;           /* With which the path arrived at the point, or -1. */
  gboolean inwards;           /* The other end lies inside of this box. */
} LpRouteStop;

/* Appends where a way may leave @stop on its way to @other, or with @start unset where it may
 * arrive from there; @ring off the border. In route-gate.c. */
void          lp_router_find_gates   (LpRouter          *router,
                                      guint              link,
                                      double             ring,
                                      const LpRouteStop *stop,
                                      const LpRouteStop *other,
                                      gboolean           start,
                                      GArray            *gates);

/* The cheapest way around boxes, appended to @points. In route-leg.c. */
void          lp_router_find_leg     (LpRouter          *router,
                                      guint              link,
                                      const LpRouteStop *from,
                                      const LpRouteStop *to,
                                      GArray            *points);

/* Fills the coarse points of @link if it can be straight. In route-path.c, as the next one. */
gboolean      lp_router_find_straight (LpRouter         *router,
                                      guint              link);

/* Fills them if it cannot. Straight links are known by then: it avoids to cross them. */
void          lp_router_find_path    (LpRouter          *router,
                                      guint              link);

/* How @piece of @link can be shifted; @points is the path with what is already shifted. In
 * route-wire.c. */
LpRouteWire   lp_router_measure_wire (LpRouter          *router,
                                      guint              link,
                                      guint              piece,
                                      LpRouteAxis        axis,
                                      const GArray      *points);

/* Layers, in route-layer.c. A wire is known by its number in the layer. */
void          lp_route_layer_init    (LpRouteLayer      *layer);
void          lp_route_layer_clear   (LpRouteLayer      *layer);
guint         lp_route_layer_add     (LpRouteLayer      *layer,
                                      LpRouteAxis        axis,
                                      const LpRouteWire *wire);
void          lp_route_layer_remove  (LpRouteLayer      *layer,
                                      LpRouteAxis        axis,
                                      guint              wire);

/* Puts all wires in their places that were added since, or lost a neighbour. Appends the links
 * (guint) whose wires are not where they were to @moved, some of them several times. */
void          lp_router_settle       (LpRouter          *router,
                                      LpRouteAxis        axis,
                                      GArray            *moved);

/* Puts the wires of a cluster in their places. In route-nudge.c. */
void          lp_router_nudge        (LpRouter          *router,
                                      LpRouteAxis        axis,
                                      GArray            *members,
                                      GArray            *moved);

/* Whether two wires run beside each other. In the first pass the ends of ranges are not final
 * yet, so that wires which just touch are left to the second one. */
static inline gboolean
lp_route_wires_meet (LpRouteAxis        axis,
                     const LpRouteWire *a,
                     const LpRouteWire *b)
{
  const double tolerance = axis == LP_AXIS_X ? -0.5 : LP_ROUTE_MIN_GAP;

  return a->from < b->to + tolerance && b->from < a->to + tolerance;
}

/* How many crossings it costs if @a lies before @b minus how many if it lies behind; never 0. In
 * route-order.c. */
double        lp_router_compare_wires (LpRouter          *router,
                                       LpRouteAxis        axis,
                                       const LpRouteWire *a,
                                       const LpRouteWire *b);

/* A place for each of some things that push each other. In route-solve.c. */
typedef struct
{
  double low, high;
  double ideal;
  double weight;
  double at;                  /* The answer. */
} LpRouteSlot;

/* @b at least @gap behind @a. */
typedef struct
{
  guint  a, b;
  double gap;
} LpRouteDistance;

/* Chooses places near the ideal ones that keep the distances; where there is no room the
 * distances shrink. Slots must be numbered such that a < b in each distance. */
void          lp_route_solve         (LpRouteSlot       *slots,
                                      guint              n_slots,
                                      LpRouteDistance   *distances,
                                      guint              n_distances);

/* Labels, in route-label.c. */
void          lp_router_mark_label   (LpRouter          *router,
                                      guint              link,
                                      guint              round);

/* The labels that look at @rect must be placed again. */
void          lp_router_mark_labels_near (LpRouter      *router,
                                      const LpRect      *rect);

/* The best place in a round; whether a piece is one of the longest, where labels may stand; and the
 * places around the middle of a piece, with what they can touch. In route-label-place.c. */
LpRect        lp_router_find_label_place (LpRouter     *router,
                                      guint              link,
                                      guint              round);
gboolean      lp_route_is_long       (const LpRouteConnector *link,
                                      guint              piece);
LpRect        lp_route_get_label_region (const LpRouteConnector *link,
                                      guint              piece);

/* Appends the links whose labels are elsewhere to @changed. In a hurry it looks only at the labels
 * of those that are there already. */
void          lp_router_place_labels (LpRouter          *router,
                                      GArray            *changed);

/* How close to the end of a side of @length a link had better not come. */
static inline double
lp_route_get_good_corner (double length)
{
  return MIN (LP_ROUTE_GOOD_CORNER, MAX (length / 8, MIN (LP_ROUTE_CORNER, length / 2)));
}

/* The part of their widths (@upright) or heights that @a and @b have in common and corners do not
 * take, if there is any; with @good set what is near a corner does not count either: two bends look
 * better. */
gboolean      lp_route_find_common   (const LpRect      *a,
                                      const LpRect      *b,
                                      gboolean           upright,
                                      gboolean           good,
                                      double            *low,
                                      double            *high);

G_END_DECLS
