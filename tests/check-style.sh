#!/bin/sh
# SPDX-License-Identifier: MIT
# What a grep can see of the style. Each finding is one line: file, line, what is wrong.
# Usage: check-style.sh SOURCE_ROOT
cd "$1" || exit 1
status=0

# Columns are characters, not bytes: a quote or an ellipsis is one.
LC_ALL=C.UTF-8
export LC_ALL

code=$(find app tests -name '*.[ch]' | sort)
headers=$(find app tests -name '*.h' | sort)
forms=$(find ui -name '*.ui' | sort)
builds=$(find . -path ./build -prune -o -name meson.build -print | sort)
scripts="run check .ci/run $(find .ci tests -name '*.sh' | sort)"
text="$code $forms $builds $scripts $(find ui data -name '*.css' -o -name '*.xml' -o -name '*.in')"

# complain WHAT: prints the lines of its input, each with WHAT, and remembers that there were any.
complain ()
{
  while IFS= read -r line; do
    printf '%s: %s\n' "$line" "$1"
    found=1
  done
  [ -z "${found:-}" ]
}

# forbid PATTERN WHAT FILE…
forbid ()
{
  pattern=$1
  what=$2
  shift 2
  grep -nE "$pattern" /dev/null "$@" | complain "$what" || status=1
}

# missing PATTERN LINES WHAT FILE…: none of the first lines matches.
missing ()
{
  pattern=$1
  lines=$2
  what=$3
  shift 3
  for file in "$@"; do
    head -n "$lines" "$file" | grep -qE "$pattern" || echo "$file:1"
  done | complain "$what" || status=1
}

tab=$(printf '\t')

# shellcheck disable=SC2086 # No file of ours has a blank in its name.
{
  forbid "$tab" 'tab' $text
  forbid '[[:space:]]+$' 'trailing space' $text
  forbid '^.{101}' 'more than 100 columns' $code
  forbid '\<(gchar|gint|gdouble|gfloat|gshort|glong|gpointer \*)\>' 'the plain C type, please' $code
  forbid '\<(TODO|FIXME)\>' 'finish it' $code $forms $builds
  forbid '\<goto\>' 'goto' $code
  forbid '\<(if|for|while|switch|return)\(|[a-z0-9_]\((void|GError|const)\>' 'space before (' $code
  missing '^/\* SPDX-License-Identifier: MIT \*/$' 1 'SPDX line' $code
  missing 'SPDX-License-Identifier: MIT' 2 'SPDX line' $builds $scripts
  missing '^/\* [a-z-]+\.h: .*[a-z].*' 2 'one sentence on what it is' $headers
}

for file in $headers; do
  name=$(basename "$file")
  sed -n 2p "$file" | grep -qF "/* $name: " || echo "$file:2"
done | complain 'the sentence starts with the name of the file' || status=1

# A .c includes config.h first, then its own header.
for file in $(find app -name '*.c' | sort); do
  own=${file#app/}
  own=${own%.c}
  set -- $(grep -m 2 '^#include' "$file" | sed 's/#include //')
  [ "${1:-}" = '"config.h"' ] || echo "$file:1"
  [ -f "app/$own.h" ] || continue
  case ${2:-} in
    \"$own.h\"|\"$own-private.h\") ;;
    *) echo "$file:3" ;;
  esac
done | complain 'include config.h first, then its own header' || status=1

# What is made while building, config.h for one, has no room.
grep -nE '#include "[^/"]+"' $(find app -name '*.[ch]') /dev/null |
  grep -vE '"(config|[a-z-]+-(resources|enums))\.h"' |
  complain 'include with the room' || status=1

for file in $code; do
  lines=$(wc -l <"$file")
  [ "$lines" -le 600 ] || echo "$file:$lines"
done | complain 'more than 600 lines' || status=1

# Words in a .ui file are for people.
for file in $forms; do
  grep -nE '<property name="(label|title|subtitle|description|tooltip-text|placeholder-text|heading|body)">|<attribute name="(label|title)">' \
    "$file" | sed "s|^|$file:|; s|  *| |g" | grep -E '>[^<]*[[:alpha:]]{2}'
done | complain 'translatable="yes" is missing' || status=1

exit $status
