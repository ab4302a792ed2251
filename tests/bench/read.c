/* SPDX-License-Identifier: MIT */

/* Reading. Designs of several sizes against libxml2's xmlReader that asks for every attribute. And
 * texts of one shape, hostile ones among them, in two sizes: where the time grows as the size does,
 * reading is linear. Processor times, the least of some. */

#include "config.h"

#include <libxml/xmlreader.h>
#include <string.h>

#include "file/format.h"
#include "file/reader.h"
#include "file/validate.h"
#include "file/writer.h"
#include "generate.h"
#include "race.h"
#include "rules/engine/brief-reader.h"

#define N_RUNS 5
#define GROWTH 4

#define HEAD "<design xmlns=\"" LP_FILE_NAMESPACE "\" xmlns:f=\"urn:f\">\n"
#define TAIL "</design>\n"
#define LINK " from=\"c\" to=\"c\" flow=\"query\""
#define BRIEF "<brief xmlns=\"" LP_BRIEF_NAMESPACE "\" key=\"k\" title=\"t\">\n"
#define A16 "aaaaaaaaaaaaaaaa"
#define LINE A16 A16 A16 A16 A16 A16 "\n"

/* So many pieces between head and tail, or GROWTH times as many; “#” is the number of each. */
typedef struct
{
  const char *title;
  guint       n;
  const char *head;
  const char *piece;
  const char *tail;
} Shape;

static const Shape designs[] = {
  { "components", 50000, HEAD, "<cache id=\"c#\" name=\"a\"/>\n", TAIL },
  { "components in a zone", 50000, HEAD "<zone id=\"z\">", "<cache id=\"c#\"/>\n", "</zone>" TAIL },
  { "records of one server", 50000, HEAD "<dns id=\"d\">", "<record value=\"#\"/>\n",
    "</dns>" TAIL },
  { "links of one component", 25000, HEAD "<cache id=\"c\"/>", "<link id=\"l#\"" LINK "/>\n",
    TAIL },
  { "bends of one link", 25000, HEAD "<cache id=\"c\"/><link id=\"l\"" LINK ">",
    "<bend x=\"#\" y=\"8\"/>\n", "</link>" TAIL },
  { "faults", 25000, HEAD, "<cache id=\"c#\" colour=\"red\"/>\n", TAIL },
  { "one id", 25000, HEAD, "<cache id=\"c\" name=\"#\"/>\n", TAIL },
  { "broken links", 25000, HEAD, "<link id=\"l#\"" LINK "/>\n", TAIL },
  { "lines of a name", 2500, HEAD "<cache id=\"c\" name=\"", LINE, "\"/>" TAIL },
  { "references in a name", 100000, HEAD "<cache id=\"c\" name=\"", "&amp;", "\"/>" TAIL },
  { "digits of a number", 2500, HEAD "<cache id=\"c\" x=\"", "1111111111111111", "\"/>" TAIL },
  { "lines of a note", 2500, HEAD "<note id=\"n\">", LINE, "</note>" TAIL },
  { "sections of a note", 20000, HEAD "<note id=\"n\">", "<![CDATA[#]]>", "</note>" TAIL },
  { "long names", 10000, HEAD, "<cache id=\"c#\" name=\"" LINE LINE LINE LINE LINE "\"/>\n", TAIL },
  { "foreign attributes", 10000, HEAD, "<cache id=\"c#\" f:a=\"" LINE LINE "\" f:b=\"\"/>\n",
    TAIL },
  { "attributes of a tag", 60, HEAD "<cache id=\"c\"", " f:a#=\"" LINE LINE LINE "\"", "/>" TAIL },
  { "attributes, too many", 250000, HEAD "<cache id=\"c\"", " a#=\"\"", "/>" TAIL },
  { "foreign elements", 50000, HEAD, "<f:a b=\"#\"/>\n", TAIL },
  { "foreign elements in one", 50000, HEAD "<f:a>", "<f:a b=\"#\"/>\n", "</f:a>" TAIL },
  { "names of elements", 2400, HEAD, "<f:a#/>\n", TAIL },
  { "names, too many", 100000, HEAD, "<f:a#/>\n", TAIL },
  { "namespaces", 2400, HEAD, "<a xmlns=\"urn:#\"/>\n", TAIL },
  { "zones in each other", 100000, HEAD, "<zone id=\"z#\">", "" },
  { "comments", 50000, HEAD, "<!-- # -->\n", TAIL },
  { "lines of a comment", 2500, HEAD "<!--", LINE, "-->" TAIL },
  { "empty lines", 65000, HEAD, "\n\n\n\n", TAIL },
};

static const Shape briefs[] = {
  { "expectations of a brief", 5000, BRIEF, "<expect rule=\"spof-read\"/><!--#-->\n", "</brief>" },
  { "attributes of a brief", 20000, BRIEF "<off", " a#=\"\"", "/></brief>" },
  { "lines of a rule", 2500, BRIEF "<off rule=\"", LINE, "\"/></brief>" },
};

static GBytes *
make_text (const Shape *shape,
           guint        n)
{
  GString *text = g_string_new (shape->head);
  const char *number = strchr (shape->piece, '#');
  gsize length;

  for (guint i = 0; i < n; i++)
    if (number != NULL)
      g_string_append_printf (text, "%.*s%u%s", (int) (number - shape->piece), shape->piece, i,
                              number + 1);
    else
      g_string_append (text, shape->piece);
  g_string_append (text, shape->tail);
  length = text->len;

  return g_bytes_new_take (g_string_free (text, FALSE), length);
}

static void
read_design (gpointer data)
{
  LpDesign *design = lp_file_read_bytes (data, NULL);

  g_clear_object (&design);
}

static void
validate (gpointer data)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);

  lp_file_validate (data, messages);
}

static void
read_brief (gpointer data)
{
  LpBrief *brief = lp_brief_read_bytes (data, NULL);

  g_clear_pointer (&brief, lp_brief_unref);
}

/* Milliseconds. */
static double
measure (RaceRunner  run,
         GBytes     *text)
{
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < N_RUNS; i++)
    {
      const double start = race_get_seconds ();
      double time;

      run (text);
      time = race_get_seconds () - start;
      least = MIN (least, time);
    }

  return least * 1000;
}

static void
compare_sizes (const Shape *shape,
               const char  *verb,
               RaceRunner   run)
{
  g_autoptr (GBytes) small = make_text (shape, shape->n);
  g_autoptr (GBytes) large = make_text (shape, shape->n * GROWTH);
  const double time_of_small = measure (run, small), time_of_large = measure (run, large);

  g_print ("%-25s %-9s %8.2f MiB %9.2f ms %8.2f MiB %9.2f ms   growth per size %5.2f\n",
           shape->title, verb, g_bytes_get_size (small) / 1048576.0, time_of_small,
           g_bytes_get_size (large) / 1048576.0, time_of_large,
           time_of_large / time_of_small * g_bytes_get_size (small) / g_bytes_get_size (large));
}

static void
ask_for_everything (gpointer data)
{
  gsize size;
  const char *text = g_bytes_get_data (data, &size);
  xmlTextReader *reader = xmlReaderForMemory (text, size, NULL, NULL,
                                              XML_PARSE_NONET | XML_PARSE_HUGE);

  while (xmlTextReaderRead (reader) == 1)
    while (xmlTextReaderMoveToNextAttribute (reader) == 1)
      {
        xmlTextReaderConstLocalName (reader);
        xmlTextReaderConstValue (reader);
      }
  xmlFreeTextReader (reader);
}

static void
race_with_reader (guint n_components)
{
  g_autoptr (LpDesign) design = generate_design (n_components, 1);
  g_autoptr (GBytes) text = lp_file_write_bytes (design);
  double ours, theirs;

  race (text, read_design, ask_for_everything, &ours, &theirs);
  g_print ("%6u components, %6.2f MiB: ours %8.2f ms, xmlReader %8.2f ms, ratio %5.2f\n",
           n_components, g_bytes_get_size (text) / 1048576.0, ours, theirs, ours / theirs);
}

int
main (void)
{
  static const guint sizes[] = { 20, 1000, 10000, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    race_with_reader (sizes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (designs); i++)
    {
      compare_sizes (&designs[i], "read", read_design);
      compare_sizes (&designs[i], "validate", validate);
    }
  for (guint i = 0; i < G_N_ELEMENTS (briefs); i++)
    compare_sizes (&briefs[i], "read", read_brief);

  return 0;
}
