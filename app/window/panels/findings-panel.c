/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/findings-panel.h"

#include <glib/gi18n.h>

#include "rules/engine/fix.h"
#include "rules/engine/waiver.h"
#include "window/dialogs/finding-dialogs.h"
#include "window/panels/findings-list.h"

/* What is seen around a card that the list is scrolled to. */
#define AROUND 12

struct _LpFindingsPanel
{
  AdwBin             parent_instance;

  LpDocument        *document;
  GSignalGroup      *document_signals;

  GtkScrolledWindow *scroller;
  GtkStack          *stack;
  LpFindingsList    *list;
  gboolean           is_stale;          /* Nobody saw the list since there was news. */
  gboolean           is_to_scroll;      /* The current card has no place yet. */
};

G_DEFINE_FINAL_TYPE (LpFindingsPanel, lp_findings_panel, LP_TYPE_PANEL)

enum
{
  SIGNAL_FIXED,
  SIGNAL_MESSAGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static LpDesign *
get_design (LpFindingsPanel *self)
{
  return lp_document_get_design (self->document);
}

static GtkWindow *
get_window (LpFindingsPanel *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
show_finding (LpFindingsPanel *self,
              LpFinding       *finding)
{
  lp_findings_list_set_current (self->list, finding);
  lp_panel_show_elements (LP_PANEL (self), lp_finding_get_witness (finding));
}

static void
refill (LpFindingsPanel *self)
{
  LpFindings *checks = self->document != NULL ? lp_document_find_checks (self->document) : NULL;
  gboolean empty = checks == NULL || lp_design_get_n_boxes (get_design (self)) == 0;

  lp_findings_list_set_report (self->list, checks != NULL ? lp_findings_get_report (checks) : NULL);
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
  self->is_stale = FALSE;
}

/* As long as nobody sees the cards they are not made. */
static void
update (LpFindingsPanel *self)
{
  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refill (self);
}

static void
ensure_filled (LpFindingsPanel *self)
{
  if (self->is_stale)
    refill (self);
}

/* Brings the current card into what is visible of the list. */
static void
scroll (LpFindingsPanel *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkWidget *card = (GtkWidget *) lp_findings_list_find_current (self->list);
  graphene_rect_t bounds;

  self->is_to_scroll = card != NULL && gtk_widget_get_height (card) == 0;
  if (self->is_to_scroll || card == NULL)
    return;

  if (gtk_widget_compute_bounds (card, GTK_WIDGET (self->scroller), &bounds))
    {
      double top = gtk_adjustment_get_value (adjustment) + bounds.origin.y;

      gtk_adjustment_clamp_page (adjustment, top - AROUND, top + bounds.size.height + AROUND);
    }
}

static gboolean
scroll_later (gpointer data)
{
  LpFindingsPanel *self = data;

  if (self->is_to_scroll)
    scroll (self);

  return G_SOURCE_REMOVE;
}

/* The list is about to be laid out: its cards have their places only afterwards. */
static void
adjustment_changed_cb (LpFindingsPanel *self)
{
  if (self->is_to_scroll)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, scroll_later, g_object_ref (self), g_object_unref);
}

static void
say (LpFindingsPanel *self,
     const char      *message)
{
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, message);
}

/* What the user has seen of the fix is true of no other design. */
static void
fix_cb (gpointer    object,
        LpFinding  *finding,
        LpDesign   *design,
        const char *words,
        const char *until)
{
  if (design == get_design (object) && lp_fix_apply (finding, design))
    g_signal_emit (object, signals[SIGNAL_FIXED], 0, finding);
  else
    say (object, _("This fix does not help the design as it is now."));
}

/* What somebody wrote is not lost because the file was read again meanwhile. */
static gboolean
is_about (LpFinding *finding,
          LpDesign  *design)
{
  const char *const *ids = lp_finding_get_elements (finding);

  for (guint i = 0; ids[i] != NULL; i++)
    if (lp_design_find (design, ids[i]) == NULL)
      return FALSE;

  return TRUE;
}

static void
accept_cb (gpointer    object,
           LpFinding  *finding,
           LpDesign   *design,
           const char *words,
           const char *until)
{
  if (is_about (finding, get_design (object)))
    lp_waiver_add (get_design (object), finding, words, until);
  else
    say (object, _("What this was about is not in the design any more."));
}

static void
write_cb (gpointer    object,
          LpFinding  *finding,
          LpDesign   *design,
          const char *words,
          const char *until)
{
  if (is_about (finding, get_design (object)))
    lp_waiver_answer (get_design (object), finding, words);
  else
    say (object, _("What this was about is not in the design any more."));
}

static void
finding_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  LpFindingsPanel *self = LP_FINDINGS_PANEL (widget);
  LpFinding *finding = lp_findings_list_find (self->list, g_variant_get_string (parameter, NULL));

  if (finding == NULL)
    return;

  if (g_str_equal (action_name, "findings.take-back"))
    {
      lp_waiver_remove (get_design (self), finding);
      return;
    }

  show_finding (self, finding);
  if (g_str_equal (action_name, "findings.fix"))
    lp_finding_dialogs_fix (get_window (self), finding, get_design (self), fix_cb, self);
  else if (g_str_equal (action_name, "findings.accept"))
    lp_finding_dialogs_accept (get_window (self), finding, get_design (self), accept_cb, self);
  else if (g_str_equal (action_name, "findings.write"))
    lp_finding_dialogs_write (get_window (self), finding, get_design (self), write_cb, self);
}

static void
lp_findings_panel_dispose (GObject *object)
{
  LpFindingsPanel *self = LP_FINDINGS_PANEL (object);

  g_clear_object (&self->document_signals);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (lp_findings_panel_parent_class)->dispose (object);
}

static void
lp_findings_panel_map (GtkWidget *widget)
{
  ensure_filled (LP_FINDINGS_PANEL (widget));

  GTK_WIDGET_CLASS (lp_findings_panel_parent_class)->map (widget);
}

static void
lp_findings_panel_set_document (LpPanel    *panel,
                                LpDocument *document)
{
  LpFindingsPanel *self = LP_FINDINGS_PANEL (panel);

  if (!g_set_object (&self->document, document))
    return;

  lp_findings_list_clear (self->list);
  g_signal_group_set_target (self->document_signals, document);
  update (self);
}

static void
lp_findings_panel_class_init (LpFindingsPanelClass *klass)
{
  static const char *const actions[] = {
    "findings.show", "findings.fix", "findings.write", "findings.accept", "findings.take-back",
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lp_findings_panel_dispose;
  LP_PANEL_CLASS (klass)->set_document = lp_findings_panel_set_document;
  widget_class->map = lp_findings_panel_map;

  signals[SIGNAL_FIXED] = g_signal_new ("fixed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 1, LP_TYPE_FINDING);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], "s", finding_action);

  g_type_ensure (LP_TYPE_FINDINGS_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/linchpin/Linchpin/findings-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, LpFindingsPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, LpFindingsPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, LpFindingsPanel, list);
}

static void
lp_findings_panel_init (LpFindingsPanel *self)
{
  self->document_signals = g_signal_group_new (LP_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "notify::checks", G_CALLBACK (update),
                                  self);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (adjustment_changed_cb), self, G_CONNECT_SWAPPED);
  refill (self);
}

static void
show_card (LpFindingsPanel *self,
           LpFindingCard   *card)
{
  show_finding (self, lp_finding_card_get_finding (card));
  scroll (self);
}

void
lp_findings_panel_step (LpFindingsPanel *self,
                        int              step)
{
  LpFindingCard *card;

  g_return_if_fail (LP_IS_FINDINGS_PANEL (self));

  ensure_filled (self);
  card = lp_findings_list_find_next (self->list, step);
  if (card != NULL)
    show_card (self, card);
}

void
lp_findings_panel_show_about (LpFindingsPanel *self,
                              const char      *id)
{
  LpFindings *checks;
  LpLintResult *report;

  g_return_if_fail (LP_IS_FINDINGS_PANEL (self));

  checks = self->document != NULL ? lp_document_find_checks (self->document) : NULL;
  if (checks == NULL)
    return;

  ensure_filled (self);
  report = lp_findings_get_report (checks);
  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    {
      LpFinding *finding = lp_lint_result_get_finding (report, i);

      if (!g_strv_contains (lp_finding_get_elements (finding), id))
        continue;
      show_card (self, lp_findings_list_get_card (self->list, finding));
      return;
    }
}
