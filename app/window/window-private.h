/* SPDX-License-Identifier: MIT */
/* window-private.h: what the files of the window share: its parts, its actions, its dealings with
 * files. */

#pragma once

#include "document/file-watch.h"
#include "window/widgets/banner.h"
#include "window/canvas/canvas.h"
#include "window/panels/failure-panel.h"
#include "window/panels/findings-panel.h"
#include "window/panels/palette.h"
#include "window/window.h"

G_BEGIN_DECLS

struct _LpWindow
{
  AdwApplicationWindow  parent_instance;

  LpDocument           *document;
  GSignalGroup         *document_signals;
  GSignalGroup         *history_signals;
  LpFileWatch          *watch;
  GCancellable         *reading;        /* NULL unless a file is read for this window. */
  GFile                *awaited;        /* That file; NULL where it renews the document. */
  GQueue                orders;         /* Designs to be saved when what is saved now is. */
  gboolean              saving;
  GQueue                exports;        /* GCancellable: of the pictures that are made. */
  GtkWidget            *closing;        /* The question whether to save first, or NULL. */
  gboolean              closes;         /* As soon as what is written is written. */
  guint                 patience;       /* The source that will ask whether to wait, or 0. */
  GtkWidget            *waiting;        /* That question, or NULL. */
  gboolean              left;           /* The user did not wait: the draft stays. */
  GCancellable         *arranging;      /* NULL unless places are being looked for. */
  GFile                *last_export;
  GPtrArray            *export_selection;   /* What the last export showed, or NULL: everything. */
  gboolean              discarded;      /* The user said so: close without saving. */

  AdwWindowTitle       *title;
  AdwToastOverlay      *toasts;
  GtkWidget            *palette_toggle;
  GtkWidget            *panel_toggle;
  GtkWidget            *new;
  GtkWidget            *undo;
  GtkWidget            *redo;
  GMenu                *steps;          /* Of the main menu: what undo and redo would do. */
  GtkWidget            *tools;
  guint                 fitting;        /* The source that will fit the header bar, or 0. */
  GtkStack             *pages;
  AdwFlap              *palette_flap;
  AdwFlap              *panel_flap;
  LpPalette            *palette;
  LpCanvas             *canvas;
  GtkStack             *panel;
  LpFindingsPanel      *findings;
  LpFailurePanel       *failure;
  GtkButton            *verdict;
  AdwToast             *undo_toast;     /* Offers to take back the last step; not owned. */
  GtkBox               *works;          /* What takes its time. */
  LpBanner             *banner;
};

/* Whatever names are in @text, it says them in one line, and nothing else. */
AdwToast          *lp_window_make_toast     (const char    *text) G_GNUC_WARN_UNUSED_RESULT;

/* Shown for a moment over the canvas. */
void               lp_window_toast          (LpWindow      *self,
                                             const char    *text);

/* The same with a button to take back the last step, while it is the last one. */
void               lp_window_toast_undo     (LpWindow      *self,
                                             const char    *text);

/* Shows of the header bar what makes sense now and has room. */
void               lp_window_update_header  (LpWindow      *self);

/* window-actions.c */
void               lp_window_install_actions (GtkWidgetClass *klass);
void               lp_window_update_actions  (LpWindow       *self);

/* All rows of actions that a window knows, the canvas’s and the program’s included. */
GPtrArray         *lp_window_list_actions    (void);

/* window-arrange.c */
void               lp_window_init_arrange    (LpWindow       *self);
void               lp_window_update_arrange  (LpWindow       *self);

/* All of it. @direction is a key of the design’s attribute, or NULL for what that says. */
void               lp_window_arrange         (LpWindow       *self,
                                              const char     *direction);
void               lp_window_arrange_selection (LpWindow     *self);
void               lp_window_cancel_arrange  (LpWindow       *self);

/* window-close.c */

/* Whether nothing would be lost and nothing is being written. If something would, the user is
 * asked; the window closes later. */
gboolean           lp_window_may_close       (LpWindow       *self);

/* Something has been written, or could not be, which is said then. */
void               lp_window_go_on_closing   (LpWindow       *self,
                                              gboolean        written);
void               lp_window_end_closing     (LpWindow       *self);

/* window-export.c */
void               lp_window_export          (LpWindow       *self);
void               lp_window_export_again    (LpWindow       *self);
void               lp_window_show_export     (LpWindow       *self);
void               lp_window_forget_exports  (LpWindow       *self);

/* The selected elements, or NULL if there are none. */
GPtrArray         *lp_window_list_selection  (LpWindow       *self);

/* window-open.c */
void               lp_window_new_from        (LpWindow       *self,
                                              const char     *template_key);
void               lp_window_choose_file     (LpWindow       *self);
void               lp_window_reload          (LpWindow       *self);
void               lp_window_cancel_reload   (LpWindow       *self);

/* window-files.c */
void               lp_window_watch_file      (LpWindow       *self);
void               lp_window_forget_banners  (LpWindow       *self);
void               lp_window_update_draft    (LpWindow       *self);

/* window-save.c */
void               lp_window_save            (LpWindow       *self,
                                              gboolean        then_close);
void               lp_window_save_as         (LpWindow       *self);
void               lp_window_forget_orders   (LpWindow       *self);

/* What to call a file made from the design, for people. */
char              *lp_window_make_file_name  (LpDocument     *document,
                                              const char     *suffix) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
