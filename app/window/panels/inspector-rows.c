/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/inspector-private.h"

#include <glib/gi18n.h>

#include "document/choices.h"
#include "document/meaning.h"
#include "report/facts.h"
#include "window/panels/field.h"

/* What an element can hold many of; each is edited in the inspector of the element. */
static const struct
{
  LpKind      kind;
  const char *title;
  const char *add;
} details[] = {
  { LP_KIND_RECORD, N_("Records"), N_("Add a record") },
  { LP_KIND_LISTEN, N_("Ports"), N_("Add a port") },
  { LP_KIND_ALLOW, N_("Allowed traffic"), N_("Add allowed traffic") },
};

/* Names and reasons are for one alone. */
static gboolean
is_shown (GPtrArray   *elements,
          LpAttribute  attribute,
          LpPlace      place)
{
  const LpAttributeRow *row = lp_attribute_get_row (attribute);

  if (row->place != place)
    return FALSE;

  if (elements->len > 1 &&
      (attribute == LP_ATTRIBUTE_NAME || attribute == LP_ATTRIBUTE_WHY || row->content))
    return FALSE;

  for (guint i = 0; i < elements->len; i++)
    if (!lp_meaning_has (elements->pdata[i], attribute))
      return FALSE;

  return TRUE;
}

static LpField *
make_field (LpInspector *self,
            LpAttribute  attribute,
            GPtrArray   *elements)
{
  LpField *field = lp_field_new (attribute, elements);

  g_ptr_array_add (self->fields, field);

  return field;
}

static GtkWidget *
make_facts (void)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_name (label, "facts");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "message");
  gtk_widget_set_visible (row, FALSE);

  return row;
}

/* The last check is of a copy of the design, which may be older. */
static char *
dup_facts (LpInspector *self,
           LpElement   *element)
{
  LpFindings *checks = lp_document_find_checks (self->document);
  LpLintResult *report = checks != NULL ? lp_findings_get_report (checks) : NULL;
  const LpFailures *failures[LP_N_GOALS];
  const LpGraph *graph;
  LpElement *checked;
  g_auto (GStrv) facts = NULL;

  if (report == NULL)
    return NULL;

  graph = lp_lint_result_get_graph (report);
  checked = lp_design_find (graph->design, lp_element_get_id (element));
  if (checked == NULL || lp_element_get_kind (checked) != lp_element_get_kind (element))
    return NULL;

  for (LpGoal goal = 0; goal < LP_N_GOALS; goal++)
    failures[goal] = lp_lint_result_get_failures (report, goal);
  facts = lp_facts_list (graph, failures, checked);

  return facts[0] != NULL ? g_strjoinv ("\n", facts) : NULL;
}

void
lp_inspector_refresh_facts (LpInspector *self)
{
  g_autofree char *facts = NULL;
  GtkWidget *label;

  if (self->facts == NULL || self->fields->len == 0)
    return;

  facts = dup_facts (self, lp_field_get_element (self->fields->pdata[0]));
  label = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self->facts));
  gtk_label_set_label (GTK_LABEL (label), facts != NULL ? facts : "");
  gtk_widget_set_visible (self->facts, facts != NULL);
}

static void
add_group (LpInspector *self,
           GPtrArray   *elements,
           LpPlace      place,
           const char  *title)
{
  GtkWidget *group = NULL;

  for (LpAttribute attribute = 0; attribute < LP_N_ATTRIBUTES; attribute++)
    if (is_shown (elements, attribute, place))
      {
        LpField *field = make_field (self, attribute, elements);

        if (group == NULL)
          {
            group = adw_preferences_group_new ();
            if (title != NULL)
              adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
            gtk_box_append (self->groups, group);
          }
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), lp_field_get_row (field));
        if (lp_field_find_message (field) != NULL)
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), lp_field_find_message (field));
        if (attribute == LP_ATTRIBUTE_WHY)
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->facts = make_facts ());
      }
}

/* A detail in a few words: “A www 8.8.8.8”, “443 HTTPS”. */
static char *
summarize (LpElement *detail)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (LpAttribute attribute = 0; attribute < LP_N_ATTRIBUTES; attribute++)
    if (lp_meaning_has (detail, attribute))
      {
        g_autofree char *word = lp_choices_dup_words (attribute, detail);

        if (*word != '\0')
          g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", word);
      }

  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : g_strdup (_("Empty"));
}

static void
remove_clicked_cb (GtkButton *button,
                   LpElement *detail)
{
  struct _LpDesign *design = lp_element_get_design (detail);

  if (design != NULL)
    lp_design_remove (design, detail);
}

static void
expanded_cb (LpInspector    *self,
             GParamSpec     *pspec,
             AdwExpanderRow *row)
{
  LpElement *detail = g_object_get_data (G_OBJECT (row), "detail");

  if (adw_expander_row_get_expanded (row))
    g_hash_table_add (self->expanded, g_object_ref (detail));
  else
    g_hash_table_remove (self->expanded, detail);
}

static GtkWidget *
make_detail_row (LpInspector *self,
                 LpElement   *detail)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  g_ptr_array_add (elements, g_object_ref (detail));
  g_object_set_data_full (G_OBJECT (row), "detail", g_object_ref (detail), g_object_unref);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove"), -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), detail, 0);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), button);

  for (LpAttribute attribute = 0; attribute < LP_N_ATTRIBUTES; attribute++)
    if (is_shown (elements, attribute, LP_PLACE_MAIN))
      {
        LpField *field = make_field (self, attribute, elements);

        adw_expander_row_add_row (ADW_EXPANDER_ROW (row), lp_field_get_row (field));
        if (lp_field_find_message (field) != NULL)
          adw_expander_row_add_row (ADW_EXPANDER_ROW (row), lp_field_find_message (field));
      }

  g_ptr_array_add (self->details, row);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row),
                                 g_hash_table_contains (self->expanded, detail));
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self,
                           G_CONNECT_SWAPPED);

  return row;
}

/* A new detail says what is most likely meant, so that often nothing is left to type. */
static LpElement *
make_detail (LpElement *owner,
             LpKind     kind)
{
  const LpKindRow *row = lp_kind_get_row (lp_element_get_kind (owner));
  LpElement *detail = lp_element_new (kind);

  if (kind == LP_KIND_LISTEN)
    {
      gboolean first = lp_element_find_child (owner, kind) == NULL;

      lp_element_set_number (detail, LP_ATTRIBUTE_LISTEN_PORT,
                             first && row->port != 0 ? row->port : 443);
      lp_element_set_number (detail, LP_ATTRIBUTE_LISTEN_PROTOCOL,
                             first && row->port != 0 ? row->protocol : LP_PROTOCOL_HTTPS);
    }
  else if (kind == LP_KIND_RECORD)
    {
      lp_element_set_text (detail, LP_ATTRIBUTE_RECORD_TYPE, "A");
      lp_element_set_text (detail, LP_ATTRIBUTE_RECORD_NAME, "www");
    }
  else if (kind == LP_KIND_ALLOW)
    {
      lp_element_set_text (detail, LP_ATTRIBUTE_ALLOW_FROM, "any");
      lp_element_set_text (detail, LP_ATTRIBUTE_ALLOW_PORT, "443");
      lp_element_set_number (detail, LP_ATTRIBUTE_ALLOW_PROTOCOL, LP_PROTOCOL_TCP);
    }

  return detail;
}

static void
add_clicked_cb (LpInspector *self,
                GtkWidget   *button)
{
  LpElement *owner = g_object_get_data (G_OBJECT (button), "owner");
  LpKind kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kind"));
  g_autoptr (LpElement) detail = NULL;

  if (lp_element_get_design (owner) == NULL)
    return;

  detail = make_detail (owner, kind);
  g_hash_table_add (self->expanded, g_object_ref (detail));
  lp_design_add (lp_element_get_design (owner), detail, owner, NULL);
}

static void
add_details (LpInspector *self,
             LpElement   *owner,
             guint        i)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

  gtk_widget_set_tooltip_text (button, _(details[i].add));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(details[i].add), -1);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "owner", g_object_ref (owner), g_object_unref);
  g_object_set_data (G_OBJECT (button), "kind", GUINT_TO_POINTER (details[i].kind));
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _(details[i].title));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), button);
  for (LpElement *detail = lp_element_find_child (owner, details[i].kind); detail != NULL;
       detail = lp_element_find_next (detail))
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_detail_row (self, detail));

  gtk_box_append (self->groups, group);
}

void
lp_inspector_make_rows (LpInspector *self,
                        GPtrArray   *subjects)
{
  add_group (self, subjects, LP_PLACE_MAIN, NULL);

  for (guint i = 0; subjects->len == 1 && i < G_N_ELEMENTS (details); i++)
    if (lp_kind_holds (lp_element_get_kind (subjects->pdata[0]), details[i].kind))
      add_details (self, subjects->pdata[0], i);

  add_group (self, subjects, LP_PLACE_FAILURE, _("Failure"));
}

LpAttributeMask
lp_inspector_list_shown (GPtrArray *elements)
{
  LpAttributeMask shown = 0;

  for (LpAttribute attribute = 0; attribute < LP_N_ATTRIBUTES; attribute++)
    for (LpPlace place = LP_PLACE_MAIN; place <= LP_PLACE_FAILURE; place++)
      if (is_shown (elements, attribute, place))
        shown |= LP_ATTRIBUTE_MASK (attribute);

  return shown;
}

void
lp_inspector_refresh_rows (LpInspector *self)
{
  lp_inspector_refresh_facts (self);
  for (guint i = 0; i < self->fields->len; i++)
    lp_field_refresh (self->fields->pdata[i]);

  for (guint i = 0; i < self->details->len; i++)
    {
      g_autofree char *words = summarize (g_object_get_data (self->details->pdata[i], "detail"));
      g_autofree char *title = g_markup_escape_text (words, -1);

      adw_preferences_row_set_title (self->details->pdata[i], title);
      gtk_accessible_update_property (self->details->pdata[i],
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
}
