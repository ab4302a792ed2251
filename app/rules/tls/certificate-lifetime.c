/* SPDX-License-Identifier: MIT */
/* certificate-lifetime: how long public certificates may be valid (CA/Browser Forum, Baseline
 * Requirements, section 6.3.2; ballots 193, SC31 and SC-081v3). */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/engine/rule.h"
#include "rules/engine/today.h"
#include "rules/tls/endpoints.h"

/* Of what is issued from this day on. */
static const struct
{
  const char *from;
  int         days;
} limits[] = {
  { "2018-03-01", 825 }, { "2020-09-01", 398 }, { "2026-03-15", 200 },
  { "2027-03-15", 100 }, { "2029-03-15", 47 },
};

/* The limit that holds today, or -1. */
static int
find_limit (void)
{
  g_autofree char *today = lp_today_dup ();
  int limit = -1;

  for (guint i = 0; i < G_N_ELEMENTS (limits) && strcmp (limits[i].from, today) <= 0; i++)
    limit = i;

  return limit;
}

enum
{
  FOR_VISITORS = 1 << 0,
  FOR_OTHERS = 1 << 1,
};

/* By node: who is shown the certificate. */
static guint8 *
mark_shown (LpCheck *check)
{
  const LpEndpoints *endpoints = lp_endpoints_get (check);
  guint8 *shown = g_new0 (guint8, check->graph->n_nodes + 1);

  for (guint i = 0; i < check->graph->n_nodes; i++)
    {
      const guint8 marks = endpoints->marks[i];
      g_autoptr (GArray) certificates = NULL;

      if ((marks & (LP_ENDPOINT_TLS | LP_ENDPOINT_SECURE)) == 0 ||
          !lp_endpoints_is_one (endpoints, i) || lp_endpoints_passes_tls (endpoints, i))
        continue;

      certificates = lp_endpoints_list_certificates (endpoints, i);
      for (guint k = 0; k < certificates->len; k++)
        shown[g_array_index (certificates, int, k)] |=
            (marks & LP_ENDPOINT_TLS) != 0 ? FOR_VISITORS : FOR_OTHERS;
    }

  return shown;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *certificates = &check->kinds[LP_KIND_CERTIFICATE];
  const int limit = find_limit ();
  g_autofree guint8 *shown = NULL;

  if (certificates->n == 0 || limit < 0)
    return;

  shown = mark_shown (check);
  for (guint i = 0; i < certificates->n; i++)
    {
      LpElement *certificate = check->graph->nodes[certificates->nodes[i]].element;
      const int days = lp_element_get_integer (certificate, LP_ATTRIBUTE_DAYS);

      /* What browsers never see may come from an authority of one’s own. */
      if (days > limits[limit].days && shown[certificates->nodes[i]] != FOR_OTHERS)
        lp_check_report (check, rule, LP_ELEMENTS (certificate), NULL,
                         _("“%s” is to be valid for %d days. Public certificates that are issued "
                           "since %s may be for %d at most."),
                         lp_check_name (check, certificate), days, limits[limit].from,
                         limits[limit].days);
    }
}

const LpRule lp_rule_certificate_lifetime = {
  .key = "certificate-lifetime",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Certificate valid for too long"),
  .why = N_("A key that was stolen is good until its certificate ends, so browsers and "
            "certificate authorities have agreed on limits (CA/Browser Forum): 825 days if "
            "issued from March 2018 on, 398 from September 2020, 200 from 15 March 2026, 100 "
            "from 15 March 2027, 47 from 15 March 2029. Authorities that browsers trust issue "
            "nothing longer. A certificate that is longer all the same comes from one that they "
            "do not trust, or that soon loses their trust."),
  .advice = N_("Let certificates be renewed automatically (ACME), every few weeks; then their "
               "length does not matter to you."),
  .check = check_design,
};
