/* SPDX-License-Identifier: MIT */
/* panel.c: the base of all panels, and the table of them. */
#include "config.h"

#include "window/panels/panel.h"

#include <glib/gi18n.h>

G_DEFINE_ABSTRACT_TYPE (LpPanel, lp_panel, ADW_TYPE_BIN)

static guint show_elements;

static void
lp_panel_class_init (LpPanelClass *klass)
{
  show_elements = g_signal_new ("show-elements", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
}

static void
lp_panel_init (LpPanel *self)
{
}

void
lp_panel_set_document (LpPanel    *self,
                       LpDocument *document)
{
  g_return_if_fail (LP_IS_PANEL (self));
  g_return_if_fail (document == NULL || LP_IS_DOCUMENT (document));

  LP_PANEL_GET_CLASS (self)->set_document (self, document);
}

void
lp_panel_set_selection (LpPanel    *self,
                        GListModel *selection)
{
  g_return_if_fail (LP_IS_PANEL (self));
  g_return_if_fail (selection == NULL || G_IS_LIST_MODEL (selection));

  if (LP_PANEL_GET_CLASS (self)->set_selection != NULL)
    LP_PANEL_GET_CLASS (self)->set_selection (self, selection);
}

void
lp_panel_show_elements (LpPanel           *self,
                        const char *const *ids)
{
  g_return_if_fail (LP_IS_PANEL (self));

  g_signal_emit (self, show_elements, 0, ids);
}

#define LP_PANEL(name, key, title, accelerator) GType lp_##name##_get_type (void);
#include "window/panels/panels.h"
#undef LP_PANEL

static const LpPanelRow panels[] = {
#define LP_PANEL(name, key, title, accelerator) { key, title, accelerator, lp_##name##_get_type },
#include "window/panels/panels.h"
#undef LP_PANEL
};

const LpPanelRow *
lp_panels_list (guint *n_panels)
{
  *n_panels = G_N_ELEMENTS (panels);

  return panels;
}
