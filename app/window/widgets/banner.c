/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/widgets/banner.h"

#include <glib/gi18n.h>

#include "model/text.h"

struct _LpBanner
{
  AdwBin       parent_instance;

  char        *texts[LP_N_BANNERS];     /* NULL: that is not said. */

  GtkRevealer *revealer;
  GtkLabel    *text;
  GtkButton   *more;
  GtkButton   *button;
};

G_DEFINE_FINAL_TYPE (LpBanner, lp_banner, ADW_TYPE_BIN)

/* Where there are two buttons, @more is the first. */
static const struct
{
  const char *button;
  const char *action;
  const char *more;
  const char *more_action;
} rows[LP_N_BANNERS] = {
  [LP_BANNER_GONE] = { N_("_Save Again"), "win.save", NULL, NULL },
  [LP_BANNER_UNGUARDED] = { N_("_Save"), "win.save", NULL, NULL },
  [LP_BANNER_RECOVERED] = { N_("_Save"), "win.save", NULL, NULL },
  [LP_BANNER_CHANGED] = { N_("_Reload"), "win.reload", NULL, NULL },
  [LP_BANNER_LOST] = { N_("_Recover"), "win.recover", N_("_Discard"), "win.discard-lost" },
};

static LpBannerKind
find_first (LpBanner *self)
{
  LpBannerKind kind = 0;

  while (kind < LP_N_BANNERS && self->texts[kind] == NULL)
    kind++;

  return kind;
}

static void
show_button (GtkButton  *button,
             const char *label,
             const char *action)
{
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  if (label == NULL)
    return;

  gtk_button_set_label (button, _(label));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

/* What vanishes keeps its words until it is gone. */
static void
update (LpBanner *self)
{
  LpBannerKind kind = find_first (self);

  gtk_revealer_set_reveal_child (self->revealer, kind < LP_N_BANNERS);
  if (kind == LP_N_BANNERS)
    return;

  gtk_label_set_label (self->text, self->texts[kind]);
  show_button (self->button, rows[kind].button, rows[kind].action);
  show_button (self->more, rows[kind].more, rows[kind].more_action);
}

static void
lp_banner_finalize (GObject *object)
{
  LpBanner *self = LP_BANNER (object);

  for (LpBannerKind kind = 0; kind < LP_N_BANNERS; kind++)
    g_free (self->texts[kind]);

  G_OBJECT_CLASS (lp_banner_parent_class)->finalize (object);
}

static void
lp_banner_class_init (LpBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lp_banner_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/dev/linchpin/Linchpin/banner.ui");
  gtk_widget_class_bind_template_child (widget_class, LpBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, LpBanner, text);
  gtk_widget_class_bind_template_child (widget_class, LpBanner, more);
  gtk_widget_class_bind_template_child (widget_class, LpBanner, button);
}

static void
lp_banner_init (LpBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_text (LpBanner     *self,
          LpBannerKind  kind,
          const char   *text)
{
  g_free (self->texts[kind]);
  self->texts[kind] = g_strdup (text);
  update (self);
}

void
lp_banner_say (LpBanner     *self,
               LpBannerKind  kind,
               const char   *text)
{
  g_autofree char *line = NULL;

  g_return_if_fail (LP_IS_BANNER (self));
  g_return_if_fail (text != NULL);

  line = lp_text_to_line (text, LP_TEXT_SENTENCE);
  set_text (self, kind, line);
}

void
lp_banner_unsay (LpBanner     *self,
                 LpBannerKind  kind)
{
  g_return_if_fail (LP_IS_BANNER (self));

  set_text (self, kind, NULL);
}

void
lp_banner_dismiss (LpBanner *self)
{
  LpBannerKind kind;

  g_return_if_fail (LP_IS_BANNER (self));

  kind = find_first (self);
  if (kind < LP_N_BANNERS)
    set_text (self, kind, NULL);
}
