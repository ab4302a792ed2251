/* SPDX-License-Identifier: MIT */
/* Every single system call of saving fails in its turn, or is the last before the process is
 * killed: what was there or what was to come is there whole, in its place or as a draft. */
#include "config.h"

#include "faults.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "file/draft.h"
#include "file/save.h"
#include "file/templates.h"
#include "file/writer.h"
#include "saving.h"

/* What is saved over. */
typedef enum
{
  NEW = 0,                      /* Nothing. */
  PLAIN,
  PLAIN_NAMED,                  /* On a file system that has only files with names. */
  ATTRIBUTES,
  LINKED,                       /* It has to be written in place. */
  LINKED_LONGER,                /* The same, but the new content is shorter. */
  N_KINDS,
} Kind;

typedef struct
{
  Saving *saving;
  Kind    kind;
  char   *second;               /* The other name, of a file that has two. */
  GBytes *old;
  GBytes *new;
} Case;

static GBytes *
make_design (void)
{
  g_autoptr (LpDesign) design = lp_template_open ("task-1", NULL);

  return lp_file_write_bytes (design);
}

static GBytes *
make_text (gsize size)
{
  return g_bytes_new_take (g_strnfill (size, 'n'), size);
}

static void
put (const char *path,
     GBytes     *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_file_set_contents (path, data, size, NULL));
}

static void
case_begin (Case    *self,
            Saving  *saving,
            Kind     kind)
{
  self->saving = saving;
  self->kind = kind;
  self->second = g_build_filename (saving->folder, "second", NULL);
  self->old = make_design ();
  self->new = make_text (kind == LINKED_LONGER ? 100 : 100000);
  faults_no_unnamed_files = kind == PLAIN_NAMED;

  if (kind != NEW)
    put (saving->path, self->old);
  if (kind == ATTRIBUTES && setxattr (saving->path, "user.linchpin", "x", 1, 0) != 0)
    g_test_message ("There are no attributes here.");
  if (kind == LINKED || kind == LINKED_LONGER)
    g_assert_cmpint (link (saving->path, self->second), ==, 0);
}

static void
case_end (Case *self)
{
  g_unlink (self->second);
  g_unlink (self->saving->path);
  g_free (self->second);
  g_bytes_unref (self->old);
  g_bytes_unref (self->new);
  faults_no_unnamed_files = FALSE;
}

static gboolean
save (Case *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->saving->path);
  g_autoptr (GError) error = NULL;
  gboolean saved = lp_file_save (file, self->new, &error);

  g_assert_true (saved == (error == NULL));

  return saved;
}

static gboolean
holds (const char *path,
       GBytes     *wanted)
{
  g_autofree char *content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  if (!g_file_get_contents (path, &content, &size, NULL))
    return FALSE;

  bytes = g_bytes_new_take (g_steal_pointer (&content), size);

  return g_bytes_equal (bytes, wanted);
}

static gboolean
is_whole (Case *self)
{
  if (self->kind == NEW && !g_file_test (self->saving->path, G_FILE_TEST_EXISTS))
    return TRUE;

  return holds (self->saving->path, self->new) ||
         (self->kind != NEW && holds (self->saving->path, self->old));
}

/* What the next start offers. Afterwards it is gone. */
static gboolean
is_offered (Case *self)
{
  g_autoptr (GPtrArray) drafts = lp_draft_list ();
  gboolean is_there = FALSE;

  for (guint i = 0; i < drafts->len; i++)
    {
      g_autoptr (LpDesign) design = lp_draft_open (drafts->pdata[i], NULL);
      g_autoptr (GBytes) bytes = design != NULL ? lp_file_write_bytes (design) : NULL;
      GFile *original = lp_draft_find_original (drafts->pdata[i]);

      if (bytes != NULL && g_bytes_equal (bytes, self->old) && original != NULL &&
          g_str_equal (g_file_peek_path (original), self->saving->path))
        is_there = TRUE;
      lp_draft_discard (drafts->pdata[i]);
    }

  return is_there;
}

/* Whether nothing at all has remained but the file. */
static gboolean
is_tidy (Case *self)
{
  guint n_files = (self->kind == LINKED || self->kind == LINKED_LONGER) ? 2 : 1;

  if (self->kind == NEW && !g_file_test (self->saving->path, G_FILE_TEST_EXISTS))
    n_files = 0;

  return saving_count_files (self->saving->folder) == n_files && saving_count_kept () == 0;
}

/* What a user does then: starting anew, and saving again. Returns whether it was necessary. */
static gboolean
assert_heals (Case *self)
{
  gboolean was_whole = is_whole (self);

  g_assert_true (is_offered (self) || was_whole);
  g_assert_true (save (self));
  g_assert_true (holds (self->saving->path, self->new));
  g_assert_true (is_tidy (self));

  return !was_whole;
}

/* How often the file itself was not whole, or something lay beside it. */
typedef struct
{
  guint torn;
  guint untidy;
} Damage;

/* FALSE where there are no more than @nth - 1 calls. */
static gboolean
fail (Saving *saving,
      Kind    kind,
      Fault   fault,
      guint   nth,
      int     number,
      Damage *damage)
{
  Case self = { 0 };
  gboolean happened, saved;

  case_begin (&self, saving, kind);
  faults_begin (fault, nth, number);
  saved = save (&self);
  happened = faults_end ();

  if (saved)
    g_assert_true (holds (saving->path, self.new));
  if (fault == FAULT_ONCE)
    {
      g_assert_true (is_whole (&self));
      g_assert_false (is_offered (&self));
      g_assert_true (is_tidy (&self));
    }
  damage->torn += assert_heals (&self) ? 1 : 0;
  case_end (&self);

  return happened;
}

static gboolean
kill_before (Saving *saving,
             Kind    kind,
             guint   nth,
             Damage *damage)
{
  Case self = { 0 };
  int status;
  pid_t child;

  case_begin (&self, saving, kind);
  child = fork ();
  if (child == 0)
    {
      faults_begin (FAULT_KILL, nth, 0);
      _exit (save (&self) ? 0 : 1);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), !=, 1);
  damage->untidy += is_tidy (&self) ? 0 : 1;
  damage->torn += assert_heals (&self) ? 1 : 0;
  case_end (&self);

  return WEXITSTATUS (status) == FAULTS_KILLED;
}

/* That the linker has done its part, and what is counted is not nothing. Only what is written in
 * place can be torn: then, too, the test has to have seen it. */
static void
assert_went_through (Kind         kind,
                     guint        n_calls,
                     const Damage *damage,
                     gboolean     tears)
{
  g_test_message ("%u calls, %u times torn, %u times something beside it", n_calls, damage->torn,
                  damage->untidy);
  g_assert_cmpuint (n_calls, >, 8);
  if (kind != LINKED && kind != LINKED_LONGER)
    g_assert_cmpuint (damage->torn, ==, 0);
  else if (tears)
    g_assert_cmpuint (damage->torn, >, 0);
}

static void
test_any_call_may_fail (Saving       *f,
                        gconstpointer fault)
{
  static const int numbers[] = { EIO, ENOSPC, EPERM };
  Fault how = GPOINTER_TO_INT (fault);

  for (Kind kind = NEW; kind < N_KINDS; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
      {
        Damage damage = { 0 };
        guint nth = 1;

        while (fail (f, kind, how, nth, numbers[i], &damage))
          nth++;
        assert_went_through (kind, nth - 1, &damage, how == FAULT_HALF);
      }
}

/* A file without a name leaves nothing; one has a name only for a moment before it takes the place
 * of the old one. */
static void
test_the_process_may_be_killed_at_any_call (Saving       *f,
                                            gconstpointer unused)
{
  int unnamed = open (f->folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);

  if (unnamed >= 0)
    close (unnamed);

  for (Kind kind = NEW; kind < N_KINDS; kind++)
    {
      Damage damage = { 0 };
      guint nth = 1;

      while (kill_before (f, kind, nth, &damage))
        nth++;
      assert_went_through (kind, nth - 1, &damage, TRUE);
      if (unnamed >= 0 && (kind == NEW || kind == PLAIN || kind == ATTRIBUTES))
        g_assert_cmpuint (damage.untidy, ==, kind == NEW ? 0 : 1);
    }
}

#define ADD(path, fault, test) \
  g_test_add (path, Saving, GINT_TO_POINTER (fault), saving_set_up, test, saving_tear_down)

int
main (int   argc,
      char *argv[])
{
  /* Not the disk is tested, and it would have to be waited for ten thousand times. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", FALSE);

  saving_begin ();
  g_test_init (&argc, &argv, NULL);

  ADD ("/save/faults/once", FAULT_ONCE, test_any_call_may_fail);
  ADD ("/save/faults/from-then-on", FAULT_FROM_THEN_ON, test_any_call_may_fail);
  ADD ("/save/faults/half", FAULT_HALF, test_any_call_may_fail);
  ADD ("/save/faults/killed", FAULT_KILL, test_the_process_may_be_killed_at_any_call);

  return saving_end (g_test_run ());
}
