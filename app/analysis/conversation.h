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

/* A firewall that denies a packet. */
typedef struct
{
  int        firewall;      /* -1: none does. */
  int        sender;        /* Who sends what a virtual IP passes on; a replica for replication. */
  int        receiver;
  LpProtocol protocol;
  int        port;          /* 0: it has none. */
  gboolean   out;           /* It is for a rule about what goes out to let it through. */
} LpDenial;

/* One way of a conversation: the links that it takes, one behind the other. All but the last lead
 * to relays. */
typedef struct
{
  guint     first_link;     /* links[first_link] and on, numbers of links of the graph. */
  guint     n_links;
  gboolean  offered;        /* It gets traffic now, and the names of the site lead to it. */
  gboolean  named;          /* The names alone. */
  int       priority;       /* -1: no link says. */
  LpClosed  closed;         /* The first reason, whatever has failed, */
  LpDenial  denial;         /* and what denies it. */
  gboolean  heard;          /* The target listens for it, whatever firewalls say. */
} LpWay;

typedef struct
{
  int       from;           /* Numbers of nodes, neither of them a relay. */
  int       to;
  LpFlow    flow;           /* Whatever asks for files is LP_FLOW_FILES. */
  LpAccess  access;         /* What all its links can carry. */
  guint     pool;           /* Its number, or 0 where no link names one. */
  int       sync;           /* LP_SYNC_… of replication. */
  gboolean  required;       /* Always, but of web and application servers. */
  guint     first_way;
  guint     n_ways;
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
  guint          *in_start; /* Those that lead to node i are list[in[k]] for */
  guint          *in;       /* in_start[i] <= k < in_start[i + 1]. */
  guint           n_ways;
  LpWay          *ways;
  guint          *links;
  gboolean        complete; /* Relays are not so entangled that ways were left out. */

  /* Who serves, by goal: kept by lp_formula_of_graph(). */
  gpointer        formulas[2];
  void          (*free_formula) (gpointer formula);
} LpConversations;

/* Cost: O(links + ways × (links + rules of the firewalls on them)); ways are bounded. */
LpConversations *lp_conversations_new  (const LpGraph *graph) G_GNUC_WARN_UNUSED_RESULT;

/* The same, once for each graph, which keeps it. From any thread. */
const LpConversations *lp_conversations_get (const LpGraph *graph);

void             lp_conversations_free (LpConversations *self);

/* The link that it begins with. */
static inline guint
lp_conversation_get_link (const LpConversations *self,
                          const LpConversation  *conversation)
{
  return self->links[self->ways[conversation->first_way].first_link];
}

/* Who has to listen: of replication, which is fetched, the primary. */
static inline int
lp_conversation_get_listener (const LpConversation *conversation)
{
  return conversation->flow == LP_FLOW_REPLICATION ? conversation->from : conversation->to;
}

/* The key of the rule that speaks of ways of @flow that are closed for this reason. */
const char      *lp_closed_get_rule    (LpClosed       closed,
                                        LpFlow         flow);

/* What asks for something: requests and queries. */
static inline gboolean
lp_conversation_asks (const LpConversation *conversation)
{
  return conversation->flow == LP_FLOW_REQUEST || conversation->flow == LP_FLOW_QUERY;
}

/* A number that alternatives of one source have in common: their links name the same pool, or they
 * name none and lead to the same kind (a LpKind). External services and queues are a pool each; of
 * a client all that is unnamed is one. */
gint64           lp_conversation_get_pool (const LpConversations *self,
                                           const LpConversation  *conversation);

/* What the links of a way say of it: NONE and 0 where they do not. */
void             lp_way_get_asked      (const LpConversations *self,
                                        const LpWay           *way,
                                        LpProtocol            *protocol,
                                        int                   *port);

/* What a way speaks at its end, as its links say or as is usual there. */
void             lp_way_get_service    (const LpConversations *self,
                                        const LpConversation  *conversation,
                                        const LpWay           *way,
                                        LpProtocol            *protocol,
                                        int                   *port);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpConversations, lp_conversations_free)

G_END_DECLS
