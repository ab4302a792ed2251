/* SPDX-License-Identifier: MIT */
/* needs.h: what each component needs to serve a goal: model.md's “Serves” as an AND of pools of
 * alternatives. Failures, drill and availability all read the model from here. */

#pragma once

#include "analysis/graph.h"

G_BEGIN_DECLS

typedef enum
{
  LP_GOAL_READ,       /* A page that needs stored data can be shown. */
  LP_GOAL_WRITE,      /* A change is stored. */
  LP_N_GOALS,
} LpGoal;

/* What a pool asks of its targets. */
typedef enum
{
  LP_POOL_SERVE,      /* One of them serves. */
  LP_POOL_UP,         /* One of them is up. */
  LP_POOL_STANDBY,    /* One of them is up, while the owner is not: replicas that take over. */
} LpPoolWants;

typedef struct
{
  int         owner;
  LpPoolWants wants;
  guint       first_target;   /* Its targets end where those of the next pool begin. */
} LpPool;

typedef struct
{
  int gate;
  int link;                   /* The link that leads there, or -1. */
} LpTarget;

typedef enum
{
  LP_GATE_NEVER,              /* Does not serve, whatever is up. */
  LP_GATE_COMPONENT,          /* Serves when it is up and each of its pools has what it wants. */
  LP_GATE_GROUP,              /* The same without being up: clients, the files of a server. */
} LpGateType;

typedef struct
{
  LpGateType type;
  guint      first_pool;      /* Its pools end where those of the next gate begin. */
} LpGate;

/* Gates are numbered like the nodes of the graph; after these come one for the app-files of each
 * server that has any, and one for each client: what the goal asks for it. */
typedef struct
{
  const LpGraph *graph;       /* Borrowed. */
  LpGoal         goal;

  guint          n_gates;
  LpGate        *gates;       /* One more than n_gates, to end the last; so with pools. */
  guint          n_pools;
  LpPool        *pools;
  LpTarget      *targets;

  /* Gate i is a target of the pools users[k] for user_start[i] <= k < user_start[i + 1]. */
  guint         *user_start;
  guint         *users;

  guint          n_clients;
  guint          first_client;  /* The gates of clients are the last ones. */
  int           *clients;       /* Their nodes. */

  int           *guards;      /* By server and by guard: the next guard of that server, or -1. */
} LpNeeds;

/* Cost: O(nodes + links). */
LpNeeds *lp_needs_new         (const LpGraph *graph,
                               LpGoal         goal) G_GNUC_WARN_UNUSED_RESULT;
void     lp_needs_free        (LpNeeds       *self);

/* Appends the numbers of the nodes (int) that must not have failed for @node to be up and that
 * can fail: containers and their guards from the outside in, and itself at the end. */
void     lp_needs_list_events (const LpNeeds *self,
                               int            node,
                               GArray        *events);

/* The least fixed point. @failed tells of each node whether it has failed, NULL if none has; @up
 * gets of each node whether it is up; @level of each gate 0 if it does not serve, else when that
 * was found out: what serves was found out after one target of each of its pools. Returns whether
 * the goal holds. Cost: O(nodes + links). */
gboolean lp_needs_solve       (const LpNeeds *self,
                               const guint8  *failed,
                               guint8        *up,
                               guint         *level);

/* With the levels of a solution in which nothing has failed: the first target (its index) by
 * which @pool has what it wants, and that was found out before its owner, so that following
 * choices never leads in a circle. -1 if there is none, and for replicas that take over. */
int      lp_needs_choose      (const LpNeeds *self,
                               guint          pool,
                               const guint   *level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpNeeds, lp_needs_free)

G_END_DECLS
