/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ON_HOST (LP_KIND_MASK (LP_KIND_LOAD_BALANCER) | LP_KIND_MASK (LP_KIND_VIRTUAL_IP) | \
                 LP_KIND_MASK (LP_KIND_WEB_SERVER) | LP_KIND_MASK (LP_KIND_APP_SERVER) | \
                 LP_KIND_MASK (LP_KIND_APP_FILES) | LP_KIND_MASK (LP_KIND_DATABASE) | \
                 LP_KIND_MASK (LP_KIND_CACHE) | LP_KIND_MASK (LP_KIND_FIREWALL) | \
                 LP_KIND_MASK (LP_KIND_CERTIFICATE) | LP_KIND_MASK (LP_KIND_MONITORING_AGENT) | \
                 LP_KIND_MASK (LP_KIND_MONITORING_SERVICE) | LP_KIND_MASK (LP_KIND_ROUTER) | \
                 LP_KIND_MASK (LP_KIND_DNS) | LP_KIND_MASK (LP_KIND_CLIENT) | \
                 LP_KIND_MASK (LP_KIND_NOTE))
#define ANYWHERE (ON_HOST | LP_KIND_MASK (LP_KIND_SERVER) | LP_KIND_MASK (LP_KIND_ZONE))
#define LISTENS LP_KIND_MASK (LP_KIND_LISTEN)

#define COMPONENT_AVAILABILITY 0.9995
#define CARD_WIDTH 184
#define CARD_HEIGHT 56

static const LpKindRow rows[LP_N_KINDS] = {
  [LP_KIND_CLIENT] = {
    "client", N_("Visitor"), N_("The visitor’s browser, where every request begins."),
    LP_SHAPE_CARD, LP_HUE_GREY, LP_GROUP_NAMES, CARD_WIDTH, CARD_HEIGHT,
    0, 0, FALSE, NULL, 0, LP_PROTOCOL_NONE,
  },
  [LP_KIND_DNS] = {
    "dns", N_("DNS"), N_("The name service: it answers which address a name has."),
    LP_SHAPE_CARD, LP_HUE_TEAL, LP_GROUP_NAMES, CARD_WIDTH, CARD_HEIGHT,
    LP_KIND_MASK (LP_KIND_RECORD), 0.9999, TRUE, NULL, 0, LP_PROTOCOL_NONE,
  },
  [LP_KIND_LOAD_BALANCER] = {
    "load-balancer", N_("Load balancer"),
    N_("Spreads requests over several servers, for example HAProxy."),
    LP_SHAPE_CARD, LP_HUE_PURPLE, LP_GROUP_TRAFFIC, 208, CARD_HEIGHT,
    LISTENS, COMPONENT_AVAILABILITY, FALSE, "HAProxy", 80, LP_PROTOCOL_HTTP,
  },
  [LP_KIND_VIRTUAL_IP] = {
    "virtual-ip", N_("Virtual IP"), N_("An address that a cluster of load balancers shares."),
    LP_SHAPE_CARD, LP_HUE_PURPLE, LP_GROUP_TRAFFIC, CARD_WIDTH, CARD_HEIGHT,
    0, 0, FALSE, NULL, 0, LP_PROTOCOL_NONE,
  },
  [LP_KIND_ROUTER] = {
    "router", N_("Router"), N_("A switch, router or uplink between components."),
    LP_SHAPE_CARD, LP_HUE_GREY, LP_GROUP_TRAFFIC, CARD_WIDTH, CARD_HEIGHT,
    0, COMPONENT_AVAILABILITY, TRUE, NULL, 0, LP_PROTOCOL_NONE,
  },
  [LP_KIND_SERVER] = {
    "server", N_("Server"), N_("One machine. What stands in it fails with it."),
    LP_SHAPE_SERVER, LP_HUE_BLUE, LP_GROUP_SERVERS, 240, 176,
    ON_HOST, 0.999, FALSE, NULL, 0, LP_PROTOCOL_NONE,
  },
  [LP_KIND_WEB_SERVER] = {
    "web-server", N_("Web server"), N_("Answers requests for pages and files, for example Nginx."),
    LP_SHAPE_CARD, LP_HUE_BLUE, LP_GROUP_SERVERS, CARD_WIDTH, CARD_HEIGHT,
    LISTENS, COMPONENT_AVAILABILITY, FALSE, "Nginx", 80, LP_PROTOCOL_HTTP,
  },
  [LP_KIND_APP_SERVER] = {
    "app-server", N_("Application server"),
    N_("Runs the code that makes dynamic pages, for example PHP-FPM."),
    LP_SHAPE_CARD, LP_HUE_GREEN, LP_GROUP_SERVERS, CARD_WIDTH, CARD_HEIGHT,
    LISTENS, COMPONENT_AVAILABILITY, FALSE, "PHP-FPM", 9000, LP_PROTOCOL_FASTCGI,
  },
  [LP_KIND_APP_FILES] = {
    "app-files", N_("Application files"), N_("The code base that the application server runs."),
    LP_SHAPE_CHIP, LP_HUE_GREY, LP_GROUP_SERVERS, CARD_WIDTH, CARD_HEIGHT,
    0, COMPONENT_AVAILABILITY, FALSE, NULL, 0, LP_PROTOCOL_NONE,
  },
  [LP_KIND_DATABASE] = {
    "database", N_("Database"), N_("Stores the data, for example MySQL."),
    LP_SHAPE_CARD, LP_HUE_ORANGE, LP_GROUP_DATA, CARD_WIDTH, CARD_HEIGHT,
    LISTENS, COMPONENT_AVAILABILITY, FALSE, "MySQL", 3306, LP_PROTOCOL_MYSQL,
  },
  [LP_KIND_CACHE] = {
    "cache", N_("Cache"), N_("Keeps answers that are asked often, for example Redis."),
    LP_SHAPE_CARD, LP_HUE_ORANGE, LP_GROUP_DATA, CARD_WIDTH, CARD_HEIGHT,
    LISTENS, COMPONENT_AVAILABILITY, FALSE, "Redis", 6379, LP_PROTOCOL_REDIS,
  },
  [LP_KIND_FIREWALL] = {
    "firewall", N_("Firewall"), N_("Lets only the wanted traffic through."),
    LP_SHAPE_CHIP, LP_HUE_RED, LP_GROUP_SECURITY, CARD_WIDTH, CARD_HEIGHT,
    LP_KIND_MASK (LP_KIND_ALLOW), 0.9999, FALSE, NULL, 0, LP_PROTOCOL_NONE,
  },
  [LP_KIND_CERTIFICATE] = {
    "certificate", N_("Certificate"), N_("The TLS certificate that HTTPS needs."),
    LP_SHAPE_CHIP, LP_HUE_YELLOW, LP_GROUP_SECURITY, CARD_WIDTH, CARD_HEIGHT,
    0, 0, FALSE, NULL, 0, LP_PROTOCOL_NONE,
  },
  [LP_KIND_MONITORING_AGENT] = {
    "monitoring-agent", N_("Monitoring agent"),
    N_("Sends metrics and logs of its server to a monitoring service."),
    LP_SHAPE_CHIP, LP_HUE_TEAL, LP_GROUP_WATCHING, CARD_WIDTH, CARD_HEIGHT,
    0, 0, FALSE, NULL, 0, LP_PROTOCOL_NONE,
  },
  [LP_KIND_MONITORING_SERVICE] = {
    "monitoring-service", N_("Monitoring service"),
    N_("Collects metrics and logs and raises the alarm."),
    LP_SHAPE_CARD, LP_HUE_TEAL, LP_GROUP_WATCHING, CARD_WIDTH, CARD_HEIGHT,
    0, 0, TRUE, NULL, 443, LP_PROTOCOL_HTTPS,
  },
  [LP_KIND_ZONE] = {
    "zone", N_("Zone"), N_("A boundary: a network, a data centre or a tier."),
    LP_SHAPE_ZONE, LP_HUE_GREY, LP_GROUP_DRAWING, 320, 224,
    ANYWHERE, 0, FALSE, NULL, 0, LP_PROTOCOL_NONE,
  },
  [LP_KIND_NOTE] = {
    "note", N_("Note"), N_("A remark on the picture."),
    LP_SHAPE_NOTE, LP_HUE_YELLOW, LP_GROUP_DRAWING, CARD_WIDTH, 72,
    0, 0, FALSE, NULL, 0, LP_PROTOCOL_NONE,
  },
  [LP_KIND_DESIGN] = {
    .key = "design", .title = N_("Design"),
    .holds = ANYWHERE | LP_KIND_MASK (LP_KIND_LINK) | LP_KIND_MASK (LP_KIND_WAIVER) |
             LP_KIND_MASK (LP_KIND_ANSWER),
  },
  [LP_KIND_LINK] = { .key = "link", .title = N_("Link"), .holds = LP_KIND_MASK (LP_KIND_BEND) },
  [LP_KIND_RECORD] = { .key = "record", .title = N_("Record") },
  [LP_KIND_LISTEN] = { .key = "listen", .title = N_("Port") },
  [LP_KIND_ALLOW] = { .key = "allow", .title = N_("Allowed") },
  [LP_KIND_BEND] = { .key = "bend", .title = N_("Bend") },
  [LP_KIND_WAIVER] = { .key = "waiver", .title = N_("Accepted finding") },
  [LP_KIND_ANSWER] = { .key = "answer", .title = N_("Answer") },
};

static const char *const groups[LP_N_GROUPS] = {
  [LP_GROUP_NAMES] = N_("Visitors and names"),
  [LP_GROUP_TRAFFIC] = N_("Traffic"),
  [LP_GROUP_SERVERS] = N_("Servers"),
  [LP_GROUP_DATA] = N_("Data"),
  [LP_GROUP_SECURITY] = N_("Security"),
  [LP_GROUP_WATCHING] = N_("Watching"),
  [LP_GROUP_DRAWING] = N_("Drawing"),
};

const LpKindRow *
lp_kind_get_row (LpKind kind)
{
  g_return_val_if_fail (kind < LP_N_KINDS, NULL);

  return &rows[kind];
}

const char *
lp_kind_get_title (LpKind kind)
{
  return _(lp_kind_get_row (kind)->title);
}

gboolean
lp_kind_find (const char *key,
              LpKind     *kind)
{
  for (guint i = 0; i < LP_N_KINDS; i++)
    if (strcmp (rows[i].key, key) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

gboolean
lp_kind_holds (LpKind container,
               LpKind content)
{
  return (rows[container].holds & LP_KIND_MASK (content)) != 0;
}

gboolean
lp_kind_is_container (LpKind kind)
{
  return rows[kind].shape == LP_SHAPE_SERVER || rows[kind].shape == LP_SHAPE_ZONE;
}

gboolean
lp_kind_is_box (LpKind kind)
{
  return kind < LP_N_BOX_KINDS;
}

const char *
lp_group_get_title (LpGroup group)
{
  g_return_val_if_fail (group < LP_N_GROUPS, NULL);

  return _(groups[group]);
}

GType
lp_kind_get_type (void)
{
  static GEnumValue values[LP_N_KINDS + 1];
  static gsize type = 0;

  if (g_once_init_enter (&type))
    {
      for (guint i = 0; i < LP_N_KINDS; i++)
        values[i] = (GEnumValue) { i, lp_kind_get_row (i)->key, lp_kind_get_row (i)->key };

      g_once_init_leave (&type, g_enum_register_static ("LpKind", values));
    }

  return type;
}
