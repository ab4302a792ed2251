/* SPDX-License-Identifier: MIT */
/* panels.h: the tabs of the side panel, in order. A new panel is its three files and its line. */

/* Not guarded: LP_PANEL (name, key, title, accelerator) is what who includes this makes of a line.
 * The panel is lp_NAME in panels/NAME.c with the form ui/NAME.ui. The build reads these lines,
 * too. */

LP_PANEL (inspector, "properties", N_("Properties"), GDK_KEY_1)
LP_PANEL (findings_panel, "findings", N_("Findings"), GDK_KEY_2)
LP_PANEL (failure_panel, "failure", N_("Failure"), GDK_KEY_3)
