/* SPDX-License-Identifier: MIT */
/* session-store-single: who shares sessions shares their loss, too. */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/conversation.h"
#include "rules/engine/rule.h"
#include "rules/engine/visited.h"

/* How many balancers and addresses one behind the other are looked through. */
#define MAX_DEPTH 8

typedef struct
{
  LpCheck               *check;
  const LpConversations *conversations;
  GPtrArray             *apps;      /* LpElement: who shares sessions. */
  GHashTable            *said;      /* Nodes + 1: stores of which the drawing says so, */
  GHashTable            *likely;    /* and programs that are mostly used for it. */
} Stores;

static gboolean
speaks_of_sessions (LpElement   *element,
                    LpAttribute  attribute)
{
  g_autofree char *text = g_utf8_casefold (lp_element_get_text (element, attribute), -1);

  return strstr (text, "session") != NULL;
}

static gboolean
is_said (LpElement *link,
         LpElement *store)
{
  return speaks_of_sessions (link, LP_ATTRIBUTE_LABEL) ||
         speaks_of_sessions (link, LP_ATTRIBUTE_POOL) ||
         speaks_of_sessions (store, LP_ATTRIBUTE_NAME) ||
         speaks_of_sessions (store, LP_ATTRIBUTE_ID);
}

/* What is called a cache, as what has no name is, holds what can be made again. */
static gboolean
is_called_cache (LpElement *store)
{
  g_autofree char *name = g_utf8_casefold (lp_element_get_text (store, LP_ATTRIBUTE_NAME), -1);

  return *name == '\0' || g_str_has_suffix (name, "cache");
}

static gboolean
is_likely (LpElement *store)
{
  static const char *const programs[] = { "redis", "valkey", "keydb", "memcache" };
  g_autofree char *name = g_utf8_casefold (lp_element_get_text (store, LP_ATTRIBUTE_NAME), -1);
  g_autofree char *software = g_utf8_casefold (lp_element_get_text (store, LP_ATTRIBUTE_SOFTWARE),
                                               -1);

  if (lp_element_get_kind (store) != LP_KIND_CACHE || is_called_cache (store))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    if (strstr (name, programs[i]) != NULL || strstr (software, programs[i]) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
asks (const LpConversation *conversation)
{
  return conversation->offered &&
         (conversation->flow == LP_FLOW_REQUEST || conversation->flow == LP_FLOW_QUERY);
}

/* Notes @node, or what stands behind it where it only passes on. */
static void
note (Stores     *self,
      GHashTable *stores,
      int         node,
      guint       depth)
{
  const LpConversations *conversations = self->conversations;
  const LpKind kind = self->check->graph->nodes[node].kind;

  if (kind == LP_KIND_CACHE || kind == LP_KIND_DATABASE)
    g_hash_table_add (stores, GINT_TO_POINTER (node + 1));

  if (!lp_kind_is (kind, LP_TRAIT_PASSES_ON) || depth == MAX_DEPTH)
    return;

  for (guint i = conversations->start[node]; i < conversations->start[node + 1]; i++)
    if (asks (&conversations->list[i]))
      note (self, stores, conversations->list[i].to, depth + 1);
}

/* Whether @other, which is asked in the same pool, is the same for the asking one. */
static gboolean
is_alike (LpElement *store,
          LpElement *other)
{
  return lp_element_get_kind (store) == lp_element_get_kind (other) && !is_called_cache (other) &&
         g_str_equal (lp_element_get_text (store, LP_ATTRIBUTE_SOFTWARE),
                      lp_element_get_text (other, LP_ATTRIBUTE_SOFTWARE));
}

/* What is said of one is true of its alternatives. */
static void
note_pool (Stores               *self,
           const LpConversation *said)
{
  const LpConversations *conversations = self->conversations;
  const LpGraph *graph = self->check->graph;

  note (self, self->said, said->to, 0);
  for (guint i = conversations->start[said->from]; i < conversations->start[said->from + 1]; i++)
    {
      const LpConversation *each = &conversations->list[i];

      if (asks (each) && lp_conversation_get_pool (conversations, each) ==
                           lp_conversation_get_pool (conversations, said) &&
          is_alike (graph->nodes[said->to].element, graph->nodes[each->to].element))
        note (self, self->said, each->to, 0);
    }
}

static void
look_at_app (Stores *self,
             int     app)
{
  const LpConversations *conversations = self->conversations;
  LpElement *element = lp_check_get_element (self->check, app);
  const int sessions = lp_element_get_choice (element, LP_ATTRIBUTE_SESSIONS);
  gboolean any = FALSE;

  if (sessions == LP_SESSIONS_LOCAL || sessions == LP_SESSIONS_STICKY)
    return;

  for (guint i = conversations->start[app]; i < conversations->start[app + 1]; i++)
    {
      const LpConversation *each = &conversations->list[i];
      LpElement *store = lp_check_get_element (self->check, each->to);
      guint link;

      if (!asks (each))
        continue;

      link = lp_conversation_get_link (conversations, each);
      if (is_said (self->check->graph->links[link].element, store))
        note_pool (self, each);
      else if (sessions == LP_SESSIONS_SHARED && is_likely (store))
        g_hash_table_add (self->likely, GINT_TO_POINTER (each->to + 1));
      else
        continue;
      any = TRUE;
    }

  if (any)
    g_ptr_array_add (self->apps, element);
}

/* Whether another store has what @node has. */
static gboolean
is_copied (Stores *self,
           int     node)
{
  for (guint i = 0; i < self->conversations->n; i++)
    {
      const LpConversation *each = &self->conversations->list[i];

      if ((each->from == node || each->to == node) &&
          (each->flow == LP_FLOW_REPLICATION || each->flow == LP_FLOW_FAILOVER))
        return TRUE;
    }

  return FALSE;
}

static void
report (const LpRule *rule,
        Stores       *self)
{
  const gboolean said = g_hash_table_size (self->said) > 0;
  g_autofree char *names = NULL;
  GHashTableIter stores;
  gpointer key;
  int store;

  g_hash_table_iter_init (&stores, said ? self->said : self->likely);
  if (!g_hash_table_iter_next (&stores, &key, NULL))
    return;

  store = GPOINTER_TO_INT (key) - 1;
  if (g_hash_table_iter_next (&stores, &key, NULL))
    return;

  if (!self->check->graph->nodes[store].fails || is_copied (self, store))
    return;

  names = lp_check_join_names (self->check, (LpElement **) self->apps->pdata);
  lp_check_report (self->check, rule, LP_ELEMENTS (lp_check_get_element (self->check, store)),
                   (LpElement **) self->apps->pdata,
                   said ? _("The sessions of %s are in “%s” and nowhere else: when it fails, "
                            "everybody is logged out.")
                        : _("%s share their sessions, and the one store drawn for them is “%s”: "
                            "when it fails, everybody is logged out."),
                   names, lp_check_get_name (self->check, store));
}

static void
check_design (const LpRule *rule,
              LpCheck      *check)
{
  const LpNodes *apps = &check->kinds[LP_KIND_APP_SERVER];
  const guint8 *visited = lp_visited_get (check);
  g_autoptr (GPtrArray) sharing = g_ptr_array_new_null_terminated (2, NULL, TRUE);
  g_autoptr (GHashTable) said = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) likely = g_hash_table_new (NULL, NULL);
  Stores stores = { check, lp_conversations_get (check->graph), sharing, said, likely };

  for (guint i = 0; i < apps->n; i++)
    if (visited[apps->nodes[i]])
      look_at_app (&stores, apps->nodes[i]);

  report (rule, &stores);
}

const LpRule lp_rule_session_store_single = {
  .key = "session-store-single",
  .severity = LP_SEVERITY_WARNING,
  .title = N_("Sessions in a single store"),
  .why = N_("A shared store lets every application server know every visitor. "
            "When there is one store only and it fails, the sessions of all visitors are gone at "
            "once: everybody is logged out, and carts are empty. "
            "Pages may still be shown, so that it does not look like an outage."),
  .advice = N_("Give the store a replica that takes over (Redis with Sentinel, for example), or "
               "keep sessions in signed cookies or in a database that is replicated."),
  .check = check_design,
};
