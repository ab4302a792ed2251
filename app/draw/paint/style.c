/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "draw/paint/style.h"

#include <math.h>

/* The tests check all pairs of text and ground in here: 4.5:1, and 7:1 for high contrast. */
static const LpStyle styles[LP_N_THEMES] = {
  [LP_THEME_LIGHT] = {
    .paper = 0xffffff, .text = 0x241f31, .dim_text = 0x5e5c64,
    .card = 0xffffff, .card_border = 0xd5d3cf,
    .server = 0xf6f5f4, .server_border = 0xc0bfbc,
    .zone = 0xfbfafa, .zone_border = 0x9a9996,
    .note = 0xfdf6d8, .note_border = 0xd9c98a, .note_fold = 0xf0e2a8, .note_text = 0x3d3846,
    .pin = { 0xc01c28, 0xffffff },
    .info = { 0x1a5fb4, 0xffffff },
    .warning = { 0xf5c211, 0x000000 }, .error = { 0xc01c28, 0xffffff },
    .hatch = 0xc01c28, .border_width = 1,
    .hues = {
      [LP_HUE_GREY] = { 0xe9e8ea, 0x5e5c64 },
      [LP_HUE_TEAL] = { 0xdceceb, 0x0b6b67 },
      [LP_HUE_PURPLE] = { 0xede3f1, 0x813d9c },
      [LP_HUE_BLUE] = { 0xdfe9f5, 0x1a5fb4 },
      [LP_HUE_GREEN] = { 0xe1eee7, 0x1e6e42 },
      [LP_HUE_ORANGE] = { 0xf5e6dc, 0xa04305 },
      [LP_HUE_RED] = { 0xf6dfe1, 0xb01923 },
      [LP_HUE_YELLOW] = { 0xf3ebd6, 0x7d5700 },
    },
    .flows = {
      [LP_FLOW_LOOKUP] = { 0x0b7a75, 2, { 2, 4 } },
      [LP_FLOW_REQUEST] = { 0x1a5fb4, 2 },
      [LP_FLOW_QUERY] = { 0xb5500b, 2, { 18, 4 } },
      [LP_FLOW_REPLICATION] = { 0x26804f, 2, { 8, 4 } },
      [LP_FLOW_FAILOVER] = { 0x813d9c, 2, { 10, 3, 2, 3 } },
      [LP_FLOW_METRICS] = { 0x6f6e73, 2, { 2, 3, 2, 8 } },
      [LP_FLOW_FILES] = { 0x806000, 2, { 12, 3, 3, 3 } },
      [LP_FLOW_MANAGE] = { 0xa51d2d, 2, { 6, 6 } },
      [LP_FLOW_RESPONSE] = { 0x5e5c64, 1.5, { 4, 3 } },
    },
  },
  [LP_THEME_DARK] = {
    .paper = 0x1e1e1e, .text = 0xffffff, .dim_text = 0xc0bfbc,
    .card = 0x303030, .card_border = 0x4a4a4a,
    .server = 0x262626, .server_border = 0x5e5c64,
    .zone = 0x222222, .zone_border = 0x77767b,
    .note = 0x3d3823, .note_border = 0x6b6136, .note_fold = 0x57502f, .note_text = 0xf6f0d5,
    .pin = { 0xd01f2e, 0xffffff },
    .info = { 0x2a6fc9, 0xffffff },
    .warning = { 0xf5c211, 0x000000 }, .error = { 0xd01f2e, 0xffffff },
    .hatch = 0xff7b72, .border_width = 1,
    .hues = {
      [LP_HUE_GREY] = { 0x4d4d4d, 0xdeddda },
      [LP_HUE_TEAL] = { 0x38524f, 0x6fe0d6 },
      [LP_HUE_PURPLE] = { 0x513f54, 0xe6a5e8 },
      [LP_HUE_BLUE] = { 0x404e5e, 0x99c1f1 },
      [LP_HUE_GREEN] = { 0x425646, 0x8ff0a4 },
      [LP_HUE_ORANGE] = { 0x594a37, 0xffbe6f },
      [LP_HUE_RED] = { 0x593a3a, 0xffa6a0 },
      [LP_HUE_YELLOW] = { 0x56523a, 0xf8e45c },
    },
    .flows = {
      [LP_FLOW_LOOKUP] = { 0x5bd6cd, 2, { 2, 4 } },
      [LP_FLOW_REQUEST] = { 0x99c1f1, 2 },
      [LP_FLOW_QUERY] = { 0xffbe6f, 2, { 18, 4 } },
      [LP_FLOW_REPLICATION] = { 0x8ff0a4, 2, { 8, 4 } },
      [LP_FLOW_FAILOVER] = { 0xe6a5e8, 2, { 10, 3, 2, 3 } },
      [LP_FLOW_METRICS] = { 0xa9a8ac, 2, { 2, 3, 2, 8 } },
      [LP_FLOW_FILES] = { 0xe5c84a, 2, { 12, 3, 3, 3 } },
      [LP_FLOW_MANAGE] = { 0xff938c, 2, { 6, 6 } },
      [LP_FLOW_RESPONSE] = { 0xc0bfbc, 1.5, { 4, 3 } },
    },
  },
  [LP_THEME_CONTRAST_LIGHT] = {
    .paper = 0xffffff, .text = 0x000000, .dim_text = 0x2a2830,
    .card = 0xffffff, .card_border = 0x000000,
    .server = 0xffffff, .server_border = 0x000000,
    .zone = 0xffffff, .zone_border = 0x000000,
    .note = 0xfffbe6, .note_border = 0x000000, .note_fold = 0xf0e2a8, .note_text = 0x000000,
    .pin = { 0x9c0f1a, 0xffffff },
    .info = { 0x0f4a94, 0xffffff },
    .warning = { 0xf5c211, 0x000000 }, .error = { 0x9c0f1a, 0xffffff },
    .hatch = 0x9c0f1a, .border_width = 2,
    .hues = {
      [LP_HUE_GREY] = { 0xf2f2f2, 0x2a2830 },
      [LP_HUE_TEAL] = { 0xecf5f5, 0x004f4b },
      [LP_HUE_PURPLE] = { 0xf5eff8, 0x5b2270 },
      [LP_HUE_BLUE] = { 0xeef3fa, 0x0f4a94 },
      [LP_HUE_GREEN] = { 0xeff6f2, 0x0d4f2c },
      [LP_HUE_ORANGE] = { 0xfaf2ed, 0x762f00 },
      [LP_HUE_RED] = { 0xfbefef, 0x8c0d17 },
      [LP_HUE_YELLOW] = { 0xf9f5ea, 0x573c00 },
    },
    .flows = {
      [LP_FLOW_LOOKUP] = { 0x004f4b, 2.5, { 2.5, 4 } },
      [LP_FLOW_REQUEST] = { 0x0f4a94, 2.5 },
      [LP_FLOW_QUERY] = { 0x762f00, 2.5, { 18, 4 } },
      [LP_FLOW_REPLICATION] = { 0x0d4f2c, 2.5, { 8, 4 } },
      [LP_FLOW_FAILOVER] = { 0x5b2270, 2.5, { 10, 3, 2, 3 } },
      [LP_FLOW_METRICS] = { 0x3d3846, 2.5, { 2.5, 3, 2.5, 8 } },
      [LP_FLOW_FILES] = { 0x554000, 2.5, { 12, 3, 3, 3 } },
      [LP_FLOW_MANAGE] = { 0x700c1a, 2.5, { 6, 6 } },
      [LP_FLOW_RESPONSE] = { 0x2a2830, 2, { 4, 3 } },
    },
  },
  [LP_THEME_CONTRAST_DARK] = {
    .paper = 0x000000, .text = 0xffffff, .dim_text = 0xe6e6e6,
    .card = 0x101010, .card_border = 0xffffff,
    .server = 0x000000, .server_border = 0xffffff,
    .zone = 0x000000, .zone_border = 0xffffff,
    .note = 0x1f1b08, .note_border = 0xffffff, .note_fold = 0x57502f, .note_text = 0xffffff,
    .pin = { 0x9c0f1a, 0xffffff },
    .info = { 0x0f4a94, 0xffffff },
    .warning = { 0xf5c211, 0x000000 }, .error = { 0x9c0f1a, 0xffffff },
    .hatch = 0xff9d96, .border_width = 2,
    .hues = {
      [LP_HUE_GREY] = { 0x2b2b2b, 0xffffff },
      [LP_HUE_TEAL] = { 0x102e2c, 0x93f0e8 },
      [LP_HUE_PURPLE] = { 0x2f1c33, 0xf3c4f4 },
      [LP_HUE_BLUE] = { 0x152a42, 0xbcd7f7 },
      [LP_HUE_GREEN] = { 0x12301a, 0xb2f7c0 },
      [LP_HUE_ORANGE] = { 0x362409, 0xffd5a0 },
      [LP_HUE_RED] = { 0x3b1413, 0xffc4bf },
      [LP_HUE_YELLOW] = { 0x2f2b08, 0xfbee93 },
    },
    .flows = {
      [LP_FLOW_LOOKUP] = { 0x93f0e8, 2.5, { 2.5, 4 } },
      [LP_FLOW_REQUEST] = { 0xbcd7f7, 2.5 },
      [LP_FLOW_QUERY] = { 0xffd5a0, 2.5, { 18, 4 } },
      [LP_FLOW_REPLICATION] = { 0xb2f7c0, 2.5, { 8, 4 } },
      [LP_FLOW_FAILOVER] = { 0xf3c4f4, 2.5, { 10, 3, 2, 3 } },
      [LP_FLOW_METRICS] = { 0xd0d0d0, 2.5, { 2.5, 3, 2.5, 8 } },
      [LP_FLOW_FILES] = { 0xf5e08a, 2.5, { 12, 3, 3, 3 } },
      [LP_FLOW_MANAGE] = { 0xffb8b2, 2.5, { 6, 6 } },
      [LP_FLOW_RESPONSE] = { 0xe6e6e6, 2, { 4, 3 } },
    },
  },
};

const LpStyle *
lp_style_get (LpTheme theme)
{
  g_return_val_if_fail (theme < LP_N_THEMES, NULL);

  return &styles[theme];
}

static double
linear (guint channel)
{
  const double c = channel / 255.0;

  return c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

static double
luminance (LpColor color)
{
  return 0.2126 * linear (color >> 16 & 0xff) +
         0.7152 * linear (color >> 8 & 0xff) +
         0.0722 * linear (color & 0xff);
}

double
lp_style_contrast (LpColor a,
                   LpColor b)
{
  const double first = luminance (a), second = luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}
