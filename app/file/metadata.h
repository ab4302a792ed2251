/* SPDX-License-Identifier: MIT */
/* metadata.h: what a file has besides its content, given to the one that takes its place. */

#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* Gives the file @new what @old has, whose facts are @info: owner, group, permissions, access
 * control list and extended attributes. FALSE where anything of it cannot be kept that says who may
 * read the file, or that a user has put there; what belongs to the system (its security labels)
 * is kept where it lets us. The two are descriptors. */
gboolean lp_metadata_copy (int                old,
                           const struct stat *info,
                           int                new);

G_END_DECLS
