#!/usr/bin/env bash
# Writes requirements/*.txt anew: the newest releases that the .in files allow, for CPython 3.11 to 3.13
# on every platform, with the hashes that PyPI gives and no address in them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tool=build/lock-tool
if [ ! -x "$tool/bin/uv" ]; then
    "${PYTHON:-python3}" -m venv "$tool"
    "$tool/bin/python" -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
fi

lock() { # NAME [more options]
    local name=$1
    shift
    # A find-links or an index of this machine's own must not get into the hashes.
    env -u PIP_FIND_LINKS -u UV_FIND_LINKS -u UV_INDEX -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL \
        "$tool/bin/uv" pip compile --quiet --no-config --upgrade --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links \
        --custom-compile-command 'make lock' "$@" \
        --output-file "requirements/$name.txt" "requirements/$name.in" >/dev/null
    if grep -n '://' "requirements/$name.txt"; then
        echo "lock: requirements/$name.txt holds an address" >&2
        exit 1
    fi
}

# dev holds the others, so the others take their releases from it.
lock dev
lock run --constraints requirements/dev.txt
lock build --constraints requirements/dev.txt
lock fuzz
lock audit
git --no-pager diff --stat -- requirements || true
echo "lock: done. Run \`make test\`, and note the raised ones in CHANGELOG.md."
