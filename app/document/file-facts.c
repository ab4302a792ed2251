/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/file-facts.h"

char *
lp_file_facts_dup_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_filename_display_name (name);
}
