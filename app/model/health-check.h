/* SPDX-License-Identifier: MIT */
/* health-check.h: what a load balancer sees by its health check. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LP_DEPTH_NOTHING,     /* It does not look. */
  LP_DEPTH_PROCESS,     /* That something accepts connections. */
  LP_DEPTH_FILE,        /* That a server sends what it has itself. */
  LP_DEPTH_WHOLE,       /* That it answers as it should: a page, a role. */
} LpDepth;

/* @text is as written: "GET /health", "TCP connect". "none" is none, like an empty one. */
LpDepth  lp_health_check_get_depth (const char *text);

/* The path of the page that is asked for, or NULL. */
char    *lp_health_check_dup_path  (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
