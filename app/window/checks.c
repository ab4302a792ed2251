/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/checks.h"

#include <string.h>

#include "rules/rule.h"

struct _LpChecks
{
  GObject     parent_instance;

  LpReport   *report;
  GHashTable *marks;
  guint       n_pins;
};

G_DEFINE_FINAL_TYPE (LpChecks, lp_checks, G_TYPE_OBJECT)

/* The findings that are pins on the picture. */
static const struct
{
  const char *rule;
  guint       pins;
} pin_rules[] = {
  { "spof-read", LP_PIN_READ },
  { "spof-write", LP_PIN_WRITE },
};

static const LpMarkLevel levels[LP_N_SEVERITIES] = {
  [LP_SEVERITY_INFO] = LP_MARK_INFO,
  [LP_SEVERITY_WARNING] = LP_MARK_WARNING,
  [LP_SEVERITY_ERROR] = LP_MARK_ERROR,
};

static void
lp_checks_finalize (GObject *object)
{
  LpChecks *self = LP_CHECKS (object);

  g_clear_object (&self->report);
  g_clear_pointer (&self->marks, g_hash_table_unref);

  G_OBJECT_CLASS (lp_checks_parent_class)->finalize (object);
}

static void
lp_checks_class_init (LpChecksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lp_checks_finalize;
}

static void
lp_checks_init (LpChecks *self)
{
  self->marks = lp_marks_new ();
}

static guint
find_pins (LpFinding *finding)
{
  for (guint i = 0; i < G_N_ELEMENTS (pin_rules); i++)
    if (g_str_equal (lp_finding_get_rule (finding)->key, pin_rules[i].rule))
      return pin_rules[i].pins;

  return 0;
}

/* An accepted finding is still a fact: its pin stays, its dot goes. */
static void
mark (LpChecks  *self,
      LpFinding *finding)
{
  const char *const *ids = lp_finding_get_elements (finding);
  guint pins = find_pins (finding);

  if (pins != 0)
    self->n_pins++;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      LpMark *place = lp_marks_get (self->marks, ids[i]);

      place->pins |= pins;
      if (pins != 0 || lp_finding_is_waived (finding))
        continue;

      place->n_findings++;
      place->level = MAX (place->level, levels[lp_finding_get_severity (finding)]);
    }
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  g_autoptr (LpChecks) self = g_object_new (LP_TYPE_CHECKS, NULL);

  self->report = lp_lint (task_data, NULL, cancellable);
  if (g_task_return_error_if_cancelled (task))
    return;

  for (guint i = 0; i < lp_report_get_n_findings (self->report); i++)
    mark (self, lp_report_get_finding (self->report, i));

  g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

void
lp_checks_run_async (LpDesign            *design,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (LP_IS_DESIGN (design));

  g_task_set_source_tag (task, lp_checks_run_async);
  g_task_set_task_data (task, lp_design_copy (design), g_object_unref);
  g_task_run_in_thread (task, run_in_thread);
}

LpChecks *
lp_checks_run_finish (GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

LpReport *
lp_checks_get_report (LpChecks *self)
{
  g_return_val_if_fail (LP_IS_CHECKS (self), NULL);

  return self->report;
}

GHashTable *
lp_checks_get_marks (LpChecks *self)
{
  g_return_val_if_fail (LP_IS_CHECKS (self), NULL);

  return self->marks;
}

guint
lp_checks_get_n_pins (LpChecks *self)
{
  g_return_val_if_fail (LP_IS_CHECKS (self), 0);

  return self->n_pins;
}
