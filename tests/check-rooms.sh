#!/bin/sh
# SPDX-License-Identifier: MIT
# The architecture: what a room, or a folder in it, may include. Includes run down these lists,
# never up. Also: only the window knows GTK, and knows no thread but its own; no two types bear one
# name.
# Usage: check-rooms.sh SOURCE_ROOT
cd "$1/app" || exit 1
LC_ALL=C
export LC_ALL

# A room may include itself and the rooms named after it.
rooms='
model
file       model
analysis   model
layout     model
rules      model file analysis
draw       model layout
exchange   model file draw
report     model analysis rules draw
document   model file analysis layout rules draw exchange report
cli        model file analysis layout rules draw exchange report
window     model file analysis layout rules draw exchange report document
'

# A folder of a room may include itself and the folders of its room named after it. What stands in
# the room itself may include all of them.
folders='
layout/layered
layout/route
rules/engine
rules/structure       rules/engine
rules/path            rules/engine
rules/dns             rules/engine
rules/availability    rules/engine
rules/balancing       rules/engine
rules/database        rules/engine
rules/tls             rules/engine
rules/firewall        rules/engine
rules/ports           rules/engine
rules/monitoring      rules/engine
rules/sizing          rules/engine
rules/exercise        rules/engine rules/balancing rules/monitoring
draw/scene
draw/paint            draw/scene
draw/output           draw/scene draw/paint
window/widgets
window/canvas         window/widgets
window/dialogs        window/widgets
window/panels         window/widgets window/canvas window/dialogs
'

# folder FILE: where it stands, as deep as the lists go. Everything is one process: a machine that
# is busy takes its time to start thousands.
find . -name '*.[ch]' | sed 's|^\./||' | sort | xargs grep -nE \
  -e '^#include ["<]' -e '^struct _Lp[A-Za-z]+$' -e '^} Lp[A-Za-z]+;' -e 'g_task_run_in_thread|g_thread_' \
  /dev/null |
awk -v rooms="$rooms" -v folders="$folders" '
function read_list (text, into,    lines, words, n, i, k)
{
  n = split (text, lines, "\n")
  for (i = 1; i <= n; i++)
    if (split (lines[i], words, " ") > 0)
      {
        into[words[1]] = " " words[1] " "
        for (k = 2; (k in words) && words[k] != ""; k++)
          into[words[1]] = into[words[1]] words[k] " "
        delete words
      }
}

function complain (where, what)
{
  print where ": " what
  status = 1
}

# The folder of the list that @path stands in, or "" where it stands in the room itself.
function get_folder (path)
{
  while (sub ("/[^/]*$", "", path))
    if (path in may_folder)
      return path
  return ""
}

function check_include (where, file, target,    room, other, from, to)
{
  room = file; sub ("/.*", "", room)
  other = target; sub ("/.*", "", other)
  if (!(room in may))
    { complain (where, "app/" room " is in no list of check-rooms.sh"); return }
  if (index (may[room], " " other " ") == 0)
    { complain (where, "app/" room " may not include app/" other); return }

  # What stands in the room itself lies above its folders.
  from = get_folder (file)
  to = get_folder (target)
  if (room != other || from == "")
    return
  if (to == "")
    complain (where, "app/" from " may not include app/" target)
  else if (index (may_folder[from], " " to " ") == 0)
    complain (where, "app/" from " may not include app/" to)
}

BEGIN { read_list (rooms, may); read_list (folders, may_folder) }

{
  split ($0, part, ":")
  where = "app/" part[1] ":" part[2]
  text = substr ($0, length (part[1]) + length (part[2]) + 3)
}

text ~ /^#include "[a-z]+\// {
  target = text; sub (/^#include "/, "", target); sub (/".*/, "", target)
  check_include (where, part[1], target)
  next
}

text ~ /^#include <(gtk|gdk|gsk|adwaita)/ {
  if (part[1] !~ /^window\//)
    complain (where, "only app/window may know GTK")
  next
}

# A thread may be the last to let go of its task and of all that this holds: no place for a widget.
text ~ /g_task_run_in_thread|g_thread_/ {
  if (part[1] ~ /^window\//)
    complain (where, "what runs in a thread belongs to a job of app/document")
  next
}

# Two types of one name cannot be seen together, by the compiler or by a reader.
text ~ /^} Lp/ || text ~ /^struct _Lp/ {
  name = text; sub (/^} |^struct _/, "", name); sub (/;$/, "", name)
  if (name in defined)
    complain (where, name " is also in app/" defined[name])
  defined[name] = part[1]
}

END { exit status }
'
