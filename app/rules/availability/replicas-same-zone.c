/* SPDX-License-Identifier: MIT */
/* replicas-same-zone: machines in one rack or building have more in common than one thinks. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/availability/places.h"
#include "rules/engine/rule.h"

static const LpKind kinds[] = {
  LP_KIND_LOAD_BALANCER, LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER, LP_KIND_DATABASE,
};

static void
report (const LpRule *rule,
        LpCheck      *check,
        int           zone,
        const guint8 *listed)
{
  g_autoptr (GString) tiers = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (listed[i])
      g_string_append_printf (tiers, "%s%s", tiers->len > 0 ? _(", ") : "",
                              lp_kind_get_title (kinds[i]));

  lp_check_report (check, rule, LP_ELEMENTS (lp_check_get_element (check, zone)), NULL,
                   _("All instances of a tier stand in “%s”: %s."), lp_check_get_name (check, zone),
                   tiers->str);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autofree int *places = lp_places_new (check);
  int zones[G_N_ELEMENTS (kinds)];

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    zones[i] = lp_places_find_common (check, places, kinds[i]);

  /* One finding for a zone, whatever it is that stands in it. */
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      guint8 listed[G_N_ELEMENTS (kinds)] = { 0 };
      int zone = zones[i];

      if (zone < 0)
        continue;

      for (guint k = i; k < G_N_ELEMENTS (kinds); k++)
        if (zones[k] == zone)
          {
            listed[k] = TRUE;
            zones[k] = -1;
          }
      report (rule, check, zone, listed);
    }
}

const LpRule lp_rule_replicas_same_zone = {
  .key = "replicas-same-zone",
  .severity = LP_SEVERITY_INFO,
  .title = N_("All replicas in one place"),
  .why = N_("Servers in one rack share its power and its switch, and those in one building share a "
            "fire and an Internet line. "
            "When the place fails, all of them are gone at once, however many there are."),
  .advice = N_("Move one of each to a second place, or accept it: it costs money and helps only "
               "against rare accidents."),
  .check = check_design,
};
