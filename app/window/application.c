/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/application.h"

#include <glib/gi18n.h>

#include "file/draft.h"
#include "file/output.h"
#include "model/text.h"
#include "ui-resources.h"
#include "window/dialogs/file-dialogs.h"
#include "document/settings.h"
#include "window/window.h"

/* So many designs are named in a question. */
#define MOST_LISTED 8

struct _LpApplication
{
  AdwApplication  parent_instance;

  GPtrArray      *lost;         /* LpDraft: what an earlier run left behind. */
};

G_DEFINE_FINAL_TYPE (LpApplication, lp_application, ADW_TYPE_APPLICATION)

/* The names are those of the settings and of the menu. */
static const struct
{
  const char     *name;
  AdwColorScheme  scheme;
} styles[] = {
  { "system", ADW_COLOR_SCHEME_DEFAULT },
  { "light", ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "dark", ADW_COLOR_SCHEME_FORCE_DARK },
};

static void
apply_style (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (styles[i].name, name))
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), styles[i].scheme);
}

static void
style_action (GSimpleAction *action,
              GVariant      *value,
              gpointer       user_data)
{
  const char *name = g_variant_get_string (value, NULL);

  g_simple_action_set_state (action, value);
  lp_settings_set_string ("color-scheme", name);
  apply_style (name);
}

static void
new_window_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (lp_window_new (LP_APPLICATION (user_data))));
}

/* Each window asks for itself about unsaved work; the program ends with the last one. */
static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  for (GList *each = windows; each != NULL; each = each->next)
    if (LP_IS_WINDOW (each->data))
      gtk_window_close (each->data);
}

static const GActionEntry actions[] = {
  { .name = "new-window", .activate = new_window_action },
  { .name = "quit", .activate = quit_action },
  { .name = "style", .parameter_type = "s", .state = "'system'", .change_state = style_action },
};

static LpWindow *
find_window_of (LpApplication *self,
                GFile         *file)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *each = windows; each != NULL; each = each->next)
    if (LP_IS_WINDOW (each->data) && lp_window_has_file (each->data, file))
      return each->data;

  return NULL;
}

static LpWindow *
find_empty_window (LpApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *each = windows; each != NULL; each = each->next)
    if (LP_IS_WINDOW (each->data) && lp_window_is_empty (each->data))
      return each->data;

  return NULL;
}

/* It was answered, in whatever window. */
static void
end_offer (LpApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *each = windows; each != NULL; each = each->next)
    if (LP_IS_WINDOW (each->data))
      lp_window_end_offer (each->data);
}

/* Asked once, where the user looks first. */
static void
offer_lost (LpApplication *self,
            LpWindow      *window)
{
  if (self->lost != NULL)
    return;

  self->lost = lp_draft_list ();
  if (self->lost->len > 0)
    lp_window_offer_recovery (window, lp_draft_get_title (self->lost->pdata[0]), self->lost->len);
}

static void
lp_application_open (GApplication  *application,
                     GFile        **files,
                     int            n_files,
                     const char    *hint)
{
  LpApplication *self = LP_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    {
      LpWindow *window = find_window_of (self, files[i]);

      if (window == NULL)
        {
          window = find_empty_window (self);
          if (window == NULL)
            window = lp_window_new (self);
          lp_window_open (window, files[i]);
        }
      gtk_window_present (GTK_WINDOW (window));
      offer_lost (self, window);
    }
}

static void
lp_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (lp_window_new (LP_APPLICATION (application)));
  gtk_window_present (window);
  offer_lost (LP_APPLICATION (application), LP_WINDOW (window));
}

/* What a draft is called, for people. */
static char *
dup_title (LpDraft *draft)
{
  const char *title = lp_draft_get_title (draft);

  return lp_text_to_line (*title != '\0' ? title : _("Untitled Design"), LP_TEXT_NAME);
}

static void
damaged_answered_cb (gpointer    object,
                     gpointer    about,
                     const char *response)
{
  if (g_str_equal (response, "discard"))
    lp_draft_discard (about);
}

/* Takes @draft over. */
static void
say_damaged (LpApplication *self,
             GtkWindow     *window,
             LpDraft     *draft,
             const GError  *error)
{
  static const LpAnswer answers[] = {
    { "keep", N_("_Ask Again Next Time"), ADW_RESPONSE_DEFAULT },
    { "discard", N_("_Discard"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autofree char *title = dup_title (draft);
  g_autofree char *heading = g_strdup_printf (_("Could Not Recover “%s”"), title);

  lp_question_ask (window, heading, error->message, answers, G_N_ELEMENTS (answers),
                   damaged_answered_cb,
                   (LpAsker) { self, draft, (GDestroyNotify) lp_draft_free });
}

/* Takes @draft over. */
static void
recover (LpApplication *self,
         LpWindow      *window,
         LpDraft     *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LpDesign) design = lp_draft_open (draft, &error);
  g_autoptr (LpDocument) document = NULL;
  LpWindow *place;

  if (design == NULL)
    {
      say_damaged (self, GTK_WINDOW (window), draft, error);
      return;
    }

  document = lp_document_new_recovered (design, draft);
  place = lp_window_is_empty (window) ? window : lp_window_new (self);
  lp_window_set_document (place, document);
  lp_window_say_recovered (place);
  gtk_window_present (GTK_WINDOW (place));
}

void
lp_application_recover (LpApplication *self,
                        GtkWindow     *window)
{
  g_return_if_fail (LP_IS_APPLICATION (self));

  end_offer (self);
  while (self->lost != NULL && self->lost->len > 0)
    recover (self, LP_WINDOW (window), g_ptr_array_steal_index (self->lost, 0));
}

static void
discard_answered_cb (gpointer    object,
                     gpointer    about,
                     const char *response)
{
  LpApplication *self = object;

  if (!g_str_equal (response, "discard"))
    return;

  end_offer (self);
  for (guint i = 0; i < self->lost->len; i++)
    lp_draft_discard (self->lost->pdata[i]);
  g_ptr_array_set_size (self->lost, 0);
}

/* Each with when it was written: two may be called the same. */
static char *
list_lost (LpApplication *self)
{
  GString *list = g_string_new (NULL);
  guint n_listed = MIN (self->lost->len, MOST_LISTED);

  for (guint i = 0; i < n_listed; i++)
    {
      LpDraft *draft = self->lost->pdata[i];
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (lp_draft_get_time (draft));
      g_autofree char *title = dup_title (draft);
      g_autofree char *when = g_date_time_format (time, "%c");

      /* Translators: a design and when it was changed last. */
      g_string_append_printf (list, _("“%s”, %s"), title, when);
      g_string_append_c (list, '\n');
    }
  if (n_listed < self->lost->len)
    g_string_append (list, "…\n");

  return g_string_free (list, FALSE);
}

void
lp_application_discard_lost (LpApplication *self,
                             GtkWindow     *window)
{
  static const LpAnswer answers[] = {
    { "cancel", N_("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "discard", N_("_Discard"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autofree char *list = NULL;
  g_autofree char *body = NULL;

  g_return_if_fail (LP_IS_APPLICATION (self));

  if (self->lost == NULL || self->lost->len == 0)
    return;

  list = list_lost (self);
  body = g_strconcat (list, _("This cannot be undone."), NULL);
  lp_question_ask (window, _("Discard What Was Not Saved?"), body, answers, G_N_ELEMENTS (answers),
                   discard_answered_cb, (LpAsker) { self, NULL, NULL });
}

static int
lp_application_handle_local_options (GApplication *application,
                                     GVariantDict *options)
{
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      lp_output_print ("linchpin " LP_VERSION "\n");
      return 0;
    }

  if (!g_variant_dict_contains (options, "new-window"))
    return -1;

  if (!g_application_register (application, NULL, &error))
    {
      g_autofree char *line = lp_text_to_line (error->message, LP_TEXT_SENTENCE);

      g_printerr ("linchpin: %s\n", line);
      return 1;
    }

  g_action_group_activate_action (G_ACTION_GROUP (application), "new-window", NULL);

  /* The one that runs already has opened it. */
  return g_application_get_is_remote (application) ? 0 : -1;
}

static void
lp_application_startup (GApplication *application)
{
  g_autofree char *style = lp_settings_dup_string ("color-scheme");
  static const char *const quit_keys[] = { "<Control>q", NULL };
  static const char *const new_keys[] = { "<Control>n", NULL };

  g_resources_register (lp_ui_get_resource ());
  G_APPLICATION_CLASS (lp_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", quit_keys);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "win.new", new_keys);
  g_action_group_change_action_state (G_ACTION_GROUP (application), "style",
                                      g_variant_new_string (style));
  gtk_window_set_default_icon_name (LP_APP_ID);
}

static void
lp_application_finalize (GObject *object)
{
  g_clear_pointer (&LP_APPLICATION (object)->lost, g_ptr_array_unref);

  G_OBJECT_CLASS (lp_application_parent_class)->finalize (object);
}

static void
lp_application_class_init (LpApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lp_application_finalize;
  application_class->activate = lp_application_activate;
  application_class->open = lp_application_open;
  application_class->startup = lp_application_startup;
  application_class->handle_local_options = lp_application_handle_local_options;
}

static void
lp_application_init (LpApplication *self)
{
  static const GOptionEntry options[] = {
    { "new-window", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_("Open a new window"),
      NULL },
    { "version", 'v', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_("Print the version and end"),
      NULL },
    { NULL }
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FILE…]"));
}

LpApplication *
lp_application_new (void)
{
  return g_object_new (LP_TYPE_APPLICATION,
                       "application-id", LP_APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/dev/linchpin/Linchpin",
                       NULL);
}
