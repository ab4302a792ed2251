/* SPDX-License-Identifier: MIT */
/* watch.c: what has to be measured and painted anew after an edit. */
#include "config.h"

#include "draw/scene/scene-private.h"

static void
touch (LpScene   *scene,
       LpElement *element)
{
  if (!g_hash_table_contains (scene->touched, element))
    g_hash_table_add (scene->touched, g_object_ref (element));
}

/* Where weights are set the share of a link stands on it, which depends on the others of its
 * source. @weighted: such a one came, went, or is another. */
static void
touch_shares (LpScene   *scene,
              LpElement *source,
              gboolean   weighted)
{
  guint n_links;
  LpElement **links = lp_element_get_links (source, &n_links);

  for (guint i = 0; i < n_links && !weighted; i++)
    weighted = lp_element_has (links[i], LP_ATTRIBUTE_WEIGHT);
  for (guint i = 0; i < n_links && weighted; i++)
    if (lp_link_get_from (links[i]) == source)
      touch (scene, links[i]);
}

/* What is written on a link depends on its ends, and on what is in the server that it leads to. */
void
lp_scene_touch_links (LpScene   *scene,
                      LpElement *element)
{
  LpElement *last = element;
  guint n_links;
  LpElement **links = lp_element_get_links (element, &n_links);

  for (guint i = 0; i < n_links; i++)
    {
      touch (scene, links[i]);
      if (lp_link_get_from (links[i]) != last)
        touch_shares (scene, lp_link_get_from (links[i]), FALSE);
      last = lp_link_get_from (links[i]);
    }
}

static void
touch_with_links (LpScene   *scene,
                  LpElement *box)
{
  LpElement *parent = lp_element_get_parent (box);

  touch (scene, box);
  lp_scene_touch_links (scene, box);
  if (parent != NULL && lp_element_get_kind (parent) == LP_KIND_SERVER)
    lp_scene_touch_links (scene, parent);
}

/* On them stands how many belong together. */
static void
touch_quorums (LpScene *scene)
{
  for (guint i = 0; i < scene->boxes->len; i++)
    {
      LpElement *element = lp_scene_box (scene, i)->element;

      if (element != NULL && lp_scene_box (scene, i)->kind == LP_KIND_DATABASE &&
          lp_element_has (element, LP_ATTRIBUTE_QUORUM))
        touch (scene, element);
    }
}

/* A balancer says how it checks what it leads to. */
static void
touch_source (LpScene   *scene,
              LpElement *source,
              gboolean   weighted)
{
  if (source == NULL)
    return;

  touch_shares (scene, source, weighted);
  if (lp_element_get_kind (source) == LP_KIND_LOAD_BALANCER)
    touch (scene, source);
}

/* What is written elsewhere because of @link, of which @attribute was changed, or any. */
static void
touch_around_link (LpScene     *scene,
                   LpElement   *link,
                   LpAttribute  attribute)
{
  touch_source (scene, lp_link_get_from (link),
                attribute == LP_ATTRIBUTE_WEIGHT || lp_element_has (link, LP_ATTRIBUTE_WEIGHT));
  if (attribute == LP_ATTRIBUTE_FLOW || lp_link_get_flow (link) == LP_FLOW_REPLICATION)
    touch_quorums (scene);
}

/* The name of the site stands on them. */
static void
touch_name_services (LpScene *scene)
{
  for (guint i = 0; i < scene->boxes->len; i++)
    if (lp_scene_box (scene, i)->element != NULL && lp_scene_box (scene, i)->kind == LP_KIND_DNS)
      touch (scene, lp_scene_box (scene, i)->element);
}

static gboolean
is_geometry (LpAttribute attribute)
{
  return attribute == LP_ATTRIBUTE_X || attribute == LP_ATTRIBUTE_Y ||
         attribute == LP_ATTRIBUTE_WIDTH || attribute == LP_ATTRIBUTE_HEIGHT;
}

static void
note_set (LpScene      *scene,
          const LpEdit *edit)
{
  LpKind kind = lp_element_get_kind (edit->element);

  if (kind == LP_KIND_DESIGN)
    touch_name_services (scene);
  else if (kind == LP_KIND_LINK || (lp_kind_is_box (kind) && is_geometry (edit->attribute)))
    touch (scene, edit->element);
  else if (lp_kind_is_box (kind))
    touch_with_links (scene, edit->element);

  if (kind == LP_KIND_LINK)
    touch_around_link (scene, edit->element, edit->attribute);
  if (edit->attribute == LP_ATTRIBUTE_FROM && kind == LP_KIND_LINK && edit->set)
    touch_source (scene, edit->value.end, lp_element_has (edit->element, LP_ATTRIBUTE_WEIGHT));
  if (edit->attribute == LP_ATTRIBUTE_QUORUM)
    touch_quorums (scene);

  /* A firewall on a link is a card, otherwise it is a chip. */
  if (edit->attribute == LP_ATTRIBUTE_FROM || edit->attribute == LP_ATTRIBUTE_TO)
    scene->is_rebuilt = TRUE;
}

/* Came, went, or is in front of others now. */
static void
note_place (LpScene   *scene,
            LpElement *element,
            LpElement *parent)
{
  scene->is_rebuilt = TRUE;
  touch (scene, element);
  if (lp_kind_is_box (lp_element_get_kind (element)))
    lp_scene_touch_links (scene, parent);
  if (lp_element_get_kind (element) == LP_KIND_LINK)
    touch_around_link (scene, element, LP_N_ATTRIBUTES);
  if (lp_element_get_kind (element) == LP_KIND_DATABASE)
    touch_quorums (scene);
}

void
lp_scene_note_edit (LpScene      *scene,
                    const LpEdit *edit)
{
  LpKind kind = lp_element_get_kind (edit->element);
  LpElement *parent = edit->kind == LP_EDIT_SET ? lp_element_get_parent (edit->element)
                                                : edit->parent;

  if (lp_kind_is_box (kind) || kind == LP_KIND_LINK || kind == LP_KIND_DESIGN)
    {
      if (edit->kind == LP_EDIT_SET)
        note_set (scene, edit);
      else
        note_place (scene, edit->element, parent);
    }
  else if (parent != NULL && lp_element_get_kind (parent) == LP_KIND_LINK)
    {
      touch (scene, parent);
    }
  else if (parent != NULL && lp_kind_is_box (lp_element_get_kind (parent)))
    {
      touch_with_links (scene, parent);
    }
}
