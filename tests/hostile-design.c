/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <graphviz/gvc.h>
#include <stdio.h>
#include <string.h>

#include "file/writer.h"

/* What check-hostile.py cannot do itself. “hostile-design make TEXT OUT” writes a design of every
 * kind in which every attribute that is a text is the one in the file TEXT; “hostile-design read
 * DOT” prints what Graphviz understands by the labels of the nodes in a file: each node, then its
 * lines, all ended by zero bytes, and one more zero byte after each node. */

static void
set_texts (LpElement  *element,
           const char *text)
{
  const LpKind kind = lp_element_get_kind (element);

  for (guint i = 0; i < LP_N_ATTRIBUTES; i++)
    {
      const LpAttributeRow *row = lp_attribute_get_row (i);

      if (i != LP_ATTRIBUTE_ID && row->type == LP_VALUE_TEXT && row->kinds & LP_KIND_MASK (kind))
        lp_element_set_text (element, i, text);
    }
}

static LpElement *
add (LpDesign   *design,
     LpElement  *parent,
     LpElement  *element,
     const char *text)
{
  const LpKind kind = lp_element_get_kind (element);
  g_autofree char *id = lp_design_make_id (design, lp_kind_get_row (kind)->key);

  if (lp_attribute_get_row (LP_ATTRIBUTE_ID)->kinds & LP_KIND_MASK (kind))
    lp_element_set_text (element, LP_ATTRIBUTE_ID, id);
  set_texts (element, text);
  lp_design_add (design, element, parent, NULL);
  g_object_unref (element);

  return element;
}

/* One of each kind that may stand in @parent, and in those the details. */
static void
fill (LpDesign   *design,
      LpElement  *parent,
      guint       depth,
      const char *text)
{
  const LpKind kind = lp_element_get_kind (parent);

  for (LpKind child = 0; child < LP_N_KINDS; child++)
    if (lp_kind_holds (kind, child) && child != LP_KIND_LINK &&
        (depth < 2 || !lp_kind_is_box (child)))
      fill (design, add (design, parent, lp_element_new (child), text), depth + 1, text);
}

static void
add_links (LpDesign   *design,
           const char *text)
{
  LpElement *root = lp_design_get_root (design);
  LpElement *from = NULL;
  guint n = 0;

  for (LpElement *box = lp_element_get_first_child (root); box != NULL;
       box = lp_element_get_next_sibling (box))
    {
      if (!lp_kind_is_box (lp_element_get_kind (box)))
        continue;
      if (from != NULL)
        add (design, root, lp_link_new (n++ % LP_N_FLOWS, from, box), text);
      from = box;
    }
}

static gboolean
make (const char *from,
      const char *to)
{
  g_autoptr (LpDesign) design = lp_design_new ();
  g_autoptr (GFile) file = g_file_new_for_path (to);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (from, &text, NULL, NULL))
    return FALSE;

  set_texts (lp_design_get_root (design), text);
  fill (design, lp_design_get_root (design), 0, text);
  add_links (design, text);

  return lp_file_write (design, file, NULL);
}

static gboolean
read_labels (const char *from)
{
  g_autofree char *text = NULL;
  GVC_t *context = gvContext ();
  Agraph_t *graph;

  if (!g_file_get_contents (from, &text, NULL, NULL) ||
      (graph = agmemread (text)) == NULL || gvLayout (context, graph, "dot") != 0)
    return FALSE;

  for (Agnode_t *node = agfstnode (graph); node != NULL; node = agnxtnode (graph, node))
    {
      printf ("%s%c", agnameof (node), 0);
      for (int i = 0; i < (int) ND_label (node)->u.txt.nspans; i++)
        printf ("%s%c", ND_label (node)->u.txt.span[i].str, 0);
      putchar (0);
    }

  gvFreeLayout (context, graph);
  agclose (graph);
  gvFreeContext (context);

  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "make") == 0)
    return make (argv[2], argv[3]) ? 0 : 1;

  return argc == 3 && strcmp (argv[1], "read") == 0 && read_labels (argv[2]) ? 0 : 1;
}
