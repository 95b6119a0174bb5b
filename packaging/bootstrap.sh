#!/usr/bin/env bash
# Makes this checkout ready: system libraries, .venv with the locked requirements, the project itself.
#
#   packaging/bootstrap.sh run    what `kiosk` needs to run
#   packaging/bootstrap.sh dev    that, and what the tests need
#
# PYTHON=/path/to/python3 chooses the interpreter (CPython 3.11 to 3.13).
# A second run finds its stamp in .venv and does nothing.
set -euo pipefail

mode=${1:-run}
case $mode in
run | dev) ;;
*)
    echo "usage: ${0##*/} [run|dev]" >&2
    exit 2
    ;;
esac

here=${BASH_SOURCE[0]%/*}
[ "$here" = "${BASH_SOURCE[0]}" ] && here=.
cd "$here/.."
root=$PWD
venv=$root/.venv

say() { printf '%s\n' "bootstrap: $*"; }
fail() {
    printf '%s\n' "bootstrap: $1" >&2
    shift
    [ $# -eq 0 ] || printf '           %s\n' "$@" >&2
    exit 1
}

# -- the fast path: nothing to do ------------------------------------------------------------------

fingerprint() { # of everything that decides what is in .venv
    { printf '%s\n' "$root"; cat requirements/*.txt pyproject.toml packaging/bootstrap.sh; } |
        sha256sum | cut -c -64
}

is_as_asked() { # made in this place, with the interpreter that PYTHON names if it names one
    local place="" interpreter=""
    { read -r place && read -r interpreter; } 2>/dev/null <"$venv/.made-for" || true
    [ "$place" = "$root" ] && [ "${PYTHON:-$interpreter}" = "$interpreter" ]
}

is_ready() { # dev is more than run, so it will do for both
    [ -x "$venv/bin/python" ] && [ -x "$venv/bin/kiosk" ] && is_as_asked || return 1
    local stamp
    for stamp in "$venv/.ready-dev" "$venv/.ready-$mode"; do
        [ -r "$stamp" ] && [ "$(<"$stamp")" = "$wanted" ] && return 0
    done
    return 1
}

compile_translations() { # assets/translations/NAME.ts -> kiosk/ui/translations/NAME.qm, only newer ones
    local source target
    for source in assets/translations/*.ts; do
        [ -e "$source" ] || continue
        target=${source##*/}
        target=kiosk/ui/translations/${target%.ts}.qm
        [ "$target" -nt "$source" ] && continue
        mkdir -p kiosk/ui/translations
        "$venv/bin/pyside6-lrelease" -silent "$source" -qm "$target" ||
            fail "cannot compile $source"
    done
}

wanted=$(fingerprint)
if is_ready; then
    compile_translations
    exit 0
fi

# Two at once (make -j, two terminals) take turns; the second one finds the work done.
if command -v flock >/dev/null; then
    mkdir -p build
    exec 9>build/.bootstrap-lock
    flock 9
    if is_ready; then
        compile_translations
        exit 0
    fi
fi

# -- the machine -----------------------------------------------------------------------------------

[ "$(uname -s)" = Linux ] || fail "the kiosk runs on Linux; this is $(uname -s)."
machine=$(uname -m)
case $machine in
x86_64 | aarch64) ;;
*)
    fail "no Qt for $machine: a 64-bit system on x86_64 or aarch64 is needed." \
        "On a Raspberry Pi: Raspberry Pi OS (64-bit), Debian 13 (trixie) or newer."
    ;;
esac
# A 64-bit kernel under a 32-bit Raspberry Pi OS says aarch64 too.
[ "$(getconf LONG_BIT 2>/dev/null || echo 64)" = 64 ] ||
    fail "this system is 32-bit under a 64-bit kernel: Raspberry Pi OS (64-bit) is needed."

# -- system libraries ------------------------------------------------------------------------------

# a|b: either will do (Debian 13 renamed it)
libraries="
    ca-certificates
    libegl1 libgl1 libx11-6 libdbus-1-3 libfontconfig1 libfreetype6 libglib2.0-0t64|libglib2.0-0 libbrotli1
    libxkbcommon0 libgssapi-krb5-2
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-render0
    libxcb-shape0 libxcb-util1 libxcb-xkb1 libxkbcommon-x11-0
    libwayland-client0 libwayland-cursor0 libwayland-egl1
    libzbar0t64|libzbar0"
[ "$mode" = run ] || libraries="$libraries xvfb xauth openssl"

suits() { # a CPython that the requirements were locked for
    command -v "$1" >/dev/null &&
        "$1" -c 'import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13)
            and sys.implementation.name == "cpython"))' 2>/dev/null
}

find_python() {
    local candidate
    if [ -n "${PYTHON:-}" ]; then
        suits "$PYTHON" || fail "PYTHON=$PYTHON is not a CPython 3.11, 3.12 or 3.13."
        python=$PYTHON
        return
    fi
    python=
    for candidate in python3 /usr/bin/python3 python3.13 python3.12 python3.11; do
        if suits "$candidate"; then
            python=$candidate
            return
        fi
    done
}

find_python
if [ -z "$python" ]; then
    libraries="$libraries python3 python3-venv"
elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    # Debian keeps them in a package of their own, named after the interpreter
    case $(command -v "$python") in
    /usr/bin/* | /bin/*) libraries="$libraries $("$python" -c \
        'import sys; print("python%d.%d-venv" % sys.version_info[:2])')" ;;
    *) fail "$python has no venv or ensurepip module; choose another one with PYTHON=." ;;
    esac
fi

missing_libraries() {
    local installed wish name
    # shellcheck disable=SC2086  # a list of words
    installed=" $(dpkg-query -W -f '${db:Status-Status} ${Package}\n' ${libraries//|/ } 2>/dev/null |
        sed -n 's/^installed //p' | tr '\n' ' ')"
    for wish in $libraries; do
        for name in ${wish//|/ }; do
            case $installed in *" $name "*) continue 2 ;; esac
        done
        printf '%s\n' "$wish"
    done
}

can_install() { # whether this system's package lists offer it
    local policy
    policy=$(LC_ALL=C apt-cache policy "$1" 2>/dev/null) || return 1
    case $policy in *"Candidate: "[0-9]*) return 0 ;; *) return 1 ;; esac
}

install_libraries() {
    local missing names="" wish name as_root=""
    missing=$(missing_libraries)
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [ -t 0 ] && [ -t 2 ]; }; }; then
            as_root="sudo"
            [ -t 0 ] || as_root="sudo -n"
        else
            for wish in $missing; do
                name=${wish##*|}
                can_install "${wish%%|*}" && name=${wish%%|*}
                names="$names $name"
            done
            # A system without sudo has somebody who is root: the line must run there as it stands.
            local by="" who=" as root"
            command -v sudo >/dev/null && by="sudo " who=""
            fail "system libraries are missing. Run this line$who, then try again:" \
                "${by}apt-get update && ${by}apt-get install -y --no-install-recommends$names"
        fi
    fi
    # shellcheck disable=SC2086
    say "installing system libraries:" $missing
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update >build/apt.log 2>&1 </dev/null ||
        say "apt-get update failed (see build/apt.log); trying with the lists at hand"
    for wish in $missing; do
        for name in ${wish//|/ }; do
            if [ "$name" = "$wish" ] || can_install "$name"; then
                names="$names $name"
                break
            fi
        done
    done
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends $names \
        >>build/apt.log 2>&1 </dev/null || {
        tail -n 15 build/apt.log >&2
        fail "apt-get could not install:$names"
    }
    missing=$(missing_libraries)
    # shellcheck disable=SC2086
    [ -z "$missing" ] || fail "still missing after apt-get:" $missing
}

mkdir -p build
if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
    install_libraries
else
    say "this is no Debian: these have to be there already (Debian's package names):"
    # shellcheck disable=SC2086
    printf '    %s\n' $libraries
fi

[ -n "$python" ] || find_python
[ -n "$python" ] || fail "CPython 3.11, 3.12 or 3.13 is needed; this system's python3 is another one." \
    "Name one with PYTHON=/path/to/python3."

# -- .venv -----------------------------------------------------------------------------------------

# A link leads into another checkout, whose .venv is not ours to touch, or nowhere.
if [ -L "$venv" ] && ! is_as_asked; then
    say ".venv is a link; making one of our own in its place"
    rm -f "$venv"
fi
rm -f "$venv/.ready-run" "$venv/.ready-dev"
# A folder that was moved, or whose interpreter has gone, is begun anew.
if [ -e "$venv" ] && ! { is_as_asked && "$venv/bin/python" -c '' 2>/dev/null; }; then
    say "beginning .venv anew"
    rm -rf "$venv"
fi
if [ ! -e "$venv" ]; then
    say "making .venv with $("$python" -V) ($(command -v "$python"))"
    "$python" -m venv "$venv"
    printf '%s\n' "$root" "$python" >"$venv/.made-for"
fi

pip() { "$venv/bin/python" -m pip --disable-pip-version-check --no-input "$@" </dev/null; }

say "installing the locked requirements ($mode); the first time fetches about 200 MB"
case $mode in
run) pip install --quiet --require-hashes -r requirements/run.txt -r requirements/build.txt ;;
dev) pip install --quiet --require-hashes -r requirements/dev.txt ;;
esac || fail "pip could not install the requirements (see above)."

say "installing the project itself, editable"
pip install --quiet --no-deps --no-build-isolation --editable . ||
    fail "pip could not install the project (see above)."

# One look at what the libraries are for: says what is missing now rather than in front of a customer.
"$venv/bin/python" -c 'import cv2, numpy, zxingcpp, pyzbar.pyzbar, PySide6.QtQuick, PySide6.QtSvg' ||
    fail "a library cannot be loaded (see above); the system lacks something named there."

compile_translations
printf '%s\n' "$wanted" >"$venv/.ready-$mode"
say "ready"
