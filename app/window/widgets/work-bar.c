/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/widgets/work-bar.h"

#include <glib/gi18n.h>

/* What is over sooner needs no words, in milliseconds. */
#define SOON 300

struct _LpWorkBar
{
  AdwBin        parent_instance;

  GCancellable *cancellable;
  guint         waiting;
};

G_DEFINE_FINAL_TYPE (LpWorkBar, lp_work_bar, ADW_TYPE_BIN)

static void
lp_work_bar_dispose (GObject *object)
{
  LpWorkBar *self = LP_WORK_BAR (object);

  g_clear_handle_id (&self->waiting, g_source_remove);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (lp_work_bar_parent_class)->dispose (object);
}

static void
lp_work_bar_class_init (LpWorkBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lp_work_bar_dispose;
}

static void
lp_work_bar_init (LpWorkBar *self)
{
}

static gboolean
show_cb (gpointer user_data)
{
  LpWorkBar *self = user_data;

  self->waiting = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);

  return G_SOURCE_REMOVE;
}

static void
cancel_cb (LpWorkBar *self,
           GtkWidget *button)
{
  gtk_widget_set_sensitive (button, FALSE);
  g_cancellable_cancel (self->cancellable);
}

GtkWidget *
lp_work_bar_new (const char   *label,
                 GCancellable *cancellable)
{
  LpWorkBar *self = g_object_new (LP_TYPE_WORK_BAR, "visible", FALSE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *cancel;

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  if (cancellable != NULL)
    {
      cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
      g_signal_connect_object (cancel, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), cancel);
    }
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "osd-card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "work");

  g_set_object (&self->cancellable, cancellable);
  self->waiting = g_timeout_add (SOON, show_cb, self);

  return GTK_WIDGET (self);
}
