/* SPDX-License-Identifier: MIT */
/* resource.h: files compiled into the program: icons, templates, briefs and the schema. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LP_RESOURCE_PREFIX "/dev/linchpin/Linchpin"

/* @path is below the prefix: "templates/task-0.linchpin". */
GBytes  *lp_resource_get  (const char *path);
GBytes  *lp_resource_find (const char *path);

/* Names in a folder: "briefs". Sorted; empty where there is no such folder. */
char   **lp_resource_list (const char *folder);

G_END_DECLS
