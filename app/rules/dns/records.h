/* SPDX-License-Identifier: MIT */
/* records.h: what the DNS records of a design say, and where visitors go instead or as well. */

#pragma once

#include "analysis/network.h"
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
  LpRecordForm form;            /* Of the value. */
  LpNetwork    address;         /* Where the value is one. */
} LpRecord;

/* What @text is, whatever it should be. Fills @address where it is one. */
LpRecordForm lp_record_read       (const char     *text,
                                   LpNetwork      *address);

/* All records (LpRecord) in document order. Cost: O(records). */
GArray      *lp_records_list      (LpCheck        *check) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @record answers for @host, "www.foobar.com" for example. Records may leave the domain
 * out. */
gboolean     lp_record_answers    (const LpRecord *record,
                                   const char     *host);

/* The part of @host that is registered: of "www.foobar.com" it is "foobar.com". */
const char  *lp_records_get_apex  (const char     *host);

/* Those of @records (const LpRecord *) that hold the address the site’s name leads to, through
 * CNAMEs. */
GPtrArray   *lp_records_resolve   (const GArray   *records,
                                   const char     *site) G_GNUC_WARN_UNUSED_RESULT;

/* Numbers of the nodes (int) that visitors send their requests to, each once. */
GArray      *lp_records_list_entries (LpCheck     *check) G_GNUC_WARN_UNUSED_RESULT;

/* The public address of @element: its own, or that of its server; "" where it has none. */
const char  *lp_records_get_address (LpElement    *element);

/* Whether @record holds @address. */
gboolean     lp_record_has_address (const LpRecord *record,
                                    const char     *address);

/* The type of a record that holds @address. */
const char  *lp_records_get_type  (const char     *address);

/* The address that the site’s record should hold: of the first entry that has one. NULL if there is
 * none. */
char        *lp_records_dup_wanted (LpCheck        *check) G_GNUC_WARN_UNUSED_RESULT;

/* The same for fixes, which have no check. */
char        *lp_records_dup_wanted_in (LpDesign    *design) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
