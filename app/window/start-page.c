/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/start-page.h"

#include "model/resource.h"

struct _LpStartPage
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (LpStartPage, lp_start_page, ADW_TYPE_BIN)

static void
lp_start_page_class_init (LpStartPageClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/dev/linchpin/Linchpin/start-page.ui");
}

static void
lp_start_page_init (LpStartPage *self)
{
  g_auto (GStrv) names = lp_resource_list ("templates");

  gtk_widget_init_template (GTK_WIDGET (self));
}
