/* SPDX-License-Identifier: MIT */
/* site.h: where the name of the site leads, by the records of the name servers that are drawn. */

#pragma once

#include "analysis/graph.h"

G_BEGIN_DECLS

typedef struct
{
  char      *host;          /* "www.foobar.com", in lower case; "" where the design names none. */
  char      *apex;          /* The part of it that is registered: "foobar.com". */
} LpSite;

/* What the records of several name servers say together. */
typedef struct
{
  gboolean   answers;       /* One of them has a record for the site. */
  gboolean   leads_out;     /* A CNAME leads to a name that none of them has to know. */
  GArray    *addresses;     /* LpNetwork: of one address each. */
} LpSiteAddresses;

LpSite  *lp_site_new      (const LpGraph *graph) G_GNUC_WARN_UNUSED_RESULT;
void     lp_site_free     (LpSite        *self);

/* The full name, in lower case, that @name in a record means: "www" and "www.foobar.com." are the
 * same, "@" is the domain itself. */
char    *lp_site_expand   (const LpSite  *self,
                           const char    *name) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @host is the domain or below it. */
gboolean lp_site_has      (const LpSite  *self,
                           const char    *host);

/* Whether the name server @dns has a record for the site. */
gboolean lp_site_is_known_to (const LpSite  *self,
                              const LpGraph *graph,
                              int            dns);

/* Follows the name of the site through the records of @servers (int). Cost: O(records × names on
 * the way). */
LpSiteAddresses *lp_site_resolve  (const LpSite    *self,
                                   const LpGraph   *graph,
                                   const GArray    *servers) G_GNUC_WARN_UNUSED_RESULT;
void     lp_site_addresses_free   (LpSiteAddresses *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpSite, lp_site_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpSiteAddresses, lp_site_addresses_free)

G_END_DECLS
