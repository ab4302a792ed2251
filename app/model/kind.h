/* SPDX-License-Identifier: MIT */
/* kind.h: what the columns of the table of kinds mean; kinds.h is the table. */

#pragma once

#include <glib-object.h>

#include "model/protocol.h"

G_BEGIN_DECLS

typedef enum
{
#define LP_KIND(name, ...) LP_KIND_##name,
#include "model/kinds.h"
#undef LP_KIND
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

/* What a kind is able to. */
typedef enum
{
  LP_TRAIT_IN_SERVER = 1 << 0,      /* It may stand in a server; all may stand in a zone. */
  LP_TRAIT_SOFTWARE = 1 << 1,       /* It says which program it is. */
  LP_TRAIT_ADDRESS = 1 << 2,        /* It has a public address of its own. */
  LP_TRAIT_LISTENS = 1 << 3,        /* It has ports; a new one that of its row. */
  LP_TRAIT_SERVES = 1 << 4,         /* It is there to serve, even with no request led to it. */
  LP_TRAIT_RELAY = 1 << 5,          /* Traffic goes on through it; the ends do not know of it. */
  LP_TRAIT_TRANSPARENT = 1 << 6,    /* What stands behind it sees the address of who asks. */
  LP_TRAIT_PASSES_ON = 1 << 7,      /* It asks in the name of who asks it. */
  LP_TRAIT_ONLY_ASKED = 1 << 8,     /* It asks nobody: a link drawn from it is one to it. */
  LP_TRAIT_UNLINKED = 1 << 9,       /* No link ends there. */
} LpTrait;

/* Where Arrange puts what stands at no place of its own in the way of a request. */
#define LP_TIER_BEHIND 70

/* The size of a card. */
#define LP_CARD_WIDTH 184
#define LP_CARD_HEIGHT 56

typedef struct
{
  const char   *key;          /* The XML element, and the icon: "load-balancer". */
  const char   *title;        /* Translatable: "Load balancer". */
  const char   *summary;      /* Translatable: what it is, in one sentence. */
  LpShape       shape;
  LpHue         hue;
  LpGroup       group;
  double        width;        /* Of a new one, in drawing units. */
  double        height;
  guint         traits;       /* LpTrait. */
  guint64       holds;        /* LP_KIND_MASK () of the parts that may stand inside it. */
  double        availability; /* Where the element states none; 0 for what never fails. */
  gboolean      managed;      /* Where the element does not say. */
  const char   *software;     /* What a new one is called and runs, e.g. "Nginx", or NULL. */
  int           port;         /* What a new one listens on, or 0. */
  LpProtocol    protocol;     /* What it speaks there, and what is spoken to it. */
  int           tier;         /* How far along the way of a request Arrange puts it. */
  guint         front;        /* Where several stand in a server: the order in which a request comes
                               * through them, from 1; 0: links of the server do not mean it. */
  const LpKind *beside;       /* What usually stands at the other end of a link, the most likely
                               * first; ended by LP_N_KINDS. NULL for nothing. */
} LpKindRow;

const LpKindRow *lp_kind_get_row   (LpKind      kind);
const char      *lp_kind_get_title (LpKind      kind);
gboolean         lp_kind_find      (const char *key,
                                    LpKind     *kind);
gboolean         lp_kind_holds     (LpKind      container,
                                    LpKind      content);

gboolean         lp_kind_is          (LpKind      kind,
                                      LpTrait     trait);

/* A zone or a server. */
gboolean         lp_kind_is_container (LpKind   kind);

/* Something drawn with a place of its own: every element but links and details. */
gboolean         lp_kind_is_box       (LpKind   kind);

const char      *lp_group_get_title (LpGroup    group);

/* LpKind as an enumeration of GObject: what is dragged from the palette. */
#define LP_TYPE_KIND (lp_kind_get_type ())
GType lp_kind_get_type (void) G_GNUC_CONST;

G_END_DECLS
