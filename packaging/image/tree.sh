#!/usr/bin/env bash
# The system's files: the base root, the kiosk's packages, and what makes it an appliance (system/).
#
#   packaging/image/tree.sh BASE.tar FOLDER KEYRING.pem VERSION PACKAGE.deb ...
set -euo pipefail

here=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
base=$1 tree=$2 keyring=$3 version=$4
shift 4
: "${SOURCE_DATE_EPOCH:?}"

rm -rf "$tree"
mkdir -p "$tree"
tar -C "$tree" --numeric-owner -xf "$base"

# This machine's dpkg unpacks the packages, their scripts run in emulation. Nothing is to be started here.
printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d"
chmod 755 "$tree/usr/sbin/policy-rc.d"
for package in "$@"; do
    # A package for any machine counts as one for this machine, so to dpkg its wish for one for arm64 is open.
    open=
    [ "$(dpkg-deb --field "$package" Architecture)" != all ] || open=--force-depends
    # shellcheck disable=SC2016,SC2086  # $0 and $@ are the inner shell's; an option, if any
    LC_ALL=C DEBIAN_FRONTEND=noninteractive unshare --mount --propagation private \
        sh -euc 'mount -t proc proc "$0/proc"; exec dpkg "$@"' "$tree" \
        --root="$tree" --force-architecture $open --log=/dev/null --install "$package"
done
rm -f "$tree/usr/sbin/policy-rc.d"

cp -a --no-preserve=ownership "$here/system/." "$tree/"
printf '%s\n' "$version" >"$tree/usr/lib/kiosk-image/version"
install -m 0644 "$keyring" "$tree/etc/rauc/keyring.pem"
mkdir -p "$tree/data" "$tree/boot/config" "$tree/etc/kiosk" "$tree/var/lib/iwd" "$tree/var/lib/systemd/timesync"
printf 'kiosk\n' >"$tree/etc/hostname"
printf '127.0.0.1 localhost kiosk\n::1 localhost kiosk\n' >"$tree/etc/hosts"
: >"$tree/etc/fstab"
ln -sfn ../run/systemd/resolve/stub-resolv.conf "$tree/etc/resolv.conf"
ln -sfn /usr/share/zoneinfo/Etc/UTC "$tree/etc/localtime"
# Made anew at each start; what has to stay the same is on the data partition.
: >"$tree/etc/machine-id"
rm -f "$tree/var/lib/dbus/machine-id" "$tree/var/lib/systemd/random-seed" "$tree/var/lib/systemd/credential.secret"

systemctl --quiet --root="$tree" enable systemd-networkd systemd-resolved systemd-timesyncd iwd nftables seatd \
    kiosk-card kiosk-health kiosk-hawkbit
systemctl --quiet --root="$tree" set-default multi-user.target
# A system that never changes by itself needs no upkeep.
systemctl --quiet --root="$tree" mask systemd-networkd-wait-online.service apt-daily.timer apt-daily-upgrade.timer \
    dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer rauc-hawkbit-updater.service \
    systemd-firstboot.service
# Nobody logs in: neither root nor anybody else has a password.
sed -i -E 's/^([^:]+):[^:]*:/\1:!*:/' "$tree/etc/shadow"

# -- what is not needed to run ---------------------------------------------------------------------

rm -rf "$tree"/var/cache/* "$tree"/var/log/* "$tree"/tmp/* "$tree"/var/tmp/* "$tree"/run/* \
    "$tree"/usr/share/{bash-completion,zsh,doc-base,bug,lintian,pixmaps} "$tree"/var/lib/dpkg/*-old \
    "$tree"/etc/{passwd,group,shadow,gshadow,subuid,subgid}- "$tree/etc/rauc-hawkbit-updater"
# Of Broadcom's radios those that are on a Raspberry Pi.
find "$tree/usr/lib/firmware/brcm" ! -type d ! -name 'brcmfmac4343*' ! -name 'brcmfmac4345*' -delete
# Graphics chips, network cards, disks and file systems that no Raspberry Pi has.
for kernel in "$tree"/usr/lib/modules/*; do
    modules=$kernel/kernel
    rm -rf "$modules"/drivers/gpu/drm/{amd,nouveau,radeon,xe,i915,msm,rockchip,tegra,etnaviv,mediatek,sun4i,meson} \
        "$modules"/drivers/{infiniband,ata,isdn,firewire,iio,edac,hwtracing,fpga} \
        "$modules"/drivers/net/ethernet/{mellanox,intel,chelsio,qlogic,hisilicon,huawei,sfc,amd,cavium,freescale} \
        "$modules"/drivers/media/{pci,dvb-frontends,tuners} \
        "$modules"/fs/{ocfs2,gfs2,ceph,smb,nfs,nfsd,btrfs,xfs,jfs,f2fs,orangefs,afs,coda,bcachefs}
    depmod --basedir "$tree" "${kernel##*/}"
done

# Everything has one time, so that systemd does not take the system for one that was just changed.
touch "$tree/etc/.updated" "$tree/var/.updated"
