/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "rules/exercise/labels.h"

#include <string.h>

static int
find_text (const char *const *texts,
           const char        *name)
{
  for (guint i = 0; texts[i] != NULL; i++)
    if (strcmp (texts[i], name) == 0)
      return i;

  return -1;
}

const char **
lp_labels_assign (LpElement *const  *elements,
                  const char *const *texts)
{
  guint n_texts = g_strv_length ((char **) texts);
  g_autofree guint8 *taken = g_new0 (guint8, n_texts + 1);
  const char **assigned;
  guint n, next = 0;

  for (n = 0; elements[n] != NULL; n++)
    {
      int place = find_text (texts, lp_element_get_name (elements[n]));

      if (place >= 0)
        taken[place] = TRUE;
    }

  assigned = g_new0 (const char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      if (find_text (texts, lp_element_get_name (elements[i])) >= 0)
        continue;

      while (taken[next])
        next++;
      assigned[i] = texts[MIN (next, n_texts - 1)];
      if (next < n_texts)
        next++;
    }

  return assigned;
}
