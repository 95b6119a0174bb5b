#!/usr/bin/env bash
# A signed update out of a system's slots.
#
#   packaging/image/bundle.sh SLOTS VERSION BUNDLE.raucb
set -euo pipefail

here=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
slots=$1 version=$2 bundle=$3
keys=$("$here/keys.sh")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ln "$slots/system.img" "$slots/boot.img" "$work/" 2>/dev/null || cp "$slots/system.img" "$slots/boot.img" "$work/"
cat >"$work/manifest.raucm" <<END
[update]
compatible=loyalite-kiosk-rpi-arm64
version=$version

[bundle]
format=verity

[image.system]
filename=system.img

[image.boot]
filename=boot.img
END
rm -f "$bundle"
rauc --cert="$keys/signer.pem" --key="$keys/signer.key" --keyring="$keys/ca.pem" bundle "$work" "$bundle" >/dev/null 2>"$bundle.log" || {
    cat "$bundle.log" >&2
    exit 1
}
rm -f "$bundle.log"
