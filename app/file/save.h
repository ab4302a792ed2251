/* SPDX-License-Identifier: MIT */
/* save.h: putting bytes on the disk so that there is always one whole file: the old one or the new one. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Keeps the permissions of the file that was there, its owner where possible, and symbolic links. */
gboolean lp_file_save (GFile   *file,
                       GBytes  *bytes,
                       GError **error);

G_END_DECLS
