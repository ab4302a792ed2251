/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/brief-reader.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <string.h>

#include "file/limits.h"
#include "file/load.h"
#include "model/value.h"
#include "rules/engine/catalogue.h"

G_DEFINE_QUARK (lp-brief-error-quark, lp_brief_error)

typedef struct
{
  xmlTextReader *xml;
  LpBrief       *brief;         /* NULL before the root. */
  char          *complaint;     /* The first one of the parser, or NULL. */
} Reader;

static gboolean
fail (Reader      *reader,
      GError     **error,
      const char  *format,
      ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (Reader      *reader,
      GError     **error,
      const char  *format,
      ...)
{
  xmlNode *node = xmlTextReaderCurrentNode (reader->xml);
  long line = node != NULL ? xmlGetLineNo (node) : 0;
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);

  /* The parser reads ahead of the tag that is looked at, which knows no line from 65,535 on. */
  if (line <= 0 || line >= G_MAXUINT16)
    line = xmlTextReaderGetParserLineNumber (reader->xml);

  g_set_error (error, LP_BRIEF_ERROR, LP_BRIEF_ERROR_INVALID, _("Line %d: %s"), (int) line, reason);
  return FALSE;
}

static char *
find_attribute (Reader     *reader,
                const char *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (reader->xml, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);

  return copy;
}

/* NULL, and an error, where it is missing or empty. */
static char *
get_attribute (Reader      *reader,
               const char  *name,
               GError     **error)
{
  char *value = find_attribute (reader, name);

  if (value != NULL && *value != '\0')
    return value;

  g_free (value);
  fail (reader, error, _("“%s” is missing"), name);

  return NULL;
}

static gboolean
get_rule (Reader        *reader,
          const LpRule **rule,
          GError       **error)
{
  g_autofree char *key = get_attribute (reader, "rule", error);

  if (key == NULL)
    return FALSE;

  *rule = lp_rules_find (key);

  return *rule != NULL || fail (reader, error, _("There is no rule “%s”"), key);
}

/* Leaves @kind as it is where the brief does not say it. */
static gboolean
find_kind (Reader      *reader,
           const char  *name,
           LpKind      *kind,
           GError     **error)
{
  g_autofree char *key = find_attribute (reader, name);

  if (key == NULL || (lp_kind_find (key, kind) && lp_kind_is_box (*kind)))
    return TRUE;

  return fail (reader, error, _("“%s” is “%s”, which no element is called"), name, key);
}

static gboolean
get_kind (Reader      *reader,
          const char  *name,
          LpKind      *kind,
          GError     **error)
{
  g_autofree char *key = get_attribute (reader, name, error);

  return key != NULL && find_kind (reader, name, kind, error);
}

/* The kind, and “role="replica"” or another attribute that the kind has. */
static gboolean
get_who (Reader      *reader,
         LpBriefWho  *who,
         GError     **error)
{
  g_autofree char *attribute = NULL;
  g_autoptr (GError) reason = NULL;
  LpValue value;

  if (!get_kind (reader, "kind", &who->kind, error))
    return FALSE;

  who->attribute = LP_ATTRIBUTE_ID;
  attribute = find_attribute (reader, "attribute");
  if (attribute == NULL)
    return TRUE;

  if (!lp_attribute_find (who->kind, attribute, &who->attribute))
    return fail (reader, error, _("“%s” has no “%s”"), lp_kind_get_row (who->kind)->key, attribute);

  who->value = get_attribute (reader, "value", error);
  if (who->value == NULL)
    return FALSE;

  if (!lp_attribute_parse (who->attribute, who->value, &value, &reason))
    return fail (reader, error, "%s", reason->message);
  lp_value_clear (who->attribute, &value);

  return TRUE;
}

static gboolean
find_number (Reader      *reader,
             const char  *name,
             guint       *number,
             GError     **error)
{
  g_autofree char *string = find_attribute (reader, name);

  if (string == NULL)
    return TRUE;

  if (!lp_value_read_digits (string, 1000000, number))
    return fail (reader, error, _("“%s” is “%s”, which is not a number"), name, string);

  return TRUE;
}

/* “count” is least and most at once. */
static gboolean
read_require (Reader  *reader,
              GError **error)
{
  g_autofree char *count = find_attribute (reader, "count");
  g_autofree char *instead = find_attribute (reader, "or");
  LpBriefRequirement *requirement;

  g_array_set_size (reader->brief->requirements, reader->brief->requirements->len + 1);
  requirement = &g_array_index (reader->brief->requirements, LpBriefRequirement,
                                reader->brief->requirements->len - 1);
  requirement->most = G_MAXUINT;
  requirement->or_entries = g_strcmp0 (instead, "entries") == 0;
  if (instead != NULL && !requirement->or_entries)
    return fail (reader, error, _("“%s” is “%s”, which stands for nothing"), "or", instead);

  return get_who (reader, &requirement->who, error) &&
         find_number (reader, count != NULL ? "count" : "least", &requirement->least, error) &&
         find_number (reader, count != NULL ? "count" : "most", &requirement->most, error);
}

static gboolean
read_off (Reader  *reader,
          GError **error)
{
  const LpRule *rule;

  if (!get_rule (reader, &rule, error))
    return FALSE;

  reader->brief->settings[lp_rules_get_place (rule)].off = TRUE;

  return TRUE;
}

static gboolean
read_weigh (Reader  *reader,
            GError **error)
{
  g_autofree char *severity = NULL;
  LpBriefSetting *setting;
  const LpRule *rule;

  if (!get_rule (reader, &rule, error) ||
      (severity = get_attribute (reader, "severity", error)) == NULL)
    return FALSE;

  setting = &reader->brief->settings[lp_rules_get_place (rule)];
  for (guint i = 0; i < LP_N_SEVERITIES; i++)
    if (strcmp (lp_severity_get_key (i), severity) == 0)
      {
        setting->weighed = TRUE;
        setting->severity = i;
        return TRUE;
      }

  return fail (reader, error, _("A severity is error, warning or info, not “%s”"), severity);
}

static gboolean
read_expect (Reader  *reader,
             GError **error)
{
  LpBriefExpectation expectation = { .kind = LP_KIND_DESIGN };
  g_autofree char *optional = find_attribute (reader, "optional");

  if (!get_rule (reader, &expectation.rule, error) ||
      !find_kind (reader, "kind", &expectation.kind, error))
    return FALSE;

  expectation.optional = g_strcmp0 (optional, "true") == 0;
  g_array_append_val (reader->brief->expectations, expectation);

  return TRUE;
}

static gboolean
read_offer (Reader  *reader,
            GError **error)
{
  g_autofree char *key = get_attribute (reader, "key", error);
  const LpOffer *offer = key != NULL ? lp_offer_find (key) : NULL;

  if (offer == NULL)
    return key != NULL && fail (reader, error, _("There is no offer “%s”"), key);

  g_ptr_array_add (reader->brief->offers, (gpointer) offer);

  return TRUE;
}

static gboolean
read_label (Reader  *reader,
            GError **error)
{
  LpBriefLabel *label;

  g_array_set_size (reader->brief->labels, reader->brief->labels->len + 1);
  label = &g_array_index (reader->brief->labels, LpBriefLabel, reader->brief->labels->len - 1);

  return get_who (reader, &label->who, error) &&
         (label->text = get_attribute (reader, "text", error)) != NULL;
}

static gboolean
read_boundary (Reader  *reader,
               GError **error)
{
  LpBriefBoundary *boundary;

  g_array_set_size (reader->brief->boundaries, reader->brief->boundaries->len + 1);
  boundary = &g_array_index (reader->brief->boundaries, LpBriefBoundary,
                             reader->brief->boundaries->len - 1);
  boundary->kind = LP_KIND_ZONE;
  boundary->holds = LP_KIND_DESIGN;

  if (!find_kind (reader, "kind", &boundary->kind, error) ||
      !find_kind (reader, "holds", &boundary->holds, error))
    return FALSE;

  if (!lp_kind_is_container (boundary->kind))
    return fail (reader, error, _("A boundary is a zone or a server"));

  return (boundary->text = get_attribute (reader, "text", error)) != NULL;
}

static gboolean
read_edge (Reader  *reader,
           GError **error)
{
  const LpChoice *flows = lp_attribute_get_row (LP_ATTRIBUTE_FLOW)->choices;
  g_autofree char *flow = get_attribute (reader, "flow", error);
  g_autofree char *every = find_attribute (reader, "every");
  LpBriefEdge *edge;

  if (flow == NULL)
    return FALSE;

  g_array_set_size (reader->brief->edges, reader->brief->edges->len + 1);
  edge = &g_array_index (reader->brief->edges, LpBriefEdge, reader->brief->edges->len - 1);
  edge->from = edge->to = LP_KIND_DESIGN;
  edge->every = g_strcmp0 (every, "true") == 0;
  for (edge->flow = 0; edge->flow < LP_N_FLOWS; edge->flow++)
    if (strcmp (flows[edge->flow].key, flow) == 0)
      break;
  if (edge->flow == LP_N_FLOWS)
    return fail (reader, error, _("There is no flow “%s”"), flow);

  return find_kind (reader, "from", &edge->from, error) &&
         find_kind (reader, "to", &edge->to, error) &&
         (edge->text = get_attribute (reader, "text", error)) != NULL;
}

static const struct
{
  const char  *name;
  gboolean   (*read) (Reader  *reader,
                      GError **error);
} tags[] = {
  { "require", read_require },
  { "off", read_off },
  { "weigh", read_weigh },
  { "expect", read_expect },
  { "offer", read_offer },
  { "label", read_label },
  { "boundary", read_boundary },
  { "edge", read_edge },
};

static gboolean
read_root (Reader  *reader,
           GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *title = NULL;

  if (strcmp ((const char *) xmlTextReaderConstLocalName (reader->xml), "brief") != 0 ||
      g_strcmp0 ((const char *) xmlTextReaderConstNamespaceUri (reader->xml),
                 LP_BRIEF_NAMESPACE) != 0)
    return fail (reader, error, _("This is no brief: it does not begin with <brief xmlns=\"%s\">"),
                 LP_BRIEF_NAMESPACE);

  if ((key = get_attribute (reader, "key", error)) == NULL ||
      (title = get_attribute (reader, "title", error)) == NULL)
    return FALSE;

  reader->brief = lp_brief_new (key);
  g_free (reader->brief->title);
  reader->brief->title = g_steal_pointer (&title);
  reader->brief->previous = find_attribute (reader, "after");

  return TRUE;
}

static gboolean
read_tag (Reader  *reader,
          GError **error)
{
  const char *name = (const char *) xmlTextReaderConstLocalName (reader->xml);

  if (reader->brief == NULL)
    return read_root (reader, error);

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (strcmp (tags[i].name, name) == 0)
      return tags[i].read (reader, error);

  return fail (reader, error, _("A brief knows no <%s>"), name);
}

static gboolean
read_all (Reader  *reader,
          GError **error)
{
  int state;

  while ((state = xmlTextReaderRead (reader->xml)) == 1)
    switch (xmlTextReaderNodeType (reader->xml))
      {
      /* With it come entities, and with them other files and bombs. */
      case XML_READER_TYPE_DOCUMENT_TYPE:
        g_set_error_literal (error, LP_BRIEF_ERROR, LP_BRIEF_ERROR_INVALID,
                             _("A brief has no document type"));
        return FALSE;

      case XML_READER_TYPE_ELEMENT:
        if (!read_tag (reader, error))
          return FALSE;
        break;

      default:
        break;
      }

  if (state < 0 || reader->brief == NULL)
    return fail (reader, error, _("This is not well-formed XML: %s"),
                 reader->complaint != NULL ? reader->complaint : _("nothing is there"));

  return TRUE;
}

static void
complain_cb (gpointer  data,
             xmlError *error)
{
  Reader *reader = data;

  if (reader->complaint == NULL && error->message != NULL)
    reader->complaint = g_strchomp (g_strdup (error->message));
}

LpBrief *
lp_brief_read_bytes (GBytes  *bytes,
                     GError **error)
{
  Reader reader = { NULL };
  gboolean whole;

  if (!lp_file_check_text (bytes, LP_FILE_MAX_BRIEF_SIZE, error))
    return NULL;

  reader.xml = xmlReaderForMemory (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                   NULL, NULL, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
  xmlTextReaderSetStructuredErrorHandler (reader.xml, complain_cb, &reader);
  whole = read_all (&reader, error);
  xmlFreeTextReader (reader.xml);
  g_free (reader.complaint);

  if (!whole)
    g_clear_pointer (&reader.brief, lp_brief_unref);

  return reader.brief;
}

LpBrief *
lp_brief_read (GFile   *file,
               GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  bytes = lp_file_load (file, LP_FILE_MAX_BRIEF_SIZE, error);

  return bytes != NULL ? lp_brief_read_bytes (bytes, error) : NULL;
}
