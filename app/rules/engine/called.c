/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/called.h"

#include <string.h>

static const char *const workers[] = {
  "worker", "cron", "batch", "scheduler", "consumer", "background", "celery", "sidekiq", "resque",
  NULL
};

static gboolean
has_any (const char        *text,
         const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strcasestr (text, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

gboolean
lp_called_any (LpElement         *element,
               const char *const *words)
{
  return has_any (lp_element_get_text (element, LP_ATTRIBUTE_NAME), words) ||
         has_any (lp_element_get_text (element, LP_ATTRIBUTE_SOFTWARE), words);
}

gboolean
lp_called_worker (LpElement *element)
{
  return lp_called_any (element, workers);
}
