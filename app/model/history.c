/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/history.h"

#include <glib/gi18n-lib.h>

#include "model/design-private.h"
#include "model/element-private.h"

/* Enough for an evening of drawing, little enough to keep. */
#define MAX_STEPS 2000

typedef struct
{
  char   *label;
  GArray *edits;
  gboolean merges;      /* One edit made outside a step: the next of the same attribute joins it. */
} Step;

struct _LpHistory
{
  GObject     parent_instance;

  GPtrArray  *steps;
  guint       position;         /* Steps before it are done, the others undone. */
  int         saved;            /* The position that is on disk, or -1. */
  gboolean    may_merge;
  guint64     revision;

  Step       *open;
  guint       depth;
  GHashTable *seen;             /* What the open step set: its first value is to go back to. */
};

G_DEFINE_FINAL_TYPE (LpHistory, lp_history, G_TYPE_OBJECT)

enum
{
  SIGNAL_EDITED,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
edit_clear (LpEdit *edit)
{
  if (edit->kind == LP_EDIT_SET && edit->set)
    lp_value_clear (edit->attribute, &edit->value);
  g_clear_object (&edit->element);
  g_clear_object (&edit->parent);
  g_clear_object (&edit->next);
}

/* Carries out @edit and turns it into its own inverse. */
static void
edit_flip (LpEdit *edit)
{
  switch (edit->kind)
    {
    case LP_EDIT_SET:
      lp_design_swap (edit->element, edit->attribute, &edit->set, &edit->value);
      break;

    case LP_EDIT_ADD:
      lp_design_insert (edit->parent, edit->element, edit->next);
      edit->kind = LP_EDIT_REMOVE;
      break;

    case LP_EDIT_REMOVE:
      g_set_object (&edit->parent, edit->element->parent);
      g_set_object (&edit->next, edit->element->next);
      lp_design_detach (edit->element);
      edit->kind = LP_EDIT_ADD;
      break;

    default:
      g_assert_not_reached ();
    }
}

static Step *
step_new (const char *label)
{
  Step *step = g_new0 (Step, 1);

  step->label = g_strdup (label);
  step->edits = g_array_new (FALSE, FALSE, sizeof (LpEdit));
  g_array_set_clear_func (step->edits, (GDestroyNotify) edit_clear);

  return step;
}

static void
step_free (Step *step)
{
  g_free (step->label);
  g_array_unref (step->edits);
  g_free (step);
}

/* One attribute of one element: what the open step need remember only once. */
static guint
spot_hash (gconstpointer key)
{
  const LpEdit *edit = key;

  return g_direct_hash (edit->element) * 31 + edit->attribute;
}

static gboolean
spot_equal (gconstpointer a,
            gconstpointer b)
{
  const LpEdit *left = a;
  const LpEdit *right = b;

  return left->element == right->element && left->attribute == right->attribute;
}

static void
lp_history_finalize (GObject *object)
{
  LpHistory *self = LP_HISTORY (object);

  g_clear_pointer (&self->open, step_free);
  g_ptr_array_unref (self->steps);
  g_hash_table_unref (self->seen);

  G_OBJECT_CLASS (lp_history_parent_class)->finalize (object);
}

static void
lp_history_class_init (LpHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lp_history_finalize;

  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lp_history_init (LpHistory *self)
{
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  self->seen = g_hash_table_new_full (spot_hash, spot_equal, g_free, NULL);
}

LpHistory *
lp_history_new (void)
{
  return g_object_new (LP_TYPE_HISTORY, NULL);
}

static void
emit_changed (LpHistory *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Tells what @edit, now its own inverse, has just done. */
static void
emit_edited (LpHistory    *self,
             const LpEdit *edit)
{
  LpEdit done = *edit;

  if (edit->kind == LP_EDIT_ADD)
    done.kind = LP_EDIT_REMOVE;
  else if (edit->kind == LP_EDIT_REMOVE)
    done.kind = LP_EDIT_ADD;

  self->revision++;
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, &done);
}

static void
forget_undone (LpHistory *self)
{
  if (self->saved > (int) self->position)
    self->saved = -1;

  g_ptr_array_set_size (self->steps, self->position);
}

static void
push (LpHistory *self,
      Step      *step)
{
  forget_undone (self);
  g_ptr_array_add (self->steps, step);

  if (self->steps->len > MAX_STEPS)
    {
      g_ptr_array_remove_index (self->steps, 0);
      self->saved = MAX (self->saved - 1, -1);
    }

  self->position = self->steps->len;
}

/* Whether the last step is the same attribute being typed on; its value to go back to is older
 * than @edit’s. */
static gboolean
merge (LpHistory    *self,
       const LpEdit *edit)
{
  const Step *last;

  if (!self->may_merge || edit->kind != LP_EDIT_SET || self->position == 0 ||
      self->position != self->steps->len || self->saved == (int) self->position)
    return FALSE;

  last = g_ptr_array_index (self->steps, self->position - 1);
  if (!last->merges)
    return FALSE;

  return spot_equal (&g_array_index (last->edits, LpEdit, 0), edit);
}

static char *
make_label (const LpEdit *edit)
{
  const char *title;

  if (edit->kind == LP_EDIT_SET)
    {
      title = lp_attribute_get_row (edit->attribute)->title;

      /* Translators: undo of a change of an attribute, e.g. “Change Port”. */
      return g_strdup_printf (_("Change “%s”"), _(title));
    }

  title = lp_kind_get_title (lp_element_get_kind (edit->element));
  return edit->kind == LP_EDIT_REMOVE ? g_strdup_printf (_("Add %s"), title)
                                      : g_strdup_printf (_("Delete %s"), title);
}

static void
record_alone (LpHistory *self,
              LpEdit    *edit)
{
  g_autofree char *label = NULL;
  Step *step;

  if (merge (self, edit))
    {
      edit_clear (edit);
    }
  else
    {
      label = make_label (edit);
      step = step_new (label);
      step->merges = edit->kind == LP_EDIT_SET;
      g_array_append_val (step->edits, *edit);
      push (self, step);
      self->may_merge = TRUE;
    }

  emit_changed (self);
}

/* FALSE where the open step knows already what to go back to. Ids go back and forth the way they
 * came, because they have to be unique at every moment. */
static gboolean
remember (LpHistory    *self,
          const LpEdit *edit)
{
  return edit->kind != LP_EDIT_SET || edit->attribute == LP_ATTRIBUTE_ID ||
         g_hash_table_add (self->seen, g_memdup2 (edit, sizeof *edit));
}

static void
record_in_step (LpHistory *self,
                LpEdit    *edit)
{
  if (remember (self, edit))
    g_array_append_val (self->open->edits, *edit);
  else
    edit_clear (edit);
}

/* Carries out @edit and remembers how to take it back. Takes it over. */
static void
apply (LpHistory *self,
       LpEdit    *edit)
{
  edit_flip (edit);

  if (self == NULL)
    {
      edit_clear (edit);
      return;
    }

  emit_edited (self, edit);

  if (self->open != NULL)
    record_in_step (self, edit);
  else
    record_alone (self, edit);
}

void
lp_history_set (LpHistory   *self,
                LpElement   *element,
                LpAttribute  attribute,
                gboolean     set,
                LpValue      value)
{
  LpEdit edit = { LP_EDIT_SET, g_object_ref (element), attribute, set, value };

  apply (self, &edit);
}

void
lp_history_add (LpHistory *self,
                LpElement *element,
                LpElement *parent,
                LpElement *next)
{
  LpEdit edit = { LP_EDIT_ADD, g_object_ref (element) };

  edit.parent = g_object_ref (parent);
  if (next != NULL)
    edit.next = g_object_ref (next);

  apply (self, &edit);
}

void
lp_history_remove (LpHistory *self,
                   LpElement *element)
{
  LpEdit edit = { LP_EDIT_REMOVE, g_object_ref (element) };

  apply (self, &edit);
}

void
lp_history_begin (LpHistory  *self,
                  const char *label)
{
  g_return_if_fail (LP_IS_HISTORY (self));
  g_return_if_fail (label != NULL);

  if (self->depth++ == 0)
    self->open = step_new (label);
}

/* An edit of the open step whose attribute is back at what it was has done nothing. */
static gboolean
has_effect (const LpEdit *edit)
{
  const LpValue *now;

  if (edit->kind != LP_EDIT_SET || edit->attribute == LP_ATTRIBUTE_ID)
    return TRUE;

  now = lp_element_find_value (edit->element, edit->attribute);

  return edit->set != (now != NULL) ||
         (edit->set && !lp_value_equal (edit->attribute, &edit->value, now));
}

static void
drop_edits_without_effect (GArray *edits)
{
  guint kept = 0;

  for (guint i = 0; i < edits->len; i++)
    {
      LpEdit *edit = &g_array_index (edits, LpEdit, i);
      LpEdit *place = &g_array_index (edits, LpEdit, kept);

      if (!has_effect (edit))
        continue;

      if (place != edit)
        {
          LpEdit exchanged = *place;

          *place = *edit;
          *edit = exchanged;
        }
      kept++;
    }

  g_array_set_size (edits, kept);
}

void
lp_history_end (LpHistory *self)
{
  Step *step;

  g_return_if_fail (LP_IS_HISTORY (self));
  g_return_if_fail (self->depth > 0);

  if (--self->depth > 0)
    return;

  step = g_steal_pointer (&self->open);
  g_hash_table_remove_all (self->seen);
  drop_edits_without_effect (step->edits);

  if (step->edits->len == 0)
    {
      step_free (step);
    }
  else
    {
      push (self, step);
      self->may_merge = FALSE;
    }

  emit_changed (self);
}

gboolean
lp_history_reopen (LpHistory *self)
{
  g_return_val_if_fail (LP_IS_HISTORY (self), FALSE);

  if (self->open != NULL || self->position == 0 || self->position != self->steps->len ||
      self->saved == (int) self->position)
    return FALSE;

  self->open = g_ptr_array_steal_index (self->steps, --self->position);
  self->depth = 1;
  for (guint i = 0; i < self->open->edits->len; i++)
    remember (self, &g_array_index (self->open->edits, LpEdit, i));

  return TRUE;
}

/* Taking back goes from the last edit to the first. */
static void
flip_all (LpHistory *self,
          GArray    *edits,
          gboolean   backwards)
{
  for (guint i = 0; i < edits->len; i++)
    {
      LpEdit *edit = &g_array_index (edits, LpEdit, backwards ? edits->len - 1 - i : i);

      edit_flip (edit);
      emit_edited (self, edit);
    }
}

void
lp_history_cancel (LpHistory *self)
{
  Step *step;

  g_return_if_fail (LP_IS_HISTORY (self));
  g_return_if_fail (self->depth == 1);

  self->depth = 0;
  step = g_steal_pointer (&self->open);
  g_hash_table_remove_all (self->seen);
  flip_all (self, step->edits, TRUE);
  step_free (step);
  emit_changed (self);
}

gboolean
lp_history_is_open (LpHistory *self)
{
  g_return_val_if_fail (LP_IS_HISTORY (self), FALSE);

  return self->open != NULL;
}

void
lp_history_break (LpHistory *self)
{
  g_return_if_fail (LP_IS_HISTORY (self));

  self->may_merge = FALSE;
}

gboolean
lp_history_can_undo (LpHistory *self)
{
  g_return_val_if_fail (LP_IS_HISTORY (self), FALSE);

  return self->open == NULL && self->position > 0;
}

gboolean
lp_history_can_redo (LpHistory *self)
{
  g_return_val_if_fail (LP_IS_HISTORY (self), FALSE);

  return self->open == NULL && self->position < self->steps->len;
}

void
lp_history_undo (LpHistory *self)
{
  Step *step;

  g_return_if_fail (lp_history_can_undo (self));

  step = g_ptr_array_index (self->steps, --self->position);
  self->may_merge = FALSE;
  flip_all (self, step->edits, TRUE);
  emit_changed (self);
}

void
lp_history_redo (LpHistory *self)
{
  Step *step;

  g_return_if_fail (lp_history_can_redo (self));

  step = g_ptr_array_index (self->steps, self->position++);
  self->may_merge = FALSE;
  flip_all (self, step->edits, FALSE);
  emit_changed (self);
}

const char *
lp_history_get_undo_label (LpHistory *self)
{
  if (!lp_history_can_undo (self))
    return NULL;

  return ((Step *) g_ptr_array_index (self->steps, self->position - 1))->label;
}

const char *
lp_history_get_redo_label (LpHistory *self)
{
  if (!lp_history_can_redo (self))
    return NULL;

  return ((Step *) g_ptr_array_index (self->steps, self->position))->label;
}

static void
set_saved (LpHistory *self,
           int        saved)
{
  self->saved = saved;
  self->may_merge = FALSE;
  emit_changed (self);
}

void
lp_history_mark_saved (LpHistory *self)
{
  g_return_if_fail (LP_IS_HISTORY (self));

  set_saved (self, self->position);
}

void
lp_history_mark_unsaved (LpHistory *self)
{
  g_return_if_fail (LP_IS_HISTORY (self));

  set_saved (self, -1);
}

gboolean
lp_history_is_saved (LpHistory *self)
{
  g_return_val_if_fail (LP_IS_HISTORY (self), FALSE);

  return self->open == NULL && self->saved == (int) self->position;
}

void
lp_history_clear (LpHistory *self)
{
  g_return_if_fail (LP_IS_HISTORY (self));
  g_return_if_fail (self->open == NULL);

  g_ptr_array_set_size (self->steps, 0);
  self->position = 0;
  set_saved (self, 0);
}

guint64
lp_history_get_revision (LpHistory *self)
{
  g_return_val_if_fail (LP_IS_HISTORY (self), 0);

  return self->revision;
}
