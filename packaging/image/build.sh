#!/usr/bin/env bash
# The image: build/image/loyalite-kiosk-VERSION.img, the same compressed, its update, its software list.
#
#   packaging/image/build.sh [FOLDER]       FOLDER: where to (build/image)
#
# KIOSK_IMAGE_VERSION   how this one is called; by default the program's version and the commit's moment
# KIOSK_IMAGE_CACHE, KIOSK_DEBIAN_MIRROR: base/build.sh; KIOSK_SIGNING: keys.sh; KIOSK_SQUEEZE: slots.sh
# KIOSK_DEBS            a folder with the kiosk's packages, instead of building them
set -euo pipefail

here=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
root=$(cd "$here/../.." && pwd)
out=${1:-$root/build/image}
mkdir -p "$out"
out=$(cd "$out" && pwd)
name=loyalite-kiosk

began=$(date +%s)
say() { printf '%s\n' "image: $* ($(($(date +%s) - began)) s)" >&2; }

[ "$(id -u)" = 0 ] || { say "the system's files belong to root, so building takes root"; exit 1; }
"$here/tools.sh"

cd "$root"
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)}
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC
umask 022
program=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml | head -n 1)
version=${KIOSK_IMAGE_VERSION:-$program+$(date --date="@$SOURCE_DATE_EPOCH" +%Y%m%d%H%M%S)}

base=$("$here/base/build.sh")
say "base root"
keys=$("$here/keys.sh")
debs=${KIOSK_DEBS:-}
if [ -z "$debs" ]; then
    make --no-print-directory deb ARCH=arm64 >&2
    debs=$root/build/deb
fi
packages=("$debs/${name}_${program}_arm64.deb" "$debs/${name}-appliance_${program}_all.deb")
say "packages"

"$here/tree.sh" "$base" "$out/tree" "$keys/ca.pem" "$version" "${packages[@]}" >"$out/tree.log" 2>&1 || {
    tail -n 20 "$out/tree.log" >&2
    exit 1
}
say "tree"
"$here/slots.sh" "$out/tree" "$out/slots"
say "slots"
rm -f "$out/$name"-*
image=$out/$name-$version.img
"$here/disk.sh" "$out/tree" "$out/slots" "$image"
say "disk"
"$here/bundle.sh" "$out/slots" "$version" "$out/$name-$version.raucb"
say "update"
"$here/spdx.py" "$out/tree" "$name" "$version" "$out/$name-$version.spdx.json"
# What the tests start the emulated machine with
cp "$out/tree/usr/lib/u-boot/qemu_arm64/u-boot.bin" "$out/u-boot-qemu.bin"
# The squashfs in it is compressed already; the rest is mostly empty.
xz --keep --force --threads=2 --block-size=16MiB -0 "$image"
(cd "$out" && sha256sum "$name-$version".img "$name-$version".img.xz "$name-$version".spdx.json >"$name-$version.sha256")
printf '%s\n' "$version" >"$out/version"
say "done: $image, $(($(stat -c %s "$image") / 1000000)) MB, compressed $(($(stat -c %s "$image.xz") / 1000000)) MB"
