/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/writer.h"

#include <string.h>

#include "file/format.h"
#include "file/save.h"
#include "file/xml.h"

/* The children of the design come in this order; within a group in their own. */
typedef enum
{
  GROUP_BOXES,
  GROUP_LINKS,
  GROUP_REMARKS,        /* Waivers and answers. */
  N_GROUPS,
} Group;

static Group
get_group (LpElement *child)
{
  LpKind kind = lp_element_get_kind (child);

  if (lp_kind_is_box (kind))
    return GROUP_BOXES;

  return kind == LP_KIND_LINK ? GROUP_LINKS : GROUP_REMARKS;
}

static void
indent (GString *xml,
        guint    depth)
{
  static const char spaces[] = "                                ";

  for (depth *= 2; depth >= sizeof spaces - 1; depth -= sizeof spaces - 1)
    g_string_append_len (xml, spaces, sizeof spaces - 1);
  g_string_append_len (xml, spaces, depth);
}

static void
write_value (GString     *xml,
             LpElement   *element,
             LpAttribute  attribute)
{
  g_autofree char *string = NULL;
  LpElement *end;
  int choice;

  switch (lp_attribute_get_row (attribute)->type)
    {
    case LP_VALUE_TEXT:
      lp_xml_append_value (xml, lp_element_get_text (element, attribute), -1);
      break;

    case LP_VALUE_END:
      end = attribute == LP_ATTRIBUTE_FROM ? lp_link_get_from (element) : lp_link_get_to (element);
      g_string_append (xml, lp_element_get_id (end));
      break;

    case LP_VALUE_CHOICE:
      choice = lp_element_get_choice (element, attribute);
      g_string_append (xml, lp_attribute_get_row (attribute)->choices[choice].key);
      break;

    default:
      string = lp_element_dup_string (element, attribute);
      g_string_append (xml, string);
    }
}

static void
write_attributes (GString   *xml,
                  LpElement *element)
{
  const char *foreign = lp_element_get_foreign_attributes (element);

  for (guint i = 0; i < lp_element_get_n_set (element); i++)
    {
      LpAttribute attribute = lp_element_get_set (element, i);
      const LpAttributeRow *row = lp_attribute_get_row (attribute);

      if (row->content)
        continue;

      g_string_append_c (xml, ' ');
      g_string_append (xml, row->key);
      g_string_append_len (xml, "=\"", 2);
      write_value (xml, element, attribute);
      g_string_append_c (xml, '"');
    }

  if (foreign != NULL)
    g_string_append (xml, foreign);
}

/* What belongs to others: comments, and elements of other namespaces, each on lines of its own. */
static void
write_foreign (GString           *xml,
               const char *const *items,
               guint              depth)
{
  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    {
      indent (xml, depth);
      g_string_append (xml, items[i]);
      g_string_append_c (xml, '\n');
    }
}

static void write_element (GString   *xml,
                           LpElement *element,
                           guint      depth);

static void
write_children (GString   *xml,
                LpElement *element,
                guint      depth)
{
  gboolean grouped = lp_element_get_kind (element) == LP_KIND_DESIGN;

  for (Group group = 0; group < (grouped ? N_GROUPS : 1); group++)
    for (LpElement *child = lp_element_get_first_child (element); child != NULL;
         child = lp_element_get_next_sibling (child))
      if (!grouped || get_group (child) == group)
        write_element (xml, child, depth);
}

/* Text stands right between the tags, and what is foreign right after it: a line break would become
 * part of the text. */
static void
write_text (GString   *xml,
            LpElement *element)
{
  const char *const *items = lp_element_get_foreign_content (element);

  lp_xml_append_content (xml, lp_element_get_text (element, LP_ATTRIBUTE_TEXT), -1);
  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    g_string_append (xml, items[i]);
}

static void
write_element (GString   *xml,
               LpElement *element,
               guint      depth)
{
  LpKind kind = lp_element_get_kind (element);
  const char *key = lp_kind_get_row (kind)->key;
  gboolean has_text = lp_element_has (element, LP_ATTRIBUTE_TEXT);

  write_foreign (xml, lp_element_get_foreign_before (element), depth);
  indent (xml, depth);
  g_string_append_c (xml, '<');
  g_string_append (xml, key);
  if (kind == LP_KIND_DESIGN)
    g_string_append (xml, " xmlns=\"" LP_FILE_NAMESPACE "\"");
  write_attributes (xml, element);

  if (!has_text && lp_element_get_first_child (element) == NULL &&
      lp_element_get_foreign_content (element) == NULL)
    {
      g_string_append_len (xml, "/>\n", 3);
      return;
    }

  g_string_append_c (xml, '>');
  if (has_text)
    {
      write_text (xml, element);
    }
  else
    {
      g_string_append_c (xml, '\n');
      write_children (xml, element, depth + 1);
      write_foreign (xml, lp_element_get_foreign_content (element), depth + 1);
      indent (xml, depth);
    }
  g_string_append_len (xml, "</", 2);
  g_string_append (xml, key);
  g_string_append_len (xml, ">\n", 2);
}

/**
 * lp_file_write_bytes:
 * @design: a design
 *
 * Attributes come in the order of their table, boxes and links in the order
 * of the document, and nothing is written that counts anyway, so that the
 * difference of two files is the difference of the designs.
 *
 * Returns: (transfer full): the file
 */
GBytes *
lp_file_write_bytes (LpDesign *design)
{
  GString *xml;

  g_return_val_if_fail (LP_IS_DESIGN (design), NULL);

  xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  write_element (xml, lp_design_get_root (design), 0);

  return g_string_free_to_bytes (xml);
}

gboolean
lp_file_write (LpDesign  *design,
               GFile     *file,
               GError   **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (LP_IS_DESIGN (design), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  bytes = lp_file_write_bytes (design);

  return lp_file_save (file, bytes, error);
}
