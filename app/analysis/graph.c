/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/graph.h"

#include "model/design.h"

/* Which links of a source are alternatives: one number for each kind of target, then one for each
 * name. */
#define FIRST_NAMED_POOL LP_N_KINDS

/* Counting sort of the links by one of their ends: document order is kept. */
static void
index_links (const LpGraph *self,
             gsize          end,
             guint        **start,
             guint        **list)
{
  *start = g_new0 (guint, self->n_nodes + 2);
  *list = g_new (guint, self->n_links);

  for (guint i = 0; i < self->n_links; i++)
    (*start)[G_STRUCT_MEMBER (int, &self->links[i], end) + 2]++;
  for (guint i = 2; i < self->n_nodes + 2; i++)
    (*start)[i] += (*start)[i - 1];
  for (guint i = 0; i < self->n_links; i++)
    (*list)[(*start)[G_STRUCT_MEMBER (int, &self->links[i], end) + 1]++] = i;
}

/* Fills in what follows from nodes and links. */
static void
finish (LpGraph *self)
{
  index_links (self, G_STRUCT_OFFSET (LpGraphLink, from), &self->out_start, &self->out);
  index_links (self, G_STRUCT_OFFSET (LpGraphLink, to), &self->in_start, &self->in);

  /* A firewall in a server guards it, unless a link of whatever flow puts it in line. */
  for (guint i = 0; i < self->n_nodes; i++)
    self->nodes[i].guards = self->nodes[i].kind == LP_KIND_FIREWALL &&
                            lp_graph_get_server (self, i) >= 0 &&
                            self->out_start[i] == self->out_start[i + 1] &&
                            self->in_start[i] == self->in_start[i + 1];
}

LpGraph *
lp_graph_new_take (LpGraphNode *nodes,
                   guint        n_nodes,
                   LpGraphLink *links,
                   guint        n_links)
{
  LpGraph *self = g_new0 (LpGraph, 1);

  self->nodes = nodes;
  self->n_nodes = n_nodes;
  self->links = links;
  self->n_links = n_links;
  finish (self);

  return self;
}

static gboolean
has_choice (LpElement   *element,
            LpAttribute  attribute,
            int          choice)
{
  return lp_element_get_choice (element, attribute) == choice;
}

static LpGraphNode
freeze_node (LpElement *element,
             int        parent)
{
  LpKind kind = lp_element_get_kind (element);
  LpGraphNode node = {
    .element = element,
    .id = lp_element_get_id (element),
    .kind = kind,
    .parent = parent,
    .availability = 1,
  };

  if (lp_kind_get_row (kind)->availability > 0)
    node.fails = !lp_element_get_boolean (element, LP_ATTRIBUTE_MANAGED);
  else if (kind == LP_KIND_ZONE)
    node.fails = lp_element_has (element, LP_ATTRIBUTE_AVAILABILITY) &&
                 !lp_element_get_boolean (element, LP_ATTRIBUTE_MANAGED);

  if (node.fails)
    node.availability = lp_element_get_number (element, LP_ATTRIBUTE_AVAILABILITY);

  if (kind == LP_KIND_DATABASE)
    {
      node.replica = has_choice (element, LP_ATTRIBUTE_ROLE, LP_ROLE_REPLICA);
      node.promotes = has_choice (element, LP_ATTRIBUTE_PROMOTION, LP_PROMOTION_AUTOMATIC);
    }
  else if (kind == LP_KIND_VIRTUAL_IP)
    node.active_active = has_choice (element, LP_ATTRIBUTE_MODE, LP_MODE_ACTIVE_ACTIVE);

  return node;
}

/* Where @element is in the slots, or would have to be: multiplicative hashing. */
static guint
find_slot (const LpGraph   *self,
           const LpElement *element)
{
  const guint64 golden_ratio = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint mask = self->n_slots - 1;
  guint slot = (guint) ((GPOINTER_TO_SIZE (element) * golden_ratio) >> 32) & mask;

  while (self->slots[slot] >= 0 && self->nodes[self->slots[slot]].element != element)
    slot = (slot + 1) & mask;

  return slot;
}

/* Document order is depth first: a parent has its number before its children ask for it. */
static void
freeze_nodes (LpGraph *self)
{
  LpElement *root = lp_design_get_root (self->design);
  LpElement *above = NULL;
  guint n_boxes = lp_design_get_n_boxes (self->design);
  int parent = -1;

  self->nodes = g_new (LpGraphNode, n_boxes);
  for (self->n_slots = 16; self->n_slots < 2 * n_boxes; self->n_slots *= 2)
    ;
  self->slots = lp_graph_new_numbers (self->n_slots);

  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    if (lp_kind_is_box (lp_element_get_kind (each)))
      {
        if (lp_element_get_parent (each) != above)
          {
            above = lp_element_get_parent (each);
            parent = lp_graph_find_element (self, above);
          }
        self->nodes[self->n_nodes] = freeze_node (each, parent);
        self->slots[find_slot (self, each)] = self->n_nodes;
        self->n_nodes++;
      }
}

static guint
number_pool (GHashTable *named,
             const char *name)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (named, name));

  if (number == 0)
    {
      number = FIRST_NAMED_POOL + g_hash_table_size (named);
      g_hash_table_insert (named, (gpointer) name, GUINT_TO_POINTER (number));
    }

  return number;
}

/* A server is asked once for the component that its links mean, however many links it has. */
static int
resolve (const LpGraph *self,
         int            drawn,
         LpElement   *(*resolve_server) (LpElement *server),
         int           *resolved)
{
  if (self->nodes[drawn].kind != LP_KIND_SERVER)
    return drawn;

  if (resolved[drawn] < 0)
    resolved[drawn] = lp_graph_find_element (self, resolve_server (self->nodes[drawn].element));

  return resolved[drawn];
}

static LpGraphLink
freeze_link (LpGraph    *self,
             LpElement  *element,
             int        *fronts,
             int        *lasts,
             GHashTable *pools)
{
  static const LpAccess accesses[] = {
    [LP_ACCESS_CHOICE_READ_WRITE] = LP_ACCESS_READ_WRITE,
    [LP_ACCESS_CHOICE_READ] = LP_ACCESS_READ,
    [LP_ACCESS_CHOICE_WRITE] = LP_ACCESS_WRITE,
  };
  const char *pool = lp_element_get_text (element, LP_ATTRIBUTE_POOL);
  LpGraphLink link = {
    .element = element,
    .drawn_from = lp_graph_find_element (self, lp_link_get_from (element)),
    .drawn_to = lp_graph_find_element (self, lp_link_get_to (element)),
    .flow = lp_link_get_flow (element),
    .access = accesses[lp_element_get_choice (element, LP_ATTRIBUTE_ACCESS)],
  };

  link.from = resolve (self, link.drawn_from, lp_link_resolve_from, lasts);
  link.to = resolve (self, link.drawn_to, lp_link_resolve_to, fronts);
  link.required = lp_element_has (element, LP_ATTRIBUTE_REQUIRED)
                    ? lp_element_get_boolean (element, LP_ATTRIBUTE_REQUIRED)
                    : self->nodes[link.to].kind != LP_KIND_CACHE;
  link.pool = *pool != '\0' ? number_pool (pools, pool) : self->nodes[link.to].kind;

  return link;
}

static void
freeze_links (LpGraph *self)
{
  g_autoptr (GHashTable) pools = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree int *fronts = lp_graph_new_numbers (self->n_nodes);
  g_autofree int *lasts = lp_graph_new_numbers (self->n_nodes);

  self->links = g_new (LpGraphLink, lp_design_get_n_links (self->design));

  for (LpElement *each = lp_element_get_first_child (lp_design_get_root (self->design));
       each != NULL;
       each = lp_element_get_next_sibling (each))
    if (lp_element_get_kind (each) == LP_KIND_LINK)
      self->links[self->n_links++] = freeze_link (self, each, fronts, lasts, pools);
}

LpGraph *
lp_graph_new (LpDesign *design)
{
  LpGraph *self;

  g_return_val_if_fail (LP_IS_DESIGN (design), NULL);

  self = g_new0 (LpGraph, 1);
  self->design = g_object_ref (design);
  freeze_nodes (self);
  freeze_links (self);
  finish (self);

  return self;
}

void
lp_graph_free (LpGraph *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->design);
  g_free (self->nodes);
  g_free (self->links);
  g_free (self->out_start);
  g_free (self->out);
  g_free (self->in_start);
  g_free (self->in);
  g_free (self->slots);
  g_free (self);
}

int
lp_graph_find (const LpGraph *self,
               const char    *id)
{
  LpElement *element;

  if (self->design != NULL)
    {
      element = lp_design_find (self->design, id);
      return element != NULL ? lp_graph_find_element (self, element) : -1;
    }

  for (guint i = 0; i < self->n_nodes; i++)
    if (g_strcmp0 (self->nodes[i].id, id) == 0)
      return i;

  return -1;
}

int
lp_graph_find_element (const LpGraph   *self,
                       const LpElement *element)
{
  return self->slots != NULL ? self->slots[find_slot (self, element)] : -1;
}

int
lp_graph_get_server (const LpGraph *self,
                     int            node)
{
  int i;

  for (i = self->nodes[node].parent; i >= 0; i = self->nodes[i].parent)
    if (self->nodes[i].kind == LP_KIND_SERVER)
      break;

  return i;
}

int *
lp_graph_new_numbers (guint n)
{
  int *numbers = g_new (int, n);

  for (guint i = 0; i < n; i++)
    numbers[i] = -1;

  return numbers;
}
