/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/brief.h"

#include "rules/catalogue.h"

/* What a brief says about one rule. */
typedef struct
{
  gboolean   off;
  LpSeverity severity;
  gboolean   expected;
  guint64    kinds;             /* Of which kinds one of its elements has to be; 0: any. */
} RuleSetting;

struct _LpBrief
{
  char        *key;
  guint        n_rules;
  RuleSetting *rules;           /* In the order of the catalogue. */
};

static void
free_content (gpointer data)
{
  LpBrief *self = data;

  g_free (self->key);
  g_free (self->rules);
}

static LpBrief *
new_brief (const char *key)
{
  LpBrief *self = g_atomic_rc_box_new0 (LpBrief);
  const LpRule *const *rules = lp_rules_list (&self->n_rules);

  self->key = g_strdup (key);
  self->rules = g_new0 (RuleSetting, self->n_rules);
  for (guint i = 0; i < self->n_rules; i++)
    self->rules[i].severity = rules[i]->severity;

  return self;
}

LpBrief *
lp_brief_ref (LpBrief *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lp_brief_unref (LpBrief *self)
{
  g_atomic_rc_box_release_full (self, free_content);
}

LpBrief *
lp_brief_get_production (void)
{
  static LpBrief *production = NULL;

  if (g_once_init_enter (&production))
    g_once_init_leave (&production, new_brief ("production"));

  return production;
}

const char *
lp_brief_get_key (const LpBrief *self)
{
  return self->key;
}

gboolean
lp_brief_is_on (const LpBrief *self,
                const LpRule  *rule)
{
  return !self->rules[lp_rules_get_place (rule)].off;
}

LpSeverity
lp_brief_get_severity (const LpBrief *self,
                       const LpRule  *rule)
{
  return self->rules[lp_rules_get_place (rule)].severity;
}

gboolean
lp_brief_expects (const LpBrief *self,
                  const LpGraph *graph,
                  LpFinding     *finding)
{
  const RuleSetting *setting = &self->rules[lp_rules_get_place (lp_finding_get_rule (finding))];
  const char *const *ids = lp_finding_get_elements (finding);

  if (!setting->expected || setting->kinds == 0)
    return setting->expected;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      int node = lp_graph_find (graph, ids[i]);

      if (node >= 0 && (setting->kinds & LP_KIND_MASK (graph->nodes[node].kind)) != 0)
        return TRUE;
    }

  return FALSE;
}
