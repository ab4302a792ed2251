/* SPDX-License-Identifier: MIT */
/* link-duplicate: two links that say the same make the picture say it twice. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "rules/engine/rule.h"

/* Links with the same ends may still differ in what they are for: another port, another label. */
static guint
hash_link (gconstpointer data)
{
  const LpGraphLink *link = data;

  return (guint) link->from * 2654435761u ^ (guint) link->to * 40503u ^ (guint) link->flow << 28 ^
         (guint) lp_link_get_port (link->element) * 97u ^
         g_str_hash (lp_element_get_text (link->element, LP_ATTRIBUTE_LABEL));
}

static gboolean
equal_links (gconstpointer a,
             gconstpointer b)
{
  const LpGraphLink *link = a;
  const LpGraphLink *other = b;

  return link->from == other->from && link->to == other->to && link->flow == other->flow &&
         link->access == other->access &&
         lp_link_get_protocol (link->element) == lp_link_get_protocol (other->element) &&
         lp_link_get_port (link->element) == lp_link_get_port (other->element) &&
         g_str_equal (lp_element_get_text (link->element, LP_ATTRIBUTE_LABEL),
                      lp_element_get_text (other->element, LP_ATTRIBUTE_LABEL));
}

/* Of each link whether another one has the same ends: few do, and only they are looked at closely.
 */
static guint8 *
mark_parallel (const LpGraph *graph)
{
  guint8 *parallel = g_new0 (guint8, graph->n_links);
  g_autofree int *first = g_new (int, graph->n_nodes);
  g_autofree int *seen_from = g_new (int, graph->n_nodes);

  for (guint i = 0; i < graph->n_nodes; i++)
    seen_from[i] = -1;

  for (guint i = 0; i < graph->n_nodes; i++)
    for (guint k = graph->out_start[i]; k < graph->out_start[i + 1]; k++)
      {
        int to = graph->links[graph->out[k]].to;

        if (seen_from[to] == (int) i)
          parallel[graph->out[k]] = parallel[first[to]] = TRUE;
        else
          first[to] = graph->out[k];
        seen_from[to] = i;
      }

  return parallel;
}

/* Groups of two or more links (LpElement) that say the same, in document order. */
static GPtrArray *
find_groups (const LpGraph *graph)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autofree guint8 *parallel = mark_parallel (graph);
  g_autoptr (GHashTable) by_link = g_hash_table_new (hash_link, equal_links);

  for (guint i = 0; i < graph->n_links; i++)
    {
      gpointer first;
      gpointer group;

      if (!parallel[i])
        continue;

      if (!g_hash_table_lookup_extended (by_link, &graph->links[i], &first, &group))
        {
          g_hash_table_insert (by_link, &graph->links[i], NULL);
          continue;
        }

      if (group == NULL)
        {
          group = g_ptr_array_new_null_terminated (2, NULL, TRUE);
          g_ptr_array_add (group, ((LpGraphLink *) first)->element);
          g_ptr_array_add (groups, group);
          g_hash_table_insert (by_link, first, group);
        }
      g_ptr_array_add (group, graph->links[i].element);
    }

  return groups;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GPtrArray) groups = find_groups (check->graph);

  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *group = groups->pdata[i];
      LpElement *from = lp_link_get_from (group->pdata[0]);
      LpElement *to = lp_link_get_to (group->pdata[0]);

      lp_check_report (check, rule, (LpElement **) group->pdata, LP_ELEMENTS (from, to),
                       ngettext ("%u link from “%s” to “%s” says the same.",
                                 "%u links from “%s” to “%s” say the same.", group->len),
                       group->len, lp_check_name (check, from), lp_check_name (check, to));
    }
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  for (guint i = 1; i < lp_finding_get_n_elements (finding); i++)
    {
      LpElement *link = lp_finding_find_element (finding, design, i);

      if (link == NULL)
        return FALSE;
      lp_design_remove (design, link);
    }

  return TRUE;
}

const LpRule lp_rule_link_duplicate = {
  .key = "link-duplicate",
  .severity = LP_SEVERITY_INFO,
  .title = N_("Same link twice"),
  .why = N_("Two links with the same ends and the same purpose add nothing. A reader will look for "
            "the difference "
            "and find none, and when one of them is changed later, they contradict each other."),
  .advice = N_("Keep one of them, or say what the other is for: another port, another label."),
  .check = check_design,
  .fix = fix,
};
