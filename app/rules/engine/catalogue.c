/* SPDX-License-Identifier: MIT */
/* catalogue.c: makes tables of the list in rules.h. */
#include "config.h"

#include "rules/engine/catalogue.h"

#include <glib/gi18n-lib.h>

#define LP_RULE(family, name) extern const LpRule lp_rule_##name;
#include "rules/engine/rules.h"
#undef LP_RULE

static const LpRule *const rules[] = {
#define LP_RULE(family, name) &lp_rule_##name,
#include "rules/engine/rules.h"
#undef LP_RULE
};

static const char *const families[G_N_ELEMENTS (rules)] = {
#define LP_RULE(family, name) #family,
#include "rules/engine/rules.h"
#undef LP_RULE
};

static const struct
{
  const char *key;
  const char *title;
} titles[] = {
  { "structure", N_("Drawing and structure") },
  { "path", N_("Request path") },
  { "dns", N_("DNS and addresses") },
  { "availability", N_("Single points and availability") },
  { "balancing", N_("Load balancing") },
  { "database", N_("Database") },
  { "tls", N_("TLS") },
  { "firewall", N_("Firewalls") },
  { "ports", N_("Ports") },
  { "monitoring", N_("Monitoring") },
  { "sizing", N_("Sizing and tiers") },
  { "exercise", N_("Exercise and hand-in") },
};

const LpRule *const *
lp_rules_list (guint *n_rules)
{
  *n_rules = G_N_ELEMENTS (rules);

  return rules;
}

const LpRule *
lp_rules_find (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i]->key, key))
      return rules[i];

  return NULL;
}

guint
lp_rules_get_place (const LpRule *rule)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (rules) && rules[i] != rule; i++)
    ;

  return i;
}

const char *
lp_rules_get_family (const LpRule *rule)
{
  guint place = lp_rules_get_place (rule);

  g_return_val_if_fail (place < G_N_ELEMENTS (rules), "");

  return families[place];
}

const char *
lp_rules_get_family_title (const LpRule *rule)
{
  const char *key = lp_rules_get_family (rule);

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].key, key))
      return _(titles[i].title);

  return key;
}
