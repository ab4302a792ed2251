/* SPDX-License-Identifier: MIT */
/* catalogue.h: looks up the rules of rules.h. */

#pragma once

#include "rules/engine/rule.h"

G_BEGIN_DECLS

const LpRule *const *lp_rules_list             (guint *n_rules);
const LpRule        *lp_rules_find             (const char *key);

/* The place of @rule in the list. */
guint                lp_rules_get_place        (const LpRule *rule);

/* What it is about: the folder that it stands in, "structure"; and the same for people. */
const char          *lp_rules_get_family       (const LpRule *rule);
const char          *lp_rules_get_family_title (const LpRule *rule);

G_END_DECLS
