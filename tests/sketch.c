/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "sketch.h"

#include <string.h>

#define MAX_DEPTH 16

static void
set_attributes (LpElement   *element,
                char       **words)
{
  for (; *words != NULL; words++)
    {
      g_auto (GStrv) pair = g_strsplit (*words, "=", 2);
      g_autoptr (GError) error = NULL;
      LpAttribute attribute;

      g_assert_true (lp_attribute_find (lp_element_get_kind (element), pair[0], &attribute));
      lp_element_set_string (element, attribute, pair[1], &error);
      g_assert_no_error (error);
    }
}

static void
add_link (LpDesign  *design,
          char     **words)
{
  g_autoptr (LpElement) link = NULL;
  g_autofree char *id = lp_design_make_id (design, "link");
  LpElement *from = lp_design_find (design, words[0]);
  LpElement *to = lp_design_find (design, words[2]);
  char *rest[] = { g_strconcat ("flow=", words[3], NULL), NULL };

  g_assert_nonnull (from);
  g_assert_nonnull (to);

  link = lp_link_new (LP_FLOW_REQUEST, from, to);
  lp_element_set_text (link, LP_ATTRIBUTE_ID, id);
  set_attributes (link, rest);
  set_attributes (link, words + 4);
  lp_design_add (design, link, lp_design_get_root (design), NULL);

  g_free (rest[0]);
}

LpDesign *
sketch_new (const char *text)
{
  LpDesign *design = lp_design_new ();
  LpElement *open[MAX_DEPTH] = { lp_design_get_root (design) };
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      guint depth = strspn (*line, " ") / 2;
      g_auto (GStrv) words = g_strsplit (g_strstrip (*line), " ", -1);
      LpKind kind;

      if (words[0] == NULL || *words[0] == '\0')
        continue;

      if (g_strcmp0 (words[0], "design") == 0)
        {
          set_attributes (open[0], words + 1);
        }
      else if (g_strcmp0 (words[1], "->") == 0)
        {
          add_link (design, words);
        }
      else
        {
          g_assert_true (lp_kind_find (words[0], &kind));
          open[depth + 1] = lp_element_new (kind);
          lp_element_set_text (open[depth + 1], LP_ATTRIBUTE_ID, words[1]);
          set_attributes (open[depth + 1], words + 2);
          lp_design_add (design, open[depth + 1], open[depth], NULL);
          g_object_unref (open[depth + 1]);
        }
    }

  return design;
}
