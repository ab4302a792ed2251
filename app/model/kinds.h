/* SPDX-License-Identifier: MIT */
/* kinds.h: everything a design can hold: a kind is one row, and says here what every room needs to
 * know of it. */

/* Not guarded: LP_KIND (NAME, columns of LpKindRow…) is what who includes this makes of a row.
 * Boxes come first, in the order of the palette; then, from DESIGN on, what is no box on the
 * picture. */

LP_KIND (CLIENT,
  .key = "client",
  .title = N_("Visitor"),
  .summary = N_("The visitor’s browser, where every request begins."),
  .shape = LP_SHAPE_CARD, .hue = LP_HUE_GREY, .group = LP_GROUP_NAMES,
  .width = LP_CARD_WIDTH, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER,
  .tier = 0,
  .beside = LP_KINDS (LP_KIND_LOAD_BALANCER, LP_KIND_WEB_SERVER, LP_KIND_DNS, LP_KIND_FIREWALL,
                      LP_KIND_VIRTUAL_IP))

LP_KIND (DNS,
  .key = "dns",
  .title = N_("DNS"),
  .summary = N_("The name service: it answers which address a name has."),
  .shape = LP_SHAPE_CARD, .hue = LP_HUE_TEAL, .group = LP_GROUP_NAMES,
  .width = LP_CARD_WIDTH, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER | LP_TRAIT_ONLY_ASKED,
  .holds = LP_KIND_MASK (LP_KIND_RECORD),
  .availability = 0.9999, .managed = TRUE,
  .tier = 0,
  .beside = LP_KINDS (LP_KIND_CLIENT))

LP_KIND (CDN,
  .key = "cdn",
  .title = N_("CDN"),
  .summary = N_("A content delivery network: it answers near the visitor, and asks the site."),
  .shape = LP_SHAPE_CARD, .hue = LP_HUE_PURPLE, .group = LP_GROUP_TRAFFIC,
  .width = LP_CARD_WIDTH, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER | LP_TRAIT_SOFTWARE | LP_TRAIT_ADDRESS | LP_TRAIT_LISTENS |
            LP_TRAIT_SERVES,
  .availability = 0.9995, .managed = TRUE,
  .software = "CDN",
  .port = 443, .protocol = LP_PROTOCOL_HTTPS,
  .tier = 10,
  .beside = LP_KINDS (LP_KIND_LOAD_BALANCER, LP_KIND_WEB_SERVER, LP_KIND_VIRTUAL_IP))

LP_KIND (LOAD_BALANCER,
  .key = "load-balancer",
  .title = N_("Load balancer"),
  .summary = N_("Spreads requests over several servers, for example HAProxy."),
  .shape = LP_SHAPE_CARD, .hue = LP_HUE_PURPLE, .group = LP_GROUP_TRAFFIC,
  .width = 208, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER | LP_TRAIT_SOFTWARE | LP_TRAIT_LISTENS | LP_TRAIT_SERVES |
            LP_TRAIT_PASSES_ON,
  .availability = 0.9995,
  .software = "HAProxy",
  .port = 80, .protocol = LP_PROTOCOL_HTTP,
  .tier = 30, .front = 2,
  .beside = LP_KINDS (LP_KIND_WEB_SERVER, LP_KIND_LOAD_BALANCER, LP_KIND_FIREWALL,
                      LP_KIND_MONITORING_SERVICE))

LP_KIND (VIRTUAL_IP,
  .key = "virtual-ip",
  .title = N_("Virtual IP"),
  .summary = N_("An address that a cluster of load balancers shares."),
  .shape = LP_SHAPE_CARD, .hue = LP_HUE_PURPLE, .group = LP_GROUP_TRAFFIC,
  .width = LP_CARD_WIDTH, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER | LP_TRAIT_ADDRESS | LP_TRAIT_SERVES | LP_TRAIT_PASSES_ON |
            LP_TRAIT_TRANSPARENT,
  .tier = 20, .front = 1,
  .beside = LP_KINDS (LP_KIND_LOAD_BALANCER))

LP_KIND (ROUTER,
  .key = "router",
  .title = N_("Router"),
  .summary = N_("A switch, router or uplink between components."),
  .shape = LP_SHAPE_CARD, .hue = LP_HUE_GREY, .group = LP_GROUP_TRAFFIC,
  .width = LP_CARD_WIDTH, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER | LP_TRAIT_ADDRESS | LP_TRAIT_RELAY | LP_TRAIT_TRANSPARENT,
  .availability = 0.9995, .managed = TRUE,
  .beside = LP_KINDS (LP_KIND_LOAD_BALANCER, LP_KIND_WEB_SERVER, LP_KIND_FIREWALL))

LP_KIND (SERVER,
  .key = "server",
  .title = N_("Server"),
  .summary = N_("One machine. What stands in it fails with it."),
  .shape = LP_SHAPE_SERVER, .hue = LP_HUE_BLUE, .group = LP_GROUP_SERVERS,
  .width = 240, .height = 176,
  .traits = LP_TRAIT_ADDRESS,
  .availability = 0.999,
  .beside = LP_KINDS (LP_KIND_SERVER, LP_KIND_DATABASE, LP_KIND_MONITORING_SERVICE))

LP_KIND (WEB_SERVER,
  .key = "web-server",
  .title = N_("Web server"),
  .summary = N_("Answers requests for pages and files, for example Nginx."),
  .shape = LP_SHAPE_CARD, .hue = LP_HUE_BLUE, .group = LP_GROUP_SERVERS,
  .width = LP_CARD_WIDTH, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER | LP_TRAIT_SOFTWARE | LP_TRAIT_LISTENS | LP_TRAIT_SERVES,
  .availability = 0.9995,
  .software = "Nginx",
  .port = 80, .protocol = LP_PROTOCOL_HTTP,
  .tier = 40, .front = 3,
  .beside = LP_KINDS (LP_KIND_APP_SERVER, LP_KIND_FIREWALL, LP_KIND_MONITORING_SERVICE))

LP_KIND (APP_SERVER,
  .key = "app-server",
  .title = N_("Application server"),
  .summary = N_("Runs the code that makes dynamic pages, for example PHP-FPM."),
  .shape = LP_SHAPE_CARD, .hue = LP_HUE_GREEN, .group = LP_GROUP_SERVERS,
  .width = LP_CARD_WIDTH, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER | LP_TRAIT_SOFTWARE | LP_TRAIT_LISTENS | LP_TRAIT_SERVES,
  .availability = 0.9995,
  .software = "PHP-FPM",
  .port = 9000, .protocol = LP_PROTOCOL_FASTCGI,
  .tier = 50, .front = 4,
  .beside = LP_KINDS (LP_KIND_DATABASE, LP_KIND_CACHE, LP_KIND_FIREWALL,
                      LP_KIND_MONITORING_SERVICE))

LP_KIND (APP_FILES,
  .key = "app-files",
  .title = N_("Application files"),
  .summary = N_("The code base that the application server runs."),
  .shape = LP_SHAPE_CHIP, .hue = LP_HUE_GREY, .group = LP_GROUP_SERVERS,
  .width = LP_CARD_WIDTH, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER | LP_TRAIT_ONLY_ASKED,
  .availability = 0.9995,
  .tier = 50,
  .beside = LP_KINDS (LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER))

LP_KIND (DATABASE,
  .key = "database",
  .title = N_("Database"),
  .summary = N_("Stores the data, for example MySQL."),
  .shape = LP_SHAPE_CARD, .hue = LP_HUE_ORANGE, .group = LP_GROUP_DATA,
  .width = LP_CARD_WIDTH, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER | LP_TRAIT_SOFTWARE | LP_TRAIT_LISTENS | LP_TRAIT_SERVES,
  .availability = 0.9995,
  .software = "MySQL",
  .port = 3306, .protocol = LP_PROTOCOL_MYSQL,
  .tier = 60, .front = 5,
  .beside = LP_KINDS (LP_KIND_DATABASE, LP_KIND_MONITORING_SERVICE))

LP_KIND (CACHE,
  .key = "cache",
  .title = N_("Cache"),
  .summary = N_("Keeps answers that are asked often, for example Redis."),
  .shape = LP_SHAPE_CARD, .hue = LP_HUE_ORANGE, .group = LP_GROUP_DATA,
  .width = LP_CARD_WIDTH, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER | LP_TRAIT_SOFTWARE | LP_TRAIT_LISTENS | LP_TRAIT_SERVES |
            LP_TRAIT_ONLY_ASKED,
  .availability = 0.9995,
  .software = "Redis",
  .port = 6379, .protocol = LP_PROTOCOL_REDIS,
  .tier = 60,
  .beside = LP_KINDS (LP_KIND_APP_SERVER))

LP_KIND (QUEUE,
  .key = "queue",
  .title = N_("Message queue"),
  .summary = N_("Keeps work for later, for example RabbitMQ."),
  .shape = LP_SHAPE_CARD, .hue = LP_HUE_ORANGE, .group = LP_GROUP_DATA,
  .width = LP_CARD_WIDTH, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER | LP_TRAIT_SOFTWARE | LP_TRAIT_LISTENS | LP_TRAIT_SERVES |
            LP_TRAIT_ONLY_ASKED,
  .availability = 0.9995,
  .software = "RabbitMQ",
  .port = 5672, .protocol = LP_PROTOCOL_AMQP,
  .tier = 60,
  .beside = LP_KINDS (LP_KIND_APP_SERVER))

LP_KIND (EXTERNAL,
  .key = "external",
  .title = N_("External service"),
  .summary = N_("Somebody else’s service that the site needs: payment, mail, maps."),
  .shape = LP_SHAPE_CARD, .hue = LP_HUE_GREY, .group = LP_GROUP_DATA,
  .width = LP_CARD_WIDTH, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER | LP_TRAIT_ADDRESS | LP_TRAIT_SERVES | LP_TRAIT_ONLY_ASKED,
  .availability = 0.9995, .managed = TRUE,
  .port = 443, .protocol = LP_PROTOCOL_HTTPS,
  .tier = 60,
  .beside = LP_KINDS (LP_KIND_APP_SERVER))

LP_KIND (FIREWALL,
  .key = "firewall",
  .title = N_("Firewall"),
  .summary = N_("Lets only the wanted traffic through."),
  .shape = LP_SHAPE_CHIP, .hue = LP_HUE_RED, .group = LP_GROUP_SECURITY,
  .width = LP_CARD_WIDTH, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER | LP_TRAIT_ADDRESS | LP_TRAIT_RELAY | LP_TRAIT_TRANSPARENT,
  .holds = LP_KIND_MASK (LP_KIND_ALLOW),
  .availability = 0.9999,
  .beside = LP_KINDS (LP_KIND_LOAD_BALANCER, LP_KIND_WEB_SERVER, LP_KIND_APP_SERVER,
                      LP_KIND_DATABASE))

LP_KIND (CERTIFICATE,
  .key = "certificate",
  .title = N_("Certificate"),
  .summary = N_("The TLS certificate that HTTPS needs."),
  .shape = LP_SHAPE_CHIP, .hue = LP_HUE_YELLOW, .group = LP_GROUP_SECURITY,
  .width = LP_CARD_WIDTH, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER | LP_TRAIT_ONLY_ASKED,
  .tier = LP_TIER_BEHIND,
  .beside = LP_KINDS (LP_KIND_LOAD_BALANCER, LP_KIND_WEB_SERVER))

LP_KIND (MONITORING_AGENT,
  .key = "monitoring-agent",
  .title = N_("Monitoring agent"),
  .summary = N_("Sends metrics and logs of its server to a monitoring service."),
  .shape = LP_SHAPE_CHIP, .hue = LP_HUE_TEAL, .group = LP_GROUP_WATCHING,
  .width = LP_CARD_WIDTH, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER,
  .tier = LP_TIER_BEHIND,
  .beside = LP_KINDS (LP_KIND_MONITORING_SERVICE))

LP_KIND (MONITORING_SERVICE,
  .key = "monitoring-service",
  .title = N_("Monitoring service"),
  .summary = N_("Collects metrics and logs and raises the alarm."),
  .shape = LP_SHAPE_CARD, .hue = LP_HUE_TEAL, .group = LP_GROUP_WATCHING,
  .width = LP_CARD_WIDTH, .height = LP_CARD_HEIGHT,
  .traits = LP_TRAIT_IN_SERVER | LP_TRAIT_ONLY_ASKED,
  .managed = TRUE,
  .port = 443, .protocol = LP_PROTOCOL_HTTPS,
  .tier = 0,
  .beside = LP_KINDS (LP_KIND_MONITORING_AGENT))

LP_KIND (ZONE,
  .key = "zone",
  .title = N_("Zone"),
  .summary = N_("A boundary: a network, a data centre or a tier."),
  .shape = LP_SHAPE_ZONE, .hue = LP_HUE_GREY, .group = LP_GROUP_DRAWING,
  .width = 320, .height = 224,
  .beside = LP_KINDS (LP_KIND_ZONE, LP_KIND_SERVER))

LP_KIND (NOTE,
  .key = "note",
  .title = N_("Note"),
  .summary = N_("A remark on the picture."),
  .shape = LP_SHAPE_NOTE, .hue = LP_HUE_YELLOW, .group = LP_GROUP_DRAWING,
  .width = LP_CARD_WIDTH, .height = 72,
  .traits = LP_TRAIT_IN_SERVER | LP_TRAIT_UNLINKED,
  .tier = LP_TIER_BEHIND)

LP_KIND (DESIGN, .key = "design", .title = N_("Design"),
  .holds = LP_KIND_MASK (LP_KIND_LINK) | LP_KIND_MASK (LP_KIND_WAIVER) |
           LP_KIND_MASK (LP_KIND_ANSWER))
LP_KIND (LINK, .key = "link", .title = N_("Link"), .holds = LP_KIND_MASK (LP_KIND_BEND))
LP_KIND (RECORD, .key = "record", .title = N_("Record"))
LP_KIND (LISTEN, .key = "listen", .title = N_("Port"))
LP_KIND (ALLOW, .key = "allow", .title = N_("Allowed"))
LP_KIND (BEND, .key = "bend", .title = N_("Bend"))
LP_KIND (WAIVER, .key = "waiver", .title = N_("Accepted finding"))
LP_KIND (ANSWER, .key = "answer", .title = N_("Answer"))
