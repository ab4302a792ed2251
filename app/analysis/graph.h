/* SPDX-License-Identifier: MIT */
/* graph.h: a design frozen into arrays. Every analysis runs on it and gives numbers back. */

#pragma once

#include "analysis/network.h"
#include "model/attribute.h"
#include "model/flow.h"
#include "model/kind.h"

G_BEGIN_DECLS

typedef struct _LpElement LpElement;
typedef struct _LpDesign LpDesign;

typedef enum
{
  LP_ACCESS_READ_WRITE,
  LP_ACCESS_READ,
  LP_ACCESS_WRITE,
  LP_ACCESS_NOTHING,              /* Of a way whose links contradict each other; no link says so. */
} LpAccess;

/* A box of the design: component, server, zone or note. */
typedef struct
{
  LpElement  *element;            /* Borrowed from the design; NULL in graphs made by hand. */
  const char *id;                 /* Interned for the life of the graph. */
  const char *name;               /* As set; "" or, in graphs made by hand, NULL. */
  LpAttributeMask mask;           /* LP_ATTRIBUTE_MASK () of what is set. */
  LpKind      kind;
  int         parent;             /* The container, or -1. It comes before what it holds. */
  double      availability;       /* Chance to be up; 1 for what never fails. */
  guint       fails : 1;          /* An event: it can fail, and nobody else answers for it. */
  guint       managed : 1;        /* Somebody else answers for it. */
  guint       has_details : 1;    /* It holds ports, records or rules. */
  guint       guards : 1;         /* A firewall in a server or zone and on no link. */
  guint       replica : 1;        /* A database that takes no writes. */
  guint       promotes : 1;       /* A replica that takes over by itself from its primary. */
  guint       active_active : 1;  /* A virtual IP of which every member answers. */
} LpGraphNode;

typedef struct
{
  LpElement *element;             /* As above. */
  LpAttributeMask mask;
  int        from;                /* A link drawn to a server means its front component, */
  int        to;                  /* one drawn from a server its last (model.md). */
  int        drawn_from;          /* The ends as drawn. */
  int        drawn_to;
  LpFlow     flow;
  LpAccess   access;
  LpProtocol protocol;            /* As set: LP_PROTOCOL_NONE */
  int        port;                /* and 0 where the link does not say. */
  guint      tls : 1;             /* Encrypted, whatever its protocol is. */
  guint      sync : 2;            /* LP_SYNC_… of replication. */
  guint      required : 1;        /* The source cannot work without one of this pool. */
  guint      pool : 28;           /* Links of one source with equal numbers are alternatives. */
  gint16     weight;              /* Its share within the pool; 0: none now. */
  gint16     priority;            /* -1: it does not say. */
} LpGraphLink;

/* A port that a component listens on. */
typedef struct
{
  LpElement *element;
  int        port;
  LpProtocol protocol;
  gboolean   redirects;           /* All that it answers is where to ask instead. */
} LpGraphListener;

/* What a box has for an address: public ones before private ones. */
typedef struct
{
  const char *text;
  gboolean    listed;             /* As public: it is for records to name. */
  gboolean    valid;              /* It is one: then it is */
  LpNetwork   network;
} LpGraphAddress;

typedef struct
{
  LpDesign    *design;            /* Owned; NULL in graphs made by hand. */
  guint        n_nodes;
  LpGraphNode *nodes;             /* In document order. */
  guint        n_links;
  LpGraphLink *links;             /* In document order. */

  /* The links that leave node i are links[out[k]] for out_start[i] <= k < out_start[i + 1], in
   * document order. */
  guint       *out_start;
  guint       *out;
  guint       *in_start;
  guint       *in;

  /* Those of node i are listeners[k] for listen_start[i] <= k < listen_start[i + 1]. */
  guint       *listen_start;
  LpGraphListener *listeners;

  /* Likewise. */
  guint       *address_start;
  LpGraphAddress *addresses;

  GStringChunk *texts;            /* Of addresses. */

  /* What the design says beside boxes and links: waivers and answers. */
  guint        n_remarks;
  LpElement  **remarks;

  /* Who talks to whom: kept by lp_conversations_get(). */
  gpointer     conversations;
  void       (*free_conversations) (gpointer conversations);

  guint        n_slots;           /* A power of two. */
  struct _LpGraphSlot *slots;     /* From element to number. */
} LpGraph;

/* Numbers @design. Cost: O(elements + links). The graph keeps @design alive and must not outlive a
 * change of it: a worker thread freezes a copy (lp_design_copy()). */
LpGraph *lp_graph_new          (LpDesign *design) G_GNUC_WARN_UNUSED_RESULT;

/* A graph made by hand, for tests and benchmarks. Takes nodes and links (both from g_new), fills
 * in the rest, which firewalls are guards, and that no link is without traffic. */
LpGraph *lp_graph_new_take     (LpGraphNode *nodes,
                                guint        n_nodes,
                                LpGraphLink *links,
                                guint        n_links) G_GNUC_WARN_UNUSED_RESULT;

void     lp_graph_free         (LpGraph *self);

/* The number of the node with @id, or -1. Cost: O(1), in graphs made by hand O(nodes). */
int      lp_graph_find         (const LpGraph *self,
                                const char    *id);

/* The number of the node that @element is, or -1. Cost: O(1). */
int      lp_graph_find_element (const LpGraph   *self,
                                const LpElement *element);

/* Fills in what @protocol (NONE) and @port (0) of a @flow that ends at @node leave open; the same
 * as lp_link_complete_service(). */
void     lp_graph_complete_service (const LpGraph *self,
                                    LpFlow         flow,
                                    int            node,
                                    LpProtocol    *protocol,
                                    int           *port);

/* The server that @node stands in, or -1. */
int      lp_graph_get_server   (const LpGraph *self,
                                int            node);

/* @n numbers of nodes or the like, none known yet: -1. Free with g_free(). */
int     *lp_graph_new_numbers  (guint n) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpGraph, lp_graph_free)

G_END_DECLS
