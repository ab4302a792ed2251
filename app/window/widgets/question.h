/* SPDX-License-Identifier: MIT */
/* question.h: a dialog that asks, and tells the answer to who is still there to hear it. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Who asks, and what about: by the time the answer comes, a window may show something else. */
typedef struct
{
  gpointer       object;    /* A GObject that is told the answer; when it is gone nobody is. */
  gpointer       about;     /* Taken over, and kept as long as an answer can come. */
  GDestroyNotify free;
} LpAsker;

typedef struct
{
  const char            *response;
  const char            *label;         /* Is translated. */
  AdwResponseAppearance  appearance;
} LpAnswer;

typedef void (*LpAnswered) (gpointer    object,
                            gpointer    about,
                            const char *response);

/* All dialogs of few words are made by this: names in @heading, which is one line, and in @body are
 * what they look like. */
GtkWidget *lp_message_new  (GtkWindow      *parent,
                            const char     *heading,
                            const char     *body);

/* The first of @answers changes nothing, Escape says it; a suggested one is what Enter says. The
 * dialog belongs to GTK until it is answered. */
GtkWidget *lp_question_ask (GtkWindow      *parent,
                            const char     *heading,
                            const char     *body,
                            const LpAnswer *answers,
                            guint           n_answers,
                            LpAnswered      callback,
                            LpAsker         asker);

G_END_DECLS
