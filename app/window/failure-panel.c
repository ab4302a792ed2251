/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/failure-panel.h"

#include <glib/gi18n.h>
#include <math.h>

#include "window/drill-session.h"
#include "window/failure-rows.h"

/* How long each failure is seen when all are played, in milliseconds. */
#define PLAY_INTERVAL 1400

#define MAX_GAINS 5
#define MAX_FATAL 50

struct _LpFailurePanel
{
  AdwBin               parent_instance;

  LpDocument          *document;
  GSignalGroup        *document_signals;
  GCancellable        *running;
  LpOutlook           *outlook;         /* NULL until there is one. */
  double               before[LP_N_GOALS];  /* The availability before the last step, or below 0. */

  LpDrillSession      *session;         /* NULL when there is no drill. */
  GHashTable          *marks;
  guint                playing;         /* The source that lets the next one fail, or 0. */
  int                  played;          /* The node that fails now. */

  GtkStack            *stack;
  AdwActionRow        *read_row;
  AdwActionRow        *write_row;
  GtkLabel            *read_hours;
  GtkLabel            *write_hours;
  GtkWidget           *start;
  GtkWidget           *drill;
  GtkButton           *play;
  GtkLabel            *reading;
  GtkLabel            *writing;
  GtkLabel            *story;
  AdwPreferencesGroup *improve;
  AdwPreferencesGroup *fatal;
  GPtrArray           *rows;            /* What was put into the two groups. */
};

G_DEFINE_FINAL_TYPE (LpFailurePanel, lp_failure_panel, ADW_TYPE_BIN)

enum
{
  SIGNAL_SHOW_ELEMENTS,
  SIGNAL_DRILL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* “3 h a year less than before”; NULL where the last step changed nothing worth mentioning. */
static char *
describe_change (double before,
                 double now)
{
  double hours = lp_availability_to_hours_down (now) - lp_availability_to_hours_down (before);
  g_autofree char *words = lp_failure_rows_format_hours (fabs (hours));

  if (before < 0 || fabs (hours) < 1.0 / 60)
    return NULL;

  return hours < 0 ? g_strdup_printf (_("▼ %s less than before the last step"), words)
                   : g_strdup_printf (_("▲ %s more than before the last step"), words);
}

static void
show_goal (LpFailurePanel *self,
           LpGoal          goal,
           AdwActionRow   *row,
           GtkLabel       *label)
{
  const LpFailures *failures = lp_outlook_get_failures (self->outlook, goal);
  const LpAvailability *availability = lp_outlook_get_availability (self->outlook, goal);
  double value = lp_availability_get_value (availability);
  g_autofree char *share = lp_failure_rows_format_share (value);
  g_autofree char *hours = lp_failure_rows_format_hours (lp_availability_to_hours_down (value));
  g_autofree char *title = NULL;
  g_autofree char *down = NULL;
  g_autofree char *change = describe_change (self->before[goal], value);

  if (!failures->holds)
    {
      title = g_strdup (goal == LP_GOAL_READ ? _("Reading does not work")
                                             : _("Writing does not work"));
      g_free (change);
      change = g_strdup (_("Not even while nothing has failed."));
    }
  else
    {
      title = g_strdup_printf (goal == LP_GOAL_READ ? _("Reading %s") : _("Writing %s"), share);
      down = lp_availability_is_exact (availability)
             ? g_strdup_printf (_("%s down a year"), hours)
             : g_strdup_printf (_("about %s down a year"), hours);
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, change != NULL ? change : "");
  gtk_label_set_label (label, down != NULL ? down : "");
  self->before[goal] = failures->holds ? value : -1;
}

static void
clear_rows (LpFailurePanel *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

/* Takes @rows over. */
static void
add_rows (LpFailurePanel      *self,
          AdwPreferencesGroup *group,
          GPtrArray           *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      adw_preferences_group_add (group, rows->pdata[i]);
      g_ptr_array_add (self->rows, rows->pdata[i]);
    }

  gtk_widget_set_visible (GTK_WIDGET (group), rows->len > 0);
  g_ptr_array_unref (rows);
}

static void
show_outlook (LpFailurePanel *self)
{
  show_goal (self, LP_GOAL_READ, self->read_row, self->read_hours);
  show_goal (self, LP_GOAL_WRITE, self->write_row, self->write_hours);
  clear_rows (self);
  add_rows (self, self->improve, lp_failure_rows_list_gains (self->outlook, MAX_GAINS));
  add_rows (self, self->fatal, lp_failure_rows_list_fatal (self->outlook, MAX_FATAL));
}

static void
outlook_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (LpFailurePanel) self = user_data;
  g_autoptr (LpOutlook) outlook = lp_outlook_run_finish (result, NULL);

  if (outlook == NULL || self->document == NULL)
    return;

  g_set_object (&self->outlook, outlook);
  show_outlook (self);
  gtk_stack_set_visible_child_name (self->stack,
                                    lp_outlook_get_graph (outlook)->n_nodes > 0 ? "list" : "empty");
}

static LpReport *
find_report (LpFailurePanel *self)
{
  LpChecks *checks = self->document != NULL ? lp_document_find_checks (self->document) : NULL;

  return checks != NULL ? lp_checks_get_report (checks) : NULL;
}

static void
checked_cb (LpFailurePanel *self)
{
  LpReport *report = find_report (self);

  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  if (report == NULL)
    return;

  self->running = g_cancellable_new ();
  lp_outlook_run_async (report, self->running, outlook_cb, g_object_ref (self));
  if (self->session != NULL)
    lp_drill_session_set_report (self->session, report);
}

/* “HAProxy and server-2 are down. The visitor’s request stops at server-1.” */
static char *
tell_story (LpFailurePanel *self)
{
  const LpGraph *graph = lp_drill_session_get_graph (self->session);
  const LpDrill *read = lp_drill_session_get_drill (self->session, LP_GOAL_READ);
  const LpDrill *write = lp_drill_session_get_drill (self->session, LP_GOAL_WRITE);
  const LpDrill *drill = read->holds ? write : read;
  const char *const *failed = lp_drill_session_list (self->session);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *stop = NULL;

  for (guint i = 0; failed[i] != NULL; i++)
    {
      int node = lp_graph_find (graph, failed[i]);
      g_autofree char *name = node >= 0 ? lp_failure_rows_dup_name (graph, node) : NULL;

      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? _(", ") : "", name);
    }

  if (names->len == 0)
    return g_strdup (_("Everything works. Click a part of the drawing to take it down, and "
                       "again to bring it up."));

  if (drill->stop < 0)
    return g_strdup_printf (_("Down: %s. Something else takes its place."), names->str);

  stop = lp_failure_rows_dup_name (graph, drill->stop);

  return g_strdup_printf (_("Down: %s. The request stops at “%s”."), names->str, stop);
}

static void
show_state (GtkLabel   *label,
            gboolean    holds,
            const char *yes,
            const char *no)
{
  const char *classes[] = { "heading", holds ? "success" : "error", NULL };
  g_autofree char *text = g_strdup_printf ("%s %s", holds ? "✓" : "✗", holds ? yes : no);

  gtk_label_set_label (label, text);
  gtk_widget_set_css_classes (GTK_WIDGET (label), classes);
}

static void
drilled_cb (LpFailurePanel *self)
{
  g_autofree char *story = tell_story (self);

  show_state (self->reading, lp_drill_session_get_drill (self->session, LP_GOAL_READ)->holds,
              _("Pages are shown"), _("No page can be shown"));
  show_state (self->writing, lp_drill_session_get_drill (self->session, LP_GOAL_WRITE)->holds,
              _("Changes are stored"), _("No change can be stored"));
  gtk_label_set_label (self->story, story);

  g_clear_pointer (&self->marks, g_hash_table_unref);
  self->marks = lp_drill_session_make_marks (self->session);
  g_signal_emit (self, signals[SIGNAL_DRILL_CHANGED], 0);
}

static void
stop_playing (LpFailurePanel *self)
{
  g_clear_handle_id (&self->playing, g_source_remove);
  gtk_button_set_label (self->play, _("_Play All"));
}

static int
find_next_event (LpFailurePanel *self,
                 int             node)
{
  const LpGraph *graph = lp_drill_session_get_graph (self->session);

  for (guint i = node + 1; i < graph->n_nodes; i++)
    if (graph->nodes[i].fails)
      return i;

  return -1;
}

static gboolean
play_cb (gpointer user_data)
{
  LpFailurePanel *self = user_data;
  const LpGraph *graph = lp_drill_session_get_graph (self->session);

  self->played = find_next_event (self, self->played);
  lp_drill_session_fail_only (self->session,
                              self->played >= 0 ? graph->nodes[self->played].id : NULL);
  if (self->played >= 0)
    return G_SOURCE_CONTINUE;

  self->playing = 0;
  stop_playing (self);

  return G_SOURCE_REMOVE;
}

static void
start_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  LpFailurePanel *self = LP_FAILURE_PANEL (widget);
  LpReport *report = find_report (self);

  if (report == NULL || self->session != NULL)
    return;

  self->session = lp_drill_session_new (report);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (drilled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->start, FALSE);
  gtk_widget_set_visible (self->drill, TRUE);
  drilled_cb (self);
}

static void
play_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LpFailurePanel *self = LP_FAILURE_PANEL (widget);

  if (self->session == NULL)
    return;

  if (self->playing != 0)
    {
      stop_playing (self);
      return;
    }

  self->played = -1;
  self->playing = g_timeout_add (PLAY_INTERVAL, play_cb, self);
  gtk_button_set_label (self->play, _("_Stop"));
  play_cb (self);
}

static void
all_up_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LpFailurePanel *self = LP_FAILURE_PANEL (widget);

  stop_playing (self);
  if (self->session != NULL)
    lp_drill_session_fail_only (self->session, NULL);
}

static void
end_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  lp_failure_panel_end_drill (LP_FAILURE_PANEL (widget));
}

static void
show_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);

  g_signal_emit (widget, signals[SIGNAL_SHOW_ELEMENTS], 0, ids);
}

static void
lp_failure_panel_dispose (GObject *object)
{
  LpFailurePanel *self = LP_FAILURE_PANEL (object);

  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_handle_id (&self->playing, g_source_remove);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->document);
  g_clear_object (&self->outlook);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lp_failure_panel_parent_class)->dispose (object);
}

static void
lp_failure_panel_finalize (GObject *object)
{
  LpFailurePanel *self = LP_FAILURE_PANEL (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->marks, g_hash_table_unref);

  G_OBJECT_CLASS (lp_failure_panel_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, stack);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, read_row);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, write_row);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, read_hours);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, write_hours);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, start);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, drill);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, play);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, reading);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, writing);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, story);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, improve);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, fatal);
}

static void
lp_failure_panel_class_init (LpFailurePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lp_failure_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = lp_failure_panel_finalize;

  signals[SIGNAL_SHOW_ELEMENTS] = g_signal_new ("show-elements", G_TYPE_FROM_CLASS (klass),
                                                G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                G_TYPE_NONE, 1, G_TYPE_STRV);
  signals[SIGNAL_DRILL_CHANGED] = g_signal_new ("drill-changed", G_TYPE_FROM_CLASS (klass),
                                                G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "failure.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "failure.play", NULL, play_action);
  gtk_widget_class_install_action (widget_class, "failure.all-up", NULL, all_up_action);
  gtk_widget_class_install_action (widget_class, "failure.end", NULL, end_action);
  gtk_widget_class_install_action (widget_class, "failure.show", "as", show_action);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/linchpin/Linchpin/failure-panel.ui");
  bind_children (widget_class);
}

static void
lp_failure_panel_init (LpFailurePanel *self)
{
  self->rows = g_ptr_array_new ();
  self->document_signals = g_signal_group_new (LP_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "notify::checks", G_CALLBACK (checked_cb),
                                  self);

  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lp_failure_panel_set_document (LpFailurePanel *self,
                               LpDocument     *document)
{
  g_return_if_fail (LP_IS_FAILURE_PANEL (self));
  g_return_if_fail (document == NULL || LP_IS_DOCUMENT (document));

  if (self->document == document)
    return;

  lp_failure_panel_end_drill (self);
  g_set_object (&self->document, document);
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    self->before[goal] = -1;
  gtk_stack_set_visible_child_name (self->stack, "empty");
  g_signal_group_set_target (self->document_signals, document);
  checked_cb (self);
}

GHashTable *
lp_failure_panel_find_marks (LpFailurePanel *self)
{
  g_return_val_if_fail (LP_IS_FAILURE_PANEL (self), NULL);

  return self->marks;
}

void
lp_failure_panel_toggle (LpFailurePanel *self,
                         const char     *id)
{
  g_return_if_fail (LP_IS_FAILURE_PANEL (self));

  if (self->session == NULL)
    return;

  stop_playing (self);
  lp_drill_session_toggle (self->session, id);
}

void
lp_failure_panel_end_drill (LpFailurePanel *self)
{
  g_return_if_fail (LP_IS_FAILURE_PANEL (self));

  if (self->session == NULL)
    return;

  stop_playing (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->marks, g_hash_table_unref);
  gtk_widget_set_visible (self->start, TRUE);
  gtk_widget_set_visible (self->drill, FALSE);
  g_signal_emit (self, signals[SIGNAL_DRILL_CHANGED], 0);
}
