/* SPDX-License-Identifier: MIT */
/* version-old: the versions of TLS before 1.2 are broken and switched off in browsers. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/engine/rule.h"

#define OLDEST_GOOD 1.2

/* "1.1", "TLS 1.0", "TLSv1" and "SSLv3" are old. */
static gboolean
is_old (const char *version)
{
  const char *digits = version + strcspn (version, "0123456789");
  g_autofree char *lower = g_ascii_strdown (version, -1);

  if (strstr (lower, "ssl") != NULL)
    return TRUE;

  return *digits != '\0' && g_ascii_strtod (digits, NULL) < OLDEST_GOOD;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *certificates = &check->kinds[LP_KIND_CERTIFICATE];

  for (guint i = 0; i < certificates->n; i++)
    {
      LpElement *certificate = check->graph->nodes[certificates->nodes[i]].element;
      const char *version = lp_element_get_text (certificate, LP_ATTRIBUTE_MINIMUM_VERSION);

      if (is_old (version))
        lp_check_report (check, rule, LP_ELEMENTS (certificate), NULL,
                         _("“%s” lets visitors come with TLS “%s”."),
                         lp_check_name (check, certificate), version);
    }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *certificate = lp_finding_find_element (finding, design, 0);

  if (certificate == NULL)
    return FALSE;

  lp_element_set_text (certificate, LP_ATTRIBUTE_MINIMUM_VERSION, "1.2");

  return TRUE;
}

const LpRule lp_rule_version_old = {
  .key = "version-old",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Old version of TLS"),
  .why = N_("SSL and TLS 1.0 and 1.1 have weaknesses by which others can read what is sent. All "
            "current browsers have switched them off (RFC 8996), so hardly anybody needs them "
            "except attackers."),
  .advice = N_("Accept TLS 1.2 and 1.3 only."),
  .check = check_design,
  .fix = fix,
};
