/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/resource.h"

#include <gio/gio.h>
#include <stdlib.h>

#include "core-resources.h"

static int
compare_names (const void *a,
               const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Naming the compiled resource here, rather than looking in all that are registered, is also what
 * keeps the linker from dropping it from the archive. Two threads that ask GLib for it first at the
 * same time may get one that is not whole yet: hence only one of them asks. */
static GResource *
get_resource (void)
{
  static GResource *resource = NULL;

  if (g_once_init_enter (&resource))
    g_once_init_leave (&resource, lp_core_get_resource ());

  return resource;
}

/**
 * lp_resource_find:
 * @path: a path below the prefix
 *
 * For names that come from outside, such as the brief that a design asks for.
 *
 * Returns: (transfer full) (nullable): the bytes, which are not copied
 */
GBytes *
lp_resource_find (const char *path)
{
  g_autofree char *full = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  full = g_strconcat (LP_RESOURCE_PREFIX "/", path, NULL);

  return g_resource_lookup_data (get_resource (), full, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/**
 * lp_resource_get:
 * @path: a path below the prefix, which must be there
 *
 * Returns: (transfer full): the bytes, which are not copied
 */
GBytes *
lp_resource_get (const char *path)
{
  GBytes *bytes = lp_resource_find (path);

  if (bytes == NULL)
    g_error ("Nothing is compiled in as “%s”", path);

  return bytes;
}

char **
lp_resource_list (const char *folder)
{
  g_autofree char *full = NULL;
  char **names;

  g_return_val_if_fail (folder != NULL, NULL);

  full = g_strconcat (LP_RESOURCE_PREFIX "/", folder, NULL);
  names = g_resource_enumerate_children (get_resource (), full,
                                         G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (names == NULL)
    return g_new0 (char *, 1);

  qsort (names, g_strv_length (names), sizeof *names, compare_names);

  return names;
}
