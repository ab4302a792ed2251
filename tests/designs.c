/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "designs.h"

#define VISITOR "client visitor\ndns dns managed=false\n"

#define TASK_0 \
  VISITOR \
  "server server\n" \
  "  web-server nginx\n" \
  "  app-server app\n" \
  "  app-files files\n" \
  "  database mysql\n" \
  "visitor -> dns lookup\n" \
  "visitor -> nginx request\n" \
  "nginx -> app request\n" \
  "app -> mysql query\n"

#define ONE_OF_ALL(n, role) \
  "server s" n "\n" \
  "  web-server web" n "\n" \
  "  app-server app" n "\n" \
  "  app-files files" n "\n" \
  "  database db" n " role=" role "\n"

#define TASK_1_LINKS \
  "visitor -> dns lookup\n" \
  "haproxy -> web1 request\n" \
  "web1 -> app1 request\n" \
  "web2 -> app2 request\n" \
  "app1 -> db1 query\n" \
  "app1 -> db2 query access=read\n" \
  "app2 -> db1 query\n" \
  "app2 -> db2 query access=read\n" \
  "db1 -> db2 replication\n"

#define TASK_1_BOXES(check) \
  "server s0\n" \
  "  load-balancer haproxy " check "\n" \
  ONE_OF_ALL ("1", "primary") \
  ONE_OF_ALL ("2", "replica") \
  TASK_1_LINKS

#define ENTERED "visitor -> haproxy request\n"
#define TASK_1_CHECKED(check) \
  VISITOR TASK_1_BOXES (check) ENTERED "haproxy -> web2 request\n"
#define TASK_1 TASK_1_CHECKED ("health-check=page")
#define TASK_1_BLUE_GREEN \
  VISITOR TASK_1_BOXES ("health-check=page") ENTERED "haproxy -> web2 request weight=0\n"
#define TASK_1_MANAGED_DNS \
  "client visitor\ndns dns\n" \
  TASK_1_BOXES ("health-check=page") ENTERED "haproxy -> web2 request\n"

/* Firewalls that say what they let through, but for the last. */
#define TASK_2_BOXES \
  VISITOR \
  "server s0\n" \
  "  load-balancer haproxy health-check=page\n" \
  "    listen h443 port=443 protocol=https\n" \
  "  certificate tls\n" \
  "  firewall fw0\n" \
  "    allow a0 from=any port=443\n" \
  "  monitoring-agent agent0\n" \
  ONE_OF_ALL ("1", "primary") \
  "  firewall fw1\n" \
  "    allow a1 from=haproxy protocol=http\n" \
  "    allow a2 from=s2 port=3306\n" \
  "  monitoring-agent agent1\n" \
  ONE_OF_ALL ("2", "replica") \
  "  firewall fw2\n" \
  "  monitoring-agent agent2\n" \
  "monitoring-service datadog\n" \
  TASK_1_LINKS \
  "haproxy -> web2 request\n" \
  "agent0 -> datadog metrics\n" \
  "agent1 -> datadog metrics\n" \
  "agent2 -> datadog metrics\n"

#define TASK_2 TASK_2_BOXES ENTERED
#define TASK_2_IN_LINE \
  TASK_2_BOXES \
  "firewall edge\n" \
  "visitor -> edge request\n" \
  "edge -> haproxy request\n"

#define ON_ITS_OWN(server, component) "server " server "\n  " component "\n"

/* What task 3 has of everything, without its files and what goes before the balancers. */
#define BALANCER(n) ON_ITS_OWN ("s-lb" n, "load-balancer lb" n " health-check=page")
#define BALANCERS BALANCER ("1") BALANCER ("2")
#define TIERS \
  ON_ITS_OWN ("s-web1", "web-server web1") \
  ON_ITS_OWN ("s-web2", "web-server web2") \
  ON_ITS_OWN ("s-app1", "app-server app1") \
  ON_ITS_OWN ("s-app2", "app-server app2") \
  "visitor -> dns lookup\n" \
  "web1 -> app1 request\n" \
  "web1 -> app2 request\n" \
  "web2 -> app1 request\n" \
  "web2 -> app2 request\n"
#define CLUSTER(attributes) \
  "virtual-ip vip " attributes "\n" \
  BALANCERS TIERS \
  "visitor -> vip request\n" \
  "vip -> lb1 request\n" \
  "vip -> lb2 request\n" \
  "lb1 -> lb2 failover\n"

#define FIRST_BALANCED "lb1 -> web1 request\nlb1 -> web2 request\n"
#define BALANCED FIRST_BALANCED "lb2 -> web1 request\nlb2 -> web2 request\n"
#define BALANCED_EACH_ITS_OWN "lb1 -> web1 request\nlb2 -> web2 request\n"

#define PRIMARY_USED "app1 -> db1 query\napp2 -> db1 query\n"
#define DATA_BOXES(promotion, replication) \
  ON_ITS_OWN ("s-db1", "database db1") \
  ON_ITS_OWN ("s-db2", "database db2 role=replica promotion=" promotion) \
  PRIMARY_USED \
  "db1 -> db2 replication " replication "\n"
#define DATA_COPIED(promotion, replication) \
  DATA_BOXES (promotion, replication) \
  "app1 -> db2 query access=read\n" \
  "app2 -> db2 query access=read\n"
#define DATA(promotion) DATA_COPIED (promotion, "")
#define QUORUM(n) ON_ITS_OWN ("s-db" n, "database db" n " quorum=majority")
#define TWO_WITH_QUORUM \
  QUORUM ("1") QUORUM ("2") PRIMARY_USED \
  "app1 -> db2 query\n" \
  "app2 -> db2 query\n" \
  "db1 -> db2 replication\n"

#define TASK_3(promotion) VISITOR CLUSTER ("") BALANCED DATA (promotion)
#define TASK_3_IDLE VISITOR CLUSTER ("") FIRST_BALANCED DATA ("manual")
#define TASK_3_OWN_WEB(attributes) \
  VISITOR CLUSTER (attributes) BALANCED_EACH_ITS_OWN DATA ("manual")
#define TASK_3_ONLY_PRIMARY VISITOR CLUSTER ("") BALANCED DATA_BOXES ("automatic", "")
#define TASK_3_SYNC(promotion) \
  VISITOR CLUSTER ("") BALANCED DATA_COPIED (promotion, "sync=sync")
#define TASK_3_GALERA_2 VISITOR CLUSTER ("") BALANCED TWO_WITH_QUORUM
#define TASK_3_GALERA_3 \
  TASK_3_GALERA_2 \
  QUORUM ("3") \
  "app1 -> db3 query\n" \
  "app2 -> db3 query\n" \
  "db2 -> db3 replication\n"

/* Without a virtual IP, entered where DNS says. */
#define TASK_3_NAMED(record) \
  "design site=www.foobar.com\n" \
  VISITOR \
  "  record r1 type=A name=www value=8.8.8.8\n" \
  record \
  "server s-lb1 address=8.8.8.8\n" \
  "  load-balancer lb1 health-check=page\n" \
  "server s-lb2 address=8.8.4.4\n" \
  "  load-balancer lb2 health-check=page\n" \
  TIERS BALANCED DATA ("manual") \
  "visitor -> lb1 request\n" \
  "visitor -> lb2 request\n"

#define FILES \
  "app-files files1\n" \
  "app-files files2\n" \
  "app1 -> files1 files\n" \
  "app2 -> files2 files\n"
#define TASK_3_FILES TASK_3 ("manual") FILES
#define TASK_3_MANAGED_DNS \
  "client visitor\ndns dns\n" CLUSTER ("") BALANCED DATA ("manual") FILES

#define SECOND_RECORD "  record r2 type=A name=www value=8.8.4.4\n"

static const ModelRow rows[] = {
  { "task-0-read", TASK_0, LP_GOAL_READ,
    "app dns files mysql nginx server",
    "", 0, "0.996904", "0.996904", "27.1" },
  { "task-0-write", TASK_0, LP_GOAL_WRITE,
    "app dns files mysql nginx server",
    "", 0, "0.996904", "0.996904", "27.1" },
  { "task-1-write", TASK_1, LP_GOAL_WRITE,
    "db1 dns haproxy s0 s1",
    "", 12, "0.996900", "0.996900", "27.2" },
  { "task-1-read", TASK_1, LP_GOAL_READ,
    "dns haproxy s0",
    "", 19, "0.998393", "0.998393", "14.1" },
  { "task-2-write", TASK_2, LP_GOAL_WRITE,
    "db1 dns haproxy s0 s1",
    "", 12, "0.996900", "0.996900", "27.2" },
  { "task-2-read", TASK_2, LP_GOAL_READ,
    "dns haproxy s0",
    "", 19, "0.998393", "0.998393", "14.1" },
  { "task-3-write-manual", TASK_3 ("manual"), LP_GOAL_WRITE,
    "db1 dns s-db1",
    "", 12, "0.998394", "0.998394", "14.1" },
  { "task-3-read-manual", TASK_3 ("manual"), LP_GOAL_READ,
    "dns",
    "", 16, "0.999891", "0.999891", "1.0" },
  { "task-3-write-automatic", TASK_3 ("automatic"), LP_GOAL_WRITE,
    "dns",
    "", 16, "0.999891", "0.999891", "1.0" },
  { "task-3-write-idle-balancer", TASK_3_IDLE, LP_GOAL_WRITE,
    "db1 dns lb1 s-db1 s-lb1",
    "", 8, "0.996899", "0.996899", "27.2" },
  { "task-2-write-in-line", TASK_2_IN_LINE, LP_GOAL_WRITE,
    "db1 dns edge haproxy s0 s1",
    "", 12, "0.996800", "0.996800", "28.0" },
  { "task-2-read-in-line", TASK_2_IN_LINE, LP_GOAL_READ,
    "dns edge haproxy s0",
    "", 19, "0.998293", "0.998293", "15.0" },
  { "task-1-write-no-check", TASK_1_CHECKED (""), LP_GOAL_WRITE,
    "db1 dns haproxy s0 s1",
    "app1 app2 files1 files2 s2 web1 web2", 12, "0.996900", "0.992923", "27.2" },
  { "task-1-read-no-check", TASK_1_CHECKED (""), LP_GOAL_READ,
    "dns haproxy s0",
    "app1 app2 files1 files2 s1 s2 web1 web2", 19, "0.998393", "0.993419", "14.1" },
  { "task-1-write-tcp", TASK_1_CHECKED ("health-check=tcp"), LP_GOAL_WRITE,
    "db1 dns haproxy s0 s1",
    "app1 app2 files1 files2", 12, "0.996900", "0.994912", "27.2" },
  { "task-1-read-tcp", TASK_1_CHECKED ("health-check=tcp"), LP_GOAL_READ,
    "dns haproxy s0",
    "app1 app2 files1 files2", 19, "0.998393", "0.996405", "14.1" },
  { "task-3-write-own-web", TASK_3_OWN_WEB (""), LP_GOAL_WRITE,
    "db1 dns s-db1 s-web1 web1",
    "", 12, "0.996899", "0.996899", "27.2" },
  { "task-3-read-own-web", TASK_3_OWN_WEB (""), LP_GOAL_READ,
    "dns s-web1 web1",
    "", 16, "0.998394", "0.998394", "14.1" },
  { "task-3-write-own-web-tracked", TASK_3_OWN_WEB ("tracks=backends"), LP_GOAL_WRITE,
    "db1 dns s-db1",
    "", 20, "0.998389", "0.998389", "14.1" },
  { "task-3-read-own-web-tracked", TASK_3_OWN_WEB ("tracks=backends"), LP_GOAL_READ,
    "dns",
    "", 24, "0.999887", "0.999887", "1.0" },
  { "task-3-read-only-primary", TASK_3_ONLY_PRIMARY, LP_GOAL_READ,
    "db1 dns s-db1",
    "", 12, "0.998394", "0.998394", "14.1" },
  { "task-3-write-only-primary", TASK_3_ONLY_PRIMARY, LP_GOAL_WRITE,
    "db1 dns s-db1",
    "", 12, "0.998394", "0.998394", "14.1" },
  { "task-3-write-sync-manual", TASK_3_SYNC ("manual"), LP_GOAL_WRITE,
    "db1 db2 dns s-db1 s-db2",
    "", 12, "0.996897", "0.996897", "27.2" },
  { "task-3-read-sync-manual", TASK_3_SYNC ("manual"), LP_GOAL_READ,
    "dns",
    "", 16, "0.999891", "0.999891", "1.0" },
  { "task-3-write-sync-automatic", TASK_3_SYNC ("automatic"), LP_GOAL_WRITE,
    "db2 dns s-db2",
    "", 12, "0.998394", "0.998394", "14.1" },
  { "task-3-read-galera-3", TASK_3_GALERA_3, LP_GOAL_READ,
    "dns",
    "", 24, "0.999887", "0.999887", "1.0" },
  { "task-3-write-galera-3", TASK_3_GALERA_3, LP_GOAL_WRITE,
    "dns",
    "", 24, "0.999887", "0.999887", "1.0" },
  { "task-3-read-galera-2", TASK_3_GALERA_2, LP_GOAL_READ,
    "db1 db2 dns s-db1 s-db2",
    "", 12, "0.996897", "0.996897", "27.2" },
  { "task-3-write-galera-2", TASK_3_GALERA_2, LP_GOAL_WRITE,
    "db1 db2 dns s-db1 s-db2",
    "", 12, "0.996897", "0.996897", "27.2" },
  { "task-1-write-blue-green", TASK_1_BLUE_GREEN, LP_GOAL_WRITE,
    "app1 db1 dns files1 haproxy s0 s1 web1",
    "", 0, "0.995409", "0.995409", "40.2" },
  { "task-1-read-blue-green", TASK_1_BLUE_GREEN, LP_GOAL_READ,
    "app1 dns files1 haproxy s0 s1 web1",
    "", 2, "0.995906", "0.995906", "35.9" },
  { "task-3-write-two-records", TASK_3_NAMED (SECOND_RECORD), LP_GOAL_WRITE,
    "db1 dns s-db1",
    "", 12, "0.998394", "0.998394", "14.1" },
  { "task-3-read-two-records", TASK_3_NAMED (SECOND_RECORD), LP_GOAL_READ,
    "dns",
    "", 16, "0.999891", "0.999891", "1.0" },
  { "task-3-write-one-record", TASK_3_NAMED (""), LP_GOAL_WRITE,
    "db1 dns lb1 s-db1 s-lb1",
    "", 8, "0.996899", "0.996899", "27.2" },
  { "task-3-read-one-record", TASK_3_NAMED (""), LP_GOAL_READ,
    "dns lb1 s-lb1",
    "", 12, "0.998394", "0.998394", "14.1" },
  { "task-3-write-files", TASK_3_FILES, LP_GOAL_WRITE,
    "db1 dns s-db1",
    "", 17, "0.998392", "0.998392", "14.1" },
  { "task-3-read-files", TASK_3_FILES, LP_GOAL_READ,
    "dns",
    "", 21, "0.999889", "0.999889", "1.0" },
  { "task-1-write-managed-dns", TASK_1_MANAGED_DNS, LP_GOAL_WRITE,
    "db1 haproxy s0 s1",
    "", 12, "0.997000", "0.997000", "26.3" },
  { "task-1-read-managed-dns", TASK_1_MANAGED_DNS, LP_GOAL_READ,
    "haproxy s0",
    "", 19, "0.998493", "0.998493", "13.2" },
  { "task-3-write-managed-dns", TASK_3_MANAGED_DNS, LP_GOAL_WRITE,
    "db1 s-db1",
    "", 17, "0.998492", "0.998492", "13.2" },
  { "task-3-read-managed-dns", TASK_3_MANAGED_DNS, LP_GOAL_READ,
    "",
    "", 21, "0.999989", "0.999989", "0.1" },
};

const ModelRow *
designs_get_model_rows (guint *n_rows)
{
  *n_rows = G_N_ELEMENTS (rows);

  return rows;
}
