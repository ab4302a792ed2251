/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/waiver.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "rules/rule.h"

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

/* How many ids two fingerprints of the same rule share; 0 where the rules differ. */
static guint
count_shared (char *const *a,
              char *const *b)
{
  guint n_shared = 0;

  if (strcmp (a[0], b[0]) != 0)
    return 0;

  for (guint i = 1; a[i] != NULL; i++)
    n_shared += g_strv_contains ((const char *const *) b + 1, a[i]);

  return n_shared;
}

/* A sentence about a finding that has more or fewer elements by now is about it still: what
 * somebody wrote does not vanish because a component was added to the server. */
static void
follow (GPtrArray  *findings,
        const char *about,
        const char *sentence)
{
  g_auto (GStrv) ids = g_strsplit (about, " ", -1);
  LpFinding *best = NULL;
  guint most = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      g_auto (GStrv) others = g_strsplit (lp_finding_get_fingerprint (findings->pdata[i]), " ", -1);
      guint n_shared = count_shared (ids, others);

      if (n_shared > most && !lp_finding_is_answered (findings->pdata[i]))
        {
          best = findings->pdata[i];
          most = n_shared;
        }
    }

  if (best != NULL)
    lp_finding_answer (best, sentence, about);
}

static void
follow_all (const LpGraph *graph,
            GHashTable    *answers,
            GPtrArray     *findings)
{
  for (guint i = 0; i < graph->n_remarks; i++)
    {
      g_autofree char *about = NULL;

      if (lp_element_get_kind (graph->remarks[i]) != LP_KIND_ANSWER)
        continue;

      about = lp_waiver_dup_fingerprint (graph->remarks[i]);
      if (g_hash_table_lookup (answers, about) == graph->remarks[i])
        follow (findings, about, lp_element_get_text (graph->remarks[i], LP_ATTRIBUTE_TEXT));
    }
}

void
lp_waiver_apply (const LpGraph *graph,
                 GPtrArray     *findings,
                 const char    *today)
{
  g_autoptr (GHashTable) waivers = index_about (graph, LP_KIND_WAIVER, today);
  g_autoptr (GHashTable) answers = index_about (graph, LP_KIND_ANSWER, today);

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
          g_hash_table_remove (answers, fingerprint);
        }
    }

  if (answers != NULL && g_hash_table_size (answers) > 0)
    follow_all (graph, answers, findings);
}
