/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/history.h"

#include <string.h>

#include "edits.h"
#include "file/writer.h"
#include "model/box.h"
#include "model/design.h"

typedef struct
{
  LpDesign  *design;
  LpHistory *history;
  LpElement *root;
  LpElement *web;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer unused)
{
  f->design = lp_design_new ();
  f->history = lp_design_get_history (f->design);
  f->root = lp_design_get_root (f->design);
  f->web = edits_add_box (f->design, f->root, LP_KIND_WEB_SERVER, "web");
  lp_history_clear (f->history);
}

static void
tear_down (Fixture      *f,
           gconstpointer unused)
{
  g_assert_finalize_object (f->design);
}

static void
count_cb (LpHistory *history,
          guint     *n)
{
  (*n)++;
}

static void
test_drag_is_one_step (Fixture      *f,
                       gconstpointer unused)
{
  guint n_changed = 0;

  g_signal_connect (f->history, "changed", G_CALLBACK (count_cb), &n_changed);

  lp_history_begin (f->history, "Move");
  for (int i = 1; i <= 100; i++)
    lp_box_place (f->web, i, 2 * i);
  lp_history_end (f->history);

  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpstr (lp_history_get_undo_label (f->history), ==, "Move");
  lp_history_undo (f->history);
  g_assert_false (lp_element_has (f->web, LP_ATTRIBUTE_X));
  g_assert_false (lp_history_can_undo (f->history));
  g_assert_cmpstr (lp_history_get_redo_label (f->history), ==, "Move");
  lp_history_redo (f->history);
  g_assert_cmpfloat (lp_element_get_number (f->web, LP_ATTRIBUTE_X), ==, 100);
  g_assert_cmpfloat (lp_element_get_number (f->web, LP_ATTRIBUTE_Y), ==, 200);
  g_assert_cmpuint (n_changed, ==, 3);
}

static void
test_steps_nest_and_the_outermost_names_them (Fixture      *f,
                                              gconstpointer unused)
{
  lp_history_begin (f->history, "Outer");
  lp_history_begin (f->history, "Inner");
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "a");
  lp_history_end (f->history);
  g_assert_true (lp_history_is_open (f->history));
  g_assert_false (lp_history_can_undo (f->history));
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "b");
  lp_history_end (f->history);

  g_assert_false (lp_history_is_open (f->history));
  g_assert_cmpstr (lp_history_get_undo_label (f->history), ==, "Outer");
  lp_history_undo (f->history);
  g_assert_cmpstr (lp_element_get_text (f->web, LP_ATTRIBUTE_NAME), ==, "");
  g_assert_false (lp_history_can_undo (f->history));
}

static void
test_a_step_without_effect_is_none (Fixture      *f,
                                    gconstpointer unused)
{
  lp_history_begin (f->history, "Nothing");
  lp_history_end (f->history);
  g_assert_false (lp_history_can_undo (f->history));

  lp_history_begin (f->history, "There and back");
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "a");
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "");
  lp_history_end (f->history);
  g_assert_false (lp_history_can_undo (f->history));

  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "");
  g_assert_false (lp_history_can_undo (f->history));
}

static void
test_cancel_takes_back_what_was_done (Fixture      *f,
                                      gconstpointer unused)
{
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "before");

  lp_history_begin (f->history, "Drag");
  lp_box_place (f->web, 8, 8);
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "during");
  edits_add_box (f->design, f->root, LP_KIND_CLIENT, "client");
  lp_history_cancel (f->history);

  g_assert_false (lp_history_is_open (f->history));
  g_assert_false (lp_element_has (f->web, LP_ATTRIBUTE_X));
  g_assert_cmpstr (lp_element_get_name (f->web), ==, "before");
  g_assert_null (lp_design_find (f->design, "client"));
  g_assert_cmpstr (lp_history_get_undo_label (f->history), ==, "Change “Name”");
  g_assert_false (lp_history_can_redo (f->history));
}

static void
test_a_step_can_be_opened_again (Fixture      *f,
                                 gconstpointer unused)
{
  g_assert_false (lp_history_reopen (f->history));

  lp_history_begin (f->history, "Add");
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "a");
  lp_history_end (f->history);

  g_assert_true (lp_history_reopen (f->history));
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "b");
  lp_history_end (f->history);

  g_assert_cmpstr (lp_history_get_undo_label (f->history), ==, "Add");
  lp_history_undo (f->history);
  g_assert_cmpstr (lp_element_get_text (f->web, LP_ATTRIBUTE_NAME), ==, "");
  g_assert_false (lp_history_can_undo (f->history));
  g_assert_false (lp_history_reopen (f->history));
}

static void
test_typing_is_one_step (Fixture      *f,
                         gconstpointer unused)
{
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "N");
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "Ng");
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "Nginx");
  g_assert_cmpstr (lp_history_get_undo_label (f->history), ==, "Change “Name”");

  lp_history_undo (f->history);
  g_assert_cmpstr (lp_element_get_text (f->web, LP_ATTRIBUTE_NAME), ==, "");
  g_assert_false (lp_history_can_undo (f->history));
  lp_history_redo (f->history);
  g_assert_cmpstr (lp_element_get_text (f->web, LP_ATTRIBUTE_NAME), ==, "Nginx");
}

static guint
count_undos (LpHistory *history)
{
  guint n = 0;

  for (; lp_history_can_undo (history); n++)
    lp_history_undo (history);

  return n;
}

static void
test_typing_elsewhere_is_another_step (Fixture      *f,
                                       gconstpointer unused)
{
  LpElement *other = edits_add_box (f->design, f->root, LP_KIND_CLIENT, "client");

  lp_history_clear (f->history);
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "a");
  lp_element_set_text (other, LP_ATTRIBUTE_NAME, "a");
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "b");
  lp_element_set_text (f->web, LP_ATTRIBUTE_WHY, "c");
  g_assert_cmpuint (count_undos (f->history), ==, 4);

  lp_history_clear (f->history);
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "a");
  lp_history_break (f->history);
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "b");
  g_assert_cmpuint (count_undos (f->history), ==, 2);

  /* What was undone and done again is not typed on. */
  lp_history_clear (f->history);
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "a");
  lp_history_undo (f->history);
  lp_history_redo (f->history);
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "b");
  g_assert_cmpuint (count_undos (f->history), ==, 2);
}

static void
test_the_saved_mark_stays_with_its_state (Fixture      *f,
                                          gconstpointer unused)
{
  g_assert_true (lp_history_is_saved (f->history));
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "a");
  g_assert_false (lp_history_is_saved (f->history));
  lp_history_mark_saved (f->history);
  g_assert_true (lp_history_is_saved (f->history));

  /* Typing on does not change what is on disk. */
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "ab");
  g_assert_false (lp_history_is_saved (f->history));
  lp_history_undo (f->history);
  g_assert_true (lp_history_is_saved (f->history));
  lp_history_undo (f->history);
  g_assert_false (lp_history_is_saved (f->history));

  /* Now there is no way back to it. */
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "other");
  g_assert_false (lp_history_is_saved (f->history));
  lp_history_undo (f->history);
  g_assert_false (lp_history_is_saved (f->history));
  lp_history_redo (f->history);
  g_assert_false (lp_history_is_saved (f->history));

  lp_history_mark_saved (f->history);
  lp_history_mark_unsaved (f->history);
  g_assert_false (lp_history_is_saved (f->history));
}

static void
test_the_oldest_steps_go_and_the_mark_with_them (Fixture      *f,
                                                 gconstpointer unused)
{
  guint n;

  for (int i = 1; i <= 5000; i++)
    {
      lp_element_set_number (f->web, LP_ATTRIBUTE_X, i);
      lp_history_break (f->history);
    }

  n = count_undos (f->history);
  g_assert_cmpuint (n, >=, 100);
  g_assert_cmpuint (n, <, 5000);
  g_assert_cmpfloat (lp_element_get_number (f->web, LP_ATTRIBUTE_X), ==, 5000 - n);
  g_assert_false (lp_history_is_saved (f->history));
}

static void
test_ids_may_be_exchanged_in_a_step (Fixture      *f,
                                     gconstpointer unused)
{
  LpElement *other = edits_add_box (f->design, f->root, LP_KIND_CLIENT, "client");

  lp_history_begin (f->history, "Exchange");
  lp_element_set_text (f->web, LP_ATTRIBUTE_ID, "client-1");
  lp_element_set_text (other, LP_ATTRIBUTE_ID, "web");
  lp_element_set_text (f->web, LP_ATTRIBUTE_ID, "client");
  lp_history_end (f->history);

  for (int i = 0; i < 2; i++)
    {
      g_assert_true (lp_design_find (f->design, "client") == f->web);
      g_assert_true (lp_design_find (f->design, "web") == other);
      lp_history_undo (f->history);
      g_assert_true (lp_design_find (f->design, "client") == other);
      g_assert_true (lp_design_find (f->design, "web") == f->web);
      g_assert_null (lp_design_find (f->design, "client-1"));
      lp_history_redo (f->history);
    }
}

static void
test_an_id_may_pass_to_another_in_a_step (Fixture      *f,
                                          gconstpointer unused)
{
  LpElement *other = edits_add_box (f->design, f->root, LP_KIND_CLIENT, "client");

  lp_history_begin (f->history, "Replace");
  lp_element_set_text (other, LP_ATTRIBUTE_ID, "new");
  lp_design_remove (f->design, f->web);
  lp_element_set_text (other, LP_ATTRIBUTE_ID, "web");
  lp_history_end (f->history);

  for (int i = 0; i < 2; i++)
    {
      g_assert_true (lp_design_find (f->design, "web") == other);
      lp_history_undo (f->history);
      g_assert_true (lp_design_find (f->design, "web") == f->web);
      g_assert_true (lp_design_find (f->design, "client") == other);
      lp_history_redo (f->history);
    }
}

static void
edited_cb (LpHistory    *history,
           const LpEdit *edit,
           GString      *log)
{
  static const char *const words[] = { "set", "add", "remove" };

  g_string_append_printf (log, "%s %s; ", words[edit->kind], lp_element_get_id (edit->element));
}

static void
test_every_edit_is_told_as_what_happened (Fixture      *f,
                                          gconstpointer unused)
{
  g_autoptr (GString) log = g_string_new (NULL);
  guint64 revision = lp_history_get_revision (f->history);

  g_signal_connect (f->history, "edited", G_CALLBACK (edited_cb), log);
  lp_element_set_text (f->web, LP_ATTRIBUTE_NAME, "a");
  edits_add_box (f->design, f->root, LP_KIND_CLIENT, "c");
  lp_history_undo (f->history);
  lp_history_undo (f->history);
  lp_history_redo (f->history);

  g_assert_cmpstr (log->str, ==, "set web; add c; remove c; set web; set web; ");
  g_assert_cmpuint (lp_history_get_revision (f->history), ==, revision + 5);
}

/* From here on: random histories. */

static GBytes *
write_design (LpDesign *design)
{
  return lp_file_write_bytes (design);
}

static void
check_copy (LpDesign *design)
{
  g_autoptr (GBytes) bytes = write_design (design);
  g_autoptr (GBytes) copied = NULL;
  LpDesign *copy = lp_design_copy (design);

  copied = write_design (copy);
  g_assert_true (g_bytes_equal (bytes, copied));
  edits_check_indices (copy);
  g_assert_false (lp_history_can_undo (lp_design_get_history (copy)));
  g_assert_finalize_object (copy);
}

static void
check_history (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  LpDesign *design = lp_design_new ();
  LpHistory *history = lp_design_get_history (design);
  g_autoptr (GBytes) first = write_design (design);
  g_autoptr (GBytes) last = NULL;
  g_autoptr (GBytes) undone = NULL;
  g_autoptr (GBytes) redone = NULL;
  int depth = 0;

  g_test_message ("seed %u", seed);

  for (int i = g_rand_int_range (rand, 1, 60); i > 0; i--)
    switch (g_rand_int_range (rand, 0, 14))
      {
      case 0:
        lp_history_begin (history, "Step");
        depth++;
        break;

      case 1:
        if (depth > 0)
          {
            lp_history_end (history);
            depth--;
          }
        break;

      case 2:
        if (depth == 1)
          {
            lp_history_cancel (history);
            depth--;
          }
        break;

      case 3:
        if (lp_history_can_undo (history))
          lp_history_undo (history);
        break;

      case 4:
        if (lp_history_can_redo (history))
          lp_history_redo (history);
        break;

      case 5:
        if (depth == 0 && lp_history_reopen (history))
          depth++;
        break;

      default:
        edits_make_random (rand, design);
      }

  for (; depth > 0; depth--)
    lp_history_end (history);
  while (lp_history_can_redo (history))
    lp_history_redo (history);
  edits_check_indices (design);
  check_copy (design);

  last = write_design (design);
  while (lp_history_can_undo (history))
    lp_history_undo (history);
  edits_check_indices (design);
  undone = write_design (design);
  g_assert_true (g_bytes_equal (first, undone));

  while (lp_history_can_redo (history))
    lp_history_redo (history);
  edits_check_indices (design);
  redone = write_design (design);
  g_assert_true (g_bytes_equal (last, redone));

  g_assert_finalize_object (design);
}

static void
test_random_histories_go_back_and_forth (void)
{
  guint n = g_test_slow () ? 200000 : 10000;
  guint32 start = g_test_rand_int ();

  for (guint i = 0; i < n; i++)
    check_history (start + i);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/history/drag", test_drag_is_one_step);
  ADD ("/history/nest", test_steps_nest_and_the_outermost_names_them);
  ADD ("/history/no-effect", test_a_step_without_effect_is_none);
  ADD ("/history/cancel", test_cancel_takes_back_what_was_done);
  ADD ("/history/reopen", test_a_step_can_be_opened_again);
  ADD ("/history/typing", test_typing_is_one_step);
  ADD ("/history/elsewhere", test_typing_elsewhere_is_another_step);
  ADD ("/history/saved", test_the_saved_mark_stays_with_its_state);
  ADD ("/history/oldest", test_the_oldest_steps_go_and_the_mark_with_them);
  ADD ("/history/exchange-ids", test_ids_may_be_exchanged_in_a_step);
  ADD ("/history/pass-id", test_an_id_may_pass_to_another_in_a_step);
  ADD ("/history/edited", test_every_edit_is_told_as_what_happened);
  g_test_add_func ("/history/random", test_random_histories_go_back_and_forth);

  return g_test_run ();
}
