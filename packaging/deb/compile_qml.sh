#!/usr/bin/env bash
# Compiles QML files ahead of time, each to a .qmlc beside it, which Qt takes instead of compiling at each start: the
# packages keep no cache of Qt's over a boot. Qt checks that it was made by this very release, and compiles else.
#
#   packaging/deb/compile_qml.sh PYTHON FOLDER
#
# PYTHON has the locked PySide6, which brings the compiler. What comes out is the same on every kind of machine.
set -euo pipefail

compiler=$("$1" -c 'import PySide6; print(PySide6.__path__[0])')/Qt/libexec/qmlcachegen
cd "$2" # so that no path of this machine gets into a file
find . -name '*.qml' -printf '%P\0' | sort -z | while IFS= read -r -d '' file; do
    "$compiler" --only-bytecode -o "${file}c" "$file"
    rm -f "${file}c.aotstats" # what it has to say of itself
done
