/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/scene/words.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/box.h"

typedef char *(*Words) (LpElement *element);

static const char *
choice_title (LpElement   *element,
              LpAttribute  attribute)
{
  const LpChoice *choices = lp_attribute_get_row (attribute)->choices;

  return _(choices[lp_element_get_choice (element, attribute)].title);
}

/* "round robin" of "Round robin", but "IP hash" as it is: a second line continues the name. */
static char *
lower_first (const char *title)
{
  g_autofree char *first = NULL;
  const char *rest;

  if (*title == '\0')
    return NULL;

  rest = g_utf8_next_char (title);
  if (g_unichar_isupper (g_utf8_get_char (rest)))
    return g_strdup (title);

  first = g_utf8_strdown (title, rest - title);

  return g_strconcat (first, rest, NULL);
}

/* The choice in words; NULL where nothing is set. */
static char *
set_choice (LpElement   *element,
            LpAttribute  attribute)
{
  if (!lp_element_has (element, attribute))
    return NULL;

  return lower_first (choice_title (element, attribute));
}

/* The text; NULL where there is none. */
static char *
set_text (LpElement   *element,
          LpAttribute  attribute)
{
  const char *text = lp_element_get_text (element, attribute);

  return *text != '\0' ? g_strdup (text) : NULL;
}

/* Takes both. */
static char *
join (char *first,
      char *second)
{
  g_autofree char *a = first;
  g_autofree char *b = second;

  if (a == NULL || b == NULL)
    return a == NULL ? g_steal_pointer (&b) : g_steal_pointer (&a);

  return g_strconcat (a, " · ", b, NULL);
}

static gboolean
is_named (LpElement  *element,
          const char *title)
{
  g_autofree char *name = g_utf8_casefold (lp_element_get_name (element), -1);
  g_autofree char *other = g_utf8_casefold (title, -1);

  return strcmp (name, other) == 0;
}

/* What it is, where the name does not say so already. */
static char *
words_of_kind (LpElement *element)
{
  const char *title = lp_kind_get_title (lp_element_get_kind (element));

  return is_named (element, title) ? NULL : lower_first (title);
}

static char *
words_of_software (LpElement *element)
{
  const char *software = lp_element_get_text (element, LP_ATTRIBUTE_SOFTWARE);

  if (*software != '\0' && !is_named (element, software))
    return g_strdup (software);

  return words_of_kind (element);
}

static char *
words_of_client (LpElement *element)
{
  return g_strdup (_("browser"));
}

static LpElement *
find_record (LpElement *dns)
{
  LpElement *first = lp_element_find_child (dns, LP_KIND_RECORD);

  for (LpElement *record = first; record != NULL; record = lp_element_find_next (record))
    if (strcmp (lp_element_get_text (record, LP_ATTRIBUTE_RECORD_NAME), "www") == 0)
      return record;

  return first;
}

/* "A www → 8.8.8.8": what a zone file has, and what the visitor gets. */
static char *
words_of_record (LpElement *record)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  static const LpAttribute attributes[] = { LP_ATTRIBUTE_RECORD_TYPE, LP_ATTRIBUTE_RECORD_NAME };

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (*lp_element_get_text (record, attributes[i]) != '\0')
      g_ptr_array_add (parts, (gpointer) lp_element_get_text (record, attributes[i]));
  if (*lp_element_get_text (record, LP_ATTRIBUTE_RECORD_VALUE) != '\0')
    {
      g_ptr_array_add (parts, (gpointer) "→");
      g_ptr_array_add (parts, (gpointer) lp_element_get_text (record, LP_ATTRIBUTE_RECORD_VALUE));
    }
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" ", (char **) parts->pdata);
}

static gboolean
is_looked_up (LpElement *dns)
{
  guint n_links;
  LpElement **links = lp_element_get_links (dns, &n_links);

  for (guint i = 0; i < n_links; i++)
    if (lp_link_get_flow (links[i]) == LP_FLOW_LOOKUP && lp_link_get_to (links[i]) == dns)
      return TRUE;

  return FALSE;
}

/* The record stands on the lookup, if there is one to write it on. */
static char *
words_of_dns (LpElement *element)
{
  LpElement *record = find_record (element);
  LpDesign *design = lp_element_get_design (element);
  char *site = NULL;

  if (record != NULL && !is_looked_up (element))
    return words_of_record (record);

  if (design != NULL)
    site = set_text (lp_design_get_root (design), LP_ATTRIBUTE_SITE);

  return site != NULL ? site : words_of_kind (element);
}

static char *
words_of_balancer (LpElement *element)
{
  char *words = join (set_choice (element, LP_ATTRIBUTE_ALGORITHM),
                      set_choice (element, LP_ATTRIBUTE_MODE));

  return words != NULL ? words : words_of_software (element);
}

static char *
words_of_virtual_ip (LpElement *element)
{
  return join (set_text (element, LP_ATTRIBUTE_ADDRESS),
               lower_first (choice_title (element, LP_ATTRIBUTE_MODE)));
}

static char *
words_of_database (LpElement *element)
{
  return lower_first (choice_title (element, LP_ATTRIBUTE_ROLE));
}

/* “80, 443”: the ports that @firewall lets through one way; NULL for none. */
static char *
list_ports (LpElement *firewall,
            int        direction)
{
  g_autoptr (GString) ports = g_string_new (NULL);

  for (LpElement *allow = lp_element_find_child (firewall, LP_KIND_ALLOW); allow != NULL;
       allow = lp_element_find_next (allow))
    {
      const char *port = lp_element_get_text (allow, LP_ATTRIBUTE_ALLOW_PORT);

      if (*port != '\0' &&
          lp_element_get_choice (allow, LP_ATTRIBUTE_ALLOW_DIRECTION) == direction)
        g_string_append_printf (ports, "%s%s", ports->len > 0 ? ", " : "", port);
    }

  return ports->len > 0 ? g_string_free (g_steal_pointer (&ports), FALSE) : NULL;
}

static char *
words_of_firewall (LpElement *element)
{
  g_autofree char *in = list_ports (element, LP_DIRECTION_IN);
  g_autofree char *out = list_ports (element, LP_DIRECTION_OUT);

  if (in == NULL && out == NULL)
    return words_of_kind (element);

  /* Translators: below a firewall’s name, the ports that it lets through: “allows 80, 443”, “out
   * 3306”. */
  return join (in != NULL ? g_strdup_printf (_("allows %s"), in) : NULL,
               out != NULL ? g_strdup_printf (_("out %s"), out) : NULL);
}

static char *
words_of_certificate (LpElement *element)
{
  char *covers = set_text (element, LP_ATTRIBUTE_COVERS);

  return covers != NULL ? covers : words_of_kind (element);
}

static char *
words_of_service (LpElement *element)
{
  return g_strdup (_("metrics and logs"));
}

static char *
words_of_agent (LpElement *element)
{
  char *collects = set_text (element, LP_ATTRIBUTE_COLLECTS);

  return collects != NULL ? collects : words_of_kind (element);
}

/* Where a kind has more to say than its software or its name. */
static const Words words_by_kind[LP_N_BOX_KINDS] = {
  [LP_KIND_CLIENT] = words_of_client,
  [LP_KIND_DNS] = words_of_dns,
  [LP_KIND_LOAD_BALANCER] = words_of_balancer,
  [LP_KIND_VIRTUAL_IP] = words_of_virtual_ip,
  [LP_KIND_DATABASE] = words_of_database,
  [LP_KIND_FIREWALL] = words_of_firewall,
  [LP_KIND_CERTIFICATE] = words_of_certificate,
  [LP_KIND_MONITORING_AGENT] = words_of_agent,
  [LP_KIND_MONITORING_SERVICE] = words_of_service,
};

char *
lp_words_for_box (LpElement *element)
{
  LpKind kind = lp_element_get_kind (element);

  g_return_val_if_fail (lp_kind_is_box (kind), NULL);

  if (words_by_kind[kind] != NULL)
    return words_by_kind[kind] (element);
  if (lp_kind_is_container (kind) || kind == LP_KIND_NOTE)
    return NULL;

  return lp_kind_is (kind, LP_TRAIT_SOFTWARE) ? words_of_software (element)
                                              : words_of_kind (element);
}

const char *
lp_words_for_address (LpElement *server)
{
  const char *address = lp_element_get_text (server, LP_ATTRIBUTE_ADDRESS);

  return *address != '\0' ? address : lp_element_get_text (server, LP_ATTRIBUTE_PRIVATE_ADDRESS);
}

char *
lp_words_for_port (LpElement *listen)
{
  int port = lp_element_get_integer (listen, LP_ATTRIBUTE_LISTEN_PORT);
  int protocol = lp_element_get_choice (listen, LP_ATTRIBUTE_LISTEN_PROTOCOL);

  if (lp_element_has (listen, LP_ATTRIBUTE_LISTEN_PORT))
    return g_strdup_printf ("%d", port);

  return g_strdup (lp_protocol_get_row (protocol)->title);
}

gboolean
lp_words_port_is_encrypted (LpElement *listen)
{
  int protocol = lp_element_get_choice (listen, LP_ATTRIBUTE_LISTEN_PROTOCOL);

  return lp_protocol_get_row (protocol)->encrypted;
}

static char *
label_with_port (LpElement *link)
{
  const char *protocol = lp_protocol_get_row (lp_link_get_protocol (link))->title;
  int port = lp_link_get_port (link);

  return port > 0 ? g_strdup_printf ("%s %d", protocol, port) : g_strdup (protocol);
}

static char *
label_with_tls (LpElement *link,
                char      *label)
{
  return join (label, lp_element_get_boolean (link, LP_ATTRIBUTE_TLS) ? g_strdup ("TLS") : NULL);
}

static char *
label_of_lookup (LpElement *link)
{
  LpElement *to = lp_link_get_to (link);
  LpElement *record = lp_element_get_kind (to) == LP_KIND_DNS ? find_record (to) : NULL;

  return record != NULL ? words_of_record (record) : label_with_port (link);
}

static char *
label_of_request (LpElement *link)
{
  return join (label_with_port (link),
               lp_element_get_boolean (link, LP_ATTRIBUTE_VERIFY) ? g_strdup ("mTLS") : NULL);
}

static char *
label_of_query (LpElement *link)
{
  int access = lp_element_get_choice (link, LP_ATTRIBUTE_ACCESS);

  return label_with_tls (link, access == LP_ACCESS_CHOICE_READ_WRITE
                               ? label_with_port (link)
                               : lower_first (choice_title (link, LP_ATTRIBUTE_ACCESS)));
}

static char *
label_of_replication (LpElement *link)
{
  g_autofree char *sync = set_choice (link, LP_ATTRIBUTE_SYNC);

  if (sync == NULL)
    return label_with_tls (link, g_strdup (_("replication")));

  /* Translators: how a primary copies to its replica: “asynchronous replication”. */
  return label_with_tls (link, g_strdup_printf (_("%s replication"), sync));
}

static gboolean
measures_queries (LpElement *source)
{
  g_auto (GStrv) collects = NULL;

  if (lp_element_get_kind (source) == LP_KIND_WEB_SERVER)
    return TRUE;

  collects = g_strsplit_set (lp_element_get_text (source, LP_ATTRIBUTE_COLLECTS), " ,", -1);

  return g_strv_contains ((const char *const *) collects, "qps");
}

static char *
label_of_metrics (LpElement *link)
{
  return g_strdup (measures_queries (lp_link_get_from (link)) ? _("QPS metrics") : _("metrics"));
}

static char *
label_of_response (LpElement *link)
{
  return NULL;
}

/* Whom the requests of a pool go to, and who holds a virtual IP first. */
static char *
label_with_choice (LpElement *link,
                   char      *label)
{
  char *priority = NULL;

  if (lp_element_has (link, LP_ATTRIBUTE_PRIORITY))
    /* Translators: of VRRP. */
    priority = g_strdup_printf (_("priority %d"),
                                lp_element_get_integer (link, LP_ATTRIBUTE_PRIORITY));

  return join (label, join (lp_words_for_share (link), priority));
}

static const Words labels_by_flow[LP_N_FLOWS] = {
  [LP_FLOW_LOOKUP] = label_of_lookup,
  [LP_FLOW_REQUEST] = label_of_request,
  [LP_FLOW_QUERY] = label_of_query,
  [LP_FLOW_REPLICATION] = label_of_replication,
  [LP_FLOW_FAILOVER] = label_with_port,
  [LP_FLOW_METRICS] = label_of_metrics,
  [LP_FLOW_FILES] = label_with_port,
  [LP_FLOW_MANAGE] = label_with_port,
  [LP_FLOW_RESPONSE] = label_of_response,
};

char *
lp_words_for_link (LpElement *link)
{
  char *own = set_text (link, LP_ATTRIBUTE_LABEL);
  LpFlow flow = lp_link_get_flow (link);
  char *label = own != NULL ? own : labels_by_flow[flow] (link);

  if (own == NULL && (flow == LP_FLOW_REQUEST || flow == LP_FLOW_QUERY))
    label = label_with_choice (link, label);

  if (label != NULL && *label == '\0')
    g_clear_pointer (&label, g_free);

  return label;
}

/* "task 2" of "task-2". */
char *
lp_words_for_site (LpDesign *design)
{
  LpElement *root = lp_design_get_root (design);
  char *brief = set_text (root, LP_ATTRIBUTE_BRIEF);

  if (brief != NULL)
    g_strdelimit (brief, "-_", ' ');

  return join (set_text (root, LP_ATTRIBUTE_SITE), brief);
}

#define LABEL_PADDING 8
#define FACTOR_OF_HEADER 1.08   /* Semibold, and of 12 px. */
#define WIDTH_OF_DIGIT 7        /* Of an address. */

/* What the characters from space to tilde take in Cantarell of 11.5 px, in tenths, with air. */
static const guint8 widths[] = {
  26, 31, 50, 76, 68, 115, 82, 29, 36, 36, 55, 68, 30, 50, 30, 40,
  72, 50, 62, 66, 70, 64, 68, 61, 68, 68, 30, 30, 68, 68, 68, 50,
  116, 73, 73, 75, 83, 68, 66, 83, 84, 32, 47, 71, 59, 100, 87, 88,
  69, 89, 72, 65, 66, 78, 70, 114, 70, 68, 74, 41, 40, 41, 68, 58,
  58, 60, 67, 55, 67, 62, 40, 67, 66, 29, 29, 58, 33, 103, 66, 66,
  67, 67, 44, 54, 43, 65, 56, 91, 55, 56, 54, 43, 31, 43, 68,
};

static double
estimate_character (gunichar character)
{
  if (character >= ' ' && character <= '~')
    return widths[character - ' '] / 10.0;
  if (g_unichar_iszerowidth (character))
    return 0;

  return g_unichar_iswide (character) ? 12 : character == 0xb7 ? 3 : 8;
}

double
lp_words_estimate_width (const char *label)
{
  double width = 2 * LABEL_PADDING;

  if (label == NULL)
    return 0;

  for (const char *at = label; *at != '\0'; at = g_utf8_next_char (at))
    width += estimate_character (g_utf8_get_char (at));

  /* Even, so that its middle is a whole number. */
  return 2 * ceil (width / 2);
}

static double
estimate_text (const char *text,
               double      factor)
{
  double width = LP_PADDING;

  if (*text == '\0')
    return 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    width += factor * estimate_character (g_utf8_get_char (at));

  return ceil (width);
}

/* A name that is not set does not count in translation: links run the same in all languages. */
void
lp_words_estimate_header (LpElement *container,
                          double    *left,
                          double    *right)
{
  const LpKind kind = lp_element_get_kind (container);
  const char *name = lp_element_get_text (container, LP_ATTRIBUTE_NAME);
  const char *address = kind == LP_KIND_SERVER ? lp_words_for_address (container) : "";

  *left = estimate_text (*name != '\0' ? name : lp_kind_get_row (kind)->title, FACTOR_OF_HEADER) +
          estimate_text (lp_element_get_text (container, LP_ATTRIBUTE_RELEASE), 1) +
          (lp_element_get_boolean (container, LP_ATTRIBUTE_MANAGED) ? estimate_text ("managed", 1)
                                                                    : 0);
  *right = kind == LP_KIND_ZONE
           ? estimate_text (lp_element_get_text (container, LP_ATTRIBUTE_LABEL_KIND), 1)
           : *address != '\0' ? LP_PADDING + WIDTH_OF_DIGIT * g_utf8_strlen (address, -1) : 0;
}
