/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/findings-list.h"

#include <glib/gi18n.h>

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

static const char *const group_titles[N_GROUPS] = {
  [GROUP_NAME] = N_("Explain these in your answer"),
  [GROUP_FIX] = N_("To fix"),
  [GROUP_MISSING] = N_("Missing"),
  [GROUP_ACCEPTED] = N_("Accepted"),
};

struct _LpFindingsList
{
  AdwBin      parent_instance;

  LpLintResult *report;            /* Or NULL. */
  GtkWidget    *good_news;
  GtkWidget    *titles[N_GROUPS];
  GtkBox       *boxes[N_GROUPS];
  GtkWidget    *more[N_GROUPS];
  guint         limits[N_GROUPS];  /* How many cards a group shows at most. */

  GHashTable *cards;            /* From key to LpFindingCard. */
  GPtrArray  *order;            /* The cards as they are shown. */
  LpFinding  *current;          /* Or NULL. */
  guint       budget;           /* How many cards may still be made now. */
  gboolean    is_short;         /* It was not enough, */
  guint       tick;             /* so the next frame goes on; or 0. */
};

G_DEFINE_FINAL_TYPE (LpFindingsList, lp_findings_list, ADW_TYPE_BIN)

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
find_card (LpFindingsList *self,
           LpFinding      *finding)
{
  g_autofree char *key = finding != NULL ? make_key (finding) : NULL;

  return key != NULL ? g_hash_table_lookup (self->cards, key) : NULL;
}

LpFinding *
lp_findings_list_find (LpFindingsList *self,
                       const char     *key)
{
  LpFindingCard *card = g_hash_table_lookup (self->cards, key);

  return card != NULL ? lp_finding_card_get_finding (card) : NULL;
}

void
lp_findings_list_set_current (LpFindingsList *self,
                              LpFinding      *finding)
{
  LpFindingCard *old = find_card (self, self->current);
  LpFindingCard *new = find_card (self, finding);

  if (old != NULL)
    lp_finding_card_set_current (old, FALSE);
  if (new != NULL)
    lp_finding_card_set_current (new, TRUE);
  g_set_object (&self->current, finding);
}

LpFindingCard *
lp_findings_list_find_current (LpFindingsList *self)
{
  return find_card (self, self->current);
}

/* Puts the card of @finding into @group, behind @before. Cards stay what and where they are as far
 * as possible: nobody wants a list to jump while they read it. Returns @before where there is none
 * yet. */
static GtkWidget *
place_card (LpFindingsList *self,
            GHashTable     *old,
            LpFinding      *finding,
            Group           group,
            GtkWidget      *before)
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
fill_group (LpFindingsList *self,
            GHashTable     *old,
            Group           group)
{
  GtkWidget *last = NULL;
  guint n = 0;

  for (guint i = 0; i < lp_lint_result_get_n_findings (self->report); i++)
    {
      LpFinding *finding = lp_lint_result_get_finding (self->report, i);

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
fill (LpFindingsList *self,
      GHashTable     *old)
{
  gboolean is_task = lp_lint_result_get_brief (self->report) != lp_brief_get_production ();
  guint n[N_GROUPS];

  for (Group group = 0; group < N_GROUPS; group++)
    n[group] = fill_group (self, old, group);

  gtk_label_set_label (GTK_LABEL (self->good_news),
                       is_task ? _("Nothing to fix: this is what the task asks for.")
                               : _("Nothing to fix."));
  gtk_widget_set_visible (self->good_news, n[GROUP_FIX] + n[GROUP_MISSING] == 0);
}

static gboolean go_on_cb (GtkWidget     *widget,
                          GdkFrameClock *clock,
                          gpointer       user_data);

/* Makes at most @budget new cards at once, the others frame by frame. */
static void
refill (LpFindingsList *self,
        guint           budget)
{
  g_autoptr (GHashTable) old = g_steal_pointer (&self->cards);

  self->cards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_ptr_array_set_size (self->order, 0);
  self->budget = budget;
  self->is_short = FALSE;

  if (self->report != NULL)
    fill (self, old);

  g_hash_table_foreach (old, remove_card, NULL);
  lp_findings_list_set_current (self, self->current);
  if (self->is_short && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), go_on_cb, NULL, NULL);
}

static gboolean
go_on_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  LpFindingsList *self = LP_FINDINGS_LIST (widget);

  self->tick = 0;
  refill (self, CARDS_PER_FRAME);

  return G_SOURCE_REMOVE;
}

static void
more_clicked_cb (LpFindingsList *self,
                 GtkWidget      *button)
{
  for (Group group = 0; group < N_GROUPS; group++)
    if (self->more[group] == button)
      self->limits[group] += MAX_CARDS;

  refill (self, CARDS_PER_FRAME);
}

static void
make_group (LpFindingsList *self,
            Group           group,
            GtkBox         *page)
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

  gtk_box_append (page, title);
  gtk_box_append (page, GTK_WIDGET (self->boxes[group]));
  gtk_box_append (page, more);
}

static void
lp_findings_list_dispose (GObject *object)
{
  LpFindingsList *self = LP_FINDINGS_LIST (object);

  g_clear_object (&self->report);
  g_clear_object (&self->current);
  g_clear_pointer (&self->cards, g_hash_table_unref);
  g_clear_pointer (&self->order, g_ptr_array_unref);

  G_OBJECT_CLASS (lp_findings_list_parent_class)->dispose (object);
}

static void
lp_findings_list_class_init (LpFindingsListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lp_findings_list_dispose;
}

static void
lp_findings_list_init (LpFindingsList *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->cards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->order = g_ptr_array_new ();
  self->good_news = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->good_news), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->good_news), GTK_JUSTIFY_CENTER);
  gtk_widget_set_css_classes (self->good_news, (const char *[]) { "card", "good-news", NULL });
  gtk_widget_add_css_class (page, "page");

  for (Group group = 0; group < N_GROUPS; group++)
    {
      make_group (self, group, GTK_BOX (page));
      if (group == GROUP_NAME)
        gtk_box_append (GTK_BOX (page), self->good_news);
    }
  adw_bin_set_child (ADW_BIN (self), page);
}

void
lp_findings_list_set_report (LpFindingsList *self,
                             LpLintResult   *report)
{
  g_return_if_fail (LP_IS_FINDINGS_LIST (self));

  g_set_object (&self->report, report);
  refill (self, CARDS_PER_FRAME);
}

void
lp_findings_list_clear (LpFindingsList *self)
{
  lp_findings_list_set_current (self, NULL);
  for (Group group = 0; group < N_GROUPS; group++)
    self->limits[group] = MAX_CARDS;
  lp_findings_list_set_report (self, NULL);
}

LpFindingCard *
lp_findings_list_get_card (LpFindingsList *self,
                           LpFinding      *finding)
{
  Group group = find_group (finding);
  guint n = 0;

  for (guint i = 0; lp_lint_result_get_finding (self->report, i) != finding; i++)
    n += find_group (lp_lint_result_get_finding (self->report, i)) == group;
  self->limits[group] = MAX (self->limits[group], n + 1);
  if (find_card (self, finding) == NULL)
    refill (self, G_MAXUINT);

  return find_card (self, finding);
}

LpFindingCard *
lp_findings_list_find_next (LpFindingsList *self,
                            int             step)
{
  LpFindingCard *current;
  guint place;
  int next;

  if (self->is_short)
    refill (self, G_MAXUINT);
  if (self->order->len == 0)
    return NULL;

  current = lp_findings_list_find_current (self);
  if (current != NULL && g_ptr_array_find (self->order, current, &place))
    next = ((int) place + step + (int) self->order->len) % (int) self->order->len;
  else
    next = step > 0 ? 0 : self->order->len - 1;

  return self->order->pdata[next];
}
