/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/recent.h"

#include <gtk/gtk.h>

#define MIME_TYPE "application/x-linchpin+xml"
#define APPLICATION "Linchpin"

void
lp_recent_add (GFile *file)
{
  g_autofree char *uri = NULL;
  GtkRecentData data = {
    .mime_type = (char *) MIME_TYPE,
    .app_name = (char *) APPLICATION,
    .app_exec = (char *) "linchpin %u",
  };

  g_return_if_fail (G_IS_FILE (file));

  uri = g_file_get_uri (file);
  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

static int
compare_visits (gconstpointer a,
                gconstpointer b)
{
  GDateTime *left = gtk_recent_info_get_modified ((GtkRecentInfo *) a);
  GDateTime *right = gtk_recent_info_get_modified ((GtkRecentInfo *) b);

  return g_date_time_compare (right, left);
}

GPtrArray *
lp_recent_get_files (guint max)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  GList *infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  infos = g_list_sort (infos, compare_visits);
  for (GList *each = infos; each != NULL && files->len < max; each = each->next)
    if (gtk_recent_info_has_application (each->data, APPLICATION) &&
        gtk_recent_info_is_local (each->data) && gtk_recent_info_exists (each->data))
      g_ptr_array_add (files, g_file_new_for_uri (gtk_recent_info_get_uri (each->data)));

  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);

  return files;
}
