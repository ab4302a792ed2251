/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/pairs.h"

static const char *const words[] = {
  [LP_PAIR_FINE] = "fine", [LP_PAIR_SKIPS] = "skips", [LP_PAIR_EXPOSES] = "exposes",
  [LP_PAIR_BACKWARDS] = "backwards", [LP_PAIR_UNUSUAL] = "unusual", [LP_PAIR_MUTE] = "mute",
  [LP_PAIR_PASSIVE] = "passive",
};

/* A pair that is not fine as a line: who asks, who is asked, what is said of it, which tiers belong
 * in between. */
static void
describe (LpKind   from,
          LpKind   to,
          GString *text)
{
  LpPair pair = lp_pairs_look_up (from, to);
  const LpKind *tiers;
  guint n_tiers;

  g_assert_cmpuint (pair, <, G_N_ELEMENTS (words));
  n_tiers = lp_pairs_list_between (from, to, &tiers);
  g_assert_true (n_tiers == 0 || pair == LP_PAIR_SKIPS || pair == LP_PAIR_EXPOSES);
  if (pair == LP_PAIR_FINE)
    return;

  g_string_append_printf (text, "%s %s %s", lp_kind_get_row (from)->key, lp_kind_get_row (to)->key,
                          words[pair]);
  for (guint i = 0; i < n_tiers; i++)
    g_string_append_printf (text, " %s", lp_kind_get_row (tiers[i])->key);
  g_string_append_c (text, '\n');
}

/* A new kind is in the walk by itself; what the table says of it is then seen here. */
static void
test_every_pair_of_kinds_is_as_expected (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "files", "pairs.expected", NULL);
  g_autofree char *expected = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint from = 0; from < LP_N_BOX_KINDS; from++)
    for (guint to = 0; to < LP_N_BOX_KINDS; to++)
      describe (from, to, text);

  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, expected);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pairs/every-pair", test_every_pair_of_kinds_is_as_expected);

  return g_test_run ();
}
