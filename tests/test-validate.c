/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/validate.h"

#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdio.h>
#include <string.h>

#include "file/format.h"
#include "file/schema.h"
#include "model/attribute.h"
#include "model/resource.h"

#define HEAD "<design xmlns=\"" LP_FILE_NAMESPACE "\">\n"
#define TAIL "</design>\n"

static GPtrArray *
validate (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  GPtrArray *messages = g_ptr_array_new_with_free_func (g_free);
  gboolean valid = lp_file_validate (bytes, messages);

  g_assert_cmpint (valid, ==, messages->len == 0);

  return messages;
}

static void
assert_messages (const char *text,
                 ...)
{
  g_autoptr (GPtrArray) messages = validate (text);
  const char *wanted;
  guint n = 0;
  va_list list;

  va_start (list, text);
  while ((wanted = va_arg (list, const char *)) != NULL)
    {
      g_assert_cmpuint (n, <, messages->len);
      g_assert_cmpstr (messages->pdata[n], ==, wanted);
      n++;
    }
  va_end (list);
  g_assert_cmpuint (messages->len, ==, n);
}

static void
test_all_faults_are_told (void)
{
  assert_messages (HEAD
                   "<client id=\"a\" colour=\"red\"/>\n"
                   "<cleint id=\"b\"/>\n"
                   "<server id=\"a\" x=\"left\">\n"
                   "  words\n"
                   "  <zone id=\"z\"/>\n"
                   "  <web-server/>\n"
                   "</server>\n"
                   "<link id=\"l\" from=\"a\" to=\"nowhere\" flow=\"wish\"/>\n"
                   TAIL,
                   "Line 2: client “a” has no attribute “colour”",
                   "Line 3: a design has no “cleint”",
                   "Line 4: server “a”: “x” is “left”, which is not a number",
                   "Line 4: the id “a” is taken already, in line 2",
                   "Line 5: text cannot stand in server “a”",
                   "Line 6: “zone” cannot stand in server “a”",
                   "Line 7: “web-server” has no “id”",
                   "Line 9: link “l”: “flow” cannot be “wish”, only one of: lookup, request, "
                   "query, replication, failover, metrics, files, manage, response",
                   "Line 9: link “l” has no “flow”",
                   "Line 9: link “l” goes to “nowhere”, which is not in the file",
                   NULL);
}

static void
test_what_is_no_text_is_one_fault (void)
{
  assert_messages ("", "The file is empty", NULL);
  assert_messages (HEAD "<client id=\"\xff\"/>" TAIL, "Line 2: this is not text in UTF-8", NULL);
  assert_messages (HEAD "<client", "Line 2: the file ends here, before the design does; "
                   "it is not whole", NULL);
}

static void
test_what_belongs_to_others_is_allowed (void)
{
  assert_messages ("<design xmlns=\"" LP_FILE_NAMESPACE "\" xmlns:x=\"urn:x\" x:y=\"1\">"
                   "<!-- a --><x:a><client/>b</x:a><client id=\"c\" x:d=\"\"><x:e/></client>"
                   "<note id=\"n\">f<x:g/>h</note><?p i?></design>", NULL);
}

/* The schema sees a few elements at a time: each once, all of them, and what they stand in. Lines
 * are those of the faults, far beyond what libxml2 counts. */
static void
test_the_schema_tells_each_fault_once (void)
{
  static const guint wrong[] = { 1, 64, 65, 128, 70000 };
  g_autoptr (GString) text = g_string_new ("<design xmlns=\"" LP_FILE_NAMESPACE "\" colour=\"red\">"
                                           "<zone id=\"z\">\n");
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bytes = NULL;
  guint n_of_line[70003] = { 0 };

  for (guint i = 1; i <= 70000; i++)
    {
      gboolean is_wrong = FALSE;

      for (guint k = 0; k < G_N_ELEMENTS (wrong); k++)
        is_wrong |= wrong[k] == i;
      g_string_append_printf (text, "<dns id=\"d%u\"><record%s/></dns>\n", i,
                              is_wrong ? " colour=\"red\"" : "");
    }
  g_string_append (text, "</zone></design>");
  bytes = g_bytes_new (text->str, text->len);

  g_assert_false (lp_schema_check (bytes, messages));
  for (guint i = 0; i < messages->len; i++)
    {
      guint line = 0;

      g_assert_cmpint (sscanf (messages->pdata[i], "Line %u: ", &line), ==, 1);
      g_assert_cmpuint (line, <, G_N_ELEMENTS (n_of_line));
      for (guint k = 0; k < i; k++)
        g_assert_cmpstr (messages->pdata[k], !=, messages->pdata[i]);
      n_of_line[line]++;
    }
  g_assert_cmpuint (n_of_line[1], >, 0);
  for (guint k = 0; k < G_N_ELEMENTS (wrong); k++)
    g_assert_cmpuint (n_of_line[wrong[k] + 1], >, 0);
  g_assert_cmpuint (n_of_line[3], ==, 0);
  g_assert_cmpuint (messages->len, <, 5 * (G_N_ELEMENTS (wrong) + 1));
}

/* From here on: the tables of the model and the schema say the same. */

typedef struct
{
  xmlDoc          *doc;
  xmlXPathContext *context;
} Schema;

static void
schema_open (Schema *schema)
{
  g_autoptr (GBytes) bytes = lp_resource_get ("design.rng");
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  schema->doc = xmlReadMemory (data, size, NULL, NULL, XML_PARSE_NONET);
  schema->context = xmlXPathNewContext (schema->doc);
  xmlXPathRegisterNs (schema->context, BAD_CAST "r",
                      BAD_CAST "http://relaxng.org/ns/structure/1.0");
}

static void
schema_close (Schema *schema)
{
  xmlXPathFreeContext (schema->context);
  xmlFreeDoc (schema->doc);
}

/* Adds the nodes of @path below @node that are reached without leaving the element it defines. */
static void
collect (Schema     *schema,
         xmlNode    *node,
         const char *wanted,
         GHashTable *found)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      g_autofree char *path = NULL;
      xmlChar *name;
      xmlXPathObject *target;

      if (child->type != XML_ELEMENT_NODE)
        continue;

      name = xmlGetNoNsProp (child, BAD_CAST "name");
      if (strcmp ((const char *) child->name, "ref") == 0)
        {
          path = g_strdup_printf ("//r:define[@name='%s']", name);
          target = xmlXPathEvalExpression (BAD_CAST path, schema->context);
          g_assert_cmpint (target->nodesetval->nodeNr, ==, 1);
          collect (schema, target->nodesetval->nodeTab[0], wanted, found);
          xmlXPathFreeObject (target);
        }
      else if (name != NULL && strcmp ((const char *) child->name, wanted) == 0)
        g_hash_table_insert (found, g_strdup ((const char *) name), child);
      else if (strcmp ((const char *) child->name, "element") != 0 &&
               strcmp ((const char *) child->name, "attribute") != 0)
        collect (schema, child, wanted, found);
      xmlFree (name);
    }
}

static xmlNode *
find_element (Schema     *schema,
              const char *key)
{
  g_autofree char *path = g_strdup_printf ("//r:element[@name='%s']", key);
  xmlXPathObject *found = xmlXPathEvalExpression (BAD_CAST path, schema->context);
  xmlNode *node;

  if (found->nodesetval->nodeNr != 1)
    g_error ("The schema has %d definitions of “%s”", found->nodesetval->nodeNr, key);
  node = found->nodesetval->nodeTab[0];
  xmlXPathFreeObject (found);

  return node;
}

static void
test_the_schema_has_every_kind_in_its_place (void)
{
  Schema schema;
  xmlXPathObject *all;

  schema_open (&schema);

  for (guint i = 0; i < LP_N_KINDS; i++)
    {
      g_autoptr (GHashTable) held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      const char *key = lp_kind_get_row (i)->key;

      collect (&schema, find_element (&schema, key), "element", held);
      for (guint j = 0; j < LP_N_KINDS; j++)
        if (lp_kind_holds (i, j) != g_hash_table_contains (held, lp_kind_get_row (j)->key))
          g_error ("Table and schema disagree on “%s” in “%s”", lp_kind_get_row (j)->key, key);
    }

  all = xmlXPathEvalExpression (BAD_CAST "//r:element[@name]", schema.context);
  g_assert_cmpint (all->nodesetval->nodeNr, ==, LP_N_KINDS);
  xmlXPathFreeObject (all);
  schema_close (&schema);
}

static void
test_the_schema_has_every_attribute (void)
{
  Schema schema;

  schema_open (&schema);

  for (guint i = 0; i < LP_N_KINDS; i++)
    {
      g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      const char *key = lp_kind_get_row (i)->key;
      guint n = 0;

      collect (&schema, find_element (&schema, key), "attribute", names);
      for (guint j = 0; j < LP_N_ATTRIBUTES; j++)
        {
          const LpAttributeRow *row = lp_attribute_get_row (j);

          if (!lp_attribute_is_of (j, i) || row->content)
            continue;

          if (!g_hash_table_contains (names, row->key))
            g_error ("The schema has no attribute “%s” of “%s”", row->key, key);
          n++;
        }
      if (g_hash_table_size (names) != n)
        g_error ("The schema has %u attributes of “%s”, the table %u",
                 g_hash_table_size (names), key, n);
    }

  schema_close (&schema);
}

/* A design with one element of @kind, inside what can hold it, that says @extra. */
static char *
make_design (LpKind      kind,
             const char *extra)
{
  const LpKindRow *row = lp_kind_get_row (kind);
  const char *id = lp_kind_is_box (kind) || kind == LP_KIND_LINK ? " id=\"it\"" : "";
  const char *ends = kind == LP_KIND_LINK ? " from=\"a\" to=\"b\"" : "";
  g_autofree char *tag = NULL;

  if (kind == LP_KIND_LINK && strstr (extra, " flow=") == NULL)
    ends = " from=\"a\" to=\"b\" flow=\"request\"";

  if (kind == LP_KIND_DESIGN)
    return g_strdup_printf ("<design xmlns=\"" LP_FILE_NAMESPACE "\"%s/>", extra);

  tag = g_strdup_printf ("<%s%s%s%s/>", row->key, id, ends, extra);
  if (!lp_kind_holds (LP_KIND_DESIGN, kind))
    for (guint i = 0; i < LP_N_KINDS; i++)
      if (lp_kind_holds (i, kind) && i != LP_KIND_LINK)
        {
          const char *key = lp_kind_get_row (i)->key;
          char *outer = g_strdup_printf ("<%s id=\"outer\">%s</%s>", key, tag, key);

          g_free (tag);
          tag = outer;
          break;
        }
  if (kind == LP_KIND_BEND)
    {
      g_free (tag);
      tag = g_strdup_printf ("<link id=\"outer\" from=\"a\" to=\"b\" flow=\"request\">"
                             "<bend%s/></link>", extra);
    }

  return g_strdup_printf (HEAD "<client id=\"a\"/><client id=\"b\"/>%s" TAIL, tag);
}

/* Both the parser and the schema, each on its own, find the value right, or wrong. */
static void
check_value (LpKind      kind,
             const char *key,
             const char *value,
             gboolean    right)
{
  g_autofree char *escaped = g_markup_escape_text (value, -1);
  g_autofree char *extra = g_strdup_printf (" %s=\"%s\"", key, escaped);
  g_autofree char *text = make_design (kind, extra);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) unused = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) messages = validate (text);
  gboolean passed = lp_schema_check (bytes, unused);

  if ((messages->len == 0) != right || passed != right)
    g_error ("“%s” of “%s” is “%s”: the table says %s, the schema %s", key,
             lp_kind_get_row (kind)->key, value, messages->len == 0 ? "yes" : "no",
             passed ? "yes" : "no");
}

static void
check_numbers (LpKind                kind,
               const LpAttributeRow *row)
{
  static const char *const no_numbers[] = { "", "x", "0x10", "1 2", "NaN", "INF", "--1", "٣" };
  gboolean whole = row->type == LP_VALUE_INTEGER;
  g_autofree char *minimum = g_strdup_printf ("%.0f", row->minimum);
  g_autofree char *maximum = g_strdup_printf ("%.0f", row->maximum);
  g_autofree char *below = g_strdup_printf ("%.0f", row->minimum - 1);
  g_autofree char *above = g_strdup_printf ("%.0f", row->maximum + 1);

  check_value (kind, row->key, minimum, TRUE);
  check_value (kind, row->key, maximum, TRUE);
  check_value (kind, row->key, below, FALSE);
  check_value (kind, row->key, above, FALSE);
  check_value (kind, row->key, " 1 ", TRUE);
  check_value (kind, row->key, "+1", TRUE);
  check_value (kind, row->key, "001", TRUE);
  check_value (kind, row->key, "0.5", !whole);
  check_value (kind, row->key, "1e-1", !whole);
  for (guint i = 0; i < G_N_ELEMENTS (no_numbers); i++)
    check_value (kind, row->key, no_numbers[i], FALSE);
}

static void
check_values (LpKind                kind,
              const LpAttributeRow *row)
{
  switch (row->type)
    {
    case LP_VALUE_TEXT:
      check_value (kind, row->key, "Ünï <&> 'x' ", strcmp (row->key, "id") != 0);
      break;

    case LP_VALUE_NUMBER:
    case LP_VALUE_INTEGER:
      check_numbers (kind, row);
      break;

    case LP_VALUE_BOOLEAN:
      check_value (kind, row->key, "true", TRUE);
      check_value (kind, row->key, "0", TRUE);
      check_value (kind, row->key, "yes", FALSE);
      check_value (kind, row->key, "", FALSE);
      break;

    case LP_VALUE_CHOICE:
      for (const LpChoice *choice = row->choices; choice->key != NULL; choice++)
        check_value (kind, row->key, choice->key, TRUE);
      check_value (kind, row->key, "mauve", FALSE);
      break;

    case LP_VALUE_END:
    default:
      break;
    }
}

static void
test_the_schema_allows_the_same_values (void)
{
  for (guint i = 0; i < LP_N_KINDS; i++)
    for (guint j = 0; j < LP_N_ATTRIBUTES; j++)
      {
        const LpAttributeRow *row = lp_attribute_get_row (j);

        if (lp_attribute_is_of (j, i) && !row->content && strcmp (row->key, "id") != 0)
          check_values (i, row);
      }
}

static void
test_the_schema_alone_finds_what_is_missing (void)
{
  static const char *const designs[] = {
    HEAD "<client/>" TAIL,
    HEAD "<client id=\"a b\"/>" TAIL,
    HEAD "<client id=\"a\"/><link id=\"l\" to=\"a\" flow=\"request\"/>" TAIL,
    HEAD "<client id=\"a\"/><link id=\"l\" from=\"a\" flow=\"request\"/>" TAIL,
    HEAD "<client id=\"a\"/><link id=\"l\" from=\"a\" to=\"a\"/>" TAIL,
    HEAD "<client id=\"a\"/><link from=\"a\" to=\"a\" flow=\"request\"/>" TAIL,
    HEAD "<server id=\"a\">words</server>" TAIL,
    HEAD "<nothing/>" TAIL,
    "<design/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (designs); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (designs[i], strlen (designs[i]));
      g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);

      g_assert_false (lp_schema_check (bytes, messages));
      g_assert_true (g_str_has_prefix (messages->pdata[0], "Line "));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/validate/schema-lines", test_the_schema_tells_each_fault_once);
  g_test_add_func ("/validate/all-faults", test_all_faults_are_told);
  g_test_add_func ("/validate/no-text", test_what_is_no_text_is_one_fault);
  g_test_add_func ("/validate/foreign", test_what_belongs_to_others_is_allowed);
  g_test_add_func ("/validate/kinds", test_the_schema_has_every_kind_in_its_place);
  g_test_add_func ("/validate/attributes", test_the_schema_has_every_attribute);
  g_test_add_func ("/validate/values", test_the_schema_allows_the_same_values);
  g_test_add_func ("/validate/missing", test_the_schema_alone_finds_what_is_missing);

  return g_test_run ();
}
