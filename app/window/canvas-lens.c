/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas-private.h"

/* A lens leaves what belongs to one question bright and dims the rest. */

#define KIND(kind) LP_KIND_MASK (LP_KIND_##kind)
#define FLOW(flow) (1 << LP_FLOW_##flow)

static const struct
{
  const char *name;
  guint64     kinds;
  guint       flows;
  gboolean    ends;             /* With what the links join. */
} lenses[] = {
  { "none", 0, 0, FALSE },
  { "traffic", KIND (CLIENT) | KIND (DNS), FLOW (LOOKUP) | FLOW (REQUEST) | FLOW (QUERY), TRUE },
  { "security", KIND (FIREWALL) | KIND (CERTIFICATE), 0, FALSE },
  { "monitoring", KIND (MONITORING_AGENT) | KIND (MONITORING_SERVICE), FLOW (METRICS), TRUE },
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

/* Which elements are seen follows the design. */
void
lp_canvas_update_lens (LpCanvas *self)
{
  LpScene *scene;

  if (self->scene == NULL || self->lens == 0)
    return;

  scene = lp_canvas_get_scene (self);
  g_clear_pointer (&self->highlight, g_hash_table_unref);
  self->highlight = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
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
}

void
lp_canvas_add_lens_action (LpCanvas *self)
{
  static const GActionEntry actions[] = {
    { .name = "lens", .parameter_type = "s", .state = "'none'", .change_state = change_state_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions,
                                   G_N_ELEMENTS (actions), self);
}
