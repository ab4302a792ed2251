/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/severity.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *key;
  const char *title;
} severities[LP_N_SEVERITIES] = {
  [LP_SEVERITY_INFO] = { "info", N_("Info") },
  [LP_SEVERITY_WARNING] = { "warning", N_("Warning") },
  [LP_SEVERITY_ERROR] = { "error", N_("Error") },
}, verdicts[LP_N_VERDICTS] = {
  [LP_VERDICT_FIX] = { "fix", N_("To fix") },
  [LP_VERDICT_NAME] = { "name", N_("To name") },
  [LP_VERDICT_MISSING] = { "missing", N_("Missing for the task") },
};

const char *
lp_severity_get_key (LpSeverity severity)
{
  g_return_val_if_fail (severity < LP_N_SEVERITIES, NULL);

  return severities[severity].key;
}

const char *
lp_severity_get_title (LpSeverity severity)
{
  g_return_val_if_fail (severity < LP_N_SEVERITIES, NULL);

  return _(severities[severity].title);
}

const char *
lp_verdict_get_key (LpVerdict verdict)
{
  g_return_val_if_fail (verdict < LP_N_VERDICTS, NULL);

  return verdicts[verdict].key;
}

const char *
lp_verdict_get_title (LpVerdict verdict)
{
  g_return_val_if_fail (verdict < LP_N_VERDICTS, NULL);

  return _(verdicts[verdict].title);
}
