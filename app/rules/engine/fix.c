/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/fix.h"

#include <glib/gi18n-lib.h>

#include "model/box.h"
#include "rules/engine/fix-outcome.h"
#include "rules/engine/rule.h"

/* So many fixes may follow the first one, to put right what it brings along. */
#define MAX_ROUNDS 24

/* Linting larger designs twice and more takes longer than anybody waits for a fix. */
#define MAX_BOXES 2000

/* What is new needs a firewall, an agent or a certificate as what is beside it has one: the fixes
 * of those findings belong to this one. FALSE where something new stays, or a goal is worse off. */
static gboolean
round_off (LpFinding       *finding,
           LpDesign        *design,
           const LpFixOutcome *before)
{
  const LpRule *rule = lp_finding_get_rule (finding);
  const LpBrief *brief = lp_finding_get_brief (finding);

  for (guint i = 0; i < MAX_ROUNDS; i++)
    {
      g_autoptr (LpFixOutcome) after = lp_fix_outcome_new (design, brief);
      LpFinding *added = lp_fix_outcome_find_new (before, after, rule);
      const LpRule *next;

      if (lp_fix_outcome_has (before, after, finding) ||
          (added == NULL && lp_fix_outcome_is_worse (before, after)))
        {
          g_debug ("The fix of %s does not help", lp_finding_get_fingerprint (finding));
          return FALSE;
        }
      if (added == NULL)
        return TRUE;

      next = lp_finding_get_rule (added);
      if (next == rule || !lp_fix_outcome_may_follow (added) || !next->fix (next, added, design))
        {
          g_debug ("The fix of %s would bring %s", lp_finding_get_fingerprint (finding),
                   lp_finding_get_fingerprint (added));
          return FALSE;
        }
    }

  return FALSE;
}

gboolean
lp_fix_apply (LpFinding *finding,
              LpDesign  *design)
{
  const LpRule *rule = lp_finding_get_rule (finding);
  LpHistory *history = lp_design_get_history (design);
  g_autoptr (LpFixOutcome) before = NULL;
  g_autofree char *label = NULL;

  if (!lp_finding_can_fix (finding))
    return FALSE;

  if (lp_design_get_n_boxes (design) <= MAX_BOXES)
    before = lp_fix_outcome_new (design, lp_finding_get_brief (finding));

  label = g_strdup_printf (_("Fix: %s"), _(rule->title));
  lp_history_begin (history, label);
  if (rule->fix (rule, finding, design) &&
      (before == NULL || round_off (finding, design, before)))
    {
      lp_history_end (history);
      return TRUE;
    }

  lp_history_cancel (history);
  return FALSE;
}

/* Whether something else stands in @rect where @element is. */
static gboolean
is_taken (LpElement    *element,
          const LpRect *rect)
{
  LpElement *each = lp_element_get_first_child (lp_element_get_parent (element));

  for (; each != NULL; each = lp_element_get_next_sibling (each))
    {
      LpRect other;

      if (each == element || !lp_kind_is_box (lp_element_get_kind (each)))
        continue;

      lp_box_get_rect (each, &other);
      if (lp_rect_intersects (rect, &other))
        return TRUE;
    }

  return FALSE;
}

void
lp_fix_place (LpElement *element,
              LpElement *near)
{
  LpElement *parent = lp_element_get_parent (element);
  LpPoint origin = lp_box_get_origin (parent);
  gboolean has_header = lp_kind_is_container (lp_element_get_kind (parent));
  LpRect rect = { origin.x + LP_PADDING, origin.y + (has_header ? LP_HEADER : LP_PADDING), 0, 0 };
  double step;

  if (near != NULL && lp_element_get_parent (near) == parent)
    lp_box_get_rect (near, &rect);
  lp_box_get_size (element, &rect.width, &rect.height);

  for (step = rect.height + 2 * LP_GRID; is_taken (element, &rect); rect.y += step)
    ;

  lp_box_place (element, rect.x, rect.y);
}

LpElement *
lp_fix_add_component (LpDesign  *design,
                      LpKind     kind,
                      LpElement *parent,
                      LpElement *near)
{
  g_autoptr (LpElement) element = lp_design_make_element (design, kind, parent);
  gboolean arranged = !lp_box_none_is_placed (design);

  lp_design_add (design, element, parent, NULL);

  /* A design without places is arranged when it is opened. */
  if (arranged)
    lp_fix_place (element, near);

  return element;
}

LpElement *
lp_fix_add_link (LpDesign  *design,
                 LpFlow     flow,
                 LpElement *from,
                 LpElement *to)
{
  g_autofree char *id = lp_design_make_id (design, "link");
  g_autoptr (LpElement) link = lp_link_new (flow, from, to);

  lp_element_set_text (link, LP_ATTRIBUTE_ID, id);
  lp_design_add (design, link, lp_design_get_root (design), NULL);

  return link;
}

/* Links to a server mean the component in front, links from it the last: those that mean @element
 * end at it from now on. */
static void
pin_links (LpElement *server,
           LpElement *element)
{
  guint n_links;
  LpElement **links = lp_element_get_links (server, &n_links);
  g_autoptr (GPtrArray) from = g_ptr_array_new ();
  g_autoptr (GPtrArray) to = g_ptr_array_new ();

  for (guint i = 0; i < n_links; i++)
    {
      if (lp_link_get_from (links[i]) == server && lp_link_resolve_from (server) == element)
        g_ptr_array_add (from, links[i]);
      if (lp_link_get_to (links[i]) == server && lp_link_resolve_to (server) == element)
        g_ptr_array_add (to, links[i]);
    }

  for (guint i = 0; i < from->len; i++)
    lp_link_set_from (from->pdata[i], element);
  for (guint i = 0; i < to->len; i++)
    lp_link_set_to (to->pdata[i], element);
}

/* What the application server runs has to be on its new server too. */
static void
copy_files (LpDesign  *design,
            LpElement *from,
            LpElement *to)
{
  LpElement *files = lp_element_find_child (from, LP_KIND_APP_FILES);
  g_autofree char *id = NULL;
  g_autoptr (LpElement) copy = NULL;

  if (files == NULL)
    return;

  id = lp_design_make_id (design, lp_kind_get_row (LP_KIND_APP_FILES)->key);
  copy = lp_element_copy (files);
  lp_element_set_text (copy, LP_ATTRIBUTE_ID, id);
  lp_design_add (design, copy, to, NULL);
}

/* What did not leave the server needed no encryption. */
static void
encrypt_links (LpElement *element,
               LpElement *old)
{
  guint n_links;
  LpElement **links = lp_element_get_links (element, &n_links);

  for (guint i = 0; i < n_links; i++)
    {
      LpElement *from = lp_link_resolve_from (lp_link_get_from (links[i]));
      LpElement *other = from == element ? lp_link_resolve_to (lp_link_get_to (links[i])) : from;
      LpFlow flow = lp_link_get_flow (links[i]);

      if ((flow == LP_FLOW_QUERY || flow == LP_FLOW_REPLICATION) &&
          lp_element_get_parent (other) == old)
        lp_element_set_number (links[i], LP_ATTRIBUTE_TLS, TRUE);
    }
}

void
lp_fix_move_to_own_server (LpDesign  *design,
                           LpElement *element)
{
  LpElement *old = lp_element_get_parent (element);
  LpElement *place = lp_element_get_parent (old);
  LpElement *server = lp_fix_add_component (design, LP_KIND_SERVER, place, old);
  gboolean arranged = !lp_box_none_is_placed (design);

  pin_links (old, element);
  if (lp_element_get_kind (element) == LP_KIND_APP_SERVER)
    copy_files (design, old, server);
  encrypt_links (element, old);
  lp_design_move (design, element, server, NULL);

  if (arranged)
    {
      LpElement *each = lp_element_get_first_child (server);

      for (; each != NULL; each = lp_element_get_next_sibling (each))
        {
          lp_element_set_number (each, LP_ATTRIBUTE_X, LP_PADDING);
          lp_element_set_number (each, LP_ATTRIBUTE_Y, LP_HEADER);
        }
      lp_fix_place (element, NULL);
      lp_fix_place (server, old);
    }
}

LpElement *
lp_fix_insert_on (LpDesign  *design,
                  LpKind     kind,
                  LpElement *link)
{
  LpElement *target = lp_link_get_to (link);
  LpElement *root = lp_design_get_root (design);
  LpElement *element = lp_fix_add_component (design, kind, root, target);
  g_autoptr (LpElement) onward = lp_element_copy (link);
  g_autofree char *id = lp_design_make_id (design, "link");
  LpElement *bend;

  lp_element_set_text (onward, LP_ATTRIBUTE_ID, id);
  lp_link_set_from (onward, element);
  lp_design_add (design, onward, root, lp_element_get_next_sibling (link));

  /* Bends were set for the whole way; nobody knows for which half they are now. */
  lp_link_set_to (link, element);
  while ((bend = lp_element_find_child (link, LP_KIND_BEND)) != NULL)
    lp_design_remove (design, bend);
  while ((bend = lp_element_find_child (onward, LP_KIND_BEND)) != NULL)
    lp_design_remove (design, bend);

  return element;
}
