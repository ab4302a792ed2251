/* SPDX-License-Identifier: MIT */
/* scratch.h: a folder of the test’s own that goes with it, however it ends. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where everything temporary of this process goes from now on; to be called before anything asks
 * for such a place. The same at each call. */
const char *scratch_get (void);

G_END_DECLS
