/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "exchange/exchange.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const LpExchangeFormat formats[] = {
  { "dot", N_("Graphviz"), lp_exchange_to_dot },
  { "gv", N_("Graphviz"), lp_exchange_to_dot },
  { "mmd", N_("Mermaid"), lp_exchange_to_mermaid },
};

const LpExchangeFormat *
lp_exchange_find_format (const char *path)
{
  const char *dot = strrchr (path, '.');

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (dot + 1, formats[i].suffix) == 0)
      return &formats[i];

  return NULL;
}
