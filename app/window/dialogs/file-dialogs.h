/* SPDX-License-Identifier: MIT */
/* file-dialogs.h: which file, under what name, and what went wrong with it. */

#pragma once

#include "window/widgets/question.h"

G_BEGIN_DECLS

/* Nobody is called when the user changes their mind. */
typedef void (*LpFilesChosen) (gpointer    object,
                               GListModel *files);
typedef void (*LpFileChosen)  (gpointer    object,
                               gpointer    about,
                               GFile      *file);

void lp_file_dialogs_open   (GtkWindow     *parent,
                             LpFilesChosen  callback,
                             LpAsker        asker);

/* Asks for a name that ends in @suffix (with its dot); adds it where it is missing. */
void lp_file_dialogs_save   (GtkWindow     *parent,
                             const char    *title,
                             const char    *name,
                             const char    *suffix,
                             GFile         *folder,
                             LpFileChosen   callback,
                             LpAsker        asker);

/* Something failed: @heading says what, @reason why. */
void lp_file_dialogs_failed (GtkWindow     *parent,
                             const char    *heading,
                             const char    *reason);

G_END_DECLS
