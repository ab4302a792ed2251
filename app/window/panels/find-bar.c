/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/find-bar.h"

#include <glib/gi18n.h>

#include "window/canvas/canvas-private.h"
#include "document/search.h"

struct _LpFindBar
{
  AdwBin          parent_instance;

  LpCanvas       *canvas;       /* Not owned: it lives in the same window. */
  GPtrArray      *found;        /* LpElement, as a reader meets them. */
  guint           current;
  LpDocument     *document;     /* Weak: what was searched, */
  guint64         revision;     /* as it was then, */
  char           *searched;     /* and what for. */

  GtkRevealer    *revealer;
  GtkSearchEntry *entry;
  GtkLabel       *count;
};

G_DEFINE_FINAL_TYPE (LpFindBar, lp_find_bar, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CANVAS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
show_count (LpFindBar *self)
{
  g_autofree char *text = NULL;
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (*typed == '\0')
    text = g_strdup ("");
  else if (self->found->len == 0)
    text = g_strdup (_("Nothing found"));
  else
    /* Translators: which of the elements found is shown: “2 of 5”. */
    text = g_strdup_printf (_("%u of %u"), self->current + 1, self->found->len);

  gtk_label_set_label (self->count, text);
  if (*typed != '\0' && self->found->len == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
search (LpFindBar *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *folded = lp_search_fold (typed);
  LpElement *root;

  g_free (self->searched);
  self->searched = g_strdup (typed);
  g_ptr_array_set_size (self->found, 0);
  self->current = 0;
  if (self->canvas->scene == NULL || folded == NULL)
    return;

  g_set_weak_pointer (&self->document, self->canvas->document);
  self->revision = lp_history_get_revision (self->canvas->history);
  root = lp_design_get_root (self->canvas->design);
  for (LpElement *each = root; each != NULL; each = lp_element_next_in_tree (each, root))
    {
      LpKind kind = lp_element_get_kind (each);

      if ((lp_kind_is_box (kind) || kind == LP_KIND_LINK) && lp_search_matches (each, folded))
        g_ptr_array_add (self->found, g_object_ref (each));
    }
}

static void
go (LpFindBar *self)
{
  if (self->found->len > 0)
    lp_canvas_go_to (self->canvas, self->found->pdata[self->current]);
  show_count (self);
}

/* What was found may have gone meanwhile. */
static void
step (LpFindBar *self,
      int        by)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  guint current = self->current;

  if (self->canvas->scene == NULL)
    return;

  /* Whoever types fast presses Enter before the entry tells of the letters. */
  if (g_strcmp0 (typed, self->searched) != 0)
    {
      search (self);
      go (self);
      return;
    }

  if (self->document != self->canvas->document ||
      self->revision != lp_history_get_revision (self->canvas->history))
    {
      search (self);
      self->current = MIN (current, MAX (self->found->len, 1) - 1);
    }
  if (self->found->len > 0)
    self->current = (self->current + self->found->len + by) % self->found->len;
  go (self);
}

static void
search_changed_cb (LpFindBar *self)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->searched) == 0)
    return;

  search (self);
  go (self);
}

static void
next_cb (LpFindBar *self)
{
  step (self, 1);
}

static void
previous_cb (LpFindBar *self)
{
  step (self, -1);
}

static void
close_cb (LpFindBar *self)
{
  g_object_set (self->canvas, "finding", FALSE, NULL);
}

static void
finding_cb (LpFindBar *self)
{
  gboolean finding;

  g_object_get (self->canvas, "finding", &finding, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), finding);
  gtk_revealer_set_reveal_child (self->revealer, finding);
  if (finding)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
      search (self);
      go (self);
    }
  else
    {
      g_ptr_array_set_size (self->found, 0);
      gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
    }
}

static void
set_canvas (LpFindBar *self,
            LpCanvas  *canvas)
{
  self->canvas = canvas;
  if (canvas != NULL)
    g_signal_connect_object (canvas, "notify::finding", G_CALLBACK (finding_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
lp_find_bar_finalize (GObject *object)
{
  g_clear_weak_pointer (&LP_FIND_BAR (object)->document);
  g_ptr_array_unref (LP_FIND_BAR (object)->found);
  g_free (LP_FIND_BAR (object)->searched);

  G_OBJECT_CLASS (lp_find_bar_parent_class)->finalize (object);
}

static void
lp_find_bar_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  if (prop_id == PROP_CANVAS)
    set_canvas (LP_FIND_BAR (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
lp_find_bar_class_init (LpFindBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = lp_find_bar_finalize;
  object_class->set_property = lp_find_bar_set_property;

  properties[PROP_CANVAS] = g_param_spec_object ("canvas", NULL, NULL, LP_TYPE_CANVAS,
                                                 G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/linchpin/Linchpin/find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LpFindBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, LpFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, LpFindBar, count);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
lp_find_bar_init (LpFindBar *self)
{
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}
