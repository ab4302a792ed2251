/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/engine/today.h"

#include "rules/engine/waiver.h"

char *
lp_today_dup (void)
{
  const char *said = g_getenv ("LINCHPIN_TODAY");
  g_autoptr (GDateTime) now = NULL;

  if (said != NULL && lp_waiver_is_day (said))
    return g_strdup (said);

  now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}
