/* SPDX-License-Identifier: MIT */
/* attribute.h: the table of all attributes: the file, the schema, the inspector and the help read
 * it. */

#pragma once

#include "model/flow.h"
#include "model/kind.h"

G_BEGIN_DECLS

/* The order is the order in the file. */
typedef enum
{
  LP_ATTRIBUTE_ID,
  LP_ATTRIBUTE_TITLE,
  LP_ATTRIBUTE_SITE,
  LP_ATTRIBUTE_BRIEF,
  LP_ATTRIBUTE_LEGEND,
  LP_ATTRIBUTE_DIRECTION,
  LP_ATTRIBUTE_NAME,
  LP_ATTRIBUTE_FROM,
  LP_ATTRIBUTE_TO,
  LP_ATTRIBUTE_FLOW,
  LP_ATTRIBUTE_PROTOCOL,
  LP_ATTRIBUTE_PORT,
  LP_ATTRIBUTE_RECORD_TYPE,
  LP_ATTRIBUTE_RECORD_NAME,
  LP_ATTRIBUTE_RECORD_VALUE,
  LP_ATTRIBUTE_LISTEN_PORT,
  LP_ATTRIBUTE_LISTEN_PROTOCOL,
  LP_ATTRIBUTE_LISTEN_REDIRECT,
  LP_ATTRIBUTE_ALLOW_DIRECTION,
  LP_ATTRIBUTE_ALLOW_FROM,
  LP_ATTRIBUTE_ALLOW_TO,
  LP_ATTRIBUTE_ALLOW_PORT,
  LP_ATTRIBUTE_ALLOW_PROTOCOL,
  LP_ATTRIBUTE_ADDRESS,
  LP_ATTRIBUTE_PRIVATE_ADDRESS,
  LP_ATTRIBUTE_SOFTWARE,
  LP_ATTRIBUTE_ALGORITHM,
  LP_ATTRIBUTE_MODE,
  LP_ATTRIBUTE_HEALTH_CHECK,
  LP_ATTRIBUTE_LAYER,
  LP_ATTRIBUTE_PRIORITY,
  LP_ATTRIBUTE_ROUTER_ID,
  LP_ATTRIBUTE_TRACKS,
  LP_ATTRIBUTE_QPS_SOURCE,
  LP_ATTRIBUTE_SESSIONS,
  LP_ATTRIBUTE_ROLE,
  LP_ATTRIBUTE_PROMOTION,
  LP_ATTRIBUTE_PROMOTED_BY,
  LP_ATTRIBUTE_QUORUM,
  LP_ATTRIBUTE_BACKUP,
  LP_ATTRIBUTE_POLICY,
  LP_ATTRIBUTE_COVERS,
  LP_ATTRIBUTE_DAYS,
  LP_ATTRIBUTE_MINIMUM_VERSION,
  LP_ATTRIBUTE_HSTS,
  LP_ATTRIBUTE_COLLECTS,
  LP_ATTRIBUTE_LABEL_KIND,
  LP_ATTRIBUTE_VERIFY,
  LP_ATTRIBUTE_TLS,
  LP_ATTRIBUTE_ACCESS,
  LP_ATTRIBUTE_SYNC,
  LP_ATTRIBUTE_POOL,
  LP_ATTRIBUTE_REQUIRED,
  LP_ATTRIBUTE_WEIGHT,
  LP_ATTRIBUTE_LABEL,
  LP_ATTRIBUTE_RELEASE,
  LP_ATTRIBUTE_WHY,
  LP_ATTRIBUTE_CAPACITY,
  LP_ATTRIBUTE_DEMAND,
  LP_ATTRIBUTE_AVAILABILITY,
  LP_ATTRIBUTE_MANAGED,
  LP_ATTRIBUTE_X,
  LP_ATTRIBUTE_Y,
  LP_ATTRIBUTE_WIDTH,
  LP_ATTRIBUTE_HEIGHT,
  LP_ATTRIBUTE_LOCKED,
  LP_ATTRIBUTE_RULE,
  LP_ATTRIBUTE_ON,
  LP_ATTRIBUTE_REASON,
  LP_ATTRIBUTE_UNTIL,
  LP_ATTRIBUTE_TEXT,
  LP_N_ATTRIBUTES,
} LpAttribute;

typedef enum
{
  LP_VALUE_TEXT,
  LP_VALUE_NUMBER,
  LP_VALUE_INTEGER,
  LP_VALUE_BOOLEAN,
  LP_VALUE_CHOICE,      /* The number is the place in the row's choices. */
  LP_VALUE_END,         /* The element at an end of a link, by its id in the file. */
} LpValueType;

typedef enum
{
  LP_PLACE_HIDDEN,      /* Not in the inspector: it has a way of its own (the canvas, a menu). */
  LP_PLACE_MAIN,
  LP_PLACE_FAILURE,     /* What the analysis asks: availability, managed, capacity. */
} LpPlace;

typedef struct
{
  const char *key;      /* In the file. */
  const char *title;    /* Translatable. */
} LpChoice;

typedef struct
{
  const char     *key;          /* In the file; rows of different kinds may share one. */
  guint64         kinds;        /* LP_KIND_MASK () of what has it, besides those with @traits. */
  guint           flows;        /* Of links: 1 << LP_FLOW_… where it means something. 0: all. */
  LpValueType     type;
  const LpChoice *choices;      /* LP_VALUE_CHOICE: ended by a row without key. */
  double          minimum;      /* Numbers and integers. Both 0: any the file may hold. */
  double          maximum;
  double          standard;     /* What counts where nothing is set; not written to the file. */
  LpPlace         place;
  gboolean        content;      /* Stands between the tags, not in an attribute. */
  const char     *title;        /* Translatable, for the inspector. */
  const char     *help;         /* Translatable: one sentence. */
  guint           traits;       /* LpTrait: kinds with one of these have it. */
} LpAttributeRow;

/* A set of attributes, more than 64 of them. No element is to grow for its alignment. */
typedef unsigned __int128 LpAttributeMask __attribute__ ((aligned (8)));

#define LP_ATTRIBUTE_MASK(attribute) ((LpAttributeMask) 1 << (attribute))

/* The first of a set that is not empty. */
static inline LpAttribute
lp_attribute_get_first (LpAttributeMask set)
{
  const guint64 low = (guint64) set;

  return low != 0 ? __builtin_ctzll (low) : 64 + __builtin_ctzll ((guint64) (set >> 64));
}

/* Places in the choices. Where unset is not the same as the first choice there is a …_NONE. */
enum { LP_DIRECTION_RIGHT, LP_DIRECTION_DOWN };
enum { LP_MODE_NONE, LP_MODE_ACTIVE_ACTIVE, LP_MODE_ACTIVE_PASSIVE };
enum { LP_ALGORITHM_NONE, LP_ALGORITHM_ROUND_ROBIN, LP_ALGORITHM_LEAST_CONNECTIONS,
       LP_ALGORITHM_IP_HASH };
enum { LP_LAYER_HTTP, LP_LAYER_TCP };
enum { LP_QPS_NONE, LP_QPS_STUB_STATUS, LP_QPS_VTS, LP_QPS_ACCESS_LOG };
enum { LP_SESSIONS_NONE, LP_SESSIONS_LOCAL, LP_SESSIONS_STICKY, LP_SESSIONS_SHARED };
enum { LP_ROLE_PRIMARY, LP_ROLE_REPLICA };
enum { LP_PROMOTION_MANUAL, LP_PROMOTION_AUTOMATIC };
enum { LP_POLICY_DENY, LP_POLICY_ALLOW };
enum { LP_DIRECTION_IN, LP_DIRECTION_OUT };
enum { LP_TRACKS_PROCESS, LP_TRACKS_BACKENDS };
enum { LP_QUORUM_NONE, LP_QUORUM_MAJORITY };
enum { LP_SYNC_ASYNC, LP_SYNC_SEMI, LP_SYNC_FULL };
enum { LP_ACCESS_CHOICE_READ_WRITE, LP_ACCESS_CHOICE_READ, LP_ACCESS_CHOICE_WRITE };

const LpAttributeRow *lp_attribute_get_row (LpAttribute    attribute);

/* Whether elements of @kind have it. */
gboolean              lp_attribute_is_of   (LpAttribute    attribute,
                                            LpKind         kind);

/* The attribute that @kind spells @key. Cost: O(1). */
gboolean              lp_attribute_find    (LpKind         kind,
                                            const char    *key,
                                            LpAttribute   *attribute);

/* What counts where an element of @kind does not set @attribute. */
double                lp_attribute_get_standard (LpAttribute attribute,
                                                 LpKind      kind);

G_END_DECLS
