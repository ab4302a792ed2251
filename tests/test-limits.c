/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/limits.h"

#include <string.h>

#include "file/format.h"
#include "file/reader.h"
#include "file/validate.h"
#include "file/writer.h"
#include "rules/engine/brief-reader.h"

#define HEAD "<design xmlns=\"" LP_FILE_NAMESPACE "\" xmlns:f=\"urn:f\">\n"
#define TAIL "</design>\n"
#define BRIEF_HEAD "<brief xmlns=\"" LP_BRIEF_NAMESPACE "\" key=\"k\" title=\"t\">\n"
#define BRIEF_TAIL "</brief>\n"

/* @n pieces between @head and @tail, with the number of each where it has a “$”. */
static char *
repeat (const char *head,
        const char *piece,
        guint       n,
        const char *tail)
{
  GString *text = g_string_new (head);
  g_auto (GStrv) parts = g_strsplit (piece, "$", -1);

  for (guint i = 0; i < n; i++)
    for (guint k = 0; parts[k] != NULL; k++)
      {
        if (k > 0)
          g_string_append_printf (text, "%u", i);
        g_string_append (text, parts[k]);
      }
  g_string_append (text, tail);

  return g_string_free (text, FALSE);
}

static GBytes *
as_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* A picture that carries @text, as it is. The reader looks at nothing else of it. */
static GBytes *
as_picture (const char *text)
{
  static const char head[] = LP_FILE_PNG_KEYWORD "\0\0\0\0";
  GByteArray *picture = g_byte_array_new ();
  guint32 length = GUINT32_TO_BE (sizeof head + strlen (text));

  g_byte_array_append (picture, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  g_byte_array_append (picture, (const guint8 *) &length, sizeof length);
  g_byte_array_append (picture, (const guint8 *) "iTXt", 4);
  g_byte_array_append (picture, (const guint8 *) head, sizeof head);
  g_byte_array_append (picture, (const guint8 *) text, strlen (text));
  g_byte_array_append (picture, (const guint8 *) "sum!", 4);

  return g_byte_array_free_to_bytes (picture);
}

static void
assert_reader_refuses (GBytes     *bytes,
                       const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lp_file_read_bytes (bytes, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (error->domain, ==, LP_FILE_ERROR);
  g_assert_cmpstr (error->message, ==, message);
}

static void
assert_validation_refuses (GBytes     *bytes,
                           const char *message)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);

  g_assert_false (lp_file_validate (bytes, messages));
  g_assert_cmpuint (messages->len, >, 0);
  g_assert_cmpstr (messages->pdata[0], ==, message);
}

static void
assert_brief_refuses (GBytes     *bytes,
                      const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lp_brief_read_bytes (bytes, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, ==, message);
}

static void
assert_refused (const char *text,
                const char *message)
{
  g_autoptr (GBytes) bytes = as_bytes (text);
  g_autoptr (GBytes) picture = as_picture (text);

  assert_reader_refuses (bytes, message);
  assert_validation_refuses (bytes, message);
  assert_reader_refuses (picture, message);
  assert_validation_refuses (picture, message);
}

static LpDesign *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = as_bytes (text);
  g_autoptr (GError) error = NULL;
  LpDesign *design = lp_file_read_bytes (bytes, &error);

  g_assert_no_error (error);

  return design;
}

/* Also when it was written and read once more. */
static void
assert_read (const char *text)
{
  g_autoptr (LpDesign) design = read_text (text);
  g_autoptr (GBytes) once = lp_file_write_bytes (design);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (LpDesign) again = lp_file_read_bytes (once, &error);
  g_autoptr (GBytes) twice = NULL;

  g_assert_no_error (error);
  twice = lp_file_write_bytes (again);
  g_assert_true (g_bytes_equal (once, twice));

  lp_file_validate (once, messages);
  if (messages->len > 0)
    g_error ("%s", (const char *) messages->pdata[0]);
}

/* In any tag, and any text; @n of @piece are right, and one more are too many. */
static const struct
{
  const char *title;
  const char *head;
  const char *piece;
  const char *tail;
  guint       n;
  const char *message;
} general[] = {
  { "attributes", "<f:a", " f:a$=\"\"", "/>", LP_FILE_MAX_ATTRIBUTES,
    "Line 2: there are more than 256 attributes in one tag" },
  { "declarations", "<f:a xmlns:f=\"urn:f\"", " xmlns:f$=\"urn:$\"", "/>",
    LP_FILE_MAX_DECLARATIONS - 1, "Line 2: there are more than 1024 attributes in one tag" },
  { "name of an element", "<f:", "a", "/>", LP_FILE_MAX_NAME - 2,
    "Line 2: a name has more than 1000 bytes" },
  { "name of an attribute", "<f:a f:", "a", "=\"\"/>", LP_FILE_MAX_NAME - 2,
    "Line 2: a name has more than 1000 bytes" },
  { "name of an instruction", "<?", "a", " b?>", LP_FILE_MAX_NAME,
    "Line 2: a name has more than 1000 bytes" },
  { "value", "<f:a f:a=\"", "a", "\"/>", LP_FILE_MAX_TEXT,
    "Line 2: a text has more than 1024 KiB, which no drawing needs" },
  { "value in apostrophes", "<f:a\nf:a = '", "a", "'/>", LP_FILE_MAX_TEXT,
    "Line 3: a text has more than 1024 KiB, which no drawing needs" },
  { "value of references", "<f:a f:a=\"", "&quot;", "\"/>", LP_FILE_MAX_TEXT,
    "Line 2: a text has more than 1024 KiB, which no drawing needs" },
  { "value of numbers", "<f:a f:a=\"", "&#8364;", "\"/>", LP_FILE_MAX_TEXT / 3,
    "Line 2: a text has more than 1024 KiB, which no drawing needs" },
  { "comment", "\n<!--", "a", "-->", LP_FILE_MAX_TEXT,
    "Line 3: a text has more than 1024 KiB, which no drawing needs" },
  { "instruction", "<?a ", "a", "?>", LP_FILE_MAX_TEXT - 1,
    "Line 2: a text has more than 1024 KiB, which no drawing needs" },
  { "text", "<f:a>", "a", "</f:a>", LP_FILE_MAX_TEXT,
    "Line 2: a text has more than 1024 KiB, which no drawing needs" },
  { "text in sections", "<f:a>", "<![CDATA[0123456789abcdef]]>", "</f:a>", LP_FILE_MAX_TEXT / 16,
    "Line 2: a text has more than 1024 KiB, which no drawing needs" },
  { "elements", "", "<f:a/>", "", LP_FILE_MAX_ELEMENTS - 1,
    "Line 2: there are more than 2000000 elements, which no drawing needs" },
};

static void
test_general_limits_hold_everywhere (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (general); i++)
    {
      g_autofree char *head = g_strconcat (HEAD, general[i].head, NULL);
      g_autofree char *tail = g_strconcat (general[i].tail, TAIL, NULL);
      g_autofree char *most = repeat (head, general[i].piece, general[i].n, tail);
      g_autofree char *more = repeat (head, general[i].piece, general[i].n + 1, tail);

      g_test_message ("%s", general[i].title);
      if (general[i].n < LP_FILE_MAX_ELEMENTS - 1 || g_test_slow ())
        assert_read (most);
      assert_refused (more, general[i].message);
    }
}

/* Its size is less than what some of them need. */
static void
test_general_limits_hold_for_briefs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (general); i++)
    {
      g_autofree char *head = g_strconcat (BRIEF_HEAD, general[i].head, NULL);
      g_autofree char *tail = g_strconcat (general[i].tail, BRIEF_TAIL, NULL);
      g_autofree char *more = repeat (head, general[i].piece, general[i].n + 1, tail);
      g_autoptr (GBytes) bytes = as_bytes (more);

      g_test_message ("%s", general[i].title);
      assert_brief_refuses (bytes, strlen (more) > LP_FILE_MAX_BRIEF_SIZE
                                   ? "The file has more than 1 MiB, far more than is needed"
                                   : general[i].message);
    }
}

static char *
nest (const char *head,
      const char *start,
      const char *end,
      guint       n,
      const char *tail)
{
  g_autofree char *before = repeat (head, start, n, "");

  return repeat (before, end, n, tail);
}

/* The design is the first. What others have put into ours has a depth of its own, so that ours can
 * be put elsewhere. */
static void
test_depth_is_limited (void)
{
  g_autofree char *most = nest (HEAD, "<zone id=\"z$\">", "</zone>", LP_FILE_MAX_DEPTH - 1, TAIL);
  g_autofree char *more = nest (HEAD, "<zone id=\"z$\">", "</zone>", LP_FILE_MAX_DEPTH, TAIL);
  g_autofree char *foreign = nest (HEAD, "<f:a>", "</f:a>", LP_FILE_MAX_DEPTH, TAIL);
  g_autofree char *foreign_more = nest (HEAD, "<f:a>", "</f:a>", LP_FILE_MAX_DEPTH + 1, TAIL);
  g_autofree char *endless = repeat (HEAD, "<zone id=\"z$\">\n", 100000, "");
  g_autofree char *inner = nest ("", "<f:a>", "</f:a>", LP_FILE_MAX_DEPTH, "");
  g_autofree char *both = nest (HEAD, "<zone id=\"z$\">", inner, 1, "</zone>" TAIL);
  g_autofree char *brief = repeat (BRIEF_HEAD, "<off rule=\"spof-read\">", 1000, "");
  g_autoptr (GBytes) bytes = as_bytes (brief);

  assert_read (most);
  assert_refused (more, "Line 2: elements stand more than 64 deep in each other");
  assert_read (foreign);
  assert_refused (foreign_more, "Line 2: elements stand more than 64 deep in each other");
  assert_refused (endless, "Line 129: elements stand more than 64 deep in each other");
  assert_read (both);
  assert_brief_refuses (bytes, "Line 2: elements stand more than 64 deep in each other");
}

static void
test_namespaces_in_each_other_are_limited (void)
{
  g_autofree char *start = repeat ("<f:a", " xmlns:p$=\"u\"", 256, ">");
  g_autofree char *most = nest (HEAD, start, "</f:a>", 15, TAIL);
  g_autofree char *more = nest (HEAD, start, "</f:a>", 16, TAIL);

  assert_read (most);
  assert_refused (more, "Line 2: more than 4096 namespaces are declared around it");
}

/* Names, prefixes and namespaces alike: one dictionary has them all. */
static void
test_different_names_are_limited (void)
{
  static const char *const pieces[] = {
    "<f:a$/>\n", "<f:a f:a$=\"\"/>\n", "<f:a xmlns:f$=\"a\"/>\n", "<a xmlns=\"urn:$\"/>\n",
    "<?a$ b?>\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *few = repeat (HEAD, pieces[i], LP_FILE_MAX_NAMES - 1000, TAIL);
      g_autofree char *many = repeat (HEAD, pieces[i], LP_FILE_MAX_NAMES + 1, TAIL);
      g_autoptr (GBytes) bytes = as_bytes (many);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", pieces[i]);
      assert_read (few);
      g_assert_null (lp_file_read_bytes (bytes, &error));
      g_assert_error (error, LP_FILE_ERROR, LP_FILE_ERROR_TOO_LARGE);
      g_assert_true (g_str_has_suffix (error->message,
                                       "there are more than 10000 different names"));
    }
}

/* What the model holds, however the file writes it. */
static const struct
{
  const char *title;
  const char *head;
  const char *piece;
  const char *tail;
  guint       n;
  const char *message;
} own[] = {
  { "id", "<cache id=\"", "a", "\"/>", LP_ID_MAX, "Line 2: an id has more than 1000 characters" },
  { "number", "<cache id=\"c\" x=\"", "0", "\"/>", LP_WORD_MAX,
    "Line 2: cache “c”: “x” has more than 100 characters" },
  { "name", "<cache id=\"c\" name=\"", "&#x1f600;", "\"/>", LP_TEXT_MAX / 4,
    "Line 2: a text has more than 1024 KiB, which no drawing needs" },
  { "note", "<note id=\"n\">", "<!---->0123456789abcdef", "</note>", LP_TEXT_MAX / 16,
    "Line 2: a text has more than 1024 KiB, which no drawing needs" },
  { "bends", "<cache id=\"c\"/><link id=\"l\" from=\"c\" to=\"c\" flow=\"query\">",
    "<bend x=\"$\" y=\"1\"/>", "</link>", LP_LINK_MAX_BENDS,
    "Line 2: link “l” has more than 1000 bends" },
};

static void
test_our_own_limits_hold (void)
{
  g_autofree char *end = repeat (HEAD "<link id=\"l\" to=\"l\" flow=\"query\" from=\"", "a",
                                 LP_ID_MAX + 1, "\"/>" TAIL);

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_autofree char *head = g_strconcat (HEAD, own[i].head, NULL);
      g_autofree char *tail = g_strconcat (own[i].tail, TAIL, NULL);
      g_autofree char *most = repeat (head, own[i].piece, own[i].n, tail);
      g_autofree char *more = repeat (head, own[i].piece, own[i].n + 1, tail);

      g_test_message ("%s", own[i].title);
      assert_read (most);
      assert_refused (more, own[i].message);
    }
  assert_refused (end, "Line 2: an id has more than 1000 characters");
}

/* Each prefix is declared where it is used, too: that makes twice as many attributes. */
static void
test_what_was_read_is_written_within_the_limits (void)
{
  g_autofree char *head = repeat ("<design xmlns=\"" LP_FILE_NAMESPACE "\"", " xmlns:f$=\"u$\"",
                                  LP_FILE_MAX_ATTRIBUTES - 1, ">");
  g_autofree char *all = repeat ("", " f$:a=\"\"", LP_FILE_MAX_ATTRIBUTES - 1, "");
  g_autofree char *zone = NULL;
  g_autofree char *text = NULL;

  zone = g_strdup_printf ("<zone id=\"z$\"%s>", all);
  text = nest (head, zone, "</zone>", 10, TAIL);

  assert_read (text);
}

/* Whatever character the user typed so often. */
static void
test_what_the_user_wrote_is_read_again (void)
{
  static const char *const characters[] = {
    "a", "&", "\"", "\n", "\t", "\r", "<", "€", "😀", "ab€",
  };

  for (guint i = 0; i < G_N_ELEMENTS (characters); i++)
    {
      g_autoptr (LpDesign) design =
        read_text (HEAD "<cache id=\"c\"/><note id=\"n\"/>" TAIL);
      g_autofree char *text = repeat ("", characters[i], LP_TEXT_MAX + 1, "");
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (LpDesign) again = NULL;
      g_autoptr (GError) error = NULL;
      const char *name;

      lp_element_set_text (lp_design_find (design, "c"), LP_ATTRIBUTE_NAME, text);
      lp_element_set_text (lp_design_find (design, "n"), LP_ATTRIBUTE_TEXT, text);
      bytes = lp_file_write_bytes (design);
      again = lp_file_read_bytes (bytes, &error);
      g_assert_no_error (error);

      /* Of what is too long the beginning is kept, in whole characters. */
      name = lp_element_get_name (lp_design_find (again, "c"));
      g_assert_cmpstr (name, ==, lp_element_get_text (lp_design_find (again, "n"),
                                                      LP_ATTRIBUTE_TEXT));
      g_assert_true (g_str_has_prefix (text, name));
      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_cmpuint (strlen (name), <=, LP_TEXT_MAX);
      g_assert_cmpuint (strlen (name), >, LP_TEXT_MAX - 4);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/limits/general", test_general_limits_hold_everywhere);
  g_test_add_func ("/limits/briefs", test_general_limits_hold_for_briefs);
  g_test_add_func ("/limits/depth", test_depth_is_limited);
  g_test_add_func ("/limits/namespaces", test_namespaces_in_each_other_are_limited);
  g_test_add_func ("/limits/names", test_different_names_are_limited);
  g_test_add_func ("/limits/own", test_our_own_limits_hold);
  g_test_add_func ("/limits/closed", test_what_was_read_is_written_within_the_limits);
  g_test_add_func ("/limits/users", test_what_the_user_wrote_is_read_again);

  return g_test_run ();
}
