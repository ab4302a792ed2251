/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/catalogue.h"

#include <glib/gi18n-lib.h>

/* The order is the order of the report. */
static const LpRule *const rules[] = {
  /* Drawing and structure. */
  &lp_rule_component_isolated,
  &lp_rule_name_duplicate,
  &lp_rule_name_similar,
  &lp_rule_link_duplicate,
  &lp_rule_link_self,
  &lp_rule_pair_illegal,
  &lp_rule_service_without_host,
  &lp_rule_host_empty,
  &lp_rule_shapes_overlap,
  &lp_rule_legend_missing,

  /* Request path. */
  &lp_rule_no_user,
  &lp_rule_user_cannot_reach_site,
  &lp_rule_no_path_to_data,
  &lp_rule_tier_skipped,
  &lp_rule_request_cycle,
  &lp_rule_dead_end,
  &lp_rule_dns_in_data_path,
  &lp_rule_codebase_missing,

  /* DNS and addresses. */
  &lp_rule_record_missing,
  &lp_rule_record_type_wrong,
  &lp_rule_record_target_mismatch,
  &lp_rule_record_one_of_many,
  &lp_rule_record_private,
  &lp_rule_ip_invalid,
  &lp_rule_ip_duplicate,
  &lp_rule_cname_at_apex,

  /* Single points and availability. */
  &lp_rule_spof_read,
  &lp_rule_spof_write,
  &lp_rule_replicas_same_host,
  &lp_rule_replicas_same_zone,
  &lp_rule_standby_not_wired,
  &lp_rule_fatal_pair,
  &lp_rule_no_scale_out,
  &lp_rule_deploy_downtime,
  &lp_rule_capacity_n_minus_1,
  &lp_rule_external_dependency,

  /* Load balancing. */
  &lp_rule_replicas_without_lb,
  &lp_rule_one_backend,
  &lp_rule_algorithm_missing,
  &lp_rule_mode_missing,
  &lp_rule_healthcheck_missing,
  &lp_rule_pair_without_failover,
  &lp_rule_vip_one_member,
  &lp_rule_vrrp_mismatch,
  &lp_rule_cluster_asymmetric,
  &lp_rule_sessions_not_shared,
  &lp_rule_vrrp_different_network,

  /* Database. */
  &lp_rule_no_replica,
  &lp_rule_replica_unlinked,
  &lp_rule_write_to_replica,
  &lp_rule_replication_reversed,
  &lp_rule_two_primaries,
  &lp_rule_no_primary,
  &lp_rule_promotion_manual,
  &lp_rule_db_collocated,
  &lp_rule_db_per_app,
  &lp_rule_backup_missing,

  /* TLS. */
  &lp_rule_public_http,
  &lp_rule_certificate_missing,
  &lp_rule_certificate_name,
  &lp_rule_plaintext_after_termination,
  &lp_rule_db_plaintext,
  &lp_rule_version_old,
  &lp_rule_no_redirect,
  &lp_rule_termination_place,

  /* Firewalls. */
  &lp_rule_entry_unprotected,
  &lp_rule_host_unprotected,
  &lp_rule_db_exposed,
  &lp_rule_flow_blocked,
  &lp_rule_allow_unused,
  &lp_rule_any_any,
  &lp_rule_default_allow,
  &lp_rule_rule_shadowed,
  &lp_rule_not_on_path,
  &lp_rule_ssh_public,
  &lp_rule_vrrp_blocked,
  &lp_rule_metrics_blocked,
  &lp_rule_bypass_path,

  /* Ports. */
  &lp_rule_port_missing,
  &lp_rule_port_range,
  &lp_rule_port_collision,
  &lp_rule_port_unusual,
  &lp_rule_no_listener,

  /* Monitoring. */
  &lp_rule_no_monitoring,
  &lp_rule_host_unmonitored,
  &lp_rule_agent_no_collector,
  &lp_rule_direction,
  &lp_rule_no_qps,
  &lp_rule_in_request_path,

  /* Sizing and tiers. */
  &lp_rule_all_in_one,
  &lp_rule_tiers_not_split,
  &lp_rule_tier_single,

  /* Exercise and hand-in; they look at what the others found. */
  &lp_rule_requirement_missing,
  &lp_rule_extra_component,
  &lp_rule_server_count,
  &lp_rule_label_not_exact,
  &lp_rule_boundary_missing,
  &lp_rule_edge_label_missing,
  &lp_rule_why_missing,
  &lp_rule_issue_not_present,
  &lp_rule_claim_false,
  &lp_rule_waiver_stale,
};

static const struct
{
  const char *key;
  const char *title;
} families[LP_N_FAMILIES] = {
  [LP_FAMILY_STRUCTURE] = { "structure", N_("Drawing and structure") },
  [LP_FAMILY_PATH] = { "path", N_("Request path") },
  [LP_FAMILY_DNS] = { "dns", N_("DNS and addresses") },
  [LP_FAMILY_AVAILABILITY] = { "availability", N_("Single points and availability") },
  [LP_FAMILY_BALANCING] = { "balancing", N_("Load balancing") },
  [LP_FAMILY_DATABASE] = { "database", N_("Database") },
  [LP_FAMILY_TLS] = { "tls", N_("TLS") },
  [LP_FAMILY_FIREWALL] = { "firewall", N_("Firewalls") },
  [LP_FAMILY_PORTS] = { "ports", N_("Ports") },
  [LP_FAMILY_MONITORING] = { "monitoring", N_("Monitoring") },
  [LP_FAMILY_SIZING] = { "sizing", N_("Sizing and tiers") },
  [LP_FAMILY_EXERCISE] = { "exercise", N_("Exercise and hand-in") },
};

const LpRule *const *
lp_rules_list (guint *n_rules)
{
  *n_rules = G_N_ELEMENTS (rules);

  return rules;
}

const LpRule *
lp_rules_find (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i]->key, key))
      return rules[i];

  return NULL;
}

guint
lp_rules_get_place (const LpRule *rule)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (rules) && rules[i] != rule; i++)
    ;

  return i;
}

const char *
lp_family_get_key (LpFamily family)
{
  g_return_val_if_fail (family < LP_N_FAMILIES, NULL);

  return families[family].key;
}

const char *
lp_family_get_title (LpFamily family)
{
  g_return_val_if_fail (family < LP_N_FAMILIES, NULL);

  return _(families[family].title);
}
