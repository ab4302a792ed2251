/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define ZOOM_STEP 1.25

static void
zoom_in_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  lp_canvas_zoom_by (LP_CANVAS (widget), ZOOM_STEP);
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  lp_canvas_zoom_by (LP_CANVAS (widget), 1 / ZOOM_STEP);
}

static void
zoom_reset_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  lp_canvas_zoom_by (LP_CANVAS (widget), 1 / LP_CANVAS (widget)->zoom);
}

static void
zoom_fit_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  lp_canvas_fit (LP_CANVAS (widget));
}

static void
zoom_selection_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  g_autoptr (GPtrArray) boxes = lp_canvas_dup_selected_boxes (self);
  LpRect around = { 0 };

  for (guint i = 0; i < boxes->len; i++)
    {
      LpRect rect;

      lp_box_get_rect (boxes->pdata[i], &rect);
      around = lp_rect_union (&around, &rect);
    }

  if (boxes->len > 0)
    lp_canvas_show_rect (self, &around);
}

/* Enter: what it does to the selected element depends on what is going on. */
static void
rename_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  LpElement *only = lp_canvas_find_only (self);

  if (only == NULL)
    return;

  if (self->drill)
    {
      if (lp_element_get_kind (only) != LP_KIND_LINK)
        g_signal_emit_by_name (self, "part-clicked", only);
    }
  else if (self->link_from != NULL)
    {
      LpElement *from = g_steal_pointer (&self->link_from);

      gtk_widget_queue_draw (widget);
      if (lp_element_get_kind (only) != LP_KIND_LINK && lp_canvas_may_link (only))
        lp_canvas_add_link (self, from, only);
    }
  else
    {
      lp_canvas_begin_name (self, only);
    }
}

/* From the keyboard: then Tab or arrows go to the other end, Enter makes the link. Without going
 * anywhere it becomes a link to itself. */
static void
link_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);
  LpElement *only = lp_canvas_find_only (self);

  if (only == NULL || lp_element_get_kind (only) == LP_KIND_LINK || !lp_canvas_may_link (only))
    return;

  self->link_from = only;
  lp_canvas_message (self, _("Go to the other end with arrows or Tab, then press Enter"));
}

static void
forget_link (LpCanvas *self)
{
  self->link_from = NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  LpCanvas *self = LP_CANVAS (widget);

  if (self->gesture != NULL)
    lp_canvas_cancel_gesture (self);
  else if (self->link_from != NULL)
    forget_link (self);
  else if (self->highlight != NULL && self->lens == 0)
    lp_canvas_show (self, NULL);
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    lp_canvas_select_many (self, NULL, 0);
  else if (self->lens != 0)
    gtk_widget_activate_action (widget, "canvas.lens", "s", "none");
}

static void
find_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_object_set (widget, "finding", TRUE, NULL);
}

/* "canvas.toggle-minimap" */
static void
toggle_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  const char *part = action_name + strlen ("canvas.toggle-");
  gboolean shown;

  g_object_get (widget, part, &shown, NULL);
  g_object_set (widget, part, !shown, NULL);
}

static void
menu_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  lp_canvas_open_menu_here (LP_CANVAS (widget));
}

static void
walk_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  lp_canvas_walk (LP_CANVAS (widget), FALSE);
}

static void
walk_back_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  lp_canvas_walk (LP_CANVAS (widget), TRUE);
}

#define CTRL GDK_CONTROL_MASK
#define SHIFT GDK_SHIFT_MASK
#define ALT GDK_ALT_MASK

/* Of several keys for an action the last one is shown in menus. */
static const LpActionRow rows[] = {
  { "canvas.cut", lp_canvas_cut_action, GDK_KEY_x, CTRL, LP_SECTION_EDIT, N_("Cut") },
  { "canvas.copy", lp_canvas_copy_action, GDK_KEY_c, CTRL, LP_SECTION_EDIT, N_("Copy") },
  { "canvas.paste", lp_canvas_paste_action, GDK_KEY_v, CTRL, LP_SECTION_EDIT, N_("Paste") },
  { "canvas.paste-in-place", lp_canvas_paste_in_place_action, GDK_KEY_v, CTRL | SHIFT,
    LP_SECTION_EDIT, N_("Paste in Place") },
  { "canvas.duplicate", lp_canvas_duplicate_action, GDK_KEY_d, CTRL, LP_SECTION_EDIT,
    N_("Duplicate") },
  { "canvas.duplicate-linked", lp_canvas_duplicate_action, GDK_KEY_d, CTRL | SHIFT,
    LP_SECTION_EDIT, N_("Duplicate with Links") },
  { "canvas.delete", NULL, GDK_KEY_KP_Delete, 0, LP_SECTION_EDIT, NULL },
  { "canvas.delete", NULL, GDK_KEY_BackSpace, 0, LP_SECTION_EDIT, NULL },
  { "canvas.delete", lp_canvas_delete_action, GDK_KEY_Delete, 0, LP_SECTION_EDIT, N_("Delete") },
  { "canvas.rename", NULL, GDK_KEY_F2, 0, LP_SECTION_EDIT, NULL },
  { "canvas.rename", NULL, GDK_KEY_KP_Enter, 0, LP_SECTION_EDIT, NULL },
  { "canvas.rename", rename_action, GDK_KEY_Return, 0, LP_SECTION_EDIT, N_("Rename") },
  { "canvas.link", link_action, GDK_KEY_c, 0, LP_SECTION_EDIT, N_("Link to Another Element") },
  { "canvas.add-linked", NULL, GDK_KEY_Insert, 0, LP_SECTION_EDIT, NULL },
  { "canvas.add-linked", lp_canvas_add_linked_action, GDK_KEY_a, 0, LP_SECTION_EDIT,
    N_("Add and Link") },
  { "canvas.reverse", lp_canvas_reverse_action, 0, 0, LP_SECTION_EDIT, N_("Reverse Link") },
  { "canvas.straighten", lp_canvas_straighten_action, 0, 0, LP_SECTION_EDIT, N_("Remove Bends") },
  { "canvas.enclose-server", lp_canvas_enclose_action, GDK_KEY_g, CTRL, LP_SECTION_CANVAS,
    N_("Put in a Server") },
  { "canvas.enclose-zone", lp_canvas_enclose_action, GDK_KEY_g, CTRL | ALT, LP_SECTION_CANVAS,
    N_("Put in a Zone") },
  { "canvas.dissolve", lp_canvas_dissolve_action, GDK_KEY_g, CTRL | SHIFT, LP_SECTION_CANVAS,
    N_("Dissolve Server or Zone") },
  { "canvas.to-front", lp_canvas_to_front_action, GDK_KEY_f, CTRL | SHIFT, LP_SECTION_CANVAS,
    N_("Bring to Front") },
  { "canvas.to-back", lp_canvas_to_back_action, GDK_KEY_b, CTRL | SHIFT, LP_SECTION_CANVAS,
    N_("Send to Back") },
  { "canvas.lock", lp_canvas_lock_action, GDK_KEY_l, CTRL, LP_SECTION_CANVAS,
    N_("Lock or Unlock") },
  { "canvas.natural-size", lp_canvas_natural_size_action, 0, 0, LP_SECTION_CANVAS,
    N_("Fit Size to Content") },
  { "canvas.align-left", lp_canvas_align_action, GDK_KEY_Left, CTRL | SHIFT, LP_SECTION_CANVAS,
    N_("Align Left") },
  { "canvas.align-center", lp_canvas_align_action, 0, 0, LP_SECTION_CANVAS, N_("Align Centers") },
  { "canvas.align-right", lp_canvas_align_action, GDK_KEY_Right, CTRL | SHIFT, LP_SECTION_CANVAS,
    N_("Align Right") },
  { "canvas.align-top", lp_canvas_align_action, GDK_KEY_Up, CTRL | SHIFT, LP_SECTION_CANVAS,
    N_("Align Top") },
  { "canvas.align-middle", lp_canvas_align_action, 0, 0, LP_SECTION_CANVAS, N_("Align Middles") },
  { "canvas.align-bottom", lp_canvas_align_action, GDK_KEY_Down, CTRL | SHIFT, LP_SECTION_CANVAS,
    N_("Align Bottom") },
  { "canvas.distribute-across", lp_canvas_align_action, 0, 0, LP_SECTION_CANVAS,
    N_("Distribute Across") },
  { "canvas.distribute-down", lp_canvas_align_action, 0, 0, LP_SECTION_CANVAS,
    N_("Distribute Down") },
  { "canvas.same-width", lp_canvas_align_action, 0, 0, LP_SECTION_CANVAS, N_("Same Width") },
  { "canvas.same-height", lp_canvas_align_action, 0, 0, LP_SECTION_CANVAS, N_("Same Height") },
  { "canvas.menu", NULL, GDK_KEY_F10, SHIFT, LP_SECTION_SELECTION, NULL },
  { "canvas.menu", menu_action, GDK_KEY_Menu, 0, LP_SECTION_SELECTION,
    N_("Menu of the Selection") },
  { "canvas.select-same", lp_canvas_select_same_action, 0, 0, LP_SECTION_SELECTION,
    N_("Select Same Kind") },
  { "canvas.select-connected", lp_canvas_select_connected_action, GDK_KEY_a, CTRL | SHIFT,
    LP_SECTION_SELECTION, N_("Select Connected") },
  { "canvas.select-all", lp_canvas_select_all_action, GDK_KEY_a, CTRL, LP_SECTION_SELECTION,
    N_("Select All") },
  { "canvas.cancel", cancel_action, GDK_KEY_Escape, 0, LP_SECTION_SELECTION, N_("Select Nothing") },
  { "canvas.next", walk_action, GDK_KEY_Tab, 0, LP_SECTION_SELECTION, N_("Next Element") },
  { "canvas.previous", NULL, GDK_KEY_Tab, SHIFT, LP_SECTION_SELECTION, NULL },
  { "canvas.previous", walk_back_action, GDK_KEY_ISO_Left_Tab, SHIFT, LP_SECTION_SELECTION,
    N_("Previous Element") },
  { "canvas.move-left", lp_canvas_arrow_action, GDK_KEY_Left, 0, LP_SECTION_SELECTION,
    N_("Move Left") },
  { "canvas.move-right", lp_canvas_arrow_action, GDK_KEY_Right, 0, LP_SECTION_SELECTION,
    N_("Move Right") },
  { "canvas.move-up", lp_canvas_arrow_action, GDK_KEY_Up, 0, LP_SECTION_SELECTION, N_("Move Up") },
  { "canvas.move-down", lp_canvas_arrow_action, GDK_KEY_Down, 0, LP_SECTION_SELECTION,
    N_("Move Down") },
  { "canvas.push-left", lp_canvas_arrow_action, GDK_KEY_Left, SHIFT, LP_SECTION_SELECTION, NULL },
  { "canvas.push-right", lp_canvas_arrow_action, GDK_KEY_Right, SHIFT, LP_SECTION_SELECTION, NULL },
  { "canvas.push-up", lp_canvas_arrow_action, GDK_KEY_Up, SHIFT, LP_SECTION_SELECTION, NULL },
  { "canvas.push-down", lp_canvas_arrow_action, GDK_KEY_Down, SHIFT, LP_SECTION_SELECTION, NULL },
  { "canvas.go-left", lp_canvas_arrow_action, GDK_KEY_Left, ALT, LP_SECTION_SELECTION,
    N_("Along a Link to the Left") },
  { "canvas.go-right", lp_canvas_arrow_action, GDK_KEY_Right, ALT, LP_SECTION_SELECTION,
    N_("Along a Link to the Right") },
  { "canvas.go-up", lp_canvas_arrow_action, GDK_KEY_Up, ALT, LP_SECTION_SELECTION,
    N_("Along a Link Upwards") },
  { "canvas.go-down", lp_canvas_arrow_action, GDK_KEY_Down, ALT, LP_SECTION_SELECTION,
    N_("Along a Link Downwards") },
  { "canvas.find", find_action, GDK_KEY_f, CTRL, LP_SECTION_VIEW, N_("Find") },
  { "canvas.toggle-outline", toggle_action, GDK_KEY_o, CTRL | SHIFT, LP_SECTION_VIEW,
    N_("Show or Hide the Outline") },
  { "canvas.toggle-minimap", toggle_action, GDK_KEY_m, CTRL, LP_SECTION_VIEW,
    N_("Show or Hide the Overview") },
  { "canvas.zoom-in", NULL, GDK_KEY_equal, CTRL, LP_SECTION_VIEW, NULL },
  { "canvas.zoom-in", NULL, GDK_KEY_KP_Add, CTRL, LP_SECTION_VIEW, NULL },
  { "canvas.zoom-in", NULL, GDK_KEY_plus, 0, LP_SECTION_VIEW, NULL },
  { "canvas.zoom-in", zoom_in_action, GDK_KEY_plus, CTRL, LP_SECTION_VIEW, N_("Zoom In") },
  { "canvas.zoom-out", NULL, GDK_KEY_KP_Subtract, CTRL, LP_SECTION_VIEW, NULL },
  { "canvas.zoom-out", NULL, GDK_KEY_minus, 0, LP_SECTION_VIEW, NULL },
  { "canvas.zoom-out", zoom_out_action, GDK_KEY_minus, CTRL, LP_SECTION_VIEW, N_("Zoom Out") },
  { "canvas.zoom-reset", NULL, GDK_KEY_0, 0, LP_SECTION_VIEW, NULL },
  { "canvas.zoom-reset", zoom_reset_action, GDK_KEY_0, CTRL, LP_SECTION_VIEW, N_("Actual Size") },
  { "canvas.zoom-fit", NULL, GDK_KEY_exclam, SHIFT, LP_SECTION_VIEW, NULL },
  { "canvas.zoom-fit", zoom_fit_action, GDK_KEY_1, SHIFT, LP_SECTION_VIEW, N_("Fit the Drawing") },
  { "canvas.zoom-selection", NULL, GDK_KEY_at, SHIFT, LP_SECTION_VIEW, NULL },
  { "canvas.zoom-selection", zoom_selection_action, GDK_KEY_2, SHIFT, LP_SECTION_VIEW,
    N_("Zoom to the Selection") },
};

const LpActionRow *
lp_canvas_list_actions (guint *n_rows)
{
  *n_rows = G_N_ELEMENTS (rows);

  return rows;
}

GSimpleActionGroup *
lp_canvas_get_actions (LpCanvas *self)
{
  g_return_val_if_fail (LP_IS_CANVAS (self), NULL);

  return self->actions;
}

const char *
lp_canvas_find_title (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].title != NULL && g_str_equal (rows[i].name, action))
      return _(rows[i].title);

  return NULL;
}

void
lp_canvas_install_actions (GtkWidgetClass *widget_class)
{
  lp_action_rows_bind (widget_class, rows, G_N_ELEMENTS (rows));
}

/* What an action needs. Those that are not here need nothing but a design. */
enum
{
  EDITS = 1 << 0,
  ANY = 1 << 1,         /* Something is selected, */
  BOX = 1 << 2,         /* a box, */
  TWO = 1 << 3,         /* at least two boxes, */
  ONE = 1 << 4,         /* or just one element. */
  LINK = 1 << 5,        /* A link is selected. */
  THREE = 1 << 6,       /* Boxes: between two there is nothing to spread. */
  CONTAINER = 1 << 7,   /* A server or a zone. */
};

static const struct { const char *name; guint needs; } wants[] = {
  { "cut", EDITS | BOX }, { "copy", BOX }, { "paste", EDITS }, { "paste-in-place", EDITS },
  { "duplicate", EDITS | BOX }, { "duplicate-linked", EDITS | BOX },
  { "delete", EDITS | ANY }, { "rename", ONE }, { "link", EDITS | ONE | BOX },
  { "add-linked", EDITS },
  { "reverse", EDITS | ONE | LINK }, { "straighten", EDITS | LINK },
  { "to-front", EDITS | BOX }, { "to-back", EDITS | BOX }, { "lock", EDITS | BOX },
  { "natural-size", EDITS | BOX },
  { "enclose-server", EDITS | BOX }, { "enclose-zone", EDITS | BOX },
  { "dissolve", EDITS | CONTAINER },
  { "align-left", EDITS | TWO }, { "align-center", EDITS | TWO }, { "align-right", EDITS | TWO },
  { "align-top", EDITS | TWO }, { "align-middle", EDITS | TWO }, { "align-bottom", EDITS | TWO },
  { "distribute-across", EDITS | THREE }, { "distribute-down", EDITS | THREE },
  { "same-width", EDITS | TWO }, { "same-height", EDITS | TWO },
  { "select-same", ANY }, { "select-connected", ANY }, { "zoom-selection", BOX },
};

static guint
get_state (LpCanvas *self)
{
  g_autoptr (GPtrArray) selected = lp_canvas_dup_selection (self);
  guint state = self->drill ? 0 : EDITS;
  guint n_boxes = 0;

  for (guint i = 0; i < selected->len; i++)
    {
      LpKind kind = lp_element_get_kind (selected->pdata[i]);

      n_boxes += lp_kind_is_box (kind);
      if (lp_kind_is_container (kind))
        state |= CONTAINER;
    }

  if (selected->len > 0)
    state |= ANY;
  if (selected->len == 1)
    state |= ONE;
  if (n_boxes > 0)
    state |= BOX;
  if (n_boxes > 1)
    state |= TWO;
  if (n_boxes > 2)
    state |= THREE;
  if (n_boxes < selected->len)
    state |= LINK;

  return state;
}

void
lp_canvas_update_actions (LpCanvas *self)
{
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self->actions));
  guint state = get_state (self);

  for (guint i = 0; names[i] != NULL; i++)
    lp_action_group_set_enabled (self->actions, names[i], self->scene != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (wants) && self->scene != NULL; i++)
    lp_action_group_set_enabled (self->actions, wants[i].name, (wants[i].needs & ~state) == 0);
  lp_canvas_update_menu_actions (self);
}
