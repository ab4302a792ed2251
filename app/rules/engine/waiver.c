/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/waiver.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "rules/engine/rule.h"

gboolean
lp_waiver_is_day (const char *day)
{
  guint year, month, date;
  char rest;

  return strlen (day) == strlen ("2027-01-31") &&
         sscanf (day, "%4u-%2u-%2u%c", &year, &month, &date, &rest) == 3 &&
         g_date_valid_dmy (date, month, year);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
lp_waiver_dup_fingerprint (LpElement *element)
{
  g_auto (GStrv) ids = g_strsplit_set (lp_element_get_text (element, LP_ATTRIBUTE_ON), " \t\n", -1);
  GString *fingerprint = g_string_new (lp_element_get_text (element, LP_ATTRIBUTE_RULE));

  qsort (ids, g_strv_length (ids), sizeof *ids, compare_ids);
  for (guint i = 0; ids[i] != NULL; i++)
    if (*ids[i] != '\0' && (i == 0 || strcmp (ids[i], ids[i - 1]) != 0))
      {
        g_string_append_c (fingerprint, ' ');
        g_string_append (fingerprint, ids[i]);
      }

  return g_string_free (fingerprint, FALSE);
}

/* A new waiver or answer about @finding. */
static LpElement *
make_about (LpKind     kind,
            LpFinding *finding)
{
  LpElement *element = lp_element_new (kind);

  lp_element_set_text (element, LP_ATTRIBUTE_RULE, lp_finding_get_rule (finding)->key);
  lp_element_set_text (element, LP_ATTRIBUTE_ON, lp_finding_get_about (finding));

  return element;
}

static void
remove_about (LpDesign   *design,
              LpKind      kind,
              const char *about)
{
  LpElement *each = lp_element_find_child (lp_design_get_root (design), kind);
  LpElement *next;

  for (; each != NULL; each = next)
    {
      g_autofree char *fingerprint = lp_waiver_dup_fingerprint (each);

      next = lp_element_find_next (each);
      if (strcmp (fingerprint, about) == 0)
        lp_design_remove (design, each);
    }
}

void
lp_waiver_add (LpDesign   *design,
               LpFinding  *finding,
               const char *reason,
               const char *until)
{
  g_autoptr (LpElement) waiver = make_about (LP_KIND_WAIVER, finding);

  g_return_if_fail (until == NULL || lp_waiver_is_day (until));

  lp_element_set_text (waiver, LP_ATTRIBUTE_REASON, reason);
  if (until != NULL)
    lp_element_set_text (waiver, LP_ATTRIBUTE_UNTIL, until);

  lp_history_begin (lp_design_get_history (design), _("Accept Finding"));
  remove_about (design, LP_KIND_WAIVER, lp_finding_get_fingerprint (finding));
  lp_design_add (design, waiver, lp_design_get_root (design), NULL);
  lp_history_end (lp_design_get_history (design));
}

void
lp_waiver_remove (LpDesign  *design,
                  LpFinding *finding)
{
  lp_history_begin (lp_design_get_history (design), _("Stop Accepting Finding"));
  remove_about (design, LP_KIND_WAIVER, lp_finding_get_fingerprint (finding));
  lp_history_end (lp_design_get_history (design));
}

void
lp_waiver_answer (LpDesign   *design,
                  LpFinding  *finding,
                  const char *sentence)
{
  lp_history_begin (lp_design_get_history (design), _("Explain Finding"));
  remove_about (design, LP_KIND_ANSWER, lp_finding_get_answered (finding));
  if (*sentence != '\0')
    {
      g_autoptr (LpElement) answer = make_about (LP_KIND_ANSWER, finding);

      lp_element_set_text (answer, LP_ATTRIBUTE_TEXT, sentence);
      lp_design_add (design, answer, lp_design_get_root (design), NULL);
    }
  lp_history_end (lp_design_get_history (design));
}

/* A waiver without a day holds for good, one with a day that is none does not hold. */
static gboolean
holds (LpElement  *waiver,
       const char *today)
{
  const char *until = lp_element_get_text (waiver, LP_ATTRIBUTE_UNTIL);

  return *until == '\0' || (lp_waiver_is_day (until) && strcmp (today, until) <= 0);
}

/* From fingerprint to the element that is about it. NULL where there is none at all. */
static GHashTable *
index_about (const LpGraph *graph,
             LpKind         kind,
             const char    *today)
{
  GHashTable *index = NULL;

  for (guint i = 0; i < graph->n_remarks; i++)
    {
      LpElement *remark = graph->remarks[i];

      if (lp_element_get_kind (remark) != kind ||
          (kind == LP_KIND_WAIVER && !holds (remark, today)))
        continue;

      if (index == NULL)
        index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (index, lp_waiver_dup_fingerprint (remark), remark);
    }

  return index;
}

/* From "rule id" to the first finding of the rule that has the element and that nobody has written
 * about. */
static GHashTable *
index_unanswered (GPtrArray *findings)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const char *const *ids = lp_finding_get_elements (findings->pdata[i]);
      const char *rule = lp_finding_get_rule (findings->pdata[i])->key;

      for (; *ids != NULL && !lp_finding_is_answered (findings->pdata[i]); ids++)
        {
          g_autofree char *key = g_strconcat (rule, " ", *ids, NULL);

          if (!g_hash_table_contains (index, key))
            g_hash_table_insert (index, g_steal_pointer (&key), findings->pdata[i]);
        }
    }

  return index;
}

/* A sentence about a finding that has more or fewer elements by now is about it still: what
 * somebody wrote does not vanish because a component was added to the server. */
static void
follow (GHashTable *unanswered,
        LpElement  *answer,
        const char *about)
{
  g_auto (GStrv) words = g_strsplit (about, " ", -1);

  for (guint i = 1; words[i] != NULL; i++)
    {
      g_autofree char *key = g_strconcat (words[0], " ", words[i], NULL);
      LpFinding *finding = g_hash_table_lookup (unanswered, key);

      if (finding == NULL || lp_finding_is_answered (finding))
        continue;
      lp_finding_answer (finding, lp_element_get_text (answer, LP_ATTRIBUTE_TEXT), about);
      return;
    }
}

/* In the order of the document, those whose own finding is gone. */
static void
follow_all (const LpGraph *graph,
            GHashTable    *answers,
            GHashTable    *used,
            GPtrArray     *findings)
{
  g_autoptr (GHashTable) unanswered = index_unanswered (findings);

  for (guint i = 0; i < graph->n_remarks; i++)
    {
      g_autofree char *about = NULL;

      if (lp_element_get_kind (graph->remarks[i]) != LP_KIND_ANSWER ||
          g_hash_table_contains (used, graph->remarks[i]))
        continue;

      about = lp_waiver_dup_fingerprint (graph->remarks[i]);
      if (g_hash_table_lookup (answers, about) == graph->remarks[i])
        follow (unanswered, graph->remarks[i], about);
    }
}

void
lp_waiver_apply (const LpGraph *graph,
                 GPtrArray     *findings,
                 const char    *today)
{
  g_autoptr (GHashTable) waivers = index_about (graph, LP_KIND_WAIVER, today);
  g_autoptr (GHashTable) answers = index_about (graph, LP_KIND_ANSWER, today);
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < findings->len && (waivers != NULL || answers != NULL); i++)
    {
      LpFinding *finding = findings->pdata[i];
      const char *fingerprint = lp_finding_get_fingerprint (finding);
      LpElement *waiver = waivers != NULL ? g_hash_table_lookup (waivers, fingerprint) : NULL;
      LpElement *answer = answers != NULL ? g_hash_table_lookup (answers, fingerprint) : NULL;

      if (waiver != NULL)
        lp_finding_waive (finding, lp_element_get_text (waiver, LP_ATTRIBUTE_REASON));
      if (answer != NULL)
        {
          lp_finding_answer (finding, lp_element_get_text (answer, LP_ATTRIBUTE_TEXT), fingerprint);
          g_hash_table_add (used, answer);
        }
    }

  if (answers != NULL && g_hash_table_size (used) < g_hash_table_size (answers))
    follow_all (graph, answers, used, findings);
}
