/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/widgets/pane.h"

#include "document/settings.h"

/* How near the pointer must come to the edge to draw it. */
#define REACH 6

#define NARROWEST 160
#define WIDEST 600

struct _LpPane
{
  GtkWidget    parent_instance;

  GtkWidget   *child;
  GtkWidget   *handle;
  GtkPackType  side;
  char        *setting;
  int          width;
  int          width_before;    /* At the start of a drag. */
};

G_DEFINE_FINAL_TYPE (LpPane, lp_pane, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_SIDE,
  PROP_SETTING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
set_width (LpPane *self,
           int     width)
{
  self->width = CLAMP (width, NARROWEST, WIDEST);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gboolean
is_on_left (LpPane *self)
{
  gboolean ltr = gtk_widget_get_direction (GTK_WIDGET (self)) != GTK_TEXT_DIR_RTL;

  return (self->side == GTK_PACK_START) == ltr;
}

static void
drag_begin_cb (LpPane *self)
{
  self->width_before = gtk_widget_get_width (GTK_WIDGET (self));
}

/* The handle moves with the edge: the offset is what is still missing. */
static void
drag_update_cb (LpPane *self,
                double  x,
                double  y)
{
  set_width (self, gtk_widget_get_width (GTK_WIDGET (self)) + (is_on_left (self) ? x : -x));
}

static void
drag_end_cb (LpPane *self)
{
  if (self->setting != NULL && self->width != self->width_before)
    lp_settings_set_int (self->setting, self->width);
}

static void
lp_pane_measure (GtkWidget      *widget,
                 GtkOrientation  orientation,
                 int             for_size,
                 int            *minimum,
                 int            *natural,
                 int            *minimum_baseline,
                 int            *natural_baseline)
{
  LpPane *self = LP_PANE (widget);
  int child_minimum = 0, child_natural = 0;

  if (self->child != NULL)
    gtk_widget_measure (self->child, orientation, for_size, &child_minimum, &child_natural, NULL,
                        NULL);

  *minimum = child_minimum;
  *natural = child_natural;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MAX (child_minimum, self->width);
}

static void
lp_pane_size_allocate (GtkWidget *widget,
                       int        width,
                       int        height,
                       int        baseline)
{
  LpPane *self = LP_PANE (widget);
  GtkAllocation edge = { is_on_left (self) ? width - REACH : 0, 0, REACH, height };

  if (self->child != NULL)
    gtk_widget_allocate (self->child, width, height, -1, NULL);
  gtk_widget_size_allocate (self->handle, &edge, -1);
}

static void
lp_pane_dispose (GObject *object)
{
  LpPane *self = LP_PANE (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_pointer (&self->handle, gtk_widget_unparent);

  G_OBJECT_CLASS (lp_pane_parent_class)->dispose (object);
}

static void
lp_pane_finalize (GObject *object)
{
  g_free (LP_PANE (object)->setting);

  G_OBJECT_CLASS (lp_pane_parent_class)->finalize (object);
}

static void
set_child (LpPane    *self,
           GtkWidget *child)
{
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_insert_after (child, GTK_WIDGET (self), NULL);
}

static void
lp_pane_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  LpPane *self = LP_PANE (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;

    case PROP_SIDE:
      g_value_set_enum (value, self->side);
      break;

    case PROP_SETTING:
      g_value_set_string (value, self->setting);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lp_pane_set_property (GObject      *object,
                      guint         prop_id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  LpPane *self = LP_PANE (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;

    case PROP_SIDE:
      self->side = g_value_get_enum (value);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      break;

    case PROP_SETTING:
      g_free (self->setting);
      self->setting = g_value_dup_string (value);
      if (self->setting != NULL)
        set_width (self, lp_settings_get_int (self->setting));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lp_pane_class_init (LpPaneClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lp_pane_dispose;
  object_class->finalize = lp_pane_finalize;
  object_class->get_property = lp_pane_get_property;
  object_class->set_property = lp_pane_set_property;
  widget_class->measure = lp_pane_measure;
  widget_class->size_allocate = lp_pane_size_allocate;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SIDE] = g_param_spec_enum ("side", NULL, NULL, GTK_TYPE_PACK_TYPE,
                                             GTK_PACK_START, flags);
  properties[PROP_SETTING] = g_param_spec_string ("setting", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "pane");
}

static void
lp_pane_init (LpPane *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->width = NARROWEST;
  self->handle = g_object_new (GTK_TYPE_LABEL,      /* Any widget that paints nothing will do. */
                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                               NULL);
  gtk_widget_set_parent (self->handle, GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (self->handle, "col-resize");

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (drag));
}
