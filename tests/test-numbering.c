/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/numbering.h"
#include "edits.h"

/* Servers with these names; the last is NULL. */
static LpDesign *
make_site (const char *name,
           ...)
{
  LpDesign *design = lp_design_new ();
  va_list names;

  va_start (names, name);
  for (; name != NULL; name = va_arg (names, const char *))
    {
      g_autofree char *id = lp_design_make_id (design, "server");
      LpElement *server = edits_add_box (design, lp_design_get_root (design), LP_KIND_SERVER, id);

      lp_element_set_text (server, LP_ATTRIBUTE_NAME, name);
    }
  va_end (names);

  return design;
}

static void
check (LpNumbering *names,
       const char  *wanted,
       const char  *expected)
{
  g_autofree char *name = lp_numbering_take (names, wanted);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_what_is_free_is_given_as_it_is (void)
{
  g_autoptr (LpDesign) design = make_site ("web-01", NULL);
  g_autoptr (LpNumbering) names = lp_numbering_new (lp_design_get_root (design), NULL);

  check (names, "web-02", "web-02");
  check (names, "", "");
  check (names, "", "");
}

static void
test_numbers_are_counted_on (void)
{
  g_autoptr (LpDesign) design = make_site ("web-01", "web-03", "srv-9", "12345678901",
                                            "Nginx", NULL);
  g_autoptr (LpNumbering) names = lp_numbering_new (lp_design_get_root (design), NULL);

  check (names, "web-01", "web-02");
  check (names, "web-01", "web-04");
  check (names, "web-04", "web-05");
  check (names, "srv-9", "srv-10");
  check (names, "Nginx", "Nginx 2");
  check (names, "Nginx", "Nginx 3");
  check (names, "Nginx 2", "Nginx 4");
  check (names, "12345678901", "12345678902");
}

static void
test_what_is_left_out_takes_no_name (void)
{
  g_autoptr (LpDesign) design = make_site ("web-01", NULL);
  g_autoptr (GHashTable) except = g_hash_table_new (NULL, NULL);
  g_autoptr (LpNumbering) names = NULL;

  g_hash_table_add (except, lp_element_get_first_child (lp_design_get_root (design)));
  names = lp_numbering_new (lp_design_get_root (design), except);
  check (names, "web-01", "web-01");
  check (names, "web-01", "web-02");
}

/* As many as there are names is as many steps: a hundred thousand copies take no time. */
static void
test_thousands_of_copies_are_numbered (void)
{
  g_autoptr (LpDesign) design = make_site ("srv-1", NULL);
  g_autoptr (LpNumbering) names = lp_numbering_new (lp_design_get_root (design), NULL);

  for (guint i = 2; i <= 100000; i++)
    {
      g_autofree char *expected = g_strdup_printf ("srv-%u", i);

      check (names, "srv-1", expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/numbering/free", test_what_is_free_is_given_as_it_is);
  g_test_add_func ("/numbering/counted-on", test_numbers_are_counted_on);
  g_test_add_func ("/numbering/left-out", test_what_is_left_out_takes_no_name);
  g_test_add_func ("/numbering/thousands", test_thousands_of_copies_are_numbered);

  return g_test_run ();
}
