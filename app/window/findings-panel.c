/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/findings-panel.h"

#include <glib/gi18n.h>

#include "rules/waiver.h"
#include "window/finding-card.h"
#include "window/finding-dialogs.h"

typedef enum
{
  GROUP_NAME,
  GROUP_FIX,
  GROUP_MISSING,
  GROUP_ACCEPTED,
  N_GROUPS,
} Group;

/* More cards at once make no list shorter, but the window slower. */
#define MAX_CARDS 60

static const struct
{
  const char *title;
  const char *empty;        /* What to say where there is none, or NULL: say nothing. */
} groups[N_GROUPS] = {
  [GROUP_NAME] = { N_("Explain these in your answer"), NULL },
  [GROUP_MISSING] = { N_("Missing"), NULL },
  [GROUP_FIX] = { N_("To fix"), N_("Nothing to fix") },
  [GROUP_ACCEPTED] = { N_("Accepted"), NULL },
};

struct _LpFindingsPanel
{
  AdwBin      parent_instance;

  LpDocument *document;

  GtkScrolledWindow *scroller;
  GtkStack   *stack;
  GtkBox     *list;
  GtkBox     *boxes[N_GROUPS];
  GtkLabel   *titles[N_GROUPS];
  GtkWidget  *good_news;        /* In the place of cards to fix. */
  GtkButton  *more[N_GROUPS];
  guint       limits[N_GROUPS]; /* How many cards a group shows at most. */

  GHashTable *cards;            /* From fingerprint to LpFindingCard. */
  GPtrArray  *order;            /* The cards as they are shown. */
  char       *current;          /* The fingerprint that F8 has come to, or NULL. */
};

G_DEFINE_FINAL_TYPE (LpFindingsPanel, lp_findings_panel, ADW_TYPE_BIN)

enum
{
  SIGNAL_SHOW,
  SIGNAL_FIXED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static Group
find_group (LpFinding *finding)
{
  static const Group by_verdict[LP_N_VERDICTS] = {
    [LP_VERDICT_FIX] = GROUP_FIX,
    [LP_VERDICT_NAME] = GROUP_NAME,
    [LP_VERDICT_MISSING] = GROUP_MISSING,
  };

  return lp_finding_is_waived (finding) ? GROUP_ACCEPTED : by_verdict[lp_finding_get_verdict (finding)];
}
