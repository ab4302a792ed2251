/* SPDX-License-Identifier: MIT */
/* file-dialogs.h: the questions about files: which one, under what name, save first, what went
 * wrong. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @object is the GObject that asked: when it is gone nobody is called. Nor when the user changes
 * their mind about a file. */
typedef void (*LpFilesChosen) (gpointer    object,
                               GListModel *files);
typedef void (*LpFileChosen)  (gpointer    object,
                               GFile      *file);

typedef void (*LpAnswered)    (gpointer    object,
                               const char *response);

void lp_file_dialogs_open         (GtkWindow     *parent,
                                   LpFilesChosen  callback,
                                   gpointer       object);

/* Asks for a name that ends in @suffix (with its dot); adds it where it is missing. */
void lp_file_dialogs_save         (GtkWindow     *parent,
                                   const char    *title,
                                   const char    *name,
                                   const char    *suffix,
                                   GFile         *folder,
                                   LpFileChosen   callback,
                                   gpointer       object);

/* @response: "save", "discard" or "cancel". */
void lp_file_dialogs_save_changes (GtkWindow     *parent,
                                   const char    *title,
                                   LpAnswered     callback,
                                   gpointer       object);

/* The file is another now, and so is the design. @response: "reload" or "cancel". */
void lp_file_dialogs_reload       (GtkWindow     *parent,
                                   const char    *title,
                                   LpAnswered     callback,
                                   gpointer       object);

/* Something failed: @heading says what, @reason why. */
void lp_file_dialogs_failed       (GtkWindow     *parent,
                                   const char    *heading,
                                   const char    *reason);

G_END_DECLS
