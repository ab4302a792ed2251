/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "window/panels/failure-rows.h"

#include <glib/gi18n.h>
#include <math.h>

#include "model/box.h"
#include "window/widgets/tile.h"

/* Which goals something is fatal for. */
enum
{
  FOR_READING = 1 << LP_GOAL_READ,
  FOR_WRITING = 1 << LP_GOAL_WRITE,
};

char *
lp_failure_rows_format_share (double availability)
{
  double percent = lp_availability_to_percent (availability);

  if (percent < 99.9)
    return g_strdup_printf (_("%.2f %%"), percent);

  if (percent < 99.99)
    return g_strdup_printf (_("%.3f %%"), percent);

  return g_strdup_printf (_("%.4f %%"), percent);
}

char *
lp_failure_rows_format_hours (double hours)
{
  if (hours >= 9.95)
    /* Translators: hours. */
    return g_strdup_printf (_("%.0f h"), hours);

  if (hours >= 0.95)
    return g_strdup_printf (_("%.1f h"), hours);

  /* Translators: minutes. */
  return g_strdup_printf (_("%.0f min"), hours * 60);
}

static const char *
describe_goals (guint goals)
{
  switch (goals)
    {
    case FOR_READING:
      return _("for reading");

    case FOR_WRITING:
      return _("for writing");

    default:
      return _("for reading and writing");
    }
}

/* “for writing · on db-01” */
static char *
describe (const LpGraph *graph,
          int            node,
          guint          goals)
{
  LpElement *server = lp_box_find_server (graph->nodes[node].element);

  if (server == NULL)
    return g_strdup (describe_goals (goals));

  /* Translators: what it is fatal for, and the server it runs on. */
  return g_strdup_printf (_("%s · on %s"), describe_goals (goals), lp_element_get_name (server));
}

static const char *
get_name (const LpGraph *graph,
          int            node)
{
  return lp_element_get_name (graph->nodes[node].element);
}

/* A row that shows @nodes (ended by -1) on the drawing when it is activated. */
static GtkWidget *
make_row (const LpGraph *graph,
          const int     *nodes,
          const char    *title,
          const char    *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *markup = g_markup_escape_text (title, -1);
  g_autofree char *subtitle_markup = g_markup_escape_text (subtitle, -1);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; nodes[i] >= 0; i++)
    g_strv_builder_add (ids, graph->nodes[nodes[i]].id);
  list = g_strv_builder_end (ids);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_markup);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "failure.show");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row),
                                          g_variant_new_strv ((const char *const *) list, -1));

  return row;
}

typedef struct
{
  int    node;
  double gain;
} Gain;

static int
compare_gains (gconstpointer a,
               gconstpointer b)
{
  const Gain *left = a;
  const Gain *right = b;

  if (left->gain != right->gain)
    return left->gain > right->gain ? -1 : 1;

  return left->node - right->node;
}

/* Both goals together: whoever helps both comes first. */
static GArray *
list_gains (LpOutlook *outlook)
{
  const LpAvailability *read = lp_outlook_get_availability (outlook, LP_GOAL_READ,
                                                            LP_EXTENT_SOME);
  const LpAvailability *write = lp_outlook_get_availability (outlook, LP_GOAL_WRITE,
                                                             LP_EXTENT_SOME);
  GArray *gains = g_array_new (FALSE, FALSE, sizeof (Gain));

  for (guint i = 0; i < read->n_nodes; i++)
    {
      Gain gain = { i, read->gain[i] + write->gain[i] };

      if (gain.gain > 0)
        g_array_append_val (gains, gain);
    }
  g_array_sort (gains, compare_gains);

  return gains;
}

static double
get_gain (LpOutlook *outlook,
          LpGoal     goal,
          int        node)
{
  return lp_outlook_get_availability (outlook, goal, LP_EXTENT_SOME)->gain[node];
}

static GtkWidget *
make_gain_row (LpOutlook *outlook,
               int        node)
{
  const LpGraph *graph = lp_outlook_get_graph (outlook);
  double read = get_gain (outlook, LP_GOAL_READ, node);
  double write = get_gain (outlook, LP_GOAL_WRITE, node);
  const int nodes[] = { node, -1 };
  guint goals = (read > 0 ? FOR_READING : 0) | (write > 0 ? FOR_WRITING : 0);
  g_autofree char *subtitle = describe (graph, node, goals);
  GtkWidget *row = make_row (graph, nodes, get_name (graph, node), subtitle);
  double won = lp_availability_to_hours_down (1 - MAX (read, write));
  g_autofree char *hours = lp_failure_rows_format_hours (won);
  GtkWidget *label = gtk_label_new (hours);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), lp_tile_new (graph->nodes[node].kind));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

GPtrArray *
lp_failure_rows_list_gains (LpOutlook *outlook,
                            guint      max)
{
  GPtrArray *rows = g_ptr_array_new ();
  g_autoptr (GArray) gains = list_gains (outlook);

  for (guint i = 0; i < MIN (gains->len, max); i++)
    g_ptr_array_add (rows, make_gain_row (outlook, g_array_index (gains, Gain, i).node));

  return rows;
}

static GtkWidget *
make_expander (const char *title,
               guint       n,
               gboolean    complete)
{
  GtkWidget *row = adw_expander_row_new ();
  /* Translators: “1,000 or more”. */
  g_autofree char *count = g_strdup_printf (complete ? "%u" : _("%u or more"), n);
  GtkWidget *label = gtk_label_new (count);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), label);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), n > 0);

  return row;
}

/* What is fatal alone, or lets some requests fail: @has says so of a node. */
static GtkWidget *
make_singles (LpOutlook  *outlook,
              guint       max,
              const char *title,
              gboolean  (*has) (const LpFailures *, int))
{
  const LpGraph *graph = lp_outlook_get_graph (outlook);
  const LpFailures *read = lp_outlook_get_failures (outlook, LP_GOAL_READ);
  const LpFailures *write = lp_outlook_get_failures (outlook, LP_GOAL_WRITE);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GtkWidget *expander;
  guint n = 0;

  for (guint i = 0; i < graph->n_nodes; i++)
    {
      const int nodes[] = { i, -1 };
      guint goals = (has (read, i) ? FOR_READING : 0) | (has (write, i) ? FOR_WRITING : 0);
      g_autofree char *subtitle = NULL;

      if (goals == 0 || n++ >= max)
        continue;

      subtitle = describe (graph, i, goals);
      g_ptr_array_add (rows, make_row (graph, nodes, get_name (graph, i), subtitle));
    }

  expander = make_expander (title, n, TRUE);
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), rows->pdata[i]);

  return expander;
}

/* Both lists are sorted: walks them side by side. */
static guint
take_next_pair (const LpFailures *read,
                const LpFailures *write,
                guint            *r,
                guint            *w,
                LpFatalPair      *pair)
{
  const LpFatalPair *a = *r < read->n_pairs ? &read->pairs[*r] : NULL;
  const LpFatalPair *b = *w < write->n_pairs ? &write->pairs[*w] : NULL;
  int order;

  if (a == NULL && b == NULL)
    return 0;

  if (a == NULL || b == NULL)
    order = a == NULL ? 1 : -1;
  else
    order = a->first != b->first ? a->first - b->first : a->second - b->second;

  *pair = order <= 0 ? *a : *b;
  *r += order <= 0;
  *w += order >= 0;

  return (order <= 0 ? FOR_READING : 0) | (order >= 0 ? FOR_WRITING : 0);
}

static GtkWidget *
make_pairs (LpOutlook *outlook,
            guint      max)
{
  const LpGraph *graph = lp_outlook_get_graph (outlook);
  const LpFailures *read = lp_outlook_get_failures (outlook, LP_GOAL_READ);
  const LpFailures *write = lp_outlook_get_failures (outlook, LP_GOAL_WRITE);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  guint r = 0, w = 0, n = 0, goals;
  GtkWidget *expander;
  LpFatalPair pair;

  while ((goals = take_next_pair (read, write, &r, &w, &pair)) != 0)
    {
      const int nodes[] = { pair.first, pair.second, -1 };
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      g_autofree char *title = NULL;

      if (n++ >= max)
        continue;

      /* Translators: two parts that are fatal together. */
      first = lp_box_dup_full_name (graph->nodes[pair.first].element);
      second = lp_box_dup_full_name (graph->nodes[pair.second].element);
      title = g_strdup_printf (_("%s and %s"), first, second);
      g_ptr_array_add (rows, make_row (graph, nodes, title, describe_goals (goals)));
    }

  expander = make_expander (_("In pairs"), n, read->complete && write->complete);
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), rows->pdata[i]);

  return expander;
}

GPtrArray *
lp_failure_rows_list_fatal (LpOutlook *outlook,
                            guint      max)
{
  GPtrArray *rows = g_ptr_array_new ();

  /* What does not work cannot be taken down. */
  if (!lp_outlook_get_failures (outlook, LP_GOAL_READ)->holds &&
      !lp_outlook_get_failures (outlook, LP_GOAL_WRITE)->holds)
    return rows;

  g_ptr_array_add (rows, make_singles (outlook, max, _("Alone"), lp_failures_has_spof));
  g_ptr_array_add (rows, make_pairs (outlook, max));
  g_ptr_array_add (rows, make_singles (outlook, max, _("A part of it, alone"),
                                       lp_failures_has_partial));

  return rows;
}
