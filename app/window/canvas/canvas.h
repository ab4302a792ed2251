/* SPDX-License-Identifier: MIT */
/* canvas.h: the drawing surface: shows the scene, and turns pointer and keys into edits of the
 * design. */

#pragma once

#include <gtk/gtk.h>

#include "model/geometry.h"
#include "window/widgets/action-row.h"
#include "document/document.h"

G_BEGIN_DECLS

#define LP_TYPE_CANVAS (lp_canvas_get_type ())
G_DECLARE_FINAL_TYPE (LpCanvas, lp_canvas, LP, CANVAS, GtkWidget)

/* Properties: "zoom" (double, 1 is 100 %), and, boolean, what is shown besides: "finding",
 * "minimap",
 *          "outline".
 * Signals: "part-clicked" (LpElement *): in the drill, instead of a selection.
 *          "mark-clicked" (LpElement *): one of its badges.
 *          "message" (const char *): something to tell the user in passing.
 *          "view-changed": another part of the drawing is seen, or it is another drawing. */
GtkWidget  *lp_canvas_new             (void);

void        lp_canvas_set_document    (LpCanvas   *self,
                                       LpDocument *document);

/* The selected elements, boxes and links; what is in a selected container is not listed. */
GListModel *lp_canvas_get_selection   (LpCanvas   *self);

/* @elements is ended by NULL. */
void        lp_canvas_select          (LpCanvas   *self,
                                       LpElement **elements);

/* Adds a component where the user looks, or into the selected server, and lets them type its
 * name. */
void        lp_canvas_add_kind        (LpCanvas   *self,
                                       LpKind      kind);

/* Brings the elements with @ids (ended by NULL) into view, bright among dimmed ones; NULL ends
 * that. */
void        lp_canvas_show            (LpCanvas   *self,
                                       const char *const *ids);

/* Adds to @section what undo and redo would do: “Undo Move of 3 Elements”. */
void        lp_canvas_add_steps       (GMenu      *section,
                                       LpHistory  *history);

/* "Nginx, Web server, in web-01, 3 links": for who listens instead of looking. */
char       *lp_canvas_describe        (LpElement  *element) G_GNUC_WARN_UNUSED_RESULT;

/* From id to LpMark, or NULL (draw/scene.h). */
void        lp_canvas_set_marks       (LpCanvas   *self,
                                       GHashTable *marks);

/* In the drill a click says what fails. */
void        lp_canvas_set_drill       (LpCanvas   *self,
                                       gboolean    drill);

/* Ends what is under way: a name that is being typed counts, a drag does not. Before anything is
 * done with the design as a whole: saved, exported, arranged. */
void        lp_canvas_finish          (LpCanvas   *self);

/* Takes over the places of @placed (layout/place.h), in one step, moving there unless animations
 * are off; with @fit the whole of it comes into view. */
void        lp_canvas_arrange         (LpCanvas   *self,
                                       LpDesign   *placed,
                                       gboolean    fit);

/* While the elements are still moving there: back to where they were, and no step of it is left.
 * FALSE when it is too late for that. */
gboolean    lp_canvas_take_back       (LpCanvas   *self);

double      lp_canvas_get_zoom        (LpCanvas   *self);
void        lp_canvas_set_zoom        (LpCanvas   *self,
                                       double      zoom);
void        lp_canvas_fit             (LpCanvas   *self);

/* For tests and the minimap: where in the widget a point of the drawing is. */
LpPoint     lp_canvas_to_widget       (LpCanvas   *self,
                                       double      x,
                                       double      y);

/* The “canvas” actions: the window puts them where its header bar finds them. */
GSimpleActionGroup *lp_canvas_get_actions  (LpCanvas *self);

/* The rows they and their keys are made from, for the shortcuts window and the command list. */
const LpActionRow  *lp_canvas_list_actions (guint    *n_rows);

G_END_DECLS
