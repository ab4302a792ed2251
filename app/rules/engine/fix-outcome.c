/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/fix-outcome.h"

#include <math.h>
#include <string.h>

#include "analysis/availability.h"
#include "rules/engine/catalogue.h"
#include "rules/engine/rule.h"

/* Of an entangled design the exact value is not worth the wait. */
#define MAX_FORMULA 20000
#define MAX_STEPS 2000000

#define TOLERANCE 1e-9

struct _LpFixOutcome
{
  LpGoalState  states[LP_N_GOALS];
  double       availability[LP_N_GOALS][LP_N_EXTENTS];  /* -1 where it is not known exactly. */
  GHashTable  *parts;           /* From id to how likely it has failed, in millionths. */
  GPtrArray   *findings;        /* LpFinding. They name elements by id and outlive the graph. */
  guint       *counts;          /* By rule. */
};

/* What a fix brings along because it says so: NULL stands for any rule. */
static const struct
{
  const char *fix;
  const char *adds;
} known[] = {
  { "no-user", NULL },                          /* Before, there was nobody to judge for. */
  { NULL, "why-missing" },                      /* Of what is new only the author knows why. */
  { NULL, "egress-open" },                      /* Nothing is said of it where no firewall is. */
  { "codebase-missing", "spof-read" },          /* What an application runs can be lost. */
  { "codebase-missing", "spof-write" },
  { "codebase-missing", "partial-failure" },
  { "no-monitoring", "external-dependency" },
  { "no-monitoring", "no-qps" },                /* Where nothing is watched nobody asks for it. */
  { "agent-no-collector", "no-qps" },
  { "agent-no-collector", "external-dependency" },
  { "record-missing", "external-dependency" },
  { "public-http", "plaintext-after-termination" },
  { "no-replica", "promotion-manual" },
  { "no-replica", "db-plaintext" },             /* New links speak as those beside them do. */
  { "promotion-no-path", "db-plaintext" },
  { "replica-unlinked", "promotion-manual" },   /* Before, there was nothing to promote, */
  { "replica-unlinked", "writes-lost" },        /* or nothing to lose. */
  { "flow-blocked", "writes-lost" },
  { "replicas-without-lb", "tier-single" },     /* The load balancer is one machine, too. */
  { "replicas-without-lb", "spof-read" },
  { "pair-without-failover", "one-backend" },   /* The second one leads where the first one does, */
  { "pair-without-failover", "mode-missing" },  /* and what the first one does not say is not */
  { "standby-not-wired", "one-backend" },       /* said of the second one either. */
  { "standby-not-wired", "mode-missing" },
  { "requirement-missing", "record-missing" },  /* Only the author knows the address. */
  { "service-without-host", "tier-single" },    /* Before, nobody could count the machines, */
  { "service-without-host", "db-plaintext" },   /* or see what passes between them. */
  { "service-without-host", "plaintext-after-termination" },
};

/* What is not said of a goal that is down, in part or not known. */
static const char *const silenced[] = {
  "does-not-work", "spof-read", "spof-write", "partial-failure", "fatal-pair", "deploy-downtime",
  "promotion-manual", "issue-not-present", "issue-solved",
  NULL
};

/* What only equips or labels a component, or lets through what it sends. */
static const char *const following[] = {
  "host-unprotected", "host-unmonitored", "agent-no-collector", "no-qps", "no-monitoring",
  "codebase-missing", "certificate-missing", "public-http", "no-redirect", "no-listener",
  "port-missing", "port-collision", "algorithm-missing", "healthcheck-missing", "flow-blocked",
  "metrics-blocked", "vrrp-blocked", "default-allow", "allow-unused", "wide-allow",
  "any-any", "replica-unlinked",
  "record-missing",
  "record-target-mismatch", "record-one-of-many", "entry-not-named", "link-duplicate",
  "name-duplicate", "label-not-exact", "edge-label-missing", "shapes-overlap", "legend-missing",
  NULL
};

gboolean
lp_fix_outcome_may_follow (LpFinding *finding)
{
  return lp_finding_can_fix (finding) &&
         g_strv_contains (following, lp_finding_get_rule (finding)->key);
}

static void
weigh (LpFixOutcome     *self,
       const LpGraph *graph)
{
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    for (LpExtent extent = 0; extent < LP_N_EXTENTS; extent++)
      {
        g_autoptr (LpAvailability) found = lp_availability_new_within (graph, goal, extent,
                                                                       MAX_FORMULA, MAX_STEPS,
                                                                       NULL);

        self->availability[goal][extent] = lp_availability_is_exact (found) ? found->lower : -1;
      }

  /* Also what never fails: that it fails afterwards is harm, not something new. */
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      const LpGraphNode *node = &graph->nodes[i];
      const guint lost = node->fails ? (guint) ceil ((1 - node->availability) * 1e6) : 0;

      g_hash_table_insert (self->parts, g_strdup (node->id), GUINT_TO_POINTER (lost));
    }
}

LpFixOutcome *
lp_fix_outcome_new (LpDesign      *design,
                    const LpBrief *brief)
{
  g_autoptr (LpLintResult) report = lp_lint (design, (LpBrief *) brief, NULL);
  LpFixOutcome *self = g_new0 (LpFixOutcome, 1);
  guint n_rules;

  lp_rules_list (&n_rules);
  self->counts = g_new0 (guint, n_rules);
  self->findings = g_ptr_array_new_with_free_func (g_object_unref);
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    self->states[goal] = lp_lint_result_get_failures (report, goal)->state;

  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  weigh (self, lp_lint_result_get_graph (report));

  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    {
      LpFinding *finding = lp_lint_result_get_finding (report, i);

      g_ptr_array_add (self->findings, g_object_ref (finding));
      self->counts[lp_rules_get_place (lp_finding_get_rule (finding))]++;
    }

  return self;
}

void
lp_fix_outcome_free (LpFixOutcome *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->findings);
  g_hash_table_unref (self->parts);
  g_free (self->counts);
  g_free (self);
}

/* How likely one of what is new has failed: so much less available what it is part of may be. */
static double
count_on_new_parts (const LpFixOutcome *before,
                    const LpFixOutcome *after)
{
  GHashTableIter iter;
  gpointer id, millionths;
  double sum = TOLERANCE;

  g_hash_table_iter_init (&iter, after->parts);
  while (g_hash_table_iter_next (&iter, &id, &millionths))
    if (!g_hash_table_contains (before->parts, id))
      sum += GPOINTER_TO_UINT (millionths) * 1e-6;

  return sum;
}

gboolean
lp_fix_outcome_is_worse (const LpFixOutcome *before,
                         const LpFixOutcome *after)
{
  double allowed = count_on_new_parts (before, after);

  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    {
      if (before->states[goal] == LP_GOAL_UNKNOWN)
        continue;
      if (after->states[goal] < before->states[goal])
        return TRUE;
      for (LpExtent extent = 0; extent < LP_N_EXTENTS; extent++)
        if (after->availability[goal][extent] >= 0 &&
            after->availability[goal][extent] < before->availability[goal][extent] - allowed)
          return TRUE;
    }

  return FALSE;
}

static gboolean
was_silent (const LpFixOutcome *before)
{
  return before->states[LP_GOAL_READ] != LP_GOAL_UP || before->states[LP_GOAL_WRITE] != LP_GOAL_UP;
}

static gboolean
is_known (const LpFixOutcome *before,
          const LpRule    *fix,
          const LpRule    *added)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if ((known[i].fix == NULL || strcmp (known[i].fix, fix->key) == 0) &&
        (known[i].adds == NULL || strcmp (known[i].adds, added->key) == 0))
      return TRUE;

  /* Of a drawing that has only begun most is not said yet. */
  return was_silent (before) && (strcmp (fix->key, "requirement-missing") == 0 ||
                                 g_strv_contains (silenced, added->key));
}

/* Two records of one name server may have the same fault: then their findings look the same. */
static guint
count (const LpFixOutcome *self,
       LpFinding       *finding)
{
  guint n = 0;

  for (guint i = 0; i < self->findings->len; i++)
    n += strcmp (lp_finding_get_fingerprint (self->findings->pdata[i]),
                 lp_finding_get_fingerprint (finding)) == 0;

  return n;
}

gboolean
lp_fix_outcome_has (const LpFixOutcome *before,
                const LpFixOutcome *after,
                LpFinding       *finding)
{
  guint n_before = count (before, finding);

  return count (after, finding) >= MAX (n_before, 1);
}

/* Whether a finding of the same rule had one of the elements of @finding: then it is the same one,
 * with more or fewer elements, or one of several that it was split into. */
static gboolean
continues (const LpFixOutcome *before,
           LpFinding       *finding)
{
  const char *const *ids = lp_finding_get_elements (finding);

  for (guint i = 0; i < before->findings->len; i++)
    {
      LpFinding *old = before->findings->pdata[i];

      if (lp_finding_get_rule (old) != lp_finding_get_rule (finding))
        continue;
      for (guint k = 0; ids[k] != NULL; k++)
        if (g_strv_contains (lp_finding_get_elements (old), ids[k]))
          return TRUE;
    }

  return FALSE;
}

LpFinding *
lp_fix_outcome_find_new (const LpFixOutcome *before,
                     const LpFixOutcome *after,
                     const LpRule    *rule)
{
  LpFinding *found = NULL;

  for (guint i = 0; i < after->findings->len; i++)
    {
      LpFinding *finding = after->findings->pdata[i];
      const LpRule *added = lp_finding_get_rule (finding);
      guint place = lp_rules_get_place (added);

      if (after->counts[place] <= before->counts[place] || is_known (before, rule, added) ||
          count (before, finding) > 0 || continues (before, finding))
        continue;

      if (lp_fix_outcome_may_follow (finding))
        return finding;
      if (found == NULL)
        found = finding;
    }

  return found;
}
