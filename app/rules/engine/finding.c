/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/finding.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "rules/engine/brief.h"
#include "rules/engine/rule.h"

/* One element as the rule named it: the box, link or design that is known by its id, and which of
 * its details, or -1. */
typedef struct
{
  LpElement *owner;
  int        detail;
} Part;

struct _LpFinding
{
  GObject       parent_instance;

  const LpRule *rule;
  LpSeverity    severity;
  LpVerdict     verdict;
  char         *message;
  guint         n_parts;
  guint         n_proofs;       /* What of the witness the rule named besides. */
  Part         *parts;          /* Both, one behind the other. */
  char         *subject;        /* Of what is not there: a word of the fingerprint. Or NULL. */
  char         *fingerprint;    /* These three are made when somebody asks. */
  char        **elements;
  char        **witness;
  LpBrief      *brief;
  guint         line;
  guint         file_line;
  gboolean      fixable;
  gboolean      waived;
  char         *reason;
  char         *sentence;       /* NULL: the author has written none. */
  char         *answered;       /* The fingerprint under which it was written, or NULL. */
  char         *offered;
};

G_DEFINE_FINAL_TYPE (LpFinding, lp_finding, G_TYPE_OBJECT)

static void
lp_finding_finalize (GObject *object)
{
  LpFinding *self = LP_FINDING (object);

  for (guint i = 0; i < self->n_parts + self->n_proofs; i++)
    g_object_unref (self->parts[i].owner);
  g_free (self->parts);
  g_clear_pointer (&self->brief, lp_brief_unref);
  g_free (self->message);
  g_free (self->subject);
  g_free (self->fingerprint);
  g_strfreev (self->elements);
  g_strfreev (self->witness);
  g_free (self->reason);
  g_free (self->sentence);
  g_free (self->answered);
  g_free (self->offered);

  G_OBJECT_CLASS (lp_finding_parent_class)->finalize (object);
}

static void
lp_finding_class_init (LpFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lp_finding_finalize;
}

static void
lp_finding_init (LpFinding *self)
{
}

static gboolean
is_detail (LpElement *element)
{
  LpKind kind = lp_element_get_kind (element);

  return !lp_kind_is_box (kind) && kind != LP_KIND_LINK && kind != LP_KIND_DESIGN;
}

/* The number of @detail among its siblings, counted on from @known, which is one before it perhaps:
 * rules list the details of one box in their order. */
static int
count_siblings (LpElement  *detail,
                LpElement  *known,
                const Part *part)
{
  int n = -1;

  for (; detail != NULL; detail = lp_element_get_prev_sibling (detail))
    {
      if (detail == known && part->detail >= 0)
        return n + 1 + part->detail;
      n++;
    }

  return n;
}

/* @before is the element of the part before, or NULL. */
static void
init_part (Part      *part,
           LpElement *element,
           LpElement *before)
{
  gboolean detail = is_detail (element);

  part->detail = detail ? count_siblings (element, before, part - 1) : -1;
  part->owner = g_object_ref (detail ? lp_element_get_parent (element) : element);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The ids of the first @n parts, and @subject if there is one: sorted, each once; ended by NULL. */
static char **
sort_words (LpFinding  *self,
            guint       n,
            const char *subject)
{
  g_autofree const char **words = g_new (const char *, n + 2);
  guint n_words = 0;
  guint n_kept = 0;

  for (guint i = 0; i < n; i++)
    if (*lp_element_get_id (self->parts[i].owner) != '\0')
      words[n_words++] = lp_element_get_id (self->parts[i].owner);
  if (subject != NULL && *subject != '\0')
    words[n_words++] = subject;

  qsort (words, n_words, sizeof *words, compare_ids);
  for (guint i = 0; i < n_words; i++)
    if (n_kept == 0 || strcmp (words[i], words[n_kept - 1]) != 0)
      words[n_kept++] = words[i];
  words[n_kept] = NULL;

  return g_strdupv ((char **) words);
}

static guint
count_elements (LpElement *const *elements)
{
  guint n = 0;

  while (elements != NULL && elements[n] != NULL)
    n++;

  return n;
}

static void
set_parts (LpFinding        *self,
           LpElement *const *elements,
           LpElement *const *witness)
{
  self->n_parts = count_elements (elements);
  self->n_proofs = count_elements (witness);
  self->parts = g_new (Part, self->n_parts + self->n_proofs);

  if (self->n_parts > 0)
    self->file_line = lp_element_get_line (elements[0]);
  for (guint i = 0; i < self->n_parts; i++)
    init_part (&self->parts[i], elements[i], i > 0 ? elements[i - 1] : NULL);
  for (guint i = 0; i < self->n_proofs; i++)
    init_part (&self->parts[self->n_parts + i], witness[i], i > 0 ? witness[i - 1] : NULL);
}

LpFinding *
lp_finding_new (const LpRule     *rule,
                LpElement *const *elements,
                LpElement *const *witness,
                char             *message)
{
  LpFinding *self = g_object_new (LP_TYPE_FINDING, NULL);

  self->rule = rule;
  self->severity = rule->severity;
  self->verdict = rule->verdict;
  self->message = message;
  self->fixable = rule->fix != NULL;
  set_parts (self, elements, witness);

  return self;
}

void
lp_finding_set_subject (LpFinding  *self,
                        const char *subject)
{
  g_return_if_fail (self->fingerprint == NULL);

  g_free (self->subject);
  self->subject = g_strdelimit (g_strdup (subject), " \t\n", '-');
}

const char *
lp_finding_get_about (LpFinding *self)
{
  const char *space;

  g_return_val_if_fail (LP_IS_FINDING (self), "");

  space = strchr (lp_finding_get_fingerprint (self), ' ');

  return space != NULL ? space + 1 : "";
}

void
lp_finding_weigh (LpFinding  *self,
                  LpSeverity  severity)
{
  self->severity = severity;
}

void
lp_finding_judge (LpFinding *self,
                  LpBrief   *brief,
                  LpVerdict  verdict)
{
  g_return_if_fail (self->brief == NULL);

  self->brief = lp_brief_ref (brief);
  self->verdict = verdict;
}

void
lp_finding_set_line (LpFinding *self,
                     guint      line)
{
  self->line = line;
}

guint
lp_finding_get_line (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), 0);

  return self->line;
}

const LpBrief *
lp_finding_get_brief (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), NULL);

  return self->brief;
}

void
lp_finding_waive (LpFinding  *self,
                  const char *reason)
{
  g_free (self->reason);
  self->reason = g_strdup (reason);
  self->waived = TRUE;
}

void
lp_finding_answer (LpFinding  *self,
                   const char *sentence,
                   const char *about)
{
  g_free (self->sentence);
  self->sentence = g_strdup (sentence);
  g_free (self->answered);
  self->answered = g_strdup (about);
}

const char *
lp_finding_get_answered (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), "");

  return self->answered != NULL ? self->answered : lp_finding_get_fingerprint (self);
}

void
lp_finding_forbid_fix (LpFinding *self)
{
  self->fixable = FALSE;
}

const LpRule *
lp_finding_get_rule (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), NULL);

  return self->rule;
}

LpSeverity
lp_finding_get_severity (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), LP_SEVERITY_ERROR);

  return self->severity;
}

LpVerdict
lp_finding_get_verdict (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), LP_VERDICT_FIX);

  return self->verdict;
}

const char *
lp_finding_get_title (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), "");

  return _(self->rule->title);
}

const char *
lp_finding_get_message (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), "");

  return self->message;
}

const char *
lp_finding_get_why (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), "");

  return _(self->rule->why);
}

const char *
lp_finding_get_advice (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), "");

  return _(self->rule->advice);
}

const char *
lp_finding_get_fingerprint (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), "");

  if (self->fingerprint == NULL)
    {
      g_auto (GStrv) words = sort_words (self, self->n_parts, self->subject);
      GString *fingerprint = g_string_new (self->rule->key);

      for (guint i = 0; words[i] != NULL; i++)
        {
          g_string_append_c (fingerprint, ' ');
          g_string_append (fingerprint, words[i]);
        }
      self->fingerprint = g_string_free (fingerprint, FALSE);
    }

  return self->fingerprint;
}

const char *const *
lp_finding_get_elements (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), NULL);

  if (self->elements == NULL)
    self->elements = sort_words (self, self->n_parts, NULL);

  return (const char *const *) self->elements;
}

const char *const *
lp_finding_get_witness (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), NULL);

  if (self->n_proofs == 0)
    return lp_finding_get_elements (self);

  if (self->witness == NULL)
    self->witness = sort_words (self, self->n_parts + self->n_proofs, NULL);

  return (const char *const *) self->witness;
}

guint
lp_finding_get_file_line (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), 0);

  return self->file_line;
}

gboolean
lp_finding_is_waived (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), FALSE);

  return self->waived;
}

const char *
lp_finding_get_reason (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), "");

  return self->reason != NULL ? self->reason : "";
}

gboolean
lp_finding_is_answered (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), FALSE);

  return self->sentence != NULL;
}

const char *
lp_finding_get_sentence (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), "");

  if (self->sentence != NULL)
    return self->sentence;

  if (self->offered == NULL)
    self->offered = g_strconcat (self->message, " ", _(self->rule->why), NULL);

  return self->offered;
}

gboolean
lp_finding_is_linchpin (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), FALSE);

  return self->rule->linchpin;
}

gboolean
lp_finding_can_fix (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), FALSE);

  return self->fixable;
}

guint
lp_finding_get_n_elements (LpFinding *self)
{
  g_return_val_if_fail (LP_IS_FINDING (self), 0);

  return self->n_parts;
}

LpElement *
lp_finding_find_element (LpFinding *self,
                         LpDesign  *design,
                         guint      place)
{
  LpElement *element;
  const Part *part;
  const char *id;

  g_return_val_if_fail (LP_IS_FINDING (self), NULL);

  if (place >= self->n_parts)
    return NULL;

  part = &self->parts[place];
  id = lp_element_get_id (part->owner);
  element = *id != '\0' ? lp_design_find (design, id) : lp_design_get_root (design);
  if (element == NULL || part->detail < 0)
    return element;

  element = lp_element_get_first_child (element);
  for (int i = 0; i < part->detail && element != NULL; i++)
    element = lp_element_get_next_sibling (element);

  return element;
}
