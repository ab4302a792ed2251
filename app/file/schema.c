/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/schema.h"

#include <glib/gi18n-lib.h>
#include <libxml/relaxng.h>
#include <libxml/xmlreader.h>

#include "file/format.h"
#include "model/resource.h"

/* The children of the design are shown to the validator one at a time, in a design that is else
 * empty. The schema allows them in any order and number, so this is the same; but libxml2 takes
 * quadratic time for long lists, and memory for a tree of the whole. */

typedef struct
{
  xmlRelaxNGValidCtxt *validator;
  xmlDoc              *shell;
  int                  line;            /* Of the child at hand. */
  GPtrArray           *messages;
} Check;

static void
error_cb (void     *data,
          xmlError *error)
{
  Check *self = data;
  g_autofree char *words = g_strchomp (g_strdup (error->message));
  g_autoptr (GError) fault = NULL;

  fault = lp_file_error_new (LP_FILE_ERROR_INVALID, self->line,
                             _("the schema does not allow this: %s"), words);
  g_ptr_array_add (self->messages, g_strdup (fault->message));
}

static void
silence_cb (void     *data,
            xmlError *error)
{
}

static xmlRelaxNG *
parse_schema (void)
{
  g_autoptr (GBytes) bytes = lp_resource_get ("design.rng");
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewMemParserCtxt (data, size);
  xmlRelaxNG *parsed = xmlRelaxNGParse (parser);

  xmlRelaxNGFreeParserCtxt (parser);

  return parsed;
}

/* Parsed once: it takes longer than to check a small design. */
static xmlRelaxNG *
get_schema (void)
{
  static xmlRelaxNG *schema = NULL;

  if (g_once_init_enter (&schema))
    g_once_init_leave (&schema, parse_schema ());

  return schema;
}

static void
check_init (Check     *self,
            GPtrArray *messages)
{
  self->validator = xmlRelaxNGNewValidCtxt (get_schema ());
  xmlRelaxNGSetValidStructuredErrors (self->validator, error_cb, self);
  self->messages = messages;
}

static void
check_clear (Check *self)
{
  xmlRelaxNGFreeValidCtxt (self->validator);
  xmlFreeDoc (self->shell);
}

/* The design without its children. */
static void
begin_design (Check         *self,
              xmlTextReader *reader)
{
  xmlNode *root = xmlTextReaderCurrentNode (reader);

  self->shell = xmlNewDoc (BAD_CAST "1.0");
  xmlDocSetRootElement (self->shell, xmlDocCopyNode (root, self->shell, 2));
  self->line = xmlTextReaderGetParserLineNumber (reader);
  xmlRelaxNGValidateDoc (self->validator, self->shell);
}

static void
check_child (Check         *self,
             xmlTextReader *reader)
{
  xmlNode *child;

  self->line = xmlTextReaderGetParserLineNumber (reader);
  if (xmlTextReaderExpand (reader) == NULL)
    return;

  child = xmlDocCopyNode (xmlTextReaderCurrentNode (reader), self->shell, 1);
  xmlAddChild (xmlDocGetRootElement (self->shell), child);
  xmlRelaxNGValidateDoc (self->validator, self->shell);
  xmlUnlinkNode (child);
  xmlFreeNode (child);
}

gboolean
lp_schema_check (GBytes    *text,
                 GPtrArray *messages)
{
  Check self = { NULL };
  gsize size;
  const char *data = g_bytes_get_data (text, &size);
  xmlTextReader *reader = xmlReaderForMemory (data, size, NULL, NULL,
                                              XML_PARSE_NONET | XML_PARSE_HUGE);
  guint n_before = messages->len;
  int more;

  check_init (&self, messages);
  xmlTextReaderSetStructuredErrorHandler (reader, silence_cb, NULL);

  more = xmlTextReaderRead (reader);
  while (more == 1)
    {
      gboolean is_element = xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT;

      if (is_element && self.shell == NULL)
        begin_design (&self, reader);
      else if (is_element)
        check_child (&self, reader);

      more = is_element && xmlTextReaderDepth (reader) > 0 ? xmlTextReaderNext (reader)
                                                           : xmlTextReaderRead (reader);
    }

  xmlFreeTextReader (reader);
  check_clear (&self);

  return messages->len == n_before;
}
