/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/malformed.h"

#include <glib/gi18n-lib.h>

/* Errors that are explained without names. */
static const struct
{
  int         code;
  const char *words;
} plain[] = {
  { XML_ERR_DOCUMENT_EMPTY, N_("this is not XML, so it is no design") },
  { XML_ERR_DOCUMENT_END, N_("something stands behind the end of the design") },
  { XML_ERR_INVALID_CHAR, N_("there is a character that XML cannot hold") },
  { XML_ERR_INVALID_HEX_CHARREF, N_("“&#x” must be followed by a hexadecimal number and “;”") },
  { XML_ERR_INVALID_DEC_CHARREF, N_("“&#” must be followed by a number and “;”") },
  { XML_ERR_INVALID_CHARREF, N_("“&#” names a character that XML cannot hold") },
  { XML_ERR_ATTRIBUTE_NOT_STARTED, N_("the value of an attribute must stand in quotes") },
  { XML_ERR_ATTRIBUTE_NOT_FINISHED, N_("the value of an attribute has no closing quote") },
  { XML_ERR_ATTRIBUTE_WITHOUT_VALUE, N_("an attribute has no value") },
  { XML_ERR_LT_IN_ATTRIBUTE,
    N_("“<” cannot stand in a value; write “&lt;”, or close the quote before it") },
  { XML_ERR_SPACE_REQUIRED, N_("there must be a space between two attributes") },
  { XML_ERR_NAME_REQUIRED, N_("“&” and “<” must be written as “&amp;” and “&lt;”") },
  { XML_ERR_ENTITYREF_SEMICOL_MISSING, N_("“&” must be written as “&amp;”") },
  { XML_ERR_GT_REQUIRED, N_("a tag is not closed by “>”") },
  { XML_ERR_COMMENT_NOT_FINISHED, N_("a comment is not closed by “-->”") },
  { XML_ERR_HYPHEN_IN_COMMENT, N_("“--” cannot stand in a comment") },
};

char *
lp_malformed_explain (const xmlError *error,
                      gboolean        at_end)
{
  g_autofree char *message = NULL;

  /* First, because a file cut off somewhere has an error of any kind at its end. */
  if (at_end && error->code != XML_ERR_DOCUMENT_EMPTY)
    return g_strdup (_("the file ends here, before the design does; it is not whole"));

  if (error->code == XML_ERR_TAG_NAME_MISMATCH)
    return g_strdup_printf (_("“%s” of line %d is not closed, “%s” is"),
                            error->str1, error->int1, error->str2);

  if (error->code == XML_ERR_ATTRIBUTE_REDEFINED)
    return g_strdup_printf (_("“%s” is said twice"), error->str1);

  if (error->code == XML_NS_ERR_UNDEFINED_NAMESPACE)
    return g_strdup_printf (_("the prefix “%s” is not declared"), error->str1);

  if (error->code == XML_ERR_UNDECLARED_ENTITY || error->code == XML_WAR_UNDECLARED_ENTITY)
    return g_strdup_printf (_("“&%s;” is not known"), error->str1);

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (plain[i].code == error->code)
      return g_strdup (_(plain[i].words));

  message = g_strchomp (g_strdup (error->message));

  return g_strdup_printf (_("this is not well-formed XML: %s"), message);
}
