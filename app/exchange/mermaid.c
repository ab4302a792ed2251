/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "exchange/exchange.h"

#include <string.h>

#include "draw/scene/words.h"
#include "model/text.h"

/* Letters, digits, blanks and some signs, where they do not make a list of it: “- x”, “1. x”. */
static gboolean
is_plain (gunichar    c,
          const char *after)
{
  if (g_unichar_isalnum (c) || c == ' ')
    return TRUE;

  return c < 0x80 && strchr (".,:-/()=?!", c) != NULL && (*after != ' ' || strchr (",:!?", c));
}

/* Everything but plain letters and digits as a character code: Mermaid has no other way to
 * quote, and takes the rest for Markdown. */
static void
append_quoted (GString    *text,
               const char *words)
{
  g_autofree char *lines = lp_text_to_lines (words);

  g_string_append_c (text, '"');
  for (const char *at = lines; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '\n')
        g_string_append (text, "<br/>");
      else if (is_plain (c, g_utf8_next_char (at)))
        g_string_append_unichar (text, c);
      else
        g_string_append_printf (text, "#%u;", c);
    }
  g_string_append_c (text, '"');
}

/* “end” is a word of Mermaid, and ids of ours may hold dots: elements are numbered. */
static void
append_id (GString    *text,
           GHashTable *numbers,
           LpElement  *element)
{
  g_string_append_printf (text, "n%u", GPOINTER_TO_UINT (g_hash_table_lookup (numbers, element)));
}

static void
append_box (GString    *text,
            GHashTable *numbers,
            LpElement  *box,
            guint       depth)
{
  g_hash_table_insert (numbers, box, GUINT_TO_POINTER (g_hash_table_size (numbers) + 1));

  g_string_append_printf (text, "%*s", 2 * depth, "");
  if (lp_kind_is_container (lp_element_get_kind (box)))
    {
      g_string_append (text, "subgraph ");
      append_id (text, numbers, box);
      g_string_append_c (text, '[');
      append_quoted (text, lp_element_get_name (box));
      g_string_append (text, "]\n");

      for (LpElement *child = lp_element_get_first_child (box); child != NULL;
           child = lp_element_get_next_sibling (child))
        if (lp_kind_is_box (lp_element_get_kind (child)))
          append_box (text, numbers, child, depth + 1);

      g_string_append_printf (text, "%*send\n", 2 * depth, "");
    }
  else
    {
      append_id (text, numbers, box);
      g_string_append_c (text, '[');
      append_quoted (text, lp_element_get_kind (box) == LP_KIND_NOTE
                             ? lp_element_get_text (box, LP_ATTRIBUTE_TEXT)
                             : lp_element_get_name (box));
      g_string_append (text, "]\n");
    }
}

static void
append_link (GString    *text,
             GHashTable *numbers,
             LpElement  *link)
{
  LpFlow flow = lp_link_get_flow (link);
  gboolean solid = flow == LP_FLOW_REQUEST || flow == LP_FLOW_QUERY;
  g_autofree char *label = lp_words_for_link (link);

  g_string_append (text, "  ");
  append_id (text, numbers, lp_link_get_from (link));
  g_string_append (text, solid ? " -->" : " -.->");
  if (label != NULL && *label != '\0')
    {
      g_string_append_c (text, '|');
      append_quoted (text, label);
      g_string_append_c (text, '|');
    }
  g_string_append_c (text, ' ');
  append_id (text, numbers, lp_link_get_to (link));
  g_string_append_c (text, '\n');
}

char *
lp_exchange_to_mermaid (LpDesign *design)
{
  LpElement *root = lp_design_get_root (design);
  GString *text = g_string_new ("flowchart LR\n");
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);

  for (LpElement *child = lp_element_get_first_child (root); child != NULL;
       child = lp_element_get_next_sibling (child))
    if (lp_kind_is_box (lp_element_get_kind (child)))
      append_box (text, numbers, child, 1);

  for (LpElement *link = lp_element_find_child (root, LP_KIND_LINK); link != NULL;
       link = lp_element_find_next (link))
    append_link (text, numbers, link);

  return g_string_free (text, FALSE);
}
