/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>

#include "file/writer.h"
#include "model/numbering.h"
#include "window/canvas/picture-content.h"

/* Between a copy and what is there, where things do not stand close. */
#define ASIDE (4 * LP_GRID)

/* Copies @element into @design with ids of its own; @copies maps the originals’ ids to the new
 * elements. */
static LpElement *
add_copy (LpDesign   *design,
          LpElement  *element,
          LpElement  *parent,
          GHashTable *copies)
{
  g_autoptr (LpElement) copy = lp_element_copy (element);
  LpElement *each = copy;

  for (; each != NULL; each = lp_element_next_in_tree (each, copy))
    if (lp_kind_is_box (lp_element_get_kind (each)))
      {
        const char *key = lp_kind_get_row (lp_element_get_kind (each))->key;
        g_autofree char *old = g_strdup (lp_element_get_id (each));
        g_autofree char *id = lp_design_make_id (design, key);

        lp_element_set_text (each, LP_ATTRIBUTE_ID, id);
        g_hash_table_insert (copies, g_steal_pointer (&old), each);
      }

  lp_design_add (design, copy, parent, NULL);

  return copy;
}

static void
shift_bends (LpElement *link,
             LpPoint    by)
{
  LpElement *bend = lp_element_find_child (link, LP_KIND_BEND);

  for (; bend != NULL; bend = lp_element_find_next (bend))
    {
      double x = lp_element_get_number (bend, LP_ATTRIBUTE_X);
      double y = lp_element_get_number (bend, LP_ATTRIBUTE_Y);

      lp_element_set_number (bend, LP_ATTRIBUTE_X, x + by.x);
      lp_element_set_number (bend, LP_ATTRIBUTE_Y, y + by.y);
    }
}

/* Links whose two ends are among the copies are copied too. */
static void
add_links (LpDesign   *design,
           LpDesign   *original,
           GHashTable *copies,
           LpPoint     offset)
{
  LpElement *link = lp_element_find_child (lp_design_get_root (original), LP_KIND_LINK);

  for (; link != NULL; link = lp_element_find_next (link))
    {
      LpElement *from = g_hash_table_lookup (copies, lp_element_get_id (lp_link_get_from (link)));
      LpElement *to = g_hash_table_lookup (copies, lp_element_get_id (lp_link_get_to (link)));
      g_autoptr (LpElement) copy = NULL;
      g_autofree char *id = NULL;

      if (from == NULL || to == NULL || lp_element_get_design (from) != design)
        continue;

      copy = lp_element_copy (link);
      id = lp_design_make_id (design, "link");
      lp_element_set_text (copy, LP_ATTRIBUTE_ID, id);
      lp_link_set_from (copy, from);
      lp_link_set_to (copy, to);
      shift_bends (copy, offset);
      lp_design_add (design, copy, lp_design_get_root (design), NULL);
    }
}

/* The selection as a design of its own. Places are those in the drawing. */
static LpDesign *
make_excerpt (LpCanvas *self)
{
  g_autoptr (GPtrArray) boxes = lp_canvas_dup_selected_boxes (self);
  g_autoptr (GHashTable) copies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  LpDesign *excerpt = lp_design_new ();
  LpElement *root = lp_design_get_root (excerpt);

  for (guint i = 0; i < boxes->len; i++)
    if (lp_kind_holds (LP_KIND_DESIGN, lp_element_get_kind (boxes->pdata[i])))
      {
        LpPoint place = lp_box_get_origin (boxes->pdata[i]);
        LpElement *copy = add_copy (excerpt, boxes->pdata[i], root, copies);

        lp_box_place (copy, place.x, place.y);
      }
  add_links (excerpt, self->design, copies, (LpPoint) { 0, 0 });

  return excerpt;
}

void
lp_canvas_copy (LpCanvas *self)
{
  g_autoptr (LpDesign) excerpt = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GdkContentProvider) content = NULL;
  GdkContentProvider *contents[2];

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return;

  excerpt = make_excerpt (self);
  bytes = lp_file_write_bytes (excerpt);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  /* Other programs get a picture, editors and ourselves the file. */
  contents[0] = lp_picture_content_new (excerpt);
  contents[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  content = gdk_content_provider_new_union (contents, G_N_ELEMENTS (contents));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), content);
}

/* Puts what @excerpt holds into the design. */
void
lp_canvas_insert (LpCanvas   *self,
                  LpDesign   *excerpt,
                  const char *label,
                  LpLanding   landing)
{
  g_autoptr (GHashTable) copies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  g_autoptr (LpNumbering) names = lp_numbering_new (landing.parent, NULL);
  LpElement *child = lp_element_get_first_child (lp_design_get_root (excerpt));

  lp_history_begin (self->history, label);
  for (; child != NULL; child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)))
      {
        LpPoint place = lp_box_get_origin (child);
        LpElement *copy = add_copy (self->design, child, landing.parent, copies);

        lp_numbering_give (names, copy);
        lp_box_place (copy, place.x + landing.offset.x, place.y + landing.offset.y);
        lp_canvas_settle (copy);
        g_ptr_array_add (added, copy);
      }
  add_links (self->design, excerpt, copies, landing.offset);
  lp_history_end (self->history);

  lp_canvas_select_many (self, (LpElement *const *) added->pdata, added->len);
}

/* The selected boxes once more, in the same place; they are selected then. Part of a step that is
 * open. */
void
lp_canvas_insert_copies (LpCanvas *self)
{
  g_autoptr (LpDesign) excerpt = make_excerpt (self);

  lp_canvas_insert (self, excerpt, _("Duplicate"),
                    (LpLanding) { lp_design_get_root (self->design) });
}

/* What holds all of @boxes. */
static LpElement *
get_common_parent (LpCanvas  *self,
                   GPtrArray *boxes)
{
  LpElement *parent = lp_element_get_parent (boxes->pdata[0]);

  for (guint i = 1; i < boxes->len; i++)
    if (lp_element_get_parent (boxes->pdata[i]) != parent)
      return lp_design_get_root (self->design);

  return parent;
}

/* As near to the originals as there is room for all: replicas stand side by side. */
static LpLanding
find_landing (LpCanvas  *self,
              GPtrArray *boxes)
{
  LpLanding landing = { .parent = get_common_parent (self, boxes) };
  gboolean close = lp_element_get_kind (landing.parent) == LP_KIND_SERVER;
  LpRect around = { 0 };
  LpPoint room;

  for (guint i = 0; i < boxes->len; i++)
    {
      LpRect rect;

      lp_box_get_rect (boxes->pdata[i], &rect);
      around = lp_rect_union (&around, &rect);
    }
  room = lp_canvas_find_room (self, landing.parent, &around, close ? LP_CANVAS_GAP : ASIDE, NULL);
  landing.offset = (LpPoint) { room.x - around.x, room.y - around.y };

  return landing;
}

/* What each of @boxes, and each box in it, was copied to; @copies has the same inside. */
static GHashTable *
pair (GPtrArray *boxes,
      GPtrArray *copies)
{
  GHashTable *pairs = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < boxes->len; i++)
    {
      LpElement *original = boxes->pdata[i], *copy = copies->pdata[i];

      for (; original != NULL; original = lp_element_next_in_tree (original, boxes->pdata[i]))
        {
          g_hash_table_insert (pairs, original, copy);
          copy = lp_element_next_in_tree (copy, copies->pdata[i]);
        }
    }

  return pairs;
}

/* A copy of @link between what the ends were copied to; an end that was not stays. */
static void
copy_link (LpCanvas   *self,
           LpElement  *link,
           GHashTable *pairs)
{
  g_autoptr (LpElement) copy = lp_element_copy (link);
  g_autofree char *id = lp_design_make_id (self->design, "link");
  LpElement *from = g_hash_table_lookup (pairs, lp_link_get_from (link));
  LpElement *to = g_hash_table_lookup (pairs, lp_link_get_to (link));

  lp_element_set_text (copy, LP_ATTRIBUTE_ID, id);
  lp_link_set_from (copy, from != NULL ? from : lp_link_get_from (link));
  lp_link_set_to (copy, to != NULL ? to : lp_link_get_to (link));
  lp_design_add (self->design, copy, lp_design_get_root (self->design), NULL);
  lp_canvas_clear_bends (self, copy);
}

/* The copies talk to whom the originals talk to: that is what makes them replicas. */
static void
copy_outer_links (LpCanvas  *self,
                  GPtrArray *boxes,
                  GPtrArray *copies)
{
  g_autoptr (GHashTable) pairs = pair (boxes, copies);
  g_autoptr (GPtrArray) outer = g_ptr_array_new ();
  LpElement *link = lp_element_find_child (lp_design_get_root (self->design), LP_KIND_LINK);

  for (; link != NULL; link = lp_element_find_next (link))
    if (g_hash_table_contains (pairs, lp_link_get_from (link)) !=
        g_hash_table_contains (pairs, lp_link_get_to (link)))
      g_ptr_array_add (outer, link);
  for (guint i = 0; i < outer->len; i++)
    copy_link (self, outer->pdata[i], pairs);
}

/* "canvas.duplicate", "canvas.duplicate-linked" */
void
lp_canvas_duplicate_action (GtkWidget  *widget,
                            const char *action_name,
                            GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  g_autoptr (GPtrArray) boxes = lp_canvas_dup_selected_boxes (self);
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (LpDesign) excerpt = NULL;
  const char *label = lp_canvas_find_title (action_name);

  lp_canvas_cancel_gesture (self);
  if (boxes->len == 0)
    return;

  excerpt = make_excerpt (self);
  lp_history_begin (self->history, label);
  lp_canvas_insert (self, excerpt, label, find_landing (self, boxes));
  copies = lp_canvas_dup_selection (self);
  if (g_str_has_suffix (action_name, "-linked"))
    copy_outer_links (self, boxes, copies);
  lp_history_end (self->history);
}

static void
remove_selected (LpCanvas   *self,
                 const char *label)
{
  GListModel *selection = G_LIST_MODEL (self->selection);
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (selection); i++)
    g_ptr_array_add (elements, g_list_model_get_item (selection, i));

  lp_canvas_cancel_gesture (self);
  lp_history_begin (self->history, label);
  for (guint i = 0; i < elements->len; i++)
    if (lp_element_get_design (elements->pdata[i]) == self->design)
      lp_design_remove (self->design, elements->pdata[i]);
  lp_history_end (self->history);
}

void
lp_canvas_delete_action (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autofree char *label = g_strdup_printf (ngettext ("Delete %u Element", "Delete %u Elements", n),
                                            n);

  remove_selected (self, label);
}

void
lp_canvas_cut_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  lp_canvas_cancel_gesture (LP_CANVAS (widget));
  lp_canvas_copy (LP_CANVAS (widget));
  remove_selected (LP_CANVAS (widget), _("Cut"));
}

void
lp_canvas_copy_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  lp_canvas_copy (LP_CANVAS (widget));
}

void
lp_canvas_paste_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  lp_canvas_paste (LP_CANVAS (widget), FALSE);
}

void
lp_canvas_paste_in_place_action (GtkWidget  *widget,
                                 const char *action_name,
                                 GVariant   *parameter)
{
  lp_canvas_paste (LP_CANVAS (widget), TRUE);
}
