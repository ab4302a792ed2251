/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/firewall/holes.h"

#include <glib/gi18n-lib.h>

/* How many rules a sentence bears. */
#define MAX_DESCRIBED 4

GPtrArray *
lp_holes_list (LpCheck       *check,
               int            firewall,
               LpHolesFilter  filter)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  GPtrArray *allows = NULL;

  for (guint i = traffic->allow_start[firewall]; i < traffic->allow_start[firewall + 1]; i++)
    if (filter (check, i))
      {
        if (allows == NULL)
          allows = g_ptr_array_new_null_terminated (2, NULL, TRUE);
        g_ptr_array_add (allows, traffic->allows[i].element);
      }

  return allows;
}

static void
describe (GString   *text,
          LpElement *allow)
{
  const char *from = lp_element_get_text (allow, LP_ATTRIBUTE_ALLOW_FROM);
  const char *port = lp_element_get_text (allow, LP_ATTRIBUTE_ALLOW_PORT);
  LpProtocol protocol = lp_element_get_choice (allow, LP_ATTRIBUTE_ALLOW_PROTOCOL);

  g_string_append_printf (text, "%s →", *from != '\0' ? from : _("any"));
  if (protocol != LP_PROTOCOL_NONE)
    g_string_append_printf (text, " %s", lp_protocol_get_row (protocol)->title);
  if (*port != '\0')
    g_string_append_printf (text, " %s", port);
  else if (protocol == LP_PROTOCOL_NONE)
    g_string_append_printf (text, " %s", _("any"));
}

char *
lp_holes_describe (GPtrArray *allows)
{
  GString *text = g_string_new (NULL);
  guint n = MIN (allows->len, MAX_DESCRIBED);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      describe (text, allows->pdata[i]);
    }

  if (allows->len > n)
    g_string_append_printf (text, ngettext (" and %u more", " and %u more", allows->len - n),
                            allows->len - n);

  return g_string_free (text, FALSE);
}

static gboolean
is_covered (const LpTraffic *traffic,
            int              firewall,
            guint            number)
{
  for (guint i = traffic->allow_start[firewall]; i < number; i++)
    if (lp_allow_covers (&traffic->allows[i], &traffic->allows[number]))
      return TRUE;

  return FALSE;
}

/* By rule. Cost: O(rules²) within each firewall. */
static gpointer
list_covered (LpCheck *check)
{
  const LpTraffic *traffic = lp_check_get_traffic (check);
  const LpNodes *firewalls = &check->kinds[LP_KIND_FIREWALL];
  guint8 *covered = g_new0 (guint8, traffic->n_allows + 1);

  for (guint i = 0; i < firewalls->n; i++)
    {
      int firewall = firewalls->nodes[i];

      for (guint k = traffic->allow_start[firewall]; k < traffic->allow_start[firewall + 1]; k++)
        covered[k] = is_covered (traffic, firewall, k);
    }

  return covered;
}

gboolean
lp_holes_is_covered (LpCheck *check,
                     guint    number)
{
  const guint8 *covered = lp_check_get_shared (check, "covered", list_covered, g_free);

  return covered[number];
}

gboolean
lp_holes_is_public_ssh (const LpAllow *allow)
{
  return lp_allow_is_public (allow) && !lp_allow_is_any (allow) &&
         lp_allow_has_port (allow, LP_TRANSPORT_TCP,
                            lp_protocol_get_row (LP_PROTOCOL_SSH)->port);
}

gboolean
lp_holes_remove (const LpRule *rule,
                 LpFinding    *finding,
                 LpDesign     *design)
{
  guint n = lp_finding_get_n_elements (finding);
  g_autofree LpElement **allows = g_new (LpElement *, n);

  /* They are known by their places, so all are found before the first goes. */
  for (guint i = 0; i < n; i++)
    {
      allows[i] = lp_finding_find_element (finding, design, i);
      if (allows[i] == NULL || lp_element_get_kind (allows[i]) != LP_KIND_ALLOW)
        return FALSE;
    }

  for (guint i = 0; i < n; i++)
    lp_design_remove (design, allows[i]);

  return TRUE;
}
