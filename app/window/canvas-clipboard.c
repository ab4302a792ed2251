/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas-private.h"

#include <glib/gi18n.h>

#include "file/reader.h"
#include "file/writer.h"
#include "window/picture-content.h"

#define PASTE_OFFSET (2 * LP_GRID)

/* Copies @element into @design with ids of its own; @copies maps the originals’ ids to the new
 * elements. */
static void
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
        g_autoptr (LpElement) last = NULL;

        add_copy (excerpt, boxes->pdata[i], root, copies);
        last = g_object_ref (g_hash_table_lookup (copies, lp_element_get_id (boxes->pdata[i])));
        lp_box_place (last, place.x, place.y);
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

/* Into what a copy goes, and how far away from where it was there. */
typedef struct
{
  LpElement *parent;
  LpPoint    offset;
} Landing;

/* Puts what @excerpt holds into the design. */
static void
insert (LpCanvas   *self,
        LpDesign   *excerpt,
        const char *label,
        Landing     landing)
{
  g_autoptr (GHashTable) copies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  LpElement *child = lp_element_get_first_child (lp_design_get_root (excerpt));

  lp_history_begin (self->history, label);
  for (; child != NULL; child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)))
      {
        LpPoint place = lp_box_get_origin (child);
        LpElement *copy;

        add_copy (self->design, child, landing.parent, copies);
        copy = g_hash_table_lookup (copies, lp_element_get_id (child));
        lp_canvas_number_name (copy);
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

  insert (self, excerpt, _("Duplicate"), (Landing) { lp_design_get_root (self->design) });
}

void
lp_canvas_duplicate (LpCanvas *self)
{
  g_autoptr (LpDesign) excerpt = make_excerpt (self);

  lp_canvas_cancel_gesture (self);
  if (lp_design_get_n_boxes (excerpt) > 0)
    insert (self, excerpt, _("Duplicate"), (Landing) { lp_design_get_root (self->design),
                                                       { PASTE_OFFSET, PASTE_OFFSET } });
}

static LpElement *
find_first_box (LpDesign *excerpt)
{
  LpElement *child = lp_element_get_first_child (lp_design_get_root (excerpt));

  while (child != NULL && !lp_kind_is_box (lp_element_get_kind (child)))
    child = lp_element_get_next_sibling (child);

  return child;
}

static LpRect
get_bounds (LpDesign *excerpt)
{
  LpElement *child = lp_element_get_first_child (lp_design_get_root (excerpt));
  LpRect bounds = { 0 };

  for (; child != NULL; child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)))
      {
        LpRect rect;

        lp_box_get_rect (child, &rect);
        bounds = lp_rect_union (&bounds, &rect);
      }

  return bounds;
}

/* A zone that was just copied is still selected, and its copy does not belong into it. */
static gboolean
can_hold (LpElement *parent,
          LpDesign  *excerpt)
{
  LpKind kind = lp_element_get_kind (parent);
  LpElement *child = lp_element_get_first_child (lp_design_get_root (excerpt));

  if (!lp_kind_is_container (kind))
    return FALSE;

  for (; child != NULL; child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)) &&
        (lp_element_get_kind (child) == kind || !lp_kind_holds (kind, lp_element_get_kind (child))))
      return FALSE;

  return TRUE;
}

static LpElement *
find_container_at (LpCanvas *self,
                   LpDesign *excerpt,
                   LpPoint   at)
{
  LpKind kind = lp_element_get_kind (find_first_box (excerpt));
  LpElement *container = lp_scene_pick_container (lp_canvas_get_scene (self), at.x, at.y, kind,
                                                  NULL);

  return can_hold (container, excerpt) ? container : lp_design_get_root (self->design);
}

/* Not exactly onto what was pasted here before. */
static void
step_aside (Landing   *landing,
            LpElement *first)
{
  LpPoint place = lp_box_get_origin (first);
  LpElement *child = lp_element_get_first_child (landing->parent);

  while (child != NULL)
    {
      LpPoint there = { G_MAXDOUBLE, G_MAXDOUBLE };

      if (lp_kind_is_box (lp_element_get_kind (child)))
        there = lp_box_get_origin (child);
      child = lp_element_get_next_sibling (child);
      if (there.x != place.x + landing->offset.x || there.y != place.y + landing->offset.y)
        continue;

      landing->offset.x += PASTE_OFFSET;
      landing->offset.y += PASTE_OFFSET;
      child = lp_element_get_first_child (landing->parent);
    }
}

/* Into the selected container, where nobody pointed elsewhere since; else where the pointer is, if
 * it is over the drawing; else beside where it was copied. */
static Landing
find_landing (LpCanvas *self,
              LpDesign *excerpt)
{
  LpElement *only = lp_canvas_find_only (self);
  LpRect bounds = get_bounds (excerpt);
  LpPoint at = lp_canvas_to_drawing (self, self->pointer.x, self->pointer.y);
  gboolean pointed = hypot (self->pointer.x - self->pointer_before.x,
                            self->pointer.y - self->pointer_before.y) > LP_CANVAS_REACH;
  Landing landing = { lp_design_get_root (self->design), { PASTE_OFFSET, PASTE_OFFSET } };

  if (only != NULL && !pointed && can_hold (only, excerpt))
    {
      LpPoint room = lp_canvas_find_room_in (only);

      landing = (Landing) { only, { room.x - bounds.x, room.y - bounds.y } };
    }
  else if (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_PRELIGHT)
    {
      landing.parent = find_container_at (self, excerpt, at);
      landing.offset = (LpPoint) { lp_canvas_snap (at.x - bounds.x - bounds.width / 2, 0),
                                   lp_canvas_snap (at.y - bounds.y - bounds.height / 2, 0) };
    }
  step_aside (&landing, find_first_box (excerpt));

  return landing;
}

/* What the keyboard alone pasted may be far away. */
static void
reveal_selection (LpCanvas *self)
{
  g_autoptr (GPtrArray) boxes = lp_canvas_dup_selected_boxes (self);
  LpPoint corner = lp_canvas_to_drawing (self, 0, 0);
  LpRect view = { corner.x, corner.y, gtk_widget_get_width (GTK_WIDGET (self)) / self->zoom,
                  gtk_widget_get_height (GTK_WIDGET (self)) / self->zoom };
  LpRect around = { 0 };

  for (guint i = 0; i < boxes->len; i++)
    {
      LpRect rect = lp_canvas_get_rect_of (self, boxes->pdata[i]);

      around = lp_rect_union (&around, &rect);
    }
  if (!lp_rect_intersects (&around, &view))
    lp_canvas_reveal (self, &around);
}

static LpDesign *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return lp_file_read_bytes (bytes, error);
}

/* Whole files, and a piece out of one. */
static LpDesign *
read_excerpt (const char  *text,
              GError     **error)
{
  LpDesign *whole = read_text (text, error);
  g_autofree char *wrapped = NULL;

  if (whole != NULL || strstr (text, "<design") != NULL || strchr (text, '<') == NULL)
    return whole;

  wrapped = g_strdup_printf ("<design xmlns=\"urn:linchpin:design:1\">%s</design>", text);

  return read_text (wrapped, NULL);
}

/* @error is of interest only where a design was meant. */
static void
refuse (LpCanvas     *self,
        const char   *text,
        const GError *error)
{
  g_autofree char *message = NULL;

  if (text != NULL && error != NULL && strstr (text, "urn:linchpin:design:") != NULL)
    message = g_strdup_printf (_("The design in the clipboard cannot be read: %s"), error->message);

  lp_canvas_message (self, message != NULL
                             ? message : _("The clipboard holds nothing that can be pasted here"));
}

static void
paste (LpCanvas   *self,
       const char *text,
       gboolean    in_place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LpDesign) excerpt = text != NULL ? read_excerpt (text, &error) : NULL;
  Landing landing = { NULL };

  lp_canvas_end_name (self, TRUE);
  lp_canvas_cancel_gesture (self);
  if (excerpt == NULL || find_first_box (excerpt) == NULL)
    {
      refuse (self, text, error);
      return;
    }

  if (in_place)
    {
      LpRect bounds = get_bounds (excerpt);

      landing.parent = find_container_at (self, excerpt,
                                          (LpPoint) { bounds.x + bounds.width / 2,
                                                      bounds.y + bounds.height / 2 });
    }
  else
    {
      landing = find_landing (self, excerpt);
    }
  insert (self, excerpt, _("Paste"), landing);
  reveal_selection (self);
}

static void
text_ready_cb (GObject      *clipboard,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (LpCanvas) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  if (self->scene != NULL && !self->drill)
    paste (self, text, FALSE);
}

static void
text_ready_in_place_cb (GObject      *clipboard,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (LpCanvas) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  if (self->scene != NULL && !self->drill)
    paste (self, text, TRUE);
}

void
lp_canvas_paste (LpCanvas *self,
                 gboolean  in_place)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL,
                                 in_place ? text_ready_in_place_cb : text_ready_cb,
                                 g_object_ref (self));
}
