/* SPDX-License-Identifier: MIT */
/* canvas-private.h: what the files of the canvas share: its state, its view and its gestures. */

#pragma once

#include <adwaita.h>
#include <math.h>

#include "draw/paint/paint.h"
#include "draw/scene/scene.h"
#include "model/box.h"
#include "window/canvas/canvas.h"
#include "window/canvas/flight-lines.h"
#include "window/canvas/tiles.h"

G_BEGIN_DECLS

/* On the screen, whatever the zoom. */
#define LP_CANVAS_HANDLE_RADIUS 5.0
#define LP_CANVAS_REACH 10.0
#define LP_CANVAS_FIT_MARGIN 32     /* Around a drawing that is made to fit, */
#define LP_CANVAS_LOWER_MARGIN 76   /* and below it: there the zoom’s buttons lie over it. */

/* Something that goes on while a button is held. There is at most one; Escape cancels it. */
typedef struct
{
  void (*motion)   (LpCanvas        *self,
                    double           x,         /* In the drawing. */
                    double           y,
                    GdkModifierType  state);
  void (*end)      (LpCanvas        *self,
                    double           x,
                    double           y);
  void (*cancel)   (LpCanvas        *self);     /* May be NULL. */
  void (*snapshot) (LpCanvas        *self,      /* In widget coordinates; may be NULL. */
                    GtkSnapshot     *snapshot);
  gboolean scrolls;                             /* The view, at its edges. */
} LpGesture;

/* A line that says with what the dragged element is in line, or which distances are equal. */
typedef struct
{
  gboolean gap;
  LpPoint  from;
  LpPoint  to;
} LpGuide;

typedef struct
{
  double  zoom;
  LpPoint origin;
} LpView;

typedef enum
{
  LP_HANDLE_NONE,
  LP_HANDLE_LINK_TOP,           /* A link is drawn from here. */
  LP_HANDLE_LINK_RIGHT,
  LP_HANDLE_LINK_BOTTOM,
  LP_HANDLE_LINK_LEFT,
  LP_HANDLE_TOP_LEFT,           /* The box is resized here. */
  LP_HANDLE_TOP_RIGHT,
  LP_HANDLE_BOTTOM_RIGHT,
  LP_HANDLE_BOTTOM_LEFT,
  LP_HANDLE_FROM,               /* An end of the selected link. */
  LP_HANDLE_TO,
} LpHandle;

struct _LpCanvas
{
  GtkWidget        parent_instance;

  LpDocument      *document;
  LpDesign        *design;          /* Borrowed from the document, like its history. */
  LpHistory       *history;
  GSignalGroup    *history_signals;
  LpScene         *scene;
  GHashTable      *highlight;       /* Set of elements shown, or NULL. */
  guint            lens;            /* What else decides on it; 0 for none. */
  GHashTable      *marks;           /* What else is known of elements, or NULL; see draw/scene.h. */

  double           zoom;
  LpPoint          origin;          /* The point of the drawing in the upper left corner. */
  gboolean         wants_fit;       /* As soon as there is a size. */
  AdwAnimation    *view_animation;
  LpView           view_from;
  LpView           view_to;
  AdwAnimation    *flight;          /* Of boxes that were all moved at once. */
  GArray          *flying;
  LpFlightLines   *flight_lines;    /* Or NULL where they are too many. */
  double           flight_share;
  guint64          flight_revision; /* Of the design when it began; and the view. */
  LpView           flight_view;
  LpTiles         *tiles;           /* The drawing as last painted, */
  double           tiles_zoom;      /* with so many pixels per unit, */
  LpTheme          tiles_theme;
  guint            resting;         /* The source that waits for a pause, or 0, */
  gboolean         is_awake;        /* and whether it has seen a frame since it looked last. */

  GListStore      *selection;
  GHashTable      *selected;        /* The same as a set. */
  LpElement       *hover;           /* Shows its link handles after a while; not owned. */
  guint            hover_timeout;
  gboolean         shows_handles;
  LpHandle         hover_handle;    /* Under the pointer, */
  LpElement       *handle_element;  /* and whose it is. */

  const LpGesture *gesture;
  gpointer         gesture_data;
  GDestroyNotify   gesture_free;
  guint64          gesture_revision;  /* Of the design when it began. */
  gboolean         may_scroll;
  guint            scroll_tick;
  GArray          *guides;          /* LpGuide: of the last motion. */
  LpPoint          pressed;         /* Where the button went down, in the widget. */
  gboolean         space;           /* Held: dragging pans. */
  LpView           pinch;           /* The zoom before it, and where the fingers were last. */
  LpPoint          pointer;         /* Where the pointer was last, in the widget, */
  LpPoint          pointer_before;  /* and where it was when the selection changed. */
  GdkModifierType  state;

  LpElement       *drop_target;     /* Lit while something is dragged. */

  LpElement       *edited;          /* Its name is being typed in @editor. */
  GtkWidget       *editor;
  GtkCssProvider  *editor_style;
  double           editor_font_size;
  guint            editor_timeout;
  guint64          added_revision;  /* What the design was when the last element had been added, */
  guint64          nudged_revision; /* and when an arrow key that is still held had moved some. */
  GtkWidget       *popover;         /* The menu, or what offers what to create. */
  LpPoint          menu_place;

  gboolean         shows[3];        /* The find bar, the minimap, the outline. */
  gboolean         drill;
  LpElement       *link_from;       /* A link is being made from the keyboard; its source. */
  GSimpleActionGroup *actions;
};

/* canvas.c */
LpScene   *lp_canvas_get_scene        (LpCanvas *self);
void       lp_canvas_view_changed     (LpCanvas *self);
void       lp_canvas_message          (LpCanvas *self,
                                       const char *message);

LpRect     lp_canvas_get_rect_of      (LpCanvas  *self,
                                       LpElement *element);

/* canvas-paint.c */
LpTheme    lp_canvas_get_theme        (LpCanvas    *self);
void       lp_canvas_repaint          (LpCanvas    *self);
void       lp_canvas_soil             (LpCanvas    *self);
void       lp_canvas_snapshot         (GtkWidget   *widget,
                                       GtkSnapshot *snapshot);

/* canvas-view.c */
LpPoint    lp_canvas_get_offset       (LpCanvas *self);
LpPoint    lp_canvas_to_drawing       (LpCanvas *self,
                                       double    x,
                                       double    y);
void       lp_canvas_set_view         (LpCanvas *self,
                                       double    zoom,
                                       double    x,
                                       double    y);
void       lp_canvas_zoom_at          (LpCanvas *self,
                                       double    zoom,
                                       double    x,
                                       double    y);
void       lp_canvas_zoom_by          (LpCanvas *self,
                                       double    factor);
void       lp_canvas_pan              (LpCanvas *self,
                                       double    dx,
                                       double    dy);
void       lp_canvas_show_rect        (LpCanvas     *self,
                                       const LpRect *rect);
void       lp_canvas_reveal           (LpCanvas     *self,
                                       const LpRect *rect);

/* canvas-animate.c */
void       lp_canvas_go_to_view       (LpCanvas             *self,
                                       double                zoom,
                                       double                x,
                                       double                y);
void       lp_canvas_stop_view        (LpCanvas             *self);
LpView     lp_canvas_get_next_view    (LpCanvas             *self);
void       lp_canvas_paint_flight     (LpCanvas             *self,
                                       cairo_t              *cr,
                                       const LpPaintOptions *options);

/* canvas-announce.c */
void       lp_canvas_announce_selection (LpCanvas   *self);
void       lp_canvas_announce           (LpCanvas   *self,
                                         const char *message);

/* canvas-lens.c */
void       lp_canvas_update_lens      (LpCanvas *self);
void       lp_canvas_add_lens_action  (LpCanvas *self);

/* canvas-selection.c */
gboolean   lp_canvas_is_selected      (LpCanvas  *self,
                                       LpElement *element);
void       lp_canvas_select_many      (LpCanvas         *self,
                                       LpElement *const *elements,
                                       guint             n_elements);
void       lp_canvas_select_one       (LpCanvas  *self,
                                       LpElement *element);      /* NULL for none. */
void       lp_canvas_toggle           (LpCanvas  *self,
                                       LpElement *element);
void       lp_canvas_prune_selection  (LpCanvas  *self);
LpElement *lp_canvas_find_only        (LpCanvas  *self);
GPtrArray *lp_canvas_dup_selection    (LpCanvas  *self);
gboolean   lp_canvas_is_among         (LpElement  *element,
                                       GHashTable *set);

/* The selected boxes that are in no other selected box; free with g_ptr_array_unref(). */
GPtrArray *lp_canvas_dup_selected_boxes (LpCanvas *self);

/* canvas-input.c */
void       lp_canvas_add_controllers  (LpCanvas *self);
void       lp_canvas_forget_hover     (LpCanvas *self);
gboolean   lp_canvas_is_pressed       (LpCanvas *self);
void       lp_canvas_begin_pinch      (LpCanvas *self,
                                       double    x,             /* In the widget. */
                                       double    y);
void       lp_canvas_pinch            (LpCanvas *self,
                                       double    scale,
                                       double    x,
                                       double    y);
void       lp_canvas_pick_at          (LpCanvas *self,
                                       double    x,             /* In the widget. */
                                       double    y,
                                       LpPick   *pick);

/* canvas-gesture.c */
void       lp_canvas_begin_gesture    (LpCanvas        *self,
                                       const LpGesture *gesture,
                                       gpointer         data,
                                       GDestroyNotify   free);
void       lp_canvas_move_gesture     (LpCanvas        *self,
                                       double           x,      /* In the widget. */
                                       double           y,
                                       GdkModifierType  state);
void       lp_canvas_end_gesture      (LpCanvas *self,
                                       double    x,
                                       double    y);
void       lp_canvas_cancel_gesture   (LpCanvas *self);
void       lp_canvas_check_gesture    (LpCanvas *self);

/* canvas-handles.c */
LpHandle   lp_canvas_pick_handle      (LpCanvas   *self,
                                       double      x,           /* In the widget. */
                                       double      y,
                                       LpElement **element);
void       lp_canvas_snapshot_handles (LpCanvas    *self,
                                       GtkSnapshot *snapshot);
const char *lp_handle_get_cursor      (LpHandle handle);

/* canvas-link.c */
gboolean   lp_canvas_may_link         (LpElement   *box);

/* In the middle of the side of @box that looks at @point. */
LpPoint    lp_canvas_get_side         (LpCanvas    *self,
                                       LpElement   *box,
                                       LpPoint      point);

/* The link that is being made from the keyboard. */
void       lp_canvas_snapshot_key_link (LpCanvas    *self,
                                        GtkSnapshot *snapshot);

/* The gestures: one file each. Coordinates are those of the drawing. */
void       lp_canvas_begin_move       (LpCanvas        *self,
                                       double           x,
                                       double           y,
                                       LpElement       *clicked,
                                       GdkModifierType  state);
char      *lp_canvas_name_move        (LpElement       *first,
                                       guint            n) G_GNUC_WARN_UNUSED_RESULT;
void       lp_canvas_begin_add        (LpCanvas  *self,
                                       LpKind     kind,
                                       double     x,
                                       double     y);
void       lp_canvas_begin_band       (LpCanvas  *self,
                                       double     x,
                                       double     y,
                                       gboolean   extend);
void       lp_canvas_begin_pan        (LpCanvas  *self);
void       lp_canvas_begin_resize     (LpCanvas  *self,
                                       LpElement *element,
                                       LpHandle   handle);
void       lp_canvas_begin_link       (LpCanvas  *self,
                                       LpElement *from,
                                       double     x,
                                       double     y);
void       lp_canvas_begin_bend       (LpCanvas  *self,
                                       LpElement *link,
                                       guint      segment,
                                       double     x,
                                       double     y);
void       lp_canvas_begin_reattach   (LpCanvas  *self,
                                       LpElement *link,
                                       LpHandle   handle);

/* canvas-marks.c: tells what was found at the badge under the pointer. */
gboolean   lp_canvas_query_tooltip    (GtkWidget  *widget,
                                       int         x,
                                       int         y,
                                       gboolean    by_keyboard,
                                       GtkTooltip *tooltip);

/* canvas-edit.c */
void       lp_canvas_propose          (LpElement *link);
void       lp_canvas_set_flow         (LpElement *link,
                                       LpFlow     flow);
gboolean   lp_canvas_has_service      (LpElement *link);
void       lp_canvas_set_service      (LpCanvas  *self,
                                       LpElement *link,
                                       LpProtocol protocol,
                                       int        port);
LpElement *lp_canvas_make_link        (LpCanvas  *self,
                                       LpElement *from,
                                       LpElement *to) G_GNUC_WARN_UNUSED_RESULT;
LpElement *lp_canvas_add_link         (LpCanvas  *self,
                                       LpElement *from,
                                       LpElement *to);
LpElement *lp_canvas_add_element      (LpCanvas  *self,
                                       LpKind     kind,
                                       LpElement *parent,
                                       LpPoint    place);
void       lp_canvas_add_kind_at      (LpCanvas  *self,
                                       LpKind     kind,
                                       LpPoint    at);
LpElement *lp_canvas_put              (LpCanvas  *self,
                                       LpKind     kind,
                                       LpPoint    corner,       /* Upper left, */
                                       LpPoint    at);          /* into what is here. */
void       lp_canvas_settle           (LpElement *element);

/* canvas-room.c: upper left corners where nothing is covered. The first is the nearest to @wanted
 * in @container that leaves a gap to all of its children but those in the set @except (or NULL). */
#define LP_CANVAS_GAP LP_GRID

LpPoint    lp_canvas_find_room         (LpCanvas     *self,
                                        LpElement    *container,
                                        const LpRect *wanted,
                                        double        gap,
                                        GHashTable   *except);

/* The same for what is new: in a server it stands in a row or column, if one is near. */
LpPoint    lp_canvas_find_room_for     (LpCanvas     *self,
                                        LpElement    *container,
                                        const LpRect *wanted,
                                        GHashTable   *except);

/* Below all in @container but @except (or NULL). */
LpPoint    lp_canvas_find_room_below   (LpElement    *container,
                                        LpElement    *except);

/* The same for @added, which stands in it already; chips go beside each other. */
LpPoint    lp_canvas_find_room_in      (LpCanvas     *self,
                                        LpElement    *container,
                                        LpElement    *added);

/* Near the middle of what the user sees: on ever larger squares around it. */
LpPoint    lp_canvas_find_room_in_view (LpCanvas     *self,
                                        LpKind        kind);

/* canvas-freeze.c */
GArray    *lp_canvas_freeze           (LpElement *const *elements,
                                       guint             n_elements);
void       lp_canvas_thaw             (GArray           *frozen);

/* canvas-guides.c: how far @bounds really goes when it is dragged @by: onto the grid, or into
 * line. */
LpPoint    lp_canvas_snap_move        (LpCanvas        *self,
                                       const LpRect    *bounds,
                                       LpPoint          by,
                                       GHashTable      *moving,
                                       GdkModifierType  state);
void       lp_canvas_snapshot_guides  (LpCanvas        *self,
                                       GtkSnapshot     *snapshot);

/* canvas-splice.c */
GArray    *lp_canvas_list_pieces      (LpCanvas  *self,
                                       LpElement *element);
LpElement *lp_canvas_find_splice      (GArray    *pieces,
                                       LpElement *element);
void       lp_canvas_splice           (LpCanvas  *self,
                                       LpElement *link,
                                       LpElement *element);

/* canvas-bend.c */
void       lp_canvas_clear_bends      (LpCanvas   *self,
                                       LpElement  *link);
GArray    *lp_canvas_list_bends       (LpCanvas   *self,
                                       GHashTable *moving);
void       lp_canvas_carry_bends      (GArray     *carried,
                                       LpPoint     by);

/* canvas-menu.c */
void       lp_canvas_open_menu        (LpCanvas  *self,
                                       double     x,            /* In the widget. */
                                       double     y);
void       lp_canvas_open_menu_here   (LpCanvas  *self);
void       lp_canvas_add_menu_actions (LpCanvas  *self);
void       lp_canvas_update_menu_actions (LpCanvas *self);

/* Actions of the table in canvas-actions.c. */
#define LP_CANVAS_ACTION(name) \
  void lp_canvas_##name##_action (GtkWidget *widget, const char *action_name, GVariant *parameter)

LP_CANVAS_ACTION (add_linked);
LP_CANVAS_ACTION (align);
LP_CANVAS_ACTION (arrow);
LP_CANVAS_ACTION (cut);
LP_CANVAS_ACTION (copy);
LP_CANVAS_ACTION (paste);
LP_CANVAS_ACTION (paste_in_place);
LP_CANVAS_ACTION (duplicate);
LP_CANVAS_ACTION (delete);
LP_CANVAS_ACTION (enclose);
LP_CANVAS_ACTION (dissolve);
LP_CANVAS_ACTION (to_front);
LP_CANVAS_ACTION (to_back);
LP_CANVAS_ACTION (lock);
LP_CANVAS_ACTION (natural_size);
LP_CANVAS_ACTION (reverse);
LP_CANVAS_ACTION (straighten);
LP_CANVAS_ACTION (select_all);
LP_CANVAS_ACTION (select_same);
LP_CANVAS_ACTION (select_connected);

/* canvas-actions.c */
void       lp_canvas_install_actions  (GtkWidgetClass *widget_class);
void       lp_canvas_update_actions   (LpCanvas  *self);
const char *lp_canvas_find_title      (const char *action);

/* canvas-clipboard.c */
#define LP_CANVAS_COPY_OFFSET (2 * LP_GRID)

/* Into what a copy goes, and how far away from where it was there. */
typedef struct
{
  LpElement *parent;
  LpPoint    offset;
} LpLanding;

void       lp_canvas_copy             (LpCanvas   *self);
void       lp_canvas_insert           (LpCanvas   *self,
                                       LpDesign   *excerpt,
                                       const char *label,
                                       LpLanding   landing);
void       lp_canvas_insert_copies    (LpCanvas  *self);

/* canvas-paste.c */
void       lp_canvas_paste            (LpCanvas  *self,
                                       gboolean   in_place);

/* canvas-walk.c: the keyboard’s way from element to element. */
void       lp_canvas_go_to            (LpCanvas  *self,
                                       LpElement *element);
void       lp_canvas_walk             (LpCanvas  *self,
                                       gboolean   back);
void       lp_canvas_walk_along       (LpCanvas  *self,
                                       double     dx,
                                       double     dy);
void       lp_canvas_walk_toward      (LpCanvas  *self,
                                       double     dx,
                                       double     dy);

/* canvas-drop.c */
void       lp_canvas_add_drop_target  (LpCanvas    *self);

/* The container at @x, @y for @kind, except what is in @moving; lit until the gesture ends. */
LpElement *lp_canvas_light_target     (LpCanvas   *self,
                                       double      x,
                                       double      y,
                                       LpKind      kind,
                                       GHashTable *moving);

/* canvas-name.c */
void       lp_canvas_begin_name       (LpCanvas  *self,
                                       LpElement *element);
void       lp_canvas_end_name         (LpCanvas  *self,
                                       gboolean   keep);
void       lp_canvas_allocate_name    (LpCanvas  *self);
void       lp_canvas_name_added       (LpCanvas  *self);

/* canvas-chooser.c: offers kinds at a place of the drawing; @from (or NULL) will be linked to what
 * is chosen. */
void       lp_canvas_offer            (LpCanvas  *self,
                                       double     x,
                                       double     y,
                                       LpElement *from);
void       lp_canvas_show_popover     (LpCanvas  *self,
                                       GtkWidget *popover,
                                       double     x,            /* In the widget. */
                                       double     y);

/* canvas-overlay.c: what belongs to the moment, in widget coordinates. */
void       lp_canvas_rounded_outline  (GtkSnapshot   *snapshot,
                                       const LpRect  *rect,
                                       double         radius,
                                       double         width,
                                       const GdkRGBA *color);
LpRect     lp_canvas_rect_to_widget   (LpCanvas      *self,
                                       const LpRect  *rect);
void       lp_canvas_get_accent       (LpCanvas      *self,
                                       GdkRGBA       *color);
cairo_t   *lp_canvas_append_cairo     (LpCanvas      *self,
                                       GtkSnapshot   *snapshot,
                                       const LpRect  *area);
void       lp_canvas_outline_link     (LpCanvas      *self,
                                       GtkSnapshot   *snapshot,
                                       LpElement     *link);
void       lp_canvas_snapshot_overlay (LpCanvas      *self,
                                       GtkSnapshot   *snapshot);

/* To the grid, or with Alt to whole units: files hold no digits that nobody sees. */
static inline double
lp_canvas_snap (double          position,
                GdkModifierType state)
{
  double grid = state & GDK_ALT_MASK ? 1 : LP_GRID;

  return grid * floor (position / grid + 0.5);
}

G_END_DECLS
