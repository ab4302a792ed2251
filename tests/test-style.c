/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint/style.h"

#define ENOUGH 4.5
#define ENOUGH_FOR_HIGH_CONTRAST 7.0

/* Lines and icons need less than text (WCAG 2.1, 1.4.11). */
#define ENOUGH_FOR_SHAPES 3.0

static void
check (const char *what,
       LpTheme     theme,
       LpColor     ink,
       LpColor     ground,
       double      enough)
{
  const double contrast = lp_style_contrast (ink, ground);

  if (contrast < enough)
    g_error ("theme %d: %s #%06x on #%06x has %.2f:1", theme, what, ink, ground, contrast);
}

static void
check_badge (const char         *what,
             LpTheme             theme,
             const LpBadgeStyle *badge,
             double              enough)
{
  check (what, theme, badge->text, badge->fill, enough);
}

static void
test_all_texts_can_be_read (void)
{
  for (LpTheme theme = 0; theme < LP_N_THEMES; theme++)
    {
      const LpStyle *style = lp_style_get (theme);
      const gboolean high = theme == LP_THEME_CONTRAST_LIGHT || theme == LP_THEME_CONTRAST_DARK;
      const double enough = high ? ENOUGH_FOR_HIGH_CONTRAST : ENOUGH;
      const LpColor grounds[] = { style->paper, style->card, style->server, style->zone };

      for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
        {
          check ("text", theme, style->text, grounds[i], enough);
          check ("dim text", theme, style->dim_text, grounds[i], enough);
        }
      check ("note", theme, style->note_text, style->note, enough);
      check_badge ("pin", theme, &style->pin, enough);
      check ("partial pin", theme, style->hatch, style->paper, enough);
      check_badge ("info", theme, &style->info, enough);
      check_badge ("warning", theme, &style->warning, enough);
      check_badge ("error", theme, &style->error, enough);
      for (guint i = 0; i < LP_N_HUES; i++)
        check ("port", theme, style->hues[i].ink, style->hues[i].tint, enough);
      for (guint i = 0; i < LP_N_FLOWS; i++)
        {
          check ("label", theme, style->flows[i].line, style->paper, enough);
          check ("line", theme, style->flows[i].line, style->server, ENOUGH_FOR_SHAPES);
          check ("line", theme, style->flows[i].line, style->zone, ENOUGH_FOR_SHAPES);
        }
    }
}

static gboolean
have_same_pattern (const LpFlowStyle *a,
                   const LpFlowStyle *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (a->dashes); i++)
    if (a->dashes[i] != b->dashes[i])
      return FALSE;

  return TRUE;
}

/* Colour alone says nothing to one man in twelve. */
static void
test_each_flow_has_its_own_colour_and_pattern (void)
{
  for (LpTheme theme = 0; theme < LP_N_THEMES; theme++)
    for (guint i = 0; i < LP_N_FLOWS; i++)
      for (guint j = 0; j < i; j++)
        {
          const LpFlowStyle *a = &lp_style_get (theme)->flows[i];
          const LpFlowStyle *b = &lp_style_get (theme)->flows[j];

          g_assert_cmphex (a->line, !=, b->line);
          g_assert_false (have_same_pattern (a, b));
        }
}

static void
test_each_hue_has_its_own_colours (void)
{
  for (LpTheme theme = 0; theme < LP_N_THEMES; theme++)
    for (guint i = 0; i < LP_N_HUES; i++)
      for (guint j = 0; j < i; j++)
        {
          const LpStyle *style = lp_style_get (theme);

          g_assert_cmphex (style->hues[i].tint, !=, style->hues[j].tint);
        }
}

static void
test_contrast_is_that_of_wcag (void)
{
  g_assert_cmpfloat_with_epsilon (lp_style_contrast (0x000000, 0xffffff), 21, 0.001);
  g_assert_cmpfloat_with_epsilon (lp_style_contrast (0x777777, 0xffffff), 4.478, 0.001);
  g_assert_cmpfloat_with_epsilon (lp_style_contrast (0x123456, 0x123456), 1, 0.001);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/style/contrast", test_contrast_is_that_of_wcag);
  g_test_add_func ("/style/texts", test_all_texts_can_be_read);
  g_test_add_func ("/style/flows", test_each_flow_has_its_own_colour_and_pattern);
  g_test_add_func ("/style/hues", test_each_hue_has_its_own_colours);

  return g_test_run ();
}
