#!/usr/bin/env bash
# What building and testing an image takes of this machine's Debian: installs what is missing.
#
#   packaging/image/tools.sh [test]
set -euo pipefail

packages="mmdebstrap qemu-user-static binfmt-support dpkg fdisk kmod dosfstools mtools faketime squashfs-tools
    u-boot-tools rauc openssl xz-utils zstd"
[ "${1:-}" != test ] || packages="$packages qemu-system-arm qemu-utils e2fsprogs"

missing=
for package in $packages; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
printf '%s\n' "image: installing$missing" >&2
apt-get -q update >/dev/null
# shellcheck disable=SC2086  # a list of words
DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends $missing >/dev/null
