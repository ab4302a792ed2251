/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/support-keys.h"

#include <X11/XKBlib.h>
#include <X11/extensions/XTest.h>
#include <gtk/gtk.h>

#include "window/support.h"

static void
send_key (guint    keysym,
          gboolean down)
{
  Display *xtest = driver_get_pointer_and_keys ();
  KeyCode code = XKeysymToKeycode (xtest, keysym);

  g_assert_cmpint (code, !=, 0);
  XTestFakeKeyEvent (xtest, code, down, CurrentTime);
}

void
driver_hold (const char *key)
{
  send_key (XStringToKeysym (key), TRUE);
  driver_handle_events ();
}

void
driver_let_go (const char *key)
{
  send_key (XStringToKeysym (key), FALSE);
  driver_handle_events ();
}

static void
stroke (guint           keysym,
        GdkModifierType state)
{
  static const struct { GdkModifierType mask; guint key; } modifiers[] = {
    { GDK_CONTROL_MASK, GDK_KEY_Control_L },
    { GDK_SHIFT_MASK, GDK_KEY_Shift_L },
    { GDK_ALT_MASK, GDK_KEY_Alt_L },
  };
  Display *xtest = driver_get_pointer_and_keys ();
  KeyCode code = XKeysymToKeycode (xtest, keysym);

  if (XkbKeycodeToKeysym (xtest, code, 0, 0) != keysym)
    state |= GDK_SHIFT_MASK;

  for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
    if (state & modifiers[i].mask)
      send_key (modifiers[i].key, TRUE);
  send_key (keysym, TRUE);
  send_key (keysym, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
    if (state & modifiers[i].mask)
      send_key (modifiers[i].key, FALSE);
}

static void
strike (const char *accelerator)
{
  GdkModifierType state;
  guint keysym;

  g_assert_true (gtk_accelerator_parse (accelerator, &keysym, &state));
  stroke (keysym, state);
}

void
driver_key (const char *accelerator)
{
  strike (accelerator);
  driver_handle_events ();
}

void
driver_keys_at_once (const char *first,
                     const char *second)
{
  strike (first);
  strike (second);
  driver_handle_events ();
}

void
driver_type (const char *ascii)
{
  for (; *ascii != '\0'; ascii++)
    stroke (*ascii == '\n' ? GDK_KEY_Return : gdk_unicode_to_keyval (*ascii), 0);
  driver_handle_events ();
}
