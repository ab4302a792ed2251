/* SPDX-License-Identifier: MIT */
/* race.h: two programs take turns, and the medians of their processor times count. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*RaceRunner) (gpointer subject);

/* Of the processor, in this thread: other programs do not count. */
double race_get_seconds (void);

/* Median times in milliseconds. */
void   race             (gpointer   subject,
                         RaceRunner ours,
                         RaceRunner theirs,
                         double    *our_time,
                         double    *their_time);

/* Prints how each of the @n_columns times grows from size to size, as an exponent. The times of
 * one size stand next to each other. */
void   race_print_growth (const char *const *names,
                          guint              n_columns,
                          const guint       *sizes,
                          guint              n_sizes,
                          const double      *times);

G_END_DECLS
