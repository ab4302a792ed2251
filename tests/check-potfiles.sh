#!/bin/sh
# SPDX-License-Identifier: MIT
# po/POTFILES.in names every file that has words to translate, sorted, and no other.
# Usage: check-potfiles.sh SOURCE_ROOT
cd "$1" || exit 1
LC_ALL=C
export LC_ALL
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

{
  ls data/*.in data/*.gschema.xml
  grep -rlE --include='*.c' --include='*.h' '(\<N?C?_|\<n?gettext|gettext2?) ?\("' app
  grep -rlE --include='*.ui' 'translatable="(yes|true)"' ui
} | sort >"$scratch/wanted"
grep -v '^#' po/POTFILES.in >"$scratch/listed"
sort "$scratch/listed" >"$scratch/sorted"

status=0
for file in $(comm -23 "$scratch/wanted" "$scratch/sorted"); do
  echo "$file has words to translate: add it to po/POTFILES.in"
  status=1
done
for file in $(comm -13 "$scratch/wanted" "$scratch/sorted"); do
  echo "$file has no words to translate: take it out of po/POTFILES.in"
  status=1
done
exit $status
