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

/* The first firewall that denies what @way of @conversation carries, or -1. With @back the packets
 * go the other way round: members of a cluster talk in both directions. */
int         lp_openings_find_denial (LpOpenings           *self,
                                     const LpConversation *conversation,
                                     const LpWay          *way,
                                     gboolean              back);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpOpenings, lp_openings_free)

G_END_DECLS
