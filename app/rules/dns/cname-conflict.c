/* SPDX-License-Identifier: MIT */
/* cname-conflict: an alias tolerates no other record of its name (RFC 1034, section 3.6.2). The
 * domain itself is cname-at-apex’s. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rules/dns/records.h"
#include "rules/engine/rule.h"

/* What one name server says of one name. */
typedef struct
{
  const LpRecord *alias;        /* Its first CNAME, or NULL. */
  GPtrArray      *records;      /* LpElement: all others, ended by NULL. */
} Name;

static void
name_free (gpointer data)
{
  Name *name = data;

  g_ptr_array_unref (name->records);
  g_free (name);
}

static gboolean
is_alias (const LpRecord *record)
{
  return record->form == LP_RECORD_NAME && lp_record_is (record, "CNAME");
}

static void
note (Name           *name,
      const LpRecord *record)
{
  if (is_alias (record) && name->alias == NULL)
    {
      name->alias = record;
      return;
    }

  /* The same alias twice is one. */
  if (is_alias (record) && strcmp (record->target, name->alias->target) == 0)
    return;

  if (record->form != LP_RECORD_NOTHING)
    g_ptr_array_add (name->records, record->element);
}

static Name *
get_name (GHashTable     *names,
          const LpRecord *record)
{
  g_autofree char *key = g_strdup_printf ("%d %s", record->dns, record->host);
  Name *name = g_hash_table_lookup (names, key);

  if (name != NULL)
    return name;

  name = g_new0 (Name, 1);
  name->records = g_ptr_array_new_null_terminated (2, NULL, TRUE);
  g_hash_table_insert (names, g_steal_pointer (&key), name);

  return name;
}

static void
report (const LpRule *rule,
        LpCheck      *check,
        const Name   *name)
{
  g_ptr_array_insert (name->records, 0, name->alias->element);
  lp_check_report (check, rule, (LpElement **) name->records->pdata, NULL,
                   _("%s is an alias (CNAME) of %s and has other records beside that."),
                   name->alias->host, name->alias->target);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GArray) records = lp_records_list (check);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, name_free);

  for (guint i = 0; i < records->len; i++)
    note (get_name (names, &g_array_index (records, LpRecord, i)),
          &g_array_index (records, LpRecord, i));

  for (guint i = 0; i < records->len; i++)
    {
      const LpRecord *record = &g_array_index (records, LpRecord, i);
      const Name *name = get_name (names, record);

      if (name->alias == record && name->records->len > 0 &&
          strcmp (record->host, lp_records_get_site (check)->apex) != 0)
        report (rule, check, name);
    }
}

const LpRule lp_rule_cname_conflict = {
  .key = "cname-conflict",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("CNAME beside other records"),
  .why = N_("A CNAME says that a name is only another name for something else, and that all its "
            "records are found there. A second record of the same name contradicts that. Most "
            "name servers refuse to load both; where one takes them, it depends on the resolver "
            "which of the two a visitor gets."),
  .advice = N_("Keep either the CNAME or the other records of this name."),
  .check = check_design,
};
