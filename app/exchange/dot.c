/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "exchange/exchange.h"

#include "draw/scene/words.h"
#include "model/text.h"

/* Ids have letters, digits and - _ . in them: nothing to escape. */
static void
append_id (GString    *text,
           const char *before,
           LpElement  *element)
{
  g_string_append_printf (text, "\"%s%s\"", before, lp_element_get_id (element));
}

/* In quotes only these have a meaning; in labels Graphviz also reads the entities of HTML. */
static void
append_label (GString    *text,
              const char *words)
{
  g_autofree char *lines = lp_text_to_lines (words);

  g_string_append (text, "label=\"");
  for (const char *c = lines; *c != '\0'; c++)
    switch (*c)
      {
      case '\n':
        g_string_append (text, "\\n");
        break;

      case '"':
      case '\\':
        g_string_append_c (text, '\\');
        g_string_append_c (text, *c);
        break;

      case '&':
        g_string_append (text, "&amp;");
        break;

      default:
        if (lp_text_is_order (c))
          g_string_append (text, "&#35;");
        else
          g_string_append_c (text, *c);
      }
  g_string_append_c (text, '"');
}

static void
indent (GString *text,
        guint    depth)
{
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "  ");
}

/* A container that links end at needs something for them to end at: an invisible point. */
static void
append_box (GString   *text,
            LpElement *box,
            guint      depth)
{
  gboolean container = lp_kind_is_container (lp_element_get_kind (box));

  indent (text, depth);
  if (container)
    {
      g_string_append (text, "subgraph ");
      append_id (text, "cluster-", box);
      g_string_append (text, " {\n");
      indent (text, depth + 1);
      append_label (text, lp_element_get_name (box));
      g_string_append (text, ";\n");
      indent (text, depth + 1);
      append_id (text, "", box);
      g_string_append (text, " [shape=point, style=invis];\n");

      for (LpElement *child = lp_element_get_first_child (box); child != NULL;
           child = lp_element_get_next_sibling (child))
        if (lp_kind_is_box (lp_element_get_kind (child)))
          append_box (text, child, depth + 1);

      indent (text, depth);
      g_string_append (text, "}\n");
    }
  else
    {
      append_id (text, "", box);
      g_string_append (text, " [");
      append_label (text, lp_element_get_kind (box) == LP_KIND_NOTE
                            ? lp_element_get_text (box, LP_ATTRIBUTE_TEXT)
                            : lp_element_get_name (box));
      g_string_append (text, "];\n");
    }
}

static void
append_link (GString   *text,
             LpElement *link)
{
  g_autofree char *label = lp_words_for_link (link);

  g_string_append (text, "  ");
  append_id (text, "", lp_link_get_from (link));
  g_string_append (text, " -> ");
  append_id (text, "", lp_link_get_to (link));
  g_string_append (text, " [");
  append_label (text, label != NULL ? label : "");
  if (lp_link_get_flow (link) != LP_FLOW_REQUEST && lp_link_get_flow (link) != LP_FLOW_QUERY)
    g_string_append (text, ", style=dashed");
  g_string_append (text, "];\n");
}

char *
lp_exchange_to_dot (LpDesign *design)
{
  LpElement *root = lp_design_get_root (design);
  GString *text = g_string_new ("digraph {\n  rankdir=LR;\n  node [shape=box];\n");

  for (LpElement *child = lp_element_get_first_child (root); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)))
      append_box (text, child, 1);

  for (LpElement *link = lp_element_find_child (root, LP_KIND_LINK); link != NULL;
       link = lp_element_find_next (link))
    append_link (text, link);
  g_string_append (text, "}\n");

  return g_string_free (text, FALSE);
}
