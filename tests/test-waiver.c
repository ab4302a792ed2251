/* SPDX-License-Identifier: MIT */
/* What the author says about findings survives what does not concern it, and nothing else. */
#include "config.h"

#include <string.h>

#include "file/reader.h"
#include "file/writer.h"
#include "rules/engine/brief.h"
#include "rules/engine/lint.h"
#include "rules/engine/rule.h"
#include "rules/engine/waiver.h"

static const char text[] =
  "<design xmlns='urn:linchpin:design:1'>"
  "<client id='visitor'/>"
  "<server id='server' name='web-01'><web-server id='nginx' name='Nginx'/></server>"
  "<link id='l1' from='visitor' to='nginx' flow='request'/>"
  "</design>";

static LpDesign *
read_design (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  LpDesign *design = lp_file_read_bytes (bytes, &error);

  g_assert_no_error (error);

  return design;
}

/* The finding of @key in a fresh report on @design; there is one. */
static LpFinding *
find (LpDesign   *design,
      const char *key)
{
  g_autoptr (LpLintResult) report = lp_lint (design, NULL, NULL);

  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    if (strcmp (lp_finding_get_rule (lp_lint_result_get_finding (report, i))->key, key) == 0)
      return g_object_ref (lp_lint_result_get_finding (report, i));

  g_assert_not_reached ();
}

static void
waive (LpDesign   *design,
       const char *key,
       const char *until)
{
  g_autoptr (LpFinding) finding = find (design, key);

  lp_waiver_add (design, finding, "A small site.", until);
}

static gboolean
is_waived (LpDesign   *design,
           const char *key)
{
  g_autoptr (LpFinding) finding = find (design, key);

  return lp_finding_is_waived (finding);
}

static void
test_accepting_is_one_step (void)
{
  g_autoptr (LpDesign) design = read_design ();
  g_autoptr (LpFinding) finding = NULL;

  waive (design, "spof-read", NULL);
  finding = find (design, "spof-read");
  g_assert_true (lp_finding_is_waived (finding));
  g_assert_cmpstr (lp_finding_get_reason (finding), ==, "A small site.");

  lp_history_undo (lp_design_get_history (design));
  g_assert_false (lp_history_can_undo (lp_design_get_history (design)));
  g_assert_false (is_waived (design, "spof-read"));
}

static void
test_accepting_twice_keeps_the_last (void)
{
  g_autoptr (LpDesign) design = read_design ();
  g_autoptr (LpFinding) finding = find (design, "spof-read");
  LpElement *waiver;

  waive (design, "spof-read", "2000-01-31");
  waive (design, "spof-read", NULL);
  waiver = lp_element_find_child (lp_design_get_root (design), LP_KIND_WAIVER);
  g_assert_null (lp_element_find_next (waiver));
  g_assert_true (is_waived (design, "spof-read"));

  lp_waiver_remove (design, finding);
  g_assert_false (is_waived (design, "spof-read"));
}

static void
test_survives_saving_moving_and_renaming (void)
{
  g_autoptr (LpDesign) design = read_design ();
  g_autoptr (LpDesign) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  LpElement *server = lp_design_find (design, "server");

  waive (design, "spof-read", "9999-12-31");
  lp_element_set_text (server, LP_ATTRIBUTE_NAME, "web-02");
  lp_element_set_number (server, LP_ATTRIBUTE_X, 400);

  bytes = lp_file_write_bytes (design);
  again = lp_file_read_bytes (bytes, NULL);
  g_assert_true (is_waived (again, "spof-read"));
}

static void
test_expired_ones_bite_again (void)
{
  g_autoptr (LpDesign) design = read_design ();

  waive (design, "spof-read", "2000-01-31");
  g_assert_false (is_waived (design, "spof-read"));
}

/* It was accepted for what there was then: one more part on the server is another finding. */
static void
test_stale_ones_are_reported (void)
{
  g_autoptr (LpDesign) design = read_design ();
  g_autoptr (LpElement) php = lp_element_new (LP_KIND_APP_SERVER);
  g_autoptr (LpElement) link = NULL;
  g_autoptr (LpFinding) stale = NULL;

  waive (design, "spof-read", NULL);
  lp_element_set_text (php, LP_ATTRIBUTE_ID, "php");
  lp_design_add (design, php, lp_design_find (design, "server"), NULL);
  link = lp_link_new (LP_FLOW_REQUEST, lp_design_find (design, "nginx"), php);
  lp_element_set_text (link, LP_ATTRIBUTE_ID, "l2");
  lp_design_add (design, link, lp_design_get_root (design), NULL);

  g_assert_false (is_waived (design, "spof-read"));
  stale = find (design, "waiver-stale");
  g_assert_cmpstr (lp_finding_get_fingerprint (stale), ==, "waiver-stale nginx server spof-read");
}

static void
test_waived_ones_are_counted_apart (void)
{
  g_autoptr (LpDesign) design = read_design ();
  g_autoptr (LpLintResult) before = lp_lint (design, NULL, NULL);
  g_autoptr (LpLintResult) after = NULL;

  waive (design, "spof-read", NULL);
  after = lp_lint (design, NULL, NULL);
  g_assert_cmpuint (lp_lint_result_get_n_findings (before), ==,
                    lp_lint_result_get_n_findings (after));
  g_assert_cmpuint (lp_lint_result_get_n_waived (after), ==, 1);
  g_assert_cmpuint (lp_lint_result_count (after, LP_SEVERITY_ERROR, LP_VERDICT_FIX), ==,
                    lp_lint_result_count (before, LP_SEVERITY_ERROR, LP_VERDICT_FIX) - 1);
}

static void
test_own_sentence_replaces_the_offered_one (void)
{
  g_autoptr (LpDesign) design = read_design ();
  g_autoptr (LpFinding) finding = find (design, "spof-read");
  g_autoptr (LpFinding) answered = NULL;
  g_autoptr (LpFinding) taken_back = NULL;

  g_assert_false (lp_finding_is_answered (finding));
  g_assert_true (g_str_has_prefix (lp_finding_get_sentence (finding),
                                   lp_finding_get_message (finding)));

  lp_waiver_answer (design, finding, "Everything is on one machine.");
  answered = find (design, "spof-read");
  g_assert_true (lp_finding_is_answered (answered));
  g_assert_cmpstr (lp_finding_get_sentence (answered), ==, "Everything is on one machine.");

  lp_waiver_answer (design, finding, "");
  taken_back = find (design, "spof-read");
  g_assert_false (lp_finding_is_answered (taken_back));
}

static void
test_days (void)
{
  g_assert_true (lp_waiver_is_day ("2027-01-31"));
  g_assert_true (lp_waiver_is_day ("2028-02-29"));
  g_assert_false (lp_waiver_is_day ("2027-02-29"));
  g_assert_false (lp_waiver_is_day ("2027-1-31"));
  g_assert_false (lp_waiver_is_day ("2027-01-31x"));
  g_assert_false (lp_waiver_is_day ("31.01.2027"));
  g_assert_false (lp_waiver_is_day (""));
}

/* What is missing has no elements to tell it by. */
static void
test_accepting_one_missing_thing_accepts_no_other (void)
{
  g_autoptr (LpDesign) design = read_design ();
  LpBrief *brief = lp_brief_find ("task-1");
  g_autoptr (LpLintResult) before = lp_lint (design, brief, NULL);
  g_autoptr (LpLintResult) after = NULL;
  LpFinding *accepted = NULL;

  for (guint i = 0; i < lp_lint_result_get_n_findings (before) && accepted == NULL; i++)
    if (strstr (lp_finding_get_message (lp_lint_result_get_finding (before, i)), "Replica") != NULL)
      accepted = lp_lint_result_get_finding (before, i);
  g_assert_nonnull (accepted);
  g_assert_cmpstr (lp_finding_get_fingerprint (accepted), ==,
                   "requirement-missing database.replica");
  lp_waiver_add (design, accepted, "It comes later.", NULL);

  after = lp_lint (design, brief, NULL);
  g_assert_cmpuint (lp_lint_result_get_n_waived (after), ==, 1);
  g_assert_cmpuint (lp_lint_result_get_n_findings (after), ==,
                    lp_lint_result_get_n_findings (before));
  for (guint i = 0; i < lp_lint_result_get_n_findings (after); i++)
    {
      LpFinding *finding = lp_lint_result_get_finding (after, i);

      g_assert_cmpint (lp_finding_is_waived (finding), ==,
                       strstr (lp_finding_get_message (finding), "Replica") != NULL);
    }
}

/* The finding has another fingerprint, but it is the same issue. */
static void
test_a_sentence_follows_its_finding (void)
{
  g_autoptr (LpDesign) design = read_design ();
  g_autoptr (LpFinding) before = find (design, "spof-read");
  g_autoptr (LpFinding) after = NULL;
  g_autoptr (LpFinding) last = NULL;

  lp_waiver_answer (design, before, "Only one server.");
  lp_element_set_text (lp_design_find (design, "nginx"), LP_ATTRIBUTE_ID, "apache");
  after = find (design, "spof-read");
  g_assert_cmpstr (lp_finding_get_fingerprint (after), !=, lp_finding_get_fingerprint (before));
  g_assert_cmpstr (lp_finding_get_sentence (after), ==, "Only one server.");

  lp_waiver_answer (design, after, "There is only one.");
  last = find (design, "spof-read");
  g_assert_cmpstr (lp_finding_get_sentence (last), ==, "There is only one.");
  g_assert_null (lp_element_find_next (lp_element_find_child (lp_design_get_root (design),
                                                              LP_KIND_ANSWER)));

  lp_waiver_answer (design, last, "");
  g_assert_null (lp_element_find_child (lp_design_get_root (design), LP_KIND_ANSWER));
}

/* Of two wrong records of one DNS: the box is all that the fingerprint tells of them. */
static void
test_a_sentence_is_about_all_of_its_fingerprint (void)
{
  static const char records[] =
    "<design xmlns='urn:linchpin:design:1'>"
    "<dns id='dns'><record type='A' name='www' value='foobar.net'/>"
    "<record type='A' name='ftp' value='foobar.net'/></dns>"
    "<answer rule='record-type-wrong' on='dns'>On purpose.</answer>"
    "</design>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (records, strlen (records));
  g_autoptr (GError) error = NULL;
  g_autoptr (LpDesign) design = lp_file_read_bytes (bytes, &error);
  g_autoptr (LpLintResult) report = NULL;
  guint n_answered = 0;

  g_assert_no_error (error);
  report = lp_lint (design, NULL, NULL);
  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    n_answered += lp_finding_is_answered (lp_lint_result_get_finding (report, i));
  g_assert_cmpuint (n_answered, ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/waiver/accepting-is-one-step", test_accepting_is_one_step);
  g_test_add_func ("/waiver/accepting-twice-keeps-the-last", test_accepting_twice_keeps_the_last);
  g_test_add_func ("/waiver/survives-saving-moving-and-renaming",
                   test_survives_saving_moving_and_renaming);
  g_test_add_func ("/waiver/expired-ones-bite-again", test_expired_ones_bite_again);
  g_test_add_func ("/waiver/stale-ones-are-reported", test_stale_ones_are_reported);
  g_test_add_func ("/waiver/waived-ones-are-counted-apart", test_waived_ones_are_counted_apart);
  g_test_add_func ("/waiver/own-sentence-replaces-the-offered-one",
                   test_own_sentence_replaces_the_offered_one);
  g_test_add_func ("/waiver/days", test_days);
  g_test_add_func ("/waiver/accepting-one-missing-thing-accepts-no-other",
                   test_accepting_one_missing_thing_accepts_no_other);
  g_test_add_func ("/waiver/a-sentence-follows-its-finding", test_a_sentence_follows_its_finding);
  g_test_add_func ("/waiver/a-sentence-is-about-all-of-its-fingerprint",
                   test_a_sentence_is_about_all_of_its_fingerprint);

  return g_test_run ();
}
