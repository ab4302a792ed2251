/* SPDX-License-Identifier: MIT */
/* entry-not-named: whoever types a name comes to what its records name, and to nothing else. */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/conversation.h"
#include "analysis/drill.h"
#include "rules/dns/records.h"
#include "rules/engine/rule.h"

/* What is known of a node. */
enum
{
  ASKED = 1 << 0,       /* Drawn as asked by visitors whom no name leads there. */
  NAMED = 1 << 1,       /* They come to it by name, or by way of what they come to. */
};

static gboolean
is_named (const LpConversations *conversations,
          const LpConversation  *conversation)
{
  for (guint i = 0; i < conversation->n_ways; i++)
    if (conversations->ways[conversation->first_way + i].named)
      return TRUE;

  return FALSE;
}

/* Where nothing that a visitor asks is named, the record is wrong and not the entry. */
static void
mark_entries (LpCheck *check,
              int      client,
              guint8  *marks,
              GArray  *named)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  const guint first = conversations->start[client];
  const guint end = conversations->start[client + 1];
  const guint n_named = named->len;

  for (guint i = first; i < end; i++)
    if (conversations->list[i].flow == LP_FLOW_REQUEST &&
        is_named (conversations, &conversations->list[i]))
      {
        marks[conversations->list[i].to] |= NAMED;
        g_array_append_val (named, conversations->list[i].to);
      }

  for (guint i = first; i < end && named->len > n_named; i++)
    {
      const LpConversation *each = &conversations->list[i];

      /* What gets no traffic now need not be named now. */
      if (each->flow == LP_FLOW_REQUEST && !is_named (conversations, each) &&
          check->graph->links[lp_conversation_get_link (conversations, each)].weight != 0)
        marks[each->to] |= ASKED;
    }
}

/* The origin behind a CDN and the members of a virtual IP get their visitors from these. */
static void
mark_behind (LpCheck *check,
             guint8  *marks,
             GArray  *stack)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);

  while (stack->len > 0)
    {
      const int node = g_array_index (stack, int, stack->len - 1);

      g_array_set_size (stack, stack->len - 1);
      for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
        {
          const LpConversation *each = &conversations->list[i];

          if ((each->flow != LP_FLOW_REQUEST && each->flow != LP_FLOW_QUERY) ||
              marks[each->to] & NAMED)
            continue;

          marks[each->to] |= NAMED;
          g_array_append_val (stack, each->to);
        }
    }
}

/* The box whose address visitors of @element use: itself, or what it stands in; NULL for none. */
static LpElement *
find_addressed (LpElement *element)
{
  while (element != NULL && *lp_element_get_text (element, LP_ATTRIBUTE_ADDRESS) == '\0')
    element = lp_element_get_parent (element);

  return element;
}

static char **
split_addresses (LpElement *element)
{
  LpElement *addressed = find_addressed (element);

  return g_strsplit_set (addressed != NULL ? lp_element_get_text (addressed, LP_ATTRIBUTE_ADDRESS)
                                           : "", " \t\n", -1);
}

/* LpNetwork. */
static GArray *
list_addresses (LpElement *element)
{
  GArray *addresses = g_array_new (FALSE, FALSE, sizeof (LpNetwork));
  g_auto (GStrv) texts = split_addresses (element);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      LpNetwork address;

      if (lp_network_parse (texts[i], &address))
        g_array_append_val (addresses, address);
    }

  return addresses;
}

/* Whether a record of whatever name holds an address of @element: it has a name of its own then. */
static gboolean
has_record (const GArray *records,
            LpElement    *element)
{
  g_autoptr (GArray) addresses = list_addresses (element);

  for (guint i = 0; i < records->len; i++)
    for (guint k = 0; k < addresses->len; k++)
      {
        const LpRecord *record = &g_array_index (records, LpRecord, i);
        const LpNetwork *address = &g_array_index (addresses, LpNetwork, k);

        if ((record->form == LP_RECORD_IPV4 || record->form == LP_RECORD_IPV6) &&
            record->address.n_bits == address->n_bits &&
            memcmp (record->address.bytes, address->bytes, address->n_bits / 8) == 0)
          return TRUE;
      }

  return FALSE;
}

/* Whether all the world can reach its addresses. */
static gboolean
is_public (LpElement *element)
{
  g_autoptr (GArray) addresses = list_addresses (element);

  for (guint i = 0; i < addresses->len; i++)
    if (!lp_network_is_public (&g_array_index (addresses, LpNetwork, i)))
      return FALSE;

  return addresses->len > 0;
}

/* One record of each name server that leads visitors elsewhere: like it, the new ones will be. */
static GPtrArray *
list_models (GPtrArray *found)
{
  GPtrArray *models = g_ptr_array_new ();
  g_autoptr (GHashTable) servers = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const LpRecord *record = found->pdata[i];

      if (g_hash_table_add (servers, GINT_TO_POINTER (record->dns + 1)))
        g_ptr_array_add (models, record->element);
    }

  return models;
}

static void
report (const LpRule *rule,
        LpCheck      *check,
        int           node,
        GPtrArray    *models,
        LpState       state)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_null_terminated (2, NULL, TRUE);
  g_autoptr (GPtrArray) path = lp_check_list_path (check, node);
  LpFinding *finding;

  g_ptr_array_add (elements, lp_check_get_element (check, node));
  g_ptr_array_extend (elements, models, NULL, NULL);
  finding = lp_check_report (check, rule, (LpElement **) elements->pdata,
                             (LpElement **) path->pdata,
                             _("No record leads to “%s”: who looks up %s never comes to it."),
                             lp_check_get_name (check, node), check->site);

  /* What does not work is not to be named. */
  if (models->len == 0 || state != LP_STATE_SERVING ||
      !is_public (lp_check_get_element (check, node)))
    lp_finding_forbid_fix (finding);
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *clients = &check->kinds[LP_KIND_CLIENT];
  g_autofree guint8 *marks = g_new0 (guint8, check->graph->n_nodes + 1);
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) records = lp_records_list (check);
  g_autoptr (GPtrArray) found = lp_records_resolve (records, check->site);
  g_autoptr (GPtrArray) models = list_models (found);
  g_autoptr (LpDrill) drill = NULL;

  for (guint i = 0; i < clients->n; i++)
    mark_entries (check, clients->nodes[i], marks, named);
  mark_behind (check, marks, named);

  for (guint i = 0; i < check->graph->n_nodes; i++)
    if (marks[i] == ASKED && !has_record (records, lp_check_get_element (check, i)))
      {
        if (drill == NULL)
          drill = lp_drill_new (check->graph, LP_GOAL_READ, NULL, 0);
        report (rule, check, i, models, drill->states[i]);
      }
}

static void
add_record (LpDesign   *design,
            LpElement  *model,
            const char *address)
{
  g_autoptr (LpElement) record = lp_element_copy (model);
  g_auto (GStrv) parts = g_strsplit (address, "/", 2);

  lp_element_set_text (record, LP_ATTRIBUTE_RECORD_TYPE, lp_records_get_type (parts[0]));
  lp_element_set_text (record, LP_ATTRIBUTE_RECORD_VALUE, parts[0]);
  lp_design_add (design, record, lp_element_get_parent (model),
                 lp_element_get_next_sibling (model));
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *entry = lp_finding_find_element (finding, design, 0);
  g_auto (GStrv) addresses = entry != NULL ? split_addresses (entry) : NULL;
  g_autoptr (GPtrArray) models = g_ptr_array_new ();

  /* All are found before the first new record shifts their numbers. */
  for (guint i = 1; i < lp_finding_get_n_elements (finding); i++)
    {
      LpElement *model = lp_finding_find_element (finding, design, i);

      if (model == NULL)
        return FALSE;
      g_ptr_array_add (models, model);
    }

  for (guint i = 0; i < models->len; i++)
    for (guint k = 0; addresses != NULL && addresses[k] != NULL; k++)
      if (*addresses[k] != '\0')
        add_record (design, models->pdata[i], addresses[k]);

  return addresses != NULL && models->len > 0;
}

const LpRule lp_rule_entry_not_named = {
  .key = "entry-not-named",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Entry that no record names"),
  .why = N_("Visitors type a name, and their browser connects to an address that DNS gives for it. "
            "An entry whose address stands in no record gets no visitors, however well it works. "
            "It looks like redundancy on the picture, but when the named entry fails nobody comes "
            "to this one."),
  .advice = N_("Add a record for it beside the other, so that browsers have another address to "
               "try, or put both behind a virtual IP that DNS names."),
  .check = check_design,
  .fix = fix,
};
