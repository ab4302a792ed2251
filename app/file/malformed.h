/* SPDX-License-Identifier: MIT */
/* malformed.h: what libxml2 complains about, in plain words. */

#pragma once

#include <glib.h>
#include <libxml/xmlerror.h>

G_BEGIN_DECLS

/* @at_end: the parser has seen all there is. */
char *lp_malformed_explain (const xmlError *error,
                            gboolean        at_end) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
