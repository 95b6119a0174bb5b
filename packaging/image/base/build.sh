#!/usr/bin/env bash
# The base root of the image: Debian 13 for arm64 as a tar, from packages.txt. Needs root, and takes a
# quarter of an hour because the packages' own scripts run in emulation; so what was made once is kept.
#
#   packaging/image/base/build.sh          makes it if need be; prints where it is
#
# KIOSK_IMAGE_CACHE    where base roots are kept (build/cache)
# KIOSK_DEBIAN_MIRROR  Debian's archive, and KIOSK_DEBIAN_SECURITY_MIRROR its security archive: by default
#                      those that this machine's apt uses
set -euo pipefail

here=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
root=$(cd "$here/../../.." && pwd)
cache=${KIOSK_IMAGE_CACHE:-$root/build/cache}
# Fixed, and no part of the commit: a base root must not be made anew for a change of the program.
export SOURCE_DATE_EPOCH=1767225600
suite=trixie

say() { printf '%s\n' "base root: $*" >&2; }

fingerprint() {
    (cd "$here" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) | sha256sum | cut -c -16
}

mirror_of() { # the archive with this label, as this machine's apt knows it
    # shellcheck disable=SC2016  # apt's own variables
    apt-get indextargets --format '$(LABEL)|$(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
        sed -n "s/^$1|//p" | sed 's,/$,,' | head -n 1
}

packages() { # comma-separated
    sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$here/packages.txt" | tr '\n' ',' | sed 's/,$//'
}

base=$cache/base-$(fingerprint).tar
if [ -s "$base" ]; then
    say "$base is there already"
    printf '%s\n' "$base"
    exit 0
fi

[ "$(id -u)" = 0 ] || { say "making it takes root"; exit 1; }
mirror=${KIOSK_DEBIAN_MIRROR:-$(mirror_of Debian)}
security=${KIOSK_DEBIAN_SECURITY_MIRROR:-$(mirror_of Debian-Security)}
if [ -z "$mirror" ] || [ -z "$security" ]; then
    say "this machine's apt knows no Debian archive; set KIOSK_DEBIAN_MIRROR and KIOSK_DEBIAN_SECURITY_MIRROR"
    exit 1
fi

# arm64 programs on another machine run through qemu-user
if [ "$(uname -m)" != aarch64 ] && [ ! -e /proc/sys/fs/binfmt_misc/qemu-aarch64 ]; then
    mountpoint -q /proc/sys/fs/binfmt_misc || mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc
    update-binfmts --enable qemu-aarch64
fi

mkdir -p "$cache"
exec 9>"$cache/.lock"
flock 9
[ ! -s "$base" ] || { printf '%s\n' "$base"; exit 0; }
rm -f "$cache"/base-*.part

components="main contrib non-free-firmware"
say "making $base; this takes a quarter of an hour or more"
began=$(date +%s)
# shellcheck disable=SC2016  # $1 is mmdebstrap's, in its hooks
mmdebstrap --mode=root --arch=arm64 --variant=minbase --format=tar \
    --components="${components// /,}" --include="$(packages)" \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
    --aptopt='Acquire::Check-Valid-Until "false"' \
    --dpkgopt=force-confold --dpkgopt=force-confdef \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/lintian/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --setup-hook='mkdir -p "$1/etc/apt/preferences.d"' \
    --setup-hook="copy-in $here/preferences /etc/apt/preferences.d/" \
    --essential-hook='mkdir -p "$1/boot/firmware" "$1/etc/initramfs-tools"' \
    --essential-hook='echo update_initramfs=no >"$1/etc/initramfs-tools/update-initramfs.conf"' \
    --essential-hook="sync-in $here/initramfs /etc/initramfs-tools" \
    --customize-hook='echo update_initramfs=yes >"$1/etc/initramfs-tools/update-initramfs.conf"' \
    --customize-hook='chroot "$1" update-initramfs -c -k all' \
    --customize-hook='rm -rf "$1/var/cache/apt/"* "$1/var/lib/apt/lists/"* "$1/etc/apt/sources.list" "$1/etc/apt/sources.list.d/"*' \
    "$suite" "$base.part" \
    "deb $mirror $suite $components" \
    "deb $mirror $suite-updates $components" \
    "deb $mirror $suite-backports $components" \
    "deb $mirror forky main" \
    "deb $security $suite-security $components" \
    >"$base.log" 2>&1 </dev/null || {
    tail -n 20 "$base.log" >&2
    say "it could not be made; the whole log is $base.log"
    exit 1
}
mv "$base.part" "$base"
say "made in $((($(date +%s) - began) / 60)) min: $(du -h "$base" | cut -f1)"
printf '%s\n' "$base"
