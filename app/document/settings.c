/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "document/settings.h"

#include <gio/gio.h>

/* The schema’s defaults once more, as GVariant text: a program that was copied somewhere without
 * its schema still has to start, and GSettings would end it. */
static const struct
{
  const char *key;
  const char *standard;
} defaults[] = {
  { "window-width", "1280" },
  { "window-height", "800" },
  { "window-maximized", "false" },
  { "palette-width", "208" },
  { "inspector-width", "320" },
  { "show-minimap", "true" },
  { "color-scheme", "'system'" },
  { "export-format", "'png'" },
  { "export-scale", "2" },
  { "export-background", "'white'" },
  { "export-border", "24" },
  { "export-marks", "true" },
  { "export-legend", "true" },
  { "last-export-folder", "''" },
};

/* Values of keys that the installed schema does not have. Never freed, like the settings
 * themselves. */
static GHashTable *fallback;

static GSettings *
find_settings (const char *key)
{
  static GSettings *settings;
  static GSettingsSchema *schema;
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();

      if (source != NULL)
        schema = g_settings_schema_source_lookup (source, LP_APP_ID, TRUE);
      if (schema != NULL)
        settings = g_settings_new_full (schema, NULL, NULL);

      fallback = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_variant_unref);
      for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
        g_hash_table_insert (fallback, g_strdup (defaults[i].key),
                             g_variant_ref_sink (g_variant_new_parsed (defaults[i].standard)));

      g_once_init_leave (&done, 1);
    }

  return settings != NULL && g_settings_schema_has_key (schema, key) ? settings : NULL;
}

static GVariant *
get_value (const char *key)
{
  GSettings *settings = find_settings (key);

  return settings != NULL ? g_settings_get_value (settings, key)
                          : g_variant_ref (g_hash_table_lookup (fallback, key));
}

static void
set_value (const char *key,
           GVariant   *value)
{
  GSettings *settings = find_settings (key);

  if (settings != NULL)
    g_settings_set_value (settings, key, value);
  else
    g_hash_table_insert (fallback, g_strdup (key), g_variant_ref_sink (value));
}

gboolean
lp_settings_get_boolean (const char *key)
{
  g_autoptr (GVariant) value = get_value (key);

  return g_variant_get_boolean (value);
}

int
lp_settings_get_int (const char *key)
{
  g_autoptr (GVariant) value = get_value (key);

  return g_variant_get_int32 (value);
}

char *
lp_settings_dup_string (const char *key)
{
  g_autoptr (GVariant) value = get_value (key);

  return g_variant_dup_string (value, NULL);
}

void
lp_settings_set_boolean (const char *key,
                         gboolean    value)
{
  set_value (key, g_variant_new_boolean (value));
}

void
lp_settings_set_int (const char *key,
                     int         value)
{
  set_value (key, g_variant_new_int32 (value));
}

void
lp_settings_set_string (const char *key,
                        const char *value)
{
  set_value (key, g_variant_new_string (value));
}
