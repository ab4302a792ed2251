/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/schema.h"

#include <glib/gi18n-lib.h>
#include <libxml/SAX2.h>
#include <libxml/relaxng.h>

#include "file/format.h"
#include "file/parse.h"
#include "model/resource.h"

/* The tree that the validator wants grows while the text is parsed, and is cut back to what is open
 * again and again. The schema allows children in any order and number, so a few at a time are as
 * good as all; but libxml2 takes quadratic time for long lists, and memory for a tree of the
 * whole. */
#define MOST_CLOSED 64

typedef struct
{
  xmlRelaxNGValidCtxt *validator;
  xmlParserCtxt       *parser;
  guint                n_closed;        /* Elements since the tree was checked. */
  GHashTable          *told;            /* What is open is checked more than once. */
  GPtrArray           *messages;
} Check;

/* Each element of the tree remembers its line: libxml2 does so only up to 65,535. */
static guint
find_line (const xmlNode *node)
{
  while (node != NULL && node->_private == NULL)
    node = node->parent;

  return node != NULL ? GPOINTER_TO_UINT (node->_private) : 1;
}

static void
error_cb (void     *data,
          xmlError *error)
{
  Check *self = data;
  g_autofree char *words = g_strchomp (g_strdup (error->message));
  g_autoptr (GError) fault = NULL;

  fault = lp_file_error_new (LP_FILE_ERROR_INVALID, find_line (error->node),
                             _("the schema does not allow this: %s"), words);
  if (g_hash_table_add (self->told, g_strdup (fault->message)))
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

/* Leaves of the children of @node only @open, or none. */
static void
cut_back (xmlNode *node,
          xmlNode *open)
{
  xmlNode *next;

  for (xmlNode *child = node->children; child != NULL; child = next)
    {
      next = child->next;
      if (child == open)
        continue;
      xmlUnlinkNode (child);
      xmlFreeNode (child);
    }
}

static void
check_tree (Check *self)
{
  xmlNode *open = NULL;

  xmlRelaxNGValidateDoc (self->validator, self->parser->myDoc);
  self->n_closed = 0;
  for (xmlNode *node = self->parser->node; node != NULL && node->type == XML_ELEMENT_NODE;
       node = node->parent)
    {
      cut_back (node, open);
      open = node;
    }
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
  xmlParserCtxt *parser = data;

  xmlSAX2StartElementNs (data, name, prefix, uri, n_namespaces, namespaces,
                         n_attributes, n_defaulted, attributes);
  if (parser->node != NULL)
    parser->node->_private = GUINT_TO_POINTER (lp_parse_get_line (parser));
}

static void
end_element_cb (void          *data,
                const xmlChar *name,
                const xmlChar *prefix,
                const xmlChar *uri)
{
  Check *self = ((xmlParserCtxt *) data)->_private;

  xmlSAX2EndElementNs (data, name, prefix, uri);
  if (++self->n_closed >= MOST_CLOSED)
    check_tree (self);
}

static void
check_init (Check     *self,
            GBytes    *text,
            GPtrArray *messages)
{
  self->validator = xmlRelaxNGNewValidCtxt (get_schema ());
  xmlRelaxNGSetValidStructuredErrors (self->validator, error_cb, self);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->messages = messages;

  self->parser = lp_parse_new_parser (text);
  self->parser->_private = self;
  self->parser->sax->startElementNs = start_element_cb;
  self->parser->sax->endElementNs = end_element_cb;
  self->parser->sax->serror = silence_cb;
}

static void
check_clear (Check *self)
{
  xmlRelaxNGFreeValidCtxt (self->validator);
  xmlFreeDoc (self->parser->myDoc);
  xmlFreeParserCtxt (self->parser);
  g_hash_table_unref (self->told);
}

gboolean
lp_schema_check (GBytes    *text,
                 GPtrArray *messages)
{
  Check self = { NULL };
  guint n_before = messages->len;

  check_init (&self, text, messages);
  xmlParseDocument (self.parser);
  if (self.parser->myDoc != NULL)
    check_tree (&self);
  check_clear (&self);

  return messages->len == n_before;
}
