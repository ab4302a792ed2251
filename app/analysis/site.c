/* SPDX-License-Identifier: MIT */
/* site.c: names as resolvers read them (RFC 1034; what is registered: publicsuffix.org). */
#include "config.h"

#include "analysis/site.h"

#include <libpsl.h>
#include <string.h>

#include "model/design.h"

/* How many CNAMEs a name is followed through. */
#define MAX_ALIASES 16

static char *
fold (const char *name)
{
  char *folded = g_ascii_strdown (name, -1);
  gsize length = strlen (folded);

  if (length > 0 && folded[length - 1] == '.')
    folded[length - 1] = '\0';

  return folded;
}

LpSite *
lp_site_new (const LpGraph *graph)
{
  LpSite *self = g_new0 (LpSite, 1);
  const char *site = "";
  const char *apex;

  if (graph->design != NULL)
    site = lp_element_get_text (lp_design_get_root (graph->design), LP_ATTRIBUTE_SITE);

  self->host = fold (site);
  apex = psl_registrable_domain (psl_builtin (), self->host);
  self->apex = g_strdup (apex != NULL ? apex : self->host);

  return self;
}

void
lp_site_free (LpSite *self)
{
  if (self == NULL)
    return;

  g_free (self->host);
  g_free (self->apex);
  g_free (self);
}

char *
lp_site_expand (const LpSite *self,
                const char   *name)
{
  g_autofree char *folded = NULL;

  if (*name == '\0' || strcmp (name, "@") == 0)
    return g_strdup (self->apex);

  folded = fold (name);
  if (g_str_has_suffix (name, ".") || lp_site_has (self, folded))
    return g_steal_pointer (&folded);

  /* People leave out the dot at the end of “lb.example.net”. */
  if (strchr (folded, '.') != NULL && psl_registrable_domain (psl_builtin (), folded) != NULL)
    return g_steal_pointer (&folded);

  return g_strconcat (folded, ".", self->apex, NULL);
}

gboolean
lp_site_has (const LpSite *self,
             const char   *host)
{
  gsize length = strlen (host);
  gsize apex_length = strlen (self->apex);

  return apex_length > 0 && length >= apex_length &&
         strcmp (host + length - apex_length, self->apex) == 0 &&
         (length == apex_length || host[length - apex_length - 1] == '.');
}

static gboolean
is_alias (LpElement *record)
{
  static const char *const types[] = { "CNAME", "ALIAS", "ANAME" };
  const char *type = lp_element_get_text (record, LP_ATTRIBUTE_RECORD_TYPE);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (type, types[i]) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_address (LpElement *record,
            LpNetwork *address)
{
  const char *type = lp_element_get_text (record, LP_ATTRIBUTE_RECORD_TYPE);
  const char *value = lp_element_get_text (record, LP_ATTRIBUTE_RECORD_VALUE);

  return (*type == '\0' || g_ascii_strcasecmp (type, "A") == 0 ||
          g_ascii_strcasecmp (type, "AAAA") == 0) &&
         strchr (value, '/') == NULL && lp_network_parse (value, address);
}

/* "*.foobar.com" stands for every name below foobar.com that has no record of its own. */
static gboolean
is_wildcard_for (const char *name,
                 const char *host)
{
  gsize length = strlen (name), host_length = strlen (host);

  return g_str_has_prefix (name, "*.") && host_length > length - 1 &&
         strcmp (host + host_length - (length - 1), name + 1) == 0;
}

/* Whether @record answers for @host, by its own name or (@wild) as a wildcard. */
static gboolean
answers (const LpSite *self,
         LpElement    *record,
         const char   *host,
         gboolean      wild)
{
  LpNetwork address;
  g_autofree char *name = NULL;

  if (!is_alias (record) && !is_address (record, &address))
    return FALSE;

  name = lp_site_expand (self, lp_element_get_text (record, LP_ATTRIBUTE_RECORD_NAME));

  return wild ? is_wildcard_for (name, host) : strcmp (name, host) == 0;
}

/* Appends the records (LpElement) of @dns that answer for @host. */
static void
list_answers (const LpSite  *self,
              const LpGraph *graph,
              int            dns,
              const char    *host,
              gboolean       wild,
              GPtrArray     *found)
{
  LpElement *holder = graph->nodes[dns].element;

  for (LpElement *each = lp_element_find_child (holder, LP_KIND_RECORD);
       each != NULL;
       each = lp_element_find_next (each))
    if (answers (self, each, host, wild))
      g_ptr_array_add (found, each);
}

gboolean
lp_site_is_known_to (const LpSite  *self,
                     const LpGraph *graph,
                     int            dns)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  if (*self->host == '\0' || graph->nodes[dns].element == NULL)
    return FALSE;

  list_answers (self, graph, dns, self->host, FALSE, found);
  list_answers (self, graph, dns, self->host, TRUE, found);

  return found->len > 0;
}

/* The addresses of @found; and the name that one of them leads on to, or NULL. */
static char *
take_answers (const LpSite    *self,
              GPtrArray       *found,
              LpSiteAddresses *result)
{
  char *next = NULL;

  for (guint i = 0; i < found->len; i++)
    {
      LpElement *record = found->pdata[i];
      LpNetwork address;

      if (is_address (record, &address))
        g_array_append_val (result->addresses, address);
      else if (next == NULL)
        next = lp_site_expand (self, lp_element_get_text (record, LP_ATTRIBUTE_RECORD_VALUE));
    }

  return next;
}

LpSiteAddresses *
lp_site_resolve (const LpSite  *self,
                 const LpGraph *graph,
                 const GArray  *servers)
{
  LpSiteAddresses *result = g_new0 (LpSiteAddresses, 1);
  g_autofree char *host = g_strdup (self->host);

  result->addresses = g_array_new (FALSE, FALSE, sizeof (LpNetwork));
  for (guint alias = 0; alias < MAX_ALIASES && host != NULL && *host != '\0'; alias++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new ();
      char *next;

      for (guint wild = 0; wild < 2 && found->len == 0; wild++)
        for (guint i = 0; i < servers->len; i++)
          list_answers (self, graph, g_array_index (servers, int, i), host, wild, found);

      result->answers = result->answers || found->len > 0;
      if (found->len == 0 && alias > 0 && !lp_site_has (self, host))
        result->leads_out = TRUE;

      next = take_answers (self, found, result);
      g_free (host);
      host = next;
    }

  return result;
}

void
lp_site_addresses_free (LpSiteAddresses *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->addresses);
  g_free (self);
}
