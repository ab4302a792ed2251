/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/findings-panel.h"

#include <glib/gi18n.h>

#include "rules/waiver.h"
#include "window/finding-card.h"
#include "window/finding-dialogs.h"

typedef enum
{
  GROUP_NAME,
  GROUP_FIX,
  GROUP_MISSING,
  GROUP_ACCEPTED,
  N_GROUPS,
} Group;

/* More cards at once make no list shorter, but the window slower. */
#define MAX_CARDS 30

/* New cards in one frame: each costs some milliseconds. */
#define CARDS_PER_FRAME 6

/* What is seen around a card that the list is scrolled to. */
#define AROUND 12

static const char *const group_titles[N_GROUPS] = {
  [GROUP_NAME] = N_("Explain these in your answer"),
  [GROUP_FIX] = N_("To fix"),
  [GROUP_MISSING] = N_("Missing"),
  [GROUP_ACCEPTED] = N_("Accepted"),
};

struct _LpFindingsPanel
{
  AdwBin             parent_instance;

  LpDocument        *document;
  GSignalGroup      *document_signals;

  GtkScrolledWindow *scroller;
  GtkStack          *stack;
  GtkBox            *list;
  GtkLabel          *good_news;
  GtkWidget         *titles[N_GROUPS];
  GtkBox            *boxes[N_GROUPS];
  GtkWidget         *more[N_GROUPS];
  guint              limits[N_GROUPS];  /* How many cards a group shows at most. */

  GHashTable        *cards;             /* From key to LpFindingCard. */
  GPtrArray         *order;             /* The cards as they are shown. */
  LpFinding         *current;           /* What F8 has come to, or NULL. */
  gboolean           is_stale;          /* Nobody saw the list since there was news. */
  gboolean           is_to_scroll;      /* The current card has no place yet. */
  guint              budget;            /* How many cards may still be made now. */
  gboolean           is_short;          /* It was not enough, */
  guint              tick;              /* so the next frame goes on; or 0. */
};

G_DEFINE_FINAL_TYPE (LpFindingsPanel, lp_findings_panel, ADW_TYPE_BIN)

enum
{
  SIGNAL_SHOW,
  SIGNAL_FIXED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static Group
find_group (LpFinding *finding)
{
  static const Group by_verdict[LP_N_VERDICTS] = {
    [LP_VERDICT_FIX] = GROUP_FIX,
    [LP_VERDICT_NAME] = GROUP_NAME,
    [LP_VERDICT_MISSING] = GROUP_MISSING,
  };

  return lp_finding_is_waived (finding) ? GROUP_ACCEPTED
                                        : by_verdict[lp_finding_get_verdict (finding)];
}

/* Two findings of one rule about the same elements differ in what they say. */
static char *
make_key (LpFinding *finding)
{
  return g_strconcat (lp_finding_get_fingerprint (finding), "\n", lp_finding_get_message (finding),
                      NULL);
}

static LpFindingCard *
find_card (LpFindingsPanel *self,
           LpFinding       *finding)
{
  g_autofree char *key = finding != NULL ? make_key (finding) : NULL;

  return key != NULL ? g_hash_table_lookup (self->cards, key) : NULL;
}

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
set_current (LpFindingsPanel *self,
             LpFinding       *finding)
{
  LpFindingCard *old = find_card (self, self->current);
  LpFindingCard *new = find_card (self, finding);

  if (old != NULL)
    lp_finding_card_set_current (old, FALSE);
  if (new != NULL)
    lp_finding_card_set_current (new, TRUE);
  g_set_object (&self->current, finding);
}

static void
show_finding (LpFindingsPanel *self,
              LpFinding       *finding)
{
  set_current (self, finding);
  g_signal_emit (self, signals[SIGNAL_SHOW], 0, finding);
}

/* Puts the card of @finding into @group, behind @before. Cards stay what and where they are as far
 * as possible: nobody wants a list to jump while they read it. Returns @before where there is none
 * yet. */
static GtkWidget *
place_card (LpFindingsPanel *self,
            GHashTable      *old,
            LpFinding       *finding,
            Group            group,
            GtkWidget       *before)
{
  g_autofree char *key = make_key (finding);
  GtkWidget *card = g_hash_table_lookup (old, key);
  GtkWidget *box = GTK_WIDGET (self->boxes[group]);

  if (card == NULL && self->budget == 0)
    {
      self->is_short = TRUE;
      return before;
    }

  if (card == NULL)
    {
      card = lp_finding_card_new (finding, key);
      self->budget--;
    }
  else
    {
      lp_finding_card_set_finding (LP_FINDING_CARD (card), finding);
    }

  g_object_ref_sink (card);
  if (gtk_widget_get_parent (card) == box)
    {
      gtk_box_reorder_child_after (GTK_BOX (box), card, before);
    }
  else
    {
      if (gtk_widget_get_parent (card) != NULL)
        gtk_box_remove (GTK_BOX (gtk_widget_get_parent (card)), card);
      gtk_box_insert_child_after (GTK_BOX (box), card, before);
    }

  g_hash_table_remove (old, key);
  g_hash_table_insert (self->cards, g_steal_pointer (&key), card);
  g_ptr_array_add (self->order, card);

  return card;
}

/* Returns how many findings are in @group. */
static guint
fill_group (LpFindingsPanel *self,
            GHashTable      *old,
            LpReport        *report,
            Group            group)
{
  GtkWidget *last = NULL;
  guint n = 0;

  for (guint i = 0; i < lp_report_get_n_findings (report); i++)
    {
      LpFinding *finding = lp_report_get_finding (report, i);

      if (find_group (finding) == group && n++ < self->limits[group])
        last = place_card (self, old, finding, group, last);
    }

  gtk_widget_set_visible (self->more[group], n > self->limits[group]);
  gtk_widget_set_visible (self->titles[group], n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->boxes[group]), n > 0);

  return n;
}

static void
remove_card (gpointer key,
             gpointer card,
             gpointer unused)
{
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (card)), card);
}

static void
fill (LpFindingsPanel *self,
      GHashTable      *old,
      LpReport        *report)
{
  gboolean is_task = lp_report_get_brief (report) != lp_brief_get_production ();
  guint n[N_GROUPS];

  for (Group group = 0; group < N_GROUPS; group++)
    n[group] = fill_group (self, old, report, group);

  gtk_label_set_label (self->good_news,
                       is_task ? _("Nothing to fix: this is what the task asks for.")
                               : _("Nothing to fix."));
  gtk_widget_set_visible (GTK_WIDGET (self->good_news), n[GROUP_FIX] + n[GROUP_MISSING] == 0);
}

static void refill (LpFindingsPanel *self,
                    guint            budget);

static gboolean
go_on_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  LpFindingsPanel *self = LP_FINDINGS_PANEL (widget);

  self->tick = 0;
  refill (self, CARDS_PER_FRAME);

  return G_SOURCE_REMOVE;
}

/* Makes at most @budget new cards at once, the others frame by frame. */
static void
refill (LpFindingsPanel *self,
        guint            budget)
{
  LpChecks *checks = self->document != NULL ? lp_document_find_checks (self->document) : NULL;
  gboolean empty = checks == NULL || lp_design_get_n_boxes (get_design (self)) == 0;
  g_autoptr (GHashTable) old = g_steal_pointer (&self->cards);

  self->cards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_ptr_array_set_size (self->order, 0);
  self->budget = budget;
  self->is_short = FALSE;

  if (checks != NULL)
    fill (self, old, lp_checks_get_report (checks));

  g_hash_table_foreach (old, remove_card, NULL);
  set_current (self, self->current);
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
  self->is_stale = FALSE;
  if (self->is_short && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), go_on_cb, NULL, NULL);
}

/* The cards are many widgets: as long as nobody sees them they are not made. */
static void
update (LpFindingsPanel *self)
{
  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refill (self, CARDS_PER_FRAME);
}

static void
ensure_filled (LpFindingsPanel *self)
{
  if (self->is_stale)
    refill (self, CARDS_PER_FRAME);
}

/* Brings the current card into what is visible of the list. */
static void
scroll (LpFindingsPanel *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkWidget *card = GTK_WIDGET (find_card (self, self->current));
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
more_clicked_cb (LpFindingsPanel *self,
                 GtkWidget       *button)
{
  for (Group group = 0; group < N_GROUPS; group++)
    if (self->more[group] == button)
      self->limits[group] += MAX_CARDS;

  update (self);
}

static void
fixed_cb (gpointer   object,
          LpFinding *finding)
{
  g_signal_emit (object, signals[SIGNAL_FIXED], 0, finding);
}

static void
finding_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  LpFindingsPanel *self = LP_FINDINGS_PANEL (widget);
  LpFindingCard *card = g_hash_table_lookup (self->cards, g_variant_get_string (parameter, NULL));
  LpFinding *finding = card != NULL ? lp_finding_card_get_finding (card) : NULL;

  if (finding == NULL)
    return;

  if (g_str_equal (action_name, "findings.take-back"))
    {
      lp_waiver_remove (get_design (self), finding);
      return;
    }

  show_finding (self, finding);
  if (g_str_equal (action_name, "findings.fix"))
    lp_finding_dialogs_fix (get_window (self), finding, get_design (self), fixed_cb, self);
  else if (g_str_equal (action_name, "findings.accept"))
    lp_finding_dialogs_accept (get_window (self), finding, get_design (self));
  else if (g_str_equal (action_name, "findings.write"))
    lp_finding_dialogs_write (get_window (self), finding, get_design (self));
}

static void
make_group (LpFindingsPanel *self,
            Group            group)
{
  GtkWidget *title = gtk_label_new (_(group_titles[group]));
  GtkWidget *more = gtk_button_new_with_label (_("Show More"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (title, "group-title");
  g_signal_connect_object (more, "clicked", G_CALLBACK (more_clicked_cb), self, G_CONNECT_SWAPPED);

  self->titles[group] = title;
  self->boxes[group] = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));
  self->more[group] = more;
  self->limits[group] = MAX_CARDS;

  gtk_box_append (self->list, title);
  gtk_box_append (self->list, GTK_WIDGET (self->boxes[group]));
  gtk_box_append (self->list, more);
}

static void
lp_findings_panel_dispose (GObject *object)
{
  LpFindingsPanel *self = LP_FINDINGS_PANEL (object);

  g_clear_object (&self->document_signals);
  g_clear_object (&self->document);
  g_clear_object (&self->current);
  g_clear_pointer (&self->cards, g_hash_table_unref);
  g_clear_pointer (&self->order, g_ptr_array_unref);

  G_OBJECT_CLASS (lp_findings_panel_parent_class)->dispose (object);
}

static void
lp_findings_panel_map (GtkWidget *widget)
{
  ensure_filled (LP_FINDINGS_PANEL (widget));

  GTK_WIDGET_CLASS (lp_findings_panel_parent_class)->map (widget);
}

static void
lp_findings_panel_class_init (LpFindingsPanelClass *klass)
{
  static const char *const actions[] = {
    "findings.show", "findings.fix", "findings.write", "findings.accept", "findings.take-back",
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lp_findings_panel_dispose;
  widget_class->map = lp_findings_panel_map;

  signals[SIGNAL_SHOW] = g_signal_new ("show-finding", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, LP_TYPE_FINDING);
  signals[SIGNAL_FIXED] = g_signal_new ("fixed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 1, LP_TYPE_FINDING);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], "s", finding_action);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/linchpin/Linchpin/findings-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, LpFindingsPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, LpFindingsPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, LpFindingsPanel, list);
  gtk_widget_class_bind_template_child (widget_class, LpFindingsPanel, good_news);
}

static void
lp_findings_panel_init (LpFindingsPanel *self)
{
  self->cards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->order = g_ptr_array_new ();
  self->document_signals = g_signal_group_new (LP_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "notify::checks", G_CALLBACK (update),
                                  self);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (Group group = 0; group < N_GROUPS; group++)
    make_group (self, group);
  gtk_box_reorder_child_after (self->list, GTK_WIDGET (self->good_news), self->more[GROUP_NAME]);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (adjustment_changed_cb), self, G_CONNECT_SWAPPED);
  refill (self, 0);
}

void
lp_findings_panel_set_document (LpFindingsPanel *self,
                                LpDocument      *document)
{
  g_return_if_fail (LP_IS_FINDINGS_PANEL (self));
  g_return_if_fail (document == NULL || LP_IS_DOCUMENT (document));

  if (!g_set_object (&self->document, document))
    return;

  g_clear_object (&self->current);
  for (Group group = 0; group < N_GROUPS; group++)
    self->limits[group] = MAX_CARDS;
  g_signal_group_set_target (self->document_signals, document);
  update (self);
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
  LpFindingCard *current;
  guint place;
  int next;

  g_return_if_fail (LP_IS_FINDINGS_PANEL (self));

  ensure_filled (self);
  if (self->order->len == 0)
    return;

  current = find_card (self, self->current);
  if (current != NULL && g_ptr_array_find (self->order, current, &place))
    next = ((int) place + step + (int) self->order->len) % (int) self->order->len;
  else
    next = step > 0 ? 0 : self->order->len - 1;

  show_card (self, self->order->pdata[next]);
}

/* Has enough cards made that one is for @wanted. */
static LpFindingCard *
get_card (LpFindingsPanel *self,
          LpFinding       *wanted)
{
  LpReport *report = lp_checks_get_report (lp_document_find_checks (self->document));
  Group group = find_group (wanted);
  guint n = 0;

  for (guint i = 0; lp_report_get_finding (report, i) != wanted; i++)
    n += find_group (lp_report_get_finding (report, i)) == group;
  self->limits[group] = MAX (self->limits[group], n + 1);
  if (find_card (self, wanted) == NULL)
    refill (self, G_MAXUINT);

  return find_card (self, wanted);
}

void
lp_findings_panel_show_about (LpFindingsPanel *self,
                              const char      *id)
{
  LpChecks *checks;
  LpReport *report;

  g_return_if_fail (LP_IS_FINDINGS_PANEL (self));

  checks = self->document != NULL ? lp_document_find_checks (self->document) : NULL;
  if (checks == NULL)
    return;

  ensure_filled (self);
  report = lp_checks_get_report (checks);
  for (guint i = 0; i < lp_report_get_n_findings (report); i++)
    {
      LpFinding *finding = lp_report_get_finding (report, i);

      if (!g_strv_contains (lp_finding_get_elements (finding), id))
        continue;
      show_card (self, get_card (self, finding));
      return;
    }
}
