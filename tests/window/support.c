/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/support.h"

#include <X11/extensions/XTest.h>
#include <gdk/x11/gdkx.h>
#include <string.h>

#include "file/reader.h"
#include "file/writer.h"
#include "model/box.h"
#include "window/scratch.h"
#include "window/support-keys.h"

/* Points of a drag: enough for thresholds and for what follows the pointer. */
#define DRAG_STEPS 5

/* Frames that may follow from one event. */
#define MOST_FRAMES 60

/* Seconds. Nothing takes so long but what has gone wrong. */
#define PATIENCE 60

static LpApplication *application;
static GdkDisplay *display;
static Display *xtest;
static LpWindow *shown;         /* Weak: it may close by itself. */
static gboolean hurries;

/* Two clicks in one place are a double click only where a test says so. */
static void
set_double_click_time (int milliseconds)
{
  g_object_set (gtk_settings_get_default (), "gtk-double-click-time", milliseconds, NULL);
}

/* What is remembered of a test is nothing for who runs it, and the other way round. */
static void
leave_home (void)
{
  static const char *const places[] = {
    "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME",
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_setenv (places[i], scratch_get (), TRUE);
}

void
driver_init (int    *argc,
             char ***argv)
{
  int event, error, major, minor;

  if (g_getenv ("DISPLAY") == NULL)
    exit (77);

  leave_home ();
  g_setenv ("GDK_BACKEND", "x11", TRUE);
  g_unsetenv ("WAYLAND_DISPLAY");
  g_test_init (argc, argv, NULL);
  xtest = XOpenDisplay (NULL);
  if (xtest == NULL || !XTestQueryExtension (xtest, &event, &error, &major, &minor))
    exit (77);

  application = lp_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_hold (G_APPLICATION (application));
  display = gdk_display_get_default ();
  set_double_click_time (0);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

typedef struct
{
  gboolean flushed;
  gboolean painted;     /* After that. */
} Frame;

static void
flush_events_cb (Frame *frame)
{
  frame->flushed = TRUE;
}

static void
after_paint_cb (Frame *frame)
{
  frame->painted = frame->flushed;
}

static GdkFrameClock *
find_clock (void)
{
  return shown != NULL ? gtk_widget_get_frame_clock (GTK_WIDGET (shown)) : NULL;
}

static gint64
count_frames (void)
{
  GdkFrameClock *clock = find_clock ();

  return clock != NULL ? gdk_frame_clock_get_frame_counter (clock) : 0;
}

/* All that the server has for us, and all that follows from it; but not forever: while the drawing
 * scrolls under a pointer that is held at its edge, there is always another frame. */
void
driver_handle_events (void)
{
  gint64 last = count_frames () + MOST_FRAMES;

  XSync (xtest, False);
  gdk_display_sync (display);
  while (count_frames () < last && g_main_context_iteration (NULL, FALSE))
    ;
}

/* What is too long is a matter of how fast the machine is. ./check says so beside meson’s
 * --timeout-multiplier; as there, 0 is for ever. */
gint64
driver_get_deadline (void)
{
  const char *words = g_getenv ("LINCHPIN_TIMEOUT_MULTIPLIER");
  double multiplier = words != NULL ? g_ascii_strtod (words, NULL) : 1;

  if (multiplier <= 0)
    return G_MAXINT64;

  return g_get_monotonic_time () + (gint64) (multiplier * PATIENCE * G_USEC_PER_SEC);
}

/* GTK keeps pointer motions until a frame flushes them, so there has to be one: not that which is
 * on its way perhaps, and has flushed already. */
void
driver_settle (void)
{
  g_autoptr (GdkFrameClock) clock = NULL;
  Frame frame = { 0 };

  driver_handle_events ();
  if (find_clock () == NULL)
    return;

  clock = g_object_ref (find_clock ());
  g_signal_connect_swapped (clock, "flush-events", G_CALLBACK (flush_events_cb), &frame);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_paint_cb), &frame);
  while (!frame.painted && find_clock () == clock)
    {
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_FLUSH_EVENTS |
                                              GDK_FRAME_CLOCK_PHASE_PAINT);
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handlers_disconnect_by_data (clock, &frame);
  driver_handle_events ();
}

static void
show (void)
{
  gtk_window_present (GTK_WINDOW (shown));
  driver_wait (gtk_widget_get_mapped (GTK_WIDGET (shown)));
  driver_wait (lp_window_find_document (shown) != NULL);
  driver_wait (gtk_widget_get_width (GTK_WIDGET (driver_get_canvas (shown))) > 100);
  driver_move ((LpPoint) { 640, 5 });
}

static void
make_window (void)
{
  g_set_weak_pointer (&shown, lp_window_new (application));
  gtk_window_set_default_size (GTK_WINDOW (shown), 1280, 800);
}

LpWindow *
driver_open_start (void)
{
  make_window ();
  gtk_window_present (GTK_WINDOW (shown));
  driver_wait (gtk_widget_get_mapped (GTK_WIDGET (shown)));
  driver_move ((LpPoint) { 640, 5 });

  return shown;
}

LpWindow *
driver_open_file (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  make_window ();
  lp_window_open (shown, file);
  show ();

  return shown;
}

LpWindow *
driver_open (const char *content)
{
  g_autofree char *xml = g_strconcat ("<design xmlns=\"urn:linchpin:design:1\" title=\"Test\">\n",
                                      content, "</design>\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  g_autoptr (LpDesign) design = lp_file_read_bytes (bytes, &error);
  g_autoptr (LpDocument) document = NULL;

  g_assert_no_error (error);
  document = lp_document_new (design, NULL);
  make_window ();
  lp_window_set_document (shown, document);
  show ();

  return shown;
}

static gboolean
is_open (LpWindow *window)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  return g_list_find (windows, window) != NULL;
}

void
driver_turn_to (LpWindow *window)
{
  g_set_weak_pointer (&shown, window);
  gtk_window_present (GTK_WINDOW (shown));
  driver_wait (gtk_widget_get_mapped (GTK_WIDGET (shown)));
  driver_settle ();
}

/* Unsaved work would be asked about. */
void
driver_close (LpWindow *window)
{
  g_assert_true (window == shown);

  driver_settle ();
  if (lp_window_find_document (window) != NULL)
    {
      lp_canvas_finish (driver_get_canvas (window));
      lp_history_clear (driver_get_history (window));
    }
  g_clear_weak_pointer (&shown);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  driver_wait (window == NULL);
}

void
driver_wait_closed (LpWindow *window)
{
  driver_wait (!is_open (window));
}

LpCanvas *
driver_get_canvas (LpWindow *window)
{
  return LP_CANVAS (driver_find_type (GTK_WIDGET (window), LP_TYPE_CANVAS));
}

LpDesign *
driver_get_design (LpWindow *window)
{
  return lp_document_get_design (lp_window_find_document (window));
}

LpHistory *
driver_get_history (LpWindow *window)
{
  return lp_document_get_history (lp_window_find_document (window));
}

LpElement *
driver_get_element (LpWindow   *window,
                    const char *id)
{
  LpElement *element = lp_design_find (driver_get_design (window), id);

  if (element == NULL)
    g_error ("There is no “%s”", id);

  return element;
}

char *
driver_dup_text (LpWindow *window)
{
  g_autoptr (GBytes) bytes = lp_file_write_bytes (driver_get_design (window));

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

LpElement *
driver_find_by_name (LpWindow   *window,
                     const char *name)
{
  LpElement *root = lp_design_get_root (driver_get_design (window));
  LpElement *found = NULL;

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_kind_is_box (lp_element_get_kind (each)) &&
        g_str_equal (lp_element_get_name (each), name))
      {
        if (found != NULL)
          g_error ("There are two called “%s”", name);
        found = each;
      }

  return found;
}

GtkWidget *
driver_find_widget (GtkWidget  *root,
                    const char *name)
{
  if (gtk_widget_get_mapped (root) &&
      (g_str_equal (gtk_widget_get_name (root), name) ||
       g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), name) == 0))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = driver_find_widget (child, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
driver_find_type (GtkWidget *root,
                  GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = driver_find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
driver_find_button (GtkWidget  *root,
                    const char *label)
{
  if (gtk_widget_get_mapped (root) && GTK_IS_BUTTON (root) &&
      gtk_button_get_label (GTK_BUTTON (root)) != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (gtk_button_get_label (GTK_BUTTON (root)), "_", -1);
      g_autofree char *plain = g_strjoinv ("", parts);

      if (g_str_equal (plain, label))
        return root;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = driver_find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
click_when_possible (GtkWidget *widget)
{
  driver_wait (gtk_widget_is_sensitive (widget));
  driver_settle ();
  driver_click (driver_at_widget (widget, 0.5, 0.5), 1);
}

void
driver_click_button (GtkWidget  *root,
                     const char *label)
{
  GtkWidget *button = NULL;

  driver_wait ((button = driver_find_button (root, label)) != NULL);
  click_when_possible (button);
}

void
driver_click_widget (GtkWidget  *root,
                     const char *name)
{
  GtkWidget *widget = NULL;

  driver_wait ((widget = driver_find_widget (root, name)) != NULL);
  click_when_possible (widget);
}

/* The answer may have led to another. */
static gboolean
has_question (LpWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && !found; i++)
    {
      g_autoptr (GtkWindow) each = g_list_model_get_item (windows, i);

      found = gtk_window_get_transient_for (each) == GTK_WINDOW (window) &&
              gtk_window_get_modal (each) && gtk_widget_get_visible (GTK_WIDGET (each));
    }

  return found;
}

void
driver_answer (LpWindow   *window,
               const char *heading,
               const char *label)
{
  GtkWidget *dialog = NULL;

  driver_wait ((dialog = driver_find_dialog (window, ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_true (g_str_has_prefix (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)),
                                   heading));
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  driver_click_button (dialog, label);
  driver_wait (dialog == NULL || !gtk_widget_get_mapped (dialog));
  if (dialog != NULL)
    g_object_remove_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  if (is_open (window) && !has_question (window))
    driver_turn_to (window);    /* A window manager would. */
}

GtkWidget *
driver_find_dialog (LpWindow *window,
                    GType     type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    if (each->data != window && g_type_is_a (G_OBJECT_TYPE (each->data), type) &&
        gtk_widget_get_mapped (each->data))
      return each->data;

  return NULL;
}

/* There is no window manager: the window’s surface is in the corner of the screen. Popovers have
 * surfaces of their own. */
static LpPoint
to_screen (GtkWidget *widget,
           double     x,
           double     y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSurface *surface = gtk_native_get_surface (native);
  double surface_x, surface_y;

  g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &x, &y));
  gtk_native_get_surface_transform (native, &surface_x, &surface_y);
  x += surface_x;
  y += surface_y;
  for (; GDK_IS_POPUP (surface); surface = gdk_popup_get_parent (GDK_POPUP (surface)))
    {
      x += gdk_popup_get_position_x (GDK_POPUP (surface));
      y += gdk_popup_get_position_y (GDK_POPUP (surface));
    }

  return (LpPoint) { x, y };
}

LpPoint
driver_at (LpWindow *window,
           double    x,
           double    y)
{
  LpCanvas *canvas = driver_get_canvas (window);
  LpPoint at = lp_canvas_to_widget (canvas, x, y);

  return to_screen (GTK_WIDGET (canvas), at.x, at.y);
}

LpPoint
driver_at_element (LpWindow  *window,
                   LpElement *element,
                   double     x_share,
                   double     y_share)
{
  LpRect rect;

  lp_box_get_rect (element, &rect);

  return driver_at (window, rect.x + rect.width * x_share, rect.y + rect.height * y_share);
}

LpPoint
driver_at_widget (GtkWidget *widget,
                  double     x_share,
                  double     y_share)
{
  return to_screen (widget, gtk_widget_get_width (widget) * x_share,
                    gtk_widget_get_height (widget) * y_share);
}

void
driver_move (LpPoint to)
{
  XTestFakeMotionEvent (xtest, -1, to.x + 0.5, to.y + 0.5, CurrentTime);
  if (hurries)
    driver_handle_events ();
  else
    driver_settle ();
}

void
driver_hurry (gboolean hurry)
{
  hurries = hurry;
}

void
driver_press (guint button)
{
  XTestFakeButtonEvent (xtest, button, True, CurrentTime);
  driver_handle_events ();
}

void
driver_release (guint button)
{
  XTestFakeButtonEvent (xtest, button, False, CurrentTime);
  driver_handle_events ();
}

void
driver_click (LpPoint at,
              guint   button)
{
  driver_move (at);
  driver_press (button);
  driver_release (button);
}

void
driver_press_twice (LpPoint at)
{
  driver_move (at);
  set_double_click_time (60000);
  driver_press (1);
  driver_release (1);
  driver_press (1);
  set_double_click_time (0);
}

void
driver_double_click (LpPoint at)
{
  driver_press_twice (at);
  driver_release (1);
}

void
driver_drag (LpPoint from,
             LpPoint to)
{
  driver_move (from);
  driver_press (1);
  for (int i = 1; i <= DRAG_STEPS; i++)
    driver_move ((LpPoint) { from.x + (to.x - from.x) * i / DRAG_STEPS,
                             from.y + (to.y - from.y) * i / DRAG_STEPS });
  driver_release (1);
}

void
driver_scroll (int clicks)
{
  int button = clicks > 0 ? 4 : 5;

  for (int i = 0; i < ABS (clicks); i++, driver_release (button))
    driver_press (button);
}
Display *
driver_get_pointer_and_keys (void) { return xtest; }
