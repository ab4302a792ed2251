#!/bin/sh
# SPDX-License-Identifier: MIT
# po/POTFILES.in names every file that has words to translate, sorted, and no other. Meson keeps it
# so: whoever adds a file need not know of it.
# Usage: check-potfiles.sh SOURCE_ROOT [--update]
cd "$1" || exit 1
LC_ALL=C
export LC_ALL
list=po/POTFILES.in
wanted=$(
  {
    ls data/*.in data/*.gschema.xml | grep -v gresource
    grep -rlE --include='*.c' --include='*.h' '(\<N?C?_|\<n?gettext|gettext2?) ?\("' app
    grep -rlE --include='*.ui' 'translatable="(yes|true)"' ui
  } | sort
)
listed=$(grep -v '^#' $list)

[ "$wanted" = "$listed" ] && exit 0

if [ "${2:-}" = --update ]; then
  # What is read-only is somebody's copy of a release, and right.
  [ -w $list ] || exit 0
  { grep '^#' $list; echo "$wanted"; } >$list.new && mv $list.new $list
  exit
fi

echo "$list is not as it should be; “tests/check-potfiles.sh . --update” mends that:"
{ echo "$wanted"; echo "$listed"; } | sort | uniq -u
exit 1
