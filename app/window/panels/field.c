/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/field.h"

#include <glib/gi18n.h>

#include "document/choices.h"
#include "window/widgets/text-row.h"

struct _LpField
{
  GObject               parent_instance;

  LpAttribute           attribute;
  const LpAttributeRow *info;
  GPtrArray            *elements;
  GtkWidget            *row;        /* A reference is held. */
  GtkWidget            *message;    /* Likewise, or NULL. */
  GtkLabel             *complaint;  /* In @message. */
  GtkWidget            *control;    /* What is set: the row itself, or a switch in it. */
  char                **keys;       /* What the places in a list of choices stand for. */
  gboolean              refreshing;
};

G_DEFINE_FINAL_TYPE (LpField, lp_field, G_TYPE_OBJECT)

static void
lp_field_finalize (GObject *object)
{
  LpField *self = LP_FIELD (object);

  g_ptr_array_unref (self->elements);
  g_clear_object (&self->row);
  g_clear_object (&self->message);
  g_strfreev (self->keys);

  G_OBJECT_CLASS (lp_field_parent_class)->finalize (object);
}

static void
lp_field_class_init (LpFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lp_field_finalize;
}

static void
lp_field_init (LpField *self)
{
}

static LpHistory *
get_history (LpField *self)
{
  struct _LpDesign *design = lp_element_get_design (self->elements->pdata[0]);

  return design != NULL ? lp_design_get_history (design) : NULL;
}

/* As the file has it: the same text for all, or NULL where they differ. */
static char *
dup_common (LpField *self)
{
  g_autofree char *common = lp_element_dup_string (self->elements->pdata[0], self->attribute);

  for (guint i = 1; i < self->elements->len; i++)
    {
      g_autofree char *other = lp_element_dup_string (self->elements->pdata[i], self->attribute);

      if (!g_str_equal (common, other))
        return NULL;
    }

  return g_steal_pointer (&common);
}

/* Many elements change in one step. One alone makes its own, which merges while it is being
 * typed. */
static void
begin (LpField *self)
{
  g_autofree char *label = NULL;

  if (self->elements->len < 2)
    return;

  /* Translators: undo of a change of an attribute of several elements, e.g. “Change “Port” of 3
   * Elements”. */
  label = g_strdup_printf (ngettext ("Change “%s” of %u Element", "Change “%s” of %u Elements",
                                     self->elements->len),
                           _(self->info->title), self->elements->len);
  lp_history_begin (get_history (self), label);
}

static void
end (LpField *self)
{
  if (self->elements->len >= 2)
    lp_history_end (get_history (self));
}

static void
complain (LpField    *self,
          const char *text)
{
  if (self->message == NULL)
    return;

  gtk_label_set_label (self->complaint, text != NULL ? text : "");
  gtk_widget_set_visible (self->message, text != NULL);
  if (text != NULL)
    gtk_widget_add_css_class (self->row, "error");
  else
    gtk_widget_remove_css_class (self->row, "error");
}

static gboolean
is_complaining (LpField *self)
{
  return self->message != NULL && gtk_widget_get_visible (self->message);
}

/* "" takes the attribute away. What cannot be read stays in the entry, with the reason below it. */
static void
set_string (LpField    *self,
            const char *string)
{
  g_autoptr (GError) error = NULL;
  LpValue value;

  if (*string != '\0')
    {
      if (!lp_attribute_parse (self->attribute, string, &value, &error))
        {
          complain (self, error->message);
          return;
        }
      lp_value_clear (self->attribute, &value);
    }

  complain (self, NULL);
  begin (self);
  for (guint i = 0; i < self->elements->len; i++)
    if (*string != '\0')
      lp_element_set_string (self->elements->pdata[i], self->attribute, string, NULL);
    else
      lp_element_unset (self->elements->pdata[i], self->attribute);
  end (self);
}

static void
text_changed_cb (LpField *self)
{
  g_autofree char *text = NULL;

  if (self->refreshing)
    return;

  text = g_strdup (LP_IS_TEXT_ROW (self->row) ? lp_text_row_get_text (LP_TEXT_ROW (self->row))
                                              : gtk_editable_get_text (GTK_EDITABLE (self->row)));
  if (self->info->type != LP_VALUE_TEXT)
    g_strstrip (text);
  set_string (self, text);
}

static void
selected_cb (LpField *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));

  if (!self->refreshing && selected != GTK_INVALID_LIST_POSITION)
    set_string (self, self->keys[selected]);
}

static void
switched_cb (LpField *self)
{
  gboolean active = gtk_switch_get_active (GTK_SWITCH (self->control));

  if (!self->refreshing)
    set_string (self, active ? "true" : "false");
}

/* The next edit is another step, even one of the same attribute. */
static void
leave_cb (LpField *self)
{
  LpHistory *history = get_history (self);

  if (history != NULL)
    lp_history_break (history);
}

/* With what counts where nothing is set: an empty entry shows its title as if it were its text. */
static char *
make_title (LpField *self)
{
  const char *title = _(self->info->title);
  g_autofree char *standard = lp_choices_dup_standard (self->attribute, self->elements->pdata[0]);

  if (self->elements->len > 1 || standard == NULL)
    return g_strdup (title);

  /* Translators: the title of a number that is not set, and what counts then: “Port (80 unless
   * set)”. */
  return g_strdup_printf (_("%s (%s unless set)"), title, standard);
}

static void
make_message (LpField *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  self->complaint = GTK_LABEL (label);
  gtk_label_set_wrap (self->complaint, TRUE);
  gtk_label_set_xalign (self->complaint, 0);
  gtk_widget_add_css_class (label, "error");
  gtk_widget_add_css_class (label, "caption");

  self->message = g_object_ref_sink (adw_preferences_row_new ());
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->message), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->message), FALSE);
  gtk_widget_set_focusable (self->message, FALSE);
  gtk_widget_add_css_class (self->message, "message");
  gtk_widget_set_visible (self->message, FALSE);
}

static void
make_entry (LpField *self)
{
  self->row = adw_entry_row_new ();

  /* Several elements at once change when the user says so, not at each letter: each change is a
   * step. */
  if (self->elements->len > 1)
    {
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->row), TRUE);
      g_signal_connect_object (self->row, "apply", G_CALLBACK (text_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  else
    {
      g_signal_connect_object (self->row, "changed", G_CALLBACK (text_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }

  if (self->info->type != LP_VALUE_TEXT)
    {
      adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->row), GTK_INPUT_PURPOSE_NUMBER);
      make_message (self);
    }
}

static void
make_text (LpField *self)
{
  self->row = lp_text_row_new ();
  g_signal_connect_object (self->row, "changed", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
make_switch (LpField *self)
{
  self->row = adw_action_row_new ();
  self->control = gtk_switch_new ();
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->row), self->control);
  g_signal_connect_object (self->control, "notify::active", G_CALLBACK (switched_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
make_list (LpField *self)
{
  g_autoptr (GtkStringList) titles = NULL;
  GStrv names;

  self->keys = lp_choices_list (self->attribute, self->elements->pdata[0], &names);
  titles = gtk_string_list_new ((const char *const *) names);
  g_strfreev (names);

  self->row = adw_combo_row_new ();
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (self->row), TRUE);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->row), G_LIST_MODEL (titles));
  g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
make_row (LpField *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->refreshing = TRUE;
  if (lp_choices_has (self->attribute))
    make_list (self);
  else if (self->info->type == LP_VALUE_BOOLEAN)
    make_switch (self);
  else if (self->info->content || self->attribute == LP_ATTRIBUTE_WHY)
    make_text (self);
  else
    make_entry (self);
  self->refreshing = FALSE;

  g_object_ref_sink (self->row);
  if (self->control == NULL)
    self->control = self->row;
  if (self->info->help != NULL)
    gtk_widget_set_tooltip_text (self->row, _(self->info->help));
  gtk_widget_set_name (self->row, self->info->key);

  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->row, focus);
}

LpField *
lp_field_new (LpAttribute  attribute,
              GPtrArray   *elements)
{
  LpField *self;

  g_return_val_if_fail (elements != NULL && elements->len > 0, NULL);

  self = g_object_new (LP_TYPE_FIELD, NULL);
  self->attribute = attribute;
  self->info = lp_attribute_get_row (attribute);
  self->elements = g_ptr_array_ref (elements);
  make_row (self);
  lp_field_refresh (self);

  return self;
}

LpAttribute
lp_field_get_attribute (LpField *self)
{
  g_return_val_if_fail (LP_IS_FIELD (self), LP_ATTRIBUTE_ID);

  return self->attribute;
}

LpElement *
lp_field_get_element (LpField *self)
{
  g_return_val_if_fail (LP_IS_FIELD (self), NULL);

  return self->elements->pdata[0];
}

GtkWidget *
lp_field_get_row (LpField *self)
{
  g_return_val_if_fail (LP_IS_FIELD (self), NULL);

  return self->row;
}

GtkWidget *
lp_field_find_message (LpField *self)
{
  g_return_val_if_fail (LP_IS_FIELD (self), NULL);

  return self->message;
}

/* The entry’s own undo ends here: it must not bring back what the design’s undo has taken away. */
static void
show_text (LpField    *self,
           const char *text)
{
  GtkEditable *editable = GTK_EDITABLE (self->row);
  int cursor;

  if (g_str_equal (gtk_editable_get_text (editable), text))
    return;

  cursor = gtk_editable_get_position (editable);
  gtk_editable_set_enable_undo (editable, FALSE);
  gtk_editable_set_text (editable, text);
  gtk_editable_set_enable_undo (editable, TRUE);
  gtk_editable_set_position (editable, cursor);
}

static void
show_choice (LpField    *self,
             const char *string)
{
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; string != NULL && self->keys[i] != NULL; i++)
    if (g_str_equal (self->keys[i], string))
      selected = i;

  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), selected);
}

void
lp_field_refresh (LpField *self)
{
  g_autofree char *string = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (LP_IS_FIELD (self));

  string = dup_common (self);
  title = make_title (self);
  self->refreshing = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);

  if (self->keys != NULL)
    show_choice (self, string);
  else if (self->info->type == LP_VALUE_BOOLEAN)
    gtk_switch_set_active (GTK_SWITCH (self->control),
                           lp_choices_get_boolean (self->attribute, self->elements->pdata[0]));
  else if (LP_IS_TEXT_ROW (self->row))
    lp_text_row_set_text (LP_TEXT_ROW (self->row), string != NULL ? string : "");
  else if (!is_complaining (self) || !lp_field_has_focus (self))
    {
      show_text (self, string != NULL ? string : "");
      complain (self, NULL);
    }

  self->refreshing = FALSE;
}

gboolean
lp_field_has_focus (LpField *self)
{
  g_return_val_if_fail (LP_IS_FIELD (self), FALSE);

  return (gtk_widget_get_state_flags (self->row) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

void
lp_field_grab_focus (LpField *self)
{
  g_return_if_fail (LP_IS_FIELD (self));

  gtk_widget_grab_focus (self->control);
}
