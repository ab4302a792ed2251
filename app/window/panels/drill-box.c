/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/drill-box.h"

#include <glib/gi18n.h>

#include "model/box.h"
#include "document/drill-session.h"

/* How long each failure is seen when all are played, in milliseconds. */
#define PLAY_INTERVAL 1400

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

/* “HAProxy and server-2 are down. The visitor’s request stops at server-1.” */
static char *
tell_story (LpDrillBox *self)
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
      g_autofree char *name = node >= 0 ? lp_box_dup_full_name (graph->nodes[node].element)
                                       : NULL;

      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? _(", ") : "", name);
    }

  if (names->len == 0)
    return g_strdup (_("Everything works. Click a part of the drawing to take it down, and "
                       "again to bring it up."));

  if (drill->stop < 0)
    return g_strdup_printf (_("Down: %s. Something else takes its place."), names->str);

  stop = lp_box_dup_full_name (graph->nodes[drill->stop].element);

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
drilled_cb (LpDrillBox *self)
{
  g_autofree char *story = tell_story (self);

  show_state (self->reading, lp_drill_session_get_drill (self->session, LP_GOAL_READ)->holds,
              _("Pages are shown"), _("No page can be shown"));
  show_state (self->writing, lp_drill_session_get_drill (self->session, LP_GOAL_WRITE)->holds,
              _("Changes are stored"), _("No change can be stored"));
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
