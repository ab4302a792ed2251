/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/canvas-private.h"

#include <glib/gi18n.h>

/* What a screen reader says of the drawing: what is selected. */

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

void
lp_canvas_announce_selection (LpCanvas *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  LpElement *only = lp_canvas_find_only (self);
  g_autofree char *text = NULL;

  if (only != NULL)
    text = lp_canvas_describe (only);
  else if (n == 0)
    text = g_strdup (_("Nothing is selected"));
  else
    text = g_strdup_printf (ngettext ("%u element is selected", "%u elements are selected", n), n);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}
