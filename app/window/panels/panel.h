/* SPDX-License-Identifier: MIT */
/* panel.h: what stands in the side panel under a tab of its own; panels.h lists them. */

#pragma once

#include <adwaita.h>

#include "document/document.h"

G_BEGIN_DECLS

#define LP_TYPE_PANEL (lp_panel_get_type ())
G_DECLARE_DERIVABLE_TYPE (LpPanel, lp_panel, LP, PANEL, AdwBin)

struct _LpPanelClass
{
  AdwBinClass parent_class;

  /* Another design is shown, or none (NULL). */
  void (*set_document)  (LpPanel    *self,
                         LpDocument *document);

  /* Which list of LpElement is what is selected; it tells what changes. May be NULL. */
  void (*set_selection) (LpPanel    *self,
                         GListModel *selection);
};

/* Signals:
 *   "show-elements" (const char *const *): bring the elements with these ids into view, and light
 *                                          them. Send it with lp_panel_show_elements(). */

void lp_panel_set_document  (LpPanel    *self,
                             LpDocument *document);
void lp_panel_set_selection (LpPanel    *self,
                             GListModel *selection);
void lp_panel_show_elements (LpPanel           *self,
                             const char *const *ids);

/* A tab: what actions call it ("win.show-KEY", with Alt and a key), its title, what is there. */
typedef struct
{
  const char *key;
  const char *title;        /* Translatable. */
  guint       accelerator;  /* A key of GDK. */
  GType     (*get_type) (void);
} LpPanelRow;

const LpPanelRow *lp_panels_list (guint *n_panels);

G_END_DECLS
