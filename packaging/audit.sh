#!/usr/bin/env bash
# Asks whether anything is known against the locked Python packages: those of the kiosk, of the tests and of
# this tool. The tool has an environment of its own, for it needs much that the kiosk does not.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tool=build/audit-tool
lock=requirements/audit.txt
if ! cmp --silent "$lock" "$tool/lock"; then
    rm -rf "$tool"
    "${PYTHON:-python3}" -m venv "$tool"
    if ! "$tool/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: \
        --require-hashes -r "$lock"; then
        rm -rf "$tool"
        echo "audit: NOT DONE, the tool cannot be fetched. Try again with a network."
        exit 0
    fi
    cp "$lock" "$tool/lock"
fi
exec "$tool/bin/python" packaging/audit.py "$tool/bin/pip-audit" requirements/dev.txt "$lock"
