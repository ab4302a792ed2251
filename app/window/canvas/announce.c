/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas/canvas-private.h"

#include <glib/gi18n.h>

#include "report/outcome.h"

/* What a screen reader says of the drawing: what is selected, and what was found out about it. */

static char *
describe_link (LpElement *link)
{
  /* Translators: “HTTPS request from HAProxy to Nginx”, e.g. “Request from HAProxy to Nginx”. */
  return g_strdup_printf (_("%s from %s to %s"), lp_flow_get_title (lp_link_get_flow (link)),
                          lp_element_get_name (lp_link_get_from (link)),
                          lp_element_get_name (lp_link_get_to (link)));
}

static char *
describe_box (LpElement *box)
{
  LpElement *parent = lp_element_get_parent (box);
  GString *text = g_string_new (lp_element_get_name (box));
  guint n_links;

  lp_element_get_links (box, &n_links);
  g_string_append_printf (text, ", %s", lp_kind_get_title (lp_element_get_kind (box)));
  if (parent != NULL && lp_kind_is_container (lp_element_get_kind (parent)))
    {
      g_string_append (text, ", ");
      /* Translators: of a component in a server: “in web-01”. */
      g_string_append_printf (text, _("in %s"), lp_element_get_name (parent));
    }
  g_string_append (text, ", ");
  g_string_append_printf (text, ngettext ("%u link", "%u links", n_links), n_links);

  return g_string_free (text, FALSE);
}

char *
lp_canvas_describe (LpElement *element)
{
  return lp_element_get_kind (element) == LP_KIND_LINK ? describe_link (element)
                                                       : describe_box (element);
}

static void
add_words (GString    *text,
           const char *words)
{
  g_string_append_printf (text, ", %s", words);
}

/* The same as the badges of @element say. */
static void
add_mark (LpCanvas  *self,
          LpElement *element,
          GString   *text)
{
  static const char *const pins[] = {
    NULL,
    N_("if it fails, nothing can be read"),
    N_("if it fails, nothing can be stored"),
    N_("if it fails, the site is down"),
  };
  static const char *const states[] = {
    [LP_MARK_PART] = N_("serves in part"),
    [LP_MARK_DOWN] = N_("down"),
    [LP_MARK_CUT_OFF] = N_("cut off"),
  };
  static const char *const parts[] = {
    NULL,
    N_("if it fails, a part of the reading fails"),
    N_("if it fails, a part of the writing fails"),
    N_("if it fails, a part of all requests fails"),
  };
  const LpMark *mark = lp_scene_find_mark (self->scene, element);

  if (mark == NULL)
    return;

  if (mark->state != LP_MARK_UP)
    add_words (text, _(states[mark->state]));
  if (mark->pins != 0)
    add_words (text, _(pins[mark->pins]));
  if (mark->parts != 0)
    add_words (text, _(parts[mark->parts]));
  if (mark->closed)
    add_words (text, _("closed: nothing gets through"));
  if (mark->n_findings > 0)
    {
      g_autofree char *findings = g_strdup_printf (ngettext ("%u finding", "%u findings",
                                                             mark->n_findings), mark->n_findings);

      add_words (text, findings);
    }
}

/* How many could take all down: what the whole design is about. */
static void
add_result (LpCanvas *self,
            GString  *text)
{
  LpFindings *checks = lp_document_find_checks (self->document);
  g_autofree char *outcome = NULL;

  if (checks == NULL || lp_design_get_n_boxes (self->design) == 0)
    return;

  outcome = lp_report_dup_outcome (lp_findings_get_report (checks));
  add_words (text, outcome);
}

/* Something that happened; what is selected is said again when that changes. */
void
lp_canvas_announce (LpCanvas   *self,
                    const char *message)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
}

void
lp_canvas_announce_selection (LpCanvas *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  LpElement *only = lp_canvas_find_only (self);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *words = NULL;

  if (only != NULL)
    {
      words = lp_canvas_describe (only);
      g_string_append (text, words);
      if (self->scene != NULL)
        add_mark (self, only, text);
    }
  else if (n == 0)
    {
      g_string_append (text, _("Nothing is selected"));
      if (self->scene != NULL)
        add_result (self, text);
    }
  else
    {
      g_string_append_printf (text, ngettext ("%u element is selected", "%u elements are selected",
                                              n), n);
    }

  lp_canvas_announce (self, text->str);
}
