/* SPDX-License-Identifier: MIT */
/* catalogue.h: every rule there is, in the order of the report. */

#pragma once

#include "rules/rule.h"

G_BEGIN_DECLS

const LpRule *const *lp_rules_list (guint      *n_rules);
const LpRule        *lp_rules_find (const char *key);

/* The place of @rule in the list. */
guint                lp_rules_get_place (const LpRule *rule);

extern const LpRule lp_rule_component_isolated;

G_END_DECLS
