#!/bin/sh
# SPDX-License-Identifier: MIT
# Does what the README’s recipes say, to a copy of the project: a kind, a rule, a panel. Then the
# core and the window are built, and a design with the new kind is checked, saved and drawn.
# Usage: check-recipes.sh SOURCE_ROOT
set -eu
root=$1
recipes=$root/tests/recipes
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
copy=$scratch/linchpin
mkdir "$copy"
tar -C "$root" --exclude=./build --exclude=./.git -cf - . | tar -C "$copy" -xf -
cd "$copy"

fail ()
{
  echo "$*"
  exit 1
}

# before LINE FILE PIECE: puts the file PIECE before the first line that begins with LINE.
before ()
{
  grep -q "^$1" "$2" || fail "“$1” is not in $2 any more: the recipe is wrong"
  awk -v line="$1" -v piece="$3" '
    !done && index ($0, line) == 1 { while ((getline row <piece) > 0) print row; done = 1 }
    { print }' "$2" >"$scratch/new"
  mv "$scratch/new" "$2"
}

# A kind: its row, its icon, its entry in the schema.
before 'LP_KIND (NOTE,' app/model/kinds.h "$recipes/kind.row"
cp ui/icons/cache-symbolic.svg ui/icons/widget-symbolic.svg
before '  <define name="note">' data/design.rng "$recipes/schema.rng"
echo '      <ref name="widget"/>' >"$scratch/ref"
before '      <ref name="note"/>' data/design.rng "$scratch/ref"

# A rule: its file and its line.
cp "$recipes/widget-talkative.c" app/rules/structure/
echo 'LP_RULE (structure, widget_talkative)' >"$scratch/rule"
before 'LP_RULE (path, no_user)' app/rules/engine/rules.h "$scratch/rule"

# A panel: its three files and its line.
cp "$recipes/widget-panel.c" "$recipes/widget-panel.h" app/window/panels/
cp "$recipes/widget-panel.ui" ui/
echo 'LP_PANEL (widget_panel, "widgets", N_("Widgets"), GDK_KEY_9)' >>app/window/panels/panels.h

meson setup build -Dwerror=true -Doptimization=0 -Ddebug=false >"$scratch/log" 2>&1 ||
  { cat "$scratch/log"; fail 'Configuring failed'; }
ninja -C build app/cli/linchpin-cli app/window/linchpin >"$scratch/log" 2>&1 ||
  { tail -n 40 "$scratch/log"; fail 'Building failed'; }

cli=build/app/cli/linchpin-cli
design=$recipes/widget.linchpin
"$cli" validate "$design" || fail 'validate refuses the new kind'
"$cli" lint --fail-on never "$design" >"$scratch/report"
grep -q 'widget-talkative' "$scratch/report" ||
  { cat "$scratch/report"; fail 'lint does not know the rule'; }
"$cli" layout "$design" -o "$scratch/placed.linchpin"
grep -q '<widget id="widget" name="The widget"' "$scratch/placed.linchpin" || fail 'layout lost it'
"$cli" layout "$scratch/placed.linchpin" -o "$scratch/again.linchpin"
cmp "$scratch/placed.linchpin" "$scratch/again.linchpin"
"$cli" export "$design" -o "$scratch/picture.svg"
grep -q 'The widget' "$scratch/picture.svg" || fail 'export does not draw it'
"$cli" failures "$design" >/dev/null
grep -q 'app/rules/structure/widget-talkative.c' po/POTFILES.in ||
  fail "POTFILES.in does not know the rule"
tests/check-rooms.sh . || fail 'check-rooms.sh complains'
