/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/value.h"

#include <glib-object.h>
#include <math.h>

static void
assert_spelling (LpAttribute attribute,
                 const char *string,
                 const char *canonical)
{
  LpValue value, again;
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL;

  g_assert_true (lp_attribute_parse (attribute, string, &value, &error));
  g_assert_no_error (error);
  written = lp_attribute_format (attribute, &value);
  g_assert_cmpstr (written, ==, canonical);

  g_assert_true (lp_attribute_parse (attribute, written, &again, NULL));
  g_assert_true (lp_value_equal (attribute, &value, &again));
  lp_value_clear (attribute, &value);
  lp_value_clear (attribute, &again);
}

static void
test_values_are_spelled_one_way (void)
{
  assert_spelling (LP_ATTRIBUTE_X, "0", "0");
  assert_spelling (LP_ATTRIBUTE_X, "-0", "0");
  assert_spelling (LP_ATTRIBUTE_X, "+007.50", "7.5");
  assert_spelling (LP_ATTRIBUTE_X, "-999999.25", "-999999.25");
  assert_spelling (LP_ATTRIBUTE_X, "1e3", "1000");
  assert_spelling (LP_ATTRIBUTE_X, " 0.1\n", "0.1");
  assert_spelling (LP_ATTRIBUTE_AVAILABILITY, "0.99999999", "0.99999999");
  assert_spelling (LP_ATTRIBUTE_AVAILABILITY, "1e-7", "1e-07");
  assert_spelling (LP_ATTRIBUTE_CAPACITY, "1000000000000", "1e+12");
  assert_spelling (LP_ATTRIBUTE_PORT, "00443", "443");
  assert_spelling (LP_ATTRIBUTE_PORT, "-1", "-1");
  assert_spelling (LP_ATTRIBUTE_MANAGED, "1", "true");
  assert_spelling (LP_ATTRIBUTE_MANAGED, " false ", "false");
  assert_spelling (LP_ATTRIBUTE_ALGORITHM, "ip-hash", "ip-hash");
  assert_spelling (LP_ATTRIBUTE_ALGORITHM, "", "");
  assert_spelling (LP_ATTRIBUTE_NAME, " Ü <&> ", " Ü <&> ");
}

static void
assert_refused (LpAttribute attribute,
                const char *string,
                const char *message)
{
  LpValue value;
  g_autoptr (GError) error = NULL;

  g_assert_false (lp_attribute_parse (attribute, string, &value, &error));
  g_assert_error (error, LP_ATTRIBUTE_ERROR, LP_ATTRIBUTE_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_wrong_values_say_what_would_be_right (void)
{
  assert_refused (LP_ATTRIBUTE_X, "", "“x” is “”, which is not a number");
  assert_refused (LP_ATTRIBUTE_X, "0x10", "“x” is “0x10”, which is not a number");
  assert_refused (LP_ATTRIBUTE_X, "nan", "“x” is “nan”, which is not a number");
  assert_refused (LP_ATTRIBUTE_X, "1,5", "“x” is “1,5”, which is not a number");
  assert_refused (LP_ATTRIBUTE_X, "1000001",
                  "“x” is 1000001, it must be from -1000000 to 1000000");
  assert_refused (LP_ATTRIBUTE_PORT, "80.0", "“port” is “80.0”, which is not a whole number");
  assert_refused (LP_ATTRIBUTE_MANAGED, "True", "“managed” cannot be “True”, only true or false");
  assert_refused (LP_ATTRIBUTE_LAYER, "udp", "“layer” cannot be “udp”, only one of: http, tcp");
  assert_refused (LP_ATTRIBUTE_MODE, "both",
                  "“mode” cannot be “both”, only one of: active-active, active-passive");
}

static void
test_numbers_are_made_to_fit (void)
{
  g_assert_cmpfloat (lp_attribute_clamp (LP_ATTRIBUTE_X, 12.5), ==, 12.5);
  g_assert_cmpfloat (lp_attribute_clamp (LP_ATTRIBUTE_X, 1e9), ==, 1000000);
  g_assert_cmpfloat (lp_attribute_clamp (LP_ATTRIBUTE_X, -INFINITY), ==, -1000000);
  g_assert_cmpfloat (lp_attribute_clamp (LP_ATTRIBUTE_X, NAN), ==, 0);
  g_assert_false (signbit (lp_attribute_clamp (LP_ATTRIBUTE_X, -0.0)));
  g_assert_cmpfloat (lp_attribute_clamp (LP_ATTRIBUTE_PORT, 80.4), ==, 80);
  g_assert_cmpfloat (lp_attribute_clamp (LP_ATTRIBUTE_AVAILABILITY, 1.5), ==, 1);
}

/* Whatever a setter takes the file can hold. */
static void
test_any_number_can_be_written_and_read (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);

  for (guint i = 0; i < 100000; i++)
    {
      LpAttribute attribute = g_rand_int_range (rand, 0, LP_N_ATTRIBUTES);
      LpValueType type = lp_attribute_get_row (attribute)->type;
      double scale = pow (10, g_rand_double_range (rand, -12, 15));
      LpValue value, again;
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;
      g_autoptr (GError) error = NULL;

      if (type != LP_VALUE_NUMBER && type != LP_VALUE_INTEGER)
        continue;

      value.number = lp_attribute_clamp (attribute, g_rand_double_range (rand, -scale, scale));
      once = lp_attribute_format (attribute, &value);
      lp_attribute_parse (attribute, once, &again, &error);
      g_assert_no_error (error);
      twice = lp_attribute_format (attribute, &again);
      g_assert_cmpstr (once, ==, twice);
      g_assert_cmpfloat_with_epsilon (value.number, again.number,
                                      fabs (value.number) * 1e-11 + 1e-300);
    }
}

static void
test_digits_are_read_up_to_a_maximum (void)
{
  static const char *const wrong[] = { "", "-1", "+1", " 1", "1 ", "0x1", "1e1", "65536",
                                       "99999999999999999999" };
  guint number;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (lp_value_read_digits (wrong[i], 65535, &number));

  g_assert_true (lp_value_read_digits ("0", 65535, &number));
  g_assert_cmpuint (number, ==, 0);
  g_assert_true (lp_value_read_digits ("0065535", 65535, &number));
  g_assert_cmpuint (number, ==, 65535);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/value/spelling", test_values_are_spelled_one_way);
  g_test_add_func ("/value/wrong", test_wrong_values_say_what_would_be_right);
  g_test_add_func ("/value/fit", test_numbers_are_made_to_fit);
  g_test_add_func ("/value/digits", test_digits_are_read_up_to_a_maximum);
  g_test_add_func ("/value/random", test_any_number_can_be_written_and_read);

  return g_test_run ();
}
