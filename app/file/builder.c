/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/builder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "file/ends.h"
#include "file/format.h"
#include "file/limits.h"
#include "file/names.h"

/* An element whose end was not yet read. */
typedef struct
{
  LpElement *element;
  GString   *foreign;           /* Foreign attributes, or NULL. */
  GPtrArray *prefixes;          /* That these declare; they belong to the parser. */
  GPtrArray *before;            /* Foreign pieces. */
  guint      n_bends;
} Frame;

struct _LpBuilder
{
  LpNames    *names;
  LpDesign   *design;
  Frame       frames[LP_FILE_MAX_DEPTH];
  guint       depth;                            /* Of frames. */
  GPtrArray  *loose[LP_FILE_MAX_DEPTH + 1];     /* Foreign pieces since the last tag, or NULL. */
  GArray     *links;                            /* LpEnds. */
  GHashTable *lines;                            /* From id to line, or NULL. */
  gboolean    unique;                           /* No id was there twice so far. */
  GPtrArray  *messages;                         /* Or NULL. */
  GString    *value;                            /* The attribute, */
  GString    *text;                             /* and the text, being read. */
};

static void
free_string (GString *string)
{
  g_string_free (string, TRUE);
}

LpBuilder *
lp_builder_new (xmlDict   *dictionary,
                gboolean   remember_lines,
                GPtrArray *messages)
{
  LpBuilder *self = g_new0 (LpBuilder, 1);

  self->names = lp_names_new (dictionary);
  self->design = lp_design_new ();
  self->links = lp_ends_new_array ();
  self->lines = remember_lines ? g_hash_table_new (g_str_hash, g_str_equal) : NULL;
  self->unique = TRUE;
  self->messages = messages != NULL ? g_ptr_array_ref (messages) : NULL;
  self->value = g_string_new (NULL);
  self->text = g_string_new (NULL);

  return self;
}

void
lp_builder_free (LpBuilder *self)
{
  for (guint i = 0; i < self->depth; i++)
    {
      g_clear_object (&self->frames[i].element);
      g_clear_pointer (&self->frames[i].foreign, free_string);
      g_clear_pointer (&self->frames[i].prefixes, g_ptr_array_unref);
      g_clear_pointer (&self->frames[i].before, g_ptr_array_unref);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->loose); i++)
    g_clear_pointer (&self->loose[i], g_ptr_array_unref);

  g_clear_pointer (&self->lines, g_hash_table_unref);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_array_unref (self->links);
  lp_names_free (self->names);
  g_string_free (self->value, TRUE);
  g_string_free (self->text, TRUE);
  g_clear_object (&self->design);
  g_free (self);
}

guint
lp_builder_get_depth (LpBuilder *self)
{
  return self->depth;
}

/* Nothing can be read after it. Always FALSE. */
static gboolean
fail (GError **error,
      GError  *reason)
{
  g_propagate_error (error, reason);

  return FALSE;
}

/* Something else can be read after it. Returns whether to go on: where faults are collected. */
static gboolean
report (LpBuilder  *self,
        GError    **error,
        GError     *reason)
{
  return lp_file_error_tell (self->messages, error, reason);
}

/* “server “web-01””, or “record” of what has no id. */
static char *
describe (LpElement *element)
{
  const char *key = lp_kind_get_row (lp_element_get_kind (element))->key;
  const char *id = lp_element_get_id (element);

  return *id != '\0' ? g_strdup_printf ("%s “%s”", key, id) : g_strdup (key);
}

void
lp_builder_keep (LpBuilder *self,
                 char      *piece)
{
  if (self->loose[self->depth] == NULL)
    self->loose[self->depth] = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (self->loose[self->depth], piece);
}

static const char *const *
as_strings (GPtrArray *pieces)
{
  if (pieces == NULL)
    return NULL;

  g_ptr_array_add (pieces, NULL);

  return (const char *const *) pieces->pdata;
}

/* What is too long is not quoted. The ends of a link are ids of elements that may follow later:
 * they are kept in @ends. */
static gboolean
read_id (LpBuilder    *self,
         LpElement    *element,
         LpEnds       *ends,
         LpAttribute   attribute,
         guint         line,
         GError      **error)
{
  if (self->value->len > LP_ID_MAX)
    return report (self, error, lp_file_error_new (LP_FILE_ERROR_INVALID, line,
                                                   _("an id has more than %d characters"),
                                                   LP_ID_MAX));

  if (attribute == LP_ATTRIBUTE_FROM)
    ends->from = g_strdup (self->value->str);
  else if (attribute == LP_ATTRIBUTE_TO)
    ends->to = g_strdup (self->value->str);
  else
    lp_element_set_text (element, attribute, self->value->str);

  return TRUE;
}

static gboolean
read_attribute (LpBuilder             *self,
                LpElement             *element,
                LpEnds                *ends,
                LpAttribute            attribute,
                const LpXmlAttribute  value,
                guint                  line,
                GError               **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *thing = NULL;

  g_string_truncate (self->value, 0);
  g_string_append_len (self->value, (const char *) value[3], value[4] - value[3]);

  if (attribute == LP_ATTRIBUTE_ID || attribute == LP_ATTRIBUTE_FROM ||
      attribute == LP_ATTRIBUTE_TO)
    return read_id (self, element, ends, attribute, line, error);

  if (!lp_element_set_string (element, attribute, self->value->str, &reason))
    {
      thing = describe (element);
      return report (self, error, lp_file_error_new (LP_FILE_ERROR_INVALID, line, "%s: %s",
                                              thing, reason->message));
    }

  return TRUE;
}

/* Other programs may add attributes; only validation asks for their namespace. */
static gboolean
read_foreign (LpBuilder             *self,
              Frame                 *frame,
              const LpXmlAttribute   value,
              guint                  line,
              GError               **error)
{
  g_autofree char *thing = NULL;

  if (self->messages != NULL && value[1] == NULL)
    {
      thing = describe (frame->element);
      return report (self, error, lp_file_error_new (LP_FILE_ERROR_INVALID, line,
                                              _("%s has no attribute “%s”"), thing, value[0]));
    }

  if (frame->foreign == NULL)
    {
      frame->foreign = g_string_new (NULL);
      frame->prefixes = g_ptr_array_new ();
    }
  lp_foreign_append_attribute (frame->foreign, frame->prefixes, value);

  return TRUE;
}

static gboolean
read_attributes (LpBuilder    *self,
                 Frame        *frame,
                 LpEnds       *ends,
                 const LpTag  *tag,
                 GError      **error)
{
  LpKind kind = lp_element_get_kind (frame->element);
  gboolean valid = TRUE;

  for (int i = 0; i < tag->n_attributes && valid; i++)
    {
      const xmlChar *const *value = tag->attributes[i];
      LpAttribute attribute;

      if (value[1] == NULL && lp_names_find_attribute (self->names, kind, value[0], &attribute))
        valid = read_attribute (self, frame->element, ends, attribute, tag->attributes[i],
                                tag->line, error);
      else
        valid = read_foreign (self, frame, tag->attributes[i], tag->line, error);
    }

  return valid;
}

static gboolean
remember_line (LpBuilder   *self,
               const char  *id,
               guint        line,
               GError     **error)
{
  guint other = GPOINTER_TO_UINT (g_hash_table_lookup (self->lines, id));

  if (other != 0)
    return report (self, error,
                   lp_file_error_new (LP_FILE_ERROR_INVALID, line,
                               _("the id “%s” is taken already, in line %u"), id, other));

  g_hash_table_insert (self->lines, (gpointer) id, GUINT_TO_POINTER (line));

  return TRUE;
}

static gboolean
check_id (LpBuilder  *self,
          LpElement  *element,
          guint       line,
          GError    **error)
{
  const char *id = lp_element_get_id (element);

  if (*id == '\0')
    return report (self, error,
                   lp_file_error_new (LP_FILE_ERROR_INVALID, line, _("“%s” has no “id”"),
                               lp_kind_get_row (lp_element_get_kind (element))->key));

  if (!lp_design_id_is_valid (id))
    return report (self, error,
                   lp_file_error_new (LP_FILE_ERROR_INVALID, line,
                               _("the id “%s” may only have letters, digits, “-”, “_” and “.”"),
                               id));

  return self->lines == NULL || remember_line (self, id, line, error);
}

/* Children are built into their parents before these come into the design, which then counts and
 * indexes them all at once. Takes @foreign and @prefixes over. */
static gboolean
open_frame (LpBuilder    *self,
            LpElement    *element,
            GString      *foreign,
            GPtrArray    *prefixes,
            const LpTag  *tag,
            GError      **error)
{
  LpKind kind = lp_element_get_kind (element);
  LpEnds ends = { kind == LP_KIND_LINK ? g_object_ref (element) : NULL, NULL, NULL, tag->line };
  GPtrArray *before = g_steal_pointer (&self->loose[self->depth]);
  Frame *frame = &self->frames[self->depth];
  gboolean valid;

  lp_element_set_line (element, tag->line);
  if (self->depth > 1)
    lp_element_append (self->frames[self->depth - 1].element, element);

  *frame = (Frame) { g_object_ref (element), foreign, prefixes, before };
  self->depth++;
  g_string_truncate (self->text, 0);

  valid = read_attributes (self, frame, &ends, tag, error) &&
          (!lp_attribute_is_of (LP_ATTRIBUTE_ID, kind) ||
           check_id (self, element, tag->line, error)) &&
          (kind != LP_KIND_LINK || lp_ends_check (&ends, self->messages, error));

  if (valid && kind == LP_KIND_LINK)
    g_array_append_val (self->links, ends);
  else
    lp_ends_clear (&ends);

  return valid;
}

/* What prefixes the design declares stays declared there. */
static gboolean
begin_design (LpBuilder    *self,
              const LpTag  *tag,
              GError      **error)
{
  GString *declarations = NULL;
  GPtrArray *prefixes = NULL;

  for (int i = 0; i < tag->n_namespaces; i++)
    {
      const xmlChar *prefix = tag->namespaces[2 * i];
      const xmlChar *uri = tag->namespaces[2 * i + 1];

      if (prefix == NULL || lp_names_is_ours (self->names, uri))
        continue;

      if (declarations == NULL)
        {
          declarations = g_string_new (NULL);
          prefixes = g_ptr_array_new ();
        }
      lp_foreign_append_declaration (declarations, prefix, uri);
      g_ptr_array_add (prefixes, (gpointer) prefix);
    }

  return open_frame (self, lp_design_get_root (self->design), declarations, prefixes, tag, error);
}

/* The way of a link goes from one to the next. */
static gboolean
count_bend (LpBuilder  *self,
            guint       line,
            GError    **error)
{
  Frame *frame = &self->frames[self->depth - 1];

  if (++frame->n_bends <= LP_LINK_MAX_BENDS)
    return TRUE;

  return fail (error, lp_file_error_new (LP_FILE_ERROR_TOO_LARGE, line,
                                         _("link “%s” has more than %d bends"),
                                         lp_element_get_id (frame->element), LP_LINK_MAX_BENDS));
}

/* Whether it may stand where it does. */
static gboolean
check_place (LpBuilder    *self,
             const LpTag  *tag,
             LpKind       *kind,
             GError      **error)
{
  LpElement *parent = self->frames[self->depth - 1].element;
  g_autofree char *thing = NULL;

  if (!lp_names_find_kind (self->names, tag->name, kind))
    {
      report (self, error, lp_file_error_new (LP_FILE_ERROR_INVALID, tag->line,
                                       _("a design has no “%s”"), tag->name));
      return FALSE;
    }

  if (!lp_kind_holds (lp_element_get_kind (parent), *kind))
    {
      thing = describe (parent);
      report (self, error, lp_file_error_new (LP_FILE_ERROR_INVALID, tag->line,
                                       _("“%s” cannot stand in %s"), tag->name, thing));
      return FALSE;
    }

  return *kind != LP_KIND_BEND || count_bend (self, tag->line, error);
}

gboolean
lp_builder_begin (LpBuilder    *self,
                  const LpTag  *tag,
                  GError      **error)
{
  g_autoptr (LpElement) element = NULL;
  LpKind kind;

  if (self->depth == 0)
    return begin_design (self, tag, error);

  if (!lp_names_is_ours (self->names, tag->uri) || !check_place (self, tag, &kind, error))
    return FALSE;

  element = lp_element_new (kind);

  return open_frame (self, element, NULL, NULL, tag, error);
}

void
lp_builder_end (LpBuilder *self)
{
  Frame *frame = &self->frames[self->depth - 1];
  g_autoptr (LpElement) element = g_steal_pointer (&frame->element);
  g_autoptr (GPtrArray) before = g_steal_pointer (&frame->before);
  g_autoptr (GPtrArray) inside = g_steal_pointer (&self->loose[self->depth]);
  g_autoptr (GString) foreign = g_steal_pointer (&frame->foreign);

  g_clear_pointer (&frame->prefixes, g_ptr_array_unref);
  self->depth--;

  if (before != NULL || inside != NULL || foreign != NULL)
    lp_element_set_foreign (element, foreign != NULL ? foreign->str : NULL,
                            as_strings (before), as_strings (inside));
  if (self->text->len > 0)
    lp_element_set_text (element, LP_ATTRIBUTE_TEXT, self->text->str);
  g_string_truncate (self->text, 0);

  if (self->depth == 1 && lp_element_get_kind (element) != LP_KIND_LINK)
    self->unique &= lp_design_load (self->design, element);
}

/* The line of the first character that is no space, or 0. */
static guint
find_word (const xmlChar *text,
           int            length,
           guint          last_line)
{
  int i;

  for (i = 0; i < length && g_ascii_isspace (text[i]); i++)
    ;
  if (i == length)
    return 0;

  for (; i < length; i++)
    if (text[i] == '\n')
      last_line--;

  return last_line;
}

gboolean
lp_builder_text (LpBuilder      *self,
                 const xmlChar  *text,
                 int             length,
                 guint           line,
                 GError        **error)
{
  LpElement *element = self->frames[self->depth - 1].element;
  LpKind kind = lp_element_get_kind (element);
  g_autofree char *thing = NULL;

  if (lp_attribute_is_of (LP_ATTRIBUTE_TEXT, kind))
    {
      g_string_append_len (self->text, (const char *) text, length);
      return self->text->len <= LP_TEXT_MAX ||
             fail (error,
                   lp_file_error_new (LP_FILE_ERROR_TOO_LARGE, line,
                                      _("a text has more than %d KiB, which no drawing needs"),
                                      LP_TEXT_MAX >> 10));
    }

  if ((line = find_word (text, length, line)) == 0)
    return TRUE;

  thing = describe (element);
  return report (self, error, lp_file_error_new (LP_FILE_ERROR_INVALID, line,
                                          _("text cannot stand in %s"), thing));
}

/* What stood behind the design goes to its end. */
static void
keep_epilogue (LpBuilder *self)
{
  LpElement *root = lp_design_get_root (self->design);
  const char *const *content = lp_element_get_foreign_content (root);
  g_autoptr (GPtrArray) pieces = g_steal_pointer (&self->loose[0]);

  if (pieces == NULL)
    return;

  for (guint i = 0; content != NULL && content[i] != NULL; i++)
    g_ptr_array_insert (pieces, i, g_strdup (content[i]));

  lp_element_set_foreign (root, lp_element_get_foreign_attributes (root),
                          lp_element_get_foreign_before (root), as_strings (pieces));
}

LpDesign *
lp_builder_finish (LpBuilder  *self,
                   GError    **error)
{
  /* No link is in the design before the last one has found its ends: until then every id is the
   * id of a box. */
  if (!lp_ends_join_all (self->links, self->design, self->lines, self->messages, error))
    return NULL;

  if (self->messages != NULL && self->messages->len > 0)
    return NULL;

  for (guint i = 0; i < self->links->len; i++)
    self->unique &= lp_design_load (self->design, g_array_index (self->links, LpEnds, i).link);

  if (!self->unique)
    return NULL;

  keep_epilogue (self);
  lp_history_clear (lp_design_get_history (self->design));

  return g_steal_pointer (&self->design);
}
