/* SPDX-License-Identifier: MIT */
/* brief-reader.h: briefs from XML: data/brief.rng says what may stand in one. */

#pragma once

#include "rules/engine/brief.h"

G_BEGIN_DECLS

#define LP_BRIEF_NAMESPACE "urn:linchpin:brief:1"

/* A teacher’s own, from a file or as bytes: whole or not at all, and within the limits of
 * file/limits.h. The error names line and reason. */
LpBrief *lp_brief_read       (GFile   *file,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
LpBrief *lp_brief_read_bytes (GBytes  *bytes,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

#define LP_BRIEF_ERROR (lp_brief_error_quark ())
GQuark   lp_brief_error_quark (void);

enum { LP_BRIEF_ERROR_INVALID };

G_END_DECLS
