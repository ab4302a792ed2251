/* SPDX-License-Identifier: MIT */
/* health-check-shallow: who only sees that a process runs keeps sending requests to one that cannot
 * answer them. */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/conversation.h"
#include "rules/balancing/pool-needs.h"
#include "rules/engine/rule.h"

typedef enum
{
  DEPTH_WHOLE,          /* It asks for a page, or for nothing: that is another rule. */
  DEPTH_PROCESS,
  DEPTH_FILE,           /* A page that needs nothing behind the server. */
} Depth;

static gboolean
begins_with_word (const char *text,
                  const char *word)
{
  const gsize length = strlen (word);

  return g_ascii_strncasecmp (text, word, length) == 0 && !g_ascii_isalnum (text[length]);
}

/* The path of the page that @text asks for: "GET /health", "HTTP HEAD /up?full". NULL for none. */
static char *
dup_path (const char *text)
{
  const char *slash = strchr (text, '/');

  return slash != NULL ? g_strndup (slash, strcspn (slash, " \t?#")) : NULL;
}

static gboolean
is_file (const char *path)
{
  static const char *const endings[] = { ".html", ".htm", ".txt", ".ico", ".png", ".gif", ".jpg",
                                         ".svg", ".css", ".js" };
  static const char *const own[] = { "/nginx_status", "/stub_status", "/basic_status",
                                     "/server-status" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (path, endings[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_str_equal (path, own[i]))
      return TRUE;

  return FALSE;
}

/* The words are those by which the analysis knows a check that asks for no page. */
static Depth
get_depth (const char *text)
{
  static const char *const shallow[] = { "tcp", "connect", "process", "ping" };
  g_autofree char *path = dup_path (text);

  for (guint i = 0; i < G_N_ELEMENTS (shallow); i++)
    if (begins_with_word (text, shallow[i]))
      return DEPTH_PROCESS;

  return path != NULL && is_file (path) ? DEPTH_FILE : DEPTH_WHOLE;
}

static void
report (const LpRule *rule,
        LpCheck      *check,
        int           balancer,
        Depth         depth,
        int           target,
        GPtrArray    *needs)
{
  LpElement *element = lp_check_get_element (check, balancer);
  const char *text = lp_element_get_text (element, LP_ATTRIBUTE_HEALTH_CHECK);
  g_autofree char *names = lp_check_join_names (check, (LpElement **) needs->pdata);
  g_autofree char *path = dup_path (text);

  g_ptr_array_add (needs, lp_check_get_element (check, target));
  if (depth == DEPTH_PROCESS)
    lp_check_report (check, rule, LP_ELEMENTS (element), (LpElement **) needs->pdata,
                     _("“%s” only checks that “%s” answers at all (“%s”): without %s it goes on "
                       "getting requests, and cannot serve them."),
                     lp_check_name (check, element), lp_check_get_name (check, target), text,
                     names);
  else
    lp_check_report (check, rule, LP_ELEMENTS (element), (LpElement **) needs->pdata,
                     _("“%s” asks “%s” for “%s”, which looks like something that it has itself: "
                       "without %s it goes on getting requests, and cannot serve them."),
                     lp_check_name (check, element), lp_check_get_name (check, target), path,
                     names);
}

static void
check_balancer (const LpRule *rule,
                LpCheck      *check,
                int           balancer)
{
  g_autofree char *text = g_strstrip (g_strdup (lp_element_get_text (
    lp_check_get_element (check, balancer), LP_ATTRIBUTE_HEALTH_CHECK)));
  const Depth depth = get_depth (text);
  g_autoptr (GPtrArray) needs = NULL;
  int target;

  if (depth == DEPTH_WHOLE)
    return;

  needs = lp_pool_needs_find_own (check, balancer, &target);
  if (needs != NULL &&
      (depth == DEPTH_PROCESS || check->graph->nodes[target].kind != LP_KIND_LOAD_BALANCER))
    report (rule, check, balancer, depth, target, needs);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *balancers = &check->kinds[LP_KIND_LOAD_BALANCER];

  for (guint i = 0; i < balancers->n; i++)
    check_balancer (rule, check, balancers->nodes[i]);
}

const LpRule lp_rule_health_check_shallow = {
  .key = "health-check-shallow",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Health check sees too little"),
  .why = N_("A connection that is accepted, or a file that is sent, shows that a process runs. "
            "Whether it still has the application or the data that pages need, it does not show. "
            "When that is gone, the load balancer keeps sending visitors there, and they get "
            "errors although another server could answer."),
  .advice = N_("Ask for a page that uses what every request needs, such as GET /health made by the "
               "application, and let it fail when that is missing."),
  .check = check_design,
};
