/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/locale.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "model/attribute.h"
#include "model/flow.h"
#include "model/kind.h"
#include "rules/engine/catalogue.h"

/* The translation that tests/pseudo-locale.sh makes puts every text in these. */
static void
assert_translated (const char *text)
{
  const char *translation;

  if (text == NULL)
    return;

  translation = _(text);
  if (!g_str_has_prefix (translation, "⟦") || !g_str_has_suffix (translation, "⟧"))
    g_error ("“%s” has no translation: is N_() around it, and its file in po/POTFILES.in?", text);
}

static void
test_words_of_the_model_are_translated (void)
{
  for (LpKind kind = 0; kind < LP_N_KINDS; kind++)
    {
      assert_translated (lp_kind_get_row (kind)->title);
      assert_translated (lp_kind_get_row (kind)->summary);
    }

  for (LpAttribute attribute = 0; attribute < LP_N_ATTRIBUTES; attribute++)
    {
      const LpAttributeRow *row = lp_attribute_get_row (attribute);

      assert_translated (row->title);
      assert_translated (row->help);
    }

  for (LpFlow flow = 0; flow < LP_N_FLOWS; flow++)
    {
      assert_translated (lp_flow_get_row (flow)->title);
      assert_translated (lp_flow_get_row (flow)->summary);
    }
}

static void
test_words_of_the_rules_are_translated (void)
{
  guint n_rules;
  const LpRule *const *rules = lp_rules_list (&n_rules);

  for (guint i = 0; i < n_rules; i++)
    {
      assert_translated (rules[i]->title);
      assert_translated (rules[i]->why);
      assert_translated (rules[i]->advice);
    }
}

static void
test_what_is_shown_follows_the_environment (void)
{
  g_assert_cmpstr (lp_kind_get_title (LP_KIND_DATABASE), ==, "⟦Database⟧");
  g_assert_true (g_str_has_prefix (lp_group_get_title (LP_GROUP_DATA), "⟦"));
}

static void
make_translation (const char *folder)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "pseudo-locale.sh", NULL);
  g_autofree char *root = g_path_get_dirname (g_test_get_dir (G_TEST_DIST));
  const char *const words[] = { script, root, folder, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

static void
remove_translation (const char *folder)
{
  g_autofree char *messages = g_build_filename (folder, "en_XA", "LC_MESSAGES", NULL);
  g_autofree char *language = g_path_get_dirname (messages);
  g_autofree char *file = g_build_filename (messages, GETTEXT_PACKAGE ".mo", NULL);

  g_remove (file);
  g_rmdir (messages);
  g_rmdir (language);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("linchpin-locale-XXXXXX", NULL);
  int status;

  g_setenv ("LANGUAGE", "en_XA", TRUE);
  g_setenv ("LINCHPIN_LOCALE_DIR", folder, TRUE);
  lp_locale_init ();
  g_test_init (&argc, &argv, NULL);
  make_translation (folder);

  g_test_add_func ("/locale/model", test_words_of_the_model_are_translated);
  g_test_add_func ("/locale/rules", test_words_of_the_rules_are_translated);
  g_test_add_func ("/locale/shown", test_what_is_shown_follows_the_environment);
  status = g_test_run ();
  remove_translation (folder);

  return status;
}
