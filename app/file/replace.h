/* SPDX-License-Identifier: MIT */
/* replace.h: a new file in the place of an old one, in a single moment. */

#pragma once

#include <glib.h>
#include <sys/stat.h>

#include "file/target.h"

G_BEGIN_DECLS

/* Writes all at once, at the place where the file stands. Returns 0 or an error number. */
int  lp_write_all        (int                descriptor,
                          GBytes            *bytes) G_GNUC_WARN_UNUSED_RESULT;

/* Puts @bytes in the place of @target. @old is the file that is there, open, and @old_info its
 * facts, so that the new one takes after it, or -1 and NULL. Whatever happens, even if the process
 * is killed, the old file or the new one is there whole; it is on the disk after lp_target_sync().
 * @written is then what the new one is. Returns 0 or an error number, EPERM where the new one could
 * not be as the old one was. */
int  lp_replace          (LpSaveTarget          *target,
                          GBytes            *bytes,
                          int                old,
                          const struct stat *old_info,
                          struct stat       *written) G_GNUC_WARN_UNUSED_RESULT;

/* Removes what killed processes of this machine have left in @folder in the middle of that: files
 * of this user, with our kind of name, that nobody has locked. */
void lp_replace_sweep    (int                folder);

/* Removes the file @name, whatever it is called, unless its process lives. */
void lp_replace_drop     (int                folder,
                          const char        *name);

/* What all names of unfinished files begin with. */
#define LP_REPLACE_PREFIX ".linchpin-"

G_END_DECLS
