/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/locale.h"

#include <libintl.h>
#include <locale.h>

void
lp_locale_init (void)
{
  const char *folder = g_getenv ("LINCHPIN_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LP_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
