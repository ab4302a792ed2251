/* SPDX-License-Identifier: MIT */
/* conversation.h: who talks to whom: links with what is in line taken out, what of it is offered to
 * the source, and what really gets through. */

#pragma once

#include "analysis/graph.h"

G_BEGIN_DECLS

/* What keeps a way closed. */
typedef enum
{
  LP_CLOSED_NOT,
  LP_CLOSED_BLOCKED,        /* A firewall denies it. */
  LP_CLOSED_NO_LISTENER,    /* The target does not listen there, or for something else. */
} LpClosed;

/* One way of a conversation: the links that it takes, one behind the other. All but the last lead to
 * relays. */
typedef struct
{
  guint     first_link;     /* links[first_link] and on, numbers of links of the graph. */
  guint     n_links;
  gboolean  offered;        /* It gets traffic now, and the names of the site lead to it. */
  gboolean  named;          /* The names alone. */
  LpClosed  closed;         /* The first reason, whatever has failed. */
  int       by;             /* The firewall, or -1. */
} LpWay;

typedef struct
{
  int       from;           /* Numbers of nodes, neither of them a relay. */
  int       to;
  LpFlow    flow;
  LpAccess  access;         /* What all its links can carry. */
  guint     first_way;
  guint     n_ways;
  guint     link;           /* The first link of its first way: that says pool, priority, sync. */
  gboolean  required;
  gboolean  offered;        /* One of its ways is, */
  gboolean  open;           /* and one of those is not closed. */
} LpConversation;

typedef struct
{
  const LpGraph  *graph;    /* Borrowed. */
  guint8         *relays;   /* By node: a router, or a firewall that stands on links. */
  guint           n;
  LpConversation *list;     /* By source; then in the order of their links. */
  guint          *start;    /* Those of node i are list[start[i]] … list[start[i + 1] - 1]. */
  guint           n_ways;
  LpWay          *ways;
  guint          *links;
  gboolean        complete; /* Relays are not so entangled that ways were left out. */

  /* Who serves, by goal: kept by lp_formula_of_graph(). */
  gpointer        formulas[2];
  void          (*free_formula) (gpointer formula);
} LpConversations;

/* Cost: O(links + ways × (links + rules of the firewalls on them)); ways are bounded. */
/* The same, once for each graph, which keeps it. From any thread. */
const LpConversations *lp_conversations_get (const LpGraph *graph);

LpConversations *lp_conversations_new  (const LpGraph *graph) G_GNUC_WARN_UNUSED_RESULT;
void             lp_conversations_free (LpConversations *self);

/* The key of the rule that speaks of ways that are closed for this reason. */
const char      *lp_closed_get_rule    (LpClosed       closed);

/* What a way speaks at its end, as its links say or as is usual there. */
void             lp_way_get_service    (const LpConversations *self,
                                        const LpConversation  *conversation,
                                        const LpWay           *way,
                                        LpProtocol            *protocol,
                                        int                   *port);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpConversations, lp_conversations_free)

G_END_DECLS
