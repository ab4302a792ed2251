/* SPDX-License-Identifier: MIT */
/* catalogue.h: the rules told to people and programs. */

#pragma once

#include "rules/engine/rule.h"

G_BEGIN_DECLS

/* @only one rule, explained, or all of them where it is NULL. */
void lp_report_rules_to_text     (const LpRule *only,
                                  GString      *text);
void lp_report_rules_to_markdown (const LpRule *only,
                                  GString      *text);
void lp_report_rules_to_json     (const LpRule *only,
                                  GString      *text);

G_END_DECLS
