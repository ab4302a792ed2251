/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/attribute.h"

#include <glib-object.h>
#include <glib/gi18n-lib.h>

#define K(kind) LP_KIND_MASK (LP_KIND_##kind)
#define F(flow) (1u << LP_FLOW_##flow)
#define BOXES (LP_KIND_MASK (LP_N_BOX_KINDS) - 1)

/* Farther out nothing can be drawn exactly any more, and nobody draws there on purpose. */
#define FARTHEST 1000000
#define LARGEST 100000

static const LpChoice directions[] = {
  { "right", N_("Left to right") },
  { "down", N_("Top to bottom") },
  { NULL }
};

static const LpChoice modes[] = {
  { "", N_("Not set") },
  { "active-active", N_("Active-active") },
  { "active-passive", N_("Active-passive") },
  { NULL }
};

static const LpChoice algorithms[] = {
  { "", N_("Not set") },
  { "round-robin", N_("Round robin") },
  { "least-connections", N_("Least connections") },
  { "ip-hash", N_("IP hash") },
  { NULL }
};

static const LpChoice layers[] = {
  { "http", N_("HTTP (layer 7)") },
  { "tcp", N_("TCP (layer 4)") },
  { NULL }
};

static const LpChoice qps_sources[] = {
  { "", N_("Not collected") },
  { "stub_status", N_("stub_status") },
  { "vts", N_("Traffic status module (vts)") },
  { "access-log", N_("Access log") },
  { NULL }
};

static const LpChoice sessions[] = {
  { "", N_("Not set") },
  { "local", N_("Kept on this server") },
  { "sticky", N_("Kept here, visitors come back here") },
  { "shared", N_("In a shared store") },
  { NULL }
};

static const LpChoice roles[] = {
  { "primary", N_("Primary") },
  { "replica", N_("Replica") },
  { NULL }
};

static const LpChoice allow_directions[] = {
  { "in", N_("In") },
  { "out", N_("Out") },
  { NULL }
};

static const LpChoice tracks[] = {
  { "process", N_("The balancer’s process") },
  { "backends", N_("What stands behind it") },
  { NULL }
};

static const LpChoice quorums[] = {
  { "none", N_("None") },
  { "majority", N_("Majority") },
  { NULL }
};

static const LpChoice promotions[] = {
  { "manual", N_("Manual") },
  { "automatic", N_("Automatic") },
  { NULL }
};

static const LpChoice policies[] = {
  { "deny", N_("Deny") },
  { "allow", N_("Allow") },
  { NULL }
};

static const LpChoice accesses[] = {
  { "read-write", N_("Reads and writes") },
  { "read", N_("Reads") },
  { "write", N_("Writes") },
  { NULL }
};

static const LpChoice syncs[] = {
  { "async", N_("Asynchronous") },
  { "semi-sync", N_("Semi-synchronous") },
  { "sync", N_("Synchronous") },
  { NULL }
};

/* These two follow the tables of flows and protocols: fill_choices() makes them. */
static LpChoice flows[LP_N_FLOWS + 1];
static LpChoice protocols[LP_N_PROTOCOLS + 1];

#define TEXT LP_VALUE_TEXT, NULL, 0, 0, 0
#define CHOICE(choices, standard) LP_VALUE_CHOICE, choices, 0, 0, standard
#define FLAG(standard) LP_VALUE_BOOLEAN, NULL, 0, 0, standard
#define WHOLE(minimum, maximum) LP_VALUE_INTEGER, NULL, minimum, maximum, 0
#define NUMBER(minimum, maximum) LP_VALUE_NUMBER, NULL, minimum, maximum, 0
#define END LP_VALUE_END, NULL, 0, 0, 0

static const LpAttributeRow rows[LP_N_ATTRIBUTES] = {
  [LP_ATTRIBUTE_ID] = { "id", BOXES | K (LINK), 0, TEXT, LP_PLACE_HIDDEN, FALSE, N_("Id"), NULL },
  [LP_ATTRIBUTE_TITLE] = {
    "title", K (DESIGN), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Title"), N_("Stands above the picture.") },
  [LP_ATTRIBUTE_SITE] = {
    "site", K (DESIGN), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Site"), N_("The name that visitors type, for example www.foobar.com.") },
  [LP_ATTRIBUTE_BRIEF] = {
    "brief", K (DESIGN), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Brief"), N_("The task that the design answers.") },
  [LP_ATTRIBUTE_LEGEND] = { "legend", K (DESIGN), 0, FLAG (1), LP_PLACE_MAIN, FALSE,
                            N_("Legend"), N_("Says on the picture what each kind of line means.") },
  [LP_ATTRIBUTE_DIRECTION] = {
    "direction", K (DESIGN), 0, CHOICE (directions, LP_DIRECTION_RIGHT), LP_PLACE_MAIN, FALSE,
    N_("Direction"), N_("Which way requests go where Arrange places the elements.") },
  [LP_ATTRIBUTE_NAME] = { "name", BOXES, 0, TEXT, LP_PLACE_MAIN, FALSE, N_("Name"), NULL },
  [LP_ATTRIBUTE_FROM] = { "from", K (LINK), 0, END, LP_PLACE_HIDDEN, FALSE, N_("From"), NULL },
  [LP_ATTRIBUTE_TO] = { "to", K (LINK), 0, END, LP_PLACE_HIDDEN, FALSE, N_("To"), NULL },
  [LP_ATTRIBUTE_FLOW] = {
    "flow", K (LINK), 0, CHOICE (flows, -1), LP_PLACE_MAIN, FALSE,
    N_("Flow"), N_("What the link carries.") },
  [LP_ATTRIBUTE_PROTOCOL] = {
    "protocol", K (LINK), F (REQUEST) | F (QUERY) | F (LOOKUP) | F (METRICS) | F (REPLICATION),
    CHOICE (protocols, 0), LP_PLACE_MAIN, FALSE,
    N_("Protocol"), NULL },
  [LP_ATTRIBUTE_PORT] = {
    "port", K (LINK), F (REQUEST) | F (QUERY) | F (LOOKUP) | F (METRICS) | F (REPLICATION),
    WHOLE (-1, 999999), LP_PLACE_MAIN, FALSE,
    N_("Port"), N_("The port at the target, 1 to 65535.") },
  [LP_ATTRIBUTE_RECORD_TYPE] = {
    "type", K (RECORD), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Type"), N_("A for an IPv4 address, AAAA for IPv6, CNAME for another name.") },
  [LP_ATTRIBUTE_RECORD_NAME] = {
    "name", K (RECORD), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Name"), NULL },
  [LP_ATTRIBUTE_RECORD_VALUE] = {
    "value", K (RECORD), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Value"), NULL },
  [LP_ATTRIBUTE_LISTEN_PORT] = {
    "port", K (LISTEN), 0, WHOLE (-1, 999999), LP_PLACE_MAIN, FALSE,
    N_("Port"), NULL },
  [LP_ATTRIBUTE_LISTEN_PROTOCOL] = {
    "protocol", K (LISTEN), 0, CHOICE (protocols, 0), LP_PLACE_MAIN, FALSE,
    N_("Protocol"), NULL },
  [LP_ATTRIBUTE_LISTEN_REDIRECT] = {
    "redirect", K (LISTEN), 0, FLAG (0), LP_PLACE_MAIN, FALSE,
    N_("Redirects to HTTPS"), NULL },
  [LP_ATTRIBUTE_ALLOW_DIRECTION] = {
    "direction", K (ALLOW), 0, CHOICE (allow_directions, LP_DIRECTION_IN), LP_PLACE_MAIN, FALSE,
    N_("Direction"), N_("What comes in, or what goes out.") },
  [LP_ATTRIBUTE_ALLOW_FROM] = {
    "from", K (ALLOW), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("From"), N_("An address, a network, an element’s id, or any.") },
  [LP_ATTRIBUTE_ALLOW_TO] = {
    "to", K (ALLOW), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("To"), N_("Of what goes out: an address, a network, an element’s id, or any.") },
  [LP_ATTRIBUTE_ALLOW_PORT] = {
    "port", K (ALLOW), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Port"), N_("A port, a range like 8000-8010, or any.") },
  [LP_ATTRIBUTE_ALLOW_PROTOCOL] = {
    "protocol", K (ALLOW), 0, CHOICE (protocols, 0), LP_PLACE_MAIN, FALSE,
    N_("Protocol"), NULL },
  [LP_ATTRIBUTE_ADDRESS] = {
    "address", 0, 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Public address"), N_("The address that the Internet reaches, for example 8.8.8.8. "
                             "Several have blanks between."),
    LP_TRAIT_ADDRESS },
  [LP_ATTRIBUTE_PRIVATE_ADDRESS] = {
    "private-address", K (SERVER), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Private address"), N_("The address inside the network, for example 10.0.0.2.") },
  [LP_ATTRIBUTE_SOFTWARE] = {
    "software", 0, 0,
    TEXT, LP_PLACE_MAIN, FALSE,
    N_("Software"), NULL, LP_TRAIT_SOFTWARE },
  [LP_ATTRIBUTE_ALGORITHM] = {
    "algorithm", K (LOAD_BALANCER), 0, CHOICE (algorithms, 0), LP_PLACE_MAIN, FALSE,
    N_("Algorithm"), N_("How requests are spread over the servers.") },
  [LP_ATTRIBUTE_MODE] = {
    "mode", K (LOAD_BALANCER) | K (VIRTUAL_IP), 0, CHOICE (modes, 0), LP_PLACE_MAIN, FALSE,
    N_("Mode"),
    N_("Active-active: all work at once. Active-passive: one works, the others wait.") },
  [LP_ATTRIBUTE_HEALTH_CHECK] = {
    "health-check", K (LOAD_BALANCER), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Health check"), N_("How a dead server is noticed, for example GET /health.") },
  [LP_ATTRIBUTE_LAYER] = {
    "layer", K (LOAD_BALANCER), 0, CHOICE (layers, LP_LAYER_HTTP), LP_PLACE_MAIN, FALSE,
    N_("Layer"), NULL },
  [LP_ATTRIBUTE_PRIORITY] = {
    "priority", K (LOAD_BALANCER) | K (LINK), F (REQUEST) | F (QUERY), WHOLE (0, 255),
    LP_PLACE_MAIN, FALSE,
    N_("VRRP priority"), N_("The highest holds the virtual IP.") },
  [LP_ATTRIBUTE_ROUTER_ID] = {
    "router-id", K (VIRTUAL_IP) | K (LOAD_BALANCER), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("VRRP router id"), N_("The same on all members of the cluster, 1 to 255. A balancer in "
                             "several clusters has several, with blanks between.") },
  [LP_ATTRIBUTE_TRACKS] = {
    "tracks", K (VIRTUAL_IP), 0, CHOICE (tracks, LP_TRACKS_PROCESS), LP_PLACE_MAIN, FALSE,
    N_("Moves when"), N_("What has to fail before another member takes the address.") },
  [LP_ATTRIBUTE_QPS_SOURCE] = {
    "qps-source", K (WEB_SERVER), 0, CHOICE (qps_sources, 0), LP_PLACE_MAIN, FALSE,
    N_("QPS source"), N_("Where the queries per second are read.") },
  [LP_ATTRIBUTE_SESSIONS] = {
    "sessions", K (APP_SERVER), 0, CHOICE (sessions, 0), LP_PLACE_MAIN, FALSE,
    N_("Sessions"), N_("Where the visitors’ sessions are kept.") },
  [LP_ATTRIBUTE_ROLE] = {
    "role", K (DATABASE), 0, CHOICE (roles, LP_ROLE_PRIMARY), LP_PLACE_MAIN, FALSE,
    N_("Role"), N_("The primary takes writes, replicas follow it.") },
  [LP_ATTRIBUTE_PROMOTION] = {
    "promotion", K (DATABASE), 0, CHOICE (promotions, LP_PROMOTION_MANUAL), LP_PLACE_MAIN, FALSE,
    N_("Promotion"), N_("Whether a replica takes over by itself when the primary fails.") },
  [LP_ATTRIBUTE_PROMOTED_BY] = {
    "promoted-by", K (DATABASE), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Promoted by"), N_("What makes this replica the primary: as long as it works.") },
  [LP_ATTRIBUTE_QUORUM] = {
    "quorum", K (DATABASE), 0, CHOICE (quorums, LP_QUORUM_NONE), LP_PLACE_MAIN, FALSE,
    N_("Quorum"), N_("Whether it works only while more than half of its group does.") },
  [LP_ATTRIBUTE_BACKUP] = {
    "backup", K (DATABASE), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Backup"), N_("How it is backed up, for example nightly.") },
  [LP_ATTRIBUTE_POLICY] = {
    "policy", K (FIREWALL), 0, CHOICE (policies, LP_POLICY_DENY), LP_PLACE_MAIN, FALSE,
    N_("Policy"), N_("What happens to traffic that no rule names.") },
  [LP_ATTRIBUTE_COVERS] = {
    "covers", K (CERTIFICATE), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Covers"), N_("The names it is valid for, for example www.foobar.com.") },
  [LP_ATTRIBUTE_DAYS] = {
    "days", K (CERTIFICATE), 0, WHOLE (0, 36500), LP_PLACE_MAIN, FALSE,
    N_("Valid for days"), NULL },
  [LP_ATTRIBUTE_MINIMUM_VERSION] = {
    "minimum-version", K (CERTIFICATE), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Oldest TLS version"), N_("Older browsers are turned away, for example 1.2.") },
  [LP_ATTRIBUTE_HSTS] = {
    "hsts", K (CERTIFICATE), 0, FLAG (0), LP_PLACE_MAIN, FALSE,
    N_("HSTS"), N_("Browsers keep to HTTPS.") },
  [LP_ATTRIBUTE_COLLECTS] = {
    "collects", K (MONITORING_AGENT), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Collects"), N_("Any of cpu ram latency 5xx qps logs, with spaces between.") },
  [LP_ATTRIBUTE_LABEL_KIND] = {
    "label-kind", K (ZONE), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Kind of boundary"), N_("For example network, data centre or tier.") },
  [LP_ATTRIBUTE_VERIFY] = {
    "verify", K (LINK), F (REQUEST), FLAG (0), LP_PLACE_MAIN, FALSE,
    N_("Verifies both sides (mTLS)"), NULL },
  [LP_ATTRIBUTE_TLS] = {
    "tls", K (LINK), F (QUERY) | F (REPLICATION), FLAG (0), LP_PLACE_MAIN, FALSE,
    N_("Encrypted (TLS)"), NULL },
  [LP_ATTRIBUTE_ACCESS] = {
    "access", K (LINK), F (QUERY), CHOICE (accesses, LP_ACCESS_CHOICE_READ_WRITE), LP_PLACE_MAIN,
    FALSE,
    N_("Access"), NULL },
  [LP_ATTRIBUTE_SYNC] = {
    "sync", K (LINK), F (REPLICATION), CHOICE (syncs, 0), LP_PLACE_MAIN, FALSE,
    N_("Copying"), NULL },
  [LP_ATTRIBUTE_POOL] = {
    "pool", K (LINK), F (REQUEST) | F (QUERY), TEXT, LP_PLACE_FAILURE, FALSE,
    N_("Pool"), N_("Links of one pool are alternatives: one target is enough.") },
  [LP_ATTRIBUTE_REQUIRED] = {
    "required", K (LINK), F (REQUEST) | F (QUERY), FLAG (-1), LP_PLACE_FAILURE, FALSE,
    N_("Required"), N_("The source cannot work without it.") },
  [LP_ATTRIBUTE_WEIGHT] = {
    "weight", K (LINK), F (REQUEST) | F (QUERY), LP_VALUE_INTEGER, NULL, 0, 1000, 1,
    LP_PLACE_FAILURE, FALSE,
    N_("Weight"), N_("Its share of the requests within its pool. With 0 it gets none now.") },
  [LP_ATTRIBUTE_LABEL] = {
    "label", K (LINK), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Label"), N_("Stands on the link instead of protocol and port.") },
  [LP_ATTRIBUTE_RELEASE] = {
    "release", BOXES, 0, TEXT, LP_PLACE_FAILURE, FALSE,
    N_("Release"), N_("Which release it runs, for example blue, green, canary or v2.") },
  [LP_ATTRIBUTE_WHY] = {
    "why", BOXES | K (LINK), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Why it is here"), N_("One sentence: what would be worse without it?") },
  [LP_ATTRIBUTE_CAPACITY] = {
    "capacity-qps", BOXES, 0, NUMBER (0, 1e12), LP_PLACE_FAILURE, FALSE,
    N_("Capacity (QPS)"), N_("How many requests a second it can answer.") },
  [LP_ATTRIBUTE_DEMAND] = {
    "demand-qps", K (CLIENT), 0, NUMBER (0, 1e12), LP_PLACE_FAILURE, FALSE,
    N_("Demand (QPS)"), N_("How many requests a second visitors send.") },
  [LP_ATTRIBUTE_AVAILABILITY] = {
    "availability", BOXES, 0, NUMBER (0, 1), LP_PLACE_FAILURE, FALSE,
    N_("Availability"), N_("The share of the time it works, for example 0.999.") },
  [LP_ATTRIBUTE_MANAGED] = {
    "managed", BOXES, 0, FLAG (0), LP_PLACE_FAILURE, FALSE,
    N_("Managed"),
    N_("Somebody else runs it redundantly: it is no single point of failure of ours.") },
  [LP_ATTRIBUTE_X] = {
    "x", BOXES | K (BEND), 0, NUMBER (-FARTHEST, FARTHEST), LP_PLACE_HIDDEN, FALSE,
    N_("X"), NULL },
  [LP_ATTRIBUTE_Y] = {
    "y", BOXES | K (BEND), 0, NUMBER (-FARTHEST, FARTHEST), LP_PLACE_HIDDEN, FALSE,
    N_("Y"), NULL },
  [LP_ATTRIBUTE_WIDTH] = {
    "width", BOXES, 0, NUMBER (0, LARGEST), LP_PLACE_HIDDEN, FALSE,
    N_("Width"), NULL },
  [LP_ATTRIBUTE_HEIGHT] = {
    "height", BOXES, 0, NUMBER (0, LARGEST), LP_PLACE_HIDDEN, FALSE,
    N_("Height"), NULL },
  [LP_ATTRIBUTE_LOCKED] = {
    "locked", BOXES, 0, FLAG (0), LP_PLACE_HIDDEN, FALSE,
    N_("Locked"), N_("Cannot be moved, and Arrange leaves it where it is.") },
  [LP_ATTRIBUTE_RULE] = {
    "rule", K (WAIVER) | K (ANSWER), 0, TEXT, LP_PLACE_HIDDEN, FALSE,
    N_("Rule"), NULL },
  [LP_ATTRIBUTE_ON] = {
    "on", K (WAIVER) | K (ANSWER), 0, TEXT, LP_PLACE_HIDDEN, FALSE,
    N_("Elements"), NULL },
  [LP_ATTRIBUTE_REASON] = {
    "reason", K (WAIVER), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Reason"), NULL },
  [LP_ATTRIBUTE_UNTIL] = {
    "until", K (WAIVER), 0, TEXT, LP_PLACE_MAIN, FALSE,
    N_("Until"), N_("A day like 2027-01-31, after which it counts again.") },
  [LP_ATTRIBUTE_TEXT] = {
    "text", K (NOTE) | K (ANSWER), 0, TEXT, LP_PLACE_MAIN, TRUE,
    N_("Text"), NULL },
};

static void
fill_choices (void)
{
  for (guint i = 0; i < LP_N_FLOWS; i++)
    flows[i] = (LpChoice) { lp_flow_get_row (i)->key, lp_flow_get_row (i)->title };

  protocols[0] = (LpChoice) { "", N_("Not set") };
  for (guint i = 1; i < LP_N_PROTOCOLS; i++)
    protocols[i] = (LpChoice) { lp_protocol_get_row (i)->key, lp_protocol_get_row (i)->title };
}

/* From key to the list of rows that share it: the number of the first row plus one, then the next
 * in the chain. */
static GHashTable *first_by_key;
static guint8 next_by_key[LP_N_ATTRIBUTES];

static void
initialize (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;

  fill_choices ();
  first_by_key = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < LP_N_ATTRIBUTES; i++)
    {
      next_by_key[i] = GPOINTER_TO_UINT (g_hash_table_lookup (first_by_key, rows[i].key));
      g_hash_table_insert (first_by_key, (gpointer) rows[i].key, GUINT_TO_POINTER (i + 1));
    }

  g_once_init_leave (&done, 1);
}

const LpAttributeRow *
lp_attribute_get_row (LpAttribute attribute)
{
  g_return_val_if_fail (attribute < LP_N_ATTRIBUTES, NULL);

  initialize ();

  return &rows[attribute];
}

gboolean
lp_attribute_is_of (LpAttribute attribute,
                    LpKind      kind)
{
  return (rows[attribute].kinds & LP_KIND_MASK (kind)) != 0 ||
         (lp_kind_get_row (kind)->traits & rows[attribute].traits) != 0;
}

gboolean
lp_attribute_find (LpKind       kind,
                   const char  *key,
                   LpAttribute *attribute)
{
  guint place;

  initialize ();

  for (place = GPOINTER_TO_UINT (g_hash_table_lookup (first_by_key, key));
       place != 0;
       place = next_by_key[place - 1])
    if (lp_attribute_is_of (place - 1, kind))
      {
        *attribute = place - 1;
        return TRUE;
      }

  return FALSE;
}

double
lp_attribute_get_standard (LpAttribute attribute,
                           LpKind      kind)
{
  switch (attribute)
    {
    case LP_ATTRIBUTE_MODE:
      return kind == LP_KIND_VIRTUAL_IP ? LP_MODE_ACTIVE_PASSIVE : LP_MODE_NONE;

    case LP_ATTRIBUTE_AVAILABILITY:
      return lp_kind_get_row (kind)->availability;

    case LP_ATTRIBUTE_MANAGED:
      return lp_kind_get_row (kind)->managed;

    default:
      return rows[attribute].standard;
    }
}
