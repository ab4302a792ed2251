/* SPDX-License-Identifier: MIT */
/* boundary-missing: the newer edition grades the boundaries drawn around servers, nodes and tiers.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/box.h"
#include "rules/engine/brief.h"
#include "rules/engine/fix.h"
#include "rules/engine/rule.h"

static const LpBriefBoundary *
get_boundary (const LpBrief *brief,
              guint          line)
{
  return &g_array_index (brief->boundaries, LpBriefBoundary, line);
}

/* Whether @element stands in a container of the boundary’s kind and name. */
static gboolean
is_inside (const LpBriefBoundary *boundary,
           LpElement             *element)
{
  for (; element != NULL; element = lp_element_get_parent (element))
    if (lp_element_get_kind (element) == boundary->kind &&
        strcmp (lp_element_get_name (element), boundary->text) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_drawn (LpCheck               *check,
          const LpBriefBoundary *boundary)
{
  LpKind kind = boundary->holds != LP_KIND_DESIGN ? boundary->holds : boundary->kind;

  for (guint i = 0; i < check->kinds[kind].n; i++)
    if (is_inside (boundary, lp_check_get_element (check, check->kinds[kind].nodes[i])))
      return TRUE;

  return FALSE;
}

/* Whether @element bears the name of another boundary of @brief already. */
static gboolean
is_another (const LpBrief *brief,
            LpElement     *element)
{
  for (guint i = 0; i < brief->boundaries->len; i++)
    {
      const LpBriefBoundary *boundary = get_boundary (brief, i);

      if (lp_element_get_kind (element) == boundary->kind &&
          strcmp (lp_element_get_name (element), boundary->text) == 0)
        return TRUE;
    }

  return FALSE;
}

/* The container of the boundary’s kind around @element that may still be called so, or NULL. */
static LpElement *
find_candidate (const LpBrief         *brief,
                const LpBriefBoundary *boundary,
                LpElement             *element)
{
  for (; element != NULL; element = lp_element_get_parent (element))
    if (lp_element_get_kind (element) == boundary->kind && !is_another (brief, element))
      return element;

  return NULL;
}

/* How many boundaries before line @line are missing too and ask for the same: they get what comes
 * first. */
static guint
count_before (LpCheck *check,
              guint    line)
{
  const LpBriefBoundary *boundary = get_boundary (check->brief, line);
  guint n = 0;

  for (guint i = 0; i < line; i++)
    {
      const LpBriefBoundary *other = get_boundary (check->brief, i);

      if (other->kind == boundary->kind && other->holds == boundary->holds &&
          !is_drawn (check, other))
        n++;
    }

  return n;
}

/* What has to go into the zone, or the server that could be called so; ended by NULL. */
static GPtrArray *
list_candidates (LpCheck *check,
                 guint    line)
{
  const LpBriefBoundary *boundary = get_boundary (check->brief, line);
  const LpNodes *nodes = &check->kinds[boundary->holds];
  GPtrArray *candidates = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  guint skip = count_before (check, line);
  LpElement *before = NULL;

  for (guint i = 0; i < nodes->n; i++)
    {
      LpElement *element = lp_check_get_element (check, nodes->nodes[i]);
      LpElement *container = find_candidate (check->brief, boundary, element);

      if (boundary->kind == LP_KIND_ZONE)
        g_ptr_array_add (candidates, element);
      else if (container != NULL && container != before && candidates->len == 0 && skip-- == 0)
        g_ptr_array_add (candidates, container);
      before = container;
    }

  return candidates;
}

static void
check_boundary (const LpRule *rule,
                LpCheck      *check,
                guint         line)
{
  const LpBriefBoundary *boundary = get_boundary (check->brief, line);
  g_autoptr (GPtrArray) candidates = NULL;
  LpFinding *finding;

  if (is_drawn (check, boundary))
    return;

  if (boundary->holds == LP_KIND_DESIGN)
    {
      finding = lp_check_report (check, rule, NULL, NULL, _("The boundary “%s” is missing."),
                                 boundary->text);
      lp_finding_set_subject (finding, boundary->text);
      lp_finding_forbid_fix (finding);
      return;
    }

  candidates = list_candidates (check, line);
  finding = lp_check_report (check, rule, (LpElement **) candidates->pdata, NULL,
                             _("The boundary “%s” is missing. In it stands: %s."), boundary->text,
                             lp_kind_get_title (boundary->holds));
  lp_finding_set_subject (finding, boundary->text);
  lp_finding_set_line (finding, line);
  if (candidates->len == 0)
    lp_finding_forbid_fix (finding);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  for (guint i = 0; i < check->brief->boundaries->len; i++)
    check_boundary (rule, check, i);
}

/* What @element stands in and what goes into a zone with it: its server, or itself. */
static LpElement *
get_movable (LpElement *element)
{
  LpElement *parent = lp_element_get_parent (element);

  return lp_element_get_kind (parent) == LP_KIND_SERVER ? parent : element;
}

/* Puts what the finding names into a new zone around it. */
static void
draw_zone (LpDesign   *design,
           LpFinding  *finding,
           const char *name)
{
  LpElement *first = get_movable (lp_finding_find_element (finding, design, 0));
  LpElement *parent = lp_element_get_parent (first);
  LpElement *zone = lp_fix_add_component (design, LP_KIND_ZONE, parent, first);
  gboolean arranged = !lp_box_none_is_placed (design);

  lp_element_set_text (zone, LP_ATTRIBUTE_NAME, name);
  for (guint i = 0; i < lp_finding_get_n_elements (finding); i++)
    {
      LpElement *element = get_movable (lp_finding_find_element (finding, design, i));

      if (lp_element_get_parent (element) != parent)
        continue;

      lp_design_move (design, element, zone, NULL);
      if (arranged)
        {
          lp_element_set_number (element, LP_ATTRIBUTE_X, LP_PADDING);
          lp_element_set_number (element, LP_ATTRIBUTE_Y, LP_HEADER);
          lp_fix_place (element, NULL);
        }
    }

  if (arranged)
    lp_fix_place (zone, NULL);
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  const LpBriefBoundary *boundary;

  for (guint i = 0; i < lp_finding_get_n_elements (finding); i++)
    if (lp_finding_find_element (finding, design, i) == NULL)
      return FALSE;

  boundary = get_boundary (lp_finding_get_brief (finding), lp_finding_get_line (finding));
  if (boundary->kind == LP_KIND_ZONE)
    draw_zone (design, finding, boundary->text);
  else
    lp_element_set_text (lp_finding_find_element (finding, design, 0), LP_ATTRIBUTE_NAME,
                         boundary->text);

  return TRUE;
}

const LpRule lp_rule_boundary_missing = {
  .key = "boundary-missing",
  .severity = LP_SEVERITY_ERROR,
  .verdict = LP_VERDICT_MISSING,
  .title = N_("A boundary the task asks for is missing"),
  .why = N_("In this edition of the exercise the boundaries are graded: which parts stand together "
            "in a server, a node or a tier. "
            "They have exact names too."),
  .advice = N_("Draw a server or a zone with this name around the parts."),
  .check = check_design,
  .fix = fix,
};
