/* SPDX-License-Identifier: MIT */
/* promotion-no-path: a replica that takes over is of use to those only who get to it. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/conversation.h"
#include "rules/database/takeovers.h"
#include "rules/engine/rewire.h"
#include "rules/engine/rule.h"
#include "rules/engine/visited.h"

/* Who asks a primary and cannot go on with what takes its place. */
typedef struct
{
  LpCheck               *check;
  const LpConversations *conversations;
  GPtrArray             *sources;   /* LpElement */
  GPtrArray             *links;     /* By which they try to get there, or got to the primary. */
  gboolean               tried;     /* Some are linked to a replica, but do not get through. */
  gboolean               simple;    /* One link each is all that is missing. */
} Stranded;

static gboolean
may_write (const LpConversation *conversation)
{
  return (conversation->flow == LP_FLOW_REQUEST || conversation->flow == LP_FLOW_QUERY) &&
         conversation->offered && conversation->required && conversation->access != LP_ACCESS_READ;
}

/* Whether @writes has an alternative: another primary of the same pool. */
static gboolean
has_other_primary (const Stranded       *self,
                   const LpConversation *writes)
{
  const LpConversations *conversations = self->conversations;
  const LpGraph *graph = self->check->graph;
  const guint end = conversations->start[writes->from + 1];

  for (guint i = conversations->start[writes->from]; i < end; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if (each->to != writes->to && may_write (each) && each->open &&
          lp_conversation_get_pool (conversations, each) ==
            lp_conversation_get_pool (conversations, writes) &&
          graph->nodes[each->to].kind == LP_KIND_DATABASE && !graph->nodes[each->to].replica)
        return TRUE;
    }

  return FALSE;
}

static void
note_link (Stranded             *self,
           const LpConversation *conversation)
{
  const guint link = lp_conversation_get_link (self->conversations, conversation);

  g_ptr_array_add (self->links, self->check->graph->links[link].element);
}

/* Whether @source gets to one of the replicas; otherwise notes the ways on which it tried. */
static gboolean
gets_there (Stranded     *self,
            int           source,
            const GArray *takeovers,
            guint         first,
            guint         end)
{
  const LpConversations *conversations = self->conversations;
  const guint n_links = self->links->len;

  for (guint i = conversations->start[source]; i < conversations->start[source + 1]; i++)
    for (guint k = first; k < end; k++)
      {
        const LpConversation *each = &conversations->list[i];

        if (each->to != g_array_index (takeovers, LpTakeover, k).replica || !each->offered ||
            (each->flow != LP_FLOW_REQUEST && each->flow != LP_FLOW_QUERY))
          continue;

        if (each->open)
          {
            g_ptr_array_set_size (self->links, n_links);
            return TRUE;
          }
        note_link (self, each);
      }

  return FALSE;
}

static void
strand (Stranded             *self,
        const LpConversation *writes,
        gboolean              tried)
{
  const LpWay *way = &self->conversations->ways[writes->first_way];

  g_ptr_array_add (self->sources, lp_check_get_element (self->check, writes->from));
  self->tried |= tried;
  if (tried)
    return;

  /* What stands in line is not to be gone around, and the members of a cluster are more than
   * links. */
  self->simple &= way->n_links == 1 &&
                  self->check->graph->nodes[writes->from].kind != LP_KIND_VIRTUAL_IP;
  note_link (self, writes);
}

static void
report (const LpRule   *rule,
        const Stranded *self,
        int             primary,
        GPtrArray      *replicas)
{
  g_autoptr (GPtrArray) witness = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  g_autofree char *names = lp_check_join_names (self->check, (LpElement **) replicas->pdata);
  g_autofree char *sources = lp_check_join_names (self->check, (LpElement **) self->sources->pdata);
  LpFinding *finding;

  g_ptr_array_add (witness, lp_check_get_element (self->check, primary));
  g_ptr_array_extend (witness, self->sources, NULL, NULL);
  g_ptr_array_extend (witness, self->links, NULL, NULL);
  finding = lp_check_report (self->check, rule, (LpElement **) replicas->pdata,
                             (LpElement **) witness->pdata,
                             self->tried
                               ? _("When “%s” fails, %s takes over, but what %s sends there does "
                                   "not get through.")
                               : _("When “%s” fails, %s takes over, but no link leads there from "
                                   "%s."),
                             lp_check_get_name (self->check, primary), names, sources);
  if (!self->simple)
    lp_finding_forbid_fix (finding);
}

/* Where those of @asking that lead to @primary begin. */
static guint
find_first (const LpConversations *conversations,
            const GArray          *asking,
            int                    primary)
{
  guint first = 0, end = asking->len;

  while (first < end)
    {
      const guint middle = (first + end) / 2;

      if (conversations->list[g_array_index (asking, guint, middle)].to < primary)
        first = middle + 1;
      else
        end = middle;
    }

  return first;
}

static void
check_primary (const LpRule *rule,
               LpCheck      *check,
               const GArray *takeovers,
               guint         first,
               guint         end,
               GArray       *asking)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  const int primary = g_array_index (takeovers, LpTakeover, first).primary;
  g_autoptr (GPtrArray) sources = g_ptr_array_new_null_terminated (2, NULL, TRUE);
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  g_autoptr (GPtrArray) replicas = NULL;
  Stranded stranded = { check, conversations, sources, links, FALSE, TRUE };

  for (guint i = find_first (conversations, asking, primary); i < asking->len; i++)
    {
      const LpConversation *each = &conversations->list[g_array_index (asking, guint, i)];
      const guint n_links = links->len;

      if (each->to != primary)
        break;
      if (!has_other_primary (&stranded, each) &&
          !gets_there (&stranded, each->from, takeovers, first, end))
        strand (&stranded, each, links->len > n_links);
    }

  if (sources->len == 0)
    return;

  replicas = lp_takeovers_list_replicas (check, takeovers, first, end);
  report (rule, &stranded, primary, replicas);
}

static int
compare_targets (gconstpointer a,
                 gconstpointer b,
                 gpointer      conversations)
{
  const guint i = *(const guint *) a, j = *(const guint *) b;
  const LpConversation *list = ((const LpConversations *) conversations)->list;

  if (list[i].to != list[j].to)
    return list[i].to < list[j].to ? -1 : 1;

  return i < j ? -1 : i > j;
}

/* The conversations by which visitors’ requests get to databases to write there, by database. */
static GArray *
list_asking (LpCheck *check)
{
  const LpConversations *conversations = lp_conversations_get (check->graph);
  const guint8 *visited = lp_visited_get (check);
  GArray *asking = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < conversations->n; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if (may_write (each) && visited[each->from] &&
          check->graph->nodes[each->to].kind == LP_KIND_DATABASE)
        g_array_append_val (asking, i);
    }
  g_array_sort_with_data (asking, compare_targets, (gpointer) conversations);

  return asking;
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  g_autoptr (GArray) takeovers = lp_takeovers_list (check);
  g_autoptr (GArray) asking = takeovers->len > 0 ? list_asking (check) : NULL;

  for (guint i = 0, end; i < takeovers->len; i = end)
    {
      end = lp_takeovers_find_end (takeovers, i);
      check_primary (rule, check, takeovers, i, end, asking);
    }
}

/* The same right as to the primary would be to write to a replica as long as it is one. */
static void
link_to (LpDesign  *design,
         LpElement *link,
         LpElement *replica)
{
  LpElement *copy = lp_rewire_copy_link (design, link, lp_link_get_from (link), replica);

  lp_element_set_number (copy, LP_ATTRIBUTE_ACCESS, LP_ACCESS_CHOICE_READ);
  lp_element_unset (copy, LP_ATTRIBUTE_LABEL);
  lp_rewire_let_through (design, copy);
}

static void
open_link (LpDesign  *design,
           LpElement *link,
           LpElement *target)
{
  lp_rewire_let_through (design, link);
  if (lp_link_resolve_to (lp_link_get_to (link)) == target &&
      lp_element_find_child (target, LP_KIND_LISTEN) != NULL)
    lp_rewire_listen (design, target, lp_link_get_port (link), lp_link_get_protocol (link));
}

static gboolean
fix (const LpRule *rule,
     LpFinding    *finding,
     LpDesign     *design)
{
  LpElement *replica = lp_finding_find_element (finding, design, 0);
  const char *const *ids = lp_finding_get_witness (finding);

  for (; *ids != NULL && replica != NULL; ids++)
    {
      LpElement *link = lp_design_find (design, *ids);
      LpElement *to;

      if (link == NULL || lp_element_get_kind (link) != LP_KIND_LINK)
        continue;

      to = lp_link_resolve_to (lp_link_get_to (link));
      if (lp_element_get_kind (to) == LP_KIND_DATABASE &&
          lp_element_get_choice (to, LP_ATTRIBUTE_ROLE) == LP_ROLE_PRIMARY)
        link_to (design, link, replica);
      else
        open_link (design, link, replica);
    }

  return replica != NULL;
}

const LpRule lp_rule_promotion_no_path = {
  .key = "promotion-no-path",
  .severity = LP_SEVERITY_ERROR,
  .title = N_("Nobody gets to the promoted replica"),
  .why = N_("After a failover the writes go to the replica that was promoted. "
            "Who has no way to it, because no link is drawn, a firewall stops it or nothing "
            "listens there, cannot store anything, although a healthy database waits for it. "
            "Such a gap is found on the day of the failover, since nothing uses the way before."),
  .advice = N_("Link whoever writes to the primary to the replica as well, and let the firewalls "
               "pass it."),
  .check = check_design,
  .fix = fix,
};
