/* SPDX-License-Identifier: MIT */
/* verdict.h: what the checks say, in a few words on a button of the header bar. */

#pragma once

#include <gtk/gtk.h>

#include "document/findings-job.h"

G_BEGIN_DECLS

/* @button holds a label. */
void lp_verdict_show (GtkButton  *button,
                      LpFindings *checks);

G_END_DECLS
