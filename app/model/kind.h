/* SPDX-License-Identifier: MIT */
/* kind.h: the table of everything a design can hold. Adding a kind is one row in kind.c. */

#pragma once

#include <glib-object.h>

#include "model/protocol.h"

G_BEGIN_DECLS

/* The order is the order of the palette. */
typedef enum
{
  LP_KIND_CLIENT,
  LP_KIND_DNS,
  LP_KIND_LOAD_BALANCER,
  LP_KIND_VIRTUAL_IP,
  LP_KIND_ROUTER,
  LP_KIND_SERVER,
  LP_KIND_WEB_SERVER,
  LP_KIND_APP_SERVER,
  LP_KIND_APP_FILES,
  LP_KIND_DATABASE,
  LP_KIND_CACHE,
  LP_KIND_FIREWALL,
  LP_KIND_CERTIFICATE,
  LP_KIND_MONITORING_AGENT,
  LP_KIND_MONITORING_SERVICE,
  LP_KIND_ZONE,
  LP_KIND_NOTE,

  /* What is not a box on the picture. */
  LP_KIND_DESIGN,
  LP_KIND_LINK,
  LP_KIND_RECORD,
  LP_KIND_LISTEN,
  LP_KIND_ALLOW,
  LP_KIND_BEND,
  LP_KIND_WAIVER,
  LP_KIND_ANSWER,

  LP_N_KINDS,
} LpKind;

/* Kinds before this one are boxes: they have a place on the picture. */
#define LP_N_BOX_KINDS LP_KIND_DESIGN

#define LP_KIND_MASK(kind) (G_GUINT64_CONSTANT (1) << (kind))

/* How a kind is drawn. */
typedef enum
{
  LP_SHAPE_NONE,
  LP_SHAPE_CARD,      /* 184 × 56. */
  LP_SHAPE_CHIP,      /* Inside a server a chip of 28, elsewhere a card. */
  LP_SHAPE_SERVER,
  LP_SHAPE_ZONE,
  LP_SHAPE_NOTE,
} LpShape;

/* The colour of a role; draw/style.c knows how each looks in light and dark. */
typedef enum
{
  LP_HUE_GREY,
  LP_HUE_TEAL,
  LP_HUE_PURPLE,
  LP_HUE_BLUE,
  LP_HUE_GREEN,
  LP_HUE_ORANGE,
  LP_HUE_RED,
  LP_HUE_YELLOW,
  LP_N_HUES,
} LpHue;

typedef enum
{
  LP_GROUP_NAMES,
  LP_GROUP_TRAFFIC,
  LP_GROUP_SERVERS,
  LP_GROUP_DATA,
  LP_GROUP_SECURITY,
  LP_GROUP_WATCHING,
  LP_GROUP_DRAWING,
  LP_N_GROUPS,
} LpGroup;

typedef struct
{
  const char *key;            /* The XML element, and the icon: "load-balancer". */
  const char *title;          /* Translatable: "Load balancer". */
  const char *summary;        /* Translatable: what it is, in one sentence. */
  LpShape     shape;
  LpHue       hue;
  LpGroup     group;
  double      width;          /* Of a new one, in drawing units. */
  double      height;
  guint64     holds;          /* LP_KIND_MASK () of what may stand inside it. */
  double      availability;   /* Where the element states none; 0 for what never fails. */
  gboolean    managed;        /* Where the element does not say. */
  const char *software;       /* What a new one is called and runs, e.g. "Nginx", or NULL. */
  int         port;           /* What a new one listens on, or 0. */
  LpProtocol  protocol;       /* What it speaks there. */
} LpKindRow;

const LpKindRow *lp_kind_get_row   (LpKind      kind);
const char      *lp_kind_get_title (LpKind      kind);
gboolean         lp_kind_find      (const char *key,
                                    LpKind     *kind);
gboolean         lp_kind_holds     (LpKind      container,
                                    LpKind      content);

/* A zone or a server. */
gboolean         lp_kind_is_container (LpKind   kind);

/* Something drawn with a place of its own: every element but links and details. */
gboolean         lp_kind_is_box       (LpKind   kind);

const char      *lp_group_get_title (LpGroup    group);

/* LpKind as an enumeration of GObject: what is dragged from the palette. */
#define LP_TYPE_KIND (lp_kind_get_type ())
GType lp_kind_get_type (void) G_GNUC_CONST;

G_END_DECLS
