/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/widgets/text-row.h"

struct _LpTextRow
{
  AdwPreferencesRow  parent_instance;

  GtkTextView       *view;
  char              *text;
};

G_DEFINE_FINAL_TYPE (LpTextRow, lp_text_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (LpTextRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
lp_text_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LP_TEXT_ROW (widget)->view));
}

static void
lp_text_row_finalize (GObject *object)
{
  g_free (LP_TEXT_ROW (object)->text);

  G_OBJECT_CLASS (lp_text_row_parent_class)->finalize (object);
}

static void
lp_text_row_class_init (LpTextRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lp_text_row_finalize;
  widget_class->grab_focus = lp_text_row_grab_focus;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/dev/linchpin/Linchpin/text-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LpTextRow, view);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
lp_text_row_init (LpTextRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lp_text_row_new (void)
{
  return g_object_new (LP_TYPE_TEXT_ROW, NULL);
}

const char *
lp_text_row_get_text (LpTextRow *self)
{
  GtkTextBuffer *buffer;

  g_return_val_if_fail (LP_IS_TEXT_ROW (self), NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  g_free (self->text);
  g_object_get (buffer, "text", &self->text, NULL);

  return self->text;
}

void
lp_text_row_set_text (LpTextRow  *self,
                      const char *text)
{
  g_return_if_fail (LP_IS_TEXT_ROW (self));

  /* Also ends the view’s own undo: it must not bring back what the design’s undo has taken away. */
  if (!g_str_equal (lp_text_row_get_text (self), text))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
}
