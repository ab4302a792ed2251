/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Runs the real linchpin-cli, without a display, in a folder of its own. */

typedef struct
{
  char *folder;
  char *output;
  char *errors;
  int   status;
} Fixture;

static const char *const commands[] = {
  "new", "lint", "failures", "layout", "export", "validate", "rules",
};

static const char *const tasks[] = { "task-0", "task-1", "task-2", "task-3" };

static void
set_up (Fixture      *f,
        gconstpointer unused)
{
  f->folder = g_dir_make_tmp ("linchpin-cli-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
}

static void
forget (Fixture *f)
{
  g_clear_pointer (&f->output, g_free);
  g_clear_pointer (&f->errors, g_free);
}

static void
tear_down (Fixture      *f,
           gconstpointer unused)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  forget (f);
}

/* Runs the words of @line (blanks part them) with @input on standard input; gives the exit
 * status. */
static int
run_with (Fixture    *f,
          const char *input,
          const char *line)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "..", "app", "cli",
                                                    "linchpin-cli", NULL);
  g_autofree char *full = g_strconcat (program, " ", line, NULL);
  g_auto (GStrv) words = g_strsplit (full, " ", -1);
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_set_cwd (launcher, f->folder);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_assert_no_error (error);

  forget (f);
  g_subprocess_communicate_utf8 (process, input, NULL, &f->output, &f->errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  f->status = g_subprocess_get_exit_status (process);

  return f->status;
}

static int
run (Fixture    *f,
     const char *line)
{
  return run_with (f, NULL, line);
}

static void
put (Fixture    *f,
     const char *name,
     const char *text)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static char *
get (Fixture    *f,
     const char *name,
     gsize      *length)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, length, NULL));

  return text;
}

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static void
test_no_words_is_wrong_use (Fixture      *f,
                            gconstpointer unused)
{
  g_assert_cmpint (run (f, "nonsense"), ==, 2);
  assert_has (f->errors, "linchpin-cli: there is no command “nonsense”\n");
  assert_has (f->errors, "Usage: linchpin-cli COMMAND [OPTION…] FILE…\n");
}

static void
test_every_command_explains_itself (Fixture      *f,
                                    gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *line = g_strconcat (commands[i], " --help", NULL);
      g_autofree char *example = g_strconcat ("Example:\n  linchpin-cli ", commands[i], " ", NULL);

      g_assert_cmpint (run (f, line), ==, 0);
      assert_has (f->output, example);
      g_assert_cmpstr (f->errors, ==, "");
    }
}

static void
test_unknown_options_are_wrong_use (Fixture      *f,
                                    gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *line = g_strconcat (commands[i], " --nonsense", NULL);

      g_assert_cmpint (run (f, line), ==, 2);
      assert_has (f->errors, "--nonsense");
      g_assert_cmpstr (f->output, ==, "");
    }

  g_assert_cmpint (run (f, "lint --format yaml x"), ==, 2);
  g_assert_cmpint (run (f, "lint --fail-on sometimes x"), ==, 2);
  g_assert_cmpint (run (f, "lint --jobs 0 x"), ==, 2);
  g_assert_cmpint (run (f, "lint"), ==, 2);
  g_assert_cmpint (run (f, "failures x y"), ==, 2);
  g_assert_cmpint (run (f, "failures --max-order 3 x"), ==, 2);
  g_assert_cmpint (run (f, "layout --direction up x"), ==, 2);
  g_assert_cmpint (run (f, "export x"), ==, 2);
  g_assert_cmpint (run (f, "export x -o x.bmp"), ==, 2);
  g_assert_cmpint (run (f, "new --template task-9"), ==, 2);
  g_assert_cmpint (run (f, "rules no-such-rule"), ==, 2);
}

static void
test_bad_input_is_status_3 (Fixture      *f,
                            gconstpointer unused)
{
  put (f, "text", "This is no XML.\n");
  put (f, "cut", "<?xml version=\"1.0\"?>\n<design xmlns=\"urn:linchpin:design:1\">\n  <client "
                 "id=\"a\"/>\n");
  put (f, "empty", "");

  g_assert_cmpint (run (f, "lint nowhere"), ==, 3);
  assert_has (f->errors, "nowhere: There is no such file\n");
  g_assert_cmpint (run (f, "lint ."), ==, 3);
  assert_has (f->errors, ".: This is a folder, not a design\n");
  g_assert_cmpint (run (f, "lint text"), ==, 3);
  g_assert_cmpint (run (f, "failures cut"), ==, 3);
  assert_has (f->errors, "cut: Line ");
  g_assert_cmpint (run (f, "layout empty"), ==, 3);
  g_assert_cmpint (run (f, "export text -o x.png"), ==, 3);
  g_assert_cmpint (run (f, "validate cut text"), ==, 3);
  g_assert_cmpint (run (f, "lint --brief nowhere.xml text"), ==, 3);
}

static void
test_bad_output_is_status_4 (Fixture      *f,
                             gconstpointer unused)
{
  run (f, "new --template task-1 -o site.linchpin");

  g_assert_cmpint (run (f, "new -o nowhere/x.linchpin"), ==, 4);
  g_assert_cmpint (run (f, "layout site.linchpin -o nowhere/x.linchpin"), ==, 4);
  g_assert_cmpint (run (f, "export site.linchpin -o nowhere/x.png"), ==, 4);
  g_assert_cmpint (run (f, "lint site.linchpin -o nowhere/x.txt"), ==, 4);
  assert_has (f->errors, "nowhere/x.txt: ");
}

static void
test_templates_are_valid_and_clean_under_their_briefs (Fixture      *f,
                                                       gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      g_autofree char *new = g_strdup_printf ("new --template %s -o %s.linchpin", tasks[i],
                                              tasks[i]);
      g_autofree char *validate = g_strdup_printf ("validate %s.linchpin", tasks[i]);
      g_autofree char *lint = g_strdup_printf ("lint --fail-on info %s.linchpin", tasks[i]);

      g_assert_cmpint (run (f, new), ==, 0);
      g_assert_cmpint (run (f, validate), ==, 0);
      g_assert_cmpint (run (f, lint), ==, 0);
      assert_has (f->output, "0 errors, 0 warnings, 0 remarks; ");
    }
}

/* Each process reads four briefs for the first time, in four threads at once. */
static void
test_briefs_are_read_by_many_threads (Fixture      *f,
                                      gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      g_autofree char *new = g_strdup_printf ("new --template %s -o %s.linchpin", tasks[i],
                                              tasks[i]);

      g_assert_cmpint (run (f, new), ==, 0);
    }

  for (guint i = 0; i < 60; i++)
    {
      g_assert_cmpint (run (f, "lint --jobs 4 task-0.linchpin task-1.linchpin task-2.linchpin "
                               "task-3.linchpin"), ==, 0);
      g_assert_cmpstr (f->errors, ==, "");
    }
}

static void
test_one_broken_file_is_not_the_end (Fixture      *f,
                                     gconstpointer unused)
{
  put (f, "broken", "<design");
  run (f, "new --template task-1 -o good.linchpin");

  g_assert_cmpint (run (f, "lint --format json good.linchpin broken good.linchpin"), ==, 3);
  g_assert_true (g_str_has_prefix (f->output, "[\n  {\n    \"design\": \"good.linchpin\",\n"));
  assert_has (f->output, "    \"design\": \"broken\",\n    \"error\": \"");
  assert_has (f->errors, "linchpin-cli: broken: ");
}

static void
test_lint_follows_the_brief (Fixture      *f,
                             gconstpointer unused)
{
  run (f, "new --template task-1 -o site.linchpin");

  g_assert_cmpint (run (f, "lint site.linchpin"), ==, 0);
  assert_has (f->output, "Checked against: task-1\n");
  g_assert_cmpint (run (f, "lint --brief none site.linchpin"), ==, 1);
  assert_has (f->output, "Checked against: production\n");
  g_assert_cmpint (run (f, "lint --brief none --fail-on never site.linchpin"), ==, 0);
}

static void
test_failures_as_json (Fixture      *f,
                       gconstpointer unused)
{
  put (f, "site.linchpin",
       "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
       "<design xmlns=\"urn:linchpin:design:1\">\n"
       "  <client id=\"c\"/>\n"
       "  <server id=\"s\">\n"
       "    <web-server id=\"w\"/>\n"
       "  </server>\n"
       "  <web-server id=\"x\"/>\n"
       "  <link id=\"l1\" from=\"c\" to=\"w\" flow=\"request\"/>\n"
       "  <link id=\"l2\" from=\"c\" to=\"x\" flow=\"request\"/>\n"
       "</design>\n");

  /* 1 - 0.0005 × (1 - 0.999 × 0.9995) */
  g_assert_cmpint (run (f, "failures --format json site.linchpin"), ==, 0);
  g_assert_cmpstr (f->output, ==,
                   "{\n"
                   "  \"read\": {\n"
                   "    \"state\": \"up\",\n"
                   "    \"spof\": [],\n"
                   "    \"partial\": [],\n"
                   "    \"pairs\": [\n"
                   "      [\"s\", \"x\"],\n"
                   "      [\"w\", \"x\"]\n"
                   "    ],\n"
                   "    \"availability\": 0.999999250250,\n"
                   "    \"full\": 0.999999250250\n"
                   "  },\n"
                   "  \"write\": {\n"
                   "    \"state\": \"up\",\n"
                   "    \"spof\": [],\n"
                   "    \"partial\": [],\n"
                   "    \"pairs\": [\n"
                   "      [\"s\", \"x\"],\n"
                   "      [\"w\", \"x\"]\n"
                   "    ],\n"
                   "    \"availability\": 0.999999250250,\n"
                   "    \"full\": 0.999999250250\n"
                   "  },\n"
                   "  \"closed\": []\n"
                   "}\n");
}

static void
test_a_goal_that_does_not_hold (Fixture      *f,
                                gconstpointer unused)
{
  put (f, "site.linchpin",
       "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
       "<design xmlns=\"urn:linchpin:design:1\">\n"
       "  <client id=\"c\"/>\n"
       "</design>\n");
  g_assert_cmpint (run (f, "failures --format json site.linchpin"), ==, 0);
  assert_has (f->output, "\"state\": \"unknown\",\n    \"spof\": null,\n    \"partial\": null,\n"
                         "    \"pairs\": null,\n    \"availability\": null,\n"
                         "    \"full\": null\n");

  put (f, "site.linchpin",
       "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
       "<design xmlns=\"urn:linchpin:design:1\">\n"
       "  <client id=\"c\"/>\n"
       "  <server id=\"s\">\n"
       "    <web-server id=\"w\"/>\n"
       "    <firewall id=\"f\">\n"
       "      <allow from=\"any\" port=\"22\"/>\n"
       "    </firewall>\n"
       "  </server>\n"
       "  <link id=\"l1\" from=\"c\" to=\"w\" flow=\"request\"/>\n"
       "</design>\n");
  g_assert_cmpint (run (f, "failures --format json site.linchpin"), ==, 0);
  assert_has (f->output, "\"state\": \"down\",\n    \"spof\": null,\n");
  assert_has (f->output, "\"stops\": [\"c\"]\n");
  assert_has (f->output, "  \"closed\": [\n    {\n      \"link\": \"l1\",\n"
                         "      \"why\": \"flow-blocked\",\n      \"by\": \"f\"\n    }\n  ]\n");
}

static void
test_drill_tells_what_is_left (Fixture      *f,
                               gconstpointer unused)
{
  run (f, "new --template task-3 -o site.linchpin");

  g_assert_cmpint (run (f, "failures --down db-1 site.linchpin"), ==, 0);
  assert_has (f->output, "Visitors still get every page\n  db-1: failed\n");
  assert_has (f->output, "Nothing can be saved\n  visitor: cut off\n");
  g_assert_cmpint (run (f, "failures --down nobody site.linchpin"), ==, 2);
  assert_has (f->errors, "the design has no element “nobody”");
}

static void
test_layout_leaves_the_file_alone (Fixture      *f,
                                   gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  run (f, "new --template task-2 -o site.linchpin");
  before = get (f, "site.linchpin", NULL);
  g_assert_cmpint (run (f, "layout site.linchpin"), ==, 0);
  after = get (f, "site.linchpin", NULL);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (before, !=, f->output);
}

static void
test_layout_remembers_the_direction (Fixture      *f,
                                     gconstpointer unused)
{
  g_autofree char *down = NULL;

  run (f, "new --template task-2 -o site.linchpin");
  g_assert_cmpint (run (f, "layout --direction down site.linchpin -o down.linchpin"), ==, 0);
  down = get (f, "down.linchpin", NULL);
  assert_has (down, "direction=\"down\"");
  g_assert_cmpint (run (f, "layout down.linchpin"), ==, 0);
  g_assert_cmpstr (f->output, ==, down);
  g_assert_cmpint (run (f, "validate down.linchpin"), ==, 0);
}

static void
test_layout_of_some_leaves_the_rest (Fixture      *f,
                                     gconstpointer unused)
{
  g_autofree char *before = NULL;

  run (f, "new --template task-2 -o site.linchpin");
  before = get (f, "site.linchpin", NULL);
  g_assert_cmpint (run (f, "layout --only visitor site.linchpin"), ==, 0);
  g_assert_cmpstr (f->output, ==, before);
  g_assert_cmpint (run (f, "layout --only visitor,nobody site.linchpin"), ==, 2);
  assert_has (f->errors, "the design has no element “nobody”");
}

static void
test_streams (Fixture      *f,
              gconstpointer unused)
{
  g_autofree char *design = NULL;
  g_autofree char *placed = NULL;

  g_assert_cmpint (run (f, "new --template task-0"), ==, 0);
  design = g_strdup (f->output);
  g_assert_cmpint (run_with (f, design, "validate -"), ==, 0);
  g_assert_cmpint (run_with (f, design, "layout - -o -"), ==, 0);
  placed = g_strdup (f->output);
  g_assert_cmpint (run_with (f, placed, "lint -"), ==, 0);
}

static void
test_export_tells_of_texts_too_small_to_read (Fixture      *f,
                                              gconstpointer unused)
{
  run (f, "new --template task-1 -o site.linchpin");
  g_assert_cmpint (run (f, "export site.linchpin -o x.svg"), ==, 0);
  g_assert_cmpstr (f->errors, ==, "");
  put (f, "wide.linchpin", "<design xmlns=\"urn:linchpin:design:1\">"
                           "<client id=\"a\" x=\"0\" y=\"0\"/><client id=\"b\" x=\"4000\" y=\"0\"/>"
                           "</design>");
  g_assert_cmpint (run (f, "export wide.linchpin -o x.svg"), ==, 0);
  assert_has (f->errors, "x.svg: On a page 830 pixels wide");
  put (f, "wider.linchpin", "<design xmlns=\"urn:linchpin:design:1\">"
                            "<client id=\"a\" x=\"0\" y=\"0\"/>"
                            "<client id=\"b\" x=\"16000\" y=\"0\"/></design>");
  g_assert_cmpint (run (f, "export wider.linchpin -o x.svg"), ==, 0);
  assert_has (f->errors, "only 1 pixel high");
}

static void
test_export_by_ending (Fixture      *f,
                       gconstpointer unused)
{
  static const struct { const char *name; const char *beginning; } files[] = {
    { "x.png", "\x89PNG" },
    { "x.svg", "<?xml" },
    { "x.pdf", "%PDF" },
    { "x.dot", "digraph" },
    { "x.mmd", "flowchart" },
  };

  run (f, "new --template task-1 -o site.linchpin");
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *line = g_strdup_printf ("export site.linchpin -o %s", files[i].name);
      g_autofree char *bytes = NULL;

      g_assert_cmpint (run (f, line), ==, 0);
      bytes = get (f, files[i].name, NULL);
      g_assert_cmpmem (bytes, strlen (files[i].beginning), files[i].beginning,
                       strlen (files[i].beginning));
    }
}

static void
make_names (Fixture *f)
{
  g_autofree char *path = g_build_filename (f->folder, "site.linchpin", NULL);
  g_autofree char *hard = g_build_filename (f->folder, "hard.linchpin", NULL);
  g_autofree char *soft = g_build_filename (f->folder, "soft.linchpin", NULL);

  g_assert_cmpint (run (f, "new --template task-1 -o site.linchpin"), ==, 0);
  g_assert_cmpint (link (path, hard), ==, 0);
  g_assert_cmpint (symlink ("site.linchpin", soft), ==, 0);
  put (f, "own.xml", "<brief xmlns=\"urn:linchpin:brief:1\" key=\"own\"/>");
}

/* By whatever name; but a design may take the place of the one that it was made from. */
static void
test_what_is_read_is_not_written_over (Fixture      *f,
                                       gconstpointer unused)
{
  static const char *const lines[] = {
    "lint site.linchpin -o site.linchpin",
    "lint site.linchpin -o ./site.linchpin",
    "lint site.linchpin -o hard.linchpin",
    "lint site.linchpin -o soft.linchpin",
    "lint soft.linchpin -o hard.linchpin",
    "lint missing.linchpin site.linchpin -f json -o site.linchpin",
    "lint site.linchpin --brief own.xml -o own.xml",
    "export site.linchpin -f png -o site.linchpin",
    "export site.linchpin -f dot -o hard.linchpin",
    "export soft.linchpin -f svg -o site.linchpin",
  };
  g_autofree char *design = NULL, *brief = NULL;

  make_names (f);
  design = get (f, "site.linchpin", NULL);
  brief = get (f, "own.xml", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *design_now = NULL, *brief_now = NULL;

      g_assert_cmpint (run (f, lines[i]), ==, 2);
      assert_has (f->errors, "say with -o where else");
      design_now = get (f, "site.linchpin", NULL);
      brief_now = get (f, "own.xml", NULL);
      g_assert_cmpstr (design_now, ==, design);
      g_assert_cmpstr (brief_now, ==, brief);
    }

  g_assert_cmpint (run (f, "lint site.linchpin -o report.txt"), !=, 2);
  g_assert_cmpint (run (f, "lint site.linchpin -o report.txt"), !=, 2);
  g_assert_cmpint (run (f, "lint site.linchpin -o /dev/null"), !=, 2);
  g_assert_cmpint (run (f, "layout site.linchpin -o site.linchpin"), ==, 0);
  g_assert_cmpint (run (f, "export site.linchpin -o site.png"), ==, 0);
  g_assert_cmpint (run (f, "layout site.png -o site.png"), ==, 2);
  g_assert_cmpint (run (f, "layout site.png -o from-picture.linchpin"), ==, 0);
}

static void
test_a_picture_opens_again (Fixture      *f,
                            gconstpointer unused)
{
  g_autofree char *text = NULL;

  run (f, "new --template task-2 -o site.linchpin");
  run (f, "failures site.linchpin");
  text = g_strdup (f->output);
  run (f, "export site.linchpin -o site.png");
  g_assert_cmpint (run (f, "failures site.png"), ==, 0);
  g_assert_cmpstr (f->output, ==, text);

  run (f, "export site.linchpin -o bare.png --no-source");
  g_assert_cmpint (run (f, "failures bare.png"), ==, 3);
}

static void
test_rules_are_explained (Fixture      *f,
                          gconstpointer unused)
{
  g_assert_cmpint (run (f, "rules"), ==, 0);
  assert_has (f->output, "\n  spof-read ");
  g_assert_cmpint (run (f, "rules spof-read"), ==, 0);
  assert_has (f->output, "(spof-read, ");
  g_assert_cmpint (run (f, "rules --format markdown"), ==, 0);
  assert_has (f->output, "| spof-read | ");
  g_assert_cmpint (run (f, "rules --format json"), ==, 0);
  assert_has (f->output, "\"key\": \"spof-read\"");
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*test) (Fixture *f,
                                                        gconstpointer unused); } tests[] = {
    { "/cli/no-words-is-wrong-use", test_no_words_is_wrong_use },
    { "/cli/every-command-explains-itself", test_every_command_explains_itself },
    { "/cli/unknown-options-are-wrong-use", test_unknown_options_are_wrong_use },
    { "/cli/bad-input-is-status-3", test_bad_input_is_status_3 },
    { "/cli/bad-output-is-status-4", test_bad_output_is_status_4 },
    { "/cli/templates-are-valid-and-clean", test_templates_are_valid_and_clean_under_their_briefs },
    { "/cli/briefs-are-read-by-many-threads", test_briefs_are_read_by_many_threads },
    { "/cli/one-broken-file-is-not-the-end", test_one_broken_file_is_not_the_end },
    { "/cli/lint-follows-the-brief", test_lint_follows_the_brief },
    { "/cli/failures-as-json", test_failures_as_json },
    { "/cli/a-goal-that-does-not-hold", test_a_goal_that_does_not_hold },
    { "/cli/drill-tells-what-is-left", test_drill_tells_what_is_left },
    { "/cli/layout-leaves-the-file-alone", test_layout_leaves_the_file_alone },
    { "/cli/layout-remembers-the-direction", test_layout_remembers_the_direction },
    { "/cli/layout-of-some-leaves-the-rest", test_layout_of_some_leaves_the_rest },
    { "/cli/streams", test_streams },
    { "/cli/export-by-ending", test_export_by_ending },
    { "/cli/what-is-read-is-not-written-over", test_what_is_read_is_not_written_over },
    { "/cli/export-too-wide", test_export_tells_of_texts_too_small_to_read },
    { "/cli/a-picture-opens-again", test_a_picture_opens_again },
    { "/cli/rules-are-explained", test_rules_are_explained },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
