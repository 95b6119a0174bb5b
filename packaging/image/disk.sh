#!/usr/bin/env bash
# The card's image, without loop devices or mounts. What is not in it is made at the first start: the second
# system's room and the data partition (system/usr/lib/kiosk-image/partitions).
#
#   packaging/image/disk.sh TREE SLOTS IMAGE
set -euo pipefail

here=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
# shellcheck source=packaging/image/fat.sh
. "$here/fat.sh"
tree=$1 slots=$2 image=$3
CONFIG_MB=64 STATE_MB=1 BOOT_MB=128 SYSTEM_MB=640

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
card=$work/card
mkdir "$card"
firmware=$tree/boot/firmware
cp "$firmware"/{bootcode.bin,start.elf,start4.elf,fixup.dat,fixup4.dat} "$card/"
cp "$firmware"/*.dtb "$card/"
[ ! -d "$firmware/overlays" ] || cp -r "$firmware/overlays" "$card/"
cp "$tree/usr/lib/u-boot/rpi_arm64/u-boot.bin" "$card/"
"$here/bootenv.py" "$card/u-boot.bin" "$card/uboot.env"
mkimage -A arm64 -T script -C none -n kiosk -d "$here/boot.cmd" "$card/boot.scr" >/dev/null
cp "$here/card/config.txt" "$card/"
# What an owner reads has the line ends of Windows.
for text in kiosk.toml README.txt; do
    sed 's/$/\r/' "$here/card/$text" >"$card/$text"
done
fat_of "$work/config.fat" $CONFIG_MB KIOSK "$card"

at=2048
table="label: gpt
label-id: 6B696F73-6B00-4000-8000-000000000001
"
number=0
offsets=()
partition() { # NAME MEGABYTES TYPE
    number=$((number + 1))
    table+="start=$at, size=$(($2 * 2048)), type=$3, name=$1, uuid=6B696F73-6B00-4000-8000-0000000001$(printf %02d $number)
"
    offsets+=("$((at / 2048))")
    at=$((at + $2 * 2048))
}
# Windows shows the first of these to the owner, and no drive letter for the others.
partition config $CONFIG_MB EBD0A0A2-B9E5-4433-87C0-68B6B72699C7
partition bootstate $STATE_MB 6B696F73-6B00-4000-8000-0000000000BE
partition boot_a $BOOT_MB 6B696F73-6B00-4000-8000-0000000000BA
partition boot_b $BOOT_MB 6B696F73-6B00-4000-8000-0000000000BB
partition system_a $SYSTEM_MB 6B696F73-6B00-4000-8000-0000000000A1

rm -f "$image.part"
truncate --size=$(((at + 2048) * 512)) "$image.part"
printf '%s' "$table" | sfdisk --quiet --no-reread --no-tell-kernel "$image.part"
put() { # FILE PARTITION
    dd if="$1" of="$image.part" bs=1M seek="${offsets[$2]}" conv=notrunc,sparse status=none
}
put "$work/config.fat" 0
put "$slots/boot.img" 2
put "$slots/system.img" 4
mv "$image.part" "$image"
