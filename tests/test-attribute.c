/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/attribute.h"

#include <string.h>

static void
test_every_row_is_whole (void)
{
  for (guint i = 0; i < LP_N_ATTRIBUTES; i++)
    {
      const LpAttributeRow *row = lp_attribute_get_row (i);

      g_assert_cmpstr (row->key, !=, NULL);
      g_assert_cmpstr (row->title, !=, NULL);
      g_assert_true (row->kinds != 0 || row->traits != 0);
      g_assert_cmpint (row->choices != NULL, ==, row->type == LP_VALUE_CHOICE);
      g_assert_cmpfloat (row->minimum, <=, row->maximum);
      if (row->flows != 0)
        g_assert_true (row->kinds & LP_KIND_MASK (LP_KIND_LINK));
      if (row->content)
        g_assert_cmpint (row->type, ==, LP_VALUE_TEXT);
      for (const LpChoice *choice = row->choices; choice != NULL && choice->key != NULL; choice++)
        g_assert_cmpstr (choice->title, !=, NULL);
    }
}

static void
test_every_attribute_is_found_by_kind_and_key (void)
{
  for (guint i = 0; i < LP_N_ATTRIBUTES; i++)
    for (guint kind = 0; kind < LP_N_KINDS; kind++)
      {
        const LpAttributeRow *row = lp_attribute_get_row (i);
        LpAttribute found;

        if (!lp_attribute_is_of (i, kind))
          continue;

        g_assert_true (lp_attribute_find (kind, row->key, &found));
        g_assert_cmpint (found, ==, i);
      }
}

static void
test_what_a_kind_does_not_have_is_not_found (void)
{
  LpAttribute found;

  g_assert_false (lp_attribute_find (LP_KIND_CLIENT, "role", &found));
  g_assert_false (lp_attribute_find (LP_KIND_CLIENT, "nonsense", &found));
  g_assert_false (lp_attribute_find (LP_KIND_CLIENT, "", &found));
  g_assert_false (lp_attribute_find (LP_KIND_BEND, "id", &found));
}

static void
test_some_standards_depend_on_the_kind (void)
{
  g_assert_cmpfloat (lp_attribute_get_standard (LP_ATTRIBUTE_MANAGED, LP_KIND_DNS), ==, TRUE);
  g_assert_cmpfloat (lp_attribute_get_standard (LP_ATTRIBUTE_MANAGED, LP_KIND_ROUTER), ==, TRUE);
  g_assert_cmpfloat (lp_attribute_get_standard (LP_ATTRIBUTE_MANAGED, LP_KIND_SERVER), ==, FALSE);
  g_assert_cmpfloat (lp_attribute_get_standard (LP_ATTRIBUTE_AVAILABILITY, LP_KIND_SERVER), ==,
                     0.999);
  g_assert_cmpfloat (lp_attribute_get_standard (LP_ATTRIBUTE_MODE, LP_KIND_VIRTUAL_IP), ==,
                     LP_MODE_ACTIVE_PASSIVE);
  g_assert_cmpfloat (lp_attribute_get_standard (LP_ATTRIBUTE_MODE, LP_KIND_LOAD_BALANCER), ==,
                     LP_MODE_NONE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/attribute/rows", test_every_row_is_whole);
  g_test_add_func ("/attribute/found", test_every_attribute_is_found_by_kind_and_key);
  g_test_add_func ("/attribute/not-found", test_what_a_kind_does_not_have_is_not_found);
  g_test_add_func ("/attribute/standard", test_some_standards_depend_on_the_kind);

  return g_test_run ();
}
