/* SPDX-License-Identifier: MIT */
/* Every word that a window shows is translated. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "model/locale.h"
#include "window/scratch.h"
#include "window/site.h"

/* What the user has typed has this in it, so that it is not taken for words of the program. */
#define MARK "ß"

#define DESIGN \
  "<client id=\"a\" name=\"ß\" x=\"0\" y=\"0\"/>" \
  "<server id=\"b\" name=\"ß\" address=\"203.0.113.7\" x=\"300\" y=\"0\">" \
  "<load-balancer id=\"c\" name=\"ß\" software=\"ß\" x=\"16\" y=\"48\">" \
  "<listen port=\"443\" protocol=\"https\"/></load-balancer>" \
  "<firewall id=\"d\" name=\"ß\" x=\"16\" y=\"120\">" \
  "<allow port=\"443\" from=\"203.0.113.0/24\"/></firewall>" \
  "</server>" \
  "<database id=\"e\" name=\"ß\" software=\"ß\" x=\"600\" y=\"0\"/>" \
  "<dns id=\"f\" name=\"ß\" x=\"0\" y=\"200\">" \
  "<record type=\"A\" name=\"ß\" value=\"203.0.113.7\"/></dns>" \
  "<note id=\"g\" x=\"0\" y=\"400\">ß</note>" \
  "<virtual-ip id=\"h\" name=\"ß\" x=\"0\" y=\"500\"/>" \
  "<cdn id=\"i\" name=\"ß\" software=\"ß\" x=\"0\" y=\"600\"/>" \
  "<external id=\"j\" name=\"ß\" x=\"300\" y=\"600\"/>" \
  "<queue id=\"k\" name=\"ß\" software=\"ß\" x=\"600\" y=\"600\"/>" \
  "<database id=\"o\" name=\"ß\" software=\"ß\" role=\"replica\" promotion=\"automatic\" " \
  "quorum=\"majority\" release=\"ß\" x=\"600\" y=\"200\"/>" \
  "<server id=\"p\" name=\"ß\" release=\"ß\" x=\"300\" y=\"320\"/>" \
  "<link id=\"l\" from=\"a\" to=\"c\" flow=\"request\"/>" \
  "<link id=\"m\" from=\"a\" to=\"f\" flow=\"lookup\"/>" \
  "<link id=\"n\" from=\"c\" to=\"e\" flow=\"query\"/>" \
  "<link id=\"q\" from=\"h\" to=\"c\" flow=\"request\" priority=\"9\" weight=\"3\"/>" \
  "<link id=\"r\" from=\"c\" to=\"j\" flow=\"request\"/>" \
  "<link id=\"s\" from=\"a\" to=\"p\" flow=\"manage\"/>" \
  "<link id=\"t\" from=\"e\" to=\"o\" flow=\"replication\"/>"

/* Names of protocols are the same everywhere; “Test” is the title of the design. */
static gboolean
is_name (const char *word)
{
  static const char *const names[] = {
    "A", "HTTP", "HTTPS", "TCP", "UDP", "DNS", "VRRP", "SSH", "ICMP", "MySQL", "FastCGI", "uWSGI",
    "PostgreSQL", "Redis", "memcached", "AMQP", "NFS", "Test",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (word, names[i]))
      return TRUE;

  return FALSE;
}

static gboolean
has_letters (const char *word)
{
  for (; *word != '\0'; word++)
    if (g_ascii_isalpha (*word))
      return TRUE;

  return FALSE;
}

static gboolean
is_translated (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  if (strstr (text, "⟦") != NULL || strstr (text, MARK) != NULL)
    return TRUE;

  for (guint i = 0; words[i] != NULL; i++)
    if (has_letters (words[i]) && !is_name (words[i]))
      return FALSE;

  return TRUE;
}

static guint
count_bare (GtkWidget *root)
{
  guint n = 0;
  const char *text = NULL;

  /* What is written on keys is GTK’s to say. */
  if (!gtk_widget_get_mapped (root) || GTK_IS_SHORTCUT_LABEL (root))
    return 0;

  if (GTK_IS_LABEL (root))
    text = gtk_label_get_text (GTK_LABEL (root));
  else if (GTK_IS_TEXT (root))
    text = gtk_text_get_placeholder_text (GTK_TEXT (root));
  if (text != NULL && !is_translated (text))
    {
      g_test_message ("not translated: “%s”", text);
      n++;
    }

  text = gtk_widget_get_tooltip_text (root);
  if (text != NULL && !is_translated (text))
    {
      g_test_message ("not translated: “%s”", text);
      n++;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_bare (child);

  return n;
}

static void
test_the_start_page (void)
{
  LpWindow *window = driver_open_start ();

  driver_settle ();
  g_assert_cmpuint (count_bare (GTK_WIDGET (window)), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_the_inspector_of_every_element (void)
{
  static const char *const ids[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k",
                                     "l", "m", "n", "o", "p", "q", "r", "s", "t" };
  LpWindow *window = driver_open (DESIGN);
  guint n = count_bare (GTK_WIDGET (window));

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      LpElement *element = driver_get_element (window, ids[i]);

      g_test_message ("selected: %s", ids[i]);
      lp_canvas_select (driver_get_canvas (window), (LpElement *[]) { element, NULL });
      driver_settle ();
      n += count_bare (GTK_WIDGET (window));
    }
  g_assert_cmpuint (n, ==, 0);
  driver_close (window);
}

static void
test_panels_and_bars (void)
{
  static const char *const actions[] = {
    "win.show-findings", "win.show-failure", "canvas.find", "canvas.toggle-outline",
  };
  LpWindow *window = driver_open (DESIGN);
  guint n = 0;

  driver_wait (lp_document_is_checked (lp_window_find_document (window)));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_test_message ("%s", actions[i]);
      gtk_widget_activate_action (GTK_WIDGET (window), actions[i], NULL);
      driver_settle ();
      n += count_bare (GTK_WIDGET (window));
    }
  g_assert_cmpuint (n, ==, 0);
  driver_close (window);
}

static void
test_dialogs (void)
{
  static const char *const actions[] = { "win.commands", "win.shortcuts", "win.export" };
  LpWindow *window = driver_open (DESIGN);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWidget *dialog;

      g_test_message ("%s", actions[i]);
      gtk_widget_activate_action (GTK_WIDGET (window), actions[i], NULL);
      driver_wait ((dialog = driver_find_dialog (window, GTK_TYPE_WINDOW)) != NULL);
      driver_settle ();
      n += count_bare (dialog);
      gtk_window_destroy (GTK_WINDOW (dialog));
      driver_settle ();
    }
  g_assert_cmpuint (n, ==, 0);
  driver_close (window);
}

static guint
count_bare_items (GMenuModel *menu)
{
  static const char *const links[] = { G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU };
  guint n = 0;

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *label = NULL;

      if (g_menu_model_get_item_attribute (menu, i, "label", "s", &label) &&
          !is_translated (label))
        {
          g_test_message ("not translated: “%s”", label);
          n++;
        }
      for (guint j = 0; j < G_N_ELEMENTS (links); j++)
        {
          g_autoptr (GMenuModel) below = g_menu_model_get_item_link (menu, i, links[j]);

          if (below != NULL)
            n += count_bare_items (below);
        }
    }

  return n;
}

static void
test_menus (void)
{
  static const char *const buttons[] = { "menu", "export" };
  LpWindow *window = driver_open (DESIGN);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GMenuModel *menu;

      g_object_get (driver_find_widget (GTK_WIDGET (window), buttons[i]), "menu-model", &menu,
                    NULL);
      n += count_bare_items (menu);
      g_object_unref (menu);
    }
  for (guint i = 0; i < 4; i++)
    {
      GtkWidget *menu;

      if (i == 1)
        driver_key ("<Control>a");
      else if (i > 1)
        lp_canvas_select (driver_get_canvas (window),
                          (LpElement *[]) { driver_get_element (window, i == 2 ? "e" : "l"),
                                            NULL });
      gtk_widget_activate_action (GTK_WIDGET (driver_get_canvas (window)), "canvas.menu", NULL);
      driver_wait ((menu = driver_find_widget (GTK_WIDGET (window), "canvas-menu")) != NULL);
      n += count_bare_items (gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (menu)));
      gtk_popover_popdown (GTK_POPOVER (menu));
      driver_settle ();
    }
  g_assert_cmpuint (n, ==, 0);
  driver_close (window);
}

/* Before anything asks for a translation: what is not found then is not looked for again. */
static void
make_translation (const char *tests,
                  const char *folder)
{
  g_autofree char *script = g_build_filename (tests, "pseudo-locale.sh", NULL);
  g_autofree char *root = g_path_get_dirname (tests);
  const char *const words[] = { script, root, folder, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

#define ADD(function) g_test_add_func ("/words/" #function, test_##function)

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_build_filename (scratch_get (), "locale", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_setenv ("LANGUAGE", "en_XA", TRUE);
  g_setenv ("LINCHPIN_LOCALE_DIR", folder, TRUE);
  make_translation (g_getenv ("G_TEST_SRCDIR"), folder);
  lp_locale_init ();
  driver_init (&argc, &argv);

  ADD (the_start_page);
  ADD (the_inspector_of_every_element);
  ADD (panels_and_bars);
  ADD (dialogs);
  ADD (menus);

  return g_test_run ();
}
