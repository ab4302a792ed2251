/* SPDX-License-Identifier: MIT */
/* private.h: what the parts of the oracle know of a design.
 *
 * What depends on failures is asked for 64 cases at once: a Cases says, bit by bit, in which of
 * them something is so. */

#pragma once

#include "oracle.h"

#define MAX_BOXES 64
#define MAX_HOPS 24
#define ALL_CASES (~G_GUINT64_CONSTANT (0))
#define BIT(i) (G_GUINT64_CONSTANT (1) << (i))

typedef guint64 Cases;

/* One way of a conversation: over links of one flow, from a source over relays to a target. */
typedef struct
{
  int         source;
  int         target;
  LpFlow      flow;
  guint       n_links;
  LpElement  *links[MAX_HOPS];
  int         relays[MAX_HOPS];   /* One less than links. */
  gboolean    offered;
  gboolean    open;
  gboolean    carries[LP_N_GOALS];
  gboolean    required;
  gboolean    sync;
  int         priority;           /* -1: no link says. */
  const char *pool;               /* "": no link says. */
} Way;

typedef struct
{
  LpElement *element;
  LpElement *from;                /* As drawn, and what is meant. */
  LpElement *to;
  int        source;
  int        target;
  LpFlow     flow;
} Link;

/* Alternatives of a source. One without entries has nothing to use. */
typedef struct
{
  char    *key;
  GArray  *entries;               /* PoolEntry, by target in document order. */
} Pool;

typedef struct
{
  int      target;
  guint    way;
  gboolean promotable;            /* Counts only when the target, a replica, has taken over. */
} PoolEntry;

struct _Oracle
{
  LpElement *root;
  guint      n;
  LpElement *boxes[MAX_BOXES];
  LpKind     kinds[MAX_BOXES];
  int        parents[MAX_BOXES];
  int        servers[MAX_BOXES];  /* Where it stands, itself if it is one; or -1. */
  gboolean   linked[MAX_BOXES];
  gboolean   asks[MAX_BOXES];     /* A request link is drawn from it. */
  guint64    events;
  guint64    leading;             /* Boxes that lead to databases. */
  guint64    members[MAX_BOXES];  /* Of a virtual IP. */
  guint64    writable[MAX_BOXES]; /* The primaries that a box may write to. */
  LpKind     last_tier;
  GPtrArray *pools[LP_N_GOALS][MAX_BOXES];
  guint64    needs[LP_N_GOALS][MAX_BOXES];    /* Whom it needs, also indirectly. */
  GArray    *links;               /* Link */
  GArray    *ways;                /* Way */
};

/* What is so in each of 64 cases. */
typedef struct
{
  Cases failed[MAX_BOXES];
  Cases up[MAX_BOXES];            /* Without a look at files. */
  Cases alive[MAX_BOXES];
  Cases some[MAX_BOXES];          /* Serves somebody; of a database: its own pools do. */
  Cases every[MAX_BOXES];
} State;

static inline Way *
oracle_way (Oracle *self,
            guint   i)
{
  return &g_array_index (self->ways, Way, i);
}

int      oracle_find          (Oracle       *self,
                               LpElement    *element);
gboolean oracle_is_inside     (Oracle       *self,
                               int           box,
                               int           container);
gboolean oracle_is_relay      (Oracle       *self,
                               int           box);
gboolean oracle_is_replica    (Oracle       *self,
                               int           box);
gboolean oracle_is_passive    (Oracle       *self,
                               int           box);

/* Requests and queries. */
gboolean oracle_is_carrying   (const Way    *way);

void     oracle_read          (Oracle       *self,
                               LpDesign     *design);
void     oracle_find_ways     (Oracle       *self);
void     oracle_offer_ways    (Oracle       *self);
void     oracle_open_ways     (Oracle       *self);
void     oracle_find_facts    (Oracle       *self);
void     oracle_find_pools    (Oracle       *self);
void     oracle_pool_free     (Pool         *pool);

/* Whether @dns says where the site is. */
gboolean oracle_has_records   (Oracle       *self,
                               int           dns);

/* An address or a network, as bytes: how many there are, or 0. */
guint    oracle_read_network  (const char   *text,
                               guint8        bytes[16],
                               guint        *prefix);

/* Who is alive, after failed has been filled in. */
void     oracle_bring_to_life (Oracle       *self,
                               State        *state);
Cases    oracle_reach         (Oracle       *self,
                               const State  *state,
                               const Way    *way);
Cases    oracle_reads         (Oracle       *self,
                               const State  *state,
                               int           database);
Cases    oracle_writes        (Oracle       *self,
                               const State  *state,
                               int           database,
                               int           source);
Cases    oracle_is_promoted   (Oracle       *self,
                               const State  *state,
                               int           database,
                               int           source);

/* Where all pools of @box are satisfied; @every: for everybody. */
Cases    oracle_satisfies     (Oracle       *self,
                               const State  *state,
                               LpGoal        goal,
                               int           box,
                               gboolean      every);
void     oracle_settle        (Oracle       *self,
                               State        *state,
                               LpGoal        goal);
