/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "analysis/graph.h"

#include "analysis/index.h"
#include "model/design.h"
#include "model/value.h"

/* Which links of a source are alternatives: one number for each kind of target, then one for each
 * name. */
#define FIRST_NAMED_POOL LP_N_KINDS

/* Open addressing; slots without element are free. */
typedef struct _LpGraphSlot
{
  const LpElement *element;
  int              number;
} Slot;

/* Fills in what follows from nodes and links. */
static void
finish (LpGraph *self)
{
  lp_index_new (self->links, sizeof (LpGraphLink), G_STRUCT_OFFSET (LpGraphLink, from),
                self->n_links, self->n_nodes, &self->out_start, &self->out);
  lp_index_new (self->links, sizeof (LpGraphLink), G_STRUCT_OFFSET (LpGraphLink, to),
                self->n_links, self->n_nodes, &self->in_start, &self->in);

  for (guint i = 0; i < self->n_nodes; i++)
    {
      LpGraphNode *node = &self->nodes[i];

      node->guards = node->kind == LP_KIND_FIREWALL && node->parent >= 0 &&
                     self->out_start[i] == self->out_start[i + 1] &&
                     self->in_start[i] == self->in_start[i + 1];

      /* Somebody else answers for what stands in something managed, too. */
      for (int k = i; k >= 0 && node->fails; k = self->nodes[k].parent)
        node->fails = !self->nodes[k].managed && !node->guards;
      if (!node->fails)
        node->availability = 1;
    }
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
  self->listen_start = g_new0 (guint, n_nodes + 1);
  self->address_start = g_new0 (guint, n_nodes + 1);
  for (guint i = 0; i < n_links; i++)
    {
      links[i].weight = 1;
      links[i].priority = -1;
    }
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
  const LpKindRow *row = lp_kind_get_row (kind);
  double availability = row->availability;
  LpGraphNode node = {
    .element = element,
    .id = lp_element_get_id (element),
    .name = lp_element_get_text (element, LP_ATTRIBUTE_NAME),
    .mask = lp_element_get_mask (element),
    .kind = kind,
    .parent = parent,
  };

  if (node.mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_MANAGED))
    node.managed = lp_element_get_boolean (element, LP_ATTRIBUTE_MANAGED);
  else
    node.managed = row->managed;

  /* A zone is an event only where somebody says how often it is up. */
  node.fails = !node.managed &&
               (row->availability > 0 ||
                (kind == LP_KIND_ZONE &&
                 (node.mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_AVAILABILITY)) != 0));

  if (node.mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_AVAILABILITY))
    availability = lp_element_get_number (element, LP_ATTRIBUTE_AVAILABILITY);
  node.availability = node.fails ? availability : 1;

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
static Slot *
find_slot (const LpGraph   *self,
           const LpElement *element)
{
  const guint64 golden_ratio = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint mask = self->n_slots - 1;
  guint slot = (guint) ((GPOINTER_TO_SIZE (element) * golden_ratio) >> 32) & mask;

  while (self->slots[slot].element != NULL && self->slots[slot].element != element)
    slot = (slot + 1) & mask;

  return &self->slots[slot];
}

static void
make_slots (LpGraph *self,
            guint    n_boxes)
{
  for (self->n_slots = 16; self->n_slots < 2 * n_boxes; self->n_slots *= 2)
    ;
  self->slots = g_new0 (Slot, self->n_slots);
}

/* What is only needed while a design is frozen. */
typedef struct
{
  LpGraph    *graph;
  GArray     *listeners;
  GArray     *addresses;
  GPtrArray  *ends;             /* Of the links, in pairs. */
  GPtrArray  *remarks;
  GHashTable *pools;
  int        *fronts;           /* By server, what links to it mean, */
  int        *lasts;            /* and links from it; -1 where nobody asked. */
} Freezer;

static LpGraphListener
freeze_listener (LpElement *element)
{
  return (LpGraphListener) {
    .element = element,
    .port = lp_element_get_integer (element, LP_ATTRIBUTE_LISTEN_PORT),
    .protocol = lp_element_get_choice (element, LP_ATTRIBUTE_LISTEN_PROTOCOL),
    .redirects = lp_element_get_boolean (element, LP_ATTRIBUTE_LISTEN_REDIRECT),
  };
}

static void
freeze_addresses (Freezer   *self,
                  LpElement *element,
                  LpAttributeMask mask)
{
  static const LpAttribute attributes[] = { LP_ATTRIBUTE_ADDRESS, LP_ATTRIBUTE_PRIVATE_ADDRESS };

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (mask & LP_ATTRIBUTE_MASK (attributes[i]))
      {
        const char *list = lp_element_get_text (element, attributes[i]);
        const char *word;
        gsize length;

        while ((word = lp_value_next_word (&list, &length)) != NULL)
          {
            LpGraphAddress address = {
              .text = g_string_chunk_insert_len (self->graph->texts, word, length),
              .listed = i == 0,
            };

            address.valid = lp_network_parse (address.text, &address.network);
            g_array_append_val (self->addresses, address);
          }
      }
}

/* Document order is depth first: a parent has its number before its children ask for it, and what
 * a box listens on comes right behind it. */
static void
freeze_box (Freezer   *self,
            LpElement *element,
            int        parent)
{
  LpGraph *graph = self->graph;
  int number = graph->n_nodes++;
  LpGraphNode *node = &graph->nodes[number];

  *node = freeze_node (element, parent);
  *find_slot (graph, element) = (Slot) { element, number };
  graph->listen_start[number] = self->listeners->len;
  graph->address_start[number] = self->addresses->len;
  freeze_addresses (self, element, node->mask);

  for (LpElement *each = lp_element_get_first_child (element); each != NULL;
       each = lp_element_get_next_sibling (each))
    {
      LpKind kind = lp_element_get_kind (each);

      node->has_details |= !lp_kind_is_box (kind);
      if (kind == LP_KIND_LISTEN)
        {
          LpGraphListener listener = freeze_listener (each);

          g_array_append_val (self->listeners, listener);
        }
      else if (lp_kind_is_box (kind))
        {
          freeze_box (self, each, number);
        }
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

/* As drawn: ends may come later in the document. */
static LpGraphLink
freeze_link (Freezer   *self,
             LpElement *element)
{
  static const LpAccess accesses[] = {
    [LP_ACCESS_CHOICE_READ_WRITE] = LP_ACCESS_READ_WRITE,
    [LP_ACCESS_CHOICE_READ] = LP_ACCESS_READ,
    [LP_ACCESS_CHOICE_WRITE] = LP_ACCESS_WRITE,
  };
  LpLinkTerms terms = lp_link_get_terms (element);

  g_ptr_array_add (self->ends, terms.from);
  g_ptr_array_add (self->ends, terms.to);

  return (LpGraphLink) {
    .element = element,
    .mask = terms.mask,
    .flow = terms.flow,
    .access = accesses[terms.access],
    .protocol = terms.protocol,
    .port = terms.port,
    .tls = terms.tls,
    .required = terms.required,
    .weight = terms.weight,
    .priority = terms.priority,
    .sync = terms.sync,
    .pool = *terms.pool != '\0' ? number_pool (self->pools, terms.pool) : 0,
  };
}

static void
join_link (Freezer *self,
           guint    number)
{
  const LpGraph *graph = self->graph;
  LpGraphLink *link = &graph->links[number];
  LpKind kind;

  link->drawn_from = lp_graph_find_element (graph, self->ends->pdata[2 * number]);
  link->drawn_to = lp_graph_find_element (graph, self->ends->pdata[2 * number + 1]);
  link->from = resolve (graph, link->drawn_from, lp_link_resolve_from, self->lasts);
  link->to = resolve (graph, link->drawn_to, lp_link_resolve_to, self->fronts);

  kind = graph->nodes[link->to].kind;
  if ((link->mask & LP_ATTRIBUTE_MASK (LP_ATTRIBUTE_REQUIRED)) == 0)
    link->required = kind != LP_KIND_CACHE;
  if (link->pool == 0)
    link->pool = kind;
}

static void
freeze_child (Freezer   *self,
              LpElement *element)
{
  LpGraph *graph = self->graph;
  LpKind kind = lp_element_get_kind (element);

  if (kind == LP_KIND_LINK)
    graph->links[graph->n_links++] = freeze_link (self, element);
  else if (lp_kind_is_box (kind))
    freeze_box (self, element, -1);
  else
    g_ptr_array_add (self->remarks, element);
}

static void
freeze_design (LpGraph *graph)
{
  guint n_boxes = lp_design_get_n_boxes (graph->design);
  guint n_links = lp_design_get_n_links (graph->design);
  g_autoptr (GHashTable) pools = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) ends = g_ptr_array_sized_new (2 * n_links);
  g_autofree int *fronts = lp_graph_new_numbers (n_boxes);
  g_autofree int *lasts = lp_graph_new_numbers (n_boxes);
  GArray *listeners = g_array_new (FALSE, FALSE, sizeof (LpGraphListener));
  GPtrArray *remarks = g_ptr_array_new ();
  GArray *addresses = g_array_new (FALSE, FALSE, sizeof (LpGraphAddress));
  Freezer self = { graph, listeners, addresses, ends, remarks, pools, fronts, lasts };

  graph->texts = g_string_chunk_new (256);
  make_slots (graph, n_boxes);
  graph->nodes = g_new (LpGraphNode, n_boxes);
  graph->links = g_new (LpGraphLink, n_links);
  graph->listen_start = g_new (guint, n_boxes + 1);
  graph->address_start = g_new (guint, n_boxes + 1);

  for (LpElement *each = lp_element_get_first_child (lp_design_get_root (graph->design));
       each != NULL;
       each = lp_element_get_next_sibling (each))
    freeze_child (&self, each);
  for (guint i = 0; i < n_links; i++)
    join_link (&self, i);

  graph->listen_start[n_boxes] = listeners->len;
  graph->listeners = (LpGraphListener *) (gpointer) g_array_free (listeners, FALSE);
  graph->address_start[n_boxes] = addresses->len;
  graph->addresses = (LpGraphAddress *) (gpointer) g_array_free (addresses, FALSE);
  graph->n_remarks = remarks->len;
  graph->remarks = (LpElement **) g_ptr_array_free (remarks, FALSE);
}

LpGraph *
lp_graph_new (LpDesign *design)
{
  LpGraph *self;

  g_return_val_if_fail (LP_IS_DESIGN (design), NULL);

  self = g_new0 (LpGraph, 1);
  self->design = g_object_ref (design);
  freeze_design (self);
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
  g_free (self->listen_start);
  g_free (self->listeners);
  g_free (self->address_start);
  if (self->conversations != NULL)
    self->free_conversations (self->conversations);
  g_free (self->addresses);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_free (self->remarks);
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
  const Slot *slot = self->slots != NULL ? find_slot (self, element) : NULL;

  return slot != NULL && slot->element != NULL ? slot->number : -1;
}

void
lp_graph_complete_service (const LpGraph *self,
                           LpFlow         flow,
                           int            node,
                           LpProtocol    *protocol,
                           int           *port)
{
  const LpGraphListener *listener = NULL;

  for (guint k = self->listen_start[node]; k < self->listen_start[node + 1]; k++)
    if (lp_flow_fits_listener (flow, *protocol, *port,
                               self->listeners[k].protocol, self->listeners[k].port))
      {
        listener = &self->listeners[k];
        break;
      }

  lp_flow_complete_service (flow, self->nodes[node].kind,
                            listener != NULL ? listener->protocol : LP_PROTOCOL_NONE,
                            listener != NULL ? listener->port : 0, protocol, port);
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
