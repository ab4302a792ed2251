/* SPDX-License-Identifier: MIT */
/* Addresses, name servers and records of random designs. */
#include "config.h"

#include <string.h>

#include "random-design.h"

typedef enum
{
  FORM_ADDRESSES,
  FORM_NONE,
  FORM_ALIAS,         /* A CNAME to the domain, which has the addresses. */
  FORM_CHAIN,
  FORM_OUTSIDE,       /* A CNAME to somebody else's name. */
  FORM_DANGLING,
  FORM_ELSEWHERE,
} Form;

static const Form forms[] = { FORM_ADDRESSES, FORM_ADDRESSES, FORM_ADDRESSES, FORM_ADDRESSES,
                              FORM_NONE, FORM_ALIAS, FORM_CHAIN, FORM_OUTSIDE, FORM_DANGLING,
                              FORM_ELSEWHERE };

static void
add_record (Maker      *self,
            LpElement  *dns,
            const char *type,
            const char *name,
            const char *value)
{
  LpElement *record = maker_add_part (self, LP_KIND_RECORD, dns);

  maker_set (record, LP_ATTRIBUTE_RECORD_TYPE, type);
  maker_set (record, LP_ATTRIBUTE_RECORD_NAME, name);
  maker_set (record, LP_ATTRIBUTE_RECORD_VALUE, value);
}

/* What bears the address of @entry. */
static LpElement *
get_holder (LpElement *entry)
{
  LpElement *parent = lp_element_get_parent (entry);

  if (lp_kind_is (lp_element_get_kind (entry), LP_TRAIT_ADDRESS))
    return entry;

  return lp_element_get_kind (parent) == LP_KIND_SERVER ? parent : NULL;
}

static void
give_address (Maker     *self,
              LpElement *holder,
              GPtrArray *addresses)
{
  gboolean six = maker_chance (self, 0.15);
  char *address = g_strdup_printf (six ? "2001:db8::%u" : "203.0.113.%u", 10 + addresses->len);

  g_ptr_array_add (addresses, address);
  if (maker_chance (self, 0.15))
    {
      char *second = g_strdup_printf ("203.0.113.%u", 10 + addresses->len);
      g_autofree char *both = g_strconcat (address, " ", second, NULL);

      g_ptr_array_add (addresses, second);
      maker_set (holder, LP_ATTRIBUTE_ADDRESS, both);
    }
  else
    {
      maker_set (holder, LP_ATTRIBUTE_ADDRESS, address);
    }
}

static void
add_records (Maker     *self,
             LpElement *dns,
             Form       form,
             GPtrArray *addresses)
{
  const char *name = form == FORM_ALIAS || form == FORM_CHAIN ? "@" : "www";

  switch (form)
    {
    case FORM_ALIAS:
      add_record (self, dns, "CNAME", "www", "foobar.com");
      break;
    case FORM_CHAIN:
      add_record (self, dns, "CNAME", "www.foobar.com", "lb.foobar.com.");
      add_record (self, dns, "CNAME", "lb", "foobar.com");
      break;
    case FORM_OUTSIDE:
      add_record (self, dns, "CNAME", "www", "foobar.cdn.example.net");
      return;
    case FORM_DANGLING:
      add_record (self, dns, "CNAME", "www", "lb.foobar.com");
      return;
    case FORM_ELSEWHERE:
      add_record (self, dns, "A", "www", "203.0.113.250");
      return;
    case FORM_NONE:
      add_record (self, dns, "MX", "@", "10 mail.foobar.com");
      return;
    default:
      break;
    }

  for (guint i = 0; i < addresses->len; i++)
    if (maker_chance (self, 0.93))
      add_record (self, dns, strchr (addresses->pdata[i], ':') != NULL ? "AAAA" : "A", name,
                  addresses->pdata[i]);
}

/* A router or firewall of ours that translates its address to the entries. */
static void
translate (Maker     *self,
           GPtrArray *clients,
           GPtrArray *entries,
           GPtrArray *addresses)
{
  LpElement *box = maker_add_box (self, maker_chance (self, 0.5) ? LP_KIND_ROUTER
                                                                 : LP_KIND_FIREWALL, NULL);

  give_address (self, box, addresses);
  for (guint i = 0; i < clients->len; i++)
    maker_link (self, clients->pdata[i], box, LP_FLOW_REQUEST);
  for (guint i = 0; i < entries->len; i++)
    maker_link (self, box, entries->pdata[i], LP_FLOW_REQUEST);
}

void
maker_name_entries (Maker     *self,
                    GPtrArray *clients,
                    GPtrArray *entries)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);
  Form form = forms[maker_draw (self, G_N_ELEMENTS (forms))];
  int n = maker_draw (self, 4);

  maker_set (lp_design_get_root (self->design), LP_ATTRIBUTE_SITE, "www.foobar.com");
  for (guint i = 0; i < entries->len; i++)
    {
      LpElement *holder = get_holder (entries->pdata[i]);

      if (holder != NULL && !lp_element_has (holder, LP_ATTRIBUTE_ADDRESS) &&
          maker_chance (self, 0.8))
        give_address (self, holder, addresses);
    }
  if (maker_chance (self, 0.1))
    translate (self, clients, entries, addresses);

  for (; n > 1; n--)
    {
      LpElement *dns = maker_add_box (self, LP_KIND_DNS, maker_pick (self, self->zones));

      if (maker_chance (self, 0.6))
        maker_set (dns, LP_ATTRIBUTE_MANAGED, "false");
      if (maker_chance (self, 0.85))
        add_records (self, dns, form, addresses);
      for (guint i = 0; i < clients->len; i++)
        if (maker_chance (self, 0.9))
          maker_link (self, clients->pdata[i], dns, LP_FLOW_LOOKUP);
    }
}
