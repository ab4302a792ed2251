/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/parse.h"

#include <glib/gi18n-lib.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "file/builder.h"
#include "file/format.h"
#include "file/limits.h"
#include "file/malformed.h"

/* libxml2 hands the file over tag by tag, so that there is never a tree of it in memory. This is
 * its SAX2 interface rather than xmlTextReader, which makes a node of each tag first and numbers
 * lines only up to 65,535. */

typedef struct
{
  xmlParserCtxt *parser;
  LpBuilder     *builder;
  LpForeign     *foreign;
  GError        *error;         /* The first one; nothing is read after it. */
} Reader;

/* No “<” stands in a tag but its first. */
guint
lp_parse_get_line (xmlParserCtxt *parser)
{
  const xmlParserInput *input = parser->input;
  const xmlChar *start = memrchr (input->base, '<', input->cur - input->base);
  guint line = input->line;

  while (start != NULL && (start = memchr (start, '\n', input->cur - start)) != NULL)
    {
      start++;
      line--;
    }

  return line;
}

static gboolean
is_at_end (Reader *self)
{
  return self->parser->input->cur >= self->parser->input->end;
}

static void
stop (Reader *self)
{
  g_assert (self->error != NULL);

  xmlStopParser (self->parser);
}

static void
fail (Reader *self,
      GError *error)
{
  self->error = error;
  stop (self);
}

static void
check_root (Reader      *self,
            const LpTag *tag)
{
  const char *uri = tag->uri != NULL ? (const char *) tag->uri : "";

  if (strcmp ((const char *) tag->name, "design") != 0 ||
      (*uri != '\0' && !g_str_has_prefix (uri, LP_FILE_NAMESPACE_ANY)))
    fail (self, lp_file_error_new (LP_FILE_ERROR_NOT_A_DESIGN, tag->line,
                                   _("this is not a Linchpin design, it begins with “%s”"),
                                   tag->name));
  else if (*uri == '\0')
    fail (self, lp_file_error_new (LP_FILE_ERROR_NOT_A_DESIGN, tag->line,
                                   _("“design” must say xmlns=\"%s\""), LP_FILE_NAMESPACE));
  else if (strcmp (uri, LP_FILE_NAMESPACE) != 0)
    fail (self, lp_file_error_new (LP_FILE_ERROR_NEWER, tag->line,
                                   _("the design was made by a later version of Linchpin "
                                     "(“%s”), this one reads “%s”"), uri, LP_FILE_NAMESPACE));
}

/* A piece of others has a depth of its own: it may go elsewhere with what it belongs to. */
static void
check_depth (Reader      *self,
             const LpTag *tag)
{
  if (lp_builder_get_depth (self->builder) >= LP_FILE_MAX_DEPTH ||
      lp_foreign_depth (self->foreign) >= LP_FILE_MAX_DEPTH)
    fail (self, lp_file_error_new (LP_FILE_ERROR_TOO_LARGE, tag->line,
                                   _("elements stand more than %d deep in each other"),
                                   LP_FILE_MAX_DEPTH));
}

/* The dictionary has a fixed number of slots, and a list in each. */
static void
check_names (Reader *self)
{
  if (xmlDictSize (self->parser->dict) > LP_FILE_MAX_NAMES)
    fail (self, lp_file_error_new (LP_FILE_ERROR_TOO_LARGE, self->parser->input->line,
                                   _("there are more than %d different names"),
                                   LP_FILE_MAX_NAMES));
}

static void
start_element_cb (void           *data,
                  const xmlChar  *name,
                  const xmlChar  *prefix,
                  const xmlChar  *uri,
                  int             n_namespaces,
                  const xmlChar **namespaces,
                  int             n_attributes,
                  int             n_defaulted,
                  const xmlChar **attributes)
{
  Reader *self = data;
  LpTag tag = {
    name, prefix, uri, n_namespaces, namespaces,
    n_attributes, (const LpXmlAttribute *) attributes, 0,
  };

  /* A tag that is cut off comes too, and then the error that says so. */
  if (self->error != NULL || is_at_end (self))
    return;

  tag.line = lp_parse_get_line (self->parser);
  if (lp_builder_get_depth (self->builder) == 0)
    check_root (self, &tag);
  else
    check_depth (self, &tag);
  if (self->error == NULL)
    check_names (self);
  if (self->error != NULL)
    return;

  if (lp_foreign_depth (self->foreign) == 0 &&
      lp_builder_begin (self->builder, &tag, &self->error))
    return;

  if (self->error == NULL)
    lp_foreign_begin (self->foreign, name, prefix, uri, n_namespaces, namespaces,
                      n_attributes, tag.attributes);
  else
    stop (self);
}

static void
keep_foreign (Reader *self)
{
  if (lp_foreign_depth (self->foreign) == 0)
    lp_builder_keep (self->builder, lp_foreign_steal (self->foreign));
}

static void
end_element_cb (void          *data,
                const xmlChar *name,
                const xmlChar *prefix,
                const xmlChar *uri)
{
  Reader *self = data;

  if (self->error != NULL)
    return;

  if (lp_foreign_depth (self->foreign) == 0)
    {
      lp_builder_end (self->builder);
      return;
    }

  lp_foreign_end (self->foreign);
  keep_foreign (self);
}

static void
text_cb (void          *data,
         const xmlChar *text,
         int            length)
{
  Reader *self = data;

  if (self->error != NULL || lp_builder_get_depth (self->builder) == 0)
    return;

  if (lp_foreign_depth (self->foreign) > 0)
    lp_foreign_text (self->foreign, text, length);
  else if (!lp_builder_text (self->builder, text, length, self->parser->input->line, &self->error))
    stop (self);
}

static void
comment_cb (void          *data,
            const xmlChar *text)
{
  Reader *self = data;

  if (self->error != NULL)
    return;

  lp_foreign_comment (self->foreign, text);
  keep_foreign (self);
}

static void
process_cb (void          *data,
            const xmlChar *target,
            const xmlChar *text)
{
  Reader *self = data;

  if (self->error != NULL)
    return;

  check_names (self);
  if (self->error != NULL)
    return;

  lp_foreign_process (self->foreign, target, text);
  keep_foreign (self);
}

/* Nothing of a document type is ever needed, and all attacks by entities begin with one. */
static void
doctype_cb (void          *data,
            const xmlChar *name,
            const xmlChar *external,
            const xmlChar *system)
{
  Reader *self = data;

  if (self->error == NULL)
    fail (self, lp_file_error_new (LP_FILE_ERROR_NOT_A_DESIGN, self->parser->input->line,
                                   _("a design has no document type (<!DOCTYPE …>)")));
}

static void
error_cb (void     *data,
          xmlError *error)
{
  Reader *self = data;
  g_autofree char *words = NULL;

  if (self->error != NULL || error->level < XML_ERR_ERROR)
    return;

  words = lp_malformed_explain (error, is_at_end (self));
  fail (self, lp_file_error_new (LP_FILE_ERROR_MALFORMED, error->line, "%s", words));
}

xmlParserCtxt *
lp_parse_new_parser (GBytes *text)
{
  gsize size;
  const char *data = g_bytes_get_data (text, &size);
  xmlParserCtxt *parser = xmlCreateMemoryParserCtxt (data, size);

  /* NOENT asks for plain characters instead of the five entities of XML. What HUGE permits our own
   * limits forbid. The text was checked to be UTF-8, whatever it says of itself. */
  xmlCtxtUseOptions (parser,
                     XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_HUGE | XML_PARSE_IGNORE_ENC);

  return parser;
}

static xmlParserCtxt *
parser_new (Reader *reader,
            GBytes *text)
{
  xmlParserCtxt *parser = lp_parse_new_parser (text);

  *parser->sax = (xmlSAXHandler) {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = text_cb,
    .ignorableWhitespace = text_cb,
    .cdataBlock = text_cb,
    .comment = comment_cb,
    .processingInstruction = process_cb,
    .internalSubset = doctype_cb,
    .serror = error_cb,
  };
  parser->userData = reader;

  return parser;
}

static LpDesign *
parse (GBytes     *text,
       gboolean    remember_lines,
       GPtrArray  *messages,
       GError    **error)
{
  Reader self = { NULL };
  LpDesign *design = NULL;

  self.parser = parser_new (&self, text);
  self.builder = lp_builder_new (self.parser->dict, remember_lines, messages);
  self.foreign = lp_foreign_new ();

  xmlParseDocument (self.parser);
  if (self.error == NULL)
    design = lp_builder_finish (self.builder, &self.error);
  if (self.error != NULL)
    g_propagate_error (error, self.error);

  lp_foreign_free (self.foreign);
  lp_builder_free (self.builder);
  xmlFreeParserCtxt (self.parser);

  return design;
}

LpDesign *
lp_parse_text (GBytes     *text,
               GPtrArray  *messages,
               GError    **error)
{
  g_autoptr (GError) reason = NULL;
  LpDesign *design;

  g_return_val_if_fail (text != NULL, NULL);

  design = parse (text, messages != NULL, messages, &reason);

  /* An id is there twice. Only now it matters where. */
  if (design == NULL && reason == NULL && messages == NULL)
    design = parse (text, TRUE, NULL, &reason);

  if (reason != NULL && messages != NULL)
    g_ptr_array_add (messages, g_strdup (reason->message));
  else if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));

  return design;
}
