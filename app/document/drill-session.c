/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/drill-session.h"

#include "report/closed.h"

struct _LpDrillSession
{
  GObject     parent_instance;

  LpLintResult *report;
  GPtrArray    *failed;              /* Ids, ended by NULL. */
  LpDrill      *drills[LP_N_GOALS];
};

G_DEFINE_FINAL_TYPE (LpDrillSession, lp_drill_session, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clear_drills (LpDrillSession *self)
{
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    g_clear_pointer (&self->drills[goal], lp_drill_free);
}

static void
lp_drill_session_finalize (GObject *object)
{
  LpDrillSession *self = LP_DRILL_SESSION (object);

  clear_drills (self);
  g_clear_object (&self->report);
  g_ptr_array_unref (self->failed);

  G_OBJECT_CLASS (lp_drill_session_parent_class)->finalize (object);
}

static void
lp_drill_session_class_init (LpDrillSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lp_drill_session_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lp_drill_session_init (LpDrillSession *self)
{
  self->failed = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->failed, NULL);
}

/* What is gone from the design meanwhile is kept in the list: undo may bring it back. */
static void
update (LpDrillSession *self)
{
  const LpGraph *graph = lp_lint_result_get_graph (self->report);
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i + 1 < self->failed->len; i++)
    {
      int node = lp_graph_find (graph, self->failed->pdata[i]);

      if (node >= 0)
        g_array_append_val (nodes, node);
    }

  clear_drills (self);
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    self->drills[goal] = lp_drill_new (graph, goal, (const int *) nodes->data, nodes->len);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

LpDrillSession *
lp_drill_session_new (LpLintResult *report)
{
  LpDrillSession *self;

  g_return_val_if_fail (LP_IS_LINT_RESULT (report), NULL);

  self = g_object_new (LP_TYPE_DRILL_SESSION, NULL);
  lp_drill_session_set_report (self, report);

  return self;
}

void
lp_drill_session_set_report (LpDrillSession *self,
                             LpLintResult   *report)
{
  g_return_if_fail (LP_IS_DRILL_SESSION (self));
  g_return_if_fail (LP_IS_LINT_RESULT (report));

  if (g_set_object (&self->report, report))
    update (self);
}

static gboolean
find_failed (LpDrillSession *self,
             const char     *id,
             guint          *place)
{
  for (*place = 0; *place + 1 < self->failed->len; (*place)++)
    if (g_str_equal (self->failed->pdata[*place], id))
      return TRUE;

  return FALSE;
}

void
lp_drill_session_toggle (LpDrillSession *self,
                         const char     *id)
{
  guint place;

  g_return_if_fail (LP_IS_DRILL_SESSION (self));
  g_return_if_fail (id != NULL);

  if (find_failed (self, id, &place))
    g_ptr_array_remove_index (self->failed, place);
  else
    g_ptr_array_insert (self->failed, self->failed->len - 1, g_strdup (id));

  update (self);
}

void
lp_drill_session_fail_only (LpDrillSession *self,
                            const char     *id)
{
  g_return_if_fail (LP_IS_DRILL_SESSION (self));

  g_ptr_array_set_size (self->failed, 0);
  if (id != NULL)
    g_ptr_array_add (self->failed, g_strdup (id));
  g_ptr_array_add (self->failed, NULL);

  update (self);
}

const char *const *
lp_drill_session_list (LpDrillSession *self)
{
  g_return_val_if_fail (LP_IS_DRILL_SESSION (self), NULL);

  return (const char *const *) self->failed->pdata;
}

const LpGraph *
lp_drill_session_get_graph (LpDrillSession *self)
{
  g_return_val_if_fail (LP_IS_DRILL_SESSION (self), NULL);

  return lp_lint_result_get_graph (self->report);
}

const LpDrill *
lp_drill_session_get_drill (LpDrillSession *self,
                            LpGoal          goal)
{
  g_return_val_if_fail (LP_IS_DRILL_SESSION (self), NULL);

  return self->drills[goal];
}

LpMarkState
lp_drill_get_mark (LpDrill *const *drills,
                   int             node)
{
  LpState read = drills[LP_GOAL_READ]->states[node];
  LpState write = drills[LP_GOAL_WRITE]->states[node];

  if (read >= LP_STATE_DOWN)
    return LP_MARK_DOWN;
  if (read == LP_STATE_CUT_OFF && write == LP_STATE_CUT_OFF)
    return LP_MARK_CUT_OFF;

  return read == LP_STATE_PART || write == LP_STATE_PART ? LP_MARK_PART : LP_MARK_UP;
}

GHashTable *
lp_drill_session_make_marks (LpDrillSession *self)
{
  GHashTable *marks;
  const LpGraph *graph;

  g_return_val_if_fail (LP_IS_DRILL_SESSION (self), NULL);

  marks = lp_marks_new ();
  graph = lp_drill_session_get_graph (self);
  for (guint i = 0; i < graph->n_nodes; i++)
    if (lp_drill_get_mark (self->drills, i) != LP_MARK_UP)
      lp_marks_get (marks, graph->nodes[i].id)->state = lp_drill_get_mark (self->drills, i);
  lp_report_mark_closed (marks, graph);

  return marks;
}
