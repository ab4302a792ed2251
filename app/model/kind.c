/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/kind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LP_KINDS(...) ((const LpKind[]) { __VA_ARGS__, LP_N_KINDS })

static const LpKindRow rows[LP_N_KINDS] = {
#define LP_KIND(name, ...) [LP_KIND_##name] = { __VA_ARGS__ },
#include "model/kinds.h"
#undef LP_KIND
};

static const char *const groups[LP_N_GROUPS] = {
  [LP_GROUP_NAMES] = N_("Visitors and names"),
  [LP_GROUP_TRAFFIC] = N_("Traffic"),
  [LP_GROUP_SERVERS] = N_("Servers"),
  [LP_GROUP_DATA] = N_("Data"),
  [LP_GROUP_SECURITY] = N_("Security"),
  [LP_GROUP_WATCHING] = N_("Watching"),
  [LP_GROUP_DRAWING] = N_("Drawing"),
};

const LpKindRow *
lp_kind_get_row (LpKind kind)
{
  g_return_val_if_fail (kind < LP_N_KINDS, NULL);

  return &rows[kind];
}

const char *
lp_kind_get_title (LpKind kind)
{
  return _(lp_kind_get_row (kind)->title);
}

gboolean
lp_kind_find (const char *key,
              LpKind     *kind)
{
  for (guint i = 0; i < LP_N_KINDS; i++)
    if (strcmp (rows[i].key, key) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

gboolean
lp_kind_is (LpKind  kind,
            LpTrait trait)
{
  return (rows[kind].traits & trait) != 0;
}

gboolean
lp_kind_holds (LpKind container,
               LpKind content)
{
  if (content == LP_KIND_LISTEN)
    return lp_kind_is (container, LP_TRAIT_LISTENS);
  if (!lp_kind_is_box (content))
    return (rows[container].holds & LP_KIND_MASK (content)) != 0;
  if (container == LP_KIND_SERVER)
    return lp_kind_is (content, LP_TRAIT_IN_SERVER);

  return container == LP_KIND_DESIGN || container == LP_KIND_ZONE;
}

gboolean
lp_kind_is_container (LpKind kind)
{
  return rows[kind].shape == LP_SHAPE_SERVER || rows[kind].shape == LP_SHAPE_ZONE;
}

gboolean
lp_kind_is_box (LpKind kind)
{
  return kind < LP_N_BOX_KINDS;
}

const char *
lp_group_get_title (LpGroup group)
{
  g_return_val_if_fail (group < LP_N_GROUPS, NULL);

  return _(groups[group]);
}

GType
lp_kind_get_type (void)
{
  static GEnumValue values[LP_N_KINDS + 1];
  static gsize type = 0;

  if (g_once_init_enter (&type))
    {
      for (guint i = 0; i < LP_N_KINDS; i++)
        values[i] = (GEnumValue) { i, lp_kind_get_row (i)->key, lp_kind_get_row (i)->key };

      g_once_init_leave (&type, g_enum_register_static ("LpKind", values));
    }

  return type;
}
