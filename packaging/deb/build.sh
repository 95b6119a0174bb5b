#!/usr/bin/env bash
# Builds build/deb/loyalite-kiosk_VERSION_ARCH.deb and loyalite-kiosk-appliance_VERSION_all.deb.
#
#   packaging/deb/build.sh amd64|arm64
#
# Takes what is in this checkout and the locked requirements as wheels of PyPI's; nothing is compiled or run for
# the other machine. The same commit makes the same bytes. VERSION=1.2.3 names another release (default: the
# program's own), SOURCE_DATE_EPOCH another date (default: the commit's), COMPRESSION another level of zstd's (15),
# OUT another folder for the packages.
set -euo pipefail

case ${1:-} in
amd64) machine=x86_64 ;;
arm64) machine=aarch64 ;;
*)
    echo "usage: ${0##*/} amd64|arm64" >&2
    exit 2
    ;;
esac
arch=$1

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export LC_ALL=C TZ=UTC
umask 022
python=$PWD/.venv/bin/python
here=packaging/deb
out=$PWD/build/deb
target=${OUT:-build/deb}
version=${VERSION:-$(sed -n 's/^__version__ = "\(.*\)"/\1/p' kiosk/__init__.py)}
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)}
export SOURCE_DATE_EPOCH

fail() {
    printf '%s\n' "deb: $*" >&2
    exit 1
}

[[ $version =~ ^[0-9][A-Za-z0-9.+~-]*$ ]] || fail "no version for a Debian package: $version"
for program in dpkg-deb readelf unzip; do
    command -v "$program" >/dev/null || fail "$program is missing (Debian: dpkg, binutils, unzip)"
done

mkdir -p "$out" "$target"
exec 9>"$out/.lock"
flock 9
work=$(mktemp -d "$out/work.XXXXXX")
trap 'rm -rf "$work"' EXIT

# -- the locked requirements, for the kiosk's machine and Python; kept, as they seldom change ------------------

third_party() { # prints where they are
    local key tree platforms=(--platform "manylinux2014_$machine") minor
    key=$(cat requirements/run.txt "$here/requirements.py" "$here/build.sh" "$here/trim.py" | sha256sum | cut -c -16)
    tree=$out/tree-$arch-$key
    if [ ! -d "$tree" ]; then
        # pip takes each name exactly; Debian 13 has glibc 2.41.
        for ((minor = 17; minor <= 41; minor++)); do platforms+=(--platform "manylinux_2_${minor}_$machine"); done
        "$python" "$here/requirements.py" "$machine" <requirements/run.txt >"$work/requirements.txt"
        # What is installed is for another Python than the one that does it, hence --ignore-requires-python.
        "$python" -m pip --disable-pip-version-check --no-input install --quiet --no-compile --no-deps \
            --only-binary :all: --require-hashes --ignore-requires-python "${platforms[@]}" --python-version 3.13 \
            --implementation cp --abi cp313 --abi abi3 --abi none --target "$work/tree" \
            -r "$work/requirements.txt" >&2 </dev/null
        rm -rf "$out/tree-$arch-"*
        mv "$work/tree" "$tree"
    fi
    printf '%s' "$tree"
}

our_wheel() { # the program itself: compiled texts and all
    "$python" -m pip --disable-pip-version-check --no-input wheel --quiet --no-deps --no-build-isolation \
        --wheel-dir "$work/wheel" . >&2 </dev/null
    printf '%s' "$work"/wheel/*.whl
}

# -- packages --------------------------------------------------------------------------------------------------

put() { # MODE FROM TO: one file
    install -D -m "$1" "$2" "$root$3"
}

control() { # FROM: control files of the package in $root, from packaging/deb/FROM
    local size
    mkdir -p "$root/DEBIAN"
    # KB, of the files themselves: what du says depends on the disk.
    size=$(find "$root" -type f -not -path "$root/DEBIAN/*" -printf '%s\n' | awk '{ kb += int(($1 + 1023) / 1024) } END { print kb }')
    sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/$size/" "$here/$1" >"$root/DEBIAN/control"
    (cd "$root" && find . -type f -not -path './DEBIAN/*' -printf '%P\0' | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
}

pack() { # the package in $root
    local name
    name=$(sed -n 's/^Package: //p' "$root/DEBIAN/control")_${version}_$(sed -n 's/^Architecture: //p' "$root/DEBIAN/control").deb
    find "$root" -newermt "@$SOURCE_DATE_EPOCH" -print0 | xargs -0r touch --no-dereference --date "@$SOURCE_DATE_EPOCH"
    # Said in full: the defaults differ from one dpkg to the next. One thread: the bytes depend on it.
    dpkg-deb --root-owner-group -Zzstd "-z${COMPRESSION:-15}" --threads-max=1 --uniform-compression --build "$root" "$work/$name" >/dev/null
    mv "$work/$name" "$target/$name"
    printf '%s\n' "$target/$name"
}

root=$work/kiosk
mkdir -p "$root/opt/kiosk"
tree=$(third_party)
cp -a "$tree" "$root/opt/kiosk/lib"
wheel=$(our_wheel)
unzip -q -o "$wheel" -d "$root/opt/kiosk/lib"
"$python" "$here/trim.py" "$root/opt/kiosk/lib" >&2
"$here/compile_qml.sh" "$python" "$root/opt/kiosk/lib/kiosk/ui/qml" >&2
# Dates of wheels and of this build are none of the package's business.
find "$root" -print0 | xargs -0 touch --no-dereference --date "@$SOURCE_DATE_EPOCH"
find "$root" -type d -print0 | xargs -0 chmod 755
find "$root" -type f -print0 | xargs -0 chmod 644

put 755 "$here/kiosk/kiosk" /usr/bin/kiosk
put 755 "$here/kiosk/session" /usr/lib/kiosk/session
put 755 "$here/kiosk/display" /usr/lib/kiosk/display
for unit in kiosk.service kiosk-setup.service kiosk-setup-request.service kiosk-setup.path; do
    put 644 "packaging/systemd/$unit" "/usr/lib/systemd/system/$unit"
done
put 644 packaging/systemd/90-loyalite-kiosk.preset /usr/lib/systemd/system-preset/90-loyalite-kiosk.preset
put 644 "$here/kiosk/sysusers.conf" /usr/lib/sysusers.d/loyalite-kiosk.conf
put 644 "$here/kiosk/tmpfiles.conf" /usr/lib/tmpfiles.d/loyalite-kiosk.conf
put 644 "$here/kiosk/polkit.rules" /usr/share/polkit-1/rules.d/50-loyalite-kiosk.rules
put 644 packaging/udev/70-kiosk.rules /usr/lib/udev/rules.d/70-kiosk.rules
put 644 packaging/udev/71-kiosk-access.rules /usr/lib/udev/rules.d/71-kiosk-access.rules
put 644 packaging/udev/69-kiosk-pins.rules /etc/udev/rules.d/69-kiosk-pins.rules
put 644 "$here/kiosk/kiosk.toml" /etc/kiosk/kiosk.toml
install -d -m 755 "$root/etc/kiosk/kiosk.d"
put 644 packaging/schema/kiosk.schema.json /usr/share/loyalite-kiosk/kiosk.schema.json
put 644 "$here/kiosk/kiosk-session" /etc/default/kiosk-session
for page in docs/*.md; do put 644 "$page" "/usr/share/doc/loyalite-kiosk/${page##*/}"; done
for file in packaging/observability/*; do put 644 "$file" "/usr/share/doc/loyalite-kiosk/observability/${file##*/}"; done
put 644 LICENSE /usr/share/doc/loyalite-kiosk/copyright
gzip -9n <CHANGELOG.md >"$work/changelog.gz"
put 644 "$work/changelog.gz" /usr/share/doc/loyalite-kiosk/changelog.gz
control control.in
printf '%s\n' /etc/kiosk/kiosk.toml /etc/default/kiosk-session /etc/udev/rules.d/69-kiosk-pins.rules >"$root/DEBIAN/conffiles"
for script in postinst prerm postrm; do install -m 755 "$here/kiosk/$script" "$root/DEBIAN/$script"; done
pack

root=$work/appliance
put 644 "$here/appliance/system.conf" /usr/lib/systemd/system.conf.d/50-kiosk.conf
put 644 "$here/appliance/logind.conf" /usr/lib/systemd/logind.conf.d/50-kiosk.conf
put 644 "$here/appliance/kiosk.conf" /usr/lib/systemd/system/kiosk.service.d/50-appliance.conf
put 644 "$here/appliance/50-loyalite-kiosk-appliance.preset" \
    /usr/lib/systemd/system-preset/50-loyalite-kiosk-appliance.preset
put 644 "$here/appliance/sysctl.conf" /usr/lib/sysctl.d/50-kiosk.conf
put 644 packaging/udev/75-kiosk-keyboards.rules /usr/lib/udev/rules.d/75-kiosk-keyboards.rules
put 644 LICENSE /usr/share/doc/loyalite-kiosk-appliance/copyright
put 644 "$work/changelog.gz" /usr/share/doc/loyalite-kiosk-appliance/changelog.gz
# No login on a console, serial ones included, and nothing on Ctrl-Alt-Del.
mkdir -p "$root/etc/systemd/system"
for unit in getty@.service autovt@.service serial-getty@.service console-getty.service ctrl-alt-del.target; do
    ln -s /dev/null "$root/etc/systemd/system/$unit"
done
control control-appliance.in
for script in postinst prerm postrm; do install -m 755 "$here/appliance/$script" "$root/DEBIAN/$script"; done
pack
