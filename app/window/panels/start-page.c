/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/start-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "file/templates.h"
#include "window/panels/recent-list.h"
#include "window/widgets/thumbnail.h"

/* Of the picture on a card. */
#define WIDTH 176
#define HEIGHT 112

/* Around it and below it, as in ui/style.css. */
#define MARGIN 12
#define BORDER 1

struct _LpStartPage
{
  AdwBin      parent_instance;

  GtkFlowBox *cards;
};

G_DEFINE_FINAL_TYPE (LpStartPage, lp_start_page, ADW_TYPE_BIN)

static GtkWidget *
make_picture (const LpTemplate *template)
{
  GtkWidget *picture;

  if (strcmp (template->key, "blank") != 0)
    {
      picture = lp_thumbnail_new (template->key, WIDTH, HEIGHT);
    }
  else
    {
      picture = gtk_image_new_from_icon_name ("list-add-symbolic");
      gtk_image_set_pixel_size (GTK_IMAGE (picture), 32);
      gtk_widget_set_size_request (picture, WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN + BORDER);
      gtk_widget_add_css_class (picture, "dim-label");
    }
  gtk_widget_add_css_class (picture, "paper");

  return picture;
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);     /* As wide as the picture, not wider. */
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_card (const LpTemplate *template)
{
  GtkWidget *card = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (words), make_label (_(template->title), "heading"));
  gtk_box_append (GTK_BOX (words), make_label (_(template->summary), "caption"));
  gtk_widget_add_css_class (words, "words");
  gtk_box_append (GTK_BOX (box), make_picture (template));
  gtk_box_append (GTK_BOX (box), words);

  gtk_button_set_child (GTK_BUTTON (card), box);
  gtk_widget_set_name (card, template->key);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "template");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (card), "win.new-from");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (card), "s", template->key);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(template->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _(template->summary), -1);

  return card;
}

static void
lp_start_page_class_init (LpStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (LP_TYPE_RECENT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/linchpin/Linchpin/start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LpStartPage, cards);
}

static void
lp_start_page_init (LpStartPage *self)
{
  guint n_templates;
  const LpTemplate *templates = lp_template_list (&n_templates);

  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < n_templates; i++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();

      /* The card itself is what the keyboard comes to. */
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), make_card (&templates[i]));
      gtk_flow_box_append (self->cards, child);
    }
}
