/* SPDX-License-Identifier: MIT */
/* opening.h: which ways of conversations the names of the site lead to, and which ones firewalls
 * and listeners let through. */

#pragma once

#include "analysis/conversation.h"

G_BEGIN_DECLS

/* For lp_conversations_new(): fill in what is said of ways. */
void     lp_opening_find_offered (LpConversations *self);
void     lp_opening_find_closed  (LpConversations *self);

/* Firewalls with their rules, to ask for single packets. */
typedef struct _LpOpenings LpOpenings;

LpOpenings *lp_openings_new      (const LpConversations *conversations) G_GNUC_WARN_UNUSED_RESULT;
void        lp_openings_free     (LpOpenings            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpOpenings, lp_openings_free)

G_END_DECLS
