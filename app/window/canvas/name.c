/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "draw/scene/words.h"
#include "model/value.h"

/* Letters are never smaller than a hand can write, however far out the view is. */
#define MIN_FONT_SIZE 10.0
#define MIN_WIDTH 140
#define LINE 1.5                /* The height of a line, in font sizes. */
#define BLEED 3                 /* Beyond the letters, on the screen. */

/* Where the words of a box are, as draw/ paints them. */
typedef struct
{
  double left;
  double right;
  double middle;        /* From the top; from the middle of the box where it is negative or 0. */
  double font_size;
  int    weight;
} Lettering;

/* Of cards with the name alone, and with one or two lines below it. */
static const Lettering cards[] = {
  { 58, 10, 0, 13, 600 },
  { 58, 10, -9, 13, 600 },
  { 58, 10, -11, 13, 600 },
};
static const Lettering chip = { 30, 6, 0, 11, 400 };
static const Lettering header = { LP_PADDING, LP_PADDING, 21, 12, 600 };
static const Lettering note = { 12, 10, 0, 11, 400 };
static const Lettering label = { 8, 8, 0, 11, 400 };

static const Lettering *
get_card_lettering (LpElement *element)
{
  g_autofree char *second = NULL;
  g_auto (GStrv) more = NULL;
  double width, height, rise;

  lp_box_get_size (element, &width, &height);
  rise = lp_words_for_card (element, height, &second, &more);
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    if (-cards[i].middle >= rise)
      return &cards[i];

  return &cards[0];
}

static const Lettering *
get_lettering (LpElement *element)
{
  LpKind kind = lp_element_get_kind (element);

  if (kind == LP_KIND_LINK)
    return &label;
  if (kind == LP_KIND_NOTE)
    return &note;
  if (lp_kind_is_container (kind))
    return &header;

  return lp_box_is_chip (element) ? &chip : get_card_lettering (element);
}

/* Of a link it is the label that is typed, of a note its text. */
static LpAttribute
get_attribute (LpElement *element)
{
  switch (lp_element_get_kind (element))
    {
    case LP_KIND_LINK:
      return LP_ATTRIBUTE_LABEL;

    case LP_KIND_NOTE:
      return LP_ATTRIBUTE_TEXT;

    default:
      return LP_ATTRIBUTE_NAME;
    }
}

static void
forget_editor (LpCanvas *self)
{
  GtkWidget *editor = g_steal_pointer (&self->editor);
  gboolean had_focus;

  g_clear_handle_id (&self->editor_timeout, g_source_remove);
  self->edited = NULL;
  had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) == editor;
  gtk_widget_unparent (editor);
  g_clear_object (&self->editor_style);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static char *
dup_typed (GtkWidget *editor)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (GTK_IS_EDITABLE (editor))
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (editor))));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor));
  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strchomp (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

/* What is seen of @element and can be typed over; of a link that is more than its label. */
static char *
dup_words (LpElement *element)
{
  char *words = NULL;

  if (lp_element_get_kind (element) == LP_KIND_LINK)
    words = lp_words_for_link (element);

  return words != NULL ? words : g_strdup (lp_element_get_text (element, get_attribute (element)));
}

/* "8443": another port of the same. */
static gboolean
read_port (const char *text,
           int        *port)
{
  guint number;

  if (!lp_value_read_digits (text, 65535, &number) || number == 0)
    return FALSE;

  *port = number;

  return TRUE;
}

/* "https", "HTTPS 8443", "8443". */
static gboolean
read_service (const char *text,
              LpElement  *link,
              LpProtocol *protocol,
              int        *port)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);

  *protocol = lp_link_get_protocol (link);
  if (words[0] == NULL)
    return FALSE;
  if (words[1] == NULL && read_port (words[0], port))
    return TRUE;

  for (*protocol = LP_PROTOCOL_HTTP; *protocol < LP_N_PROTOCOLS; (*protocol)++)
    if (g_ascii_strcasecmp (words[0], lp_protocol_get_row (*protocol)->title) == 0)
      {
        *port = lp_protocol_get_row (*protocol)->port;
        return words[1] == NULL || read_port (words[1], port);
      }

  return FALSE;
}

/* The first name of what was just added is part of adding it. What is typed on a link and can be
 * a protocol and a port is that, so that the rules know it too. */
static void
set_text (LpCanvas   *self,
          LpElement  *element,
          const char *text)
{
  gboolean joins = self->added_revision == lp_history_get_revision (self->history);
  g_autofree char *before = dup_words (element);
  LpProtocol protocol;
  int port;

  if (g_str_equal (before, text))
    return;

  if (lp_element_get_kind (element) == LP_KIND_LINK && lp_canvas_has_service (element) &&
      read_service (text, element, &protocol, &port))
    {
      lp_canvas_set_service (self, element, protocol, port);
      return;
    }

  if (!joins || !lp_history_reopen (self->history))
    lp_history_begin (self->history, _("Rename"));
  if (*text == '\0' && lp_element_get_kind (element) == LP_KIND_LINK)
    lp_element_unset (element, LP_ATTRIBUTE_LABEL);
  else
    lp_element_set_text (element, get_attribute (element), text);
  lp_history_end (self->history);
}

void
lp_canvas_end_name (LpCanvas *self,
                    gboolean  keep)
{
  g_autoptr (LpElement) element = NULL;
  g_autofree char *text = NULL;

  if (self->editor == NULL)
    return;

  element = g_object_ref (self->edited);
  text = dup_typed (self->editor);
  forget_editor (self);

  if (keep && lp_element_get_design (element) == self->design)
    set_text (self, element, text);
}

static void
activate_cb (LpCanvas *self)
{
  lp_canvas_end_name (self, TRUE);
}

/* Escape forgets a word but not a paragraph: that is kept, and undo takes it back. */
static gboolean
key_pressed_cb (LpCanvas        *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  gboolean is_note = GTK_IS_TEXT_VIEW (self->editor);
  gboolean is_return = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;

  if (key != GDK_KEY_Escape && !(is_note && is_return && (state & GDK_CONTROL_MASK)))
    return GDK_EVENT_PROPAGATE;

  lp_canvas_end_name (self, is_note);

  return GDK_EVENT_STOP;
}

static gboolean
left_cb (gpointer user_data)
{
  LpCanvas *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->editor_timeout = 0;

  /* The window losing the keyboard does not end the typing. */
  if (root != NULL && gtk_window_is_active (GTK_WINDOW (root)))
    lp_canvas_end_name (self, TRUE);

  return G_SOURCE_REMOVE;
}

/* Not at once: GTK is still on its way from one focus to the other, and the editor may not vanish
 * meanwhile. */
static void
focus_leave_cb (LpCanvas *self)
{
  if (self->editor_timeout == 0)
    self->editor_timeout = g_idle_add_full (G_PRIORITY_HIGH, left_cb, self, NULL);
}

static void
add_controllers (LpCanvas  *self,
                 GtkWidget *editor)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (editor, key);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (editor, focus);
}

static GtkWidget *
make_line (LpCanvas   *self,
           const char *text)
{
  GtkWidget *line = gtk_text_new ();

  gtk_editable_set_text (GTK_EDITABLE (line), text);
  gtk_text_set_placeholder_text (GTK_TEXT (line), lp_element_get_name (self->edited));
  gtk_text_set_propagate_text_width (GTK_TEXT (line), TRUE);
  if (lp_element_get_kind (self->edited) == LP_KIND_LINK)
    gtk_editable_set_alignment (GTK_EDITABLE (line), 0.5);
  g_signal_connect_object (line, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "changed", G_CALLBACK (gtk_widget_queue_allocate), self,
                           G_CONNECT_SWAPPED);

  return line;
}

static GtkWidget *
make_paragraph (const char *text)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &start, &end);

  return view;
}

void
lp_canvas_begin_name (LpCanvas  *self,
                      LpElement *element)
{
  LpAttribute attribute = get_attribute (element);
  g_autofree char *text = NULL;

  lp_canvas_end_name (self, TRUE);
  lp_canvas_cancel_gesture (self);
  lp_canvas_select_one (self, element);

  self->edited = element;
  text = dup_words (element);
  self->editor = attribute == LP_ATTRIBUTE_TEXT ? make_paragraph (text) : make_line (self, text);
  gtk_widget_set_name (self->editor, "canvas-name");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(lp_attribute_get_row (attribute)->title), -1);
  self->editor_style = gtk_css_provider_new ();
  self->editor_font_size = 0;
  gtk_style_context_add_provider (gtk_widget_get_style_context (self->editor),
                                  GTK_STYLE_PROVIDER (self->editor_style),
                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  gtk_widget_set_parent (self->editor, GTK_WIDGET (self));
  add_controllers (self, self->editor);

  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_grab_focus (self->editor);
  if (GTK_IS_EDITABLE (self->editor))
    gtk_editable_select_region (GTK_EDITABLE (self->editor), 0, -1);
}

/* What was just added waits for its name. */
void
lp_canvas_name_added (LpCanvas *self)
{
  LpElement *only = lp_canvas_find_only (self);

  if (only == NULL)
    return;

  self->added_revision = lp_history_get_revision (self->history);
  lp_canvas_begin_name (self, only);
}

static LpColor
get_ground (LpCanvas *self)
{
  const LpStyle *style = lp_style_get (lp_canvas_get_theme (self));

  switch ((int) lp_element_get_kind (self->edited))
    {
    case LP_KIND_LINK:
      return style->paper;

    case LP_KIND_NOTE:
      return style->note;

    case LP_KIND_SERVER:
      return style->server;

    case LP_KIND_ZONE:
      return style->zone;

    default:
      return style->card;
    }
}

/* In the letters of the drawing, on the ground that is there, so that only the cursor tells that
 * it is not the drawing. Where that would be too small to read it gets a frame of its own. */
static void
style_editor (LpCanvas        *self,
              const Lettering *lettering,
              double           font_size)
{
  g_autofree char *css = NULL;
  gboolean is_larger = font_size > lettering->font_size * self->zoom;

  if (self->editor_font_size == font_size)
    return;

  self->editor_font_size = font_size;
  css = g_strdup_printf ("#canvas-name, #canvas-name text {"
                         " font: %d %dpx Cantarell, \"Adwaita Sans\", sans-serif;"
                         " color: %s; background-color: #%06x; caret-color: @accent_color;"
                         " min-height: 0; min-width: 0; padding: 0 %dpx; border-radius: 4px; }"
                         "#canvas-name { box-shadow: %s; }"
                         "#canvas-name text { padding: 0; }",
                         lettering->weight, (int) (font_size + 0.5),
                         lp_element_get_kind (self->edited) == LP_KIND_NOTE ? "#2e2a1c" : "inherit",
                         get_ground (self), BLEED,
                         is_larger ? "0 0 0 2px @accent_color, 0 2px 8px alpha(black, 0.3)"
                                   : "none");
  gtk_css_provider_load_from_data (self->editor_style, css, -1);
}

static LpRect
get_box (LpCanvas *self)
{
  LpScene *scene = lp_canvas_get_scene (self);
  LpRect rect = { 0 };

  if (lp_element_get_kind (self->edited) != LP_KIND_LINK)
    {
      lp_scene_get_rect (scene, self->edited, &rect);
    }
  else if (!lp_scene_get_label_rect (scene, self->edited, &rect))
    {
      const LpRoute *route = lp_scene_get_route (scene, self->edited);

      if (route != NULL)
        rect = (LpRect) { route->label.x - 40, route->label.y - 10, 80, 20 };
    }

  return lp_canvas_rect_to_widget (self, &rect);
}

void
lp_canvas_allocate_name (LpCanvas *self)
{
  const Lettering *lettering;
  GtkRequisition natural;
  GtkAllocation place;
  double font_size, middle, height, wanted;
  LpRect box;

  if (self->editor == NULL)
    return;

  lettering = get_lettering (self->edited);
  font_size = MAX (lettering->font_size * self->zoom, MIN_FONT_SIZE);
  style_editor (self, lettering, font_size);
  gtk_widget_get_preferred_size (self->editor, NULL, &natural);

  box = get_box (self);
  wanted = box.width - (lettering->left + lettering->right) * self->zoom;
  if (font_size > lettering->font_size * self->zoom)
    wanted = MAX (wanted, MIN_WIDTH);
  if (lettering != &note)
    wanted = MAX (wanted, natural.width + 2 * BLEED);
  height = lettering == &note ? MAX (box.height - 16 * self->zoom, 3 * LINE * font_size)
                              : MAX (LINE * font_size, natural.height);
  middle = lettering->middle > 0 ? lettering->middle * self->zoom
                                 : box.height / 2 + lettering->middle * self->zoom;

  place.width = wanted + 2 * BLEED;
  place.height = height;
  place.x = box.x + lettering->left * self->zoom - BLEED;
  if (lettering == &label)
    place.x = box.x + (box.width - place.width) / 2;
  place.y = box.y + middle - height / 2;
  gtk_widget_size_allocate (self->editor, &place, -1);
}
