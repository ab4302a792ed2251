/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>

#include "analysis/drill.h"
#include "analysis/failure.h"
#include "document/drill-session.h"

/* A lens leaves what belongs to one question bright and dims the rest. */

#define KIND(kind) LP_KIND_MASK (LP_KIND_##kind)
#define FLOW(flow) (1 << LP_FLOW_##flow)

static const struct
{
  const char *name;
  guint64     kinds;
  guint       flows;
  gboolean    ends;             /* With what the links join. */
  gboolean    failures;         /* Another question: what fails with what. */
} lenses[] = {
  { "none", 0, 0, FALSE, FALSE },
  { "traffic", KIND (CLIENT) | KIND (DNS), FLOW (LOOKUP) | FLOW (REQUEST) | FLOW (QUERY), TRUE,
    FALSE },
  { "security", KIND (FIREWALL) | KIND (CERTIFICATE), 0, FALSE, FALSE },
  { "monitoring", KIND (MONITORING_AGENT) | KIND (MONITORING_SERVICE), FLOW (METRICS), TRUE,
    FALSE },
  { "failures", 0, 0, FALSE, TRUE },
};

static gboolean
is_link_wanted (guint      lens,
                LpElement *link)
{
  if (g_str_equal (lenses[lens].name, "security"))
    return lp_link_is_encrypted (link);

  return (lenses[lens].flows & 1 << lp_link_get_flow (link)) != 0;
}

static void
keep (LpCanvas  *self,
      LpElement *element)
{
  for (; element != NULL && lp_element_get_kind (element) != LP_KIND_DESIGN;
       element = lp_element_get_parent (element))
    if (!g_hash_table_contains (self->highlight, element))
      g_hash_table_add (self->highlight, g_object_ref (element));
}

static void
keep_kinds_and_flows (LpCanvas *self,
                      LpScene  *scene)
{
  for (guint i = 0; i < lp_scene_get_n_boxes (scene); i++)
    if (lenses[self->lens].kinds & LP_KIND_MASK (lp_element_get_kind (lp_scene_get_box (scene, i))))
      keep (self, lp_scene_get_box (scene, i));
  for (guint i = 0; i < lp_scene_get_n_links (scene); i++)
    {
      LpElement *link = lp_scene_get_link (scene, i);

      if (!is_link_wanted (self->lens, link))
        continue;
      g_hash_table_add (self->highlight, g_object_ref (link));
      if (lenses[self->lens].ends)
        {
          keep (self, lp_link_get_from (link));
          keep (self, lp_link_get_to (link));
        }
    }
}

static void
add_spofs (GArray        *nodes,
           const LpGraph *graph)
{
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    {
      g_autoptr (LpFailures) failures = lp_failures_new (graph, goal, 0, NULL);

      g_array_append_vals (nodes, failures->spofs, failures->n_spofs);
    }
}

/* What is selected; where nothing is, all that takes the site down alone. */
static GArray *
list_failing (LpCanvas      *self,
              const LpGraph *graph)
{
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GPtrArray) boxes = lp_canvas_dup_selected_boxes (self);

  for (guint i = 0; i < boxes->len; i++)
    {
      int node = lp_graph_find (graph, lp_element_get_id (boxes->pdata[i]));

      if (node >= 0)
        g_array_append_val (nodes, node);
    }
  if (boxes->len == 0)
    add_spofs (nodes, graph);

  return nodes;
}

static GHashTable *
copy_marks (GHashTable *marks)
{
  GHashTable *copy = lp_marks_new ();
  GHashTableIter iter;
  gpointer id, mark;

  if (marks == NULL)
    return copy;

  g_hash_table_iter_init (&iter, marks);
  while (g_hash_table_iter_next (&iter, &id, &mark))
    *lp_marks_get (copy, id) = *(const LpMark *) mark;

  return copy;
}

static void
keep_links_among (LpCanvas *self,
                  LpScene  *scene)
{
  for (guint i = 0; i < lp_scene_get_n_links (scene); i++)
    {
      LpElement *link = lp_scene_get_link (scene, i);

      if (g_hash_table_contains (self->highlight, lp_link_get_from (link)) &&
          g_hash_table_contains (self->highlight, lp_link_get_to (link)))
        g_hash_table_add (self->highlight, g_object_ref (link));
    }
}

/* As in the drill: what fails is hatched, what that cuts off is faded; the pins stay. The graph is
 * that of the last check, and the next one comes by here again. */
static GHashTable *
keep_failures (LpCanvas      *self,
               LpScene       *scene,
               const LpGraph *graph)
{
  GHashTable *marks = copy_marks (self->marks);
  g_autoptr (GArray) failing = list_failing (self, graph);
  LpDrill *drills[LP_N_GOALS];

  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    drills[goal] = lp_drill_new (graph, goal, (const int *) failing->data, failing->len);
  for (guint i = 0; i < graph->n_nodes; i++)
    {
      LpMarkState state = lp_drill_get_mark (drills, i);
      LpElement *element = lp_design_find (self->design, graph->nodes[i].id);

      if (state == LP_MARK_UP || element == NULL)
        continue;
      lp_marks_get (marks, graph->nodes[i].id)->state = state;
      keep (self, element);
    }
  keep_links_among (self, scene);
  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    lp_drill_free (drills[goal]);

  return marks;
}

/* NULL where nothing is known yet, or the drill shows failures of its own. */
static const LpGraph *
find_graph (LpCanvas *self)
{
  LpFindings *checks = lp_document_find_checks (self->document);

  return checks != NULL && !self->drill ? lp_lint_result_get_graph (lp_findings_get_report (checks))
                                        : NULL;
}

/* Which elements are seen follows the design. */
void
lp_canvas_update_lens (LpCanvas *self)
{
  g_autoptr (GHashTable) marks = NULL;
  LpScene *scene;

  if (self->scene == NULL)
    return;

  if (self->lens == 0)
    {
      lp_scene_set_marks (self->scene, self->marks);
      return;
    }

  scene = lp_canvas_get_scene (self);
  g_clear_pointer (&self->highlight, g_hash_table_unref);
  self->highlight = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  if (!lenses[self->lens].failures)
    keep_kinds_and_flows (self, scene);
  else if (find_graph (self) != NULL)
    marks = keep_failures (self, scene, find_graph (self));

  /* Where nothing fails there is nothing to see, and no reason to dim everything. */
  if (lenses[self->lens].failures && g_hash_table_size (self->highlight) == 0)
    g_clear_pointer (&self->highlight, g_hash_table_unref);
  lp_scene_set_marks (scene, marks != NULL ? marks : self->marks);
}

static void
selection_changed_cb (LpCanvas *self)
{
  self->pointer_before = self->pointer;
  if (!lenses[self->lens].failures)
    return;

  lp_canvas_update_lens (self);
  lp_canvas_repaint (self);
}

static void
change_state_cb (GSimpleAction *action,
                 GVariant      *value,
                 gpointer       user_data)
{
  LpCanvas *self = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (lenses); i++)
    if (g_str_equal (lenses[i].name, g_variant_get_string (value, NULL)))
      self->lens = i;
  g_simple_action_set_state (action, value);

  lp_canvas_show (self, NULL);
  if (lenses[self->lens].failures)
    lp_canvas_message (self, _("Select a component to see what fails with it"));
}

void
lp_canvas_add_lens_action (LpCanvas *self)
{
  static const GActionEntry actions[] = {
    { .name = "lens", .parameter_type = "s", .state = "'none'", .change_state = change_state_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions,
                                   G_N_ELEMENTS (actions), self);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
}
