/* SPDX-License-Identifier: MIT */
/* random-design.h: what the makers of random designs share. */

#pragma once

#include "designs.h"

G_BEGIN_DECLS

typedef struct
{
  GRand     *rand;
  LpDesign  *design;
  GPtrArray *boxes;         /* All that there are, also containers. */
  GPtrArray *servers;
  GPtrArray *zones;

  /* How often, from 0 to 1: this differs from design to design. */
  double     bare;          /* Components stand on no server, */
  double     sharing;       /* or share one. */
  double     listening;     /* Components say their ports, */
  double     saying;        /* and links theirs. */
  double     in_line;       /* Something stands between two tiers. */
} Maker;

gboolean   maker_chance       (Maker       *self,
                               double       of);

/* From 0 to @n - 1. */
int        maker_draw         (Maker       *self,
                               int          n);

/* NULL: there is none. */
gpointer   maker_pick         (Maker       *self,
                               GPtrArray   *from);

void       maker_set          (LpElement   *element,
                               LpAttribute  attribute,
                               const char  *string);
LpElement *maker_add_box      (Maker       *self,
                               LpKind       kind,
                               LpElement   *parent);
void       maker_remove_box   (Maker       *self,
                               LpElement   *box);
LpElement *maker_add_part     (Maker       *self,
                               LpKind       kind,
                               LpElement   *parent);
LpElement *maker_link         (Maker       *self,
                               LpElement   *from,
                               LpElement   *to,
                               LpFlow       flow);

/* Addresses, name servers and records, right and wrong ones. */
void       maker_name_entries (Maker       *self,
                               GPtrArray   *clients,
                               GPtrArray   *entries);

/* Availabilities, firewalls, and whatever people draw by mistake; not more than @max_boxes boxes,
 * unless there are already. */
void       maker_add_flaws    (Maker       *self,
                               guint        max_boxes);

/* Has others manage what can fail until there are few enough for brute force. */
void       maker_limit_events (Maker       *self,
                               guint        max_events);

G_END_DECLS
