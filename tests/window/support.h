/* SPDX-License-Identifier: MIT */
/* support.h: the real window, driven by real pointer and key events, and waiting for what they
 * do. */

#pragma once

#include <adwaita.h>

#include "window/canvas/canvas.h"
#include "window/window.h"

G_BEGIN_DECLS

/* Where there is no X display with XTest the tests are skipped. Instead of g_test_init(). */
void         driver_init            (int          *argc,
                                     char       ***argv);

/* A window of 1280 × 800 in the corner of the screen. It shows a design with @content, which is
 * what stands between the tags of its file, or the file at @path. */
LpWindow    *driver_open            (const char   *content);
LpWindow    *driver_open_file       (const char   *path);

/* The same, with nothing open. */
LpWindow    *driver_open_start      (void);

/* Of several windows, the one that is in front and meant from now on. */
void         driver_turn_to         (LpWindow     *window);

/* Whatever is unsaved is lost. */
void         driver_close           (LpWindow     *window);

/* It closes by itself. */
void         driver_wait_closed     (LpWindow     *window);

LpCanvas    *driver_get_canvas      (LpWindow     *window);
LpDesign    *driver_get_design      (LpWindow     *window);
LpHistory   *driver_get_history     (LpWindow     *window);
LpElement   *driver_get_element     (LpWindow     *window,
                                     const char   *id);

/* The design as its file would be. */
char        *driver_dup_text        (LpWindow     *window);

/* The only box called @name. */
LpElement   *driver_find_by_name    (LpWindow     *window,
                                     const char   *name);

/* The visible widget below @root with this name or id (in its .ui file), or of this type; or
 * NULL. */
GtkWidget   *driver_find_widget     (GtkWidget    *root,
                                     const char   *name);
GtkWidget   *driver_find_type       (GtkWidget    *root,
                                     GType         type);

/* The visible button below @root that says @label, without its underscore; or NULL. */
GtkWidget   *driver_find_button     (GtkWidget    *root,
                                     const char   *label);

/* Clicks on it when it is there and can be. */
void         driver_click_button    (GtkWidget    *root,
                                     const char   *label);
void         driver_click_widget    (GtkWidget    *root,
                                     const char   *name);

/* Answers the question that the window asks, when it does; its heading must begin so. */
void         driver_answer          (LpWindow     *window,
                                     const char   *heading,
                                     const char   *label);

/* A window that is not @window, of this type, and shown; or NULL. */
GtkWidget   *driver_find_dialog     (LpWindow     *window,
                                     GType         type);

/* Places on the screen. */
LpPoint      driver_at              (LpWindow     *window,          /* A point of the drawing. */
                                     double        x,
                                     double        y);
LpPoint      driver_at_element      (LpWindow     *window,          /* 0.5, 0.5 is its middle. */
                                     LpElement    *element,
                                     double        x_share,
                                     double        y_share);
LpPoint      driver_at_widget       (GtkWidget    *widget,
                                     double        x_share,
                                     double        y_share);

/* Each returns when the program has handled the event; after a motion it has also painted. */
void         driver_move            (LpPoint       to);

/* From now on (or no longer) motions do not wait for a frame: for thousands of gestures. */
void         driver_hurry           (gboolean      hurry);
void         driver_press           (guint         button);
void         driver_release         (guint         button);
void         driver_click           (LpPoint       at,
                                     guint         button);
void         driver_press_twice     (LpPoint       at);             /* It is down afterwards. */
void         driver_double_click    (LpPoint       at);
void         driver_drag            (LpPoint       from,
                                     LpPoint       to);
void         driver_scroll          (int           clicks);         /* Up is positive. */
void         driver_hold            (const char   *key);            /* "Control_L" */
void         driver_let_go          (const char   *key);
void         driver_key             (const char   *accelerator);    /* "<Control>z" */
/* Nothing happens between them, however busy the machine is. */
void         driver_keys_at_once    (const char   *first,
                                     const char   *second);
void         driver_type            (const char   *ascii);

/* Waits until all events so far have been handled. */
void         driver_settle          (void);

/* When waiting is in vain, as the monotonic time. */
gint64       driver_get_deadline    (void);

/* Fails the test if @condition does not become true. */
#define driver_wait(condition) \
  G_STMT_START { \
    gint64 deadline_ = driver_get_deadline (); \
    while (!(condition) && g_get_monotonic_time () < deadline_) \
      driver_settle (); \
    if (!(condition)) \
      g_error ("%s:%d: waited in vain for %s", __FILE__, __LINE__, #condition); \
  } G_STMT_END

G_END_DECLS
