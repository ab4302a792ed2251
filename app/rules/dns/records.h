/* SPDX-License-Identifier: MIT */
/* records.h: what the DNS records of a design say, and where visitors go instead or as well. */

#pragma once

#include "analysis/conversation.h"
#include "analysis/site.h"
#include "rules/engine/check.h"

G_BEGIN_DECLS

typedef enum
{
  LP_RECORD_NOTHING,
  LP_RECORD_IPV4,
  LP_RECORD_IPV6,
  LP_RECORD_BROKEN,             /* Meant as an address, but it is none. */
  LP_RECORD_NAME,
} LpRecordForm;

typedef struct
{
  LpElement   *element;         /* The <record>. */
  int          dns;             /* The node that holds it. */
  const char  *type;            /* As written. */
  const char  *name;
  const char  *value;
  char        *host;            /* The full name that it is for: "www.foobar.com". */
  char        *target;          /* Of an alias: the full name that it leads on to; or NULL. */
  LpRecordForm form;            /* Of the value. */
  LpNetwork    address;         /* Where the value is one. */
  GHashTable  *by_host;         /* For lp_records_find(). */
} LpRecord;

/* What @text is, whatever it should be. Fills @address where it is one. */
LpRecordForm lp_record_read       (const char     *text,
                                   LpNetwork      *address);

/* All records (LpRecord) in document order, to be read as long as @check lives. Cost: O(records),
 * once. */
GArray      *lp_records_list      (LpCheck        *check) G_GNUC_WARN_UNUSED_RESULT;

/* The site of @check, which owns it. */
const LpSite *lp_records_get_site (LpCheck        *check);

/* Whether @record is of @type, in whatever case. */
gboolean     lp_record_is         (const LpRecord *record,
                                   const char     *type);

/* Whether @record says where a browser has to connect: it holds an address or leads on. Mail, text
 * and the like do not. */
gboolean     lp_record_leads      (const LpRecord *record);

/* Whether @record is for @host, a full name, also as a wildcard. */
gboolean     lp_record_answers    (const LpRecord *record,
                                   const char     *host);

/* Those of @records (const LpRecord *) for just this full name, or NULL. */
const GPtrArray *lp_records_get_same (const GArray *records,
                                      const char   *host);

/* Those that lead on from @host: where it has some of its own those, else its nearest wildcards. */
GPtrArray   *lp_records_find      (const GArray   *records,
                                   const char     *host) G_GNUC_WARN_UNUSED_RESULT;

/* Those of @records (const LpRecord *) that hold the addresses the site’s name leads to, through
 * aliases. */
GPtrArray   *lp_records_resolve   (const GArray   *records,
                                   const char     *site) G_GNUC_WARN_UNUSED_RESULT;

/* Numbers of the nodes (int) that visitors ask under the name of the site, each once. */
const GArray *lp_records_list_entries (LpCheck    *check);

/* The addresses that records may hold for @entry (const LpGraphAddress *): of itself, of its
 * server, or of a router or firewall on the way to it. Public ones first. */
const GPtrArray *lp_records_list_addresses (LpCheck *check,
                                            int      entry);

/* Whether @record holds a public address of @node or its server. */
gboolean     lp_record_is_at       (LpCheck        *check,
                                    const LpRecord *record,
                                    int             node);

/* Whether it holds an address that stands for @entry, for any entry, or only for something right
 * behind a virtual IP that is an entry. */
gboolean     lp_record_names_entry (LpCheck        *check,
                                    const LpRecord *record,
                                    int             entry);
gboolean     lp_record_names_any   (LpCheck        *check,
                                    const LpRecord *record);
gboolean     lp_record_names_member (LpCheck        *check,
                                     const LpRecord *record);

/* The type of a record that holds @address. */
const char  *lp_records_get_type  (const char     *address);

/* The addresses that the site’s records should hold (char *, each once): the public ones of all
 * entries. */
GPtrArray   *lp_records_list_wanted (LpCheck      *check) G_GNUC_WARN_UNUSED_RESULT;

/* The same for fixes, which have no check. */
GPtrArray   *lp_records_list_wanted_in (LpDesign  *design) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
