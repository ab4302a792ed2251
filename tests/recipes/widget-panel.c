/* SPDX-License-Identifier: MIT */
/* widget-panel.c: a panel that says how many boxes there are. */
#include "config.h"

#include "window/panels/widget-panel.h"

struct _LpWidgetPanel
{
  LpPanel   parent_instance;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (LpWidgetPanel, lp_widget_panel, LP_TYPE_PANEL)

static void
lp_widget_panel_set_document (LpPanel    *panel,
                              LpDocument *document)
{
  g_autofree char *text = NULL;

  if (document != NULL)
    text = g_strdup_printf ("%u", lp_design_get_n_boxes (lp_document_get_design (document)));
  gtk_label_set_label (LP_WIDGET_PANEL (panel)->label, text != NULL ? text : "");
}

static void
lp_widget_panel_class_init (LpWidgetPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  LP_PANEL_CLASS (klass)->set_document = lp_widget_panel_set_document;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/linchpin/Linchpin/widget-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, LpWidgetPanel, label);
}

static void
lp_widget_panel_init (LpWidgetPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
