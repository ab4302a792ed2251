/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "model/link.h"

#include "model/design.h"
#include "model/element-private.h"
#include "model/history.h"

static LpElement *
get_end (LpElement   *link,
         LpAttribute  attribute)
{
  const LpValue *value;

  g_return_val_if_fail (LP_IS_ELEMENT (link) && link->kind == LP_KIND_LINK, NULL);

  value = lp_element_find_value (link, attribute);

  return value != NULL ? value->end : NULL;
}

static void
set_end (LpElement   *link,
         LpAttribute  attribute,
         LpElement   *end)
{
  g_return_if_fail (LP_IS_ELEMENT (link) && link->kind == LP_KIND_LINK);
  g_return_if_fail (LP_IS_ELEMENT (end) && lp_kind_is_box (end->kind));

  if (get_end (link, attribute) != end)
    lp_history_set (link->design != NULL ? lp_design_get_history (link->design) : NULL,
                    link, attribute, TRUE, (LpValue) { .end = g_object_ref (end) });
}

LpElement *
lp_link_new (LpFlow     flow,
             LpElement *from,
             LpElement *to)
{
  LpElement *link = lp_element_new (LP_KIND_LINK);

  lp_link_set_from (link, from);
  lp_link_set_to (link, to);
  lp_element_set_number (link, LP_ATTRIBUTE_FLOW, flow);

  return link;
}

LpElement *
lp_link_get_from (LpElement *link)
{
  return get_end (link, LP_ATTRIBUTE_FROM);
}

LpElement *
lp_link_get_to (LpElement *link)
{
  return get_end (link, LP_ATTRIBUTE_TO);
}

void
lp_link_set_from (LpElement *link,
                  LpElement *from)
{
  set_end (link, LP_ATTRIBUTE_FROM, from);
}

void
lp_link_set_to (LpElement *link,
                LpElement *to)
{
  set_end (link, LP_ATTRIBUTE_TO, to);
}

LpFlow
lp_link_get_flow (LpElement *link)
{
  return lp_element_has (link, LP_ATTRIBUTE_FLOW) ? lp_element_get_choice (link, LP_ATTRIBUTE_FLOW)
                                                  : LP_FLOW_REQUEST;
}

LpLinkTerms
lp_link_get_terms (LpElement *link)
{
  LpLinkTerms terms = { .flow = LP_FLOW_REQUEST, .weight = 1, .priority = -1, .pool = "" };
  const LpValue *value = link->values;

  g_return_val_if_fail (LP_IS_ELEMENT (link) && link->kind == LP_KIND_LINK, terms);

  terms.mask = link->set;
  for (LpAttributeMask rest = link->set; rest != 0; rest &= rest - 1, value++)
    switch ((int) lp_attribute_get_first (rest))
      {
      case LP_ATTRIBUTE_FROM:
        terms.from = value->end;
        break;
      case LP_ATTRIBUTE_TO:
        terms.to = value->end;
        break;
      case LP_ATTRIBUTE_FLOW:
        terms.flow = value->number;
        break;
      case LP_ATTRIBUTE_ACCESS:
        terms.access = value->number;
        break;
      case LP_ATTRIBUTE_PROTOCOL:
        terms.protocol = value->number;
        break;
      case LP_ATTRIBUTE_PORT:
        terms.port = value->number;
        break;
      case LP_ATTRIBUTE_TLS:
        terms.tls = value->number != 0;
        break;
      case LP_ATTRIBUTE_REQUIRED:
        terms.required = value->number != 0;
        break;
      case LP_ATTRIBUTE_WEIGHT:
        terms.weight = value->number;
        break;
      case LP_ATTRIBUTE_PRIORITY:
        terms.priority = value->number;
        break;
      case LP_ATTRIBUTE_SYNC:
        terms.sync = value->number;
        break;
      case LP_ATTRIBUTE_POOL:
        terms.pool = value->text;
        break;
      default:
        break;
      }

  return terms;
}

void
lp_link_complete_service (LpFlow      flow,
                          LpElement  *target,
                          LpProtocol *protocol,
                          int        *port)
{
  LpElement *each;
  LpProtocol heard = LP_PROTOCOL_NONE;
  int heard_port = 0;

  g_return_if_fail (LP_IS_ELEMENT (target));

  for (each = lp_element_find_child (target, LP_KIND_LISTEN);
       each != NULL;
       each = lp_element_find_next (each))
    {
      heard = lp_element_get_choice (each, LP_ATTRIBUTE_LISTEN_PROTOCOL);
      heard_port = lp_element_get_integer (each, LP_ATTRIBUTE_LISTEN_PORT);
      if (lp_flow_fits_listener (flow, *protocol, *port, heard, heard_port))
        break;
    }

  lp_flow_complete_service (flow, target->kind,
                            each != NULL ? heard : LP_PROTOCOL_NONE,
                            each != NULL ? heard_port : 0, protocol, port);
}

LpProtocol
lp_link_get_protocol (LpElement *link)
{
  LpProtocol protocol = lp_element_get_choice (link, LP_ATTRIBUTE_PROTOCOL);
  int port = lp_element_get_integer (link, LP_ATTRIBUTE_PORT);

  lp_link_complete_service (lp_link_get_flow (link), lp_link_resolve_to (lp_link_get_to (link)),
                            &protocol, &port);

  return protocol;
}

int
lp_link_get_port (LpElement *link)
{
  LpProtocol protocol = lp_element_get_choice (link, LP_ATTRIBUTE_PROTOCOL);
  int port = lp_element_get_integer (link, LP_ATTRIBUTE_PORT);

  if (lp_element_has (link, LP_ATTRIBUTE_PORT))
    return port;

  lp_link_complete_service (lp_link_get_flow (link), lp_link_resolve_to (lp_link_get_to (link)),
                            &protocol, &port);

  return port;
}

gboolean
lp_link_is_required (LpElement *link)
{
  if (lp_element_has (link, LP_ATTRIBUTE_REQUIRED))
    return lp_element_get_boolean (link, LP_ATTRIBUTE_REQUIRED);

  return lp_link_resolve_to (lp_link_get_to (link))->kind != LP_KIND_CACHE;
}

gboolean
lp_link_is_encrypted (LpElement *link)
{
  return lp_element_get_boolean (link, LP_ATTRIBUTE_TLS) ||
         lp_protocol_get_row (lp_link_get_protocol (link))->encrypted;
}

/* What a link of the server @element means: of what stands in it, what a request comes to first, or
 * @last. */
static LpElement *
resolve (LpElement *element,
         gboolean   last)
{
  LpElement *found = element;
  guint best = 0;

  if (element->kind != LP_KIND_SERVER)
    return element;

  for (LpElement *child = lp_element_get_first_child (element); child != NULL;
       child = lp_element_get_next_sibling (child))
    {
      guint front = lp_kind_get_row (child->kind)->front;

      if (front != 0 && (best == 0 || (last ? front > best : front < best)))
        {
          found = child;
          best = front;
        }
    }

  return found;
}

LpElement *
lp_link_resolve_to (LpElement *element)
{
  return resolve (element, FALSE);
}

LpElement *
lp_link_resolve_from (LpElement *element)
{
  return resolve (element, TRUE);
}

LpElement **
lp_element_get_links (LpElement *element,
                      guint     *n_links)
{
  g_return_val_if_fail (LP_IS_ELEMENT (element), NULL);

  *n_links = element->links != NULL ? element->links->len : 0;

  return element->links != NULL ? (LpElement **) element->links->pdata : NULL;
}
