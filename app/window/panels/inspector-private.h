/* SPDX-License-Identifier: MIT */
/* inspector-private.h: what the two halves of the inspector share: what it shows, and its rows. */

#pragma once

#include "window/panels/inspector.h"

G_BEGIN_DECLS

struct _LpInspector
{
  AdwBin        parent_instance;

  LpDocument   *document;
  GListModel   *selection;
  GSignalGroup *history_signals;
  GSignalGroup *selection_signals;
  GSignalGroup *document_signals;

  GtkBox       *groups;
  GtkImage     *icon;
  GtkLabel     *heading;
  GtkLabel     *subheading;
  GtkWidget    *align;

  GPtrArray    *fields;         /* LpField, in the order of the rows. */
  GPtrArray    *details;        /* AdwExpanderRow, which belong to their groups. */
  GArray       *shape;          /* What the rows are about; they are made anew when it changes. */
  GtkWidget    *facts;          /* The row with what happens if it fails, or NULL. */
  GHashTable   *expanded;       /* Details whose rows are open. */
  guint         waiting;        /* The source that will look what to show, or 0. */
};

/* What has a row where all of @elements (LpElement) are shown. */
LpAttributeMask lp_inspector_list_shown (GPtrArray *elements);

/* Rows for all that can be set of @subjects (LpElement). */
void lp_inspector_make_rows    (LpInspector *self,
                                GPtrArray   *subjects);

/* Shows what the last check says of the element whose rows there are. */
void lp_inspector_refresh_facts (LpInspector *self);

/* Shows in them what the design has now. */
void lp_inspector_refresh_rows (LpInspector *self);

G_END_DECLS
