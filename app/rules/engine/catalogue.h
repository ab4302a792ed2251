/* SPDX-License-Identifier: MIT */
/* catalogue.h: every rule there is, in the order of the report. */

#pragma once

#include "rules/engine/rule.h"

G_BEGIN_DECLS

const LpRule *const *lp_rules_list (guint      *n_rules);
const LpRule        *lp_rules_find (const char *key);

/* The place of @rule in the list. */
guint                lp_rules_get_place (const LpRule *rule);

extern const LpRule lp_rule_component_isolated;
extern const LpRule lp_rule_name_duplicate;
extern const LpRule lp_rule_name_similar;
extern const LpRule lp_rule_link_duplicate;
extern const LpRule lp_rule_link_self;
extern const LpRule lp_rule_pair_illegal;
extern const LpRule lp_rule_service_without_host;
extern const LpRule lp_rule_host_empty;
extern const LpRule lp_rule_shapes_overlap;
extern const LpRule lp_rule_legend_missing;

extern const LpRule lp_rule_no_user;
extern const LpRule lp_rule_user_cannot_reach_site;
extern const LpRule lp_rule_no_path_to_data;
extern const LpRule lp_rule_tier_skipped;
extern const LpRule lp_rule_request_cycle;
extern const LpRule lp_rule_dead_end;
extern const LpRule lp_rule_dns_in_data_path;
extern const LpRule lp_rule_codebase_missing;

extern const LpRule lp_rule_record_missing;
extern const LpRule lp_rule_record_type_wrong;
extern const LpRule lp_rule_record_target_mismatch;
extern const LpRule lp_rule_record_one_of_many;
extern const LpRule lp_rule_record_private;
extern const LpRule lp_rule_ip_invalid;
extern const LpRule lp_rule_ip_duplicate;
extern const LpRule lp_rule_cname_at_apex;

extern const LpRule lp_rule_spof_read;
extern const LpRule lp_rule_spof_write;
extern const LpRule lp_rule_replicas_same_host;
extern const LpRule lp_rule_replicas_same_zone;
extern const LpRule lp_rule_standby_not_wired;
extern const LpRule lp_rule_fatal_pair;
extern const LpRule lp_rule_no_scale_out;
extern const LpRule lp_rule_deploy_downtime;
extern const LpRule lp_rule_capacity_n_minus_1;
extern const LpRule lp_rule_external_dependency;

extern const LpRule lp_rule_replicas_without_lb;
extern const LpRule lp_rule_one_backend;
extern const LpRule lp_rule_algorithm_missing;
extern const LpRule lp_rule_mode_missing;
extern const LpRule lp_rule_healthcheck_missing;
extern const LpRule lp_rule_pair_without_failover;
extern const LpRule lp_rule_vip_one_member;
extern const LpRule lp_rule_vrrp_mismatch;
extern const LpRule lp_rule_cluster_asymmetric;
extern const LpRule lp_rule_sessions_not_shared;
extern const LpRule lp_rule_vrrp_different_network;

extern const LpRule lp_rule_no_replica;
extern const LpRule lp_rule_replica_unlinked;
extern const LpRule lp_rule_write_to_replica;
extern const LpRule lp_rule_replication_reversed;
extern const LpRule lp_rule_two_primaries;
extern const LpRule lp_rule_no_primary;
extern const LpRule lp_rule_promotion_manual;
extern const LpRule lp_rule_db_collocated;
extern const LpRule lp_rule_db_per_app;
extern const LpRule lp_rule_backup_missing;

extern const LpRule lp_rule_public_http;
extern const LpRule lp_rule_certificate_missing;
extern const LpRule lp_rule_certificate_name;
extern const LpRule lp_rule_plaintext_after_termination;
extern const LpRule lp_rule_db_plaintext;
extern const LpRule lp_rule_version_old;
extern const LpRule lp_rule_no_redirect;
extern const LpRule lp_rule_termination_place;

extern const LpRule lp_rule_entry_unprotected;
extern const LpRule lp_rule_host_unprotected;
extern const LpRule lp_rule_db_exposed;
extern const LpRule lp_rule_flow_blocked;
extern const LpRule lp_rule_allow_unused;
extern const LpRule lp_rule_any_any;
extern const LpRule lp_rule_default_allow;
extern const LpRule lp_rule_rule_shadowed;
extern const LpRule lp_rule_not_on_path;
extern const LpRule lp_rule_ssh_public;
extern const LpRule lp_rule_vrrp_blocked;
extern const LpRule lp_rule_metrics_blocked;
extern const LpRule lp_rule_bypass_path;

extern const LpRule lp_rule_port_missing;
extern const LpRule lp_rule_port_range;
extern const LpRule lp_rule_port_collision;
extern const LpRule lp_rule_port_unusual;
extern const LpRule lp_rule_no_listener;

extern const LpRule lp_rule_no_monitoring;
extern const LpRule lp_rule_host_unmonitored;
extern const LpRule lp_rule_agent_no_collector;
extern const LpRule lp_rule_direction;
extern const LpRule lp_rule_no_qps;
extern const LpRule lp_rule_in_request_path;

extern const LpRule lp_rule_all_in_one;
extern const LpRule lp_rule_tiers_not_split;
extern const LpRule lp_rule_tier_single;

extern const LpRule lp_rule_requirement_missing;
extern const LpRule lp_rule_extra_component;
extern const LpRule lp_rule_server_count;
extern const LpRule lp_rule_label_not_exact;
extern const LpRule lp_rule_boundary_missing;
extern const LpRule lp_rule_edge_label_missing;
extern const LpRule lp_rule_why_missing;
extern const LpRule lp_rule_issue_not_present;
extern const LpRule lp_rule_claim_false;
extern const LpRule lp_rule_waiver_stale;

G_END_DECLS
