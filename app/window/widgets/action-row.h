/* SPDX-License-Identifier: MIT */
/* action-row.h: the rows that actions, their keys, the shortcuts window and the command list are
 * made from. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The order is the order in the shortcuts window. */
typedef enum
{
  LP_SECTION_FILE,
  LP_SECTION_EDIT,
  LP_SECTION_CANVAS,
  LP_SECTION_SELECTION,
  LP_SECTION_VIEW,
  LP_SECTION_FINDINGS,
  LP_SECTION_GENERAL,
  LP_N_SECTIONS,
} LpSection;

typedef struct
{
  const char                  *name;        /* With its prefix: "win.save". */
  GtkWidgetActionActivateFunc  activate;    /* NULL: only a key, the action is made elsewhere. */
  guint                        key;         /* 0 for none. */
  GdkModifierType              modifiers;
  LpSection                    section;
  const char                  *title;       /* Translatable. NULL: listed nowhere. */
} LpActionRow;

const char         *lp_section_get_title       (LpSection           section);

/* Installs the actions on the class and binds their keys. */
void                lp_action_rows_install     (GtkWidgetClass     *klass,
                                                const LpActionRow  *rows,
                                                guint               n_rows);

/* Only the keys: for actions that somebody above in the window has. A widget’s own binding comes
 * before those around it, but after those of a text entry in it. */
void                lp_action_rows_bind        (GtkWidgetClass     *klass,
                                                const LpActionRow  *rows,
                                                guint               n_rows);

/* The last key of the action @name in @rows (LpActionRow): the one that menus show, the others are
 * for who expects them. As gtk_accelerator_parse() takes it; NULL where there is none. */
char               *lp_action_rows_find_key    (GPtrArray          *rows,
                                                const char         *name);

/* The actions as a group that can be put elsewhere in the tree of widgets, without the prefix. They
 * act on @widget, which must live as long as the group is used. */
GSimpleActionGroup *lp_action_rows_make_group  (const LpActionRow  *rows,
                                                guint               n_rows,
                                                GtkWidget          *widget);
void                lp_action_group_set_enabled (GSimpleActionGroup *group,
                                                 const char         *name,
                                                 gboolean            enabled);

G_END_DECLS
