/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/foreign.h"

#include <string.h>

#include "file/format.h"
#include "file/xml.h"

/* A prefix that an open element of the piece declares. */
typedef struct
{
  guint          depth;
  const xmlChar *prefix;        /* NULL: what names without a prefix are in. */
  const xmlChar *uri;           /* Both belong to the parser. */
} Binding;

struct _LpForeign
{
  GString   *xml;
  GArray    *bindings;          /* The innermost is the last. */
  GPtrArray *open;              /* Names of the open elements, as written. */
  gboolean   in_tag;            /* The start tag has no “>” yet. */
};

static const char *
text_of (const xmlChar *string)
{
  return string != NULL ? (const char *) string : "";
}

void
lp_foreign_append_declaration (GString       *xml,
                               const xmlChar *prefix,
                               const xmlChar *uri)
{
  g_string_append_printf (xml, " xmlns%s%s=\"", prefix != NULL ? ":" : "", text_of (prefix));
  lp_xml_append_value (xml, text_of (uri), -1);
  g_string_append_c (xml, '"');
}

static void
append_value (GString              *xml,
              const LpXmlAttribute  attribute)
{
  g_string_append_c (xml, ' ');
  if (attribute[1] != NULL)
    g_string_append_printf (xml, "%s:", attribute[1]);
  g_string_append_printf (xml, "%s=\"", attribute[0]);
  lp_xml_append_value (xml, (const char *) attribute[3], attribute[4] - attribute[3]);
  g_string_append_c (xml, '"');
}

/* Equal prefixes are the same in the dictionary of the parser. */
void
lp_foreign_append_attribute (GString              *xml,
                             GPtrArray            *prefixes,
                             const LpXmlAttribute  attribute)
{
  const xmlChar *prefix = attribute[1];

  if (prefix != NULL && strcmp (text_of (prefix), "xml") != 0 &&
      !g_ptr_array_find (prefixes, prefix, NULL))
    {
      lp_foreign_append_declaration (xml, prefix, attribute[2]);
      g_ptr_array_add (prefixes, (gpointer) prefix);
    }

  append_value (xml, attribute);
}

LpForeign *
lp_foreign_new (void)
{
  LpForeign *self = g_new0 (LpForeign, 1);

  self->xml = g_string_new (NULL);
  self->bindings = g_array_new (FALSE, FALSE, sizeof (Binding));
  self->open = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
lp_foreign_free (LpForeign *self)
{
  g_string_free (self->xml, TRUE);
  g_array_unref (self->bindings);
  g_ptr_array_unref (self->open);
  g_free (self);
}

guint
lp_foreign_depth (LpForeign *self)
{
  return self->open->len;
}

static const char *
find_binding (LpForeign     *self,
              const xmlChar *prefix)
{
  for (guint i = self->bindings->len; i > 0; i--)
    {
      const Binding *binding = &g_array_index (self->bindings, Binding, i - 1);

      if (xmlStrEqual (binding->prefix, prefix))
        return text_of (binding->uri);
    }

  /* What the writer declares around every piece, and what XML itself does. */
  if (prefix == NULL)
    return LP_FILE_NAMESPACE;

  return strcmp (text_of (prefix), "xml") == 0 ? text_of (XML_XML_NAMESPACE) : NULL;
}

static void
bind (LpForeign     *self,
      const xmlChar *prefix,
      const xmlChar *uri)
{
  Binding binding = { self->open->len, prefix, uri };

  if (g_strcmp0 (find_binding (self, prefix), text_of (uri)) == 0)
    return;

  lp_foreign_append_declaration (self->xml, prefix, uri);
  g_array_append_val (self->bindings, binding);
}

static void
finish_tag (LpForeign *self)
{
  if (self->in_tag)
    g_string_append_c (self->xml, '>');
  self->in_tag = FALSE;
}

void
lp_foreign_begin (LpForeign            *self,
                  const xmlChar        *name,
                  const xmlChar        *prefix,
                  const xmlChar        *uri,
                  int                   n_namespaces,
                  const xmlChar       **namespaces,
                  int                   n_attributes,
                  const LpXmlAttribute *attributes)
{
  char *tag = prefix != NULL ? g_strdup_printf ("%s:%s", prefix, name) : g_strdup (text_of (name));

  finish_tag (self);
  g_string_append_printf (self->xml, "<%s", tag);
  g_ptr_array_add (self->open, tag);

  for (int i = 0; i < n_namespaces; i++)
    bind (self, namespaces[2 * i], namespaces[2 * i + 1]);
  bind (self, prefix, uri);

  for (int i = 0; i < n_attributes; i++)
    {
      if (attributes[i][1] != NULL)
        bind (self, attributes[i][1], attributes[i][2]);
      append_value (self->xml, attributes[i]);
    }

  self->in_tag = TRUE;
}

void
lp_foreign_end (LpForeign *self)
{
  guint depth = self->open->len;

  if (self->in_tag)
    g_string_append (self->xml, "/>");
  else
    g_string_append_printf (self->xml, "</%s>", (char *) g_ptr_array_index (self->open, depth - 1));
  self->in_tag = FALSE;

  g_ptr_array_set_size (self->open, depth - 1);
  while (self->bindings->len > 0 &&
         g_array_index (self->bindings, Binding, self->bindings->len - 1).depth == depth)
    g_array_set_size (self->bindings, self->bindings->len - 1);
}

void
lp_foreign_text (LpForeign     *self,
                 const xmlChar *text,
                 int            length)
{
  finish_tag (self);
  lp_xml_append_content (self->xml, (const char *) text, length);
}

void
lp_foreign_comment (LpForeign     *self,
                    const xmlChar *text)
{
  finish_tag (self);
  g_string_append_printf (self->xml, "<!--%s-->", text);
}

void
lp_foreign_process (LpForeign     *self,
                    const xmlChar *target,
                    const xmlChar *data)
{
  finish_tag (self);
  g_string_append_printf (self->xml, data != NULL ? "<?%s %s?>" : "<?%s?>", target, data);
}

char *
lp_foreign_steal (LpForeign *self)
{
  char *piece = g_strdup (self->xml->str);

  g_string_truncate (self->xml, 0);

  return piece;
}
