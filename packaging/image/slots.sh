#!/usr/bin/env bash
# What an update carries, and the card's first system: the system as squashfs, its kernel and initramfs in a FAT.
#
#   packaging/image/slots.sh TREE FOLDER          makes FOLDER/system.img and FOLDER/boot.img
#
# KIOSK_SQUEEZE    how hard zstd tries, 1 to 22 (15); tests are content with less
set -euo pipefail

here=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
# shellcheck source=packaging/image/fat.sh
. "$here/fat.sh"
tree=$1 slots=$2
BOOT_MB=128
SYSTEM_MB=640

mkdir -p "$slots"
rm -f "$slots/system.img"
# mksquashfs takes the time from its options or from the environment, not from both.
env -u SOURCE_DATE_EPOCH mksquashfs "$tree" "$slots/system.img" -noappend -quiet -no-progress -no-xattrs \
    -comp zstd -Xcompression-level "${KIOSK_SQUEEZE:-15}" -b 256K \
    -mkfs-time "$SOURCE_DATE_EPOCH" -all-time "$SOURCE_DATE_EPOCH" -wildcards \
    -e 'boot/firmware/*' 'boot/vmlinuz*' 'boot/initrd*' 'boot/System.map*' 'boot/config-*' \
    'dev/*' 'proc/*' 'sys/*' 'run/*' 'tmp/*' 'usr/lib/u-boot/*' 'usr/lib/linux-image-*' >/dev/null
size=$(stat -c %s "$slots/system.img")
[ "$size" -le $((SYSTEM_MB * 1048576)) ] || { echo "the system does not fit into its $SYSTEM_MB MB" >&2; exit 1; }

kernel=$(find "$tree/boot" -name 'vmlinuz-*' | sort | tail -n 1)
initrd=$(find "$tree/boot" -name 'initrd.img-*' | sort | tail -n 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$here/kernel.py" "$kernel" "$work/vmlinuz"
cp "$initrd" "$work/initrd.img"
fat_of "$slots/boot.img" $BOOT_MB BOOT "$work"
