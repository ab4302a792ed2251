/* SPDX-License-Identifier: MIT */
/* design.h: the document: a tree of elements, the links between them, and their history. */

#pragma once

#include "model/element.h"
#include "model/history.h"
#include "model/link.h"

G_BEGIN_DECLS

#define LP_TYPE_DESIGN (lp_design_get_type ())
G_DECLARE_FINAL_TYPE (LpDesign, lp_design, LP, DESIGN, GObject)

LpDesign   *lp_design_new          (void) G_GNUC_WARN_UNUSED_RESULT;

/* The same design with a history of its own; another thread may read it while this one changes. */
LpDesign   *lp_design_copy         (LpDesign   *self) G_GNUC_WARN_UNUSED_RESULT;

/* The element that holds all others; its attributes are the design’s own: title, site, brief. */
LpElement  *lp_design_get_root     (LpDesign   *self);
LpHistory  *lp_design_get_history  (LpDesign   *self);

/* The box or link with @id, or NULL. Cost: O(1). */
LpElement  *lp_design_find         (LpDesign   *self,
                                    const char *id);

/* Puts @element (with all below it) into @parent, before @next or last. Boxes and links must have
 * ids that are free (lp_design_make_id()), links must have both ends in the design. */
void        lp_design_add          (LpDesign   *self,
                                    LpElement  *element,
                                    LpElement  *parent,
                                    LpElement  *next);

/* Puts @element last into a design that is being read: nothing is recorded and nobody told. FALSE:
 * somebody had one of its ids already, and the design is of no use any more. */
gboolean    lp_design_load         (LpDesign   *self,
                                    LpElement  *element);

/* Takes @element out, and with it the links that end at it or inside it. */
void        lp_design_remove       (LpDesign   *self,
                                    LpElement  *element);

/* Moves @element into @parent, before @next or last; its links stay. The caller sets the new
 * position. */
void        lp_design_move         (LpDesign   *self,
                                    LpElement  *element,
                                    LpElement  *parent,
                                    LpElement  *next);

/* So many zones may be put into each other. A file may hold some more, so that what is read can be
 * changed, and whatever fixes put into them can be read again. */
#define LP_DESIGN_MAX_ZONES 56

/* How many zones stand in each other, from @element on; and whether so many more may stand in
 * @parent. */
guint       lp_design_count_zones  (LpElement  *element);
gboolean    lp_design_has_room     (LpElement  *parent,
                                    guint       n_zones);

/* Whether @element may be put into @parent: its kind fits, there is room, and it is not put into
 * itself. */
gboolean    lp_design_can_hold     (LpElement  *parent,
                                    LpElement  *element);

/* An id nobody has: "web-server-3". Cost: O(1) on average. */
char       *lp_design_make_id      (LpDesign   *self,
                                    const char *base) G_GNUC_WARN_UNUSED_RESULT;

/* A new component as the palette makes it: id, name, software and listener set; in no design
 * yet. */
LpElement  *lp_design_make_element (LpDesign   *self,
                                    LpKind      kind,
                                    LpElement  *parent) G_GNUC_WARN_UNUSED_RESULT;

/* Boxes, and links, in the design. */
guint       lp_design_get_n_boxes  (LpDesign   *self);
guint       lp_design_get_n_links  (LpDesign   *self);

/* The ids as they stand in waivers and fingerprints: letters, digits and - _ . */
#define LP_ID_MAX 1000          /* Characters. */
gboolean    lp_design_id_is_valid  (const char *id);

G_END_DECLS
