/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/finding-card.h"

#include <glib/gi18n.h>

#include "document/findings-job.h"

struct _LpFindingCard
{
  AdwBin     parent_instance;

  LpFinding *finding;

  GtkImage  *icon;
  GtkLabel  *message;
  GtkLabel  *why;
  GtkLabel  *advice;
  GtkLabel  *own_words;
  GtkButton *show;
  GtkButton *fix;
  GtkButton *write;
  GtkButton *accept;
  GtkButton *take_back;
};

G_DEFINE_FINAL_TYPE (LpFindingCard, lp_finding_card, ADW_TYPE_BIN)

/* The shape says it too: never colour alone. */
static const struct
{
  const char *icon;
  const char *css_class;
} looks[LP_N_SEVERITIES] = {
  [LP_SEVERITY_INFO] = { "dialog-information-symbolic", "info" },
  [LP_SEVERITY_WARNING] = { "dialog-warning-symbolic", "warning" },
  [LP_SEVERITY_ERROR] = { "dialog-error-symbolic", "error" },
};

static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_icon (LpFindingCard *self)
{
  LpSeverity severity = lp_finding_get_severity (self->finding);
  gboolean is_pin = lp_finding_is_linchpin (self->finding);
  const char *classes[] = { "severity", looks[severity].css_class, NULL };

  gtk_image_set_from_icon_name (self->icon, is_pin ? "pin-symbolic" : looks[severity].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), lp_severity_get_title (severity));
}

/* What the author says about it: the sentence for the answer, or why it is accepted. */
static void
show_own_words (LpFindingCard *self)
{
  g_autofree char *text = NULL;

  if (lp_finding_is_waived (self->finding))
    /* Translators: why a finding is accepted, in the words of the design’s author. */
    text = g_strdup_printf (_("Accepted: %s"), lp_finding_get_reason (self->finding));
  else if (lp_finding_is_answered (self->finding))
    text = g_strdup_printf (_("“%s”"), lp_finding_get_sentence (self->finding));

  show_text (self->own_words, text);
}

static void
show_buttons (LpFindingCard *self)
{
  gboolean waived = lp_finding_is_waived (self->finding);
  gboolean name = lp_finding_get_verdict (self->finding) == LP_VERDICT_NAME;

  gtk_widget_set_visible (GTK_WIDGET (self->show), *lp_finding_get_witness (self->finding) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->fix),
                          !waived && !name && lp_finding_can_fix (self->finding));
  gtk_widget_set_visible (GTK_WIDGET (self->write), !waived && name);
  gtk_widget_set_visible (GTK_WIDGET (self->accept), !waived);
  gtk_widget_set_visible (GTK_WIDGET (self->take_back), waived);
}

static void
lp_finding_card_finalize (GObject *object)
{
  g_clear_object (&LP_FINDING_CARD (object)->finding);

  G_OBJECT_CLASS (lp_finding_card_parent_class)->finalize (object);
}

static void
lp_finding_card_class_init (LpFindingCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lp_finding_card_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/linchpin/Linchpin/finding-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LpFindingCard, icon);
  gtk_widget_class_bind_template_child (widget_class, LpFindingCard, message);
  gtk_widget_class_bind_template_child (widget_class, LpFindingCard, why);
  gtk_widget_class_bind_template_child (widget_class, LpFindingCard, advice);
  gtk_widget_class_bind_template_child (widget_class, LpFindingCard, own_words);
  gtk_widget_class_bind_template_child (widget_class, LpFindingCard, show);
  gtk_widget_class_bind_template_child (widget_class, LpFindingCard, fix);
  gtk_widget_class_bind_template_child (widget_class, LpFindingCard, write);
  gtk_widget_class_bind_template_child (widget_class, LpFindingCard, accept);
  gtk_widget_class_bind_template_child (widget_class, LpFindingCard, take_back);
}

static void
lp_finding_card_init (LpFindingCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lp_finding_card_new (LpFinding  *finding,
                     const char *key)
{
  LpFindingCard *self = g_object_new (LP_TYPE_FINDING_CARD, NULL);
  GtkButton *buttons[] = { self->show, self->fix, self->write, self->accept, self->take_back };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (buttons[i]), "s", key);
  lp_finding_card_set_finding (self, finding);

  return GTK_WIDGET (self);
}

void
lp_finding_card_set_finding (LpFindingCard *self,
                             LpFinding     *finding)
{
  g_return_if_fail (LP_IS_FINDING_CARD (self));
  g_return_if_fail (LP_IS_FINDING (finding));

  if (!g_set_object (&self->finding, finding))
    return;

  show_icon (self);
  show_text (self->message, lp_finding_get_message (finding));
  show_text (self->why, lp_finding_get_why (finding));
  show_text (self->advice, lp_finding_get_advice (finding));
  show_own_words (self);
  show_buttons (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, lp_finding_get_message (finding),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, lp_finding_get_why (finding),
                                  -1);
}

LpFinding *
lp_finding_card_get_finding (LpFindingCard *self)
{
  g_return_val_if_fail (LP_IS_FINDING_CARD (self), NULL);

  return self->finding;
}

void
lp_finding_card_set_current (LpFindingCard *self,
                             gboolean       current)
{
  g_return_if_fail (LP_IS_FINDING_CARD (self));

  if (current)
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
}
