/* SPDX-License-Identifier: MIT */
/* certificate-name: a certificate is good only for the names that it bears. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "analysis/conversation.h"
#include "rules/engine/rule.h"
#include "rules/tls/endpoints.h"

/* A wildcard stands for one label: *.foobar.com is good for www.foobar.com. */
static gboolean
covers_name (const char *pattern,
             const char *site)
{
  const char *dot;

  if (g_ascii_strcasecmp (pattern, site) == 0)
    return TRUE;

  dot = strchr (site, '.');

  return g_str_has_prefix (pattern, "*.") && dot != NULL && dot != site &&
         g_ascii_strcasecmp (pattern + 1, dot) == 0;
}

/* What is not said is not wrong. */
static gboolean
covers (LpElement  *certificate,
        const char *site)
{
  const char *text = lp_element_get_text (certificate, LP_ATTRIBUTE_COVERS);
  g_auto (GStrv) names = g_strsplit_set (text, ", ;", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0' && covers_name (names[i], site))
      return TRUE;

  return *text == '\0';
}

/* The first certificate of @node where none is good for the site, or NULL. */
static LpElement *
find_wrong (const LpEndpoints *endpoints,
            int                node)
{
  const LpCheck *check = endpoints->check;
  g_autoptr (GArray) certificates = lp_endpoints_list_certificates (endpoints, node);

  for (guint i = 0; i < certificates->len; i++)
    if (covers (check->graph->nodes[g_array_index (certificates, int, i)].element, check->site))
      return NULL;

  if (certificates->len == 0)
    return NULL;

  return check->graph->nodes[g_array_index (certificates, int, 0)].element;
}

/* Whether visitors ask @node only over links of pools with names: those hosts may have names of
 * their own, such as api.foobar.com. */
static gboolean
bears_own_name (LpCheck *check,
                int      node)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  gboolean any = FALSE;

  for (guint k = conversations->in_start[node]; k < conversations->in_start[node + 1]; k++)
    {
      const LpConversation *each = &conversations->list[conversations->in[k]];

      if (!lp_conversation_asks (each))
        continue;
      if (each->pool == 0 || check->graph->nodes[each->from].kind != LP_KIND_CLIENT)
        return FALSE;
      any = TRUE;
    }

  return any;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpEndpoints *endpoints;
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);

  if (*check->site == '\0')
    return;

  endpoints = lp_endpoints_get (check);
  for (guint i = 0; i < check->graph->n_nodes; i++)
    {
      LpElement *certificate;

      if ((endpoints->marks[i] & LP_ENDPOINT_TLS) == 0 || !lp_endpoints_is_one (endpoints, i) ||
          lp_endpoints_passes_tls (endpoints, i) || bears_own_name (check, i))
        continue;

      certificate = find_wrong (endpoints, i);
      if (certificate != NULL && g_hash_table_add (named, certificate))
        lp_check_report (check, rule, LP_ELEMENTS (certificate),
                         LP_ELEMENTS (check->graph->nodes[i].element),
                         _("“%s” is for %s, but visitors ask for %s."),
                         lp_check_name (check, certificate),
                         lp_element_get_text (certificate, LP_ATTRIBUTE_COVERS), check->site);
    }
}

const LpRule lp_rule_certificate_name = {
  .key = "certificate-name",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Certificate for another name"),
  .why = N_("A certificate says for which names it is good, and the browser compares them with "
            "the name in the address bar. When they differ it shows a warning instead of the "
            "page, because that is just what an impostor’s site would look like."),
  .advice = N_("Let the certificate cover the name of the site. A wildcard such as *.foobar.com "
               "is good for www.foobar.com, but not for foobar.com."),
  .check = check_design,
};
