/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/templates.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "file/format.h"
#include "file/reader.h"
#include "model/resource.h"

#define BLANK "blank"

static const LpTemplate templates[] = {
  { "task-0", N_("Simple web stack"),
    N_("One server with web server, application and database.") },
  { "task-1", N_("Distributed web infrastructure"),
    N_("A load balancer before two servers, with a primary database and its replica.") },
  { "task-2", N_("Secured and monitored web infrastructure"),
    N_("The same three servers with HTTPS, a firewall each, and monitoring.") },
  { "task-3", N_("Scaled-up web infrastructure"),
    N_("A cluster of two load balancers, and each tier on servers of its own.") },
  { BLANK, N_("Blank design"),
    N_("Nothing yet: draw your own.") },
};

const LpTemplate *
lp_template_list (guint *n_templates)
{
  g_return_val_if_fail (n_templates != NULL, NULL);

  *n_templates = G_N_ELEMENTS (templates);

  return templates;
}

static LpDesign *
fail_unknown (const char  *key,
              GError     **error)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? ", " : "", templates[i].key);

  g_set_error (error, LP_FILE_ERROR, LP_FILE_ERROR_UNREADABLE,
               _("There is no template “%s”, only these: %s"), key, keys->str);
  return NULL;
}

LpDesign *
lp_template_open (const char *key,
                  GError    **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (key != NULL, NULL);

  if (strcmp (key, BLANK) == 0)
    return lp_design_new ();

  path = g_strdup_printf ("templates/%s.linchpin", key);
  if ((bytes = lp_resource_find (path)) == NULL)
    return fail_unknown (key, error);

  return lp_file_read_bytes (bytes, error);
}
