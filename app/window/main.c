/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <libxml/parser.h>

#include "file/output.h"
#include "model/locale.h"
#include "window/application.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (LpApplication) application = NULL;

  lp_output_init ("linchpin");
  lp_locale_init ();

  /* libxml2 makes its tables when it is first used; two threads at once would spoil them. */
  xmlInitParser ();

  application = lp_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
