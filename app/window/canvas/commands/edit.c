/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>
#include <string.h>

static void
own_id (LpCanvas   *self,
        LpElement  *element,
        const char *base)
{
  g_autofree char *id = lp_design_make_id (self->design, base);

  lp_element_set_text (element, LP_ATTRIBUTE_ID, id);
}

/* What is proposed is written down: the picture and the file say it, and the user can change it. */
void
lp_canvas_propose (LpElement *link)
{
  LpElement *from = lp_link_resolve_from (lp_link_get_from (link));
  LpElement *to = lp_link_resolve_to (lp_link_get_to (link));

  lp_canvas_set_flow (link, lp_flow_propose (lp_element_get_kind (from), lp_element_get_kind (to)));
}

void
lp_canvas_set_flow (LpElement *link,
                    LpFlow     flow)
{
  LpProtocol protocol;
  int port;

  lp_element_set_number (link, LP_ATTRIBUTE_FLOW, flow);
  lp_element_unset (link, LP_ATTRIBUTE_PROTOCOL);
  lp_element_unset (link, LP_ATTRIBUTE_PORT);
  for (guint i = lp_element_get_n_set (link); i > 0; i--)
    {
      LpAttribute attribute = lp_element_get_set (link, i - 1);
      guint flows = lp_attribute_get_row (attribute)->flows;

      if (flows != 0 && !(flows & 1 << flow))
        lp_element_unset (link, attribute);
    }
  if (!lp_canvas_has_service (link))
    return;

  protocol = lp_link_get_protocol (link);
  port = lp_link_get_port (link);
  lp_element_set_number (link, LP_ATTRIBUTE_PROTOCOL, protocol);
  if (port > 0)
    lp_element_set_number (link, LP_ATTRIBUTE_PORT, port);
}

/* Whether it is a question to a port. */
gboolean
lp_canvas_has_service (LpElement *link)
{
  LpFlow flow = lp_link_get_flow (link);

  return flow == LP_FLOW_REQUEST || flow == LP_FLOW_QUERY;
}

/* One step. A label of its own would hide what is changed here. */
void
lp_canvas_set_service (LpCanvas   *self,
                       LpElement  *link,
                       LpProtocol  protocol,
                       int         port)
{
  lp_history_begin (self->history, _("Change Protocol"));
  lp_element_set_number (link, LP_ATTRIBUTE_PROTOCOL, protocol);
  if (port > 0)
    lp_element_set_number (link, LP_ATTRIBUTE_PORT, port);
  else
    lp_element_unset (link, LP_ATTRIBUTE_PORT);
  lp_element_unset (link, LP_ATTRIBUTE_LABEL);
  lp_history_end (self->history);
}

/* In no design yet. */
LpElement *
lp_canvas_make_link (LpCanvas  *self,
                     LpElement *from,
                     LpElement *to)
{
  LpElement *link = lp_link_new (LP_FLOW_REQUEST, from, to);

  own_id (self, link, "link");
  lp_canvas_propose (link);

  return link;
}

LpElement *
lp_canvas_add_link (LpCanvas  *self,
                    LpElement *from,
                    LpElement *to)
{
  g_autoptr (LpElement) link = lp_canvas_make_link (self, from, to);

  lp_history_begin (self->history, _("Add Link"));
  lp_design_add (self->design, link, lp_design_get_root (self->design), NULL);
  lp_history_end (self->history);
  lp_canvas_select_one (self, link);

  return link;
}

/* Nothing stands on a container’s header or edge. */
void
lp_canvas_settle (LpElement *element)
{
  if (lp_element_get_kind (lp_element_get_parent (element)) == LP_KIND_DESIGN)
    return;

  if (lp_element_get_number (element, LP_ATTRIBUTE_X) < LP_PADDING)
    lp_element_set_number (element, LP_ATTRIBUTE_X, LP_PADDING);
  if (lp_element_get_number (element, LP_ATTRIBUTE_Y) < LP_HEADER)
    lp_element_set_number (element, LP_ATTRIBUTE_Y, LP_HEADER);
}

LpElement *
lp_canvas_add_element (LpCanvas  *self,
                       LpKind     kind,
                       LpElement *parent,
                       LpPoint    place)
{
  g_autoptr (LpElement) element = lp_design_make_element (self->design, kind, parent);
  g_autofree char *label = g_strdup_printf (_("Add %s"), lp_kind_get_title (kind));

  lp_history_begin (self->history, label);
  lp_design_add (self->design, element, parent, NULL);
  lp_box_place (element, place.x, place.y);
  lp_canvas_settle (element);
  lp_history_end (self->history);
  lp_canvas_select_one (self, element);

  return element;
}

/* Where the pointer said so, or beside what it would cover; into the container there. */
LpElement *
lp_canvas_put (LpCanvas *self,
               LpKind    kind,
               LpPoint   corner,
               LpPoint   at)
{
  LpElement *target = lp_scene_pick_container (lp_canvas_get_scene (self), at.x, at.y, kind, NULL);
  g_autoptr (GHashTable) except = g_hash_table_new (NULL, NULL);
  g_autofree char *label = g_strdup_printf (_("Add %s"), lp_kind_get_title (kind));
  LpElement *added;
  LpPoint room;
  LpRect rect;

  lp_history_begin (self->history, label);
  added = lp_canvas_add_element (self, kind, target,
                                 (LpPoint) { lp_canvas_snap (corner.x, 0),
                                             lp_canvas_snap (corner.y, 0) });
  g_hash_table_add (except, added);
  lp_box_get_rect (added, &rect);
  room = lp_canvas_find_room_for (self, target, &rect, except);
  lp_box_place (added, room.x, room.y);
  lp_history_end (self->history);

  return added;
}

void
lp_canvas_add_kind_at (LpCanvas *self,
                       LpKind    kind,
                       LpPoint   at)
{
  const LpKindRow *row = lp_kind_get_row (kind);

  lp_canvas_put (self, kind, (LpPoint) { at.x - row->width / 2, at.y - row->height / 2 }, at);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  lp_canvas_name_added (self);
}

static LpElement *
add_into (LpCanvas  *self,
          LpKind     kind,
          LpElement *container)
{
  g_autofree char *label = g_strdup_printf (_("Add %s"), lp_kind_get_title (kind));
  LpElement *added;
  LpPoint room;

  lp_history_begin (self->history, label);
  added = lp_canvas_add_element (self, kind, container, lp_box_get_origin (container));
  room = lp_canvas_find_room_in (self, container, added);
  lp_box_place (added, room.x, room.y);
  lp_history_end (self->history);

  return added;
}

void
lp_canvas_add_kind (LpCanvas *self,
                    LpKind    kind)
{
  LpElement *only;
  LpRect rect;

  g_return_if_fail (LP_IS_CANVAS (self));
  g_return_if_fail (lp_kind_is_box (kind));

  if (self->scene == NULL)
    return;

  lp_canvas_cancel_gesture (self);
  lp_canvas_end_name (self, TRUE);
  only = lp_canvas_find_only (self);

  /* A second one goes beside the first: into the same server. */
  if (only != NULL && !lp_kind_is_container (lp_element_get_kind (only)))
    only = lp_element_get_parent (only);

  if (only != NULL && lp_kind_is_container (lp_element_get_kind (only)) &&
      lp_kind_holds (lp_element_get_kind (only), kind) &&
      lp_design_has_room (only, kind == LP_KIND_ZONE))
    only = add_into (self, kind, only);
  else
    only = lp_canvas_add_element (self, kind, lp_design_get_root (self->design),
                                  lp_canvas_find_room_in_view (self, kind));

  lp_scene_get_rect (lp_canvas_get_scene (self), only, &rect);
  lp_canvas_reveal (self, &rect);
  lp_canvas_name_added (self);
}
