#!/bin/sh
# SPDX-License-Identifier: MIT
# Every room may include itself and the rooms named after it on its line: the list below is
# the architecture. Only the window may know GTK.
# Usage: check-rooms.sh SOURCE_ROOT
cd "$1/app" || exit 1
status=0

while read -r room allowed; do
  for used in $(grep -rhoE '#include "[a-z]+/' "$room" | sed 's|.*"||; s|/||' | sort -u); do
    case " $room $allowed " in
      *" $used "*) ;;
      *) echo "app/$room may not include app/$used"; status=1 ;;
    esac
  done
  if [ "$room" != window ] && grep -rnE '#include <(gtk|gdk|gsk|adwaita)' "$room"; then
    echo "app/$room may not know GTK"
    status=1
  fi
done <<END
model
file     model
analysis model
layout   model
rules    model analysis
draw     model layout
exchange model file draw
report   model analysis rules draw
cli      model file analysis layout rules draw exchange report
window   model file analysis layout rules draw exchange report
END

# A file outside the rooms, or a room that is not on the list, would go unchecked.
for entry in *; do
  case $entry in
    model|file|analysis|layout|rules|draw|exchange|report|cli|window|meson.build) ;;
    *) echo "app/$entry is in no room"; status=1 ;;
  esac
done

exit $status
