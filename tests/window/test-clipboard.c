/* SPDX-License-Identifier: MIT */
/* What is copied here and pasted there, also by programs that are not this one. */
#include "config.h"

#include <X11/Xlib.h>
#include <string.h>

#include "window/site.h"

static LpDesign *
get_design (LpWindow *window)
{
  return driver_get_design (window);
}

static LpElement *
get_copy (LpWindow *window,
          guint     i)
{
  GListModel *selection = lp_canvas_get_selection (driver_get_canvas (window));
  g_autoptr (LpElement) element = g_list_model_get_item (selection, i);

  g_assert_nonnull (element);

  return element;
}

static void
select_both (LpWindow *window)
{
  lp_canvas_select (driver_get_canvas (window),
                    (LpElement *[]) { driver_get_element (window, "visitor"),
                                      driver_get_element (window, "one"), NULL });
  driver_settle ();
}

static void
paste (LpWindow   *window,
       const char *key,
       guint       n_expected)
{
  driver_key (key);
  driver_wait (lp_design_get_n_boxes (get_design (window)) == n_expected);
  driver_settle ();
}

static void
test_links_inside_come_along_to_the_pointer (void)
{
  LpWindow *window = site_open ();
  LpPoint place = { 100, 640 };
  LpRect first, second;

  select_both (window);
  driver_key ("<Control>c");
  driver_move (driver_at (window, place.x, place.y));
  paste (window, "<Control>v", 10);
  g_assert_cmpuint (lp_design_get_n_links (get_design (window)), ==, 2);
  lp_box_get_rect (get_copy (window, 0), &first);
  lp_box_get_rect (get_copy (window, 1), &second);
  first = lp_rect_union (&first, &second);
  g_assert_cmpfloat_with_epsilon (first.x + first.width / 2, place.x, LP_GRID);
  g_assert_cmpfloat_with_epsilon (first.y + first.height / 2, place.y, LP_GRID);
  driver_key ("<Control>z");
  g_assert_cmpuint (lp_design_get_n_boxes (get_design (window)), ==, 6);
  site_close_undone (window);
}

static void
test_cut_and_pasted_in_place_it_is_where_it_was (void)
{
  LpWindow *window = site_open ();
  LpRect before = site_get_rect (window, "db");
  LpRect after;

  driver_click (site_at (window, "db"), 1);
  driver_key ("<Control>x");
  g_assert_null (lp_design_find (get_design (window), "db"));
  driver_move (driver_at (window, 240, 120));
  paste (window, "<Control><Shift>v", 6);
  lp_box_get_rect (get_copy (window, 0), &after);
  g_assert_cmpfloat (after.x, ==, before.x);
  g_assert_cmpfloat (after.y, ==, before.y);
  site_close_undone (window);
}

static void
test_a_selected_server_takes_what_is_pasted (void)
{
  LpWindow *window = site_open ();

  driver_click (site_at (window, "wall"), 1);
  driver_key ("<Control>c");
  driver_click (driver_at_element (window, driver_get_element (window, "two"), 0.5, 0.06), 1);
  paste (window, "<Control>v", 7);
  g_assert_cmpstr (lp_element_get_id (lp_element_get_parent (get_copy (window, 0))), ==, "two");
  site_close_undone (window);
}

static void
test_pasting_twice_does_not_hide_the_first (void)
{
  LpWindow *window = site_open ();
  LpRect first, second;

  driver_click (site_at (window, "db"), 1);
  driver_key ("<Control>c");
  driver_move (driver_at (window, 100, 600));
  paste (window, "<Control>v", 7);
  lp_box_get_rect (get_copy (window, 0), &first);
  paste (window, "<Control>v", 8);
  lp_box_get_rect (get_copy (window, 0), &second);
  g_assert_cmpfloat (first.x, !=, second.x);
  g_assert_cmpstr (lp_element_get_name (get_copy (window, 0)), ==, "MySQL 3");
  site_close_undone (window);
}

static void
test_what_one_window_copies_another_pastes (void)
{
  LpWindow *window = site_open ();

  select_both (window);
  driver_key ("<Control>c");
  driver_close (window);

  window = driver_open ("<dns id=\"d\" x=\"0\" y=\"0\"/>");
  paste (window, "<Control>v", 5);
  g_assert_cmpuint (lp_design_get_n_links (get_design (window)), ==, 1);
  g_assert_cmpstr (lp_history_get_undo_label (driver_get_history (window)), ==, "Paste");
  driver_close (window);
}

static void
test_duplicates_stand_beside_with_their_links (void)
{
  LpWindow *window = site_open ();
  LpRect before, copy;

  select_both (window);
  driver_key ("<Control>d");
  g_assert_cmpuint (lp_design_get_n_boxes (get_design (window)), ==, 10);
  g_assert_cmpuint (lp_design_get_n_links (get_design (window)), ==, 2);
  driver_key ("<Control>z");
  driver_click (site_at (window, "db"), 1);
  driver_key ("<Control>d");
  g_assert_cmpstr (lp_element_get_name (get_copy (window, 0)), ==, "MySQL 2");
  driver_click (site_at (window, "wall"), 1);
  driver_key ("<Control>d");
  g_assert_true (lp_element_get_parent (get_copy (window, 0)) ==
                 driver_get_element (window, "one"));
  lp_box_get_rect (get_copy (window, 0), &copy);
  before = site_get_rect (window, "wall");
  g_assert_false (lp_rect_intersects (&copy, &before));
  site_close_undone (window);
}

/* What another program gets that asks X for the clipboard. */
static GBytes *
ask_clipboard (const char *target)
{
  Display *display = XOpenDisplay (NULL);
  Window own = XCreateSimpleWindow (display, DefaultRootWindow (display), 0, 0, 1, 1, 0, 0, 0);
  Atom property = XInternAtom (display, "ANSWER", False);
  unsigned long n_items = 0, n_left;
  unsigned char *data = NULL;
  GBytes *answer;
  XEvent event = { 0 };
  Atom type;
  int format;

  XConvertSelection (display, XInternAtom (display, "CLIPBOARD", False),
                     XInternAtom (display, target, False), property, own, CurrentTime);
  driver_wait (event.type == SelectionNotify ||
               XCheckTypedEvent (display, SelectionNotify, &event));
  if (event.xselection.property != None)
    XGetWindowProperty (display, own, property, 0, G_MAXINT / 4, True, AnyPropertyType, &type,
                        &format, &n_items, &n_left, &data);
  answer = g_bytes_new (data, n_items);
  if (data != NULL)
    XFree (data);
  XCloseDisplay (display);

  return answer;
}

static gboolean
holds (GBytes     *bytes,
       const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return data != NULL && g_strstr_len (data, size, text) != NULL;
}

static void
test_other_programs_get_pictures_and_the_file (void)
{
  LpWindow *window = site_open ();
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GBytes) text = NULL;

  select_both (window);
  driver_key ("<Control>c");
  png = ask_clipboard ("image/png");
  svg = ask_clipboard ("image/svg+xml");
  text = ask_clipboard ("UTF8_STRING");
  g_assert_true (holds (png, "PNG\r\n"));
  g_assert_cmpuint (g_bytes_get_size (png), >, 2000);
  g_assert_true (holds (svg, "<svg") && holds (svg, "Nginx"));
  g_assert_false (holds (svg, "MySQL"));
  g_assert_true (holds (text, "urn:linchpin:design:1") && holds (text, "<link"));
  site_close_undone (window);
}

static void
put_on_clipboard (LpWindow   *window,
                  const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), text);
}

static void
test_text_that_is_a_design_is_pasted (void)
{
  LpWindow *window = site_open ();

  put_on_clipboard (window, "<?xml version=\"1.0\"?><design xmlns=\"urn:linchpin:design:1\">"
                            "<dns id=\"x\" name=\"typed\" x=\"0\" y=\"600\"/></design>");
  paste (window, "<Control>v", 7);
  g_assert_cmpstr (lp_element_get_name (get_copy (window, 0)), ==, "typed");
  put_on_clipboard (window, "<cache id=\"y\" x=\"0\" y=\"700\"/>\n<cache id=\"z\" x=\"0\" "
                            "y=\"800\"/>");
  paste (window, "<Control>v", 9);
  site_close_undone (window);
}

static gboolean
says (GtkWidget  *root,
      const char *part)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (GTK_LABEL (root)), part) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, part))
      return TRUE;

  return FALSE;
}

static void
test_rubbish_is_refused_in_words (void)
{
  static const struct { const char *text; const char *answer; } rows[] = {
    { "Dear Sir or Madam", "nothing that can be pasted" },
    { "<html><body>1 < 2</body></html>", "nothing that can be pasted" },
    { "<design xmlns=\"urn:linchpin:design:1\"><teapot/></design>", "cannot be read" },
    { "<design xmlns=\"urn:linchpin:design:1\"/>", "nothing that can be pasted" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LpWindow *window = site_open ();

      put_on_clipboard (window, rows[i].text);
      driver_key ("<Control>v");
      driver_wait (says (GTK_WIDGET (window), rows[i].answer));
      g_assert_false (lp_history_can_undo (driver_get_history (window)));
      site_close_undone (window);
    }
}

#define ADD(function) g_test_add_func ("/clipboard/" #function, test_##function)

int
main (int   argc,
      char *argv[])
{
  driver_init (&argc, &argv);

  ADD (links_inside_come_along_to_the_pointer);
  ADD (cut_and_pasted_in_place_it_is_where_it_was);
  ADD (a_selected_server_takes_what_is_pasted);
  ADD (pasting_twice_does_not_hide_the_first);
  ADD (what_one_window_copies_another_pastes);
  ADD (duplicates_stand_beside_with_their_links);
  ADD (other_programs_get_pictures_and_the_file);
  ADD (text_that_is_a_design_is_pasted);
  ADD (rubbish_is_refused_in_words);

  return g_test_run ();
}
