/* SPDX-License-Identifier: MIT */
/* What follows from the ways whatever fails: what leads to databases, members of virtual IPs, who
 * may write to which primary. */
#include "config.h"

#include "oracle/private.h"

#include "model/value.h"

static gboolean
passes_queries_on (Oracle *self,
                   int     box)
{
  return self->kinds[box] == LP_KIND_LOAD_BALANCER || self->kinds[box] == LP_KIND_VIRTUAL_IP;
}

/* "database for anything that leads to databases" */
static void
find_leading (Oracle *self)
{
  guint64 before;

  for (guint i = 0; i < self->n; i++)
    if (self->kinds[i] == LP_KIND_DATABASE)
      self->leading |= BIT (i);

  do
    {
      before = self->leading;
      for (guint i = 0; i < self->ways->len; i++)
        {
          const Way *way = oracle_way (self, i);

          if (oracle_is_carrying (way) && passes_queries_on (self, way->source) &&
              (self->leading & BIT (way->target)) != 0)
            self->leading |= BIT (way->source);
        }
    }
  while (self->leading != before);
}

/* "that primary is one that the source (or a balancer or VIP in between) may write to" */
static void
find_writable (Oracle *self)
{
  gboolean changed;

  do
    {
      changed = FALSE;
      for (guint i = 0; i < self->ways->len; i++)
        {
          const Way *way = oracle_way (self, i);
          guint64 *mine = &self->writable[way->source];
          guint64 found = *mine;

          if (!oracle_is_carrying (way) || !way->offered || !way->carries[LP_GOAL_WRITE])
            continue;

          if (self->kinds[way->target] == LP_KIND_DATABASE)
            found |= oracle_is_replica (self, way->target) ? 0 : BIT (way->target);
          else if (passes_queries_on (self, way->target))
            found |= self->writable[way->target];
          changed = changed || found != *mine;
          *mine = found;
        }
    }
  while (changed);
}

/* "each has a failover link, drawn in either direction and open in both, with another of them" */
static gboolean
is_wired (Oracle  *self,
          int      member,
          guint64  members)
{
  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *way = oracle_way (self, i);

      if (way->flow == LP_FLOW_FAILOVER && way->open &&
          ((way->source == member && (members & BIT (way->target)) != 0) ||
           (way->target == member && (members & BIT (way->source)) != 0)))
        return TRUE;
    }

  return FALSE;
}

/* Takes what @list does not name from @common; who states none agrees. */
static void
agree_on_ids (const char *list,
              gboolean   *stated,
              gboolean    common[256])
{
  gboolean named[256] = { FALSE };
  gboolean any = FALSE;
  gsize length;

  for (const char *word = lp_value_next_word (&list, &length); word != NULL;
       word = lp_value_next_word (&list, &length))
    {
      g_autofree char *text = g_strndup (word, length);
      guint number;

      if (!lp_value_read_digits (text, 255, &number))
        continue;
      any = TRUE;
      named[number] = TRUE;
    }

  *stated = *stated || any;
  for (guint i = 0; any && i < 256; i++)
    common[i] = common[i] && named[i];
}

/* "the router-ids that the VIP and the members state have one in common" */
static gboolean
share_an_id (Oracle  *self,
             int      vip,
             guint64  members)
{
  gboolean stated = FALSE;
  gboolean common[256];

  for (guint i = 0; i < 256; i++)
    common[i] = TRUE;
  for (guint i = 0; i < self->n; i++)
    if ((int) i == vip || (members & BIT (i)) != 0)
      agree_on_ids (lp_element_get_text (self->boxes[i], LP_ATTRIBUTE_ROUTER_ID), &stated, common);

  for (guint i = 0; i < 256 && stated; i++)
    if (common[i])
      return TRUE;

  return !stated;
}

/* "The members of an active-passive virtual-ip are all its targets if they are a cluster. Otherwise
 * only its first target." */
static void
find_members (Oracle *self,
              int     vip)
{
  guint64 targets = 0;
  gboolean wired = TRUE;

  for (guint i = 0; i < self->ways->len; i++)
    {
      const Way *way = oracle_way (self, i);

      if (way->source == vip && oracle_is_carrying (way) && way->offered)
        targets |= BIT (way->target);
    }

  for (guint i = 0; i < self->n; i++)
    if (targets & BIT (i))
      wired = wired && is_wired (self, i, targets);

  self->members[vip] = targets;
  if (oracle_is_passive (self, vip) && (!wired || !share_an_id (self, vip, targets)))
    self->members[vip] = targets & -targets;
}

void
oracle_find_facts (Oracle *self)
{
  find_leading (self);
  find_writable (self);
  for (guint i = 0; i < self->n; i++)
    if (self->kinds[i] == LP_KIND_VIRTUAL_IP)
      find_members (self, i);
}
