/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/failure-panel.h"

#include <glib/gi18n.h>
#include <math.h>

#include "model/box.h"
#include "report/closed.h"
#include "window/panels/drill-box.h"
#include "window/panels/failure-rows.h"

#define MAX_GAINS 5
#define MAX_FATAL 50
#define MAX_CLOSED 2
#define NOTHING 1e-7            /* Of a year: some seconds. */

struct _LpFailurePanel
{
  AdwBin               parent_instance;

  LpDocument          *document;
  GSignalGroup        *document_signals;
  GCancellable        *running;
  LpOutlook           *outlook;         /* NULL until there is one. */
  double               before[LP_N_GOALS];  /* The availability before the last step, or below 0. */

  GtkStack            *stack;
  AdwActionRow        *read_row;
  AdwActionRow        *write_row;
  GtkLabel            *read_share;
  GtkLabel            *write_share;
  LpDrillBox          *drill;
  AdwPreferencesGroup *improve;
  AdwPreferencesGroup *fatal;
  GPtrArray           *rows;            /* What was put into the two groups. */
};

G_DEFINE_FINAL_TYPE (LpFailurePanel, lp_failure_panel, LP_TYPE_PANEL)

enum
{
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

static const char *
get_title (LpGoal      goal,
           LpGoalState state)
{
  static const char *const titles[LP_N_GOALS][4] = {
    [LP_GOAL_READ] = {
      [LP_GOAL_UNKNOWN] = N_("Reading: not known"),
      [LP_GOAL_DOWN] = N_("Reading does not work"),
      [LP_GOAL_PART] = N_("Reading works in part"),
      [LP_GOAL_UP] = N_("Reading works"),
    },
    [LP_GOAL_WRITE] = {
      [LP_GOAL_UNKNOWN] = N_("Writing: not known"),
      [LP_GOAL_DOWN] = N_("Writing does not work"),
      [LP_GOAL_PART] = N_("Writing works in part"),
      [LP_GOAL_UP] = N_("Writing works"),
    },
  };

  return _(titles[goal][state]);
}

static void
add_line (GString *text,
          char    *line)
{
  g_autofree char *own = line;

  if (own != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", own);
}

/* Of a goal that is down although nothing has failed: where the way ends, and what is closed
 * there. */
static void
add_stop (GString          *text,
          const LpGraph    *graph,
          const LpFailures *failures)
{
  g_autofree char *name = NULL;

  add_line (text, g_strdup (_("Not even while nothing has failed.")));
  if (failures->n_stops == 0)
    return;

  name = lp_box_dup_full_name (graph->nodes[failures->stops[0]].element);
  add_line (text, g_strdup_printf (_("A request gets as far as “%s”."), name));
  add_line (text, lp_report_dup_closed_from (graph, failures->stops[0], MAX_CLOSED));
}

/* How often it is not down, and how often it is up where that is not the same. */
static void
add_availabilities (LpFailurePanel *self,
                    GString        *text,
                    LpGoal          goal)
{
  const double some = lp_availability_get_value (
    lp_outlook_get_availability (self->outlook, goal, LP_EXTENT_SOME));
  const double full = lp_availability_get_value (
    lp_outlook_get_availability (self->outlook, goal, LP_EXTENT_FULL));
  g_autofree char *share = lp_failure_rows_format_share (full);
  g_autofree char *hours = lp_failure_rows_format_hours (lp_availability_to_hours_down (some));
  g_autofree char *all_hours = lp_failure_rows_format_hours (lp_availability_to_hours_down (full));
  const gboolean exact = lp_availability_is_exact (
    lp_outlook_get_availability (self->outlook, goal, LP_EXTENT_SOME));

  add_line (text, g_strdup_printf (exact ? _("%s down a year") : _("about %s down a year"),
                                   hours));
  if (some - full > NOTHING)
    /* Translators: “99.35 % with every request answered, 57 h a year down or in part”. */
    add_line (text, g_strdup_printf (_("%s with every request answered, %s a year down or in "
                                       "part"), share, all_hours));
  add_line (text, describe_change (self->before[goal], some));
}

static char *
describe_goal (LpFailurePanel   *self,
               LpGoal            goal,
               const LpFailures *failures)
{
  GString *text = g_string_new (NULL);

  if (failures->state == LP_GOAL_UNKNOWN)
    add_line (text, g_strdup (_("No visitor asks for anything.")));
  if (failures->state == LP_GOAL_DOWN)
    add_stop (text, lp_outlook_get_graph (self->outlook), failures);
  if (failures->state == LP_GOAL_PART)
    add_line (text, g_strdup (_("Some requests fail even while nothing has failed.")));
  if (failures->holds)
    add_availabilities (self, text, goal);

  return g_string_free (text, FALSE);
}

static void
show_goal (LpFailurePanel *self,
           LpGoal          goal,
           AdwActionRow   *row,
           GtkLabel       *label)
{
  const LpFailures *failures = lp_outlook_get_failures (self->outlook, goal);
  double value = lp_availability_get_value (
    lp_outlook_get_availability (self->outlook, goal, LP_EXTENT_SOME));
  g_autofree char *share = lp_failure_rows_format_share (value);
  g_autofree char *words = describe_goal (self, goal, failures);
  g_autofree char *markup = g_markup_escape_text (words, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_title (goal, failures->state));
  adw_action_row_set_subtitle (row, markup);
  gtk_label_set_label (label, failures->holds ? share : "");
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
  show_goal (self, LP_GOAL_READ, self->read_row, self->read_share);
  show_goal (self, LP_GOAL_WRITE, self->write_row, self->write_share);
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
  g_autoptr (LpOutlook) outlook = lp_failure_job_run_finish (result, NULL);

  if (outlook == NULL || self->document == NULL)
    return;

  g_set_object (&self->outlook, outlook);
  show_outlook (self);
  gtk_stack_set_visible_child_name (self->stack,
                                    lp_outlook_get_graph (outlook)->n_nodes > 0 ? "list" : "empty");
}

static LpLintResult *
find_report (LpFailurePanel *self)
{
  LpFindings *checks = self->document != NULL ? lp_document_find_checks (self->document) : NULL;

  return checks != NULL ? lp_findings_get_report (checks) : NULL;
}

static void
checked_cb (LpFailurePanel *self)
{
  LpLintResult *report = find_report (self);

  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  lp_drill_box_set_report (self->drill, report);
  if (report == NULL)
    return;

  self->running = g_cancellable_new ();
  lp_failure_job_run_async (report, self->running, outlook_cb, g_object_ref (self));
}

static void
show_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);

  lp_panel_show_elements (LP_PANEL (widget), ids);
}

static void
drill_changed_cb (LpFailurePanel *self)
{
  g_signal_emit (self, signals[SIGNAL_DRILL_CHANGED], 0);
}

static void
lp_failure_panel_dispose (GObject *object)
{
  LpFailurePanel *self = LP_FAILURE_PANEL (object);

  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->document);
  g_clear_object (&self->outlook);

  G_OBJECT_CLASS (lp_failure_panel_parent_class)->dispose (object);
}

static void
lp_failure_panel_finalize (GObject *object)
{
  LpFailurePanel *self = LP_FAILURE_PANEL (object);

  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (lp_failure_panel_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, stack);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, read_row);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, write_row);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, read_share);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, write_share);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, drill);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, improve);
  gtk_widget_class_bind_template_child (widget_class, LpFailurePanel, fatal);
}

static void
lp_failure_panel_set_document (LpPanel    *panel,
                               LpDocument *document)
{
  LpFailurePanel *self = LP_FAILURE_PANEL (panel);

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

static void
lp_failure_panel_class_init (LpFailurePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (LP_TYPE_DRILL_BOX);
  G_OBJECT_CLASS (klass)->dispose = lp_failure_panel_dispose;
  LP_PANEL_CLASS (klass)->set_document = lp_failure_panel_set_document;
  G_OBJECT_CLASS (klass)->finalize = lp_failure_panel_finalize;

  signals[SIGNAL_DRILL_CHANGED] = g_signal_new ("drill-changed", G_TYPE_FROM_CLASS (klass),
                                                G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "failure.show", "as", show_action);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/linchpin/Linchpin/failure-panel.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, drill_changed_cb);
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

GHashTable *
lp_failure_panel_find_marks (LpFailurePanel *self)
{
  g_return_val_if_fail (LP_IS_FAILURE_PANEL (self), NULL);

  return lp_drill_box_find_marks (self->drill);
}

void
lp_failure_panel_toggle (LpFailurePanel *self,
                         const char     *id)
{
  g_return_if_fail (LP_IS_FAILURE_PANEL (self));

  lp_drill_box_toggle (self->drill, id);
}

void
lp_failure_panel_end_drill (LpFailurePanel *self)
{
  g_return_if_fail (LP_IS_FAILURE_PANEL (self));

  lp_drill_box_end (self->drill);
}
