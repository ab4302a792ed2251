/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/dialogs/fix-preview.h"

#include <glib/gi18n.h>

#include "rules/engine/fix.h"
#include "document/choices.h"

typedef struct
{
  LpElement   *element;     /* Kept by the copy of the design. */
  LpAttribute  attribute;
} Change;

/* What a fix does to a copy of the design. */
typedef struct
{
  GPtrArray *added;         /* LpElement */
  GPtrArray *removed;       /* LpElement */
  GArray    *changed;       /* Change */
} Preview;

static gboolean
contains (GPtrArray *elements,
          LpElement *element)
{
  for (; element != NULL; element = lp_element_get_parent (element))
    if (g_ptr_array_find (elements, element, NULL))
      return TRUE;

  return FALSE;
}

/* Where it is put is seen; what it is called in the file is nobody’s business. */
static void
note_change (Preview      *preview,
             const LpEdit *edit)
{
  Change change = { edit->element, edit->attribute };

  if (contains (preview->added, edit->element) ||
      lp_attribute_get_row (edit->attribute)->place == LP_PLACE_HIDDEN)
    return;

  for (guint i = 0; i < preview->changed->len; i++)
    {
      const Change *other = &g_array_index (preview->changed, Change, i);

      if (other->element == change.element && other->attribute == change.attribute)
        return;
    }

  g_array_append_val (preview->changed, change);
}

static void
edited_cb (Preview      *preview,
           const LpEdit *edit)
{
  switch (edit->kind)
    {
    case LP_EDIT_ADD:
      /* What was taken out and comes back has only moved. */
      if (!g_ptr_array_remove (preview->removed, edit->element))
        g_ptr_array_add (preview->added, g_object_ref (edit->element));
      break;

    case LP_EDIT_REMOVE:
      if (!g_ptr_array_remove (preview->added, edit->element))
        g_ptr_array_add (preview->removed, g_object_ref (edit->element));
      break;

    case LP_EDIT_SET:
      note_change (preview, edit);
      break;

    default:
      g_assert_not_reached ();
    }
}

/* What people call it; a detail by what it belongs to. */
static const char *
get_name (LpElement *element)
{
  if (!lp_kind_is_box (lp_element_get_kind (element)) && lp_element_get_parent (element) != NULL)
    return lp_element_get_name (lp_element_get_parent (element));

  return lp_element_get_name (element);
}

static char *
describe_added (LpElement *element)
{
  LpKind kind = lp_element_get_kind (element);
  LpElement *parent = lp_element_get_parent (element);

  if (kind == LP_KIND_LINK)
    return g_strdup_printf (_("Links “%s” to “%s”"),
                            lp_element_get_name (lp_link_get_from (element)),
                            lp_element_get_name (lp_link_get_to (element)));

  if (parent != NULL && lp_element_get_kind (parent) != LP_KIND_DESIGN)
    /* Translators: a kind of element, its name, and where it is put. */
    return g_strdup_printf (_("Adds %s “%s” to “%s”"), lp_kind_get_title (kind),
                            lp_element_get_name (element), lp_element_get_name (parent));

  return g_strdup_printf (_("Adds %s “%s”"), lp_kind_get_title (kind),
                          lp_element_get_name (element));
}

static char *
describe_removed (LpElement *element)
{
  if (lp_element_get_kind (element) == LP_KIND_LINK)
    return g_strdup_printf (_("Deletes the link from “%s” to “%s”"),
                            lp_element_get_name (lp_link_get_from (element)),
                            lp_element_get_name (lp_link_get_to (element)));

  return g_strdup_printf (_("Deletes %s “%s”"), lp_kind_get_title (lp_element_get_kind (element)),
                          lp_element_get_name (element));
}

static char *
describe_changed (LpElement   *element,
                  LpAttribute  attribute)
{
  const char *title = _(lp_attribute_get_row (attribute)->title);
  g_autofree char *words = lp_choices_dup_words (attribute, element);

  if (*words == '\0')
    return g_strdup_printf (_("Clears “%s” of “%s”"), title, get_name (element));

  return g_strdup_printf (_("Sets “%s” of “%s” to “%s”"), title, get_name (element), words);
}

static GStrv
describe (Preview  *preview,
          LpDesign *design)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < preview->added->len; i++)
    g_ptr_array_add (lines, describe_added (preview->added->pdata[i]));

  for (guint i = 0; i < preview->changed->len; i++)
    {
      const Change *change = &g_array_index (preview->changed, Change, i);

      if (lp_element_get_design (change->element) == design)
        g_ptr_array_add (lines, describe_changed (change->element, change->attribute));
    }

  for (guint i = 0; i < preview->removed->len; i++)
    g_ptr_array_add (lines, describe_removed (preview->removed->pdata[i]));

  g_ptr_array_add (lines, NULL);

  return (GStrv) g_ptr_array_steal (lines, NULL);
}

GStrv
lp_fix_preview_list (LpFinding *finding,
                     LpDesign  *design)
{
  g_autoptr (LpDesign) copy = NULL;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) removed = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (Change));
  Preview preview = { added, removed, changed };
  gulong handler;
  GStrv lines;

  g_return_val_if_fail (LP_IS_FINDING (finding), NULL);
  g_return_val_if_fail (LP_IS_DESIGN (design), NULL);

  copy = lp_design_copy (design);
  handler = g_signal_connect_swapped (lp_design_get_history (copy), "edited",
                                      G_CALLBACK (edited_cb), &preview);
  if (lp_fix_apply (finding, copy))
    lines = describe (&preview, copy);
  else
    lines = g_new0 (char *, 1);
  g_signal_handler_disconnect (lp_design_get_history (copy), handler);

  return lines;
}
