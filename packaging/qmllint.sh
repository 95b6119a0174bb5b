#!/usr/bin/env bash
# Checks every QML file, the members of our own Python types included.
#
# Python files that declare QML_IMPORT_NAME are read for their types, which become one QML module for
# each such name under build/qml; a misspelt property, signal or slot is then an error.
#
#   packaging/qmllint.sh [FOLDER]    default: kiosk
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=${1:-kiosk}
tools=$PWD/.venv/bin
out=$PWD/build/qml

mapfile -t pages < <(find "$folder" -name '*.qml' | LC_ALL=C sort)
if [ ${#pages[@]} -eq 0 ]; then
    echo "qmllint: no QML in $folder yet"
    exit 0
fi

# Two at once (make -j, two terminals) take turns: both build the same folder.
if command -v flock >/dev/null; then
    mkdir -p build
    exec 9>build/.qmllint-lock
    flock 9
fi
rm -rf "$out"
mkdir -p "$out"
# What our types are built upon: QObject, QQuickPaintedItem, ...
qt=("$PWD"/.venv/lib/python3.*/site-packages/PySide6/Qt/metatypes)
foreign=$(printf '%s,' "${qt[0]}"/qt6{core,gui,qml,quick}_metatypes.json)
imports=(-I "$out" -I "$folder/ui/qml")

# module name -> the descriptions of its types
declare -A modules=() majors=()
while IFS= read -r source; do
    module=$(sed -n 's/^QML_IMPORT_NAME *= *["'\'']\([A-Za-z0-9_.]*\)["'\''].*/\1/p' "$source")
    major=$(sed -n 's/^QML_IMPORT_MAJOR_VERSION *= *\([0-9]*\).*/\1/p' "$source")
    if [ -z "$module" ] || [ -z "$major" ]; then
        echo "qmllint: $source: QML_IMPORT_NAME and QML_IMPORT_MAJOR_VERSION must be literals" >&2
        exit 1
    fi
    described=$out/${source//\//.}.json
    "$tools/pyside6-metaobjectdump" --out-file "$described" "$source"
    if [ ! -s "$described" ]; then
        echo "qmllint: $source declares QML_IMPORT_NAME but no type" >&2
        exit 1
    fi
    modules[$module]="${modules[$module]:-} $described"
    majors[$module]=$major
done < <(grep -rlE --include='*.py' '^QML_IMPORT_NAME' "$folder" | LC_ALL=C sort)

for module in "${!modules[@]}"; do
    home=$out/${module//.//}
    mkdir -p "$home"
    # shellcheck disable=SC2086  # a list of files
    "$tools/pyside6-qmltyperegistrar" --import-name "$module" --major-version "${majors[$module]}" \
        --foreign-types "${foreign%,}" \
        --generate-qmltypes "$home/module.qmltypes" -o "$out/$module.registration.cpp" ${modules[$module]}
    printf 'module %s\ntypeinfo module.qmltypes\ndepends QtQuick\n' "$module" >"$home/qmldir"
done

# Without --max-warnings 0 its exit code is 0 whatever it finds.
"$tools/pyside6-qmllint" --max-warnings 0 "${imports[@]}" "${pages[@]}"
echo "qmllint: ${#pages[@]} files, no fault"
