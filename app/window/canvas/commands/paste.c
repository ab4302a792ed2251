/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "file/reader.h"

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
step_aside (LpLanding *landing,
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

      landing->offset.x += LP_CANVAS_COPY_OFFSET;
      landing->offset.y += LP_CANVAS_COPY_OFFSET;
      child = lp_element_get_first_child (landing->parent);
    }
}

/* Into the selected container, where nobody pointed elsewhere since; else where the pointer is, if
 * it is over the drawing; else beside where it was copied. */
static LpLanding
find_landing (LpCanvas *self,
              LpDesign *excerpt)
{
  LpElement *only = lp_canvas_find_only (self);
  LpRect bounds = get_bounds (excerpt);
  LpPoint at = lp_canvas_to_drawing (self, self->pointer.x, self->pointer.y);
  gboolean pointed = hypot (self->pointer.x - self->pointer_before.x,
                            self->pointer.y - self->pointer_before.y) > LP_CANVAS_REACH;
  LpLanding landing = { lp_design_get_root (self->design),
                        { LP_CANVAS_COPY_OFFSET, LP_CANVAS_COPY_OFFSET } };

  if (only != NULL && !pointed && can_hold (only, excerpt))
    {
      LpPoint room = lp_canvas_find_room_below (only, NULL);

      landing = (LpLanding) { only, { room.x - bounds.x, room.y - bounds.y } };
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
  LpLanding landing = { NULL };

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
  lp_canvas_insert (self, excerpt, _("Paste"), landing);
  reveal_selection (self);
}

/* Another program may take its time to hand over what it has copied. */
typedef struct
{
  LpCanvas   *canvas;
  LpDocument *document;     /* Weak. */
  gboolean    in_place;
} Pasting;

static void
text_ready_cb (GObject      *clipboard,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autofree Pasting *pasting = user_data;
  g_autoptr (LpCanvas) self = pasting->canvas;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  if (self->document != NULL && self->document == pasting->document && !self->drill)
    paste (self, text, pasting->in_place);
  g_clear_weak_pointer (&pasting->document);
}

void
lp_canvas_paste (LpCanvas *self,
                 gboolean  in_place)
{
  Pasting *pasting = g_new0 (Pasting, 1);

  pasting->canvas = g_object_ref (self);
  pasting->in_place = in_place;
  g_set_weak_pointer (&pasting->document, self->document);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, text_ready_cb,
                                 pasting);
}
