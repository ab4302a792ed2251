/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/exercise/labels.h"

#include <string.h>

static gboolean
same_who (const LpBriefWho *a,
          const LpBriefWho *b)
{
  return a->kind == b->kind && a->attribute == b->attribute && g_strcmp0 (a->value, b->value) == 0;
}

/* Whether a label of @brief about the same elements is @name. */
static gboolean
is_label (const LpBrief      *brief,
          const LpBriefLabel *label,
          const char         *name)
{
  for (guint i = 0; i < brief->labels->len; i++)
    {
      const LpBriefLabel *other = &g_array_index (brief->labels, LpBriefLabel, i);

      if (same_who (&other->who, &label->who) && strcmp (other->text, name) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether some element that @label means is called so. */
static gboolean
is_there (const LpBriefLabel *label,
          LpElement          *root)
{
  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_brief_fits (&label->who, each) &&
        strcmp (lp_element_get_name (each), label->text) == 0)
      return TRUE;

  return FALSE;
}

/* How many elements before @element want a label of this sort too. */
static guint
count_before (const LpBrief      *brief,
              const LpBriefLabel *label,
              LpElement          *root,
              LpElement          *element)
{
  guint n = 0;

  for (LpElement *each = root; each != element; each = lp_element_next_in_tree (each, root))
    n += lp_brief_fits (&label->who, each) && !is_label (brief, label, lp_element_get_name (each));

  return n;
}

const char *
lp_labels_find (const LpBrief *brief,
                LpDesign      *design,
                LpElement     *element)
{
  LpElement *root = lp_design_get_root (design);

  for (guint i = 0; i < brief->labels->len; i++)
    {
      const LpBriefLabel *label = &g_array_index (brief->labels, LpBriefLabel, i);
      guint skip;

      if (!lp_brief_fits (&label->who, element) || is_there (label, root) ||
          is_label (brief, label, lp_element_get_name (element)))
        continue;

      /* The first missing label goes to the first element without one, and so on. */
      skip = count_before (brief, label, root, element);
      for (guint k = 0; k < i; k++)
        {
          const LpBriefLabel *other = &g_array_index (brief->labels, LpBriefLabel, k);

          if (same_who (&other->who, &label->who) && !is_there (other, root))
            skip--;
        }
      if (skip == 0)
        return label->text;
    }

  return NULL;
}

static gboolean
fits_end (LpKind     kind,
          LpElement *end)
{
  return kind == LP_KIND_DESIGN || lp_element_get_kind (end) == kind;
}

gboolean
lp_labels_fit_edge (const LpBriefEdge *edge,
                    LpElement         *link)
{
  return lp_link_get_flow (link) == edge->flow &&
         fits_end (edge->from, lp_link_resolve_from (lp_link_get_from (link))) &&
         fits_end (edge->to, lp_link_resolve_to (lp_link_get_to (link)));
}

const char *
lp_labels_find_for_link (const LpBrief *brief,
                         LpElement     *link)
{
  for (guint i = 0; i < brief->edges->len; i++)
    {
      const LpBriefEdge *edge = &g_array_index (brief->edges, LpBriefEdge, i);

      if (lp_labels_fit_edge (edge, link))
        return edge->text;
    }

  return NULL;
}
