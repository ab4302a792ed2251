/* SPDX-License-Identifier: MIT */
/* window.h: one window: a design with everything around it, or the start page. */

#pragma once

#include "window/application.h"
#include "document/document.h"

G_BEGIN_DECLS

#define LP_TYPE_WINDOW (lp_window_get_type ())
G_DECLARE_FINAL_TYPE (LpWindow, lp_window, LP, WINDOW, AdwApplicationWindow)

/* As every GtkWindow it belongs to GTK until it is closed. */
LpWindow   *lp_window_new           (LpApplication *application);

/* NULL on the start page. */
LpDocument *lp_window_find_document (LpWindow      *self);
void        lp_window_set_document  (LpWindow      *self,
                                     LpDocument    *document);

/* Whether nothing is shown here nor about to be. */
gboolean    lp_window_is_empty      (LpWindow      *self);

/* Whether it shows @file, or waits for it. */
gboolean    lp_window_has_file      (LpWindow      *self,
                                     GFile         *file);

/* Reads @file and shows it here, or says why not. Where something else is shown by then it gets a
 * window of its own. */
void        lp_window_open          (LpWindow      *self,
                                     GFile         *file);

/* There is unsaved work of an earlier run: @n designs, one of which is called @title. */
void        lp_window_offer_recovery (LpWindow     *self,
                                      const char   *title,
                                      guint         n);
void        lp_window_end_offer      (LpWindow     *self);

/* What is shown here is such work. */
void        lp_window_say_recovered  (LpWindow     *self);

G_END_DECLS
