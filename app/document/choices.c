/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/choices.h"

#include <glib/gi18n.h>

#include "model/box.h"
#include "model/link.h"
#include "rules/engine/brief.h"

gboolean
lp_choices_has (LpAttribute attribute)
{
  return lp_attribute_get_row (attribute)->type == LP_VALUE_CHOICE ||
         attribute == LP_ATTRIBUTE_BRIEF || attribute == LP_ATTRIBUTE_PROMOTED_BY;
}

/* Of a link some choices depend on its target. */
static int
get_effective (LpAttribute  attribute,
               LpElement   *element)
{
  if (attribute == LP_ATTRIBUTE_PROTOCOL && lp_link_get_to (element) != NULL)
    return lp_link_get_protocol (element);

  return lp_element_get_choice (element, attribute);
}

static char *
make_title (LpAttribute  attribute,
            LpElement   *element,
            guint        choice)
{
  const LpAttributeRow *row = lp_attribute_get_row (attribute);
  int effective = get_effective (attribute, element);

  if (choice > 0 || *row->choices[0].key != '\0' || lp_element_has (element, attribute) ||
      effective <= 0)
    return g_strdup (_(row->choices[choice].title));

  /* Translators: a choice that counts unless another is made: “HTTPS (by default)”. */
  return g_strdup_printf (_("%s (by default)"), _(row->choices[effective].title));
}

/* The briefs that come with the program, and the design’s own where it names another. */
static GStrv
list_briefs (LpElement *design,
             GStrv     *titles)
{
  const char *const *shipped = lp_brief_list ();
  const char *own = lp_element_get_text (design, LP_ATTRIBUTE_BRIEF);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_strv_builder_add (keys, "");
  g_strv_builder_add (names, _("None: every rule counts"));
  for (guint i = 0; shipped[i] != NULL; i++)
    if (lp_brief_find (shipped[i]) != lp_brief_get_production ())
      {
        g_strv_builder_add (keys, shipped[i]);
        g_strv_builder_add (names, lp_brief_get_title (lp_brief_find (shipped[i])));
      }

  if (*own != '\0' && !g_strv_contains (shipped, own))
    {
      g_strv_builder_add (keys, own);
      g_strv_builder_add (names, own);
    }

  *titles = g_strv_builder_end (names);

  return g_strv_builder_end (keys);
}

/* All that can fail and then promotes nothing any more, and what the design names although it is
 * not there. */
static GStrv
list_managers (LpElement *database,
               GStrv     *titles)
{
  LpDesign *design = lp_element_get_design (database);
  LpElement *root = lp_design_get_root (design);
  const char *own = lp_element_get_text (database, LP_ATTRIBUTE_PROMOTED_BY);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  gboolean found = *own == '\0';

  g_strv_builder_add (keys, "");
  g_strv_builder_add (names, _("What cannot fail"));
  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    {
      g_autofree char *name = NULL;

      if (!lp_kind_is_box (lp_element_get_kind (each)) || each == database ||
          lp_kind_get_row (lp_element_get_kind (each))->availability == 0)
        continue;
      name = lp_box_dup_full_name (each);
      g_strv_builder_add (keys, lp_element_get_id (each));
      g_strv_builder_add (names, name);
      found |= g_str_equal (lp_element_get_id (each), own);
    }

  if (!found)
    {
      g_strv_builder_add (keys, own);
      g_strv_builder_add (names, own);
    }

  *titles = g_strv_builder_end (names);

  return g_strv_builder_end (keys);
}

GStrv
lp_choices_list (LpAttribute   attribute,
                 LpElement    *element,
                 GStrv        *titles)
{
  const LpAttributeRow *row = lp_attribute_get_row (attribute);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  double standard = lp_attribute_get_standard (attribute, lp_element_get_kind (element));

  if (attribute == LP_ATTRIBUTE_BRIEF)
    return list_briefs (element, titles);
  if (attribute == LP_ATTRIBUTE_PROMOTED_BY)
    return list_managers (element, titles);

  for (guint i = 0; row->choices[i].key != NULL; i++)
    {
      g_autofree char *title = make_title (attribute, element, i);

      g_strv_builder_add (keys, i == standard ? "" : row->choices[i].key);
      g_strv_builder_add (names, title);
    }

  *titles = g_strv_builder_end (names);

  return g_strv_builder_end (keys);
}

char *
lp_choices_dup_standard (LpAttribute  attribute,
                         LpElement   *element)
{
  LpValueType type = lp_attribute_get_row (attribute)->type;
  double standard;

  if (lp_element_has (element, attribute) || (type != LP_VALUE_INTEGER && type != LP_VALUE_NUMBER))
    return NULL;

  if (attribute == LP_ATTRIBUTE_PORT)
    standard = lp_link_get_port (element);
  else
    standard = lp_attribute_get_standard (attribute, lp_element_get_kind (element));

  return standard > 0 ? g_strdup_printf ("%.10g", standard) : NULL;
}

gboolean
lp_choices_get_boolean (LpAttribute  attribute,
                        LpElement   *element)
{
  return attribute == LP_ATTRIBUTE_REQUIRED ? lp_link_is_required (element)
                                            : lp_element_get_boolean (element, attribute);
}

char *
lp_choices_dup_words (LpAttribute  attribute,
                      LpElement   *element)
{
  const LpAttributeRow *row = lp_attribute_get_row (attribute);

  if (!lp_element_has (element, attribute))
    return g_strdup ("");

  switch (row->type)
    {
    case LP_VALUE_CHOICE:
      return g_strdup (_(row->choices[lp_element_get_choice (element, attribute)].title));

    case LP_VALUE_BOOLEAN:
      return g_strdup (lp_element_get_boolean (element, attribute) ? _(row->title) : "");

    default:
      return lp_element_dup_string (element, attribute);
    }
}
