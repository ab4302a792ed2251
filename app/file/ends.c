/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/ends.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "file/format.h"

void
lp_ends_clear (LpEnds *self)
{
  g_clear_object (&self->link);
  g_free (self->from);
  g_free (self->to);
}

GArray *
lp_ends_new_array (void)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (LpEnds));

  g_array_set_clear_func (array, (GDestroyNotify) lp_ends_clear);

  return array;
}

gboolean
lp_ends_check (const LpEnds  *self,
               GPtrArray     *messages,
               GError       **error)
{
  const char *missing = NULL;

  if (self->from == NULL)
    missing = "from";
  else if (self->to == NULL)
    missing = "to";
  else if (!lp_element_has (self->link, LP_ATTRIBUTE_FLOW))
    missing = "flow";

  return missing == NULL ||
         lp_file_error_tell (messages, error,
                             lp_file_error_new (LP_FILE_ERROR_INVALID, self->line,
                                                _("link “%s” has no “%s”"),
                                                lp_element_get_id (self->link), missing));
}

/* Why no box is called @id. */
static const char *
explain_loss (const GArray *array,
              GHashTable   *lines,
              const char   *id)
{
  gboolean is_link = lines != NULL && g_hash_table_contains (lines, id);

  for (guint i = 0; i < array->len && lines == NULL && !is_link; i++)
    is_link = strcmp (lp_element_get_id (g_array_index (array, LpEnds, i).link), id) == 0;

  /* Translators: ends “link “l1” goes to “l2”, …” */
  return is_link ? _("which is a link") : _("which is not in the file");
}

/* Where faults are collected, a link may lack its ends. */
static gboolean
join (const LpEnds  *self,
      const GArray  *array,
      LpDesign      *design,
      GHashTable    *lines,
      GPtrArray     *messages,
      GError       **error)
{
  const char *id = lp_element_get_id (self->link);
  LpElement *from, *to;

  if (self->from == NULL || self->to == NULL)
    return TRUE;

  if ((from = lp_design_find (design, self->from)) == NULL)
    return lp_file_error_tell (messages, error,
                               lp_file_error_new (LP_FILE_ERROR_BROKEN_LINK, self->line,
                                                  _("link “%s” comes from “%s”, %s"), id,
                                                  self->from,
                                                  explain_loss (array, lines, self->from)));

  if ((to = lp_design_find (design, self->to)) == NULL)
    return lp_file_error_tell (messages, error,
                               lp_file_error_new (LP_FILE_ERROR_BROKEN_LINK, self->line,
                                                  _("link “%s” goes to “%s”, %s"), id, self->to,
                                                  explain_loss (array, lines, self->to)));

  lp_link_set_from (self->link, from);
  lp_link_set_to (self->link, to);

  return TRUE;
}

gboolean
lp_ends_join_all (const GArray  *array,
                  LpDesign      *design,
                  GHashTable    *lines,
                  GPtrArray     *messages,
                  GError       **error)
{
  for (guint i = 0; i < array->len; i++)
    if (!join (&g_array_index (array, LpEnds, i), array, design, lines, messages, error))
      return FALSE;

  return TRUE;
}
