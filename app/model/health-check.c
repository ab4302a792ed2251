/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/health-check.h"

#include <string.h>

static gboolean
begins_with_word (const char        *text,
                  const char *const *words)
{
  for (; *words != NULL; words++)
    {
      const gsize length = strlen (*words);

      if (g_ascii_strncasecmp (text, *words, length) == 0 && !g_ascii_isalnum (text[length]) &&
          text[length] != '_')
        return TRUE;
    }

  return FALSE;
}

char *
lp_health_check_dup_path (const char *text)
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

LpDepth
lp_health_check_get_depth (const char *text)
{
  static const char *const none[] = { "none", "no", "off", "disabled", "-", NULL };
  static const char *const shallow[] = { "tcp", "connect", "process", "ping", NULL };
  g_autofree char *path = lp_health_check_dup_path (text);

  while (g_ascii_isspace (*text))
    text++;
  if (*text == '\0' || begins_with_word (text, none))
    return LP_DEPTH_NOTHING;
  if (begins_with_word (text, shallow))
    return LP_DEPTH_PROCESS;

  return path != NULL && is_file (path) ? LP_DEPTH_FILE : LP_DEPTH_WHOLE;
}
