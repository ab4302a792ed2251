/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/window-private.h"

#include <glib/gi18n.h>

#include "document/file-facts.h"
#include "model/text.h"

static char *
dup_file_name (LpWindow *self)
{
  return lp_file_facts_dup_name (lp_document_find_file (self->document));
}

static void
changed_on_disk_cb (LpWindow *self)
{
  g_autofree char *name = dup_file_name (self);
  g_autofree char *text = g_strdup_printf (_("“%s” was changed by another program."), name);

  lp_banner_unsay (self->banner, LP_BANNER_GONE);
  lp_banner_say (self->banner, LP_BANNER_CHANGED, text);
}

static void
gone_from_disk_cb (LpWindow *self)
{
  g_autofree char *name = dup_file_name (self);
  g_autofree char *text = g_strdup_printf (_("“%s” was moved or deleted."), name);

  lp_history_mark_unsaved (lp_document_get_history (self->document));
  lp_banner_say (self->banner, LP_BANNER_GONE, text);
}

void
lp_window_watch_file (LpWindow *self)
{
  GFile *file = self->document != NULL ? lp_document_find_file (self->document) : NULL;

  g_clear_object (&self->watch);
  if (file == NULL || self->saving)
    return;

  self->watch = lp_file_watch_new (file, lp_document_find_stamp (self->document));
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (changed_on_disk_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "gone", G_CALLBACK (gone_from_disk_cb), self,
                           G_CONNECT_SWAPPED);
}

/* What was said about a design that is saved now, or another. That there is lost work was not about
 * it; whether a crash would cost something the draft says itself. */
void
lp_window_forget_banners (LpWindow *self)
{
  static const LpBannerKind kinds[] = { LP_BANNER_GONE, LP_BANNER_CHANGED, LP_BANNER_RECOVERED };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    lp_banner_unsay (self->banner, kinds[i]);
}

void
lp_window_update_draft (LpWindow *self)
{
  const char *reason = self->document != NULL ? lp_document_find_draft_error (self->document)
                                              : NULL;
  g_autofree char *text = NULL;

  if (reason == NULL)
    {
      lp_banner_unsay (self->banner, LP_BANNER_UNGUARDED);
      return;
    }

  text = g_strdup_printf (_("A crash would cost what you have not saved. %s"), reason);
  lp_banner_say (self->banner, LP_BANNER_UNGUARDED, text);
}

void
lp_window_offer_recovery (LpWindow   *self,
                          const char *title,
                          guint       n)
{
  g_autofree char *line = lp_text_to_line (title, LP_TEXT_NAME);
  g_autofree char *text = NULL;

  g_return_if_fail (LP_IS_WINDOW (self));

  if (n == 1 && *title != '\0')
    text = g_strdup_printf (_("“%s” was not saved when Linchpin ended."), line);
  else
    text = g_strdup_printf (ngettext ("%u design was not saved when Linchpin ended.",
                                      "%u designs were not saved when Linchpin ended.", n), n);

  lp_banner_say (self->banner, LP_BANNER_LOST, text);
}

void
lp_window_end_offer (LpWindow *self)
{
  g_return_if_fail (LP_IS_WINDOW (self));

  lp_banner_unsay (self->banner, LP_BANNER_LOST);
}

void
lp_window_say_recovered (LpWindow *self)
{
  g_return_if_fail (LP_IS_WINDOW (self));

  lp_banner_say (self->banner, LP_BANNER_RECOVERED,
                 _("This work was recovered. It is not saved yet."));
}
