/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/brief.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/resource.h"
#include "rules/engine/brief-reader.h"
#include "rules/engine/catalogue.h"
#include "rules/engine/check.h"

/* In the order in which to offer them. The second four are the newer edition of the exercise. */
static const char *const shipped[] = {
  "task-0", "task-1", "task-2", "task-3",
  "task-0-labels", "task-1-labels", "task-2-labels", "task-3-labels",
  "production",
  NULL
};

static void
clear_requirement (gpointer data)
{
  g_free (((LpBriefRequirement *) data)->who.value);
}

static void
clear_label (gpointer data)
{
  g_free (((LpBriefLabel *) data)->who.value);
  g_free (((LpBriefLabel *) data)->text);
}

static void
clear_boundary (gpointer data)
{
  g_free (((LpBriefBoundary *) data)->text);
}

static void
clear_edge (gpointer data)
{
  g_free (((LpBriefEdge *) data)->text);
}

static GArray *
new_list (gsize          size,
          GDestroyNotify clear)
{
  GArray *list = g_array_new (FALSE, TRUE, size);

  if (clear != NULL)
    g_array_set_clear_func (list, clear);

  return list;
}

LpBrief *
lp_brief_new (const char *key)
{
  LpBrief *self = g_atomic_rc_box_new0 (LpBrief);
  guint n_rules;

  lp_rules_list (&n_rules);
  self->key = g_strdup (key);
  self->title = g_strdup (key);
  self->settings = g_new0 (LpBriefSetting, n_rules);
  self->requirements = new_list (sizeof (LpBriefRequirement), clear_requirement);
  self->labels = new_list (sizeof (LpBriefLabel), clear_label);
  self->boundaries = new_list (sizeof (LpBriefBoundary), clear_boundary);
  self->edges = new_list (sizeof (LpBriefEdge), clear_edge);
  self->expectations = new_list (sizeof (LpBriefExpectation), NULL);
  self->offers = g_ptr_array_new ();

  return self;
}

static void
free_content (gpointer data)
{
  LpBrief *self = data;

  g_free (self->key);
  g_free (self->title);
  g_free (self->previous);
  g_free (self->settings);
  g_array_unref (self->requirements);
  g_array_unref (self->labels);
  g_array_unref (self->boundaries);
  g_array_unref (self->edges);
  g_array_unref (self->expectations);
  g_ptr_array_unref (self->offers);
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

static LpBrief *
read_shipped (const char *key)
{
  g_autofree char *path = g_strdup_printf ("briefs/%s.xml", key);
  g_autoptr (GBytes) bytes = lp_resource_get (path);
  g_autoptr (GError) error = NULL;
  LpBrief *brief = lp_brief_read_bytes (bytes, &error);

  if (brief == NULL)
    g_error ("%s: %s", path, error->message);

  return brief;
}

/* Each is read when it is first asked for. */
LpBrief *
lp_brief_find (const char *key)
{
  static LpBrief *briefs[G_N_ELEMENTS (shipped)];

  for (guint i = 0; shipped[i] != NULL; i++)
    if (strcmp (shipped[i], key) == 0)
      {
        if (g_once_init_enter (&briefs[i]))
          g_once_init_leave (&briefs[i], read_shipped (key));

        return briefs[i];
      }

  return NULL;
}

LpBrief *
lp_brief_get_production (void)
{
  return lp_brief_find ("production");
}

LpBrief *
lp_brief_get_for (LpDesign *design)
{
  LpElement *root = lp_design_get_root (design);
  LpBrief *brief = lp_brief_find (lp_element_get_text (root, LP_ATTRIBUTE_BRIEF));

  return brief != NULL ? brief : lp_brief_get_production ();
}

const char *const *
lp_brief_list (void)
{
  return shipped;
}

const char *
lp_brief_get_key (const LpBrief *self)
{
  return self->key;
}

const char *
lp_brief_get_title (const LpBrief *self)
{
  return self->title;
}

gboolean
lp_brief_is_on (const LpBrief *self,
                const LpRule  *rule)
{
  return !self->settings[lp_rules_get_place (rule)].off;
}

/* Whether the element @id of a finding about reading stops writing, too. */
static gboolean
stops_writing (LpCheck    *check,
               const char *id)
{
  int node = lp_graph_find (check->graph, id);

  return node >= 0 && lp_failures_has_spof (lp_check_get_failures (check, LP_GOAL_WRITE), node);
}

gboolean
lp_brief_means (const LpBriefExpectation *expectation,
                LpCheck                  *check,
                LpFinding                *finding)
{
  const char *const *ids = lp_finding_get_elements (finding);
  const char *rule = lp_finding_get_rule (finding)->key;
  gboolean more = strcmp (expectation->rule->key, "spof-write") == 0 &&
                  strcmp (rule, "spof-read") == 0;

  if (lp_finding_get_rule (finding) != expectation->rule && !more)
    return FALSE;

  if (expectation->kind == LP_KIND_DESIGN && !more)
    return TRUE;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      int node = lp_graph_find (check->graph, ids[i]);
      gboolean fits = expectation->kind == LP_KIND_DESIGN ||
                      (node >= 0 && check->graph->nodes[node].kind == expectation->kind);

      if (fits && (!more || stops_writing (check, ids[i])))
        return TRUE;
    }

  return FALSE;
}

gboolean
lp_brief_expects (const LpBrief *self,
                  LpCheck       *check,
                  LpFinding     *finding)
{
  for (guint i = 0; i < self->expectations->len; i++)
    if (lp_brief_means (&g_array_index (self->expectations, LpBriefExpectation, i), check, finding))
      return TRUE;

  return FALSE;
}

gboolean
lp_brief_fits (const LpBriefWho *who,
               LpElement        *element)
{
  LpValue value;

  if (lp_element_get_kind (element) != who->kind)
    return FALSE;

  if (who->attribute == LP_ATTRIBUTE_ID)
    return TRUE;

  /* What is not set has the value that counts then. */
  if (lp_attribute_get_row (who->attribute)->type == LP_VALUE_TEXT)
    return strcmp (lp_element_get_text (element, who->attribute), who->value) == 0;

  return lp_attribute_parse (who->attribute, who->value, &value, NULL) &&
         lp_element_get_number (element, who->attribute) == value.number;
}

char *
lp_brief_describe (const LpBriefWho *who)
{
  const LpAttributeRow *row;
  LpValue value;

  if (who->attribute == LP_ATTRIBUTE_ID)
    return g_strdup (lp_kind_get_title (who->kind));

  row = lp_attribute_get_row (who->attribute);
  if (row->type == LP_VALUE_CHOICE && lp_attribute_parse (who->attribute, who->value, &value, NULL))
    return g_strdup_printf (_("%s (%s)"), lp_kind_get_title (who->kind),
                            _(row->choices[(int) value.number].title));

  return g_strdup_printf (_("%s (%s: %s)"), lp_kind_get_title (who->kind), _(row->title),
                          who->value);
}

char *
lp_brief_dup_subject (const LpBriefWho *who)
{
  const char *kind = lp_kind_get_row (who->kind)->key;

  return who->attribute == LP_ATTRIBUTE_ID ? g_strdup (kind)
                                           : g_strjoin (".", kind, who->value, NULL);
}

gboolean
lp_brief_find_count (const LpBrief *self,
                     LpKind         kind,
                     guint         *least,
                     guint         *most)
{
  gboolean found = FALSE;

  *least = *most = 0;
  for (guint i = 0; i < self->requirements->len; i++)
    {
      const LpBriefRequirement *requirement;

      requirement = &g_array_index (self->requirements, LpBriefRequirement, i);
      if (requirement->who.kind != kind)
        continue;

      found = TRUE;
      *least += requirement->least;
      *most = requirement->most > G_MAXUINT - *most ? G_MAXUINT : *most + requirement->most;

      /* One that asks for nothing special counts all of the kind. */
      if (requirement->who.attribute == LP_ATTRIBUTE_ID)
        {
          *least = requirement->least;
          *most = requirement->most;
          break;
        }
    }

  return found;
}
