/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/search.h"

#include <string.h>

#include "draw/scene/words.h"
#include "model/link.h"

char *
lp_search_fold (const char *typed)
{
  g_autofree char *stripped = g_strstrip (g_strdup (typed));

  return *stripped != '\0' ? g_utf8_casefold (stripped, -1) : NULL;
}

static void
add (GString    *text,
     const char *words)
{
  if (words != NULL)
    g_string_append_printf (text, "%s\n", words);
}

/* All that is written on it, and what it is called elsewhere. */
static void
add_texts (GString   *text,
           LpElement *element)
{
  static const LpAttribute attributes[] = {
    LP_ATTRIBUTE_ADDRESS, LP_ATTRIBUTE_PRIVATE_ADDRESS, LP_ATTRIBUTE_SOFTWARE, LP_ATTRIBUTE_TEXT,
  };

  add (text, lp_element_get_name (element));
  add (text, lp_kind_get_title (lp_element_get_kind (element)));
  add (text, lp_element_get_id (element));
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (lp_element_has (element, attributes[i]))
      add (text, lp_element_get_text (element, attributes[i]));
  for (LpElement *listen = lp_element_find_child (element, LP_KIND_LISTEN); listen != NULL;
       listen = lp_element_find_next (listen))
    g_string_append_printf (text, "%d\n",
                            lp_element_get_integer (listen, LP_ATTRIBUTE_LISTEN_PORT));
}

gboolean
lp_search_matches (LpElement  *element,
                   const char *folded)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *label = NULL;
  g_autofree char *all = NULL;
  g_auto (GStrv) words = NULL;

  if (folded == NULL)
    return TRUE;

  if (lp_element_get_kind (element) == LP_KIND_LINK)
    {
      label = lp_words_for_link (element);
      add (text, label);
      add (text, lp_flow_get_title (lp_link_get_flow (element)));
    }
  else
    {
      add_texts (text, element);
    }

  all = g_utf8_casefold (text->str, -1);
  words = g_strsplit (folded, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (all, words[i]) == NULL)
      return FALSE;

  return TRUE;
}
