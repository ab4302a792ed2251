/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "analysis/index.h"
#include "analysis/traffic.h"
#include "model/box.h"
#include "model/text.h"
#include "rules/engine/pair-hops.h"

/* How many names a sentence bears, and how many elements a witness. */
#define MAX_NAMES 6
#define MAX_PATH 64

/* Beyond these fatal pairs take longer than all rules together. */
#define MAX_PAIR_NODES 20000
#define MAX_PAIRS 10000

struct _LpCheckPrivate
{
  GPtrArray *findings;          /* Borrowed. */
  int       *by_kind;
  int       *servers;
  GArray    *hops;
  guint8    *reached;           /* These are NULL as long as nobody asked. */
  int       *arrivals;          /* Of what is reached: the link, or -1 of visitors. */
  LpFailures *failures[LP_N_GOALS];
  LpFailures *fatal_pairs[LP_N_GOALS];
  guint8    *pairs;
  LpTraffic *traffic;
  GPtrArray *shared;            /* Of Shared. */
  LpNameIndex   *names;
  char     **full_names;        /* By node, where its name alone is not clear, or too long. */
};

typedef struct
{
  const char    *key;
  gpointer       data;
  GDestroyNotify destroy;
} Shared;

static void
shared_free (Shared *shared)
{
  shared->destroy (shared->data);
  g_free (shared);
}

/* Sorts the nodes by kind, those of one kind in document order. */
static void
list_kinds (LpCheck *self)
{
  const LpGraph *graph = self->graph;
  guint start = 0;

  /* One more, so that there is an array where there are no nodes. */
  self->priv->by_kind = g_new (int, graph->n_nodes + 1);

  for (guint i = 0; i < graph->n_nodes; i++)
    self->kinds[graph->nodes[i].kind].n++;

  for (guint kind = 0; kind < LP_N_BOX_KINDS; kind++)
    {
      self->kinds[kind].nodes = self->priv->by_kind + start;
      start += self->kinds[kind].n;
      self->kinds[kind].n = 0;
    }

  for (guint i = 0; i < graph->n_nodes; i++)
    {
      LpNodes *nodes = &self->kinds[graph->nodes[i].kind];

      ((int *) nodes->nodes)[nodes->n++] = i;
    }
}

/* Containers come before what they hold. */
static void
find_servers (LpCheck *self)
{
  const LpGraph *graph = self->graph;
  int *servers = g_new (int, graph->n_nodes);

  for (guint i = 0; i < graph->n_nodes; i++)
    {
      const LpGraphNode *node = &graph->nodes[i];

      if (node->kind == LP_KIND_SERVER)
        servers[i] = i;
      else
        servers[i] = node->parent >= 0 ? servers[node->parent] : -1;
    }

  self->servers = self->priv->servers = servers;
}

static void
list_hops (LpCheck *self)
{
  self->priv->hops = lp_hops_new (self->graph);
  self->n_hops = self->priv->hops->len;
  self->hops = (const LpHop *) self->priv->hops->data;

  lp_index_new (self->hops, sizeof (LpHop), G_STRUCT_OFFSET (LpHop, from),
                self->n_hops, self->graph->n_nodes, &self->hop_out_start, &self->hop_out);
  lp_index_new (self->hops, sizeof (LpHop), G_STRUCT_OFFSET (LpHop, to),
                self->n_hops, self->graph->n_nodes, &self->hop_in_start, &self->hop_in);
}

LpCheck *
lp_check_new (const LpGraph *graph,
              const LpBrief *brief,
              GPtrArray     *findings)
{
  LpCheck *self = g_new0 (LpCheck, 1);

  self->priv = g_new0 (struct _LpCheckPrivate, 1);
  self->priv->findings = findings;
  self->design = graph->design;
  self->root = lp_design_get_root (graph->design);
  self->graph = graph;
  self->brief = brief;
  self->site = lp_element_get_text (self->root, LP_ATTRIBUTE_SITE);
  list_kinds (self);
  find_servers (self);
  list_hops (self);

  return self;
}

void
lp_check_free (LpCheck *self)
{
  g_free (self->priv->by_kind);
  g_free (self->priv->servers);
  g_array_unref (self->priv->hops);
  g_free (self->hop_out_start);
  g_free (self->hop_out);
  g_free (self->hop_in_start);
  g_free (self->hop_in);
  g_free (self->priv->reached);
  g_free (self->priv->arrivals);
  for (guint goal = 0; goal < LP_N_GOALS; goal++)
    {
      lp_failures_free (self->priv->failures[goal]);
      lp_failures_free (self->priv->fatal_pairs[goal]);
    }
  g_free (self->priv->pairs);
  g_clear_pointer (&self->priv->shared, g_ptr_array_unref);
  lp_name_index_free (self->priv->names);
  for (guint i = 0; self->priv->full_names != NULL && i < self->graph->n_nodes; i++)
    g_free (self->priv->full_names[i]);
  g_free (self->priv->full_names);
  lp_traffic_free (self->priv->traffic);
  g_free (self->priv);
  g_free (self);
}

LpFinding *
lp_check_report (LpCheck          *self,
                 const LpRule     *rule,
                 LpElement *const *elements,
                 LpElement *const *witness,
                 const char       *format,
                 ...)
{
  g_autofree char *message = NULL;
  LpFinding *finding;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  finding = lp_finding_new (rule, elements, witness, lp_text_to_line (message, LP_TEXT_SENTENCE));
  g_ptr_array_add (self->priv->findings, finding);

  return finding;
}

LpElement *
lp_check_get_element (LpCheck *self,
                      int      node)
{
  return self->graph->nodes[node].element;
}

const LpNameIndex *
lp_check_get_names (LpCheck *self)
{
  if (self->priv->names == NULL)
    self->priv->names = lp_name_index_new (self->graph);

  return self->priv->names;
}

const char *
lp_check_get_name (LpCheck *self,
                   int      node)
{
  const LpNameIndex *names = lp_check_get_names (self);
  const LpGraphNode *nodes = self->graph->nodes;
  const char *name = names->names[names->by_node[node]];
  int parent = nodes[node].parent;
  gboolean clear = parent < 0 || nodes[parent].kind != LP_KIND_SERVER ||
                   names->n_bearers[names->by_node[node]] == 1;

  if (clear && strnlen (name, LP_TEXT_NAME + 1) <= LP_TEXT_NAME)
    return name;

  if (self->priv->full_names == NULL)
    self->priv->full_names = g_new0 (char *, self->graph->n_nodes);
  if (self->priv->full_names[node] == NULL)
    {
      g_autofree char *full = clear ? NULL : lp_box_dup_full_name (nodes[node].element);

      self->priv->full_names[node] = lp_text_to_line (full != NULL ? full : name, LP_TEXT_NAME);
    }

  return self->priv->full_names[node];
}

const char *
lp_check_name (LpCheck   *self,
               LpElement *element)
{
  int node = lp_graph_find_element (self->graph, element);

  return node >= 0 ? lp_check_get_name (self, node) : lp_element_get_name (element);
}

/* @self may be NULL: bare names. */
static char *
join_names (LpCheck          *self,
            LpElement *const *elements)
{
  GString *names = g_string_new (NULL);
  guint n, n_named;

  for (n = 0; elements[n] != NULL; n++)
    ;
  n_named = n > MAX_NAMES ? MAX_NAMES - 1 : n;

  for (guint i = 0; i < n_named; i++)
    {
      const char *name = self != NULL ? lp_check_name (self, elements[i])
                                      : lp_element_get_name (elements[i]);
      g_autofree char *line = lp_text_to_line (name, LP_TEXT_NAME);

      if (i > 0)
        g_string_append (names, i + 1 < n ? _(", ") : _(" and "));
      g_string_append_printf (names, _("“%s”"), line);
    }

  if (n > n_named)
    g_string_append_printf (names, ngettext (" and %u more", " and %u more", n - n_named),
                            n - n_named);

  return g_string_free (names, FALSE);
}

char *
lp_check_join_names (LpCheck          *self,
                     LpElement *const *elements)
{
  return join_names (self, elements);
}

char *
lp_check_join_bare_names (LpElement *const *elements)
{
  return join_names (NULL, elements);
}

static gboolean
carries_requests (LpFlow flow)
{
  return flow == LP_FLOW_REQUEST || flow == LP_FLOW_QUERY || flow == LP_FLOW_LOOKUP;
}

/* In breadth, so that the ways are short. */
static void
find_reached (LpCheck *self)
{
  const LpGraph *graph = self->graph;
  g_autofree int *queue = g_new (int, graph->n_nodes);
  guint8 *reached = g_new0 (guint8, graph->n_nodes);
  int *arrivals = g_new (int, graph->n_nodes);
  guint n = 0;

  for (guint i = 0; i < self->kinds[LP_KIND_CLIENT].n; i++)
    {
      queue[n] = self->kinds[LP_KIND_CLIENT].nodes[i];
      arrivals[queue[n]] = -1;
      reached[queue[n++]] = TRUE;
    }

  for (guint i = 0; i < n; i++)
    for (guint k = graph->out_start[queue[i]]; k < graph->out_start[queue[i] + 1]; k++)
      {
        const LpGraphLink *link = &graph->links[graph->out[k]];

        if (reached[link->to] || !carries_requests (link->flow))
          continue;

        queue[n++] = link->to;
        arrivals[link->to] = graph->out[k];
        reached[link->to] = TRUE;
      }

  self->priv->reached = reached;
  self->priv->arrivals = arrivals;
}

const guint8 *
lp_check_get_reached (LpCheck *self)
{
  if (self->priv->reached == NULL)
    find_reached (self);

  return self->priv->reached;
}

GPtrArray *
lp_check_list_path (LpCheck *self,
                    int      node)
{
  const LpGraph *graph = self->graph;
  GPtrArray *path = g_ptr_array_new_null_terminated (16, NULL, TRUE);

  if (!lp_check_get_reached (self)[node])
    return path;

  g_ptr_array_add (path, graph->nodes[node].element);
  while (path->len < MAX_PATH && self->priv->arrivals[node] >= 0)
    {
      const LpGraphLink *link = &graph->links[self->priv->arrivals[node]];

      node = link->from;
      g_ptr_array_add (path, link->element);
      g_ptr_array_add (path, graph->nodes[node].element);
    }

  return path;
}

const LpFailures *
lp_check_get_failures (LpCheck *self,
                       LpGoal   goal)
{
  LpFailures **failures = &self->priv->failures[goal];

  if (*failures == NULL)
    *failures = lp_failures_new (self->graph, goal, 0, NULL);

  return *failures;
}

gboolean
lp_check_works (LpCheck *self)
{
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    if (!lp_check_get_failures (self, goal)->holds)
      return FALSE;

  return TRUE;
}

const LpFailures *
lp_check_get_fatal_pairs (LpCheck *self,
                          LpGoal   goal)
{
  LpFailures **failures = &self->priv->fatal_pairs[goal];

  if (*failures == NULL)
    *failures = lp_failures_new (self->graph, goal,
                                 self->graph->n_nodes <= MAX_PAIR_NODES ? MAX_PAIRS : 0, NULL);

  return *failures;
}

LpFailures *
lp_check_steal_failures (LpCheck *self,
                         LpGoal   goal)
{
  lp_check_get_failures (self, goal);

  return g_steal_pointer (&self->priv->failures[goal]);
}

const guint8 *
lp_check_get_pairs (LpCheck *self)
{
  if (self->priv->pairs == NULL)
    self->priv->pairs = lp_pairs_new (self);

  return self->priv->pairs;
}

const LpTraffic *
lp_check_get_traffic (LpCheck *self)
{
  if (self->priv->traffic == NULL)
    self->priv->traffic = lp_traffic_new (self->graph);

  return self->priv->traffic;
}

const GPtrArray *
lp_check_get_findings (LpCheck *self)
{
  return self->priv->findings;
}

gpointer
lp_check_get_shared (LpCheck       *self,
                     const char    *key,
                     gpointer     (*make) (LpCheck *check),
                     GDestroyNotify destroy)
{
  Shared *shared;

  if (self->priv->shared == NULL)
    self->priv->shared = g_ptr_array_new_with_free_func ((GDestroyNotify) shared_free);

  for (guint i = 0; i < self->priv->shared->len; i++)
    {
      shared = self->priv->shared->pdata[i];
      if (strcmp (shared->key, key) == 0)
        return shared->data;
    }

  shared = g_new (Shared, 1);
  *shared = (Shared) { key, make (self), destroy };
  g_ptr_array_add (self->priv->shared, shared);

  return shared->data;
}
