/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "layout/level-private.h"

LpComponent *
lp_level_split (LpLevel *level)
{
  LpComponent *services = g_new0 (LpComponent, level->n_services);
  g_autofree guint *own = g_new0 (guint, level->boxes->len);

  for (guint s = 0; s < level->n_services; s++)
    {
      services[s].members = g_array_new (FALSE, FALSE, sizeof (guint));
      services[s].edges = g_array_new (FALSE, FALSE, sizeof (LpCrossEdge));
      services[s].drawn = (LpPoint) { G_MAXDOUBLE, G_MAXDOUBLE };
    }

  for (guint i = 0; i < level->boxes->len; i++)
    if (LP_LEVEL_BOX (level, i)->service != G_MAXUINT)
      {
        const LpLevelBox *box = LP_LEVEL_BOX (level, i);
        LpComponent *service = &services[box->service];

        own[i] = service->members->len;
        g_array_append_val (service->members, i);
        service->drawn.x = MIN (service->drawn.x, box->drawn.x);
        service->drawn.y = MIN (service->drawn.y, box->drawn.y);
      }

  for (guint i = 0; i < level->edges->len; i++)
    {
      LpCrossEdge edge = g_array_index (level->edges, LpCrossEdge, i);
      guint s = LP_LEVEL_BOX (level, edge.from)->service;

      if (s == G_MAXUINT || s != LP_LEVEL_BOX (level, edge.to)->service)
        continue;
      edge.from = own[edge.from];
      edge.to = own[edge.to];
      g_array_append_val (services[s].edges, edge);
    }

  return services;
}

void
lp_level_free_services (LpLevel     *level,
                        LpComponent *services)
{
  for (guint s = 0; s < level->n_services; s++)
    {
      g_array_unref (services[s].members);
      g_array_unref (services[s].edges);
    }

  g_free (services);
}

LpLevelBox *
lp_level_get_member (const LpLevel     *level,
                     const LpComponent *service,
                     guint              i)
{
  return LP_LEVEL_BOX (level, g_array_index (service->members, guint, i));
}
