# SPDX-License-Identifier: MIT
# What ./run and ./check share: the packages of Debian and Ubuntu, and how to build.
# Both set $root to the folder of the project.

# Running needs the last line too: the drawings' font, the icons of GTK's own buttons and
# what lets GTK read them.
build_packages="
  gcc libc6-dev meson ninja-build pkg-config gettext
  libgtk-4-dev libadwaita-1-dev libxml2-dev libgraphviz-dev
  libcairo2-dev libpango1.0-dev libpng-dev libpsl-dev librsvg2-dev
  fonts-cantarell adwaita-icon-theme librsvg2-common"

test_packages="
  xvfb xauth dbus at-spi2-core libxtst-dev
  desktop-file-utils appstream libxml2-utils python3-jsonschema
  poppler-utils fonts-dejavu-core"

say ()
{
  echo "$*" >&2
}

can_build ()
{
  command -v meson >/dev/null && command -v ninja >/dev/null
}

# Installs what is missing of the packages named, and touches nothing where none is.
install_missing ()
{
  missing=
  if command -v dpkg-query >/dev/null; then
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null)
    for package in "$@"; do
      case "
$installed
" in
        *"
$package installed
"*) ;;
        *) missing="$missing $package" ;;
      esac
    done
    [ -z "$missing" ] && return 0
  fi

  if ! command -v apt-get >/dev/null; then
    can_build && return 0
    say "Linchpin can install what it needs only on Debian and Ubuntu. Please install what these"
    say "packages hold, whatever your system calls them, and try again:"
    echo "$*" | fmt >&2
    return 1
  fi

  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "These packages are missing, and only root can install them:$missing"
      return 1
    fi
    as_root=sudo
  fi

  say "Installing$missing"
  log=$(mktemp) || return 1
  # Old lists may name packages that the servers no longer have; old lists beat none when offline.
  $as_root apt-get update >"$log" 2>&1 </dev/null || true
  # shellcheck disable=SC2086 # The names are words of their own.
  if ! $as_root env DEBIAN_FRONTEND=noninteractive \
         apt-get install -y --no-install-recommends $missing >>"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    rm -f "$log"
    say "These packages could not be installed:$missing"
    return 1
  fi
  rm -f "$log"
}

# Runs a command that nobody wants to read unless it fails.
quietly ()
{
  quiet_log=$(mktemp) || return 1
  quiet_status=0
  "$@" >"$quiet_log" 2>&1 </dev/null || quiet_status=$?
  [ $quiet_status -eq 0 ] || cat "$quiet_log" >&2
  rm -f "$quiet_log"
  return $quiet_status
}

# configure FOLDER OPTION…: makes a build folder once; later calls leave it alone.
configure ()
{
  folder=$1
  shift
  [ -f "$folder/build.ninja" ] || quietly meson setup "$folder" "$root" "$@"
}
