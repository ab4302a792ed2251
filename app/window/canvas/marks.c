/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>

#include "report/closed.h"

/* So many findings are told at the pointer; the panel has them all. */
#define MAX_TOLD 4

static void
add_line (GString    *story,
          const char *line)
{
  g_string_append_printf (story, "%s%s", story->len > 0 ? "\n" : "", line);
}

static void
add_findings (GString      *story,
              LpLintResult *report,
              LpElement    *element)
{
  guint n_found = 0;

  for (guint i = 0; i < lp_lint_result_get_n_findings (report); i++)
    {
      LpFinding *finding = lp_lint_result_get_finding (report, i);

      if (lp_finding_is_waived (finding) ||
          !g_strv_contains (lp_finding_get_elements (finding), lp_element_get_id (element)) ||
          n_found++ >= MAX_TOLD)
        continue;
      add_line (story, lp_finding_get_title (finding));
    }
  if (n_found > MAX_TOLD)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more",
                                                         n_found - MAX_TOLD), n_found - MAX_TOLD);

      add_line (story, more);
    }
}

/* What the badges of @element stand for, or what keeps a link closed, a line each; NULL where
 * nothing was found. */
static char *
dup_story (LpCanvas  *self,
           LpElement *element,
           gboolean   findings)
{
  LpFindings *checks = lp_document_find_checks (self->document);
  LpLintResult *report = checks != NULL ? lp_findings_get_report (checks) : NULL;
  const LpMark *mark = lp_scene_find_mark (self->scene, element);
  g_autoptr (GString) story = g_string_new (NULL);
  g_autofree char *closed = NULL;

  if (report == NULL)
    return NULL;

  if (mark != NULL && mark->closed)
    closed = lp_report_dup_closed (lp_lint_result_get_graph (report), lp_element_get_id (element));
  if (closed != NULL)
    add_line (story, closed);
  if (findings)
    add_findings (story, report, element);

  return story->len > 0 ? g_string_free (g_steal_pointer (&story), FALSE) : NULL;
}

gboolean
lp_canvas_query_tooltip (GtkWidget  *widget,
                         int         x,
                         int         y,
                         gboolean    by_keyboard,
                         GtkTooltip *tooltip)
{
  LpCanvas *self = LP_CANVAS (widget);
  g_autofree char *story = NULL;
  LpRect area;
  LpPick pick;

  if (self->scene == NULL || self->gesture != NULL || by_keyboard)
    return FALSE;

  lp_canvas_pick_at (self, x, y, &pick);
  if (pick.element != NULL)
    story = dup_story (self, pick.element, pick.part == LP_PART_MARK);
  if (story == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, story);
  if (lp_scene_get_rect (self->scene, pick.element, &area))
    {
      area = lp_canvas_rect_to_widget (self, &area);
      gtk_tooltip_set_tip_area (tooltip,
                                &(GdkRectangle) { area.x, area.y, area.width, area.height });
    }

  return TRUE;
}
