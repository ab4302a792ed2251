/* SPDX-License-Identifier: MIT */
/* canvas-private.h: what the files of the canvas share: its state, its view and its gestures. */

#pragma once

#include "draw/paint.h"
#include "draw/scene.h"
#include "model/box.h"
#include "window/canvas.h"

G_BEGIN_DECLS

/* On the screen, whatever the zoom. */
#define LP_CANVAS_HANDLE_RADIUS 5.0
#define LP_CANVAS_REACH 10.0

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
  void (*cancel)   (LpCanvas        *self);
  void (*snapshot) (LpCanvas        *self,      /* In widget coordinates; may be NULL. */
                    GtkSnapshot     *snapshot);
} LpGesture;

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
  GHashTable      *marks;
  GHashTable      *highlight;       /* Set of elements shown, or NULL. */

  double           zoom;
  LpPoint          origin;          /* The point of the drawing in the widget's upper left corner. */
  gboolean         wants_fit;       /* As soon as there is a size. */
  GskRenderNode   *cache;           /* The drawing as last painted, */
  LpPoint          cache_origin;    /* for this view, */
  double           cache_zoom;
  int              cache_width;
  int              cache_height;
  LpTheme          cache_theme;

  GListStore      *selection;
  GHashTable      *selected;        /* The same as a set. */
  LpElement       *hover;           /* Shows its link handles; not owned, checked against the scene. */
  LpHandle         hover_handle;

  const LpGesture *gesture;
  gpointer         gesture_data;
  GDestroyNotify   gesture_free;
  LpPoint          pressed;         /* Where the button went down, in the widget. */
  gboolean         space;           /* Held: dragging pans. */
  LpPoint          pointer;         /* Where the pointer was last, in the widget. */
  GtkGesture      *drag;

  LpElement       *ghost;           /* What a palette drag would add. */
  LpPoint          ghost_place;
  LpElement       *drop_target;     /* Lit while something is dragged. */

  LpElement       *edited;          /* Its name is being typed in @editor. */
  GtkWidget       *editor;
  GtkWidget       *chooser;         /* The popover that offers what to create. */

  gboolean         drill;
  LpElement       *link_from;       /* A link is being made from the keyboard; its source. */
  GSimpleActionGroup *actions;
};

/* canvas.c */
LpScene   *lp_canvas_get_scene        (LpCanvas *self);
LpTheme    lp_canvas_get_theme        (LpCanvas *self);
void       lp_canvas_message          (LpCanvas *self,
                                       const char *message);

/* canvas-view.c */
LpPoint    lp_canvas_to_drawing       (LpCanvas *self,
                                       double    x,
                                       double    y);
void       lp_canvas_zoom_at          (LpCanvas *self,
                                       double    zoom,
                                       double    x,
                                       double    y);
void       lp_canvas_pan              (LpCanvas *self,
                                       double    dx,
                                       double    dy);
void       lp_canvas_show_rect        (LpCanvas     *self,
                                       const LpRect *rect);
void       lp_canvas_reveal           (LpCanvas     *self,
                                       const LpRect *rect);

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

/* The selected boxes that are in no other selected box; free with g_ptr_array_unref(). */
GPtrArray *lp_canvas_dup_selected_boxes (LpCanvas *self);

/* canvas-input.c */
void       lp_canvas_add_controllers  (LpCanvas *self);
void       lp_canvas_begin_gesture    (LpCanvas        *self,
                                       const LpGesture *gesture,
                                       gpointer         data,
                                       GDestroyNotify   free);
void       lp_canvas_cancel_gesture   (LpCanvas *self);

/* canvas-handles.c */
LpHandle   lp_canvas_pick_handle      (LpCanvas   *self,
                                       double      x,           /* In the widget. */
                                       double      y,
                                       LpElement **element);
void       lp_canvas_snapshot_handles (LpCanvas    *self,
                                       GtkSnapshot *snapshot);
const char *lp_handle_get_cursor      (LpHandle handle);

/* The gestures: one file each. Coordinates are those of the drawing. */
void       lp_canvas_begin_move       (LpCanvas  *self,
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
void       lp_canvas_begin_reattach   (LpCanvas  *self,
                                       LpElement *link,
                                       LpHandle   handle);

/* canvas-edit.c */
LpElement *lp_canvas_add_link         (LpCanvas  *self,
                                       LpElement *from,
                                       LpElement *to);
LpElement *lp_canvas_add_element      (LpCanvas  *self,
                                       LpKind     kind,
                                       LpElement *parent,
                                       LpPoint    place);

/* canvas-actions.c */
void       lp_canvas_install_actions  (GtkWidgetClass *widget_class);
void       lp_canvas_update_actions   (LpCanvas  *self);

/* canvas-clipboard.c */
void       lp_canvas_copy             (LpCanvas  *self);
void       lp_canvas_paste            (LpCanvas  *self);
void       lp_canvas_duplicate        (LpCanvas  *self);

/* canvas-walk.c: the keyboard’s way from element to element. */
void       lp_canvas_walk             (LpCanvas  *self,
                                       gboolean   back);
void       lp_canvas_walk_along       (LpCanvas  *self,
                                       double     dx,
                                       double     dy);

/* canvas-drop.c */
void       lp_canvas_add_drop_target  (LpCanvas    *self);
void       lp_canvas_snapshot_ghost   (LpCanvas    *self,
                                       GtkSnapshot *snapshot);

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

/* canvas-chooser.c: offers kinds at a place of the drawing; @from (or NULL) will be linked to what is chosen. */
void       lp_canvas_offer            (LpCanvas  *self,
                                       double     x,
                                       double     y,
                                       LpElement *from);

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
void       lp_canvas_snapshot_overlay (LpCanvas      *self,
                                       GtkSnapshot   *snapshot);

static inline double
lp_canvas_snap (double          position,
                GdkModifierType state)
{
  return state & GDK_ALT_MASK ? position : LP_GRID * (int) (position / LP_GRID + (position < 0 ? -0.5 : 0.5));
}

G_END_DECLS
