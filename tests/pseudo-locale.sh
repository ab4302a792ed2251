#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes a translation in which every word is “⟦word⟧”: what a window shows without these
# brackets was not translated. Format specifiers, markup and mnemonics stay as they are.
# Usage: pseudo-locale.sh SOURCE_ROOT LOCALE_DIR
#
# A program shows it with LC_ALL=C.UTF-8 LANGUAGE=en_XA LINCHPIN_LOCALE_DIR=LOCALE_DIR: the
# locale C.UTF-8, which every machine has, follows LANGUAGE; the locale C does not.
set -e
root=$1
target=$2/en_XA/LC_MESSAGES
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
LC_ALL=C.UTF-8
export LC_ALL

mkdir -p "$target"
cd "$root"
xgettext --files-from=po/POTFILES.in --from-code=UTF-8 --output="$scratch/linchpin.pot" \
  --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 \
  --keyword=g_dngettext:2,3 --keyword=g_dpgettext2:2c,3 2>"$scratch/log" || { cat "$scratch/log"; exit 1; }
sed -i 's/charset=CHARSET/charset=UTF-8/; s/^"Plural-Forms: .*/"Plural-Forms: nplurals=2; plural=(n != 1);\\n"/' \
  "$scratch/linchpin.pot"
msgen --lang=en_XA --output-file="$scratch/en.po" "$scratch/linchpin.pot"
msgfilter --keep-header --input="$scratch/en.po" --output-file="$scratch/pseudo.po" \
  sed -e '1s/^/⟦/' -e '$s/$/⟧/'
msgfmt --output-file="$target/linchpin.mo" "$scratch/pseudo.po"
