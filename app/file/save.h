/* SPDX-License-Identifier: MIT */
/* save.h: putting bytes on the disk so that the old file or the new one is always whole. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Keeps the permissions of the file that was there, its owner where possible, and links to it. */
gboolean lp_file_save (GFile   *file,
                       GBytes  *bytes,
                       GError **error);

G_END_DECLS
