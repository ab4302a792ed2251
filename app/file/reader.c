/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/reader.h"

#include <glib/gi18n-lib.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "file/foreign.h"
#include "file/format.h"
#include "file/load.h"
#include "file/malformed.h"
#include "file/names.h"
#include "file/png.h"

/* libxml2 hands the file over tag by tag, so that there is never a tree of it in memory. Its SAX2 interface
 * rather than its xmlTextReader: that one numbers lines only up to 65,535, and makes a node of each tag first. */

/* An element whose end was not yet read. */
typedef struct
{
  LpElement *element;           /* Owned below the design itself, where nobody else holds it. */
  char      *attributes;        /* Foreign ones. */
  GPtrArray *before;            /* Foreign pieces. */
} Frame;

/* A link whose ends may follow later in the file. */
typedef struct
{
  LpElement *element;
  char      *from;
  char      *to;
  guint      line;
} Link;

typedef struct
{
  xmlParserCtxt *parser;
  LpNames       *names;
  LpDesign      *design;
  Frame          frames[LP_FILE_MAX_DEPTH];
  guint          depth;         /* Of frames. */
  GPtrArray     *loose[LP_FILE_MAX_DEPTH + 1];  /* Foreign pieces since the last tag of each depth; NULL for none. */
  LpForeign     *foreign;
  GArray        *links;
  GHashTable    *ids;           /* From id to line. */
  guint          n_elements;
  GString       *value;         /* The attribute, */
  GString       *text;          /* and the text, being read. */
  GError        *error;         /* The first one; nothing is read after it. */
} Reader;

static void
link_clear (Link *link)
{
  g_clear_object (&link->element);
  g_free (link->from);
  g_free (link->to);
}

static void fail (Reader      *self,
                  LpFileError  code,
                  guint        line,
                  const char  *format,
                  ...) G_GNUC_PRINTF (4, 5);

static void
fail (Reader      *self,
      LpFileError  code,
      guint        line,
      const char  *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (self->error != NULL)
    return;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  /* Translators: “Line 12: link “l1” goes to “db”, which is not in the file” */
  g_set_error (&self->error, LP_FILE_ERROR, code, _("Line %u: %s"), line, message);
  xmlStopParser (self->parser);
}

/* The line in which the tag begins that was just read. No “<” stands in a tag but its first. */
static guint
get_line (Reader *self)
{
  const xmlParserInput *input = self->parser->input;
  const xmlChar *start = memrchr (input->base, '<', input->cur - input->base);
  guint line = input->line;

  while (start != NULL && (start = memchr (start, '\n', input->cur - start)) != NULL)
    {
      start++;
      line--;
    }

  return line;
}

/* “server “web-01”” or, of what has no id, “record”. */
static char *
describe (LpElement *element)
{
  const char *key = lp_kind_get_row (lp_element_get_kind (element))->key;
  const char *id = lp_element_get_id (element);

  return *id != '\0' ? g_strdup_printf ("%s “%s”", key, id) : g_strdup (key);
}

/* Takes over what is foreign since the last tag: it belongs before the tag at hand. */
static GPtrArray *
steal_loose (Reader *self)
{
  return g_steal_pointer (&self->loose[self->depth]);
}

static void
add_loose (Reader *self)
{
  if (self->loose[self->depth] == NULL)
    self->loose[self->depth] = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (self->loose[self->depth], lp_foreign_steal (self->foreign));
}

static const char *const *
as_strings (GPtrArray *pieces)
{
  if (pieces == NULL)
    return NULL;

  g_ptr_array_add (pieces, NULL);

  return (const char *const *) pieces->pdata;
}

static void
read_known_attribute (Reader      *self,
                      LpElement   *element,
                      LpAttribute  attribute)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *thing = NULL;

  if (lp_element_set_string (element, attribute, self->value->str, &error))
    return;

  thing = describe (element);
  fail (self, LP_FILE_ERROR_INVALID, get_line (self), "%s: %s", thing, error->message);
}

/* The ends of a link are ids of elements that may follow later: they are kept in @link. */
static void
read_attributes (Reader               *self,
                 Frame                *frame,
                 Link                 *link,
                 int                   n_attributes,
                 const LpXmlAttribute *attributes,
                 GString              *foreign)
{
  LpKind kind = lp_element_get_kind (frame->element);

  for (int i = 0; i < n_attributes && self->error == NULL; i++)
    {
      LpAttribute attribute;

      if (attributes[i][1] != NULL || !lp_names_find_attribute (self->names, kind, attributes[i][0], &attribute))
        {
          lp_foreign_append_attribute (foreign, attributes[i]);
          continue;
        }

      g_string_truncate (self->value, 0);
      g_string_append_len (self->value, (const char *) attributes[i][3], attributes[i][4] - attributes[i][3]);

      if (attribute == LP_ATTRIBUTE_FROM)
        link->from = g_strdup (self->value->str);
      else if (attribute == LP_ATTRIBUTE_TO)
        link->to = g_strdup (self->value->str);
      else
        read_known_attribute (self, frame->element, attribute);
    }

  if (foreign->len > 0)
    frame->attributes = g_strdup (foreign->str);
}

static gboolean
check_id (Reader    *self,
          LpElement *element)
{
  const char *id = lp_element_get_id (element);
  const char *key = lp_kind_get_row (lp_element_get_kind (element))->key;
  guint line = get_line (self);
  guint other;

  if (*id == '\0')
    {
      fail (self, LP_FILE_ERROR_INVALID, line, _("“%s” has no “id”"), key);
      return FALSE;
    }

  if (!lp_design_id_is_valid (id))
    {
      fail (self, LP_FILE_ERROR_INVALID, line,
            _("the id “%s” may only have letters, digits, “-”, “_” and “.”"), id);
      return FALSE;
    }

  other = GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, id));
  if (other != 0)
    {
      fail (self, LP_FILE_ERROR_INVALID, line, _("the id “%s” is taken already, in line %u"), id, other);
      return FALSE;
    }

  g_hash_table_insert (self->ids, (gpointer) id, GUINT_TO_POINTER (line));

  return TRUE;
}

static gboolean
check_link (Reader     *self,
            const Link *link)
{
  const char *missing = NULL;

  if (link->from == NULL)
    missing = "from";
  else if (link->to == NULL)
    missing = "to";
  else if (!lp_element_has (link->element, LP_ATTRIBUTE_FLOW))
    missing = "flow";

  if (missing != NULL)
    fail (self, LP_FILE_ERROR_INVALID, link->line, _("link “%s” has no “%s”"),
          lp_element_get_id (link->element), missing);

  return missing == NULL;
}

/* Puts the element in its frame. Children are built into their parents before these come into the design,
 * which then counts and indexes them all at once. */
static void
open_frame (Reader                *self,
            LpElement             *element,
            int                    n_attributes,
            const LpXmlAttribute  *attributes,
            GString               *foreign)
{
  Link link = { NULL };
  Frame *frame;
  LpAttribute unused;
  LpKind kind = lp_element_get_kind (element);

  if (self->depth > 1)
    lp_element_append (self->frames[self->depth - 1].element, element);

  frame = &self->frames[self->depth];
  *frame = (Frame) { g_object_ref (element), NULL, steal_loose (self) };
  self->depth++;
  g_string_truncate (self->text, 0);

  read_attributes (self, frame, &link, n_attributes, attributes, foreign);

  if (self->error == NULL && lp_attribute_find (kind, "id", &unused))
    check_id (self, element);

  if (self->error == NULL && kind == LP_KIND_LINK)
    {
      link.element = g_object_ref (element);
      link.line = get_line (self);
      check_link (self, &link);
      g_array_append_val (self->links, link);
    }
  else
    {
      link_clear (&link);
    }
}

static gboolean
check_root (Reader        *self,
            const xmlChar *name,
            const xmlChar *uri)
{
  const char *spaced = uri != NULL ? (const char *) uri : "";

  if (strcmp ((const char *) name, "design") != 0 ||
      (*spaced != '\0' && !g_str_has_prefix (spaced, LP_FILE_NAMESPACE_ANY)))
    fail (self, LP_FILE_ERROR_NOT_A_DESIGN, get_line (self),
          _("this is not a Linchpin design, it begins with “%s”"), name);
  else if (*spaced == '\0')
    fail (self, LP_FILE_ERROR_NOT_A_DESIGN, get_line (self),
          _("“design” must say xmlns=\"%s\""), LP_FILE_NAMESPACE);
  else if (strcmp (spaced, LP_FILE_NAMESPACE) != 0)
    fail (self, LP_FILE_ERROR_NEWER, get_line (self),
          _("the design was made by a later version of Linchpin (“%s”); this one reads “%s”"),
          spaced, LP_FILE_NAMESPACE);

  return self->error == NULL;
}

static void
begin_design (Reader                *self,
              int                    n_namespaces,
              const xmlChar        **namespaces,
              int                    n_attributes,
              const LpXmlAttribute  *attributes)
{
  g_autoptr (GString) foreign = g_string_new (NULL);

  for (int i = 0; i < n_namespaces; i++)
    if (namespaces[2 * i] != NULL && strcmp ((const char *) namespaces[2 * i + 1], LP_FILE_NAMESPACE) != 0)
      lp_foreign_append_declaration (foreign, namespaces[2 * i], namespaces[2 * i + 1]);

  open_frame (self, lp_design_get_root (self->design), n_attributes, attributes, foreign);
}

static void
begin_element (Reader                *self,
               const xmlChar         *name,
               int                    n_attributes,
               const LpXmlAttribute  *attributes)
{
  LpElement *parent = self->frames[self->depth - 1].element;
  g_autoptr (LpElement) element = NULL;
  g_autoptr (GString) foreign = NULL;
  g_autofree char *thing = NULL;
  LpKind kind;

  if (!lp_names_find_kind (self->names, name, &kind))
    {
      fail (self, LP_FILE_ERROR_INVALID, get_line (self), _("a design has no “%s”"), name);
      return;
    }

  if (!lp_kind_holds (lp_element_get_kind (parent), kind))
    {
      thing = describe (parent);
      fail (self, LP_FILE_ERROR_INVALID, get_line (self), _("“%s” cannot stand in %s"), name, thing);
      return;
    }

  if (++self->n_elements > LP_FILE_MAX_ELEMENTS)
    {
      fail (self, LP_FILE_ERROR_TOO_LARGE, get_line (self),
            _("there are more than %d elements, which no drawing needs"), LP_FILE_MAX_ELEMENTS);
      return;
    }

  element = lp_element_new (kind);
  foreign = g_string_new (NULL);
  open_frame (self, element, n_attributes, attributes, foreign);
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
  const LpXmlAttribute *rows = (const LpXmlAttribute *) attributes;

  if (self->error != NULL)
    return;

  if (self->depth + lp_foreign_depth (self->foreign) >= LP_FILE_MAX_DEPTH)
    fail (self, LP_FILE_ERROR_TOO_LARGE, get_line (self),
          _("elements stand more than %d deep in each other"), LP_FILE_MAX_DEPTH);
  else if (self->depth == 0)
    {
      if (check_root (self, name, uri))
        begin_design (self, n_namespaces, namespaces, n_attributes, rows);
    }
  else if (lp_foreign_depth (self->foreign) > 0 || !lp_names_is_ours (self->names, uri))
    lp_foreign_begin (self->foreign, name, prefix, uri, n_namespaces, namespaces, n_attributes, rows);
  else
    begin_element (self, name, n_attributes, rows);
}

static void
close_frame (Reader *self)
{
  Frame *frame = &self->frames[self->depth - 1];
  g_autoptr (LpElement) element = g_steal_pointer (&frame->element);
  g_autoptr (GPtrArray) before = g_steal_pointer (&frame->before);
  g_autoptr (GPtrArray) inside = steal_loose (self);
  g_autofree char *attributes = g_steal_pointer (&frame->attributes);
  LpKind kind = lp_element_get_kind (element);

  self->depth--;

  if (before != NULL || inside != NULL || attributes != NULL)
    lp_element_set_foreign (element, attributes, as_strings (before), as_strings (inside));
  if (self->text->len > 0)
    lp_element_set_text (element, LP_ATTRIBUTE_TEXT, self->text->str);
  g_string_truncate (self->text, 0);

  if (self->depth == 1 && kind != LP_KIND_LINK)
    lp_design_add (self->design, element, lp_design_get_root (self->design), NULL);
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
      close_frame (self);
      return;
    }

  lp_foreign_end (self->foreign);
  if (lp_foreign_depth (self->foreign) == 0)
    add_loose (self);
}

/* The line of the first character of @text that is no space, or 0. The parser stands at the end of the text. */
static guint
find_word (Reader        *self,
           const xmlChar *text,
           int            length)
{
  guint line = 0;

  for (int i = 0; i < length; i++)
    {
      if (line == 0 && !g_ascii_isspace (text[i]))
        line = self->parser->input->line;
      if (line != 0 && text[i] == '\n')
        line--;
    }

  return line;
}

static void
text_cb (void          *data,
         const xmlChar *text,
         int            length)
{
  Reader *self = data;
  LpElement *element;
  g_autofree char *thing = NULL;
  guint line;

  if (self->error != NULL || self->depth == 0)
    return;

  element = self->frames[self->depth - 1].element;

  if (lp_foreign_depth (self->foreign) > 0)
    {
      lp_foreign_text (self->foreign, text, length);
    }
  else if (lp_attribute_get_row (LP_ATTRIBUTE_TEXT)->kinds & LP_KIND_MASK (lp_element_get_kind (element)))
    {
      g_string_append_len (self->text, (const char *) text, length);
    }
  else if ((line = find_word (self, text, length)) != 0)
    {
      thing = describe (element);
      fail (self, LP_FILE_ERROR_INVALID, line, _("text cannot stand in %s"), thing);
    }
}

static void
comment_cb (void          *data,
            const xmlChar *text)
{
  Reader *self = data;

  if (self->error != NULL)
    return;

  lp_foreign_comment (self->foreign, text);
  if (lp_foreign_depth (self->foreign) == 0)
    add_loose (self);
}

static void
process_cb (void          *data,
            const xmlChar *target,
            const xmlChar *text)
{
  Reader *self = data;

  if (self->error != NULL)
    return;

  lp_foreign_process (self->foreign, target, text);
  if (lp_foreign_depth (self->foreign) == 0)
    add_loose (self);
}

/* Nothing of a document type is ever needed, and all attacks by entities begin with one. */
static void
doctype_cb (void          *data,
            const xmlChar *name,
            const xmlChar *external,
            const xmlChar *system)
{
  Reader *self = data;

  fail (self, LP_FILE_ERROR_NOT_A_DESIGN, self->parser->input->line,
        _("a design has no document type (<!DOCTYPE …>)"));
}

static void
error_cb (void     *data,
          xmlError *error)
{
  Reader *self = data;
  g_autofree char *words = NULL;

  if (self->error != NULL || error->level < XML_ERR_ERROR)
    return;

  words = lp_malformed_explain (error, self->parser->input->cur >= self->parser->input->end);
  fail (self, LP_FILE_ERROR_MALFORMED, error->line, "%s", words);
}

/* All links come after all boxes, whatever the order of the file, as they will when it is written. Before the first
 * one is there, ids are ids of boxes. */
static void
add_links (Reader *self)
{
  LpElement *root = lp_design_get_root (self->design);

  for (guint i = 0; i < self->links->len && self->error == NULL; i++)
    {
      const Link *link = &g_array_index (self->links, Link, i);
      LpElement *from = lp_design_find (self->design, link->from);
      LpElement *to = lp_design_find (self->design, link->to);

      if (from == NULL)
        fail (self, LP_FILE_ERROR_BROKEN_LINK, link->line,
              _("link “%s” comes from “%s”, which is not in the file"), lp_element_get_id (link->element), link->from);
      else if (to == NULL)
        fail (self, LP_FILE_ERROR_BROKEN_LINK, link->line,
              _("link “%s” goes to “%s”, which is not in the file"), lp_element_get_id (link->element), link->to);
      else
        {
          lp_link_set_from (link->element, from);
          lp_link_set_to (link->element, to);
        }
    }

  for (guint i = 0; i < self->links->len && self->error == NULL; i++)
    lp_design_add (self->design, g_array_index (self->links, Link, i).element, root, NULL);
}

/* What stood behind the design goes to its end. */
static void
keep_epilogue (Reader *self)
{
  LpElement *root = lp_design_get_root (self->design);
  const char *const *content = lp_element_get_foreign_content (root);
  g_autoptr (GPtrArray) pieces = steal_loose (self);

  if (pieces == NULL)
    return;

  for (guint i = 0; content != NULL && content[i] != NULL; i++)
    g_ptr_array_insert (pieces, i, g_strdup (content[i]));

  lp_element_set_foreign (root, lp_element_get_foreign_attributes (root), lp_element_get_foreign_before (root),
                          as_strings (pieces));
}

static void
reader_init (Reader     *self,
             GBytes     *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  xmlSAXHandler handler = {
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

  self->parser = xmlCreateMemoryParserCtxt (data, size);
  *self->parser->sax = handler;
  self->parser->userData = self;

  /* Without handlers for them there are no entities but the five of XML, which NOENT asks to be plain characters.
   * What HUGE permits our own limits forbid. The text was checked to be UTF-8, whatever it says of itself. */
  xmlCtxtUseOptions (self->parser, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_HUGE | XML_PARSE_IGNORE_ENC);

  self->names = lp_names_new (self->parser->dict);
  self->design = lp_design_new ();
  self->foreign = lp_foreign_new ();
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  g_array_set_clear_func (self->links, (GDestroyNotify) link_clear);
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->value = g_string_new (NULL);
  self->text = g_string_new (NULL);
}

static void
reader_clear (Reader *self)
{
  for (guint i = 0; i < self->depth; i++)
    {
      g_clear_object (&self->frames[i].element);
      g_clear_pointer (&self->frames[i].attributes, g_free);
      g_clear_pointer (&self->frames[i].before, g_ptr_array_unref);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->loose); i++)
    g_clear_pointer (&self->loose[i], g_ptr_array_unref);

  g_hash_table_unref (self->ids);
  g_array_unref (self->links);
  lp_foreign_free (self->foreign);
  lp_names_free (self->names);
  g_string_free (self->value, TRUE);
  g_string_free (self->text, TRUE);
  g_clear_object (&self->design);
  xmlFreeParserCtxt (self->parser);
}

static LpDesign *
read_xml (GBytes  *bytes,
          GError **error)
{
  Reader self = { NULL };
  LpDesign *design = NULL;
  LpHistory *history;

  reader_init (&self, bytes);
  history = lp_design_get_history (self.design);

  lp_history_begin (history, "");
  xmlParseDocument (self.parser);
  if (self.error == NULL)
    {
      add_links (&self);
      keep_epilogue (&self);
    }
  lp_history_end (history);
  lp_history_clear (history);

  if (self.error != NULL)
    g_propagate_error (error, self.error);
  else
    design = g_steal_pointer (&self.design);

  reader_clear (&self);

  return design;
}

LpDesign *
lp_file_read_bytes (GBytes  *bytes,
                    GError **error)
{
  g_autoptr (GBytes) text = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = lp_png_is_png (bytes) ? lp_png_read_design (bytes, error) : g_bytes_ref (bytes);
  if (text == NULL || !lp_file_check_text (text, error))
    return NULL;

  return read_xml (text, error);
}

/**
 * lp_file_read:
 * @file: a .linchpin file, or a PNG file that Linchpin exported
 * @error: return location for what went wrong, in a sentence that needs no file name
 *
 * Reads a whole design. Either everything in the file is understood or
 * nothing is returned: half a design saved again would lose the other half.
 *
 * Returns: (transfer full) (nullable): the design
 */
LpDesign *
lp_file_read (GFile   *file,
              GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  bytes = lp_file_load (file, error);

  return bytes != NULL ? lp_file_read_bytes (bytes, error) : NULL;
}
