/* SPDX-License-Identifier: MIT */
/* What a check says of the whole design, and of what it marks on the picture. */
#include "config.h"

#include "report/closed.h"
#include "report/marks.h"
#include "report/outcome.h"

#include "sketch.h"

#define BALANCED \
  "client v\n" \
  "load-balancer lb\n" \
  "web-server a\n" \
  "  listen p port=80 protocol=http\n" \
  "web-server b\n" \
  "  listen q port=80 protocol=http\n" \
  "v -> lb request\n" \
  "lb -> a request id=to-a\n"

static LpLintResult *
check (const char *text)
{
  g_autoptr (LpDesign) design = sketch_new (text);

  return lp_lint (design, NULL, NULL);
}

static void
test_there_are_no_linchpins_only_where_there_is_none (void)
{
  static const struct
  {
    const char *sketch;
    LpOutcome   outcome;
    const char *words;
  } rows[] = {
    { "web-server a\n", LP_OUTCOME_UNKNOWN, "Not complete" },
    { "client v\nweb-server a\n", LP_OUTCOME_UNKNOWN, "Not complete" },
    { "client v\nweb-server a\nv -> a request\n", LP_OUTCOME_LINCHPINS, "1 linchpin" },
    { "client v\nweb-server a\n  listen p port=443 protocol=https\nv -> a request port=80\n",
      LP_OUTCOME_DOWN, "Does not work" },
    { "client v\nweb-server a\ndatabase d role=replica\nv -> a request\na -> d query access=read\n",
      LP_OUTCOME_DOWN, "Stores nothing" },
    { BALANCED "lb -> b request port=81\n", LP_OUTCOME_PART, "Works in part" },
    { BALANCED "lb -> b request\n", LP_OUTCOME_LINCHPINS, "1 linchpin" },
    { "client v\nload-balancer lb managed=true\nweb-server a\nweb-server b\n"
      "v -> lb request\nlb -> a request\nlb -> b request\n",
      LP_OUTCOME_PARTIAL, "2 partial linchpins" },
    { "client v\nload-balancer lb managed=true\n"
      "server one\n  web-server a\nserver two\n  web-server b\n"
      "v -> lb request\nlb -> a request\nlb -> b request\n",
      LP_OUTCOME_PARTIAL, "2 partial linchpins" },
    { "client v\nweb-server a\nweb-server b\nv -> a request\nv -> b request\n",
      LP_OUTCOME_SOUND, "No linchpins" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LpLintResult) report = check (rows[i].sketch);
      g_autofree char *words = lp_report_dup_outcome (report);

      g_test_message ("%s", rows[i].sketch);
      g_assert_cmpint (lp_report_get_outcome (report), ==, rows[i].outcome);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_what_fails_in_part_is_marked (void)
{
  g_autoptr (LpLintResult) report = check (BALANCED "lb -> b request id=to-b\n");
  g_autoptr (GHashTable) marks = lp_report_to_marks (report);

  g_assert_cmpuint (lp_marks_get (marks, "lb")->pins, ==, LP_PIN_READ | LP_PIN_WRITE);
  g_assert_cmpuint (lp_marks_get (marks, "lb")->parts, ==, 0);
  g_assert_cmpuint (lp_marks_get (marks, "a")->pins, ==, 0);
  g_assert_cmpuint (lp_marks_get (marks, "a")->parts, ==, LP_PIN_READ | LP_PIN_WRITE);
  g_assert_false (lp_marks_get (marks, "to-b")->closed);
}

/* On the last link of a way, and with what keeps it closed. */
static void
test_what_is_closed_is_marked_and_explained (void)
{
  static const struct
  {
    const char *sketch;
    const char *words;          /* NULL: it is open. */
  } rows[] = {
    { BALANCED "lb -> b request id=l port=81\n",
      "Closed: “Web server” does not listen for HTTP 81." },
    { BALANCED "lb -> b request id=l\n", NULL },
    { BALANCED "lb -> b request id=l port=81 weight=0\n", NULL },
    { "client v\nserver one\n  firewall wall\n    allow x from=any port=443\n  web-server a\n"
      "v -> a request id=l port=80\n",
      "Closed: “Firewall on Server” does not let HTTP 80 through." },
    { "client v\nserver one\n  firewall wall\n    allow x from=any port=80\n  web-server a\n"
      "v -> a request id=l port=80\n", NULL },
    /* Two ask over one relay, and it lets one of them through. */
    { "client v\nclient w\nfirewall wall\n  allow x from=w port=80\nweb-server a\n"
      "v -> wall request\nw -> wall request\nwall -> a request id=l port=80\n", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LpLintResult) report = check (rows[i].sketch);
      g_autoptr (GHashTable) marks = lp_report_to_marks (report);
      g_autofree char *words = lp_report_dup_closed (lp_lint_result_get_graph (report), "l");

      g_test_message ("%s", rows[i].sketch);
      g_assert_cmpstr (words, ==, rows[i].words);
      g_assert_true (lp_marks_get (marks, "l")->closed == (rows[i].words != NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/outcome/linchpins", test_there_are_no_linchpins_only_where_there_is_none);
  g_test_add_func ("/outcome/partial", test_what_fails_in_part_is_marked);
  g_test_add_func ("/outcome/closed", test_what_is_closed_is_marked_and_explained);

  return g_test_run ();
}
