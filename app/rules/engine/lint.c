/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/lint.h"

#include "rules/engine/catalogue.h"
#include "rules/engine/check.h"
#include "rules/engine/today.h"
#include "rules/engine/waiver.h"

#define MANY_NODES 5000

struct _LpLintResult
{
  GObject        parent_instance;

  GPtrArray     *findings;
  LpBrief       *brief;
  LpGraph       *graph;
  guint          counts[LP_N_SEVERITIES][LP_N_VERDICTS];
  guint          n_waived;
  guint          n_linchpins;
  LpFailures    *failures[LP_N_GOALS];
};

G_DEFINE_FINAL_TYPE (LpLintResult, lp_lint_result, G_TYPE_OBJECT)

static void
free_graph_in_thread (GTask        *task,
                      gpointer      source,
                      gpointer      graph,
                      GCancellable *cancellable)
{
  lp_graph_free (graph);
}

/* With the graph goes the copy of the design that it is of: a window would feel that of a large
 * one. */
static void
free_graph (LpGraph *graph)
{
  g_autoptr (GTask) task = NULL;

  if (graph == NULL || graph->n_nodes < MANY_NODES)
    {
      lp_graph_free (graph);
      return;
    }

  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, free_graph);
  g_task_set_task_data (task, graph, NULL);
  g_task_run_in_thread (task, free_graph_in_thread);
}

static void
lp_lint_result_finalize (GObject *object)
{
  LpLintResult *self = LP_LINT_RESULT (object);

  g_ptr_array_unref (self->findings);
  g_clear_pointer (&self->brief, lp_brief_unref);
  free_graph (self->graph);
  for (guint goal = 0; goal < LP_N_GOALS; goal++)
    lp_failures_free (self->failures[goal]);

  G_OBJECT_CLASS (lp_lint_result_parent_class)->finalize (object);
}

static void
lp_lint_result_class_init (LpLintResultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lp_lint_result_finalize;
}

static void
lp_lint_result_init (LpLintResult *self)
{
  self->findings = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Severity and verdict of what @rule found since @first. */
static void
judge (LpLintResult         *self,
       LpCheck              *check,
       const LpRule         *rule,
       const LpBriefSetting *setting,
       guint                 first)
{
  for (guint i = first; i < self->findings->len; i++)
    {
      LpFinding *finding = self->findings->pdata[i];
      gboolean expected = lp_brief_expects (self->brief, check, finding);

      lp_finding_judge (finding, self->brief, expected ? LP_VERDICT_NAME : rule->verdict);
      if (setting->weighed)
        lp_finding_weigh (finding, setting->severity);
    }
}

static gboolean
run_rules (LpLintResult *self,
           LpCheck      *check,
           GCancellable *cancellable)
{
  guint n_rules;
  const LpRule *const *rules = lp_rules_list (&n_rules);

  for (guint i = 0; i < n_rules; i++)
    {
      const LpBriefSetting *setting = &self->brief->settings[i];
      guint first = self->findings->len;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;

      if (setting->off)
        continue;

      rules[i]->check (rules[i], check);
      judge (self, check, rules[i], setting, first);
    }

  return TRUE;
}

/* Errors first; equal ones stay in the order in which they were found. */
static void
sort_findings (LpLintResult *self)
{
  GPtrArray *sorted = g_ptr_array_new_full (self->findings->len, g_object_unref);

  for (int severity = LP_N_SEVERITIES - 1; severity >= 0; severity--)
    for (guint i = 0; i < self->findings->len; i++)
      if ((int) lp_finding_get_severity (self->findings->pdata[i]) == severity)
        g_ptr_array_add (sorted, self->findings->pdata[i]);

  /* The new list has the references now. */
  g_ptr_array_set_free_func (self->findings, NULL);
  g_ptr_array_unref (self->findings);
  self->findings = sorted;
}

static void
count (LpLintResult *self)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      LpFinding *finding = self->findings->pdata[i];

      self->n_linchpins += lp_finding_is_linchpin (finding);
      if (lp_finding_is_waived (finding))
        self->n_waived++;
      else
        self->counts[lp_finding_get_severity (finding)][lp_finding_get_verdict (finding)]++;
    }
}

static void
apply_waivers (LpLintResult *self)
{
  g_autofree char *today = lp_today_dup ();

  lp_waiver_apply (self->graph, self->findings, today);
}

LpLintResult *
lp_lint (LpDesign     *design,
         LpBrief      *brief,
         GCancellable *cancellable)
{
  g_autoptr (LpLintResult) self = NULL;
  g_autoptr (LpCheck) check = NULL;

  g_return_val_if_fail (LP_IS_DESIGN (design), NULL);

  self = g_object_new (LP_TYPE_LINT_RESULT, NULL);
  self->brief = lp_brief_ref (brief != NULL ? brief : lp_brief_get_production ());
  self->graph = lp_graph_new (design);
  check = lp_check_new (self->graph, self->brief, self->findings);

  if (!run_rules (self, check, cancellable))
    return NULL;

  if (self->graph->n_remarks > 0)
    apply_waivers (self);
  sort_findings (self);
  count (self);
  for (guint goal = 0; goal < LP_N_GOALS; goal++)
    self->failures[goal] = lp_check_steal_failures (check, goal);

  return g_steal_pointer (&self);
}

guint
lp_lint_result_get_n_findings (LpLintResult *self)
{
  g_return_val_if_fail (LP_IS_LINT_RESULT (self), 0);

  return self->findings->len;
}

LpFinding *
lp_lint_result_get_finding (LpLintResult *self,
                            guint         i)
{
  g_return_val_if_fail (LP_IS_LINT_RESULT (self), NULL);
  g_return_val_if_fail (i < self->findings->len, NULL);

  return self->findings->pdata[i];
}

guint
lp_lint_result_count (LpLintResult *self,
                      LpSeverity    severity,
                      LpVerdict     verdict)
{
  g_return_val_if_fail (LP_IS_LINT_RESULT (self), 0);
  g_return_val_if_fail (severity < LP_N_SEVERITIES && verdict < LP_N_VERDICTS, 0);

  return self->counts[severity][verdict];
}

guint
lp_lint_result_get_n_waived (LpLintResult *self)
{
  g_return_val_if_fail (LP_IS_LINT_RESULT (self), 0);

  return self->n_waived;
}

guint
lp_lint_result_get_n_linchpins (LpLintResult *self)
{
  g_return_val_if_fail (LP_IS_LINT_RESULT (self), 0);

  return self->n_linchpins;
}

LpBrief *
lp_lint_result_get_brief (LpLintResult *self)
{
  g_return_val_if_fail (LP_IS_LINT_RESULT (self), NULL);

  return self->brief;
}

const LpGraph *
lp_lint_result_get_graph (LpLintResult *self)
{
  g_return_val_if_fail (LP_IS_LINT_RESULT (self), NULL);

  return self->graph;
}

const LpFailures *
lp_lint_result_get_failures (LpLintResult *self,
                             LpGoal        goal)
{
  g_return_val_if_fail (LP_IS_LINT_RESULT (self), NULL);
  g_return_val_if_fail (goal < LP_N_GOALS, NULL);

  return self->failures[goal];
}
