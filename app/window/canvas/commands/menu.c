/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>

/* What the menu offers, by what is under the pointer. */
enum
{
  ON_NOTHING = 1 << 0,
  ON_BOX = 1 << 1,
  ON_LINK = 1 << 2,
  ON_MANY = 1 << 3,
  ON_CONTAINER = 1 << 4,
  ANYTHING = ON_BOX | ON_LINK | ON_MANY,
};

/* NULL begins a new section. The words are those of the actions. */
static const struct { const char *action; guint on; } entries[] = {
  { "canvas.rename", ON_BOX | ON_LINK },
  { "canvas.add-linked", ON_BOX },
  { "canvas.link", ON_BOX },
  { "canvas.reverse", ON_LINK },
  { "canvas.straighten", ON_LINK },
  { NULL },
  { "canvas.cut", ON_BOX | ON_MANY },
  { "canvas.copy", ON_BOX | ON_MANY },
  { "canvas.paste", ON_NOTHING | ON_BOX | ON_MANY },
  { "canvas.paste-in-place", ON_NOTHING },
  { "canvas.duplicate", ON_BOX | ON_MANY },
  { "canvas.duplicate-linked", ON_BOX | ON_MANY },
  { "canvas.delete", ANYTHING },
  { NULL },
  { "canvas.select-all", ON_NOTHING },
  { "canvas.select-same", ON_BOX | ON_LINK },
  { "canvas.select-connected", ON_BOX },
  { NULL },
  { "canvas.enclose-server", ON_BOX | ON_MANY },
  { "canvas.enclose-zone", ON_BOX | ON_MANY },
  { "canvas.dissolve", ON_CONTAINER },
  { NULL },
  { "canvas.to-front", ON_BOX | ON_MANY },
  { "canvas.to-back", ON_BOX | ON_MANY },
  { "canvas.lock", ON_BOX | ON_MANY },
  { "canvas.natural-size", ON_BOX | ON_MANY },
  { NULL },
  { "canvas.zoom-fit", ON_NOTHING },
  { "canvas.zoom-reset", ON_NOTHING },
};

static const char *const alignments[] = {
  "canvas.align-left", "canvas.align-center", "canvas.align-right", NULL,
  "canvas.align-top", "canvas.align-middle", "canvas.align-bottom", NULL,
  "canvas.distribute-across", "canvas.distribute-down", NULL,
  "canvas.same-width", "canvas.same-height", NULL,
};

static void
add_entry (GMenu      *section,
           const char *action)
{
  const char *title = lp_canvas_find_title (action);

  if (title != NULL)
    g_menu_append (section, title, action);
}

static void
add_section (GMenu  *menu,
             GMenu **section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (*section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (*section));
  g_object_unref (*section);
  *section = g_menu_new ();
}

static GMenu *
make_kinds_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  LpGroup group = lp_kind_get_row (0)->group;

  for (LpKind kind = 0; kind < LP_N_BOX_KINDS; kind++)
    {
      const LpKindRow *row = lp_kind_get_row (kind);
      g_autofree char *action = g_strdup_printf ("canvas.add::%s", row->key);

      if (row->group != group)
        add_section (menu, &section);
      group = row->group;
      g_menu_append (section, lp_kind_get_title (kind), action);
    }
  add_section (menu, &section);

  return menu;
}

static GMenu *
make_flows_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (LpFlow flow = 0; flow < LP_N_FLOWS; flow++)
    {
      g_autofree char *action = g_strdup_printf ("canvas.flow::%s", lp_flow_get_row (flow)->key);

      g_menu_append (menu, lp_flow_get_title (flow), action);
    }

  return menu;
}

/* What a link may speak where its flow asks for it; the port is the usual one. */
static GMenu *
make_protocols_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (LpProtocol protocol = LP_PROTOCOL_HTTP; protocol < LP_N_PROTOCOLS; protocol++)
    {
      const LpProtocolRow *row = lp_protocol_get_row (protocol);
      g_autofree char *action = g_strdup_printf ("canvas.protocol::%s", row->key);
      g_autofree char *title = g_strdup_printf ("%s %d", row->title, row->port);

      if (row->port > 0)
        g_menu_append (menu, title, action);
    }

  return menu;
}

static GMenu *
make_lens_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("Everything"), "canvas.lens::none");
  g_menu_append (menu, _("Traffic"), "canvas.lens::traffic");
  g_menu_append (menu, _("Security"), "canvas.lens::security");
  g_menu_append (menu, _("Monitoring"), "canvas.lens::monitoring");
  g_menu_append (menu, _("Failures"), "canvas.lens::failures");

  return menu;
}

static GMenu *
make_alignments_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (alignments); i++)
    if (alignments[i] != NULL)
      add_entry (section, alignments[i]);
    else
      add_section (menu, &section);

  return menu;
}

static void
add_submenu (GMenu      *menu,
             const char *title,
             GMenu      *submenu)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append_submenu (section, title, G_MENU_MODEL (submenu));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (submenu);
}

void
lp_canvas_add_steps (GMenu     *section,
                     LpHistory *history)
{
  const char *undo = lp_history_get_undo_label (history);
  const char *redo = lp_history_get_redo_label (history);
  /* Translators: “Undo Move of 3 Elements”. */
  g_autofree char *undo_title = g_strdup_printf (_("Undo %s"), undo != NULL ? undo : "");
  g_autofree char *redo_title = g_strdup_printf (_("Redo %s"), redo != NULL ? redo : "");

  if (undo != NULL)
    g_menu_append (section, undo_title, "win.undo");
  if (redo != NULL)
    g_menu_append (section, redo_title, "win.redo");
}

static GMenu *
make_menu (LpCanvas *self,
           guint     on)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  if (on == ON_NOTHING)
    {
      add_submenu (menu, _("Add"), make_kinds_menu ());
      lp_canvas_add_steps (section, self->history);
      add_section (menu, &section);
    }
  if (on == ON_LINK)
    {
      add_submenu (menu, _("Flow"), make_flows_menu ());
      add_submenu (menu, _("Protocol"), make_protocols_menu ());
    }
  if (on == ON_MANY)
    {
      add_submenu (menu, _("Align"), make_alignments_menu ());
      g_menu_append (section, _("Arrange Selection"), "win.arrange-selection");
      add_section (menu, &section);
    }

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (entries[i].action == NULL)
      add_section (menu, &section);
    else if (entries[i].on & on)
      add_entry (section, entries[i].action);
  add_section (menu, &section);
  if (on == ON_NOTHING)
    add_submenu (menu, _("Show"), make_lens_menu ());

  return menu;
}

static guint
get_place (LpCanvas *self)
{
  LpElement *only = lp_canvas_find_only (self);

  if (only != NULL && lp_element_get_kind (only) == LP_KIND_LINK)
    return ON_LINK;
  if (only != NULL)
    return lp_kind_is_container (lp_element_get_kind (only)) ? ON_BOX | ON_CONTAINER : ON_BOX;

  return g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0 ? ON_MANY : ON_NOTHING;
}

static void
popup (LpCanvas *self,
       double    x,
       double    y)
{
  g_autoptr (GMenu) menu = make_menu (self, get_place (self));
  GtkWidget *popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));

  self->menu_place = (LpPoint) { x, y };
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_name (popover, "canvas-menu");
  lp_canvas_show_popover (self, popover, x, y);
}

void
lp_canvas_open_menu (LpCanvas *self,
                     double    x,
                     double    y)
{
  LpPick pick;

  if (self->scene == NULL || self->drill)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  lp_canvas_end_name (self, TRUE);
  lp_canvas_cancel_gesture (self);

  lp_canvas_pick_at (self, x, y, &pick);
  if (pick.element == NULL || !lp_canvas_is_selected (self, pick.element))
    lp_canvas_select_one (self, pick.element);
  popup (self, x, y);
}

/* From the keyboard: at the selected element, or in the middle. */
void
lp_canvas_open_menu_here (LpCanvas *self)
{
  LpElement *only = lp_canvas_find_only (self);
  LpPoint at = { gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                 gtk_widget_get_height (GTK_WIDGET (self)) / 2.0 };
  LpScene *scene = lp_canvas_get_scene (self);
  const LpRoute *route = NULL;
  LpRect rect;

  if (lp_canvas_is_pressed (self))
    return;

  if (only != NULL && lp_element_get_kind (only) == LP_KIND_LINK)
    route = lp_scene_get_route (scene, only);
  if (route != NULL)
    at = lp_canvas_to_widget (self, route->label.x, route->label.y);
  else if (only != NULL && lp_scene_get_rect (scene, only, &rect))
    at = lp_canvas_to_widget (self, rect.x + rect.width / 2, rect.y + rect.height / 2);
  popup (self, at.x, at.y);
}

static void
add_activate_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  LpCanvas *self = user_data;
  LpPoint at = lp_canvas_to_drawing (self, self->menu_place.x, self->menu_place.y);
  LpKind kind;

  if (self->scene != NULL && lp_kind_find (g_variant_get_string (parameter, NULL), &kind) &&
      lp_kind_is_box (kind))
    lp_canvas_add_kind_at (self, kind, at);
}

static void
flow_activate_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  LpCanvas *self = user_data;
  LpElement *only = lp_canvas_find_only (self);

  if (only == NULL || lp_element_get_kind (only) != LP_KIND_LINK)
    return;

  lp_history_begin (self->history, _("Change Flow"));
  for (LpFlow flow = 0; flow < LP_N_FLOWS; flow++)
    if (g_str_equal (lp_flow_get_row (flow)->key, g_variant_get_string (parameter, NULL)))
      lp_canvas_set_flow (only, flow);
  lp_history_end (self->history);
}

static void
protocol_activate_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  LpCanvas *self = user_data;
  LpElement *only = lp_canvas_find_only (self);

  if (only == NULL || lp_element_get_kind (only) != LP_KIND_LINK)
    return;

  for (LpProtocol protocol = 0; protocol < LP_N_PROTOCOLS; protocol++)
    if (g_str_equal (lp_protocol_get_row (protocol)->key, g_variant_get_string (parameter, NULL)))
      lp_canvas_set_service (self, only, protocol, lp_protocol_get_row (protocol)->port);
}

/* These have a parameter, which rows have not. */
void
lp_canvas_add_menu_actions (LpCanvas *self)
{
  static const GActionEntry actions[] = {
    { .name = "add", .parameter_type = "s", .activate = add_activate_cb },
    { .name = "flow", .parameter_type = "s", .state = "''", .activate = flow_activate_cb },
    { .name = "protocol", .parameter_type = "s", .state = "''", .activate = protocol_activate_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions,
                                   G_N_ELEMENTS (actions), self);
}

static void
update_choice (LpCanvas   *self,
               const char *name,
               const char *chosen,
               gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled && !self->drill);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (chosen));
}

/* The dots in the menu stand at the flow and the protocol of the selected link. */
void
lp_canvas_update_menu_actions (LpCanvas *self)
{
  LpElement *only = lp_canvas_find_only (self);
  gboolean is_link = only != NULL && lp_element_get_kind (only) == LP_KIND_LINK;
  const char *flow = is_link ? lp_flow_get_row (lp_link_get_flow (only))->key : "";
  gboolean speaks = is_link && lp_canvas_has_service (only);
  const char *protocol = speaks ? lp_protocol_get_row (lp_link_get_protocol (only))->key : "";

  update_choice (self, "flow", flow, is_link);
  update_choice (self, "protocol", protocol != NULL ? protocol : "", speaks);
}
