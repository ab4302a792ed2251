/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/document.h"

#include <glib/gi18n.h>

struct _LpDocument
{
  GObject   parent_instance;

  LpDesign *design;
  GFile    *file;
  char     *title;
  char     *subtitle;
  gboolean  saved;
};

G_DEFINE_FINAL_TYPE (LpDocument, lp_document, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_SAVED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
lp_document_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  LpDocument *self = LP_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;

    case PROP_SAVED:
      g_value_set_boolean (value, self->saved);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lp_document_finalize (GObject *object)
{
  LpDocument *self = LP_DOCUMENT (object);

  g_clear_object (&self->design);
  g_clear_object (&self->file);
  g_free (self->title);
  g_free (self->subtitle);

  G_OBJECT_CLASS (lp_document_parent_class)->finalize (object);
}

static void
lp_document_class_init (LpDocumentClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = lp_document_finalize;
  object_class->get_property = lp_document_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_SAVED] = g_param_spec_boolean ("saved", NULL, NULL, TRUE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lp_document_init (LpDocument *self)
{
}

/* Takes @text over. */
static void
set_text (LpDocument *self,
          char      **place,
          char       *text,
          guint       property)
{
  if (g_strcmp0 (*place, text) == 0)
    {
      g_free (text);
      return;
    }

  g_free (*place);
  *place = text;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static char *
make_subtitle (LpDocument *self)
{
  g_autofree char *name = NULL;

  if (self->file == NULL)
    return g_strdup (self->saved ? _("New design") : _("Not saved yet"));

  name = g_file_get_basename (self->file);

  return g_strdup_printf (self->saved ? _("%s · saved") : _("%s · unsaved changes"), name);
}

static void
update (LpDocument *self)
{
  const char *title = lp_element_get_text (lp_design_get_root (self->design), LP_ATTRIBUTE_TITLE);
  gboolean saved = lp_history_is_saved (lp_design_get_history (self->design));

  if (saved != self->saved)
    {
      self->saved = saved;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED]);
    }

  set_text (self, &self->title, g_strdup (*title != '\0' ? title : _("Untitled Design")), PROP_TITLE);
  set_text (self, &self->subtitle, make_subtitle (self), PROP_SUBTITLE);
}

LpDocument *
lp_document_new (LpDesign *design,
                 GFile    *file)
{
  LpDocument *self;

  g_return_val_if_fail (LP_IS_DESIGN (design), NULL);
  g_return_val_if_fail (file == NULL || G_IS_FILE (file), NULL);

  self = g_object_new (LP_TYPE_DOCUMENT, NULL);
  self->design = g_object_ref (design);
  self->saved = TRUE;
  g_set_object (&self->file, file);
  g_signal_connect_object (lp_design_get_history (design), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}

LpDesign *
lp_document_get_design (LpDocument *self)
{
  g_return_val_if_fail (LP_IS_DOCUMENT (self), NULL);

  return self->design;
}

LpHistory *
lp_document_get_history (LpDocument *self)
{
  g_return_val_if_fail (LP_IS_DOCUMENT (self), NULL);

  return lp_design_get_history (self->design);
}

GFile *
lp_document_find_file (LpDocument *self)
{
  g_return_val_if_fail (LP_IS_DOCUMENT (self), NULL);

  return self->file;
}

void
lp_document_set_file (LpDocument *self,
                      GFile      *file)
{
  g_return_if_fail (LP_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file));

  if (g_set_object (&self->file, file))
    update (self);
}

const char *
lp_document_get_title (LpDocument *self)
{
  g_return_val_if_fail (LP_IS_DOCUMENT (self), NULL);

  return self->title;
}

const char *
lp_document_get_subtitle (LpDocument *self)
{
  g_return_val_if_fail (LP_IS_DOCUMENT (self), NULL);

  return self->subtitle;
}

gboolean
lp_document_is_saved (LpDocument *self)
{
  g_return_val_if_fail (LP_IS_DOCUMENT (self), TRUE);

  return self->saved;
}
