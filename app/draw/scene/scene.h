/* SPDX-License-Identifier: MIT */
/* scene.h: where everything is. Painting and clicking both ask the scene. */

#pragma once

#include "layout/route.h"
#include "model/design.h"
#include "model/geometry.h"

G_BEGIN_DECLS

typedef struct _LpScene LpScene;

/* What the analysis says about an element. The scene gets it from outside and only shows it. */
enum
{
  LP_PIN_READ = 1 << 0,     /* Its failure alone stops reading, or lets a part of it fail. */
  LP_PIN_WRITE = 1 << 1,
};

typedef enum
{
  LP_MARK_NONE,
  LP_MARK_INFO,
  LP_MARK_WARNING,
  LP_MARK_ERROR,
} LpMarkLevel;

typedef enum
{
  LP_MARK_UP,
  LP_MARK_PART,             /* Some of what it is asked for fails. */
  LP_MARK_DOWN,
  LP_MARK_CUT_OFF,
} LpMarkState;

typedef struct
{
  guint       pins;         /* LP_PIN_…, together: a goal is down after its failure, */
  guint       parts;        /* or in part. */
  LpMarkLevel level;        /* Of the worst finding. */
  guint       n_findings;
  LpMarkState state;        /* In the drill. */
  gboolean    closed;       /* A link that lets nothing through. */
} LpMark;

typedef enum
{
  LP_PART_NONE,
  LP_PART_BOX,              /* A card, a chip, a note, the empty inside of a server. */
  LP_PART_HEADER,           /* The strip of a server or zone that holds its name. */
  LP_PART_BORDER,           /* The outline of a zone. */
  LP_PART_LINK,
  LP_PART_LABEL,
  LP_PART_BEND,
  LP_PART_MARK,
} LpPart;

typedef struct
{
  LpPart     part;
  LpElement *element;       /* Not owned; NULL with LP_PART_NONE. */
  guint      number;        /* LINK: the segment, from point @number to the next. BEND: which. */
} LpPick;

/* Listens to the history of @design: no edit is missed, and nothing is computed before
 * lp_scene_update(). */
LpScene       *lp_scene_new            (LpDesign     *design) G_GNUC_WARN_UNUSED_RESULT;
void           lp_scene_free           (LpScene      *scene);
LpDesign      *lp_scene_get_design     (LpScene      *scene);

/* Brings boxes, routes and labels up to date with all edits since the last call. Returns whether
 * anything looks different; @dirty is then the part of the picture that does, marks included.
 * Cost: what the edits touch; and one quick walk over the design after elements came or went. */
gboolean       lp_scene_update         (LpScene      *scene,
                                        LpRect       *dirty);

typedef void (*LpSceneReady) (gpointer user_data);

/* Where an update would route more than @n_links links, another thread does. Their routes come some
 * at a time, those in @view first: @ready, called from the main context, says when the next update
 * has something to show. Until then links keep their routes, unless a box at their ends has moved.
 * In the end all is as if nobody had been patient. At first, and with 0, nobody is. */
void           lp_scene_set_patience   (LpScene      *scene,
                                        guint         n_links,
                                        LpSceneReady  ready,
                                        gpointer      user_data);
void           lp_scene_set_view       (LpScene      *scene,
                                        const LpRect *view);

/* Whether some are on their way. */
gboolean       lp_scene_is_routing     (LpScene      *scene);

/* What is being dragged: a set of elements, or NULL. Until it is put down its links leave those of
 * crowded boxes where they are. */
void           lp_scene_set_moving     (LpScene      *scene,
                                        GHashTable   *moving);

/* Everything below is as of the last update. */

/* The same part of the picture in more but smaller pieces, if that update returned TRUE. */
const LpRect  *lp_scene_get_dirty      (LpScene      *scene,
                                        guint        *n_rects);

/* Around all that is painted; empty for an empty design. */
void           lp_scene_get_bounds     (LpScene      *scene,
                                        LpRect       *bounds);

/* FALSE where @element is not a box of the scene. */
gboolean       lp_scene_get_rect       (LpScene      *scene,
                                        LpElement    *element,
                                        LpRect       *rect);

/* NULL where @link is no link of the scene; valid until the next update. */
const LpRoute *lp_scene_get_route      (LpScene      *scene,
                                        LpElement    *link);

/* All that it is painted on, its label included. FALSE where it has no route. */
gboolean       lp_scene_get_link_bounds (LpScene     *scene,
                                         LpElement   *link,
                                         LpRect      *bounds);

/* Where the pill with the text of @link is. FALSE where it has none. */
gboolean       lp_scene_get_label_rect (LpScene      *scene,
                                        LpElement    *link,
                                        LpRect       *rect);

/* Boxes in the order they are painted: containers from the outside in, then the rest as in the
 * document. */
guint          lp_scene_get_n_boxes    (LpScene      *scene);
LpElement     *lp_scene_get_box        (LpScene      *scene,
                                        guint         i);
guint          lp_scene_get_n_links    (LpScene      *scene);
LpElement     *lp_scene_get_link       (LpScene      *scene,
                                        guint         i);

/* What is on top at @x, @y. @tolerance is for lines and bends, in drawing units. */
void           lp_scene_pick           (LpScene      *scene,
                                        double        x,
                                        double        y,
                                        double        tolerance,
                                        LpPick       *pick);

/* The innermost element at @x, @y that may hold a @kind, the design’s root if no container does.
 * @except is a set of elements (or NULL) that are being moved: neither they nor what is in them is
 * looked at. */
LpElement     *lp_scene_pick_container (LpScene      *scene,
                                        double        x,
                                        double        y,
                                        LpKind        kind,
                                        GHashTable   *except);

/* Appends the boxes and links in @rect, in paint order: those wholly inside, or with @touching
 * those that it meets. A container counts only when it is wholly inside. */
void           lp_scene_find_in        (LpScene      *scene,
                                        const LpRect *rect,
                                        gboolean      touching,
                                        GPtrArray    *elements);

/* Whether no box meets @rect. */
gboolean       lp_scene_is_free        (LpScene      *scene,
                                        const LpRect *rect);

/* From id to LpMark; NULL for none. The scene keeps a reference; set another table instead of
 * changing it. */
void           lp_scene_set_marks      (LpScene      *scene,
                                        GHashTable   *marks);
const LpMark  *lp_scene_find_mark      (LpScene      *scene,
                                        LpElement    *element);

/* A table for lp_scene_set_marks(), and the mark of @id in it, made where there is none. */
GHashTable    *lp_marks_new            (void) G_GNUC_WARN_UNUSED_RESULT;
LpMark        *lp_marks_get            (GHashTable   *marks,
                                        const char   *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpScene, lp_scene_free)

G_END_DECLS
