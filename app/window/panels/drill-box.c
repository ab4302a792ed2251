/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/drill-box.h"

#include <glib/gi18n.h>

#include "document/drill-session.h"
#include "model/box.h"
#include "report/closed.h"

/* How long each failure is seen when all are played, in milliseconds. */
#define PLAY_INTERVAL 1400

/* So many closed ways are told. */
#define MAX_CLOSED 2

struct _LpDrillBox
{
  AdwBin          parent_instance;

  LpLintResult   *report;       /* NULL as long as the design has not been checked. */
  LpDrillSession *session;      /* NULL when there is no drill. */
  GHashTable     *marks;
  guint           playing;      /* The source that lets the next one fail, or 0. */
  int             played;       /* The node that fails now. */

  GtkWidget      *start;
  GtkWidget      *running;
  GtkButton      *play;
  GtkLabel       *reading;
  GtkLabel       *writing;
  GtkLabel       *story;
};

G_DEFINE_FINAL_TYPE (LpDrillBox, lp_drill_box, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* “HAProxy, server-2”: what has failed; NULL where nothing has. */
static char *
dup_failed (LpDrillBox *self)
{
  const LpGraph *graph = lp_drill_session_get_graph (self->session);
  const char *const *failed = lp_drill_session_list (self->session);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; failed[i] != NULL; i++)
    {
      int node = lp_graph_find (graph, failed[i]);
      g_autofree char *name = node >= 0 ? lp_box_dup_full_name (graph->nodes[node].element)
                                       : NULL;

      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? _(", ") : "", name);
    }

  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

/* Where a request stops, and which ways on are closed whatever has failed. */
static char *
tell_stop (LpDrillBox *self,
           int         stop)
{
  const LpGraph *graph = lp_drill_session_get_graph (self->session);
  g_autofree char *name = lp_box_dup_full_name (graph->nodes[stop].element);
  g_autofree char *sentence = g_strdup_printf (_("The request stops at “%s”."), name);
  g_autofree char *closed = lp_report_dup_closed_from (graph, stop, MAX_CLOSED);

  if (closed == NULL)
    return g_steal_pointer (&sentence);

  return g_strconcat (sentence, "\n", closed, NULL);
}

/* Of the goal that is worse off. */
static char *
tell_state (LpDrillBox *self)
{
  const LpDrill *read = lp_drill_session_get_drill (self->session, LP_GOAL_READ);
  const LpDrill *write = lp_drill_session_get_drill (self->session, LP_GOAL_WRITE);
  const LpDrill *worse = read->state <= write->state ? read : write;

  if (worse->stop >= 0)
    return tell_stop (self, worse->stop);

  switch (worse->state)
    {
    case LP_GOAL_UNKNOWN:
      return g_strdup (_("No visitor asks for anything."));

    case LP_GOAL_DOWN:
      return g_strdup (_("A visitor gets nothing."));

    case LP_GOAL_PART:
      return g_strdup (_("Some requests are answered, others go to what cannot answer them."));

    case LP_GOAL_UP:
      break;
    }

  return NULL;
}

/* “Down: HAProxy, server-2. The request stops at “server-1”.” */
static char *
tell_story (LpDrillBox *self)
{
  const char *hint = _("Click a part of the drawing to take it down, and again to bring it up.");
  g_autofree char *failed = dup_failed (self);
  g_autofree char *state = tell_state (self);

  if (failed == NULL)
    return g_strdup_printf ("%s %s", state != NULL ? state : _("Everything works."), hint);
  if (state == NULL)
    return g_strdup_printf (_("Down: %s. Something else takes its place."), failed);

  /* Translators: what has failed, and a sentence. */
  return g_strdup_printf (_("Down: %s. %s"), failed, state);
}

static void
show_state (GtkLabel          *label,
            LpGoalState        state,
            const char *const *words)
{
  static const struct
  {
    const char *sign;
    const char *css_class;
  } looks[] = {
    [LP_GOAL_UNKNOWN] = { "?", "dim-label" },
    [LP_GOAL_DOWN] = { "✗", "error" },
    [LP_GOAL_PART] = { "◐", "warning" },
    [LP_GOAL_UP] = { "✓", "success" },
  };
  const char *classes[] = { "heading", looks[state].css_class, NULL };
  g_autofree char *text = g_strdup_printf ("%s %s", looks[state].sign, _(words[state]));

  gtk_label_set_label (label, text);
  gtk_widget_set_css_classes (GTK_WIDGET (label), classes);
}

static void
drilled_cb (LpDrillBox *self)
{
  static const char *const reading[] = {
    [LP_GOAL_UNKNOWN] = N_("Nobody asks for a page"),
    [LP_GOAL_DOWN] = N_("No page can be shown"),
    [LP_GOAL_PART] = N_("Some pages are shown, others fail"),
    [LP_GOAL_UP] = N_("Pages are shown"),
  };
  static const char *const writing[] = {
    [LP_GOAL_UNKNOWN] = N_("Nobody changes anything"),
    [LP_GOAL_DOWN] = N_("No change can be stored"),
    [LP_GOAL_PART] = N_("Some changes are stored, others fail"),
    [LP_GOAL_UP] = N_("Changes are stored"),
  };
  g_autofree char *story = tell_story (self);

  show_state (self->reading, lp_drill_session_get_drill (self->session, LP_GOAL_READ)->state,
              reading);
  show_state (self->writing, lp_drill_session_get_drill (self->session, LP_GOAL_WRITE)->state,
              writing);
  gtk_label_set_label (self->story, story);

  g_clear_pointer (&self->marks, g_hash_table_unref);
  self->marks = lp_drill_session_make_marks (self->session);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
stop_playing (LpDrillBox *self)
{
  g_clear_handle_id (&self->playing, g_source_remove);
  gtk_button_set_label (self->play, _("_Play All"));
}

static int
find_next_event (LpDrillBox *self,
                 int         node)
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
  LpDrillBox *self = user_data;
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
  LpDrillBox *self = LP_DRILL_BOX (widget);

  if (self->report == NULL || self->session != NULL)
    return;

  self->session = lp_drill_session_new (self->report);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (drilled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->start, FALSE);
  gtk_widget_set_visible (self->running, TRUE);
  drilled_cb (self);
}

static void
play_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LpDrillBox *self = LP_DRILL_BOX (widget);

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
  LpDrillBox *self = LP_DRILL_BOX (widget);

  stop_playing (self);
  if (self->session != NULL)
    lp_drill_session_fail_only (self->session, NULL);
}

static void
end_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  lp_drill_box_end (LP_DRILL_BOX (widget));
}

static void
lp_drill_box_dispose (GObject *object)
{
  LpDrillBox *self = LP_DRILL_BOX (object);

  g_clear_handle_id (&self->playing, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->report);

  G_OBJECT_CLASS (lp_drill_box_parent_class)->dispose (object);
}

static void
lp_drill_box_finalize (GObject *object)
{
  g_clear_pointer (&LP_DRILL_BOX (object)->marks, g_hash_table_unref);

  G_OBJECT_CLASS (lp_drill_box_parent_class)->finalize (object);
}

static void
lp_drill_box_class_init (LpDrillBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lp_drill_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = lp_drill_box_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "drill.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "drill.play", NULL, play_action);
  gtk_widget_class_install_action (widget_class, "drill.all-up", NULL, all_up_action);
  gtk_widget_class_install_action (widget_class, "drill.end", NULL, end_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/dev/linchpin/Linchpin/drill-box.ui");
  gtk_widget_class_bind_template_child (widget_class, LpDrillBox, start);
  gtk_widget_class_bind_template_child (widget_class, LpDrillBox, running);
  gtk_widget_class_bind_template_child (widget_class, LpDrillBox, play);
  gtk_widget_class_bind_template_child (widget_class, LpDrillBox, reading);
  gtk_widget_class_bind_template_child (widget_class, LpDrillBox, writing);
  gtk_widget_class_bind_template_child (widget_class, LpDrillBox, story);
}

static void
lp_drill_box_init (LpDrillBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lp_drill_box_set_report (LpDrillBox   *self,
                         LpLintResult *report)
{
  g_return_if_fail (LP_IS_DRILL_BOX (self));

  g_set_object (&self->report, report);
  if (self->session != NULL && report != NULL)
    lp_drill_session_set_report (self->session, report);
}

GHashTable *
lp_drill_box_find_marks (LpDrillBox *self)
{
  g_return_val_if_fail (LP_IS_DRILL_BOX (self), NULL);

  return self->marks;
}

void
lp_drill_box_toggle (LpDrillBox *self,
                     const char *id)
{
  g_return_if_fail (LP_IS_DRILL_BOX (self));

  if (self->session == NULL)
    return;

  stop_playing (self);
  lp_drill_session_toggle (self->session, id);
}

void
lp_drill_box_end (LpDrillBox *self)
{
  g_return_if_fail (LP_IS_DRILL_BOX (self));

  if (self->session == NULL)
    return;

  stop_playing (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->marks, g_hash_table_unref);
  gtk_widget_set_visible (self->start, TRUE);
  gtk_widget_set_visible (self->running, FALSE);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
