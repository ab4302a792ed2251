/* SPDX-License-Identifier: MIT */
/* What a screen reader finds: asked over AT-SPI, as one would ask. */
#include "config.h"

#include <unistd.h>

#include "window/site.h"

#define ACCESSIBLE "org.a11y.atspi.Accessible"

/* As in at-spi’s constants. */
enum
{
  ROLE_INVALID = 0,
  ROLE_LIST = 31,
  ROLE_SCROLL_PANE = 49,
  STATE_FOCUSABLE = 11,
};

/* The bus of the readers, and the place of something on it. */
typedef struct
{
  GDBusConnection *bus;
  char            *name;
  char            *path;
} Place;

static Place *
place_new (GDBusConnection *bus,
           const char      *name,
           const char      *path)
{
  Place *place = g_new (Place, 1);

  *place = (Place) { g_object_ref (bus), g_strdup (name), g_strdup (path) };

  return place;
}

static void
place_free (Place *place)
{
  g_object_unref (place->bus);
  g_free (place->name);
  g_free (place->path);
  g_free (place);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, place_free)

static void
answered_cb (GObject      *bus,
             GAsyncResult *result,
             gpointer      user_data)
{
  GVariant **answer = user_data;
  g_autoptr (GError) error = NULL;

  *answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, &error);
  g_assert_no_error (error);
}

/* It is this program that answers, so nothing may block. */
static GVariant *
call (Place      *place,
      const char *interface,
      const char *method,
      GVariant   *parameters)
{
  GVariant *answer = NULL;

  g_dbus_connection_call (place->bus, place->name, place->path, interface, method, parameters,
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, answered_cb, &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);

  return answer;
}

static char *
dup_text (Place      *place,
          const char *property)
{
  g_autoptr (GVariant) answer = call (place, "org.freedesktop.DBus.Properties", "Get",
                                      g_variant_new ("(ss)", ACCESSIBLE, property));
  g_autoptr (GVariant) value = NULL;

  g_variant_get (answer, "(v)", &value);

  return g_variant_dup_string (value, NULL);
}

static guint
get_role (Place *place)
{
  g_autoptr (GVariant) answer = call (place, ACCESSIBLE, "GetRole", NULL);
  guint role;

  g_variant_get (answer, "(u)", &role);

  return role;
}

static gboolean
has_state (Place *place,
           guint  state)
{
  g_autoptr (GVariant) answer = call (place, ACCESSIBLE, "GetState", NULL);
  g_autoptr (GVariant) words = g_variant_get_child_value (answer, 0);
  guint32 word;

  g_variant_get_child (words, state / 32, "u", &word);

  return (word & 1u << state % 32) != 0;
}

static GPtrArray *
list_children (Place *place)
{
  g_autoptr (GVariant) answer = call (place, ACCESSIBLE, "GetChildren", NULL);
  GPtrArray *children = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  g_autoptr (GVariantIter) iter = NULL;
  const char *name, *path;

  g_variant_get (answer, "(a(so))", &iter);
  while (g_variant_iter_next (iter, "(&s&o)", &name, &path))
    g_ptr_array_add (children, place_new (place->bus, name, path));

  return children;
}

/* The root of all programs that there are for a reader. */
static Place *
find_desktop (void)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) answer = NULL;
  const char *address;

  if (session == NULL)
    return NULL;

  answer = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                        "GetAddress", NULL, G_VARIANT_TYPE ("(s)"),
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  if (answer == NULL)
    return NULL;

  g_variant_get (answer, "(&s)", &address);
  bus = g_dbus_connection_new_for_address_sync (address,
                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                NULL, NULL, NULL);

  return bus != NULL ? place_new (bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
                     : NULL;
}

static gboolean
is_own (Place *program)
{
  g_autoptr (Place) daemon = place_new (program->bus, "org.freedesktop.DBus",
                                        "/org/freedesktop/DBus");
  g_autoptr (GVariant) answer = call (daemon, "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                                      g_variant_new ("(s)", program->name));
  guint32 process;

  g_variant_get (answer, "(u)", &process);

  return process == (guint32) getpid ();
}

static Place *
find_program (void)
{
  g_autoptr (Place) desktop = find_desktop ();
  g_autoptr (GPtrArray) programs = list_children (desktop);

  for (guint i = 0; i < programs->len; i++)
    if (is_own (programs->pdata[i]))
      return g_ptr_array_steal_index (programs, i);

  return NULL;
}

/* The registry learns of a program only after its start; and may list it twice, or others too. */
static Place *
get_program (void)
{
  Place *program = NULL;

  driver_wait (program != NULL || (program = find_program ()) != NULL);

  return program;
}

/* What is below @place and is called @name; NULL where nothing is. */
static Place *
find_named (Place      *place,
            const char *name)
{
  g_autoptr (GPtrArray) children = list_children (place);

  for (guint i = 0; i < children->len; i++)
    {
      g_autofree char *own = dup_text (children->pdata[i], "Name");
      Place *found;

      if (g_str_equal (own, name))
        return g_ptr_array_steal_index (children, i);
      found = find_named (children->pdata[i], name);
      if (found != NULL)
        return found;
    }

  return NULL;
}

/* GTK fills in the name of the class where there is none. */
static gboolean
is_name (const char *text)
{
  return *text != '\0' && !g_str_has_prefix (text, "Gtk") && !g_str_has_prefix (text, "Adw") &&
         !g_str_has_prefix (text, "Lp");
}

/* Whatever the keyboard reaches says what it is, seen or not yet; what only scrolls or holds rows
 * leaves that to what is in it. */
static guint
count_nameless (Place      *place,
                const char *above)
{
  g_autofree char *name = dup_text (place, "Name");
  g_autofree char *way = g_strdup_printf ("%s/%u “%s”", above, get_role (place), name);
  g_autoptr (GPtrArray) children = list_children (place);
  guint n = 0;

  g_assert_cmpuint (get_role (place), !=, ROLE_INVALID);
  if (!is_name (name) && get_role (place) != ROLE_LIST && get_role (place) != ROLE_SCROLL_PANE &&
      has_state (place, STATE_FOCUSABLE))
    {
      g_test_message ("nameless: %s", way);
      n++;
    }
  for (guint i = 0; i < children->len; i++)
    n += count_nameless (children->pdata[i], way);

  return n;
}

static void
check_names (void)
{
  g_autoptr (Place) program = get_program ();

  g_assert_cmpuint (count_nameless (program, ""), ==, 0);
}

static void
test_all_that_the_keyboard_reaches_has_a_name (void)
{
  static const char *const tabs[] = { "win.show-properties", "win.show-findings",
                                      "win.show-failure" };
  LpWindow *window = driver_open (
    "<client id=\"c\" x=\"0\" y=\"0\"/><web-server id=\"w\" x=\"300\" y=\"0\">"
    "<listen port=\"80\" protocol=\"http\"/></web-server>"
    "<link id=\"l\" from=\"c\" to=\"w\" flow=\"request\"/>");

  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  driver_click (site_at (window, "w"), 1);
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), tabs[i], NULL);
      driver_settle ();
      check_names ();
    }
  driver_key ("<Control>f");
  driver_settle ();
  check_names ();
  driver_close (window);
}

static void
test_dialogs_and_menus_have_names (void)
{
  static const char *const dialogs[] = { "win.commands", "win.export" };
  LpWindow *window = driver_open_start ();

  check_names ();
  gtk_window_destroy (GTK_WINDOW (window));
  window = site_open ();
  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      GtkWidget *dialog;

      g_test_message ("%s", dialogs[i]);
      gtk_widget_activate_action (GTK_WIDGET (window), dialogs[i], NULL);
      driver_wait ((dialog = driver_find_dialog (window, GTK_TYPE_WINDOW)) != NULL);
      driver_settle ();
      check_names ();
      gtk_window_destroy (GTK_WINDOW (dialog));
      driver_settle ();
    }
  driver_double_click (driver_at (window, 100, 200));
  driver_wait (driver_find_widget (GTK_WIDGET (window), "canvas-chooser") != NULL);
  check_names ();
  driver_key ("Escape");
  driver_key ("Escape");
  site_close_undone (window);
}

static void
check_description (Place      *drawing,
                   const char *part)
{
  g_autofree char *description = dup_text (drawing, "Description");

  if (strstr (description, part) == NULL)
    g_error ("“%s” does not say “%s”", description, part);
}

static void
test_the_drawing_says_what_is_selected_and_what_was_found (void)
{
  LpWindow *window = site_open ();
  g_autoptr (Place) program = get_program ();
  g_autoptr (Place) drawing = find_named (program, "Drawing");

  g_assert_nonnull (drawing);
  g_assert_true (has_state (drawing, STATE_FOCUSABLE));
  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  driver_key ("Escape");
  check_description (drawing, "Nothing is selected");
  check_description (drawing, "Does not work");
  driver_key ("Tab");
  check_description (drawing, "Visitor");
  check_description (drawing, "1 link");
  driver_click (site_at (window, "nginx"), 1);
  check_description (drawing, "Nginx, Web server, in web-01");
  check_description (drawing, "finding");
  driver_key ("c");
  check_description (drawing, "press Enter");
  driver_key ("Escape");
  driver_key ("<Control>a");
  check_description (drawing, "5 elements are selected");
  site_close_undone (window);
}

static void
test_the_outline_is_the_drawing_as_a_list (void)
{
  LpWindow *window = site_open ();
  g_autoptr (Place) program = get_program ();
  g_autoptr (Place) outline = NULL;
  g_autoptr (Place) row = NULL;

  driver_key ("<Control><Shift>o");
  driver_settle ();
  outline = find_named (program, "Outline");
  g_assert_nonnull (outline);
  row = find_named (outline, "Firewall, Firewall, in web-01, 0 links");
  g_assert_nonnull (row);
  site_close_undone (window);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (Place) desktop = NULL;

  g_setenv ("GTK_A11Y", "atspi", TRUE);
  driver_init (&argc, &argv);
  desktop = find_desktop ();
  if (desktop == NULL)
    return 77;

  g_test_add_func ("/access/names", test_all_that_the_keyboard_reaches_has_a_name);
  g_test_add_func ("/access/dialogs", test_dialogs_and_menus_have_names);
  g_test_add_func ("/access/drawing", test_the_drawing_says_what_is_selected_and_what_was_found);
  g_test_add_func ("/access/outline", test_the_outline_is_the_drawing_as_a_list);

  return g_test_run ();
}
