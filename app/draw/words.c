/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/words.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef char *(*Words) (LpElement *element);

static const char *
choice_title (LpElement   *element,
              LpAttribute  attribute)
{
  return _(lp_attribute_get_row (attribute)->choices[lp_element_get_choice (element, attribute)].title);
}

/* "round robin" of "Round robin", "IP hash" as it is: a second line continues the name. */
static char *
lower_first (const char *title)
{
  g_autofree char *first = NULL;
  const char *rest = g_utf8_next_char (title);

  if (*title == '\0' || g_unichar_isupper (g_utf8_get_char (rest)))
    return g_strdup (title);

  first = g_utf8_strdown (title, rest - title);

  return g_strconcat (first, rest, NULL);
}

static char *
join (char *a,
      char *b)
{
  g_autofree char *left = a;
  g_autofree char *right = b;

  if (left == NULL || *left == '\0')
    return g_steal_pointer (&right);
  if (right == NULL || *right == '\0')
    return g_steal_pointer (&left);

  return g_strconcat (left, " · ", right, NULL);
}

static char *
kind_title (LpElement *element)
{
  return lower_first (lp_kind_get_title (lp_element_get_kind (element)));
}

/* Where the name does not say what runs, the second line does. */
static char *
software_or_kind (LpElement *element)
{
  const char *software = lp_element_get_text (element, LP_ATTRIBUTE_SOFTWARE);

  if (*software != '\0' && g_ascii_strcasecmp (software, lp_element_get_name (element)) != 0)
    return g_strdup (software);

  if (strcmp (lp_kind_get_title (lp_element_get_kind (element)), lp_element_get_name (element)) == 0)
    return NULL;

  return kind_title (element);
}

static char *
set_choice (LpElement   *element,
            LpAttribute  attribute)
{
  return lp_element_has (element, attribute) ? lower_first (choice_title (element, attribute)) : NULL;
}

static char *
words_of_balancer (LpElement *element)
{
  char *words = join (set_choice (element, LP_ATTRIBUTE_ALGORITHM), set_choice (element, LP_ATTRIBUTE_MODE));

  return words != NULL ? words : software_or_kind (element);
}

static char *
words_of_virtual_ip (LpElement *element)
{
  return join (g_strdup (lp_element_get_text (element, LP_ATTRIBUTE_ADDRESS)),
               lower_first (choice_title (element, LP_ATTRIBUTE_MODE)));
}

static char *
words_of_database (LpElement *element)
{
  return lower_first (choice_title (element, LP_ATTRIBUTE_ROLE));
}

static char *
words_of_dns (LpElement *element)
{
  LpElement *record = lp_element_find_child (element, LP_KIND_RECORD);
  const char *site = lp_element_get_design (element) != NULL
                     ? lp_element_get_text (lp_design_get_root (lp_element_get_design (element)), LP_ATTRIBUTE_SITE)
                     : "";

  if (record != NULL)
    return g_strdup_printf ("%s %s", lp_element_get_text (record, LP_ATTRIBUTE_RECORD_TYPE),
                            lp_element_get_text (record, LP_ATTRIBUTE_RECORD_NAME));

  return *site != '\0' ? g_strdup (site) : NULL;
}

static const Words words[LP_N_BOX_KINDS] = {
  [LP_KIND_DNS] = words_of_dns,
  [LP_KIND_LOAD_BALANCER] = words_of_balancer,
  [LP_KIND_VIRTUAL_IP] = words_of_virtual_ip,
  [LP_KIND_WEB_SERVER] = software_or_kind,
  [LP_KIND_APP_SERVER] = software_or_kind,
  [LP_KIND_DATABASE] = words_of_database,
  [LP_KIND_CACHE] = software_or_kind,
};

char *
lp_words_for_box (LpElement *element)
{
  LpKind kind = lp_element_get_kind (element);

  return words[kind] != NULL ? words[kind] (element) : kind_title (element);
}

const char *
lp_words_for_address (LpElement *server)
{
  const char *address = lp_element_get_text (server, LP_ATTRIBUTE_ADDRESS);

  return *address != '\0' ? address : lp_element_get_text (server, LP_ATTRIBUTE_PRIVATE_ADDRESS);
}

char *
lp_words_for_link (LpElement *link)
{
  const char *label = lp_element_get_text (link, LP_ATTRIBUTE_LABEL);
  int port;

  if (*label != '\0')
    return g_strdup (label);
  if (lp_link_get_flow (link) == LP_FLOW_RESPONSE)
    return NULL;

  port = lp_link_get_port (link);

  return port > 0 ? g_strdup_printf ("%s %d", lp_protocol_get_row (lp_link_get_protocol (link))->title, port)
                  : g_strdup (lp_protocol_get_row (lp_link_get_protocol (link))->title);
}

double
lp_words_estimate_width (const char *label)
{
  return label != NULL && *label != '\0' ? 2 * ceil ((20 + 6.2 * g_utf8_strlen (label, -1)) / 2) : 0;
}
